/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of maps.  Deterministic: sorted, fixed numbers of steps, no randomness. */
#include "layout/figure/map.h"

#include "base/num.h"

#include <math.h>

static const double LEAST_APART = 26, ELBOW = 16, GAP = 4, DOT = 1.6, DISC = 5.4;
enum { PUSHES = 200 };

struct label {
  const struct figure_row *row;
  struct position dot; /* on the map */
  struct position at;  /* side label: its middle; disc: its centre */
};

static size_t collect(const struct canvas *canvas, const struct figure *figure,
                      const struct map *map,
                      bool (*wanted)(const struct figure *, const struct figure_row *),
                      struct label *labels)
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct shape *shape = map_shape(canvas, &figure->rows[i]);
    if (!shape || !wanted(figure, &figure->rows[i]))
      continue;
    struct position dot = map_position(map, shape->centre);
    labels[count++] = (struct label) { &figure->rows[i], dot, dot };
  }
  return count;
}

static void draw_dot(struct canvas *canvas, struct position at)
{
  draw_circle(canvas, at.x, at.y, DOT,
              paint_both(canvas->theme->color.paper, canvas->theme->color.ink, 0.8));
}

/* ---- names beside the map ------------------------------------------------------------------ */

bool map_names(const struct figure *figure, const struct figure_row *row)
{
  bool of_ward = row->area == NO_INDEX && row->small_area == NO_INDEX && row->ward != NO_INDEX;
  return figure->scope == NO_INDEX || (of_ward && row->number > 0);
}

bool map_names_any(const struct figure *figure)
{
  for (size_t i = 0; i < figure->row_count; i++)
    if (map_names(figure, &figure->rows[i]))
      return true;
  return figure->scope == NO_INDEX;
}

double map_side_width(struct canvas *canvas, const struct figure *figure)
{
  struct type_style style = style_face(canvas->theme->type.chart_row, FONT_SEMIBOLD);
  double width = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    if (map_names(figure, &figure->rows[i]))
      width = fmax(width, draw_width(canvas, &style, figure->rows[i].label));
  return width + GAP + ELBOW + 8;
}

/* From the top down. */
static void sort_by_height(struct label *labels, size_t count)
{
  for (size_t i = 1; i < count; i++)
    for (size_t k = i; k > 0 && labels[k].dot.y < labels[k - 1].dot.y; k--) {
      struct label swap = labels[k];
      labels[k] = labels[k - 1];
      labels[k - 1] = swap;
    }
}

/* Moves labels apart, then back inside the map's height from the bottom up. */
static void spread(struct label *labels, size_t count, double top, double bottom)
{
  double apart = count > 1 ? fmin(LEAST_APART, (bottom - top - 20) / (double)(count - 1)) : 0;
  double lowest = top + 8;
  for (size_t i = 0; i < count; i++) {
    labels[i].at.y = fmax(labels[i].dot.y, lowest);
    lowest = labels[i].at.y + apart;
  }
  double highest = bottom - 16;
  for (size_t i = count; i-- > 0;) {
    labels[i].at.y = fmin(labels[i].at.y, highest);
    highest = labels[i].at.y - apart;
  }
}

static void draw_side(struct canvas *canvas, const struct map *map, struct label *labels,
                      size_t count, bool right, double width)
{
  const struct theme *theme = canvas->theme;
  spread(labels, count, map->top, map->bottom);
  double edge = right ? map->right - width + GAP + ELBOW : map->left + width - GAP - ELBOW;
  for (size_t i = 0; i < count; i++) {
    const struct label *label = &labels[i];
    struct type_style name = style_face(style_size(theme->type.chart_row, 8.5), FONT_SEMIBOLD);
    struct type_style value = style_size(theme->type.chart_row, 8.5);
    enum align align = right ? ALIGN_LEFT : ALIGN_RIGHT;
    draw_text(canvas, &name, edge, label->at.y, align, label->row->label);
    if (label->row->value_text)
      draw_text(canvas, &value, edge, label->at.y + 10, align, label->row->value_text);
    double start = right ? edge - GAP : edge + GAP;
    double elbow = right ? start - ELBOW : start + ELBOW;
    struct position line[] = { { start, label->at.y - 2.5 },
                               { elbow, label->at.y - 2.5 },
                               label->dot };
    draw_polyline(canvas, line, 3, false, paint_stroke(theme->color.ink, 0.7));
    draw_dot(canvas, label->dot);
  }
}

void map_draw_side_labels(struct canvas *canvas, const struct figure *figure,
                          const struct map *map)
{
  struct label *labels = ARENA_ARRAY(canvas->arena, struct label, figure->row_count);
  size_t count = collect(canvas, figure, map, map_names, labels);
  /* The western half goes left, so that both columns are equally long. */
  for (size_t i = 1; i < count; i++)
    for (size_t k = i; k > 0 && labels[k].dot.x < labels[k - 1].dot.x; k--) {
      struct label swap = labels[k];
      labels[k] = labels[k - 1];
      labels[k - 1] = swap;
    }
  size_t left = count / 2;
  double width = map_side_width(canvas, figure);
  sort_by_height(labels, left);
  sort_by_height(labels + left, count - left);
  draw_side(canvas, map, labels, left, false, width);
  draw_side(canvas, map, labels + left, count - left, true, width);
}

/* ---- numbered discs ------------------------------------------------------------------------ */

static bool is_numbered(const struct figure *figure, const struct figure_row *row)
{
  (void)figure;
  return row->number > 0;
}

/* Pushes A away from FROM until they are LEAST apart; equal places part to the right. */
static bool push(struct position *a, struct position from, double least, double share)
{
  double dx = a->x - from.x, dy = a->y - from.y, away = sqrt(dx * dx + dy * dy);
  if (away >= least)
    return false;
  if (away < 1e-6) {
    dx = 1;
    dy = 0;
    away = 1;
  }
  double move = (least - away + 0.01) * share;
  a->x += dx / away * move;
  a->y += dy / away * move;
  return true;
}

/* Moves a disc that reaches into the inset to the nearest of its sides that the map has room at. */
static bool leave_inset(struct position *at, const struct map *map)
{
  const struct map_frame *inset = &map->inset;
  double left = inset->left - DISC - 1, right = inset->right + DISC + 1;
  double top = inset->top - DISC - 1, bottom = inset->bottom + DISC + 1;
  if (inset->right <= inset->left || at->x <= left || at->x >= right || at->y <= top
      || at->y >= bottom)
    return false;
  double sides[] = { left < map->left + DISC ? INFINITY : at->x - left,
                     right > map->right - DISC ? INFINITY : right - at->x,
                     top < map->top + DISC ? INFINITY : at->y - top,
                     bottom > map->bottom - DISC ? INFINITY : bottom - at->y };
  size_t nearest = 0;
  for (size_t i = 1; i < 4; i++)
    nearest = sides[i] < sides[nearest] ? i : nearest;
  if (nearest < 2)
    at->x = nearest == 0 ? left : right;
  else
    at->y = nearest == 2 ? top : bottom;
  return true;
}

static void part(struct label *labels, size_t count, const struct map *map)
{
  for (int step = 0; step < PUSHES; step++) {
    bool moved = false;
    for (size_t i = 0; i < count; i++) {
      for (size_t k = 0; k < count; k++) {
        if (k != i)
          moved = push(&labels[i].at, labels[k].at, 2 * DISC + 1.5, 0.5) || moved;
        moved = push(&labels[i].at, labels[k].dot, DISC + DOT + 2, 1) || moved;
      }
      moved = leave_inset(&labels[i].at, map) || moved;
      labels[i].at.x = fmin(fmax(labels[i].at.x, map->left + DISC), map->right - DISC);
      labels[i].at.y = fmin(fmax(labels[i].at.y, map->top + DISC), map->bottom - DISC);
    }
    if (!moved)
      return;
  }
}

void map_draw_numbers(struct canvas *canvas, const struct figure *figure, const struct map *map)
{
  const struct theme *theme = canvas->theme;
  struct label *labels = ARENA_ARRAY(canvas->arena, struct label, figure->row_count);
  size_t count = collect(canvas, figure, map, is_numbered, labels);
  double middle = (map->left + map->right) / 2;
  for (size_t i = 0; i < count; i++)
    labels[i].at.x += labels[i].dot.x < middle ? -DISC * 2.2 : DISC * 2.2;
  part(labels, count, map);
  struct type_style style = style_face(style_size(theme->type.chart_axis, 7.5), FONT_BOLD);
  style = style_color(style, theme->color.ink);
  for (size_t i = 0; i < count; i++)
    draw_line(canvas, labels[i].dot.x, labels[i].dot.y, labels[i].at.x, labels[i].at.y,
              paint_stroke(theme->color.ink, 0.8));
  for (size_t i = 0; i < count; i++) {
    draw_dot(canvas, labels[i].dot);
    draw_circle(canvas, labels[i].at.x, labels[i].at.y, DISC,
                paint_both(theme->color.paper, theme->color.ink, 0.8));
    draw_text(canvas, &style, labels[i].at.x,
              labels[i].at.y + draw_cap_height(canvas, &style) / 2, ALIGN_CENTRE,
              num_format(canvas->arena, labels[i].row->number, 0, NUM_PLAIN));
  }
}
