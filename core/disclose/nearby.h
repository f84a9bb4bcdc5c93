/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moves nearby: how far a number can go when only numbers about it move along.
 *
 * Where counts are rounded every one of them is a range, equations join them all, and a programme of the
 * whole takes minutes.  But a count mostly needs few others to move with it.  So a few hundred numbers that
 * relations join to it are freed, and all others stay where they are in numbers that are known to satisfy
 * everything.  What is found satisfies everything too; what is not found may still exist.
 *
 * Pure, and trusted by nobody: who asks checks each answer with relations of his own, so that those who
 * protect and the attacker can both ask.
 */
#ifndef STRATA_DISCLOSE_NEARBY_H
#define STRATA_DISCLOSE_NEARBY_H

#include "define/period.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nearby_term {
  uint32_t number;
  double factor;
};

/* LOW <= the sum of terms[first] to terms[first + count - 1] <= HIGH. */
struct nearby_row {
  uint32_t first, count;
  double low, high;
};

/* What the caller fills in; ORIGIN satisfies all rows and lies within LOW and HIGH. */
struct nearby {
  struct arena *arena;
  size_t count;
  const double *low, *high, *origin;
  const struct period *periods; /* of each number; NULL: they have none */
  VEC(struct nearby_row) rows;
  VEC(struct nearby_term) terms;

  /* Of nearby_begin: the rows of each number, and where it is in the surroundings at hand. */
  uint32_t *first_user, *users, *at;
  size_t programmes;
  long iterations;
};

/* Whether PERIOD lies about another: a month within two of its last, or a year that some of these are in and
 * others are not. */
bool nearby_is_about(struct period period, struct period other);

/* Begins a row; its terms follow. */
void nearby_row(struct nearby *nearby, double low, double high);
void nearby_term(struct nearby *nearby, uint32_t number, double factor);

/* After the last row. */
void nearby_begin(struct nearby *nearby);

/* Up to MOST numbers about one.  To be ended before others are begun. */
struct surroundings;
struct surroundings *surroundings_begin(struct nearby *nearby, uint32_t number, size_t most);
void surroundings_end(struct surroundings *surroundings);

/* Numbers that have moved from the origin. */
struct nearby_point {
  size_t count;
  const uint32_t *numbers;
  const double *values;
};

/* Moves NUMBER, the one that these are the surroundings of or another of them, to the value TO, and as
 * little as can be along with it.  False when that was not found.  RET_POINT lasts until the surroundings
 * end. */
bool surroundings_move(struct surroundings *surroundings, uint32_t number, double to,
                       struct nearby_point *ret_point);

#endif
