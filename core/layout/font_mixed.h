/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words that one face alone cannot set: with characters that it lacks, or marks that it must place.
 *
 * Such words are rare (a Greek letter, a name with a mark that no letter comes with), so this takes
 * the time that shaping every word in this way would cost.
 */
#ifndef STRATA_LAYOUT_FONT_MIXED_H
#define STRATA_LAYOUT_FONT_MIXED_H

#include "layout/font.h"

/* WORD in FACE, and in its fallback where that has no glyph.  Marks stay with their letters, in one
 * face.  What is written from right to left is missing: nothing here could set it. */
const struct shaped *font_shape_mixed(struct arena *arena, const struct fonts *fonts,
                                      enum font_face face, struct str word);

#endif
