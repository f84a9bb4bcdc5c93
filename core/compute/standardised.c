/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/standardised.h"

#include <math.h>
#include <stdbool.h>

const double esp2013_weights[ESP2013_BANDS]
  = { 5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
      7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000 };

static bool is_count(double value)
{
  return value >= 0 && isfinite(value);
}

/* ---- direct -------------------------------------------------------------------------------- */

struct interval dobson_interval(double rate, double variance, double events, double level)
{
  struct interval counted = poisson_interval(events, level);
  double scale = sqrt(variance / events);
  return (struct interval) { rate + scale * (counted.lower - events),
                             rate + scale * (counted.upper - events) };
}

static struct standardised no_rate(struct standardised known, const char *reason)
{
  known.rate = known.variance = known.interval.lower = known.interval.upper = NAN;
  known.reason = reason;
  return known;
}

struct standardised standardised_direct(const struct stratum *strata, size_t count, double level)
{
  struct standardised found = { 0 };
  double weights = 0;
  const char *reason = NULL;
  for (size_t i = 0; i < count; i++) {
    const struct stratum *stratum = &strata[i];
    if (!is_count(stratum->events) || !is_count(stratum->squares) || !(stratum->weight > 0))
      reason = "The events of an age band are not known";
    else if (!(stratum->population > 0) || !isfinite(stratum->population))
      reason = "An age band has no population";
    double share = stratum->weight / stratum->population;
    found.rate += share * stratum->events;
    found.variance += share * share * stratum->squares;
    found.events += stratum->events;
    found.population += stratum->population;
    weights += stratum->weight;
  }
  if (reason || count == 0)
    return no_rate(found, count == 0 ? "There are no age bands" : reason);
  if (found.events < STANDARDISED_LEAST_EVENTS)
    return no_rate(found, "A standardised rate of fewer than 10 events is not said");
  found.rate /= weights;
  found.variance /= weights * weights;
  found.interval = dobson_interval(found.rate, found.variance, found.events, level);
  return found;
}

/* ---- indirect ------------------------------------------------------------------------------ */

static struct indirect no_ratio(struct indirect known, const char *reason)
{
  known.ratio = known.interval.lower = known.interval.upper = NAN;
  known.reason = reason;
  return known;
}

struct indirect standardised_indirect(const struct stratum *area, const struct stratum *reference,
                                      size_t count, double level)
{
  struct indirect found = { 0 };
  double events = 0, population = 0;
  const char *reason = count == 0 ? "There are no age bands" : NULL;
  for (size_t i = 0; i < count; i++) {
    if (!is_count(area[i].events) || !is_count(area[i].population)
        || !is_count(reference[i].events) || !is_count(reference[i].population))
      reason = "The events or the population of an age band are not known";
    else if (reference[i].population == 0 && area[i].population > 0)
      reason = "The reference has no population in an age band";
    found.observed += area[i].events;
    if (area[i].population > 0)
      found.expected += area[i].population * reference[i].events / reference[i].population;
    events += reference[i].events;
    population += reference[i].population;
  }
  found.reference_rate = population > 0 ? events / population : (double)NAN;
  if (reason)
    return no_ratio(found, reason);
  if (!(found.expected > 0))
    return no_ratio(found, "At the reference's rates no events are expected");
  found.ratio = found.observed / found.expected;
  found.interval = poisson_interval(found.observed, level);
  found.interval.lower /= found.expected;
  found.interval.upper /= found.expected;
  return found;
}
