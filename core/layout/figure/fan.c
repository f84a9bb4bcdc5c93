/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forecast: months as a line, those ahead as a dashed one within bands, the likelier the darker. */
#include "layout/figure/labels.h"
#include "layout/figure/marks.h"
#include "layout/figure/months.h"

#include "base/num.h"

#include <math.h>

static const double HEIGHT = 210, LABEL_GAP = 5, LINE = 1.5;

static double fan_height(struct canvas *canvas, const struct figure *figure, double width)
{
  (void)canvas;
  (void)figure;
  (void)width;
  return HEIGHT;
}

/* The end of a band, or of the line: what stands at the right. */
struct end {
  const char *words;
  double value;
};

/* From the top: the upper ends of the bands, the line's value, the lower ends. */
static size_t find_ends(struct canvas *canvas, const struct figure_fan *fan, struct end *ends)
{
  size_t count = 0, last = fan->count - 1;
  for (size_t i = 0; i < FIGURE_FAN_BANDS; i++)
    ends[count++] = (struct end) { fan->bands[i].label, fan->bands[i].upper[last] };
  ends[count++] = (struct end) { num_format(canvas->arena, fan->values[last], 0,
                                            NUM_GROUPED | NUM_TYPOGRAPHIC), fan->values[last] };
  return count;
}
enum { ENDS = FIGURE_FAN_BANDS + 1 };

static double ends_width(struct canvas *canvas, const struct figure_fan *fan)
{
  struct end ends[ENDS];
  size_t count = find_ends(canvas, fan, ends);
  struct type_style style = style_face(canvas->theme->type.chart_axis, FONT_SEMIBOLD);
  double width = 0;
  for (size_t i = 0; i < count; i++)
    width = fmax(width, draw_width(canvas, &style, ends[i].words));
  return width + 2 * LABEL_GAP + 2;
}

static int draw_ends(const struct month_plot *plot, struct loc loc)
{
  struct canvas *canvas = plot->canvas;
  struct end ends[ENDS];
  struct column_label labels[ENDS];
  size_t count = find_ends(canvas, plot->figure->fan, ends);
  struct type_style style = canvas->theme->type.chart_axis;
  for (size_t i = 0; i < count; i++)
    labels[i] = (struct column_label) { .wanted = scale_at(&plot->y, ends[i].value), .index = i };
  if (!labels_spread(labels, count, style.leading, plot->box.top, plot->box.bottom))
    return label_no_room(canvas, plot->figure, "the labels of its bands", loc);
  for (size_t i = 0; i < count; i++) {
    double x = plot->box.right + 2 * LABEL_GAP;
    bool value = labels[i].index == FIGURE_FAN_BANDS;
    struct type_style words = value
      ? style_color(style_face(style, FONT_SEMIBOLD), canvas->theme->color.ink)
      : style;
    draw_line(canvas, plot->box.right + 1, labels[i].wanted, x - 2, labels[i].at,
              paint_stroke(canvas->theme->color.other_areas_tick, 0.5));
    draw_text(canvas, &words, x, labels[i].at + draw_cap_height(canvas, &words) / 2, ALIGN_LEFT,
              ends[labels[i].index].words);
  }
  return 0;
}

/* Bands begin at the last month that is known, where there is nothing to be unsure of. */
static void draw_bands(const struct month_plot *plot, struct position start)
{
  const struct figure_fan *fan = plot->figure->fan;
  const struct theme *theme = plot->canvas->theme;
  const struct color fills[FIGURE_FAN_BANDS]
    = { theme->color.band, theme->color.band_inner, theme->color.context_line };
  for (size_t i = 0; i < FIGURE_FAN_BANDS; i++) {
    struct position *lower = ARENA_ARRAY(plot->canvas->arena, struct position, fan->count + 1);
    struct position *upper = ARENA_ARRAY(plot->canvas->arena, struct position, fan->count + 1);
    lower[0] = upper[0] = start;
    for (size_t k = 0; k < fan->count; k++) {
      int32_t month = fan->first + (int32_t)k;
      lower[k + 1] = months_at(plot, month, fan->bands[i].lower[k]);
      upper[k + 1] = months_at(plot, month, fan->bands[i].upper[k]);
    }
    mark_band(plot->canvas, lower, upper, fan->count + 1, fills[i]);
  }
}

static void draw_ahead(const struct month_plot *plot, struct position start)
{
  const struct figure_fan *fan = plot->figure->fan;
  struct position *at = ARENA_ARRAY(plot->canvas->arena, struct position, fan->count + 1);
  at[0] = start;
  for (size_t k = 0; k < fan->count; k++)
    at[k + 1] = months_at(plot, fan->first + (int32_t)k, fan->values[k]);
  struct paint paint = paint_stroke(plot->canvas->theme->color.paper, LINE + 1.2);
  paint.round_joins = true;
  mark_line(plot->canvas, at, fan->count + 1, LINE, paint);
  mark_line(plot->canvas, at, fan->count + 1, LINE,
            paint_dashed(plot->canvas->theme->color.brand, LINE, 3, 2));
}

static int draw_fan(struct canvas *canvas, const struct figure *figure, double x, double y,
                    double width, double height, struct loc loc)
{
  const struct figure_fan *fan = figure->fan;
  struct month_plot plot = { .canvas = canvas, .figure = figure };
  struct month_axes axes;
  int32_t last;
  if (!months_span(figure, &axes) || !months_last(&figure->series[0], &last)) {
    months_begin(&plot, &axes, x, y, width, height, 4);
    months_draw_nothing(&plot);
    return 0;
  }
  int32_t known = axes.last;
  axes.last = fan->first + (int32_t)fan->count - 1;
  for (size_t k = 0; k < fan->count; k++)
    axes.most = fmax(axes.most, fan->bands[0].upper[k]);
  months_begin(&plot, &axes, x, y, width, height, ends_width(canvas, fan));
  struct position start = months_at(&plot, last, months_value(&figure->series[0], last));
  months_draw_gaps(&plot, known, "not supplied");
  months_draw_axes(&plot, &axes);
  draw_bands(&plot, start);
  guide_break(canvas, &plot.x, fan->first, plot.box, "forecast");
  months_draw_series(&plot, &figure->series[0]);
  draw_ahead(&plot, start);
  return draw_ends(&plot, loc);
}

const struct figure_maker figure_fan_maker = { fan_height, draw_fan, .least_share = 0.6 };
