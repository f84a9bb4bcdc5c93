/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One vertical bar a row, from zero, with its interval where there is one: months of the year. */
#include "layout/figure/figure.h"
#include "layout/figure/guides.h"
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"

#include <math.h>

/* As tall for every row: its height says nothing. */
static const double SUPPRESSED_COLUMN = 16;

static const double COLUMN_HEIGHT = 150, TOP = 18, BOTTOM = 14, FILLED = 0.62, WIDEST = 60;

static double column_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)figure;
  (void)width;
  return COLUMN_HEIGHT;
}

static void draw_column(struct canvas *canvas, const struct scale *scale,
                        const struct figure_row *row, const struct bands *bands, size_t index)
{
  const struct theme *theme = canvas->theme;
  double base = scale_at(scale, 0), bar = bands->filled, middle = band_middle(bands, index);
  if (isfinite(row->value)) {
    double y = scale_at(scale, row->value);
    draw_rect(canvas, middle - bar / 2, y, bar, base - y,
              paint_fill(row->strong ? theme->color.bar : theme->color.bar_muted));
  } else {
    bool suppressed = row->status == STATUS_SUPPRESSED;
    if (suppressed)
      mark_suppressed(canvas, middle - bar / 2, base - SUPPRESSED_COLUMN, bar, SUPPRESSED_COLUMN,
                      false);
    draw_text(canvas, &theme->type.chart_axis, middle,
              base - 4 - (suppressed ? SUPPRESSED_COLUMN : 0), ALIGN_CENTRE,
              row->value_text ? row->value_text : "[x]");
  }
  if (isfinite(row->lower) && isfinite(row->upper))
    mark_interval(canvas, middle, scale_at(scale, row->lower), middle,
                  scale_at(scale, row->upper));
  draw_text(canvas, &theme->type.chart_axis, middle, base + 10, ALIGN_CENTRE, row->label);
}

static int draw_columns(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width, double height, struct loc loc)
{
  const struct theme *theme = canvas->theme;
  double most = isfinite(figure->reference) ? figure->reference : 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    most = isfinite(row->upper) ? fmax(most, row->upper) : most;
    most = isfinite(row->value) ? fmax(most, row->value) : most;
  }
  double top = y + TOP, bottom = y + height - BOTTOM;
  draw_text(canvas, &theme->type.chart_axis, x, y + 8, ALIGN_LEFT, figure->unit);
  struct scale scale = scale_linear(0, most, true, bottom, top - bottom);
  double left = x + guide_values_width(canvas, &scale, 24), right = x + width;
  guide_values(canvas, &scale, left, right, theme->color.ink);
  struct bands bands = bands_new(figure->row_count, left, right - left, FILLED);
  bands.filled = fmin(bands.filled, WIDEST);
  for (size_t i = 0; i < figure->row_count; i++)
    if (draw_width(canvas, &theme->type.chart_axis, figure->rows[i].label) > bands.pitch)
      return label_no_room(canvas, figure,
                           arena_printf(canvas->arena, "the name '%s'", figure->rows[i].label), loc);
  for (size_t i = 0; i < figure->row_count; i++)
    draw_column(canvas, &scale, &figure->rows[i], &bands, i);
  if (isfinite(figure->reference)) {
    double at = scale_at(&scale, figure->reference);
    draw_line(canvas, left, at, right, at, paint_dashed(theme->color.ink, 0.9, 3, 2));
    if (figure->reference_label) {
      struct type_style style = style_color(theme->type.chart_axis, theme->color.ink);
      draw_text(canvas, &style, right, y + 8, ALIGN_RIGHT, figure->reference_label);
    }
  }
  return 0;
}

const struct figure_maker figure_column_maker = { column_height, draw_columns, .least_share = 0.6 };
