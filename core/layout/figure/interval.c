/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dot and its interval a row, on one axis: rates around a reference, or changes around zero. */
#include "layout/figure/guides.h"
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"

#include <math.h>

/* As long for every row: its length says nothing. */
static const double SUPPRESSED_BAR = 24;
static const double ROW = 17.2, TALL_ROW = 22, BAR = 5, HEAD = 30, FOOT = 6, GAP = 10;
/* Beside the plot, for labels of ticks at its ends; and the least width of the plot. */
static const double TICK_ROOM = 12, LEAST_PLOT = 60;

static double row_height(const struct figure *figure)
{
  return rows_height(figure, ROW, TALL_ROW, HEAD + FOOT);
}

static double interval_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return HEAD + (double)rows_drawn(figure).count * row_height(figure) + FOOT;
}

static struct scale value_scale(const struct figure *figure, double left, double right)
{
  double least = 0, most = 0;
  bool any = false;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    if (!isfinite(row->value))
      continue;
    double low = isfinite(row->lower) ? row->lower : row->value;
    double high = isfinite(row->upper) ? row->upper : row->value;
    least = any ? fmin(least, low) : low;
    most = any ? fmax(most, high) : high;
    any = true;
  }
  if (isfinite(figure->reference)) {
    least = any ? fmin(least, figure->reference) : figure->reference;
    most = any ? fmax(most, figure->reference) : figure->reference;
  }
  return scale_linear(least, most, false, left, right - left);
}

static void draw_axis(struct canvas *canvas, const struct figure *figure, const struct scale *scale,
                      double top, double bottom)
{
  guide_values_above(canvas, scale, top, bottom);
  if (isfinite(figure->reference)) {
    double at = scale_at(scale, figure->reference);
    draw_line(canvas, at, top, at, bottom, paint_stroke(canvas->theme->color.ink, 0.9));
  }
}

static void draw_row(struct canvas *canvas, const struct figure *figure, const struct scale *scale,
                     const struct figure_row *row, double x, double value_right, double middle)
{
  const struct theme *theme = canvas->theme;
  struct type_style style = theme->type.chart_row;
  if (row->strong)
    style = style_face(style, FONT_SEMIBOLD);
  double base = middle + draw_cap_height(canvas, &style) / 2;
  draw_text(canvas, &style, x, base, ALIGN_LEFT, row->label);
  if (row->value_text)
    draw_text(canvas, &style, value_right, base, ALIGN_RIGHT, row->value_text);
  if (row->status == STATUS_SUPPRESSED)
    mark_suppressed(canvas, scale->start, middle - BAR / 2, SUPPRESSED_BAR, BAR, false);
  if (!isfinite(row->value))
    return;
  enum symbol symbol = row->change != SYMBOL_NONE ? row->change : row->position;
  bool tested = symbol != SYMBOL_NONE && symbol != SYMBOL_SIMILAR && symbol != SYMBOL_WITHIN;
  struct color color = tested ? symbol_color(theme, symbol) : theme->color.interval_similar;
  if (isfinite(row->lower) && isfinite(row->upper))
    draw_rect(canvas, scale_at(scale, row->lower), middle - BAR / 2,
              scale_at(scale, row->upper) - scale_at(scale, row->lower), BAR,
              tested ? paint_both(color, theme->color.ink, 0.4) : paint_fill(color));
  if (figure->compact && row->position != SYMBOL_NONE)
    draw_symbol(canvas, row->position, scale_at(scale, row->value), middle, 3.2);
  else
    mark_dot(canvas, scale_at(scale, row->value), middle, 3);
}

static int draw_interval(struct canvas *canvas, const struct figure *figure, double x, double y,
                         double width, double height, struct loc loc)
{
  const struct theme *theme = canvas->theme;
  double labels = fmax(rows_widest(canvas, figure, ROWS_LABEL),
                       rows_head_width(canvas, figure->row_head));
  double values = fmax(rows_widest(canvas, figure, ROWS_VALUE),
                       rows_head_width(canvas, figure->value_head));
  double left = x + labels + GAP + TICK_ROOM;
  double right = x + width - (values > 0 ? values + GAP : 4) - TICK_ROOM;
  struct rows_room room = { right - left, LEAST_PLOT, width, height,
                            interval_height(canvas, figure, width) };
  if (rows_check_room(canvas, figure, "intervals", room, loc) < 0)
    return -1;
  struct scale scale = value_scale(figure, left, right);
  const struct rows_drawn rows = rows_drawn(figure);
  double top = y + HEAD, bottom = top + (double)rows.count * row_height(figure);
  rows_draw_head(canvas, figure->row_head, x, top - 5, labels, ALIGN_LEFT);
  rows_draw_head(canvas, figure->value_head, x + width, top - 5, values, ALIGN_RIGHT);
  draw_text(canvas, &theme->type.table_head, left, y + 9, ALIGN_LEFT, figure->unit);
  draw_axis(canvas, figure, &scale, top, bottom);
  rows_draw_head_line(canvas, x, top, width);
  for (size_t i = rows.first; i < rows.end; i++) {
    double row = top + (double)(i - rows.first) * row_height(figure);
    draw_row(canvas, figure, &scale, &figure->rows[i], x, x + width, row + row_height(figure) / 2);
    rows_draw_line(canvas, x, row + row_height(figure), width);
  }
  return 0;
}

const struct figure_maker figure_interval_maker = { interval_height, draw_interval, .row_height = row_height };
