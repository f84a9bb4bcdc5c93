/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A funnel: a dot a district, its value against its size, with limits around the comparator; those
 * outside are named beside their dots. */
#include "layout/axis.h"
#include "layout/figure_draw.h"

#include "base/num.h"

#include <math.h>

static const double FUNNEL_HEIGHT = 214, TOP = 18, BOTTOM = 26, MARKER = 4.2, DOT = 3.4;
static const double LABEL_GAP = 4, MISTAKEN = 14, OWN_LIMIT = 9;

/* Room that is taken: by a dot, a name or a word at the end of a line. */
struct taken {
  double x0, y0, x1, y1;
};

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct axis x, y;
  double left, right, top, bottom;
  VEC(struct taken) taken;
};

static double funnel_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)figure;
  (void)width;
  return FUNNEL_HEIGHT;
}

static bool overlap(struct taken a, struct taken b)
{
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static bool is_free(const struct plot *plot, struct taken box)
{
  if (box.x0 < plot->left || box.x1 > plot->right || box.y0 < plot->top || box.y1 > plot->bottom)
    return false;
  for (size_t i = 0; i < plot->taken.len; i++) {
    if (overlap(plot->taken.at[i], box))
      return false;
  }
  return true;
}

static void take(struct plot *plot, struct taken box)
{
  *VEC_ADD(plot->canvas->arena, &plot->taken) = box;
}

/* ---- axes ---------------------------------------------------------------------------------- */

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

static void draw_sizes(const struct plot *plot)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  for (int i = 0; i < axis_tick_count(&plot->x); i++) {
    double at = axis_at(&plot->x, axis_tick(&plot->x, i));
    draw_line(canvas, at, plot->bottom, at, plot->bottom + 3,
              paint_stroke(canvas->theme->color.secondary, 0.5));
    draw_text(canvas, style, at, plot->bottom + 12, ALIGN_CENTRE,
              axis_label(canvas->arena, &plot->x, i));
  }
  draw_text(canvas, style, plot->right, plot->bottom + 24, ALIGN_RIGHT, plot->figure->funnel->size_unit);
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
    at[i] = (struct position) { axis_at(&plot->x, funnel->sizes[i] / funnel->size_scale),
                                axis_at(&plot->y, limit_at(funnel, far, upper, i)) };
  draw_polyline(canvas, at, funnel->curve_count, false,
                far ? paint_stroke(color, 0.8) : paint_dashed(color, 0.8, 3, 2));
}

/* The word at the right end of a line, unless another stands there already. */
static void label_line(struct plot *plot, double value, const char *word)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  double cap = draw_cap_height(canvas, style), y = axis_at(&plot->y, value);
  double width = draw_width(canvas, style, word);
  struct taken box = { plot->right + 3, y - cap, plot->right + 3 + width, y + cap };
  for (size_t i = 0; i < plot->taken.len; i++) {
    if (overlap(plot->taken.at[i], box))
      return;
  }
  draw_text(canvas, style, plot->right + 3, y + cap / 2, ALIGN_LEFT, word);
  take(plot, box);
}

static void draw_limits(struct plot *plot)
{
  const struct figure_funnel *funnel = plot->figure->funnel;
  struct color ink = plot->canvas->theme->color.ink;
  double middle = axis_at(&plot->y, plot->figure->reference);
  draw_line(plot->canvas, plot->left, middle, plot->right, middle, paint_stroke(ink, 0.9));
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
  return (struct position) { axis_at(&plot->x, funnel->row_sizes[row] / funnel->size_scale),
                             axis_at(&plot->y, plot->figure->rows[row].value) };
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
    double y = axis_at(&plot->y, own);
    draw_line(canvas, at.x - OWN_LIMIT, y, at.x + OWN_LIMIT, y, paint_stroke(theme->color.ink, 1.4));
  }
  if (plot->figure->rows[row].strong && symbol != SYMBOL_NONE)
    draw_symbol(canvas, symbol, at.x, at.y, MARKER);
  else
    draw_circle(canvas, at.x, at.y, DOT, paint_both(theme->color.paper, theme->color.ink, 1.1));
}

/* Where a name may stand: beside its dot, above and below it, at the corners; then the same further
 * off, with a line. */
static const struct {
  double x, y; /* of the nearest edge or corner of the name */
} SIDES[] = { { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 }, { 1, -1 }, { 1, 1 }, { -1, -1 }, { -1, 1 } };
enum { SIDE_COUNT = sizeof SIDES / sizeof *SIDES, MOST_STEPS = 14 };

static struct taken box_at(struct position dot, double x, double y, double width, double cap)
{
  double step = MARKER + LABEL_GAP, dx = x * step, dy = y * (step + cap / 2);
  double x0 = x > 0 ? dot.x + dx : x < 0 ? dot.x + dx - width : dot.x - width / 2;
  double middle = dot.y + dy;
  return (struct taken) { x0 - 1, middle - cap / 2 - 1.5, x0 + width + 1, middle + cap / 2 + 1.5 };
}

/* How many lines a name would stand on. */
static int lines_crossed(const struct plot *plot, struct taken box)
{
  const struct figure_funnel *funnel = plot->figure->funnel;
  double middle = axis_at(&plot->y, plot->figure->reference);
  int crossed = middle > box.y0 && middle < box.y1;
  for (int line = 0; line < 4; line++) {
    bool on = false;
    for (size_t i = 0; i < funnel->curve_count; i++) {
      double x = axis_at(&plot->x, funnel->sizes[i] / funnel->size_scale);
      double y = axis_at(&plot->y, limit_at(funnel, line / 2 == 1, line % 2 == 1, i));
      on = on || (x >= box.x0 && x <= box.x1 && y > box.y0 && y < box.y1);
    }
    crossed += on;
  }
  return crossed;
}

/* How many dots of others stand so near to a name that it might be taken for theirs. */
static int dots_nearby(const struct plot *plot, size_t row, struct taken box)
{
  int near = 0;
  for (size_t i = 0; i < plot->figure->row_count; i++) {
    if (i == row || !is_drawn(plot->figure, i))
      continue;
    struct position dot = dot_of(plot, i);
    double dx = fmax(fmax(box.x0 - dot.x, dot.x - box.x1), 0);
    double dy = fmax(fmax(box.y0 - dot.y, dot.y - box.y1), 0);
    near += hypot(dx, dy) < MISTAKEN;
  }
  return near;
}

static int draw_name(struct plot *plot, size_t row, struct loc loc)
{
  struct canvas *canvas = plot->canvas;
  const struct type_style style = style_color(canvas->theme->type.chart_axis, canvas->theme->color.ink);
  const char *name = plot->figure->rows[row].label;
  struct position dot = dot_of(plot, row);
  double width = draw_width(canvas, &style, name), cap = draw_cap_height(canvas, &style);
  int best = -1, least = 0;
  for (int i = 0; i < SIDE_COUNT * MOST_STEPS; i++) {
    int steps = i / SIDE_COUNT + 1;
    struct taken box = box_at(dot, SIDES[i % SIDE_COUNT].x * steps, SIDES[i % SIDE_COUNT].y * steps,
                              width, cap);
    if (!is_free(plot, box))
      continue;
    int cost = lines_crossed(plot, box) + 2 * dots_nearby(plot, row, box) + steps - 1;
    if (best >= 0 && cost >= least)
      continue;
    best = i;
    least = cost;
  }
  if (best < 0) {
    diag_error(canvas->diags, "STRATA-L040", loc, "there is no room for the name '%s' in '%s'", name,
               plot->figure->title);
    diag_hint(canvas->diags, "give the figure a wider column or more 'height'");
    return -1;
  }
  int steps = best / SIDE_COUNT + 1;
  struct taken box = box_at(dot, SIDES[best % SIDE_COUNT].x * steps,
                            SIDES[best % SIDE_COUNT].y * steps, width, cap);
  double x = box.x0 + 1, y = box.y1 - 1.5;
  if (steps > 1)
    draw_line(canvas, dot.x, dot.y, fmin(fmax(dot.x, box.x0), box.x1),
              fmin(fmax(dot.y, box.y0), box.y1), paint_stroke(canvas->theme->color.secondary, 0.5));
  draw_rect(canvas, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0,
            paint_fill(canvas->theme->color.paper));
  draw_text(canvas, &style, x, y, ALIGN_LEFT, name);
  take(plot, box);
  return 0;
}

static int draw_districts(struct plot *plot, struct loc loc)
{
  const struct figure *figure = plot->figure;
  for (size_t i = 0; i < figure->row_count; i++) {
    if (!is_drawn(figure, i))
      continue;
    struct position at = dot_of(plot, i);
    take(plot, (struct taken) { at.x - MARKER, at.y - MARKER, at.x + MARKER, at.y + MARKER });
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
  struct plot plot = { .canvas = canvas, .figure = figure, .top = y + TOP,
                       .bottom = y + height - BOTTOM };
  plot.y = axis_new(0, greatest(figure), true, plot.bottom, plot.top - plot.bottom);
  plot.left = x + axis_labels_width(canvas, &plot.y, 24);
  plot.right = x + width - fmax(draw_width(canvas, &theme->type.chart_axis, "99.8%"),
                                draw_width(canvas, &theme->type.chart_axis, funnel->average_label))
               - 3;
  if (plot.right - plot.left < 120 || plot.bottom - plot.top < 80) {
    diag_error(canvas->diags, "STRATA-L041", loc, "'%s' needs more room: a funnel is at least 180 "
               "points wide and 124 high", figure->title);
    diag_hint(canvas->diags, "give it a wider column or more 'height'");
    return -1;
  }
  double least = funnel->sizes[0] / funnel->size_scale;
  double most = funnel->sizes[funnel->curve_count - 1] / funnel->size_scale;
  plot.x = axis_new(least, most, false, plot.left, plot.right - plot.left);
  draw_text(canvas, &theme->type.chart_axis, x, y + 8, ALIGN_LEFT, figure->unit);
  axis_draw_values(canvas, &plot.y, plot.left, plot.right, theme->color.ink);
  draw_sizes(&plot);
  draw_limits(&plot);
  return draw_districts(&plot, loc);
}

const struct figure_maker figure_funnel_maker = { funnel_height, draw_funnel };
