/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scripts at work: a plugin's narrative.lua as callbacks of a plugin in C would be, and a template's
 * scripts.
 *
 * Private to core/extend.  Each has a sandbox of its own for one run, made when it is first needed,
 * so that what a script keeps in its locals never reaches another report.
 */
#ifndef STRATA_EXTEND_LUA_PLUGIN_H
#define STRATA_EXTEND_LUA_PLUGIN_H

#include "define/yaml.h"
#include "extend/run.h"

/* Runs the script of PLUGIN and finds which callbacks it has: bits of enum callback.  -1 after
 * failing the run. */
int lua_plugin_probe(struct strata_run *run, int plugin, unsigned *ret_callbacks);

/* Calls CALLBACK of the script of PLUGIN; PAGE is NULL for figures.  -1 after failing the run. */
int lua_plugin_call(struct strata_run *run, int plugin, enum callback callback, struct node *page);

/* The text NAME of the script's M.words; NULL when there is none, or after failing the run. */
const char *lua_plugin_text(struct strata_run *run, int plugin, const char *name);

/* Runs the library at PATH, a script that returns a table, and makes the table the global NAME of
 * the template's scripts.  -1 after failing the run. */
int lua_template_library(struct strata_run *run, const char *name, const char *path);

/* Calls the function that the template's script at PATH returns, with PAGE and, unless it is
 * NO_INDEX, PLUGIN.  -1 after failing the run. */
int lua_template_call(struct strata_run *run, const char *path, struct node *page, int plugin);

/* Puts CONTENT, which is written in YAML (extend/content.h), on PAGE.  -1 after failing the run, at the node
 * in YAML. */
int lua_template_content(struct strata_run *run, const struct yaml_node *content,
                         struct node *page);

#endif
