# The strata command.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/cmd_build.c
core_libstrata_a_SOURCES += %D%/cmd_check.c
core_libstrata_a_SOURCES += %D%/cmd_figures.c
core_libstrata_a_SOURCES += %D%/cmd_init.c
core_libstrata_a_SOURCES += %D%/cmd_schema.c
core_libstrata_a_SOURCES += %D%/command.h
core_libstrata_a_SOURCES += %D%/filter.c %D%/filter.h
core_libstrata_a_SOURCES += %D%/options.c %D%/options.h
core_libstrata_a_SOURCES += %D%/page.c %D%/page.h
core_libstrata_a_SOURCES += %D%/progress.c %D%/progress.h
core_libstrata_a_SOURCES += %D%/publish.c %D%/publish.h
core_libstrata_a_SOURCES += %D%/session.c %D%/session.h
core_libstrata_a_SOURCES += %D%/cmd_facts.c
core_libstrata_a_SOURCES += %D%/save.c %D%/save.h
core_libstrata_a_SOURCES += %D%/cmd_explain.c
core_libstrata_a_SOURCES += %D%/cmd_plugin.c
