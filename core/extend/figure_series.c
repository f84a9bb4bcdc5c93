/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines: monthly series, from a first month on, with control limits. */
#include "extend/host_figure.h"

#include <math.h>

static int set_limits(struct making *making, const struct figure_series *series)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  int32_t from, to;
  if (!asked->limits_from && !asked->limits_to)
    return 0;
  if (run_month(run, asked->limits_from, &from) < 0 || run_month(run, asked->limits_to, &to) < 0)
    return -1;
  struct figure_limits limits;
  if (!host_find_limits(series->values, series->first, series->count, from, to, &limits))
    return 0; /* too few months to expect anything of the others */
  const struct indicator *definition = &run->catalog->indicators[making->indicators[0]];
  bool lower_is_better = definition->polarity == POLARITY_LOWER_IS_BETTER;
  bool neutral = definition->polarity == POLARITY_NEUTRAL;
  limits.label = arena_printf(run->arena, "mean and limits, %s to %s",
                              period_words(run->arena, (struct period) { from, PERIOD_MONTH }),
                              period_words(run->arena, (struct period) { to, PERIOD_MONTH }));
  limits.above = neutral ? SYMBOL_HIGHER_NEUTRAL
    : lower_is_better    ? SYMBOL_HIGHER_WORSE
                         : SYMBOL_HIGHER_BETTER;
  limits.below = neutral ? SYMBOL_LOWER_NEUTRAL
    : lower_is_better    ? SYMBOL_LOWER_BETTER
                         : SYMBOL_LOWER_WORSE;
  if (making->figure->compact)
    limits.label = NULL;
  making->figure->limits = limits;
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

int figure_fill_series(struct making *making)
{
  struct strata_run *run = making->run;
  int32_t from = INT32_MIN;
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
      = run_months(run, making->indicators[i], making->area, &first, &count);
    struct figure_series series = { .label = definition->short_title ? definition->short_title
                                                                     : definition->title,
                                    .first = first,
                                    .values = values,
                                    .count = values ? count : 0 };
    /* Limits may come from months before those that are shown. */
    if (i == 0 && series.count && set_limits(making, &series) < 0)
      return -1;
    size_t hidden = from > first ? (size_t)(from - first) : 0;
    if (hidden >= series.count)
      continue;
    series.first += (int32_t)hidden;
    series.values += hidden;
    series.count -= hidden;
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
