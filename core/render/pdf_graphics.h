/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The graphics state of a page's content: colours, pens and fonts, said only where they change; and
 * outlines, which have none.
 *
 * They append operators to the content's bytes.  Lengths are in hundredths of a point, as they are
 * printed, so that differences are exact.
 */
#ifndef STRATA_RENDER_PDF_GRAPHICS_H
#define STRATA_RENDER_PDF_GRAPHICS_H

#include "layout/display.h"
#include "render/bytes.h"

/* What q saves and Q brings back. */
struct graphics {
  bool has_fill, has_stroke;
  struct color fill, stroke;
  int face; /* -1: none yet */
  int32_t size, width, dash_on, dash_off;
  bool round_joins;
};

/* As it is where a page begins. */
struct graphics pdf_graphics(void);

void pdf_set_fill(struct graphics *now, struct bytes *out, struct color color);
void pdf_set_stroke(struct graphics *now, struct bytes *out, const struct path *path);
void pdf_set_font(struct graphics *now, struct bytes *out, enum font_face face, int32_t size);

/* A number before its operator. */
static inline void pdf_operand(struct bytes *out, int32_t value)
{
  bytes_hundredths(out, value);
  bytes_char(out, ' ');
}

/* The outline of PATH on a page of HEIGHT, neither painted nor clipped to. */
void pdf_outline(struct bytes *out, const struct path *path, int32_t height);

#endif
