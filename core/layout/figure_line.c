/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A monthly series: the line breaks at every missing month, each missing run is a grey block, and
 * control limits stand where the months they come from stand, carried on after them. */
#include "layout/axis.h"
#include "layout/figure_draw.h"

#include "base/num.h"

#include <math.h>

enum { COMPACT_HEIGHT = 92, FULL_HEIGHT = 210 };

/* Where the months of a figure stand. */
struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  double left, right, top, bottom;
  int32_t first, last; /* months */
  struct axis y;
};

static double month_x(const struct plot *plot, double month)
{
  double months = (double)(plot->last - plot->first) + 1;
  return plot->left + (month - plot->first + 0.5) / months * (plot->right - plot->left);
}

/* NaN outside the series and in its gaps. */
static double value_of(const struct figure_series *series, int32_t month)
{
  int32_t at = month - series->first;
  return at >= 0 && (size_t)at < series->count ? series->values[at] : NAN;
}

static bool is_missing(const struct plot *plot, int32_t month)
{
  for (size_t i = 0; i < plot->figure->series_count; i++)
    if (isfinite(value_of(&plot->figure->series[i], month)))
      return false;
  return true;
}

/* The months and values that the plot must hold; false when there is nothing to draw. */
static bool find_span(struct plot *plot, double *ret_most)
{
  const struct figure *figure = plot->figure;
  bool any = false;
  double most = 0;
  for (size_t i = 0; i < figure->series_count; i++) {
    const struct figure_series *series = &figure->series[i];
    int32_t last = series->first + (int32_t)series->count - 1;
    for (size_t k = 0; k < series->count; k++)
      if (isfinite(series->values[k]))
        most = fmax(most, series->values[k]);
    if (!series->count)
      continue;
    plot->first = any && plot->first < series->first ? plot->first : series->first;
    plot->last = any && plot->last > last ? plot->last : last;
    any = true;
  }
  for (size_t i = 0; figure->limits.uppers && i < figure->series[0].count; i++)
    if (isfinite(figure->limits.uppers[i]))
      most = fmax(most, figure->limits.uppers[i]);
  *ret_most = most;
  return any;
}

static void draw_gaps(const struct plot *plot)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  for (int32_t month = plot->first; month <= plot->last; month++) {
    if (!is_missing(plot, month))
      continue;
    int32_t end = month;
    while (end < plot->last && is_missing(plot, end + 1))
      end++;
    double from = month_x(plot, month - 0.5), to = month_x(plot, end + 0.5);
    draw_rect(canvas, from, plot->top, to - from, plot->bottom - plot->top,
              paint_fill(canvas->theme->color.missing));
    if (draw_width(canvas, style, "not supplied") + 4 < to - from) {
      /* Low down in a tall one, where the label of the limits does not come. */
      double base = plot->figure->compact ? (plot->top + plot->bottom) / 2 : plot->bottom - 8;
      draw_text(canvas, style, (from + to) / 2, base, ALIGN_CENTRE, "not supplied");
    }
    month = end;
  }
}

static void draw_years(const struct plot *plot)
{
  struct canvas *canvas = plot->canvas;
  const struct theme *theme = canvas->theme;
  for (int32_t month = plot->first; month <= plot->last; month++) {
    int32_t end = month;
    while (end < plot->last && month_in_year(end) != 12)
      end++;
    double from = month_x(plot, month - 0.5), to = month_x(plot, end + 0.5);
    if (month_in_year(month) == 1)
      draw_line(canvas, from, plot->bottom, from, plot->bottom + 3,
                paint_stroke(theme->color.secondary, 0.5));
    const char *year = num_format(canvas->arena, month_year(month), 0, NUM_PLAIN);
    if (draw_width(canvas, &theme->type.chart_axis, year) + 2 < to - from)
      draw_text(canvas, &theme->type.chart_axis, (from + to) / 2, plot->bottom + 10, ALIGN_CENTRE,
                year);
    month = end;
  }
}

static bool begins_anew(const struct figure_limits *limits, int32_t month)
{
  for (size_t i = 0; i < limits->break_count; i++)
    if (limits->breaks[i] == month)
      return true;
  return false;
}

/* One stretch of an expectation: a level, or a line through the months where it has a season. */
static void draw_expected(const struct plot *plot, const double *values, int32_t from, int32_t to,
                          struct paint paint)
{
  int32_t first = plot->figure->series[0].first;
  size_t count = (size_t)(to - from) + 1;
  bool level = true;
  struct position *at = ARENA_ARRAY(plot->canvas->arena, struct position, count);
  for (size_t i = 0; i < count; i++) {
    double value = values[from - first + (int32_t)i];
    level = level && value == values[from - first];
    at[i] = (struct position) { month_x(plot, from + (int32_t)i), axis_at(&plot->y, value) };
  }
  if (level)
    draw_line(plot->canvas, month_x(plot, from - 0.5), at[0].y, month_x(plot, to + 0.5), at[0].y,
              paint);
  else
    draw_polyline(plot->canvas, at, count, false, paint);
}

/* What is expected from month FROM to TO, left out over missing months, not carried over breaks. */
static void draw_expectation(const struct plot *plot, const double *values, int32_t from,
                             int32_t to, struct paint paint)
{
  const struct figure_series *series = &plot->figure->series[0];
  from = from > series->first ? from : series->first;
  for (int32_t month = from; month <= to; month++) {
    if (is_missing(plot, month) || !isfinite(values[month - series->first]))
      continue;
    int32_t end = month;
    while (end < to && !is_missing(plot, end + 1) && isfinite(values[end + 1 - series->first])
           && !begins_anew(&plot->figure->limits, end + 1))
      end++;
    draw_expected(plot, values, month, end, paint);
    month = end;
  }
}

static void draw_breaks(const struct plot *plot)
{
  const struct figure_limits *limits = &plot->figure->limits;
  const struct theme *theme = plot->canvas->theme;
  for (size_t i = 0; i < limits->break_count; i++) {
    if (limits->breaks[i] <= plot->first || limits->breaks[i] > plot->last)
      continue;
    double x = month_x(plot, limits->breaks[i] - 0.5);
    draw_line(plot->canvas, x, plot->top, x, plot->bottom,
              paint_dashed(theme->color.ink, 0.8, 4, 2));
    draw_text(plot->canvas, &theme->type.chart_axis, x + 3, plot->top + 7, ALIGN_LEFT,
              "new series");
  }
}

static void draw_limits(const struct plot *plot)
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
    draw_text(plot->canvas, &theme->type.chart_axis, month_x(plot, limits->first - 0.5),
              axis_at(&plot->y, limits->upper) - 3, ALIGN_LEFT, limits->label);
}

static bool is_muted(const struct plot *plot, const struct figure_series *series, int32_t month)
{
  return series->muted || (month >= plot->figure->muted_from && month <= plot->figure->muted_to);
}

/* One stretch without gaps and of one colour; a single month is a dot, or it would not be seen. */
static void draw_stretch(const struct plot *plot, const struct figure_series *series, int32_t from,
                         int32_t to)
{
  const struct theme *theme = plot->canvas->theme;
  struct color color
    = is_muted(plot, series, from) ? theme->color.context_line : theme->color.brand;
  if (from == to) {
    draw_circle(plot->canvas, month_x(plot, from), axis_at(&plot->y, value_of(series, from)), 1.2,
                paint_fill(color));
    return;
  }
  size_t count = (size_t)(to - from) + 1;
  struct position *at = ARENA_ARRAY(plot->canvas->arena, struct position, count);
  for (size_t i = 0; i < count; i++) {
    int32_t month = from + (int32_t)i;
    at[i] = (struct position) { month_x(plot, month), axis_at(&plot->y, value_of(series, month)) };
  }
  struct paint paint = paint_stroke(color, plot->figure->compact ? 1.3 : 1.5);
  paint.round_joins = true;
  draw_polyline(plot->canvas, at, count, false, paint);
}

static void draw_series(const struct plot *plot, const struct figure_series *series)
{
  int32_t last = series->first + (int32_t)series->count - 1;
  for (int32_t month = series->first; month <= last; month++) {
    if (!isfinite(value_of(series, month)))
      continue;
    int32_t end = month;
    while (end < last && isfinite(value_of(series, end + 1))
           && is_muted(plot, series, end + 1) == is_muted(plot, series, month))
      end++;
    /* Where only the colour changes, the line is not broken. */
    bool goes_on = end < last && isfinite(value_of(series, end + 1));
    draw_stretch(plot, series, month, goes_on ? end + 1 : end);
    month = end;
  }
}

static void draw_marks(const struct plot *plot, const struct figure_series *series)
{
  for (size_t i = 0; series->marks && i < series->count; i++)
    if (series->marks[i] != SYMBOL_NONE)
      draw_symbol(plot->canvas, series->marks[i], month_x(plot, series->first + (int32_t)i),
                  axis_at(&plot->y, series->values[i]), plot->figure->compact ? 2 : 3);
}

/* With several series, each line carries its name at its end. */
static void draw_names(const struct plot *plot)
{
  const struct figure *figure = plot->figure;
  if (figure->series_count < 2)
    return;
  const struct type_style *style = &plot->canvas->theme->type.chart_axis;
  for (size_t i = 0; i < figure->series_count; i++) {
    const struct figure_series *series = &figure->series[i];
    for (size_t k = series->count; k-- > 0;) {
      if (!isfinite(series->values[k]))
        continue;
      draw_text(plot->canvas, style, plot->right + 4, axis_at(&plot->y, series->values[k]) + 2.5,
                ALIGN_LEFT, series->label);
      break;
    }
  }
}

static double names_width(struct canvas *canvas, const struct figure *figure)
{
  double widest = 0;
  for (size_t i = 0; figure->series_count > 1 && i < figure->series_count; i++)
    widest = fmax(widest,
                  draw_width(canvas, &canvas->theme->type.chart_axis, figure->series[i].label) + 6);
  return widest;
}

/* A panel's own heading, its note at the right, and its unit below.  Returns the height they take. */
static double draw_head(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width)
{
  const struct theme *theme = canvas->theme;
  double used = 0;
  if (figure->panel) {
    draw_text(canvas, &theme->type.h3, x, y + 9, ALIGN_LEFT, figure->panel);
    if (figure->panel_note) {
      struct type_style note
        = style_color(style_face(theme->type.chart_axis, FONT_SEMIBOLD), theme->color.ink);
      draw_text(canvas, &note, x + width, y + 9, ALIGN_RIGHT, figure->panel_note);
    }
    used = 11;
  }
  draw_text(canvas, &theme->type.chart_axis, x, y + used + 8, ALIGN_LEFT, figure->unit);
  return used + 17;
}

static double line_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return figure->compact ? COMPACT_HEIGHT : FULL_HEIGHT;
}

static int draw_line_figure(struct canvas *canvas, const struct figure *figure, double x, double y,
                            double width, double height, struct loc loc)
{
  (void)loc;
  struct plot plot = { .canvas = canvas, .figure = figure };
  double most, head = draw_head(canvas, figure, x, y, width);
  bool any = find_span(&plot, &most);
  plot.top = y + head;
  plot.bottom = y + height - 14;
  struct axis y_axis = axis_new(0, most, true, plot.bottom, plot.top - plot.bottom);
  plot.y = y_axis;
  plot.left = x + axis_labels_width(canvas, &y_axis, 30);
  plot.right = x + width - fmax(4, names_width(canvas, figure));
  if (!any) {
    draw_rect(canvas, plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top,
              paint_fill(canvas->theme->color.missing));
    draw_text(canvas, &canvas->theme->type.chart_axis, (plot.left + plot.right) / 2,
              (plot.top + plot.bottom) / 2, ALIGN_CENTRE, "[x] no months were supplied");
    return 0;
  }
  draw_gaps(&plot);
  axis_draw_values(canvas, &plot.y, plot.left, plot.right, canvas->theme->color.secondary);
  draw_years(&plot);
  draw_limits(&plot);
  for (size_t i = 0; i < figure->series_count; i++)
    draw_series(&plot, &figure->series[i]);
  for (size_t i = 0; i < figure->series_count; i++)
    draw_marks(&plot, &figure->series[i]);
  draw_names(&plot);
  return 0;
}

const struct figure_maker figure_line_maker = { line_height, draw_line_figure };
