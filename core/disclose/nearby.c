/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/nearby.h"

#include <glpk.h>
#include <math.h>

static const double SMALL = 1e-6;
/* For infinity in a programme. */
static const double FAR = 1e9;
enum {
  MOST_ITERATIONS = 2000, /* of one programme */
};

void nearby_row(struct nearby *nearby, double low, double high)
{
  *VEC_ADD(nearby->arena, &nearby->rows)
    = (struct nearby_row) { (uint32_t)nearby->terms.len, 0, low, high };
}

void nearby_term(struct nearby *nearby, uint32_t number, double factor)
{
  *VEC_ADD(nearby->arena, &nearby->terms) = (struct nearby_term) { number, factor };
  nearby->rows.at[nearby->rows.len - 1].count++;
}

void nearby_begin(struct nearby *nearby)
{
  uint32_t *next = ARENA_ARRAY(nearby->arena, uint32_t, nearby->count);
  nearby->first_user = ARENA_ARRAY(nearby->arena, uint32_t, nearby->count + 1);
  nearby->users = ARENA_ARRAY(nearby->arena, uint32_t, nearby->terms.len);
  nearby->at = ARENA_ARRAY(nearby->arena, uint32_t, nearby->count);
  for (size_t t = 0; t < nearby->terms.len; t++)
    nearby->first_user[nearby->terms.at[t].number + 1]++;
  for (size_t i = 0; i < nearby->count; i++) {
    nearby->first_user[i + 1] += nearby->first_user[i];
    next[i] = nearby->first_user[i];
  }
  for (size_t r = 0; r < nearby->rows.len; r++)
    for (uint32_t t = 0; t < nearby->rows.at[r].count; t++)
      nearby->users[next[nearby->terms.at[nearby->rows.at[r].first + t].number]++] = (uint32_t)r;
}

bool nearby_is_about(struct period period, struct period other)
{
  enum { NEAR = 2, YEAR = 12 };
  int32_t off = period.last - other.last;
  if (period_months(period) == 1)
    return off >= -NEAR && off <= NEAR;
  return (off >= -NEAR && off < NEAR) || (off >= YEAR - NEAR && off < YEAR + NEAR);
}

/* ---- surroundings -------------------------------------------------------------------------- */

/* Number numbers[k] goes up by column 2k + 1 of the programme, and down by 2k + 2. */
struct surroundings {
  struct nearby *nearby;
  struct arena *arena;
  VEC(uint32_t) numbers;
  glp_prob *programme;
};

static void take(struct surroundings *surroundings, uint32_t number)
{
  struct nearby *nearby = surroundings->nearby;
  if (nearby->at[number] || nearby->high[number] - nearby->low[number] < SMALL)
    return;
  *VEC_ADD(surroundings->arena, &surroundings->numbers) = number;
  nearby->at[number] = (uint32_t)surroundings->numbers.len;
}

/* The nearest first: what is in one row with it, then what is in one row with those. */
static void take_nearest(struct surroundings *surroundings, uint32_t number, size_t most)
{
  const struct nearby *nearby = surroundings->nearby;
  take(surroundings, number);
  for (size_t k = 0; k < surroundings->numbers.len; k++) {
    uint32_t from = surroundings->numbers.at[k];
    for (uint32_t u = nearby->first_user[from]; u < nearby->first_user[from + 1]; u++) {
      const struct nearby_row *row = &nearby->rows.at[nearby->users[u]];
      for (uint32_t t = 0; row->count <= most / 4 && t < row->count; t++) {
        if (surroundings->numbers.len >= most)
          return;
        uint32_t other = nearby->terms.at[row->first + t].number;
        if (!nearby->periods || nearby_is_about(nearby->periods[other], nearby->periods[number]))
          take(surroundings, other);
      }
    }
  }
}

static void add_row(struct surroundings *surroundings, const struct nearby_row *row)
{
  const struct nearby *nearby = surroundings->nearby;
  int *columns = ARENA_ARRAY(surroundings->arena, int, 2 * (size_t)row->count + 1), used = 0;
  double *factors = ARENA_ARRAY(surroundings->arena, double, 2 * (size_t)row->count + 1);
  double sum = 0;
  for (uint32_t t = 0; t < row->count; t++) {
    struct nearby_term term = nearby->terms.at[row->first + t];
    int k = (int)nearby->at[term.number];
    sum += term.factor * nearby->origin[term.number];
    if (!k)
      continue;
    columns[++used] = 2 * k - 1;
    factors[used] = term.factor;
    columns[++used] = 2 * k;
    factors[used] = -term.factor;
  }
  int index = glp_add_rows(surroundings->programme, 1);
  double down = fmin(row->low - sum, 0), up = fmax(row->high - sum, 0);
  int kind = isinf(down) ? (isinf(up) ? GLP_FR : GLP_UP)
             : isinf(up) ? GLP_LO
             : up - down > 0 ? GLP_DB
                             : GLP_FX;
  glp_set_row_bnds(surroundings->programme, index, kind, down, up);
  glp_set_mat_row(surroundings->programme, index, used, columns, factors);
}

/* Whether NUMBER is the first of ROW that is freed: the row is added with it. */
static bool is_first(const struct nearby *nearby, const struct nearby_row *row, uint32_t number)
{
  for (uint32_t t = 0; t < row->count; t++) {
    uint32_t other = nearby->terms.at[row->first + t].number;
    if (nearby->at[other])
      return other == number;
  }
  return false;
}

static void bound(struct surroundings *surroundings, int column, double low, double high)
{
  glp_set_col_bnds(surroundings->programme, column, high > low ? GLP_DB : GLP_FX, low, high);
}

/* Number K of the surroundings may move to its bounds. */
static void free_columns(struct surroundings *surroundings, size_t k)
{
  const struct nearby *nearby = surroundings->nearby;
  uint32_t number = surroundings->numbers.at[k];
  double up = nearby->high[number] - nearby->origin[number];
  double down = nearby->origin[number] - nearby->low[number];
  bound(surroundings, 2 * (int)k + 1, 0, fmin(fmax(up, 0), FAR));
  bound(surroundings, 2 * (int)k + 2, 0, fmin(fmax(down, 0), FAR));
}

/* Number K moves UP and DOWN by so much. */
static void hold_columns(struct surroundings *surroundings, size_t k, double up, double down)
{
  bound(surroundings, 2 * (int)k + 1, up, up);
  bound(surroundings, 2 * (int)k + 2, down, down);
}

struct surroundings *surroundings_begin(struct nearby *nearby, uint32_t number, size_t most)
{
  struct arena *arena = arena_new();
  struct surroundings *surroundings = ARENA_NEW(arena, struct surroundings);
  *surroundings = (struct surroundings) { .nearby = nearby, .arena = arena };
  surroundings->programme = glp_create_prob();
  take_nearest(surroundings, number, most);
  if (surroundings->numbers.len)
    glp_add_cols(surroundings->programme, 2 * (int)surroundings->numbers.len);
  for (size_t k = 0; k < surroundings->numbers.len; k++)
    free_columns(surroundings, k);
  for (int column = 1; column <= 2 * (int)surroundings->numbers.len; column++)
    glp_set_obj_coef(surroundings->programme, column, 1 + (double)(column * 7919 % 1009) / 1009);
  for (size_t k = 0; k < surroundings->numbers.len; k++) {
    uint32_t one = surroundings->numbers.at[k];
    for (uint32_t u = nearby->first_user[one]; u < nearby->first_user[one + 1]; u++)
      if (is_first(nearby, &nearby->rows.at[nearby->users[u]], one))
        add_row(surroundings, &nearby->rows.at[nearby->users[u]]);
  }
  return surroundings;
}

void surroundings_end(struct surroundings *surroundings)
{
  for (size_t k = 0; k < surroundings->numbers.len; k++)
    surroundings->nearby->at[surroundings->numbers.at[k]] = 0;
  glp_delete_prob(surroundings->programme);
  arena_free(surroundings->arena);
}

/* ---- moving -------------------------------------------------------------------------------- */

/* From where nothing moves, which is dual feasible: no cost is below 0.  Only what has to move along is
 * ever looked at, so that this takes few steps. */
static bool solve(struct surroundings *surroundings)
{
  glp_prob *programme = surroundings->programme;
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  control.meth = GLP_DUAL;
  control.it_lim = MOST_ITERATIONS;
  int before = glp_get_it_cnt(programme);
  glp_std_basis(programme);
  int failed = glp_simplex(programme, &control);
  surroundings->nearby->programmes++;
  surroundings->nearby->iterations += glp_get_it_cnt(programme) - before;
  return !failed && glp_get_status(programme) == GLP_OPT;
}

/* Where the solution moves each number. */
static struct nearby_point point_of(struct surroundings *surroundings)
{
  glp_prob *programme = surroundings->programme;
  VEC(uint32_t) numbers = { 0 };
  VEC(double) values = { 0 };
  for (size_t k = 0; k < surroundings->numbers.len; k++) {
    double by = glp_get_col_prim(programme, 2 * (int)k + 1)
      - glp_get_col_prim(programme, 2 * (int)k + 2);
    if (fabs(by) <= SMALL * 1e-3)
      continue;
    uint32_t number = surroundings->numbers.at[k];
    *VEC_ADD(surroundings->arena, &numbers) = number;
    *VEC_ADD(surroundings->arena, &values) = surroundings->nearby->origin[number] + by;
  }
  return (struct nearby_point) { numbers.len, numbers.at, values.at };
}

bool surroundings_move(struct surroundings *surroundings, uint32_t number, double to,
                       struct nearby_point *ret_point)
{
  const struct nearby *nearby = surroundings->nearby;
  size_t k = nearby->at[number];
  double by = to - nearby->origin[number];
  if (!k || to < nearby->low[number] - SMALL || to > nearby->high[number] + SMALL)
    return false;
  hold_columns(surroundings, k - 1, fmax(by, 0), fmax(-by, 0));
  bool found = solve(surroundings);
  if (found)
    *ret_point = point_of(surroundings);
  free_columns(surroundings, k - 1);
  return found;
}
