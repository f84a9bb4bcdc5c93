/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The age bands of an indicator that is standardised: which categories of its events and of its
 * population make which, and what is added up for each.
 *
 * Only for core/compute.  What the sources' categories do not allow is reported at the definition.
 */
#ifndef STRATA_COMPUTE_STRATA_H
#define STRATA_COMPUTE_STRATA_H

#include "compute/standardised.h"
#include "compute/views.h"

/* Which sums a band will use: indexes of requests. */
struct strata_need {
  size_t count;
  int events[ESP2013_BANDS], squares[ESP2013_BANDS], populations[ESP2013_BANDS];
  double weights[ESP2013_BANDS];
};

/* The bands that INDICATOR's events have, with a request for each; EVENTS and POPULATION are the
 * tables of its measures.  NULL after reporting. */
const struct strata_need *strata_needed(struct work *work, const struct indicator *indicator,
                                        const struct supply *events,
                                        const struct supply *population);

/* How many events each category's people had: for `repeat events`.  NULL when they are independent, or
 * after reporting. */
const double *repeat_factors(struct work *work, const struct indicator *indicator,
                             const struct fact_table *table);

/* The sums themselves, when they have been made. */
const struct strata *strata_joined(struct arena *arena, const struct strata_need *need,
                                   const struct indicator *indicator, const struct sums *sums);

/* An area of the catalog, or what is left of it without another. */
struct place {
  int area, without; /* NO_INDEX: nothing is taken away */
};

/* The bands of PLACE in PERIOD, with the population of VINTAGE. */
void strata_fill(const struct strata *strata, struct place place, struct period period,
                 struct period vintage, struct stratum bands[ESP2013_BANDS]);

/* A sum of PLACE: NaN when either part is missing. */
struct sum place_sum(const struct sums *sums, struct place place, struct period period);

#endif
