/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two counts of events and how long, or among how many, each was counted: is the second rate
 * another than the first, by what ratio and by what difference?
 *
 * Pure functions; docs/METHODS.md names their sources and the published numbers that they
 * reproduce.  All suppose that chance alone makes the counts vary (Poisson); recorded crime varies
 * more, and compute/change.h tests years of months accordingly.  p values are two-sided.  LEVEL is
 * in per cent.  Arguments that a method is not made for give NaN.
 */
#ifndef STRATA_COMPUTE_RATE_RATIO_H
#define STRATA_COMPUTE_RATE_RATIO_H

#include "compute/intervals.h"

/* Counts not negative, exposures above 0: months, person-years, residents. */
struct rate_pair {
  double count_a, exposure_a; /* before */
  double count_b, exposure_b; /* after */
};

/* Counts of more than these are for the score test: E-tests grow with the square of them. */
enum { E_TEST_MOST = 1000 };

/* ---- tests --------------------------------------------------------------------------------- */

/* Given their sum, the second count is binomial: twice the smaller tail, at most 1.  Counts must be
 * whole and add up to a million at most; here and in the next two. */
double rate_exact_p(const struct rate_pair *pair);

/* The same, half the chance of what was seen counted in either tail. */
double rate_mid_p(const struct rate_pair *pair);

/* The E-test of Krishnamoorthy and Thomson (2004): the chance, at the common rate, of a standardised
 * difference as large as that seen.  NaN when both counts are 0 or one is above E_TEST_MOST. */
double rate_e_test(const struct rate_pair *pair);

/* z of the difference, with the variance at the common rate; positive when the second is higher. */
double rate_score_z(const struct rate_pair *pair);

/* z of the logarithm of the ratio (Wald); NaN when a count is 0. */
double rate_log_z(const struct rate_pair *pair);

/* z after taking square roots, which makes the variance nearly constant. */
double rate_root_z(const struct rate_pair *pair);

/* The two-sided p of a Z. */
double p_of_z(double z);

/* ---- intervals ----------------------------------------------------------------------------- */

/* Of the ratio of the second rate to the first; the upper limit is infinite when the first count
 * is 0. */
struct interval rate_ratio_exact(const struct rate_pair *pair, double level);
struct interval rate_ratio_mid_p(const struct rate_pair *pair, double level);
struct interval rate_ratio_score(const struct rate_pair *pair, double level);
/* The ratios that the E-test does not reject; NaN where it makes no test or the first count is 0. */
struct interval rate_ratio_e(const struct rate_pair *pair, double level);
struct interval rate_ratio_log(const struct rate_pair *pair, double level);

/* Of the second rate less the first: the score test turned round. */
struct interval rate_difference_score(const struct rate_pair *pair, double level);

#endif
