/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A monthly series: the line breaks at every missing month, each missing run is a grey block, and
 * control limits stand where the months they come from stand, carried on after them. */
#include "layout/figure/figure.h"
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"

#include <math.h>

enum { COMPACT_HEIGHT = 92, FULL_HEIGHT = 210 };

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct plot_box box;
  struct month_scale x;
  struct scale y;
};

static double month_x(const struct plot *plot, double month)
{
  return month_at(&plot->x, month);
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
    plot->x.first = any && plot->x.first < series->first ? plot->x.first : series->first;
    plot->x.last = any && plot->x.last > last ? plot->x.last : last;
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
  for (int32_t month = plot->x.first; month <= plot->x.last; month++) {
    if (!is_missing(plot, month))
      continue;
    int32_t end = month;
    while (end < plot->x.last && is_missing(plot, end + 1))
      end++;
    guide_gap(plot->canvas, &plot->x, month, end, plot->box, !plot->figure->compact);
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
    at[i] = (struct position) { month_x(plot, from + (int32_t)i), scale_at(&plot->y, value) };
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
  for (size_t i = 0; i < limits->break_count; i++)
    if (limits->breaks[i] > plot->x.first && limits->breaks[i] <= plot->x.last)
      guide_break(plot->canvas, &plot->x, limits->breaks[i], plot->box, "new series");
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
              scale_at(&plot->y, limits->upper) - 3, ALIGN_LEFT, limits->label);
}

static bool is_muted(const struct plot *plot, const struct figure_series *series, int32_t month)
{
  return series->muted || (month >= plot->figure->muted_from && month <= plot->figure->muted_to);
}

/* One stretch without gaps and of one colour. */
static void draw_stretch(const struct plot *plot, const struct figure_series *series, int32_t from,
                         int32_t to)
{
  const struct theme *theme = plot->canvas->theme;
  struct color color
    = is_muted(plot, series, from) ? theme->color.context_line : theme->color.brand;
  size_t count = (size_t)(to - from) + 1;
  struct position *at = ARENA_ARRAY(plot->canvas->arena, struct position, count);
  for (size_t i = 0; i < count; i++) {
    int32_t month = from + (int32_t)i;
    at[i] = (struct position) { month_x(plot, month), scale_at(&plot->y, value_of(series, month)) };
  }
  struct paint paint = paint_stroke(color, plot->figure->compact ? 1.3 : 1.5);
  paint.round_joins = true;
  mark_line(plot->canvas, at, count, 1.2, paint);
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
                  scale_at(&plot->y, series->values[i]), plot->figure->compact ? 2 : 3);
}

/* The last month of SERIES that has a value; false: none has. */
static bool find_end(const struct figure_series *series, size_t *ret_index)
{
  for (size_t k = series->count; k-- > 0;)
    if (isfinite(series->values[k])) {
      *ret_index = k;
      return true;
    }
  return false;
}

/* With several series, each line carries its name at its end. */
static int draw_names(const struct plot *plot, struct loc loc)
{
  const struct figure *figure = plot->figure;
  if (figure->series_count < 2)
    return 0;
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  struct column_label *labels
    = ARENA_ARRAY(canvas->arena, struct column_label, figure->series_count);
  size_t count = 0, end;
  for (size_t i = 0; i < figure->series_count; i++)
    if (find_end(&figure->series[i], &end))
      labels[count++] = (struct column_label) {
        .wanted = scale_at(&plot->y, figure->series[i].values[end]), .index = i };
  if (!labels_spread(labels, count, style->leading, plot->box.top, plot->box.bottom))
    return label_no_room(canvas, figure, "the names of its lines", loc);
  for (size_t i = 0; i < count; i++)
    draw_text(canvas, style, plot->box.right + 4, labels[i].at + 2.5, ALIGN_LEFT,
              figure->series[labels[i].index].label);
  return 0;
}

static double names_width(struct canvas *canvas, const struct figure *figure)
{
  double widest = 0;
  for (size_t i = 0; figure->series_count > 1 && i < figure->series_count; i++)
    widest = fmax(widest,
                  draw_width(canvas, &canvas->theme->type.chart_axis, figure->series[i].label) + 6);
  return widest;
}

static double line_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return figure->compact ? COMPACT_HEIGHT : FULL_HEIGHT;
}

static void draw_nothing(const struct plot *plot)
{
  const struct plot_box *box = &plot->box;
  mark_missing(plot->canvas, box->left, box->top, box->right - box->left, box->bottom - box->top);
  draw_text(plot->canvas, &plot->canvas->theme->type.chart_axis, (box->left + box->right) / 2,
            (box->top + box->bottom) / 2, ALIGN_CENTRE, "[x] no months were supplied");
}

static int draw_line_figure(struct canvas *canvas, const struct figure *figure, double x, double y,
                            double width, double height, struct loc loc)
{
  struct plot plot = { .canvas = canvas, .figure = figure };
  double most, head = guide_panel_head(canvas, figure, x, y, width);
  bool any = find_span(&plot, &most);
  plot.box.top = y + head;
  plot.box.bottom = y + height - 14;
  plot.y = scale_linear(0, most, true, plot.box.bottom, plot.box.top - plot.box.bottom);
  plot.box.left = plot.x.left = x + guide_values_width(canvas, &plot.y, 30);
  plot.box.right = plot.x.right = x + width - fmax(4, names_width(canvas, figure));
  if (!any) {
    draw_nothing(&plot);
    return 0;
  }
  draw_gaps(&plot);
  guide_values(canvas, &plot.y, plot.box.left, plot.box.right, canvas->theme->color.secondary);
  guide_years(canvas, &plot.x, plot.box.bottom);
  draw_limits(&plot);
  for (size_t i = 0; i < figure->series_count; i++)
    draw_series(&plot, &figure->series[i]);
  for (size_t i = 0; i < figure->series_count; i++)
    draw_marks(&plot, &figure->series[i]);
  return draw_names(&plot, loc);
}

const struct figure_maker figure_line_maker = { line_height, draw_line_figure, .least_share = 0.6 };
