# Everything but main is in libstrata.a, so that unit tests link what the program runs.
noinst_LIBRARIES += core/libstrata.a
core_libstrata_a_SOURCES =

# The only header that is installed.
include_HEADERS = %D%/strata-plugin.h

# What a plugin outside this tree is built with.
pkgconfig_DATA = %D%/strata-plugin.pc
dist_pkgdata_DATA = %D%/strata-plugin.mk

bin_PROGRAMS += strata
strata_SOURCES = %D%/cli/main.c %D%/pipeline.h
strata_LDADD = core/libstrata.a $(DEPS_LIBS)

include core/base/local.mk
include core/define/local.mk
include core/store/local.mk
include core/ingest/local.mk
include core/compute/local.mk
include core/disclose/local.mk
include core/document/local.mk
include core/extend/local.mk
include core/layout/local.mk
include core/render/local.mk
include core/cli/local.mk
