# Fuzz targets: fuzz_NAME.c defines LLVMFuzzerTestOneInput and has a folder corpus/NAME of inputs.
# In every build "make check" gives each target its corpus once; "make fuzz T=60" explores for T
# seconds a target and needs configure CC=clang --enable-fuzzers.  Two lines a target:
#
#   fuzz_targets += %D%/fuzz_NAME
#   %C%_fuzz_NAME_LDADD = $(fuzz_libraries)

fuzz_targets =

fuzz_targets += %D%/fuzz_text
%C%_fuzz_text_LDADD = $(fuzz_libraries)

fuzz_targets += %D%/fuzz_yaml
%C%_fuzz_yaml_LDADD = $(fuzz_libraries)

fuzz_targets += %D%/fuzz_csv
%C%_fuzz_csv_LDADD = $(fuzz_libraries)

fuzz_targets += %D%/fuzz_geojson
%C%_fuzz_geojson_LDADD = $(fuzz_libraries)
fuzz_targets += %D%/fuzz_lua
%C%_fuzz_lua_LDADD = $(fuzz_libraries)

fuzz_targets += %D%/fuzz_audit
%C%_fuzz_audit_LDADD = $(fuzz_libraries)

fuzz_targets += %D%/fuzz_rules
%C%_fuzz_rules_LDADD = $(fuzz_libraries)

fuzz_targets += %D%/fuzz_leak_words
%C%_fuzz_leak_words_LDADD = $(fuzz_libraries)
fuzz_targets += %D%/fuzz_table
%C%_fuzz_table_LDADD = $(fuzz_libraries)

EXTRA_DIST += %D%/corpus %D%/explore.sh

if FUZZERS
fuzz_libraries = $(LIB_FUZZER) core/libstrata.a $(DEPS_LIBS)
else
check_LIBRARIES += %D%/libreplay.a
fuzz_libraries = %D%/libreplay.a core/libstrata.a $(DEPS_LIBS)
endif
%C%_libreplay_a_SOURCES = %D%/replay.c

check_PROGRAMS += $(fuzz_targets)
dist_check_SCRIPTS += %D%/replay.sh

fuzz: $(fuzz_targets)
if FUZZERS
	T='$(T)' $(SHELL) $(top_srcdir)/%D%/explore.sh '$(top_srcdir)/%D%/corpus' $(fuzz_targets)
else
	@echo 'error: make fuzz needs libFuzzer: configure CC=clang --enable-fuzzers' >&2; exit 1
endif
.PHONY: fuzz
