/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Guides: axes, grids, reference lines, keys and small headings, by which marks are read.
 */
#ifndef STRATA_LAYOUT_FIGURE_GUIDES_H
#define STRATA_LAYOUT_FIGURE_GUIDES_H

#include "document/figure.h"
#include "layout/draw.h"
#include "layout/figure/scale.h"

/* The rectangle of a plot, within its axes. */
struct plot_box {
  double left, right, top, bottom;
};

/* ---- an upright axis of values ------------------------------------------------------------- */

/* The width of the widest label, at least LEAST, and the space to the plot right of it. */
double guide_values_width(struct canvas *canvas, const struct scale *scale, double least);

/* A line from LEFT to RIGHT at each tick, the one at zero or the least in FIRST, with the label at its
 * left. */
void guide_values(struct canvas *canvas, const struct scale *scale, double left, double right,
                  struct color first);

/* The lines without the labels. */
void guide_lines(struct canvas *canvas, const struct scale *scale, double left, double right,
                 struct color first);

/* Of how many ticks along a level axis one has room for its label, the first always: 1 where all have. */
int guide_label_step(struct canvas *canvas, const struct scale *scale);

/* ---- a level axis of values ---------------------------------------------------------------- */

/* An upright line over the plot at each tick, with the label above it. */
void guide_values_above(struct canvas *canvas, const struct scale *scale, double top,
                        double bottom);

/* A tick and its label below the plot, and the UNIT below those at the RIGHT. */
void guide_values_below(struct canvas *canvas, const struct scale *scale, double bottom,
                        double right, const char *unit);

/* ---- months -------------------------------------------------------------------------------- */

/* A tick at each January below the plot, and the year below its months where there is room. */
void guide_years(struct canvas *canvas, const struct month_scale *scale, double bottom);

/* Hatched from month FROM to TO, and "[c]" where there is room: suppressed. */
void guide_hidden(struct canvas *canvas, const struct month_scale *scale, int32_t from, int32_t to,
                  struct plot_box box);

/* Grey from month FROM to TO, and the WORDS that say what it is, or else "[x]", where there is room: in
 * the middle, or low down when LOW, where labels of limits do not come. */
void guide_gap(struct canvas *canvas, const struct month_scale *scale, int32_t from, int32_t to,
               struct plot_box box, const char *words, bool low);

/* A dashed upright line where MONTH begins, and WORDS at its right. */
void guide_break(struct canvas *canvas, const struct month_scale *scale, int32_t month,
                 struct plot_box box, const char *words);

/* ---- heads --------------------------------------------------------------------------------- */

/* A panel's own heading, its note at the right, and its unit below.  Returns the height they take. */
double guide_panel_head(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width);

/* ---- keys ---------------------------------------------------------------------------------- */

/* WORDS in STYLE, in lines no longer than WIDTH where their words let them, from the top at Y down.
 * Returns the height they take; draws nothing when MEASURE. */
double guide_words(struct canvas *canvas, const struct type_style *style, const char *words,
                   double x, double y, double width, bool measure);

/* What a colour stands for, where a direct label has no room. */
struct key_entry {
  struct paint paint;
  const char *words;
  bool line; /* a stroke; otherwise a filled square */
};

/* The entries in lines no longer than WIDTH, from (X, Y) down.  Returns the height they take; draws
 * nothing when MEASURE. */
double guide_key(struct canvas *canvas, const struct key_entry *entries, size_t count, double x,
                 double y, double width, bool measure);

#endif
