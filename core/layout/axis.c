/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/axis.h"

#include "base/num.h"

#include <math.h>

enum { MOST_STEPS = 5 };

/* The smallest nice step that covers SPAN in at most MOST_STEPS. */
static double nice_step(double span)
{
  static const double nice[] = { 1, 2, 2.5, 4, 5, 10 };
  double rough = span / MOST_STEPS;
  double power = pow(10, floor(log10(rough)));
  for (size_t i = 0; i < sizeof nice / sizeof *nice; i++)
    if (nice[i] * power >= rough * (1 - 1e-9))
      return nice[i] * power;
  return 10 * power;
}

struct axis axis_new(double least, double most, bool from_zero, double start, double length)
{
  if (from_zero) {
    least = fmin(least, 0);
    most = fmax(most, 0);
  }
  if (!(most > least))
    most = least + 1;
  double step = nice_step(most - least);
  /* Rounding outwards can take one step more than there is room for. */
  double low = floor(least / step + 1e-9) * step, high = ceil(most / step - 1e-9) * step;
  if (high - low > step * (MOST_STEPS + 0.5)) {
    step = nice_step(high - low);
    low = floor(least / step + 1e-9) * step;
    high = ceil(most / step - 1e-9) * step;
  }
  int decimals = 0;
  for (double scaled = step; decimals < 6 && fabs(scaled - round(scaled)) > 1e-9; scaled *= 10)
    decimals++;
  return (struct axis) { low, high, step, decimals, start, length };
}

double axis_at(const struct axis *axis, double value)
{
  return axis->start + (value - axis->low) / (axis->high - axis->low) * axis->length;
}

int axis_tick_count(const struct axis *axis)
{
  return (int)lround((axis->high - axis->low) / axis->step) + 1;
}

double axis_tick(const struct axis *axis, int index)
{
  return axis->low + index * axis->step;
}

const char *axis_label(struct arena *arena, const struct axis *axis, int index)
{
  return num_format(arena, axis_tick(axis, index), axis->decimals, NUM_GROUPED | NUM_TYPOGRAPHIC);
}

/* ---- an upright axis of values ------------------------------------------------------------- */

static const double LABEL_GAP = 5;

double axis_labels_width(struct canvas *canvas, const struct axis *axis, double least)
{
  double width = least;
  for (int i = 0; i < axis_tick_count(axis); i++)
    width = fmax(width, LABEL_GAP
                          + draw_width(canvas, &canvas->theme->type.chart_axis,
                                       axis_label(canvas->arena, axis, i)));
  return width;
}

void axis_draw_values(struct canvas *canvas, const struct axis *axis, double left, double right,
                      struct color first)
{
  const struct theme *theme = canvas->theme;
  double half = draw_cap_height(canvas, &theme->type.chart_axis) / 2;
  for (int i = 0; i < axis_tick_count(axis); i++) {
    double y = axis_at(axis, axis_tick(axis, i));
    draw_line(canvas, left, y, right, y, paint_stroke(i ? theme->color.hairline : first, 0.5));
    draw_text(canvas, &theme->type.chart_axis, left - LABEL_GAP, y + half, ALIGN_RIGHT,
              axis_label(canvas->arena, axis, i));
  }
}
