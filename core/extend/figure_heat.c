/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat maps: an indicator's months by years, or cells that a script gives (hours by weekdays). */
#include "base/num.h"
#include "compute/quantile.h"
#include "extend/host_figure.h"
#include "extend/words.h"

#include <math.h>

enum { YEAR = 12, MOST_COLUMNS = 31, QUARTERS = 4 };

/* ---- months by years ----------------------------------------------------------------------- */

/* One month.  Those before the first and after the last that were supplied are not missing: they lie
 * outside the data. */
static struct figure_cell cell_of(struct making *making, int32_t month, const double *values,
                                  int32_t first, size_t count)
{
  struct strata_run *run = making->run;
  struct figure_cell cell = { .value = NAN, .lower = NAN, .upper = NAN, .text = "",
                              .status = STATUS_NOT_APPLICABLE };
  if (month < first || (size_t)(month - first) >= count)
    return cell;
  cell.value = values[month - first];
  cell.status = STATUS_PUBLISHED;
  cell.text = words_count(run->arena, cell.value);
  if (isfinite(cell.value))
    return cell;
  struct result result;
  run_find(run, making->indicator, making->area, (struct period) { month, PERIOD_MONTH }, NULL,
           &result);
  cell.status = result.status == STATUS_SUPPRESSED ? STATUS_SUPPRESSED : STATUS_UNAVAILABLE;
  cell.text = status_shorthand(cell.status);
  return cell;
}

static const char *const *month_heads(struct arena *arena)
{
  const char **heads = ARENA_ARRAY(arena, const char *, YEAR);
  for (int i = 0; i < YEAR; i++)
    heads[i] = month_short_name(i + 1);
  return heads;
}

static int fill_years(struct making *making)
{
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  int32_t first = 0, from = INT32_MIN;
  size_t count = 0;
  if (making->indicator_count != 1)
    return run_fail(run, "STRATA-X039", "a 'heat' figure of months needs one indicator");
  if (making->asked.from && run_month(run, making->asked.from, &from) < 0)
    return -1;
  const double *values = released_months(run->released, making->indicator, making->area, &first, &count);
  int32_t start = from > first ? from : first;
  if (!values || start - first >= (int64_t)count) {
    struct result result;
    run_find(run, making->indicator, making->area, making->period, NULL, &result);
    making->reason = result.reason;
    return 0;
  }
  size_t known = count - (size_t)(start - first);
  values += start - first;
  int first_year = month_year(start), last_year = month_year(start + (int32_t)known - 1);
  size_t rows = (size_t)(last_year - first_year + 1);
  struct figure_row *row = ARENA_ARRAY(run->arena, struct figure_row, rows);
  struct figure_cell *cells = ARENA_ARRAY(run->arena, struct figure_cell, rows * YEAR);
  for (size_t r = 0; r < rows; r++) {
    int year = first_year + (int)r;
    row[r] = figure_row_of(num_format(run->arena, year, 0, NUM_PLAIN));
    for (int m = 0; m < YEAR; m++) {
      int32_t month = month_of(year, m + 1);
      cells[r * YEAR + (size_t)m] = cell_of(making, month, values, start, known);
    }
  }
  struct figure_grid *grid = ARENA_NEW(run->arena, struct figure_grid);
  *grid = (struct figure_grid) { month_heads(run->arena), YEAR, cells, false };
  figure->grid = grid;
  figure->rows = row;
  figure->row_count = rows;
  const struct indicator *definition = &run->catalog->indicators[making->indicator];
  if (!figure->unit)
    figure->unit
      = arena_printf(run->arena, "%s a month", definition->noun ? definition->noun : "number");
  if (!figure->row_head)
    figure->row_head = "Year";
  return 0;
}

/* ---- classes ------------------------------------------------------------------------------- */

/* The values that part the cells into four parts of as many each, those that are equal once. */
static size_t find_quarters(struct making *making, double *ret_bounds)
{
  const struct figure_grid *grid = making->figure->grid;
  size_t all = making->figure->row_count * grid->column_count, bounds = 0;
  double *values = ARENA_ARRAY(making->run->arena, double, all);
  for (size_t i = 0; i < all; i++)
    values[i] = grid->cells[i].value;
  size_t known = sort_values(values, all);
  for (int i = 1; i < QUARTERS && known > 0; i++) {
    double bound = quantile_value(values, known, (double)i / QUARTERS);
    /* At a value that there is, so that no class is empty. */
    size_t at = 0;
    while (at + 1 < known && values[at] < bound)
      at++;
    bound = values[at];
    if (bound > values[0] && (bounds == 0 || bound > ret_bounds[bounds - 1]))
      ret_bounds[bounds++] = bound;
  }
  return bounds;
}

/* The ends of the values in CLASS as they are printed: "3,120 to 4,015". */
static const char *class_words(struct making *making, size_t class)
{
  const struct figure *figure = making->figure;
  double low = class ? figure->bounds[class - 1] : -INFINITY;
  double high = class < figure->bound_count ? figure->bounds[class] : INFINITY;
  const struct figure_cell *least = NULL, *most = NULL;
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++) {
    const struct figure_cell *cell = &figure->grid->cells[i];
    if (!(cell->value >= low && cell->value < high))
      continue;
    least = !least || cell->value < least->value ? cell : least;
    most = !most || cell->value > most->value ? cell : most;
  }
  if (!least)
    return "none";
  if (least->value == most->value)
    return least->text;
  return arena_printf(making->run->arena, "%s to %s", least->text, most->text);
}

static int set_classes(struct making *making)
{
  static const char *const notes[QUARTERS]
    = { "lowest quarter", "second quarter", "third quarter", "highest quarter" };
  struct strata_run *run = making->run;
  struct figure *figure = making->figure;
  const struct strata_figure *asked = &making->asked;
  double quarters[QUARTERS - 1];
  size_t count = find_quarters(making, quarters);
  if (figure_take_bounds(making, quarters, count) < 0)
    return -1;
  const char **labels = ARENA_ARRAY(run->arena, const char *, figure->bound_count + 1);
  for (size_t i = 0; i <= figure->bound_count; i++)
    labels[i] = asked->labels ? host_plain(run, asked->labels[i]) : class_words(making, i);
  figure->class_labels = labels;
  if (!asked->bounds && count == QUARTERS - 1)
    figure->class_notes = notes;
  return 0;
}

int figure_fill_heat(struct making *making)
{
  int status = making->asked.row_count ? figure_take_given_grid(making, 2, MOST_COLUMNS)
                                       : fill_years(making);
  return status < 0 || !making->figure->grid ? status : set_classes(making);
}
