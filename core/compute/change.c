/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/change.h"

#include "compute/distributions.h"
#include "compute/intervals.h"

#include <math.h>

#define NO_ESTIMATE                                                                                \
  ((struct change_estimate) { .change_by = NAN, .lower = NAN, .upper = NAN, .dispersion = NAN })

const char *change_test_name(enum change_test test)
{
  switch (test) {
  case CHANGE_TEST_PAIRED_MONTHS:
    return "quasi-Poisson on paired months 95%";
  case CHANGE_TEST_MID_P:
    return "mid-p conditional binomial 95%";
  case CHANGE_TEST_SCORE:
    return "score test of two counts 95%";
  case CHANGE_TEST_PROPORTIONS:
    return "Newcombe difference 95%";
  case CHANGE_TEST_NONE:
    break;
  }
  return "";
}

static enum change direction(double lower, double upper)
{
  if (lower > 0)
    return CHANGE_ROSE;
  return upper < 0 ? CHANGE_FELL : CHANGE_SIMILAR;
}

static double per_cent(double ratio)
{
  return 100 * (ratio - 1);
}

/* ---- one count against another ------------------------------------------------------------- */

/* Given their sum, the later of two counts is binomial with a chance of one half when nothing has
 * changed.  The chance of fewer than COUNT, and half that of COUNT itself. */
static double mid_cumulative(double count, double size, double chance)
{
  return (binomial_cumulative(count - 1, size, chance) + binomial_cumulative(count, size, chance))
         / 2;
}

double change_mid_p(double before, double after)
{
  double below = mid_cumulative(after, before + after, 0.5);
  return 2 * fmin(below, 1 - below);
}

double change_exact_p(double before, double after)
{
  double size = before + after;
  double low = binomial_cumulative(after, size, 0.5);
  double high = 1 - binomial_cumulative(after - 1, size, 0.5);
  return fmin(1, 2 * fmin(low, high));
}

double change_score_z(double count_a, double exposure_a, double count_b, double exposure_b)
{
  double pooled = (count_a + count_b) / (exposure_a + exposure_b);
  return (count_b / exposure_b - count_a / exposure_a)
         / sqrt(pooled * (1 / exposure_a + 1 / exposure_b));
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

/* The ratio of the later to the earlier count is the odds of the chance. */
static double odds(double chance)
{
  return chance < 1 ? chance / (1 - chance) : (double)INFINITY;
}

static struct change_estimate mid_p_estimate(double before, double after)
{
  double size = before + after, tail = (100 - CHANGE_LEVEL) / 200.0;
  struct change_estimate estimate = NO_ESTIMATE;
  struct interval near = wilson_interval(after, size, CHANGE_LEVEL);
  double lower = after > 0 ? chance_with_mid(after, size, 1 - tail, near.lower) : 0;
  double upper = before > 0 ? chance_with_mid(after, size, tail, near.upper) : 1;
  estimate.test = CHANGE_TEST_MID_P;
  estimate.change = direction(per_cent(odds(lower)), per_cent(odds(upper)));
  estimate.change_by = per_cent(after / before);
  estimate.lower = per_cent(odds(lower));
  estimate.upper = per_cent(odds(upper));
  return estimate;
}

/* Wilson's interval is the score test turned round: it leaves out one half exactly when the score
 * is significant. */
static struct change_estimate score_estimate(double before, double after)
{
  struct interval chance = wilson_interval(after, before + after, CHANGE_LEVEL);
  struct change_estimate estimate = NO_ESTIMATE;
  estimate.test = CHANGE_TEST_SCORE;
  estimate.change_by = per_cent(after / before);
  estimate.lower = per_cent(odds(chance.lower));
  estimate.upper = per_cent(odds(chance.upper));
  estimate.change = direction(estimate.lower, estimate.upper);
  return estimate;
}

struct change_estimate change_of_counts(double before, double after)
{
  double together = before + after;
  struct change_estimate estimate = NO_ESTIMATE;
  if (!(before >= 0) || !(after >= 0) || !isfinite(together))
    return estimate;
  if (together < CHANGE_LEAST_EVENTS) {
    estimate.change = CHANGE_TOO_FEW;
    return estimate;
  }
  /* The binomial wants whole numbers; weighted counts take the score test at any size. */
  bool whole = floor(before) == before && floor(after) == after;
  estimate = together < CHANGE_MANY_EVENTS && whole ? mid_p_estimate(before, after)
                                                    : score_estimate(before, after);
  if (before <= 0)
    estimate.change_by = estimate.lower = estimate.upper = NAN;
  return estimate;
}

/* ---- twelve months against twelve ---------------------------------------------------------- */

/* Pearson's X squared of a table of months by two years against independence, over its degrees of
 * freedom.  A calendar month without events in either year tells nothing and is left out. */
static double paired_dispersion(const double before[12], const double after[12],
                                double share_before, double *ret_freedom)
{
  double squares = 0;
  int months = 0;
  for (int i = 0; i < 12; i++) {
    double row = before[i] + after[i];
    if (row <= 0)
      continue;
    double expected_before = row * share_before, expected_after = row * (1 - share_before);
    double miss = before[i] - expected_before;
    squares += miss * miss * (1 / expected_before + 1 / expected_after);
    months++;
  }
  *ret_freedom = months - 1;
  return squares / *ret_freedom;
}

struct change_estimate change_of_months(const double before[12], const double after[12])
{
  double total_before = 0, total_after = 0;
  bool sound = true;
  for (int i = 0; i < 12; i++) {
    sound = sound && before[i] >= 0 && after[i] >= 0;
    total_before += before[i];
    total_after += after[i];
  }
  double together = total_before + total_after;
  if (!sound || !isfinite(together))
    return NO_ESTIMATE;
  double freedom = 0, dispersion = NAN;
  if (total_before > 0 && total_after > 0)
    dispersion = paired_dispersion(before, after, total_before / together, &freedom);
  if (together < CHANGE_MANY_EVENTS || freedom < 1)
    return change_of_counts(total_before, total_after);

  struct change_estimate estimate = { .test = CHANGE_TEST_PAIRED_MONTHS };
  estimate.dispersion = fmax(1, dispersion);
  double error = sqrt(estimate.dispersion * (1 / total_before + 1 / total_after));
  double reach = t_quantile(1 - (100 - CHANGE_LEVEL) / 200.0, freedom) * error;
  double logarithm = log(total_after / total_before);
  estimate.change_by = per_cent(total_after / total_before);
  estimate.lower = per_cent(exp(logarithm - reach));
  estimate.upper = per_cent(exp(logarithm + reach));
  estimate.change = direction(estimate.lower, estimate.upper);
  return estimate;
}

/* ---- two proportions ----------------------------------------------------------------------- */

struct change_estimate change_of_proportions(double part_before, double whole_before,
                                             double part_after, double whole_after)
{
  struct change_estimate estimate = NO_ESTIMATE;
  struct interval difference
    = newcombe_interval(part_before, whole_before, part_after, whole_after, CHANGE_LEVEL);
  if (isnan(difference.lower))
    return estimate;
  estimate.test = CHANGE_TEST_PROPORTIONS;
  estimate.change_by = 100 * (part_after / whole_after - part_before / whole_before);
  estimate.lower = 100 * difference.lower;
  estimate.upper = 100 * difference.upper;
  estimate.change = direction(estimate.lower, estimate.upper);
  return estimate;
}
