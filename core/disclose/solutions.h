/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks that were protected before: in the workspace's store, each by the hash of all that its
 * protection is made from.
 *
 * A dense series of months takes seconds to protect, and the next run asks for the same.  What is kept
 * is which cells are lost, and nothing else: no count.  The store is a cache: what is damaged, or
 * does not fit the block, is worked out again, and the audit attacks what was kept as it does what
 * was worked out.
 */
#ifndef STRATA_DISCLOSE_SOLUTIONS_H
#define STRATA_DISCLOSE_SOLUTIONS_H

#include "disclose/block.h"
#include "disclose/disclose.h"

enum { SOLUTION_HASH = 16 };

/* Of everything that the protection of BLOCK depends on, whether it has been protected or not. */
void solution_hash(const struct block *block, uint8_t ret_hash[SOLUTION_HASH]);

/* What is open; opens the store when first asked.  PLACE may be NULL: nothing is kept or found. */
struct solutions *solutions_new(struct arena *arena, const struct solutions_place *place);
void solutions_close(struct solutions *solutions); /* writes what is to be kept; before any fork */

/* Hides in BLOCK, which is not protected yet, what was lost before; -1, and nothing is hidden, when nothing
 * is known.  RET_SHORT_OF: how many sensitive cells nothing could protect. */
int solutions_find(struct solutions *solutions, struct block *block, size_t *ret_short_of);

/* Keeps what is lost in BLOCK, the one whose lowest cell is ROOT. */
void solutions_keep(struct solutions *solutions, const struct block *block, uint32_t root,
                    size_t short_of);

#endif
