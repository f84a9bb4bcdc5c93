/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures, for scripts: results, months, and what a plugin puts. */
#include "extend/lua_fields.h"
#include "extend/lua_verbs.h"

/* ---- fields -------------------------------------------------------------------------------- */

#define F(member, kind) LUA_FIELD(THIS, member, kind)
#define END                                                                                        \
  {                                                                                                \
    0                                                                                              \
  }

#define THIS strata_result
static const struct lua_field result_fields[] = {
  F(published, FLAG),       F(status, TEXT),          F(shorthand, TEXT),
  F(reason, TEXT),          F(period, TEXT),          F(period_words, TEXT),
  F(numerator, NUMBER),     F(denominator, NUMBER),   F(denominator_period, TEXT),
  F(value, NUMBER),         F(lower, NUMBER),         F(upper, NUMBER),
  F(method, TEXT),          F(unit, TEXT),            F(noun, TEXT),
  F(polarity, TEXT),        F(comparator, TEXT),      F(comparator_name, TEXT),
  F(comparator_value, NUMBER), F(ratio, NUMBER),      F(spread_low, NUMBER),
  F(spread_high, NUMBER),   F(significance, TEXT),    F(position_symbol, TEXT),
  F(rank, RANK),            F(rank_of, RANK),         F(change, TEXT),
  F(change_symbol, TEXT),   F(before, TEXT),          F(before_words, TEXT),
  F(before_numerator, NUMBER), F(before_value, NUMBER), F(change_percent, NUMBER),
  F(change_lower, NUMBER),  F(change_upper, NUMBER),  F(change_method, TEXT),
  F(judgement, TEXT),       F(rank_tied, INT),
  F(trend, TEXT),           F(trend_reason, TEXT),    F(trend_method, TEXT),
  F(trend_slope, NUMBER),   END,
};
#undef THIS
#define THIS strata_months
static const struct lua_field months_fields[] = {
  F(first, TEXT),
  LUA_FIELD_ARRAY(strata_months, values, NUMBERS, count),
  LUA_FIELD_ARRAY(strata_months, months, TEXTS, count),
  END,
};
#undef THIS
#define THIS strata_limits
static const struct lua_field limits_fields[]
  = { F(mean, NUMBER), F(lower, NUMBER), F(upper, NUMBER), END };
#undef THIS
#define THIS strata_funnel_point
static const struct lua_field funnel_point_fields[] = {
  F(code, TEXT),         F(name, TEXT),         F(published, FLAG),   F(shorthand, TEXT),
  F(reason, TEXT),       F(size, NUMBER),       F(value, NUMBER),     F(near_lower, NUMBER),
  F(near_upper, NUMBER), F(far_lower, NUMBER),  F(far_upper, NUMBER), F(position, TEXT),
  END,
};
#undef THIS
#define THIS strata_funnel
static const struct lua_field funnel_fields[] = {
  F(published, FLAG),
  F(reason, TEXT),
  F(method, TEXT),
  F(comparator, TEXT),
  F(comparator_name, TEXT),
  F(average, NUMBER),
  F(within, SIZE),
  LUA_FIELD_ARRAY(strata_funnel, sizes, NUMBERS, curve_count),
  LUA_FIELD_ARRAY(strata_funnel, near_lower, NUMBERS, curve_count),
  LUA_FIELD_ARRAY(strata_funnel, near_upper, NUMBERS, curve_count),
  LUA_FIELD_ARRAY(strata_funnel, far_lower, NUMBERS, curve_count),
  LUA_FIELD_ARRAY(strata_funnel, far_upper, NUMBERS, curve_count),
  LUA_FIELD_LIST(strata_funnel, points, funnel_point_fields, point_count),
  END,
};
#undef THIS
#define THIS strata_neighbourhood
static const struct lua_field neighbourhood_fields[]
  = { F(code, TEXT),   F(name, TEXT),  F(count, NUMBER), F(rate, NUMBER),
      F(share, NUMBER), F(ratio, NUMBER), F(ward, TEXT), END };
#undef THIS
#define THIS strata_ward
static const struct lua_field ward_fields[]
  = { F(code, TEXT),     F(name, TEXT),   F(district, TEXT), F(district_name, TEXT),
      F(count, NUMBER),  F(rate, NUMBER), F(lower, NUMBER),  F(upper, NUMBER),
      F(share, NUMBER),  F(ratio, NUMBER), F(neighbourhoods, SIZE), END };
#undef THIS
#define THIS strata_concentration
static const struct lua_field concentration_fields[]
  = { F(share, NUMBER), F(tenth, SIZE), F(neighbourhoods, SIZE), END };
#undef THIS
static const struct lua_field derived_fields[] = {
  LUA_FIELD_GIVEN(strata_derived, value, STRATA_VALUE),
  LUA_FIELD_GIVEN(strata_derived, lower, STRATA_INTERVAL),
  LUA_FIELD_GIVEN(strata_derived, upper, STRATA_INTERVAL),
  LUA_FIELD_GIVEN(strata_derived, numerator, STRATA_NUMERATOR),
  LUA_FIELD_GIVEN(strata_derived, denominator, STRATA_DENOMINATOR),
  END,
};
#undef F

/* ---- functions ----------------------------------------------------------------------------- */

static int call_result(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_result *result = lua_filled(run, sizeof *result);
  int status = host_table.result(run, LUA_ASKED(L), lua_period_at(L, 4), result);
  return lua_push_filled(L, run, status, result_fields, result);
}

static int call_periods(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const char *const *periods = host_table.periods(run, lua_indicator_at(L, 1), &count);
  lua_bind_end(L, run);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, periods[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int call_latest(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  const char *latest = host_table.latest(run, LUA_ASKED(L));
  lua_bind_end(L, run);
  lua_pushstring(L, latest);
  return 1;
}

static int call_months(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_months *months = lua_filled(run, sizeof *months);
  int status = host_table.months(run, lua_indicator_at(L, 1), lua_area_at(L, 2), months);
  return lua_push_filled(L, run, status, months_fields, months);
}

static int call_limits(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_limits *limits = lua_filled(run, sizeof *limits);
  int status = host_table.limits(run, LUA_ASKED(L), lua_period_at(L, 4), limits);
  return lua_push_filled(L, run, status, limits_fields, limits);
}

LUA_BUSIEST_VERB(neighbourhoods, neighbourhood_fields)
LUA_BUSIEST_VERB(wards, ward_fields)
LUA_ASKING_VERB(concentration, concentration_fields)

static int call_funnel(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_funnel *info = lua_filled(run, sizeof *info);
  int status = host_table.funnel(run, lua_indicator_at(L, 1), lua_period_at(L, 2), info);
  return lua_push_filled(L, run, status, funnel_fields, info);
}

static int call_put(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_derived derived = { .struct_size = sizeof derived };
  lua_fields_read(L, 4, run->arena, "what is put", derived_fields, false, &derived);
  host_table.put(run, lua_text_at(L, 1, "the name of what is put", false), lua_area_at(L, 2),
                 lua_period_at(L, 3), &derived);
  lua_bind_end(L, run);
  return 0;
}

/* ---- the list ------------------------------------------------------------------------------ */

const luaL_Reg lua_figure_verbs[] = {
  { "result", call_result },
  { "periods", call_periods },
  { "latest", call_latest },
  { "months", call_months },
  { "limits", call_limits },
  { "neighbourhoods", call_neighbourhoods },
  { "wards", call_wards },
  { "concentration", call_concentration },
  { "funnel", call_funnel },
  { "put", call_put },
  { NULL, NULL },
};
