nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md %D%/narrative.lua
nobase_dist_plugin_DATA += %D%/indicators/offences.yaml
nobase_dist_plugin_DATA += %D%/indicators/peak-share.yaml
nobase_dist_plugin_DATA += %D%/indicators/seasonal-index.yaml

nobase_plugin_LTLIBRARIES += %D%/violence.la
%C%_violence_la_SOURCES = %D%/violence.c %D%/violence.h %D%/season.h \
	%D%/chapter.c %D%/chapter.h %D%/chapter_season.c %D%/chapter_where.c
%C%_violence_la_LDFLAGS = $(plugin_link_flags)
%C%_violence_la_LIBADD = -lm

unit_tests += %D%/tests/test_violence
