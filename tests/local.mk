# make check runs every check program and check script.  A test ends with 0 (passed), 77 (skipped,
# and its last line of output says why) or anything else (failed).
TESTS = $(unit_tests) $(dist_check_SCRIPTS)
TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = bash

AM_TESTS_ENVIRONMENT = \
	LC_ALL=C; export LC_ALL; \
	TZ=UTC0; export TZ; \
	SOURCE_DATE_EPOCH=1700000000; export SOURCE_DATE_EPOCH; \
	STRATA='$(abs_top_builddir)/strata$(EXEEXT)'; export STRATA; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir;

include tests/unit/local.mk

dist_check_SCRIPTS += %D%/command.sh
