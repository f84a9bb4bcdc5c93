/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing a figure: the plot itself, with its axes, keys and labels.
 *
 * Title, meaning, source and note are set around it by the flow; so is the tag, whose alternative
 * text comes from figure_describe.  A small multiple's panel heading and panel note belong to the
 * drawing. Each kind is drawn in its own figure_KIND.c, which knows nothing of pages.
 */
#ifndef STRATA_LAYOUT_FIGURE_DRAW_H
#define STRATA_LAYOUT_FIGURE_DRAW_H

#include "layout/draw.h"

/* The height in points that FIGURE takes at WIDTH: its own when it gives one. */
double figure_height(struct canvas *canvas, const struct figure *figure, double width);

/* Draws FIGURE into the rectangle with its top left at (X, Y), all of it with TAG.  -1 after
 * reporting at LOC (STRATA-L...) what does not fit in it. */
int figure_draw(struct canvas *canvas, const struct figure *figure, double x, double y,
                double width, double height, int tag, struct loc loc);

/* One kind of figure.  height is asked only when the figure gives none. */
struct figure_maker {
  double (*height)(struct canvas *canvas, const struct figure *figure, double width);
  int (*draw)(struct canvas *canvas, const struct figure *figure, double x, double y, double width,
              double height, struct loc loc);
};

extern const struct figure_maker figure_bar_maker, figure_line_maker, figure_interval_maker,
    figure_map_maker, figure_tiles_maker, figure_column_maker, figure_funnel_maker;

#endif
