/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/labels.h"

#include <math.h>

/* ---- what is taken ------------------------------------------------------------------------- */

static bool overlap(struct label_box a, struct label_box b)
{
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

bool label_is_free(const struct label_room *room, struct label_box box)
{
  for (size_t i = 0; i < room->taken.len; i++)
    if (overlap(room->taken.at[i], box))
      return false;
  return true;
}

void label_take(struct label_room *room, struct label_box box)
{
  *VEC_ADD(room->arena, &room->taken) = box;
}

void label_add_dot(struct label_room *room, struct position at, double radius)
{
  *VEC_ADD(room->arena, &room->dots) = at;
  label_take(room, (struct label_box) { at.x - radius, at.y - radius, at.x + radius,
                                        at.y + radius });
}

void label_add_line(struct label_room *room, const struct position *at, size_t count)
{
  *VEC_ADD(room->arena, &room->lines) = (struct label_line) { at, count };
}

/* ---- places -------------------------------------------------------------------------------- */

static const double GAP = 4, MISTAKEN = 14, PAD_X = 1, PAD_Y = 1.5;

/* Where a label may stand: beside its dot, above and below it, at the corners; then the same further
 * off, with a line. */
static const struct {
  double x, y; /* of the nearest edge or corner of the label */
} SIDES[] = { { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 }, { 1, -1 }, { 1, 1 }, { -1, -1 }, { -1, 1 } };
enum { SIDE_COUNT = sizeof SIDES / sizeof *SIDES, MOST_STEPS = 14 };

/* A label to be placed. */
struct placing {
  struct position dot;
  double radius, width, cap;
};

static struct label_box box_at(const struct placing *placing, int place)
{
  int steps = place / SIDE_COUNT + 1;
  double x = SIDES[place % SIDE_COUNT].x * steps, y = SIDES[place % SIDE_COUNT].y * steps;
  double step = placing->radius + GAP, dx = x * step, dy = y * (step + placing->cap / 2);
  struct position dot = placing->dot;
  double x0 = x > 0 ? dot.x + dx : x < 0 ? dot.x + dx - placing->width : dot.x - placing->width / 2;
  double middle = dot.y + dy;
  return (struct label_box) { x0 - PAD_X, middle - placing->cap / 2 - PAD_Y,
                              x0 + placing->width + PAD_X, middle + placing->cap / 2 + PAD_Y };
}

static bool is_inside(const struct plot_box *bounds, struct label_box box)
{
  return box.x0 >= bounds->left && box.x1 <= bounds->right && box.y0 >= bounds->top
         && box.y1 <= bounds->bottom;
}

/* The part of a segment, from 0 to 1, that lies between LOW and HIGH on one axis; false: none. */
static bool cut(double from, double to, double low, double high, double *first, double *last)
{
  double by = to - from;
  if (by == 0)
    return from > low && from < high;
  double a = (low - from) / by, b = (high - from) / by;
  *first = fmax(*first, fmin(a, b));
  *last = fmin(*last, fmax(a, b));
  return *first < *last;
}

static bool crosses(struct position a, struct position b, struct label_box box)
{
  double first = 0, last = 1;
  return cut(a.x, b.x, box.x0, box.x1, &first, &last)
         && cut(a.y, b.y, box.y0, box.y1, &first, &last);
}

static int lines_crossed(const struct label_room *room, struct label_box box)
{
  int crossed = 0;
  for (size_t line = 0; line < room->lines.len; line++) {
    const struct label_line *at = &room->lines.at[line];
    bool on = false;
    for (size_t i = 1; i < at->count && !on; i++)
      on = crosses(at->at[i - 1], at->at[i], box);
    crossed += on;
  }
  return crossed;
}

/* How many dots of others stand so near to a label that it might be taken for theirs. */
static int dots_nearby(const struct label_room *room, struct position own, struct label_box box)
{
  int near = 0;
  for (size_t i = 0; i < room->dots.len; i++) {
    struct position dot = room->dots.at[i];
    if (dot.x == own.x && dot.y == own.y)
      continue;
    double dx = fmax(fmax(box.x0 - dot.x, dot.x - box.x1), 0);
    double dy = fmax(fmax(box.y0 - dot.y, dot.y - box.y1), 0);
    near += hypot(dx, dy) < MISTAKEN;
  }
  return near;
}

/* The place that costs least; -1: none is free. */
static int find_place(const struct label_room *room, const struct placing *placing)
{
  int best = -1, least = 0;
  for (int place = 0; place < SIDE_COUNT * MOST_STEPS; place++) {
    struct label_box box = box_at(placing, place);
    if (!is_inside(&room->bounds, box) || !label_is_free(room, box))
      continue;
    int cost = lines_crossed(room, box) + 2 * dots_nearby(room, placing->dot, box)
               + place / SIDE_COUNT;
    if (best >= 0 && cost >= least)
      continue;
    best = place;
    least = cost;
  }
  return best;
}

bool label_draw(struct canvas *canvas, struct label_room *room, const struct type_style *style,
                struct position dot, double radius, const char *text)
{
  const struct placing placing = { dot, radius, draw_width(canvas, style, text),
                                   draw_cap_height(canvas, style) };
  int place = find_place(room, &placing);
  if (place < 0)
    return false;
  struct label_box box = box_at(&placing, place);
  if (place >= SIDE_COUNT)
    draw_line(canvas, dot.x, dot.y, fmin(fmax(dot.x, box.x0), box.x1),
              fmin(fmax(dot.y, box.y0), box.y1), paint_stroke(canvas->theme->color.secondary, 0.5));
  draw_rect(canvas, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0,
            paint_fill(canvas->theme->color.paper));
  draw_text(canvas, style, box.x0 + PAD_X, box.y1 - PAD_Y, ALIGN_LEFT, text);
  label_take(room, box);
  return true;
}

int label_no_room(struct canvas *canvas, const struct figure *figure, const char *what,
                  struct loc loc)
{
  diag_error(canvas->diags, "STRATA-L040", loc, "there is no room for %s in '%s'", what,
             figure->title);
  diag_hint(canvas->diags, "give the figure a wider column or more 'height'");
  return -1;
}

/* ---- columns ------------------------------------------------------------------------------- */

static void sort_from_top(struct column_label *labels, size_t count)
{
  for (size_t i = 1; i < count; i++)
    for (size_t k = i; k > 0 && labels[k].wanted < labels[k - 1].wanted; k--) {
      struct column_label swap = labels[k];
      labels[k] = labels[k - 1];
      labels[k - 1] = swap;
    }
}

/* Labels that touch become one block, which stands where its labels want to be on average: the least
 * squares of what each is moved by. */
struct block {
  size_t first, count;
  double top; /* of its first label */
};

static double block_top(const struct column_label *labels, const struct block *block, double apart,
                        double top, double bottom)
{
  double sum = 0;
  for (size_t i = 0; i < block->count; i++)
    sum += labels[block->first + i].wanted - (double)i * apart;
  double height = (double)(block->count - 1) * apart;
  return fmax(fmin(sum / (double)block->count, bottom - height), top);
}

bool labels_spread(struct column_label *labels, size_t count, double apart, double top,
                   double bottom)
{
  enum { MOST = 64 };
  if (count > MOST || (count && (double)(count - 1) * apart > bottom - top))
    return false;
  sort_from_top(labels, count);
  struct block blocks[MOST];
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    blocks[used] = (struct block) { .first = i, .count = 1 };
    blocks[used].top = block_top(labels, &blocks[used], apart, top, bottom);
    used++;
    while (used > 1
           && blocks[used - 2].top + (double)blocks[used - 2].count * apart > blocks[used - 1].top) {
      blocks[used - 2].count += blocks[used - 1].count;
      used--;
      blocks[used - 1].top = block_top(labels, &blocks[used - 1], apart, top, bottom);
    }
  }
  for (size_t b = 0; b < used; b++)
    for (size_t i = 0; i < blocks[b].count; i++)
      labels[blocks[b].first + i].at = blocks[b].top + (double)i * apart;
  return true;
}
