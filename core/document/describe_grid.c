/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rows with several columns say: of each column its ends, then what changed. */
#include "document/tell.h"

#include <math.h>

enum { MOST_NAMED = 6 };

static const struct figure_cell *cell_at(const struct figure *figure, size_t row, size_t column)
{
  return &figure->grid->cells[row * figure->grid->column_count + column];
}

static const char *cell_words(struct arena *arena, const struct figure_cell *cell)
{
  if (cell->text && *cell->text)
    return cell->text;
  return isnan(cell->value) ? tell_missing(cell->status) : tell_number(arena, cell->value);
}

/* The row that is highest (SIGN 1) or lowest (-1) in COLUMN; false: none has a value. */
static bool find_extreme(const struct figure *figure, size_t column, int sign, size_t *ret_row)
{
  bool any = false;
  for (size_t r = 0; r < figure->row_count; r++) {
    double value = cell_at(figure, r, column)->value;
    if (isnan(value) || (any && sign * value <= sign * cell_at(figure, *ret_row, column)->value))
      continue;
    *ret_row = r;
    any = true;
  }
  return any;
}

static void describe_column(struct strbuf *out, const struct figure *figure, size_t column)
{
  size_t highest = 0, lowest = 0;
  strbuf_printf(out, " %s: ", figure->grid->columns[column]);
  if (!find_extreme(figure, column, 1, &highest)) {
    strbuf_add_text(out, "no value is available.");
    return;
  }
  find_extreme(figure, column, -1, &lowest);
  strbuf_printf(out, "highest %s %s, lowest %s %s.", figure->rows[highest].label,
                cell_words(out->arena, cell_at(figure, highest, column)), figure->rows[lowest].label,
                cell_words(out->arena, cell_at(figure, lowest, column)));
}

/* "Rose: Ashby from 12.0 to 24.0 and Corby from 9.0 to 11.0." */
static void describe_changed(struct strbuf *out, const struct figure *figure, const char *word,
                             const char *change)
{
  size_t count = 0, named = 0, last = figure->grid->column_count - 1;
  for (size_t r = 0; r < figure->row_count; r++)
    count += strcmp(tell_symbol(figure->rows[r].change), change) == 0;
  if (count == 0)
    return;
  if (count > MOST_NAMED) {
    strbuf_printf(out, " %s: %zu of %zu.", word, count, figure->row_count);
    return;
  }
  strbuf_printf(out, " %s: ", word);
  for (size_t r = 0; r < figure->row_count; r++) {
    if (strcmp(tell_symbol(figure->rows[r].change), change) != 0)
      continue;
    tell_listed(out, arena_printf(out->arena, "%s from %s to %s", figure->rows[r].label,
                                  cell_words(out->arena, cell_at(figure, r, 0)),
                                  cell_words(out->arena, cell_at(figure, r, last))),
                named++, count);
  }
  strbuf_add_char(out, '.');
}

/* Rows that have no value in some column for the reason STATUS. */
static void describe_gaps(struct strbuf *out, const struct figure *figure, const char *word,
                          bool suppressed)
{
  struct strbuf list = STRBUF(out->arena);
  for (size_t r = 0; r < figure->row_count; r++)
    for (size_t c = 0; c < figure->grid->column_count; c++) {
      const struct figure_cell *cell = cell_at(figure, r, c);
      if (isnan(cell->value) && (cell->status == STATUS_SUPPRESSED) == suppressed)
        strbuf_printf(&list, "%s%s (%s)", list.len ? ", " : "", figure->rows[r].label,
                      figure->grid->columns[c]);
    }
  if (list.len)
    strbuf_printf(out, " %s: %s.", word, strbuf_text(&list));
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  for (size_t c = 0; c < figure->grid->column_count; c++)
    describe_column(out, figure, c);
  describe_changed(out, figure, "Rose", "rose");
  describe_changed(out, figure, "Fell", "fell");
  describe_gaps(out, figure, "Suppressed", true);
  describe_gaps(out, figure, "Not available", false);
}

/* ---- the table ----------------------------------------------------------------------------- */

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

static bool has_intervals(const struct figure *figure)
{
  for (size_t i = 0; i < figure->row_count * figure->grid->column_count; i++)
    if (!isnan(figure->grid->cells[i].lower) && !isnan(figure->grid->cells[i].upper))
      return true;
  return false;
}

static void tabulate_column(struct tabling *table, const struct figure *figure, size_t column,
                            bool intervals)
{
  const char *name = figure->grid->columns[column];
  const char **values = table_column(table, name, true);
  for (size_t r = 0; r < figure->row_count; r++)
    values[r] = cell_words(table->arena, cell_at(figure, r, column));
  if (!intervals)
    return;
  const char **spans = table_column(table, arena_printf(table->arena, "%s, interval", name), false);
  for (size_t r = 0; r < figure->row_count; r++) {
    const struct figure_cell *cell = cell_at(figure, r, column);
    spans[r] = isnan(cell->lower) || isnan(cell->upper)
      ? tell_missing(cell->status)
      : arena_printf(table->arena, "%s to %s", tell_like(table->arena, cell->lower, cell->text),
                     tell_like(table->arena, cell->upper, cell->text));
  }
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Name", false);
  bool any_change = false;
  for (size_t r = 0; r < figure->row_count; r++) {
    labels[r] = figure->rows[r].label;
    any_change = any_change || figure->rows[r].change_text;
  }
  bool intervals = has_intervals(figure);
  for (size_t c = 0; c < figure->grid->column_count; c++)
    tabulate_column(table, figure, c, intervals);
  if (!any_change)
    return;
  const char **changes = table_column(table, figure->change_head ? figure->change_head : "Change",
                                      false);
  for (size_t r = 0; r < figure->row_count; r++)
    changes[r] = figure->rows[r].change_text ? figure->rows[r].change_text : "[x]";
}

const struct figure_teller figure_grid_teller = { describe, count_rows, tabulate };
