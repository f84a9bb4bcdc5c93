/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader: what the public edition shows, and what follows from each figure by itself.
 *
 * It asks for everything that a report or strata figures could print, through the released_*
 * functions alone, and puts down what that tells of each cell: a count, the count that a rate gives
 * back with its population, the limits of an interval, the earlier count that a change gives back,
 * the comparator's, months, neighbourhoods that add up to a district.  core/disclose/audit.h goes on
 * from there, with the equations of those who protect: a second look after disclose/attacker.h, which
 * has its own.
 */
#ifndef STRATA_DISCLOSE_READER_H
#define STRATA_DISCLOSE_READER_H

#include "disclose/attacker.h"

struct shown; /* both are of disclose/audit.h */
struct audit;

/* What RELEASED shows of CELLS, one each. */
const struct shown *reader_view(struct arena *arena, const struct released *released,
                                const struct cells *cells);

/* Reports what AUDIT found of CELLS: each cell that can be worked out, with the equations that give it
 * away.  -1 when there is any, or when the audit could not be made. */
int reader_report(struct arena *arena, const struct cells *cells, const struct audit *audit,
                  struct diags *diags);

/* Attacks what RELEASED shows.  -1 after reporting as reader_report does; how it went in *RET_ATTACK either way. */
int reader_audit(struct arena *arena, const struct released *released, struct diags *diags,
                 struct attack *ret_attack);

#endif
