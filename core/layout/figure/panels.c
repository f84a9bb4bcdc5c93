/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small multiples: a small line chart a panel, all on the same axes unless each has its own. */
#include "layout/figure/months.h"

#include <math.h>

static const double HEAD = 12, PANEL = 96, GAP_X = 14, GAP_Y = 6, LEAST_WIDTH = 120, LABELS = 30;
enum { MOST_ACROSS = 6 };

static size_t panels_across(const struct figure *figure, double width)
{
  const struct figure_panels *panels = figure->panels;
  double fitting = floor((width + GAP_X) / (LEAST_WIDTH + GAP_X));
  size_t across = panels->across > 0 ? (size_t)panels->across
    : fitting < 1                    ? 1
    : fitting > MOST_ACROSS          ? (size_t)MOST_ACROSS
                                     : (size_t)fitting;
  across = across < panels->count ? across : panels->count;
  /* As even as can be: six panels stand three and three, not four and two. */
  size_t lines = (panels->count + across - 1) / across;
  return panels->across > 0 ? across : (panels->count + lines - 1) / lines;
}

static double panels_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  size_t across = panels_across(figure, width);
  double lines = (double)((figure->panels->count + across - 1) / across);
  return HEAD + lines * PANEL + (lines - 1) * GAP_Y;
}

/* The axes that hold all panels. */
static bool find_axes(const struct figure_panels *panels, struct month_axes *ret_axes)
{
  bool any = false;
  struct month_axes axes = { 0 }, one;
  for (size_t i = 0; i < panels->count; i++) {
    if (!months_span(&panels->figures[i], &one))
      continue;
    axes.first = any && axes.first < one.first ? axes.first : one.first;
    axes.last = any && axes.last > one.last ? axes.last : one.last;
    axes.most = fmax(axes.most, one.most);
    any = true;
  }
  *ret_axes = axes;
  return any;
}

static int draw_panel(struct canvas *canvas, const struct figure *panel, struct month_axes axes,
                      bool own_scale, double x, double y, double width, double height,
                      struct loc loc)
{
  struct month_axes own;
  if (months_span(panel, &own)) {
    if (own_scale)
      axes.most = own.most;
    return line_draw(canvas, panel, &axes, x, y, width, height, loc);
  }
  struct month_plot plot = { .canvas = canvas, .figure = panel };
  months_begin(&plot, &axes, x, y, width, height, 4);
  months_draw_nothing(&plot);
  return 0;
}

static int draw_panels(struct canvas *canvas, const struct figure *figure, double x, double y,
                       double width, double height, struct loc loc)
{
  const struct figure_panels *panels = figure->panels;
  size_t across = panels_across(figure, width);
  size_t lines = (panels->count + across - 1) / across;
  /* Labels of values stand left of the first panel of a line alone, where all have the same. */
  double labels = panels->own_scales ? 0 : LABELS;
  double wide = (width - labels - (double)(across - 1) * GAP_X) / (double)across;
  double tall = (height - HEAD - (double)(lines - 1) * GAP_Y) / (double)lines;
  if (wide < 70 || tall < 60) {
    diag_error(canvas->diags, "STRATA-L020", loc,
               "the panels of '%s' need %.0f by %.0f points; there are %.0f by %.0f", figure->title,
               (double)across * (70 + GAP_X) + labels, HEAD + (double)lines * (60 + GAP_Y),
               width, height);
    diag_hint(canvas->diags, "give the figure more room, or fewer panels side by side");
    return -1;
  }
  struct month_axes axes;
  int status = 0;
  find_axes(panels, &axes);
  draw_text(canvas, &canvas->theme->type.chart_axis, x, y + 8, ALIGN_LEFT, figure->unit);
  for (size_t i = 0; i < panels->count; i++) {
    size_t column = i % across;
    double left = x + (column ? labels : 0) + (double)column * (wide + GAP_X);
    axes.bare = !panels->own_scales && column > 0;
    if (draw_panel(canvas, &panels->figures[i], axes, panels->own_scales, left,
                   y + HEAD + (double)(i / across) * (tall + GAP_Y), wide + (column ? 0 : labels), tall, loc)
        < 0)
      status = -1;
  }
  return status;
}

const struct figure_maker figure_panels_maker = { panels_height, draw_panels, .least_share = 0.8 };
