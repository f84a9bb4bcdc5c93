# Measures what README.md claims; prints the figures and the command for each.
bench: all
bench: all bench-pages
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(top_srcdir)/%D%/run.sh
.PHONY: bench

# Tagged pages a second of CPU.
EXTRA_PROGRAMS = %D%/pages
%C%_pages_SOURCES = %D%/pages.c
EXTRA_DIST += %D%/pages.sh
CLEANFILES += %D%/pages$(EXEEXT)

bench-pages: all %D%/pages$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(top_srcdir)/tests/bench/pages.sh
.PHONY: bench-pages
