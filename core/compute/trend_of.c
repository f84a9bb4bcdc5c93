/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recent trend of a result: which five years it is of, and why there may be none. */
#include "compute/trend_of.h"

#include "compute/model.h"

#include <math.h>

enum { YEAR = 12 };

static void untested(struct trend_result *ret, enum trend trend, const char *reason)
{
  ret->trend = trend;
  ret->reason = reason;
}

/* The last break inside the years, other than at their beginning. */
static const struct break_view *break_in_years(const struct view *view, int32_t first, int32_t last)
{
  const struct break_view *latest = NULL;
  for (size_t i = 0; i < view->break_count; i++) {
    if (view->breaks[i].month > first && view->breaks[i].month <= last)
      latest = &view->breaks[i];
  }
  return latest;
}

/* A re-based population breaks a rate, though not its count. */
static bool population_breaks(const struct view *view, int32_t first, int32_t last)
{
  for (size_t i = 0; view->basis == DENOMINATOR_LATEST && i < view->denominator_break_count; i++) {
    if (view->denominator_breaks[i] > first && view->denominator_breaks[i] <= last)
      return true;
  }
  return false;
}

bool trend_is_asked(const struct results *results, int indicator, struct period period)
{
  enum trend_choice choice = results->views[indicator].indicator->trend;
  return (choice == TREND_BY_FIVE_POINTS || choice == TREND_BY_COCHRAN_ARMITAGE)
         && period_months(period) == YEAR;
}

void trend_of_years(const struct results *results, int indicator, const struct trend_years *years,
                    struct trend_result *ret)
{
  const struct view *view = &results->views[indicator];
  *ret = TREND_NOT_ASKED;
  struct period period = years->period;
  if (!trend_is_asked(results, indicator, period))
    return;
  int32_t first = period_first(period) - (TREND_POINTS - 1) * YEAR;
  const struct break_view *broken = break_in_years(view, first, period.last);
  if (broken) {
    untested(ret, TREND_NOT_COMPARABLE, broken->reason);
    return;
  }
  if (population_breaks(view, first, period.last)) {
    untested(ret, TREND_NOT_COMPARABLE, "The population was re-based within the five years");
    return;
  }
  for (int i = 0; i < TREND_POINTS; i++) {
    if (isnan(years->values[i])) {
      untested(ret, TREND_TOO_FEW, years->missing);
      return;
    }
  }
  double times[TREND_POINTS];
  for (int i = 0; i < TREND_POINTS; i++)
    times[i] = i;
  bool shares = view->indicator->trend == TREND_BY_COCHRAN_ARMITAGE;
  struct trend_estimate estimate;
  int status = shares ? trend_of_proportions(times, years->parts, years->wholes, &estimate)
                      : trend_of_values(times, years->values, years->lower, years->upper,
                                        view->indicator->level, &estimate);
  if (status < 0) {
    untested(ret, TREND_TOO_FEW, shares ? "All or none of the cases have it in every year"
                                        : "A year of the last five has no interval");
    return;
  }
  ret->trend = estimate.trend;
  ret->slope = estimate.slope;
  ret->chi_squared = estimate.chi_squared;
  ret->outlier = estimate.outlier;
  ret->method = shares ? "Cochran-Armitage 99.8%" : "five-point trend 99.8%";
}

void trend_begin(struct period period, struct trend_years *years)
{
  *years = (struct trend_years) { .period = period };
  for (int i = 0; i < TREND_POINTS; i++)
    years->values[i] = years->lower[i] = years->upper[i] = NAN;
  years->missing = "Fewer than five years next to each other are known";
}

struct period trend_year(struct period period, int point)
{
  return (struct period) { period.last - (TREND_POINTS - 1 - point) * YEAR, period.kind };
}

bool trend_add(const struct result *result, int point, struct trend_years *years)
{
  if (result->status == STATUS_SUPPRESSED)
    years->missing = "One of the last five years is suppressed";
  if (result->status != STATUS_PUBLISHED)
    return false;
  years->values[point] = result->value;
  years->lower[point] = result->lower;
  years->upper[point] = result->upper;
  years->parts[point] = result->numerator;
  years->wholes[point] = result->denominator;
  return true;
}

void results_trend(const struct results *results, int indicator, int area, struct period period,
                   struct trend_result *ret)
{
  struct trend_years years;
  bool wanted = trend_is_asked(results, indicator, period);
  if (!wanted) {
    *ret = TREND_NOT_ASKED;
    return;
  }
  trend_begin(period, &years);
  for (int i = TREND_POINTS - 1; wanted && i >= 0; i--) {
    struct result result;
    results_find_alone(results, indicator, area, trend_year(period, i), &result);
    wanted = trend_add(&result, i, &years);
  }
  trend_of_years(results, indicator, &years, ret);
}
