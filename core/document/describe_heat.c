/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells say: the ends of all and of each row, which columns are most often among the highest, and
 * where there are none. */
#include "document/tell.h"

#include <math.h>

enum { MOST_ROWS = 12, MOST_COLUMNS_NAMED = 4, LEAST_TIMES = 2 };

static const struct figure_cell *cell_at(const struct figure *figure, size_t row, size_t column)
{
  return &figure->grid->cells[row * figure->grid->column_count + column];
}

static const char *missing_words(enum status status)
{
  return status == STATUS_NOT_APPLICABLE ? status_shorthand(status) : tell_missing(status);
}

static const char *cell_words(struct arena *arena, const struct figure_cell *cell)
{
  if (isnan(cell->value))
    return missing_words(cell->status);
  return cell->text && *cell->text ? cell->text : tell_number(arena, cell->value);
}

/* Where the highest (SIGN 1) or lowest (-1) of the rows FIRST to LAST is: the index of its cell; false:
 * none has a value. */
static bool find_extreme(const struct figure *figure, size_t first, size_t last, int sign,
                         size_t *ret_cell)
{
  size_t wide = figure->grid->column_count;
  bool any = false;
  for (size_t i = first * wide; i < (last + 1) * wide; i++) {
    double value = figure->grid->cells[i].value;
    if (isnan(value) || (any && sign * value <= sign * figure->grid->cells[*ret_cell].value))
      continue;
    *ret_cell = i;
    any = true;
  }
  return any;
}

/* "2,345 (Feb 2024)". */
static void add_cell(struct strbuf *out, const struct figure *figure, size_t index, bool with_row)
{
  size_t wide = figure->grid->column_count;
  strbuf_printf(out, "%s (%s%s%s)", cell_words(out->arena, &figure->grid->cells[index]),
                figure->grid->columns[index % wide], with_row ? " " : "",
                with_row ? figure->rows[index / wide].label : "");
}

static void describe_rows(struct strbuf *out, const struct figure *figure)
{
  for (size_t r = 0; r < figure->row_count && figure->row_count <= MOST_ROWS; r++) {
    size_t highest = 0, lowest = 0;
    if (!find_extreme(figure, r, r, 1, &highest))
      continue;
    find_extreme(figure, r, r, -1, &lowest);
    strbuf_printf(out, " %s: ", figure->rows[r].label);
    if (figure->grid->cells[highest].value == figure->grid->cells[lowest].value) {
      add_cell(out, figure, highest, false);
    } else {
      strbuf_add_text(out, "from ");
      add_cell(out, figure, lowest, false);
      strbuf_add_text(out, " to ");
      add_cell(out, figure, highest, false);
    }
    strbuf_add_char(out, '.');
  }
}

/* ---- columns ------------------------------------------------------------------------------- */

/* How many of COLUMN's values are in the highest class, and how many it has. */
static size_t count_highest(const struct figure *figure, size_t column, size_t *ret_known)
{
  double bound = figure->bounds[figure->bound_count - 1];
  size_t highest = 0;
  *ret_known = 0;
  for (size_t r = 0; r < figure->row_count; r++) {
    double value = cell_at(figure, r, column)->value;
    *ret_known += isnan(value) ? 0 : 1;
    highest += value >= bound;
  }
  return highest;
}

/* The first column that is not TAKEN and most often among the highest; false: none is often. */
static bool next_column(const struct figure *figure, const bool *taken, size_t *ret_column)
{
  size_t most = LEAST_TIMES - 1, known = 0;
  for (size_t c = 0; c < figure->grid->column_count; c++) {
    size_t times = count_highest(figure, c, &known);
    if (taken[c] || times <= most)
      continue;
    most = times;
    *ret_column = c;
  }
  return most >= LEAST_TIMES;
}

/* "Most often among the highest: Jul (4 of 6) and Aug (3 of 6)." */
static void describe_columns(struct strbuf *out, const struct figure *figure)
{
  size_t named[MOST_COLUMNS_NAMED], count = 0, known = 0;
  bool *taken = ARENA_ARRAY(out->arena, bool, figure->grid->column_count);
  if (figure->bound_count == 0)
    return;
  while (count < MOST_COLUMNS_NAMED && next_column(figure, taken, &named[count]))
    taken[named[count++]] = true;
  if (count == 0)
    return;
  strbuf_add_text(out, " Most often in the highest class: ");
  for (size_t i = 0; i < count; i++) {
    size_t times = count_highest(figure, named[i], &known);
    tell_listed(out, arena_printf(out->arena, "%s (%zu of %zu)", figure->grid->columns[named[i]],
                                  times, known), i, count);
  }
  strbuf_add_char(out, '.');
}

/* ---- gaps ---------------------------------------------------------------------------------- */

/* "2019 (Mar to Nov), 2022 (Oct)": cells without a value that are suppressed, or not. */
static void describe_gaps(struct strbuf *out, const struct figure *figure, const char *word,
                          enum status status)
{
  struct strbuf list = STRBUF(out->arena);
  for (size_t r = 0; r < figure->row_count; r++) {
    struct strbuf spans = STRBUF(out->arena);
    for (size_t c = 0, end; c < figure->grid->column_count; c = end + 1) {
      end = c;
      const struct figure_cell *cell = cell_at(figure, r, c);
      if (!isnan(cell->value) || cell->status != status)
        continue;
      while (end + 1 < figure->grid->column_count && isnan(cell_at(figure, r, end + 1)->value)
             && cell_at(figure, r, end + 1)->status == status)
        end++;
      strbuf_printf(&spans, "%s%s%s%s", spans.len ? ", " : "", figure->grid->columns[c],
                    end > c ? " to " : "", end > c ? figure->grid->columns[end] : "");
    }
    if (spans.len)
      strbuf_printf(&list, "%s%s (%s)", list.len ? ", " : "", figure->rows[r].label,
                    strbuf_text(&spans));
  }
  if (list.len)
    strbuf_printf(out, " %s: %s.", word, strbuf_text(&list));
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  size_t highest = 0, lowest = 0;
  if (!find_extreme(figure, 0, figure->row_count - 1, 1, &highest)) {
    strbuf_add_text(out, " No value is available.");
    return;
  }
  find_extreme(figure, 0, figure->row_count - 1, -1, &lowest);
  strbuf_add_text(out, " Highest: ");
  add_cell(out, figure, highest, true);
  strbuf_add_text(out, "; lowest: ");
  add_cell(out, figure, lowest, true);
  strbuf_add_char(out, '.');
  describe_rows(out, figure);
  describe_columns(out, figure);
  describe_gaps(out, figure, "Suppressed", STATUS_SUPPRESSED);
  describe_gaps(out, figure, "Not available", STATUS_UNAVAILABLE);
}

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Name", false);
  for (size_t r = 0; r < figure->row_count; r++)
    labels[r] = figure->rows[r].label;
  for (size_t c = 0; c < figure->grid->column_count; c++) {
    const char **values = table_column(table, figure->grid->columns[c], true);
    for (size_t r = 0; r < figure->row_count; r++)
      values[r] = cell_words(table->arena, cell_at(figure, r, c));
  }
}

const struct figure_teller figure_heat_teller = { describe, count_rows, tabulate };
