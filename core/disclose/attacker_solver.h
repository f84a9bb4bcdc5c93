/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A riddle being solved: what the files behind attacker_solve.h share, only for them.
 */
#ifndef STRATA_DISCLOSE_ATTACKER_SOLVER_H
#define STRATA_DISCLOSE_ATTACKER_SOLVER_H

#include "disclose/attacker_solve.h"

/* Sums of a million counts lose no millionth of one. */
#define SOLVER_SMALL 1e-6

struct solver {
  struct arena *arena;
  struct riddle *riddle;
  const struct question *questions;
  size_t question_count;
  const uint32_t *first_user, *users; /* the relations of each unknown */
  int32_t *low_by, *high_by;          /* the relation that set a bound; -1: none */
  const uint32_t *part, *column;      /* of each unknown that is still open */
  double *seen_low, *seen_high;       /* how far solutions were seen to go */
  bool contradiction;
  size_t programmes;
};

/* What relations join, and no others: its open unknowns and the relations that have any. */
struct part {
  uint32_t *unknowns, *relations;
  size_t count, relation_count;
};

/* Whether more than one value is left to the unknown. */
bool solver_is_open(const struct solver *solver, uint32_t unknown);

const struct relation_term *solver_terms(const struct solver *solver,
                                         const struct relation *relation);

/* Sets first_user and users. */
void solver_list_users(struct solver *solver);

/* Rounds the bounds of whole unknowns inwards; a contradiction where none is left. */
void solver_check_given(struct solver *solver);

/* Narrows bounds by one relation after another, until none narrows any or all have had their turns.
 */
void solver_tighten(struct solver *solver);

/* What can be solved by itself, RET_COUNT parts; sets part and column. */
struct part *solver_parts(struct solver *solver, size_t *ret_count);

#endif
