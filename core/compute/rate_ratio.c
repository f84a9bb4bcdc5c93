/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/rate_ratio.h"

#include "compute/distributions.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#define NO_INTERVAL ((struct interval) { NAN, NAN })

static bool is_pair(const struct rate_pair *pair)
{
  return pair->count_a >= 0 && pair->count_b >= 0 && isfinite(pair->count_a)
         && isfinite(pair->count_b) && pair->exposure_a > 0 && pair->exposure_b > 0
         && isfinite(pair->exposure_a) && isfinite(pair->exposure_b);
}

static double tail_of(double level)
{
  return level > 0 && level < 100 ? (100 - level) / 200 : (double)NAN;
}

/* ---- given the sum of the counts ----------------------------------------------------------- */

/* The chance that an event falls into the second when the rates are equal. */
static double chance_of_second(const struct rate_pair *pair)
{
  return pair->exposure_b / (pair->exposure_a + pair->exposure_b);
}

/* The chance of fewer than COUNT, and half that of COUNT itself. */
static double mid_cumulative(double count, double size, double chance)
{
  return (binomial_cumulative(count - 1, size, chance) + binomial_cumulative(count, size, chance))
         / 2;
}

double rate_mid_p(const struct rate_pair *pair)
{
  if (!is_pair(pair))
    return NAN;
  double below
    = mid_cumulative(pair->count_b, pair->count_a + pair->count_b, chance_of_second(pair));
  return isnan(below) ? below : 2 * fmin(below, 1 - below);
}

double rate_exact_p(const struct rate_pair *pair)
{
  if (!is_pair(pair))
    return NAN;
  double size = pair->count_a + pair->count_b, chance = chance_of_second(pair);
  double low = binomial_cumulative(pair->count_b, size, chance);
  double high = 1 - binomial_cumulative(pair->count_b - 1, size, chance);
  return isnan(low) ? low : fmin(1, 2 * fmin(low, high));
}

/* The ratio of the rates is the odds of the chance, allowing for the exposures. */
static double ratio_of_chance(const struct rate_pair *pair, double chance)
{
  double odds = chance < 1 ? chance / (1 - chance) : (double)INFINITY;
  return odds * pair->exposure_a / pair->exposure_b;
}

static struct interval ratios_of_chances(const struct rate_pair *pair, struct interval chances)
{
  return (struct interval) { ratio_of_chance(pair, chances.lower),
                             ratio_of_chance(pair, chances.upper) };
}

/* The limits of Clopper and Pearson (1934) as odds. */
struct interval rate_ratio_exact(const struct rate_pair *pair, double level)
{
  double tail = tail_of(level);
  if (!is_pair(pair) || isnan(tail) || pair->count_a + pair->count_b <= 0)
    return NO_INTERVAL;
  struct interval chances = {
    pair->count_b > 0 ? beta_quantile(tail, pair->count_b, pair->count_a + 1) : 0,
    pair->count_a > 0 ? beta_quantile(1 - tail, pair->count_b + 1, pair->count_a) : 1,
  };
  return ratios_of_chances(pair, chances);
}

/* Wilson's interval is the score test turned round: it leaves out the chance at equal rates exactly
 * when the score is significant. */
struct interval rate_ratio_score(const struct rate_pair *pair, double level)
{
  if (!is_pair(pair))
    return NO_INTERVAL;
  struct interval chances = wilson_interval(pair->count_b, pair->count_a + pair->count_b, level);
  return isnan(chances.lower) ? NO_INTERVAL : ratios_of_chances(pair, chances);
}

/* The chance at which mid_cumulative is TARGET, from one that is near.  It falls as the chance
 * grows, and its slope is known, so Newton's steps are taken wherever they stay inside the bracket. */
static double chance_with_mid(double count, double size, double target, double near)
{
  double low = 0, high = 1, chance = fmin(fmax(near, 0.001), 0.999);
  for (int step = 0; step < 100 && high - low > 1e-12; step++) {
    double miss = mid_cumulative(count, size, chance) - target;
    if (fabs(miss) < 1e-10)
      break;
    *(miss > 0 ? &low : &high) = chance;
    double slope = -size
                   * (binomial_probability(count, size - 1, chance)
                      + binomial_probability(count - 1, size - 1, chance))
                   / 2;
    double next = chance - miss / slope;
    chance = next > low && next < high ? next : (low + high) / 2;
  }
  return chance;
}

struct interval rate_ratio_mid_p(const struct rate_pair *pair, double level)
{
  double tail = tail_of(level);
  if (!is_pair(pair) || isnan(tail))
    return NO_INTERVAL;
  double count = pair->count_b, size = pair->count_a + pair->count_b;
  struct interval near = wilson_interval(count, size, level);
  if (isnan(near.lower) || isnan(binomial_probability(count, size, 0.5)))
    return NO_INTERVAL; /* not whole, or too many */
  struct interval chances = {
    count > 0 ? chance_with_mid(count, size, 1 - tail, near.lower) : 0,
    pair->count_a > 0 ? chance_with_mid(count, size, tail, near.upper) : 1,
  };
  return ratios_of_chances(pair, chances);
}

/* ---- z ------------------------------------------------------------------------------------- */

double rate_score_z(const struct rate_pair *pair)
{
  if (!is_pair(pair) || pair->count_a + pair->count_b <= 0)
    return NAN;
  double pooled = (pair->count_a + pair->count_b) / (pair->exposure_a + pair->exposure_b);
  return (pair->count_b / pair->exposure_b - pair->count_a / pair->exposure_a)
         / sqrt(pooled * (1 / pair->exposure_a + 1 / pair->exposure_b));
}

static double log_ratio(const struct rate_pair *pair)
{
  return log(pair->count_b / pair->exposure_b) - log(pair->count_a / pair->exposure_a);
}

static bool has_log(const struct rate_pair *pair)
{
  return is_pair(pair) && pair->count_a > 0 && pair->count_b > 0;
}

double rate_log_z(const struct rate_pair *pair)
{
  if (!has_log(pair))
    return NAN;
  return log_ratio(pair) / sqrt(1 / pair->count_a + 1 / pair->count_b);
}

struct interval rate_ratio_log(const struct rate_pair *pair, double level)
{
  if (!has_log(pair))
    return NO_INTERVAL;
  double centre = log_ratio(pair);
  double reach = normal_deviate(level) * sqrt(1 / pair->count_a + 1 / pair->count_b);
  return (struct interval) { exp(centre - reach), exp(centre + reach) };
}

/* The square root of a count, three eighths added, has a variance of a quarter (Anscombe 1948). */
double rate_root_z(const struct rate_pair *pair)
{
  if (!is_pair(pair))
    return NAN;
  double shares = pair->exposure_b / pair->exposure_a;
  return 2 * (sqrt(pair->count_b + 0.375) - sqrt(shares * (pair->count_a + 0.375)))
         / sqrt(1 + shares);
}

double p_of_z(double z)
{
  return 2 * normal_upper(fabs(z));
}

/* ---- the E-test ---------------------------------------------------------------------------- */

/* Beyond these the chances of either count add less than 1e-20 altogether. */
static void likely_counts(double mean, double *ret_first, double *ret_last)
{
  double reach = 10 * sqrt(mean) + 25;
  *ret_first = floor(fmax(0, mean - reach));
  *ret_last = ceil(mean + reach);
}

/* The most counts of one kind that are likely: twice the reach of a mean of 2 * E_TEST_MOST. */
enum { MOST_LIKELY = 1024 };

double rate_e_test(const struct rate_pair *pair)
{
  double together = pair->count_a + pair->count_b;
  if (!is_pair(pair) || together <= 0 || !(fmax(pair->count_a, pair->count_b) <= E_TEST_MOST))
    return NAN;
  double exposures = pair->exposure_a + pair->exposure_b;
  double mean_a = together * pair->exposure_a / exposures;
  double mean_b = together * pair->exposure_b / exposures;
  if (fmax(mean_a, mean_b) > 2 * E_TEST_MOST)
    return NAN;
  /* What is as far out as the counts themselves must be counted in whatever its last bit. */
  double seen = fabs(pair->count_b / pair->exposure_b - pair->count_a / pair->exposure_a)
                / sqrt(together) * (1 - 1e-12);
  double first_a, last_a, first_b, last_b, p = 0, chances[MOST_LIKELY];
  likely_counts(mean_a, &first_a, &last_a);
  likely_counts(mean_b, &first_b, &last_b);
  for (double b = first_b; b <= last_b; b++)
    chances[(size_t)(b - first_b)] = poisson_probability(b, mean_b);
  for (double a = first_a; a <= last_a; a++) {
    double inside = 0;
    for (double b = first_b; b <= last_b; b++) {
      double apart = fabs(b / pair->exposure_b - a / pair->exposure_a);
      if (a + b > 0 && apart >= seen * sqrt(a + b))
        inside += chances[(size_t)(b - first_b)];
    }
    p += poisson_probability(a, mean_a) * inside;
  }
  return fmin(1, p);
}

/* p of the second rate being RATIO times the first: the same as of equal rates, the second counted for
 * RATIO times as long. */
static double e_test_of_ratio(const struct rate_pair *pair, double ratio)
{
  struct rate_pair scaled = *pair;
  scaled.exposure_b *= ratio;
  return rate_e_test(&scaled);
}

/* Between a ratio that the test does not reject and one that it does; halved on a logarithmic scale. */
static double e_test_limit(const struct rate_pair *pair, double kept, double rejected, double alpha)
{
  while (fabs(log(rejected / kept)) > 1e-6) {
    double middle = sqrt(kept * rejected);
    *(e_test_of_ratio(pair, middle) < alpha ? &rejected : &kept) = middle;
  }
  return rejected;
}

/* p is not everywhere monotone in the ratio, because counts are whole.  Where it rejects equal rates,
 * these end the search, so that the interval leaves them out; where not, the search begins beyond. */
struct interval rate_ratio_e(const struct rate_pair *pair, double level)
{
  double alpha = 2 * tail_of(level), equal = rate_e_test(pair);
  if (isnan(alpha) || isnan(equal) || pair->count_a <= 0)
    return NO_INTERVAL;
  double seen = pair->count_b / pair->exposure_b / (pair->count_a / pair->exposure_a);
  struct interval near = rate_ratio_exact(pair, level);
  /* Far beyond the exact limits, which are wider; of no event the least ratio that is tried. */
  double high = near.upper * 4, low = fmax(near.lower / 4, 1e-9), inside = fmax(seen, low);
  bool rejected = equal < alpha;
  struct interval found = { 0, 0 };
  if (pair->count_b > 0)
    found.lower = rejected && seen > 1 ? e_test_limit(pair, inside, 1, alpha)
                                       : e_test_limit(pair, rejected ? inside : fmin(1, inside), low, alpha);
  found.upper = rejected && seen < 1 ? e_test_limit(pair, inside, 1, alpha)
                                     : e_test_limit(pair, fmax(rejected ? inside : 1, inside), high, alpha);
  return found;
}

/* ---- the difference ------------------------------------------------------------------------ */

/* z of the difference against one of DIFFERENCE, with the variance at the rates that fit the counts
 * best among those that differ by it. */
static double difference_z(const struct rate_pair *pair, double difference)
{
  double exposures = pair->exposure_a + pair->exposure_b;
  double linear = exposures * difference - pair->count_a - pair->count_b;
  double root = sqrt(fmax(0, linear * linear + 4 * exposures * pair->count_a * difference));
  /* Of the two forms of the root, the one that does not subtract nearly equal numbers. */
  double first = linear > 0 ? 2 * pair->count_a * difference / (linear + root)
                            : (root - linear) / (2 * exposures);
  first = fmax(first, fmax(0, -difference));
  double second = fmax(0, first + difference);
  double seen = pair->count_b / pair->exposure_b - pair->count_a / pair->exposure_a;
  return (seen - difference) / sqrt(first / pair->exposure_a + second / pair->exposure_b);
}

/* Falls as the difference grows. */
static double difference_with_z(const struct rate_pair *pair, double z, double low, double high)
{
  for (int step = 0; step < 200 && high - low > 1e-13 * fmax(fabs(low), fabs(high)); step++) {
    double middle = (low + high) / 2;
    if (middle <= low || middle >= high)
      break;
    *(difference_z(pair, middle) > z ? &low : &high) = middle;
  }
  return (low + high) / 2;
}

struct interval rate_difference_score(const struct rate_pair *pair, double level)
{
  double z = normal_deviate(level);
  if (!is_pair(pair) || isnan(z))
    return NO_INTERVAL;
  double seen = pair->count_b / pair->exposure_b - pair->count_a / pair->exposure_a;
  double reach = (z * z + 1)
                 * (1 / fmin(pair->exposure_a, pair->exposure_b)
                    + sqrt(pair->count_a + pair->count_b + 1)
                        / fmin(pair->exposure_a, pair->exposure_b));
  return (struct interval) { difference_with_z(pair, z, seen - reach, seen),
                             difference_with_z(pair, -z, seen, seen + reach) };
}
