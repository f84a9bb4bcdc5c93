/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/search.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>

static const double SMALL = 1e-6;
/* Of moving a cell that is hidden anyway, so that the fewest are moved. */
static const double COST_HIDDEN = 1e-4;
enum {
  MOST_SLOPES = 4,   /* of making the programme's costs truer */
  FEW_SLOPES = 2,    /* nearby */
  /* That a programme of what is about a cell may take; as many as cells where they are more. */
  LEAST_STEPS = 1000,
};

/* The cell of columns wide * k + 1, by which it goes up, and the next, by which it goes down, is numbers[k].
 * Where anything is rounded WIDE is 4: the first two go as far as nobody sees, the others go on from there. */
struct search {
  struct block *block;
  struct arena *arena;
  const uint32_t *numbers;
  size_t count;
  const uint32_t *at; /* k of a number, plus 1; 0 when it stays where it is */
  int wide;
  bool nearby; /* of search_begin_nearby */
  glp_prob *programme;
};

double search_room(const struct cell *cell, bool up)
{
  double to = up ? cell->known_high - cell->value : cell->value - cell->known_low;
  return to > 1e9 ? 1e9 : fmax(to, 0);
}

static void bound(glp_prob *programme, int column, double low, double high)
{
  glp_set_col_bnds(programme, column, low < high ? GLP_DB : GLP_FX, low, high);
}

static void choose_cells(struct search *search)
{
  const struct block *block = search->block;
  VEC(uint32_t) numbers = { 0 };
  uint32_t *at = ARENA_ARRAY(search->arena, uint32_t, block->count);
  for (size_t i = 0; i < block->count; i++) {
    if (is_constant(cell_of(block, i)))
      continue;
    *VEC_ADD(search->arena, &numbers) = (uint32_t)i;
    at[i] = (uint32_t)numbers.len;
  }
  search->numbers = numbers.at;
  search->count = numbers.len;
  search->at = at;
}

static int column_of(const struct search *search, size_t k, int side)
{
  return search->wide * (int)k + 1 + side;
}

static void add_equation(struct search *search, const struct equation *equation)
{
  size_t most = (size_t)search->wide * equation->count + 1;
  int *columns = ARENA_ARRAY(search->arena, int, most);
  double *signs = ARENA_ARRAY(search->arena, double, most);
  int used = 0;
  for (uint32_t t = 0; t < equation->count; t++) {
    struct term term = search->block->terms[equation->first + t];
    for (int side = 0; search->at[term.cell] && side < search->wide; side++) {
      columns[++used] = column_of(search, search->at[term.cell] - 1, side);
      signs[used] = side % 2 ? -term.sign : term.sign;
    }
  }
  if (!used)
    return;
  int row = glp_add_rows(search->programme, 1);
  glp_set_row_bnds(search->programme, row, GLP_FX, 0, 0);
  glp_set_mat_row(search->programme, row, used, columns, signs);
}

/* How far CELL moves without being hidden: what is printed is rounded. */
static double slack_of(const struct cell *cell, bool up)
{
  double low, high;
  cell_shown(cell, false, &low, &high);
  return fmin(fmax(up ? high - cell->value : cell->value - low, 0), search_room(cell, up));
}

/* The cell of K may go to what is known of it anyway. */
static void set_free(const struct search *search, size_t k)
{
  const struct cell *cell = cell_of(search->block, search->numbers[k]);
  for (int down = 0; down < 2; down++) {
    double room = search_room(cell, !down), slack = search->wide > 2 ? slack_of(cell, !down) : room;
    bound(search->programme, column_of(search, k, down), 0, slack);
    if (search->wide > 2)
      bound(search->programme, column_of(search, k, 2 + down), 0, room - slack);
  }
}

static struct search *search_new(struct block *block)
{
  struct arena *arena = arena_new();
  struct search *search = ARENA_NEW(arena, struct search);
  *search = (struct search) { .block = block, .arena = arena, .programme = glp_create_prob(),
                              .wide = block->rounded ? 4 : 2 };
  return search;
}

static void add_columns(struct search *search)
{
  if (search->count > 0)
    glp_add_cols(search->programme, search->wide * (int)search->count);
  for (size_t k = 0; k < search->count; k++)
    set_free(search, k);
}

struct search *search_begin(struct block *block)
{
  struct search *search = search_new(block);
  choose_cells(search);
  add_columns(search);
  for (size_t e = 0; e < block->equation_count; e++)
    add_equation(search, &block->equations[e]);
  return search;
}

/* ---- what is about a cell ------------------------------------------------------------------ */

/* Whether PERIOD lies about another. */
static bool is_about(struct period period, struct period other)
{
  enum { NEAR = 2, YEAR = 12 };
  int32_t off = period.last - other.last;
  if (period_months(period) == 1)
    return off >= -NEAR && off <= NEAR;
  return (off >= -NEAR && off < NEAR) || (off >= YEAR - NEAR && off < YEAR + NEAR);
}

/* The nearest first: what one equation joins to it, then what one joins to those; the longest equations do not
 * lead anywhere. */
static void choose_nearest(struct search *search, uint32_t number, size_t most, bool about)
{
  const struct block *block = search->block;
  uint32_t *at = ARENA_ARRAY(search->arena, uint32_t, block->count);
  VEC(uint32_t) numbers = { 0 };
  *VEC_ADD(search->arena, &numbers) = number;
  at[number] = 1;
  for (size_t k = 0; k < numbers.len && numbers.len < most; k++)
    for (uint32_t u = block->first_user[numbers.at[k]]; u < block->first_user[numbers.at[k] + 1]; u++) {
      const struct equation *equation = &block->equations[block->users[u]];
      for (uint32_t t = 0; equation->count <= most / 4 && t < equation->count; t++) {
        uint32_t other = block->terms[equation->first + t].cell;
        if (at[other] || is_constant(cell_of(block, other)) || numbers.len >= most
            || (about && !is_about(block->periods[other], block->periods[number])))
          continue;
        *VEC_ADD(search->arena, &numbers) = other;
        at[other] = (uint32_t)numbers.len;
      }
    }
  search->numbers = numbers.at;
  search->count = numbers.len;
  search->at = at;
}

/* Whether NUMBER is the first in EQUATION that may move: the equation is added with it. */
static bool leads(const struct search *search, const struct equation *equation, uint32_t number)
{
  for (uint32_t t = 0; t < equation->count; t++)
    if (search->at[search->block->terms[equation->first + t].cell])
      return search->block->terms[equation->first + t].cell == number;
  return false;
}

struct search *search_begin_nearby(struct block *block, uint32_t number, size_t most, bool about)
{
  struct search *search = search_new(block);
  search->nearby = true;
  choose_nearest(search, number, most, about);
  add_columns(search);
  for (size_t k = 0; k < search->count; k++) {
    uint32_t one = search->numbers[k];
    for (uint32_t u = block->first_user[one]; u < block->first_user[one + 1]; u++)
      if (leads(search, &block->equations[block->users[u]], one))
        add_equation(search, &block->equations[block->users[u]]);
  }
  return search;
}

/* ---- moving -------------------------------------------------------------------------------- */

static double part_moved(const struct search *search, size_t k, int side)
{
  return glp_get_col_prim(search->programme, column_of(search, k, side))
    - glp_get_col_prim(search->programme, column_of(search, k, side + 1));
}

static double moved(const struct search *search, size_t k)
{
  return part_moved(search, k, 0) + (search->wide > 2 ? part_moved(search, k, 2) : 0);
}

/* How far the cell of K moves further than nobody sees. */
static double moved_openly(const struct search *search, size_t k)
{
  return part_moved(search, k, search->wide - 2);
}

/* Nearby no two cost quite the same: a programme with many ties goes round in circles. */
static double cost_hidden(const struct search *search, size_t k)
{
  return search->nearby ? COST_HIDDEN * (1 + (double)(k * 7919 % 1009) / 1009) : COST_HIDDEN;
}

/* A cell is hidden or not, however far it is moved; a programme knows only costs by the unit.  So a
 * unit is made to cost as if the cell were moved as far as can be, then as far as it was. */
static void set_costs(const struct search *search, double need, const double *last)
{
  for (size_t k = 0; k < search->count; k++) {
    const struct cell *cell = cell_of(search->block, search->numbers[k]);
    for (int down = 0; down < 2; down++) {
      double far = fmin(need, search_room(cell, !down));
      if (last && last[k] > SMALL)
        far = last[k];
      double cost = cost_hidden(search, k);
      cost += cell->hidden ? 0 : cell->cost / fmax(far, SMALL);
      glp_set_obj_coef(search->programme, column_of(search, k, search->wide - 2 + down), cost);
      if (search->wide > 2)
        glp_set_obj_coef(search->programme, column_of(search, k, down), cost_hidden(search, k));
    }
  }
}

static bool solve(struct search *search)
{
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  control.meth = GLP_DUALP;
  if (search->nearby)
    control.it_lim = search->count > LEAST_STEPS ? (int)search->count : LEAST_STEPS;
  glp_std_basis(search->programme); /* nothing moves: dual feasible, for no cost is below 0 */
  int before = glp_get_it_cnt(search->programme);
  int failed = glp_simplex(search->programme, &control);
  if (failed && !search->nearby) {
    glp_std_basis(search->programme);
    failed = glp_simplex(search->programme, &control);
  }
  search->block->iterations += glp_get_it_cnt(search->programme) - before;
  return !failed && glp_get_status(search->programme) == GLP_OPT;
}

/* Where the last solution moves each cell; the cost of those that are printed. */
static struct witness last_witness(const struct search *search, struct arena *arena, double *ret_cost)
{
  struct block *block = search->block;
  VEC(uint32_t) numbers = { 0 };
  VEC(double) values = { 0 };
  *ret_cost = 0;
  for (size_t k = 0; k < search->count; k++) {
    double by = moved(search, k);
    if (fabs(by) <= SMALL)
      continue;
    uint32_t number = search->numbers[k];
    *VEC_ADD(arena, &numbers) = number;
    *VEC_ADD(arena, &values) = block->values[number] + by;
    if (!cell_of(block, number)->hidden && fabs(moved_openly(search, k)) > SMALL)
      *ret_cost += cell_of(block, number)->cost;
  }
  return (struct witness) { numbers.len, numbers.at, values.at };
}

/* The cheapest cells to move along with what is bound to move by NEED; nothing moves when nothing can. */
static struct witness find_cheapest(struct search *search, struct arena *arena, double need)
{
  struct witness best = { 0 };
  double least = INFINITY;
  double *last = ARENA_ARRAY(arena, double, search->count);
  for (int slope = 0; slope < (search->nearby ? FEW_SLOPES : MOST_SLOPES) && least > SMALL; slope++) {
    set_costs(search, need, slope ? last : NULL);
    if (!solve(search))
      break;
    double cost;
    struct witness witness = last_witness(search, arena, &cost);
    if (cost >= least - SMALL)
      break;
    least = cost;
    best = witness;
    for (size_t k = 0; k < search->count; k++)
      last[k] = fabs(moved_openly(search, k));
  }
  return best;
}

/* Binds TARGET to move, or leaves it free again. */
static void bind(struct search *search, const struct target *target, bool bound_to_move)
{
  size_t k = search->at[target->number] - 1;
  if (!bound_to_move) {
    set_free(search, k);
    return;
  }
  for (int side = 0; side < search->wide; side++) {
    double by = side == (target->up ? 0 : 1) ? target->need : 0;
    bound(search->programme, column_of(search, k, side), by, by);
  }
}

/* Whether a cell that is printed can be VALUE for all that a reader sees. */
static bool is_unseen(const struct cell *cell, double value)
{
  double low, high;
  cell_shown(cell, false, &low, &high);
  return value >= low - SMALL && value <= high + SMALL;
}

bool search_hide(struct search *search, const struct target *targets, size_t count)
{
  auto_arena struct arena *scratch = arena_new();
  double need = 0;
  for (size_t i = 0; i < count; i++) {
    bind(search, &targets[i], true);
    need = fmax(need, targets[i].need);
  }
  struct witness witness = find_cheapest(search, scratch, need);
  for (size_t i = 0; i < count; i++)
    bind(search, &targets[i], false);
  for (size_t k = 0; k < witness.count; k++)
    if (!is_unseen(cell_of(search->block, witness.numbers[k]), witness.values[k]))
      lose(cell_of(search->block, witness.numbers[k]), true);
  if (witness.count)
    block_keep(search->block, &witness);
  return witness.count > 0;
}

void search_end(struct search *search)
{
  glp_delete_prob(search->programme);
  arena_free(search->arena);
}
