/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the cells of an indicator are: only for core/disclose/equations.c, which makes them, and
 * core/disclose/cells.c, which finds them.
 */
#ifndef STRATA_DISCLOSE_CELL_INDEX_H
#define STRATA_DISCLOSE_CELL_INDEX_H

#include "disclose/cells.h"

/* Where the cells of one filter are: cell[row * columns + column]. */
struct filter_index {
  int32_t first_month;
  size_t months;
  const int32_t *years; /* last months of twelve, ascending; their columns follow the months' */
  size_t year_count;
  int *cell;
};

struct cell_index {
  const struct filter_index *filters;
  const int *counts, *divisors; /* filter of each indicator, or NO_INDEX */
};

/* The period of a column. */
struct period cell_period(const struct filter_index *index, size_t column);

/* For qsort and bsearch of months. */
int cell_compare_months(const void *a, const void *b);

#endif
