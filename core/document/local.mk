# The semantic tree.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/document.h
core_libstrata_a_SOURCES += %D%/figure.h
core_libstrata_a_SOURCES += %D%/symbol.h
core_libstrata_a_SOURCES += %D%/commonmark.c
core_libstrata_a_SOURCES += %D%/describe.c %D%/tell.h
core_libstrata_a_SOURCES += %D%/describe_grid.c
core_libstrata_a_SOURCES += %D%/describe_heat.c %D%/describe_waterfall.c
core_libstrata_a_SOURCES += %D%/describe_matrix.c
core_libstrata_a_SOURCES += %D%/describe_rows.c
core_libstrata_a_SOURCES += %D%/describe_scatter.c
core_libstrata_a_SOURCES += %D%/describe_series.c
core_libstrata_a_SOURCES += %D%/document.c
core_libstrata_a_SOURCES += %D%/statements.c %D%/statements.h
core_libstrata_a_SOURCES += %D%/symbol.c
core_libstrata_a_SOURCES += %D%/text.c
core_libstrata_a_SOURCES += %D%/resolve.c
