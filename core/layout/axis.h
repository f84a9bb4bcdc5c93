/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Axes: where the ticks of a scale stand, and what they say.
 */
#ifndef STRATA_LAYOUT_AXIS_H
#define STRATA_LAYOUT_AXIS_H

#include "layout/draw.h"

/* A linear scale from values to points.  low and high are ticks. */
struct axis {
  double low, high, step;
  int decimals;         /* of the tick labels */
  double start, length; /* points: low is at start, high at start + length (which may be negative) */
};

/* A scale that holds LEAST to MOST and, when FROM_ZERO, zero, with three to five steps of 1, 2, 2.5, 4
 * or 5 times a power of ten. */
struct axis axis_new(double least, double most, bool from_zero, double start, double length);

/* Where VALUE stands. */
double axis_at(const struct axis *axis, double value);

/* How many ticks, and the value of one from 0. */
int axis_tick_count(const struct axis *axis);
double axis_tick(const struct axis *axis, int index);

/* "1,500", "−25", with the axis's decimals. */
const char *axis_label(struct arena *arena, const struct axis *axis, int index);

/* ---- an upright axis of values --------------------------------------------------------------- */

/* The width of the widest label, at least LEAST, and the space to the plot right of it. */
double axis_labels_width(struct canvas *canvas, const struct axis *axis, double least);

/* A line from LEFT to RIGHT at each tick, the one at zero or the least in FIRST, with the label at its
 * left. */
void axis_draw_values(struct canvas *canvas, const struct axis *axis, double left, double right,
                      struct color first);

#endif
