/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog as the public may see it: what is marked official-sensitive has no words in it.
 *
 * Indexes stay as they are, so that results and definitions still meet; what is withheld has an empty
 * id, and no title, caveat, source or reason that could be printed.  Recommendations, commentary and
 * breaks that are withheld are not in it at all.
 */
#ifndef STRATA_DISCLOSE_REDACT_H
#define STRATA_DISCLOSE_REDACT_H

#include "define/catalog.h"

/* Lives in ARENA, as long as CATALOG. */
const struct catalog *redact_catalog(struct arena *arena, const struct catalog *catalog);

#endif
