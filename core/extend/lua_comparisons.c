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
      F(reason, TEXT),       LUA_FIELD_ARRAY(THIS, peers, TEXTS, peer_count), F(source, TEXT), END };
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
  = { F(value, NUMBER), F(upper, NUMBER), F(set_by, TEXT), F(judgement, TEXT), F(verdict, TEXT),
      END };
#undef THIS
#define THIS strata_initiative
static const struct lua_field initiative_fields[] = {
  F(id, TEXT),         F(title, TEXT),         F(indicator, TEXT),    F(before, TEXT),
  F(before_words, TEXT), F(after, TEXT),       F(after_words, TEXT),  F(published, FLAG),
  F(status, TEXT),     F(shorthand, TEXT),     F(reason, TEXT),       F(local, NUMBER),
  F(local_error, NUMBER), F(beside, NUMBER),   F(beside_error, NUMBER), F(total, NUMBER),
  F(total_error, NUMBER), F(z, NUMBER),        F(lower, NUMBER),      F(upper, NUMBER),
  F(change, TEXT),     F(method, TEXT),        END,
};
#undef THIS
#undef F

static int call_comparisons(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.comparisons(run, LUA_ASKED(L), &count);
  return lua_push_structs(L, run, comparison_fields, list, count);
}

static int call_standing(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_standing *standing = lua_filled(run, sizeof *standing);
  lua_Integer parts = luaL_optinteger(L, 4, 0);
  int status = host_table.standing(run, LUA_ASKED(L), parts < 0 || parts > 1000 ? -1 : (int)parts, standing);
  return lua_push_filled(L, run, status, standing_fields, standing);
}

LUA_ASKING_VERB(goal, goal_fields)

static int call_initiatives(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.initiatives(run, &count);
  return lua_push_structs(L, run, initiative_fields, list, count);
}

const luaL_Reg lua_comparison_verbs[] = {
  { "comparisons", call_comparisons },
  { "standing", call_standing },
  { "goal", call_goal },
  { "initiatives", call_initiatives },
  { NULL, NULL },
};
