/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which heads a cell has.  That a head heads a row or a column is said by its scope.  A reader that looks for
 * them up a column ends at the first head that it meets below other cells: at that of a group of rows, and
 * never finds the column's.  So where heads stand over parts of a table, each cell names its own. */
#include "layout/table.h"

struct table_headers {
  int *heads, *groups;      /* by column: tags; -1: none */
  int *row_heads;           /* by column: the last that heads a row */
  size_t *row_heads_end;    /* where the rows end that it heads */
  int row_group;            /* of the rows that follow; -1: none */
};

static int *no_tags(struct arena *arena, size_t count)
{
  int *tags = ARENA_ARRAY(arena, int, count);
  for (size_t i = 0; i < count; i++)
    tags[i] = -1;
  return tags;
}

static bool heads_parts(const struct table_plan *plan)
{
  const struct table *table = plan->table;
  for (size_t r = 0; r < table->row_count; r++) {
    if (table->rows[r].kind == ROW_GROUP)
      return true;
    for (size_t i = 0; i < table->column_count; i++)
      if (table->rows[r].cells[i].columns > 1 || table->rows[r].cells[i].rows > 1)
        return true;
  }
  return plan->has_groups;
}

void table_note_headers(struct table_plan *plan)
{
  struct arena *arena = plan->galley->canvas.arena;
  size_t count = plan->table->column_count;
  if (!heads_parts(plan))
    return;
  plan->headers = ARENA_NEW(arena, struct table_headers);
  *plan->headers = (struct table_headers){.heads = no_tags(arena, count),
                                          .groups = no_tags(arena, count),
                                          .row_heads = no_tags(arena, count),
                                          .row_heads_end = ARENA_ARRAY(arena, size_t, count),
                                          .row_group = -1};
}

void table_add_head(struct table_plan *plan, size_t column, bool group, int tag)
{
  struct table_headers *headers = plan->headers;
  if (headers && tag_at(&plan->galley->canvas, tag)->role == TAG_TH)
    *(group ? &headers->groups[column] : &headers->heads[column]) = tag;
}

static void add(int *tags, int *count, int tag)
{
  if (tag >= 0 && (*count == 0 || tags[*count - 1] != tag))
    tags[(*count)++] = tag;
}

void table_name_headers(struct table_plan *plan, size_t row, size_t column, size_t span, size_t rows,
                        int tag)
{
  struct table_headers *headers = plan->headers;
  struct canvas *canvas = &plan->galley->canvas;
  if (!headers)
    return;
  if (plan->table->rows[row].kind == ROW_GROUP) {
    headers->row_group = tag;
    return;
  }
  size_t most = 2 * span + 1 + column;
  int *tags = ARENA_ARRAY(canvas->arena, int, most), count = 0;
  for (size_t i = column; i < column + span; i++)
    add(tags, &count, headers->groups[i]);
  for (size_t i = column; i < column + span; i++)
    add(tags, &count, headers->heads[i]);
  add(tags, &count, headers->row_group);
  for (size_t i = 0; i < column; i++)
    if (row < headers->row_heads_end[i])
      add(tags, &count, headers->row_heads[i]);
  tag_at(canvas, tag)->headers = tags;
  tag_at(canvas, tag)->header_count = count;
  if (tag_at(canvas, tag)->role != TAG_TH)
    return;
  headers->row_heads[column] = tag;
  headers->row_heads_end[column] = row + rows;
}
