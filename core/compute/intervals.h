/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Confidence intervals of counts and proportions.
 *
 * Pure functions of their arguments; docs/METHODS.md names the sources and the published numbers
 * that they reproduce.  LEVEL is in per cent (95).  Arguments that a method is not made for give an
 * interval of NaN, never a number.
 */
#ifndef STRATA_COMPUTE_INTERVALS_H
#define STRATA_COMPUTE_INTERVALS_H

struct interval {
  double lower, upper;
};

/* Counts below this take the exact interval, others Byar's approximation. */
enum { EXACT_BELOW = 10 };

/* The z of a two-sided LEVEL: 1.959964 for 95. */
double normal_deviate(double level);

/* Of the mean of a Poisson variable that was seen to be COUNT >= 0 (APHO Technical Briefing 3). */
struct interval poisson_interval(double count, double level);

/* Of a proportion seen to be PART of WHOLE, as a fraction (Wilson 1927). */
struct interval wilson_interval(double part, double whole, double level);

/* Of PART_B/WHOLE_B - PART_A/WHOLE_A, two independent proportions (Newcombe 1998, method 10). */
struct interval newcombe_interval(double part_a, double whole_a, double part_b, double whole_b,
                                  double level);

#endif
