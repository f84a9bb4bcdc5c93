/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the methods of nodes have in common: those with long tables for arguments have files of
 * their own.
 *
 * Private to lua_nodes.c, lua_node_table.c and lua_node_figure.c.
 */
#ifndef STRATA_EXTEND_LUA_NODES_H
#define STRATA_EXTEND_LUA_NODES_H

#include "extend/host.h"
#include "extend/lua_bind.h"

/* The node whose method is called; raises an error when there is none. */
struct strata_node *lua_node_at(lua_State *L);

/* Pushes a handle of NODE, which a method has made. */
int lua_push_new_node(lua_State *L, struct strata_run *run, struct strata_node *node);

int lua_add_table(lua_State *L);
int lua_add_figure(lua_State *L);

#endif
