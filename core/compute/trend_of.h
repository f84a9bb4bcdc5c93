/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recent trend of an indicator: which five years it is of, and why there may be none.
 *
 * The years are gathered one by one, so that core/disclose can give those that may be seen and no
 * others; the trend then tells nothing that they do not.  They are the five that end with the
 * period: next to each other, never overlapping.  Years in between (a rolling total) and months are
 * not tested, and nothing is across a break.
 */
#ifndef STRATA_COMPUTE_TREND_OF_H
#define STRATA_COMPUTE_TREND_OF_H

#include "compute/results.h"

#include <math.h>

#define TREND_NOT_ASKED                                                                            \
  ((struct trend_result) { .slope = NAN, .chi_squared = NAN, .method = "" })

struct trend_years {
  struct period period; /* the last of them */
  double values[TREND_POINTS], lower[TREND_POINTS], upper[TREND_POINTS];
  double parts[TREND_POINTS], wholes[TREND_POINTS];
  const char *missing; /* why one of them is */
};

/* Whether there is anything to gather: the indicator asks for a trend, and PERIOD is a year. */
bool trend_is_asked(const struct results *results, int indicator, struct period period);

void trend_begin(struct period period, struct trend_years *years);

/* The period of a POINT, 0 being the earliest. */
struct period trend_year(struct period period, int point);

/* False when the RESULT of that year is not published, so that there will be no trend. */
bool trend_add(const struct result *result, int point, struct trend_years *years);

/* Always fills *RET. */
void trend_of_years(const struct results *results, int indicator, const struct trend_years *years,
                    struct trend_result *ret);

#endif
