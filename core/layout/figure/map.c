/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map: districts, or the neighbourhoods of one district, filled by class, with a key and a scale
 * bar.  Districts are named beside the map, joined by leaders; neighbourhoods by numbered discs. */
#include "layout/figure/map.h"

#include "base/num.h"
#include "layout/hatch.h"

#include <math.h>

static const double MAP_HEIGHT = 300, COMPACT_HEIGHT = 90, KEY_GAP = 8;

static const struct shape *shape_of(const struct canvas *canvas, const struct figure_row *row)
{
  const struct shapes *shapes = canvas->document->shapes;
  const struct shape *shape = NULL;
  if (shapes && row->small_area != NO_INDEX && shapes->small)
    shape = &shapes->small[row->small_area];
  else if (shapes && row->area != NO_INDEX && shapes->districts)
    shape = &shapes->districts[row->area];
  return shape && shape->ring_count ? shape : NULL;
}

struct position map_position(const struct map *map, struct point point)
{
  return (struct position) { map->x + (point.x - map->min_x) * map->scale,
                             map->y + (map->max_y - point.y) * map->scale };
}

/* False when no row has a shape. */
static bool find_extent(const struct canvas *canvas, const struct figure *figure, struct map *map,
                        double *ret_width, double *ret_height)
{
  bool any = false;
  double max_x = 0, min_y = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct shape *shape = shape_of(canvas, &figure->rows[i]);
    for (size_t r = 0; shape && r < shape->ring_count; r++)
      for (size_t p = 0; p < shape->rings[r].count; p++) {
        struct point point = shape->rings[r].points[p];
        map->min_x = any ? fmin(map->min_x, point.x) : point.x;
        max_x = any ? fmax(max_x, point.x) : point.x;
        min_y = any ? fmin(min_y, point.y) : point.y;
        map->max_y = any ? fmax(map->max_y, point.y) : point.y;
        any = true;
      }
  }
  *ret_width = max_x - map->min_x;
  *ret_height = map->max_y - min_y;
  return any && *ret_width > 0 && *ret_height > 0;
}

static bool is_seen(const struct map *map, const struct shape *shape)
{
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  for (size_t r = 0; r < shape->ring_count; r++)
    for (size_t p = 0; p < shape->rings[r].count; p++) {
      struct position at = map_position(map, shape->rings[r].points[p]);
      left = fmin(left, at.x);
      right = fmax(right, at.x);
      top = fmin(top, at.y);
      bottom = fmax(bottom, at.y);
    }
  return right > map->left && left < map->right && bottom > map->top && top < map->bottom;
}

static void draw_shape(struct canvas *canvas, const struct map *map, const struct shape *shape,
                       struct paint paint)
{
  if (map->windowed && !is_seen(map, shape))
    return;
  struct outline outline = { .arena = canvas->arena };
  for (size_t r = 0; r < shape->ring_count; r++) {
    const struct ring *ring = &shape->rings[r];
    struct position before = { 0 };
    size_t drawn = 0;
    for (size_t p = 0; p + 1 < ring->count; p++) {
      struct position at = map_position(map, ring->points[p]);
      /* Points closer than the eye sees cost bytes and show nothing. */
      if (drawn && fabs(at.x - before.x) < 0.2 && fabs(at.y - before.y) < 0.2)
        continue;
      if (drawn++)
        outline_line(&outline, at.x, at.y);
      else
        outline_move(&outline, at.x, at.y);
      before = at;
    }
    if (drawn)
      outline_close(&outline);
  }
  paint.even_odd = true;
  paint.round_joins = true;
  draw_path(canvas, &outline, paint);
}

static void hatch_shape(struct canvas *canvas, const struct map *map, const struct shape *shape)
{
  size_t count = 0;
  for (size_t r = 0; r < shape->ring_count; r++)
    count += shape->rings[r].count;
  struct position *points = ARENA_ARRAY(canvas->arena, struct position, count);
  size_t *ends = ARENA_ARRAY(canvas->arena, size_t, shape->ring_count);
  count = 0;
  for (size_t r = 0; r < shape->ring_count; r++) {
    for (size_t p = 0; p < shape->rings[r].count; p++)
      points[count++] = map_position(map, shape->rings[r].points[p]);
    ends[r] = count;
  }
  hatch_rings(canvas, points, count, ends, shape->ring_count);
}

static void draw_areas(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  const struct theme *theme = canvas->theme;
  double width = figure->compact ? 0.35 : 0.5;
  for (int strong = 0; strong < 2; strong++) {
    for (size_t i = 0; i < figure->row_count; i++) {
      const struct figure_row *row = &figure->rows[i];
      const struct shape *shape = shape_of(canvas, row);
      if (!shape || row->strong != (strong == 1))
        continue;
      struct color fill = figure->bound_count ? class_fill(theme, figure, row)
        : row->strong                         ? theme->color.brand
                                              : theme->color.map_other_district;
      struct color line = figure->compact ? theme->color.paper
        : row->strong                     ? theme->color.ink
                                          : theme->color.map_outline;
      draw_shape(canvas, map, shape, paint_both(fill, line, row->strong && !figure->compact ? 1.2 : width));
      if (row->status == STATUS_SUPPRESSED && figure->bound_count
          && (!map->windowed || is_seen(map, shape)))
        hatch_shape(canvas, map, shape);
    }
  }
}

/* Neighbourhoods of many districts: whose is which. */
static void draw_district_outlines(struct canvas *canvas, const struct figure *figure,
                                   const struct map *map)
{
  const struct shapes *shapes = canvas->document->shapes;
  const struct catalog *catalog = canvas->document->catalog;
  if (figure->scope == NO_INDEX || !catalog || !shapes || !shapes->districts)
    return;
  const struct area *scope = &catalog->areas[figure->scope];
  struct paint line = paint_stroke(canvas->theme->color.map_district_outline, 0.9);
  for (size_t i = 0; scope->member_count > 1 && i < scope->member_count; i++)
    if (shapes->districts[scope->members[i]].ring_count)
      draw_shape(canvas, map, &shapes->districts[scope->members[i]], line);
}

/* An arrow that points up, which is grid north, with its letter; the left of it at X, its foot at Y.  It
 * is the same in every map, so that listeners are spared it. */
static void draw_north(struct canvas *canvas, double x, double y)
{
  const struct theme *theme = canvas->theme;
  const double half = 2.6, rise = 7.8, notch = 1.8;
  int tag = canvas->tag;
  canvas->tag = TAG_ARTIFACT;
  struct position left[] = { { x + half, y - rise }, { x, y }, { x + half, y - notch } };
  struct position right[] = { { x + half, y - rise }, { x + 2 * half, y }, { x + half, y - notch } };
  struct paint paint = paint_both(theme->color.ink, theme->color.ink, 0.6);
  paint.round_joins = true;
  draw_polyline(canvas, left, 3, true, paint);
  paint.fill = theme->color.paper;
  draw_polyline(canvas, right, 3, true, paint);
  struct type_style style = style_color(theme->type.chart_axis, theme->color.ink);
  draw_text(canvas, &style, x + 2 * half + 3, y - 1.1, ALIGN_LEFT, "N");
  canvas->tag = tag;
}

void map_draw_areas(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  draw_areas(canvas, figure, map);
  draw_district_outlines(canvas, figure, map);
}

double map_draw_scale_bar(struct canvas *canvas, const struct map *map, double x, double y,
                          double most)
{
  static const double lengths[] = { 20, 10, 5, 2, 1, 0.5 };
  const struct theme *theme = canvas->theme;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    double points = lengths[i] * 1000 * map->scale;
    if (points > most)
      continue;
    draw_line(canvas, x, y, x + points, y, paint_stroke(theme->color.ink, 1.5));
    struct type_style style = style_color(theme->type.chart_axis, theme->color.ink);
    const char *words
      = arena_printf(canvas->arena, "%s km",
                     num_format(canvas->arena, lengths[i], lengths[i] < 1, NUM_PLAIN));
    double end = x + points + 5;
    return end + draw_text(canvas, &style, end, y + 2.5, ALIGN_LEFT, words);
  }
  return x;
}

static double map_height(struct canvas *canvas, const struct figure *figure, double width)
{
  if (figure->compact)
    return COMPACT_HEIGHT;
  return MAP_HEIGHT + KEY_GAP + class_key_height(canvas, figure, width);
}

static void draw_without_shapes(struct canvas *canvas, double x, double y, double width,
                                double height)
{
  const struct theme *theme = canvas->theme;
  draw_rect(canvas, x, y, width, height, paint_fill(theme->color.missing));
  draw_text(canvas, &theme->type.chart_axis, x + width / 2, y + height / 2, ALIGN_CENTRE,
            "[x] neither boundaries nor centres were supplied");
}

static int draw_map(struct canvas *canvas, const struct figure *figure, double x, double y,
                    double width, double height, struct loc loc)
{
  struct map map = { 0 };
  double wide, tall;
  if (!find_extent(canvas, figure, &map, &wide, &tall)) {
    draw_without_shapes(canvas, x, y, width, height);
    return 0;
  }
  bool keyed = figure->bound_count && !figure->compact;
  double key = keyed ? KEY_GAP + class_key_height(canvas, figure, width) : 0;
  bool side_labels = !figure->compact && figure->scope == NO_INDEX;
  double side = side_labels ? map_side_width(canvas, figure) : figure->compact ? 0 : 14;
  double room = width - 2 * side, rise = height - key - (figure->compact ? 0 : 12);
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
  if (!figure->compact) {
    /* At most a quarter of the map. */
    double end = map_draw_scale_bar(canvas, &map, x, y + rise + 4, width / 4);
    draw_north(canvas, end > x ? end + 12 : x, y + rise + 7.6);
  }
  if (key > 0)
    class_draw_key(canvas, figure, x, y + height - key + KEY_GAP, width);
  return 0;
}

const struct shape *map_shape(const struct canvas *canvas, const struct figure_row *row)
{
  return shape_of(canvas, row);
}

const struct figure_maker figure_map_maker = { map_height, draw_map };
