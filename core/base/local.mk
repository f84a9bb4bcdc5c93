# Arenas, strings, vectors, numbers, diagnostics.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
