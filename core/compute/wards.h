/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results by ward: what a ward has is what the small areas have that a lookup fits to it.
 *
 * As results_find: pure functions of const results, nothing rounded, a status and a reason where there is no
 * answer.  Worked out when asked.  What may be seen of a ward follows from what may be seen of its small
 * areas (docs/DISCLOSURE.md, "Small areas").
 */
#ifndef STRATA_COMPUTE_WARDS_H
#define STRATA_COMPUTE_WARDS_H

#include "compute/results.h"

struct ward_result {
  enum status status; /* STATUS_NOT_APPLICABLE: it is not in the area that was asked for */
  const char *reason; /* NULL when published */
  double numerator, denominator; /* NaN when there is none */
  double value, lower, upper;    /* in the indicator's unit; NaN when not given */
  const char *method;            /* of the interval; "" for none */
  size_t small_areas;            /* that its figure is made of */
};

/* RET has room for facts.ward_count, in whose order they are.  Returns how many small areas of AREA have
 * something in PERIOD, which may be 0, and no ward. */
size_t results_wards(const struct results *results, int indicator, int area, struct period period,
                     struct ward_result *ret);

#endif
