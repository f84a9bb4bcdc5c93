/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files behind sums_add_up share: only for them.
 */
#ifndef STRATA_COMPUTE_SUMS_PASS_H
#define STRATA_COMPUTE_SUMS_PASS_H

#include "compute/sums.h"

/* One table of numbers, [row][column]. */
struct grid {
  double *at;
  size_t columns;
};

/* Sums in the making. */
struct builder {
  struct grid months, years, month_denominators, year_denominators;
};

/* Requests to which category c adds: at[first[c]] to at[first[c + 1]]. */
struct users {
  size_t *first;
  size_t *at;
};

/* What a pass over one table needs to know of a fact before it adds it. */
struct pass {
  const struct facts *facts;
  const struct supply *supply;
  size_t rows;
  /* [district][column]: its own figure was given, so that small areas are not added up as well. */
  bool *own_month, *own_year;
  const struct sums_request *requests;
  struct users each;    /* requests that every fact is added to by itself */
  struct users tallied; /* requests that take tallies instead */
  struct grid *tallies; /* one a category, [counted row][month]; NULL: there are none */
};

/* The small areas of one vintage, 2011 or 2021: how many a district has, and of how many a form
 * gives a figure.  Those whose code did not change are of both. */
struct coverage {
  size_t *wanted;                 /* by district */
  size_t *month_seen, *year_seen; /* [district][column] */
};

/* Where a fact belongs: at a small area; its row; its column of months or of years. */
bool sums_is_small(const struct fact *fact);
int sums_row_of(const struct facts *facts, const struct fact *fact);
int sums_column_of(const struct supply *supply, const struct fact *fact);

/* Of VINTAGE, 2011 or 2021. */
struct coverage coverage_new(struct arena *arena, const struct facts *facts,
                             const struct supply *supply, uint16_t vintage);

/* Counts in COVERAGE the small areas that have a figure of a WANTED category. */
void coverage_count(struct arena *scratch, const struct pass *pass, const bool *wanted,
                    uint16_t vintage, struct coverage *coverage);

/* Leaves the districts' own figures, and sums of small areas of which none is missing.  Figures
 * that do not add up (ADDS is false) are those given for the district itself. */
void coverage_drop(const struct pass *pass, const struct coverage coverage[2], bool adds,
                   bool monthly, struct grid *grid);

/* A district that gives some of the WANTED categories, where others give more, lacks a part of its
 * sum: a form says 0 where there are none. */
void coverage_drop_partial(struct arena *scratch, const struct pass *pass, const bool *wanted,
                           bool monthly, struct grid *grid);

#endif
