/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/over_time.h"

#include "base/num.h"
#include "compute/model.h"

#include <math.h>

/* ---- months -------------------------------------------------------------------------------- */

static struct month_series months_of(const struct results *results, int indicator, int area)
{
  struct month_series months;
  months.values = results_months(results, indicator, area, &months.first, &months.count);
  if (!months.values)
    months.count = 0;
  return months;
}

/* Without the months after CUT_OFF, and without gaps at the end. */
static struct month_series cut(struct month_series months, int32_t cut_off)
{
  while (months.count > 0
         && (months.first + (int64_t)months.count - 1 > cut_off
             || !isfinite(months.values[months.count - 1])))
    months.count--;
  return months;
}

static const char *month_in_words(struct arena *arena, int32_t month)
{
  return period_words(arena, (struct period) { month, PERIOD_MONTH });
}

/* The months in which the series begins anew. */
static struct season_series with_breaks(const struct view *view, struct arena *arena,
                                        struct month_series months)
{
  int32_t *breaks = ARENA_ARRAY(arena, int32_t, view->break_count);
  for (size_t i = 0; i < view->break_count; i++)
    breaks[i] = view->breaks[i].month;
  return (struct season_series) { months.values, months.count, months.first, breaks,
                                  view->break_count };
}

static const char *const NO_MONTHS = "No monthly figures were supplied";

static const char *why_no_season(enum season_status status)
{
  return status == SEASON_FEW_YEARS ? "A season needs two complete years of months"
                                    : "A calendar month had no events in any year, so there is no season to tell";
}

/* ---- chart --------------------------------------------------------------------------------- */

/* The values that are judged, and whether there are any; the season when they are without it. */
static bool find_values(const struct season_series *series, struct arena *arena,
                        enum chart_of of, int32_t season_to, struct season *season,
                        struct charted *chart)
{
  double *values = ARENA_ARRAY(arena, double, series->count);
  chart->values = values;
  if (of == CHART_OF_UNSEASONAL) {
    enum season_status status = season_find(series, season_to, season);
    if (status != SEASON_SOUND) {
      chart->reason = why_no_season(status);
      return false;
    }
  }
  if (of == CHART_OF_DIFFERENCES)
    season_differences(series, values);
  for (size_t i = 0; i < series->count && of != CHART_OF_DIFFERENCES; i++) {
    int32_t month = series->first + (int32_t)i;
    values[i] = of == CHART_OF_UNSEASONAL ? season_adjusted(season, series->values[i], month)
                                          : series->values[i];
  }
  return true;
}

/* What LEVEL of the values would be as a count in the month at INDEX. */
static double as_count(const struct charted *chart, const struct season *season, double level,
                       size_t index)
{
  switch (chart->of) {
  case CHART_OF_UNSEASONAL:
    return season_restored(season, level, chart->first + (int32_t)index);
  case CHART_OF_DIFFERENCES:
    return index < SEASON_MONTHS ? (double)NAN
                                 : fmax(0, chart->months[index - SEASON_MONTHS] + level);
  case CHART_OF_MONTHS:
    break;
  }
  return level;
}

static void expect(struct arena *arena, const struct season *season, struct charted *chart)
{
  double *mean = ARENA_ARRAY(arena, double, chart->count);
  double *lower = ARENA_ARRAY(arena, double, chart->count);
  double *upper = ARENA_ARRAY(arena, double, chart->count);
  for (size_t i = 0; i < chart->count; i++)
    mean[i] = lower[i] = upper[i] = NAN;
  for (size_t k = 0; k < chart->phase_count; k++) {
    const struct chart_phase *phase = &chart->phases[k];
    for (size_t i = phase->first;
         i < phase->first + phase->count && phase->status == CHART_JUDGED; i++) {
      mean[i] = as_count(chart, season, phase->limits.mean, i);
      lower[i] = as_count(chart, season, phase->limits.lower, i);
      upper[i] = as_count(chart, season, phase->limits.upper, i);
    }
  }
  chart->mean = mean;
  chart->lower = lower;
  chart->upper = upper;
}

static const struct break_view *break_at(const struct view *view, int32_t month)
{
  for (size_t i = 0; i < view->break_count; i++)
    if (view->breaks[i].month == month)
      return &view->breaks[i];
  return NULL;
}

/* Cuts the series at its breaks, and says why at each. */
static void find_phases(const struct view *view, struct arena *arena, struct month_series baseline,
                        struct charted *chart)
{
  size_t *breaks = ARENA_ARRAY(arena, size_t, view->break_count), count = 0;
  for (size_t i = 0; i < view->break_count; i++)
    if (view->breaks[i].month >= chart->first)
      breaks[count++] = (size_t)(view->breaks[i].month - chart->first);
  struct chart_options options = {
    .breaks = breaks,
    .break_count = count,
    .baseline_first = baseline.count ? (size_t)(baseline.first - chart->first) : 0,
    .baseline_count = baseline.count,
    .screened = view->indicator->chart.screened,
    .floor = chart->of == CHART_OF_DIFFERENCES ? -(double)INFINITY : 0,
  };
  struct chart_phase *phases = ARENA_ARRAY(arena, struct chart_phase, count + 1);
  chart->phase_count = chart_phases(chart->values, chart->count, &options, phases);
  chart->phases = phases;
  if (chart_counts_events(view->indicator))
    chart_find_rare(chart->months, phases, chart->phase_count);
  const char **rebased = ARENA_ARRAY(arena, const char *, chart->phase_count);
  for (size_t k = 1; k < chart->phase_count; k++)
    rebased[k] = break_at(view, chart->first + (int32_t)phases[k].first)->reason;
  chart->rebased = rebased;
}

/* Why the latest phase has no limits. */
static const char *why_not_judged(struct arena *arena, const struct charted *chart,
                                  struct month_series baseline)
{
  const struct chart_phase *phase = &chart->phases[chart->phase_count - 1];
  if (phase->status == CHART_NO_VARIATION)
    return "The months that would fix the limits do not differ";
  if (phase->status == CHART_RARE)
    return "Fewer than two a month are too few to judge by months";
  if (baseline.count)
    return arena_printf(arena, "The months that would fix the limits, %s to %s, were not all "
                        "supplied", month_in_words(arena, baseline.first),
                        month_in_words(arena, baseline.first + (int32_t)baseline.count - 1));
  const char *number = num_format(arena, (double)phase->points, 0, NUM_GROUPED);
  if (chart->phase_count > 1)
    return arena_printf(arena, "%s, and limits need twelve months after it: there are %s",
                        chart->rebased[chart->phase_count - 1], number);
  return arena_printf(arena, "Limits need twelve months, and there are %s", number);
}

/* The months that the caller or the definition names; none: the first twelve of each phase. */
static struct month_series baseline_of(const struct chart_rules *rules,
                                       struct chart_request request)
{
  int32_t first = request.baseline_first, last = request.baseline_last;
  if (!last && rules->baseline) {
    last = rules->baseline;
    first = last - SEASON_MONTHS + 1;
  }
  return (struct month_series) { .first = first,
                                 .count = last && last >= first ? (size_t)(last - first) + 1 : 0 };
}

static bool is_within(struct month_series inner, struct month_series outer)
{
  return inner.first >= outer.first
         && (int64_t)inner.first + (int64_t)inner.count
              <= (int64_t)outer.first + (int64_t)outer.count;
}

void results_chart_of(const struct results *results, struct arena *arena, int indicator,
                      struct month_series months, struct chart_request request,
                      struct charted *ret_chart)
{
  const struct view *view = &results->views[indicator];
  const struct chart_rules *rules = &view->indicator->chart;
  months = cut(months, request.cut_off);
  struct month_series baseline = baseline_of(rules, request);
  struct charted chart = { .status = STATUS_UNAVAILABLE,
                           .of = rules->of,
                           .first = months.first,
                           .count = months.count,
                           .months = months.values,
                           .target = rules->has_target ? rules->target : (double)NAN };
  struct chart_point *points = ARENA_ARRAY(arena, struct chart_point, chart.count);
  chart.points = points;
  struct season_series series = with_breaks(view, arena, months);
  struct season season = { 0 };
  int32_t season_to
    = baseline.count ? baseline.first + (int32_t)baseline.count - 1 : request.cut_off;
  if (!months.count)
    chart.reason = NO_MONTHS;
  else if (baseline.count && !is_within(baseline, months))
    chart.reason = arena_printf(arena, "The months that would fix the limits, %s to %s, were not "
                                "supplied", month_in_words(arena, baseline.first),
                                month_in_words(arena, baseline.first + (int32_t)baseline.count - 1));
  else if (find_values(&series, arena, chart.of, season_to, &season, &chart)) {
    find_phases(view, arena, baseline, &chart);
    chart_points(chart.values, chart.count, chart.phases, chart.phase_count, points);
    const struct chart_phase *latest = &chart.phases[chart.phase_count - 1];
    chart.status = latest->status == CHART_JUDGED ? STATUS_PUBLISHED : STATUS_TOO_FEW;
    if (chart.status != STATUS_PUBLISHED)
      chart.reason = why_not_judged(arena, &chart, baseline);
    if (chart.of == CHART_OF_MONTHS)
      chart.assurance = chart_assurance(latest, chart.target, view->indicator->polarity);
  }
  expect(arena, &season, &chart);
  *ret_chart = chart;
}

void results_chart(const struct results *results, struct arena *arena, int indicator, int area,
                   struct chart_request request, struct charted *ret_chart)
{
  results_chart_of(results, arena, indicator, months_of(results, indicator, area), request,
                   ret_chart);
}

/* ---- what may be written of a chart -------------------------------------------------------- */

struct signal_count {
  size_t up, down;
};

static void count_signals(const struct charted *chart, int32_t from, int32_t to,
                          struct signal_count counts[CHART_SHIFT + 1])
{
  for (size_t i = 0; i < chart->count; i++) {
    int32_t month = chart->first + (int32_t)i;
    if (month < from || month > to)
      continue;
    struct signal_count *count = &counts[chart->points[i].rule];
    count->up += chart->points[i].side > 0;
    count->down += chart->points[i].side < 0;
  }
}

static const char *months_were(struct arena *arena, size_t count)
{
  return count == 1 ? "one month was"
                    : arena_printf(arena, "%s months were", num_spell(arena, (double)count));
}

const char *chart_words(struct arena *arena, const struct charted *chart, int32_t from, int32_t to)
{
  struct signal_count counts[CHART_SHIFT + 1] = { 0 };
  count_signals(chart, from, to, counts);
  struct signal_count outside = counts[CHART_OUTSIDE], near = counts[CHART_TWO_OF_THREE];
  struct signal_count trend = counts[CHART_TREND], shift = counts[CHART_SHIFT];
  if (outside.up && outside.down)
    return arena_printf(arena, "%s above the limits and %s below",
                        months_were(arena, outside.up), num_spell(arena, (double)outside.down));
  if (outside.up || outside.down)
    return arena_printf(arena, "%s %s the limits", months_were(arena, outside.up + outside.down),
                        outside.up ? "above" : "below");
  if (trend.up || trend.down)
    return arena_printf(arena, "months %s one after another, seven or more in a row",
                        trend.up ? "rose" : "fell");
  if (near.up || near.down)
    return arena_printf(arena, "two of three months in a row were close to the %s limit",
                        near.up ? "upper" : "lower");
  if (shift.up || shift.down)
    return arena_printf(arena, "seven or more months in a row were %s the mean",
                        shift.up ? "above" : "below");
  return "every month was as expected";
}

/* ---- season -------------------------------------------------------------------------------- */

void results_season_of(const struct results *results, struct arena *arena, int indicator,
                       struct month_series months, int32_t cut_off, struct seasoned *ret_season)
{
  struct season_series series = with_breaks(&results->views[indicator], arena, months);
  struct seasoned season = { .status = STATUS_UNAVAILABLE };
  enum season_status status = season_find(&series, cut_off, &season.season);
  if (status == SEASON_SOUND)
    season.status = STATUS_PUBLISHED;
  else
    season.reason = months.count ? why_no_season(status) : NO_MONTHS;
  *ret_season = season;
}

void results_season(const struct results *results, struct arena *arena, int indicator, int area,
                    int32_t cut_off, struct seasoned *ret_season)
{
  results_season_of(results, arena, indicator, months_of(results, indicator, area), cut_off,
                    ret_season);
}

/* ---- forecast ------------------------------------------------------------------------------ */

/* The months up to the last, back to the last gap or break; *RET_REASON says which it was. */
static struct month_series last_stretch(const struct view *view, struct arena *arena,
                                        struct month_series months, const char **ret_reason)
{
  size_t begin = 0;
  *ret_reason = "";
  for (size_t i = 0; i < months.count; i++) {
    int32_t month = months.first + (int32_t)i;
    const struct break_view *broken = i > 0 ? break_at(view, month) : NULL;
    if (broken) {
      begin = i;
      *ret_reason = arena_printf(arena, ". %s", broken->reason);
    }
    if (isfinite(months.values[i]))
      continue;
    begin = i + 1;
    *ret_reason = arena_printf(arena, ". %s was not supplied", month_in_words(arena, month));
  }
  return (struct month_series) { months.values ? months.values + begin : NULL,
                                 months.first + (int32_t)begin, months.count - begin };
}

static const char *why_no_forecast(struct arena *arena, const struct forecasted *made,
                                   size_t months, const char *reason)
{
  switch (made->forecast.status) {
  case FORECAST_LOSES:
    return "No forecast is printed: over the last twelve months it came no nearer than the same "
           "month of the year before";
  case FORECAST_ZEROS:
    return "No forecast is made: a season that multiplies needs months above 0";
  case FORECAST_NO_VARIATION:
    return "No forecast is made: each year repeats the one before";
  case FORECAST_TOO_SHORT:
  case FORECAST_GAP:
  case FORECAST_WINS:
    break;
  }
  return arena_printf(arena, "No forecast is made: it needs three years of months without a gap, and "
                      "there are %s months%s", num_format(arena, (double)months, 0, NUM_GROUPED),
                      reason);
}

void results_forecast_of(const struct results *results, struct arena *arena, int indicator,
                         struct month_series months, int32_t cut_off,
                         struct forecasted *ret_forecast)
{
  const struct view *view = &results->views[indicator];
  const struct forecast_rules *rules = &view->indicator->forecast;
  struct forecasted made = { .status = STATUS_NOT_APPLICABLE,
                             .reason = "Its definition asks for no forecast",
                             .method = rules->method };
  if (rules->method != FORECAST_NONE) {
    const char *reason;
    struct month_series stretch = last_stretch(view, arena, cut(months, cut_off), &reason);
    forecast_make(rules->method, stretch.values, stretch.count, SEASON_MONTHS,
                  (size_t)rules->months, rules->level, 0, &made.forecast);
    bool wins = made.forecast.status == FORECAST_WINS;
    made.first = stretch.first + (int32_t)stretch.count;
    made.status = wins ? STATUS_PUBLISHED : STATUS_UNAVAILABLE;
    made.reason = wins ? NULL : why_no_forecast(arena, &made, stretch.count, reason);
  }
  *ret_forecast = made;
}

void results_forecast(const struct results *results, struct arena *arena, int indicator, int area,
                      int32_t cut_off, struct forecasted *ret_forecast)
{
  results_forecast_of(results, arena, indicator, months_of(results, indicator, area), cut_off,
                      ret_forecast);
}
