/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mending: how far a number can go, by examples.
 *
 * From numbers that satisfy all equations one is moved to where it is wanted, and what this puts out is mended step
 * by step by moving others, until everything holds again.  The numbers found are a proof; that none are found proves
 * nothing.  It takes a thousandth of the time of a linear programme, moves whole numbers by whole steps, and can be
 * allowed to move what is printed, at a price.
 *
 * For those who protect; the attacker has his own.  Pure; knows nothing of cells.
 */
#ifndef STRATA_DISCLOSE_MENDER_H
#define STRATA_DISCLOSE_MENDER_H

#include "disclose/ranges.h"

/* What the caller fills in and owns, and may change between moves but for the equations. */
struct mendable {
  struct arena *arena;
  size_t count;
  const bool *whole;
  const struct equation *equations;
  size_t equation_count;
  const struct term *terms;
  const double *origin;     /* satisfies all equations */
  const double *low, *high; /* between which numbers move freely */

  /* How far they can go at PRICE, however far beyond; NULL: nothing is for sale. */
  const double *far_low, *far_high, *price;
};

struct mender;
struct mender *mender_new(const struct mendable *mendable);

/* Moves NUMBER to the value TO, and others along; with PAY also what has a price, as cheap as happens to be found.
 * The higher TURN, from 0, the longer it tries; other LOTs find other ways.  False: not found.  RET_WITNESS lasts
 * until the next move. */
bool mender_move(struct mender *mender, uint32_t number, double to, bool pay, uint32_t turn, uint32_t lot,
                 struct witness *ret_witness, double *ret_price);

#endif
