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
      LUA_FIELD_LIST(THIS, categories, category_fields, category_count), END };
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
      F(again, SIZE), F(accuracy, NUMBER), F(efficiency, NUMBER),
      LUA_FIELD_LIST(THIS, spots, spot_fields, spot_count), END };
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
      F(bandwidth, NUMBER), LUA_FIELD_LIST(THIS, hot_cells, cell_fields, hot_cell_count), END };
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

LUA_ASKING_VERB(inequality, inequality_fields)
LUA_ASKING_VERB(deprived_tenth, tenth_fields)
LUA_ASKING_VERB(severity, severity_fields)
LUA_ASKING_VERB(hot_spots, hot_spots_fields)
LUA_ASKING_VERB(near_repeat, near_repeat_fields)
LUA_ASKING_VERB(event_places, event_places_fields)

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
