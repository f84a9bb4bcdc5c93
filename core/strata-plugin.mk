# SPDX-License-Identifier: MIT
#
# Builds a plugin that lives outside strata's own tree.  All that its Makefile (for GNU make) needs:
#
#   ID = summer
#   include $(shell pkg-config --variable=makedir strata-plugin)/strata-plugin.mk
#
# ID is the id in plugin.yaml.  The C files of the folder, if there are any, become $(ID).so.
#
#   make             builds
#   make check       strata plugin check, on this folder
#   make install     to where strata looks: $(plugindir)/$(ID); DESTDIR works, and so does another
#                    plugindir=, for which users set STRATA_PLUGIN_PATH
#   make clean

PKG_CONFIG ?= pkg-config
STRATA ?= $(shell $(PKG_CONFIG) --variable=bindir strata-plugin)/strata
plugindir ?= $(shell $(PKG_CONFIG) --variable=plugindir strata-plugin)
CFLAGS ?= -O2 -g -Wall -Wextra
SOURCES ?= $(wildcard *.c)
# Everything that strata or a reader reads; not the plugin's tests.
DATA ?= $(shell find . -name tests -prune -o \
	\( -name '*.yaml' -o -name '*.lua' -o -name '*.md' -o -name '*.csv' \) -print | sort)

code = $(if $(SOURCES),$(ID).so)

all: $(code)

# -z defs: a function that neither the plugin nor the C library has is an error now, not for the
# analyst who runs it.
$(ID).so: $(SOURCES)
	$(CC) -std=gnu17 $(CPPFLAGS) $(shell $(PKG_CONFIG) --cflags strata-plugin) $(CFLAGS) \
	  -fPIC -fvisibility=hidden -shared -Wl,-z,defs $(LDFLAGS) -o $@ $(SOURCES) $(LDLIBS) -lm

check: all
	$(STRATA) plugin check .

install: all
	for file in $(DATA) $(code); do \
	  install -D -m 644 "$$file" "$(DESTDIR)$(plugindir)/$(ID)/$$file" || exit 1; \
	done

clean:
	rm -f $(ID).so

.PHONY: all check install clean
