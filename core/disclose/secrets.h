/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a public edition may not hold: the words of what is withheld, and the numbers of what is hidden
 * or rounded.
 *
 * For the check of a finished document (core/extend), which looks for them.  This is the one thing
 * after disclosure that holds true values: it must never reach a page.
 */
#ifndef STRATA_DISCLOSE_SECRETS_H
#define STRATA_DISCLOSE_SECRETS_H

#include "compute/protected.h"
#include "define/catalog.h"

/* A number of an indicator for an area, in some period. */
struct area_number {
  int indicator, area;
  double value;
};

struct secrets {
  const char *const *words;
  size_t word_count;
  /* What is not published; and what is, of the same indicators with the ends of intervals, and of others that
   * have a noun in common with them.  Both by value, indicator and area, each once. */
  const struct area_number *numbers, *shown;
  size_t number_count, shown_count;
};

/* The first of COUNT NUMBERS that is not less than VALUE; COUNT when there is none. */
size_t area_numbers_from(const struct area_number *numbers, size_t count, double value);

/* Of PLAIN results that the public sees as SEEN, with the catalog OPEN.  A text that is open too is no
 * secret; nor is a number that is published of the indicator and area for some other period. */
const struct secrets *secrets_of(struct arena *arena, const struct results *plain,
                                 const struct results *seen, const struct catalog *open);

#endif
