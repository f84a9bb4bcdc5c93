# What "strata plugin new" copies.  It is built and checked here so that it cannot rot, and its C is
# installed as text: nobody loads it.
nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md %D%/narrative.lua \
	%D%/indicators/incidents.yaml %D%/indicators/ratio.yaml %D%/example.c %D%/Makefile
check_LTLIBRARIES += %D%/example.la
%C%_example_la_SOURCES = %D%/example.c
%C%_example_la_LDFLAGS = $(plugin_link_flags) -rpath /nowhere
%C%_example_la_LIBADD = -lm
