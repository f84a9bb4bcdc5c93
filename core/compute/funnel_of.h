/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The funnel that an indicator asks for: which limits its districts are held against, one by one,
 * and the curve that a figure draws.
 *
 * What a definition chooses meets the methods of compute/funnel.h here and nowhere else, so that a
 * table, a sentence and a funnel plot judge alike.  Pure functions; they know nothing of results.
 */
#ifndef STRATA_COMPUTE_FUNNEL_OF_H
#define STRATA_COMPUTE_FUNNEL_OF_H

#include "compute/funnel.h"
#include "define/catalog.h"

#include <stdbool.h>

/* Whether the indicator's districts are judged by a funnel at all: otherwise by their intervals. */
bool funnel_is_used(const struct indicator *indicator);

/* "over-dispersed limits 95%, itself left out"; "" when none is used. */
const char *funnel_method(const struct indicator *indicator);

/* What was estimated before with a place left out. */
struct kept_spread {
  bool known;
  int status;
  struct funnel_spread spread;
};

/* The places of one period and what they are compared with.  A place that has no figure has NaN. */
struct funnel_places {
  const struct indicator *indicator;
  double average;       /* the comparator's count over its denominator */
  const double *counts; /* one a place */
  const double *wholes; /* its denominators */
  size_t count;
  size_t setting;       /* how many of them, from the first, set over-dispersed limits */
  struct kept_spread *spreads; /* one a place of them left out, then none left out; NULL: not kept */
};

/* Limits of a place of WHOLE as ratios to the average; place OWN is left out of what sets them where
 * the indicator asks for that.  FUNNEL_NONE leaves out none: the curve that a figure draws.  -1 when none can be set: too few places,
 * too few expected.  RET_FAR may be NULL. */
int funnel_limits_of(const struct funnel_places *places, double whole, size_t own,
                     struct interval *ret_near, struct interval *ret_far);

/* Where place OWN lies, and its limits.  Without RET_FAR the position says on which side only. */
enum funnel_position funnel_judge(const struct funnel_places *places, size_t own,
                                  struct interval *ret_near, struct interval *ret_far);

#endif
