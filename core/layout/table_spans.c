/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/table.h"

/* A sentence, not a figure or a shorthand, runs over empty cells. */
enum { SENTENCE_LENGTH = 12 };

/* Whether what is left of the cell can run over COLUMN of ROW. */
static bool is_free(const struct table_plan *plan, size_t row, size_t column)
{
  const struct cell *cell = &plan->table->rows[row].cells[column];
  return cell->text.count == 0 && cell->graphic == CELL_TEXT && cell->rows < 2
         && !table_covered(plan, row, column);
}

size_t table_span(const struct table_plan *plan, size_t row, size_t column)
{
  const struct table *table = plan->table;
  if (table->rows[row].kind == ROW_GROUP)
    return column == 0 ? table->column_count : 1;
  const struct cell *cell = &table->rows[row].cells[column];
  if (cell->columns > 1)
    return (size_t)cell->columns;
  if (column == 0 || cell->graphic != CELL_TEXT || cell->text.count == 0)
    return 1;
  size_t end = column + 1, length = 0;
  while (end < table->column_count && is_free(plan, row, end))
    end++;
  for (size_t i = 0; i < cell->text.count; i++)
    length += strlen(cell->text.runs[i].text);
  return end == table->column_count && length > SENTENCE_LENGTH ? end - column : 1;
}

size_t table_row_span(const struct table *table, size_t row, size_t column)
{
  int rows = table->rows[row].kind == ROW_GROUP ? 0 : table->rows[row].cells[column].rows;
  return rows > 1 ? (size_t)rows : 1;
}

bool table_covered(const struct table_plan *plan, size_t row, size_t column)
{
  return plan->covered && row < plan->table->row_count
         && plan->covered[row * plan->table->column_count + column];
}

void table_find_covered(struct table_plan *plan)
{
  const struct table *table = plan->table;
  size_t columns = table->column_count;
  for (size_t r = 0; r < table->row_count; r++)
    for (size_t i = 0; i < columns; i++) {
      size_t rows = table_row_span(table, r, i);
      if (rows < 2)
        continue;
      if (!plan->covered)
        plan->covered = ARENA_ARRAY(plan->galley->canvas.arena, bool, columns * table->row_count);
      size_t span = table_span(plan, r, i);
      for (size_t below = r + 1; below < r + rows; below++)
        for (size_t k = i; k < i + span; k++)
          plan->covered[below * columns + k] = true;
    }
}
