/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Monthly series: what lines, fans, rolling years and small multiples have in common.
 *
 * A line breaks at every missing month, and each missing run is a grey block that says what it is; what
 * is suppressed is hatched.
 */
#ifndef STRATA_LAYOUT_FIGURE_MONTHS_H
#define STRATA_LAYOUT_FIGURE_MONTHS_H

#include "layout/figure/figure.h"
#include "layout/figure/guides.h"

/* What the axes hold: small multiples share them. */
struct month_axes {
  int32_t first, last;
  double most; /* values run from zero */
  bool bare;   /* without labels of values: another panel beside it has them */
};

struct month_plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct plot_box box;
  struct month_scale x;
  struct scale y;
};

/* The months and values of FIGURE's series and limits; false when there are none. */
bool months_span(const struct figure *figure, struct month_axes *ret_axes);

/* Draws the heading of PLOT (which has its canvas and figure) and sets its box and scales within the
 * rectangle, RIGHT points short of its right end. */
void months_begin(struct month_plot *plot, const struct month_axes *axes, double x, double y,
                  double width, double height, double right);

/* NaN outside the series and in its gaps. */
double months_value(const struct figure_series *series, int32_t month);

/* Whether no series has MONTH. */
bool months_missing(const struct month_plot *plot, int32_t month);

/* The last month of SERIES that has a value; false: none has. */
bool months_last(const struct figure_series *series, int32_t *ret_month);

struct position months_at(const struct month_plot *plot, int32_t month, double value);

/* ---- drawing, from the back to the front --------------------------------------------------- */

/* Missing runs up to month LAST, which WORDS explain where there is room; what is suppressed is hatched,
 * as a foot where another line has a value. */
void months_draw_gaps(const struct month_plot *plot, int32_t last, const char *words);

void months_draw_axes(const struct month_plot *plot, const struct month_axes *axes);
void months_draw_series(const struct month_plot *plot, const struct figure_series *series);
void months_draw_marks(const struct month_plot *plot, const struct figure_series *series);

/* With several series, the name of each at its end.  -1 after reporting that they have no room. */
double months_names_width(struct canvas *canvas, const struct figure *figure);
int months_draw_names(const struct month_plot *plot, struct loc loc);

/* In place of all that, where there are no months. */
void months_draw_nothing(const struct month_plot *plot);

/* ---- line.c -------------------------------------------------------------------------------- */

/* The whole of FIGURE, with its limits, on AXES. */
int line_draw(struct canvas *canvas, const struct figure *figure, const struct month_axes *axes,
              double x, double y, double width, double height, struct loc loc);

#endif
