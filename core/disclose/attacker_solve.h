/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attacker's arithmetic: how far unknown numbers can go when only relations between them are known.
 *
 * It has nothing in common with what protects (ranges.h, search.h): its own bounds, its own linear
 * programmes, any coefficients, and relations that hold within limits instead of exactly.  Pure: it
 * knows nothing of counts, areas or rules.
 */
#ifndef STRATA_DISCLOSE_ATTACKER_SOLVE_H
#define STRATA_DISCLOSE_ATTACKER_SOLVE_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct unknown {
  double low, high; /* known of it by itself; equal when it is known */
  bool whole;
};

struct relation_term {
  uint32_t unknown;
  double factor;
};

/* LOW <= the sum of terms[first] to terms[first + count - 1] <= HIGH. */
struct relation {
  uint32_t first, count;
  double low, high;
};

/* Everything that is known.  A relation names no unknown twice. */
struct riddle {
  struct arena *arena;
  VEC(struct unknown) unknowns;
  VEC(struct relation) relations;
  VEC(struct relation_term) terms;

  /* Values that fit all that is known (NaN: not known), to walk from where that answers a question sooner than a
   * linear programme.  They are the judge's: what is found possible is, and nothing is found impossible by them.
   * Or NULL. */
  const double *example;

  /* Told how far it has got; or NULL. */
  void (*progress)(void *user, const char *what, size_t done, size_t all);
  void *user;
};

/* Can the unknown be anything from LOW to HIGH?  With LOW above HIGH: can it be more than one count? */
struct question {
  uint32_t unknown;
  double low, high;
};

/* A question whose answer is no. */
struct answer {
  size_t question;
  double low, high; /* how far the unknown goes */
  const uint32_t *relations; /* that hold it there; none when its own bounds do */
  size_t relation_count;
};

struct solution {
  const struct answer *answers; /* in the order of the questions */
  size_t count;
  const uint32_t *unsettled; /* questions that took too long; whoever asked has to take the answer for no */
  size_t unsettled_count;
  bool contradiction; /* not all relations can hold; there are no answers then */
  size_t programmes;  /* linear programmes that were solved */
};

/* Narrows the bounds of RIDDLE and answers the questions. */
void riddle_solve(struct riddle *riddle, const struct question *questions, size_t count,
                  struct solution *ret_solution);

/* ---- putting a riddle together ------------------------------------------------------------- */

uint32_t riddle_unknown(struct riddle *riddle, bool whole);

/* That an unknown is from LOW to HIGH. */
void riddle_bound(struct riddle *riddle, uint32_t unknown, double low, double high);

/* Begins a relation; its terms follow.  Its index. */
uint32_t riddle_relate(struct riddle *riddle, double low, double high);
void riddle_term(struct riddle *riddle, uint32_t unknown, double factor);

#endif
