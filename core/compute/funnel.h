/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Funnel limits: how far from the average a place of its size may lie before it is worth a remark.
 *
 * Three kinds, all pure functions of numbers; docs/METHODS.md names their sources and the published
 * numbers that they reproduce.  Exact Poisson for events, and binomial for proportions, allow for
 * chance alone.  With counts in thousands they would call nearly every district unusual: places
 * differ for reasons that have nothing to do with chance.  Over-dispersed limits therefore add the
 * spread of the places themselves (Spiegelhalter 2005).  With few places an extreme one would widen
 * the limits that it is held against, so each can be judged by the spread of the others.
 *
 * Limits of events are ratios: observed over expected, expected being what the place would have at
 * the average's rate.  Limits of proportions are proportions, 0 to 1.  LEVEL is in per cent.
 * Arguments that a method is not made for give limits of NaN.
 */
#ifndef STRATA_COMPUTE_FUNNEL_H
#define STRATA_COMPUTE_FUNNEL_H

#include "compute/intervals.h"

#include <stddef.h>

/* The two limits of a funnel: one place in 20 lies outside the near ones by chance, one in 500
 * outside the far ones. */
#define FUNNEL_NEAR 95.0
#define FUNNEL_FAR 99.8

/* Where a place lies. */
enum funnel_position {
  FUNNEL_NOT_JUDGED,
  FUNNEL_FAR_BELOW, /* below the far limit */
  FUNNEL_BELOW,     /* between the far and the near limit */
  FUNNEL_WITHIN,
  FUNNEL_ABOVE,
  FUNNEL_FAR_ABOVE,
};

/* As the Fingertips tool writes it: "Low (0.001)", "Low (0.025)", "Not significant", "High
 * (0.025)", "High (0.001)"; "" when not judged. */
const char *funnel_label(enum funnel_position position);

/* Of VALUE against both limits; not judged when a number is missing. */
enum funnel_position funnel_position_of(double value, struct interval near, struct interval far);

/* ---- events: exact Poisson ----------------------------------------------------------------- */

/* The exact interval of the mean of a Poisson variable seen to be COUNT >= 0, at any size (Garwood
 * 1936).  Turned round it is the Fingertips funnel: a place that saw COUNT lies on the upper limit
 * when it expects LOWER, and on the lower limit when it expects UPPER. */
struct interval funnel_exact_interval(double count, double level);

/* The same by size: the limits of observed / EXPECTED, EXPECTED > 0.  The lower one is 0 where no
 * count is too low. */
struct interval funnel_poisson_limits(double expected, double level);

/* By the exact or Byar's interval of COUNT against EXPECTED: the labels of the Fingertips tool. */
enum funnel_position funnel_of_events(double count, double expected);

/* ---- proportions --------------------------------------------------------------------------- */

/* The proportions of WHOLE whose Wilson interval just leaves out AVERAGE: the curve of the
 * Fingertips tool. */
struct interval funnel_score_limits(double average, double whole, double level);

/* Wilson's interval around AVERAGE: what Fingertips compares areas with. */
struct interval funnel_wilson_limits(double average, double whole, double level);

/* The quantiles of the binomial distribution, interpolated between counts (Spiegelhalter 2005,
 * A.1.1); WHOLE is whole and at most a million. */
struct interval funnel_binomial_limits(double average, double whole, double level);

/* By the score limits. */
enum funnel_position funnel_of_proportion(double part, double whole, double average);

/* ---- over-dispersion ----------------------------------------------------------------------- */

/* A place that expects fewer neither sets the spread nor is held against it: log(O/E) is far from
 * normal there. */
#define FUNNEL_LEAST_EXPECTED 5.0

enum { FUNNEL_LEAST_PLACES = 3, FUNNEL_MOST_PLACES = 512 };

/* For leaving out none. */
#define FUNNEL_NONE ((size_t)-1)

/* How the spread of places widens the limits. */
enum funnel_adjustment {
  FUNNEL_ADDITIVE,       /* a variance between places is added to that of chance */
  FUNNEL_MULTIPLICATIVE, /* the variance of chance is multiplied by the dispersion */
};

struct funnel_spread {
  double dispersion;  /* the mean squared z after winsorising: 1 when only chance is at work */
  double tau_squared; /* the variance between places of log(O/E) */
  size_t places;      /* how many set it */
};

/* From OBSERVED counts and the EXPECTED ones, had each place the rate of all.  Pairs with a NaN or
 * with too small an expectation are left out.  So is the place LEFT_OUT, unless it is FUNNEL_NONE:
 * then the others are measured from their own average, which it has no part in.  -1 when fewer than
 * FUNNEL_LEAST_PLACES remain. */
int funnel_spread_estimate(const double *observed, const double *expected, size_t count,
                           size_t left_out, struct funnel_spread *ret_spread);

/* The limits of observed / EXPECTED; NaN when EXPECTED is too small. */
struct interval funnel_spread_limits(const struct funnel_spread *spread,
                                     enum funnel_adjustment adjustment, double expected,
                                     double level);

#endif
