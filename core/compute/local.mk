# Facts to results.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/results.h
core_libstrata_a_SOURCES += %D%/change.c %D%/change.h
core_libstrata_a_SOURCES += %D%/distributions.c %D%/distributions.h
core_libstrata_a_SOURCES += %D%/intervals.c %D%/intervals.h
core_libstrata_a_SOURCES += %D%/spread.c %D%/spread.h
core_libstrata_a_SOURCES += %D%/words.c
