/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shorthand explained where it is used: what a note under a table or a figure says of "[c]".
 */
#ifndef STRATA_EXTEND_SHORTHAND_H
#define STRATA_EXTEND_SHORTHAND_H

#include "base/arena.h"

/* Which shorthand was met, and is to be explained. */
struct shorthand_used {
  unsigned statuses; /* bits of enum status */
};

/* Notes the shorthand in TEXT.  "[x]" and "[z]" are explained once for a report, in its key. */
void shorthand_look(struct shorthand_used *used, const char *text);

/* NOTE, which may be NULL, with a sentence for each that was met and that it does not explain. */
const char *shorthand_note(struct arena *arena, const struct shorthand_used *used, const char *note);

#endif
