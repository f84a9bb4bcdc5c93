/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/lua_bind.h"

#include "extend/lua_fields.h"
#include "extend/sandbox_library.h"

#include <lauxlib.h>
#include <math.h>

/* ---- around every call --------------------------------------------------------------------- */

struct strata_run *lua_bind_begin(lua_State *L)
{
  enum { STEPS_A_CALL = 50 };
  sandbox_charge(L, STEPS_A_CALL);
  struct strata_run *run = sandbox_user(L);
  run->loc = sandbox_where(L);
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

/* ---- fields -------------------------------------------------------------------------------- */

#define F(member, kind) LUA_FIELD(THIS, member, kind)
#define END                                                                                        \
  {                                                                                                \
    0                                                                                              \
  }

#define THIS strata_edition
static const struct lua_field edition_fields[]
  = { F(id, TEXT),      F(title, TEXT),         F(period, TEXT), F(period_words, TEXT),
      F(cut_off, TEXT), F(cut_off_words, TEXT), END };
#undef THIS
#define THIS strata_report
static const struct lua_field report_fields[] = {
  F(id, TEXT),
  F(title, TEXT),
  { .name = "template",
    .kind = LUA_FIELD_TEXT,
    .at = offsetof(struct strata_report, template_name) },
  F(audience, TEXT),
  F(area, TEXT),
  F(place, TEXT),
  F(partnership, TEXT),
  F(marking, TEXT),
  { .name = "edition",
    .kind = LUA_FIELD_STRUCT,
    .at = offsetof(struct strata_report, edition),
    .fields = edition_fields },
  { .name = "since",
    .kind = LUA_FIELD_STRUCT,
    .at = offsetof(struct strata_report, since),
    .fields = edition_fields },
  END,
};
#undef THIS
#define THIS strata_area
static const struct lua_field area_fields[] = {
  F(code, TEXT),
  F(name, TEXT),
  F(short_name, TEXT),
  F(kind, TEXT),
  F(role, TEXT),
  LUA_FIELD_ARRAY(strata_area, members, TEXTS, member_count),
  F(is_area_of_report, FLAG),
  END,
};
#undef THIS
#define THIS strata_indicator
static const struct lua_field indicator_fields[]
  = { F(id, TEXT),         F(title, TEXT),     F(short_title, TEXT), F(noun, TEXT),
      F(unit, TEXT),       F(polarity, TEXT),  F(statistic, TEXT),   F(scale, NUMBER),
      F(caveat, TEXT),     F(definition, TEXT), F(restricted, FLAG), F(derived, FLAG),
      F(awaited, FLAG),    F(plugin, TEXT),    F(measure, TEXT),
      LUA_FIELD_ARRAY(strata_indicator, outcomes, TEXTS, outcome_count),
      F(per, TEXT),        END };
#undef THIS
#define THIS strata_plugin_info
static const struct lua_field plugin_fields[] = {
  F(id, TEXT),
  F(title, TEXT),
  F(role, TEXT),
  F(summary, TEXT),
  F(headline, TEXT),
  LUA_FIELD_ARRAY(strata_plugin_info, needed, TEXTS, needed_count),
  F(order, INT),
  F(state, TEXT),
  F(failed, TEXT),
  END,
};
static const struct lua_field has_fields[] = {
  { .name = "chapter",
    .kind = LUA_FIELD_FLAG,
    .at = offsetof(struct strata_plugin_info, has_chapter) },
  { .name = "profile",
    .kind = LUA_FIELD_FLAG,
    .at = offsetof(struct strata_plugin_info, has_profile) },
  { .name = "refresh",
    .kind = LUA_FIELD_FLAG,
    .at = offsetof(struct strata_plugin_info, has_refresh) },
  END,
};
#undef THIS
#define THIS strata_outcome
static const struct lua_field outcome_fields[]
  = { F(id, TEXT), F(title, TEXT), F(owner, TEXT), END };
#undef THIS
#define THIS strata_recommendation
static const struct lua_field recommendation_fields[] = {
  F(id, TEXT),
  F(text, TEXT),
  F(owner, TEXT),
  F(due, TEXT),
  LUA_FIELD_ARRAY(strata_recommendation, outcomes, TEXTS, outcome_count),
  F(area, TEXT),
  F(priority, TEXT),
  END,
};
#undef THIS
#define THIS strata_break
static const struct lua_field break_fields[]
  = { F(measure, TEXT), F(month, TEXT), F(why, TEXT), END };
#undef THIS
#define THIS strata_source
static const struct lua_field source_fields[]
  = { F(id, TEXT),        F(title, TEXT),        F(publisher, TEXT),   F(licence, TEXT),
      F(measure, TEXT),   F(awaited, FLAG),      F(awaited_from, TEXT), F(how, TEXT),
      F(restricted, FLAG), F(files, COUNT),      F(first, TEXT),       F(last, TEXT),
      F(missing, TEXT),   F(rows, COUNT),        F(counted, COUNT),    F(unassigned, COUNT),
      F(outside, COUNT),  F(duplicates, COUNT),  F(rejected, COUNT),   END };
#undef THIS
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
  END,
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
#define THIS strata_neighbourhood
static const struct lua_field neighbourhood_fields[]
  = { F(code, TEXT),   F(name, TEXT),  F(count, NUMBER), F(rate, NUMBER),
      F(share, NUMBER), F(ratio, NUMBER), END };
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

/* ---- what is reported ---------------------------------------------------------------------- */

/* Its address is the registry's key of the tables that were made of structs, by their addresses. */
static const char made_key = 0;

/* Pushes the table of a struct that stays the same for the whole run: the same table each time. */
static void push_same(lua_State *L, const void *one,
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

/* Pushes a new list of the COUNT structs at LIST, which stay the same for the whole run. */
static int push_list(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                     const void *list, size_t count)
{
  lua_bind_end(L, run);
  const void *const *at = list;
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_same(L, at[i], lua_fields_push, fields);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* Pushes one that stays the same for the whole run, or nil. */
static int push_known(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                      const void *one)
{
  lua_bind_end(L, run);
  if (one)
    push_same(L, one, lua_fields_push, fields);
  else
    lua_pushnil(L);
  return 1;
}

/* Pushes one, or nil. */
static int push_one(lua_State *L, struct strata_run *run, const struct lua_field *fields,
                    const void *one)
{
  lua_bind_end(L, run);
  if (one)
    lua_fields_push(L, fields, one);
  else
    lua_pushnil(L);
  return 1;
}

static int get_report(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_known(L, run, report_fields, host_table.report(run));
}

static int get_comparator(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_known(L, run, area_fields, host_table.comparator(run));
}

static int call_areas(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.areas(run, lua_text_at(L, 1, "the kind of areas", true), &count);
  return push_list(L, run, area_fields, list, count);
}

static int call_area(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_known(L, run, area_fields,
                  host_table.area(run, lua_text_at(L, 1, "an area's code", false)));
}

/* The text NAME of the optional table at 1: strata.indicators{plugin = "asb"}. */
static const char *option(lua_State *L, struct strata_run *run, const char *const *names,
                          const char *name)
{
  if (lua_isnoneornil(L, 1))
    return NULL;
  struct lua_field fields[3] = { 0 };
  const char *texts[3] = { 0 };
  size_t wanted = 0;
  for (size_t i = 0; names[i]; i++) {
    fields[i] = (struct lua_field) { .name = names[i],
                                     .kind = LUA_FIELD_TEXT,
                                     .at = i * sizeof *texts };
    if (strcmp(names[i], name) == 0)
      wanted = i;
  }
  lua_fields_read(L, 1, run->arena, "the filter", fields, false, texts);
  return texts[wanted];
}

static int call_indicators(lua_State *L)
{
  static const char *const names[] = { "plugin", NULL };
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.indicators(run, option(L, run, names, "plugin"), &count);
  return push_list(L, run, indicator_fields, list, count);
}

static int call_indicator(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_known(L, run, indicator_fields,
                  host_table.indicator(run, lua_text_at(L, 1, "an indicator's id", false)));
}

static void push_plugin(lua_State *L, const struct lua_field *fields, const void *info)
{
  lua_fields_push(L, fields, info);
  lua_fields_push(L, has_fields, info);
  lua_setfield(L, -2, "has");
}

void lua_bind_push_plugin(lua_State *L, const struct strata_plugin_info *info)
{
  push_same(L, info, push_plugin, plugin_fields);
}

static int call_plugins(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const struct strata_plugin_info *const *list
    = host_table.plugins(run, lua_text_at(L, 1, "the role of plugins", true), &count);
  lua_bind_end(L, run);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_bind_push_plugin(L, list[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int call_outcomes(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.outcomes(run, &count);
  return push_list(L, run, outcome_fields, list, count);
}

static int call_recommendations(lua_State *L)
{
  static const char *const names[] = { "area", "priority", NULL };
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const char *area = option(L, run, names, "area");
  const char *priority = option(L, run, names, "priority");
  const void *list = host_table.recommendations(run, area, priority, &count);
  return push_list(L, run, recommendation_fields, list, count);
}

static int call_breaks(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.breaks(run, &count);
  return push_list(L, run, break_fields, list, count);
}

static int call_editions(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.editions(run, &count);
  return push_list(L, run, edition_fields, list, count);
}

static int call_sources(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.sources(run, &count);
  return push_list(L, run, source_fields, list, count);
}

/* ---- figures ------------------------------------------------------------------------------- */

static const char *indicator_at(lua_State *L, int index)
{
  return lua_text_at(L, index, "an indicator's id", false);
}

static const char *area_at(lua_State *L, int index)
{
  return lua_text_at(L, index, "an area's code", true);
}

static const char *period_at(lua_State *L, int index)
{
  return lua_text_at(L, index, "a period", true);
}

/* What a function that fills a struct gives: the struct, or nil when there is none. */
static int push_filled(lua_State *L, struct strata_run *run, int status,
                       const struct lua_field *fields, const void *filled)
{
  return push_one(L, run, fields, status == STRATA_OK ? filled : NULL);
}

static int call_result(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_result result = { .struct_size = sizeof result };
  int status = host_table.result(run, indicator_at(L, 1), area_at(L, 2), period_at(L, 3),
                                 period_at(L, 4), &result);
  return push_filled(L, run, status, result_fields, &result);
}

static int call_periods(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const char *const *periods = host_table.periods(run, indicator_at(L, 1), &count);
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
  const char *latest
    = host_table.latest(run, indicator_at(L, 1), area_at(L, 2), period_at(L, 3));
  lua_bind_end(L, run);
  lua_pushstring(L, latest);
  return 1;
}

static int call_months(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_months months = { .struct_size = sizeof months };
  int status = host_table.months(run, indicator_at(L, 1), area_at(L, 2), &months);
  return push_filled(L, run, status, months_fields, &months);
}

static int call_limits(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_limits limits = { .struct_size = sizeof limits };
  int status = host_table.limits(run, indicator_at(L, 1), area_at(L, 2), period_at(L, 3),
                                 period_at(L, 4), &limits);
  return push_filled(L, run, status, limits_fields, &limits);
}

static int call_neighbourhoods(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  lua_Integer most = luaL_optinteger(L, 4, 10);
  size_t count;
  const struct strata_neighbourhood *const *list
    = host_table.neighbourhoods(run, indicator_at(L, 1), area_at(L, 2), period_at(L, 3),
                                most > 0 ? (size_t)most : 0, &count);
  lua_bind_end(L, run);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_fields_push(L, neighbourhood_fields, list[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int call_concentration(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_concentration info = { .struct_size = sizeof info };
  int status
    = host_table.concentration(run, indicator_at(L, 1), area_at(L, 2), period_at(L, 3), &info);
  return push_filled(L, run, status, concentration_fields, &info);
}

static int call_put(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  struct strata_derived derived = { .struct_size = sizeof derived };
  lua_fields_read(L, 4, run->arena, "what is put", derived_fields, false, &derived);
  host_table.put(run, lua_text_at(L, 1, "the name of what is put", false), area_at(L, 2),
                 period_at(L, 3), &derived);
  lua_bind_end(L, run);
  return 0;
}

/* ---- words --------------------------------------------------------------------------------- */

static int push_text(lua_State *L, struct strata_run *run, const char *text)
{
  lua_bind_end(L, run);
  lua_pushstring(L, text);
  return 1;
}

/* A number, or NAN for nil: what is missing is printed as such. */
static double number_or_missing(lua_State *L, int index)
{
  return lua_isnoneornil(L, index) ? NAN : luaL_checknumber(L, index);
}

static int call_words(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.words(run, lua_text_at(L, 1, "the text", false)));
}

static int call_number(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  lua_Integer decimals = luaL_optinteger(L, 2, 0);
  if (decimals < 0 || decimals > 15)
    decimals = -1;
  return push_text(L, run,
                   host_table.number(run, number_or_missing(L, 1), (int)decimals,
                                     lua_text_at(L, 3, "the style of a number", true)));
}

static int call_percent(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.percent(run, number_or_missing(L, 1)));
}

static int call_spell(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.spell(run, number_or_missing(L, 1)));
}

static int call_ordinal(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.ordinal(run, luaL_checknumber(L, 1)));
}

static int call_list(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const char **items = lua_texts_at(L, 1, run->arena, "the list", &count);
  return push_text(L, run, host_table.list(run, items, count));
}

static int call_plural(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run,
                   host_table.plural(run, luaL_checknumber(L, 1), luaL_checkstring(L, 2),
                                     luaL_checkstring(L, 3)));
}

static int call_rank_words(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run,
                   host_table.rank_words(run, luaL_optnumber(L, 1, 0), luaL_optnumber(L, 2, 0)));
}

static int call_commentary(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return push_text(L, run, host_table.commentary(run, lua_text_at(L, 1, "the section", false)));
}

static int call_plugin_words(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  const char *plugin = lua_text_at(L, 1, "the plugin", false);
  return push_text(L, run,
                   host_table.plugin_words(run, plugin, lua_text_at(L, 2, "the name", false)));
}

static int call_error(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  host_table.error(run, lua_text_at(L, 1, "the message", false));
  lua_bind_end(L, run);
  return 0;
}

/* ---- the global ---------------------------------------------------------------------------- */

const luaL_Reg lua_bind_verbs[] = {
  { "areas", call_areas },
  { "area", call_area },
  { "indicators", call_indicators },
  { "indicator", call_indicator },
  { "plugins", call_plugins },
  { "outcomes", call_outcomes },
  { "recommendations", call_recommendations },
  { "breaks", call_breaks },
  { "editions", call_editions },
  { "sources", call_sources },
  { "result", call_result },
  { "periods", call_periods },
  { "latest", call_latest },
  { "months", call_months },
  { "limits", call_limits },
  { "neighbourhoods", call_neighbourhoods },
  { "concentration", call_concentration },
  { "put", call_put },
  { "words", call_words },
  { "number", call_number },
  { "percent", call_percent },
  { "spell", call_spell },
  { "ordinal", call_ordinal },
  { "list", call_list },
  { "plural", call_plural },
  { "rank_words", call_rank_words },
  { "commentary", call_commentary },
  { "plugin_words", call_plugin_words },
  { "error", call_error },
  { NULL, NULL },
};

/* Fields, not functions, for scripts. */
const luaL_Reg lua_bind_getters[] = {
  { "report", get_report },
  { "comparator", get_comparator },
  { NULL, NULL },
};

void lua_bind_strata(lua_State *L)
{
  luaL_newlib(L, lua_bind_verbs);
  luaL_newlib(L, lua_bind_getters);
  sandbox_share(L, "strata");
  lua_bind_nodes(L);
}
