/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months over time, for scripts: charts, seasons and forecasts. */
#include "extend/lua_verbs.h"

#define F(member, kind) LUA_FIELD(THIS, member, kind)
#define A(member, kind) LUA_FIELD_ARRAY(THIS, member, kind, count)
#define END                                                                                        \
  {                                                                                                \
    0                                                                                              \
  }

#define THIS strata_chart
static const struct lua_field chart_fields[] = {
  F(judged, FLAG),        F(reason, TEXT),       F(of, TEXT),          A(months, TEXTS),
  A(counts, NUMBERS),     A(values, NUMBERS),    A(mean, NUMBERS),     A(lower, NUMBERS),
  A(upper, NUMBERS),      A(rules, TEXTS),       A(sides, TEXTS),      A(variations, TEXTS),
  F(baseline_from, TEXT), F(baseline_to, TEXT),  F(provisional, FLAG), F(rebased, TEXT),
  F(rebased_why, TEXT),   F(target, NUMBER),     F(assurance, TEXT),   F(words, TEXT),
  END,
};
#undef THIS
#define THIS strata_season
static const struct lua_field season_fields[] = {
  F(published, FLAG),
  F(reason, TEXT),
  A(index, NUMBERS),
  A(lower, NUMBERS),
  A(upper, NUMBERS),
  A(events, NUMBERS),
  A(days, NUMBERS),
  LUA_FIELD_ARRAY(strata_season, years, TEXTS, year_count),
  F(dispersion, NUMBER),
  F(peak, RANK),
  F(peak_share, NUMBER),
  F(peak_lower, NUMBER),
  F(peak_upper, NUMBER),
  END,
};
#undef THIS
#define THIS strata_forecast
static const struct lua_field forecast_fields[] = {
  F(published, FLAG),  F(reason, TEXT),    F(method, TEXT),        A(months, TEXTS),
  A(values, NUMBERS),  A(lower, NUMBERS),  A(upper, NUMBERS),      F(level, NUMBER),
  F(error, NUMBER),    F(naive_error, NUMBER), F(error_percent, NUMBER),
  END,
};
#undef THIS

static int call_chart(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_chart *chart = lua_filled(run, sizeof *chart);
  int status = host_table.chart(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                lua_text_at(L, 3, "a month", true),
                                lua_text_at(L, 4, "a month", true), chart);
  return lua_push_filled(L, run, status, chart_fields, chart);
}

static int call_season(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_season *season = lua_filled(run, sizeof *season);
  int status = host_table.season(run, lua_indicator_at(L, 1), lua_area_at(L, 2),
                                 lua_text_at(L, 3, "a month", true), season);
  return lua_push_filled(L, run, status, season_fields, season);
}

static int call_forecast(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_forecast *forecast = lua_filled(run, sizeof *forecast);
  int status = host_table.forecast(run, lua_indicator_at(L, 1), lua_area_at(L, 2), forecast);
  return lua_push_filled(L, run, status, forecast_fields, forecast);
}

const luaL_Reg lua_over_time_verbs[] = {
  { "chart", call_chart },
  { "season", call_season },
  { "forecast", call_forecast },
  { NULL, NULL },
};
