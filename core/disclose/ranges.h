/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranges: what can be known of numbers that equations join, from bounds on each of them.
 *
 * First bounds are tightened by each equation in turn until nothing moves; then the least and the
 * greatest value of each number asked for are looked for by linear programmes, one a part that no
 * equation joins to the rest.  Every solution of a programme is a point that satisfies all
 * equations, so it shows how far all other numbers can go too; most are settled without a programme
 * of their own.  Pure; knows nothing of cells.
 */
#ifndef STRATA_DISCLOSE_RANGES_H
#define STRATA_DISCLOSE_RANGES_H

#include "base/vec.h"
#include "disclose/cells.h"

/* Numbers that satisfy all equations, by those that are not as in the origin. */
struct witness {
  size_t count;
  const uint32_t *numbers;
  const double *values;
};

struct witnesses {
  VEC(struct witness) list;
};

struct ranges {
  struct arena *arena; /* for what is found */
  size_t count;
  const bool *whole; /* no fractions */
  const struct equation *equations;
  size_t equation_count;
  const struct term *terms;

  /* Known of each number: given, then tightened.  Equal when it is known exactly. */
  double *low, *high;

  /* A number need not be followed further than this; NaN when that is not asked of it. */
  const double *asked_low, *asked_high;
  const double *asked_width; /* nor than from end to end this; 0: not asked.  NULL: of none */

  /* How far a number is seen to go: at least from SEEN_LOW to SEEN_HIGH; to its end where that falls
   * short of what is asked.  Given (infinity and -infinity: not at all), then widened. */
  double *seen_low, *seen_high;

  /* Numbers that satisfy all bounds and equations, where they are known: the programmes begin there. */
  const double *origin;

  bool stop_short; /* stop at the first number that falls short */
  size_t largest_part; /* a part with more numbers is left as it is seen; 0: none is */

  /* The witnesses that showed it, where ORIGIN is given.  NULL when nobody wants them. */
  struct witnesses *witnesses;

  /* The equation that a bound was last tightened by, or -1. */
  int32_t *low_by, *high_by;

  const struct parts *parts; /* what is still unknown, by what equations join */

  bool crept;         /* tightening was cut off: a bound may be wider than it need be */
  bool contradiction; /* the bounds and equations cannot all hold */
  size_t programmes;  /* how many linear programmes were solved */
  long iterations;    /* of the simplex method */
};

/* Room for what RANGES finds; the caller fills in the bounds and what is asked.  Nothing is seen. */
void ranges_begin(struct ranges *ranges, struct arena *arena, size_t count);

/* Tightens the bounds: only what follows from one equation after another. */
void ranges_tighten(struct ranges *ranges);

/* Tightens, then solves for what is asked. */
void ranges_solve(struct ranges *ranges);

/* After ranges_solve: whether INDEX is in a part that was left as it is seen. */
bool ranges_left_out(const struct ranges *ranges, size_t index);

/* Whether INDEX has not been seen to go as far UP, or down, as is asked of it. */
bool ranges_falls_short(const struct ranges *ranges, size_t index, bool up);

/* Whether INDEX goes as far as is asked of it. */
bool ranges_reach(const struct ranges *ranges, size_t index);

/* After ranges_solve without an origin: the equations that hold INDEX where it is, ascending: those with a part in the
 * programmes' answers, and those that tightened the bounds which these lean on. */
const uint32_t *ranges_explain(struct ranges *ranges, size_t index, size_t *ret_count);

#endif
