/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spine charts: where an area is between the lowest and the highest of all.
 *
 * Pure functions; docs/METHODS.md names the source and the published numbers that they reproduce.
 */
#ifndef STRATA_COMPUTE_SPINE_H
#define STRATA_COMPUTE_SPINE_H

#include "define/catalog.h"

#include <stdbool.h>
#include <stddef.h>

/* From the left end of a spine chart, as shares of its width.  The average is always in the
 * middle; the longer side reaches its end. */
struct spine {
  bool highest_left; /* where lower is better, better is to the right all the same */
  double left, right; /* the extremes */
  double left_quartile, right_quartile;
  double average, unit; /* value in the middle; shares of the width for a unit of value */
};

/* What a spine shows of the areas: their LOWEST and HIGHEST values, QUARTER and THREE_QUARTERS, around
 * AVERAGE.  -1 when they have no extent or are in no order. */
int spine_of(double average, double lowest, double quarter, double three_quarters, double highest,
             enum polarity polarity, struct spine *ret_spine);

/* The same for the COUNT areas' values, of which at least three quarters must be known.  VALUES is
 * put in order. */
int spine_of_values(double average, double *values, size_t count, enum polarity polarity,
                    struct spine *ret_spine);

/* Where VALUE is, as a share of the width; beyond 0 or 1 for one that is more extreme than all. */
double spine_position(const struct spine *spine, double value);

#endif
