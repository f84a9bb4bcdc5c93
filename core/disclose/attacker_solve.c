/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker_solver.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>

/* For infinity in a programme: no count is larger. */
static const double FAR = 1e9;

/* ---- putting a riddle together ------------------------------------------------------------- */

uint32_t riddle_unknown(struct riddle *riddle, bool whole)
{
  *VEC_ADD(riddle->arena, &riddle->unknowns)
    = (struct unknown) { .low = 0, .high = INFINITY, .whole = whole };
  return (uint32_t)riddle->unknowns.len - 1;
}

void riddle_bound(struct riddle *riddle, uint32_t unknown, double low, double high)
{
  struct unknown *at = &riddle->unknowns.at[unknown];
  at->low = fmax(at->low, low);
  at->high = fmin(at->high, high);
}

uint32_t riddle_relate(struct riddle *riddle, double low, double high)
{
  *VEC_ADD(riddle->arena, &riddle->relations)
    = (struct relation) { (uint32_t)riddle->terms.len, 0, low, high };
  return (uint32_t)riddle->relations.len - 1;
}

void riddle_term(struct riddle *riddle, uint32_t unknown, double factor)
{
  *VEC_ADD(riddle->arena, &riddle->terms) = (struct relation_term) { unknown, factor };
  riddle->relations.at[riddle->relations.len - 1].count++;
}

/* ---- programmes ---------------------------------------------------------------------------- */

static void bound_row(glp_prob *programme, int row, double low, double high)
{
  int kind = isinf(low) ? (isinf(high) ? GLP_FR : GLP_UP)
             : isinf(high) ? GLP_LO
             : high - low > 0 ? GLP_DB
                              : GLP_FX;
  glp_set_row_bnds(programme, row, kind, low, high);
}

static void add_row(const struct solver *solver, struct arena *scratch, glp_prob *programme,
                    const struct relation *relation, int row)
{
  int *columns = ARENA_ARRAY(scratch, int, (size_t)relation->count + 1), used = 0;
  double *factors = ARENA_ARRAY(scratch, double, (size_t)relation->count + 1);
  double known = 0;
  for (uint32_t t = 0; t < relation->count; t++) {
    struct relation_term term = solver_terms(solver, relation)[t];
    if (!solver_is_open(solver, term.unknown)) {
      known += term.factor * solver->riddle->unknowns.at[term.unknown].low;
      continue;
    }
    columns[++used] = (int)solver->column[term.unknown];
    factors[used] = term.factor;
  }
  bound_row(programme, row, relation->low - known, relation->high - known);
  glp_set_mat_row(programme, row, used, columns, factors);
}

static glp_prob *programme_of(const struct solver *solver, struct arena *scratch,
                              const struct part *part)
{
  glp_prob *programme = glp_create_prob();
  glp_add_cols(programme, (int)part->count);
  for (size_t k = 0; k < part->count; k++) {
    const struct unknown *at = &solver->riddle->unknowns.at[part->unknowns[k]];
    glp_set_col_bnds(programme, (int)k + 1, GLP_DB, at->low,
                     isinf(at->high) ? at->low + FAR : at->high);
  }
  if (part->relation_count)
    glp_add_rows(programme, (int)part->relation_count);
  for (size_t r = 0; r < part->relation_count; r++)
    add_row(solver, scratch, programme, &solver->riddle->relations.at[part->relations[r]],
            (int)r + 1);
  return programme;
}

/* Makes the objective as large or small as can be; false when that was not found. */
static bool optimise(struct solver *solver, glp_prob *programme, bool up)
{
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  glp_set_obj_dir(programme, up ? GLP_MAX : GLP_MIN);
  int failed = glp_simplex(programme, &control);
  if (failed) { /* the basis has become singular */
    glp_std_basis(programme);
    failed = glp_simplex(programme, &control);
  }
  solver->programmes++;
  int status = glp_get_status(programme);
  if (!failed && (status == GLP_NOFEAS || status == GLP_INFEAS))
    solver->contradiction = true;
  return !failed && status == GLP_OPT;
}

/* Every solution fits all that is known, so it shows how far everything in it can go. */
static void look(struct solver *solver, const struct part *part, glp_prob *programme)
{
  for (size_t k = 0; k < part->count; k++) {
    uint32_t unknown = part->unknowns[k];
    double value = glp_get_col_prim(programme, (int)k + 1);
    solver->seen_low[unknown] = fmin(solver->seen_low[unknown], value);
    solver->seen_high[unknown] = fmax(solver->seen_high[unknown], value);
  }
}

/* ---- questions ----------------------------------------------------------------------------- */

/* Whether it has not been seen that the unknown goes as far up, or down, as is asked. */
static bool falls_short(const struct solver *solver, const struct question *question, bool up)
{
  double low = solver->seen_low[question->unknown], high = solver->seen_high[question->unknown];
  if (question->low > question->high)
    return high - low < 1 - SOLVER_SMALL;
  return up ? high < question->high - SOLVER_SMALL : low > question->low + SOLVER_SMALL;
}

static bool is_no(const struct solver *solver, const struct question *question)
{
  return falls_short(solver, question, true) || falls_short(solver, question, false);
}

static bool is_settled(const struct solver *solver, const struct question *question)
{
  const struct unknown *at = &solver->riddle->unknowns.at[question->unknown];
  bool exact = question->low > question->high;
  return exact ? at->high - at->low < 1 - SOLVER_SMALL
               : at->low > question->low + SOLVER_SMALL || at->high < question->high - SOLVER_SMALL;
}

static void seek(struct solver *solver, const struct part *part, glp_prob *programme,
                 const struct question *question, bool up)
{
  if (!falls_short(solver, question, up) || solver->contradiction)
    return;
  for (size_t k = 0; k < part->count; k++)
    glp_set_obj_coef(programme, (int)k + 1, part->unknowns[k] == question->unknown);
  if (optimise(solver, programme, up))
    look(solver, part, programme);
}

/* All that fall short together: one solution may answer most. */
static void seek_together(struct solver *solver, const struct part *part, glp_prob *programme,
                          const uint32_t *asked, size_t count, bool up)
{
  bool any = false;
  for (size_t k = 0; k < part->count; k++)
    glp_set_obj_coef(programme, (int)k + 1, 0);
  for (size_t q = 0; q < count; q++) {
    const struct question *question = &solver->questions[asked[q]];
    if (!falls_short(solver, question, up))
      continue;
    any = true;
    glp_set_obj_coef(programme, (int)solver->column[question->unknown], 1);
  }
  if (any && !solver->contradiction && optimise(solver, programme, up))
    look(solver, part, programme);
}

static void solve_part(struct solver *solver, const struct part *part, const uint32_t *asked,
                       size_t count)
{
  auto_arena struct arena *scratch = arena_new();
  glp_prob *programme = programme_of(solver, scratch, part);
  for (int round = 0; round < 2; round++) {
    seek_together(solver, part, programme, asked, count, true);
    seek_together(solver, part, programme, asked, count, false);
  }
  for (size_t q = 0; q < count; q++) {
    seek(solver, part, programme, &solver->questions[asked[q]], true);
    seek(solver, part, programme, &solver->questions[asked[q]], false);
  }
  glp_delete_prob(programme);
}

/* The questions that bounds leave open, by part. */
static void solve_parts(struct solver *solver, const struct part *parts, size_t part_count)
{
  VEC(uint32_t) *asked = arena_array(solver->arena, part_count + 1, sizeof *asked,
                                     _Alignof(max_align_t));
  for (size_t q = 0; q < solver->question_count; q++) {
    const struct question *question = &solver->questions[q];
    if (solver_is_open(solver, question->unknown) && !is_settled(solver, question))
      *VEC_ADD(solver->arena, &asked[solver->part[question->unknown]]) = (uint32_t)q;
  }
  for (size_t p = 0; p < part_count && !solver->contradiction; p++)
    if (asked[p].len)
      solve_part(solver, &parts[p], asked[p].at, asked[p].len);
}

/* ---- answers ------------------------------------------------------------------------------- */

/* Marks the relations that set the bounds of UNKNOWN, and of all that they lean on. */
static void mark_reasons(const struct solver *solver, struct arena *scratch, uint32_t unknown,
                         bool *used, bool *visited)
{
  VEC(uint32_t) stack = { 0 };
  *VEC_ADD(scratch, &stack) = unknown;
  while (stack.len) {
    uint32_t one = stack.at[--stack.len];
    const int32_t by[] = { solver->low_by[one], solver->high_by[one] };
    bool known = visited[one];
    visited[one] = true;
    for (size_t side = 0; side < 2 && !known; side++) {
      if (by[side] < 0 || used[by[side]])
        continue;
      used[by[side]] = true;
      const struct relation *relation = &solver->riddle->relations.at[by[side]];
      for (uint32_t t = 0; t < relation->count; t++)
        *VEC_ADD(scratch, &stack) = solver_terms(solver, relation)[t].unknown;
    }
  }
}

/* Goes to both ends once more: the relations with a price hold it there. */
static void mark_prices(struct solver *solver, struct arena *scratch, const struct part *part,
                        uint32_t unknown, bool *used, bool *visited, struct answer *answer)
{
  glp_prob *programme = programme_of(solver, scratch, part);
  glp_set_obj_coef(programme, (int)solver->column[unknown], 1);
  for (int up = 0; up < 2; up++) {
    if (!optimise(solver, programme, up))
      continue;
    *(up ? &answer->high : &answer->low) = glp_get_obj_val(programme);
    for (size_t r = 0; r < part->relation_count; r++) {
      if (fabs(glp_get_row_dual(programme, (int)r + 1)) < SOLVER_SMALL)
        continue;
      const struct relation *relation = &solver->riddle->relations.at[part->relations[r]];
      used[part->relations[r]] = true;
      for (uint32_t t = 0; t < relation->count; t++) {
        uint32_t other = solver_terms(solver, relation)[t].unknown;
        if (!solver_is_open(solver, other) ||
            glp_get_col_stat(programme, (int)solver->column[other]) != GLP_BS)
          mark_reasons(solver, scratch, other, used, visited);
      }
    }
  }
  glp_delete_prob(programme);
}

static struct answer answer_of(struct solver *solver, const struct part *parts, size_t question)
{
  auto_arena struct arena *scratch = arena_new();
  uint32_t unknown = solver->questions[question].unknown;
  const struct unknown *at = &solver->riddle->unknowns.at[unknown];
  bool *used = ARENA_ARRAY(scratch, bool, solver->riddle->relations.len);
  bool *visited = ARENA_ARRAY(scratch, bool, solver->riddle->unknowns.len);
  struct answer answer = { .question = question, .low = at->low, .high = at->high };
  mark_reasons(solver, scratch, unknown, used, visited);
  if (solver_is_open(solver, unknown) && !is_settled(solver, &solver->questions[question]))
    mark_prices(solver, scratch, &parts[solver->part[unknown]], unknown, used, visited, &answer);
  if (at->whole) {
    answer.low = ceil(answer.low - SOLVER_SMALL);
    answer.high = floor(answer.high + SOLVER_SMALL);
  }
  VEC(uint32_t) relations = { 0 };
  for (size_t r = 0; r < solver->riddle->relations.len; r++)
    if (used[r])
      *VEC_ADD(solver->riddle->arena, &relations) = (uint32_t)r;
  answer.relations = relations.at;
  answer.relation_count = relations.len;
  return answer;
}

static void set_out(struct solver *solver)
{
  size_t count = solver->riddle->unknowns.len;
  solver->low_by = ARENA_ARRAY(solver->arena, int32_t, count);
  solver->high_by = ARENA_ARRAY(solver->arena, int32_t, count);
  solver->seen_low = ARENA_ARRAY(solver->arena, double, count);
  solver->seen_high = ARENA_ARRAY(solver->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    solver->low_by[i] = solver->high_by[i] = -1;
    solver->seen_low[i] = INFINITY;
    solver->seen_high[i] = -INFINITY;
  }
  solver_list_users(solver);
}

void riddle_solve(struct riddle *riddle, const struct question *questions, size_t count,
                  struct solution *ret_solution)
{
  auto_arena struct arena *scratch = arena_new();
  struct solver solver = { .arena = scratch, .riddle = riddle, .questions = questions,
                           .question_count = count };
  VEC(struct answer) answers = { 0 };
  size_t part_count = 0;
  const struct part *parts = NULL;
  set_out(&solver);
  solver_check_given(&solver);
  if (!solver.contradiction)
    solver_tighten(&solver);
  if (!solver.contradiction) {
    parts = solver_parts(&solver, &part_count);
    for (uint32_t i = 0; i < riddle->unknowns.len; i++)
      if (!solver_is_open(&solver, i))
        solver.seen_low[i] = solver.seen_high[i] = riddle->unknowns.at[i].low;
    glp_term_out(GLP_OFF);
    solve_parts(&solver, parts, part_count);
  }
  for (size_t q = 0; q < count && !solver.contradiction; q++)
    if (is_no(&solver, &questions[q]))
      *VEC_ADD(riddle->arena, &answers) = answer_of(&solver, parts, q);
  *ret_solution = (struct solution) { answers.at, solver.contradiction ? 0 : answers.len,
                                      solver.contradiction, solver.programmes };
}
