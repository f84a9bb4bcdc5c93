# What is drawn: a sample with every tag, the gate that every PDF must pass, and copies that must not.
dist_check_SCRIPTS += %D%/sample.sh
dist_check_SCRIPTS += %D%/faults.sh
check_LIBRARIES += %D%/libpdfkit.a
%C%_libpdfkit_a_SOURCES = %D%/builder.c %D%/builder.h %D%/sample.c %D%/sample.h

check_PROGRAMS += %D%/make_sample
%C%_make_sample_LDADD = %D%/libpdfkit.a $(LDADD)
check_PROGRAMS += %D%/verify_pdf
EXTRA_DIST += %D%/gate.sh %D%/uacheck.py %D%/uacheck_content.py %D%/broken.py
EXTRA_DIST += %D%/torture.struct %D%/sample.trace %D%/sample.struct %D%/sample.txt

# The program without tagging, beside the program so that it finds the tree; and what tagging costs.
check_PROGRAMS += strata_untagged
strata_untagged_SOURCES = core/cli/main.c %D%/untagged.c
strata_untagged_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=pdf_content
strata_untagged_LDADD = core/libstrata.a $(DEPS_LIBS)
dist_check_SCRIPTS += %D%/size.sh

# Documents that are hard to set: every kind of node and figure, 300 pages, and nothing at all.
check_PROGRAMS += %D%/make_torture
dist_check_SCRIPTS += %D%/torture.sh
