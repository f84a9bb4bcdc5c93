/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Witnesses: values that fit all that is known, found by walking from those that are known to fit.
 *
 * An unknown is set to what is asked of it, and the relations that this breaks are mended one by one, each by the
 * unknown that breaks least of the others.  The longer a relation stays broken, the more it counts.  What is found
 * proves that the unknown can be that; where nothing is found, nothing is known. */
#include "disclose/attacker_solver.h"

#include "base/cleanup.h"

#include <math.h>

enum {
  FEW_STEPS = 20,   /* of a walk at the first turn; of each that follows twice as many */
  MOST_MOVED = 1500, /* unknowns: what strays further does not come back */
  MOST_CHOICES = 24, /* of a long relation some unknowns are looked at, others another time */
  REST = 3,         /* steps for which what was moved is not moved back */
};
/* Of moving an unknown that has not been moved, in relations broken by one. */
static const double COST_OF_MOVING = 0.1;
/* Choices that are about as good are made by lot. */
static const double LOT = 0.05;
/* By how much more a relation counts for each step that it was broken. */
static const double IMPATIENCE = 0.08;

/* A relation: how far its sum may go from where the example has it, and how far it has gone. */
struct play {
  double down, up, sum;
  double scale;  /* one over its largest factor */
  double weight; /* the longer it stays broken */
  uint32_t place; /* among those that are broken, plus 1; 0: it holds */
  bool fits;      /* whether the example does */
  bool touched;
};

struct walk {
  struct solver *solver;
  const double *from;       /* where each unknown begins; NaN: it is held there, wherever that is */
  struct play *plays;       /* of relations */
  double *by;               /* how far unknowns have moved */
  uint32_t *rests;          /* the step until which an unknown is not moved back */
  bool *is_moved;
  VEC(uint32_t) broken, moved, touched;
  uint32_t aim;             /* the unknown that is held at what is asked of it */
  uint64_t lot;
};

/* ---- the example --------------------------------------------------------------------------- */

static struct play play_of(const struct solver *solver, const double *from, const struct relation *relation)
{
  double sum = 0, size = 1, largest = 0;
  bool whole = true;
  for (uint32_t t = 0; t < relation->count; t++) {
    struct relation_term term = solver_terms(solver, relation)[t];
    whole = whole && !isnan(from[term.unknown]);
    sum += term.factor * from[term.unknown];
    size += fabs(term.factor * from[term.unknown]);
    largest = fmax(largest, fabs(term.factor));
  }
  /* With an unknown that has no value in the example, the others have to keep their sum. */
  double slack = SOLVER_SMALL * 1e-3 * size;
  return (struct play) {
    .down = whole ? fmin(relation->low - sum, 0) : 0, .up = whole ? fmax(relation->high - sum, 0) : 0,
    .scale = 1 / largest,
    .fits = !whole || (sum >= relation->low - slack && sum <= relation->high + slack),
  };
}

struct walk *solver_walk(struct solver *solver)
{
  const struct riddle *riddle = solver->riddle;
  struct arena *arena = solver->arena;
  size_t unknowns = riddle->unknowns.len, relations = riddle->relations.len;
  double *from = ARENA_ARRAY(arena, double, unknowns);
  struct play *plays = ARENA_ARRAY(arena, struct play, relations);
  struct walk *walk = ARENA_NEW(arena, struct walk);
  *walk = (struct walk) {
    .solver = solver, .from = from, .plays = plays, .by = ARENA_ARRAY(arena, double, unknowns),
    .rests = ARENA_ARRAY(arena, uint32_t, unknowns), .is_moved = ARENA_ARRAY(arena, bool, unknowns),
  };
  for (uint32_t i = 0; i < unknowns; i++)
    from[i] = solver_is_open(solver, i) ? riddle->example[i] : riddle->unknowns.at[i].low;
  for (size_t r = 0; r < relations; r++)
    plays[r] = play_of(solver, from, &riddle->relations.at[r]);
  return walk;
}

bool walk_fits(const struct walk *walk, const struct part *part)
{
  for (size_t k = 0; k < part->count; k++) {
    const struct unknown *at = &walk->solver->riddle->unknowns.at[part->unknowns[k]];
    double value = walk->from[part->unknowns[k]], slack = SOLVER_SMALL * (1 + fabs(value));
    if (value < at->low - slack || value > at->high + slack)
      return false;
  }
  for (size_t r = 0; r < part->relation_count; r++)
    if (!walk->plays[part->relations[r]].fits)
      return false;
  return true;
}

/* ---- a step -------------------------------------------------------------------------------- */

/* By how much the sum of a relation is out, if it has moved by SUM: above 0 too high. */
static double out_by(const struct play *play, double sum)
{
  double slack = SOLVER_SMALL / play->scale;
  return sum > play->up + slack ? sum - play->up : sum < play->down - slack ? sum - play->down : 0;
}

static double cost_out(const struct play *play, double sum)
{
  return fabs(out_by(play, sum)) * play->scale * (1 + play->weight);
}

static void set_broken(struct walk *walk, uint32_t r)
{
  struct play *play = &walk->plays[r];
  bool broken = fabs(out_by(play, play->sum)) > 0;
  if (broken && !play->place) {
    *VEC_ADD(walk->solver->arena, &walk->broken) = r;
    play->place = (uint32_t)walk->broken.len;
  } else if (!broken && play->place) {
    uint32_t last = walk->broken.at[--walk->broken.len];
    walk->broken.at[play->place - 1] = last;
    walk->plays[last].place = play->place;
    play->place = 0;
  }
}

static void move(struct walk *walk, uint32_t unknown, double by)
{
  const struct solver *solver = walk->solver;
  if (!walk->is_moved[unknown])
    *VEC_ADD(solver->arena, &walk->moved) = unknown;
  walk->is_moved[unknown] = true;
  walk->by[unknown] += by;
  for (uint32_t u = solver->first_user[unknown]; u < solver->first_user[unknown + 1]; u++) {
    uint32_t r = solver->users[u].relation;
    if (!walk->plays[r].touched)
      *VEC_ADD(solver->arena, &walk->touched) = r;
    walk->plays[r].touched = true;
    walk->plays[r].sum += by * solver->users[u].factor;
    set_broken(walk, r);
  }
}

/* Between 0 and 1, always the same from run to run. */
static double draw(struct walk *walk)
{
  walk->lot = walk->lot * 6364136223846793005u + 1442695040888963407u;
  return (double)(walk->lot >> 33) / (double)(1u << 31);
}

/* By how much the unknown has to move so that the relation, out by OUT, holds: as far as it may. */
static double mend(const struct walk *walk, uint32_t unknown, double out, double factor)
{
  const struct unknown *at = &walk->solver->riddle->unknowns.at[unknown];
  double now = walk->from[unknown] + walk->by[unknown], by = -out / factor;
  if (at->whole)
    by = by > 0 ? ceil(by - SOLVER_SMALL) : floor(by + SOLVER_SMALL);
  by = fmin(fmax(by, at->low - now), at->high - now);
  return at->whole ? round(by) : by;
}

static double cost_of(struct walk *walk, uint32_t unknown, double by)
{
  const struct solver *solver = walk->solver;
  double now = walk->by[unknown], cost = LOT * draw(walk);
  cost += COST_OF_MOVING * ((fabs(now + by) > 0 ? 1 : 0) - (fabs(now) > 0 ? 1 : 0));
  walk->solver->walked += solver->first_user[unknown + 1] - solver->first_user[unknown];
  for (uint32_t u = solver->first_user[unknown]; u < solver->first_user[unknown + 1]; u++) {
    const struct play *play = &walk->plays[solver->users[u].relation];
    cost += cost_out(play, play->sum + by * solver->users[u].factor) - cost_out(play, play->sum);
  }
  return cost;
}

/* Mends a relation that is broken; false when nothing in it can move. */
static bool step(struct walk *walk, uint32_t number)
{
  uint32_t r = walk->broken.at[(size_t)(draw(walk) * (double)walk->broken.len)];
  const struct relation *relation = &walk->solver->riddle->relations.at[r];
  double out = out_by(&walk->plays[r], walk->plays[r].sum), least = INFINITY, best_by = 0;
  uint32_t best = 0, begin = (uint32_t)(draw(walk) * relation->count);
  for (uint32_t t = 0, choices = 0; t < relation->count && choices < MOST_CHOICES; t++) {
    struct relation_term term = solver_terms(walk->solver, relation)[(begin + t) % relation->count];
    if (term.unknown == walk->aim || isnan(walk->from[term.unknown])
        || walk->rests[term.unknown] > number)
      continue;
    double by = mend(walk, term.unknown, out, term.factor);
    if (fabs(by) < SOLVER_SMALL)
      continue;
    choices++;
    double cost = cost_of(walk, term.unknown, by);
    if (cost < least) {
      least = cost;
      best = term.unknown;
      best_by = by;
    }
  }
  walk->plays[r].weight += IMPATIENCE;
  if (isinf(least))
    return false;
  move(walk, best, best_by);
  walk->rests[best] = number + REST;
  return true;
}

/* ---- a walk -------------------------------------------------------------------------------- */

static void note(struct walk *walk)
{
  struct solver *solver = walk->solver;
  for (size_t k = 0; k < walk->moved.len; k++) {
    uint32_t unknown = walk->moved.at[k];
    solver_see(solver, unknown, walk->from[unknown] + walk->by[unknown]);
  }
}

static void go_back(struct walk *walk)
{
  for (size_t k = 0; k < walk->moved.len; k++) {
    walk->by[walk->moved.at[k]] = 0;
    walk->is_moved[walk->moved.at[k]] = false;
    walk->rests[walk->moved.at[k]] = 0;
  }
  for (size_t k = 0; k < walk->touched.len; k++) {
    struct play *play = &walk->plays[walk->touched.at[k]];
    play->sum = play->weight = 0;
    play->place = 0;
    play->touched = false;
  }
  walk->moved.len = walk->touched.len = walk->broken.len = 0;
}

/* Mends all that is broken, in up to MOST steps. */
static bool mend_all(struct walk *walk, uint32_t most)
{
  for (uint32_t number = 1; walk->broken.len && number < most && walk->moved.len < MOST_MOVED; number++)
    if (!step(walk, number) && walk->broken.len == 1)
      break;
  for (size_t k = 0; k < walk->moved.len; k++)
    walk->rests[walk->moved.at[k]] = 0;
  if (walk->broken.len)
    return false;
  note(walk);
  return true;
}

/* To what is asked, or by STRIDE at a time from one set of values that fit to the next. */
static bool walk_by(struct walk *walk, double to, double stride, uint32_t most)
{
  const struct unknown *at = &walk->solver->riddle->unknowns.at[walk->aim];
  double left = to - walk->from[walk->aim];
  bool found = left <= at->high - walk->from[walk->aim] + SOLVER_SMALL
               && left >= at->low - walk->from[walk->aim] - SOLVER_SMALL;
  while (found && fabs(left) > SOLVER_SMALL) {
    double by = copysign(fmin(stride, fabs(left)), left);
    move(walk, walk->aim, by);
    left -= by;
    found = mend_all(walk, most);
  }
  go_back(walk);
  return found;
}

static bool set_out(struct walk *walk, uint32_t unknown, uint32_t turn)
{
  walk->aim = unknown;
  walk->lot = unknown + turn;
  return !isnan(walk->from[unknown]);
}

/* Twice as many from turn to turn, but no end of them: other choices may do better. */
static uint32_t steps_of(uint32_t turn)
{
  enum { LONGEST = 9 };
  return (uint32_t)FEW_STEPS << (turn < LONGEST ? turn : LONGEST);
}

bool walk_to(struct walk *walk, uint32_t unknown, double to, uint32_t turn)
{
  return set_out(walk, unknown, turn) && walk_by(walk, to, turn % 2 ? 1 : INFINITY, steps_of(turn));
}

bool walk_off(struct walk *walk, uint32_t unknown, uint32_t turn)
{
  return set_out(walk, unknown, turn)
         && (walk_by(walk, walk->from[unknown] + 1, 1, steps_of(turn))
             || walk_by(walk, walk->from[unknown] - 1, 1, steps_of(turn)));
}

void walk_stay(struct walk *walk, const struct part *part)
{
  struct solver *solver = walk->solver;
  for (size_t k = 0; k < part->count; k++) {
    uint32_t unknown = part->unknowns[k];
    if (!isnan(walk->from[unknown]))
      solver_see(solver, unknown, walk->from[unknown]);
  }
}

double walk_from(const struct walk *walk, uint32_t unknown)
{
  return walk->from[unknown];
}

void walk_play(const struct walk *walk, uint32_t relation, double *ret_down, double *ret_up)
{
  *ret_down = walk->plays[relation].down;
  *ret_up = walk->plays[relation].up;
}
