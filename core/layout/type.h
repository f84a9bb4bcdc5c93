/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting type: text of one style as glyphs, with the style's tracking.
 */
#ifndef STRATA_LAYOUT_TYPE_H
#define STRATA_LAYOUT_TYPE_H

#include "layout/draw.h"

/* TEXT in STYLE's face with its tracking.  Lives as long as the canvas's arena. */
const struct shaped *type_shape(struct canvas *canvas, const struct type_style *style,
                                struct str text);

/* The width of TEXT at STYLE's size, in points. */
double type_width(struct canvas *canvas, const struct type_style *style, struct str text);

/* SHAPED at (X, Y) on the base line, in STYLE's size and colour.  Nothing for an empty text. */
void type_draw(struct canvas *canvas, const struct type_style *style, double x, double y,
               const struct shaped *shaped);

#endif
