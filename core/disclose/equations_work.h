/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells in the making: what is gathered of filters, cells and equations before it is const.  Only for
 * core/disclose/equations.c and equations_join.c.
 */
#ifndef STRATA_DISCLOSE_EQUATIONS_WORK_H
#define STRATA_DISCLOSE_EQUATIONS_WORK_H

#include "base/vec.h"
#include "disclose/cell_index.h"

/* Cells in the making. */
struct work {
  struct arena *arena;
  const struct results *results;
  const struct catalog *catalog;
  size_t rows;
  VEC(struct cell_filter) filters;
  int *counts, *divisors;
  VEC(struct cell) cells;
  VEC(struct equation) equations;
  VEC(struct term) terms;
  struct filter_index *index; /* one a filter */
};

/* The filters of one supply, and the atoms that they are made of: categories that each filter wants
 * all or none of. */
struct family {
  const struct supply *supply;
  VEC(int) filters;
  int *atom_of; /* a category's atom; NO_INDEX: it has none, and everybody knows it to be 0 */
  VEC(int) atoms; /* their filters */
};

/* Adds what the cells of WORK add up to: by areas, months and categories. */
void equations_join(struct work *work, const struct family *families, size_t family_count);

#endif
