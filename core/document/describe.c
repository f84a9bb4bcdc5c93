/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/num.h"
#include "base/str.h"
#include "document/figure.h"

#include <math.h>

/* How many tied rows are named one by one. */
enum { MOST_NAMED = 3, MOST_MISSING_NAMED = 6 };

static const char *const KINDS[] = {
    [FIGURE_BAR] = "Bar chart",
    [FIGURE_LINE] = "Line chart of months",
    [FIGURE_INTERVAL] = "Chart of values with their intervals",
    [FIGURE_MAP] = "Map",
    [FIGURE_TILES] = "Tile map",
    [FIGURE_COLUMN] = "Column chart",
    [FIGURE_FUNNEL] = "Funnel plot of values by size, with limits",
};

/* "a", "a and b", "a, b and c". */
static void add_to_list(struct strbuf *out, const char *word, size_t index, size_t count)
{
  if (index > 0)
    strbuf_add_text(out, index + 1 == count ? " and " : ", ");
  strbuf_add_text(out, word);
}

static const char *printed(struct arena *arena, double value)
{
  double size = fabs(value);
  int decimals = value == num_round(value, 0) || size >= 1000 ? 0 : size < 2 ? 2 : 1;
  return num_format(arena, value, decimals, NUM_GROUPED | NUM_TYPOGRAPHIC);
}

static const char *printed_row(struct arena *arena, const struct figure_row *row)
{
  return row->value_text && *row->value_text ? row->value_text : printed(arena, row->value);
}

static void add_sentence_end(struct strbuf *out)
{
  if (out->len && !strchr(".!?", out->at[out->len - 1]))
    strbuf_add_char(out, '.');
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* "Highest: Blackpool 59.9." with all that are equally high, if they are few. */
static void add_extreme(struct strbuf *out, const struct figure *figure, const char *word, int sign)
{
  double extreme = NAN;
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++) {
    double value = figure->rows[i].value;
    if (isnan(value))
      continue;
    if (isnan(extreme) || sign * value > sign * extreme) {
      extreme = value;
      count = 0;
    }
    count += value == extreme;
  }
  if (count == 0)
    return;
  strbuf_printf(out, " %s: ", word);
  size_t named = 0;
  const struct figure_row *last = NULL;
  for (size_t i = 0; i < figure->row_count && count <= MOST_NAMED; i++)
    if (figure->rows[i].value == extreme) {
      last = &figure->rows[i];
      add_to_list(out, last->label, named++, count);
    }
  for (size_t i = 0; i < figure->row_count && !last; i++)
    if (figure->rows[i].value == extreme) {
      last = &figure->rows[i];
      strbuf_printf(out, "%zu of %zu", count, figure->row_count);
    }
  strbuf_printf(out, " %s.", printed_row(out->arena, last));
}

static void add_labelled(struct strbuf *out, const struct figure *figure, const char *what,
                         bool (*belongs)(const struct figure_row *row))
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    count += belongs(&figure->rows[i]);
  if (count == 0)
    return;
  if (count > MOST_MISSING_NAMED) {
    strbuf_printf(out, " %s: %zu of %zu.", what, count, figure->row_count);
    return;
  }
  strbuf_printf(out, " %s: ", what);
  size_t named = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    if (belongs(&figure->rows[i]))
      add_to_list(out, figure->rows[i].label, named++, count);
  strbuf_add_char(out, '.');
}

static bool is_missing(const struct figure_row *row)
{
  return isnan(row->value);
}

static bool is_higher(const struct figure_row *row)
{
  return row->position == SYMBOL_HIGHER_WORSE || row->position == SYMBOL_HIGHER_BETTER ||
         row->position == SYMBOL_HIGHER_NEUTRAL;
}

static bool is_lower(const struct figure_row *row)
{
  return row->position == SYMBOL_LOWER_WORSE || row->position == SYMBOL_LOWER_BETTER ||
         row->position == SYMBOL_LOWER_NEUTRAL;
}

static bool rose(const struct figure_row *row)
{
  return row->change == SYMBOL_ROSE_WORSE || row->change == SYMBOL_ROSE_BETTER ||
         row->change == SYMBOL_ROSE_NEUTRAL;
}

static bool fell(const struct figure_row *row)
{
  return row->change == SYMBOL_FELL_WORSE || row->change == SYMBOL_FELL_BETTER ||
         row->change == SYMBOL_FELL_NEUTRAL;
}

/* How many rows each class of a map holds. */
static void add_classes(struct strbuf *out, const struct figure *figure)
{
  if (!figure->bounds || !figure->class_labels)
    return;
  strbuf_add_text(out, " In each class: ");
  for (size_t class = 0; class <= figure->bound_count; class ++) {
    size_t count = 0;
    for (size_t i = 0; i < figure->row_count; i++) {
      double value = figure->rows[i].value;
      bool above = class == 0 || value >= figure->bounds[class - 1];
      bool below = class == figure->bound_count || value < figure->bounds[class];
      count += !isnan(value) && above && below;
    }
    strbuf_printf(out, "%s%s, %zu", class ? "; " : "", figure->class_labels[class], count);
  }
  strbuf_add_char(out, '.');
}

static void describe_rows(struct strbuf *out, const struct figure *figure)
{
  size_t given = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    given += !is_missing(&figure->rows[i]);
  if (given == 0) {
    strbuf_add_text(out, " No value is available.");
    return;
  }
  if (given > 1) {
    add_extreme(out, figure, "Highest", 1);
    add_extreme(out, figure, "Lowest", -1);
  } else {
    add_extreme(out, figure, "The only value", 1);
  }
  if (figure->kind == FIGURE_MAP || figure->kind == FIGURE_TILES)
    add_classes(out, figure);
  bool funnel = figure->kind == FIGURE_FUNNEL;
  add_labelled(out, figure, funnel ? "Above its limits" : "Above the usual spread", is_higher);
  add_labelled(out, figure, funnel ? "Below its limits" : "Below the usual spread", is_lower);
  add_labelled(out, figure, "Rose", rose);
  add_labelled(out, figure, "Fell", fell);
  add_labelled(out, figure, "Not available", is_missing);
}

/* ---- series -------------------------------------------------------------------------------- */

static const char *month_words(struct arena *arena, int32_t month)
{
  return period_words(arena, (struct period){month, PERIOD_MONTH});
}

static void add_point(struct strbuf *out, const char *word, const struct figure_series *series,
                      size_t index)
{
  strbuf_printf(out, " %s: %s in %s.", word, printed(out->arena, series->values[index]),
                month_words(out->arena, series->first + (int32_t)index));
}

static void add_gaps(struct strbuf *out, const struct figure_series *series)
{
  bool any = false;
  for (size_t i = 0; i < series->count; i++) {
    if (!isnan(series->values[i]))
      continue;
    size_t end = i;
    while (end + 1 < series->count && isnan(series->values[end + 1]))
      end++;
    strbuf_add_text(out, any ? "; " : " Not supplied: ");
    strbuf_add_text(out, month_words(out->arena, series->first + (int32_t)i));
    if (end > i)
      strbuf_printf(out, " to %s", month_words(out->arena, series->first + (int32_t)end));
    any = true;
    i = end;
  }
  if (any)
    strbuf_add_char(out, '.');
}

static void describe_series(struct strbuf *out, const struct figure_series *series, bool named)
{
  size_t first = series->count, last = 0, peak = 0, least = 0, given = 0;
  for (size_t i = 0; i < series->count; i++) {
    double value = series->values[i];
    if (isnan(value))
      continue;
    if (given++ == 0)
      first = peak = least = i;
    last = i;
    peak = value > series->values[peak] ? i : peak;
    least = value < series->values[least] ? i : least;
  }
  if (named && series->label)
    strbuf_printf(out, " %s:", series->label);
  if (given == 0) {
    strbuf_add_text(out, " No month was supplied.");
    return;
  }
  add_point(out, "First month", series, first);
  if (given > 1) {
    add_point(out, "Last month", series, last);
    add_point(out, "Highest", series, peak);
    add_point(out, "Lowest", series, least);
  }
  add_gaps(out, series);
}

static bool is_high(enum symbol mark)
{
  return mark == SYMBOL_HIGHER_WORSE || mark == SYMBOL_HIGHER_BETTER
         || mark == SYMBOL_HIGHER_NEUTRAL;
}

/* The months that are marked, because chance does not explain them. */
static void describe_marks(struct strbuf *out, const struct figure_series *series)
{
  struct strbuf high = STRBUF(out->arena), low = STRBUF(out->arena);
  for (size_t i = 0; series->marks && i < series->count; i++) {
    if (series->marks[i] == SYMBOL_NONE)
      continue;
    struct strbuf *list = is_high(series->marks[i]) ? &high : &low;
    strbuf_printf(list, "%s%s", list->len ? ", " : "",
                  month_words(out->arena, series->first + (int32_t)i));
  }
  if (high.len)
    strbuf_printf(out, " Marked as high or rising: %s.", strbuf_text(&high));
  if (low.len)
    strbuf_printf(out, " Marked as low or falling: %s.", strbuf_text(&low));
  if (!high.len && !low.len)
    strbuf_add_text(out, " No month is marked.");
}

static void describe_limits(struct strbuf *out, const struct figure *figure)
{
  const struct figure_limits *limits = &figure->limits;
  if (isnan(limits->mean) || !limits->means || figure->series_count == 0)
    return;
  strbuf_printf(out, " Expected range from %s to %s: %s to %s, mean %s.",
                month_words(out->arena, limits->first), month_words(out->arena, limits->last),
                printed(out->arena, num_round(limits->lower, 0)),
                printed(out->arena, num_round(limits->upper, 0)),
                printed(out->arena, num_round(limits->mean, 0)));
  for (size_t i = 0; i < limits->break_count; i++)
    strbuf_printf(out, " Limits begin anew in %s.", month_words(out->arena, limits->breaks[i]));
  describe_marks(out, &figure->series[0]);
}

/* ---- all ----------------------------------------------------------------------------------- */

const char *figure_describe(struct arena *arena, const struct figure *figure)
{
  struct strbuf out = STRBUF(arena);
  strbuf_printf(&out, "%s: %s", KINDS[figure->kind], figure->panel ? figure->panel : figure->title);
  if (figure->panel_note)
    strbuf_printf(&out, ", %s", figure->panel_note);
  add_sentence_end(&out);
  if (figure->unit) {
    strbuf_printf(&out, " Unit: %s", figure->unit);
    add_sentence_end(&out);
  }
  if (figure->kind == FIGURE_LINE) {
    for (size_t i = 0; i < figure->series_count; i++)
      describe_series(&out, &figure->series[i], figure->series_count > 1);
    describe_limits(&out, figure);
  } else {
    describe_rows(&out, figure);
  }
  if (figure->reference_label) {
    strbuf_printf(&out, " Reference line: %s", figure->reference_label);
    add_sentence_end(&out);
  }
  return strbuf_text(&out);
}
