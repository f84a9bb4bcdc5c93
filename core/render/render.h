/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The devices: a display list as a PDF, or as text for tests.
 *
 * They draw what they are given and decide nothing.
 */
#ifndef STRATA_RENDER_RENDER_H
#define STRATA_RENDER_RENDER_H

#include "base/diag.h"
#include "layout/display.h"

#include <stdio.h>

struct rendered {
  size_t pages, bytes;
  uint8_t sha256[32]; /* of the file */
};

/* Writes a tagged PDF (PDF/UA-1, PDF/A-2a) to PATH, complete, or leaves no file: the
 * caller renames it to its final name.  Byte-identical for the same display list.  What was written is
 * read again before it is given out (verify_file.h).  -1 after reporting what is wrong with the list
 * (STRATA-R010 to STRATA-R016), the disk (STRATA-R001), the library (STRATA-R002) or the file
 * (STRATA-R017). */
int render_pdf(const struct display *display, const char *path, struct diags *diags,
               struct rendered *ret_rendered);

/* Writes the pages as text, one item a line, lengths to 0.01 points, then tags and bookmarks: for
 * golden tests. */
void render_trace(const struct display *display, FILE *out);

#endif
