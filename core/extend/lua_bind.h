/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The host's functions for scripts: the global "strata", and handles of nodes.
 *
 * Private to core/extend.  Every function here does what a plugin in C would do: it reads its
 * arguments into structs of strata-plugin.h, calls the member of the same name of host_table, and
 * makes tables of what comes back.  A failure of the host becomes a Lua error, which ends the
 * callback.
 */
#ifndef STRATA_EXTEND_LUA_BIND_H
#define STRATA_EXTEND_LUA_BIND_H

#include "extend/run.h"
#include "extend/sandbox.h"

#include <lauxlib.h>

/* Gives the sandbox of L its "strata".  Raises Lua errors. */
void lua_bind_strata(lua_State *L);

/* The metatable of nodes; part of lua_bind_strata. */
void lua_bind_nodes(lua_State *L);

/* Pushes a handle of NODE; nil for NULL. */
void lua_bind_push_node(lua_State *L, struct strata_node *node);

/* Pushes an entry of strata.plugins(). */
void lua_bind_push_plugin(lua_State *L, const struct strata_plugin_info *info);

/* At the beginning of every function: the run, which learns who asks; a call costs some steps. */
struct strata_run *lua_bind_begin(lua_State *L);

/* At the end: raises what the host has found wrong. */
void lua_bind_end(lua_State *L, struct strata_run *run);

/* The functions of "strata", lists of them; its fields; and the methods of handles.  Each list ends
 * with NULL.  A test compares the names with the members of struct strata_host and struct
 * strata_nodes. */
extern const luaL_Reg *const lua_bind_verbs[];
extern const luaL_Reg lua_bind_getters[], lua_bind_methods[];

#endif
