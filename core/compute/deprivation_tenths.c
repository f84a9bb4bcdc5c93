/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tenth of deprivation each neighbourhood is in, by which index. */
#include "base/num.h"
#include "base/vec.h"
#include "compute/belongs.h"
#include "compute/place_model.h"

#include <math.h>
#include <string.h>

static int tenth_of(const struct category *category, int column)
{
  int64_t tenth;
  bool number = num_parse_int(str_of(category->values[column]), &tenth);
  return number && tenth >= 1 && tenth <= DEPRIVATION_TENTHS ? (int)tenth : 0;
}

/* The tenth that each category of TABLE says by DOMAIN; 0: none. */
static const unsigned char *tenths_of_categories(struct arena *arena, const struct fact_table *table,
                                                 const char *domain)
{
  int decile = category_column(table, "decile"), domains = category_column(table, "domain");
  unsigned char *tenths = ARENA_ARRAY(arena, unsigned char, table->category_count);
  for (size_t i = 0; i < table->category_count; i++) {
    const struct category *category = &table->categories[i];
    if (strcmp(domain, category->values[domains]) == 0)
      tenths[i] = (unsigned char)tenth_of(category, decile);
  }
  return tenths;
}

/* The tenth of each small area by the index of YEAR; 0: none.  By category, of which there are few. */
static void find_tenths(const struct facts *facts, const struct fact_table *table,
                        const unsigned char *by_category, int32_t year, unsigned char *ret_tenths)
{
  memset(ret_tenths, 0, facts->small_area_count);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->month == year && by_category[fact->category] && fact->place >= PLACE_SMALL
        && fact->place < PLACE_UNASSIGNED)
      ret_tenths[fact->place - PLACE_SMALL] = by_category[fact->category];
  }
}

static bool covers(const struct places *places, const unsigned char *tenths)
{
  for (size_t i = 0; i < places->count; i++) {
    if (!isnan(places->counts[i]) && tenths[i] == 0)
      return false;
  }
  return true;
}

/* Whether the index of YEAR is rather to be used than that of OTHER (0: none) for a period that ends
 * with LAST: the latest that is not after it, or else the first after it. */
static bool is_better(int32_t year, int32_t other, int32_t last)
{
  bool after = year > last, other_after = other > last;
  if (other == 0 || after != other_after)
    return other == 0 || !after;
  return after ? year < other : year > other;
}

int32_t choose_deprivation(const struct facts *facts, const struct fact_table *table,
                           const char *domain, const struct places *places, struct period period,
                           struct arena *scratch, unsigned char *ret_tenths)
{
  const unsigned char *by_category = tenths_of_categories(scratch, table, domain);
  unsigned char *tenths = ARENA_ARRAY(scratch, unsigned char, facts->small_area_count);
  int32_t best = 0, tried = 0;
  for (size_t i = 0; i < table->fact_count; i++) {
    int32_t year = table->facts[i].month;
    if (year == tried || year == best || !is_better(year, best, period.last))
      continue;
    tried = year;
    find_tenths(facts, table, by_category, year, tenths);
    if (!covers(places, tenths))
      continue;
    best = year;
    memcpy(ret_tenths, tenths, facts->small_area_count);
  }
  return best;
}

void check_domain(struct arena *arena, const struct facts *facts, struct diags *diags,
                  const struct indicator *indicator)
{
  const struct inequality_choice *choice = &indicator->inequality;
  const struct fact_table *table = choice->wanted ? facts_table(facts, choice->by) : NULL;
  int column = table && !table->awaited ? category_column(table, "domain") : NO_INDEX;
  VEC(const char *) domains = { 0 };
  for (size_t i = 0; column != NO_INDEX && i < table->category_count; i++) {
    const char *domain = table->categories[i].values[column];
    if (str_is(str_of(domain), choice->domain))
      return;
    *VEC_ADD(arena, &domains) = domain;
  }
  if (column == NO_INDEX)
    return;
  diag_error(diags, "STRATA-C042", indicator->loc,
             "indicator '%s' asks for the domain '%s', which the source '%s' does not hold",
             indicator->id, choice->domain, table->source->id);
  diag_suggest(diags, str_of(choice->domain), domains.at, domains.len);
}
