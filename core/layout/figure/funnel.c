/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A funnel: a dot a district, its value against its size, with limits around the comparator; those
 * outside are named beside their dots. */
#include "layout/figure/figure.h"
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"

#include <math.h>

static const double FUNNEL_HEIGHT = 214, TOP = 18, BOTTOM = 26, MARKER = 4.2, DOT = 3.4;
static const double OWN_LIMIT = 9;

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct scale x, y;
  struct plot_box box;
  struct label_room room;
};

static double funnel_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)figure;
  (void)width;
  return FUNNEL_HEIGHT;
}

/* What the plot must hold: all values, and the limits where there are districts. */
static double greatest(const struct figure *figure)
{
  const struct figure_funnel *funnel = figure->funnel;
  double most = figure->reference;
  for (size_t i = 0; i < figure->row_count; i++)
    most = isfinite(figure->rows[i].value) ? fmax(most, figure->rows[i].value) : most;
  for (size_t i = 0; i < funnel->curve_count; i++)
    most = fmax(most, funnel->far[i].upper);
  return most;
}

/* ---- limits -------------------------------------------------------------------------------- */

static double limit_at(const struct figure_funnel *funnel, bool far, bool upper, size_t index)
{
  const struct interval *limits = far ? &funnel->far[index] : &funnel->near[index];
  return upper ? limits->upper : limits->lower;
}

static void draw_curve(struct plot *plot, bool far, bool upper)
{
  struct canvas *canvas = plot->canvas;
  const struct figure_funnel *funnel = plot->figure->funnel;
  struct color color = canvas->theme->color.secondary;
  struct position *at = ARENA_ARRAY(canvas->arena, struct position, funnel->curve_count);
  for (size_t i = 0; i < funnel->curve_count; i++)
    at[i] = (struct position) { scale_at(&plot->x, funnel->sizes[i] / funnel->size_scale),
                                scale_at(&plot->y, limit_at(funnel, far, upper, i)) };
  label_add_line(&plot->room, at, funnel->curve_count);
  draw_polyline(canvas, at, funnel->curve_count, false,
                far ? paint_stroke(color, 0.8) : paint_dashed(color, 0.8, 3, 2));
}

/* The word at the right end of a line, unless another stands there already. */
static void label_line(struct plot *plot, double value, const char *word)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  double cap = draw_cap_height(canvas, style), y = scale_at(&plot->y, value);
  double x = plot->box.right + 3, width = draw_width(canvas, style, word);
  struct label_box box = { x, y - cap, x + width, y + cap };
  if (!label_is_free(&plot->room, box))
    return;
  draw_text(canvas, style, x, y + cap / 2, ALIGN_LEFT, word);
  label_take(&plot->room, box);
}

static void draw_limits(struct plot *plot)
{
  const struct figure_funnel *funnel = plot->figure->funnel;
  struct color ink = plot->canvas->theme->color.ink;
  double middle = scale_at(&plot->y, plot->figure->reference);
  struct position *level = ARENA_ARRAY(plot->canvas->arena, struct position, 2);
  level[0] = (struct position) { plot->box.left, middle };
  level[1] = (struct position) { plot->box.right, middle };
  label_add_line(&plot->room, level, 2);
  draw_line(plot->canvas, level[0].x, middle, level[1].x, middle, paint_stroke(ink, 0.9));
  for (int i = 0; i < 4; i++)
    draw_curve(plot, i / 2 == 1, i % 2 == 1);
  size_t last = funnel->curve_count - 1;
  label_line(plot, plot->figure->reference, funnel->average_label);
  label_line(plot, limit_at(funnel, false, true, last), "95%");
  label_line(plot, limit_at(funnel, true, true, last), "99.8%");
  label_line(plot, limit_at(funnel, false, false, last), "95%");
  label_line(plot, limit_at(funnel, true, false, last), "99.8%");
}

/* ---- districts ----------------------------------------------------------------------------- */

static struct position dot_of(const struct plot *plot, size_t row)
{
  const struct figure_funnel *funnel = plot->figure->funnel;
  return (struct position) { scale_at(&plot->x, funnel->row_sizes[row] / funnel->size_scale),
                             scale_at(&plot->y, plot->figure->rows[row].value) };
}

static bool is_drawn(const struct figure *figure, size_t row)
{
  return isfinite(figure->rows[row].value) && isfinite(figure->funnel->row_sizes[row]);
}

static void draw_dot(struct plot *plot, size_t row)
{
  struct canvas *canvas = plot->canvas;
  const struct theme *theme = canvas->theme;
  struct position at = dot_of(plot, row);
  enum symbol symbol = plot->figure->rows[row].position;
  double own = plot->figure->funnel->own_limits[row];
  if (isfinite(own)) {
    double y = scale_at(&plot->y, own);
    draw_line(canvas, at.x - OWN_LIMIT, y, at.x + OWN_LIMIT, y, paint_stroke(theme->color.ink, 1.4));
  }
  if (plot->figure->rows[row].strong && symbol != SYMBOL_NONE)
    draw_symbol(canvas, symbol, at.x, at.y, MARKER);
  else
    mark_dot(canvas, at.x, at.y, DOT);
}

static int draw_name(struct plot *plot, size_t row, struct loc loc)
{
  struct canvas *canvas = plot->canvas;
  struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  const char *name = plot->figure->rows[row].label;
  if (label_draw(canvas, &plot->room, &style, dot_of(plot, row), MARKER, name))
    return 0;
  return label_no_room(canvas, plot->figure, arena_printf(canvas->arena, "the name '%s'", name),
                       loc);
}

static int draw_districts(struct plot *plot, struct loc loc)
{
  const struct figure *figure = plot->figure;
  for (size_t i = 0; i < figure->row_count; i++) {
    if (is_drawn(figure, i))
      label_add_dot(&plot->room, dot_of(plot, i), MARKER);
  }
  int status = 0;
  for (size_t i = 0; i < figure->row_count && status == 0; i++) {
    if (is_drawn(figure, i) && figure->rows[i].strong)
      status = draw_name(plot, i, loc);
  }
  for (size_t i = 0; i < figure->row_count; i++) {
    if (is_drawn(figure, i))
      draw_dot(plot, i);
  }
  return status;
}

static int draw_funnel(struct canvas *canvas, const struct figure *figure, double x, double y,
                       double width, double height, struct loc loc)
{
  const struct theme *theme = canvas->theme;
  const struct figure_funnel *funnel = figure->funnel;
  struct plot plot = { .canvas = canvas, .figure = figure, .room = { .arena = canvas->arena } };
  struct plot_box box = { .top = y + TOP, .bottom = y + height - BOTTOM };
  plot.y = scale_linear(0, greatest(figure), true, box.bottom, box.top - box.bottom);
  box.left = x + guide_values_width(canvas, &plot.y, 24);
  box.right = x + width - fmax(draw_width(canvas, &theme->type.chart_axis, "99.8%"),
                                draw_width(canvas, &theme->type.chart_axis, funnel->average_label))
              - 3;
  if (box.right - box.left < 120 || box.bottom - box.top < 80) {
    diag_error(canvas->diags, "STRATA-L041", loc, "'%s' needs more room: a funnel is at least 180 "
               "points wide and 124 high", figure->title);
    diag_hint(canvas->diags, "give it a wider column or more 'height'");
    return -1;
  }
  double least = funnel->sizes[0] / funnel->size_scale;
  double most = funnel->sizes[funnel->curve_count - 1] / funnel->size_scale;
  plot.x = scale_linear(least, most, false, box.left, box.right - box.left);
  plot.box = plot.room.bounds = box;
  draw_text(canvas, &theme->type.chart_axis, x, y + 8, ALIGN_LEFT, figure->unit);
  guide_values(canvas, &plot.y, box.left, box.right, theme->color.ink);
  guide_values_below(canvas, &plot.x, box.bottom, box.right, funnel->size_unit);
  draw_limits(&plot);
  return draw_districts(&plot, loc);
}

const struct figure_maker figure_funnel_maker = { funnel_height, draw_funnel };
