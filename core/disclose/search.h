/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search for what to hide: a linear programme that moves some cells of a block as far as a rule
 * asks, and others along with them, at the least cost of those that are printed.  Only for
 * core/disclose/protect.c.
 */
#ifndef STRATA_DISCLOSE_SEARCH_H
#define STRATA_DISCLOSE_SEARCH_H

#include "disclose/block.h"

/* A cell that must be able to move by NEED, up or down. */
struct target {
  uint32_t number;
  bool up;
  double need;
};

struct search;

/* A programme for BLOCK.  To be ended by search_end. */
struct search *search_begin(struct block *block);

/* The same for up to MOST cells that equations join to NUMBER, nearest first; with ABOUT only those of about the
 * same time: the months within two of its last, and the years that some of these are in and others are not.  What is
 * further off then stays where it is, which is not the cheapest, but far quicker.  A programme that takes too many
 * steps finds nothing. */
struct search *search_begin_nearby(struct block *block, uint32_t number, size_t most, bool about);
void search_end(struct search *search);

/* Hides the cheapest cells that let all TARGETS move at once.  False, and nothing is hidden, when nothing
 * can be moved along. */
bool search_hide(struct search *search, const struct target *targets, size_t count);

/* How far CELL can go: to what is known of it anyway. */
double search_room(const struct cell *cell, bool up);

#endif
