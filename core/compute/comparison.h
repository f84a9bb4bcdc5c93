/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparing an area with another value: higher or lower, better or worse.
 *
 * Pure functions; docs/METHODS.md names the sources and the published numbers that they reproduce.
 * LEVEL is in per cent.
 */
#ifndef STRATA_COMPUTE_COMPARISON_H
#define STRATA_COMPUTE_COMPARISON_H

#include "compute/intervals.h"
#include "compute/results.h"

/* Whether the area's INTERVAL lies above or below the comparator's VALUE (Fingertips: single
 * overlap).  Not tested when anything is NaN. */
enum significance compare_interval(struct interval interval, double value);

/* Whether VALUE lies above or below LIMITS around what it is compared with. */
enum significance compare_limits(double value, struct interval limits);

/* What a difference means: better or worse where the indicator says what is better, higher or lower
 * where it is neutral. */
enum judgement judge(enum significance significance, enum polarity polarity);

/* Limits within which a proportion of WHOLE lies by chance when its chance is BENCHMARK, a fraction
 * (Fingertips: SPC for proportions; Wilson's limits around the benchmark). */
struct interval benchmark_limits(double benchmark, double whole, double level);

/* A goal: with LOWER alone it is met at the value and beyond.  With UPPER too, a value between them
 * is similar; LOWER itself is between them, UPPER is beyond.  NaN UPPER: there is none.  A neutral
 * indicator has no goal. */
enum judgement judge_goal(double value, double lower, double upper, enum polarity polarity);

/* Whether the goal is met, by both ends of INTERVAL; by VALUE alone where the figure has no interval (NaN). */
enum goal_verdict goal_verdict(double value, struct interval interval, double lower, double upper,
                               enum polarity polarity);

/* The peers' average: the mean of the members' rates, each counting alike; pooling their counts
 * would let the largest speak for all.  -1 when one of them is NaN, or there are none. */
int peers_average(const double *rates, size_t count, double *ret_average);

#endif
