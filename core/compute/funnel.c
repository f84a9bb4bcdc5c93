/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/funnel.h"

#include "compute/distributions.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define NO_LIMITS ((struct interval) { NAN, NAN })

/* What share of the z scores is drawn in at either end. */
#define WINSORISED 0.1

const char *funnel_label(enum funnel_position position)
{
  switch (position) {
  case FUNNEL_FAR_BELOW:
    return "Low (0.001)";
  case FUNNEL_BELOW:
    return "Low (0.025)";
  case FUNNEL_WITHIN:
    return "Not significant";
  case FUNNEL_ABOVE:
    return "High (0.025)";
  case FUNNEL_FAR_ABOVE:
    return "High (0.001)";
  case FUNNEL_NOT_JUDGED:
    break;
  }
  return "";
}

enum funnel_position funnel_position_of(double value, struct interval near, struct interval far)
{
  if (isnan(value) || isnan(near.lower) || isnan(near.upper) || isnan(far.lower)
      || isnan(far.upper))
    return FUNNEL_NOT_JUDGED;
  if (value > near.upper)
    return value > far.upper ? FUNNEL_FAR_ABOVE : FUNNEL_ABOVE;
  if (value < near.lower)
    return value < far.lower ? FUNNEL_FAR_BELOW : FUNNEL_BELOW;
  return FUNNEL_WITHIN;
}

static double lower_tail(double level)
{
  return (100 - level) / 200;
}

static bool is_level(double level)
{
  return level > 0 && level < 100;
}

/* ---- events: exact Poisson ----------------------------------------------------------------- */

struct interval funnel_exact_interval(double count, double level)
{
  if (!is_level(level) || !(count >= 0) || !isfinite(count))
    return NO_LIMITS;
  return (struct interval) {
    count > 0 ? chi_squared_quantile(lower_tail(level), 2 * count) / 2 : 0,
    chi_squared_quantile(1 - lower_tail(level), 2 * count + 2) / 2,
  };
}

/* The count, not always whole, whose exact interval ends at EXPECTED; both ends rise with it. */
static double count_ending_at(double expected, double level, bool upper)
{
  double low = 0, high = expected + 10 * sqrt(expected) + 20;
  for (int step = 0; step < 200 && high - low > 1e-12 * high; step++) {
    double middle = (low + high) / 2;
    struct interval interval = funnel_exact_interval(middle, level);
    *((upper ? interval.upper : interval.lower) > expected ? &high : &low) = middle;
  }
  return (low + high) / 2;
}

struct interval funnel_poisson_limits(double expected, double level)
{
  if (!is_level(level) || !(expected > 0) || !isfinite(expected))
    return NO_LIMITS;
  bool none_too_low = funnel_exact_interval(0, level).upper >= expected;
  return (struct interval) {
    none_too_low ? 0 : count_ending_at(expected, level, true) / expected,
    count_ending_at(expected, level, false) / expected,
  };
}

enum funnel_position funnel_of_events(double count, double expected)
{
  if (!(expected > 0) || !isfinite(expected))
    return FUNNEL_NOT_JUDGED;
  struct interval near = poisson_interval(count, FUNNEL_NEAR);
  struct interval far = poisson_interval(count, FUNNEL_FAR);
  if (isnan(near.lower) || isnan(far.lower))
    return FUNNEL_NOT_JUDGED;
  if (near.lower > expected)
    return far.lower > expected ? FUNNEL_FAR_ABOVE : FUNNEL_ABOVE;
  if (near.upper < expected)
    return far.upper < expected ? FUNNEL_FAR_BELOW : FUNNEL_BELOW;
  return FUNNEL_WITHIN;
}

/* ---- proportions --------------------------------------------------------------------------- */

static bool is_average_of(double average, double whole, double level)
{
  return is_level(level) && average >= 0 && average <= 1 && whole > 0 && isfinite(whole);
}

struct interval funnel_score_limits(double average, double whole, double level)
{
  if (!is_average_of(average, whole, level))
    return NO_LIMITS;
  double reach = normal_deviate(level) * sqrt(average * (1 - average) / whole);
  return (struct interval) { fmax(0, average - reach), fmin(1, average + reach) };
}

struct interval funnel_wilson_limits(double average, double whole, double level)
{
  return is_average_of(average, whole, level) ? wilson_interval(average * whole, whole, level)
                                              : NO_LIMITS;
}

/* The fewest of WHOLE with at least PROBABILITY below or at it. */
static double binomial_count(double probability, double whole, double chance)
{
  double low = -1, high = whole;
  while (high - low > 1) {
    double middle = floor((low + high) / 2);
    *(binomial_cumulative(middle, whole, chance) >= probability ? &high : &low) = middle;
  }
  return high;
}

static double binomial_limit(double probability, double whole, double chance)
{
  double count = binomial_count(probability, whole, chance);
  double past = binomial_cumulative(count, whole, chance) - probability;
  double own = binomial_probability(count, whole, chance);
  double limit = own > 0 ? count - past / own : count;
  return fmin(fmax(limit / whole, 0), 1);
}

struct interval funnel_binomial_limits(double average, double whole, double level)
{
  if (!is_average_of(average, whole, level) || isnan(binomial_cumulative(0, whole, average)))
    return NO_LIMITS;
  if (average <= 0 || average >= 1)
    return (struct interval) { average, average }; /* nothing varies */
  double tail = lower_tail(level);
  return (struct interval) { binomial_limit(tail, whole, average),
                             binomial_limit(1 - tail, whole, average) };
}

enum funnel_position funnel_of_proportion(double part, double whole, double average)
{
  if (!(part >= 0) || !(part <= whole))
    return FUNNEL_NOT_JUDGED;
  return funnel_position_of(part / whole, funnel_score_limits(average, whole, FUNNEL_NEAR),
                            funnel_score_limits(average, whole, FUNNEL_FAR));
}

/* ---- over-dispersion ----------------------------------------------------------------------- */

static bool sets_spread(double observed, double expected)
{
  return observed >= 0 && expected >= FUNNEL_LEAST_EXPECTED && observed <= DBL_MAX
         && expected <= DBL_MAX;
}

static void sort(double *values, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    double value = values[i];
    size_t at = i;
    for (; at > 0 && values[at - 1] > value; at--)
      values[at] = values[at - 1];
    values[at] = value;
  }
}

/* The linear quantile: R's type 7. */
static double quantile(const double *sorted, size_t count, double share)
{
  double position = share * (double)(count - 1);
  size_t below = (size_t)position;
  size_t above = below + 1 < count ? below + 1 : below;
  return sorted[below] + (position - (double)below) * (sorted[above] - sorted[below]);
}

/* The places that set the spread, all but LEFT_OUT. */
struct setters {
  double observed[FUNNEL_MOST_PLACES], expected[FUNNEL_MOST_PLACES];
  size_t count;
};

static void find_setters(const double *observed, const double *expected, size_t count,
                         size_t left_out, struct setters *ret)
{
  ret->count = 0;
  for (size_t i = 0; i < count && ret->count < FUNNEL_MOST_PLACES; i++) {
    if (i == left_out || !sets_spread(observed[i], expected[i]))
      continue;
    ret->observed[ret->count] = observed[i];
    ret->expected[ret->count++] = expected[i];
  }
}

/* What the expectations are to be multiplied by for them to add up to what was observed: without this
 * the one left out would still pull the average that the others are measured from. */
static double own_average(const struct setters *setters)
{
  double seen = 0, sum = 0;
  for (size_t i = 0; i < setters->count; i++) {
    seen += setters->observed[i];
    sum += setters->expected[i];
  }
  /* Where all have none, each is taken for the half event that stands for it in the logarithm. */
  return (seen > 0 ? seen : 0.5 * (double)setters->count) / sum;
}

int funnel_spread_estimate(const double *observed, const double *expected, size_t count,
                           size_t left_out, struct funnel_spread *ret_spread)
{
  struct setters setters;
  double z[FUNNEL_MOST_PLACES], sorted[FUNNEL_MOST_PLACES];
  double weights = 0, squares = 0;
  find_setters(observed, expected, count, left_out, &setters);
  size_t k = setters.count;
  if (k < FUNNEL_LEAST_PLACES)
    return -1;
  double scale = left_out == FUNNEL_NONE ? 1 : own_average(&setters);
  for (size_t i = 0; i < k; i++) {
    /* The logarithm of no events: half an event stands for none. */
    double seen = setters.observed[i] > 0 ? setters.observed[i] : 0.5;
    double weight = setters.expected[i] * scale;
    z[i] = sorted[i] = log(seen / weight) * sqrt(weight);
    weights += weight;
    squares += weight * weight;
  }
  sort(sorted, k);
  double low = quantile(sorted, k, WINSORISED), high = quantile(sorted, k, 1 - WINSORISED);
  double total = 0;
  for (size_t i = 0; i < k; i++) {
    double drawn_in = z[i] < low ? low : z[i] > high ? high : z[i];
    total += drawn_in * drawn_in;
  }
  double dispersion = total / (double)k;
  double excess = (double)k * dispersion - (double)(k - 1);
  *ret_spread = (struct funnel_spread) {
    .dispersion = dispersion,
    .tau_squared = fmax(0, excess / (weights - squares / weights)),
    .places = k,
  };
  return 0;
}

struct interval funnel_spread_limits(const struct funnel_spread *spread,
                                     enum funnel_adjustment adjustment, double expected,
                                     double level)
{
  if (!is_level(level) || !(expected >= FUNNEL_LEAST_EXPECTED) || !isfinite(expected))
    return NO_LIMITS;
  double variance = adjustment == FUNNEL_MULTIPLICATIVE ? fmax(1, spread->dispersion) / expected
                                                        : 1 / expected + spread->tau_squared;
  double reach = normal_deviate(level) * sqrt(variance);
  return (struct interval) { exp(-reach), exp(reach) };
}
