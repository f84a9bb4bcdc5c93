/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What scripts find in their sandbox of Lua's own: a list, and nothing that is not on it.
 *
 * Part of extend/sandbox.h, which owns the state and its limits.  docs/LUA.md lists the same.
 */
#ifndef STRATA_EXTEND_SANDBOX_LIBRARY_H
#define STRATA_EXTEND_SANDBOX_LIBRARY_H

#include <lua.h>

/* Its address is the registry's key of the environment that scripts see. */
extern const char sandbox_environment;

/* Its address is the registry's key of the table of globals behind the environment. */
extern const char sandbox_globals;

/* Fills a new state.  Raises Lua errors. */
void sandbox_library(lua_State *L);

/* The environment of scripts, read-only, instead of the table of globals on the top of the stack. */
void sandbox_environment_of(lua_State *L);

/* table.sort, which is stable; pairs, in sorted order. */
int sandbox_sort(lua_State *L);
int sandbox_pairs(lua_State *L);

#endif
