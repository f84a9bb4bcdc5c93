/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which colours stand for several things in one figure.
 */
#ifndef STRATA_LAYOUT_FIGURE_PALETTE_H
#define STRATA_LAYOUT_FIGURE_PALETTE_H

#include "layout/draw.h"

/* The colour of the thing INDEX among COUNT (at most 4).  ORDERED: from light to dark, as of periods
 * one after another; otherwise the theme's colours for series. */
struct color palette_color(const struct theme *theme, size_t index, size_t count, bool ordered);

/* A bar of that colour; light ones are outlined, so that they stand out from the paper. */
struct paint palette_paint(const struct theme *theme, size_t index, size_t count, bool ordered);

#endif
