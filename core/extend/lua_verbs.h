/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of verbs have in common: each writes some of the functions of "strata" and gives a
 * list of them to lua_bind.c.
 *
 * Private to them.  A verb begins with lua_bind_begin, reads its arguments, calls the host, and
 * ends with one of the functions here, which raise what the host has found wrong.
 */
#ifndef STRATA_EXTEND_LUA_VERBS_H
#define STRATA_EXTEND_LUA_VERBS_H

#include "extend/host.h"
#include "extend/lua_bind.h"
#include "extend/lua_fields.h"

/* Lists that end with NULL. */
extern const luaL_Reg lua_context_verbs[], lua_figure_verbs[], lua_over_time_verbs[],
  lua_place_verbs[], lua_word_verbs[], lua_comparison_verbs[];

/* The argument at INDEX: an indicator's id; an area's code or NULL; a period or NULL. */
const char *lua_indicator_at(lua_State *L, int index);
const char *lua_area_at(lua_State *L, int index);
const char *lua_period_at(lua_State *L, int index);

/* The arguments of most verbs, as the host takes them. */
#define LUA_ASKED(L) lua_indicator_at(L, 1), lua_area_at(L, 2), lua_period_at(L, 3)

/* The function call_NAME of a verb that is asked about these and fills a struct strata_NAME of FIELDS. */
#define LUA_ASKING_VERB(name, fields)                                                              \
  static int call_##name(lua_State *L)                                                             \
  {                                                                                                \
    struct strata_run *run = lua_bind_begin(L);                                                    \
    struct strata_##name *info = lua_filled(run, sizeof *info);                                    \
    int status = host_table.name(run, LUA_ASKED(L), info);                                         \
    return lua_push_filled(L, run, status, fields, info);                                          \
  }

/* The same of one that gives a list of structs of FIELDS, the first of as many as the fourth argument says. */
#define LUA_BUSIEST_VERB(name, fields)                                                             \
  static int call_##name(lua_State *L)                                                             \
  {                                                                                                \
    struct strata_run *run = lua_bind_begin(L);                                                    \
    lua_Integer most = luaL_optinteger(L, 4, 10);                                                  \
    size_t count;                                                                                  \
    const void *list = host_table.name(run, LUA_ASKED(L), most > 0 ? (size_t)most : 0, &count);    \
    return lua_push_structs(L, run, fields, list, count);                                          \
  }

/* A new struct of SIZE bytes for a function of the host to fill: zero but for its first member, which
 * is its size. */
void *lua_filled(struct strata_run *run, size_t size);

/* Pushes what that function gave: FILLED, a struct of FIELDS, when STATUS is STRATA_OK, else nil. */
int lua_push_filled(lua_State *L, struct strata_run *run, int status,
                    const struct lua_field *fields, const void *filled);

/* Pushes a new list of the COUNT structs that it gave, at LIST, an array of pointers. */
int lua_push_structs(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                     const void *list, size_t count);

/* Pushes ONE, a struct of FIELDS that stays the same for the whole run, or nil: its table is made once. */
int lua_push_known(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                   const void *one);

/* As lua_push_structs, for structs that stay the same for the whole run. */
int lua_push_list(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                  const void *list, size_t count);

/* Pushes what PUSH makes of ONE, which stays the same for the whole run: the same table each time.
 * Raises nothing of the host's. */
void lua_push_same(lua_State *L, const void *one,
                   void (*push)(lua_State *L, const struct lua_field *fields, const void *one),
                   const struct lua_field *fields);

#endif
