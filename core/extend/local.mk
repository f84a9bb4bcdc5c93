# Plugins and the Lua sandbox.
# One line a file, headers too:  core_libstrata_a_SOURCES += %D%/name.c %D%/name.h
core_libstrata_a_SOURCES += %D%/containment.c %D%/containment.h
core_libstrata_a_SOURCES += %D%/workers.c %D%/workers.h
core_libstrata_a_SOURCES += %D%/workers_wire.c %D%/workers_wire.h
