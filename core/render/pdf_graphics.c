/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_graphics.h"

#include "render/pdf_font.h"

struct graphics pdf_graphics(void)
{
  return (struct graphics) { .face = -1, .width = 100 };
}

/* ---- colours, pens and fonts -------------------------------------------------------------- */

/* One of 256 steps as a fraction with three decimals, enough to tell them apart. */
static void add_step(struct bytes *out, uint8_t step)
{
  unsigned thousandths = (step * 2000u + 255) / 510;
  if (thousandths == 0 || thousandths == 1000) {
    bytes_text(out, thousandths ? "1 " : "0 ");
    return;
  }
  uint8_t *room = bytes_room(out, 5);
  room[0] = '.';
  room[1] = (uint8_t)('0' + thousandths / 100);
  room[2] = (uint8_t)('0' + thousandths / 10 % 10);
  room[3] = (uint8_t)('0' + thousandths % 10);
  room[4] = ' ';
  out->len += 5;
}

static void set_color(struct bytes *out, bool *has, struct color *now, struct color color,
                      const char *operator)
{
  if (*has && now->red == color.red && now->green == color.green && now->blue == color.blue)
    return;
  *has = true;
  *now = color;
  add_step(out, color.red);
  add_step(out, color.green);
  add_step(out, color.blue);
  bytes_text(out, operator);
}

void pdf_set_fill(struct graphics *now, struct bytes *out, struct color color)
{
  set_color(out, &now->has_fill, &now->fill, color, "rg\n");
}

void pdf_set_stroke(struct graphics *now, struct bytes *out, const struct path *path)
{
  set_color(out, &now->has_stroke, &now->stroke, path->stroke, "RG\n");
  int32_t width = hundredths((double)path->width);
  if (now->width != width) {
    now->width = width;
    pdf_operand(out, width);
    bytes_text(out, "w\n");
  }
  int32_t on = hundredths((double)path->dash_on), off = hundredths((double)path->dash_off);
  if (now->dash_on != on || now->dash_off != off) {
    now->dash_on = on;
    now->dash_off = off;
    bytes_char(out, '[');
    if (on > 0) {
      pdf_operand(out, on);
      bytes_hundredths(out, off > 0 ? off : on);
    }
    bytes_text(out, "]0 d\n");
  }
  if (now->round_joins != path->round_joins) {
    now->round_joins = path->round_joins;
    bytes_text(out, path->round_joins ? "1 j 1 J\n" : "0 j 0 J\n");
  }
}

void pdf_set_font(struct graphics *now, struct bytes *out, enum font_face face, int32_t size)
{
  if (now->face == (int)face && now->size == size)
    return;
  now->face = (int)face;
  now->size = size;
  bytes_text(out, "/F");
  bytes_char(out, pdf_font_digit(face));
  bytes_char(out, ' ');
  pdf_operand(out, size);
  bytes_text(out, "Tf\n");
}

/* ---- outlines ------------------------------------------------------------------------------- */

static bool same(float a, float b)
{
  return !(a < b) && !(b < a);
}

/* Four corners at right angles to the page, and closed. */
static bool is_rectangle(const struct path *path)
{
  const struct path_segment *at = path->segments;
  if (path->count != 5 || at[1].verb != PATH_LINE || at[2].verb != PATH_LINE
      || at[3].verb != PATH_LINE || at[4].verb != PATH_CLOSE)
    return false;
  bool across = same(at[0].y, at[1].y) && same(at[1].x, at[2].x) && same(at[2].y, at[3].y)
                && same(at[3].x, at[0].x);
  bool down = same(at[0].x, at[1].x) && same(at[1].y, at[2].y) && same(at[2].x, at[3].x)
              && same(at[3].y, at[0].y);
  return across || down;
}

static void add_point(struct bytes *out, int32_t height, float x, float y)
{
  pdf_operand(out, hundredths((double)x));
  pdf_operand(out, height - hundredths((double)y));
}

void pdf_outline(struct bytes *out, const struct path *path, int32_t height)
{
  if (is_rectangle(path)) {
    const struct path_segment *from = &path->segments[0], *to = &path->segments[2];
    add_point(out, height, from->x, from->y);
    pdf_operand(out, hundredths((double)to->x) - hundredths((double)from->x));
    pdf_operand(out, hundredths((double)from->y) - hundredths((double)to->y));
    bytes_text(out, "re\n");
    return;
  }
  for (size_t i = 0; i < path->count; i++) {
    const struct path_segment *segment = &path->segments[i];
    switch (segment->verb) {
    case PATH_MOVE:
      add_point(out, height, segment->x, segment->y);
      bytes_text(out, "m\n");
      break;
    case PATH_LINE:
      add_point(out, height, segment->x, segment->y);
      bytes_text(out, "l\n");
      break;
    case PATH_CURVE:
      add_point(out, height, segment->x1, segment->y1);
      add_point(out, height, segment->x2, segment->y2);
      add_point(out, height, segment->x, segment->y);
      bytes_text(out, "c\n");
      break;
    case PATH_CLOSE:
      bytes_text(out, "h\n");
      break;
    }
  }
}
