/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/hatch.h"

#include <math.h>
#include <stdlib.h>

static const double PITCH = 4.2, LEVEL_PITCH = 2.4, STROKE = 0.6;

static int ascending(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

/* Where the line SLOPE x + y = SUM crosses the edge from A to B, as an x; false when it does not. */
static bool crossing(struct position a, struct position b, double slope, double sum, double *ret_x)
{
  double from = slope * a.x + a.y - sum, to = slope * b.x + b.y - sum;
  if ((from < 0) == (to < 0))
    return false;
  *ret_x = a.x + (b.x - a.x) * from / (from - to);
  return true;
}

static void draw_lines(struct canvas *canvas, const struct position *points, size_t count,
                       const size_t *ends, size_t ring_count, double slope, double pitch,
                       struct paint paint)
{
  struct outline outline = { .arena = canvas->arena };
  double least = INFINITY, most = -INFINITY;
  double *at = ARENA_ARRAY(canvas->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    least = fmin(least, slope * points[i].x + points[i].y);
    most = fmax(most, slope * points[i].x + points[i].y);
  }
  for (double sum = ceil(least / pitch) * pitch; sum < most; sum += pitch) {
    size_t crossings = 0, first = 0;
    for (size_t r = 0; r < ring_count; first = ends[r++])
      for (size_t i = first; i < ends[r]; i++) {
        struct position next = points[i + 1 < ends[r] ? i + 1 : first];
        crossings += crossing(points[i], next, slope, sum, &at[crossings]);
      }
    qsort(at, crossings, sizeof *at, ascending);
    for (size_t i = 0; i + 1 < crossings; i += 2) {
      outline_move(&outline, at[i], sum - slope * at[i]);
      outline_line(&outline, at[i + 1], sum - slope * at[i + 1]);
    }
  }
  draw_path(canvas, &outline, paint);
}

void hatch_rings(struct canvas *canvas, const struct position *points, size_t count,
                 const size_t *ends, size_t ring_count)
{
  draw_lines(canvas, points, count, ends, ring_count, 1, PITCH,
             paint_stroke(canvas->theme->color.secondary, STROKE));
}

void hatch_level(struct canvas *canvas, const struct position *points, size_t count,
                 const size_t *ends, size_t ring_count, struct color color)
{
  draw_lines(canvas, points, count, ends, ring_count, 0, LEVEL_PITCH, paint_stroke(color, STROKE));
}

void hatch_rect(struct canvas *canvas, double x, double y, double width, double height)
{
  const struct position corners[]
    = { { x, y }, { x + width, y }, { x + width, y + height }, { x, y + height } };
  const size_t end = 4;
  hatch_rings(canvas, corners, 4, &end, 1);
}
