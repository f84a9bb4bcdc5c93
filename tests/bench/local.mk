# Measures what README.md claims.  Each prints its figures, and is a target of its own:
#   bench: bench-NAME
bench: bench-pages
.PHONY: bench

# Tagged pages a second of CPU.
EXTRA_PROGRAMS = %D%/pages
%C%_pages_SOURCES = %D%/pages.c
EXTRA_DIST += %D%/pages.sh
CLEANFILES += %D%/pages$(EXEEXT)

bench-pages: all %D%/pages$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(top_srcdir)/tests/bench/pages.sh
.PHONY: bench-pages

# All reports with a warm store; reading ten million rows with an empty one.
bench: bench-build
EXTRA_DIST += %D%/run.sh %D%/expected.py

bench-build: all
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(top_srcdir)/tests/bench/run.sh
.PHONY: bench-build

# All figures of the demonstration, with a warm store.
bench: bench-figures
EXTRA_PROGRAMS += %D%/figures
%C%_figures_SOURCES = %D%/figures.c
EXTRA_DIST += %D%/figures.sh
CLEANFILES += %D%/figures$(EXEEXT)

bench-figures: all %D%/figures$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(top_srcdir)/tests/bench/figures.sh
.PHONY: bench-figures
