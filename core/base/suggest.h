/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The word that was probably meant.
 */
#ifndef STRATA_BASE_SUGGEST_H
#define STRATA_BASE_SUGGEST_H

#include "base/str.h"

/* The nearest of WORDS to WRONG by Damerau-Levenshtein distance (optimal string alignment), if it
 * is within a third of the longer one's length (at least 1); of equals, the first.  Failing that,
 * the only word that begins with WRONG.  NULL when there is neither. */
const char *suggest(struct str wrong, const char *const *words, size_t count);

#endif
