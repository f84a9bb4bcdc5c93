/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile map: one tile a district at its place in a grid, filled by class, with name and value.
 * A small district is as easy to read as a large one. */
#include "layout/contrast.h"
#include "layout/figure/class.h"
#include "layout/figure/marks.h"

#include <math.h>
#include <string.h>

static const double TALLEST_TILE = 62, GAP = 2, KEY_GAP = 8;

/* A suppressed tile is hatched between its name and its value. */
static const double HATCH_TOP = 22, HATCH_BOTTOM = 16;

static const struct area *area_of(const struct canvas *canvas, const struct figure_row *row)
{
  const struct catalog *catalog = canvas->document->catalog;
  return row->area == NO_INDEX || !catalog ? NULL : &catalog->areas[row->area];
}

static bool has_tile(const struct area *area)
{
  return area && area->tile_column >= 0 && area->tile_row >= 0;
}

static void find_grid(const struct canvas *canvas, const struct figure *figure, int *ret_columns,
                      int *ret_rows)
{
  *ret_columns = *ret_rows = 1;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct area *area = area_of(canvas, &figure->rows[i]);
    if (!has_tile(area))
      continue;
    *ret_columns = area->tile_column >= *ret_columns ? area->tile_column + 1 : *ret_columns;
    *ret_rows = area->tile_row >= *ret_rows ? area->tile_row + 1 : *ret_rows;
  }
}

static double tiles_height(struct canvas *canvas, const struct figure *figure, double width)
{
  int columns, rows;
  find_grid(canvas, figure, &columns, &rows);
  double side = fmin(width / columns, TALLEST_TILE);
  return rows * side + KEY_GAP + class_key_height(canvas, figure, width);
}

/* NAME over as many lines as its words need, from Y down; the base line of the last. */
static double draw_name(struct canvas *canvas, const struct type_style *style, double x, double y,
                        double width, const char *name)
{
  const char *rest = name;
  while (*rest) {
    size_t len = strlen(rest);
    const char *line = rest;
    for (size_t cut = len; cut > 0; cut--) {
      if (cut != len && rest[cut] != ' ')
        continue;
      line = arena_text(canvas->arena, rest, cut);
      len = cut;
      if (draw_width(canvas, style, line) <= width)
        break;
    }
    draw_text(canvas, style, x, y, ALIGN_LEFT, line);
    rest += len;
    rest += *rest == ' ';
    if (*rest)
      y += 9;
  }
  return y;
}

static int draw_tiles(struct canvas *canvas, const struct figure *figure, double x, double y,
                      double width, double height, struct loc loc)
{
  const struct theme *theme = canvas->theme;
  int columns, rows;
  find_grid(canvas, figure, &columns, &rows);
  double key = class_key_height(canvas, figure, width) + KEY_GAP;
  double tall = fmin((height - key) / rows, TALLEST_TILE), wide = fmin(width / columns, tall * 1.5);
  if (tall < 36 || wide < 44) {
    diag_error(canvas->diags, "STRATA-L020", loc,
               "the tiles of '%s' need %d by %d points; there are %.0f by %.0f", figure->title,
               columns * 44, rows * 36 + (int)ceil(key), width, height);
    diag_hint(canvas->diags, "give the figure more room");
    return -1;
  }
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    const struct area *area = area_of(canvas, row);
    if (!has_tile(area))
      continue;
    double left = x + area->tile_column * wide, top = y + area->tile_row * tall;
    struct color fill = class_fill(theme, figure, row);
    draw_rect(canvas, left, top, wide - GAP, tall - GAP,
              paint_both(fill, row->strong ? theme->color.ink : theme->color.map_outline,
                         row->strong ? 1.6 : 0.5));
    if (row->status == STATUS_SUPPRESSED)
      mark_suppressed(canvas, left, top + HATCH_TOP, wide - GAP,
                      tall - GAP - HATCH_TOP - HATCH_BOTTOM, false);
    struct type_style name = style_color(theme->type.chart_axis, color_on(theme, fill));
    struct type_style value = style_face(style_size(name, 9), FONT_SEMIBOLD);
    draw_name(canvas, &name, left + 4, top + 10, wide - GAP - 8, area->short_name);
    if (row->value_text)
      draw_text(canvas, &value, left + 4, top + tall - GAP - 5, ALIGN_LEFT, row->value_text);
  }
  class_draw_key(canvas, figure, x, y + rows * tall + KEY_GAP, width);
  return 0;
}

const struct figure_maker figure_tiles_maker = { tiles_height, draw_tiles };
