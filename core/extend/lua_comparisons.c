/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons, standings and goals, for scripts. */
#include "extend/lua_fields.h"
#include "extend/lua_verbs.h"

#define F(member, kind) LUA_FIELD(THIS, member, kind)
#define END                                                                                        \
  {                                                                                                \
    0                                                                                              \
  }

#define THIS strata_comparison
static const struct lua_field comparison_fields[]
  = { F(id, TEXT),           F(name, TEXT),      F(value, NUMBER), F(difference, NUMBER),
      F(ratio, NUMBER),      F(significance, TEXT), F(judgement, TEXT), F(members, SIZE),
      F(reason, TEXT),       END };
#undef THIS
#define THIS strata_standing
static const struct lua_field standing_fields[] = {
  F(rank, RANK),          F(rank_of, RANK),        F(tied, INT),
  F(part, RANK),          F(parts, INT),           F(lowest, NUMBER),
  F(quarter, NUMBER),     F(median, NUMBER),       F(three_quarters, NUMBER),
  F(highest, NUMBER),     F(has_spine, FLAG),      F(highest_left, FLAG),
  F(left, NUMBER),        F(left_quartile, NUMBER), F(right_quartile, NUMBER),
  F(right, NUMBER),       F(position, NUMBER),     END,
};
#undef THIS
#define THIS strata_goal
static const struct lua_field goal_fields[]
  = { F(value, NUMBER), F(upper, NUMBER), F(set_by, TEXT), F(judgement, TEXT), END };
#undef THIS
#undef F

static const char *indicator_at(lua_State *L)
{
  return lua_text_at(L, 1, "an indicator's id", false);
}

static const char *area_at(lua_State *L)
{
  return lua_text_at(L, 2, "an area's code", true);
}

static const char *period_at(lua_State *L)
{
  return lua_text_at(L, 3, "a period", true);
}

static int call_comparisons(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const struct strata_comparison *const *list
    = host_table.comparisons(run, indicator_at(L), area_at(L), period_at(L), &count);
  lua_bind_end(L, run);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_fields_push(L, comparison_fields, list[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int call_standing(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_standing standing = { .struct_size = sizeof standing };
  lua_Integer parts = luaL_optinteger(L, 4, 0);
  int status
    = host_table.standing(run, indicator_at(L), area_at(L), period_at(L),
                          parts < 0 || parts > 1000 ? -1 : (int)parts, &standing);
  return lua_push_one(L, run, standing_fields, status == STRATA_OK ? &standing : NULL);
}

static int call_goal(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_goal goal = { .struct_size = sizeof goal };
  int status = host_table.goal(run, indicator_at(L), area_at(L), period_at(L), &goal);
  return lua_push_one(L, run, goal_fields, status == STRATA_OK ? &goal : NULL);
}

const luaL_Reg lua_comparison_verbs[] = {
  { "comparisons", call_comparisons },
  { "standing", call_standing },
  { "goal", call_goal },
  { NULL, NULL },
};
