/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Secondary suppression: hides further cells until none that a rule hides can be worked out.
 *
 * Pure: it looks at the numbers and equations of the cells alone, and gives the same answer for the
 * same cells.  docs/DISCLOSURE.md says how and from whom.
 */
#ifndef STRATA_DISCLOSE_PROTECT_H
#define STRATA_DISCLOSE_PROTECT_H

#include "disclose/cells.h"

struct protection {
  size_t sensitive; /* cells that rules hide */
  size_t lost;      /* cells hidden to protect them */
  double cost;      /* of those */
  size_t unprotected; /* sensitive cells that nothing can protect: an earlier edition gave them away */
  size_t found;       /* blocks of cells whose protection was found in the store */
};

/* Hides cells until the range that an attacker can find of each sensitive one holds its LOW to HIGH.
 * The cells' values must satisfy the equations. */
void protect(struct cells *cells, struct protection *ret_protection);

/* The same, looked up in the store at PLACE and kept there (disclose/solutions.h); NULL: worked out. */
struct solutions_place;
void protect_kept(struct cells *cells, const struct solutions_place *place,
                  struct protection *ret_protection);

#endif
