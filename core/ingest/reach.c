/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the data reach, beside how far the reports say that they do. */
#include "ingest/facts.h"

#include "base/vec.h"

/* A source of an indicator's counts, and the last month of its data. */
struct reach {
  const struct source *source;
  int32_t last;
};

struct reaches {
  VEC(struct reach) list; /* in the order of the tables */
  int32_t furthest;
};

/* Denominators lag: a population is of the latest year that there is. */
static bool is_counted(const struct catalog *catalog, const struct fact_table *table)
{
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const char *measure = catalog->indicators[i].measure;
    if (measure && strcmp(measure, table->measure) == 0)
      return true;
  }
  return false;
}

/* False of a table without months: what comes by the year is late by its nature. */
static bool last_month(const struct fact_table *table, int32_t *ret_last)
{
  bool found = table->month_count > 0;
  if (found)
    *ret_last = table->months[table->month_count - 1];
  for (size_t i = 0; !table->month_count && i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->kind != PERIOD_MONTH || (found && fact->month <= *ret_last))
      continue;
    *ret_last = fact->month;
    found = true;
  }
  return found;
}

static struct reaches find_reaches(struct arena *arena, const struct facts *facts)
{
  struct reaches reaches = { 0 };
  for (size_t i = 0; i < facts->table_count; i++) {
    const struct fact_table *table = &facts->tables[i];
    struct reach reach = { .source = table->source };
    if (table->awaited || !is_counted(facts->catalog, table) || !last_month(table, &reach.last))
      continue;
    *VEC_ADD(arena, &reaches.list) = reach;
    if (reaches.furthest < reach.last)
      reaches.furthest = reach.last;
  }
  return reaches;
}

static const char *month_words(struct arena *arena, int32_t month)
{
  return period_words(arena, (struct period) { month, PERIOD_MONTH });
}

static void check_edition(struct arena *arena, const struct reaches *reaches,
                          const struct edition *edition, struct diags *diags)
{
  /* Where all end before the cut-off, the cut-off is wrong, though the year may be whole. */
  bool none = reaches->furthest < edition->cut_off;
  int32_t needed = none ? edition->cut_off : edition->period.last;
  size_t count = 0;
  for (size_t i = 0; i < reaches->list.len; i++)
    count += reaches->list.at[i].last < needed;
  if (!count)
    return;
  if (none)
    diag_warning(diags, "STRATA-I025", edition->loc,
                 "the edition '%s' is of data up to %s, and there is none after %s", edition->id,
                 month_words(arena, edition->cut_off), month_words(arena, reaches->furthest));
  else
    diag_warning(diags, "STRATA-I025", edition->loc,
                 "the edition '%s' is of a year up to %s, and not all of its data are", edition->id,
                 month_words(arena, edition->period.last));
  for (size_t i = 0; i < reaches->list.len; i++)
    if (reaches->list.at[i].last < needed)
      diag_hint(diags, "source '%s' ends in %s", reaches->list.at[i].source->id,
                month_words(arena, reaches->list.at[i].last));
  diag_hint(diags, "supply the months up to then, or correct the edition's cut-off and period");
}

static bool is_reported(const struct catalog *catalog, size_t edition)
{
  for (size_t i = 0; i < catalog->report_count; i++)
    if (catalog->reports[i].edition_index == (int)edition)
      return true;
  return false;
}

void facts_check_editions(struct arena *arena, const struct facts *facts, struct diags *diags)
{
  const struct catalog *catalog = facts->catalog;
  struct reaches reaches = find_reaches(arena, facts);
  for (size_t i = 0; reaches.list.len && i < catalog->edition_count; i++)
    if (is_reported(catalog, i))
      check_edition(arena, &reaches, &catalog->editions[i], diags);
}
