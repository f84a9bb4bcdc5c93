/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/protect.h"

#include "base/cleanup.h"
#include "disclose/large.h"
#include "disclose/search.h"
#include "disclose/solutions.h"

#include <glpk.h>
#include <math.h>

static const double SMALL = 1e-6;
/* What giving back may cost: steps of the simplex method, each as long as there are equations. */
static const double MOST_WORK = 5e7;
enum {
  MOST_VAIN_ROUNDS = 6, /* of hiding for what falls short, without anything new to hide */
  BATCH = 8,            /* of what falls short, one in so many is hidden for before looking again */
  FEW = 64,             /* up to so many cells in a block every way of hiding is tried */
  MIDDLING = 400,       /* and up to so many two of them */
  LARGE = 1500,         /* blocks with more cells are protected piece by piece (disclose/large.h) */
};

/* ---- how far cells can go ------------------------------------------------------------------ */

/* The attacker's view of the block. */
static struct ranges view_of(struct arena *scratch, const struct block *block)
{
  struct ranges ranges = {
    .whole = block->whole, .equations = block->equations,
    .equation_count = block->equation_count, .terms = block->terms,
    .asked_low = block->asked_low, .asked_high = block->asked_high, .origin = block->values,
  };
  ranges_begin(&ranges, scratch, block->count);
  for (size_t i = 0; i < block->count; i++) {
    const struct cell *cell = cell_of(block, i);
    cell_shown(cell, cell->hidden, &ranges.low[i], &ranges.high[i]);
    ranges.seen_low[i] = ranges.seen_high[i] = cell->value;
  }
  return ranges;
}

/* Whether POINT can still be: it moves nothing that is printed. */
static bool is_possible(const struct block *block, const struct witness *point)
{
  for (size_t k = 0; k < point->count; k++) {
    const struct cell *cell = cell_of(block, point->numbers[k]);
    double low, high;
    cell_shown(cell, cell->hidden, &low, &high);
    if (point->values[k] < low - SMALL || point->values[k] > high + SMALL)
      return false;
  }
  return true;
}

/* Takes the witnesses that are possible into what RANGES has seen. */
static void recall(const struct block *block, struct ranges *ranges)
{
  for (size_t p = 0; p < block->witnesses.list.len; p++) {
    const struct witness *point = &block->witnesses.list.at[p];
    if (!is_possible(block, point))
      continue;
    for (size_t k = 0; k < point->count; k++) {
      uint32_t number = point->numbers[k];
      ranges->seen_low[number] = fmin(ranges->seen_low[number], point->values[k]);
      ranges->seen_high[number] = fmax(ranges->seen_high[number], point->values[k]);
    }
  }
}

static void keep_all(struct block *block, const struct witnesses *witnesses)
{
  for (size_t p = 0; p < witnesses->list.len; p++)
    block_keep(block, &witnesses->list.at[p]);
}

static bool all_reach(const struct block *block, const struct ranges *ranges)
{
  for (size_t i = 0; i < block->count; i++)
    if (!ranges_reach(ranges, i))
      return false;
  return true;
}

/* ---- hiding -------------------------------------------------------------------------------- */

/* How far NUMBER has still to go; 0 when it goes far enough. */
static double need_of(const struct block *block, const struct ranges *ranges, size_t number, bool up,
                      double factor)
{
  const struct cell *cell = cell_of(block, number);
  bool reaches = up ? ranges->seen_high[number] >= block->asked_high[number] - SMALL
                    : ranges->seen_low[number] <= block->asked_low[number] + SMALL;
  if (isnan(block->asked_low[number]) || reaches)
    return 0;
  double need = up ? block->asked_high[number] - cell->value : cell->value - block->asked_low[number];
  need = fmin(need * factor, search_room(cell, up));
  return need > SMALL ? need : 0;
}

static bool hide_one(struct search *search, const struct block *block, const struct ranges *ranges,
                     size_t number, double factor)
{
  bool helped = false;
  for (int up = 0; up < 2; up++) {
    struct target target = { (uint32_t)number, up, need_of(block, ranges, number, up, factor) };
    if (target.need > 0)
      helped = search_hide(search, &target, 1) || helped;
  }
  return helped;
}

/* Some of those that fall short, with all of the block; the last first when BACKWARDS. */
static bool hide_anywhere(struct block *block, const struct ranges *ranges, size_t most,
                          double factor, bool backwards)
{
  struct search *search = search_begin(block);
  bool done = false;
  for (size_t k = 0; k < block->count && most > 0; k++) {
    size_t i = backwards ? block->count - 1 - k : k;
    bool helped = !ranges_reach(ranges, i) && hide_one(search, block, ranges, i, factor);
    most -= helped;
    done = done || helped;
  }
  search_end(search);
  return done;
}

/* Hides for what falls short in RANGES, SHORT_OF in all; whether anything could be done.  What is hidden
 * for one often does for others, so only some are hidden for before looking again. */
static bool hide_more(struct block *block, struct ranges *ranges, size_t short_of,
                      double factor, bool backwards)
{
  return hide_anywhere(block, ranges, 1 + short_of / BATCH, factor, backwards);
}

/* ---- giving back --------------------------------------------------------------------------- */

/* Whether all sensitive cells are still safe, as the cells are hidden now. */
static bool is_safe(struct block *block)
{
  auto_arena struct arena *scratch = arena_new();
  struct ranges ranges = view_of(scratch, block);
  recall(block, &ranges);
  if (all_reach(block, &ranges))
    return true;
  struct witnesses witnesses = { 0 };
  ranges.stop_short = true;
  ranges.witnesses = &witnesses;
  ranges_solve(&ranges);
  block->iterations += ranges.iterations;
  if (ranges.contradiction || !all_reach(block, &ranges))
    return false;
  keep_all(block, &witnesses);
  return true;
}

/* Prints again each cell that can be, the dearest first: what was hidden for one may have become
 * needless through what was hidden for another. */
static void give_back(struct block *block)
{
  const uint32_t *lost;
  size_t count = block_lost(block->arena, block, &lost);
  block->iterations = 0;
  double most = MOST_WORK / (double)(block->equation_count + 1);
  for (size_t i = 0; i < count && (double)block->iterations < most; i++) {
    struct cell *cell = cell_of(block, lost[i]);
    lose(cell, false);
    if (!is_safe(block))
      lose(cell, true);
  }
}

/* Prints again what hiding does not hide: the others give it away. */
static void print_pinned(struct block *block)
{
  auto_arena struct arena *scratch = arena_new();
  struct ranges ranges = view_of(scratch, block);
  double *width = ARENA_ARRAY(scratch, double, block->count);
  for (size_t i = 0; i < block->count; i++)
    width[i] = cell_of(block, i)->lost ? 1 : 0;
  ranges.asked_width = width;
  recall(block, &ranges);
  ranges_solve(&ranges);
  for (size_t i = 0; i < block->count && !ranges.contradiction; i++) {
    if (width[i] > 0 && ranges.seen_high[i] - ranges.seen_low[i] < SMALL)
      lose(cell_of(block, i), false);
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static size_t count_short(const struct block *block, const struct ranges *ranges)
{
  size_t count = 0;
  for (size_t i = 0; i < block->count; i++)
    count += !ranges_reach(ranges, i);
  return count;
}

static size_t count_lost(const struct block *block)
{
  size_t count = 0;
  for (size_t i = 0; i < block->count; i++)
    count += cell_of(block, i)->lost;
  return count;
}

/* How many sensitive cells nothing can protect. */
static size_t hide_enough(struct block *block, bool backwards)
{
  double factor = 1;
  size_t short_of = 0;
  for (int vain = 0; vain < MOST_VAIN_ROUNDS;) {
    auto_arena struct arena *scratch = arena_new();
    struct ranges ranges = view_of(scratch, block);
    struct witnesses witnesses = { 0 };
    ranges.witnesses = &witnesses;
    recall(block, &ranges);
    ranges_solve(&ranges);
    keep_all(block, &witnesses);
    short_of = count_short(block, &ranges);
    size_t lost = count_lost(block);
    if (short_of == 0 || ranges.contradiction
        || !hide_more(block, &ranges, short_of, factor, backwards))
      break;
    if (count_lost(block) > lost)
      continue;
    /* Counts are whole, and programmes are not: move it further. */
    factor *= 2;
    vain++;
  }
  return short_of;
}

static double take_down(const struct block *block, bool *lost)
{
  double cost = 0;
  for (size_t i = 0; i < block->count; i++) {
    lost[i] = cell_of(block, i)->lost;
    cost += lost[i] ? cell_of(block, i)->cost : 0;
  }
  return cost;
}

/* Prints all that was lost; hides LOST instead, when it is given. */
static void put_back(const struct block *block, const bool *lost)
{
  for (size_t i = 0; i < block->count; i++)
    lose(cell_of(block, i), lost && lost[i]);
}

/* Other ways, where there is time for them: the cells in the other order, and (of few cells) to hide all
 * that can be hidden and give back from there.  The cheapest stays. */
static void try_other_ways(struct block *block)
{
  auto_arena struct arena *scratch = arena_new();
  bool *best = ARENA_ARRAY(scratch, bool, block->count);
  bool *other = ARENA_ARRAY(scratch, bool, block->count);
  bool *all = ARENA_ARRAY(scratch, bool, block->count);
  double least = take_down(block, best);
  for (size_t i = 0; i < block->count; i++)
    all[i] = cell_of(block, i)->cost > 0 && !is_constant(cell_of(block, i));
  for (int way = 0; way < (block->count > FEW ? 1 : 2); way++) {
    put_back(block, way == 0 ? NULL : all);
    if (way == 0 && hide_enough(block, true) > 0)
      continue;
    give_back(block);
    double cost = take_down(block, other);
    if (cost >= least - SMALL)
      continue;
    least = cost;
    memcpy(best, other, block->count * sizeof *best);
  }
  put_back(block, best);
}

static size_t protect_block(struct block *block)
{
  if (block->count > LARGE)
    return protect_large(block);
  size_t short_of = hide_enough(block, false);
  if (count_lost(block) == 0)
    return short_of;
  give_back(block);
  if (short_of == 0 && block->count <= MIDDLING)
    try_other_ways(block);
  print_pinned(block);
  return short_of;
}

void protect(struct cells *cells, struct protection *ret_protection)
{
  protect_kept(cells, NULL, ret_protection);
}

void protect_kept(struct cells *cells, const struct solutions_place *place,
                  struct protection *ret_protection)
{
  auto_arena struct arena *scratch = arena_new();
  *ret_protection = (struct protection) { 0 };
  if (!cells->count)
    return;
  const struct block_layout *layout = block_layout_of(scratch, cells);
  struct solutions *solutions = solutions_new(scratch, place);
  glp_term_out(GLP_OFF);
  for (uint32_t root = 0; root < cells->count; root++) {
    if (!block_is_wanted(layout, cells, root))
      continue;
    auto_arena struct arena *arena = arena_new();
    struct block block = block_of(arena, cells, layout, root);
    size_t short_of;
    if (solutions_find(solutions, &block, &short_of) == 0) {
      ret_protection->found++;
    } else {
      short_of = protect_block(&block);
      solutions_keep(solutions, &block, root, short_of);
    }
    ret_protection->unprotected += short_of;
  }
  solutions_close(solutions);
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    ret_protection->sensitive += cell->sensitive;
    ret_protection->unprotected += cell->sensitive && is_constant(cell);
    ret_protection->lost += cell->lost;
    ret_protection->cost += cell->lost ? cell->cost : 0;
  }
}
