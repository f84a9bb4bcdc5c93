/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures made of points: a partnership's logo, from a PNG file.
 *
 * Only what a logo needs is read (8 bits a part, not interlaced), into memory whose size is known
 * before anything is unpacked; every length and checksum of the file is checked, for it comes from
 * outside.  What is see-through is laid on the paper, since PDFs that last have no transparency.
 */
#ifndef STRATA_LAYOUT_PICTURE_H
#define STRATA_LAYOUT_PICTURE_H

#include "base/arena.h"
#include "base/diag.h"
#include "layout/display.h"

struct picture {
  size_t width, height;
  const uint8_t *points; /* red, green, blue; row by row from the top */
};

/* Reads the PNG file at PATH, laid on PAPER.  -1 after reporting at LOC why it cannot be used
 * (STRATA-L047). */
int picture_read(struct arena *arena, const char *path, struct loc loc, struct color paper,
                 struct diags *diags, const struct picture **ret_picture);

#endif
