/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether all that a page's content paints is either a piece of the structure or an artifact.
 *
 * Reads operators as a reader of the file would.  Knows nothing of files and trees: verify_file.h
 * says whose each piece is.
 */
#ifndef STRATA_RENDER_VERIFY_MARKS_H
#define STRATA_RENDER_VERIFY_MARKS_H

#include "base/arena.h"
#include "base/str.h"
#include "layout/display.h"

/* By a piece's number (MCID) in its page: the structure element that it belongs to. */
struct owner {
  unsigned element; /* object number, 0: none */
  enum tag_role role;
  bool claimed, drawn; /* by the element; in the content */
};

/* The first fault in CONTENT, in ARENA; NULL when there is none.  Marks what it finds as drawn. */
const char *verify_marks(struct arena *arena, struct str content, struct owner *owners,
                         size_t owner_count);

#endif
