/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells and equations put together by hand, and the least that can be hidden to protect them.
 */
#ifndef STRATA_TESTS_HAND_CELLS_H
#define STRATA_TESTS_HAND_CELLS_H

#include "base/vec.h"
#include "disclose/audit.h"
#include "disclose/protect.h"

struct hand {
  struct arena *arena;
  VEC(struct cell) cells;
  VEC(struct equation) equations;
  VEC(struct term) terms;
};

/* A whole count that costs COST to hide. */
uint32_t hand_cell(struct hand *hand, double value, double cost);

/* CELLS[0] is the sum of the others.  Its value is set to that. */
void hand_total(struct hand *hand, enum equation_kind kind, const uint32_t *cells, size_t count);

/* A table of ROWS x COLUMNS counts with totals of rows, columns and all: cell [r][c] is number
 * r * (COLUMNS + 1) + c from the first, with the totals last.  Totals cost five. */
void hand_table(struct hand *hand, size_t rows, size_t columns, const int *counts);

/* Marks each cell from 1 to 4 that is not hidden yet as sensitive. */
void hand_mark(struct hand *hand, double most);

struct cells hand_cells(struct hand *hand);

/* The same cells and equations once more, for another attempt. */
struct hand hand_copy(const struct hand *hand);

/* The least cost, and the fewest cells of that cost, that protect what is sensitive: an integer
 * programme to which every way of attack is added as it is found (Fischetti and Salazar 2001). */
double hand_optimum(const struct hand *hand, size_t *ret_cells);

/* 0, 1, 2, ... from a fixed start: a linear congruential generator. */
struct dice {
  uint64_t state;
};
uint32_t dice_roll(struct dice *dice, uint32_t below);

#endif
