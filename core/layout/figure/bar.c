/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One horizontal bar a row, from zero, with the value, its position and its change in columns. */
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"
#include "layout/figure/scale.h"

#include <math.h>

static const double ROW = 17.2, TALL_ROW = 23, HEAD = 24, FOOT = 16;
static const double LOW_BAR = 8, BAR = 10, TALL_BAR = 12;
static const double GAP = 8, SYMBOL_ROOM = 20, LEAST_BAR = 40;

/* As long for every row: its length says nothing. */
static const double SUPPRESSED_BAR = 24;

/* The head of the changes begins above their symbols. */
static const double CHANGE_HEAD_LEFT = 12;

/* Where the columns of a bar figure stand, left to right. */
struct columns {
  double label, bar, bar_width, value_right, value_width, symbol, change, right;
  bool has_positions, has_changes;
};

static double row_height(const struct figure *figure)
{
  return rows_height(figure, ROW, TALL_ROW, HEAD + FOOT);
}

/* A column of rings that say "not tested" in every row says nothing. */
static bool any_position(const struct figure *figure)
{
  for (size_t i = 0; i < figure->row_count; i++) {
    enum symbol position = figure->rows[i].position;
    if (position != SYMBOL_NONE && position != SYMBOL_NOT_TESTED)
      return true;
  }
  return false;
}

static struct columns find_columns(struct canvas *canvas, const struct figure *figure, double x,
                                   double width)
{
  struct columns columns = { .label = x };
  double right = x + width;
  double change = fmax(rows_widest(canvas, figure, ROWS_CHANGE),
                       rows_head_width(canvas, figure->change_head) - CHANGE_HEAD_LEFT);
  columns.change = right - fmax(change, 0);
  if (change > 0)
    right = columns.change - SYMBOL_ROOM;
  columns.symbol = right - 6;
  columns.has_positions = any_position(figure);
  columns.has_changes = change > 0;
  if (columns.has_positions)
    right -= SYMBOL_ROOM;
  columns.value_right = right;
  columns.value_width = fmax(rows_widest(canvas, figure, ROWS_VALUE),
                             rows_head_width(canvas, figure->value_head));
  right -= columns.value_width + GAP;
  columns.bar = x + GAP + fmax(rows_widest(canvas, figure, ROWS_LABEL),
                               rows_head_width(canvas, figure->row_head));
  columns.bar_width = right - columns.bar;
  columns.right = x + width;
  return columns;
}

static struct scale value_scale(const struct figure *figure, const struct columns *columns)
{
  double most = isfinite(figure->reference) ? figure->reference : 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    most = isfinite(row->value) ? fmax(most, row->value) : most;
    most = isfinite(row->before) ? fmax(most, row->before) : most;
  }
  /* The scale has no ticks, since every bar carries its value: it need not end on one. */
  return scale_bare(0, most > 0 ? most : 1, columns->bar, columns->bar_width);
}

static void draw_heads(struct canvas *canvas, const struct figure *figure,
                       const struct columns *columns, double x, double y, double width)
{
  double base = y + HEAD - 5, change = columns->change - CHANGE_HEAD_LEFT;
  rows_draw_head(canvas, figure->row_head, columns->label, base, columns->bar - GAP - x, ALIGN_LEFT);
  rows_draw_head(canvas, figure->unit, columns->bar, base, columns->bar_width, ALIGN_LEFT);
  rows_draw_head(canvas, figure->value_head, columns->value_right, base, columns->value_width,
                 ALIGN_RIGHT);
  rows_draw_head(canvas, figure->change_head, change, base, columns->right - change, ALIGN_LEFT);
  rows_draw_head_line(canvas, x, y + HEAD, width);
}

static void draw_row(struct canvas *canvas, const struct figure *figure,
                     const struct columns *columns, const struct scale *scale,
                     const struct figure_row *row, double top)
{
  const struct theme *theme = canvas->theme;
  double height = row_height(figure);
  double bar = height > ROW ? TALL_BAR : height < ROW ? LOW_BAR : BAR;
  double middle = top + height / 2;
  struct type_style style = theme->type.chart_row;
  if (row->strong)
    style = style_face(style, FONT_SEMIBOLD);
  double base = middle + draw_cap_height(canvas, &style) / 2;
  draw_text(canvas, &style, columns->label, base, ALIGN_LEFT, row->label);
  if (isfinite(row->value))
    draw_rect(canvas, columns->bar, middle - bar / 2,
              fmax(0, scale_at(scale, row->value) - columns->bar), bar,
              paint_fill(theme->color.bar));
  if (row->status == STATUS_SUPPRESSED)
    mark_suppressed(canvas, columns->bar, middle - bar / 2, SUPPRESSED_BAR, bar, true);
  if (isfinite(row->before)) {
    double at = scale_at(scale, row->before);
    mark_stroke(canvas, at, middle - bar / 2 - 2, at, middle + bar / 2 + 2, 1.2);
  }
  if (row->value_text)
    draw_text(canvas, &style, columns->value_right, base, ALIGN_RIGHT, row->value_text);
  if (columns->has_positions && row->position != SYMBOL_NONE)
    draw_symbol(canvas, row->position, columns->symbol, middle, 3.6);
  if (columns->has_changes && row->change != SYMBOL_NONE)
    draw_symbol(canvas, row->change, columns->change - 9, middle, 3.6);
  if (row->change_text) {
    bool tested = row->change != SYMBOL_NONE && row->change != SYMBOL_SIMILAR;
    struct type_style words = tested
      ? style_face(theme->type.chart_row, FONT_SEMIBOLD)
      : style_color(theme->type.chart_row, theme->color.secondary);
    draw_text(canvas, &words, columns->change, base, ALIGN_LEFT, row->change_text);
  }
}

static double bar_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return HEAD + (double)rows_drawn(figure).count * row_height(figure)
    + (isfinite(figure->reference) ? FOOT : 4);
}

static void draw_reference(struct canvas *canvas, const struct figure *figure,
                           const struct scale *scale, double x, double width, double top,
                           double bottom)
{
  double at = scale_at(scale, figure->reference);
  mark_stroke(canvas, at, top, at, bottom + 2, 1.1);
  if (!figure->reference_label)
    return;
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  double half = draw_width(canvas, &style, figure->reference_label) / 2;
  double centre = fmin(fmax(at, x + half), x + width - half);
  draw_text(canvas, &style, centre, bottom + 11, ALIGN_CENTRE, figure->reference_label);
}

static int draw_bar(struct canvas *canvas, const struct figure *figure, double x, double y,
                    double width, double height, struct loc loc)
{
  struct columns columns = find_columns(canvas, figure, x, width);
  double needed = bar_height(canvas, figure, width);
  struct rows_room room = { columns.bar_width, LEAST_BAR, width, height, needed };
  if (rows_check_room(canvas, figure, "bars", room, loc) < 0)
    return -1;
  struct scale scale = value_scale(figure, &columns);
  const struct theme *theme = canvas->theme;
  const struct rows_drawn rows = rows_drawn(figure);
  double top = y + HEAD, bottom = top + (double)rows.count * row_height(figure);
  draw_heads(canvas, figure, &columns, x, y, width);
  for (size_t i = rows.first; i < rows.end; i++) {
    double row = top + (double)(i - rows.first) * row_height(figure);
    draw_row(canvas, figure, &columns, &scale, &figure->rows[i], row);
    rows_draw_line(canvas, x, row + row_height(figure), width);
  }
  draw_line(canvas, columns.bar, top, columns.bar, bottom, paint_stroke(theme->color.rule, 0.5));
  if (isfinite(figure->reference))
    draw_reference(canvas, figure, &scale, x, width, top, bottom);
  return 0;
}

const struct figure_maker figure_bar_maker = { bar_height, draw_bar, .row_height = row_height };
