/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing a figure: the plot itself, with its axes, keys and labels.
 *
 * Title, meaning, source and note are set around it by the flow; so is the tag, whose alternative
 * text comes from figure_describe.  A small multiple's panel heading and panel note belong to the
 * drawing.  Each kind is drawn in its own file, KIND.c, which knows nothing of pages and is made of
 * scales (scale.h), marks (marks.h), guides (guides.h) and labels (labels.h).
 */
#ifndef STRATA_LAYOUT_FIGURE_FIGURE_H
#define STRATA_LAYOUT_FIGURE_FIGURE_H

#include "layout/draw.h"

/* The height in points that FIGURE takes at WIDTH: its own when it gives one. */
double figure_height(struct canvas *canvas, const struct figure *figure, double width);

/* Draws FIGURE into the rectangle with its top left at (X, Y), all of it with TAG.  -1 after
 * reporting at LOC (STRATA-L...) what does not fit in it. */
int figure_draw(struct canvas *canvas, const struct figure *figure, double x, double y,
                double width, double height, int tag, struct loc loc);

/* How much of its height a figure of KIND keeps where that lets it stand on the page that it is asked
 * for. */
double figure_least_share(enum figure_kind kind);

/* The height of each row of FIGURE where it may go on over pages, divided between rows, with its heads and
 * axes on each; 0: it stays whole. */
double figure_row_height(const struct figure *figure);

/* How a kind is drawn.  height is asked only when the figure gives none. */
struct figure_maker {
  double (*height)(struct canvas *canvas, const struct figure *figure, double width);
  int (*draw)(struct canvas *canvas, const struct figure *figure, double x, double y, double width,
              double height, struct loc loc);
  double least_share; /* 0: it is as high as its rows, or read by its size, and keeps all */
  double (*row_height)(const struct figure *figure); /* NULL: it stays whole on a page */
};

/* figure_bar_maker in bar.c, and so on. */
#define FIGURE_MAKER(NAME, name, ...) extern const struct figure_maker figure_##name##_maker;
FIGURE_KINDS(FIGURE_MAKER)
#undef FIGURE_MAKER

#endif
