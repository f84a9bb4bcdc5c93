# One folder a priority area.  Add the folder's fragment here; its lines are
#
#   nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md %D%/narrative.lua %D%/indicators/x.yaml
#
# and, where there is C (NAME is the plugin's id):
#
#   nobase_plugin_LTLIBRARIES += %D%/NAME.la
#   %C%_NAME_la_SOURCES = %D%/NAME.c
#   %C%_NAME_la_LDFLAGS = $(plugin_link_flags)
#
# The build leaves plugins/FOLDER/.libs/NAME.so; the installation has
# $(pkglibdir)/plugins/FOLDER/NAME.so beside the folder's data.

plugindir = $(pkglibdir)
nobase_plugin_LTLIBRARIES =
nobase_dist_plugin_DATA = %D%/README.md
plugin_link_flags = $(AM_LDFLAGS) $(PLUGIN_DEFS) -module -avoid-version -shared -no-undefined \
	-export-symbols-regex '^strata_plugin_v[0-9]+$$'

# Plugins are opened by name; libtool's description of them serves nobody.
install-data-hook:
	for la in $(nobase_plugin_LTLIBRARIES); do rm -f "$(DESTDIR)$(plugindir)/$$la"; done
uninstall-hook:
	for la in $(nobase_plugin_LTLIBRARIES); do rm -f "$(DESTDIR)$(plugindir)/$${la%.la}.so"; done

include plugins/_template/local.mk
include plugins/anti-social-behaviour/local.mk
include plugins/burglary-and-robbery/local.mk
include plugins/child-sexual-exploitation/local.mk
include plugins/context/local.mk
include plugins/deprivation/local.mk
include plugins/domestic-abuse/local.mk
include plugins/organised-crime/local.mk
include plugins/recorded-crime/local.mk
include plugins/road-safety/local.mk
include plugins/violence/local.mk
