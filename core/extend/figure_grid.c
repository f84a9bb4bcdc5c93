/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows with a value in each of several columns: districts or indicators by period, or whatever a
 * script gives. */
#include "base/num.h"
#include "extend/host_figure.h"
#include "extend/marks.h"
#include "extend/words.h"

#include <math.h>

/* A grid in the making: its figure is const to all others. */
struct filling {
  struct making *making;
  struct figure_row *rows;
  struct figure_cell *cells;
  size_t row_count, column_count;
  const struct period *periods; /* one a column; of a grid of results */
};

static struct figure_cell *cell_at(const struct filling *filling, size_t row, size_t column)
{
  return &filling->cells[row * filling->column_count + column];
}

static void begin(struct filling *filling)
{
  struct arena *arena = filling->making->run->arena;
  filling->rows = ARENA_ARRAY(arena, struct figure_row, filling->row_count);
  filling->cells
    = ARENA_ARRAY(arena, struct figure_cell, filling->row_count * filling->column_count);
}

/* ---- order --------------------------------------------------------------------------------- */

static double last_value(const struct filling *filling, size_t row)
{
  return cell_at(filling, row, filling->column_count - 1)->value;
}

/* By the last column, the highest first; without a value last; equals in the order they have. */
static void sort_rows(struct filling *filling)
{
  size_t wide = filling->column_count;
  struct figure_cell *moving = ARENA_ARRAY(filling->making->run->arena, struct figure_cell, wide);
  for (size_t i = 1; i < filling->row_count; i++) {
    struct figure_row row = filling->rows[i];
    double value = last_value(filling, i);
    memcpy(moving, cell_at(filling, i, 0), wide * sizeof *moving);
    size_t at = i;
    for (; at > 0 && isfinite(value)
         && (isnan(last_value(filling, at - 1)) || last_value(filling, at - 1) < value); at--) {
      filling->rows[at] = filling->rows[at - 1];
      memcpy(cell_at(filling, at, 0), cell_at(filling, at - 1, 0), wide * sizeof *moving);
    }
    filling->rows[at] = row;
    memcpy(cell_at(filling, at, 0), moving, wide * sizeof *moving);
  }
}

/* ---- results ------------------------------------------------------------------------------- */

/* Those that are asked for; otherwise the report's, after the one that it is compared with. */
static int read_periods(struct making *making, const struct period **ret_periods, size_t *ret_count)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  size_t count = asked->period_count;
  struct period *periods = ARENA_ARRAY(run->arena, struct period, count + 2);
  for (size_t i = 0; i < count; i++)
    if (run_period(run, asked->periods[i], &periods[i]) < 0)
      return -1;
  if (count == 0) {
    struct result whole;
    run_find(run, making->indicator, run->catalog->comparator, making->period, NULL, &whole);
    if (whole.change != CHANGE_NOT_COMPARABLE && whole.change != CHANGE_NOT_TESTED)
      periods[count++] = whole.before;
    periods[count++] = making->period;
  }
  *ret_periods = periods;
  *ret_count = count;
  return 0;
}

/* A row's cells, and the change from its first column to its last. */
static void fill_row(const struct filling *filling, size_t row, int indicator, int area)
{
  struct making *making = filling->making;
  struct strata_run *run = making->run;
  const struct indicator *definition = &run->catalog->indicators[indicator];
  size_t last = filling->column_count - 1;
  for (size_t c = 0; c <= last; c++) {
    struct result result;
    run_find(run, indicator, area, filling->periods[c], c ? &filling->periods[0] : NULL, &result);
    bool published = result.status == STATUS_PUBLISHED;
    if (!published)
      making->reason = result.reason;
    *cell_at(filling, row, c) = (struct figure_cell) {
      .value = result.value, .lower = result.lower, .upper = result.upper, .status = result.status,
      .mark = mark_position(definition, &result), .text = words_result(run, indicator, &result),
    };
    if (c == last && c > 0) {
      filling->rows[row].change = mark_change(definition, &result);
      filling->rows[row].change_text = words_change(run->arena, &result);
    }
    bool stands_out = result.significance == SIGNIFICANCE_HIGHER
                      || result.significance == SIGNIFICANCE_LOWER;
    /* What a slope shows is the change: its lines are told apart by that. */
    if (c == last)
      filling->rows[row].strong
        = area == run->area || (stands_out && making->figure->kind != FIGURE_SLOPE);
  }
}

static void fill_districts(struct filling *filling)
{
  const struct catalog *catalog = filling->making->run->catalog;
  for (size_t i = 0; i < filling->row_count; i++) {
    filling->rows[i] = figure_row_of(catalog->areas[i].name);
    filling->rows[i].area = (int)i;
    fill_row(filling, i, filling->making->indicator, (int)i);
  }
}

static void fill_indicators(struct filling *filling)
{
  struct making *making = filling->making;
  for (size_t i = 0; i < filling->row_count; i++) {
    const struct indicator *definition = &making->run->catalog->indicators[making->indicators[i]];
    filling->rows[i]
      = figure_row_of(definition->short_title ? definition->short_title : definition->title);
    fill_row(filling, i, making->indicators[i], making->area);
  }
}

static const char *const *period_heads(struct strata_run *run, const struct period *periods,
                                       size_t count)
{
  const char **heads = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    char *head = arena_strdup(run->arena, period_words(run->arena, periods[i]));
    if (*head >= 'a' && *head <= 'z')
      *head = (char)(*head - 'a' + 'A');
    heads[i] = head;
  }
  return heads;
}

static int fill_results(struct filling *filling, const char *const **ret_columns)
{
  enum over { OVER_DISTRICTS, OVER_INDICATORS };
  static const char *const overs[] = { "districts", "indicators", NULL };
  struct making *making = filling->making;
  struct strata_run *run = making->run;
  int over = run_word(run, "what the figure goes over", making->asked.over, overs,
                      making->asked.indicator_count ? OVER_INDICATORS : OVER_DISTRICTS);
  if (over < 0 || read_periods(making, &filling->periods, &filling->column_count) < 0)
    return -1;
  filling->row_count
    = over == OVER_INDICATORS ? making->indicator_count : run->catalog->district_count;
  begin(filling);
  if (over == OVER_INDICATORS)
    fill_indicators(filling);
  else
    fill_districts(filling);
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  bool counts = definition->statistic == STATISTIC_COUNT;
  if (!making->figure->unit)
    making->figure->unit = counts && definition->noun ? definition->noun : definition->unit;
  if (!making->figure->row_head)
    making->figure->row_head = over == OVER_INDICATORS ? "Indicator" : "District";
  *ret_columns = period_heads(run, filling->periods, filling->column_count);
  return 0;
}

/* ---- given --------------------------------------------------------------------------------- */

static int fill_given_cells(struct filling *filling, const struct strata_figure_row *given,
                            size_t row)
{
  struct making *making = filling->making;
  struct strata_run *run = making->run;
  size_t wide = filling->column_count;
  const size_t counts[] = { given->value_count, given->lower_count, given->upper_count,
                            given->text_count, given->mark_count };
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    if (counts[i] != wide && (counts[i] || i == 0))
      return run_fail(run, "STRATA-X039",
                      "row %zu of the figure has %zu values, texts or marks for %zu columns", row + 1,
                      counts[i], wide);
  for (size_t c = 0; c < wide; c++) {
    struct figure_cell *cell = cell_at(filling, row, c);
    const char *text = given->text_count ? host_plain(run, given->texts[c]) : NULL;
    cell->value = given->values[c];
    cell->lower = given->lower_count ? given->lowers[c] : NAN;
    cell->upper = given->upper_count ? given->uppers[c] : NAN;
    cell->status = isfinite(cell->value)                  ? STATUS_PUBLISHED
      : text && strcmp(text, status_shorthand(STATUS_SUPPRESSED)) == 0 ? STATUS_SUPPRESSED
                                                          : STATUS_UNAVAILABLE;
    cell->text = text && *text ? text : figure_given_words(making, cell->value);
    cell->mark = given->mark_count && *given->marks[c] ? host_symbol(run, given->marks[c])
                                                       : SYMBOL_NONE;
  }
  return 0;
}

static int fill_given(struct filling *filling)
{
  struct making *making = filling->making;
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  filling->row_count = asked->row_count;
  filling->column_count = asked->column_count;
  if (!asked->column_count)
    return run_fail(run, "STRATA-X039", "a '%s' figure with rows of its own needs 'columns'",
                    figure_kind_names[making->figure->kind]);
  begin(filling);
  for (size_t i = 0; i < asked->row_count; i++) {
    struct strata_figure_row given;
    host_copy_in(&given, sizeof given, (const char *)asked->rows + i * asked->row_size,
                 asked->row_size);
    struct figure_row *row = &filling->rows[i];
    *row = figure_row_of(host_plain(run, given.label));
    row->change_text = host_plain(run, given.change_text);
    row->change = host_symbol(run, given.change);
    row->strong = given.strong;
    if (!row->label)
      return run_fail(run, "STRATA-X039", "row %zu of the figure has no label", i + 1);
    if (fill_given_cells(filling, &given, i) < 0)
      return -1;
  }
  if (!making->figure->unit)
    return run_fail(run, "STRATA-X039", "a figure with rows of its own needs a unit for its axis");
  return 0;
}

/* ---- all ----------------------------------------------------------------------------------- */

static int read_columns(struct making *making, size_t count, const char *const **ret_columns)
{
  struct strata_run *run = making->run;
  const struct strata_figure *asked = &making->asked;
  if (!asked->column_count)
    return 0;
  if (asked->column_count != count)
    return run_fail(run, "STRATA-X039", "the figure has %zu columns, and %zu heads for them", count,
                    asked->column_count);
  const char **columns = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    columns[i] = host_plain(run, asked->columns[i]);
  *ret_columns = columns;
  return 0;
}

static int check_columns(struct making *making, size_t count, size_t least, size_t most)
{
  if (count >= least && count <= most)
    return 0;
  return run_fail(making->run, "STRATA-X039", "a '%s' figure has %zu to %zu columns, not %zu",
                  figure_kind_names[making->figure->kind], least, most, count);
}

static void take(const struct filling *filling, const char *const *columns, bool ordered)
{
  struct figure *figure = filling->making->figure;
  struct figure_grid *grid = ARENA_NEW(filling->making->run->arena, struct figure_grid);
  *grid = (struct figure_grid) { columns, filling->column_count, filling->cells, ordered };
  figure->grid = grid;
  figure->rows = filling->rows;
  figure->row_count = filling->row_count;
}

int figure_take_given_grid(struct making *making, size_t least, size_t most)
{
  struct filling filling = { .making = making };
  const char *const *columns = NULL;
  if (fill_given(&filling) < 0 || read_columns(making, filling.column_count, &columns) < 0
      || check_columns(making, filling.column_count, least, most) < 0)
    return -1;
  take(&filling, columns, false);
  return 0;
}

int figure_fill_grid(struct making *making)
{
  enum { LEAST_COLUMNS = 2, MOST_COLUMNS = 4 };
  struct filling filling = { .making = making };
  const char *const *columns = NULL;
  if (making->asked.row_count)
    return figure_take_given_grid(making, LEAST_COLUMNS, MOST_COLUMNS);
  if (fill_results(&filling, &columns) < 0
      || read_columns(making, filling.column_count, &columns) < 0
      || check_columns(making, filling.column_count, LEAST_COLUMNS, MOST_COLUMNS) < 0)
    return -1;
  sort_rows(&filling);
  take(&filling, columns, true);
  return 0;
}
