/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audit: an attacker who has nothing but what is printed, and must fail.
 *
 * It works out the least and the greatest that each hidden cell can be, from what is shown of the
 * others, from the equations, and from counts being whole and not below nothing.  Only then is the
 * truth looked at, to judge: a cell that a rule hides must not be found within its LOW to HIGH, and
 * nothing that is hidden may be found exactly.  Pure: numbers and equations alone.
 * docs/DISCLOSURE.md says what this proves and what it does not.
 */
#ifndef STRATA_DISCLOSE_AUDIT_H
#define STRATA_DISCLOSE_AUDIT_H

#include "disclose/cells.h"

/* What a reader is shown of a cell: equal when it is printed as it is; 0 and INFINITY when it is not
 * printed. */
struct shown {
  double low, high;
};

struct finding {
  uint32_t cell;
  double low, high; /* what the attacker finds; equal when exactly */
  const uint32_t *equations; /* those that give it away; none when it is printed */
  size_t equation_count;
};

struct audit {
  size_t hidden;    /* cells that are not shown exactly */
  size_t sensitive; /* cells that rules hide, and that no earlier edition gave away */
  size_t given_away; /* cells that rules hide, and that an earlier edition printed */
  const struct finding *findings; /* by cell */
  size_t finding_count;
  const uint32_t *unsettled; /* cells of which it could not be said whether they are found */
  size_t unsettled_count;
  bool contradiction; /* what is shown does not add up: it cannot be judged */
  size_t programmes;  /* linear programmes that were solved */
};

/* Attacks CELLS, of which SHOWN (one a cell) is shown.  What the cells hold besides their equations is
 * used to judge what was found, not to find it. */
void audit_run(struct arena *arena, const struct cells *cells, const struct shown *shown,
               struct audit *ret_audit);

/* Shows what CELLS have decided, of themselves: for tests of protect. */
const struct shown *audit_view(struct arena *arena, const struct cells *cells);

#endif
