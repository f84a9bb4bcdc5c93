# Facts to results.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/change.c %D%/change.h
core_libstrata_a_SOURCES += %D%/distributions.c %D%/distributions.h
core_libstrata_a_SOURCES += %D%/figure.c
core_libstrata_a_SOURCES += %D%/find.c
core_libstrata_a_SOURCES += %D%/intervals.c %D%/intervals.h
core_libstrata_a_SOURCES += %D%/model.h
core_libstrata_a_SOURCES += %D%/patterns.c %D%/patterns.h
core_libstrata_a_SOURCES += %D%/put.c
core_libstrata_a_SOURCES += %D%/results.c %D%/results.h
core_libstrata_a_SOURCES += %D%/series.c
core_libstrata_a_SOURCES += %D%/since.c
core_libstrata_a_SOURCES += %D%/small.c
core_libstrata_a_SOURCES += %D%/spread.c %D%/spread.h
core_libstrata_a_SOURCES += %D%/sums.c %D%/sums.h
core_libstrata_a_SOURCES += %D%/supply.c %D%/supply.h
core_libstrata_a_SOURCES += %D%/views.c %D%/views.h
core_libstrata_a_SOURCES += %D%/words.c
core_libstrata_a_SOURCES += %D%/belongs.c %D%/belongs.h
# Rates, proportions and comparison.
core_libstrata_a_SOURCES += %D%/comparison.c %D%/comparison.h
core_libstrata_a_SOURCES += %D%/means.c %D%/means.h
core_libstrata_a_SOURCES += %D%/quantile.c %D%/quantile.h
core_libstrata_a_SOURCES += %D%/standardised.c %D%/standardised.h
