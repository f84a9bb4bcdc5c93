/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A waterfall: from a total to a later one, a bar for each change, which begins where the last ended.
 * The totals are dots, since an axis from zero would leave no room for the changes between them. */
#include "layout/figure/guides.h"
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"

#include <math.h>

static const double ROW = 15, TALL_ROW = 18, BAR = 9, HEAD = 30, FOOT = 4, GAP = 10, VALUE_GAP = 4;
static const double SYMBOL_ROOM = 15, SYMBOL = 3.6, DOT = 3, LEAST_PLOT = 90, OUTLINE = 0.4, STEP = 0.6;

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct scale scale;
  double x, width, change, top, pitch;
};

static double row_height(const struct figure *figure)
{
  return rows_height(figure, ROW, TALL_ROW, HEAD + FOOT);
}

static double waterfall_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return HEAD + (double)figure->row_count * row_height(figure) + FOOT;
}

/* Values stand at the ends of bars, on either side: the axis leaves room for them. */
static struct scale value_scale(const struct figure *figure, double left, double right)
{
  double least = figure->rows[0].value, most = least;
  for (size_t i = 0; i < figure->row_count; i++) {
    least = fmin(least, fmin(figure->waterfall->from[i], figure->waterfall->to[i]));
    most = fmax(most, fmax(figure->waterfall->from[i], figure->waterfall->to[i]));
  }
  if (!(most > least))
    least -= 1, most += 1;
  return scale_linear(least, most, false, left, right - left);
}

static double middle_of(const struct plot *plot, size_t row)
{
  return plot->top + ((double)row + 0.5) * plot->pitch;
}

static bool is_tested(const struct figure_row *row)
{
  return row->change != SYMBOL_NONE && row->change != SYMBOL_SIMILAR
         && row->change != SYMBOL_NOT_AVAILABLE && row->change != SYMBOL_NOT_TESTED;
}

/* On paper, or a line of the grid would cross its digits. */
static void draw_value(const struct plot *plot, const struct figure_row *row, double x, double middle,
                       enum align align)
{
  struct canvas *canvas = plot->canvas;
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  if (row->strong)
    style = style_face(style, FONT_SEMIBOLD);
  double width = draw_width(canvas, &style, row->value_text), cap = draw_cap_height(canvas, &style);
  double left = align == ALIGN_RIGHT ? x - width : x;
  draw_rect(canvas, left - 1, middle - cap / 2 - 1.5, width + 2, cap + 3,
            paint_fill(canvas->theme->color.paper));
  draw_text(canvas, &style, x, middle + cap / 2, align, row->value_text);
}

static void draw_total(const struct plot *plot, size_t row)
{
  double at = scale_at(&plot->scale, plot->figure->rows[row].value), middle = middle_of(plot, row);
  draw_circle(plot->canvas, at, middle, DOT, paint_fill(plot->canvas->theme->color.ink));
  draw_value(plot, &plot->figure->rows[row], at + DOT + VALUE_GAP, middle, ALIGN_LEFT);
}

static void draw_change(const struct plot *plot, size_t row)
{
  const struct theme *theme = plot->canvas->theme;
  const struct figure_row *at = &plot->figure->rows[row];
  double from = scale_at(&plot->scale, plot->figure->waterfall->from[row]);
  double to = scale_at(&plot->scale, plot->figure->waterfall->to[row]), middle = middle_of(plot, row);
  if (!isfinite(at->value)) {
    draw_line(plot->canvas, from, middle - BAR / 2, from, middle + BAR / 2,
              paint_stroke(theme->color.ink, STEP));
    draw_value(plot, at, from + VALUE_GAP, middle, ALIGN_LEFT);
    return;
  }
  struct color color = is_tested(at) ? symbol_color(theme, at->change) : theme->color.interval_similar;
  /* A change too small for a bar is still a line. */
  double wide = fmax(fabs(to - from), OUTLINE);
  draw_rect(plot->canvas, fmin(from, to), middle - BAR / 2, wide, BAR,
            paint_both(color, theme->color.ink, OUTLINE));
  bool falls = at->value < 0;
  draw_value(plot, at, falls ? to - VALUE_GAP : to + VALUE_GAP, middle,
             falls ? ALIGN_RIGHT : ALIGN_LEFT);
}

/* From where a row ends down to the next, which begins there. */
static void draw_step(const struct plot *plot, size_t row)
{
  double at = scale_at(&plot->scale, plot->figure->waterfall->to[row]);
  bool last = row + 2 == plot->figure->row_count;
  double above = row ? BAR / 2 : DOT, below = last ? DOT : BAR / 2;
  draw_line(plot->canvas, at, middle_of(plot, row) + above, at, middle_of(plot, row + 1) - below,
            paint_stroke(plot->canvas->theme->color.ink, STEP));
}

static void draw_words(const struct plot *plot, size_t row)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_row *at = &plot->figure->rows[row];
  struct type_style style = canvas->theme->type.chart_row;
  double base = middle_of(plot, row) + draw_cap_height(canvas, &style) / 2;
  struct type_style label = at->strong ? style_face(style, FONT_SEMIBOLD) : style;
  draw_text(canvas, &label, plot->x, base, ALIGN_LEFT, at->label);
  if (at->change != SYMBOL_NONE)
    draw_symbol(canvas, at->change, plot->change + SYMBOL, middle_of(plot, row), SYMBOL);
  struct type_style words = is_tested(at) ? style_face(style, FONT_SEMIBOLD)
                                          : style_color(style, canvas->theme->color.secondary);
  if (at->change_text)
    draw_text(canvas, &words, plot->change + SYMBOL_ROOM, base, ALIGN_LEFT, at->change_text);
  rows_draw_line(canvas, plot->x, plot->top + (double)(row + 1) * plot->pitch, plot->width);
}

static int draw_waterfall(struct canvas *canvas, const struct figure *figure, double x, double y,
                          double width, double height, struct loc loc)
{
  double labels = fmax(rows_widest(canvas, figure, ROWS_LABEL),
                       rows_head_width(canvas, figure->row_head));
  double changes = rows_widest(canvas, figure, ROWS_CHANGE);
  double change = x + width - (changes > 0 ? fmax(SYMBOL_ROOM + changes,
                                                  rows_head_width(canvas, figure->change_head)) : 0);
  double value = rows_widest(canvas, figure, ROWS_VALUE) + VALUE_GAP;
  double left = x + labels + GAP + value, right = change - GAP - value;
  struct rows_room room = { right - left, LEAST_PLOT, width, height,
                            waterfall_height(canvas, figure, width) };
  if (rows_check_room(canvas, figure, "bars", room, loc) < 0)
    return -1;
  struct plot plot = { canvas, figure, value_scale(figure, left, right), x, width, change, y + HEAD,
                       row_height(figure) };
  double bottom = plot.top + (double)figure->row_count * plot.pitch;
  rows_draw_head(canvas, figure->row_head, x, plot.top - 5, labels, ALIGN_LEFT);
  rows_draw_head(canvas, figure->change_head, change, plot.top - 5, x + width - change, ALIGN_LEFT);
  draw_text(canvas, &canvas->theme->type.table_head, left, y + 9, ALIGN_LEFT, figure->unit);
  guide_values_above(canvas, &plot.scale, plot.top, bottom);
  rows_draw_head_line(canvas, x, plot.top, width);
  for (size_t i = 0; i < figure->row_count; i++)
    draw_words(&plot, i);
  for (size_t i = 0; i + 1 < figure->row_count; i++)
    draw_step(&plot, i);
  for (size_t i = 0; i < figure->row_count; i++)
    if (i == 0 || i + 1 == figure->row_count)
      draw_total(&plot, i);
    else
      draw_change(&plot, i);
  return 0;
}

const struct figure_maker figure_waterfall_maker = { waterfall_height, draw_waterfall };
