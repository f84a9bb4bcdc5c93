/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Twelve months to each month: season drops out, and a missing month leaves a gap of twelve.  The
 * latest carries its value, and what it is against those twelve months earlier. */
#include "layout/figure/marks.h"
#include "layout/figure/months.h"

#include <math.h>

enum { COMPACT_HEIGHT = 104, FULL_HEIGHT = 190 };
static const double GAP = 6, DOT = 2.6, SYMBOL_ROOM = 9, MARK = 3.2, LINE_APART = 10;

static double rolling_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)width;
  return figure->compact ? COMPACT_HEIGHT : FULL_HEIGHT;
}

static struct type_style value_style(const struct canvas *canvas)
{
  return style_color(style_face(canvas->theme->type.chart_row, FONT_SEMIBOLD),
                     canvas->theme->color.ink);
}

static struct type_style words_style(const struct canvas *canvas)
{
  return style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
}

/* The value, and below it the change. */
static double words_width(struct canvas *canvas, const struct figure_rolling *rolling)
{
  struct type_style value = value_style(canvas), words = words_style(canvas);
  double width = draw_width(canvas, &value, rolling->last_text);
  if (rolling->change_text)
    width = fmax(width, SYMBOL_ROOM + draw_width(canvas, &words, rolling->change_text));
  return width + GAP;
}

static void draw_last(const struct month_plot *plot, const struct figure_series *series)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_rolling *rolling = plot->figure->rolling;
  struct type_style value = value_style(canvas), words = words_style(canvas);
  struct position at = months_at(plot, rolling->last, months_value(series, rolling->last));
  double x = plot->box.right + GAP, most = plot->box.bottom - LINE_APART;
  double base = fmin(fmax(at.y + draw_cap_height(canvas, &value) / 2, plot->box.top + 6), most);
  mark_dot(canvas, at.x, at.y, DOT);
  draw_text(canvas, &value, x, base, ALIGN_LEFT, rolling->last_text);
  if (!rolling->change_text)
    return;
  double half = draw_cap_height(canvas, &words) / 2;
  if (rolling->change != SYMBOL_NONE)
    draw_symbol(canvas, rolling->change, x + 3, base + LINE_APART - half, MARK);
  draw_text(canvas, &words, x + SYMBOL_ROOM, base + LINE_APART, ALIGN_LEFT, rolling->change_text);
}

/* The twelve months that the latest are held against: below the line, or above it where it falls. */
static void draw_before(const struct month_plot *plot, const struct figure_series *series)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_rolling *rolling = plot->figure->rolling;
  struct type_style style = words_style(canvas);
  struct position at = months_at(plot, rolling->before, months_value(series, rolling->before));
  double width = draw_width(canvas, &style, rolling->before_text);
  double cap = draw_cap_height(canvas, &style), base = at.y + DOT + 3 + cap;
  if (base > plot->box.bottom - 2)
    base = at.y - DOT - 3;
  double x = fmin(fmax(at.x - width / 2, plot->box.left + 2), plot->box.right - width - 2);
  draw_rect(canvas, x - 1, base - cap - 1, width + 2, cap + 2,
            paint_fill(canvas->theme->color.paper));
  mark_dot(canvas, at.x, at.y, DOT);
  draw_text(canvas, &style, x, base, ALIGN_LEFT, rolling->before_text);
}

static int draw_rolling(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width, double height, struct loc loc)
{
  const struct figure_rolling *rolling = figure->rolling;
  const struct figure_series *series = &figure->series[0];
  struct month_plot plot = { .canvas = canvas, .figure = figure };
  struct month_axes axes;
  if (!months_span(figure, &axes)) {
    months_begin(&plot, &axes, x, y, width, height, 4);
    months_draw_nothing(&plot);
    return 0;
  }
  double words = words_width(canvas, rolling);
  months_begin(&plot, &axes, x, y, width, height, words);
  if (plot.box.right - plot.box.left < 60) {
    diag_error(canvas->diags, "STRATA-L020", loc,
               "'%s' needs %.0f points of width; there are %.0f", figure->title,
               width + 60 - (plot.box.right - plot.box.left), width);
    diag_hint(canvas->diags, "give the figure a wider column");
    return -1;
  }
  months_draw_gaps(&plot, axes.last, "[x] not twelve months");
  months_draw_axes(&plot, &axes);
  months_draw_series(&plot, series);
  if (rolling->before)
    draw_before(&plot, series);
  draw_last(&plot, series);
  return 0;
}

const struct figure_maker figure_rolling_maker
  = { rolling_height, draw_rolling, .least_share = 0.6 };
