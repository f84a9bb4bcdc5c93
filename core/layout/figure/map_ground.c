/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all maps stand on: where areas are, their outlines, the scale bar and north. */
#include "layout/figure/map.h"

#include "base/num.h"
#include "layout/figure/marks.h"
#include "layout/figure/rows.h"
#include "layout/hatch.h"

#include <math.h>

const struct shape *map_shape(const struct canvas *canvas, const struct figure_row *row)
{
  const struct shapes *shapes = canvas->document->shapes;
  const struct shape *shape = NULL;
  if (shapes && row->small_area != NO_INDEX && shapes->small)
    shape = &shapes->small[row->small_area];
  else if (shapes && row->area != NO_INDEX && shapes->districts)
    shape = &shapes->districts[row->area];
  else if (shapes && row->ward != NO_INDEX && shapes->wards)
    shape = &shapes->wards[row->ward];
  return shape && shape->ring_count ? shape : NULL;
}

struct position map_position(const struct map *map, struct point point)
{
  return (struct position) { map->x + (point.x - map->min_x) * map->scale,
                             map->y + (map->max_y - point.y) * map->scale };
}

bool map_find_extent(const struct canvas *canvas, const struct figure *figure, struct map *map,
                        double *ret_width, double *ret_height)
{
  bool any = false;
  double max_x = 0, min_y = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct shape *shape = map_shape(canvas, &figure->rows[i]);
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

double map_fitting_height(const struct canvas *canvas, const struct figure *figure, double wide,
                          double most)
{
  struct map map = { 0 };
  double across, tall;
  if (!map_find_extent(canvas, figure, &map, &across, &tall))
    return most;
  double least = map_least_height(figure, map_names_any(figure));
  return fmax(fmin(most, wide / across * tall), least);
}

double map_least_height(const struct figure *figure, bool named)
{
  const double least = 40, two_lines = 19, margins = 20;
  size_t names = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    names += map_names(figure, &figure->rows[i]);
  names = (names + 1) / 2; /* a column of them at each side */
  return named && names ? fmax(least, (double)(names - 1) * two_lines + margins) : least;
}

int map_check_room(struct canvas *canvas, const struct figure *figure, bool named, double wide,
                   double rise, double width, double height, struct loc loc)
{
  const double least_wide = 40;
  const struct rows_room room = { wide, least_wide, width, height,
                                  height - rise + map_least_height(figure, named) };
  return rows_check_room(canvas, figure, named ? "names and areas" : "areas", room, loc);
}

bool map_shows(const struct map *map, const struct shape *shape)
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

/* To a fifth of a point, finer than the eye: points closer than that fall together and cost no bytes.
 * Each point goes where it goes for itself, whatever comes before it, so that neighbours, which pass the
 * same points from other ends, draw the same line. */
static struct position snapped(struct position at)
{
  const double step = 0.2;
  return (struct position) { round(at.x / step) * step, round(at.y / step) * step };
}

void map_draw_shape(struct canvas *canvas, const struct map *map, const struct shape *shape,
                       struct paint paint)
{
  if (map->windowed && !map_shows(map, shape))
    return;
  struct outline outline = { .arena = canvas->arena };
  for (size_t r = 0; r < shape->ring_count; r++) {
    const struct ring *ring = &shape->rings[r];
    struct position before = { 0 };
    size_t drawn = 0;
    for (size_t p = 0; p + 1 < ring->count; p++) {
      struct position at = snapped(map_position(map, ring->points[p]));
      if (drawn && at.x == before.x && at.y == before.y)
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

/* The points of SHAPE on MAP, ring after ring; RET_ENDS says where each ends. */
static struct position *find_points(struct canvas *canvas, const struct map *map,
                                    const struct shape *shape, size_t *ret_count, size_t **ret_ends)
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
  *ret_count = count;
  *ret_ends = ends;
  return points;
}

void map_hatch_shape(struct canvas *canvas, const struct map *map, const struct shape *shape)
{
  size_t count, *ends;
  struct position *points = find_points(canvas, map, shape, &count, &ends);
  hatch_rings(canvas, points, count, ends, shape->ring_count);
}

void map_mark_unknown(struct canvas *canvas, const struct map *map, const struct figure_row *row,
                      const struct shape *shape)
{
  struct position at = map_position(map, shape->centre);
  if (isfinite(row->value) || row->status == STATUS_SUPPRESSED)
    return;
  if (!map->windowed
      || (at.x > map->left && at.x < map->right && at.y > map->top && at.y < map->bottom))
    mark_unknown(canvas, at.x, at.y);
}

void map_line_shape(struct canvas *canvas, const struct map *map, const struct shape *shape,
                    struct color color)
{
  size_t count, *ends;
  struct position *points = find_points(canvas, map, shape, &count, &ends);
  hatch_level(canvas, points, count, ends, shape->ring_count, color);
}

void map_draw_district_outlines(struct canvas *canvas, const struct figure *figure,
                                const struct map *map)
{
  const struct shapes *shapes = canvas->document->shapes;
  const struct catalog *catalog = canvas->document->catalog;
  if (figure->scope == NO_INDEX || !catalog || !shapes || !shapes->districts)
    return;
  const struct shape *outlines = shapes->borders ? shapes->borders : shapes->districts;
  const struct area *scope = &catalog->areas[figure->scope];
  struct paint line = paint_stroke(canvas->theme->color.map_district_outline, 0.9);
  for (size_t i = 0; scope->member_count > 1 && i < scope->member_count; i++)
    if (outlines[scope->members[i]].ring_count)
      map_draw_shape(canvas, map, &outlines[scope->members[i]], line);
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

void map_draw_foot(struct canvas *canvas, const struct map *map, double x, double y, double most)
{
  double end = map_draw_scale_bar(canvas, map, x, y, most);
  draw_north(canvas, end > x ? end + 12 : x, y + 3.6);
}

void map_draw_without_shapes(struct canvas *canvas, double x, double y, double width,
                                double height)
{
  const struct theme *theme = canvas->theme;
  draw_rect(canvas, x, y, width, height, paint_fill(theme->color.missing));
  draw_text(canvas, &theme->type.chart_axis, x + width / 2, y + height / 2, ALIGN_CENTRE,
            "[x] neither boundaries nor centres were supplied");
}
