/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scales: from numbers, rows and months to points on the page, and where their ticks stand.
 *
 * A scale is a value: it owns nothing and draws nothing (guides.h does).  Upwards is a negative
 * length, since y runs downwards.
 */
#ifndef STRATA_LAYOUT_FIGURE_SCALE_H
#define STRATA_LAYOUT_FIGURE_SCALE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- values -------------------------------------------------------------------------------- */

enum scale_form {
  SCALE_LINEAR,
  SCALE_LOG,  /* equal ratios are equal lengths; of values above 0 alone */
};

/* low is at start, high at start + length (which may be negative). */
struct scale {
  double low, high;
  double step;  /* linear: between ticks; 0: there are none */
  int decimals; /* of the tick labels */
  double start, length;
  enum scale_form form;
  int first_tick; /* log: the number of the lowest, counted from 1 */
  bool powers;    /* log: ticks at powers of ten alone */
};

/* A scale that holds LEAST to MOST and, when FROM_ZERO, zero, with three to five steps of 1, 2, 2.5, 4
 * or 5 times a power of ten.  Its ends are ticks. */
struct scale scale_linear(double least, double most, bool from_zero, double start, double length);

/* The same from exactly LOW to HIGH, without ticks: where every mark carries its value. */
struct scale scale_bare(double low, double high, double start, double length);

/* A scale of ratios that holds LEAST to MOST, both above 0, with ticks at 1, 2 and 5 times powers of
 * ten, or at powers alone over more than three of them.  Its ends are ticks. */
struct scale scale_log(double least, double most, double start, double length);

/* Where VALUE stands. */
double scale_at(const struct scale *scale, double value);

/* How many ticks, and the value of one from 0. */
int scale_tick_count(const struct scale *scale);
double scale_tick(const struct scale *scale, int index);

/* "1,500", "−25", with the scale's decimals. */
const char *scale_label(struct arena *arena, const struct scale *scale, int index);

/* ---- rows and columns ---------------------------------------------------------------------- */

/* Equal places side by side. */
struct bands {
  double start, pitch; /* of the first; from one to the next */
  double filled;       /* points that a bar or cell takes of the pitch, in its middle */
};

/* COUNT places over LENGTH, of which a bar takes the SHARE, 0 to 1. */
struct bands bands_new(size_t count, double start, double length, double share);

double band_edge(const struct bands *bands, size_t index);   /* where the place begins */
double band_middle(const struct bands *bands, size_t index);
/* ---- months -------------------------------------------------------------------------------- */

/* Months FIRST to LAST side by side from LEFT to RIGHT. */
struct month_scale {
  int32_t first, last;
  double left, right;
};

/* The middle of MONTH; half a month less is where it begins. */
double month_at(const struct month_scale *scale, double month);

#endif
