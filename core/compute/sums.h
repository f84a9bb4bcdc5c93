/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums: the facts of a measure, with one filter on their categories, added up by area and month or
 * year.
 *
 * Indicators of the same measure and filter share one.  Made once; const afterwards; lives in the
 * arena it was made in.  Sums know areas and periods, but no statistics.  NaN is a figure that was
 * not supplied; it makes every sum that needs it NaN.
 */
#ifndef STRATA_COMPUTE_SUMS_H
#define STRATA_COMPUTE_SUMS_H

#include "compute/supply.h"

/* Rows after those of the catalog's areas; after them, those of catalog.elsewhere. */
enum sums_row { SUMS_UNASSIGNED, SUMS_OUTSIDE, SUMS_EXTRA_ROWS };

struct sums {
  const struct supply *supply;
  const bool *wanted; /* one a category of the table */
  bool adds;          /* over areas and categories; over months too unless there are denominators */
  size_t rows; /* catalog.area_count + SUMS_EXTRA_ROWS + catalog.elsewhere_count */

  const double *months; /* [row][month], months as in the supply */
  const double *years;  /* [row][year] */
  const double *month_denominators, *year_denominators; /* FACTS_RATIOS; NULL otherwise */
};

enum sums_of {
  SUMS_OF_VALUES,
  SUMS_OF_ONES,    /* how many values there are */
  SUMS_OF_SQUARES, /* the squares of their differences from the request's shift */
};

/* What to add up. */
struct sums_request {
  const struct supply *supply;
  const bool *wanted; /* one a category */
  bool adds;
  enum sums_of of;
  double shift;
  const double *factors; /* what a category's values are multiplied by; NULL: nothing */
  bool lenient; /* a district that gives some of the wanted categories has none of the others */
};

/* One pass over each table for all requests, whose sums are in the same order.  Rows are: districts
 * from their small areas, or as given; groups from their districts when all are there, else as
 * given; the force from its districts and what has no district. */
const struct sums *sums_add_up(struct arena *arena, const struct facts *facts,
                               const struct sums_request *requests, size_t count);

struct sum {
  double value, denominator; /* NaN: missing */
};

/* Of ROW in PERIOD.  Twelve months are added up where the year itself was not given. */
struct sum sums_find(const struct sums *sums, int row, struct period period);

/* The latest year or month of ROW that is not after PERIOD, for a population: a year's figure is
 * of its middle.  NaN, and *RET_VINTAGE left alone, when there is none. */
double sums_latest(const struct sums *sums, int row, struct period period,
                   struct period *ret_vintage);

#endif
