/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/disclose.h"

#include "disclose/released.h"

#include <math.h>

struct released {
  const struct results *results;
  const struct catalog *catalog;
  enum audience audience;
  const bool *restricted; /* one an indicator */
};

/* An indicator is as restricted as what it counts. */
static bool is_restricted(const struct released *released, int indicator)
{
  return released->restricted[indicator];
}

static bool find_restricted(const struct catalog *catalog, const struct indicator *indicator)
{
  bool restricted = indicator->restricted;
  for (size_t i = 0; i < catalog->source_count && indicator->measure && !restricted; i++) {
    const struct source *source = &catalog->sources[i];
    restricted = source->restricted && source->measure
                 && str_is(str_of(indicator->measure), source->measure);
  }
  return restricted;
}

const struct released *disclose_results(struct arena *arena, const struct results *results,
                                        enum audience audience)
{
  const struct catalog *catalog = results_facts(results)->catalog;
  struct released *released = ARENA_NEW(arena, struct released);
  bool *restricted = ARENA_ARRAY(arena, bool, catalog->indicator_count);
  for (size_t i = 0; i < catalog->indicator_count; i++)
    restricted[i] = find_restricted(catalog, &catalog->indicators[i]);
  *released = (struct released) { results, catalog, audience, restricted };
  return released;
}

const struct results *released_results(const struct released *released)
{
  return released->results;
}

enum audience released_audience(const struct released *released)
{
  return released->audience;
}

const struct catalog *released_catalog(const struct released *released)
{
  return released->catalog;
}

const struct facts *released_facts(const struct released *released)
{
  return results_facts(released->results);
}

static bool is_hidden(const struct released *released, int indicator, int area)
{
  return is_restricted(released, indicator) && area != released->catalog->comparator
         && area != released->catalog->force;
}

/* Leaves what is known without the area: the period compared with and the comparator, itself
 * published. */
static void suppress(struct result *result)
{
  *result = (struct result) {
    .status = STATUS_SUPPRESSED, .reason = "Restricted: published at county level only",
    .numerator = NAN, .denominator = NAN, .value = NAN, .lower = NAN, .upper = NAN,
    .method = "", .comparator = result->comparator, .comparator_value = result->comparator_value,
    .ratio = NAN, .spread_low = NAN, .spread_high = NAN, .before_numerator = NAN,
    .before_value = NAN, .change_percent = NAN, .change_lower = NAN, .change_upper = NAN,
    .change_method = "", .change_dispersion = NAN, .change_points = NAN,
    .change_points_lower = NAN, .change_points_upper = NAN,
  };
}

/* A county's figure may be compared with one that is hidden. */
static void filter(const struct released *released, int indicator, int area, struct result *result)
{
  bool supplied = result->status == STATUS_PUBLISHED || !isnan(result->numerator);
  if (result->comparator != NO_INDEX && is_hidden(released, indicator, result->comparator)) {
    result->comparator_value = result->ratio = NAN;
    result->spread_low = result->spread_high = NAN;
    result->significance = SIGNIFICANCE_NOT_TESTED;
  }
  if (is_hidden(released, indicator, area) && supplied)
    suppress(result);
}

void released_find(const struct released *released, int indicator, int area, struct period period,
                   struct result *ret)
{
  results_find(released->results, indicator, area, period, ret);
  filter(released, indicator, area, ret);
}

void released_find_since(const struct released *released, int indicator, int area,
                         struct period period, struct period before, struct result *ret)
{
  results_find_since(released->results, indicator, area, period, before, ret);
  filter(released, indicator, area, ret);
}

void released_find_alone(const struct released *released, int indicator, int area,
                         struct period period, struct result *ret)
{
  results_find_alone(released->results, indicator, area, period, ret);
  filter(released, indicator, area, ret);
}

const double *released_months(const struct released *released, struct arena *arena, int indicator,
                              int area, int32_t *ret_first, size_t *ret_count)
{
  const double *months = results_months(released->results, indicator, area, ret_first, ret_count);
  if (!is_hidden(released, indicator, area))
    return months;
  double *hidden = ARENA_ARRAY(arena, double, *ret_count);
  for (size_t i = 0; i < *ret_count; i++)
    hidden[i] = NAN;
  return hidden;
}

void released_small_areas(const struct released *released, int indicator, int area,
                          struct period period, double *ret_counts, double *ret_rates)
{
  results_small_areas(released->results, indicator, area, period, ret_counts, ret_rates);
  for (size_t i = 0; is_restricted(released, indicator)
                     && i < released_facts(released)->small_area_count;
       i++)
    ret_counts[i] = ret_rates[i] = NAN;
}

const struct period *released_periods(const struct released *released, int indicator,
                                      size_t *ret_count)
{
  return results_periods(released->results, indicator, ret_count);
}

bool released_latest(const struct released *released, int indicator, int area,
                     struct period not_after, struct period *ret_period)
{
  return results_latest(released->results, indicator, area, not_after, ret_period);
}

void released_unplaced(const struct released *released, int indicator, struct period period,
                       double *ret_unassigned, double *ret_outside)
{
  results_unplaced(released->results, indicator, period, ret_unassigned, ret_outside);
}
