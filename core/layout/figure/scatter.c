/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dot a row: its value against another of it, as harm against volume.  Every dot is named beside it;
 * names that have no room stand in a line below, never in silence. */
#include "layout/figure/figure.h"
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"

#include <math.h>

static const double HEIGHT = 260, TOP = 18, BOTTOM = 26, DOT = 3.2, MARKER = 3.8, LEFT = 24;
static const double LEAST_WIDE = 120, LEAST_TALL = 90, NAMES = 11;

struct plot {
  struct canvas *canvas;
  const struct figure *figure;
  struct scale x, y;
  struct plot_box box;
  struct label_room room;
};

static double scatter_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)figure;
  (void)width;
  return HEIGHT;
}

static bool is_drawn(const struct figure *figure, size_t row)
{
  double value = figure->rows[row].value, across = figure->scatter->across[row];
  bool known = isfinite(value) && isfinite(across);
  return known && (!figure->scatter->ratios || (value > 0 && across > 0));
}

/* ---- axes ---------------------------------------------------------------------------------- */

/* Of the drawn rows and the reference: across, or up. */
static struct scale find_scale(const struct figure *figure, bool across, double start, double length)
{
  double reference = across ? figure->scatter->reference : figure->reference;
  double least = INFINITY, most = -INFINITY;
  for (size_t r = 0; r < figure->row_count; r++) {
    if (!is_drawn(figure, r))
      continue;
    double value = across ? figure->scatter->across[r] : figure->rows[r].value;
    least = fmin(least, value);
    most = fmax(most, value);
  }
  if (isfinite(reference)) {
    least = fmin(least, reference);
    most = fmax(most, reference);
  }
  if (!(most >= least))
    least = most = 1;
  return figure->scatter->ratios ? scale_log(least, most, start, length)
                                 : scale_linear(least, most, true, start, length);
}

static void draw_grid(const struct plot *plot)
{
  const struct theme *theme = plot->canvas->theme;
  for (int i = 1; i < scale_tick_count(&plot->x); i++) {
    double at = scale_at(&plot->x, scale_tick(&plot->x, i));
    draw_line(plot->canvas, at, plot->box.top, at, plot->box.bottom,
              paint_stroke(theme->color.hairline, 0.5));
  }
  guide_values(plot->canvas, &plot->y, plot->box.left, plot->box.right, theme->color.ink);
  guide_values_below(plot->canvas, &plot->x, plot->box.bottom, plot->box.right,
                     plot->figure->scatter->unit);
}

/* Both references, each a line that names keep off where they can; what they are stands at the top
 * right. */
static void draw_references(struct plot *plot)
{
  struct canvas *canvas = plot->canvas;
  const struct figure *figure = plot->figure;
  struct paint line = paint_dashed(canvas->theme->color.ink, 0.8, 3, 2);
  struct position *at = ARENA_ARRAY(canvas->arena, struct position, 4);
  if (isfinite(figure->reference)) {
    double y = scale_at(&plot->y, figure->reference);
    at[0] = (struct position) { plot->box.left, y };
    at[1] = (struct position) { plot->box.right, y };
    label_add_line(&plot->room, at, 2);
    draw_polyline(canvas, at, 2, false, line);
  }
  if (isfinite(figure->scatter->reference)) {
    double x = scale_at(&plot->x, figure->scatter->reference);
    at[2] = (struct position) { x, plot->box.top };
    at[3] = (struct position) { x, plot->box.bottom };
    label_add_line(&plot->room, at + 2, 2);
    draw_polyline(canvas, at + 2, 2, false, line);
  }
}

/* ---- dots ---------------------------------------------------------------------------------- */

static struct position dot_of(const struct plot *plot, size_t row)
{
  return (struct position) { scale_at(&plot->x, plot->figure->scatter->across[row]),
                             scale_at(&plot->y, plot->figure->rows[row].value) };
}

static void draw_dot(const struct plot *plot, size_t row)
{
  const struct figure_row *at = &plot->figure->rows[row];
  struct position dot = dot_of(plot, row);
  if (at->position != SYMBOL_NONE && at->position != SYMBOL_NOT_TESTED)
    draw_symbol(plot->canvas, at->position, dot.x, dot.y, DOT);
  else
    draw_circle(plot->canvas, dot.x, dot.y, DOT,
                paint_both(plot->canvas->theme->color.bar, plot->canvas->theme->color.paper, 0.8));
}

static struct type_style name_style(const struct plot *plot, size_t row)
{
  struct type_style style = style_color(plot->canvas->theme->type.chart_axis,
                                        plot->canvas->theme->color.ink);
  return plot->figure->rows[row].strong ? style_face(style, FONT_SEMIBOLD) : style;
}

/* Strong ones first; what has no room goes to *UNNAMED. */
static void draw_names(struct plot *plot, struct strbuf *unnamed)
{
  const struct figure *figure = plot->figure;
  for (int strong = 1; strong >= 0; strong--)
    for (size_t r = 0; r < figure->row_count; r++) {
      if (!is_drawn(figure, r) || figure->rows[r].strong != (strong == 1))
        continue;
      struct type_style style = name_style(plot, r);
      if (!label_draw(plot->canvas, &plot->room, &style, dot_of(plot, r), MARKER,
                      figure->rows[r].label))
        strbuf_printf(unnamed, "%s%s", unnamed->len ? ", " : "", figure->rows[r].label);
    }
}

/* What is not drawn or not named is said below the axis. */
static int draw_left_out(const struct plot *plot, const char *unnamed, double x, double base,
                         double width, struct loc loc)
{
  struct canvas *canvas = plot->canvas;
  const struct figure *figure = plot->figure;
  struct strbuf words = STRBUF(canvas->arena);
  for (size_t r = 0; r < figure->row_count; r++)
    if (!is_drawn(figure, r))
      strbuf_printf(&words, "%s%s %s", words.len ? ", " : "", figure->rows[r].label,
                    figure->rows[r].status == STATUS_SUPPRESSED ? "[c]"
                    : isfinite(figure->rows[r].value) && isfinite(figure->scatter->across[r])
                      ? "0"
                      : "[x]");
  if (*unnamed)
    strbuf_printf(&words, "%sWithout a name: %s", words.len ? "; " : "", unnamed);
  if (words.len == 0)
    return 0;
  const struct type_style *style = &canvas->theme->type.chart_axis;
  if (draw_width(canvas, style, strbuf_text(&words)) > width)
    return label_no_room(canvas, figure, "the names of its dots", loc);
  draw_text(canvas, style, x, base, ALIGN_LEFT, strbuf_text(&words));
  return 0;
}

static int draw_scatter(struct canvas *canvas, const struct figure *figure, double x, double y,
                        double width, double height, struct loc loc)
{
  const struct type_style *style = &canvas->theme->type.chart_axis;
  struct plot plot = { .canvas = canvas, .figure = figure, .room = { .arena = canvas->arena } };
  struct plot_box box = { .top = y + TOP, .bottom = y + height - BOTTOM - NAMES };
  plot.y = find_scale(figure, false, box.bottom, box.top - box.bottom);
  box.left = x + guide_values_width(canvas, &plot.y, LEFT);
  plot.x = find_scale(figure, true, 0, 1);
  const char *greatest
    = scale_label(canvas->arena, &plot.x, scale_tick_count(&plot.x) - 1);
  box.right = x + width - draw_width(canvas, style, greatest) / 2;
  if (box.right - box.left < LEAST_WIDE || box.bottom - box.top < LEAST_TALL) {
    diag_error(canvas->diags, "STRATA-L020", loc,
               "'%s' needs at least %.0f by %.0f points; there are %.0f by %.0f", figure->title,
               width + LEAST_WIDE - (box.right - box.left),
               height + LEAST_TALL - (box.bottom - box.top), width, height);
    diag_hint(canvas->diags, "give it a wider column or more 'height'");
    return -1;
  }
  plot.x.start = box.left;
  plot.x.length = box.right - box.left;
  plot.box = box;
  /* A name may reach beyond the axis, to the figure's edge. */
  plot.room.bounds = (struct plot_box) { box.left + 1, x + width, box.top - 4, box.bottom - 1 };
  draw_text(canvas, style, x, y + 8, ALIGN_LEFT, figure->unit);
  draw_grid(&plot);
  draw_references(&plot);
  if (figure->reference_label)
    draw_text(canvas, style, x + width, y + 8, ALIGN_RIGHT, figure->reference_label);
  for (size_t r = 0; r < figure->row_count; r++)
    if (is_drawn(figure, r))
      label_add_dot(&plot.room, dot_of(&plot, r), MARKER);
  struct strbuf unnamed = STRBUF(canvas->arena);
  draw_names(&plot, &unnamed);
  for (size_t r = 0; r < figure->row_count; r++)
    if (is_drawn(figure, r))
      draw_dot(&plot, r);
  return draw_left_out(&plot, strbuf_text(&unnamed), x, y + height - 3, width, loc);
}

const struct figure_maker figure_scatter_maker = { scatter_height, draw_scatter };
