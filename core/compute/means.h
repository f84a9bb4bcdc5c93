/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mean of values, with Student's interval.
 *
 * Pure functions; docs/METHODS.md names the source and the published number that they reproduce.
 * LEVEL is in per cent.
 */
#ifndef STRATA_COMPUTE_MEANS_H
#define STRATA_COMPUTE_MEANS_H

#include "compute/intervals.h"

#include <stddef.h>

struct mean {
  double mean, deviation; /* NaN when there is none: a mean of nothing, the deviation of one value */
  struct interval interval; /* NaN likewise */
  const char *reason; /* why there is no mean, or none of its interval: a sentence; else NULL */
};

/* What is kept of values so that their mean can be worked out: how many, and the sums of their
 * differences from SHIFT and of the squares of these.  A shift near the mean keeps the digits that
 * squares of large values would lose.  Moments with the same shift add up. */
struct moments {
  double count, differences, squares;
};

struct mean mean_of_moments(struct moments moments, double shift, double level);

/* Of COUNT values, none of them NaN. */
struct mean mean_of_values(const double *values, size_t count, double level);

#endif
