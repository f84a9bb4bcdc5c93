/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/lua_bind.h"

#include "extend/lua_verbs.h"
#include "extend/sandbox_library.h"

/* ---- around every call --------------------------------------------------------------------- */

struct strata_run *lua_bind_begin(lua_State *L)
{
  enum { STEPS_A_CALL = 50 };
  sandbox_charge(L, STEPS_A_CALL);
  struct strata_run *run = sandbox_user(L);
  run->loc = run->content.file ? run->content : sandbox_where(L);
  run->used = arena_used(run->arena);
  return run;
}

void lua_bind_end(lua_State *L, struct strata_run *run)
{
  enum { BYTES_A_STEP = 16 };
  if (run->failure.message)
    luaL_error(L, "%s", run->failure.message);
  sandbox_charge(L, (arena_used(run->arena) - run->used) / BYTES_A_STEP);
}

/* ---- what functions give ------------------------------------------------------------------- */

/* Its address is the registry's key of the tables that were made of structs, by their addresses. */
static const char made_key = 0;

void lua_push_same(lua_State *L, const void *one,
                   void (*push)(lua_State *L, const struct lua_field *fields, const void *one),
                   const struct lua_field *fields)
{
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &made_key) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &made_key);
  }
  if (lua_rawgetp(L, -1, one) == LUA_TNIL) {
    lua_pop(L, 1);
    push(L, fields, one);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, -3, one);
  }
  lua_remove(L, -2);
}

const char *lua_indicator_at(lua_State *L, int index)
{
  return lua_text_at(L, index, "an indicator's id", false);
}

const char *lua_area_at(lua_State *L, int index)
{
  return lua_text_at(L, index, "an area's code", true);
}

const char *lua_period_at(lua_State *L, int index)
{
  return lua_text_at(L, index, "a period", true);
}

int lua_push_list(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                  const void *list, size_t count)
{
  lua_bind_end(L, run);
  const void *const *at = list;
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_push_same(L, at[i], lua_fields_push_unmade, fields);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

int lua_push_structs(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                     const void *list, size_t count)
{
  lua_bind_end(L, run);
  lua_fields_push_list(L, fields, list, count);
  return 1;
}

int lua_push_known(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                   const void *one)
{
  lua_bind_end(L, run);
  if (one)
    lua_push_same(L, one, lua_fields_push_unmade, fields);
  else
    lua_pushnil(L);
  return 1;
}

void *lua_filled(struct strata_run *run, size_t size)
{
  uint32_t *struct_size = arena_alloc(run->arena, size, _Alignof(max_align_t));
  *struct_size = (uint32_t)size;
  return struct_size;
}

int lua_push_filled(lua_State *L, struct strata_run *run, int status,
                    const struct lua_field *fields, const void *filled)
{
  lua_bind_end(L, run);
  if (status == STRATA_OK)
    lua_fields_push_unmade(L, fields, filled);
  else
    lua_pushnil(L);
  return 1;
}

/* ---- the global ---------------------------------------------------------------------------- */

const luaL_Reg *const lua_bind_verbs[]
  = { lua_context_verbs, lua_figure_verbs, lua_over_time_verbs, lua_place_verbs, lua_word_verbs,
      lua_comparison_verbs, NULL };

void lua_bind_strata(lua_State *L)
{
  lua_newtable(L);
  for (const luaL_Reg *const *verbs = lua_bind_verbs; *verbs; verbs++)
    luaL_setfuncs(L, *verbs, 0);
  lua_newtable(L);
  luaL_setfuncs(L, lua_bind_getters, 0);
  sandbox_share(L, "strata");
  lua_bind_nodes(L);
}
