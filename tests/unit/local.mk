# One line a test; its source is the file of the same name with .c.  It links all of the core but main.
unit_tests =
if HAVE_CMOCKA
#unit_tests += %D%/test_arena
else
check-local:
	@echo 'error: the unit tests need cmocka (Debian: libcmocka-dev); install it and configure again' >&2; exit 1
endif
check_PROGRAMS += $(unit_tests)
