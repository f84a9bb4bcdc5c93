/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes between two totals say: the totals, then what rose, what fell, and what is not known. */
#include "document/tell.h"

#include <math.h>

static bool is_part(const struct figure *figure, size_t row)
{
  return row > 0 && row + 1 < figure->row_count;
}

static bool rose(const struct figure_row *row)
{
  return row->value > 0;
}

static bool fell(const struct figure_row *row)
{
  return row->value < 0;
}

static bool is_unchanged(const struct figure_row *row)
{
  return row->value == 0;
}

static bool is_suppressed(const struct figure_row *row)
{
  return isnan(row->value) && row->status == STATUS_SUPPRESSED;
}

static bool is_missing(const struct figure_row *row)
{
  return isnan(row->value) && row->status != STATUS_SUPPRESSED;
}

/* "Robbery +217 (rose 22%)": what chance may explain is said to be similar, not to have risen. */
static const char *part_words(struct arena *arena, const struct figure_row *row)
{
  if (isnan(row->value))
    return row->label;
  bool tested = row->change_text && row->change != SYMBOL_NONE;
  return arena_printf(arena, "%s %s%s%s%s", row->label, tell_row(arena, row), tested ? " (" : "",
                      tested ? row->change_text : "", tested ? ")" : "");
}

static void describe_parts(struct strbuf *out, const struct figure *figure, const char *word,
                           bool (*belongs)(const struct figure_row *row))
{
  size_t count = 0, named = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    count += is_part(figure, i) && belongs(&figure->rows[i]);
  if (count == 0)
    return;
  strbuf_printf(out, " %s: ", word);
  for (size_t i = 0; i < figure->row_count; i++)
    if (is_part(figure, i) && belongs(&figure->rows[i]))
      tell_listed(out, part_words(out->arena, &figure->rows[i]), named++, count);
  strbuf_add_char(out, '.');
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  const struct figure_row *first = &figure->rows[0], *last = &figure->rows[figure->row_count - 1];
  strbuf_printf(out, " From %s (%s) to %s (%s)%s%s.", tell_row(out->arena, first), first->label,
                tell_row(out->arena, last), last->label, last->change_text ? ": " : "",
                last->change_text ? last->change_text : "");
  describe_parts(out, figure, "More", rose);
  describe_parts(out, figure, "Fewer", fell);
  describe_parts(out, figure, "As many", is_unchanged);
  describe_parts(out, figure, "Suppressed", is_suppressed);
  describe_parts(out, figure, "Not available", is_missing);
}

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Name", false);
  const char **values = table_column(table, figure->unit ? figure->unit : "Value", true);
  const char **changes = table_column(table, figure->change_head ? figure->change_head : "Change",
                                      false);
  for (size_t r = 0; r < figure->row_count; r++) {
    const struct figure_row *row = &figure->rows[r];
    labels[r] = row->label;
    values[r] = isnan(row->value) ? tell_missing(row->status) : tell_row(table->arena, row);
    changes[r] = row->change_text ? row->change_text : status_shorthand(STATUS_NOT_APPLICABLE);
  }
}

const struct figure_teller figure_waterfall_teller = { describe, count_rows, tabulate };
