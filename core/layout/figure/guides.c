/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/guides.h"

#include "base/num.h"
#include "layout/figure/marks.h"

#include <math.h>

static const double LABEL_GAP = 5, HAIR = 0.5, TICK = 3, OVERHANG = 4;

static const struct type_style *axis_style(const struct canvas *canvas)
{
  return &canvas->theme->type.chart_axis;
}

/* ---- values -------------------------------------------------------------------------------- */

double guide_values_width(struct canvas *canvas, const struct scale *scale, double least)
{
  double width = least;
  for (int i = 0; i < scale_tick_count(scale); i++)
    width = fmax(width, LABEL_GAP + draw_width(canvas, axis_style(canvas),
                                               scale_label(canvas->arena, scale, i)));
  return width;
}

void guide_values(struct canvas *canvas, const struct scale *scale, double left, double right,
                  struct color first)
{
  double half = draw_cap_height(canvas, axis_style(canvas)) / 2;
  for (int i = 0; i < scale_tick_count(scale); i++) {
    double y = scale_at(scale, scale_tick(scale, i));
    draw_line(canvas, left, y, right, y,
              paint_stroke(i ? canvas->theme->color.hairline : first, HAIR));
    draw_text(canvas, axis_style(canvas), left - LABEL_GAP, y + half, ALIGN_RIGHT,
              scale_label(canvas->arena, scale, i));
  }
}

void guide_lines(struct canvas *canvas, const struct scale *scale, double left, double right,
                 struct color first)
{
  for (int i = 0; i < scale_tick_count(scale); i++) {
    double y = scale_at(scale, scale_tick(scale, i));
    draw_line(canvas, left, y, right, y,
              paint_stroke(i ? canvas->theme->color.hairline : first, HAIR));
  }
}

int guide_label_step(struct canvas *canvas, const struct scale *scale)
{
  static const double APART = 2;
  double widest = 0, nearest = INFINITY;
  for (int i = 0; i < scale_tick_count(scale); i++) {
    widest = fmax(widest, draw_width(canvas, axis_style(canvas),
                                     scale_label(canvas->arena, scale, i)));
    if (i > 0)
      nearest = fmin(nearest, fabs(scale_at(scale, scale_tick(scale, i))
                                   - scale_at(scale, scale_tick(scale, i - 1))));
  }
  return nearest > 0 && widest + APART > nearest ? (int)fmin(ceil((widest + APART) / nearest), 64) : 1;
}

void guide_values_above(struct canvas *canvas, const struct scale *scale, double top,
                        double bottom)
{
  int step = guide_label_step(canvas, scale);
  for (int i = 0; i < scale_tick_count(scale); i++) {
    double at = scale_at(scale, scale_tick(scale, i));
    draw_line(canvas, at, top, at, bottom, paint_stroke(canvas->theme->color.hairline, HAIR));
    if (i % step == 0)
      draw_text(canvas, axis_style(canvas), at, top - 5, ALIGN_CENTRE,
                scale_label(canvas->arena, scale, i));
  }
}

void guide_values_below(struct canvas *canvas, const struct scale *scale, double bottom,
                        double right, const char *unit)
{
  int step = guide_label_step(canvas, scale);
  for (int i = 0; i < scale_tick_count(scale); i++) {
    double at = scale_at(scale, scale_tick(scale, i));
    draw_line(canvas, at, bottom, at, bottom + TICK,
              paint_stroke(canvas->theme->color.secondary, HAIR));
    if (i % step == 0)
      draw_text(canvas, axis_style(canvas), at, bottom + 12, ALIGN_CENTRE,
                scale_label(canvas->arena, scale, i));
  }
  draw_text(canvas, axis_style(canvas), right, bottom + 24, ALIGN_RIGHT, unit);
}

/* ---- months -------------------------------------------------------------------------------- */

/* Where years are too narrow for their numbers, how many of them one number has room for. */
static int years_each(struct canvas *canvas, const struct month_scale *scale)
{
  double year = month_at(scale, scale->first + 12) - month_at(scale, scale->first);
  return (int)ceil((draw_width(canvas, axis_style(canvas), "2000") + 2) / year);
}

void guide_years(struct canvas *canvas, const struct month_scale *scale, double bottom)
{
  int each = years_each(canvas, scale), latest = month_year(scale->last);
  double free = scale->left - OVERHANG; /* to its right no number stands yet */
  for (int32_t month = scale->first; month <= scale->last; month++) {
    int32_t end = month;
    while (end < scale->last && month_in_year(end) != 12)
      end++;
    double from = month_at(scale, month - 0.5), to = month_at(scale, end + 0.5);
    if (month_in_year(month) == 1)
      draw_line(canvas, from, bottom, from, bottom + TICK,
                paint_stroke(canvas->theme->color.secondary, HAIR));
    const char *year = num_format(canvas->arena, month_year(month), 0, NUM_PLAIN);
    double width = draw_width(canvas, axis_style(canvas), year), middle = (from + to) / 2;
    bool fits = width + 2 < to - from;
    if (each > 1) {
      double most = scale->right + OVERHANG - width / 2;
      middle = fmin(fmax(middle, scale->left - OVERHANG + width / 2), most);
      fits = (latest - month_year(month)) % each == 0 && middle - width / 2 >= free;
    }
    if (fits) {
      draw_text(canvas, axis_style(canvas), middle, bottom + 10, ALIGN_CENTRE, year);
      free = middle + width / 2 + 2;
    }
    month = end;
  }
}

void guide_gap(struct canvas *canvas, const struct month_scale *scale, int32_t from, int32_t to,
               struct plot_box box, const char *words, bool low)
{
  double left = month_at(scale, from - 0.5), right = month_at(scale, to + 0.5);
  mark_missing(canvas, left, box.top, right - left, box.bottom - box.top);
  if (draw_width(canvas, axis_style(canvas), words) + 4 >= right - left)
    words = "[x]";
  if (draw_width(canvas, axis_style(canvas), words) >= right - left)
    return;
  draw_text(canvas, axis_style(canvas), (left + right) / 2,
            low ? box.bottom - 8 : (box.top + box.bottom) / 2, ALIGN_CENTRE, words);
}

void guide_hidden(struct canvas *canvas, const struct month_scale *scale, int32_t from, int32_t to,
                  struct plot_box box)
{
  double left = month_at(scale, from - 0.5), right = month_at(scale, to + 0.5);
  struct type_style style = style_color(*axis_style(canvas), canvas->theme->color.ink);
  double middle = (left + right) / 2, size = style.leading;
  double wide = draw_width(canvas, axis_style(canvas), "[c]") + 4, foot = box.bottom - 4;
  mark_suppressed(canvas, left, box.top, right - left, box.bottom - box.top, true);
  if (wide > right - left)
    return;
  if (box.bottom - box.top > 2 * size)
    draw_rect(canvas, middle - wide / 2, foot - size + 2, wide, size,
              paint_fill(canvas->theme->color.paper));
  else
    foot = box.top - 3;
  draw_text(canvas, &style, middle, foot, ALIGN_CENTRE, "[c]");
}

void guide_break(struct canvas *canvas, const struct month_scale *scale, int32_t month,
                 struct plot_box box, const char *words)
{
  double x = month_at(scale, month - 0.5);
  draw_line(canvas, x, box.top, x, box.bottom, paint_dashed(canvas->theme->color.ink, 0.8, 4, 2));
  draw_text(canvas, axis_style(canvas), x + 3, box.top + 7, ALIGN_LEFT, words);
}

/* ---- heads --------------------------------------------------------------------------------- */

double guide_panel_head(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width)
{
  const struct theme *theme = canvas->theme;
  double used = 0;
  if (figure->panel) {
    draw_text(canvas, &theme->type.h3, x, y + 9, ALIGN_LEFT, figure->panel);
    if (figure->panel_note) {
      struct type_style note
        = style_color(style_face(*axis_style(canvas), FONT_SEMIBOLD), theme->color.ink);
      draw_text(canvas, &note, x + width, y + 9, ALIGN_RIGHT, figure->panel_note);
    }
    used = 11;
  }
  draw_text(canvas, axis_style(canvas), x, y + used + 8, ALIGN_LEFT, figure->unit);
  return used + 17;
}

/* ---- keys ---------------------------------------------------------------------------------- */

double guide_words(struct canvas *canvas, const struct type_style *style, const char *words,
                   double x, double y, double width, bool measure)
{
  double top = y;
  while (*words) {
    size_t end = strcspn(words, " "), next;
    for (; words[end]; end = next) {
      next = end + 1 + strcspn(words + end + 1, " ");
      const char *longer = arena_printf(canvas->arena, "%.*s", (int)next, words);
      if (draw_width(canvas, style, longer) > width)
        break;
    }
    if (!measure)
      draw_text(canvas, style, x, top + 7.8, ALIGN_LEFT,
                arena_printf(canvas->arena, "%.*s", (int)end, words));
    top += style->leading;
    words += end + strspn(words + end, " ");
  }
  return top - y;
}

double guide_key(struct canvas *canvas, const struct key_entry *entries, size_t count, double x,
                 double y, double width, bool measure)
{
  static const double LINE = 12, SWATCH = 9, STROKE = 16, GAP = 4, APART = 14;
  struct type_style style = style_color(*axis_style(canvas), canvas->theme->color.ink);
  double at = x, top = y;
  for (size_t i = 0; i < count; i++) {
    double sign = entries[i].line ? STROKE : SWATCH;
    double taken = sign + GAP + draw_width(canvas, &style, entries[i].words);
    if (at > x && at + taken > x + width) {
      at = x;
      top += LINE;
    }
    if (!measure) {
      if (entries[i].line)
        draw_line(canvas, at, top + 4.5, at + sign, top + 4.5, entries[i].paint);
      else
        draw_rect(canvas, at, top, sign, SWATCH, entries[i].paint);
      draw_text(canvas, &style, at + sign + GAP, top + 7.2, ALIGN_LEFT, entries[i].words);
    }
    at += taken + APART;
  }
  return count ? top + LINE - y : 0;
}
