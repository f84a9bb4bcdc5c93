/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker_solver.h"

#include "base/cleanup.h"

#include <glpk.h>
#include <math.h>

enum {
  SMALL_PART = 300,  /* parts with up to so many unknowns are soon solved by programmes */
  LARGE_PART = 3000, /* those with more take too long */
  TURNS = 16,        /* of walking, longer from turn to turn */
  MOST_NEAR = 24,    /* questions that programmes of what is near are asked */
  MANY = 2000,       /* with more left open these would change nothing */
};
/* What all walks may take together: relations looked at. */
static const long MOST_WALKED = 300000000;

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

/* ---- questions ----------------------------------------------------------------------------- */

bool solver_falls_short(const struct solver *solver, const struct question *question, bool up)
{
  double low = solver->seen_low[question->unknown], high = solver->seen_high[question->unknown];
  if (question->low > question->high)
    return high - low < 1 - SOLVER_SMALL;
  return up ? high < question->high - SOLVER_SMALL : low > question->low + SOLVER_SMALL;
}

bool solver_is_no(const struct solver *solver, const struct question *question)
{
  return solver_falls_short(solver, question, true) || solver_falls_short(solver, question, false);
}

bool solver_is_settled(const struct solver *solver, const struct question *question)
{
  const struct unknown *at = &solver->riddle->unknowns.at[question->unknown];
  bool exact = question->low > question->high;
  return exact ? at->high - at->low < 1 - SOLVER_SMALL
               : at->low > question->low + SOLVER_SMALL || at->high < question->high - SOLVER_SMALL;
}

void solver_see(struct solver *solver, uint32_t unknown, double value)
{
  solver->seen_low[unknown] = fmin(solver->seen_low[unknown], value);
  solver->seen_high[unknown] = fmax(solver->seen_high[unknown], value);
}

/* One question more has been gone through. */
static void tell(struct solver *solver)
{
  enum { SELDOM = 64 };
  const struct riddle *riddle = solver->riddle;
  if (riddle->progress && ++solver->done % SELDOM == 0)
    riddle->progress(riddle->user, "looking for what can be worked out", solver->done, solver->all);
}

static void walk_for(struct solver *solver, struct walk *walk, const struct question *question, uint32_t turn)
{
  if (question->low > question->high) {
    if (solver_falls_short(solver, question, true))
      walk_off(walk, question->unknown, turn);
    return;
  }
  if (solver_falls_short(solver, question, true))
    walk_to(walk, question->unknown, question->high, turn);
  if (solver_falls_short(solver, question, false))
    walk_to(walk, question->unknown, question->low, turn);
}

/* What is left to do in a part. */
struct work {
  VEC(uint32_t) asked; /* questions that bounds leave open */
};

/* Short walks first: what they find answers other questions too.  How many are left open. */
static size_t walk_for_all(struct solver *solver, struct walk *walk, const struct part *part,
                           const struct work *work)
{
  size_t left = work->asked.len;
  walk_stay(walk, part);
  for (uint32_t turn = 0; turn < TURNS && left; turn++) {
    left = 0;
    for (size_t q = 0; q < work->asked.len; q++) {
      const struct question *question = &solver->questions[work->asked.at[q]];
      if (solver_is_no(solver, question) && solver->walked < MOST_WALKED)
        walk_for(solver, walk, question, turn);
      left += solver_is_no(solver, question);
      if (turn == 0)
        tell(solver);
    }
  }
  return left;
}

/* By walks from the example; then, in a part that is too large for a programme of its own, by programmes of what is
 * near, as long as there is work left to do. */
static void solve_part(struct solver *solver, struct walk *walk, const struct part *part, const struct work *work)
{
  bool walks = walk && part->count > SMALL_PART && walk_fits(walk, part);
  size_t left = walks ? walk_for_all(solver, walk, part, work) : 1;
  if (left && part->count <= LARGE_PART)
    solver_seek(solver, part, work->asked.at, work->asked.len);
  for (size_t q = 0; q < work->asked.len && walks && left <= MANY && part->count > LARGE_PART && solver->near < MOST_NEAR; q++) {
    const struct question *question = &solver->questions[work->asked.at[q]];
    struct answer answer = { 0 };
    if (!solver_is_no(solver, question))
      continue;
    solver->near++;
    if (solver_near(solver, walk, question, &answer)) {
      answer.question = work->asked.at[q];
      *VEC_ADD(solver->arena, &solver->found) = answer;
    }
  }
}

static void solve_parts(struct solver *solver, const struct part *parts, size_t part_count)
{
  struct work *work = ARENA_ARRAY(solver->arena, struct work, part_count + 1);
  bool large = false;
  for (size_t q = 0; q < solver->question_count; q++) {
    const struct question *question = &solver->questions[q];
    if (!solver_is_open(solver, question->unknown) || solver_is_settled(solver, question))
      continue;
    uint32_t part = solver->part[question->unknown];
    *VEC_ADD(solver->arena, &work[part].asked) = (uint32_t)q;
    large = large || parts[part].count > SMALL_PART;
    solver->all++;
  }
  struct walk *walk = large && solver->riddle->example ? solver_walk(solver) : NULL;
  for (size_t p = 0; p < part_count && !solver->contradiction; p++)
    if (work[p].asked.len)
      solve_part(solver, walk, &parts[p], &work[p]);
}

/* ---- answers ------------------------------------------------------------------------------- */

void solver_mark_reasons(const struct solver *solver, struct arena *scratch, uint32_t unknown, bool *used,
                         bool *visited)
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

void solver_finish_answer(const struct solver *solver, uint32_t unknown, const bool *used, struct answer *answer)
{
  struct riddle *riddle = solver->riddle;
  VEC(uint32_t) relations = { 0 };
  if (riddle->unknowns.at[unknown].whole) {
    answer->low = ceil(answer->low - SOLVER_SMALL);
    answer->high = floor(answer->high + SOLVER_SMALL);
  }
  for (size_t r = 0; r < riddle->relations.len; r++)
    if (used[r])
      *VEC_ADD(riddle->arena, &relations) = (uint32_t)r;
  answer->relations = relations.at;
  answer->relation_count = relations.len;
}

static struct answer answer_of(struct solver *solver, const struct part *parts, size_t question)
{
  auto_arena struct arena *scratch = arena_new();
  uint32_t unknown = solver->questions[question].unknown;
  const struct unknown *at = &solver->riddle->unknowns.at[unknown];
  bool *used = ARENA_ARRAY(scratch, bool, solver->riddle->relations.len);
  bool *visited = ARENA_ARRAY(scratch, bool, solver->riddle->unknowns.len);
  struct answer answer = { .question = question, .low = at->low, .high = at->high };
  solver_mark_reasons(solver, scratch, unknown, used, visited);
  if (solver_is_open(solver, unknown) && !solver_is_settled(solver, &solver->questions[question]))
    solver_mark_prices(solver, scratch, &parts[solver->part[unknown]], unknown, used, visited, &answer);
  solver_finish_answer(solver, unknown, used, &answer);
  return answer;
}

/* What programmes of what is near have found. */
static const struct answer *found_near(const struct solver *solver, size_t question)
{
  for (size_t i = 0; i < solver->found.len; i++)
    if (solver->found.at[i].question == question)
      return &solver->found.at[i];
  return NULL;
}

/* Whether it would take a programme of a part that is too large for one. */
static bool is_too_large(const struct solver *solver, const struct part *parts, const struct question *question)
{
  return solver_is_open(solver, question->unknown) && !solver_is_settled(solver, question)
         && parts[solver->part[question->unknown]].count > LARGE_PART;
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
  VEC(uint32_t) unsettled = { 0 };
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
    if (solver_is_no(&solver, &questions[q])) {
      const struct answer *found = found_near(&solver, q);
      if (found)
        *VEC_ADD(riddle->arena, &answers) = *found;
      else if (is_too_large(&solver, parts, &questions[q]))
        *VEC_ADD(riddle->arena, &unsettled) = (uint32_t)q;
      else
        *VEC_ADD(riddle->arena, &answers) = answer_of(&solver, parts, q);
    }
  *ret_solution = (struct solution) {
    .answers = answers.at, .count = solver.contradiction ? 0 : answers.len, .unsettled = unsettled.at,
    .unsettled_count = solver.contradiction ? 0 : unsettled.len, .contradiction = solver.contradiction,
    .programmes = solver.programmes,
  };
}
