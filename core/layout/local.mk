# Theme, text, pages, charts to display lists.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/display.h
core_libstrata_a_SOURCES += %D%/font.h
core_libstrata_a_SOURCES += %D%/layout.h
core_libstrata_a_SOURCES += %D%/theme.h
