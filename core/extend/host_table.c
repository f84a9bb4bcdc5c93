/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: a plugin's columns, rows and cells into the document's. */
#include "extend/host.h"
#include "extend/shorthand.h"

#include <math.h>

static double given(const struct strata_cell *cell, uint32_t bit, double value)
{
  return cell->given & bit ? value : NAN;
}

static void read_cell(struct strata_run *run, const struct strata_cell *theirs, struct cell *ours)
{
  static const char *const graphics[] = { [CELL_TEXT] = "text",   [CELL_BAR] = "bar",
                                          [CELL_STRIP] = "strip", [CELL_SPARK] = "spark",
                                          [CELL_SPREAD] = "spread", NULL };
  static const char *const tints[] = { [TINT_NONE] = "none",       [TINT_PLAIN] = "plain",
                                       [TINT_WORSE] = "worse",     [TINT_BETTER] = "better",
                                       [TINT_NEUTRAL] = "neutral", NULL };
  int tint = run_word(run, "a cell's tint", theirs->tint, tints, TINT_NONE);
  int graphic = run_word(run, "a cell's graphic", theirs->graphic, graphics, CELL_TEXT);
  double *others = ARENA_ARRAY(run->arena, double, theirs->other_count);
  if (theirs->other_count)
    memcpy(others, theirs->others, theirs->other_count * sizeof *others);
  *ours = (struct cell) {
    .text = host_text(run, theirs->text),
    .graphic = graphic < 0 ? CELL_TEXT : (enum cell_graphic)graphic,
    .value = given(theirs, STRATA_VALUE, theirs->value),
    .before = given(theirs, STRATA_BEFORE, theirs->before),
    .most = given(theirs, STRATA_MOST, theirs->most),
    .low = given(theirs, STRATA_BAND, theirs->low),
    .high = given(theirs, STRATA_BAND, theirs->high),
    .reference = given(theirs, STRATA_REFERENCE, theirs->reference),
    .others = others,
    .other_count = theirs->other_count,
    .symbol = host_symbol(run, theirs->symbol),
    .high_right = theirs->high_right,
    .tint = tint < 0 ? TINT_NONE : (enum cell_tint)tint,
    .columns = theirs->columns,
    .rows = theirs->rows,
  };
}

static void read_row(struct strata_run *run, const struct strata_table *table,
                     const struct strata_row *theirs, size_t number, struct table_row *ours)
{
  static const char *const kinds[]
    = { [ROW_BODY] = "body", [ROW_GROUP] = "group", [ROW_TOTAL] = "total", NULL };
  int kind = run_word(run, "the kind of a row", theirs->kind, kinds, ROW_BODY);
  size_t least = kind == ROW_GROUP ? 1 : table->column_count;
  if (theirs->cell_count < least || theirs->cell_count > table->column_count) {
    run_fail(run, "STRATA-X038", "row %zu of the table has %zu cells, but there are %zu columns",
             number, theirs->cell_count, table->column_count);
    return;
  }
  struct cell *cells = ARENA_ARRAY(run->arena, struct cell, table->column_count);
  for (size_t i = 0; i < theirs->cell_count; i++) {
    struct strata_cell cell;
    host_copy_in(&cell, sizeof cell, (const char *)theirs->cells + i * table->cell_size,
                 table->cell_size);
    read_cell(run, &cell, &cells[i]);
  }
  *ours = (struct table_row) { .kind = kind < 0 ? ROW_BODY : (enum row_kind)kind,
                               .cells = cells,
                               .strong = theirs->strong };
}

static bool is_empty(const struct cell *cell)
{
  return cell->text.count == 0 && cell->graphic == CELL_TEXT && cell->tint == TINT_NONE
         && cell->columns < 2 && cell->rows < 2;
}

/* Whether what cell COLUMN of row ROW spans is there and empty; -1 after reporting. */
static int check_span(struct strata_run *run, const struct table_row *rows, size_t row_count,
                      size_t column_count, size_t row, size_t column)
{
  const struct cell *cell = &rows[row].cells[column];
  size_t columns = cell->columns > 1 ? (size_t)cell->columns : 1;
  size_t down = cell->rows > 1 ? (size_t)cell->rows : 1;
  if (cell->columns < 0 || cell->rows < 0 || columns > column_count - column
      || down > row_count - row) {
    run_fail(run, "STRATA-X038",
             "cell %zu of row %zu spans %d columns and %d rows, which reaches out of the table",
             column + 1, row + 1, cell->columns, cell->rows);
    return -1;
  }
  for (size_t r = row; r < row + down; r++)
    for (size_t k = column; k < column + columns; k++) {
      bool other = r != row || k != column;
      if (!other || (rows[r].kind != ROW_GROUP && is_empty(&rows[r].cells[k])))
        continue;
      run_fail(run, "STRATA-X038",
               "cell %zu of row %zu spans %zu columns and %zu rows, but cell %zu of row %zu, which "
               "it covers, is not empty",
               column + 1, row + 1, columns, down, k + 1, r + 1);
      return -1;
    }
  return 0;
}

static int check_spans(struct strata_run *run, const struct table_row *rows, size_t row_count,
                       size_t column_count)
{
  /* Spans that meet cover a cell that spans, or one place twice. */
  bool *taken = NULL;
  for (size_t r = 0; r < row_count; r++)
    for (size_t i = 0; rows[r].kind != ROW_GROUP && i < column_count; i++) {
      const struct cell *cell = &rows[r].cells[i];
      if (cell->columns == 0 && cell->rows == 0)
        continue;
      if (check_span(run, rows, row_count, column_count, r, i) < 0)
        return -1;
      if (!taken)
        taken = ARENA_ARRAY(run->arena, bool, row_count * column_count);
      for (int down = 0; down < (cell->rows > 1 ? cell->rows : 1); down++)
        for (int right = 0; right < (cell->columns > 1 ? cell->columns : 1); right++) {
          bool *place = &taken[(r + (size_t)down) * column_count + i + (size_t)right];
          if (*place) {
            run_fail(run, "STRATA-X038", "two cells of the table span the same place: cell %zu of row %zu",
                     i + 1 + (size_t)right, r + 1 + (size_t)down);
            return -1;
          }
          *place = true;
        }
    }
  return 0;
}

static void read_column(struct strata_run *run, const struct strata_column *theirs,
                        struct table_column *ours)
{
  static const char *const aligns[]
    = { [ALIGN_LEFT] = "left", [ALIGN_RIGHT] = "right", [ALIGN_CENTRE] = "centre", NULL };
  int align = run_word(run, "a column's align", theirs->align, aligns, ALIGN_LEFT);
  if (!(theirs->width >= 0 && theirs->width <= 1))
    run_fail(run, "STRATA-X038", "a column's width is a share of the table's: 0 to 1");
  const char *words = theirs->unit
    ? arena_printf(run->arena, "%s\n~%s~", theirs->head ? theirs->head : "", theirs->unit)
    : theirs->head;
  struct text head = host_text(run, words), group = host_text(run, theirs->group);
  if (text_leads_away(head) || text_leads_away(group))
    run_fail(run, "STRATA-X037",
             "a reference or footnote cannot stand in a table's head, which is repeated; put it in the note");
  *ours = (struct table_column) { .head = head,
                                  .group = group,
                                  .align = align < 0 ? ALIGN_LEFT : (enum align)align,
                                  .width = theirs->width,
                                  .header = theirs->header };
}

struct strata_node *host_add_table(struct strata_run *run, struct strata_node *node,
                                   const struct strata_table *given_table)
{
  struct node *parent = host_parent(run, node, "a table");
  if (!parent)
    return NULL;
  struct strata_table theirs;
  host_copy_in(&theirs, sizeof theirs, given_table, given_table->struct_size);
  if (!theirs.column_count || !theirs.row_count) {
    run_fail(run, "STRATA-X038", "a table needs at least one column and one row");
    return NULL;
  }
  struct table_column *columns = ARENA_ARRAY(run->arena, struct table_column, theirs.column_count);
  for (size_t i = 0; i < theirs.column_count; i++) {
    struct strata_column column;
    host_copy_in(&column, sizeof column, (const char *)theirs.columns + i * theirs.column_size,
                 theirs.column_size);
    read_column(run, &column, &columns[i]);
  }
  struct table_row *rows = ARENA_ARRAY(run->arena, struct table_row, theirs.row_count);
  for (size_t i = 0; i < theirs.row_count; i++) {
    struct strata_row row;
    host_copy_in(&row, sizeof row, (const char *)theirs.rows + i * theirs.row_size,
                 theirs.row_size);
    read_row(run, &theirs, &row, i + 1, &rows[i]);
  }
  if (run->failure.message
      || check_spans(run, rows, theirs.row_count, theirs.column_count) < 0)
    return NULL;
  struct shorthand_used used = { 0 };
  for (size_t i = 0; i < theirs.row_count; i++)
    for (size_t k = 0; rows[i].kind != ROW_GROUP && k < theirs.column_count; k++)
      shorthand_look(&used, text_spoken(run->arena, rows[i].cells[k].text));
  struct table *table = ARENA_NEW(run->arena, struct table);
  *table = (struct table) {
    .title = host_text(run, theirs.title),
    .meaning = host_text(run, theirs.meaning),
    .columns = columns,
    .column_count = theirs.column_count,
    .rows = rows,
    .row_count = theirs.row_count,
    .note = host_text(run, shorthand_note(run->arena, &used, theirs.note)),
    .compact = theirs.compact,
  };
  if (run->failure.message)
    return NULL;
  struct node *added = node_add(run->document, parent, NODE_TABLE, run->loc);
  added->table = table;
  return (struct strata_node *)added;
}
