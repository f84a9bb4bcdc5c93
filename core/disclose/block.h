/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks: cells that equations join to each other and to no others, by themselves.  Only for
 * core/disclose/protect.c and search.c; a block changes its cells.
 */
#ifndef STRATA_DISCLOSE_BLOCK_H
#define STRATA_DISCLOSE_BLOCK_H

#include "disclose/cells.h"
#include "disclose/ranges.h"

/* Its cells are numbered from 0, with those known exactly beside them. */
struct block {
  struct arena *arena;
  struct cells *cells;
  const uint32_t *cell; /* of each number */
  size_t count;
  const struct equation *equations;
  size_t equation_count;
  const struct term *terms; /* with the block's own numbers */
  const uint32_t *first_user, *users; /* the equations of number i: users[first_user[i]] and on */
  bool *whole;
  double *asked_low, *asked_high; /* NaN: not sensitive */
  double *values;
  struct period *periods;
  bool rounded; /* some cells are */
  struct witnesses witnesses; /* each satisfies all equations and shows how far cells can go */
  long iterations;
};

static inline struct cell *cell_of(const struct block *block, size_t number)
{
  return &block->cells->at[block->cell[number]];
}

/* Hides a cell that is printed, or prints it again; what rules hide stays hidden. */
static inline void lose(struct cell *cell, bool lost)
{
  if (!cell->hidden || cell->lost)
    cell->hidden = cell->lost = lost;
}

/* The numbers of the cells that are lost, the dearest first; in ARENA.  Returns how many. */
size_t block_lost(struct arena *arena, const struct block *block, const uint32_t **ret_numbers);

/* Keeps a copy of WITNESS in the block. */
void block_keep(struct block *block, const struct witness *witness);

/* An earlier edition printed it exactly: it can neither be hidden nor move. */
static inline bool is_constant(const struct cell *cell)
{
  return cell->known_low >= cell->known_high;
}

/* How the cells fall into blocks: the block of each cell is named by the lowest cell in it. */
struct block_layout;
const struct block_layout *block_layout_of(struct arena *arena, const struct cells *cells);

/* Whether ROOT names a block, and a cell in it is sensitive. */
bool block_is_wanted(const struct block_layout *layout, const struct cells *cells, uint32_t root);

struct block block_of(struct arena *arena, struct cells *cells, const struct block_layout *layout,
                      uint32_t root);

#endif
