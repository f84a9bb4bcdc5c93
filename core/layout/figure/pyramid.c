/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A population pyramid: bars to both sides, the youngest at the foot, with the outline of what they are
 * compared with. */
#include "layout/figure/guides.h"
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"

#include <math.h>

static const double ROW = 13, LEAST_ROW = 9, HEAD = 28, FOOT = 26, GAP = 5, KEY_GAP = 6, BAR_GAP = 1.5;
static const double LEAST_SIDE = 70, NO_BAR = 16, OUTLINE = 1.2, HALO = 2.6;

enum { LEFT, RIGHT, SIDES };

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct scale sides[SIDES];
  struct bands rows; /* from the top: the last of the figure's first */
  double top, bottom;
};

static bool has_outline(const struct figure *figure)
{
  return figure->grid->column_count > SIDES;
}

static const struct figure_cell *cell_at(const struct figure *figure, size_t row, size_t column)
{
  return &figure->grid->cells[row * figure->grid->column_count + column];
}

/* The names of the outline's sides say what it is. */
static double key(struct canvas *canvas, const struct figure *figure, double x, double y, double width,
                  bool measure)
{
  if (!has_outline(figure))
    return 0;
  const char *const *columns = figure->grid->columns;
  const char *words = arena_printf(canvas->arena, "%s and %s", columns[2], columns[3]);
  const struct key_entry entry = { .paint = paint_stroke(canvas->theme->color.ink, OUTLINE),
                                   .words = words, .line = true };
  return guide_key(canvas, &entry, 1, x, y, width, measure) + KEY_GAP;
}

static double pyramid_height(struct canvas *canvas, const struct figure *figure, double width)
{
  return key(canvas, figure, 0, 0, width, true) + HEAD + (double)figure->row_count * ROW + FOOT;
}

static double greatest(const struct figure *figure)
{
  double most = 0;
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++)
    if (isfinite(figure->grid->cells[i].value))
      most = fmax(most, figure->grid->cells[i].value);
  return most;
}

/* Why there is no bar. */
static void draw_no_bar(const struct plot *plot, enum status status, double left, double top, double tall)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  const char *why = status_shorthand(status == STATUS_SUPPRESSED ? status : STATUS_UNAVAILABLE);
  double cap = draw_cap_height(canvas, style), text = draw_width(canvas, style, why);
  if (status == STATUS_SUPPRESSED) {
    mark_suppressed(canvas, left, top, NO_BAR, tall, true);
    draw_rect(canvas, left + (NO_BAR - text) / 2 - 1, top + 1, text + 2, tall - 2,
              paint_fill(canvas->theme->color.paper));
  } else {
    mark_missing(canvas, left, top, NO_BAR, tall);
  }
  draw_text(canvas, style, left + NO_BAR / 2, top + (tall + cap) / 2, ALIGN_CENTRE, why);
}

static void draw_bar(const struct plot *plot, size_t row, size_t side)
{
  struct canvas *canvas = plot->canvas;
  const struct theme *theme = canvas->theme;
  const struct figure_cell *cell = cell_at(plot->figure, row, side);
  const struct scale *scale = &plot->sides[side];
  size_t place = plot->figure->row_count - 1 - row;
  double top = band_edge(&plot->rows, place) + BAR_GAP / 2, tall = plot->rows.pitch - BAR_GAP;
  if (!isfinite(cell->value)) {
    draw_no_bar(plot, cell->status, side == LEFT ? scale->start - NO_BAR : scale->start, top, tall);
    return;
  }
  double end = scale_at(scale, cell->value);
  draw_rect(canvas, fmin(scale->start, end), top, fabs(end - scale->start), tall,
            paint_fill(side == LEFT ? theme->color.bar : theme->color.bar_muted));
}

/* In steps, from the foot up; it breaks where nothing is known. */
static void draw_outline(const struct plot *plot, size_t side)
{
  struct canvas *canvas = plot->canvas;
  size_t rows = plot->figure->row_count;
  struct position *at = ARENA_ARRAY(canvas->arena, struct position, 2 * rows + 2);
  for (size_t first = 0; first < rows; first++) {
    if (isnan(cell_at(plot->figure, first, SIDES + side)->value))
      continue;
    size_t count = 0, row = first;
    double foot = band_edge(&plot->rows, rows - 1 - first) + plot->rows.pitch;
    at[count++] = (struct position) { plot->sides[side].start, foot };
    for (; row < rows && isfinite(cell_at(plot->figure, row, SIDES + side)->value); row++) {
      double x = scale_at(&plot->sides[side], cell_at(plot->figure, row, SIDES + side)->value);
      double top = band_edge(&plot->rows, rows - 1 - row);
      at[count++] = (struct position) { x, top + plot->rows.pitch };
      at[count++] = (struct position) { x, top };
    }
    at[count] = (struct position) { plot->sides[side].start, at[count - 1].y };
    count++;
    draw_polyline(canvas, at, count, false, paint_stroke(canvas->theme->color.paper, HALO));
    draw_polyline(canvas, at, count, false, paint_stroke(canvas->theme->color.ink, OUTLINE));
    first = row;
  }
}

static void draw_side(const struct plot *plot, size_t side)
{
  struct canvas *canvas = plot->canvas;
  const struct scale *scale = &plot->sides[side];
  int step = guide_label_step(canvas, scale);
  for (int i = 0; i < scale_tick_count(scale); i++) {
    double at = scale_at(scale, scale_tick(scale, i));
    draw_line(canvas, at, plot->top, at, plot->bottom,
              paint_stroke(canvas->theme->color.hairline, 0.5));
    if (i % step == 0)
      draw_text(canvas, &canvas->theme->type.chart_axis, at, plot->bottom + 10, ALIGN_CENTRE,
                scale_label(canvas->arena, scale, i));
  }
  struct type_style head = style_face(canvas->theme->type.chart_row, FONT_SEMIBOLD);
  draw_text(canvas, &head, scale->start, plot->top - 5, side == LEFT ? ALIGN_RIGHT : ALIGN_LEFT,
            plot->figure->grid->columns[side]);
  for (size_t r = 0; r < plot->figure->row_count; r++)
    draw_bar(plot, r, side);
  if (has_outline(plot->figure))
    draw_outline(plot, side);
}

static int draw_pyramid(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width, double height, struct loc loc)
{
  const struct type_style *axis = &canvas->theme->type.chart_axis;
  struct type_style ages = style_color(*axis, canvas->theme->color.ink);
  double middle = x + width / 2, labels = rows_head_width(canvas, figure->row_head);
  for (size_t r = 0; r < figure->row_count; r++)
    labels = fmax(labels, draw_width(canvas, &ages, figure->rows[r].label));
  double most = greatest(figure), half = labels / 2 + GAP;
  struct scale rough = scale_linear(0, most, true, 0, width / 2 - half);
  /* Half of a label stands beyond the last tick. */
  double tick = fmax(12, guide_values_width(canvas, &rough, 0) / 2);
  double side = width / 2 - half - tick;
  double above = key(canvas, figure, x, y, width, true);
  double rows = height - above - HEAD - FOOT;
  struct rows_room room = { side, LEAST_SIDE, width, height,
                            above + HEAD + (double)figure->row_count * LEAST_ROW + FOOT };
  if (rows_check_room(canvas, figure, "sides", room, loc) < 0)
    return -1;
  key(canvas, figure, x, y, width, false);
  double top = y + above + HEAD;
  struct plot plot = { canvas, figure,
                       { scale_linear(0, most, true, middle - half, -side),
                         scale_linear(0, most, true, middle + half, side) },
                       bands_new(figure->row_count, top, rows, 1), top, top + rows };
  rows_draw_head(canvas, figure->row_head, middle, top - 5, labels + 1, ALIGN_CENTRE);
  for (size_t r = 0; r < figure->row_count; r++)
    draw_text(canvas, &ages, middle,
              band_middle(&plot.rows, figure->row_count - 1 - r) + draw_cap_height(canvas, &ages) / 2,
              ALIGN_CENTRE, figure->rows[r].label);
  draw_side(&plot, LEFT);
  draw_side(&plot, RIGHT);
  draw_text(canvas, axis, x + width, plot.bottom + 22, ALIGN_RIGHT, figure->unit);
  return 0;
}

const struct figure_maker figure_pyramid_maker = { pyramid_height, draw_pyramid, .least_share = 0.8 };
