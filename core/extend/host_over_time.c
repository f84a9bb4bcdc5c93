/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months over time: charts, seasons and forecasts. */
#include "compute/over_time.h"
#include "extend/host.h"

#include <math.h>

/* The last month that the report's edition knows; in figures() everything. */
static int32_t cut_off_of(const struct strata_run *run)
{
  return run->report ? run->catalog->editions[run->report->edition_index].cut_off : INT32_MAX;
}

static const char *month_code(struct strata_run *run, int32_t month)
{
  return run_period_code(run, (struct period) { month, PERIOD_MONTH });
}

static const char *const *month_codes(struct strata_run *run, int32_t first, size_t count)
{
  const char **months = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    months[i] = month_code(run, first + (int32_t)i);
  return months;
}

/* ---- chart --------------------------------------------------------------------------------- */

void host_find_chart(struct strata_run *run, int indicator, int area, int32_t baseline_first,
                     int32_t baseline_last, struct charted *ret_chart)
{
  const struct chart_request request = { cut_off_of(run), baseline_first, baseline_last };
  released_chart(run->released, run->arena, indicator, area, request, ret_chart);
}

static const char *side_word(struct chart_point point)
{
  if (point.side == 0)
    return "";
  if (point.rule == CHART_TREND)
    return point.side > 0 ? "rising" : "falling";
  return point.side > 0 ? "above" : "below";
}

static void fill_signals(struct strata_run *run, const struct charted *chart,
                         enum polarity polarity, struct strata_chart *info)
{
  const char **rules = ARENA_ARRAY(run->arena, const char *, chart->count);
  const char **sides = ARENA_ARRAY(run->arena, const char *, chart->count);
  const char **variations = ARENA_ARRAY(run->arena, const char *, chart->count);
  for (size_t i = 0; i < chart->count; i++) {
    rules[i] = chart_rule_word(chart->points[i].rule);
    sides[i] = side_word(chart->points[i]);
    variations[i] = chart_variation_word(chart_variation(chart->points[i], polarity));
  }
  info->rules = rules;
  info->sides = sides;
  info->variations = variations;
}

static void fill_latest(struct strata_run *run, const struct charted *chart,
                        struct strata_chart *info)
{
  const struct chart_phase *phase = &chart->phases[chart->phase_count - 1];
  info->provisional = phase->provisional;
  if (phase->status == CHART_JUDGED) {
    info->baseline_from = month_code(run, chart->first + (int32_t)phase->baseline_first);
    info->baseline_to = month_code(run, chart->first + (int32_t)phase->baseline_last);
  }
  info->rebased_why = chart->rebased[chart->phase_count - 1];
  if (info->rebased_why)
    info->rebased = month_code(run, chart->first + (int32_t)phase->first);
}

/* Of the report's year, or of the latest twelve months. */
static const char *words_of(struct strata_run *run, const struct charted *chart)
{
  int32_t last = chart->first + (int32_t)chart->count - 1;
  struct period period = { last, PERIOD_YEAR_ENDING };
  if (run->report)
    period = run->catalog->editions[run->report->edition_index].period;
  return chart_words(run->arena, chart, period_first(period), period.last);
}

int host_chart(struct strata_run *run, const char *indicator, const char *area, const char *from,
               const char *to, struct strata_chart *ret)
{
  static const char *const ofs[] = { "months", "same-month-differences", "without-season" };
  int found, place;
  int32_t first = 0, last = 0;
  if (run_indicator(run, indicator, &found) < 0 || run_area(run, area, &place) < 0
      || ((from || to) && (run_month(run, from, &first) < 0 || run_month(run, to, &last) < 0)))
    return STRATA_FAIL;
  struct charted chart;
  host_find_chart(run, found, place, first, last, &chart);
  struct strata_chart info = {
    .judged = chart.status == STATUS_PUBLISHED,
    .reason = chart.reason,
    .of = ofs[chart.of],
    .months = month_codes(run, chart.first, chart.count),
    .counts = chart.months,
    .values = chart.values,
    .mean = chart.mean,
    .lower = chart.lower,
    .upper = chart.upper,
    .count = chart.values ? chart.count : 0,
    .target = chart.target,
    .assurance = chart_assurance_word(chart.assurance),
    .words = "",
  };
  fill_signals(run, &chart, run->catalog->indicators[found].polarity, &info);
  if (chart.phase_count > 0)
    fill_latest(run, &chart, &info);
  if (info.judged)
    info.words = words_of(run, &chart);
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- season -------------------------------------------------------------------------------- */

static const double *copy(struct strata_run *run, const double *numbers, size_t count)
{
  double *copied = ARENA_ARRAY(run->arena, double, count);
  for (size_t i = 0; i < count; i++)
    copied[i] = numbers[i];
  return copied;
}

int host_season(struct strata_run *run, const char *indicator, const char *area, const char *to,
                struct strata_season *ret)
{
  int found, place;
  int32_t cut_off = cut_off_of(run);
  if (run_indicator(run, indicator, &found) < 0 || run_area(run, area, &place) < 0
      || (to && run_month(run, to, &cut_off) < 0))
    return STRATA_FAIL;
  struct seasoned made;
  released_season(run->released, run->arena, found, place, cut_off, &made);
  struct strata_season info = { .published = made.status == STATUS_PUBLISHED,
                                .reason = made.reason,
                                .dispersion = NAN,
                                .peak_share = NAN,
                                .peak_lower = NAN,
                                .peak_upper = NAN };
  const struct season *season = &made.season;
  if (info.published) {
    const char **years = ARENA_ARRAY(run->arena, const char *, season->year_count);
    for (size_t i = 0; i < season->year_count; i++)
      years[i] = month_code(run, season->year_ends[season->year_count - 1 - i]);
    info.years = years;
    info.year_count = season->year_count;
    info.count = SEASON_MONTHS;
    info.index = copy(run, season->index, SEASON_MONTHS);
    info.lower = copy(run, season->lower, SEASON_MONTHS);
    info.upper = copy(run, season->upper, SEASON_MONTHS);
    info.events = copy(run, season->events, SEASON_MONTHS);
    info.days = copy(run, season->days, SEASON_MONTHS);
    info.dispersion = season->dispersion;
    info.peak = season->peak_first + 1;
    info.peak_share = season->peak_share;
    info.peak_lower = season->peak_lower;
    info.peak_upper = season->peak_upper;
  }
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- forecast ------------------------------------------------------------------------------ */

void host_find_forecast(struct strata_run *run, int indicator, int area,
                        struct forecasted *ret_forecast)
{
  released_forecast(run->released, run->arena, indicator, area, cut_off_of(run), ret_forecast);
}

int host_forecast(struct strata_run *run, const char *indicator, const char *area,
                  struct strata_forecast *ret)
{
  int found, place;
  if (run_indicator(run, indicator, &found) < 0 || run_area(run, area, &place) < 0)
    return STRATA_FAIL;
  struct forecasted made;
  host_find_forecast(run, found, place, &made);
  const struct forecast *forecast = &made.forecast;
  struct strata_forecast info = { .published = made.status == STATUS_PUBLISHED,
                                  .reason = made.reason,
                                  .method = forecast_method_name(made.method),
                                  .level = run->catalog->indicators[found].forecast.level,
                                  .error = NAN,
                                  .naive_error = NAN,
                                  .error_percent = NAN };
  if (info.published) {
    info.count = forecast->ahead;
    info.months = month_codes(run, made.first, forecast->ahead);
    info.values = copy(run, forecast->value, forecast->ahead);
    info.lower = copy(run, forecast->lower, forecast->ahead);
    info.upper = copy(run, forecast->upper, forecast->ahead);
    info.error = forecast->error;
    info.naive_error = forecast->naive_error;
    info.error_percent = forecast->error_percent;
  }
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}
