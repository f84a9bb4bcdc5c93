/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/supply.h"

#include "base/vec.h"

#include <stdlib.h>

enum { YEAR = 12, MOST_YEARS_NAMED = 4 };

static bool is_yearly(uint16_t kind)
{
  return kind != PERIOD_MONTH;
}

/* ---- words --------------------------------------------------------------------------------- */

/* "May 2024", "May to December 2024", "November 2022 to December 2023". */
static void add_run(struct strbuf *out, struct arena *arena, int32_t first, int32_t last)
{
  if (first != last) {
    strbuf_add_text(out, month_name(month_in_year(first)));
    if (month_year(first) != month_year(last))
      strbuf_printf(out, " %d", month_year(first));
    strbuf_add_text(out, " to ");
  }
  strbuf_add_text(out, period_words(arena, (struct period) { last, PERIOD_MONTH }));
}

/* Before piece INDEX of a list of COUNT. */
static void add_joint(struct strbuf *out, size_t index, size_t count)
{
  if (index > 0)
    strbuf_add_text(out, index + 1 < count ? ", " : " and ");
}

/* "November 2022 to December 2023 and May 2024": the months from FIRST that MISSING says. */
static const char *month_words(struct arena *arena, int32_t first, const bool *missing,
                                      size_t count)
{
  struct strbuf out = STRBUF(arena);
  size_t runs = 0, written = 0;
  for (size_t i = 0; i < count; i++)
    runs += missing[i] && (i == 0 || !missing[i - 1]);
  for (size_t i = 0; i < count; i++) {
    if (!missing[i])
      continue;
    size_t begin = i;
    while (i + 1 < count && missing[i + 1])
      i++;
    add_joint(&out, written++, runs);
    add_run(&out, arena, first + (int32_t)begin, first + (int32_t)i);
  }
  return strbuf_text(&out);
}

/* "Not supplied: the source holds ..." */
static const char *nothing_words(struct arena *arena, const struct supply *supply)
{
  const struct source *source = supply->table->source;
  if (supply->table->awaited)
    return source->awaited_from ? arena_printf(arena, "Awaited from %s", source->awaited_from)
                                : "Awaited: nobody has supplied it yet";
  if (supply->month_count == 0 && supply->year_count == 0)
    return "Not supplied: the source holds no figures";
  struct strbuf out = STRBUF(arena);
  strbuf_add_text(&out, "Not supplied: the source holds ");
  if (supply->month_count > 0) {
    int32_t last = supply->first_month + (int32_t)supply->month_count - 1;
    add_run(&out, arena, supply->first_month, last);
  }
  bool all = supply->year_count <= MOST_YEARS_NAMED;
  if (supply->month_count > 0 && supply->year_count > 0)
    strbuf_add_text(&out, ", and for years ");
  for (size_t i = 0; all && i < supply->year_count; i++) {
    add_joint(&out, i, supply->year_count);
    strbuf_add_text(&out, period_words(arena, supply->years[i]));
  }
  if (!all)
    strbuf_printf(&out, "%s to %s", period_words(arena, supply->years[0]),
                  period_words(arena, supply->years[supply->year_count - 1]));
  return strbuf_text(&out);
}

/* ---- months and years ---------------------------------------------------------------------- */

static int compare_periods(const void *a, const void *b)
{
  return period_compare(*(const struct period *)a, *(const struct period *)b);
}

/* Facts stand by place and period, so those of one period are next to each other. */
static bool is_same_period(const struct fact *a, const struct fact *b)
{
  return a->month == b->month && a->kind == b->kind;
}

/* The years given as such, each last month once. */
static void find_years(struct arena *arena, struct supply *supply)
{
  VEC(struct period) years = { 0 };
  const struct fact_table *table = supply->table;
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    bool known = !is_yearly(fact->kind) || (i && is_same_period(fact, fact - 1));
    for (size_t y = years.len; y > 0 && !known; y--)
      known = years.at[y - 1].last == fact->month;
    if (!known)
      *VEC_ADD(arena, &years) = (struct period) { fact->month, (enum period_kind)fact->kind };
  }
  if (years.len > 1)
    qsort(years.at, years.len, sizeof *years.at, compare_periods);
  supply->years = years.at;
  supply->year_count = years.len;
}

static void find_months(struct arena *arena, struct supply *supply)
{
  const struct fact_table *table = supply->table;
  bool any = false;
  int32_t first = 0, last = 0;
  for (size_t i = 0; i < table->month_count; i++) {
    first = any && first < table->months[i] ? first : table->months[i];
    last = any && last > table->months[i] ? last : table->months[i];
    any = true;
  }
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (is_yearly(fact->kind) || (i && is_same_period(fact, fact - 1)))
      continue;
    int32_t month = fact->month;
    first = any && first < month ? first : month;
    last = any && last > month ? last : month;
    any = true;
  }
  if (!any)
    return;
  supply->first_month = first;
  supply->month_count = (size_t)(last - first) + 1;
  bool *supplied = ARENA_ARRAY(arena, bool, supply->month_count);
  for (size_t i = 0; i < table->month_count; i++)
    supplied[table->months[i] - first] = true;
  for (size_t i = 0; !table->months && i < table->fact_count; i++) {
    if (!is_yearly(table->facts[i].kind))
      supplied[table->facts[i].month - first] = true;
  }
  supply->supplied = supplied;
}

static void explain_gaps(struct arena *arena, struct supply *supply)
{
  size_t count = supply->month_count;
  if (count == 0)
    return;
  const char **month_reasons = ARENA_ARRAY(arena, const char *, count);
  const char **year_reasons = ARENA_ARRAY(arena, const char *, count + YEAR - 1);
  for (size_t end = 0; end < count + YEAR - 1; end++) {
    bool missing[YEAR], any = false;
    int32_t begin = (int32_t)end - YEAR + 1; /* as a distance from the first month */
    for (int32_t i = 0; i < YEAR; i++) {
      int32_t at = begin + i;
      missing[i] = at < 0 || at >= (int32_t)count || !supply->supplied[at];
      any = any || missing[i];
    }
    if (any)
      year_reasons[end] = arena_printf(
        arena, "Not supplied: %s",
        month_words(arena, supply->first_month + begin, missing, YEAR));
    if (end < count && missing[YEAR - 1])
      month_reasons[end]
        = arena_printf(arena, "Not supplied: %s",
                       period_words(arena, (struct period) { supply->first_month + (int32_t)end,
                                                             PERIOD_MONTH }));
  }
  supply->month_reasons = month_reasons;
  supply->year_reasons = year_reasons;
}

/* ---- the periods to ask for ---------------------------------------------------------------- */

static bool any_supplied(const struct supply *supply, struct period period)
{
  for (int32_t month = period_first(period); month <= period.last; month++) {
    int at = supply_month(supply, month);
    if (at >= 0 && supply->supplied[at])
      return true;
  }
  return false;
}

/* Years that end outside the span are asked for only when they are financial or calendar years: a
 * reader expects 2018, but not the year ending a month that nobody has yet. */
static void list_periods(struct arena *arena, struct supply *supply)
{
  VEC(struct period) periods = { 0 };
  for (size_t i = 0; i < supply->month_count; i++)
    *VEC_ADD(arena, &periods)
      = (struct period) { supply->first_month + (int32_t)i, PERIOD_MONTH };
  for (size_t i = 0; supply->month_count > 0 && i < supply->month_count + YEAR - 1; i++) {
    int32_t last = supply->first_month + (int32_t)i;
    int month = month_in_year(last);
    struct period calendar = { last, PERIOD_CALENDAR_YEAR };
    if ((month == 12 || month == 3) && any_supplied(supply, calendar))
      *VEC_ADD(arena, &periods)
        = month == 12 ? calendar : (struct period) { last, PERIOD_FINANCIAL_YEAR };
    if (i + 1 >= YEAR && i < supply->month_count && any_supplied(supply, calendar))
      *VEC_ADD(arena, &periods) = (struct period) { last, PERIOD_YEAR_ENDING };
  }
  for (size_t i = 0; i < supply->year_count; i++) {
    bool listed = false;
    for (size_t k = 0; k < periods.len && !listed; k++)
      listed = period_equal(periods.at[k], supply->years[i]);
    if (!listed)
      *VEC_ADD(arena, &periods) = supply->years[i];
  }
  if (periods.len > 1)
    qsort(periods.at, periods.len, sizeof *periods.at, compare_periods);
  supply->periods = periods.at;
  supply->period_count = periods.len;
}

/* The first of FACTS from FIRST on that is at PLACE or beyond, or END.  It is looked for in steps twice
 * as long each time, then between the last two: facts of one place are many. */
static size_t first_at(const struct fact *facts, size_t first, size_t end, uint32_t place)
{
  size_t low = first, step = 1; /* all before LOW are of places before */
  while (step <= end - low && facts[low + step - 1].place < place) {
    low += step;
    step *= 2;
  }
  size_t high = step <= end - low ? low + step - 1 : end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (facts[middle].place < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Facts are by place: where each small area's begin. */
static void find_small(struct arena *arena, struct supply *supply)
{
  const struct fact *facts = supply->table->facts;
  size_t count = supply->table->fact_count;
  size_t begin = first_at(facts, 0, count, PLACE_SMALL);
  size_t end = first_at(facts, begin, count, PLACE_UNASSIGNED);
  supply->small_count = begin < end ? facts[end - 1].place - PLACE_SMALL + 1 : 0;
  size_t *starts = ARENA_ARRAY(arena, size_t, supply->small_count + 1);
  starts[0] = begin;
  for (size_t i = 1; i <= supply->small_count; i++)
    starts[i] = first_at(facts, starts[i - 1], end, PLACE_SMALL + (uint32_t)i);
  supply->small_facts = starts;
}

const struct supply *supply_of(struct arena *arena, const struct fact_table *table)
{
  struct supply *supply = ARENA_NEW(arena, struct supply);
  supply->table = table;
  supply->from_records
    = table->source->reader == READER_STREET || table->source->reader == READER_STREET_COUNTS;
  supply->classed = table->source->reader == READER_DEPRIVATION;
  find_months(arena, supply);
  find_years(arena, supply);
  explain_gaps(arena, supply);
  list_periods(arena, supply);
  find_small(arena, supply);
  supply->nothing_reason = nothing_words(arena, supply);
  return supply;
}

/* ---- asking -------------------------------------------------------------------------------- */

int supply_month(const struct supply *supply, int32_t month)
{
  int32_t at = month - supply->first_month;
  return at >= 0 && at < (int32_t)supply->month_count ? (int)at : NO_INDEX;
}

int supply_year(const struct supply *supply, int32_t last)
{
  for (size_t i = 0; i < supply->year_count; i++) {
    if (supply->years[i].last == last)
      return (int)i;
  }
  return NO_INDEX;
}

const char *supply_reason(const struct supply *supply, struct period period)
{
  if (period_months(period) == 1) {
    int at = supply_month(supply, period.last);
    return at < 0 ? supply->nothing_reason : supply->month_reasons[at];
  }
  if (supply_year(supply, period.last) >= 0)
    return NULL;
  int32_t at = period.last - supply->first_month;
  bool overlaps = at >= 0 && at < (int32_t)supply->month_count + YEAR - 1;
  return supply->month_count > 0 && overlaps ? supply->year_reasons[at] : supply->nothing_reason;
}
