/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars in groups: a group a row, a bar a column, from zero, with its interval and its value. */
#include "layout/figure/guides.h"
#include "layout/figure/marks.h"
#include "layout/figure/palette.h"
#include "layout/figure/rows.h"

#include <math.h>

static const double BAR = 8, BAR_GAP = 1, GROUP_GAP = 9, HEAD = 30, GAP = 8, VALUE_GAP = 4;
static const double KEY_GAP = 6, LEAST_PLOT = 80;

/* As long for every row: its length says nothing. */
static const double NO_BAR = 24;

/* Where the parts of the figure stand. */
struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct scale scale;
  struct bands bands;
  double x, width, top, bottom;
  struct rows_drawn rows;
};

static const struct figure_cell *cell_at(const struct figure *figure, size_t row, size_t column)
{
  return &figure->grid->cells[row * figure->grid->column_count + column];
}

static double group_height(const struct figure *figure)
{
  double bars = (double)figure->grid->column_count;
  return bars * BAR + (bars - 1) * BAR_GAP + GROUP_GAP;
}

static double key_height(struct canvas *canvas, const struct figure *figure, double x, double y,
                         double width, bool measure)
{
  size_t count = figure->grid->column_count;
  struct key_entry *entries = ARENA_ARRAY(canvas->arena, struct key_entry, count);
  for (size_t i = 0; i < count; i++)
    entries[i] = (struct key_entry) {
      .paint = palette_paint(canvas->theme, i, count, figure->grid->ordered),
      .words = figure->grid->columns[i] };
  return guide_key(canvas, entries, count, x, y, width, measure) + KEY_GAP;
}

static double groups_height(struct canvas *canvas, const struct figure *figure, double width)
{
  return key_height(canvas, figure, 0, 0, width, true) + HEAD
         + (double)rows_drawn(figure).count * group_height(figure) + 2;
}

static double widest_value(struct canvas *canvas, const struct figure *figure)
{
  double width = 0;
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++)
    if (figure->grid->cells[i].text)
      width = fmax(width, draw_width(canvas, &canvas->theme->type.chart_axis,
                                     figure->grid->cells[i].text));
  return width;
}

static double greatest(const struct figure *figure)
{
  double most = 0;
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++) {
    const struct figure_cell *cell = &figure->grid->cells[i];
    most = isfinite(cell->value) ? fmax(most, cell->value) : most;
    most = isfinite(cell->upper) ? fmax(most, cell->upper) : most;
  }
  return most;
}

/* What stands in place of a bar; how far it reaches. */
static double draw_no_bar(const struct plot *plot, const struct figure_cell *cell, double top)
{
  double left = plot->scale.start;
  if (cell->status == STATUS_SUPPRESSED)
    mark_suppressed(plot->canvas, left, top, NO_BAR, BAR, true);
  else
    mark_missing(plot->canvas, left, top, NO_BAR, BAR);
  return left + NO_BAR;
}

static void draw_bar(const struct plot *plot, size_t row, size_t column, double top)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_grid *grid = plot->figure->grid;
  const struct figure_cell *cell = cell_at(plot->figure, row, column);
  double end = scale_at(&plot->scale, cell->value), middle = top + BAR / 2;
  if (isfinite(cell->value))
    draw_rect(canvas, plot->scale.start, top, fmax(0, end - plot->scale.start), BAR,
              palette_paint(canvas->theme, column, grid->column_count, grid->ordered));
  else
    end = draw_no_bar(plot, cell, top);
  if (isfinite(cell->value) && isfinite(cell->lower) && isfinite(cell->upper)) {
    double upper = scale_at(&plot->scale, cell->upper);
    mark_interval(canvas, scale_at(&plot->scale, cell->lower), middle, upper, middle);
    end = fmax(end, upper);
  }
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  if (plot->figure->rows[row].strong && column + 1 == grid->column_count)
    style = style_face(style, FONT_SEMIBOLD);
  if (!cell->text)
    return;
  /* On paper, or a line of the grid would cross its digits. */
  double width = draw_width(canvas, &style, cell->text);
  draw_rect(canvas, end + VALUE_GAP - 1, top, width + 2, BAR, paint_fill(canvas->theme->color.paper));
  draw_text(canvas, &style, end + VALUE_GAP, middle + draw_cap_height(canvas, &style) / 2, ALIGN_LEFT,
            cell->text);
}

static void draw_group(const struct plot *plot, size_t row)
{
  struct canvas *canvas = plot->canvas;
  struct type_style style = canvas->theme->type.chart_row;
  if (plot->figure->rows[row].strong)
    style = style_face(style, FONT_SEMIBOLD);
  size_t band = row - plot->rows.first;
  double top = band_edge(&plot->bands, band), first = top + GROUP_GAP / 2;
  draw_text(canvas, &style, plot->x,
            band_middle(&plot->bands, band) + draw_cap_height(canvas, &style) / 2, ALIGN_LEFT,
            plot->figure->rows[row].label);
  for (size_t c = 0; c < plot->figure->grid->column_count; c++)
    draw_bar(plot, row, c, first + (double)c * (BAR + BAR_GAP));
  rows_draw_line(canvas, plot->x, top + plot->bands.pitch, plot->width);
}

static int draw_groups(struct canvas *canvas, const struct figure *figure, double x, double y,
                       double width, double height, struct loc loc)
{
  double labels = fmax(rows_widest(canvas, figure, ROWS_LABEL),
                       rows_head_width(canvas, figure->row_head));
  double left = x + labels + GAP;
  double right = x + width - fmax(widest_value(canvas, figure) + VALUE_GAP, 12);
  struct rows_room room = { right - left, LEAST_PLOT, width, height,
                            groups_height(canvas, figure, width) };
  if (rows_check_room(canvas, figure, "groups of bars", room, loc) < 0)
    return -1;
  const struct rows_drawn rows = rows_drawn(figure);
  double top = y + key_height(canvas, figure, x, y, width, false) + HEAD;
  double all = (double)rows.count * group_height(figure);
  struct plot plot = { canvas, figure, scale_linear(0, greatest(figure), true, left, right - left),
                       bands_new(rows.count, top, all, 1), x, width, top, top + all, rows };
  draw_text(canvas, &canvas->theme->type.table_head, left, top - HEAD + 9, ALIGN_LEFT, figure->unit);
  guide_values_above(canvas, &plot.scale, top, plot.bottom);
  rows_draw_head(canvas, figure->row_head, x, top - 5, labels, ALIGN_LEFT);
  rows_draw_head_line(canvas, x, top, width);
  for (size_t i = rows.first; i < rows.end; i++)
    draw_group(&plot, i);
  draw_line(canvas, left, top, left, plot.bottom, paint_stroke(canvas->theme->color.rule, 0.5));
  return 0;
}

const struct figure_maker figure_groups_maker = { groups_height, draw_groups, .row_height = group_height };
