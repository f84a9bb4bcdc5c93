# What each audience may see.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/disclose.c %D%/disclose.h
core_libstrata_a_SOURCES += %D%/cells.h
core_libstrata_a_SOURCES += %D%/protect.h
