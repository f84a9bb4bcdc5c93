/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sums of a form are whole. */
#include "compute/sums_pass.h"

#include <math.h>

static bool is_of(const struct small_area *small, uint16_t vintage)
{
  return small->vintage == 0 || small->vintage == vintage;
}

struct coverage coverage_new(struct arena *arena, const struct facts *facts,
                             const struct supply *supply, uint16_t vintage)
{
  size_t areas = facts->catalog->area_count;
  struct coverage coverage = {
      ARENA_ARRAY(arena, size_t, areas),
      ARENA_ARRAY(arena, size_t, areas * supply->month_count),
      ARENA_ARRAY(arena, size_t, areas * supply->year_count),
  };
  for (size_t i = 0; i < facts->small_area_count; i++)
    coverage.wanted[facts->small_areas[i].district] += is_of(&facts->small_areas[i], vintage);
  return coverage;
}

/* Facts stand in the order of their places, so a small area that is seen again in the same column
 * is seen at once. */
void coverage_count(struct arena *scratch, const struct pass *pass, const bool *wanted,
                    uint16_t vintage, struct coverage *coverage)
{
  const struct supply *supply = pass->supply;
  uint32_t *last_place = ARENA_ARRAY(scratch, uint32_t, supply->month_count + supply->year_count);
  for (size_t i = 0; i < supply->table->fact_count; i++) {
    const struct fact *fact = &supply->table->facts[i];
    if (!sums_is_small(fact) || (!wanted[fact->category] && !supply->classed) ||
        !is_of(&pass->facts->small_areas[fact->place - PLACE_SMALL], vintage))
      continue;
    bool monthly = fact->kind == PERIOD_MONTH;
    size_t column = (size_t)sums_column_of(supply, fact);
    uint32_t *last = &last_place[monthly ? column : supply->month_count + column];
    if (*last == fact->place)
      continue;
    *last = fact->place;
    size_t district = (size_t)sums_row_of(pass->facts, fact);
    size_t *seen = monthly ? coverage->month_seen : coverage->year_seen;
    seen[district * (monthly ? supply->month_count : supply->year_count) + column]++;
  }
}

void coverage_drop(const struct pass *pass, const struct coverage coverage[2], bool adds,
                   bool monthly, struct grid *grid)
{
  const bool *own = monthly ? pass->own_month : pass->own_year;
  for (size_t district = 0; district < pass->facts->catalog->district_count; district++) {
    for (size_t column = 0; column < grid->columns; column++) {
      size_t at = district * grid->columns + column;
      bool covered = own[at];
      for (int v = 0; v < 2 && adds; v++) {
        size_t seen = (monthly ? coverage[v].month_seen : coverage[v].year_seen)[at];
        covered = covered || (seen > 0 && seen >= coverage[v].wanted[district]);
      }
      if (!covered)
        grid->at[at] = NAN;
    }
  }
}

void coverage_drop_partial(struct arena *scratch, const struct pass *pass, const bool *wanted,
                           bool monthly, struct grid *grid)
{
  const struct fact_table *table = pass->supply->table;
  size_t areas = pass->facts->catalog->area_count;
  bool *known = ARENA_ARRAY(scratch, bool, table->category_count * grid->columns);
  size_t *asked = ARENA_ARRAY(scratch, size_t, grid->columns);
  size_t *given = ARENA_ARRAY(scratch, size_t, areas * grid->columns);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->place >= areas || !wanted[fact->category] || (fact->kind == PERIOD_MONTH) != monthly)
      continue;
    size_t column = (size_t)sums_column_of(pass->supply, fact);
    bool *seen = &known[fact->category * grid->columns + column];
    asked[column] += !*seen;
    *seen = true;
    given[fact->place * grid->columns + column]++;
  }
  for (size_t at = 0; at < areas * grid->columns; at++) {
    if (given[at] > 0 && given[at] < asked[at % grid->columns])
      grid->at[at] = NAN;
  }
}
