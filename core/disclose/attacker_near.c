/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programmes of a few unknowns of a part that is too large to be solved as a whole. */
#include "disclose/attacker_solver.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>

enum { MOST_STEPS = 3000 }; /* of one programme */
static const double FAR = 1e9;

/* The unknowns that may move: number K of them is column K + 1. */
struct near {
  struct solver *solver;
  const struct walk *walk;
  struct arena *arena;
  VEC(uint32_t) unknowns, relations;
  uint32_t *place; /* of an unknown in UNKNOWNS, plus 1; 0: it is not near */
};

/* ---- what is near -------------------------------------------------------------------------- */

static void take(struct near *near, uint32_t unknown)
{
  if (near->place[unknown] || !solver_is_open(near->solver, unknown) || isnan(walk_from(near->walk, unknown)))
    return;
  *VEC_ADD(near->arena, &near->unknowns) = unknown;
  near->place[unknown] = (uint32_t)near->unknowns.len;
}

/* What is in one relation with it, then what is in one with those; relations of very many lead nowhere. */
static void take_nearest(struct near *near, uint32_t unknown, size_t most)
{
  const struct solver *solver = near->solver;
  take(near, unknown);
  for (size_t k = 0; k < near->unknowns.len && near->unknowns.len < most; k++) {
    uint32_t from = near->unknowns.at[k];
    for (uint32_t u = solver->first_user[from]; u < solver->first_user[from + 1]; u++) {
      const struct relation *relation = &solver->riddle->relations.at[solver->users[u].relation];
      for (uint32_t t = 0; relation->count <= most / 4 && t < relation->count; t++)
        take(near, solver_terms(solver, relation)[t].unknown);
    }
  }
}

/* Whether UNKNOWN is the first near one of a relation: it brings the relation. */
static bool brings(const struct near *near, const struct relation *relation, uint32_t unknown)
{
  for (uint32_t t = 0; t < relation->count; t++) {
    uint32_t other = solver_terms(near->solver, relation)[t].unknown;
    if (near->place[other])
      return other == unknown;
  }
  return false;
}

static void take_relations(struct near *near)
{
  const struct solver *solver = near->solver;
  for (size_t k = 0; k < near->unknowns.len; k++) {
    uint32_t unknown = near->unknowns.at[k];
    for (uint32_t u = solver->first_user[unknown]; u < solver->first_user[unknown + 1]; u++) {
      uint32_t r = solver->users[u].relation;
      if (brings(near, &solver->riddle->relations.at[r], unknown))
        *VEC_ADD(near->arena, &near->relations) = r;
    }
  }
}

/* ---- programmes ---------------------------------------------------------------------------- */

static void bound_row(glp_prob *programme, int row, double low, double high)
{
  int kind = isinf(low) ? (isinf(high) ? GLP_FR : GLP_UP)
             : isinf(high) ? GLP_LO
             : high > low ? GLP_DB
                          : GLP_FX;
  glp_set_row_bnds(programme, row, kind, low, high);
}

static void bound_column(glp_prob *programme, int column, double low, double high)
{
  glp_set_col_bnds(programme, column, high > low ? GLP_DB : GLP_FX, low, high);
}

/* A row for each relation; a near unknown has WIDE columns: its value, or how far it goes up and down. */
static void add_rows(const struct near *near, glp_prob *programme, int wide)
{
  auto_arena struct arena *scratch = arena_new();
  glp_add_rows(programme, (int)near->relations.len);
  for (size_t r = 0; r < near->relations.len; r++) {
    const struct relation *relation = &near->solver->riddle->relations.at[near->relations.at[r]];
    int *columns = ARENA_ARRAY(scratch, int, 2 * (size_t)relation->count + 1), used = 0;
    double *factors = ARENA_ARRAY(scratch, double, 2 * (size_t)relation->count + 1);
    for (uint32_t t = 0; t < relation->count; t++) {
      struct relation_term term = solver_terms(near->solver, relation)[t];
      for (int side = 0; near->place[term.unknown] && side < wide; side++) {
        columns[++used] = wide * ((int)near->place[term.unknown] - 1) + 1 + side;
        factors[used] = side ? -term.factor : term.factor;
      }
    }
    glp_set_mat_row(programme, (int)r + 1, used, columns, factors);
  }
}

static bool solve(struct solver *solver, glp_prob *programme, int method)
{
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  control.meth = method;
  control.it_lim = MOST_STEPS;
  int failed = glp_simplex(programme, &control);
  solver->programmes++;
  return !failed && glp_get_status(programme) == GLP_OPT;
}

/* ---- yes ----------------------------------------------------------------------------------- */

/* Whether what the programme moves keeps to the relations, by the solver's own sums. */
static bool keeps(const struct near *near, const double *by)
{
  for (size_t r = 0; r < near->relations.len; r++) {
    const struct relation *relation = &near->solver->riddle->relations.at[near->relations.at[r]];
    double sum = 0, size = 1, down, up;
    for (uint32_t t = 0; t < relation->count; t++) {
      struct relation_term term = solver_terms(near->solver, relation)[t];
      double moved = near->place[term.unknown] ? by[near->place[term.unknown] - 1] : 0;
      sum += term.factor * moved;
      size += fabs(term.factor * moved);
    }
    walk_play(near->walk, near->relations.at[r], &down, &up);
    if (sum < down - SOLVER_SMALL * size || sum > up + SOLVER_SMALL * size)
      return false;
  }
  return true;
}

/* Takes note of the values that the programme has found. */
static void look(struct near *near, glp_prob *programme)
{
  double *by = ARENA_ARRAY(near->arena, double, near->unknowns.len);
  for (size_t k = 0; k < near->unknowns.len; k++)
    by[k] = glp_get_col_prim(programme, 2 * (int)k + 1) - glp_get_col_prim(programme, 2 * (int)k + 2);
  for (size_t k = 0; k < near->unknowns.len && keeps(near, by); k++)
    solver_see(near->solver, near->unknowns.at[k], walk_from(near->walk, near->unknowns.at[k]) + by[k]);
}

/* From where nothing moves, which costs nothing: only what has to move along with the first does. */
static void seek(struct near *near, glp_prob *programme, double to)
{
  const struct unknown *at = &near->solver->riddle->unknowns.at[near->unknowns.at[0]];
  double by = to - walk_from(near->walk, near->unknowns.at[0]);
  if (to > at->high + SOLVER_SMALL || to < at->low - SOLVER_SMALL)
    return;
  bound_column(programme, 1, fmax(by, 0), fmax(by, 0));
  bound_column(programme, 2, fmax(-by, 0), fmax(-by, 0));
  glp_std_basis(programme);
  if (solve(near->solver, programme, GLP_DUAL))
    look(near, programme);
}

static void seek_yes(struct near *near, const struct question *question)
{
  glp_prob *programme = glp_create_prob();
  bool exact = question->low > question->high;
  double from = walk_from(near->walk, question->unknown);
  glp_add_cols(programme, 2 * (int)near->unknowns.len);
  for (size_t k = 0; k < near->unknowns.len; k++) {
    const struct unknown *at = &near->solver->riddle->unknowns.at[near->unknowns.at[k]];
    double value = walk_from(near->walk, near->unknowns.at[k]);
    bound_column(programme, 2 * (int)k + 1, 0, fmin(fmax(at->high - value, 0), FAR));
    bound_column(programme, 2 * (int)k + 2, 0, fmin(fmax(value - at->low, 0), FAR));
    for (int side = 1; side <= 2; side++) /* no two cost the same, for the sake of speed */
      glp_set_obj_coef(programme, 2 * (int)k + side, 1 + (double)(k * 7919 % 1009) / 1009);
  }
  add_rows(near, programme, 2);
  for (size_t r = 0; r < near->relations.len; r++) {
    double down, up;
    walk_play(near->walk, near->relations.at[r], &down, &up);
    bound_row(programme, (int)r + 1, down, up);
  }
  if (solver_falls_short(near->solver, question, true))
    seek(near, programme, exact ? from + 1 : question->high);
  if (solver_falls_short(near->solver, question, false))
    seek(near, programme, exact ? from - 1 : question->low);
  glp_delete_prob(programme);
}

/* ---- no ------------------------------------------------------------------------------------ */

/* What a relation leaves for the near unknowns in it, wherever the others are within their bounds. */
static void bound_wide(const struct near *near, glp_prob *programme, int row)
{
  const struct relation *relation = &near->solver->riddle->relations.at[near->relations.at[row - 1]];
  double low = relation->low, high = relation->high;
  for (uint32_t t = 0; t < relation->count; t++) {
    struct relation_term term = solver_terms(near->solver, relation)[t];
    const struct unknown *at = &near->solver->riddle->unknowns.at[term.unknown];
    if (near->place[term.unknown])
      continue;
    low -= term.factor * (term.factor > 0 ? at->high : at->low);
    high -= term.factor * (term.factor > 0 ? at->low : at->high);
  }
  bound_row(programme, row, low, high);
}

static void explain(const struct near *near, glp_prob *programme, bool *used, bool *visited)
{
  const struct solver *solver = near->solver;
  for (size_t r = 0; r < near->relations.len; r++) {
    if (fabs(glp_get_row_dual(programme, (int)r + 1)) < SOLVER_SMALL)
      continue;
    const struct relation *relation = &solver->riddle->relations.at[near->relations.at[r]];
    used[near->relations.at[r]] = true;
    for (uint32_t t = 0; t < relation->count; t++) {
      uint32_t other = solver_terms(solver, relation)[t].unknown, place = near->place[other];
      if (!place || glp_get_col_stat(programme, (int)place) != GLP_BS)
        solver_mark_reasons(solver, near->arena, other, used, visited);
    }
  }
}

static bool is_no_wide(const struct question *question, const struct answer *answer)
{
  return question->low > question->high ? answer->high - answer->low < 1 - SOLVER_SMALL
                                        : answer->low > question->low + SOLVER_SMALL
                                            || answer->high < question->high - SOLVER_SMALL;
}

/* All that fits the whole part fits this too, so that nothing goes further than this says. */
static bool seek_no(struct near *near, const struct question *question, struct answer *ret_answer)
{
  const struct riddle *riddle = near->solver->riddle;
  const struct unknown *at = &riddle->unknowns.at[question->unknown];
  bool *used = ARENA_ARRAY(near->arena, bool, riddle->relations.len);
  bool *visited = ARENA_ARRAY(near->arena, bool, riddle->unknowns.len);
  struct answer answer = { .low = at->low, .high = at->high };
  glp_prob *programme = glp_create_prob();
  glp_add_cols(programme, (int)near->unknowns.len);
  for (size_t k = 0; k < near->unknowns.len; k++) {
    const struct unknown *one = &riddle->unknowns.at[near->unknowns.at[k]];
    bound_column(programme, (int)k + 1, one->low, fmin(one->high, one->low + FAR));
  }
  add_rows(near, programme, 1);
  for (size_t r = 0; r < near->relations.len; r++)
    bound_wide(near, programme, (int)r + 1);
  glp_set_obj_coef(programme, 1, 1);
  for (int up = 0; up < 2; up++) {
    glp_set_obj_dir(programme, up ? GLP_MAX : GLP_MIN);
    if (!solve(near->solver, programme, GLP_PRIMAL))
      continue;
    *(up ? &answer.high : &answer.low) = glp_get_obj_val(programme);
    explain(near, programme, used, visited);
  }
  glp_delete_prob(programme);
  if (!is_no_wide(question, &answer))
    return false;
  solver_finish_answer(near->solver, question->unknown, used, &answer);
  *ret_answer = answer;
  return true;
}

/* ---- both ---------------------------------------------------------------------------------- */

static void end(struct near *near)
{
  for (size_t k = 0; k < near->unknowns.len; k++)
    near->place[near->unknowns.at[k]] = 0;
}

bool solver_near(struct solver *solver, const struct walk *walk, const struct question *question,
                 struct answer *ret_answer)
{
  static const size_t most[] = { 400, 1600 };
  bool no = false;
  if (!solver->near_place)
    solver->near_place = ARENA_ARRAY(solver->arena, uint32_t, solver->riddle->unknowns.len);
  for (size_t m = 0; m < sizeof most / sizeof *most && !no && solver_is_no(solver, question); m++) {
    auto_arena struct arena *arena = arena_new();
    struct near near = { .solver = solver, .walk = walk, .arena = arena, .place = solver->near_place };
    take_nearest(&near, question->unknown, most[m]);
    take_relations(&near);
    if (near.unknowns.len > 0)
      seek_yes(&near, question);
    no = near.unknowns.len > 0 && solver_is_no(solver, question) && seek_no(&near, question, ret_answer);
    end(&near);
  }
  return no;
}
