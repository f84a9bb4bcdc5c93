# make check runs every unit test and check script.  A test ends with 0 (passed), 77 (skipped, and
# its last line of output says why) or anything else (failed).
#
# A check script finds
#   $STRATA          the program that was built
#   $top_srcdir      the source tree, which may be read-only
#   $top_builddir    where make runs
#   $STRATA_SHARED   the folder "shared" beside the project, with downloads too big to distribute;
#                    empty when there is none (set it in the environment to use another)
# and the compiler in $CC, the preprocessor's flags in $include_path.

TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = bash

AM_TESTS_ENVIRONMENT = \
	LC_ALL=C; export LC_ALL; \
	TZ=UTC0; export TZ; \
	SOURCE_DATE_EPOCH=1700000000; export SOURCE_DATE_EPOCH; \
	STRATA='$(abs_top_builddir)/strata$(EXEEXT)'; export STRATA; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	: "$${STRATA_SHARED=`cd '$(abs_top_srcdir)/../shared' 2>/dev/null && pwd`}"; export STRATA_SHARED; \
	CC='$(CC)'; export CC; \
	include_path='$(include_path)'; export include_path;

include tests/plugins/local.mk
include tests/unit/local.mk
include tests/pdf/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk

# One line a script: two branches that add one each can then be merged line by line.
dist_check_SCRIPTS += %D%/deps.sh
dist_check_SCRIPTS += %D%/dist.sh
dist_check_SCRIPTS += %D%/command.sh
dist_check_SCRIPTS += %D%/data.sh
dist_check_SCRIPTS += %D%/returns.sh
dist_check_SCRIPTS += %D%/templates.sh
dist_check_SCRIPTS += %D%/gallery.sh
dist_check_SCRIPTS += %D%/content.sh
dist_check_SCRIPTS += %D%/misfits.sh
dist_check_SCRIPTS += %D%/theme.sh
dist_check_SCRIPTS += %D%/preview.sh
dist_check_SCRIPTS += %D%/more_priorities.sh
dist_check_SCRIPTS += %D%/narratives.sh
dist_check_SCRIPTS += %D%/street.sh
dist_check_SCRIPTS += %D%/places.sh
dist_check_SCRIPTS += %D%/wards.sh
dist_check_SCRIPTS += %D%/revisions.sh
dist_check_SCRIPTS += %D%/pathological.sh
dist_check_SCRIPTS += %D%/spreadsheets.sh

# The plugin interface.
dist_check_SCRIPTS += %D%/abi.sh %D%/plugin.sh %D%/docs_plugins.sh %D%/contained.sh
EXTRA_DIST += %D%/abi.golden

# The small workspace that tests build, and one of what is hard to lay out.
EXTRA_DIST += %D%/workspace %D%/extremes

TESTS = $(dist_check_SCRIPTS)
EXTRA_DIST += %D%/summary.sh %D%/lint.sh %D%/oracle/count_street.py

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
check-local: check-TESTS
	@$(SHELL) $(top_srcdir)/%D%/summary.sh $(TEST_LOGS:.log=.trs)
else
check-local:
	@echo 'error: half of the tests need cmocka; install it (Debian: libcmocka-dev) and configure again' >&2; \
	exit 1
endif

# After make install, as a stranger would: with the installed files alone.
EXTRA_DIST += %D%/out_of_tree.sh %D%/third_party
installcheck-local:
	$(SHELL) $(top_srcdir)/%D%/out_of_tree.sh '$(bindir)/strata' '$(pkgconfigdir)' \
	  '$(abs_top_srcdir)/%D%/third_party' '$(CC)' '$(DESTDIR)'

# The unit tests again, under valgrind.
check-valgrind: all
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(unit_tests)' LOG_COMPILER=valgrind \
	  AM_LOG_FLAGS='-q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite'

lint: all
	$(SHELL) $(top_srcdir)/%D%/lint.sh '$(top_srcdir)' '$(include_path)'

.PHONY: check-valgrind lint

# What is said about wrong definitions, and the codes of all that can be said.
# Not in diag/, which is distributed whole: what is built there would be too.
check_PROGRAMS += %D%/definitions
dist_check_SCRIPTS += %D%/diagnostics.sh
dist_check_SCRIPTS += %D%/codes.sh
EXTRA_DIST += %D%/diag

# Traces that were looked at before they were accepted.
EXTRA_DIST += %D%/golden/layout.trace
EXTRA_DIST += %D%/golden/figure-map-wards.trace
EXTRA_DIST += %D%/golden/figure-column.trace %D%/golden/figure-line.trace
EXTRA_DIST += %D%/golden/figure-line-suppressed.trace
EXTRA_DIST += %D%/golden/figure-groups.trace %D%/golden/figure-slope.trace
EXTRA_DIST += %D%/golden/figure-fan.trace %D%/golden/figure-rolling.trace
EXTRA_DIST += %D%/golden/figure-panels.trace %D%/golden/figure-panels-own.trace
EXTRA_DIST += %D%/golden/figure-scatter.trace
EXTRA_DIST += %D%/golden/figure-heat.trace %D%/golden/figure-waterfall.trace
EXTRA_DIST += %D%/golden/figure-matrix.trace %D%/golden/figure-pyramid.trace
EXTRA_DIST += %D%/golden/figure-points.trace %D%/golden/figure-hotspots.trace
EXTRA_DIST += %D%/golden/figure-density.trace
dist_check_SCRIPTS += %D%/real_downloads.sh

# A disk that fills up, preloaded.
check_LTLIBRARIES += %D%/inject/full_disk.la
%C%_inject_full_disk_la_SOURCES = %D%/inject/full_disk.c
%C%_inject_full_disk_la_CFLAGS = $(WARN_CFLAGS)
%C%_inject_full_disk_la_LDFLAGS = -module -avoid-version -shared -rpath /nowhere
# A fault in the writing of PDFs, preloaded.
check_LTLIBRARIES += %D%/inject/bad_pdf.la
%C%_inject_bad_pdf_la_SOURCES = %D%/inject/bad_pdf.c
%C%_inject_bad_pdf_la_CFLAGS = $(WARN_CFLAGS)
%C%_inject_bad_pdf_la_LDFLAGS = -module -avoid-version -shared -rpath /nowhere
dist_check_SCRIPTS += %D%/wrong_input.sh
dist_check_SCRIPTS += %D%/explain.sh
dist_check_SCRIPTS += %D%/determinism.sh
dist_check_SCRIPTS += %D%/reports.sh
dist_check_SCRIPTS += %D%/numbers.sh
dist_check_SCRIPTS += %D%/audit.sh
dist_check_SCRIPTS += %D%/whole_rule.sh
dist_check_SCRIPTS += %D%/comparators.sh
dist_check_SCRIPTS += %D%/leak.sh
dist_check_SCRIPTS += %D%/coincidence.sh
EXTRA_DIST += %D%/leak_words.py
dist_check_SCRIPTS += %D%/forecast.sh
dist_check_SCRIPTS += %D%/methods.sh
dist_check_SCRIPTS += %D%/change_columns.sh
