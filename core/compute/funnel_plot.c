/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/funnel_plot.h"

#include "compute/model.h"

#include <math.h>

static struct interval in_unit(struct interval ratios, double average)
{
  return (struct interval) { ratios.lower * average, ratios.upper * average };
}

static struct funnel_plot no_plot(const struct indicator *indicator, const char *reason)
{
  return (struct funnel_plot) {
    .indicator = indicator, .comparator = NO_INDEX, .average = NAN, .method = "", .reason = reason
  };
}

static bool is_published(const struct result *result)
{
  return result->status == STATUS_PUBLISHED;
}

static void judge_points(struct funnel_plot *plot, struct funnel_point *points)
{
  const struct interval none = { NAN, NAN };
  for (size_t i = 0; i < plot->count; i++) {
    struct interval near = none, far = none;
    if (points[i].status == STATUS_PUBLISHED)
      points[i].position = funnel_judge(&plot->places, i, &near, &far);
    bool judged = points[i].position != FUNNEL_NOT_JUDGED;
    points[i].near = judged ? in_unit(near, plot->average) : none;
    points[i].far = judged ? in_unit(far, plot->average) : none;
    plot->within += points[i].position == FUNNEL_WITHIN;
  }
}

struct funnel_plot funnel_plot_of(struct arena *arena, const struct catalog *catalog,
                                  const struct indicator *indicator, int comparator_area,
                                  const struct result *comparator, const struct result *districts)
{
  if (!funnel_is_used(indicator))
    return no_plot(indicator, "It is not judged by a funnel");
  if (comparator_area == NO_INDEX)
    return no_plot(indicator, "It is compared with no area");
  if (!is_published(comparator))
    return no_plot(indicator, comparator->reason);
  const struct area *whole = &catalog->areas[comparator_area];
  size_t count = whole->member_count;
  struct funnel_point *points = ARENA_ARRAY(arena, struct funnel_point, count);
  double *counts = ARENA_ARRAY(arena, double, count), *wholes = ARENA_ARRAY(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    const struct result *result = &districts[whole->members[i]];
    bool shown = is_published(result);
    points[i] = (struct funnel_point) {
      .area = whole->members[i], .status = result->status, .reason = result->reason,
      .size = shown ? result->denominator : (double)NAN,
      .value = shown ? result->value : (double)NAN,
    };
    counts[i] = shown ? result->numerator : (double)NAN;
    wholes[i] = points[i].size;
  }
  struct funnel_plot plot = {
    .indicator = indicator, .comparator = comparator_area, .average = comparator->value,
    .method = funnel_method(indicator), .points = points, .count = count,
    .places = { .indicator = indicator, .average = comparator->numerator / comparator->denominator,
                .counts = counts, .wholes = wholes, .count = count, .setting = count },
  };
  judge_points(&plot, points);
  bool any = false;
  for (size_t i = 0; i < count; i++)
    any = any || points[i].position != FUNNEL_NOT_JUDGED;
  return any ? plot : no_plot(indicator, "Too few districts, or too few cases, to set limits");
}

int funnel_plot_curve(const struct funnel_plot *plot, double size, struct interval *ret_near,
                      struct interval *ret_far)
{
  struct interval near, far;
  if (plot->reason || funnel_limits_of(&plot->places, size, FUNNEL_NONE, &near, &far) < 0)
    return -1;
  *ret_near = in_unit(near, plot->average);
  *ret_far = in_unit(far, plot->average);
  return 0;
}

struct funnel_plot results_funnel(struct arena *arena, const struct results *results, int indicator,
                                  struct period period)
{
  const struct catalog *catalog = results->catalog;
  const struct view *view = &results->views[indicator];
  struct result comparator = { .status = STATUS_UNAVAILABLE };
  struct result *districts = ARENA_ARRAY(arena, struct result, catalog->district_count);
  if (view->comparator != NO_INDEX)
    results_find_alone(results, indicator, view->comparator, period, &comparator);
  for (size_t i = 0; i < catalog->district_count; i++)
    results_find_alone(results, indicator, (int)i, period, &districts[i]);
  return funnel_plot_of(arena, catalog, view->indicator, view->comparator, &comparator, districts);
}
