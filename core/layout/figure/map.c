/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map: districts, or the neighbourhoods or wards of one area, filled by class, with a key and a scale
 * bar.  Districts and wards are named beside the map, joined by leaders; neighbourhoods by numbered discs. */
#include "layout/figure/map.h"

#include <math.h>

static const double MAP_HEIGHT = 300, COMPACT_HEIGHT = 90, KEY_GAP = 8, FOOT = 12, NUMBER_SIDE = 14;

static void draw_areas(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  const struct theme *theme = canvas->theme;
  double width = figure->compact ? 0.35 : 0.5;
  for (int strong = 0; strong < 2; strong++) {
    for (size_t i = 0; i < figure->row_count; i++) {
      const struct figure_row *row = &figure->rows[i];
      const struct shape *shape = map_shape(canvas, row);
      if (!shape || row->strong != (strong == 1))
        continue;
      struct color fill = figure->bound_count ? class_fill(theme, figure, row)
        : row->strong                         ? theme->color.brand
                                              : theme->color.map_other_district;
      struct color line = figure->compact ? theme->color.paper
        : row->strong                     ? theme->color.ink
                                          : theme->color.map_outline;
      map_draw_shape(canvas, map, shape, paint_both(fill, line, row->strong && !figure->compact ? 1.2 : width));
      if (row->status == STATUS_SUPPRESSED && figure->bound_count
          && (!map->windowed || map_shows(map, shape)))
        map_hatch_shape(canvas, map, shape);
      if (figure->bound_count && !figure->compact)
        map_mark_unknown(canvas, map, row, shape);
    }
  }
}

void map_draw_areas(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  draw_areas(canvas, figure, map);
  map_draw_district_outlines(canvas, figure, map);
}

static double map_height(struct canvas *canvas, const struct figure *figure, double width)
{
  if (figure->compact)
    return COMPACT_HEIGHT;
  bool named = map_names_any(figure);
  double side = named ? map_side_width(canvas, figure) : NUMBER_SIDE;
  double map = map_fitting_height(canvas, figure, width - 2 * side, MAP_HEIGHT - FOOT);
  /* An inset takes a corner that a map which just fits does not leave free. */
  return (figure->inset ? MAP_HEIGHT - FOOT : map) + FOOT + KEY_GAP
         + class_key_height(canvas, figure, width);
}

static int draw_map(struct canvas *canvas, const struct figure *figure, double x, double y,
                    double width, double height, struct loc loc)
{
  struct map map = { 0 };
  double wide, tall;
  if (!map_find_extent(canvas, figure, &map, &wide, &tall)) {
    map_draw_without_shapes(canvas, x, y, width, height);
    return 0;
  }
  bool keyed = figure->bound_count && !figure->compact;
  double key = keyed ? KEY_GAP + class_key_height(canvas, figure, width) : 0;
  bool side_labels = !figure->compact && map_names_any(figure);
  double side = side_labels ? map_side_width(canvas, figure) : figure->compact ? 0 : NUMBER_SIDE;
  double room = width - 2 * side, rise = height - key - (figure->compact ? 0 : FOOT);
  if (!figure->compact
      && map_check_room(canvas, figure, side_labels, room, rise, width, height, loc) < 0)
    return -1;
  map.scale = fmin(room / wide, rise / tall);
  map.x = x + side + (room - wide * map.scale) / 2;
  map.y = y + (figure->compact ? (rise - tall * map.scale) / 2 : 0);
  map.left = x;
  map.right = x + width;
  map.top = y;
  map.bottom = y + rise;
  bool enlarged = figure->inset && !figure->compact && figure->scope != NO_INDEX;
  if (enlarged && map_place_inset(canvas, figure, &map, wide * map.scale, loc) < 0)
    return -1;
  map_draw_areas(canvas, figure, &map);
  if (enlarged)
    map_draw_inset(canvas, figure, &map);
  if (side_labels)
    map_draw_side_labels(canvas, figure, &map);
  else if (!figure->compact)
    map_draw_numbers(canvas, figure, &map);
  if (!figure->compact)
    map_draw_foot(canvas, &map, x, y + rise + 4, width / 4);
  if (key > 0)
    class_draw_key(canvas, figure, x, y + height - key + KEY_GAP, width);
  return 0;
}

const struct figure_maker figure_map_maker = { map_height, draw_map };
