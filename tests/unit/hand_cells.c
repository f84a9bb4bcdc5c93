/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand_cells.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

static const double SMALL = 1e-6;

uint32_t hand_cell(struct hand *hand, double value, double cost)
{
  *VEC_ADD(hand->arena, &hand->cells)
    = (struct cell) { .value = value, .cost = cost, .whole = true, .known_high = INFINITY };
  return (uint32_t)hand->cells.len - 1;
}

void hand_total(struct hand *hand, enum equation_kind kind, const uint32_t *cells, size_t count)
{
  double sum = 0;
  *VEC_ADD(hand->arena, &hand->equations)
    = (struct equation) { kind, (uint32_t)hand->terms.len, (uint32_t)count };
  for (size_t i = 0; i < count; i++) {
    *VEC_ADD(hand->arena, &hand->terms) = (struct term) { cells[i], i == 0 ? 1 : -1 };
    sum += i == 0 ? 0 : hand->cells.at[cells[i]].value;
  }
  hand->cells.at[cells[0]].value = sum;
}

void hand_table(struct hand *hand, size_t rows, size_t columns, const int *counts)
{
  uint32_t first = (uint32_t)hand->cells.len;
  uint32_t *line = ARENA_ARRAY(hand->arena, uint32_t, rows + columns + 2);
  for (size_t r = 0; r <= rows; r++)
    for (size_t c = 0; c <= columns; c++) {
      bool total = r == rows || c == columns;
      hand_cell(hand, total ? 0 : counts[r * columns + c], total ? 5 : 1);
    }
  for (size_t c = 0; c < columns; c++) {
    line[0] = first + (uint32_t)(rows * (columns + 1) + c);
    for (size_t r = 0; r < rows; r++)
      line[r + 1] = first + (uint32_t)(r * (columns + 1) + c);
    hand_total(hand, EQUATION_AREAS, line, rows + 1);
  }
  for (size_t r = 0; r <= rows; r++) {
    line[0] = first + (uint32_t)(r * (columns + 1) + columns);
    for (size_t c = 0; c < columns; c++)
      line[c + 1] = first + (uint32_t)(r * (columns + 1) + c);
    hand_total(hand, EQUATION_CATEGORIES, line, columns + 1);
  }
}

void hand_mark(struct hand *hand, double most)
{
  for (size_t i = 0; i < hand->cells.len; i++) {
    struct cell *cell = &hand->cells.at[i];
    if (!cell->hidden && cell->value >= 1 && cell->value <= most)
      cell_mark(cell, 1, most);
  }
}

struct cells hand_cells(struct hand *hand)
{
  return (struct cells) {
    .at = hand->cells.at, .count = hand->cells.len, .equations = hand->equations.at,
    .equation_count = hand->equations.len, .terms = hand->terms.at, .term_count = hand->terms.len,
  };
}

struct hand hand_copy(const struct hand *hand)
{
  struct hand copy = *hand;
  copy.cells.at = ARENA_ARRAY(hand->arena, struct cell, hand->cells.len);
  copy.cells.cap = hand->cells.len;
  memcpy(copy.cells.at, hand->cells.at, hand->cells.len * sizeof *copy.cells.at);
  return copy;
}

uint32_t dice_roll(struct dice *dice, uint32_t below)
{
  dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(dice->state >> 33) % below;
}

/* ---- the optimum --------------------------------------------------------------------------- */

/* How far cell TARGET can be moved up or down while only hidden cells move, and what each cell's room
 * adds to that at the most: the coefficients of a cut. */
static double furthest(const struct hand *hand, const bool *hidden, size_t target, bool up,
                       double *ret_cut)
{
  size_t count = hand->cells.len;
  glp_prob *lp = glp_create_prob();
  glp_set_obj_dir(lp, GLP_MAX);
  glp_add_cols(lp, (int)(2 * count));
  for (size_t i = 0; i < count; i++) {
    const struct cell *cell = &hand->cells.at[i];
    double rooms[2] = { fmin(cell->known_high, 1e6) - cell->value, cell->value - cell->known_low };
    for (int side = 0; side < 2; side++) {
      double room = hidden[i] ? fmax(rooms[side], 0) : 0;
      glp_set_col_bnds(lp, (int)(2 * i) + side + 1, room > 0 ? GLP_DB : GLP_FX, 0, room);
    }
  }
  glp_set_obj_coef(lp, (int)(2 * target) + (up ? 1 : 2), 1);
  glp_set_obj_coef(lp, (int)(2 * target) + (up ? 2 : 1), -1);
  glp_add_rows(lp, (int)hand->equations.len);
  for (size_t e = 0; e < hand->equations.len; e++) {
    const struct equation *equation = &hand->equations.at[e];
    int *columns = calloc(2 * equation->count + 1, sizeof *columns);
    double *signs = calloc(2 * equation->count + 1, sizeof *signs);
    for (uint32_t t = 0; t < equation->count; t++) {
      struct term term = hand->terms.at[equation->first + t];
      columns[2 * t + 1] = (int)(2 * term.cell) + 1;
      columns[2 * t + 2] = (int)(2 * term.cell) + 2;
      signs[2 * t + 1] = term.sign;
      signs[2 * t + 2] = -term.sign;
    }
    glp_set_row_bnds(lp, (int)e + 1, GLP_FX, 0, 0);
    glp_set_mat_row(lp, (int)e + 1, (int)(2 * equation->count), columns, signs);
    free(columns);
    free(signs);
  }
  glp_simplex(lp, NULL);
  double far = glp_get_obj_val(lp);
  for (size_t i = 0; i < count; i++) {
    const struct cell *cell = &hand->cells.at[i];
    double rooms[2] = { fmin(cell->known_high, 1e6) - cell->value, cell->value - cell->known_low };
    ret_cut[i] = 0;
    for (int side = 0; side < 2; side++)
      ret_cut[i] += fmax(glp_get_col_dual(lp, (int)(2 * i) + side + 1), 0) * fmax(rooms[side], 0);
  }
  glp_delete_prob(lp);
  return far;
}

/* Adds the cuts that HIDDEN does not meet; how many. */
static size_t add_cuts(const struct hand *hand, const bool *hidden, glp_prob *master)
{
  size_t count = hand->cells.len, added = 0;
  double *cut = calloc(count, sizeof *cut), *values = calloc(count + 1, sizeof *values);
  int *columns = calloc(count + 1, sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    const struct cell *cell = &hand->cells.at[i];
    for (int up = 0; up < 2 && cell->sensitive; up++) {
      double need = up ? fmin(cell->high, cell->known_high) - cell->value
                       : cell->value - fmax(cell->low, cell->known_low);
      if (need <= SMALL || furthest(hand, hidden, i, up, cut) >= need - SMALL)
        continue;
      int used = 0;
      for (size_t k = 0; k < count; k++)
        if (cut[k] > SMALL) {
          columns[++used] = (int)k + 1;
          values[used] = fmin(cut[k], need);
        }
      int row = glp_add_rows(master, 1);
      glp_set_row_bnds(master, row, GLP_LO, need, 0);
      glp_set_mat_row(master, row, used, columns, values);
      added++;
    }
  }
  free(cut);
  free(values);
  free(columns);
  return added;
}

double hand_optimum(const struct hand *hand, size_t *ret_cells)
{
  size_t count = hand->cells.len;
  glp_term_out(GLP_OFF);
  glp_prob *master = glp_create_prob();
  glp_add_cols(master, (int)count);
  bool *hidden = calloc(count, sizeof *hidden);
  for (size_t i = 0; i < count; i++) {
    const struct cell *cell = &hand->cells.at[i];
    glp_set_col_kind(master, (int)i + 1, GLP_BV);
    hidden[i] = cell->hidden;
    if (cell->hidden)
      glp_set_col_bnds(master, (int)i + 1, GLP_FX, 1, 1);
    /* A thousandth for each cell: of two answers of one cost, the one with fewer. */
    glp_set_obj_coef(master, (int)i + 1, cell->hidden ? 0 : cell->cost + 1e-3);
  }
  glp_iocp control;
  glp_init_iocp(&control);
  control.presolve = GLP_ON;
  while (add_cuts(hand, hidden, master) > 0) {
    glp_intopt(master, &control);
    for (size_t i = 0; i < count; i++)
      hidden[i] = glp_mip_col_val(master, (int)i + 1) > 0.5;
  }
  double cost = 0;
  *ret_cells = 0;
  for (size_t i = 0; i < count; i++) {
    bool lost = hidden[i] && !hand->cells.at[i].hidden;
    cost += lost ? hand->cells.at[i].cost : 0;
    *ret_cells += lost;
  }
  glp_delete_prob(master);
  free(hidden);
  return cost;
}
