/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Funnels: every district of the comparator by its size, with the limits that it is held against. */
#include "extend/host.h"

#include <math.h>

size_t funnel_sizes(struct arena *arena, const struct funnel_plot *plot, double **ret_sizes)
{
  enum { CURVE_POINTS = 60 };
  double least = NAN, most = NAN;
  for (size_t i = 0; i < plot->count; i++) {
    least = fmin(least, plot->points[i].size);
    most = fmax(most, plot->points[i].size);
  }
  /* A little past the smallest and the largest, so that their dots stand on the curves. */
  least -= (most - least) * 0.03;
  most += (most - least) * 0.03;
  *ret_sizes = ARENA_ARRAY(arena, double, CURVE_POINTS);
  for (int i = 0; i < CURVE_POINTS; i++)
    (*ret_sizes)[i] = least + (most - least) * i / (CURVE_POINTS - 1);
  return CURVE_POINTS;
}

static const char *position_words(enum funnel_position position)
{
  switch (position) {
  case FUNNEL_FAR_BELOW:
    return "far below";
  case FUNNEL_BELOW:
    return "below";
  case FUNNEL_WITHIN:
    return "within";
  case FUNNEL_ABOVE:
    return "above";
  case FUNNEL_FAR_ABOVE:
    return "far above";
  case FUNNEL_NOT_JUDGED:
    break;
  }
  return "";
}

static const struct strata_funnel_point *const *points_of(struct strata_run *run,
                                                          const struct funnel_plot *plot)
{
  const struct strata_funnel_point **list
    = ARENA_ARRAY(run->arena, const struct strata_funnel_point *, plot->count);
  struct strata_funnel_point *points
    = ARENA_ARRAY(run->arena, struct strata_funnel_point, plot->count);
  for (size_t i = 0; i < plot->count; i++) {
    const struct funnel_point *point = &plot->points[i];
    points[i] = (struct strata_funnel_point) {
      .struct_size = sizeof *points,
      .code = run->catalog->areas[point->area].code,
      .name = run->catalog->areas[point->area].name,
      .published = point->status == STATUS_PUBLISHED,
      .shorthand = status_shorthand(point->status),
      .reason = point->reason,
      .size = point->size,
      .value = point->value,
      .near_lower = point->near.lower,
      .near_upper = point->near.upper,
      .far_lower = point->far.lower,
      .far_upper = point->far.upper,
      .position = position_words(point->position),
    };
    list[i] = &points[i];
  }
  return list;
}

static void fill_curve(struct strata_run *run, const struct funnel_plot *plot,
                       struct strata_funnel *info)
{
  double *sizes, *limits[4];
  size_t count = funnel_sizes(run->arena, plot, &sizes);
  for (int i = 0; i < 4; i++)
    limits[i] = ARENA_ARRAY(run->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    struct interval near = { NAN, NAN }, far = { NAN, NAN };
    funnel_plot_curve(plot, sizes[i], &near, &far);
    limits[0][i] = near.lower;
    limits[1][i] = near.upper;
    limits[2][i] = far.lower;
    limits[3][i] = far.upper;
  }
  info->sizes = sizes;
  info->near_lower = limits[0];
  info->near_upper = limits[1];
  info->far_lower = limits[2];
  info->far_upper = limits[3];
  info->curve_count = count;
}

int host_funnel(struct strata_run *run, const char *indicator, const char *period,
                struct strata_funnel *ret)
{
  int found;
  struct period when;
  if (run_indicator(run, indicator, &found) < 0 || run_period(run, period, &when) < 0)
    return STRATA_FAIL;
  struct funnel_plot plot = released_funnel(run->released, run->arena, found, when);
  struct strata_funnel info = {
    .published = plot.reason == NULL,
    .reason = plot.reason,
    .method = plot.method,
    .average = plot.average,
    .within = plot.within,
    .points = points_of(run, &plot),
    .point_count = plot.count,
  };
  if (plot.comparator != NO_INDEX) {
    info.comparator = run->catalog->areas[plot.comparator].code;
    info.comparator_name = run->catalog->areas[plot.comparator].name;
  }
  if (!plot.reason)
    fill_curve(run, &plot, &info);
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}
