/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/sums_pass.h"

#include <math.h>

enum { YEAR = 12 };

static struct grid grid_new(struct arena *arena, size_t rows, size_t columns)
{
  return (struct grid) { ARENA_ARRAY(arena, double, rows *columns), columns };
}

static void fill(double *at, size_t count, double value)
{
  for (size_t i = 0; i < count; i++)
    at[i] = value;
}

/* ---- where a fact belongs ------------------------------------------------------------------ */

bool sums_is_small(const struct fact *fact)
{
  return fact->place >= PLACE_SMALL && fact->place < PLACE_UNASSIGNED;
}

int sums_row_of(const struct facts *facts, const struct fact *fact)
{
  int areas = (int)facts->catalog->area_count;
  if (fact->place == PLACE_UNASSIGNED)
    return areas + SUMS_UNASSIGNED;
  if (fact->place == PLACE_OUTSIDE)
    return areas + SUMS_OUTSIDE;
  if (fact->place >= PLACE_ELSEWHERE)
    return areas + SUMS_EXTRA_ROWS + (int)(fact->place - PLACE_ELSEWHERE);
  return sums_is_small(fact) ? facts->small_areas[fact->place - PLACE_SMALL].district
                             : (int)fact->place;
}

static size_t sums_rows(const struct catalog *catalog)
{
  return catalog->area_count + SUMS_EXTRA_ROWS + catalog->elsewhere_count;
}

int sums_column_of(const struct supply *supply, const struct fact *fact)
{
  return fact->kind == PERIOD_MONTH ? supply_month(supply, fact->month)
                                    : supply_year(supply, fact->month);
}

/* ---- one pass ------------------------------------------------------------------------------ */

/* Whether the district of FACT, which may be at a small area of it, has its own figure. */
static bool *own_cell(const struct pass *pass, const struct fact *fact)
{
  bool monthly = fact->kind == PERIOD_MONTH;
  size_t columns = monthly ? pass->supply->month_count : pass->supply->year_count;
  size_t row = (size_t)sums_row_of(pass->facts, fact),
         column = (size_t)sums_column_of(pass->supply, fact);
  return &(monthly ? pass->own_month : pass->own_year)[row * columns + column];
}

static struct pass pass_new(struct arena *arena, const struct facts *facts,
                            const struct supply *supply)
{
  struct pass pass = {
    .facts = facts,
    .supply = supply,
    .rows = sums_rows(facts->catalog),
    .own_month = ARENA_ARRAY(arena, bool, facts->catalog->area_count *supply->month_count),
    .own_year = ARENA_ARRAY(arena, bool, facts->catalog->area_count *supply->year_count),
  };
  for (size_t i = 0; i < supply->table->fact_count && !supply->from_records; i++) {
    const struct fact *fact = &supply->table->facts[i];
    if (fact->place < facts->catalog->area_count)
      *own_cell(&pass, fact) = true;
  }
  return pass;
}

/* Records are counted in whole numbers, which come to the same sum in any order: so they are added up
 * once, by category, and then to each request that wants them as they are. */
static bool is_tallied(const struct pass *pass, const struct sums_request *request)
{
  return pass->supply->from_records && request->of == SUMS_OF_VALUES && !request->factors;
}

/* Lists, for each category of the table, the requests to which its facts add: those that want it,
 * and where small areas are in classes the others too, to which it adds 0. */
static struct users list_users(struct arena *arena, const struct pass *pass, size_t count,
                               bool tallied)
{
  size_t categories = pass->supply->table->category_count, used = 0;
  struct users users = { ARENA_ARRAY(arena, size_t, categories + 1),
                         ARENA_ARRAY(arena, size_t, categories *count) };
  for (size_t category = 0; category < categories; category++) {
    users.first[category] = used;
    for (size_t i = 0; i < count; i++) {
      const struct sums_request *request = &pass->requests[i];
      if (request->supply == pass->supply && is_tallied(pass, request) == tallied
          && (request->wanted[category] || pass->supply->classed))
        users.at[used++] = i;
    }
  }
  users.first[categories] = used;
  return users;
}

/* Rows whose months are 0 from the start where records were supplied: not those elsewhere. */
static size_t counted_rows(const struct pass *pass)
{
  return pass->facts->catalog->area_count + SUMS_EXTRA_ROWS;
}

static void prepare(struct arena *arena, struct pass *pass, const struct sums_request *requests,
                    size_t count)
{
  size_t categories = pass->supply->table->category_count;
  pass->requests = requests;
  pass->each = list_users(arena, pass, count, false);
  pass->tallied = list_users(arena, pass, count, true);
  if (pass->tallied.first[categories] == 0)
    return;
  pass->tallies = ARENA_ARRAY(arena, struct grid, categories);
  for (size_t i = 0; i < categories; i++)
    pass->tallies[i] = grid_new(arena, counted_rows(pass), pass->supply->month_count);
}

static void add(double *cell, double value)
{
  *cell = isnan(*cell) ? value : *cell + value;
}

static double addend(const struct sums_request *request, const struct fact *fact)
{
  double difference;
  switch (request->of) {
  case SUMS_OF_VALUES:
    return request->factors ? fact->value * request->factors[fact->category] : fact->value;
  case SUMS_OF_ONES:
    return 1;
  case SUMS_OF_SQUARES:
    difference = fact->value - request->shift;
    return difference * difference;
  }
  return NAN;
}

/* Fact I of the table, to USERS of its category. */
static void add_fact(const struct pass *pass, const struct users *users, size_t i, size_t row,
                     size_t column, struct builder *builders)
{
  const struct fact_table *table = pass->supply->table;
  const struct fact *fact = &table->facts[i];
  bool monthly = fact->kind == PERIOD_MONTH;
  for (size_t u = users->first[fact->category]; u < users->first[fact->category + 1]; u++) {
    struct builder *builder = &builders[users->at[u]];
    const struct grid *grid = monthly ? &builder->months : &builder->years;
    const struct sums_request *request = &pass->requests[users->at[u]];
    bool wanted = request->wanted[fact->category];
    add(&grid->at[row * grid->columns + column], wanted ? addend(request, fact) : 0);
    if (!table->denominators)
      continue;
    grid = monthly ? &builder->month_denominators : &builder->year_denominators;
    add(&grid->at[row * grid->columns + column], table->denominators[i]);
  }
}

static void add_tallies(const struct pass *pass, struct builder *builders)
{
  for (size_t category = 0; category < pass->supply->table->category_count; category++) {
    const struct grid *tally = &pass->tallies[category];
    for (size_t u = pass->tallied.first[category]; u < pass->tallied.first[category + 1]; u++) {
      const struct grid *grid = &builders[pass->tallied.at[u]].months;
      for (size_t row = 0; row < counted_rows(pass); row++)
        for (size_t month = 0; month < tally->columns; month++)
          if (pass->supply->supplied[month])
            grid->at[row * grid->columns + month] += tally->at[row * tally->columns + month];
    }
  }
}

static void add_facts(const struct pass *pass, struct builder *builders)
{
  const struct fact_table *table = pass->supply->table;
  bool added_each = pass->each.first[table->category_count] > 0;
  size_t counted = counted_rows(pass), row = 0;
  const struct fact *last = NULL; /* the one that ROW is of: neighbours are mostly of one place */
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (!pass->supply->from_records && sums_is_small(fact) && *own_cell(pass, fact))
      continue;
    bool monthly = fact->kind == PERIOD_MONTH;
    size_t column = (size_t)sums_column_of(pass->supply, fact);
    if (monthly && !pass->supply->supplied[column])
      continue; /* some area lacks this month, so that it counts as not supplied */
    if (!last || fact->place != last->place)
      row = (size_t)sums_row_of(pass->facts, fact);
    last = fact;
    if (added_each)
      add_fact(pass, &pass->each, i, row, column, builders);
    if (!pass->tallies)
      continue;
    if (monthly && row < counted) {
      const struct grid *tally = &pass->tallies[fact->category];
      tally->at[row * tally->columns + column] += fact->value;
    } else {
      add_fact(pass, &pass->tallied, i, row, column, builders);
    }
  }
  if (pass->tallies)
    add_tallies(pass, builders);
}

/* ---- groups and the force ------------------------------------------------------------------ */

/* A group that was given a figure of its own keeps it only while a district's is missing. */
static void add_members(const struct catalog *catalog, const struct grid *grid)
{
  for (size_t a = catalog->district_count; a < catalog->area_count; a++) {
    const struct area *area = &catalog->areas[a];
    if (area->member_count == 0)
      continue;
    for (size_t column = 0; column < grid->columns; column++) {
      double sum = 0;
      for (size_t m = 0; m < area->member_count; m++)
        sum += grid->at[(size_t)area->members[m] * grid->columns + column];
      size_t unassigned_row = catalog->area_count + SUMS_UNASSIGNED;
      double unassigned = grid->at[unassigned_row * grid->columns + column];
      if (area->kind == AREA_FORCE && !isnan(unassigned))
        sum += unassigned;
      if (!isnan(sum))
        grid->at[a * grid->columns + column] = sum;
    }
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

/* NaN, but for sources that count records: there a month that was supplied without a record is
 * none. */
static void start_months(const struct pass *pass, struct grid *grid)
{
  fill(grid->at, pass->rows * grid->columns, NAN);
  for (size_t row = 0; pass->supply->from_records && row < counted_rows(pass); row++) {
    for (size_t month = 0; month < grid->columns; month++) {
      if (pass->supply->supplied[month])
        grid->at[row * grid->columns + month] = 0;
    }
  }
}

static void start(struct arena *arena, const struct pass *pass, struct builder *builder)
{
  size_t months = pass->supply->month_count, years = pass->supply->year_count;
  builder->months = grid_new(arena, pass->rows, months);
  builder->years = grid_new(arena, pass->rows, years);
  start_months(pass, &builder->months);
  fill(builder->years.at, pass->rows * years, NAN);
  if (!pass->supply->table->denominators)
    return;
  builder->month_denominators = grid_new(arena, pass->rows, months);
  builder->year_denominators = grid_new(arena, pass->rows, years);
  fill(builder->month_denominators.at, pass->rows * months, NAN);
  fill(builder->year_denominators.at, pass->rows * years, NAN);
}

static bool has_small_areas(const struct fact_table *table)
{
  for (size_t i = 0; i < table->fact_count; i++) {
    if (sums_is_small(&table->facts[i]))
      return true;
  }
  return false;
}

static void finish(struct arena *scratch, const struct pass *pass,
                   const struct sums_request *request, struct builder *builder)
{
  struct grid *grids[] = { &builder->months, &builder->years, &builder->month_denominators,
                           &builder->year_denominators };
  const struct supply *supply = pass->supply;
  if (!supply->from_records && has_small_areas(supply->table)) {
    static const uint16_t vintages[2] = { 2011, 2021 };
    struct coverage coverage[2];
    for (int v = 0; v < 2; v++) {
      coverage[v] = coverage_new(scratch, pass->facts, supply, vintages[v]);
      coverage_count(scratch, pass, request->wanted, vintages[v], &coverage[v]);
    }
    for (int i = 0; i < 4; i++) {
      if (grids[i]->at)
        coverage_drop(pass, coverage, request->adds, i % 2 == 0, grids[i]);
    }
  }
  bool partly = supply->from_records || request->lenient || !request->adds;
  for (int i = 0; !partly && i < 4; i++) {
    if (grids[i]->at)
      coverage_drop_partial(scratch, pass, request->wanted, i % 2 == 0, grids[i]);
  }
  for (int i = 0; request->adds && i < 4; i++) {
    if (grids[i]->at)
      add_members(pass->facts->catalog, grids[i]);
  }
}

const struct sums *sums_add_up(struct arena *arena, const struct facts *facts,
                               const struct sums_request *requests, size_t count)
{
  struct arena *scratch = arena_new();
  struct builder *builders = ARENA_ARRAY(scratch, struct builder, count);
  struct sums *all = ARENA_ARRAY(arena, struct sums, count);
  for (size_t i = 0; i < count; i++) {
    const struct supply *supply = requests[i].supply;
    bool done = false;
    for (size_t k = 0; k < i && !done; k++)
      done = requests[k].supply == supply;
    if (done)
      continue;
    struct pass pass = pass_new(scratch, facts, supply);
    prepare(scratch, &pass, requests, count);
    for (size_t k = i; k < count; k++) {
      if (requests[k].supply == supply)
        start(arena, &pass, &builders[k]);
    }
    add_facts(&pass, builders);
    for (size_t k = i; k < count; k++) {
      if (requests[k].supply == supply)
        finish(scratch, &pass, &requests[k], &builders[k]);
    }
  }
  for (size_t i = 0; i < count; i++)
    all[i] = (struct sums) {
      .supply = requests[i].supply,
      .wanted = requests[i].wanted,
      .adds = requests[i].adds,
      .rows = sums_rows(facts->catalog),
      .months = builders[i].months.at,
      .years = builders[i].years.at,
      .month_denominators = builders[i].month_denominators.at,
      .year_denominators = builders[i].year_denominators.at,
    };
  arena_free(scratch);
  return all;
}
