/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dots say of two values each: the ends of both, and who is above and right of the reference. */
#include "document/tell.h"

#include <math.h>

enum { MOST_NAMED = 8 };

static const char *across_words(struct arena *arena, const struct figure *figure, size_t row)
{
  const char *text = figure->scatter->across_texts ? figure->scatter->across_texts[row] : NULL;
  double value = figure->scatter->across[row];
  if (text && *text)
    return text;
  return isnan(value) ? tell_missing(figure->rows[row].status) : tell_number(arena, value);
}

static const char *value_words(struct arena *arena, const struct figure *figure, size_t row)
{
  const struct figure_row *at = &figure->rows[row];
  return isnan(at->value) && !at->value_text ? tell_missing(at->status) : tell_row(arena, at);
}

/* The ends of one axis, each with its other value. */
static void describe_axis(struct strbuf *out, const struct figure *figure, const char *unit,
                          bool across)
{
  size_t highest = figure->row_count, lowest = figure->row_count;
  for (size_t r = 0; r < figure->row_count; r++) {
    const double *values = figure->scatter->across;
    double value = across ? values[r] : figure->rows[r].value;
    if (isnan(value))
      continue;
    double most = highest == figure->row_count ? -INFINITY
      : across                                 ? values[highest]
                                               : figure->rows[highest].value;
    double least = lowest == figure->row_count ? INFINITY
      : across                                 ? values[lowest]
                                               : figure->rows[lowest].value;
    highest = value > most ? r : highest;
    lowest = value < least ? r : lowest;
  }
  if (highest == figure->row_count)
    return;
  strbuf_printf(out, " By %s: highest %s %s, lowest %s %s.", unit, figure->rows[highest].label,
                across ? across_words(out->arena, figure, highest)
                       : value_words(out->arena, figure, highest),
                figure->rows[lowest].label,
                across ? across_words(out->arena, figure, lowest)
                       : value_words(out->arena, figure, lowest));
}

static bool is_above_both(const struct figure *figure, size_t row)
{
  return figure->rows[row].value > figure->reference
         && figure->scatter->across[row] > figure->scatter->reference;
}

static void describe(struct strbuf *out, const struct figure *figure)
{
  describe_axis(out, figure, figure->unit ? figure->unit : "Up", false);
  describe_axis(out, figure, figure->scatter->unit, true);
  size_t above = 0, named = 0;
  for (size_t r = 0; r < figure->row_count; r++)
    above += is_above_both(figure, r);
  if (above > MOST_NAMED)
    strbuf_printf(out, " Above the reference in both: %zu of %zu.", above, figure->row_count);
  else if (above > 0)
    strbuf_add_text(out, " Above the reference in both: ");
  for (size_t r = 0; above <= MOST_NAMED && r < figure->row_count; r++)
    if (is_above_both(figure, r))
      tell_listed(out, figure->rows[r].label, named++, above);
  if (named)
    strbuf_add_char(out, '.');
  struct strbuf missing = STRBUF(out->arena);
  for (size_t r = 0; r < figure->row_count; r++)
    if (isnan(figure->rows[r].value) || isnan(figure->scatter->across[r]))
      strbuf_printf(&missing, "%s%s", missing.len ? ", " : "", figure->rows[r].label);
  if (missing.len)
    strbuf_printf(out, " Not available: %s.", strbuf_text(&missing));
}

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

static void tabulate(struct tabling *table, const struct figure *figure)
{
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Name", false);
  const char **across = table_column(table, figure->scatter->unit, true);
  const char **values = table_column(table, figure->unit ? figure->unit : "Value", true);
  for (size_t r = 0; r < figure->row_count; r++) {
    labels[r] = figure->rows[r].label;
    across[r] = across_words(table->arena, figure, r);
    values[r] = value_words(table->arena, figure, r);
  }
}

const struct figure_teller figure_scatter_teller = { describe, count_rows, tabulate };
