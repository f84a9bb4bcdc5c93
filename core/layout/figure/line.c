/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of months, with control limits: they stand where the months they come from stand, and are
 * carried on after them. */
#include "layout/figure/marks.h"
#include "layout/figure/months.h"

#include <math.h>

enum { COMPACT_HEIGHT = 92, FULL_HEIGHT = 210 };

/* ---- limits -------------------------------------------------------------------------------- */

static bool begins_anew(const struct figure_limits *limits, int32_t month)
{
  for (size_t i = 0; i < limits->break_count; i++)
    if (limits->breaks[i] == month)
      return true;
  return false;
}

/* One stretch of an expectation: a level, or a line through the months where it has a season. */
static void draw_expected(const struct month_plot *plot, const double *values, int32_t from, int32_t to,
                          struct paint paint)
{
  int32_t first = plot->figure->series[0].first;
  size_t count = (size_t)(to - from) + 1;
  bool level = true;
  struct position *at = ARENA_ARRAY(plot->canvas->arena, struct position, count);
  for (size_t i = 0; i < count; i++) {
    double value = values[from - first + (int32_t)i];
    level = level && value == values[from - first];
    at[i] = months_at(plot, from + (int32_t)i, value);
  }
  if (level)
    draw_line(plot->canvas, month_at(&plot->x, from - 0.5), at[0].y, month_at(&plot->x, to + 0.5), at[0].y,
              paint);
  else
    draw_polyline(plot->canvas, at, count, false, paint);
}

/* What is expected from month FROM to TO, left out over missing months, not carried over breaks. */
static void draw_expectation(const struct month_plot *plot, const double *values, int32_t from,
                             int32_t to, struct paint paint)
{
  const struct figure_series *series = &plot->figure->series[0];
  from = from > series->first ? from : series->first;
  for (int32_t month = from; month <= to; month++) {
    if (months_missing(plot, month) || !isfinite(values[month - series->first]))
      continue;
    int32_t end = month;
    while (end < to && !months_missing(plot, end + 1) && isfinite(values[end + 1 - series->first])
           && !begins_anew(&plot->figure->limits, end + 1))
      end++;
    draw_expected(plot, values, month, end, paint);
    month = end;
  }
}

static void draw_breaks(const struct month_plot *plot)
{
  const struct figure_limits *limits = &plot->figure->limits;
  for (size_t i = 0; i < limits->break_count; i++)
    if (limits->breaks[i] > plot->x.first && limits->breaks[i] <= plot->x.last)
      guide_break(plot->canvas, &plot->x, limits->breaks[i], plot->box, "new series");
}

static void draw_limits(const struct month_plot *plot)
{
  const struct figure_limits *limits = &plot->figure->limits;
  const struct theme *theme = plot->canvas->theme;
  draw_breaks(plot);
  if (!limits->means)
    return;
  const struct figure_series *series = &plot->figure->series[0];
  int32_t end = series->first + (int32_t)series->count - 1;
  int32_t last = limits->last < end ? limits->last : end;
  struct paint dotted = paint_dashed(theme->color.ink, 0.5, 1.5, 1.5);
  draw_expectation(plot, limits->means, series->first, last, paint_stroke(theme->color.ink, 0.8));
  draw_expectation(plot, limits->means, last + 1, end, paint_dashed(theme->color.ink, 0.8, 3, 2));
  draw_expectation(plot, limits->lowers, series->first, end, dotted);
  draw_expectation(plot, limits->uppers, series->first, end, dotted);
  if (limits->label)
    draw_text(plot->canvas, &theme->type.chart_axis, month_at(&plot->x, limits->first - 0.5),
              scale_at(&plot->y, limits->upper) - 3, ALIGN_LEFT, limits->label);
}

/* ---- all ----------------------------------------------------------------------------------- */

static double line_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return figure->compact ? COMPACT_HEIGHT : FULL_HEIGHT;
}

int line_draw(struct canvas *canvas, const struct figure *figure, const struct month_axes *axes,
              double x, double y, double width, double height, struct loc loc)
{
  struct month_plot plot = { .canvas = canvas, .figure = figure };
  months_begin(&plot, axes, x, y, width, height, fmax(4, months_names_width(canvas, figure)));
  months_draw_gaps(&plot, axes->last, "not supplied");
  months_draw_axes(&plot, axes);
  draw_limits(&plot);
  for (size_t i = 0; i < figure->series_count; i++)
    months_draw_series(&plot, &figure->series[i]);
  for (size_t i = 0; i < figure->series_count; i++)
    months_draw_marks(&plot, &figure->series[i]);
  return months_draw_names(&plot, loc);
}

static int draw_line_figure(struct canvas *canvas, const struct figure *figure, double x, double y,
                            double width, double height, struct loc loc)
{
  struct month_axes axes;
  if (months_span(figure, &axes))
    return line_draw(canvas, figure, &axes, x, y, width, height, loc);
  struct month_plot plot = { .canvas = canvas, .figure = figure };
  months_begin(&plot, &axes, x, y, width, height, 4);
  months_draw_nothing(&plot);
  return 0;
}

const struct figure_maker figure_line_maker = { line_height, draw_line_figure, .least_share = 0.6 };
