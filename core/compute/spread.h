/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The usual spread of districts around the area they are compared with: funnel limits that allow
 * for over-dispersion.
 *
 * With counts in thousands, Poisson limits would call nearly every district unusual: places differ
 * for reasons that have nothing to do with chance.  The spread of the districts themselves is
 * therefore added to the variance of a count (Spiegelhalter 2005).  Pure functions.
 */
#ifndef STRATA_COMPUTE_SPREAD_H
#define STRATA_COMPUTE_SPREAD_H

#include "compute/intervals.h"

#include <stddef.h>

/* An area that expects fewer neither sets the spread nor is held against it: log(O/E) is far from
 * normal there. */
#define SPREAD_LEAST_EXPECTED 5.0

enum { SPREAD_LEAST_AREAS = 3, SPREAD_MOST_AREAS = 512 };

struct spread {
  double dispersion;  /* the mean squared z after winsorising: 1 when only chance is at work */
  double tau_squared; /* the variance between areas of log(O/E) */
  size_t areas;       /* how many set it */
};

/* From OBSERVED counts and the EXPECTED ones, had each area the rate of all.  Pairs with a NaN or
 * with too small an expectation are left out.  -1 when fewer than SPREAD_LEAST_AREAS remain. */
int spread_estimate(const double *observed, const double *expected, size_t count,
                    struct spread *ret_spread);

/* The limits of observed / EXPECTED at LEVEL per cent; NaN when EXPECTED is too small. */
struct interval spread_limits(const struct spread *spread, double expected, double level);

#endif
