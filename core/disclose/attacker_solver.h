/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A riddle being solved: what the files behind attacker_solve.h share, only for them.
 */
#ifndef STRATA_DISCLOSE_ATTACKER_SOLVER_H
#define STRATA_DISCLOSE_ATTACKER_SOLVER_H

#include "disclose/attacker_solve.h"

/* Sums of a million counts lose no millionth of one. */
#define SOLVER_SMALL 1e-6

/* A relation that an unknown is in, times FACTOR. */
struct user {
  uint32_t relation;
  double factor;
};

struct solver {
  struct arena *arena;
  struct riddle *riddle;
  const struct question *questions;
  size_t question_count;
  const uint32_t *first_user; /* the relations of unknown i are users[first_user[i]] and on */
  const struct user *users;
  int32_t *low_by, *high_by;          /* the relation that set a bound; -1: none */
  const uint32_t *part, *column;      /* of each unknown that is still open */
  double *seen_low, *seen_high;       /* how far solutions were seen to go */
  bool contradiction;
  size_t programmes;
  size_t near; /* questions that solver_near was asked */
  long walked; /* relations that walks have looked at */
  uint32_t *near_place; /* of solver_near */
  VEC(struct answer) found; /* by it, in the order of the questions */
  size_t done, all; /* questions that bounds leave open */
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

/* ---- questions ----------------------------------------------------------------------------- */

/* Whether it has not been seen that the unknown goes as far up, or down, as is asked. */
bool solver_falls_short(const struct solver *solver, const struct question *question, bool up);

/* Whether the answer is no, for all that has been seen. */
bool solver_is_no(const struct solver *solver, const struct question *question);

/* Whether bounds alone say that the answer is no. */
bool solver_is_settled(const struct solver *solver, const struct question *question);

/* Takes note of values that fit all that is known. */
void solver_see(struct solver *solver, uint32_t unknown, double value);

/* Marks the relations that set the bounds of UNKNOWN, and of all that they lean on. */
void solver_mark_reasons(const struct solver *solver, struct arena *scratch, uint32_t unknown, bool *used,
                         bool *visited);

/* Lists the relations USED in ANSWER; its ends become whole where the unknown is. */
void solver_finish_answer(const struct solver *solver, uint32_t unknown, const bool *used, struct answer *answer);

/* ---- programmes (core/disclose/attacker_programme.c) ----------------------------------------- */

/* Seeks answers to the questions ASKED of a part, by programmes of all of it. */
void solver_seek(struct solver *solver, const struct part *part, const uint32_t *asked, size_t count);

/* Goes to both ends of UNKNOWN once more; marks the relations that hold it there. */
void solver_mark_prices(struct solver *solver, struct arena *scratch, const struct part *part, uint32_t unknown,
                        bool *used, bool *visited, struct answer *answer);

/* ---- witnesses (core/disclose/attacker_walk.c) ----------------------------------------------- */

/* A walker from the riddle's example, which is given.  After solver_tighten. */
struct walk;
struct walk *solver_walk(struct solver *solver);

/* Whether the example fits all that is known of PART. */
bool walk_fits(const struct walk *walk, const struct part *part);

/* Takes note of the example itself. */
void walk_stay(struct walk *walk, const struct part *part);

/* Looks for values that fit all that is known, in which UNKNOWN is TO, or one off the example's either way; takes
 * note of them.  The higher TURN, from 0, the longer.  False: none found. */
bool walk_to(struct walk *walk, uint32_t unknown, double to, uint32_t turn);
bool walk_off(struct walk *walk, uint32_t unknown, uint32_t turn);

/* Where UNKNOWN is in the example, NaN: it has no value; how far the sum of RELATION may go from there, where the
 * example fits. */
double walk_from(const struct walk *walk, uint32_t unknown);
void walk_play(const struct walk *walk, uint32_t relation, double *ret_down, double *ret_up);

/* ---- what is near (core/disclose/attacker_near.c) -------------------------------------------- */

/* Answers by programmes of the unknowns nearest to the one that is asked.  With the others where the example has
 * them a solution proves that the answer is yes; with the others anywhere within their bounds, that no more is found
 * proves that it is no: then *RET_ANSWER, and true. */
bool solver_near(struct solver *solver, const struct walk *walk, const struct question *question,
                 struct answer *ret_answer);

#endif
