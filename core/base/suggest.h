/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The word that was probably meant.
 */
#ifndef STRATA_BASE_SUGGEST_H
#define STRATA_BASE_SUGGEST_H

#include "base/str.h"

/* The nearest of WORDS to WRONG by Damerau-Levenshtein distance (optimal string alignment),
 * or NULL when none is within a third of WRONG's length (at least 1).  Of equals, the first. */
const char *suggest(struct str wrong, const char *const *words, size_t count);

#endif
