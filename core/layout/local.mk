# Theme, text, pages, charts to display lists.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/display.h
core_libstrata_a_SOURCES += %D%/font.h
core_libstrata_a_SOURCES += %D%/layout.h
core_libstrata_a_SOURCES += %D%/theme.h
core_libstrata_a_SOURCES += %D%/draw.c %D%/draw.h
core_libstrata_a_SOURCES += %D%/figure_draw.c %D%/figure_draw.h
core_libstrata_a_SOURCES += %D%/symbol_path.c
core_libstrata_a_SOURCES += %D%/type.c %D%/type.h
core_libstrata_a_SOURCES += %D%/font.c %D%/font_face.h
core_libstrata_a_SOURCES += %D%/font_shape.c
core_libstrata_a_SOURCES += %D%/font_subset.c
