/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a figure: what bars and intervals have in common.
 *
 * A label at the left, the plot, then columns of text below heads.  The heads stand in a band above
 * the rows and take two lines where one would widen their column.
 */
#ifndef STRATA_LAYOUT_FIGURE_ROWS_H
#define STRATA_LAYOUT_FIGURE_ROWS_H

#include "layout/figure/figure.h"

/* How high rows are: those of a few rows stand APART, unless a height was asked for that holds them only
 * when they are CLOSE; those of many stand as close as lines do, so that they are seen together.  FIXED: what
 * the figure takes besides its rows. */
double rows_height(const struct figure *figure, double close, double apart, double fixed);

/* The rows of FIGURE that are drawn: all of them, or those of its part. */
struct rows_drawn {
  size_t first, end, count;
};
struct rows_drawn rows_drawn(const struct figure *figure);

enum rows_part { ROWS_LABEL, ROWS_VALUE, ROWS_CHANGE };

/* The width of the widest text of PART, strong as any row may be; 0: there is none. */
double rows_widest(struct canvas *canvas, const struct figure *figure, enum rows_part part);

/* The least width of HEAD in one line or two; 0 when it is NULL. */
double rows_head_width(struct canvas *canvas, const char *head);

/* HEAD above the rows, its last line on BASE: in one line where WIDTH holds it, otherwise in two.  X is
 * its left or right end, as ALIGN says. */
void rows_draw_head(struct canvas *canvas, const char *head, double x, double base, double width,
                    enum align align);

/* The line below the heads, at Y. */
void rows_draw_head_line(struct canvas *canvas, double x, double y, double width);

/* The line below a row, at Y. */
void rows_draw_line(struct canvas *canvas, double x, double y, double width);

/* The room that a figure needs and has, in points. */
struct rows_room {
  double plot, least_plot; /* width of the plot, and the least that shows anything */
  double width, height;    /* of the figure */
  double needed;           /* its height */
};

/* -1 after reporting at LOC (STRATA-L020) that the figure, whose plot is of WHAT ("bars"), has too
 * little room. */
int rows_check_room(struct canvas *canvas, const struct figure *figure, const char *what,
                    struct rows_room room, struct loc loc);

/* FIGURE with the short names of areas where their names would take too much of WIDTH; its description
 * keeps the names. */
const struct figure *rows_shortened(struct canvas *canvas, const struct figure *figure, double width);

#endif
