/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/protect.h"

#include "base/cleanup.h"
#include "disclose/ranges.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

static const double SMALL = 1e-6;
/* Of moving a cell that is hidden anyway, so that the fewest are moved. */
static const double COST_HIDDEN = 1e-4;
enum {
  MOST_VAIN_ROUNDS = 6, /* of hiding for what falls short, without anything new to hide */
  BATCH = 8,            /* of what falls short, one in so many is hidden for before looking again */
  MOST_SLOPES = 4,      /* of making the programme's costs truer */
  MOST_ITERATIONS = 400000, /* of the simplex method while giving back, a block */
};

/* Cells that equations join, by themselves: numbered from 0, with those known exactly beside them. */
struct block {
  struct arena *arena;
  struct cells *cells;
  const uint32_t *cell; /* of each number */
  size_t count;
  const struct equation *equations;
  size_t equation_count;
  const struct term *terms; /* with the block's own numbers */
  bool *whole;
  double *asked_low, *asked_high; /* NaN: not sensitive */
  double *values;
  struct witnesses witnesses; /* each satisfies all equations and shows how far cells can go */
  long iterations;
};

static struct cell *cell_of(const struct block *block, size_t number)
{
  return &block->cells->at[block->cell[number]];
}

/* ---- blocks -------------------------------------------------------------------------------- */

static bool is_constant(const struct cell *cell)
{
  return cell->known_low >= cell->known_high;
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

struct layout {
  uint32_t *roots;
  struct lists cells, equations; /* by root */
  uint32_t *number; /* of a cell in the block at hand, plus 1; 0 for the others */
};

static struct layout layout_of(struct arena *arena, const struct cells *cells)
{
  struct layout layout = { .roots = find_roots(arena, cells),
                           .number = ARENA_ARRAY(arena, uint32_t, cells->count) };
  uint32_t *key = ARENA_ARRAY(arena, uint32_t, cells->equation_count);
  for (size_t e = 0; e < cells->equation_count; e++)
    key[e] = equation_root(cells, layout.roots, &cells->equations[e]);
  layout.cells = lists_of(arena, cells->count, layout.roots, cells->count);
  layout.equations = lists_of(arena, cells->count, key, cells->equation_count);
  return layout;
}

static struct block block_of(struct arena *arena, struct cells *cells, struct layout *layout,
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
  };
  for (size_t i = 0; i < block.count; i++) {
    const struct cell *cell = cell_of(&block, i);
    bool asked = cell->sensitive && !is_constant(cell);
    block.whole[i] = cell->whole;
    block.values[i] = cell->value;
    block.asked_low[i] = asked ? fmax(cell->low, cell->known_low) : (double)NAN;
    block.asked_high[i] = asked ? fmin(cell->high, cell->known_high) : (double)NAN;
  }
  return block;
}

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

static void keep(struct block *block, const struct witness *point)
{
  uint32_t *numbers = ARENA_ARRAY(block->arena, uint32_t, point->count);
  double *values = ARENA_ARRAY(block->arena, double, point->count);
  for (size_t k = 0; k < point->count; k++) {
    numbers[k] = point->numbers[k];
    values[k] = point->values[k];
  }
  *VEC_ADD(block->arena, &block->witnesses.list) = (struct witness) { point->count, numbers, values };
}

static void keep_all(struct block *block, const struct witnesses *witnesses)
{
  for (size_t p = 0; p < witnesses->list.len; p++)
    keep(block, &witnesses->list.at[p]);
}

static bool all_reach(const struct block *block, const struct ranges *ranges)
{
  for (size_t i = 0; i < block->count; i++)
    if (!ranges_reach(ranges, i))
      return false;
  return true;
}

/* ---- the search for what to hide ----------------------------------------------------------- */

/* A programme that moves one cell by as much as is needed, and others along with it, at the least
 * cost of those that are printed.  Number i goes up by column 2i + 1 and down by column 2i + 2. */
struct search {
  struct block *block;
  glp_prob *programme;
};

static double room(const struct cell *cell, bool up)
{
  double to = up ? cell->known_high - cell->value : cell->value - cell->known_low;
  return to > 1e9 ? 1e9 : fmax(to, 0);
}

static void bound(glp_prob *programme, int column, double low, double high)
{
  glp_set_col_bnds(programme, column, low < high ? GLP_DB : GLP_FX, low, high);
}

static struct search search_of(struct block *block)
{
  auto_arena struct arena *scratch = arena_new();
  glp_prob *programme = glp_create_prob();
  glp_add_cols(programme, (int)(2 * block->count));
  for (size_t i = 0; i < block->count; i++)
    for (int down = 0; down < 2; down++)
      bound(programme, (int)(2 * i) + 1 + down, 0, room(cell_of(block, i), !down));
  if (block->equation_count > 0)
    glp_add_rows(programme, (int)block->equation_count);
  for (size_t e = 0; e < block->equation_count; e++) {
    const struct equation *equation = &block->equations[e];
    int *columns = ARENA_ARRAY(scratch, int, 2 * equation->count + 1);
    double *signs = ARENA_ARRAY(scratch, double, 2 * equation->count + 1);
    for (uint32_t t = 0; t < equation->count; t++) {
      struct term term = block->terms[equation->first + t];
      columns[2 * t + 1] = (int)(2 * term.cell) + 1;
      columns[2 * t + 2] = (int)(2 * term.cell) + 2;
      signs[2 * t + 1] = term.sign;
      signs[2 * t + 2] = -term.sign;
    }
    glp_set_row_bnds(programme, (int)e + 1, GLP_FX, 0, 0);
    glp_set_mat_row(programme, (int)e + 1, (int)(2 * equation->count), columns, signs);
  }
  return (struct search) { block, programme };
}

static double moved(const struct search *search, size_t number)
{
  return glp_get_col_prim(search->programme, (int)(2 * number) + 1)
    - glp_get_col_prim(search->programme, (int)(2 * number) + 2);
}

/* A cell is hidden or not, however far it is moved; a programme knows only costs by the unit.  So a
 * unit is made to cost as if the cell were moved as far as can be, then as far as it was. */
static void set_costs(const struct search *search, double need, const double *last)
{
  for (size_t i = 0; i < search->block->count; i++) {
    const struct cell *cell = cell_of(search->block, i);
    for (int down = 0; down < 2; down++) {
      double far = fmin(need, room(cell, !down));
      if (last && last[i] > SMALL)
        far = last[i];
      double cost = cell->hidden ? COST_HIDDEN : cell->cost / fmax(far, SMALL) + COST_HIDDEN;
      glp_set_obj_coef(search->programme, (int)(2 * i) + 1 + down, cost);
    }
  }
}

static bool solve(struct search *search)
{
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  control.meth = GLP_DUALP;
  glp_std_basis(search->programme); /* nothing moves: dual feasible, for no cost is below 0 */
  int before = glp_get_it_cnt(search->programme);
  if (glp_simplex(search->programme, &control)) {
    glp_std_basis(search->programme);
    if (glp_simplex(search->programme, &control))
      return false;
  }
  search->block->iterations += glp_get_it_cnt(search->programme) - before;
  return glp_get_status(search->programme) == GLP_OPT;
}

/* Hides a cell that is printed, or prints it again. */
static void lose(struct cell *cell, bool lost)
{
  if (!cell->hidden || cell->lost)
    cell->hidden = cell->lost = lost;
}

/* Where the last solution moves each cell; the cost of those that are printed. */
static struct witness last_witness(const struct search *search, struct arena *arena, double *ret_cost)
{
  struct block *block = search->block;
  VEC(uint32_t) numbers = { 0 };
  VEC(double) values = { 0 };
  *ret_cost = 0;
  for (size_t i = 0; i < block->count; i++) {
    double by = moved(search, i);
    if (fabs(by) <= SMALL)
      continue;
    *VEC_ADD(arena, &numbers) = (uint32_t)i;
    *VEC_ADD(arena, &values) = block->values[i] + by;
    *ret_cost += cell_of(block, i)->hidden ? 0 : cell_of(block, i)->cost;
  }
  return (struct witness) { numbers.len, numbers.at, values.at };
}

/* The cheapest cells to move along, so that NUMBER goes up or down by NEED; nothing moves when
 * nothing can. */
static struct witness find_cheapest(struct search *search, struct arena *arena, double need)
{
  struct block *block = search->block;
  struct witness best = { 0 };
  double least = INFINITY;
  double *last = ARENA_ARRAY(arena, double, block->count);
  for (int slope = 0; slope < MOST_SLOPES && least > SMALL; slope++) {
    set_costs(search, need, slope ? last : NULL);
    if (!solve(search))
      break;
    double cost;
    struct witness point = last_witness(search, arena, &cost);
    if (cost >= least - SMALL)
      break;
    least = cost;
    best = point;
    for (size_t i = 0; i < block->count; i++)
      last[i] = fabs(moved(search, i));
  }
  return best;
}

/* Hides what lets NUMBER go up or down by NEED.  False when nothing can. */
static bool hide_for(struct search *search, size_t number, bool up, double need)
{
  struct block *block = search->block;
  auto_arena struct arena *scratch = arena_new();
  int to = (int)(2 * number) + (up ? 1 : 2), away = (int)(2 * number) + (up ? 2 : 1);
  bound(search->programme, to, need, need);
  bound(search->programme, away, 0, 0);
  struct witness point = find_cheapest(search, scratch, need);
  bound(search->programme, to, 0, room(cell_of(block, number), up));
  bound(search->programme, away, 0, room(cell_of(block, number), !up));
  for (size_t k = 0; k < point.count; k++)
    lose(cell_of(block, point.numbers[k]), true);
  keep(block, &point);
  return point.count > 0;
}

/* Hides for some of the cells that fall short in RANGES, SHORT_OF in all: what is hidden for one often
 * does for others.  Whether anything could be done. */
static bool hide_more(struct search *search, const struct ranges *ranges, size_t short_of,
                      double factor)
{
  struct block *block = search->block;
  size_t left = 1 + short_of / BATCH;
  bool done = false;
  for (size_t i = 0; i < block->count && left > 0; i++) {
    if (ranges_reach(ranges, i))
      continue;
    const struct cell *cell = cell_of(block, i);
    bool helped = false;
    for (int up = 0; up < 2; up++) {
      bool reaches = up ? ranges->seen_high[i] >= block->asked_high[i] - SMALL
                        : ranges->seen_low[i] <= block->asked_low[i] + SMALL;
      double need = up ? block->asked_high[i] - cell->value : cell->value - block->asked_low[i];
      need = fmin(need * factor, room(cell, up));
      if (!reaches && need > SMALL)
        helped = hide_for(search, i, up, need) || helped;
    }
    left -= helped;
    done = done || helped;
  }
  return done;
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

/* Prints again each cell that can be, the dearest first: what was hidden for one may have become
 * needless through what was hidden for another. */
static void give_back(struct block *block)
{
  VEC(struct candidate) candidates = { 0 };
  for (size_t i = 0; i < block->count; i++)
    if (cell_of(block, i)->lost)
      *VEC_ADD(block->arena, &candidates)
        = (struct candidate) { cell_of(block, i)->cost, (uint32_t)i };
  if (candidates.len > 1)
    qsort(candidates.at, candidates.len, sizeof *candidates.at, compare_candidates);
  block->iterations = 0;
  for (size_t c = 0; c < candidates.len && block->iterations < MOST_ITERATIONS; c++) {
    struct cell *cell = cell_of(block, candidates.at[c].number);
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
  for (size_t i = 0; i < block->count && !ranges.contradiction; i++)
    if (width[i] > 0 && ranges.seen_high[i] - ranges.seen_low[i] < SMALL)
      lose(cell_of(block, i), false);
}

/* ---- all of it ----------------------------------------------------------------------------- */

static bool has_sensitive(const struct cells *cells, const struct layout *layout, uint32_t root)
{
  for (uint32_t i = layout->cells.first[root]; i < layout->cells.first[root + 1]; i++)
    if (cells->at[layout->cells.items[i]].sensitive)
      return true;
  return false;
}

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
static size_t protect_block(struct block *block)
{
  struct search search = { 0 };
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
    if (short_of == 0 || ranges.contradiction)
      break;
    if (!search.programme)
      search = search_of(block);
    if (!hide_more(&search, &ranges, short_of, factor))
      break;
    if (count_lost(block) > lost)
      continue;
    /* Counts are whole, and programmes are not: move it further. */
    factor *= 2;
    vain++;
  }
  if (search.programme) {
    glp_delete_prob(search.programme);
    give_back(block);
    print_pinned(block);
  }
  return short_of;
}

void protect(struct cells *cells, struct protection *ret_protection)
{
  auto_arena struct arena *scratch = arena_new();
  *ret_protection = (struct protection) { 0 };
  if (!cells->count)
    return;
  struct layout layout = layout_of(scratch, cells);
  glp_term_out(GLP_OFF);
  for (uint32_t root = 0; root < cells->count; root++) {
    if (layout.roots[root] != root || !has_sensitive(cells, &layout, root))
      continue;
    auto_arena struct arena *arena = arena_new();
    struct block block = block_of(arena, cells, &layout, root);
    ret_protection->unprotected += protect_block(&block);
  }
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    ret_protection->sensitive += cell->sensitive;
    ret_protection->unprotected += cell->sensitive && is_constant(cell);
    ret_protection->lost += cell->lost;
    ret_protection->cost += cell->lost ? cell->cost : 0;
  }
}
