# YAML to a checked catalog.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/catalog.h
core_libstrata_a_SOURCES += %D%/period.c %D%/period.h
core_libstrata_a_SOURCES += %D%/file.c %D%/file.h
core_libstrata_a_SOURCES += %D%/yaml.c %D%/yaml.h
core_libstrata_a_SOURCES += %D%/schema.c %D%/schema.h
core_libstrata_a_SOURCES += %D%/schema_json.c
