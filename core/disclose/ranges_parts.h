/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of a range question that no equation joins: each is a programme of its own.  Only for core/disclose/ranges*.c.
 */
#ifndef STRATA_DISCLOSE_RANGES_PARTS_H
#define STRATA_DISCLOSE_RANGES_PARTS_H

#include "disclose/ranges.h"

/* A part that no equation joins to the rest: its unknown numbers, and their equations. */
struct part {
  uint32_t *numbers, *equations;
  size_t count, equation_count;
};

struct parts {
  struct part *at;
  size_t count;
  uint32_t *part;   /* of a number */
  uint32_t *column; /* of a number in its part's programme, from 1; 0 when it is known */
};

/* Whether more than one value is left to number INDEX. */
bool ranges_open(const struct ranges *ranges, size_t index);

const struct parts *ranges_parts(struct arena *arena, const struct ranges *ranges);

#endif
