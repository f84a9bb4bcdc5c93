/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Patterns in a set of places: the busiest of them, and how much they hold.
 *
 * Pure functions of the numbers that a page may see anyway (released_small_areas); docs/METHODS.md names their sources.  They answer -1, with nothing written,
 * when the numbers do not allow an answer: a page then says so.
 */
#ifndef STRATA_COMPUTE_PATTERNS_H
#define STRATA_COMPUTE_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>

/* How much of all the busiest places hold. */
struct concentration {
  size_t places;  /* that have a figure */
  size_t busiest; /* how many of them */
  double share;   /* of the total, 0 to 1 */
};

/* The share of the busiest tenth of places, a part of one counted as one.  NaN: no such place.  -1
 * when there is no place or nothing in them. */
int concentration_of_tenth(const double *counts, size_t count,
                           struct concentration *ret_concentration);

/* The share of the BUSIEST places, or of all when there are fewer. */
int concentration_of(const double *counts, size_t count, size_t busiest,
                     struct concentration *ret_concentration);

/* The indexes of the BUSIEST places, the busiest first, equal ones in their order; how many were
 * written, which is less when fewer have a figure above 0. */
size_t busiest_places(const double *counts, size_t count, size_t busiest, size_t *ret_indexes);

#endif
