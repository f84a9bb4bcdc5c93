/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The weighted displacement difference of an initiative that the workspace declares: the method of
 * compute/displacement.h on the counts of its areas before and after.
 *
 * A pure function of const results; nothing is rounded.  Where a count of any area is hidden or not
 * known, or a break lies between the periods, there is no answer but a reason.
 */
#ifndef STRATA_COMPUTE_DISPLACEMENT_OF_H
#define STRATA_COMPUTE_DISPLACEMENT_OF_H

#include "compute/displacement.h"
#include "compute/results.h"

struct initiative_result {
  enum status status;
  const char *reason;        /* NULL when published */
  struct displacement found; /* NaN throughout when not */
  enum change change;        /* rose, fell or similar, against its control: by the interval of the total */
};

void results_initiative(const struct results *results, const struct initiative *initiative,
                        struct initiative_result *ret);

#endif
