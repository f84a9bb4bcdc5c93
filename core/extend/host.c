/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table that is lent to plugins, and the members that belong to no theme of their own. */
#include "extend/host.h"

#include <string.h>

static void *host_alloc(struct strata_run *run, size_t size)
{
  return arena_alloc(run->arena, size, _Alignof(max_align_t));
}

static const char *host_format(struct strata_run *run, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  const char *text = arena_vprintf(run->arena, format, args);
  va_end(args);
  return text;
}

static int host_error(struct strata_run *run, const char *message)
{
  return run_fail(run, "STRATA-X024", "%s", message ? message : "without saying why");
}

void host_copy_out(void *theirs, const void *ours, size_t our_size)
{
  uint32_t their_size;
  memcpy(&their_size, theirs, sizeof their_size);
  size_t size = their_size < our_size ? their_size : our_size;
  if (size > sizeof their_size)
    memcpy((char *)theirs + sizeof their_size, (const char *)ours + sizeof their_size,
           size - sizeof their_size);
}

void host_copy_in(void *ours, size_t our_size, const void *theirs, size_t their_size)
{
  memset(ours, 0, our_size);
  memcpy(ours, theirs, their_size < our_size ? their_size : our_size);
}

const struct strata_host host_table = {
  .struct_size = sizeof(struct strata_host),
  .abi_minor = STRATA_ABI_MINOR,
  .alloc = host_alloc,
  .format = host_format,
  .error = host_error,
  .report = host_report,
  .areas = host_areas,
  .area = host_area,
  .comparator = host_comparator,
  .indicators = host_indicators,
  .indicator = host_indicator,
  .plugins = host_plugins,
  .outcomes = host_outcomes,
  .recommendations = host_recommendations,
  .breaks = host_breaks,
  .editions = host_editions,
  .sources = host_sources,
  .result = host_result,
  .periods = host_periods,
  .months = host_months,
  .limits = host_limits,
  .neighbourhoods = host_neighbourhoods,
  .concentration = host_concentration,
  .put = host_put,
  .words = host_words,
  .number = host_number,
  .percent = host_percent,
  .spell = host_spell,
  .ordinal = host_ordinal,
  .list = host_list,
  .plural = host_plural,
  .rank_words = host_rank_words,
  .commentary = host_commentary,
  .plugin_words = host_plugin_words,
  .node = &host_nodes,
  .latest = host_latest,
  .inequality = host_inequality,
  .deprived_tenth = host_deprived_tenth,
  .severity = host_severity,
  .hot_spots = host_hot_spots,
  .near_repeat = host_near_repeat,
  .event_places = host_event_places,
  .chart = host_chart,
  .season = host_season,
  .forecast = host_forecast,
  .comparisons = host_comparisons,
  .standing = host_standing,
  .goal = host_goal,
  .funnel = host_funnel,
  .initiatives = host_initiatives,
  .wards = host_wards,
};
