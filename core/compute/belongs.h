/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which facts belong to a figure: by category, by place, by time.
 */
#ifndef STRATA_COMPUTE_BELONGS_H
#define STRATA_COMPUTE_BELONGS_H

#include "ingest/facts.h"

/* The column of TABLE's categories that is called NAME, or NO_INDEX. */
int category_column(const struct fact_table *table, const char *name);

/* Whether all COUNT of WHERES hold for CATEGORY, one of TABLE's. */
bool category_is_wanted(const struct where *wheres, size_t count, const struct fact_table *table,
                        const struct category *category);

/* Whether FACT of TABLE, which provides INDICATOR's measure, is a part of its numerator for AREA in
 * PERIOD. */
bool fact_belongs(const struct facts *facts, const struct fact_table *table,
                  const struct fact *fact, const struct indicator *indicator, int area,
                  struct period period);

#endif
