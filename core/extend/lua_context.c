/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is reported, for scripts: the report, its areas, indicators, plugins and sources. */
#include "extend/lua_fields.h"
#include "extend/lua_verbs.h"

/* ---- fields -------------------------------------------------------------------------------- */

#define F(member, kind) LUA_FIELD(THIS, member, kind)
#define END                                                                                        \
  {                                                                                                \
    0                                                                                              \
  }

#define THIS strata_edition
static const struct lua_field edition_fields[]
  = { F(id, TEXT),      F(title, TEXT),         F(period, TEXT), F(period_words, TEXT),
      F(cut_off, TEXT), F(cut_off_words, TEXT), F(published, TEXT), F(next, TEXT), END };
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
  F(contact, TEXT),
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
      F(revised, TEXT), F(missing, TEXT),   F(rows, COUNT),        F(counted, COUNT),    F(unassigned, COUNT),
      F(outside, COUNT),  F(duplicates, COUNT),  F(rejected, COUNT),   END };
#undef THIS
#undef F

/* ---- functions ----------------------------------------------------------------------------- */

static int get_report(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_known(L, run, report_fields, host_table.report(run));
}

static int get_comparator(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_known(L, run, area_fields, host_table.comparator(run));
}

static int call_areas(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.areas(run, lua_text_at(L, 1, "the kind of areas", true), &count);
  return lua_push_list(L, run, area_fields, list, count);
}

static int call_area(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_known(L, run, area_fields,
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
  return lua_push_list(L, run, indicator_fields, list, count);
}

static int call_indicator(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  return lua_push_known(L, run, indicator_fields,
                        host_table.indicator(run, lua_indicator_at(L, 1)));
}

static void push_plugin(lua_State *L, const struct lua_field *fields, const void *info)
{
  lua_fields_push(L, fields, info);
  lua_fields_push(L, has_fields, info);
  lua_setfield(L, -2, "has");
}

void lua_bind_push_plugin(lua_State *L, const struct strata_plugin_info *info)
{
  lua_push_same(L, info, push_plugin, plugin_fields);
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
  return lua_push_list(L, run, outcome_fields, list, count);
}

static int call_recommendations(lua_State *L)
{
  static const char *const names[] = { "area", "priority", NULL };
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const char *area = option(L, run, names, "area");
  const char *priority = option(L, run, names, "priority");
  const void *list = host_table.recommendations(run, area, priority, &count);
  return lua_push_list(L, run, recommendation_fields, list, count);
}

static int call_breaks(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.breaks(run, &count);
  return lua_push_list(L, run, break_fields, list, count);
}

static int call_editions(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.editions(run, &count);
  return lua_push_list(L, run, edition_fields, list, count);
}

static int call_sources(lua_State *L)
{
  struct strata_run *run = lua_bind_begin(L);
  size_t count;
  const void *list = host_table.sources(run, &count);
  return lua_push_list(L, run, source_fields, list, count);
}

/* ---- the lists ----------------------------------------------------------------------------- */

const luaL_Reg lua_context_verbs[] = {
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
  { NULL, NULL },
};

/* Fields, not functions, for scripts. */
const luaL_Reg lua_bind_getters[] = {
  { "report", get_report },
  { "comparator", get_comparator },
  { NULL, NULL },
};
