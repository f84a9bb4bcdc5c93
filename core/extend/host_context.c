/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being reported: the report, editions, areas, definitions, plugins, breaks. */
#include "extend/host.h"

/* ---- editions and the report --------------------------------------------------------------- */

static const char *month_code(struct arena *arena, int32_t month)
{
  return period_code(arena, (struct period) { .last = month, .kind = PERIOD_MONTH });
}

static const struct strata_edition *edition_info(struct strata_run *run,
                                                 const struct edition *edition)
{
  struct strata_edition *info = ARENA_NEW(run->arena, struct strata_edition);
  *info = (struct strata_edition) {
    .struct_size = sizeof *info,
    .id = edition->id,
    .title = edition->title,
    .period = run_period_code(run, edition->period),
    .period_words = run_period_words(run, edition->period),
    .cut_off = month_code(run->arena, edition->cut_off),
    .cut_off_words = month_last_day(run->arena, edition->cut_off),
    .published = edition->published,
    .next = edition->next,
  };
  return info;
}

const struct strata_edition *const *host_editions(struct strata_run *run, size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  if (!run->editions) {
    const struct strata_edition **all
      = ARENA_ARRAY(run->arena, const struct strata_edition *, catalog->edition_count);
    for (size_t i = 0; i < catalog->edition_count; i++)
      all[i] = edition_info(run, &catalog->editions[i]);
    run->editions = all;
  }
  *ret_count = catalog->edition_count;
  return run->editions;
}

/* The last part of a path. */
static const char *last_part(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

const struct strata_report *host_report(struct strata_run *run)
{
  if (run->report_info || !run->report)
    return run->report_info;
  const struct catalog *catalog = run->catalog;
  const struct report *report = run->report;
  size_t count;
  const struct strata_edition *const *editions = host_editions(run, &count);
  struct strata_report *info = ARENA_NEW(run->arena, struct strata_report);
  *info = (struct strata_report) {
    .struct_size = sizeof *info,
    .id = report->id,
    .title = report->title,
    .template_name = last_part(report->template_path),
    .audience = released_audience(run->released) == AUDIENCE_PUBLIC ? "public" : "restricted",
    .area = catalog->areas[run->area].code,
    .place = catalog->place,
    .partnership = catalog->title,
    .marking = released_marking(run->released),
    .edition = editions[report->edition_index],
    .since = report->since_index == NO_INDEX ? NULL : editions[report->since_index],
    .contact = catalog->contact,
  };
  return run->report_info = info;
}

/* ---- areas --------------------------------------------------------------------------------- */

static const char *const area_kinds[]
  = { [AREA_DISTRICT] = "district", [AREA_GROUP] = "group", [AREA_FORCE] = "force" };

static const struct strata_area *area_info(struct strata_run *run, int index)
{
  const struct catalog *catalog = run->catalog;
  const struct area *area = &catalog->areas[index];
  const char **members = ARENA_ARRAY(run->arena, const char *, area->member_count);
  for (size_t i = 0; i < area->member_count; i++)
    members[i] = catalog->areas[area->members[i]].code;
  struct strata_area *info = ARENA_NEW(run->arena, struct strata_area);
  *info = (struct strata_area) {
    .struct_size = sizeof *info,
    .code = area->code,
    .name = area->name,
    .short_name = area->short_name ? area->short_name : area->name,
    .kind = area_kinds[area->kind],
    .role = area->role,
    .members = members,
    .member_count = area->member_count,
    .is_area_of_report = index == run->area,
  };
  return info;
}

static const struct strata_area *const *all_areas(struct strata_run *run)
{
  if (run->areas)
    return run->areas;
  size_t count = run->catalog->area_count;
  const struct strata_area **all = ARENA_ARRAY(run->arena, const struct strata_area *, count);
  for (size_t i = 0; i < count; i++)
    all[i] = area_info(run, (int)i);
  return run->areas = all;
}

const struct strata_area *const *host_areas(struct strata_run *run, const char *kind,
                                            size_t *ret_count)
{
  static const char *const kinds[] = { "districts", "groups", "force", "all", NULL };
  enum { ALL = 3 };
  *ret_count = 0;
  int wanted = run_word(run, "the kind of areas", kind, kinds, AREA_DISTRICT);
  if (wanted < 0)
    return NULL;
  const struct strata_area *const *all = all_areas(run);
  const struct strata_area **some
    = ARENA_ARRAY(run->arena, const struct strata_area *, run->catalog->area_count);
  for (size_t i = 0; i < run->catalog->area_count; i++)
    if (wanted == ALL || (int)run->catalog->areas[i].kind == wanted)
      some[(*ret_count)++] = all[i];
  return some;
}

const struct strata_area *host_area(struct strata_run *run, const char *code)
{
  int found = code ? catalog_area(run->catalog, str_of(code)) : run->area;
  return found == NO_INDEX ? NULL : all_areas(run)[found];
}

const struct strata_area *host_comparator(struct strata_run *run)
{
  return all_areas(run)[run->catalog->comparator];
}

/* ---- indicators ---------------------------------------------------------------------------- */

static const char *const polarities[] = { [POLARITY_LOWER_IS_BETTER] = "lower-is-better",
                                          [POLARITY_HIGHER_IS_BETTER] = "higher-is-better",
                                          [POLARITY_NEUTRAL] = "neutral" };
const char *host_polarity(enum polarity polarity)
{
  return polarities[polarity];
}

static const char *const statistics[] = { [STATISTIC_COUNT] = "count",
                                          [STATISTIC_RATE] = "rate",
                                          [STATISTIC_PROPORTION] = "proportion",
                                          [STATISTIC_GIVEN] = "given",
                                          [STATISTIC_MEAN] = "mean",
                                          [STATISTIC_STANDARDISED] = "standardised",
                                          [STATISTIC_RATIO] = "ratio" };

static const struct strata_indicator *indicator_info(struct strata_run *run, int index)
{
  const struct catalog *catalog = run->catalog;
  const struct indicator *definition = &catalog->indicators[index];
  struct strata_indicator *info = ARENA_NEW(run->arena, struct strata_indicator);
  *info = (struct strata_indicator) {
    .struct_size = sizeof *info,
    .id = definition->id,
    .title = definition->title,
    .short_title = definition->short_title ? definition->short_title : definition->title,
    .noun = definition->noun,
    .unit = definition->unit,
    .polarity = polarities[definition->polarity],
    .statistic = statistics[definition->statistic],
    .scale = definition->scale,
    .caveat = definition->caveat,
    .definition = definition->definition,
    .restricted = definition->restricted,
    .derived = definition->derived,
    .awaited = run_is_awaited(run, index),
    .plugin = catalog->plugins[definition->plugin].id,
    .measure = definition->measure,
    .outcomes = definition->outcomes,
    .outcome_count = definition->outcome_count,
    .per = definition->per_measure,
  };
  return info;
}

static const struct strata_indicator *const *all_indicators(struct strata_run *run)
{
  if (run->indicators)
    return run->indicators;
  size_t count = run->catalog->indicator_count;
  const struct strata_indicator **all
    = ARENA_ARRAY(run->arena, const struct strata_indicator *, count);
  for (size_t i = 0; i < count; i++)
    all[i] = indicator_info(run, (int)i);
  return run->indicators = all;
}

static int find_plugin(struct strata_run *run, const char *id)
{
  const struct catalog *catalog = run->catalog;
  int found = catalog_plugin(catalog, str_of(id));
  if (found != NO_INDEX)
    return found;
  const char **ids = ARENA_ARRAY(run->arena, const char *, catalog->plugin_count);
  for (size_t i = 0; i < catalog->plugin_count; i++)
    ids[i] = catalog->plugins[i].id;
  return run_fail_near(run, "STRATA-X035", id, ids, catalog->plugin_count,
                       "there is no plugin '%s'", id);
}

const struct strata_indicator *const *host_indicators(struct strata_run *run, const char *plugin,
                                                      size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  size_t first = 0, count = catalog->indicator_count;
  *ret_count = 0;
  if (plugin) {
    int found = find_plugin(run, plugin);
    if (found < 0)
      return NULL;
    first = (size_t)catalog->plugins[found].first_indicator;
    count = (size_t)catalog->plugins[found].indicator_count;
  }
  const struct strata_indicator *const *all = all_indicators(run);
  const struct strata_indicator **some
    = ARENA_ARRAY(run->arena, const struct strata_indicator *, count);
  for (size_t i = first; i < first + count; i++)
    if (*catalog->indicators[i].id)
      some[(*ret_count)++] = all[i];
  return some;
}

const struct strata_indicator *host_indicator(struct strata_run *run, const char *id)
{
  int found = id && *id ? catalog_indicator(run->catalog, str_of(id)) : NO_INDEX;
  return found == NO_INDEX ? NULL : all_indicators(run)[found];
}

/* ---- plugins ------------------------------------------------------------------------------- */

static const char *const roles[] = { [PLUGIN_PRIORITY] = "priority",
                                     [PLUGIN_FACTOR] = "factor",
                                     [PLUGIN_DETERMINANT] = "determinant",
                                     [PLUGIN_OVERVIEW] = "overview",
                                     [PLUGIN_CONTEXT] = "context",
                                     NULL };

/* How much of what the plugin counts has been supplied. */
static const char *state_of(const struct strata_run *run, const struct plugin *plugin)
{
  int awaited = 0, counted = 0;
  for (int i = 0; i < plugin->indicator_count; i++) {
    int indicator = plugin->first_indicator + i;
    if (!*run->catalog->indicators[indicator].id)
      continue;
    counted += !run->catalog->indicators[indicator].derived;
    awaited += run_is_awaited(run, indicator);
  }
  return awaited == 0 ? "full" : awaited < counted ? "partial" : "awaited";
}

static const struct strata_plugin_info *plugin_info(struct strata_run *run, size_t index)
{
  const struct plugin *plugin = &run->catalog->plugins[index];
  const struct extension *extension = &run->extensions->at[index];
  struct strata_plugin_info *info = ARENA_NEW(run->arena, struct strata_plugin_info);
  *info = (struct strata_plugin_info) {
    .struct_size = sizeof *info,
    .id = plugin->id,
    .title = plugin->title,
    .role = roles[plugin->role],
    .summary = plugin->summary,
    .headline = plugin->headline,
    .needed = plugin->needed,
    .needed_count = plugin->needed_count,
    .order = plugin->order,
    .state = state_of(run, plugin),
    .has_chapter = extension_has(extension, CALLBACK_CHAPTER),
    .has_profile = extension_has(extension, CALLBACK_PROFILE),
    .has_refresh = extension_has(extension, CALLBACK_REFRESH),
    .failed = extension->failed,
  };
  return info;
}

static const struct strata_plugin_info *const *all_plugins(struct strata_run *run)
{
  if (run->plugins)
    return run->plugins;
  size_t count = run->catalog->plugin_count;
  const struct strata_plugin_info **all
    = ARENA_ARRAY(run->arena, const struct strata_plugin_info *, count);
  for (size_t i = 0; i < count; i++)
    all[i] = plugin_info(run, i);
  return run->plugins = all;
}

const struct strata_plugin_info *host_plugin_at(struct strata_run *run, int plugin)
{
  return all_plugins(run)[plugin];
}

const struct strata_plugin_info *const *host_plugins(struct strata_run *run, const char *role,
                                                     size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  *ret_count = 0;
  int wanted = role ? run_word(run, "the role of plugins", role, roles, 0) : 0;
  if (wanted < 0)
    return NULL;
  const struct strata_plugin_info *const *all = all_plugins(run);
  const struct strata_plugin_info **some
    = ARENA_ARRAY(run->arena, const struct strata_plugin_info *, catalog->plugin_count);
  for (size_t i = 0; i < catalog->plugin_count; i++)
    if (*catalog->plugins[i].id && (!role || (int)catalog->plugins[i].role == wanted))
      some[(*ret_count)++] = all[i];
  return some;
}

/* ---- breaks ---------------------------------------------------------------------------------- */

const struct strata_break *const *host_breaks(struct strata_run *run, size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  *ret_count = catalog->break_count;
  if (run->breaks)
    return run->breaks;
  const struct strata_break **all
    = ARENA_ARRAY(run->arena, const struct strata_break *, catalog->break_count);
  for (size_t i = 0; i < catalog->break_count; i++) {
    struct strata_break *info = ARENA_NEW(run->arena, struct strata_break);
    *info = (struct strata_break) { .struct_size = sizeof *info,
                                    .measure = catalog->breaks[i].measure,
                                    .month = month_code(run->arena, catalog->breaks[i].month),
                                    .why = catalog->breaks[i].why };
    all[i] = info;
  }
  return run->breaks = all;
}
