/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure beside all that its indicator is compared with, and where it stands among districts. */
#include "compute/comparison.h"
#include "compute/kept.h"

#include <math.h>

static bool is_given(const struct figure *figure)
{
  return figure->status == STATUS_PUBLISHED;
}

static struct figure no_figure(const char *reason)
{
  return (struct figure) { .status = STATUS_UNAVAILABLE, .reason = reason, .numerator = NAN,
                           .denominator = NAN, .value = NAN };
}

/* ---- elsewhere ----------------------------------------------------------------------------- */

static struct figure figure_elsewhere(const struct results *results, const struct view *view,
                                      int index, struct period period)
{
  int row = (int)results->catalog->area_count + SUMS_EXTRA_ROWS + index;
  if (!view->elsewhere) {
    struct view open = *view; /* what others have published is not ours to hide */
    open.protected_ = NULL;
    return figure_of(results, &open, row, period);
  }
  struct sum sum = sums_find(view->elsewhere, row, period);
  bool ratio = view->elsewhere->supply->table->form == FACTS_RATIOS;
  double scale = view->indicator->scale;
  double value = ratio ? sum.value / sum.denominator * scale : sum.value;
  if (!isfinite(value))
    return no_figure("Not given for this period");
  return (struct figure) { .numerator = ratio ? sum.value : (double)NAN,
                           .denominator = ratio ? sum.denominator : (double)NAN, .value = value };
}

static const struct peers_group *group_of(const struct catalog *catalog, int district)
{
  for (size_t i = 0; i < catalog->peers_count; i++) {
    if (catalog->peers[i].district == district)
      return &catalog->peers[i];
  }
  return NULL;
}

static struct figure peers_of(const struct results *results, const struct view *view,
                              const struct peers_group *group, struct period period)
{
  if (!group)
    return no_figure("It has no group of peers");
  double sum = 0, average;
  for (size_t i = 0; i < group->member_count; i++) {
    int member = group->members[i];
    struct figure room;
    sum += member >= ELSEWHERE
             ? figure_elsewhere(results, view, member - ELSEWHERE, period).value
             : figure_kept(results, view, member, period, &room)->value;
  }
  average = sum / (double)group->member_count;
  if (!isfinite(average))
    return no_figure("Not every one of its peers has a figure");
  return (struct figure) { .numerator = NAN, .denominator = NAN, .value = average };
}

/* ---- the rest ------------------------------------------------------------------------------ */

static bool is_member(const struct area *whole, int district)
{
  for (size_t i = 0; i < whole->member_count; i++)
    if (whole->members[i] == district)
      return true;
  return false;
}

static bool holds(const struct area *whole, const struct area *part)
{
  bool held = part->member_count < whole->member_count;
  for (size_t i = 0; i < part->member_count && held; i++)
    held = is_member(whole, part->members[i]);
  return held;
}

static struct figure rest_of(const struct results *results, const struct view *view, int area,
                             struct period period)
{
  const struct area *areas = results->catalog->areas;
  if (view->comparator == NO_INDEX || !holds(&areas[view->comparator], &areas[area]))
    return no_figure("It is no part of what is compared with");
  struct figure whole = figure_of(results, view, view->comparator, period);
  return is_given(&whole) ? figure_without(results, view, view->comparator, area, period) : whole;
}

/* ---- is it higher? ------------------------------------------------------------------------- */

/* By the indicator's funnel, drawn around VALUE.  How far districts spread does not depend on what they are
 * held against, so over-dispersed limits are those around their own whole for as many expected. */
static enum significance against_funnel(const struct results *results, const struct view *view,
                                        int area, struct period period, const struct result *result,
                                        double value)
{
  double room[2 * MOST_DISTRICTS];
  const struct area *whole = &results->catalog->areas[view->comparator];
  struct figure room_of_all;
  const struct figure *all
    = figure_kept(results, view, view->comparator, period, &room_of_all);
  double average = value / view->indicator->scale, own_average = all->numerator / all->denominator;
  bool spread = view->indicator->funnel.limits != FUNNEL_LIMITS_POISSON
                && view->indicator->funnel.limits != FUNNEL_LIMITS_BINOMIAL;
  struct funnel_places places = funnel_places_of(results, view, period, room);
  places.average = spread ? own_average : average;
  size_t own = FUNNEL_NONE;
  for (size_t i = 0; i < whole->member_count; i++)
    own = whole->members[i] == area ? i : own;
  struct interval near;
  double as_large = spread ? result->denominator * average / own_average : result->denominator;
  if (!is_given(all) || !(average > 0) || !(own_average > 0)
      || funnel_limits_of(&places, as_large, own, &near, NULL) < 0)
    return SIGNIFICANCE_NOT_TESTED;
  return compare_limits(result->numerator / (result->denominator * average), near);
}

static enum significance test(const struct results *results, const struct view *view, int area,
                              struct period period, const struct result *result, double value)
{
  if (view->comparator != NO_INDEX && funnel_is_used(view->indicator))
    return against_funnel(results, view, area, period, result, value);
  bool tested = view->indicator->statistic != STATISTIC_COUNT
                && view->indicator->statistic != STATISTIC_GIVEN;
  return tested || view->indicator->derived
           ? compare_interval((struct interval) { result->lower, result->upper }, value)
           : SIGNIFICANCE_NOT_TESTED;
}

/* ---- comparisons --------------------------------------------------------------------------- */

static struct comparison compare_with(const struct results *results, int indicator, int area,
                                      struct period period, const struct comparator *comparator,
                                      const struct result *result)
{
  const struct view *view = &results->views[indicator];
  const struct catalog *catalog = results->catalog;
  struct comparison found = { .kind = comparator->kind, .area = comparator->area };
  struct figure figure = { 0 };
  switch (comparator->kind) {
  case COMPARATOR_AREA:
    found.id = catalog->areas[comparator->area].code;
    found.name = catalog->areas[comparator->area].name;
    figure = figure_of(results, view, comparator->area, period);
    break;
  case COMPARATOR_REST:
    found.id = "rest";
    found.name = view->rest_name;
    figure = rest_of(results, view, area, period);
    break;
  case COMPARATOR_ENGLAND:
    found.id = "england";
    found.name = "England";
    figure = catalog->england == NO_INDEX
               ? no_figure("Not given for this period")
               : figure_elsewhere(results, view, catalog->england, period);
    break;
  case COMPARATOR_PEERS:
    found.id = "peers";
    found.name = catalog->peers_name;
    found.group = group_of(catalog, area);
    found.members = found.group ? found.group->member_count : 0;
    figure = peers_of(results, view, found.group, period);
    break;
  }
  found.value = is_given(&figure) ? figure.value : (double)NAN;
  found.ratio = found.difference = NAN;
  found.reason = is_given(&figure) ? NULL : figure.reason;
  if (result->status != STATUS_PUBLISHED || isnan(found.value))
    return found;
  found.difference = result->value - found.value;
  if (found.value != 0 && isfinite(result->value / found.value))
    found.ratio = result->value / found.value;
  /* The one in tables of figures says the same here as there. */
  found.significance = comparator->kind == COMPARATOR_AREA && comparator->area == view->comparator
                         ? result->significance
                       : catalog->areas[area].kind == AREA_DISTRICT
                         ? test(results, view, area, period, result, found.value)
                         : SIGNIFICANCE_NOT_TESTED;
  found.judgement = judge(found.significance, view->indicator->polarity);
  return found;
}

size_t results_comparisons(const struct results *results, int indicator, int area,
                           struct period period, struct comparison *ret)
{
  const struct indicator *definition = results->views[indicator].indicator;
  struct result result;
  size_t count = 0;
  find_compared(results, indicator, area, period, &result);
  for (size_t i = 0; i < definition->comparator_count && count < MOST_COMPARISONS; i++) {
    const struct comparator *comparator = &definition->comparators[i];
    if (comparator->kind != COMPARATOR_AREA || comparator->area != area)
      ret[count++] = compare_with(results, indicator, area, period, comparator, &result);
  }
  return count;
}

enum judgement results_goal(const struct results *results, int indicator, int area,
                            struct period period)
{
  const struct indicator *definition = results->views[indicator].indicator;
  const struct goal *goal = definition->goal;
  struct figure figure = figure_of(results, &results->views[indicator], area, period);
  if (!goal || !is_given(&figure))
    return JUDGED_NOT;
  return judge_goal(figure.value, goal->lower, goal->has_upper ? goal->upper : (double)NAN,
                    definition->polarity);
}

enum goal_verdict results_goal_verdict(const struct results *results, int indicator, int area,
                                       struct period period)
{
  const struct indicator *definition = results->views[indicator].indicator;
  const struct goal *goal = definition->goal;
  struct result result;
  results_find(results, indicator, area, period, &result);
  if (!goal || result.status != STATUS_PUBLISHED)
    return GOAL_NO_FIGURE;
  return goal_verdict(result.value, (struct interval) { result.lower, result.upper }, goal->lower,
                      goal->has_upper ? goal->upper : (double)NAN, definition->polarity);
}

/* ---- standing ------------------------------------------------------------------------------ */

void results_standing(const struct results *results, int indicator, int area, struct period period,
                      int parts, struct standing *ret)
{
  const struct view *view = &results->views[indicator];
  const struct catalog *catalog = results->catalog;
  double room[MOST_DISTRICTS], values[MOST_DISTRICTS], value = NAN, average = NAN;
  const double *districts = values_of_districts(results, view, period, room);
  for (size_t i = 0; i < catalog->district_count; i++) {
    values[i] = districts[i];
    value = (int)i == area ? values[i] : value;
  }
  if (view->comparator != NO_INDEX)
    average = figure_of(results, view, view->comparator, period).value;
  *ret = (struct standing) { .rank = rank_among(values, catalog->district_count, value),
                             .parts = parts, .position = NAN };
  ret->part = quantile_of_rank(ret->rank.rank, ret->rank.of, parts);
  size_t known = sort_values(values, catalog->district_count);
  ret->lowest = known ? values[0] : (double)NAN;
  ret->highest = known ? values[known - 1] : (double)NAN;
  ret->quarter = quantile_value(values, known, 0.25);
  ret->median = quantile_value(values, known, 0.5);
  ret->three_quarters = quantile_value(values, known, 0.75);
  for (size_t i = known; i < catalog->district_count; i++)
    values[i] = NAN;
  ret->has_spine = spine_of_values(average, values, catalog->district_count,
                                   view->indicator->polarity, &ret->spine)
                   == 0;
  if (ret->has_spine && !isnan(value))
    ret->position = spine_position(&ret->spine, value);
}
