/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/redact.h"

#include <string.h>

static bool is_open(enum marking marking)
{
  return marking == MARKING_OFFICIAL;
}

static const struct source *open_sources(struct arena *arena, const struct catalog *catalog)
{
  struct source *sources = ARENA_ARRAY(arena, struct source, catalog->source_count);
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *known = &catalog->sources[i];
    sources[i] = *known;
    if (!is_open(known->marking))
      sources[i] = (struct source) { .id = "", .title = "", .reader = known->reader,
                                     .optional = known->optional, .plugin = known->plugin,
                                     .loc = known->loc, .marking = known->marking };
  }
  return sources;
}

static const struct indicator *open_indicators(struct arena *arena, const struct catalog *catalog)
{
  struct indicator *indicators = ARENA_ARRAY(arena, struct indicator, catalog->indicator_count);
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *known = &catalog->indicators[i];
    indicators[i] = *known;
    if (known->severity && !is_open(known->severity->marking))
      indicators[i].severity = NULL;
    if (!is_open(known->marking))
      indicators[i] = (struct indicator) {
        .id = "", .title = "", .short_title = "", .noun = "", .unit = "", .scale = known->scale,
        .statistic = known->statistic, .level = known->level, .derived = known->derived,
        .plugin = known->plugin, .loc = known->loc, .marking = known->marking,
      };
  }
  return indicators;
}

/* Its own headline, unless that is withheld: then its first indicator that is not. */
static const char *open_headline(const struct catalog *catalog, const struct plugin *plugin)
{
  const char *first = NULL;
  for (int i = 0; i < plugin->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[plugin->first_indicator + i];
    if (!is_open(indicator->marking))
      continue;
    if (plugin->headline && strcmp(plugin->headline, indicator->id) == 0)
      return plugin->headline;
    first = first ? first : indicator->id;
  }
  return first;
}

static const struct plugin *open_plugins(struct arena *arena, const struct catalog *catalog)
{
  struct plugin *plugins = ARENA_ARRAY(arena, struct plugin, catalog->plugin_count);
  for (size_t i = 0; i < catalog->plugin_count; i++) {
    plugins[i] = catalog->plugins[i];
    plugins[i].headline = open_headline(catalog, &plugins[i]);
    if (is_open(plugins[i].marking))
      continue;
    plugins[i].id = plugins[i].title = "";
    plugins[i].summary = plugins[i].headline = NULL;
    plugins[i].needed_count = 0;
  }
  return plugins;
}

static const struct report *open_reports(struct arena *arena, const struct catalog *catalog)
{
  struct report *reports = ARENA_ARRAY(arena, struct report, catalog->report_count);
  for (size_t i = 0; i < catalog->report_count; i++) {
    reports[i] = catalog->reports[i];
    if (!is_open(reports[i].marking))
      reports[i].id = reports[i].title = "";
  }
  return reports;
}

static void list_recommendations(struct arena *arena, const struct catalog *catalog,
                                 struct catalog *open)
{
  size_t count = 0;
  struct recommendation *kept
    = ARENA_ARRAY(arena, struct recommendation, catalog->recommendation_count);
  for (size_t i = 0; i < catalog->recommendation_count; i++)
    if (is_open(catalog->recommendations[i].marking))
      kept[count++] = catalog->recommendations[i];
  open->recommendations = kept;
  open->recommendation_count = count;
}

static void list_commentaries(struct arena *arena, const struct catalog *catalog,
                              struct catalog *open)
{
  size_t count = 0;
  struct commentary *kept = ARENA_ARRAY(arena, struct commentary, catalog->commentary_count);
  for (size_t i = 0; i < catalog->commentary_count; i++)
    if (is_open(catalog->commentaries[i].marking))
      kept[count++] = catalog->commentaries[i];
  open->commentaries = kept;
  open->commentary_count = count;
}

static void list_breaks(struct arena *arena, const struct catalog *catalog, struct catalog *open)
{
  size_t count = 0;
  struct series_break *kept = ARENA_ARRAY(arena, struct series_break, catalog->break_count);
  for (size_t i = 0; i < catalog->break_count; i++) {
    int source = catalog_source_of_measure(catalog, catalog->breaks[i].measure);
    if (source == NO_INDEX || is_open(catalog->sources[source].marking))
      kept[count++] = catalog->breaks[i];
  }
  open->breaks = kept;
  open->break_count = count;
}

static bool holds_restricted(const struct catalog *catalog)
{
  bool any = catalog->restricted_edition != NULL;
  for (size_t i = 0; i < catalog->plugin_count; i++)
    any = any || !is_open(catalog->plugins[i].marking);
  for (size_t i = 0; i < catalog->indicator_count; i++)
    any = any || !is_open(catalog->indicators[i].marking);
  for (size_t i = 0; i < catalog->source_count; i++)
    any = any || !is_open(catalog->sources[i].marking);
  for (size_t i = 0; i < catalog->report_count; i++)
    any = any || !is_open(catalog->reports[i].marking);
  for (size_t i = 0; i < catalog->recommendation_count; i++)
    any = any || !is_open(catalog->recommendations[i].marking);
  for (size_t i = 0; i < catalog->commentary_count; i++)
    any = any || !is_open(catalog->commentaries[i].marking);
  return any;
}

const struct catalog *redact_catalog(struct arena *arena, const struct catalog *catalog)
{
  if (!holds_restricted(catalog))
    return catalog;
  struct catalog *open = ARENA_NEW(arena, struct catalog);
  *open = *catalog;
  open->sources = open_sources(arena, catalog);
  open->indicators = open_indicators(arena, catalog);
  open->plugins = open_plugins(arena, catalog);
  open->reports = open_reports(arena, catalog);
  open->restricted_edition = NULL;
  list_recommendations(arena, catalog, open);
  list_commentaries(arena, catalog, open);
  list_breaks(arena, catalog, open);
  return open;
}
