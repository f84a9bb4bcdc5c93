/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A surface of density: cells of a grid filled by class, a line between classes as on a map of heights,
 * and the outlines of districts above. */
#include "layout/figure/map.h"

#include <math.h>

static const double MAP_HEIGHT = 320, COMPACT_HEIGHT = 90, FOOT = 12, KEY_GAP = 8, SIDE = 14;

/* The class of a cell, from 1; 0 where there is nothing, and outside the grid. */
static size_t class_at(const struct figure *figure, ptrdiff_t column, ptrdiff_t row)
{
  const struct figure_density *density = figure->density;
  if (column < 0 || row < 0 || column >= (ptrdiff_t)density->columns
      || row >= (ptrdiff_t)density->rows)
    return 0;
  double value = density->values[(size_t)row * density->columns + (size_t)column];
  if (!(value > 0))
    return 0;
  size_t class = 1;
  while (class <= figure->bound_count && value >= figure->bounds[class - 1])
    class ++;
  return class;
}

static struct position corner(const struct figure *figure, const struct map *map, size_t column,
                              size_t row)
{
  const struct figure_density *density = figure->density;
  return map_position(map, (struct point) { density->x + (double)column * density->cell,
                                            density->y + (double)row * density->cell });
}

/* Cells side by side of one class are one rectangle. */
static void draw_cells(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  const struct figure_density *density = figure->density;
  for (size_t row = 0; row < density->rows; row++)
    for (size_t from = 0, to; from < density->columns; from = to) {
      size_t class = class_at(figure, (ptrdiff_t)from, (ptrdiff_t)row);
      for (to = from + 1; to < density->columns
                          && class_at(figure, (ptrdiff_t)to, (ptrdiff_t)row) == class;)
        to++;
      if (!class)
        continue;
      struct position low = corner(figure, map, from, row), high = corner(figure, map, to, row + 1);
      draw_rect(canvas, low.x, high.y, high.x - low.x, low.y - high.y,
                paint_fill(class_color(canvas->theme, figure, class - 1)));
    }
}

/* The edges of cells between which the class differs, those in one line as one, across or UPRIGHT. */
static void add_edges(struct outline *outline, const struct figure *figure, const struct map *map,
                      bool upright)
{
  const struct figure_density *density = figure->density;
  size_t lines = (upright ? density->columns : density->rows) + 1;
  size_t along = upright ? density->rows : density->columns;
  for (size_t line = 0; line < lines; line++) {
    size_t from = 0;
    bool open = false;
    for (size_t at = 0; at <= along; at++) {
      ptrdiff_t one = (ptrdiff_t)line, k = (ptrdiff_t)at;
      bool edge = at < along
                  && (upright ? class_at(figure, one - 1, k) != class_at(figure, one, k)
                              : class_at(figure, k, one - 1) != class_at(figure, k, one));
      if (edge && !open)
        from = at;
      if (!edge && open) {
        struct position a = corner(figure, map, upright ? line : from, upright ? from : line);
        struct position b = corner(figure, map, upright ? line : at, upright ? at : line);
        outline_move(outline, a.x, a.y);
        outline_line(outline, b.x, b.y);
      }
      open = edge;
    }
  }
}

/* Districts that show in the map's rectangle. */
static void draw_districts(struct canvas *canvas, const struct map *map)
{
  const struct shapes *shapes = canvas->document->shapes;
  const struct catalog *catalog = canvas->document->catalog;
  for (size_t i = 0; shapes && shapes->districts && catalog && i < catalog->district_count; i++)
    if (shapes->districts[i].ring_count)
      map_draw_shape(canvas, map, &shapes->districts[i],
                     paint_stroke(canvas->theme->color.map_district_outline, 0.7));
}

static double density_height(struct canvas *canvas, const struct figure *figure, double width)
{
  const struct figure_density *density = figure->density;
  if (figure->compact)
    return COMPACT_HEIGHT;
  double natural = (width - 2 * SIDE) / (double)density->columns * (double)density->rows;
  return fmin(natural, MAP_HEIGHT) + FOOT + KEY_GAP + class_key_height(canvas, figure, width);
}

static int draw_density(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width, double height, struct loc loc)
{
  const struct figure_density *density = figure->density;
  const struct theme *theme = canvas->theme;
  double key = figure->compact ? 0 : KEY_GAP + class_key_height(canvas, figure, width);
  double side = figure->compact ? 0 : SIDE, foot = figure->compact ? 0 : FOOT;
  double wide = (double)density->columns * density->cell;
  double tall = (double)density->rows * density->cell;
  double room = width - 2 * side, rise = height - key - foot;
  if (!figure->compact
      && map_check_room(canvas, figure, false, room, rise, width, height, loc) < 0)
    return -1;
  struct map map = { .min_x = density->x, .max_y = density->y + tall, .y = y, .windowed = true };
  map.scale = fmin(room / wide, rise / tall);
  map.x = x + side + (room - wide * map.scale) / 2;
  map.left = map.x;
  map.right = map.x + wide * map.scale;
  map.top = y;
  map.bottom = y + tall * map.scale;
  draw_clip(canvas, map.left, map.top, map.right - map.left, map.bottom - map.top);
  draw_cells(canvas, figure, &map);
  struct outline edges = { .arena = canvas->arena };
  add_edges(&edges, figure, &map, false);
  add_edges(&edges, figure, &map, true);
  draw_path(canvas, &edges, paint_stroke(theme->color.map_outline, 0.4));
  draw_districts(canvas, &map);
  draw_unclip(canvas);
  draw_rect(canvas, map.left, map.top, map.right - map.left, map.bottom - map.top,
            paint_stroke(theme->color.rule, 0.5));
  if (figure->compact)
    return 0;
  map_draw_foot(canvas, &map, x, y + rise + 6, width / 4);
  class_draw_key(canvas, figure, x, y + height - key + KEY_GAP, width);
  return 0;
}

const struct figure_maker figure_density_maker = { density_height, draw_density };
