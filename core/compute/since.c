/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/kept.h"

#include <math.h>

enum { YEAR = 12 };

bool can_change(const struct view *view, const struct figure *figure)
{
  bool of_count = view->indicator->statistic == STATISTIC_RATE && !view->indicator->derived;
  return figure->status == STATUS_PUBLISHED || (of_count && !isnan(figure->numerator));
}

static void not_comparable(struct result *ret, const char *reason)
{
  ret->change = CHANGE_NOT_COMPARABLE;
  ret->change_reason = reason;
}

/* The latest break with its month in FIRST + 1 to LAST. */
static const struct break_view *break_between(const struct view *view, int32_t first, int32_t last)
{
  for (size_t i = view->break_count; i > 0; i--) {
    if (view->breaks[i - 1].month > first && view->breaks[i - 1].month <= last)
      return &view->breaks[i - 1];
  }
  return NULL;
}

/* A re-based population: rates on either side of it are not compared, though counts may be. */
static bool population_broken(const struct view *view, struct period before, struct period after)
{
  if (view->basis != DENOMINATOR_LATEST)
    return false;
  for (size_t i = 0; i < view->denominator_break_count; i++) {
    int32_t month = view->denominator_breaks[i];
    if (before.last < month && month <= after.last)
      return true;
  }
  return false;
}

/* ---- the tests ----------------------------------------------------------------------------- */

/* The twelve monthly counts of a year as they may be seen, January first; false when the year is not made
 * of them. */
static bool monthly_counts(const struct view *view, int area, struct period period, double *months)
{
  const struct sums *sums = view->numerators;
  const struct supply *supply = sums->supply;
  bool all = period_months(period) == YEAR && sums->adds && !sums->month_denominators
             && supply_year(supply, period.last) < 0;
  for (int32_t i = 0; i < YEAR && all; i++) {
    int32_t month = period.last - i;
    double count = sums_find(sums, area, (struct period) { month, PERIOD_MONTH }).value;
    all = !isnan(count);
    if (all && view->protected_)
      count = view->protected_months[(size_t)area * supply->month_count
                                     + (size_t)(month - supply->first_month)];
    months[month_in_year(month) - 1] = count;
  }
  return all;
}

static bool is_shown_whole(const double months[YEAR])
{
  for (int i = 0; i < YEAR; i++)
    if (isnan(months[i]))
      return false;
  return true;
}

/* Of years whose months were supplied.  Where all of them are seen as they are it is the test of an open
 * view, to the last digit. */
static struct change_estimate by_months(struct change_tests *tests, const struct view *view,
                                        int area, const struct shown_year *before,
                                        const struct shown_year *after)
{
  int base = view->protected_ ? view->protected_->base[area] : 1;
  if (base <= 1 && is_shown_whole(before->months) && is_shown_whole(after->months))
    return change_of_months_kept(tests, before->months, after->months);
  return change_of_shown_months(tests, before, after, base);
}

/* Counts of people or households, given by the year without an interval, are not chance events. */
static bool counts_events(const struct view *view, bool monthly)
{
  return monthly || view->indicator->interval != INTERVAL_NONE;
}

static bool is_untested(const struct indicator *indicator)
{
  return indicator->change == CHANGE_BY_NONE
         || (indicator->change == CHANGE_BY_USUAL && indicator->interval == INTERVAL_NONE);
}

static struct change_estimate untested(double change_by)
{
  return (struct change_estimate) {
    .change_by = change_by, .lower = NAN, .upper = NAN, .dispersion = NAN
  };
}

/* Of the counts, or of each by its own denominator. */
static struct change_estimate by_test(const struct view *view, enum change_test test,
                                      const struct figure *earlier, const struct result *ret)
{
  return view->indicator->change_of == CHANGE_OF_RATES
           ? change_of_rates_by(test, earlier->numerator, earlier->denominator, ret->numerator,
                                ret->denominator)
           : change_of_counts_by(test, earlier->numerator, ret->numerator);
}

static struct change_estimate estimate(struct change_tests *tests, const struct view *view, int area,
                                       struct period before, struct period after,
                                       const struct figure *earlier, const struct result *ret)
{
  struct shown_year first = { .total = earlier->numerator }, second = { .total = ret->numerator };
  bool said = earlier->numerator > 0 && ret->numerator >= 0;
  double by = said ? 100 * (ret->numerator / earlier->numerator - 1) : (double)NAN;
  bool paired = monthly_counts(view, area, before, first.months)
                && monthly_counts(view, area, after, second.months);
  bool monthly = view->numerators->supply->month_count > 0;
  if (view->indicator->statistic == STATISTIC_PROPORTION)
    return is_untested(view->indicator)
             ? untested(ret->value - earlier->value)
             : change_of_proportions(earlier->numerator, earlier->denominator, ret->numerator,
                                     ret->denominator);
  switch (view->indicator->change) {
  case CHANGE_BY_MID_P:
    return by_test(view, CHANGE_TEST_MID_P, earlier, ret);
  case CHANGE_BY_EXACT:
    return by_test(view, CHANGE_TEST_EXACT, earlier, ret);
  case CHANGE_BY_E_TEST:
    return by_test(view, CHANGE_TEST_E, earlier, ret);
  case CHANGE_BY_SCORE:
    return by_test(view, CHANGE_TEST_SCORE, earlier, ret);
  case CHANGE_BY_MONTHS:
    /* Single months, and years given whole, hold no months to pair. */
    return paired ? by_months(tests, view, area, &first, &second) : untested(by);
  case CHANGE_BY_NONE:
    return untested(by);
  case CHANGE_BY_USUAL:
  case CHANGE_BY_NEWCOMBE:
    break;
  }
  if (!counts_events(view, monthly))
    return untested(by);
  return paired ? by_months(tests, view, area, &first, &second)
                : change_of_counts_kept(tests, earlier->numerator, ret->numerator);
}

static void compare_with(const struct results *results, const struct view *view, int area,
                         struct period period, struct period before, struct result *ret,
                         enum change_test *ret_test)
{
  struct figure room;
  const struct figure *earlier = figure_kept(results, view, area, before, &room);
  ret->before = before;
  ret->before_numerator = earlier->numerator;
  ret->before_value = earlier->value;
  if (view->indicator->statistic == STATISTIC_RATE
      && population_broken(view, earlier->vintage, ret->denominator_period))
    ret->before_value = NAN;
  if (view->indicator->derived || view->indicator->statistic == STATISTIC_GIVEN
      || view->ones || view->indicator->standard)
    return;
  if (view->indicator->change_of == CHANGE_OF_RATES
      && !(isfinite(ret->before_value) && isfinite(ret->value))) {
    not_comparable(ret, population_broken(view, earlier->vintage, ret->denominator_period)
                          ? "What the rates divide by was rebased between the two"
                          : "One of the two has no denominator");
    return;
  }
  struct change_estimate change
    = estimate(results->tests, view, area, before, period, earlier, ret);
  if (!isfinite(change.change_by))
    change.change_by = change.lower = change.upper = NAN;
  ret->change = change.change;
  ret->change_dispersion = change.dispersion;
  if (change.change == CHANGE_TOO_FEW)
    ret->change_reason = "Fewer than five in both periods together cannot show a change";
  if (view->indicator->statistic == STATISTIC_PROPORTION) {
    ret->change_points = change.change_by;
    ret->change_points_lower = change.lower;
    ret->change_points_upper = change.upper;
  } else {
    ret->change_percent = change.change_by;
    ret->change_lower = change.lower;
    ret->change_upper = change.upper;
  }
  *ret_test = change.test;
}

/* ---- the earlier period -------------------------------------------------------------------- */

/* The first month that the indicator may have. */
static int32_t earliest(const struct view *view, struct period period)
{
  int32_t first = period.last;
  for (size_t i = 0; i < view->period_count; i++)
    first = view->periods[i].last < first ? view->periods[i].last : first;
  if (view->indicator->derived || !view->numerators)
    return first;
  const struct supply *supply = view->numerators->supply;
  if (supply->month_count > 0 && supply->first_month < first)
    first = supply->first_month;
  if (supply->year_count > 0 && supply->years[0].last < first)
    first = supply->years[0].last;
  return first;
}

void find_change(const struct results *results, const struct view *view, int area,
                 struct period period, struct result *ret, enum change_test *ret_test)
{
  int32_t step = period.kind == PERIOD_YEAR_ENDING ? 1 : YEAR;
  int32_t first = earliest(view, period);
  const struct break_view *broken = NULL;
  for (int32_t last = period.last - YEAR; last >= first; last -= step) {
    struct period before = { last, period.kind };
    broken = break_between(view, period_first(before), period_first(period));
    if (broken)
      break;
    struct figure room;
    const struct figure *earlier = figure_kept(results, view, area, before, &room);
    if (earlier->status == STATUS_SUPPRESSED) {
      not_comparable(ret, "The earlier figure is suppressed");
      return;
    }
    if (!can_change(view, earlier))
      continue;
    compare_with(results, view, area, period, before, ret, ret_test);
    return;
  }
  not_comparable(ret, broken ? broken->reason : "No earlier complete period was supplied");
}

void find_change_since(const struct results *results, const struct view *view, int area,
                       struct period period, struct period before, struct result *ret,
                       enum change_test *ret_test)
{
  struct figure earlier = figure_of(results, view, area, before);
  const struct break_view *broken = break_between(view, period_first(before), period_first(period));
  if (before.last >= period.last || period_overlaps(before, period))
    not_comparable(ret, "The two periods overlap");
  else if (period_months(before) != period_months(period))
    not_comparable(ret, "The two periods are not of the same length");
  else if (!can_change(view, &earlier))
    not_comparable(ret, earlier.reason);
  else if (broken)
    not_comparable(ret, broken->reason);
  else
    compare_with(results, view, area, period, before, ret, ret_test);
}
