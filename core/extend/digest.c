/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/digest.h"

#include "base/num.h"

#include <math.h>

static void add_word(struct strbuf *out, const char *word)
{
  strbuf_printf(out, "|%s", word ? word : "-");
}

static void add_number(struct strbuf *out, double number)
{
  add_word(out, isfinite(number) ? num_significant(out->arena, number) : NULL);
}

static void add_numbers(struct strbuf *out, const double *numbers, size_t count)
{
  for (size_t i = 0; i < count; i++)
    add_number(out, numbers[i]);
}

static void add_text(struct strbuf *out, struct text text)
{
  for (size_t i = 0; i < text.count; i++)
    strbuf_printf(out, "|%s/%u/%s/%s", text.runs[i].text, text.runs[i].style,
                  symbol_name(text.runs[i].symbol), text.runs[i].link ? text.runs[i].link : "");
}

static void add_table(struct strbuf *out, const struct table *table)
{
  add_text(out, table->title);
  add_text(out, table->meaning);
  add_text(out, table->note);
  for (size_t i = 0; i < table->column_count; i++)
    add_text(out, table->columns[i].head);
  for (size_t i = 0; i < table->row_count; i++) {
    strbuf_printf(out, "\nrow %d", table->rows[i].kind);
    for (size_t j = 0; j < table->column_count; j++) {
      const struct cell *cell = &table->rows[i].cells[j];
      const double numbers[] = { cell->value, cell->before, cell->most,
                                 cell->low,   cell->high,   cell->reference };
      add_text(out, cell->text);
      add_numbers(out, numbers, sizeof numbers / sizeof *numbers);
      add_numbers(out, cell->others, cell->other_count);
    }
  }
}

/* All that its table says. */
static void add_cells(struct strbuf *out, const struct figure *figure)
{
  struct figure_table table;
  figure_table(out->arena, figure, &table);
  for (size_t c = 0; c < table.column_count; c++) {
    add_word(out, table.columns[c].head);
    for (size_t r = 0; r < table.row_count; r++)
      add_word(out, table.columns[c].cells[r]);
  }
}

static void add_figure(struct strbuf *out, const struct figure *figure)
{
  add_word(out, figure->title);
  add_word(out, figure->meaning);
  add_word(out, figure->unit);
  add_word(out, figure->source);
  add_word(out, figure->note);
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    const double numbers[] = { row->value, row->lower, row->upper, row->before };
    strbuf_add_text(out, "\nrow");
    add_word(out, row->label);
    add_word(out, row->value_text);
    add_word(out, row->change_text);
    add_numbers(out, numbers, sizeof numbers / sizeof *numbers);
  }
  for (size_t i = 0; i < figure->series_count; i++) {
    strbuf_add_text(out, "\nseries");
    add_word(out, figure->series[i].label);
    add_numbers(out, figure->series[i].values, figure->series[i].count);
    for (size_t k = 0; figure->series[i].marks && k < figure->series[i].count; k++)
      add_word(out, symbol_name(figure->series[i].marks[k]));
  }
  if (figure->funnel) {
    add_numbers(out, figure->funnel->row_sizes, figure->row_count);
    add_numbers(out, figure->funnel->own_limits, figure->row_count);
    add_numbers(out, figure->funnel->sizes, figure->funnel->curve_count);
  }
  add_number(out, figure->limits.mean);
  for (size_t i = 0; figure->limits.means && i < figure->series[0].count; i++) {
    add_number(out, figure->limits.lowers[i]);
    add_number(out, figure->limits.uppers[i]);
  }
  add_numbers(out, figure->bounds, figure->bound_count);
  if (figure->class_method)
    add_word(out, figure->class_method);
  if (figure_has_more(figure))
    add_cells(out, figure);
}

void digest_nodes(struct strbuf *out, const struct node *node)
{
  for (; node; node = node->next) {
    strbuf_printf(out, "\nnode %d", node->kind);
    add_text(out, node->text);
    add_text(out, node->subtitle);
    if (node->table)
      add_table(out, node->table);
    if (node->figure)
      add_figure(out, node->figure);
    for (size_t i = 0; node->key_figures && i < node->item_count; i++) {
      add_text(out, node->key_figures[i].value);
      add_text(out, node->key_figures[i].words);
      add_text(out, node->key_figures[i].comparison);
    }
    for (size_t i = 0; node->findings && i < node->item_count; i++) {
      add_text(out, node->findings[i].lead);
      add_text(out, node->findings[i].support);
    }
    strbuf_add_text(out, "\n{");
    digest_nodes(out, node->first);
    strbuf_add_text(out, "\n}");
  }
}
