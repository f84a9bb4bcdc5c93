/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/vec.h"
#include "compute/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_puts(const void *a, const void *b)
{
  const struct put_figure *left = a, *right = b;
  if (left->indicator != right->indicator)
    return left->indicator < right->indicator ? -1 : 1;
  if (left->area != right->area)
    return left->area < right->area ? -1 : 1;
  return period_compare(left->period, right->period);
}

/* Of two figures for the same place the one given later comes last. */
static int compare_given(const void *a, const void *b)
{
  const struct put_figure *left = *(const struct put_figure *const *)a;
  const struct put_figure *right = *(const struct put_figure *const *)b;
  int order = compare_puts(left, right);
  return order != 0 ? order : (left > right) - (left < right);
}

static int compare_periods(const void *a, const void *b)
{
  return period_compare(*(const struct period *)a, *(const struct period *)b);
}

/* The distinct periods put for an indicator, ascending. */
static void list_periods(struct arena *arena, const struct put_figure *puts, size_t count,
                         int indicator, struct view *view)
{
  VEC(struct period) periods = { 0 };
  for (size_t i = 0; i < count; i++) {
    if (puts[i].indicator == indicator)
      *VEC_ADD(arena, &periods) = puts[i].period;
  }
  if (periods.len > 1)
    qsort(periods.at, periods.len, sizeof *periods.at, compare_periods);
  size_t kept = 0;
  for (size_t i = 0; i < periods.len; i++) {
    if (kept == 0 || !period_equal(periods.at[kept - 1], periods.at[i]))
      periods.at[kept++] = periods.at[i];
  }
  view->periods = periods.at;
  view->period_count = kept;
}

/* Its monthly numerators by area, for results_months. */
static void list_months(struct arena *arena, const struct put_figure *puts, size_t count,
                        int indicator, size_t areas, struct view *view)
{
  int32_t first = 0, last = -1;
  for (size_t i = 0; i < view->period_count; i++) {
    if (view->periods[i].kind != PERIOD_MONTH)
      continue;
    first = last < 0 ? view->periods[i].last : first;
    last = view->periods[i].last;
  }
  view->first_month = first;
  view->month_count = last < 0 ? 0 : (size_t)(last - first) + 1;
  double *months = ARENA_ARRAY(arena, double, areas *view->month_count);
  for (size_t i = 0; i < areas * view->month_count; i++)
    months[i] = NAN;
  for (size_t i = 0; i < count; i++) {
    if (puts[i].indicator == indicator && puts[i].period.kind == PERIOD_MONTH)
      months[(size_t)puts[i].area * view->month_count + (size_t)(puts[i].period.last - first)]
        = puts[i].numerator;
  }
  view->months = months;
}

static struct results *copy(struct arena *arena, const struct results *results,
                            struct view **ret_views)
{
  size_t count = results->catalog->indicator_count;
  struct results *new = ARENA_NEW(arena, struct results);
  struct view *views = ARENA_ARRAY(arena, struct view, count);
  if (count)
    memcpy(views, results->views, count * sizeof *views);
  *new = *results;
  new->views = *ret_views = views;
  return new;
}

const struct results *results_with(struct arena *arena, const struct results *results,
                                   const struct put_figure *figures, size_t count)
{
  struct view *views;
  struct results *new = copy(arena, results, &views);
  size_t all = results->put_count + count, kept = 0;
  const struct put_figure **order = ARENA_ARRAY(arena, const struct put_figure *, all);
  struct put_figure *puts = ARENA_ARRAY(arena, struct put_figure, all);
  struct put_figure *given = ARENA_ARRAY(arena, struct put_figure, all);
  for (size_t i = 0; i < all; i++) {
    given[i] = i < results->put_count ? results->puts[i] : figures[i - results->put_count];
    order[i] = &given[i];
  }
  if (all > 1)
    qsort(order, all, sizeof *order, compare_given);
  for (size_t i = 0; i < all; i++) {
    if (i + 1 == all || compare_puts(order[i], order[i + 1]) != 0)
      puts[kept++] = *order[i];
  }
  new->puts = puts;
  new->put_count = kept;
  for (size_t i = 0; i < results->catalog->indicator_count; i++) {
    struct view *view = &views[i];
    if (!view->indicator->derived)
      continue;
    list_periods(arena, puts, kept, (int)i, view);
    list_months(arena, puts, kept, (int)i, results->catalog->area_count, view);
  }
  return new;
}

const struct results *results_made_of(struct arena *arena, const struct results *results, int plugin,
                                      const bool *asked)
{
  struct view *views;
  struct results *new = copy(arena, results, &views);
  size_t count = results->catalog->indicator_count;
  bool *kept = ARENA_ARRAY(arena, bool, count);
  if (count)
    memcpy(kept, asked, count * sizeof *kept);
  for (size_t i = 0; i < count; i++)
    if (views[i].indicator->derived && views[i].indicator->plugin == plugin)
      views[i].made_of = kept;
  return new;
}

const bool *results_asked(const struct results *results, int indicator)
{
  return results->views[indicator].made_of;
}

const struct results *results_without_plugin(struct arena *arena, const struct results *results,
                                             int plugin, const char *reason)
{
  struct view *views;
  struct results *new = copy(arena, results, &views);
  VEC(struct put_figure) puts = { 0 };
  for (size_t i = 0; i < results->put_count; i++) {
    int indicator = results->puts[i].indicator;
    if (results->catalog->indicators[indicator].plugin != plugin)
      *VEC_ADD(arena, &puts) = results->puts[i];
  }
  new->puts = puts.at;
  new->put_count = puts.len;
  for (size_t i = 0; i < results->catalog->indicator_count; i++) {
    struct view *view = &views[i];
    if (!view->indicator->derived || view->indicator->plugin != plugin)
      continue;
    view->none_reason = arena_strdup(arena, reason);
    view->period_count = view->month_count = 0;
  }
  return new;
}
