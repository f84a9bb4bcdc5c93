/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Classes of maps and tiles: which class a value is in, its colour, and the key that explains it.
 */
#ifndef STRATA_LAYOUT_FIGURE_CLASS_H
#define STRATA_LAYOUT_FIGURE_CLASS_H

#include "layout/figure/figure.h"

/* The colour of CLASS, from 0.  Fewer classes than colours take them from both ends, so that the darkest
 * is always the highest. */
struct color class_color(const struct theme *theme, const struct figure *figure, size_t class);

/* The fill of ROW's class; the colour of missing values when it has none. */
struct color class_fill(const struct theme *theme, const struct figure *figure,
                        const struct figure_row *row);

/* The same for VALUE. */
struct color class_fill_value(const struct theme *theme, const struct figure *figure, double value);

/* The height of the key when it has WIDTH. */
double class_key_height(struct canvas *canvas, const struct figure *figure, double width);

/* The key in one row, or as many as WIDTH asks for, with its top at Y. */
void class_draw_key(struct canvas *canvas, const struct figure *figure, double x, double y,
                    double width);

#endif
