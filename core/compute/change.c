/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/change_tests.h"

#include "compute/intervals.h"
#include "compute/rate_ratio.h"

#include <math.h>

#define NO_ESTIMATE                                                                                \
  ((struct change_estimate) { .change_by = NAN, .lower = NAN, .upper = NAN, .dispersion = NAN })

const char *change_test_name(enum change_test test)
{
  switch (test) {
  case CHANGE_TEST_PAIRED_MONTHS:
    return "quasi-Poisson on paired months 95%";
  case CHANGE_TEST_SHOWN_MONTHS:
    return "quasi-Poisson on the paired months shown 95%";
  case CHANGE_TEST_MID_P:
    return "mid-p conditional binomial 95%";
  case CHANGE_TEST_SCORE:
    return "score test of two counts 95%";
  case CHANGE_TEST_PROPORTIONS:
    return "Newcombe difference 95%";
  case CHANGE_TEST_EXACT:
    return "exact conditional binomial 95%";
  case CHANGE_TEST_E:
    return "E-test 95%";
  case CHANGE_TEST_RATES_MID_P:
    return "mid-p conditional binomial of rates 95%";
  case CHANGE_TEST_RATES_SCORE:
    return "score test of two rates 95%";
  case CHANGE_TEST_RATES_EXACT:
    return "exact conditional binomial of rates 95%";
  case CHANGE_TEST_RATES_E:
    return "E-test of rates 95%";
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

/* Beyond this in either count the E-test says what the score test does. */
enum { MOST_FOR_E_TEST = 100, MOST_FOR_BINOMIAL = 1000000 };

static struct rate_pair pair_of(double before, double after)
{
  return (struct rate_pair) { before, 1, after, 1 };
}

static struct change_estimate with_interval(enum change_test test, const struct rate_pair *pair,
                                            struct interval ratio)
{
  struct change_estimate estimate = NO_ESTIMATE;
  estimate.test = test;
  estimate.change_by
    = per_cent(pair->count_b / pair->exposure_b / (pair->count_a / pair->exposure_a));
  estimate.lower = per_cent(ratio.lower);
  estimate.upper = per_cent(ratio.upper);
  estimate.change = direction(estimate.lower, estimate.upper);
  return estimate;
}

/* From none there is no ratio to have an interval; the test has its word all the same. */
static struct change_estimate e_test_estimate(const struct rate_pair *pair)
{
  struct change_estimate estimate
    = with_interval(CHANGE_TEST_E, pair, rate_ratio_e(pair, CHANGE_LEVEL));
  bool significant = rate_e_test(pair) < (100 - CHANGE_LEVEL) / 100.0;
  bool higher = pair->count_b / pair->exposure_b > pair->count_a / pair->exposure_a;
  estimate.change = !significant ? CHANGE_SIMILAR : higher ? CHANGE_ROSE : CHANGE_FELL;
  return estimate;
}

static bool fits(enum change_test test, double before, double after)
{
  bool whole = floor(before) == before && floor(after) == after;
  if (test == CHANGE_TEST_E)
    return whole && fmax(before, after) <= MOST_FOR_E_TEST;
  return whole && before + after <= MOST_FOR_BINOMIAL;
}

static struct change_estimate change_of_pair(enum change_test test, const struct rate_pair *pair)
{
  double before = pair->count_a, after = pair->count_b, together = before + after;
  struct change_estimate estimate = NO_ESTIMATE;
  if (!(before >= 0) || !(after >= 0) || !isfinite(together) || !(pair->exposure_a > 0)
      || !(pair->exposure_b > 0))
    return estimate;
  if (together < CHANGE_LEAST_EVENTS) {
    estimate.change = CHANGE_TOO_FEW;
    return estimate;
  }
  if (!fits(test, before, after))
    test = CHANGE_TEST_SCORE;
  if (test == CHANGE_TEST_E)
    estimate = e_test_estimate(pair);
  else if (test == CHANGE_TEST_MID_P)
    estimate = with_interval(test, pair, rate_ratio_mid_p(pair, CHANGE_LEVEL));
  else if (test == CHANGE_TEST_EXACT)
    estimate = with_interval(test, pair, rate_ratio_exact(pair, CHANGE_LEVEL));
  else
    estimate = with_interval(CHANGE_TEST_SCORE, pair, rate_ratio_score(pair, CHANGE_LEVEL));
  if (before <= 0)
    estimate.change_by = estimate.lower = estimate.upper = NAN;
  return estimate;
}

struct change_estimate change_of_counts_by(enum change_test test, double before, double after)
{
  struct rate_pair pair = pair_of(before, after);
  return change_of_pair(test, &pair);
}

struct change_estimate change_of_rates_by(enum change_test test, double before,
                                          double exposure_before, double after,
                                          double exposure_after)
{
  struct rate_pair pair = { before, exposure_before, after, exposure_after };
  struct change_estimate estimate = change_of_pair(test, &pair);
  switch (estimate.test) {
  case CHANGE_TEST_MID_P:
    estimate.test = CHANGE_TEST_RATES_MID_P;
    break;
  case CHANGE_TEST_SCORE:
    estimate.test = CHANGE_TEST_RATES_SCORE;
    break;
  case CHANGE_TEST_EXACT:
    estimate.test = CHANGE_TEST_RATES_EXACT;
    break;
  case CHANGE_TEST_E:
    estimate.test = CHANGE_TEST_RATES_E;
    break;
  default:
    break;
  }
  return estimate;
}

struct change_estimate change_of_counts(double before, double after)
{
  return change_of_counts_kept(NULL, before, after);
}

/* ---- twelve months against twelve ---------------------------------------------------------- */

/* Pearson's X squared of a table of months by two years against independence, over its degrees of
 * freedom.  A calendar month without events in either year tells nothing and is left out. */
static double paired_dispersion(const double *before, const double *after, size_t count,
                                double share_before, double *ret_freedom)
{
  double squares = 0;
  int months = 0;
  for (size_t i = 0; i < count; i++) {
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

static struct change_estimate over_dispersed(struct change_tests *tests, enum change_test test,
                                             double dispersion, double freedom, double before,
                                             double after)
{
  struct change_estimate estimate = { .test = test };
  estimate.dispersion = fmax(1, dispersion);
  double error = sqrt(estimate.dispersion * (1 / before + 1 / after));
  double reach = change_quantile_kept(tests, freedom) * error;
  double logarithm = log(after / before);
  estimate.change_by = per_cent(after / before);
  estimate.lower = per_cent(exp(logarithm - reach));
  estimate.upper = per_cent(exp(logarithm + reach));
  estimate.change = direction(estimate.lower, estimate.upper);
  return estimate;
}

struct change_estimate change_of_months_kept(struct change_tests *tests, const double before[12],
                                             const double after[12])
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
    dispersion = paired_dispersion(before, after, 12, total_before / together, &freedom);
  if (together < CHANGE_MANY_EVENTS || freedom < 1)
    return change_of_counts_kept(tests, total_before, total_after);
  return over_dispersed(tests, CHANGE_TEST_PAIRED_MONTHS, dispersion, freedom, total_before,
                        total_after);
}

/* ---- years of which not all is shown ------------------------------------------------------- */

enum { MOST_ROWS = 13 };

/* Calendar months that are shown of both years, and last what they leave of the years. */
struct shown_pairs {
  double before[MOST_ROWS], after[MOST_ROWS];
  size_t count;
  double sum_before, sum_after;
  bool whole; /* all twelve are shown */
};

static void add_pair(struct shown_pairs *pairs, double before, double after)
{
  pairs->before[pairs->count] = before;
  pairs->after[pairs->count] = after;
  pairs->sum_before += before;
  pairs->sum_after += after;
  pairs->count++;
}

static struct shown_pairs pair_shown(const struct shown_year *before,
                                     const struct shown_year *after)
{
  struct shown_pairs pairs = { 0 };
  for (int i = 0; i < 12; i++)
    if (before->months[i] >= 0 && after->months[i] >= 0)
      add_pair(&pairs, before->months[i], after->months[i]);
  pairs.whole = pairs.count == 12;
  /* Rounded months may come to more than their rounded year. */
  if (!pairs.whole)
    add_pair(&pairs, fmax(0, before->total - pairs.sum_before),
             fmax(0, after->total - pairs.sum_after));
  return pairs;
}

/* Months rounded to more than four standard deviations of what chance makes of them may all be alike,
 * however they scatter. */
static bool tell_scatter(double a_month, int base)
{
  return base <= 1 || (double)base * base <= 16 * a_month;
}

struct change_estimate change_of_shown_months(struct change_tests *tests,
                                              const struct shown_year *before,
                                              const struct shown_year *after, int base)
{
  double together = before->total + after->total;
  if (!(before->total > 0) || !(after->total > 0) || !(together >= CHANGE_MANY_EVENTS))
    return change_of_counts_kept(tests, before->total, after->total);
  struct shown_pairs pairs = pair_shown(before, after);
  double freedom = 0, dispersion = NAN;
  if (tell_scatter(together / 24, base) && pairs.sum_before > 0 && pairs.sum_after > 0)
    dispersion
      = paired_dispersion(pairs.before, pairs.after, pairs.count,
                          pairs.sum_before / (pairs.sum_before + pairs.sum_after), &freedom);
  if (freedom >= CHANGE_LEAST_FREEDOM)
    return over_dispersed(tests,
                          pairs.whole ? CHANGE_TEST_PAIRED_MONTHS : CHANGE_TEST_SHOWN_MONTHS,
                          dispersion, freedom, before->total, after->total);
  if (together < CHANGE_MOST_WITHOUT_MONTHS)
    return change_of_counts_by(CHANGE_TEST_EXACT, before->total, after->total);
  struct change_estimate estimate = NO_ESTIMATE;
  estimate.change_by = per_cent(after->total / before->total);
  return estimate;
}

struct change_estimate change_of_months(const double before[12], const double after[12])
{
  return change_of_months_kept(NULL, before, after);
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
