/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/block.h"

#include "base/vec.h"

#include <math.h>
#include <stdlib.h>

void block_keep(struct block *block, const struct witness *witness)
{
  uint32_t *numbers = ARENA_ARRAY(block->arena, uint32_t, witness->count);
  double *values = ARENA_ARRAY(block->arena, double, witness->count);
  for (size_t k = 0; k < witness->count; k++) {
    numbers[k] = witness->numbers[k];
    values[k] = witness->values[k];
  }
  *VEC_ADD(block->arena, &block->witnesses.list) = (struct witness) { witness->count, numbers, values };
}

struct candidate {
  double cost;
  uint32_t number;
};

static int compare_candidates(const void *a, const void *b)
{
  const struct candidate *left = a, *right = b;
  if (left->cost != right->cost)
    return left->cost < right->cost ? 1 : -1;
  return (left->number > right->number) - (left->number < right->number);
}

size_t block_lost(struct arena *arena, const struct block *block, const uint32_t **ret_numbers)
{
  VEC(struct candidate) lost = { 0 };
  for (uint32_t i = 0; i < block->count; i++)
    if (cell_of(block, i)->lost)
      *VEC_ADD(arena, &lost) = (struct candidate) { cell_of(block, i)->cost, i };
  if (lost.len > 1)
    qsort(lost.at, lost.len, sizeof *lost.at, compare_candidates);
  uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, lost.len);
  for (size_t i = 0; i < lost.len; i++)
    numbers[i] = lost.at[i].number;
  *ret_numbers = numbers;
  return lost.len;
}

static uint32_t root_of(uint32_t *parent, uint32_t index)
{
  while (parent[index] != index)
    index = parent[index] = parent[parent[index]];
  return index;
}

/* The block of each cell: the lowest cell that equations join to it.  A cell known exactly joins
 * nothing. */
static uint32_t *find_roots(struct arena *arena, const struct cells *cells)
{
  uint32_t *parent = ARENA_ARRAY(arena, uint32_t, cells->count);
  for (uint32_t i = 0; i < cells->count; i++)
    parent[i] = i;
  for (size_t e = 0; e < cells->equation_count; e++) {
    const struct equation *equation = &cells->equations[e];
    uint32_t first = UINT32_MAX;
    for (uint32_t t = 0; t < equation->count; t++) {
      uint32_t cell = cells->terms[equation->first + t].cell;
      if (is_constant(&cells->at[cell]))
        continue;
      first = first == UINT32_MAX ? cell : first;
      uint32_t a = root_of(parent, first), b = root_of(parent, cell);
      parent[a > b ? a : b] = a > b ? b : a;
    }
  }
  for (uint32_t i = 0; i < cells->count; i++)
    parent[i] = root_of(parent, i);
  return parent;
}

static uint32_t equation_root(const struct cells *cells, const uint32_t *roots,
                              const struct equation *equation)
{
  for (uint32_t t = 0; t < equation->count; t++) {
    uint32_t cell = cells->terms[equation->first + t].cell;
    if (!is_constant(&cells->at[cell]))
      return roots[cell];
  }
  return UINT32_MAX;
}

/* Which cells and equations each block has: counted, then listed. */
struct lists {
  uint32_t *first, *items;
};

static struct lists lists_of(struct arena *arena, size_t keys, const uint32_t *key, size_t count)
{
  struct lists lists = { ARENA_ARRAY(arena, uint32_t, keys + 1), ARENA_ARRAY(arena, uint32_t, count) };
  uint32_t *next = ARENA_ARRAY(arena, uint32_t, keys);
  for (size_t i = 0; i < count; i++)
    if (key[i] != UINT32_MAX)
      lists.first[key[i] + 1]++;
  for (size_t k = 0; k < keys; k++) {
    lists.first[k + 1] += lists.first[k];
    next[k] = lists.first[k];
  }
  for (size_t i = 0; i < count; i++)
    if (key[i] != UINT32_MAX)
      lists.items[next[key[i]]++] = (uint32_t)i;
  return lists;
}

struct block_layout {
  uint32_t *roots;
  struct lists cells, equations; /* by root */
  uint32_t *number; /* of a cell in the block at hand, plus 1; 0 for the others */
};

const struct block_layout *block_layout_of(struct arena *arena, const struct cells *cells)
{
  struct block_layout *layout = ARENA_NEW(arena, struct block_layout);
  layout->roots = find_roots(arena, cells);
  layout->number = ARENA_ARRAY(arena, uint32_t, cells->count);
  uint32_t *key = ARENA_ARRAY(arena, uint32_t, cells->equation_count);
  for (size_t e = 0; e < cells->equation_count; e++)
    key[e] = equation_root(cells, layout->roots, &cells->equations[e]);
  layout->cells = lists_of(arena, cells->count, layout->roots, cells->count);
  layout->equations = lists_of(arena, cells->count, key, cells->equation_count);
  return layout;
}

static void list_users(struct block *block)
{
  uint32_t *first = ARENA_ARRAY(block->arena, uint32_t, block->count + 1), terms = 0;
  for (size_t e = 0; e < block->equation_count; e++)
    for (uint32_t t = 0; t < block->equations[e].count; t++, terms++)
      first[block->terms[block->equations[e].first + t].cell + 1]++;
  for (size_t i = 0; i < block->count; i++)
    first[i + 1] += first[i];
  uint32_t *users = ARENA_ARRAY(block->arena, uint32_t, terms);
  uint32_t *next = ARENA_ARRAY(block->arena, uint32_t, block->count);
  for (size_t e = 0; e < block->equation_count; e++)
    for (uint32_t t = 0; t < block->equations[e].count; t++) {
      uint32_t number = block->terms[block->equations[e].first + t].cell;
      users[first[number] + next[number]++] = (uint32_t)e;
    }
  block->first_user = first;
  block->users = users;
}

struct block block_of(struct arena *arena, struct cells *cells, const struct block_layout *layout,
                      uint32_t root)
{
  VEC(uint32_t) numbers = { 0 };
  for (uint32_t i = layout->cells.first[root]; i < layout->cells.first[root + 1]; i++) {
    *VEC_ADD(arena, &numbers) = layout->cells.items[i];
    layout->number[layout->cells.items[i]] = (uint32_t)numbers.len;
  }
  VEC(struct equation) equations = { 0 };
  VEC(struct term) terms = { 0 };
  for (uint32_t i = layout->equations.first[root]; i < layout->equations.first[root + 1]; i++) {
    const struct equation *equation = &cells->equations[layout->equations.items[i]];
    *VEC_ADD(arena, &equations)
      = (struct equation) { equation->kind, (uint32_t)terms.len, equation->count };
    for (uint32_t t = 0; t < equation->count; t++) {
      struct term term = cells->terms[equation->first + t];
      if (layout->number[term.cell] == 0) { /* known exactly */
        *VEC_ADD(arena, &numbers) = term.cell;
        layout->number[term.cell] = (uint32_t)numbers.len;
      }
      *VEC_ADD(arena, &terms) = (struct term) { layout->number[term.cell] - 1, term.sign };
    }
  }
  for (size_t i = 0; i < numbers.len; i++)
    layout->number[numbers.at[i]] = 0;
  struct block block = {
    .arena = arena, .cells = cells, .cell = numbers.at, .count = numbers.len,
    .equations = equations.at, .equation_count = equations.len, .terms = terms.at,
    .whole = ARENA_ARRAY(arena, bool, numbers.len),
    .asked_low = ARENA_ARRAY(arena, double, numbers.len),
    .asked_high = ARENA_ARRAY(arena, double, numbers.len),
    .values = ARENA_ARRAY(arena, double, numbers.len),
    .periods = ARENA_ARRAY(arena, struct period, numbers.len),
  };
  list_users(&block);
  for (size_t i = 0; i < block.count; i++) {
    const struct cell *cell = cell_of(&block, i);
    bool asked = cell->sensitive && !is_constant(cell);
    block.whole[i] = cell->whole;
    block.values[i] = cell->value;
    block.periods[i] = cell->period;
    block.rounded = block.rounded || cell->base > 1;
    block.asked_low[i] = asked ? fmax(cell->low, cell->known_low) : (double)NAN;
    block.asked_high[i] = asked ? fmin(cell->high, cell->known_high) : (double)NAN;
  }
  return block;
}

bool block_is_wanted(const struct block_layout *layout, const struct cells *cells, uint32_t root)
{
  if (layout->roots[root] != root)
    return false;
  for (uint32_t i = layout->cells.first[root]; i < layout->cells.first[root + 1]; i++)
    if (cells->at[layout->cells.items[i]].sensitive)
      return true;
  return false;
}
