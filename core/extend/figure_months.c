/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of monthly series: forecasts, rolling years, small multiples. */
#include "base/num.h"
#include "compute/distributions.h"
#include "compute/over_time.h"
#include "extend/host_figure.h"
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>

static const char *noun_of(const struct making *making, int indicator)
{
  const struct indicator *definition = &making->run->catalog->indicators[indicator];
  return definition->noun ? definition->noun : "number";
}

static int needs_one(struct making *making)
{
  if (figure_refuse_rows(making) < 0)
    return -1;
  if (making->indicator == NO_INDEX || making->indicator_count != 1)
    return run_fail(making->run, "STRATA-X039", "a '%s' figure needs one indicator",
                    figure_kind_names[making->figure->kind]);
  return 0;
}

/* The last month of SERIES that has a value; -1: none has. */
static int64_t last_known(const struct figure_series *series)
{
  for (size_t k = series->count; k-- > 0;)
    if (isfinite(series->values[k]))
      return (int64_t)k;
  return -1;
}

/* ---- forecasts ----------------------------------------------------------------------------- */

/* Half, four fifths and nineteen in twenty: the widest first. */
static const struct {
  double level;
  const char *label;
} BANDS[FIGURE_FAN_BANDS] = { { 95, "95%" }, { 80, "80%" }, { 50, "50%" } };

static const struct figure_fan *fan_of(struct arena *arena, const struct forecasted *made)
{
  const struct forecast *forecast = &made->forecast;
  struct figure_fan *fan = ARENA_NEW(arena, struct figure_fan);
  double *values = ARENA_ARRAY(arena, double, forecast->ahead);
  memcpy(values, forecast->value, forecast->ahead * sizeof *values);
  *fan = (struct figure_fan) { .first = made->first, .count = forecast->ahead, .values = values };
  for (size_t i = 0; i < FIGURE_FAN_BANDS; i++) {
    double *lower = ARENA_ARRAY(arena, double, forecast->ahead);
    double *upper = ARENA_ARRAY(arena, double, forecast->ahead);
    double z = normal_quantile(1 - (1 - BANDS[i].level / 100) / 2);
    for (size_t k = 0; k < forecast->ahead; k++) {
      lower[k] = fmax(0, values[k] - z * forecast->deviation[k]);
      upper[k] = values[k] + z * forecast->deviation[k];
    }
    fan->bands[i].label = BANDS[i].label;
    fan->bands[i].lower = lower;
    fan->bands[i].upper = upper;
  }
  return fan;
}

int figure_fill_fan(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  struct forecasted made;
  if (needs_one(making) < 0)
    return -1;
  host_find_forecast(run, making->indicator, making->area, &made);
  making->reason = made.reason;
  if (made.status != STATUS_PUBLISHED)
    return 0; /* a forecast that does not beat the year before is not drawn */
  if (figure_fill_series(making) < 0)
    return -1;
  making->reason = made.reason;
  if (figure->series_count == 0)
    return 0;
  figure->fan = fan_of(run->arena, &made);
  figure->note = arena_printf(
    run->arena, "Forecast by %s. Darkest: 50%% of outcomes are expected there; then 80%% and 95%%.%s%s",
    forecast_method_name(made.method), figure->note ? " " : "", figure->note ? figure->note : "");
  return 0;
}

/* ---- rolling years ------------------------------------------------------------------------- */

enum { YEAR = 12 };

/* The sum of the twelve months that end with each of COUNT; NaN where one is missing. */
static double *roll(struct arena *arena, const double *values, size_t count)
{
  double *rolled = ARENA_ARRAY(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    rolled[i] = i + 1 < YEAR ? NAN : 0;
    for (size_t k = 0; k < YEAR && i + 1 >= YEAR; k++)
      rolled[i] += values[i - k];
  }
  return rolled;
}

/* Twelve months of which one is suppressed are suppressed. */
static const enum status *roll_statuses(struct arena *arena, const enum status *months, size_t count)
{
  enum status *rolled = ARENA_ARRAY(arena, enum status, count);
  for (size_t i = 0; months && i < count; i++) {
    rolled[i] = STATUS_UNAVAILABLE;
    for (size_t k = 0; k < YEAR && i + 1 >= YEAR; k++)
      if (months[i - k] == STATUS_SUPPRESSED)
        rolled[i] = STATUS_SUPPRESSED;
  }
  return months ? rolled : NULL;
}

/* What the month at LAST is against is shown only when it is not among the first SHOWN_FROM. */
static const struct figure_rolling *rolling_of(struct making *making,
                                               const struct figure_series *series, size_t last,
                                               size_t shown_from)
{
  struct strata_run *run = making->run;
  struct figure_rolling *rolling = ARENA_NEW(run->arena, struct figure_rolling);
  int32_t month = series->first + (int32_t)last;
  *rolling = (struct figure_rolling) { .last = month,
                                       .last_text = words_count(run->arena, series->values[last]) };
  if (last < shown_from + YEAR || !isfinite(series->values[last - YEAR]))
    return rolling;
  const struct period now = { month, PERIOD_YEAR_ENDING }, then = { month - YEAR, PERIOD_YEAR_ENDING };
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  struct result result;
  run_find(run, making->indicator, making->area, now, &then, &result);
  rolling->before = month - YEAR;
  rolling->before_text = words_count(run->arena, series->values[last - YEAR]);
  if (result.status == STATUS_PUBLISHED && mark_change(definition, &result) != SYMBOL_NONE) {
    rolling->change = mark_change(definition, &result);
    rolling->change_text = arena_printf(run->arena, "%s in a year", words_change(run->arena, &result));
  }
  return rolling;
}

int figure_fill_rolling(struct making *making)
{
  struct strata_run *run = making->run;
  int32_t first = 0, from = INT32_MIN;
  size_t count = 0;
  if (needs_one(making) < 0 || (making->asked.from && run_month(run, making->asked.from, &from) < 0))
    return -1;
  const double *values = released_months(run->released, making->indicator, making->area, &first, &count);
  struct figure_series *series = ARENA_NEW(run->arena, struct figure_series);
  *series = (struct figure_series) { .label = noun_of(making, making->indicator), .first = first,
                                     .values = values ? roll(run->arena, values, count) : NULL,
                                     .count = values ? count : 0 };
  series->statuses = roll_statuses(
    run->arena,
    figure_statuses(run, making->indicator, making->area, first, values, series->count),
    series->count);
  if (!making->figure->unit)
    making->figure->unit = arena_printf(run->arena, "%s in twelve months",
                                        noun_of(making, making->indicator));
  int64_t last = last_known(series);
  if (last < 0) {
    making->reason = "no twelve months in a row were supplied";
    return 0;
  }
  /* The first eleven months cannot have twelve behind them: that is no gap. */
  size_t hidden = from > first + YEAR - 1 ? (size_t)(from - first) : YEAR - 1;
  if (hidden > (size_t)last)
    hidden = (size_t)last;
  making->figure->rolling = rolling_of(making, series, (size_t)last, hidden);
  series->first += (int32_t)hidden;
  series->values += hidden;
  if (series->statuses)
    series->statuses += hidden;
  series->count -= hidden;
  making->figure->series = series;
  making->figure->series_count = 1;
  return 0;
}

/* ---- small multiples ----------------------------------------------------------------------- */

/* What the panels are: indicators for one area, or areas for one indicator. */
struct panel_list {
  const int *indicators, *areas;
  size_t count;
};

static int list_areas(struct making *making, bool districts, struct panel_list *list)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  size_t count = districts ? run->catalog->district_count : asked->area_count;
  int *areas = ARENA_ARRAY(run->arena, int, count);
  int *indicators = ARENA_ARRAY(run->arena, int, count);
  for (size_t i = 0; i < count; i++) {
    indicators[i] = making->indicator;
    areas[i] = (int)i;
    if (!districts && run_area(run, asked->areas[i], &areas[i]) < 0)
      return -1;
  }
  *list = (struct panel_list) { indicators, areas, count };
  return 0;
}

static int list_panels(struct making *making, struct panel_list *list)
{
  enum over { OVER_INDICATORS, OVER_DISTRICTS };
  static const char *const overs[] = { "indicators", "districts", NULL };
  struct strata_run *run = making->run;
  int over = run_word(run, "what the panels are", making->asked.over, overs, OVER_INDICATORS);
  if (over < 0)
    return -1;
  bool by_area = making->asked.area_count || over == OVER_DISTRICTS;
  if (by_area && making->indicator_count != 1)
    return run_fail(run, "STRATA-X039", "panels of areas need one indicator");
  if (by_area)
    return list_areas(making, !making->asked.area_count, list);
  int *areas = ARENA_ARRAY(run->arena, int, making->indicator_count);
  for (size_t i = 0; i < making->indicator_count; i++)
    areas[i] = making->area;
  *list = (struct panel_list) { making->indicators, areas, making->indicator_count };
  return 0;
}

/* "704 in December 2025": the latest month, below the panel's name. */
static const char *latest_words(struct making *making, const struct figure *panel)
{
  struct arena *arena = making->run->arena;
  int64_t last = panel->series_count ? last_known(&panel->series[0]) : -1;
  if (last < 0)
    return "[x]";
  struct period month = { panel->series[0].first + (int32_t)last, PERIOD_MONTH };
  return arena_printf(arena, "%s in %s", words_count(arena, panel->series[0].values[last]),
                      period_words(arena, month));
}

static int fill_panel(struct making *making, int indicator, int area, bool by_area,
                      struct figure *panel)
{
  struct strata_run *run = making->run;
  const struct indicator *definition = &run->catalog->indicators[indicator];
  struct making one = *making;
  one.figure = panel;
  one.indicator = indicator;
  one.indicators = &one.indicator;
  one.indicator_count = 1;
  one.area = area;
  const char *name = by_area                ? run->catalog->areas[area].name
    : definition->short_title ? definition->short_title
                              : definition->title;
  *panel = (struct figure) { .kind = FIGURE_LINE, .title = making->figure->title, .panel = name,
                             .unit = "", .compact = true, .scope = NO_INDEX, .reference = NAN,
                             .limits = { .mean = NAN } };
  if (figure_fill_series(&one) < 0)
    return -1;
  making->reason = one.reason;
  panel->unit = latest_words(making, panel);
  return 0;
}

int figure_fill_panels(struct making *making)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  struct panel_list list = { 0 };
  if (figure_refuse_rows(making) < 0 || list_panels(making, &list) < 0)
    return -1;
  if (asked->panels_across < 0 || asked->panels_across > 6)
    return run_fail(run, "STRATA-X039", "'panels_across' is 1 to 6");
  bool by_area = list.indicators != making->indicators;
  struct figure *figures = ARENA_ARRAY(run->arena, struct figure, list.count);
  for (size_t i = 0; i < list.count; i++)
    if (fill_panel(making, list.indicators[i], list.areas[i], by_area, &figures[i]) < 0)
      return -1;
  struct figure_panels *panels = ARENA_NEW(run->arena, struct figure_panels);
  *panels = (struct figure_panels) { figures, list.count, asked->panels_across, asked->own_scales };
  making->figure->panels = panels;
  if (!making->figure->unit)
    making->figure->unit = arena_printf(run->arena, "%s a month", by_area || list.count == 1
                                          ? noun_of(making, list.indicators[0])
                                          : "number");
  return 0;
}
