/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/draw.h"

enum form { FORM_NONE, DIAMOND, CIRCLE, SQUARE, RING_DOT, UP, DOWN, DASH, CROSS };
enum hue { HUE_NONE, WORSE, BETTER, NEUTRAL };

static const struct drawing {
  enum form form;
  enum hue hue;
} DRAWINGS[SYMBOL_COUNT] = {
    [SYMBOL_HIGHER_WORSE] = {DIAMOND, WORSE},
    [SYMBOL_HIGHER_BETTER] = {DIAMOND, BETTER},
    [SYMBOL_HIGHER_NEUTRAL] = {DIAMOND, NEUTRAL},
    [SYMBOL_WITHIN] = {CIRCLE, HUE_NONE},
    [SYMBOL_LOWER_BETTER] = {SQUARE, BETTER},
    [SYMBOL_LOWER_WORSE] = {SQUARE, WORSE},
    [SYMBOL_LOWER_NEUTRAL] = {SQUARE, NEUTRAL},
    [SYMBOL_NOT_TESTED] = {RING_DOT, HUE_NONE},
    [SYMBOL_ROSE_WORSE] = {UP, WORSE},
    [SYMBOL_ROSE_BETTER] = {UP, BETTER},
    [SYMBOL_ROSE_NEUTRAL] = {UP, NEUTRAL},
    [SYMBOL_FELL_BETTER] = {DOWN, BETTER},
    [SYMBOL_FELL_WORSE] = {DOWN, WORSE},
    [SYMBOL_FELL_NEUTRAL] = {DOWN, NEUTRAL},
    [SYMBOL_SIMILAR] = {DASH, HUE_NONE},
    [SYMBOL_NOT_AVAILABLE] = {CROSS, HUE_NONE},
    [SYMBOL_SWATCH_WORSE] = {SQUARE, WORSE},
    [SYMBOL_SWATCH_BETTER] = {SQUARE, BETTER},
    [SYMBOL_SWATCH_NEUTRAL] = {SQUARE, NEUTRAL},
};

/* Proportions of the marker size s, so that all forms look equally large. */
static const double DIAMOND_HALF = 1.2, ROUND_RADIUS = 0.95, SQUARE_HALF = 0.95;
static const double RING_RADIUS = 0.8, DOT_RADIUS = 0.26;
static const double CHANGE_HALF = 0.86, CROSS_HALF = 0.9;

static const double OUTLINE = 0.6, CHANGE_OUTLINE = 0.5, RING_OUTLINE = 1.1, DASH_WIDTH = 1.6;

struct color symbol_color(const struct theme *theme, enum symbol symbol)
{
  switch (DRAWINGS[symbol].hue) {
  case WORSE:
    return theme->color.worse;
  case BETTER:
    return theme->color.better;
  case NEUTRAL:
    return theme->color.neutral;
  case HUE_NONE:
    break;
  }
  return theme->color.interval_similar;
}

double symbol_half_width(enum symbol symbol, double s)
{
  switch (DRAWINGS[symbol].form) {
  case FORM_NONE:
    return 0;
  case DIAMOND:
    return DIAMOND_HALF * s + OUTLINE / 2;
  case CIRCLE:
    return ROUND_RADIUS * s + RING_OUTLINE / 2;
  case SQUARE:
    return SQUARE_HALF * s + OUTLINE / 2;
  case RING_DOT:
    return RING_RADIUS * s + RING_OUTLINE / 2;
  case UP:
  case DOWN:
    return CHANGE_HALF * s + CHANGE_OUTLINE / 2;
  case DASH:
    return CHANGE_HALF * s;
  case CROSS:
    return CROSS_HALF * s;
  }
  return 0;
}

/* SIGN 1: the tip is above. */
static void draw_triangle(struct canvas *canvas, double x, double y, double half, int sign,
                          struct paint paint)
{
  const struct position corners[] = {
      {x, y - sign * half * 0.9},
      {x + half, y + sign * half * 0.8},
      {x - half, y + sign * half * 0.8},
  };
  draw_polyline(canvas, corners, 3, true, paint);
}

/* How the forms of a symbol are painted. */
struct brushes {
  struct paint solid, change, open, dot, dash, cross;
};

static void draw_form(struct canvas *canvas, enum form form, double x, double y, double s,
                      const struct brushes *brushes)
{
  switch (form) {
  case FORM_NONE:
    break;
  case DIAMOND: {
    double half = DIAMOND_HALF * s;
    const struct position corners[] = {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}};
    draw_polyline(canvas, corners, 4, true, brushes->solid);
    break;
  }
  case CIRCLE:
    draw_circle(canvas, x, y, ROUND_RADIUS * s, brushes->open);
    break;
  case SQUARE: {
    double half = SQUARE_HALF * s;
    draw_rect(canvas, x - half, y - half, 2 * half, 2 * half, brushes->solid);
    break;
  }
  case RING_DOT:
    draw_circle(canvas, x, y, RING_RADIUS * s, brushes->open);
    draw_circle(canvas, x, y, DOT_RADIUS * s, brushes->dot);
    break;
  case UP:
    draw_triangle(canvas, x, y, CHANGE_HALF * s, 1, brushes->change);
    break;
  case DOWN:
    draw_triangle(canvas, x, y, CHANGE_HALF * s, -1, brushes->change);
    break;
  case DASH:
    draw_line(canvas, x - CHANGE_HALF * s, y, x + CHANGE_HALF * s, y, brushes->dash);
    break;
  case CROSS: {
    double half = CROSS_HALF * s;
    draw_line(canvas, x - half, y - half, x + half, y + half, brushes->cross);
    draw_line(canvas, x - half, y + half, x + half, y - half, brushes->cross);
    break;
  }
  }
}

void draw_symbol(struct canvas *canvas, enum symbol symbol, double x, double y, double s)
{
  const struct theme *theme = canvas->theme;
  struct color ink = theme->color.ink, fill = symbol_color(theme, symbol);
  struct brushes brushes = {
      .solid = paint_both(fill, ink, OUTLINE),
      .change = paint_both(fill, ink, CHANGE_OUTLINE),
      .open = paint_both(theme->color.paper, ink, RING_OUTLINE),
      .dot = paint_fill(ink),
      .dash = paint_stroke(theme->color.secondary, DASH_WIDTH),
      .cross = paint_stroke(theme->color.secondary, RING_OUTLINE),
  };
  draw_form(canvas, DRAWINGS[symbol].form, x, y, s, &brushes);
}

void draw_plain_symbol(struct canvas *canvas, enum symbol symbol, double x, double y, double s,
                       struct color color)
{
  struct brushes brushes = {
      .solid = paint_fill(color),
      .change = paint_fill(color),
      .open = paint_stroke(color, RING_OUTLINE),
      .dot = paint_fill(color),
      .dash = paint_stroke(color, DASH_WIDTH),
      .cross = paint_stroke(color, RING_OUTLINE),
  };
  draw_form(canvas, DRAWINGS[symbol].form, x, y, s, &brushes);
}
