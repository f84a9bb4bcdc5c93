/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear programmes of all of a part. */
#include "disclose/attacker_solver.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>

/* For infinity in a programme: no count is larger. */
static const double FAR = 1e9;

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
  for (size_t k = 0; k < part->count; k++)
    solver_see(solver, part->unknowns[k], glp_get_col_prim(programme, (int)k + 1));
}

/* ---- seeking ------------------------------------------------------------------------------- */

static void seek(struct solver *solver, const struct part *part, glp_prob *programme,
                 const struct question *question, bool up)
{
  if (!solver_falls_short(solver, question, up) || solver->contradiction)
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
    if (!solver_falls_short(solver, question, up))
      continue;
    any = true;
    glp_set_obj_coef(programme, (int)solver->column[question->unknown], 1);
  }
  if (any && !solver->contradiction && optimise(solver, programme, up))
    look(solver, part, programme);
}

void solver_seek(struct solver *solver, const struct part *part, const uint32_t *asked, size_t count)
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

/* ---- prices --------------------------------------------------------------------------------- */

/* The relations with a price hold it there. */
void solver_mark_prices(struct solver *solver, struct arena *scratch, const struct part *part, uint32_t unknown,
                        bool *used, bool *visited, struct answer *answer)
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
          solver_mark_reasons(solver, scratch, other, used, visited);
      }
    }
  }
  glp_delete_prob(programme);
}
