/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hot spots say: how many there are of each kind, which are the hottest, and where nothing is known;
 * and what a surface of density says: its peak, and how much ground each class covers. */
#include "document/tell.h"

#include <math.h>

enum { HOTTEST = 3 };

static const char *label_of(const struct figure_hot *hot, int level)
{
  return hot->labels[2 - level];
}

static size_t count_level(const struct figure *figure, int level)
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    count += !isnan(figure->rows[i].value) && figure->hot->levels[i] == level;
  return count;
}

static size_t count_without(const struct figure *figure, bool suppressed)
{
  size_t count = 0;
  for (size_t i = 0; i < figure->row_count; i++)
    count += isnan(figure->rows[i].value)
             && (figure->rows[i].status == STATUS_SUPPRESSED) == suppressed;
  return count;
}

/* The hottest row that is not TAKEN, equals in their order; false: there is none. */
static bool next_hottest(const struct figure *figure, const bool *taken, size_t *ret_row)
{
  bool any = false;
  for (size_t i = 0; i < figure->row_count; i++) {
    if (taken[i] || figure->hot->levels[i] <= 0
        || (any && figure->rows[i].value <= figure->rows[*ret_row].value))
      continue;
    *ret_row = i;
    any = true;
  }
  return any;
}

static void add_hottest(struct strbuf *out, const struct figure *figure)
{
  bool *taken = ARENA_ARRAY(out->arena, bool, figure->row_count);
  size_t named[HOTTEST], count = 0;
  while (count < HOTTEST && next_hottest(figure, taken, &named[count]))
    taken[named[count++]] = true;
  if (!count)
    return;
  strbuf_add_text(out, " Hottest: ");
  for (size_t i = 0; i < count; i++)
    tell_listed(out, arena_printf(out->arena, "%s (%s)", figure->rows[named[i]].label,
                                  tell_row(out->arena, &figure->rows[named[i]])), i, count);
  strbuf_add_char(out, '.');
}

static void describe_hotspots(struct strbuf *out, const struct figure *figure)
{
  const char *separator = " Neighbourhoods: ";
  if (figure->class_method)
    strbuf_printf(out, " %s.", figure->class_method);
  for (int level = 2; level >= -2; level--) {
    if (!label_of(figure->hot, level))
      continue;
    strbuf_printf(out, "%s%s, %zu", separator, label_of(figure->hot, level),
                  count_level(figure, level));
    separator = "; ";
  }
  strbuf_add_char(out, '.');
  add_hottest(out, figure);
  size_t suppressed = count_without(figure, true), missing = count_without(figure, false);
  if (suppressed)
    strbuf_printf(out, " Suppressed: %zu of %zu.", suppressed, figure->row_count);
  if (missing)
    strbuf_printf(out, " Not available: %zu of %zu.", missing, figure->row_count);
}

static void tabulate_hotspots(struct tabling *table, const struct figure *figure)
{
  const char **labels = table_column(table, figure->row_head ? figure->row_head : "Neighbourhood",
                                     false);
  const char **values = table_column(table, figure->unit, true);
  const char **levels = table_column(table, "Hot or cold", false);
  for (size_t i = 0; i < figure->row_count; i++) {
    const struct figure_row *row = &figure->rows[i];
    bool known = !isnan(row->value);
    labels[i] = row->label;
    values[i] = known ? tell_row(table->arena, row) : tell_missing(row->status);
    levels[i] = known ? label_of(figure->hot, figure->hot->levels[i]) : tell_missing(row->status);
  }
}

static void describe_density(struct strbuf *out, const struct figure *figure)
{
  if (figure->class_method)
    strbuf_printf(out, " %s.", figure->class_method);
  if (figure->density && figure->density->peak)
    strbuf_printf(out, " Highest: %s.", figure->density->peak);
  strbuf_add_text(out, " Ground covered: ");
  for (size_t i = 0; i < figure->row_count; i++)
    strbuf_printf(out, "%s%s, %s", i ? "; " : "", figure->rows[i].label,
                  figure->rows[i].value_text);
  strbuf_add_char(out, '.');
}

static void tabulate_density(struct tabling *table, const struct figure *figure)
{
  const char **labels = table_column(table, figure->unit, false);
  const char **values = table_column(table, "Ground covered", true);
  for (size_t i = 0; i < figure->row_count; i++) {
    labels[i] = figure->rows[i].label;
    values[i] = figure->rows[i].value_text;
  }
}

static size_t count_rows(const struct figure *figure)
{
  return figure->row_count;
}

const struct figure_teller figure_hotspots_teller
  = { describe_hotspots, count_rows, tabulate_hotspots };
const struct figure_teller figure_density_teller = { describe_density, count_rows, tabulate_density };
