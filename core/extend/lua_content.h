/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to lua_plugin.c.
 */
#ifndef STRATA_EXTEND_LUA_CONTENT_H
#define STRATA_EXTEND_LUA_CONTENT_H

#include "document/document.h"
#include "extend/content.h"

#include <lua.h>

struct content_call {
  const struct yaml_node *content; /* as content_decode left it */
  struct node *page;
};

/* A function for the sandbox, with a struct content_call as its argument.  While it works, the run's
 * content is the node that is being made. */
int lua_add_content(lua_State *L);

#endif
