/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The weighted displacement difference: did an initiative change anything, measured against a place
 * without it, and did the events only move next door?
 *
 * A pure function of counts before and after; docs/METHODS.md names its source and the published
 * numbers that it reproduces.  It supposes that chance alone makes the counts vary (Poisson).
 */
#ifndef STRATA_COMPUTE_DISPLACEMENT_H
#define STRATA_COMPUTE_DISPLACEMENT_H

#include "compute/intervals.h"

/* A place, or none at all (all 0).  SIZE weighs places of different size against each other. */
struct before_after {
  double before, after;
  double size; /* 0 is 1 */
};

struct displacement_design {
  struct before_after treated, control;
  struct before_after beside_treated, beside_control; /* where events may have moved to */
  double time_before, time_after; /* how long was counted; 0 is 1 */
};

struct displacement {
  double local, local_error;   /* the treated place less its control, and its standard error */
  double beside, beside_error; /* the same next door */
  double total, total_error, z;
  struct interval interval; /* of the total */
};

/* -1 when a count is missing, infinite or negative, a weight is not above 0, or there were no
 * events at all. */
int displacement_of(const struct displacement_design *design, double level,
                    struct displacement *ret);

#endif
