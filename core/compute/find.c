/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/comparison.h"
#include "compute/kept.h"

#include <math.h>
#include <string.h>

static bool is_given(const struct figure *figure)
{
  return figure->status == STATUS_PUBLISHED;
}

/* ---- interval ------------------------------------------------------------------------------ */

static struct interval poisson_of(const struct view *view, double count)
{
  bool tabled = count >= 0 && count < EXACT_BELOW && floor(count) == count;
  return tabled ? view->exact[(int)count] : poisson_interval(count, view->indicator->level);
}

static enum interval_used find_interval(const struct view *view, struct interval known,
                                        struct result *ret)
{
  const struct indicator *indicator = view->indicator;
  struct interval interval = known;
  enum interval_used used = USED_NO_INTERVAL;
  if (view->ones || view->strata) {
    used = indicator->interval == INTERVAL_STUDENT  ? USED_STUDENT
           : indicator->interval == INTERVAL_DOBSON ? USED_DOBSON
           : ret->numerator < EXACT_BELOW           ? USED_EXACT
                                                    : USED_BYAR;
  } else if (indicator->interval == INTERVAL_BYAR) {
    double factor = view->basis == DENOMINATOR_NONE ? 1 : indicator->scale / ret->denominator;
    interval = poisson_of(view, ret->numerator);
    interval.lower *= factor;
    interval.upper *= factor;
    used = ret->numerator < EXACT_BELOW ? USED_EXACT : USED_BYAR;
  } else if (indicator->interval == INTERVAL_WILSON) {
    interval = wilson_interval(ret->numerator, ret->denominator, indicator->level);
    interval.lower *= indicator->scale;
    interval.upper *= indicator->scale;
    used = USED_WILSON;
  }
  ret->lower = interval.lower;
  ret->upper = interval.upper;
  return isnan(interval.lower) ? USED_NO_INTERVAL : used;
}

void find_own_interval(const struct view *view, struct result *ret)
{
  enum interval_used used = find_interval(view, (struct interval) { NAN, NAN }, ret);
  ret->method = view->methods[used][USED_NO_COMPARISON][CHANGE_TEST_NONE];
}

/* A plugin brings its own interval. */
static void put_interval(const struct results *results, const struct view *view, int area,
                         struct period period, struct result *ret)
{
  int indicator = (int)(view->indicator - results->catalog->indicators);
  const struct put_figure *put = find_put(results, indicator, area, period);
  bool sound = put && put->lower <= put->value && put->value <= put->upper;
  ret->lower = sound ? put->lower : (double)NAN;
  ret->upper = sound ? put->upper : (double)NAN;
}

/* ---- comparison ---------------------------------------------------------------------------- */

/* Against the limits that the districts of the comparator set. */
static enum comparison_used against_funnel(const struct results *results, const struct view *view,
                                           int area, struct period period,
                                           const struct figure *comparator, struct result *ret)
{
  double room[2 * MOST_DISTRICTS], counts[MOST_DISTRICTS + 1], wholes[MOST_DISTRICTS + 1];
  const struct area *whole = &results->catalog->areas[ret->comparator];
  size_t own = FUNNEL_NONE;
  struct funnel_places places = funnel_places_of(results, view, period, room);
  places.average = comparator->numerator / comparator->denominator;
  for (size_t i = 0; i < whole->member_count; i++) {
    if (whole->members[i] == area)
      own = i;
  }
  if (own == FUNNEL_NONE) {
    /* One of another county: it has no part in the spread that it is held against. */
    own = places.count++;
    memcpy(counts, places.counts, own * sizeof *counts);
    memcpy(wholes, places.wholes, own * sizeof *wholes);
    counts[own] = ret->numerator;
    wholes[own] = ret->denominator;
    places.counts = counts;
    places.wholes = wholes;
  }
  struct interval near;
  enum funnel_position position = funnel_judge(&places, own, &near, NULL);
  if (position == FUNNEL_NOT_JUDGED)
    return USED_NO_COMPARISON;
  ret->spread_low = near.lower;
  ret->spread_high = near.upper;
  ret->significance = position > FUNNEL_WITHIN   ? SIGNIFICANCE_HIGHER
                      : position < FUNNEL_WITHIN ? SIGNIFICANCE_LOWER
                                                 : SIGNIFICANCE_SIMILAR;
  return USED_FUNNEL;
}

/* Whether the comparator lies in the district's interval. */
static enum comparison_used against_interval(struct result *ret)
{
  if (isnan(ret->lower) || isnan(ret->upper))
    return USED_NO_COMPARISON;
  ret->significance = ret->lower > ret->comparator_value   ? SIGNIFICANCE_HIGHER
                      : ret->upper < ret->comparator_value ? SIGNIFICANCE_LOWER
                                                           : SIGNIFICANCE_SIMILAR;
  return USED_OVERLAP;
}

static bool is_tested_by_interval(const struct view *view)
{
  return view->indicator->statistic == STATISTIC_PROPORTION || view->indicator->derived
         || view->ones || view->strata;
}

static enum comparison_used compare(const struct results *results, const struct view *view,
                                    int area, struct period period, struct result *ret)
{
  const struct catalog *catalog = results->catalog;
  struct figure room;
  double values[MOST_DISTRICTS];
  const struct figure *comparator = NULL;
  if (view->comparator != NO_INDEX)
    comparator = figure_kept(results, view, view->comparator, period, &room);
  bool given = comparator && is_given(comparator);
  if (given) {
    ret->comparator_value = comparator->value;
    if (comparator->value != 0 && isfinite(ret->value / comparator->value))
      ret->ratio = ret->value / comparator->value;
  }
  if (catalog->areas[area].kind != AREA_DISTRICT || isnan(ret->value))
    return USED_NO_COMPARISON;

  struct rank rank = rank_among(values_of_districts(results, view, period, values),
                                catalog->district_count, ret->value);
  ret->rank = rank.rank;
  ret->rank_of = rank.of;
  ret->rank_tied = rank.tied;
  if (!given || view->comparator == area)
    return USED_NO_COMPARISON;
  if (funnel_is_used(view->indicator))
    return against_funnel(results, view, area, period, comparator, ret);
  return is_tested_by_interval(view) ? against_interval(ret) : USED_NO_COMPARISON;
}

/* ---- a result ------------------------------------------------------------------------------ */

/* The figure is kept, or in ROOM. */
static const struct figure *find_alone(const struct results *results, const struct view *view,
                                       int area, struct period period, struct figure *room,
                                       struct result *ret, enum interval_used *ret_interval)
{
  static const struct result blank = {
    .lower = NAN, .upper = NAN, .comparator_value = NAN, .ratio = NAN, .spread_low = NAN,
    .spread_high = NAN, .before_numerator = NAN, .before_value = NAN, .change_percent = NAN,
    .change_lower = NAN, .change_upper = NAN, .change_method = "", .change_dispersion = NAN,
    .change_points = NAN, .change_points_lower = NAN, .change_points_upper = NAN,
  };
  const struct figure *figure = figure_kept(results, view, area, period, room);
  *ret = blank;
  ret->status = figure->status;
  ret->reason = figure->reason;
  ret->numerator = figure->numerator;
  ret->denominator = figure->denominator;
  ret->value = figure->value;
  ret->denominator_period = figure->vintage;
  ret->comparator = view->comparator;
  *ret_interval = USED_NO_INTERVAL;
  if (is_given(figure) && view->indicator->derived)
    put_interval(results, view, area, period, ret);
  else if (is_given(figure))
    *ret_interval = find_interval(view, figure->interval, ret);
  ret->revised = is_given(figure) && is_revised(results, view, area, period);
  return figure;
}

void find_compared(const struct results *results, int indicator, int area, struct period period,
                   struct result *ret)
{
  const struct view *view = &results->views[indicator];
  enum interval_used interval;
  struct figure room;
  find_alone(results, view, area, period, &room, ret, &interval);
  enum comparison_used comparison = compare(results, view, area, period, ret);
  ret->judgement = judge(ret->significance, view->indicator->polarity);
  ret->method = view->methods[interval][comparison][CHANGE_TEST_NONE];
}

static void find(const struct results *results, int index, int area, struct period period,
                 const struct period *before, struct result *ret)
{
  const struct view *view = &results->views[index];
  enum change_test test = CHANGE_TEST_NONE;
  enum interval_used interval;
  struct figure room;
  const struct figure *figure = find_alone(results, view, area, period, &room, ret, &interval);
  enum comparison_used comparison = compare(results, view, area, period, ret);
  ret->judgement = judge(ret->significance, view->indicator->polarity);
  if (can_change(view, figure) && before)
    find_change_since(results, view, area, period, *before, ret, &test);
  else if (can_change(view, figure))
    find_change(results, view, area, period, ret, &test);
  ret->change_method = change_test_name(test);
  ret->method = view->methods[interval][comparison][test];
}

void results_find(const struct results *results, int indicator, int area, struct period period,
                  struct result *ret)
{
  find(results, indicator, area, period, NULL, ret);
}

void results_find_since(const struct results *results, int indicator, int area,
                        struct period period, struct period before, struct result *ret)
{
  find(results, indicator, area, period, &before, ret);
}

void results_find_alone(const struct results *results, int indicator, int area,
                        struct period period, struct result *ret)
{
  enum interval_used interval;
  struct figure room;
  find_alone(results, &results->views[indicator], area, period, &room, ret, &interval);
  ret->comparator = NO_INDEX;
  ret->method = results->views[indicator].methods[interval][USED_NO_COMPARISON][CHANGE_TEST_NONE];
}
