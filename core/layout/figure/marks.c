/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/marks.h"

#include "layout/hatch.h"

#include <math.h>

static const double INTERVAL = 1.1, INTERVAL_HALO = 2.4, HALO = 2.6, DOT_LINE = 1.1;

static void draw_haloed(struct canvas *canvas, double x1, double y1, double x2, double y2,
                        double width, double halo)
{
  draw_line(canvas, x1, y1, x2, y2, paint_stroke(canvas->theme->color.paper, halo));
  draw_line(canvas, x1, y1, x2, y2, paint_stroke(canvas->theme->color.ink, width));
}

void mark_stroke(struct canvas *canvas, double x1, double y1, double x2, double y2, double width)
{
  draw_haloed(canvas, x1, y1, x2, y2, width, HALO);
}

void mark_interval(struct canvas *canvas, double x1, double y1, double x2, double y2)
{
  draw_haloed(canvas, x1, y1, x2, y2, INTERVAL, INTERVAL_HALO);
}

void mark_dot(struct canvas *canvas, double x, double y, double radius)
{
  draw_circle(canvas, x, y, radius,
              paint_both(canvas->theme->color.paper, canvas->theme->color.ink, DOT_LINE));
}

/* ---- lines --------------------------------------------------------------------------------- */

void mark_line(struct canvas *canvas, const struct position *at, size_t count, double single,
               struct paint paint)
{
  for (size_t from = 0; from < count; from++) {
    if (isnan(at[from].y))
      continue;
    size_t end = from + 1;
    while (end < count && !isnan(at[end].y))
      end++;
    if (end - from == 1)
      draw_circle(canvas, at[from].x, at[from].y, single, paint_fill(paint.stroke));
    else
      draw_polyline(canvas, at + from, end - from, false, paint);
    from = end;
  }
}

void mark_band(struct canvas *canvas, const struct position *lower, const struct position *upper,
               size_t count, struct color fill)
{
  struct position *around = ARENA_ARRAY(canvas->arena, struct position, 2 * count);
  for (size_t i = 0; i < count; i++) {
    around[i] = upper[i];
    around[2 * count - 1 - i] = lower[i];
  }
  draw_polyline(canvas, around, 2 * count, true, paint_fill(fill));
}

/* ---- cells --------------------------------------------------------------------------------- */

void mark_cell(struct canvas *canvas, double x, double y, double width, double height,
               struct paint paint, enum status status)
{
  draw_rect(canvas, x, y, width, height, paint);
  if (status == STATUS_SUPPRESSED)
    hatch_rect(canvas, x, y, width, height);
}

void mark_suppressed(struct canvas *canvas, double x, double y, double width, double height,
                     bool outlined)
{
  hatch_rect(canvas, x, y, width, height);
  if (outlined)
    draw_rect(canvas, x, y, width, height, paint_stroke(canvas->theme->color.secondary, 0.5));
}

void mark_unknown(struct canvas *canvas, double x, double y)
{
  const double arm = 1.8;
  struct outline cross = { .arena = canvas->arena };
  outline_move(&cross, x - arm, y - arm);
  outline_line(&cross, x + arm, y + arm);
  outline_move(&cross, x - arm, y + arm);
  outline_line(&cross, x + arm, y - arm);
  draw_path(canvas, &cross, paint_stroke(canvas->theme->color.secondary, 0.7));
}

void mark_missing(struct canvas *canvas, double x, double y, double width, double height)
{
  draw_rect(canvas, x, y, width, height, paint_fill(canvas->theme->color.missing));
}
