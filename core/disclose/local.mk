# What each audience may see.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/released_methods.c
core_libstrata_a_SOURCES += %D%/disclose.c %D%/disclose.h
core_libstrata_a_SOURCES += %D%/audit.c %D%/audit.h
core_libstrata_a_SOURCES += %D%/cells.c %D%/cells.h
core_libstrata_a_SOURCES += %D%/cell_index.h
core_libstrata_a_SOURCES += %D%/equations.c
core_libstrata_a_SOURCES += %D%/ranges.c %D%/ranges.h
core_libstrata_a_SOURCES += %D%/block.c %D%/block.h
core_libstrata_a_SOURCES += %D%/search.c %D%/search.h
core_libstrata_a_SOURCES += %D%/protect.c %D%/protect.h
core_libstrata_a_SOURCES += %D%/released.h
core_libstrata_a_SOURCES += %D%/places.c %D%/places.h
core_libstrata_a_SOURCES += %D%/over_time.c
core_libstrata_a_SOURCES += %D%/rules.c %D%/rules.h
core_libstrata_a_SOURCES += %D%/shelter.c %D%/shelter.h
core_libstrata_a_SOURCES += %D%/reader.c %D%/reader.h
