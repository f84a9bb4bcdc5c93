/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fonts of a PDF: which glyphs were used, for what text, and how they are embedded.
 *
 * A character code stands for one glyph with one text, so that what is copied or spoken is exactly
 * what was shaped: where two texts share a glyph, they have two codes.  Owned by the PDF's arena.
 */
#ifndef STRATA_RENDER_PDF_FONT_H
#define STRATA_RENDER_PDF_FONT_H

#include "render/pdf_document.h"

struct pdf_fonts *pdf_fonts_new(struct arena *arena, const struct fonts *fonts);

/* The code (two bytes, never 0) for GLYPH of FACE where it stands for TEXT.  TEXT must outlive the
 * PDF. */
uint16_t pdf_font_code(struct pdf_fonts *fonts, enum font_face face, const struct glyph *glyph,
                       const char *text);

/* The name of FACE in every page's resources: "/F0" to "/F5". */
static inline char pdf_font_digit(enum font_face face)
{
  return (char)('0' + (int)face);
}

/* Makes the font objects of the faces that were used, and gives every page their names.  -1 when a
 * subset could not be made. */
int pdf_fonts_finish(struct pdf *pdf);

#endif
