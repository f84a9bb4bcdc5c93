/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A heat map: a cell a column and row, filled by class, with its value: months by years, hours by
 * weekdays.  What is missing or suppressed has its own look, and what lies outside the data has none. */
#include "layout/contrast.h"
#include "layout/figure/class.h"
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"
#include "layout/figure/scale.h"

#include <math.h>

static const double ROW = 15, LEAST_ROW = 11, HEAD = 24, GAP = 6, CELL_PAD = 2, LINE = 1, KEY_GAP = 7;

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct bands columns, rows;
};

static double label_width(struct canvas *canvas, const struct figure *figure)
{
  return fmax(rows_widest(canvas, figure, ROWS_LABEL), rows_head_width(canvas, figure->row_head)) + GAP;
}

/* What it takes besides its rows. */
static double fixed_height(struct canvas *canvas, const struct figure *figure, double width)
{
  return HEAD + KEY_GAP
         + class_key_height(canvas, figure, width - label_width(canvas, figure));
}

static double heat_height(struct canvas *canvas, const struct figure *figure, double width)
{
  return (double)figure->row_count * ROW + fixed_height(canvas, figure, width);
}

/* The width of the widest head or value, which no cell may be narrower than. */
static double widest_cell(struct canvas *canvas, const struct figure *figure)
{
  const struct figure_grid *grid = figure->grid;
  double width = 0;
  for (size_t c = 0; c < grid->column_count; c++)
    width = fmax(width, draw_width(canvas, &canvas->theme->type.table_head, grid->columns[c]));
  for (size_t i = 0; i < figure->row_count * grid->column_count; i++)
    if (grid->cells[i].text)
      width = fmax(width, draw_width(canvas, &canvas->theme->type.chart_axis, grid->cells[i].text));
  return width + 2 * CELL_PAD + LINE;
}

static void draw_cell(const struct plot *plot, size_t row, size_t column)
{
  struct canvas *canvas = plot->canvas;
  const struct theme *theme = canvas->theme;
  const struct figure_cell *cell
    = &plot->figure->grid->cells[row * plot->figure->grid->column_count + column];
  if (!isfinite(cell->value) && cell->status == STATUS_NOT_APPLICABLE)
    return;
  double x = band_edge(&plot->columns, column), y = band_edge(&plot->rows, row);
  double wide = plot->columns.pitch - LINE, tall = plot->rows.pitch - LINE;
  struct color fill = class_fill_value(theme, plot->figure, cell->value);
  mark_cell(canvas, x, y, wide, tall, paint_fill(fill), cell->status);
  struct type_style style = style_color(theme->type.chart_axis, color_on(theme, fill));
  double cap = draw_cap_height(canvas, &style), text = draw_width(canvas, &style, cell->text);
  /* On paper, or the hatching would cross its letters. */
  if (cell->status == STATUS_SUPPRESSED)
    draw_rect(canvas, x + (wide - text) / 2 - 1.5, y + (tall - cap) / 2 - 1.5, text + 3, cap + 3.5,
              paint_fill(fill));
  draw_text(canvas, &style, x + wide / 2, y + (tall + cap) / 2, ALIGN_CENTRE, cell->text);
}

static void draw_row(const struct plot *plot, double x, size_t row)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_row *at = &plot->figure->rows[row];
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  if (at->strong)
    style = style_face(style, FONT_SEMIBOLD);
  double middle = band_edge(&plot->rows, row) + (plot->rows.pitch - LINE) / 2;
  draw_text(canvas, &style, x, middle + draw_cap_height(canvas, &style) / 2, ALIGN_LEFT, at->label);
  for (size_t c = 0; c < plot->figure->grid->column_count; c++)
    draw_cell(plot, row, c);
}

static int draw_heat(struct canvas *canvas, const struct figure *figure, double x, double y,
                     double width, double height, struct loc loc)
{
  const struct type_style *head = &canvas->theme->type.table_head;
  size_t columns = figure->grid->column_count, rows = figure->row_count;
  double labels = label_width(canvas, figure), fixed = fixed_height(canvas, figure, width);
  struct rows_room room = { width - labels, (double)columns * widest_cell(canvas, figure), width,
                            height, fixed + (double)rows * LEAST_ROW };
  if (rows_check_room(canvas, figure, "cells", room, loc) < 0)
    return -1;
  struct plot plot = { canvas, figure, bands_new(columns, x + labels, width - labels, 1),
                       bands_new(rows, y + HEAD, height - fixed, 1) };
  draw_text(canvas, &canvas->theme->type.chart_axis, x + labels, y + 7, ALIGN_LEFT, figure->unit);
  rows_draw_head(canvas, figure->row_head, x, y + HEAD - 4, labels - GAP, ALIGN_LEFT);
  for (size_t c = 0; c < columns; c++)
    draw_text(canvas, head, band_middle(&plot.columns, c) - LINE / 2, y + HEAD - 4, ALIGN_CENTRE,
              figure->grid->columns[c]);
  for (size_t r = 0; r < rows; r++)
    draw_row(&plot, x, r);
  class_draw_key(canvas, figure, x + labels, y + height - fixed + HEAD + KEY_GAP, width - labels);
  return 0;
}

const struct figure_maker figure_heat_maker = { heat_height, draw_heat, .least_share = 0.8 };
