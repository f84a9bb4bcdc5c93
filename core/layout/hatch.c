/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/hatch.h"

#include <math.h>
#include <stdlib.h>

static const double PITCH = 4.2, STROKE = 0.6;

static int ascending(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

/* Where the line x + y = SUM crosses the edge from A to B, as an x; false when it does not. */
static bool crossing(struct position a, struct position b, double sum, double *ret_x)
{
  double from = a.x + a.y - sum, to = b.x + b.y - sum;
  if ((from < 0) == (to < 0))
    return false;
  *ret_x = a.x + (b.x - a.x) * from / (from - to);
  return true;
}

void hatch_rings(struct canvas *canvas, const struct position *points, size_t count,
                 const size_t *ends, size_t ring_count)
{
  struct outline outline = { .arena = canvas->arena };
  double least = INFINITY, most = -INFINITY;
  double *at = ARENA_ARRAY(canvas->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    least = fmin(least, points[i].x + points[i].y);
    most = fmax(most, points[i].x + points[i].y);
  }
  for (double sum = ceil(least / PITCH) * PITCH; sum < most; sum += PITCH) {
    size_t crossings = 0, first = 0;
    for (size_t r = 0; r < ring_count; first = ends[r++])
      for (size_t i = first; i < ends[r]; i++) {
        struct position next = points[i + 1 < ends[r] ? i + 1 : first];
        crossings += crossing(points[i], next, sum, &at[crossings]);
      }
    qsort(at, crossings, sizeof *at, ascending);
    for (size_t i = 0; i + 1 < crossings; i += 2) {
      outline_move(&outline, at[i], sum - at[i]);
      outline_line(&outline, at[i + 1], sum - at[i + 1]);
    }
  }
  draw_path(canvas, &outline, paint_stroke(canvas->theme->color.secondary, STROKE));
}

void hatch_rect(struct canvas *canvas, double x, double y, double width, double height)
{
  const struct position corners[]
    = { { x, y }, { x + width, y }, { x + width, y + height }, { x, y + height } };
  const size_t end = 4;
  hatch_rings(canvas, corners, 4, &end, 1);
}
