/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scanning matrix says: who is in which cell, the highest score first, and who is in none. */
#include "document/tell.h"

static size_t score_of(const struct figure_matrix *matrix, size_t row)
{
  if (matrix->likelihood[row] < 0 || matrix->impact[row] < 0)
    return 0;
  return (size_t)(matrix->likelihood[row] + 1) * (size_t)(matrix->impact[row] + 1);
}

/* "Shoplifting (rose)". */
static const char *name_words(struct arena *arena, const struct figure_row *row)
{
  if (row->change == SYMBOL_NONE)
    return row->label;
  return arena_printf(arena, "%s (%s)", row->label, tell_symbol(row->change));
}

/* Those in the same cell as FIRST, in one sentence. */
static void describe_cell(struct strbuf *out, const struct figure *figure, size_t first)
{
  const struct figure_matrix *matrix = figure->matrix;
  size_t count = 0, named = 0;
  for (size_t r = 0; r < figure->row_count; r++)
    count += matrix->likelihood[r] == matrix->likelihood[first]
      && matrix->impact[r] == matrix->impact[first];
  strbuf_add_char(out, ' ');
  for (size_t r = 0; r < figure->row_count; r++)
    if (matrix->likelihood[r] == matrix->likelihood[first] && matrix->impact[r] == matrix->impact[first])
      tell_listed(out, name_words(out->arena, &figure->rows[r]), named++, count);
  if (score_of(matrix, first) == 0)
    strbuf_printf(out, " %s not placed.", count == 1 ? "is" : "are");
  else
    strbuf_printf(out, ": %s and %s, score %zu.", matrix->likelihoods[matrix->likelihood[first]],
                  matrix->impacts[matrix->impact[first]], score_of(matrix, first));
}

/* Whether no row before ROW is in its cell. */
static bool is_first(const struct figure_matrix *matrix, size_t row)
{
  for (size_t r = 0; r < row; r++)
    if (matrix->likelihood[r] == matrix->likelihood[row] && matrix->impact[r] == matrix->impact[row])
      return false;
  return true;
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  const struct figure_matrix *matrix = figure->matrix;
  size_t most = matrix->likelihood_count * matrix->impact_count;
  strbuf_printf(out, " Across: %s. A score is one times the other, and %zu at most.",
                matrix->impact_title, most);
  for (size_t score = most + 1; score-- > 0;)
    for (size_t r = 0; r < figure->row_count; r++)
      if (score_of(matrix, r) == score && is_first(matrix, r))
        describe_cell(out, figure, r);
}

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  const struct figure_matrix *matrix = figure->matrix;
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Name", false);
  const char **likelihoods = table_column(table, figure->unit, false);
  const char **impacts = table_column(table, matrix->impact_title, false);
  const char **scores = table_column(table, "Score", true);
  bool any_change = false;
  for (size_t r = 0; r < figure->row_count; r++) {
    size_t score = score_of(matrix, r);
    any_change = any_change || figure->rows[r].change != SYMBOL_NONE;
    labels[r] = figure->rows[r].label;
    likelihoods[r] = score ? matrix->likelihoods[matrix->likelihood[r]] : "[x]";
    impacts[r] = score ? matrix->impacts[matrix->impact[r]] : "[x]";
    scores[r] = score ? tell_number(table->arena, (double)score) : "[x]";
  }
  if (!any_change)
    return;
  const char **changes = table_column(table, figure->change_head ? figure->change_head : "Change", false);
  for (size_t r = 0; r < figure->row_count; r++)
    changes[r] = figure->rows[r].change == SYMBOL_NONE ? "[x]" : tell_symbol(figure->rows[r].change);
}

const struct figure_teller figure_matrix_teller = { describe, count_rows, tabulate };
