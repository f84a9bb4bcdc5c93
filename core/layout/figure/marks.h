/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Marks: what numbers look like, the same in every kind of figure.
 *
 * They stand where scales say, in colours that a caller takes from the theme.  What is suppressed and
 * what is missing has its own look, so that neither is taken for zero.  Nothing is transparent: what
 * crosses something else has a halo of paper.
 */
#ifndef STRATA_LAYOUT_FIGURE_MARKS_H
#define STRATA_LAYOUT_FIGURE_MARKS_H

#include "document/figure.h"
#include "layout/draw.h"

/* ---- lines that stand out from what they cross --------------------------------------------- */

/* WIDTH in ink, and twice that or so of paper below it: an earlier value, a reference. */
void mark_stroke(struct canvas *canvas, double x1, double y1, double x2, double y2, double width);

/* An interval on its bar: from (X1, Y1) to (X2, Y2). */
void mark_interval(struct canvas *canvas, double x1, double y1, double x2, double y2);

/* ---- points -------------------------------------------------------------------------------- */

/* An open circle: a value as it is, before anything is said of it. */
void mark_dot(struct canvas *canvas, double x, double y, double radius);

/* ---- lines --------------------------------------------------------------------------------- */

/* COUNT points joined in order; a point whose y is NaN breaks the line.  One alone is a dot of
 * SINGLE's radius, or it would not be seen. */
void mark_line(struct canvas *canvas, const struct position *at, size_t count, double single,
               struct paint paint);

/* The area between LOWER and UPPER, which are COUNT points each from left to right, filled: a band of
 * what is likely, or an area down to its base. */
void mark_band(struct canvas *canvas, const struct position *lower, const struct position *upper,
               size_t count, struct color fill);

/* ---- cells --------------------------------------------------------------------------------- */

/* A rectangle of a grid, outlined: filled by its class, hatched where it is suppressed. */
void mark_cell(struct canvas *canvas, double x, double y, double width, double height,
               struct paint paint, enum status status);

/* In place of a bar that is suppressed: as long for every row, since its length says nothing. */
void mark_suppressed(struct canvas *canvas, double x, double y, double width, double height,
                     bool outlined);

/* A cross at (X, Y), on the grey of an area or swatch that is not known: grey alone is too near to pale. */
void mark_unknown(struct canvas *canvas, double x, double y);

/* A stretch of a plot without figures, grey. */
void mark_missing(struct canvas *canvas, double x, double y, double width, double height);

#endif
