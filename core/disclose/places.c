/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/places.h"

#include "base/cleanup.h"
#include "compute/protected.h"
#include "disclose/cells.h"
#include "disclose/released.h"

#include <math.h>

/* ---- what may be said ---------------------------------------------------------------------- */

struct verdict {
  enum status status; /* published: it may */
  const char *reason;
};

static bool is_same(double one, double other)
{
  return one == other || (isnan(one) && isnan(other));
}

/* Whether AREA's own figure comes out as it is. */
static struct verdict judge_area(const struct released *released, int indicator, int area,
                                 struct period period)
{
  struct result before, after;
  results_find(released_results(released), indicator, area, period, &before);
  released_find(released, indicator, area, period, &after);
  if (after.status == STATUS_SUPPRESSED)
    return (struct verdict) { STATUS_SUPPRESSED, after.reason };
  if (!is_same(before.numerator, after.numerator) || !is_same(before.value, after.value))
    return (struct verdict) { STATUS_SUPPRESSED, "Its figures are not published as they are" };
  return (struct verdict) { STATUS_PUBLISHED, NULL };
}

/* Whether all of WHOLE's neighbourhoods come out as they are. */
static struct verdict judge_small_areas(const struct released *released, int indicator, int whole,
                                        struct period period)
{
  size_t count = released_facts(released)->small_area_count;
  auto_arena struct arena *scratch = arena_new();
  double *counts = ARENA_ARRAY(scratch, double, count), *rates = ARENA_ARRAY(scratch, double, count);
  double *seen = ARENA_ARRAY(scratch, double, count), *seen_rates = ARENA_ARRAY(scratch, double, count);
  results_small_areas(released_results(released), indicator, whole, period, counts, rates);
  released_small_areas(released, indicator, whole, period, seen, seen_rates);
  for (size_t i = 0; i < count; i++) {
    if (!is_same(counts[i], seen[i]) || !is_same(rates[i], seen_rates[i]))
      return (struct verdict) { STATUS_SUPPRESSED,
                                "Figures by neighbourhood are not published as they are" };
  }
  return (struct verdict) { STATUS_PUBLISHED, NULL };
}

/* Whether nothing of INDICATOR is hidden or rounded: neither a rule nor what it prints with others is
 * about it. */
static bool is_open(const struct released *released, int indicator)
{
  return !results_are_protected(released_seen(released), indicator);
}

/* Whether INDICATOR belongs to the restricted edition, and this is the other. */
static bool is_withheld(const struct released *released, int indicator)
{
  return released_audience(released) == AUDIENCE_PUBLIC
         && released_catalog(released)->indicators[indicator].marking == MARKING_OFFICIAL_SENSITIVE;
}

/* Whether counts by category of INDICATOR are anybody's secret: it is under a rule, or shares a category
 * with one that is. */
static bool has_secret_categories(const struct released *released, int indicator)
{
  const struct cells *cells = released_cells(released);
  auto_arena struct arena *scratch = arena_new();
  size_t count = 0;
  if (cells)
    cells_periods(scratch, cells, indicator, &count);
  return count > 0 || !is_open(released, indicator);
}

static struct verdict judge(const struct released *released, int indicator, int area, int whole,
                            struct period period)
{
  if (is_withheld(released, indicator))
    return (struct verdict) { STATUS_SUPPRESSED, "Restricted: not for the public edition" };
  if (is_open(released, indicator))
    return (struct verdict) { STATUS_PUBLISHED, NULL };
  struct verdict verdict = judge_area(released, indicator, area, period);
  return verdict.status == STATUS_PUBLISHED ? judge_small_areas(released, indicator, whole, period)
                                            : verdict;
}

/* ---- the answers --------------------------------------------------------------------------- */

static void withhold(struct verdict verdict, struct inequality_result *ret)
{
  const struct interval none = { NAN, NAN };
  *ret = (struct inequality_result) {
    .status = verdict.status, .reason = verdict.reason,
    .index = { NAN, NAN, NAN, NAN, NAN, NAN, 0 }, .intervals = { none, none, none },
    .level = NAN, .method = "", .domain = "",
    .volume_share = NAN, .volume_lower = NAN, .volume_upper = NAN, .people_share = NAN,
    .harm_share = NAN,
  };
}

/* Whether what offences weigh is not for the audience. */
static bool weights_are_kept(const struct released *released, int indicator)
{
  const struct source *weights = released_definitions(released)->indicators[indicator].severity;
  return weights && weights->marking != MARKING_OFFICIAL && released_audience(released) == AUDIENCE_PUBLIC;
}

void released_inequality(const struct released *released, int indicator, int area,
                         struct period period, struct inequality_result *ret)
{
  struct verdict verdict = judge(released, indicator, area, area, period);
  if (verdict.status == STATUS_PUBLISHED)
    results_inequality(released_results(released), indicator, area, period, ret);
  else
    withhold(verdict, ret);
  if (weights_are_kept(released, indicator))
    ret->harm_share = NAN;
}

void released_deprived_tenth(const struct released *released, int indicator, int area,
                             struct period period, struct inequality_result *ret)
{
  struct verdict verdict = judge(released, indicator, area, area, period);
  if (verdict.status == STATUS_PUBLISHED)
    results_deprived_tenth(released_results(released), indicator, area, period, ret);
  else
    withhold(verdict, ret);
  if (weights_are_kept(released, indicator))
    ret->harm_share = NAN;
}

void released_severity(struct arena *arena, const struct released *released, int indicator, int area,
                       struct period period, struct severity_result *ret)
{
  struct verdict verdict = judge(released, indicator, area, area, period);
  if (verdict.status == STATUS_PUBLISHED && has_secret_categories(released, indicator))
    verdict = (struct verdict) { STATUS_SUPPRESSED,
                                 "Counts by category are not published as they are" };
  bool kept = weights_are_kept(released, indicator);
  results_severity(arena, released_results(released), indicator, area, period, ret);
  if (verdict.status == STATUS_PUBLISHED && !kept)
    return;
  if (kept) {
    verdict = (struct verdict) { STATUS_SUPPRESSED, "Restricted: not for the public edition" };
    ret->weights = NULL;
  }
  *ret = (struct severity_result) {
    .status = verdict.status, .reason = verdict.reason, .weights = ret->weights,
    .harm = { NAN, NAN, NAN, NAN, 0 }, .score = NAN,
  };
}

void released_hot_spots(struct arena *arena, const struct released *released, int indicator,
                        int area, struct period period, struct hot_spots_result *ret)
{
  const struct indicator *definition = &released_catalog(released)->indicators[indicator];
  int whole = definition->compare_count ? definition->compare[0]
                                        : released_catalog(released)->comparator;
  if (whole == NO_INDEX)
    whole = area;
  struct verdict verdict = judge(released, indicator, area, whole, period);
  if (verdict.status == STATUS_PUBLISHED) {
    results_hot_spots(arena, released_results(released), indicator, area, period, ret);
    verdict = ret->has_before && !is_open(released, indicator)
                ? judge_small_areas(released, indicator, whole, ret->before)
                : verdict;
  }
  if (verdict.status == STATUS_PUBLISHED)
    return;
  *ret = (struct hot_spots_result) {
    .status = verdict.status, .reason = verdict.reason, .share = NAN, .within = NAN,
    .discovery = NAN, .prediction = { NAN, NAN, NAN },
  };
}

/* Whether events of SOURCE are not for the audience, in what is said of INDICATOR. */
static bool are_kept(const struct released *released, int indicator, const struct source *events)
{
  const struct indicator *definition = &released_catalog(released)->indicators[indicator];
  bool restricted = events
                    && (events->restricted || definition->restricted
                        || events->marking == MARKING_OFFICIAL_SENSITIVE);
  return (restricted && released_audience(released) == AUDIENCE_PUBLIC)
         || is_withheld(released, indicator);
}

void released_near_repeat(struct arena *arena, const struct released *released, int indicator,
                          int area, struct period period, struct near_repeat_result *ret)
{
  const struct indicator *definition = &released_catalog(released)->indicators[indicator];
  bool kept = are_kept(released, indicator, definition->near_repeat.events);
  if (!kept && is_open(released, indicator)) {
    results_near_repeat(arena, released_results(released), indicator, area, period, ret);
    return;
  }
  *ret = (struct near_repeat_result) { .status = STATUS_SUPPRESSED,
                                       .reason = kept ? "Restricted: not for the public edition"
                                                      : "Its figures are not published as they are" };
}

void released_event_places(struct arena *arena, const struct released *released, int indicator,
                           int area, struct period period, struct event_places_result *ret)
{
  const struct indicator *definition = &released_catalog(released)->indicators[indicator];
  bool kept = are_kept(released, indicator, definition->event_places.events);
  if (!kept && is_open(released, indicator)) {
    results_event_places(arena, released_results(released), indicator, area, period, ret);
    return;
  }
  *ret = (struct event_places_result) {
    .status = STATUS_SUPPRESSED, .share = NAN, .cell = NAN, .within = NAN, .discovery = NAN,
    .bandwidth = NAN, .repeats = { .at_repeats = NAN, .repeat_events = NAN },
    .reason = kept ? "Restricted: not for the public edition"
                   : "Its figures are not published as they are",
  };
}
