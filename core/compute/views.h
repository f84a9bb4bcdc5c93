/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making the views of indicators: which sums each needs, and the words it may have to say.
 *
 * Only for core/compute.  Views are made before the sums, so that indicators which need the same
 * sums ask for them once; what a definition asks of a source that has no such thing is reported.
 */
#ifndef STRATA_COMPUTE_VIEWS_H
#define STRATA_COMPUTE_VIEWS_H

#include "base/vec.h"
#include "compute/model.h"

/* What results are made from. */
struct work {
  struct arena *arena;
  const struct facts *facts;
  const struct catalog *catalog;
  struct diags *diags;
  const struct supply *const *supplies; /* one a table */
  VEC(struct sums_request) requests;    /* filled by make_views */
};

/* Which sums a view will use: indexes of requests; NO_INDEX for none. */
struct need {
  int numerators, denominators;
  int ones, squares;                 /* of means */
  int elsewhere;
  const struct strata_need *strata; /* of what is standardised; NULL otherwise */
};

/* The index of a request for these sums, a new one or one that was made before. */
int request_sums(struct work *work, struct sums_request wanted);

/* Reports a proportion whose parts are more than the whole somewhere. */
void check_proportion(struct work *work, const struct view *view);

/* Reports what INDICATOR asks for and SUPPLY is not made for.  False: its statistic is none of that source. */
bool check_fit(struct work *work, const struct indicator *indicator, const struct supply *supply);

/* Values that are given, not counted, are not added up: reports WANTED that leave several an area. */
void check_single(struct work *work, const struct indicator *indicator,
                  const struct fact_table *table, const bool *wanted);

/* Reports a proportion whose PART and WHOLE, indexes of requests, are one. */
void check_part(struct work *work, const struct indicator *indicator, int part, int whole);

/* Which of TABLE's categories all COUNT of WHERES choose. */
const bool *wanted_categories(struct work *work, const struct where *wheres, size_t count,
                              const struct fact_table *table);

/* Reports a chart or a forecast that INDICATOR asks for and SUPPLY has no months for (monthly.c). */
void check_monthly(struct work *work, const struct indicator *indicator,
                   const struct supply *supply);

/* One view an indicator, still without sums; NEEDS has room for as many. */
struct view *make_views(struct work *work, struct need *needs);

#endif
