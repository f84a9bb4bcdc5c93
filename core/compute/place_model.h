/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files behind compute/place_results.h, small areas and wards share: only for them.
 */
#ifndef STRATA_COMPUTE_PLACE_MODEL_H
#define STRATA_COMPUTE_PLACE_MODEL_H

#include "compute/kept.h"
#include "compute/place_results.h"

/* Small areas of an area for a period: NaN outside it and where none. */
struct places {
  double *counts, *people, *rates; /* PEOPLE are denominators: NaN for a count */
  size_t count;                    /* facts.small_area_count */
};

/* What small area SMALL has in PERIOD, before protection; NaN when there is none. */
struct small_figure small_figure_of(const struct results *results, const struct view *view,
                                    size_t small, struct period period);

/* Rounds *SUM as it may be seen; false when it may not be. */
bool protect_small(const struct protected_indicator *protected_, struct sum *sum);

/* Whether AREA is DISTRICT or has it as a member. */
bool lies_in(const struct catalog *catalog, int district, int area);

/* Whether all of PERIOD was supplied for AREA, in one series: no small area of it has a figure otherwise. */
bool is_supplied(const struct results *results, const struct view *view, int area,
                 struct period period);

/* False when none has a count. */
bool find_places(const struct results *results, const struct view *view, int area,
                 struct period period, struct arena *scratch, struct places *ret);

/* The best index of deprivation in TABLE for PERIOD that has a tenth by DOMAIN, 1 the most deprived, for
 * every one of PLACES: its year, and a tenth for each small area; 0: none has. */
int32_t choose_deprivation(const struct facts *facts, const struct fact_table *table,
                           const char *domain, const struct places *places, struct period period,
                           struct arena *scratch, unsigned char *ret_tenths);

/* The share of the harm in AREA's small areas that is in those whose TENTH is WANTED: 0 to 1; NaN when
 * the indicator has no weights at hand, or there is no harm. */
double harm_share_of_tenth(const struct results *results, const struct view *view, int area,
                           struct period period, const unsigned char *tenth, unsigned char wanted);

/* The events of SOURCE (NULL when the definition names none), which are those of VIEW's comparator.
 * NULL, with the status and why, when none are named (or data.police.uk moved
 * them), when they were not supplied, or when AREA is another area. */
const struct event_list *find_single_events(const struct results *results, const struct view *view,
                                            const struct source *source, int area,
                                            enum status *ret_status, const char **ret_reason);

/* Reports what does not fit: a column of categories that is not there (STRATA-C040), categories
 * without a weight (C041), a domain of deprivation that is not there (C042). */
void check_severity(struct arena *arena, const struct facts *facts, struct diags *diags,
                    const struct indicator *indicator);
void check_domain(struct arena *arena, const struct facts *facts, struct diags *diags,
                  const struct indicator *indicator);

#endif
