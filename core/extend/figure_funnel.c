/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A funnel: one row a district of the comparator, by its size, with limits. */
#include "base/num.h"
#include "extend/host_figure.h"
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>

/* "Residents, thousands": of the largest size in units of SCALE. */
static const char *size_words(struct making *making, double most, double *ret_scale)
{
  static const struct {
    double scale;
    const char *words;
  } units[] = { { 1e6, ", millions" }, { 1e3, ", thousands" }, { 1, "" } };
  const struct indicator *definition = &making->run->catalog->indicators[making->indicator];
  struct strbuf words = STRBUF(making->run->arena);
  for (const char *c = definition->per_measure ? definition->per_measure : "cases"; *c; c++)
    strbuf_add_char(&words, *c == '-' ? ' ' : words.len == 0 && *c >= 'a' && *c <= 'z'
                                                ? (char)(*c - 'a' + 'A')
                                                : *c);
  size_t unit = most >= 1e7 ? 0 : most >= 1e4 ? 1 : 2;
  strbuf_add_text(&words, units[unit].words);
  *ret_scale = units[unit].scale;
  return strbuf_text(&words);
}

static enum symbol symbol_of(const struct indicator *definition, enum funnel_position position)
{
  struct result result = { .status = STATUS_PUBLISHED,
                           .significance = position > FUNNEL_WITHIN    ? SIGNIFICANCE_HIGHER
                             : position < FUNNEL_WITHIN                ? SIGNIFICANCE_LOWER
                                                                       : SIGNIFICANCE_SIMILAR };
  if (position == FUNNEL_NOT_JUDGED)
    result.significance = SIGNIFICANCE_NOT_TESTED;
  return mark_position(definition, &result);
}

/* The limit that a district is held against, where the curve would judge it otherwise. */
static double own_limit(const struct funnel_plot *plot, const struct funnel_point *point)
{
  struct interval near, far;
  if (point->position == FUNNEL_NOT_JUDGED
      || funnel_plot_curve(plot, point->size, &near, &far) < 0)
    return NAN;
  enum funnel_position by_curve = funnel_position_of(point->value, near, far);
  bool above = by_curve > FUNNEL_WITHIN, below = by_curve < FUNNEL_WITHIN;
  if (above == (point->position > FUNNEL_WITHIN) && below == (point->position < FUNNEL_WITHIN))
    return NAN;
  return point->value > plot->average ? point->near.upper : point->near.lower;
}

static void fill_row(struct making *making, const struct funnel_point *point,
                     struct figure_row *row)
{
  struct strata_run *run = making->run;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  const struct area *area = &run->catalog->areas[point->area];
  bool published = point->status == STATUS_PUBLISHED;
  if (!published)
    making->reason = point->reason;
  *row = (struct figure_row) {
    .label = area->name, .area = point->area,
    .small_area = NO_INDEX, .ward = NO_INDEX, .value = point->value, .lower = NAN, .upper = NAN, .before = NAN,
    .status = point->status, .position = symbol_of(definition, point->position),
    .value_text = published ? words_value(run, making->indicator, point->value)
                            : status_shorthand(point->status),
    .strong = point->area == run->area
      || (point->position != FUNNEL_NOT_JUDGED && point->position != FUNNEL_WITHIN),
  };
}

static void fill_curve(struct making *making, const struct funnel_plot *plot,
                       struct figure_funnel *funnel)
{
  struct arena *arena = making->run->arena;
  double *sizes;
  size_t count = funnel_sizes(arena, plot, &sizes);
  struct interval *near = ARENA_ARRAY(arena, struct interval, count);
  struct interval *far = ARENA_ARRAY(arena, struct interval, count);
  for (size_t i = 0; i < count; i++) {
    if (funnel_plot_curve(plot, sizes[i], &near[funnel->curve_count], &far[funnel->curve_count]) < 0)
      continue;
    sizes[funnel->curve_count++] = sizes[i];
  }
  funnel->sizes = sizes;
  funnel->near = near;
  funnel->far = far;
  funnel->size_unit = size_words(making, count ? sizes[count - 1] : 0, &funnel->size_scale);
}

/* What the lines are, and by what each district is judged. */
static const char *limits_note(struct making *making, const struct funnel_plot *plot,
                               bool own_limits)
{
  const struct indicator *definition = plot->indicator;
  struct strbuf words = STRBUF(making->run->arena);
  strbuf_add_text(&words, "Limits: 95% dashed, 99.8% solid");
  bool spread = definition->statistic == STATISTIC_RATE
    && definition->funnel.limits != FUNNEL_LIMITS_POISSON;
  if (!spread)
    strbuf_add_text(&words, ", of chance alone");
  else
    strbuf_printf(&words, ", from the spread of all %zu%s", plot->count,
                  definition->funnel.together ? "" : "; each is judged by that of the others");
  strbuf_add_char(&words, '.');
  if (own_limits)
    strbuf_add_text(&words, " A short bar is a district’s own limit, where it decides.");
  if (making->figure->note)
    strbuf_printf(&words, " %s", making->figure->note);
  return strbuf_text(&words);
}

int figure_fill_funnel(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  if (figure_refuse_rows(making) < 0)
    return -1;
  if (making->indicator == NO_INDEX || making->indicator_count != 1)
    return run_fail(run, "STRATA-X039", "a funnel needs one indicator");
  struct funnel_plot plot = released_funnel(run->released, run->arena, making->indicator, making->period);
  making->reason = plot.reason;
  if (plot.reason)
    return 0;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, plot.count);
  double *row_sizes = ARENA_ARRAY(run->arena, double, plot.count);
  double *own = ARENA_ARRAY(run->arena, double, plot.count);
  bool any_own = false;
  for (size_t i = 0; i < plot.count; i++) {
    fill_row(making, &plot.points[i], &rows[i]);
    row_sizes[i] = plot.points[i].size;
    own[i] = own_limit(&plot, &plot.points[i]);
    any_own = any_own || isfinite(own[i]);
  }
  struct figure_funnel *funnel = ARENA_NEW(run->arena, struct figure_funnel);
  *funnel = (struct figure_funnel) { .row_sizes = row_sizes, .own_limits = own };
  fill_curve(making, &plot, funnel);
  const char *average = words_value(run, making->indicator, plot.average);
  funnel->average_label = average;
  figure->reference = plot.average;
  figure->reference_label = arena_printf(run->arena, "%s: %s",
                                         run->catalog->areas[plot.comparator].name, average);
  figure->funnel = funnel;
  figure->rows = rows;
  figure->row_count = plot.count;
  figure->note = limits_note(making, &plot, any_own);
  if (!figure->unit)
    figure->unit = definition->unit;
  return 0;
}
