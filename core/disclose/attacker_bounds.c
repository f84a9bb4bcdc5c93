/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker_solver.h"

#include "base/cleanup.h"

#include <math.h>

/* How often a relation is looked at again before the programmes take over. */
enum { MOST_TURNS = 30 };

bool solver_is_open(const struct solver *solver, uint32_t unknown)
{
  const struct unknown *at = &solver->riddle->unknowns.at[unknown];
  return at->high - at->low > SOLVER_SMALL;
}

const struct relation_term *solver_terms(const struct solver *solver,
                                         const struct relation *relation)
{
  return &solver->riddle->terms.at[relation->first];
}

void solver_list_users(struct solver *solver)
{
  const struct riddle *riddle = solver->riddle;
  uint32_t *first = ARENA_ARRAY(solver->arena, uint32_t, riddle->unknowns.len + 1);
  uint32_t *next = ARENA_ARRAY(solver->arena, uint32_t, riddle->unknowns.len);
  struct user *users = ARENA_ARRAY(solver->arena, struct user, riddle->terms.len);
  for (size_t t = 0; t < riddle->terms.len; t++)
    first[riddle->terms.at[t].unknown + 1]++;
  for (size_t i = 0; i < riddle->unknowns.len; i++) {
    first[i + 1] += first[i];
    next[i] = first[i];
  }
  for (size_t r = 0; r < riddle->relations.len; r++)
    for (uint32_t t = 0; t < riddle->relations.at[r].count; t++) {
      struct relation_term term = solver_terms(solver, &riddle->relations.at[r])[t];
      users[next[term.unknown]++] = (struct user) { (uint32_t)r, term.factor };
    }
  solver->first_user = first;
  solver->users = users;
}

/* The least that FACTOR times an unknown can be; the greatest is less the least of -FACTOR. */
static double least(const struct unknown *unknown, double factor)
{
  return factor > 0 ? factor * unknown->low : factor * unknown->high;
}

static double greatest(const struct unknown *unknown, double factor)
{
  return -least(unknown, -factor);
}

/* A sum whose infinite terms are counted apart. */
struct reach {
  double finite;
  uint32_t infinite;
};

static struct reach plus(struct reach sum, double value)
{
  if (isinf(value))
    sum.infinite++;
  else
    sum.finite += value;
  return sum;
}

static struct reach minus(struct reach sum, double value)
{
  if (isinf(value))
    sum.infinite--;
  else
    sum.finite -= value;
  return sum;
}

/* The sum without VALUE, one of its terms; SIDE times infinity when that has no end. */
static double without(struct reach sum, double value, double side)
{
  sum = minus(sum, value);
  return sum.infinite ? side * (double)INFINITY : sum.finite;
}

/* Takes LOW and HIGH, which follow from relation BY, for bounds of an unknown; whether they are
 * news. */
static bool narrow(struct solver *solver, uint32_t index, double low, double high, uint32_t by)
{
  struct unknown *at = &solver->riddle->unknowns.at[index];
  if (at->whole) {
    low = ceil(low - SOLVER_SMALL);
    high = floor(high + SOLVER_SMALL);
  }
  bool news = false;
  if (low > at->low + SOLVER_SMALL) {
    at->low = low;
    solver->low_by[index] = (int32_t)by;
    news = true;
  }
  if (high < at->high - SOLVER_SMALL) {
    at->high = high;
    solver->high_by[index] = (int32_t)by;
    news = true;
  }
  double over = at->low - at->high;
  if (over > SOLVER_SMALL * (1 + fabs(at->low)))
    solver->contradiction = true;
  else if (over > 0)
    at->high = at->low;
  return news;
}

struct agenda {
  uint32_t *at;
  bool *waits;
  uint8_t *turns;
  size_t first, len, size;
};

static void put_down(struct agenda *agenda, uint32_t relation)
{
  if (agenda->waits[relation] || agenda->turns[relation] >= MOST_TURNS)
    return;
  agenda->waits[relation] = true;
  agenda->at[(agenda->first + agenda->len++) % agenda->size] = relation;
}

static uint32_t take_up(struct agenda *agenda)
{
  uint32_t relation = agenda->at[agenda->first];
  agenda->first = (agenda->first + 1) % agenda->size;
  agenda->len--;
  agenda->waits[relation] = false;
  agenda->turns[relation]++;
  return relation;
}

static void apply(struct solver *solver, struct agenda *agenda, uint32_t r)
{
  const struct relation *relation = &solver->riddle->relations.at[r];
  const struct relation_term *terms = solver_terms(solver, relation);
  struct unknown *unknowns = solver->riddle->unknowns.at;
  struct reach low = {0}, high = {0};
  for (uint32_t t = 0; t < relation->count; t++) {
    low = plus(low, least(&unknowns[terms[t].unknown], terms[t].factor));
    high = plus(high, greatest(&unknowns[terms[t].unknown], terms[t].factor));
  }
  double slack = SOLVER_SMALL * (1 + fabs(low.finite) + fabs(high.finite)) * 1e-6;
  if ((!low.infinite && low.finite > relation->high + SOLVER_SMALL + slack) ||
      (!high.infinite && high.finite < relation->low - SOLVER_SMALL - slack)) {
    solver->contradiction = true;
    return;
  }
  for (uint32_t t = 0; t < relation->count && !solver->contradiction; t++) {
    struct unknown *at = &unknowns[terms[t].unknown];
    double factor = terms[t].factor;
    double term_low = least(at, factor), term_high = greatest(at, factor);
    if (term_low == term_high)
      continue;
    double from = (relation->low - without(high, term_high, 1)) / factor;
    double to = (relation->high - without(low, term_low, -1)) / factor;
    if (!narrow(solver, terms[t].unknown, fmin(from, to), fmax(from, to), r))
      continue;
    low = plus(minus(low, term_low), least(at, factor));
    high = plus(minus(high, term_high), greatest(at, factor));
    for (uint32_t u = solver->first_user[terms[t].unknown];
         u < solver->first_user[terms[t].unknown + 1]; u++)
      if (solver->users[u].relation != r)
        put_down(agenda, solver->users[u].relation);
  }
}

void solver_tighten(struct solver *solver)
{
  auto_arena struct arena *scratch = arena_new();
  size_t count = solver->riddle->relations.len;
  struct agenda agenda = {
      .at = ARENA_ARRAY(scratch, uint32_t, count + 1),
      .waits = ARENA_ARRAY(scratch, bool, count),
      .turns = ARENA_ARRAY(scratch, uint8_t, count),
      .size = count + 1,
  };
  for (size_t r = 0; r < count; r++)
    put_down(&agenda, (uint32_t)r);
  while (agenda.len && !solver->contradiction)
    apply(solver, &agenda, take_up(&agenda));
}

/* Bounds that were given, not found. */
void solver_check_given(struct solver *solver)
{
  for (size_t i = 0; i < solver->riddle->unknowns.len; i++) {
    struct unknown *at = &solver->riddle->unknowns.at[i];
    if (at->whole) {
      at->low = ceil(at->low - SOLVER_SMALL);
      at->high = floor(at->high + SOLVER_SMALL);
    }
    solver->contradiction = solver->contradiction || at->low > at->high + SOLVER_SMALL;
    if (at->low > at->high)
      at->high = at->low;
  }
}
