/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/months.h"

#include "layout/figure/labels.h"
#include "layout/figure/marks.h"
#include "layout/figure/palette.h"

#include <math.h>

static const double SINGLE = 1.2, LEADER = 9, FOOT = 14, HIDDEN_FOOT = 8, LEAST_LABELS = 30;

/* ---- what there is ------------------------------------------------------------------------- */

double months_value(const struct figure_series *series, int32_t month)
{
  int32_t at = month - series->first;
  return at >= 0 && (size_t)at < series->count ? series->values[at] : NAN;
}

bool months_missing(const struct month_plot *plot, int32_t month)
{
  for (size_t i = 0; i < plot->figure->series_count; i++)
    if (isfinite(months_value(&plot->figure->series[i], month)))
      return false;
  return true;
}

bool months_span(const struct figure *figure, struct month_axes *ret_axes)
{
  bool any = false;
  struct month_axes axes = { 0 };
  for (size_t i = 0; i < figure->series_count; i++) {
    const struct figure_series *series = &figure->series[i];
    int32_t last = series->first + (int32_t)series->count - 1;
    for (size_t k = 0; k < series->count; k++)
      if (isfinite(series->values[k]))
        axes.most = fmax(axes.most, series->values[k]);
    if (!series->count)
      continue;
    axes.first = any && axes.first < series->first ? axes.first : series->first;
    axes.last = any && axes.last > last ? axes.last : last;
    any = true;
  }
  for (size_t i = 0; any && figure->limits.uppers && i < figure->series[0].count; i++)
    if (isfinite(figure->limits.uppers[i]))
      axes.most = fmax(axes.most, figure->limits.uppers[i]);
  *ret_axes = axes;
  return any;
}

/* ---- axes ---------------------------------------------------------------------------------- */

void months_begin(struct month_plot *plot, const struct month_axes *axes, double x, double y,
                  double width, double height, double right)
{
  struct canvas *canvas = plot->canvas;
  double head = guide_panel_head(canvas, plot->figure, x, y, width);
  plot->box.top = y + head;
  plot->box.bottom = y + height - FOOT;
  plot->y = scale_linear(0, axes->most, true, plot->box.bottom, plot->box.top - plot->box.bottom);
  plot->box.left = x + (axes->bare ? 0 : guide_values_width(canvas, &plot->y, LEAST_LABELS));
  plot->box.right = x + width - right;
  plot->x = (struct month_scale) { axes->first, axes->last, plot->box.left, plot->box.right };
}

/* Whether any series has nothing in MONTH because it is suppressed. */
static bool is_hidden(const struct month_plot *plot, int32_t month)
{
  for (size_t i = 0; i < plot->figure->series_count; i++) {
    const struct figure_series *series = &plot->figure->series[i];
    int32_t at = month - series->first;
    if (series->statuses && at >= 0 && (size_t)at < series->count && isnan(series->values[at])
        && series->statuses[at] == STATUS_SUPPRESSED)
      return true;
  }
  return false;
}

/* A run of months of which nothing is shown, for one reason. */
static void draw_gap(const struct month_plot *plot, int32_t from, int32_t to, const char *words)
{
  if (is_hidden(plot, from))
    guide_hidden(plot->canvas, &plot->x, from, to, plot->box);
  else
    guide_gap(plot->canvas, &plot->x, from, to, plot->box, words, !plot->figure->compact);
}

void months_draw_gaps(const struct month_plot *plot, int32_t last, const char *words)
{
  struct plot_box foot = plot->box;
  foot.top = foot.bottom - HIDDEN_FOOT;
  for (int32_t month = plot->x.first; month <= last; month++) {
    bool hidden = is_hidden(plot, month);
    if (!months_missing(plot, month)) {
      if (hidden)
        guide_hidden(plot->canvas, &plot->x, month, month, foot);
      continue;
    }
    int32_t end = month;
    while (end < last && months_missing(plot, end + 1) && is_hidden(plot, end + 1) == hidden)
      end++;
    draw_gap(plot, month, end, words);
    month = end;
  }
}

void months_draw_axes(const struct month_plot *plot, const struct month_axes *axes)
{
  struct color first = plot->canvas->theme->color.secondary;
  if (axes->bare)
    guide_lines(plot->canvas, &plot->y, plot->box.left, plot->box.right, first);
  else
    guide_values(plot->canvas, &plot->y, plot->box.left, plot->box.right, first);
  guide_years(plot->canvas, &plot->x, plot->box.bottom);
}

void months_draw_nothing(const struct month_plot *plot)
{
  const struct plot_box *box = &plot->box;
  mark_missing(plot->canvas, box->left, box->top, box->right - box->left, box->bottom - box->top);
  draw_text(plot->canvas, &plot->canvas->theme->type.chart_axis, (box->left + box->right) / 2,
            (box->top + box->bottom) / 2, ALIGN_CENTRE, "[x] no months were supplied");
}

/* ---- lines --------------------------------------------------------------------------------- */

struct position months_at(const struct month_plot *plot, int32_t month, double value)
{
  return (struct position) { month_at(&plot->x, month), scale_at(&plot->y, value) };
}

static bool is_muted(const struct month_plot *plot, const struct figure_series *series,
                     int32_t month)
{
  return series->muted || (month >= plot->figure->muted_from && month <= plot->figure->muted_to);
}

static struct color color_of(const struct month_plot *plot, const struct figure_series *series,
                             int32_t month)
{
  const struct theme *theme = plot->canvas->theme;
  if (is_muted(plot, series, month))
    return theme->color.context_line;
  size_t index = (size_t)(series - plot->figure->series);
  return plot->figure->series_count > 1
    ? palette_color(theme, index, plot->figure->series_count, false)
    : theme->color.brand;
}

/* One stretch without gaps and of one colour. */
static void draw_stretch(const struct month_plot *plot, const struct figure_series *series,
                         int32_t from, int32_t to)
{
  size_t count = (size_t)(to - from) + 1;
  struct position *at = ARENA_ARRAY(plot->canvas->arena, struct position, count);
  for (size_t i = 0; i < count; i++)
    at[i] = months_at(plot, from + (int32_t)i, months_value(series, from + (int32_t)i));
  struct paint paint
    = paint_stroke(color_of(plot, series, from), plot->figure->compact ? 1.3 : 1.5);
  paint.round_joins = true;
  mark_line(plot->canvas, at, count, SINGLE, paint);
}

void months_draw_series(const struct month_plot *plot, const struct figure_series *series)
{
  int32_t last = series->first + (int32_t)series->count - 1;
  for (int32_t month = series->first; month <= last; month++) {
    if (!isfinite(months_value(series, month)))
      continue;
    int32_t end = month;
    while (end < last && isfinite(months_value(series, end + 1))
           && is_muted(plot, series, end + 1) == is_muted(plot, series, month))
      end++;
    /* Where only the colour changes, the line is not broken. */
    bool goes_on = end < last && isfinite(months_value(series, end + 1));
    draw_stretch(plot, series, month, goes_on ? end + 1 : end);
    month = end;
  }
}

void months_draw_marks(const struct month_plot *plot, const struct figure_series *series)
{
  for (size_t i = 0; series->marks && i < series->count; i++)
    if (series->marks[i] != SYMBOL_NONE)
      draw_symbol(plot->canvas, series->marks[i], month_at(&plot->x, series->first + (int32_t)i),
                  scale_at(&plot->y, series->values[i]), plot->figure->compact ? 2 : 3);
}

/* ---- names --------------------------------------------------------------------------------- */

bool months_last(const struct figure_series *series, int32_t *ret_month)
{
  for (size_t k = series->count; k-- > 0;)
    if (isfinite(series->values[k])) {
      *ret_month = series->first + (int32_t)k;
      return true;
    }
  return false;
}

double months_names_width(struct canvas *canvas, const struct figure *figure)
{
  double widest = 0;
  for (size_t i = 0; figure->series_count > 1 && i < figure->series_count; i++)
    widest = fmax(widest, LEADER + draw_width(canvas, &canvas->theme->type.chart_axis,
                                              figure->series[i].label) + 2);
  return widest;
}

int months_draw_names(const struct month_plot *plot, struct loc loc)
{
  const struct figure *figure = plot->figure;
  struct canvas *canvas = plot->canvas;
  if (figure->series_count < 2)
    return 0;
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  struct column_label *labels
    = ARENA_ARRAY(canvas->arena, struct column_label, figure->series_count);
  size_t count = 0;
  int32_t last;
  for (size_t i = 0; i < figure->series_count; i++)
    if (months_last(&figure->series[i], &last))
      labels[count++] = (struct column_label) {
        .wanted = scale_at(&plot->y, months_value(&figure->series[i], last)), .index = i };
  if (!labels_spread(labels, count, style.leading, plot->box.top, plot->box.bottom))
    return label_no_room(canvas, figure, "the names of its lines", loc);
  for (size_t i = 0; i < count; i++) {
    const struct figure_series *series = &figure->series[labels[i].index];
    double x = plot->box.right + LEADER;
    months_last(series, &last);
    draw_line(canvas, month_at(&plot->x, last) + 2, labels[i].wanted, x - 2, labels[i].at,
              paint_stroke(color_of(plot, series, last), 0.7));
    draw_text(canvas, &style, x, labels[i].at + 2.5, ALIGN_LEFT, series->label);
  }
  return 0;
}
