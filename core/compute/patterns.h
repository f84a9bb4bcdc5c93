/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Patterns in a series of months and in a set of places: control limits, the busiest months, the
 * busiest places.
 *
 * Pure functions of the numbers that a page may see anyway (released_months,
 * released_small_areas); docs/METHODS.md names their sources.  They answer -1, with nothing written,
 * when the numbers do not allow an answer: a page then says so.
 */
#ifndef STRATA_COMPUTE_PATTERNS_H
#define STRATA_COMPUTE_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>

/* ---- months -------------------------------------------------------------------------------- */

enum {
  LIMITS_LEAST_POINTS = 12, /* fewer than 13 are provisional, and should be said to be */
  RUN_LENGTH = 7,           /* as many on one side of the mean are unusual */
};

/* An XmR chart's mean and limits. */
struct control_limits {
  double mean, lower, upper;
  double moving_range; /* the mean difference of neighbours */
  size_t points;
};

/* From COUNT neighbouring values, without a gap: mean +- 2.66 mean moving ranges.  SCREENED leaves
 * out moving ranges of 3.267 of their mean and more, once.  LOWER is not below FLOOR: 0 for counts,
 * -INFINITY for none.  -1 when a value is missing or there are fewer than LIMITS_LEAST_POINTS. */
int control_limits(const double *values, size_t count, bool screened, double floor,
                   struct control_limits *ret_limits);

/* What COUNT later values are against LIMITS; a NaN is a gap, and ends a run. */
struct control_signals {
  size_t above, below;         /* points outside the limits */
  size_t run_above, run_below; /* the longest run on one side of the mean; a point on it ends it */
};
struct control_signals control_signals(const struct control_limits *limits, const double *values,
                                       size_t count);

/* Which LENGTH neighbouring months of a year hold most of it. */
struct peak {
  size_t first; /* index of the first of them */
  double share; /* of the year, 0 to 1 */
};

/* -1 when a month is missing or the year holds none.  Of equal ones the earliest. */
int peak_months(const double year[12], size_t length, struct peak *ret_peak);

/* ---- places -------------------------------------------------------------------------------- */

/* How much of all the busiest places hold. */
struct concentration {
  size_t places;  /* that have a figure */
  size_t busiest; /* how many of them */
  double share;   /* of the total, 0 to 1 */
};

/* The share of the busiest tenth of places, a part of one counted as one.  NaN: no such place.  -1
 * when there is no place or nothing in them. */
int concentration_of_tenth(const double *counts, size_t count,
                           struct concentration *ret_concentration);

/* The share of the BUSIEST places, or of all when there are fewer. */
int concentration_of(const double *counts, size_t count, size_t busiest,
                     struct concentration *ret_concentration);

/* The indexes of the BUSIEST places, the busiest first, equal ones in their order; how many were
 * written, which is less when fewer have a figure above 0. */
size_t busiest_places(const double *counts, size_t count, size_t busiest, size_t *ret_indexes);

#endif
