/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of bars, intervals and columns: a district, an indicator or a month each. */
#include "base/num.h"
#include "extend/host_figure.h"
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>

static const struct area *area_at(const struct making *making, int area)
{
  return &making->run->catalog->areas[area];
}

void figure_fill_row(struct making *making, const struct result *result, int indicator,
                     struct figure_row *row)
{
  struct strata_run *run = making->run;
  const struct indicator *definition = &run->catalog->indicators[indicator];
  bool published = result->status == STATUS_PUBLISHED;
  if (!published)
    making->reason = result->reason;
  row->status = result->status;
  row->value = making->of_change ? result->change_percent : result->value;
  row->lower = making->of_change ? result->change_lower : result->lower;
  row->upper = making->of_change ? result->change_upper : result->upper;
  row->before = making->asked.before && !making->of_change ? result->before_value : NAN;
  row->position = mark_position(definition, result);
  row->change = mark_change(definition, result);
  row->value_text = !published ? status_shorthand(result->status)
    : making->of_change        ? words_tested_change(run->arena, result)
                               : words_result(run, indicator, result);
  row->change_text = making->asked.change ? words_change(run->arena, result) : NULL;
}

struct figure_row figure_row_of(const char *label)
{
  return (struct figure_row) { .label = label, .area = NO_INDEX, .small_area = NO_INDEX,
                               .ward = NO_INDEX, .value = NAN, .lower = NAN, .upper = NAN, .before = NAN };
}

static struct figure_row *new_row(struct figure_row *row, const char *label)
{
  *row = figure_row_of(label);
  return row;
}

/* Without a value last; equals in the order they have. */
static void sort_rows(struct figure_row *rows, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    struct figure_row row = rows[i];
    size_t at = i;
    for (; at > 0 && isfinite(row.value)
         && (!isfinite(rows[at - 1].value) || rows[at - 1].value < row.value);
         at--)
      rows[at] = rows[at - 1];
    rows[at] = row;
  }
}

static void set_heads(struct making *making, const char *row_head)
{
  struct figure *figure = making->figure;
  const struct indicator *definition = &making->run->catalog->indicators[making->indicator];
  bool counts = definition->statistic == STATISTIC_COUNT;
  const char *unit = counts && definition->noun ? definition->noun : definition->unit;
  if (!figure->unit)
    figure->unit = making->of_change ? "change in per cent" : unit;
  if (!figure->row_head && !figure->compact)
    figure->row_head = row_head;
  if (!figure->change_head && making->asked.change)
    figure->change_head = "Change";
}

/* A line at the comparator's value, or at no change. */
static void set_reference(struct making *making)
{
  struct strata_run *run = making->run;
  if (making->of_change) {
    making->figure->reference = 0;
    return;
  }
  if (!making->asked.reference)
    return;
  struct result result;
  run_find(run, making->indicator, run->catalog->comparator, making->period, NULL, &result);
  if (result.status != STATUS_PUBLISHED)
    return;
  making->figure->reference = result.value;
  making->figure->reference_label
    = arena_printf(run->arena, "%s: %s", area_at(making, run->catalog->comparator)->name,
                   words_result(run, making->indicator, &result));
}

/* One row a district, the highest first. */
static int fill_districts(struct making *making)
{
  struct strata_run *run = making->run;
  size_t count = run->catalog->district_count;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  if (making->indicator == NO_INDEX)
    return run_fail(run, "STRATA-X039", "a figure over districts needs an indicator");
  for (size_t i = 0; i < count; i++) {
    struct result result;
    run_find(run, making->indicator, (int)i, making->period, NULL, &result);
    struct figure_row *row = new_row(&rows[i], area_at(making, (int)i)->name);
    row->area = (int)i;
    figure_fill_row(making, &result, making->indicator, row);
    row->strong = (int)i == run->area
      || (!making->of_change && (result.significance == SIGNIFICANCE_HIGHER
                                 || result.significance == SIGNIFICANCE_LOWER));
  }
  sort_rows(rows, count);
  making->figure->rows = rows;
  making->figure->row_count = count;
  set_heads(making, "District");
  set_reference(making);
  return 0;
}

/* One row a ward, the highest first, or so many of them as are asked for. */
static int fill_wards(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  if (making->indicator == NO_INDEX)
    return run_fail(run, "STRATA-X039", "a figure over wards needs an indicator");
  if (making->of_change || making->asked.change || making->asked.before)
    return run_fail(run, "STRATA-X039", "the wards of a figure have no change: it is tested for districts");
  struct figure_row *rows = figure_fill_wards(making, 0);
  if (!rows)
    return -1;
  sort_rows(rows, figure->row_count);
  size_t most = making->asked.number > 0 ? (size_t)making->asked.number : figure->row_count;
  if (most < figure->row_count) {
    figure->note = arena_printf(run->arena, "The %zu highest of %zu wards. %s", most,
                                figure->row_count, figure->note);
    figure->row_count = most;
  }
  set_heads(making, "Ward");
  set_reference(making);
  return 0;
}

/* One row an indicator, for one area, in the order given; changes: the biggest rise first. */
static int fill_indicators(struct making *making)
{
  struct strata_run *run = making->run;
  size_t count = making->indicator_count;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  for (size_t i = 0; i < count; i++) {
    const struct indicator *definition = &run->catalog->indicators[making->indicators[i]];
    struct result result;
    run_find(run, making->indicators[i], making->area, making->period, NULL, &result);
    struct figure_row *row = new_row(&rows[i], definition->short_title ? definition->short_title
                                                                       : definition->title);
    figure_fill_row(making, &result, making->indicators[i], row);
    row->strong = making->of_change
      && (result.change == CHANGE_ROSE || result.change == CHANGE_FELL);
  }
  if (making->of_change)
    sort_rows(rows, count);
  making->figure->rows = rows;
  making->figure->row_count = count;
  set_heads(making, "Indicator");
  if (making->of_change)
    set_reference(making);
  return 0;
}

/* One row a month of the period. */
static int fill_months(struct making *making)
{
  struct strata_run *run = making->run;
  if (making->indicator == NO_INDEX)
    return run_fail(run, "STRATA-X039", "a figure over months needs an indicator");
  size_t count = (size_t)period_months(making->period), known = 0;
  int32_t first = period_first(making->period), series_first = 0;
  const double *values
    = released_months(run->released, making->indicator, making->area, &series_first, &known);
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  for (size_t i = 0; i < count; i++) {
    int32_t month = first + (int32_t)i;
    struct figure_row *row = new_row(&rows[i], month_short_name(month_in_year(month)));
    bool inside = values && month >= series_first && (size_t)(month - series_first) < known;
    row->value = inside ? values[month - series_first] : NAN;
    row->status = isfinite(row->value) ? STATUS_PUBLISHED : STATUS_UNAVAILABLE;
    row->value_text = isfinite(row->value)
      ? num_format(run->arena, row->value, 0, NUM_GROUPED | NUM_TYPOGRAPHIC)
      : "[x]";
  }
  making->figure->rows = rows;
  making->figure->row_count = count;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  if (!making->figure->unit)
    making->figure->unit
      = arena_printf(run->arena, "%s a month", definition->noun ? definition->noun : "number");
  return 0;
}

const char *figure_given_words(struct making *making, double value)
{
  if (!isfinite(value))
    return "[x]";
  if (making->indicator != NO_INDEX)
    return words_value(making->run, making->indicator, value);
  return num_format(making->run->arena, value, value == floor(value) ? 0 : num_decimals(value, 1),
                    NUM_GROUPED | NUM_TYPOGRAPHIC);
}

/* The rows that the script gives itself. */
static int fill_given(struct making *making)
{
  struct strata_run *run = making->run;
  size_t count = making->asked.row_count;
  struct figure_row *rows = ARENA_ARRAY(run->arena, struct figure_row, count);
  for (size_t i = 0; i < count; i++) {
    struct strata_figure_row given;
    host_copy_in(&given, sizeof given,
                 (const char *)making->asked.rows + i * making->asked.row_size,
                 making->asked.row_size);
    struct figure_row *row = new_row(&rows[i], host_plain(run, given.label));
    if (given.given & STRATA_VALUE)
      row->value = given.value;
    if (given.given & STRATA_INTERVAL) {
      row->lower = given.lower;
      row->upper = given.upper;
    }
    if (given.given & STRATA_BEFORE)
      row->before = given.before;
    row->status = isfinite(row->value) ? STATUS_PUBLISHED : STATUS_UNAVAILABLE;
    row->value_text = given.value_text ? host_plain(run, given.value_text)
                                       : figure_given_words(making, row->value);
    row->change_text = host_plain(run, given.change_text);
    row->position = host_symbol(run, given.position);
    row->change = host_symbol(run, given.change);
    row->strong = given.strong;
    if (!row->label)
      return run_fail(run, "STRATA-X039", "row %zu of the figure has no label", i + 1);
  }
  making->figure->rows = rows;
  making->figure->row_count = count;
  if (making->indicator != NO_INDEX) {
    set_heads(making, NULL);
    set_reference(making);
  } else if (making->of_change) {
    making->figure->reference = 0;
  }
  if (!making->figure->unit)
    return run_fail(run, "STRATA-X039", "a figure with rows of its own needs a unit for its axis");
  return 0;
}

int figure_refuse_rows(struct making *making)
{
  if (!making->asked.row_count)
    return 0;
  return run_fail(making->run, "STRATA-X039",
                  "the numbers of a '%s' figure are made from its indicator: it has no 'rows'",
                  figure_kind_names[making->figure->kind]);
}

int figure_fill_rows(struct making *making)
{
  enum over { OVER_DISTRICTS, OVER_INDICATORS, OVER_MONTHS, OVER_WARDS };
  static const char *const overs[] = { "districts", "indicators", "months", "wards", NULL };
  int over = run_word(making->run, "what the figure goes over", making->asked.over, overs,
                      making->figure->kind == FIGURE_COLUMN ? OVER_MONTHS : OVER_DISTRICTS);
  if (over < 0)
    return -1;
  if (over != OVER_WARDS && (making->asked.scope || making->asked.number))
    return run_fail(making->run, "STRATA-X039", "'scope' and 'number' of a '%s' figure are for over: wards",
                    figure_kind_names[making->figure->kind]);
  if (making->asked.row_count)
    return fill_given(making);
  return over == OVER_MONTHS ? fill_months(making)
    : over == OVER_INDICATORS ? fill_indicators(making)
    : over == OVER_WARDS      ? fill_wards(making)
                              : fill_districts(making);
}
