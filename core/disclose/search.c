/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/search.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>

static const double SMALL = 1e-6;
/* Of moving a cell that is hidden anyway, so that the fewest are moved. */
static const double COST_HIDDEN = 1e-4;
enum { MOST_SLOPES = 4 }; /* of making the programme's costs truer */

/* The cell of columns 2k + 1, by which it goes up, and 2k + 2, by which it goes down, is numbers[k]. */
struct search {
  struct block *block;
  struct arena *arena;
  const uint32_t *numbers;
  size_t count;
  const uint32_t *at; /* k of a number, plus 1; 0 when it stays where it is */
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

static bool is_about(const struct cell *cell, struct period period)
{
  enum { NEAR = 2, YEAR = 12 };
  int32_t off = cell->period.last - period.last;
  if (period_months(cell->period) == 1)
    return off >= -NEAR && off <= NEAR;
  return (off >= -NEAR && off < NEAR) || (off >= YEAR - NEAR && off < YEAR + NEAR);
}

static void choose_cells(struct search *search, const struct period *period)
{
  const struct block *block = search->block;
  VEC(uint32_t) numbers = { 0 };
  uint32_t *at = ARENA_ARRAY(search->arena, uint32_t, block->count);
  for (size_t i = 0; i < block->count; i++) {
    if (is_constant(cell_of(block, i)) || (period && !is_about(cell_of(block, i), *period)))
      continue;
    *VEC_ADD(search->arena, &numbers) = (uint32_t)i;
    at[i] = (uint32_t)numbers.len;
  }
  search->numbers = numbers.at;
  search->count = numbers.len;
  search->at = at;
}

static void add_equation(struct search *search, const struct equation *equation)
{
  int *columns = ARENA_ARRAY(search->arena, int, 2 * equation->count + 1);
  double *signs = ARENA_ARRAY(search->arena, double, 2 * equation->count + 1);
  int used = 0;
  for (uint32_t t = 0; t < equation->count; t++) {
    struct term term = search->block->terms[equation->first + t];
    int k = (int)search->at[term.cell] - 1;
    if (k < 0)
      continue;
    columns[++used] = 2 * k + 1;
    signs[used] = term.sign;
    columns[++used] = 2 * k + 2;
    signs[used] = -term.sign;
  }
  if (!used)
    return;
  int row = glp_add_rows(search->programme, 1);
  glp_set_row_bnds(search->programme, row, GLP_FX, 0, 0);
  glp_set_mat_row(search->programme, row, used, columns, signs);
}

struct search *search_begin(struct block *block, const struct period *period)
{
  struct arena *arena = arena_new();
  struct search *search = ARENA_NEW(arena, struct search);
  *search = (struct search) { .block = block, .arena = arena, .programme = glp_create_prob() };
  choose_cells(search, period);
  if (search->count > 0)
    glp_add_cols(search->programme, (int)(2 * search->count));
  for (size_t k = 0; k < search->count; k++)
    for (int down = 0; down < 2; down++)
      bound(search->programme, (int)(2 * k) + 1 + down, 0,
            search_room(cell_of(block, search->numbers[k]), !down));
  for (size_t e = 0; e < block->equation_count; e++)
    add_equation(search, &block->equations[e]);
  return search;
}

static double moved(const struct search *search, size_t k)
{
  return glp_get_col_prim(search->programme, (int)(2 * k) + 1)
    - glp_get_col_prim(search->programme, (int)(2 * k) + 2);
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
      double cost = cell->hidden ? COST_HIDDEN : cell->cost / fmax(far, SMALL) + COST_HIDDEN;
      glp_set_obj_coef(search->programme, (int)(2 * k) + 1 + down, cost);
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
    *ret_cost += cell_of(block, number)->hidden ? 0 : cell_of(block, number)->cost;
  }
  return (struct witness) { numbers.len, numbers.at, values.at };
}

/* The cheapest cells to move along with what is bound to move by NEED; nothing moves when nothing can. */
static struct witness find_cheapest(struct search *search, struct arena *arena, double need)
{
  struct witness best = { 0 };
  double least = INFINITY;
  double *last = ARENA_ARRAY(arena, double, search->count);
  for (int slope = 0; slope < MOST_SLOPES && least > SMALL; slope++) {
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
      last[k] = fabs(moved(search, k));
  }
  return best;
}

/* Binds TARGET to move, or leaves it free again. */
static void bind(struct search *search, const struct target *target, bool bound_to_move)
{
  const struct cell *cell = cell_of(search->block, target->number);
  int k = (int)search->at[target->number] - 1;
  int to = 2 * k + (target->up ? 1 : 2), away = 2 * k + (target->up ? 2 : 1);
  bound(search->programme, to, bound_to_move ? target->need : 0,
        bound_to_move ? target->need : search_room(cell, target->up));
  bound(search->programme, away, 0, bound_to_move ? 0 : search_room(cell, !target->up));
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
    lose(cell_of(search->block, witness.numbers[k]), true);
  if (witness.count)
    block_keep(search->block, &witness);
  return witness.count > 0;
}

void search_end(struct search *search)
{
  if (!search)
    return;
  glp_delete_prob(search->programme);
  arena_free(search->arena);
}
