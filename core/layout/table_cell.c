/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/table.h"

#include "base/num.h"
#include "compute/spine.h"

#include <math.h>

/* Constructions; widths of lines and heights of bars. */
static const double BAR_HEIGHT = 10, BEFORE_WIDTH = 1.2, BEFORE_HALO = 2.6, BEFORE_OVERSHOOT = 2;
static const double BAND_INSET = 2.2, TICK_HEIGHT = 8, TICK_WIDTH = 0.8, REFERENCE_WIDTH = 0.9;
static const double SPREAD_HEIGHT = 11, SPREAD_CENTRE = 16, WHISKER_WIDTH = 1.1;
static const double SPARK_HEIGHT = 12, SPARK_WIDTH = 1, GRID_WIDTH = 0.5;

double table_graphic_height(const struct theme *theme, enum cell_graphic graphic)
{
  switch (graphic) {
  case CELL_TEXT:
    break;
  case CELL_BAR:
  case CELL_STRIP:
  case CELL_SPARK:
    return theme->space.graphic_row;
  case CELL_SPREAD:
    return theme->space.spread_row;
  }
  return 0;
}

static double clamp(double value, double least, double most)
{
  return fmin(fmax(value, least), most);
}

static struct paint paint_round(struct color color, double width)
{
  struct paint paint = paint_stroke(color, width);
  paint.round_joins = true;
  return paint;
}

/* ---- bar ----------------------------------------------------------------------------------- */

static void draw_bar(struct canvas *canvas, const struct table_lane *lane, const struct cell *cell,
                     double middle, double row_top, double row_bottom)
{
  const struct theme *theme = canvas->theme;
  double scale = cell->most > 0 ? lane->width / cell->most : 0;
  if (!isnan(cell->value))
    draw_rect(canvas, lane->x, middle - BAR_HEIGHT / 2, clamp(cell->value * scale, 0, lane->width),
              BAR_HEIGHT, paint_fill(theme->color.bar));
  draw_line(canvas, lane->x, row_top, lane->x, row_bottom,
            paint_stroke(theme->color.rule, GRID_WIDTH));
  if (isnan(cell->before))
    return;
  double x = lane->x + clamp(cell->before * scale, 0, lane->width);
  double half = BAR_HEIGHT / 2 + BEFORE_OVERSHOOT;
  draw_line(canvas, x, middle - half, x, middle + half,
            paint_stroke(theme->color.paper, BEFORE_HALO));
  draw_line(canvas, x, middle - half, x, middle + half,
            paint_stroke(theme->color.ink, BEFORE_WIDTH));
}

/* ---- strip --------------------------------------------------------------------------------- */

static double strip_x(const struct table_lane *lane, const struct cell *cell, double value)
{
  return lane->x + lane->width * clamp(value / cell->most, 0, 1);
}

static void draw_strip(struct canvas *canvas, const struct table_lane *lane,
                       const struct cell *cell, double middle, double row_top, double row_bottom)
{
  const struct theme *theme = canvas->theme;
  if (!(cell->most > 0))
    return;
  for (double line = 0; line <= cell->most; line += 1)
    draw_line(canvas, strip_x(lane, cell, line), row_top, strip_x(lane, cell, line), row_bottom,
              paint_stroke(theme->color.hairline, GRID_WIDTH));
  if (!isnan(cell->low) && !isnan(cell->high)) {
    double left = strip_x(lane, cell, cell->low), right = strip_x(lane, cell, cell->high);
    double top = row_top + BAND_INSET, bottom = row_bottom - BAND_INSET;
    draw_rect(canvas, left, top, right - left, bottom - top, paint_fill(theme->color.band));
  }
  for (size_t i = 0; i < cell->other_count; i++) {
    double x = strip_x(lane, cell, cell->others[i]);
    if (!isnan(cell->others[i]))
      draw_line(canvas, x, middle - TICK_HEIGHT / 2, x, middle + TICK_HEIGHT / 2,
                paint_stroke(theme->color.other_areas_tick, TICK_WIDTH));
  }
  if (cell->reference > 0) {
    double x = strip_x(lane, cell, cell->reference);
    draw_line(canvas, x, row_top, x, row_bottom, paint_stroke(theme->color.ink, REFERENCE_WIDTH));
  }
  if (!isnan(cell->value))
    draw_symbol(canvas, cell->symbol, strip_x(lane, cell, cell->value), middle,
                theme->marker.chart);
}

void table_draw_axis(struct canvas *canvas, const struct table_lane *lane, double base)
{
  const struct cell *cell = lane->sample;
  if (!cell || lane->graphic != CELL_STRIP || !(cell->most > 0))
    return;
  for (double line = 0; line <= cell->most; line += 1) {
    const char *label = num_format(canvas->arena, line, 0, NUM_PLAIN);
    if (cell->reference == 1)
      label = arena_printf(canvas->arena, "%s×", label);
    draw_text(canvas, &canvas->theme->type.chart_axis, strip_x(lane, cell, line), base,
              ALIGN_CENTRE, label);
  }
}

/* ---- spark --------------------------------------------------------------------------------- */

static void draw_spark(struct canvas *canvas, const struct table_lane *lane,
                       const struct cell *cell, double middle)
{
  const struct theme *theme = canvas->theme;
  size_t count = cell->other_count;
  double top = middle - SPARK_HEIGHT / 2, bottom = middle + SPARK_HEIGHT / 2, most = 0;
  for (size_t i = 0; i < count; i++)
    most = fmax(most, cell->others[i]);
  if (count < 2)
    return;
  double step = lane->width / (double)(count - 1);
  struct position *run = ARENA_ARRAY(canvas->arena, struct position, count);
  for (size_t i = 0; i < count;) {
    size_t end = i;
    bool gap = isnan(cell->others[i]);
    for (; end < count && isnan(cell->others[end]) == gap; end++)
      run[end - i] = (struct position){
          lane->x + step * (double)end,
          bottom - (most > 0 && !gap ? cell->others[end] / most * SPARK_HEIGHT : 0)};
    if (gap) {
      double left = fmax(run[0].x - step / 2, lane->x);
      double right = fmin(run[end - i - 1].x + step / 2, lane->x + lane->width);
      draw_rect(canvas, left, top, right - left, SPARK_HEIGHT, paint_fill(theme->color.missing));
    } else if (end - i == 1) {
      draw_circle(canvas, run[0].x, run[0].y, SPARK_WIDTH / 2, paint_fill(theme->color.bar));
    } else {
      draw_polyline(canvas, run, end - i, false, paint_round(theme->color.bar, SPARK_WIDTH));
    }
    i = end;
  }
  draw_line(canvas, lane->x, bottom, lane->x + lane->width, bottom,
            paint_stroke(theme->color.rule, GRID_WIDTH));
}

/* ---- spread -------------------------------------------------------------------------------- */

double table_spread_inset(const struct theme *theme)
{
  return symbol_half_width(SYMBOL_HIGHER_WORSE, theme->marker.chart);
}

static void draw_span(struct canvas *canvas, double a, double b, double middle, struct color color)
{
  draw_rect(canvas, fmin(a, b), middle - SPREAD_HEIGHT / 2, fabs(b - a), SPREAD_HEIGHT,
            paint_fill(color));
}

/* A spine as wide as its lane but for the symbols at its ends. */
struct spread {
  struct spine spine;
  double left, width;
};

static double spread_x(const struct spread *spread, double share)
{
  return spread->left + spread->width * share;
}

static double spread_value_x(const struct spread *spread, double value)
{
  return spread_x(spread, spine_position(&spread->spine, value));
}

static void draw_spread(struct canvas *canvas, const struct table_lane *lane,
                        const struct cell *cell, double middle)
{
  const struct theme *theme = canvas->theme;
  double *all = ARENA_ARRAY(canvas->arena, double, cell->other_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < cell->other_count; i++)
    if (!isnan(cell->others[i]))
      all[count++] = cell->others[i];
  if (!isnan(cell->value))
    all[count++] = cell->value;
  if (count == 0 || isnan(cell->reference))
    return;
  /* The spine that strata.standing gives; where all are alike they are at its middle. */
  double inset = table_spread_inset(theme);
  struct spread spread = {{.average = cell->reference}, lane->x + inset, lane->width - 2 * inset};
  struct spine *spine = &spread.spine;
  enum polarity way = cell->high_right ? POLARITY_HIGHER_IS_BETTER : POLARITY_LOWER_IS_BETTER;
  if (spine_of_values(cell->reference, all, count, way, spine) == 0) {
    draw_span(canvas, spread_x(&spread, spine->left), spread_x(&spread, spine->right), middle,
              theme->color.band);
    draw_span(canvas, spread_x(&spread, spine->left_quartile),
              spread_x(&spread, spine->right_quartile), middle, theme->color.band_inner);
  }
  double centre = spread_x(&spread, 0.5);
  draw_line(canvas, centre, middle - SPREAD_CENTRE / 2, centre, middle + SPREAD_CENTRE / 2,
            paint_stroke(theme->color.ink, REFERENCE_WIDTH));
  if (isnan(cell->value))
    return;
  if (!isnan(cell->low) && !isnan(cell->high)) {
    /* Clipped to its column: an interval may reach beyond all areas. */
    double a = clamp(spread_value_x(&spread, cell->low), lane->x, lane->x + lane->width);
    double b = clamp(spread_value_x(&spread, cell->high), lane->x, lane->x + lane->width);
    draw_line(canvas, a, middle, b, middle, paint_stroke(theme->color.ink, WHISKER_WIDTH));
  }
  draw_symbol(canvas, cell->symbol, spread_value_x(&spread, cell->value), middle,
              theme->marker.chart);
}

void table_draw_graphic(struct canvas *canvas, const struct table_lane *lane,
                        const struct cell *cell, double middle, double row_top, double row_bottom)
{
  switch (cell->graphic) {
  case CELL_TEXT:
    break;
  case CELL_BAR:
    draw_bar(canvas, lane, cell, middle, row_top, row_bottom);
    break;
  case CELL_STRIP:
    draw_strip(canvas, lane, cell, middle, row_top, row_bottom);
    break;
  case CELL_SPARK:
    draw_spark(canvas, lane, cell, middle);
    break;
  case CELL_SPREAD:
    draw_spread(canvas, lane, cell, middle);
    break;
  }
}
