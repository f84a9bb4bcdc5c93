/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a map enlarged, in a frame in a corner that the map leaves free. */
#include "layout/figure/map.h"

#include <math.h>

static const double NAME = 13, BAR = 14, CLEAR = 4, MARGIN = 0.04, LEAST_LARGER = 1.5,
                    NUMBERS = 28; /* beside the map, for discs that are pushed off it */
enum { SIZES = 24 };

struct extent {
  double min_x, min_y, max_x, max_y; /* metres */
};

static struct extent extent_of(const struct shape *shape)
{
  struct extent extent = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  for (size_t r = 0; r < shape->ring_count; r++)
    for (size_t p = 0; p < shape->rings[r].count; p++) {
      struct point point = shape->rings[r].points[p];
      extent = (struct extent) { fmin(extent.min_x, point.x), fmin(extent.min_y, point.y),
                                 fmax(extent.max_x, point.x), fmax(extent.max_y, point.y) };
    }
  double margin = MARGIN * fmax(extent.max_x - extent.min_x, extent.max_y - extent.min_y);
  return (struct extent) { extent.min_x - margin, extent.min_y - margin, extent.max_x + margin,
                           extent.max_y + margin };
}

/* Whether a line of the map comes near FRAME.  A line's own rectangle stands for it: that may refuse a
 * corner that is free, and never takes one that is not. */
static bool is_taken(const struct canvas *canvas, const struct figure *figure,
                     const struct map *map, const struct map_frame *frame)
{
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct shape *shape = map_shape(canvas, &figure->rows[i]);
    for (size_t r = 0; shape && r < shape->ring_count; r++)
      for (size_t p = 0; p + 1 < shape->rings[r].count; p++) {
        struct position a = map_position(map, shape->rings[r].points[p]);
        struct position b = map_position(map, shape->rings[r].points[p + 1]);
        if (fmax(a.x, b.x) > frame->left - CLEAR && fmin(a.x, b.x) < frame->right + CLEAR
            && fmax(a.y, b.y) > frame->top - CLEAR && fmin(a.y, b.y) < frame->bottom + CLEAR)
          return true;
      }
  }
  return false;
}

/* The largest frame that stands free in a corner, with the map as far to the other side as it goes. */
static bool find_corner(const struct canvas *canvas, const struct figure *figure, struct map *map,
                        struct extent extent, double map_width, struct map_frame *ret_frame)
{
  double wide = extent.max_x - extent.min_x, tall = extent.max_y - extent.min_y;
  double most = fmin((map->right - map->left) / wide, (map->bottom - map->top - NAME - BAR) / tall);
  double least = LEAST_LARGER * map->scale;
  for (int size = 0; size <= SIZES && most > least; size++) {
    double scale = most * pow(least / most, (double)size / SIZES);
    double width = wide * scale, height = tall * scale + NAME + BAR;
    for (int corner = 0; corner < 4; corner++) {
      bool right = corner % 2 == 0, below = corner >= 2;
      struct map moved = *map;
      moved.x = right ? map->left + NUMBERS : map->right - map_width - NUMBERS;
      struct map_frame frame = { .left = right ? map->right - width : map->left,
                                 .top = below ? map->bottom - height : map->top };
      frame.right = frame.left + width;
      frame.bottom = frame.top + height;
      if (is_taken(canvas, figure, &moved, &frame))
        continue;
      map->x = moved.x;
      *ret_frame = frame;
      return true;
    }
  }
  return false;
}

int map_place_inset(struct canvas *canvas, const struct figure *figure, struct map *map,
                    double map_width, struct loc loc)
{
  const struct shape *shape = &canvas->document->shapes->districts[*figure->inset];
  const char *name = canvas->document->catalog->areas[*figure->inset].name;
  if (shape->ring_count
      && find_corner(canvas, figure, map, extent_of(shape), map_width, &map->inset))
    return 0;
  diag_error(canvas->diags, "STRATA-L020", loc,
             "no corner of the map '%s' has room for an enlarged %s", figure->title, name);
  diag_hint(canvas->diags, "give the figure more room, or leave out its inset");
  return -1;
}

void map_draw_inset(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  const struct theme *theme = canvas->theme;
  const struct map_frame *frame = &map->inset;
  struct extent extent = extent_of(&canvas->document->shapes->districts[*figure->inset]);
  struct map inset = { .min_x = extent.min_x, .max_y = extent.max_y,
                       .scale = (frame->right - frame->left) / (extent.max_x - extent.min_x),
                       .x = frame->left, .y = frame->top + NAME, .windowed = true,
                       .left = frame->left, .right = frame->right, .top = frame->top + NAME,
                       .bottom = frame->bottom - BAR };
  struct position from = map_position(map, (struct point) { extent.min_x, extent.max_y });
  double width = frame->right - frame->left, height = frame->bottom - frame->top;
  draw_rect(canvas, from.x, from.y, (extent.max_x - extent.min_x) * map->scale,
            (extent.max_y - extent.min_y) * map->scale, paint_stroke(theme->color.ink, 0.9));
  draw_clip(canvas, inset.left, inset.top, width, inset.bottom - inset.top);
  map_draw_areas(canvas, figure, &inset);
  draw_unclip(canvas);
  draw_rect(canvas, frame->left, frame->top, width, height, paint_stroke(theme->color.ink, 0.9));
  struct type_style style = style_color(theme->type.chart_axis, theme->color.ink);
  style = style_face(style, FONT_SEMIBOLD);
  draw_text(canvas, &style, frame->left + 4, frame->top + 9.5, ALIGN_LEFT,
            canvas->document->catalog->areas[*figure->inset].name);
  map_draw_scale_bar(canvas, &inset, frame->left + 4, frame->bottom - 6, (width - 34) * 0.9);
}
