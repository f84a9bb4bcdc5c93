/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inequality, severity, hot spots and near repeats, for scripts. */
#include "extend/lua_fields.h"
#include "extend/lua_verbs.h"

/* ---- fields -------------------------------------------------------------------------------- */

#define F(member, kind) LUA_FIELD(THIS, member, kind)
#define END                                                                                        \
  {                                                                                                \
    0                                                                                              \
  }
#define STATE F(published, FLAG), F(status, TEXT), F(shorthand, TEXT), F(reason, TEXT)

#define THIS strata_inequality
static const struct lua_field inequality_fields[] = {
  STATE,
  F(slope, NUMBER),         F(slope_lower, NUMBER),    F(slope_upper, NUMBER),
  F(relative, NUMBER),      F(relative_lower, NUMBER), F(relative_upper, NUMBER),
  F(by_mean, NUMBER),       F(by_mean_lower, NUMBER),  F(by_mean_upper, NUMBER),
  F(most, NUMBER),          F(least, NUMBER),          F(mean, NUMBER),
  F(significance, TEXT),    F(volume_share, NUMBER),   F(volume_lower, NUMBER),
  F(volume_upper, NUMBER),  F(people_share, NUMBER),   F(harm_share, NUMBER),
  F(tenths, INT),           F(index_period, TEXT),     F(domain, TEXT),
  F(method, TEXT),          F(level, NUMBER),          END,
};
#undef THIS
#define THIS strata_deprived_tenth
static const struct lua_field tenth_fields[]
  = { STATE, F(volume_share, NUMBER), F(volume_lower, NUMBER), F(volume_upper, NUMBER),
      F(people_share, NUMBER), F(harm_share, NUMBER), F(index_period, TEXT), F(domain, TEXT),
      F(level, NUMBER), END };
#undef THIS
#define THIS strata_severity_category
static const struct lua_field category_fields[]
  = { F(name, TEXT), F(offences, NUMBER), F(weight, NUMBER), F(harm, NUMBER),
      F(share_of_offences, NUMBER), F(share_of_harm, NUMBER), END };
#undef THIS
#define THIS strata_severity
static const struct lua_field severity_fields[]
  = { STATE, F(harm, NUMBER), F(offences, NUMBER), F(mean, NUMBER), F(score, NUMBER),
      F(unweighted, NUMBER), F(weights, TEXT), F(version, TEXT), F(date, TEXT), F(awaited, FLAG),
      END };
#undef THIS
#define THIS strata_hot_spot
static const struct lua_field spot_fields[]
  = { F(code, TEXT), F(name, TEXT), F(district, TEXT), F(district_name, TEXT), F(count, NUMBER),
      F(rate, NUMBER), F(z, NUMBER), F(p, NUMBER), F(before, FLAG), END };
#undef THIS
#define THIS strata_hot_spots
static const struct lua_field hot_spots_fields[]
  = { STATE, F(tested, SIZE), F(hot, SIZE), F(cold, SIZE), F(share, NUMBER), F(within, NUMBER),
      F(discovery, NUMBER), F(before, TEXT), F(before_words, TEXT), F(before_hot, SIZE),
      F(again, SIZE), F(accuracy, NUMBER), F(efficiency, NUMBER), END };
#undef THIS
#define THIS strata_hot_cell
static const struct lua_field cell_fields[]
  = { F(easting, NUMBER), F(northing, NUMBER), F(count, NUMBER), F(z, NUMBER), F(p, NUMBER),
      F(density, NUMBER), END };
#undef THIS
#define THIS strata_event_places
static const struct lua_field event_places_fields[]
  = { STATE, F(events, SIZE), F(locations, SIZE), F(repeated, SIZE), F(half, SIZE),
      F(at_repeats, NUMBER), F(repeat_events, NUMBER), F(cells, SIZE), F(hot, SIZE),
      F(share, NUMBER), F(cell, NUMBER), F(within, NUMBER), F(discovery, NUMBER),
      F(bandwidth, NUMBER), END };
#undef THIS
#define THIS strata_near_repeat
static const struct lua_field near_repeat_fields[] = {
  STATE,
  F(events, SIZE),
  LUA_FIELD_ARRAY(THIS, metres, NUMBERS, place_count),
  LUA_FIELD_ARRAY(THIS, days, NUMBERS, time_count),
  LUA_FIELD_ARRAY(THIS, pairs, NUMBERS, cell_count),
  LUA_FIELD_ARRAY(THIS, expected, NUMBERS, cell_count),
  LUA_FIELD_ARRAY(THIS, ratio, NUMBERS, cell_count),
  LUA_FIELD_ARRAY(THIS, p, NUMBERS, cell_count),
  END,
};
#undef THIS
#undef F

/* ---- functions ----------------------------------------------------------------------------- */

/* Puts a list of structs into the table on top as NAME. */
static void set_list(lua_State *L, const char *name, const struct lua_field *fields,
                     const void *list, size_t count)
{
  lua_push_structs(L, fields, list, count);
  lua_setfield(L, -2, name);
}

static int call_inequality(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_inequality *info = lua_filled(run, sizeof *info);
  int status = host_table.inequality(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                     lua_period_at(L, 3), info);
  return lua_push_filled(L, run, status, inequality_fields, info);
}

static int call_deprived_tenth(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_deprived_tenth *info = lua_filled(run, sizeof *info);
  int status = host_table.deprived_tenth(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                         lua_period_at(L, 3), info);
  return lua_push_filled(L, run, status, tenth_fields, info);
}

static int call_severity(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_severity *info = lua_filled(run, sizeof *info);
  int status = host_table.severity(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                   lua_period_at(L, 3), info);
  lua_push_filled(L, run, status, severity_fields, info);
  if (status == STRATA_OK)
    set_list(L, "categories", category_fields, info->categories, info->category_count);
  return 1;
}

static int call_hot_spots(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_hot_spots *info = lua_filled(run, sizeof *info);
  int status = host_table.hot_spots(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                    lua_period_at(L, 3), info);
  lua_push_filled(L, run, status, hot_spots_fields, info);
  if (status == STRATA_OK)
    set_list(L, "spots", spot_fields, info->spots, info->spot_count);
  return 1;
}

static int call_near_repeat(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_near_repeat *info = lua_filled(run, sizeof *info);
  int status = host_table.near_repeat(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                      lua_period_at(L, 3), info);
  return lua_push_filled(L, run, status, near_repeat_fields, info);
}

static int call_event_places(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_event_places *info = lua_filled(run, sizeof *info);
  int status = host_table.event_places(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                       lua_period_at(L, 3), info);
  lua_push_filled(L, run, status, event_places_fields, info);
  if (status == STRATA_OK)
    set_list(L, "hot_cells", cell_fields, info->hot_cells, info->hot_cell_count);
  return 1;
}

/* ---- the list ------------------------------------------------------------------------------ */

const luaL_Reg lua_place_verbs[] = {
  { "inequality", call_inequality },
  { "deprived_tenth", call_deprived_tenth },
  { "severity", call_severity },
  { "hot_spots", call_hot_spots },
  { "near_repeat", call_near_repeat },
  { "event_places", call_event_places },
  { NULL, NULL },
};
