/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results that a worker has found, kept for all the reports that it makes: every profile holds its
 * district against the other thirteen.
 *
 * Private to core/extend.  Finding is a pure function of const data (compute/results.h), so what was
 * found once is the same for every report.
 */
#ifndef STRATA_EXTEND_FOUND_H
#define STRATA_EXTEND_FOUND_H

#include "disclose/disclose.h"

struct found;

/* Lives in ARENA, with all that is kept. */
struct found *found_new(struct arena *arena);

/* As released_find, or released_find_since when BEFORE is not NULL. */
void found_find(struct found *found, const struct released *released, int indicator, int area,
                struct period period, const struct period *before, struct result *ret);

#endif
