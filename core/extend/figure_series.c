/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines: monthly series, from a first month on, with control limits. */
#include "extend/host_figure.h"

#include "compute/over_time.h"

#include <math.h>

/* The symbol of a month that chance does not explain, by whether that is better. */
static enum symbol mark_of(struct chart_point point, enum polarity polarity)
{
  switch (chart_variation(point, polarity)) {
  case VARIATION_COMMON:
    break;
  case VARIATION_NEUTRAL_HIGH:
    return SYMBOL_HIGHER_NEUTRAL;
  case VARIATION_NEUTRAL_LOW:
    return SYMBOL_LOWER_NEUTRAL;
  case VARIATION_IMPROVEMENT:
    return point.side > 0 ? SYMBOL_HIGHER_BETTER : SYMBOL_LOWER_BETTER;
  case VARIATION_CONCERN:
    return point.side > 0 ? SYMBOL_HIGHER_WORSE : SYMBOL_LOWER_WORSE;
  }
  return SYMBOL_NONE;
}

/* What is expected of the months of SERIES, and the marks of those that are not as expected; months
 * before the baseline in its own stretch set none, and are not judged. */
static void take_chart(struct making *making, const struct charted *chart, int32_t judged_from,
                       struct figure_series *series)
{
  struct arena *arena = making->run->arena;
  struct figure_limits *limits = &making->figure->limits;
  enum polarity polarity = making->run->catalog->indicators[making->indicators[0]].polarity;
  double *means = ARENA_ARRAY(arena, double, series->count);
  double *lowers = ARENA_ARRAY(arena, double, series->count);
  double *uppers = ARENA_ARRAY(arena, double, series->count);
  enum symbol *marks = ARENA_ARRAY(arena, enum symbol, series->count);
  const struct chart_phase *latest = &chart->phases[chart->phase_count - 1];
  for (size_t i = 0; i < series->count; i++) {
    int32_t month = series->first + (int32_t)i;
    int64_t at = (int64_t)month - chart->first;
    means[i] = lowers[i] = uppers[i] = NAN;
    if (at < 0 || at >= (int64_t)chart->count)
      continue;
    if ((size_t)at >= latest->first && month < judged_from)
      continue;
    means[i] = chart->mean[at];
    lowers[i] = chart->lower[at];
    uppers[i] = chart->upper[at];
    marks[i] = mark_of(chart->points[at], polarity);
  }
  limits->means = means;
  limits->lowers = lowers;
  limits->uppers = uppers;
  series->marks = marks;
  int32_t *breaks = ARENA_ARRAY(arena, int32_t, chart->phase_count);
  for (size_t k = 1; k < chart->phase_count; k++)
    breaks[limits->break_count++] = chart->first + (int32_t)chart->phases[k].first;
  limits->breaks = breaks;
}

/* Why limits begin anew, below the figure. */
static void note_breaks(struct making *making, const struct charted *chart)
{
  struct strbuf note = STRBUF(making->run->arena);
  if (making->figure->note)
    strbuf_add_text(&note, making->figure->note);
  for (size_t k = 1; k < chart->phase_count; k++)
    strbuf_printf(&note, "%s%s; limits begin anew.", note.len ? " " : "", chart->rebased[k]);
  if (note.len)
    making->figure->note = strbuf_text(&note);
}

static int set_limits(struct making *making, struct figure_series *series)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  int32_t from, to;
  if (!asked->limits_from && !asked->limits_to)
    return 0;
  if (run_month(run, asked->limits_from, &from) < 0 || run_month(run, asked->limits_to, &to) < 0)
    return -1;
  struct charted chart;
  host_find_chart(run, making->indicators[0], making->area, from, to, &chart);
  if (chart.status != STATUS_PUBLISHED)
    return 0; /* too few months to expect anything of the others */
  const struct chart_phase *latest = &chart.phases[chart.phase_count - 1];
  struct figure_limits limits = { .first = chart.first + (int32_t)latest->baseline_first,
                                  .last = chart.first + (int32_t)latest->baseline_last };
  limits.mean = chart.mean[limits.first - chart.first];
  limits.lower = chart.lower[limits.first - chart.first];
  limits.upper = chart.upper[limits.first - chart.first];
  if (!making->figure->compact)
    limits.label
      = arena_printf(run->arena, "mean and limits, %s to %s",
                     period_words(run->arena, (struct period) { limits.first, PERIOD_MONTH }),
                     period_words(run->arena, (struct period) { limits.last, PERIOD_MONTH }));
  making->figure->limits = limits;
  take_chart(making, &chart, limits.first, series);
  note_breaks(making, &chart);
  return 0;
}

static int set_muted(struct making *making)
{
  const struct strata_figure *asked = &making->asked;
  if (!asked->muted_from && !asked->muted_to)
    return 0;
  return run_month(making->run, asked->muted_from, &making->figure->muted_from) < 0
      || run_month(making->run, asked->muted_to, &making->figure->muted_to) < 0
    ? -1
    : 0;
}

const enum status *figure_statuses(const struct strata_run *run, int indicator, int area, int32_t first,
                                   const double *values, size_t count)
{
  bool any = false;
  enum status *statuses = ARENA_ARRAY(run->arena, enum status, count);
  for (size_t i = 0; values && i < count; i++) {
    struct result result;
    if (isfinite(values[i]))
      continue;
    released_find_alone(run->released, indicator, area,
                        (struct period) { first + (int32_t)i, PERIOD_MONTH }, &result);
    statuses[i] = result.status == STATUS_SUPPRESSED ? STATUS_SUPPRESSED : STATUS_UNAVAILABLE;
    any = any || statuses[i] == STATUS_SUPPRESSED;
  }
  return any ? statuses : NULL;
}

int figure_fill_series(struct making *making)
{
  struct strata_run *run = making->run;
  int32_t from = INT32_MIN;
  if (figure_refuse_rows(making) < 0)
    return -1;
  if (making->asked.from && run_month(run, making->asked.from, &from) < 0)
    return -1;
  if (set_muted(making) < 0)
    return -1;
  struct figure_series *all
    = ARENA_ARRAY(run->arena, struct figure_series, making->indicator_count);
  size_t filled = 0;
  for (size_t i = 0; i < making->indicator_count; i++) {
    const struct indicator *definition = &run->catalog->indicators[making->indicators[i]];
    int32_t first = 0;
    size_t count = 0;
    const double *values
      = released_months(run->released, making->indicators[i], making->area, &first, &count);
    struct figure_series series = { .label = definition->short_title ? definition->short_title
                                                                     : definition->title,
                                    .first = first,
                                    .values = values,
                                    .count = values ? count : 0 };
    series.statuses
      = figure_statuses(run, making->indicators[i], making->area, first, values, series.count);
    /* Limits may come from months before those that are shown. */
    if (i == 0 && series.count && set_limits(making, &series) < 0)
      return -1;
    size_t hidden = from > first ? (size_t)(from - first) : 0;
    if (hidden >= series.count)
      continue;
    series.first += (int32_t)hidden;
    series.values += hidden;
    if (series.statuses)
      series.statuses += hidden;
    series.count -= hidden;
    if (i == 0 && series.marks) {
      series.marks += hidden;
      making->figure->limits.means += hidden;
      making->figure->limits.lowers += hidden;
      making->figure->limits.uppers += hidden;
    }
    all[filled++] = series;
  }
  making->figure->series = all;
  making->figure->series_count = filled;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  if (!filled) {
    struct result result;
    run_find(run, making->indicator, making->area, making->period, NULL, &result);
    making->reason = result.reason;
  }
  if (!making->figure->unit)
    making->figure->unit
      = arena_printf(run->arena, "%s a month", definition->noun ? definition->noun : "number");
  return 0;
}
