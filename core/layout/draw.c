/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/draw.h"

#include "layout/type.h"

/* A circle of four Bezier curves: the distance of their handles, for radius 1. */
static const double CIRCLE_HANDLE = 0.5522847498;

/* ---- tags ---------------------------------------------------------------------------------- */

int tag_add(struct canvas *canvas, enum tag_role role, int parent)
{
  struct tag *tag = VEC_ADD(canvas->arena, &canvas->tag_list->tags);
  tag->role = role;
  tag->parent = parent;
  tag->bbox_page = -1;
  return (int)canvas->tag_list->tags.len - 1;
}

int tag_add_heading(struct canvas *canvas, int level, int parent)
{
  static const enum tag_role ROLES[] = {TAG_H1, TAG_H2, TAG_H3, TAG_H4};
  struct tag_list *list = canvas->tag_list;
  int above = 0;
  for (int i = 1; i < level; i++)
    above = list->headings[i] ? list->headings[i] : above;
  list->headings[level] = above + 1;
  for (int i = level + 1; i <= 4; i++)
    list->headings[i] = 0;
  return tag_add(canvas, ROLES[above], parent);
}

struct tag *tag_at(struct canvas *canvas, int tag)
{
  return &canvas->tag_list->tags.at[tag];
}

/* ---- text ---------------------------------------------------------------------------------- */

struct type_style style_face(struct type_style style, enum font_face face)
{
  style.face = face;
  return style;
}

struct type_style style_color(struct type_style style, struct color color)
{
  style.color = color;
  return style;
}

struct type_style style_size(struct type_style style, double size)
{
  style.size = size;
  return style;
}

double draw_text(struct canvas *canvas, const struct type_style *style, double x, double y,
                 enum align align, const char *text)
{
  const struct shaped *shaped = type_shape(canvas, style, str_of(text));
  double width = shaped_width(canvas->theme->fonts, shaped, style->size);
  double left = align == ALIGN_RIGHT ? x - width : align == ALIGN_CENTRE ? x - width / 2 : x;
  type_draw(canvas, style, left, y, shaped);
  return width;
}

double draw_width(struct canvas *canvas, const struct type_style *style, const char *text)
{
  return type_width(canvas, style, str_of(text));
}

double draw_cap_height(const struct canvas *canvas, const struct type_style *style)
{
  struct font_metrics metrics = font_metrics(canvas->theme->fonts, style->face);
  return style->size * metrics.cap_height / metrics.units_per_em;
}

/* ---- paints -------------------------------------------------------------------------------- */

struct paint paint_fill(struct color fill)
{
  return (struct paint){.filled = true, .fill = fill};
}

struct paint paint_stroke(struct color stroke, double width)
{
  return (struct paint){.stroked = true, .stroke = stroke, .width = width};
}

struct paint paint_dashed(struct color stroke, double width, double on, double off)
{
  return (struct paint){
      .stroked = true, .stroke = stroke, .width = width, .dash_on = on, .dash_off = off};
}

struct paint paint_both(struct color fill, struct color stroke, double width)
{
  return (struct paint){
      .filled = true, .stroked = true, .fill = fill, .stroke = stroke, .width = width};
}

/* ---- outlines ------------------------------------------------------------------------------ */

static struct path_segment *add_segment(struct outline *outline, enum path_verb verb, double x,
                                        double y)
{
  struct path_segment *segment = VEC_ADD(outline->arena, &outline->segments);
  segment->verb = verb;
  segment->x = (float)x;
  segment->y = (float)y;
  return segment;
}

void outline_move(struct outline *outline, double x, double y)
{
  add_segment(outline, PATH_MOVE, x, y);
}

void outline_line(struct outline *outline, double x, double y)
{
  add_segment(outline, PATH_LINE, x, y);
}

static void outline_curve(struct outline *outline, double x1, double y1, double x2, double y2, double x,
                          double y)
{
  struct path_segment *segment = add_segment(outline, PATH_CURVE, x, y);
  segment->x1 = (float)x1;
  segment->y1 = (float)y1;
  segment->x2 = (float)x2;
  segment->y2 = (float)y2;
}

void outline_close(struct outline *outline)
{
  add_segment(outline, PATH_CLOSE, 0, 0);
}

static void outline_circle(struct outline *outline, double x, double y, double radius)
{
  double h = radius * CIRCLE_HANDLE;
  outline_move(outline, x + radius, y);
  outline_curve(outline, x + radius, y + h, x + h, y + radius, x, y + radius);
  outline_curve(outline, x - h, y + radius, x - radius, y + h, x - radius, y);
  outline_curve(outline, x - radius, y - h, x - h, y - radius, x, y - radius);
  outline_curve(outline, x + h, y - radius, x + radius, y - h, x + radius, y);
  outline_close(outline);
}

/* ---- paths --------------------------------------------------------------------------------- */

void draw_path(struct canvas *canvas, const struct outline *outline, struct paint paint)
{
  bool stroked = paint.stroked && paint.width > 0;
  if (outline->segments.len == 0 || (!paint.filled && !stroked))
    return;
  struct display_item *item = VEC_ADD(canvas->arena, &canvas->items);
  item->kind = DISPLAY_PATH;
  item->tag = canvas->tag;
  item->path.segments = outline->segments.at;
  item->path.count = outline->segments.len;
  item->path.filled = paint.filled;
  item->path.stroked = stroked;
  item->path.even_odd = paint.even_odd;
  item->path.fill = paint.fill;
  item->path.stroke = paint.stroke;
  item->path.width = (float)paint.width;
  item->path.dash_on = (float)paint.dash_on;
  item->path.dash_off = (float)paint.dash_off;
  item->path.round_joins = paint.round_joins;
}

/* An outline with room for exactly COUNT segments: most paths are short and of known length. */
static struct outline outline_of(struct canvas *canvas, size_t count)
{
  struct outline outline = {.arena = canvas->arena};
  outline.segments.at = ARENA_ARRAY(canvas->arena, struct path_segment, count);
  outline.segments.cap = count;
  return outline;
}

static struct outline rectangle(struct canvas *canvas, double x, double y, double width,
                                double height)
{
  struct outline outline = outline_of(canvas, 5);
  outline_move(&outline, x, y);
  outline_line(&outline, x + width, y);
  outline_line(&outline, x + width, y + height);
  outline_line(&outline, x, y + height);
  outline_close(&outline);
  return outline;
}

void draw_rect(struct canvas *canvas, double x, double y, double width, double height,
               struct paint paint)
{
  struct outline outline = rectangle(canvas, x, y, width, height);
  draw_path(canvas, &outline, paint);
}

void draw_line(struct canvas *canvas, double x1, double y1, double x2, double y2,
               struct paint paint)
{
  struct outline outline = outline_of(canvas, 2);
  outline_move(&outline, x1, y1);
  outline_line(&outline, x2, y2);
  draw_path(canvas, &outline, paint);
}

void draw_circle(struct canvas *canvas, double x, double y, double radius, struct paint paint)
{
  struct outline outline = outline_of(canvas, 6);
  outline_circle(&outline, x, y, radius);
  draw_path(canvas, &outline, paint);
}

void draw_polyline(struct canvas *canvas, const struct position *at, size_t count, bool closed,
                   struct paint paint)
{
  if (count < 2)
    return;
  struct outline outline = outline_of(canvas, count + 1);
  outline_move(&outline, at[0].x, at[0].y);
  for (size_t i = 1; i < count; i++)
    outline_line(&outline, at[i].x, at[i].y);
  if (closed)
    outline_close(&outline);
  draw_path(canvas, &outline, paint);
}

void draw_clip(struct canvas *canvas, double x, double y, double width, double height)
{
  struct outline outline = rectangle(canvas, x, y, width, height);
  struct display_item *item = VEC_ADD(canvas->arena, &canvas->items);
  item->kind = DISPLAY_CLIP;
  item->tag = canvas->tag;
  item->path.segments = outline.segments.at;
  item->path.count = outline.segments.len;
}

void draw_unclip(struct canvas *canvas)
{
  struct display_item *item = VEC_ADD(canvas->arena, &canvas->items);
  item->kind = DISPLAY_UNCLIP;
  item->tag = canvas->tag;
}

/* ---- moving -------------------------------------------------------------------------------- */

static const struct path_segment *shifted(struct arena *arena, const struct path *path, float dx,
                                          float dy)
{
  struct path_segment *copy = ARENA_ARRAY(arena, struct path_segment, path->count);
  for (size_t i = 0; i < path->count; i++) {
    copy[i] = path->segments[i];
    copy[i].x1 += dx;
    copy[i].y1 += dy;
    copy[i].x2 += dx;
    copy[i].y2 += dy;
    copy[i].x += dx;
    copy[i].y += dy;
  }
  return copy;
}

void item_shift(struct arena *arena, struct display_item *item, double dx, double dy)
{
  switch (item->kind) {
  case DISPLAY_TEXT:
    item->text.x += (float)dx;
    item->text.y += (float)dy;
    break;
  case DISPLAY_PATH:
  case DISPLAY_CLIP:
    item->path.segments = shifted(arena, &item->path, (float)dx, (float)dy);
    break;
  case DISPLAY_LINK:
    item->link.x0 += (float)dx;
    item->link.x1 += (float)dx;
    item->link.y0 += (float)dy;
    item->link.y1 += (float)dy;
    break;
  case DISPLAY_UNCLIP:
    break;
  case DISPLAY_PICTURE:
    item->picture.x0 += (float)dx;
    item->picture.x1 += (float)dx;
    item->picture.y0 += (float)dy;
    item->picture.y1 += (float)dy;
    break;
  }
}

void canvas_shift(struct canvas *canvas, size_t first_item, size_t first_mark, double dx, double dy)
{
  for (size_t i = first_item; i < canvas->items.len; i++)
    item_shift(canvas->arena, &canvas->items.at[i], dx, dy);
  for (size_t i = first_mark; i < canvas->marks.len; i++) {
    struct mark *mark = &canvas->marks.at[i];
    mark->x0 += dx;
    mark->x1 += dx;
    mark->y0 += dy;
    mark->y1 += dy;
  }
}
