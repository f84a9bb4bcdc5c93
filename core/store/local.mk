# The workspace's embedded store.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/store.h
core_libstrata_a_SOURCES += %D%/store.c %D%/store.h
core_libstrata_a_SOURCES += %D%/kept_file.c %D%/kept_file.h
