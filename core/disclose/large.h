/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Protecting a large block: thousands of cells that equations join.
 *
 * A linear programme of them all takes too long, and there are thousands of questions.  So each sensitive cell is
 * moved as far as a rule asks, by mending (disclose/mender.h): first with what is hidden and rounded anyway, then by
 * hiding what has to move along.  What is found is kept as its proof, and hiding more never undoes one, so that no
 * view of the whole has to be solved.  Only for core/disclose/protect.c.
 */
#ifndef STRATA_DISCLOSE_LARGE_H
#define STRATA_DISCLOSE_LARGE_H

#include "disclose/block.h"

/* Hides what is needed; how many sensitive cells were not seen to be safe. */
size_t protect_large(struct block *block);

#endif
