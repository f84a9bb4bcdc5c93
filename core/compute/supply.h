/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a source supplied: which months and years it has, and the sentence for each that it has not.
 *
 * Made once for each table of facts; const afterwards; lives in the arena it was made in.  It looks
 * at when facts are, never at their values.
 */
#ifndef STRATA_COMPUTE_SUPPLY_H
#define STRATA_COMPUTE_SUPPLY_H

#include "base/arena.h"
#include "define/catalog.h"
#include "ingest/facts.h"

struct supply {
  const struct fact_table *table;
  bool from_records; /* counted from records: in a month that was supplied, no record is none */
  bool classed;      /* each small area is in one class: there it counts, in the others it is none */

  /* Months from FIRST_MONTH; a month in between may be missing. */
  int32_t first_month;
  size_t month_count; /* 0: nothing monthly */
  const bool *supplied;
  const char *const *month_reasons; /* one a month; NULL where supplied */
  const char *const *year_reasons;  /* one for each twelve months that end with first_month + i;
                                     * month_count + 11 of them; NULL where all were supplied */

  const struct period *years; /* twelve-month periods given as such, ascending by last month */
  size_t year_count;

  const char *nothing_reason; /* for any other period */

  /* Facts of small area i are those from small_facts[i] to small_facts[i + 1]. */
  const size_t *small_facts;
  size_t small_count; /* one more than the last small area that has a fact */

  const struct period *periods; /* every period to ask for, ascending */
  size_t period_count;
};

/* The supply of TABLE, which may be awaited. */
const struct supply *supply_of(struct arena *arena, const struct fact_table *table);

/* -1 when the table has no such month or year. */
int supply_month(const struct supply *supply, int32_t month);
int supply_year(const struct supply *supply, int32_t last);

/* Why PERIOD is not there for any area; NULL when it is. */
const char *supply_reason(const struct supply *supply, struct period period);

#endif
