/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/sums.h"

#include <math.h>

enum { YEAR = 12 };

/* One table of numbers, [row][column]. */
struct grid {
  double *at;
  size_t columns;
};

/* Sums in the making. */
struct builder {
  struct grid months, years, month_denominators, year_denominators;
};

/* Requests to which category c adds: at[first[c]] to at[first[c + 1]]. */
struct users {
  size_t *first;
  size_t *at;
};

/* What a pass over one table needs to know of a fact before it adds it. */
struct pass {
  const struct facts *facts;
  const struct supply *supply;
  size_t rows;
  /* [district][column]: its own figure was given, so that small areas are not added up as well. */
  bool *own_month, *own_year;
  const struct sums_request *requests;
  struct users each;    /* requests that every fact is added to by itself */
  struct users tallied; /* requests that take tallies instead */
  struct grid *tallies; /* one a category, [counted row][month]; NULL: there are none */
};

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

static bool is_small(const struct fact *fact)
{
  return fact->place >= PLACE_SMALL && fact->place < PLACE_UNASSIGNED;
}

static int row_of(const struct facts *facts, const struct fact *fact)
{
  int areas = (int)facts->catalog->area_count;
  if (fact->place == PLACE_UNASSIGNED)
    return areas + SUMS_UNASSIGNED;
  if (fact->place == PLACE_OUTSIDE)
    return areas + SUMS_OUTSIDE;
  if (fact->place >= PLACE_ELSEWHERE)
    return areas + SUMS_EXTRA_ROWS + (int)(fact->place - PLACE_ELSEWHERE);
  return is_small(fact) ? facts->small_areas[fact->place - PLACE_SMALL].district : (int)fact->place;
}

static size_t sums_rows(const struct catalog *catalog)
{
  return catalog->area_count + SUMS_EXTRA_ROWS + catalog->elsewhere_count;
}

static int column_of(const struct supply *supply, const struct fact *fact)
{
  return fact->kind == PERIOD_MONTH ? supply_month(supply, fact->month)
                                    : supply_year(supply, fact->month);
}

/* ---- small areas of a form ----------------------------------------------------------------- */

/* The small areas of one vintage, 2011 or 2021: how many a district has, and of how many a form
 * gives a figure.  Those whose code did not change are of both. */
struct coverage {
  size_t *wanted;                 /* by district */
  size_t *month_seen, *year_seen; /* [district][column] */
};

static bool is_of(const struct small_area *small, uint16_t vintage)
{
  return small->vintage == 0 || small->vintage == vintage;
}

static struct coverage coverage_new(struct arena *arena, const struct facts *facts,
                                    const struct supply *supply, uint16_t vintage)
{
  size_t areas = facts->catalog->area_count;
  struct coverage coverage = {
    ARENA_ARRAY(arena, size_t, areas),
    ARENA_ARRAY(arena, size_t, areas *supply->month_count),
    ARENA_ARRAY(arena, size_t, areas *supply->year_count),
  };
  for (size_t i = 0; i < facts->small_area_count; i++)
    coverage.wanted[facts->small_areas[i].district] += is_of(&facts->small_areas[i], vintage);
  return coverage;
}

/* ---- one pass ------------------------------------------------------------------------------ */

/* Whether the district of FACT, which may be at a small area of it, has its own figure. */
static bool *own_cell(const struct pass *pass, const struct fact *fact)
{
  bool monthly = fact->kind == PERIOD_MONTH;
  size_t columns = monthly ? pass->supply->month_count : pass->supply->year_count;
  size_t row = (size_t)row_of(pass->facts, fact), column = (size_t)column_of(pass->supply, fact);
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
    if (!pass->supply->from_records && is_small(fact) && *own_cell(pass, fact))
      continue;
    bool monthly = fact->kind == PERIOD_MONTH;
    size_t column = (size_t)column_of(pass->supply, fact);
    if (monthly && !pass->supply->supplied[column])
      continue; /* some area lacks this month, so that it counts as not supplied */
    if (!last || fact->place != last->place)
      row = (size_t)row_of(pass->facts, fact);
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

/* Facts stand in the order of their places, so a small area that is seen again in the same column
 * is seen at once. */
static void count_small_areas(struct arena *scratch, const struct pass *pass, const bool *wanted,
                              uint16_t vintage, struct coverage *coverage)
{
  const struct supply *supply = pass->supply;
  uint32_t *last_place = ARENA_ARRAY(scratch, uint32_t, supply->month_count + supply->year_count);
  for (size_t i = 0; i < supply->table->fact_count; i++) {
    const struct fact *fact = &supply->table->facts[i];
    if (!is_small(fact) || (!wanted[fact->category] && !supply->classed)
        || !is_of(&pass->facts->small_areas[fact->place - PLACE_SMALL], vintage))
      continue;
    bool monthly = fact->kind == PERIOD_MONTH;
    size_t column = (size_t)column_of(supply, fact);
    uint32_t *last = &last_place[monthly ? column : supply->month_count + column];
    if (*last == fact->place)
      continue;
    *last = fact->place;
    size_t district = (size_t)row_of(pass->facts, fact);
    size_t *seen = monthly ? coverage->month_seen : coverage->year_seen;
    seen[district * (monthly ? supply->month_count : supply->year_count) + column]++;
  }
}

/* Leaves the districts' own figures, and sums of small areas of which none is missing.  Figures
 * that do not add up are those given for the district itself. */
static void drop_uncovered(const struct pass *pass, const struct coverage coverage[2], bool adds,
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

/* ---- categories of a form ------------------------------------------------------------------ */

/* A district that gives some of the wanted categories, where others give more, lacks a part of its
 * sum: a form says 0 where there are none. */
static void drop_partial(struct arena *scratch, const struct pass *pass, const bool *wanted,
                         bool monthly, struct grid *grid)
{
  const struct fact_table *table = pass->supply->table;
  size_t areas = pass->facts->catalog->area_count;
  bool *known = ARENA_ARRAY(scratch, bool, table->category_count *grid->columns);
  size_t *asked = ARENA_ARRAY(scratch, size_t, grid->columns);
  size_t *given = ARENA_ARRAY(scratch, size_t, areas *grid->columns);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->place >= areas || !wanted[fact->category] || (fact->kind == PERIOD_MONTH) != monthly)
      continue;
    size_t column = (size_t)column_of(pass->supply, fact);
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
    if (is_small(&table->facts[i]))
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
      count_small_areas(scratch, pass, request->wanted, vintages[v], &coverage[v]);
    }
    for (int i = 0; i < 4; i++) {
      if (grids[i]->at)
        drop_uncovered(pass, coverage, request->adds, i % 2 == 0, grids[i]);
    }
  }
  bool partly = supply->from_records || request->lenient || !request->adds;
  for (int i = 0; !partly && i < 4; i++) {
    if (grids[i]->at)
      drop_partial(scratch, pass, request->wanted, i % 2 == 0, grids[i]);
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

/* ---- asking -------------------------------------------------------------------------------- */

static struct sum no_sum(void)
{
  return (struct sum) { NAN, NAN };
}

static struct sum cell(const double *values, const double *denominators, size_t at)
{
  return (struct sum) { values[at], denominators ? denominators[at] : (double)NAN };
}

struct sum sums_find(const struct sums *sums, int row, struct period period)
{
  const struct supply *supply = sums->supply;
  size_t base = (size_t)row * supply->month_count;
  if (period_months(period) == 1) {
    int at = supply_month(supply, period.last);
    return at < 0 ? no_sum() : cell(sums->months, sums->month_denominators, base + (size_t)at);
  }
  int year = supply_year(supply, period.last);
  if (year >= 0) {
    struct sum given = cell(sums->years, sums->year_denominators,
                            (size_t)row * supply->year_count + (size_t)year);
    if (!isnan(given.value))
      return given;
  }
  int first = supply_month(supply, period.last - YEAR + 1);
  int last = supply_month(supply, period.last);
  if (!sums->adds || sums->month_denominators || first < 0 || last < 0)
    return no_sum();
  double sum = 0;
  for (int month = first; month <= last; month++)
    sum += sums->months[base + (size_t)month];
  return (struct sum) { sum, NAN };
}

double sums_latest(const struct sums *sums, int row, struct period period,
                   struct period *ret_vintage)
{
  const struct supply *supply = sums->supply;
  double latest = NAN;
  int32_t of = 0;
  for (size_t i = supply->year_count; i > 0 && isnan(latest); i--) {
    int32_t middle = supply->years[i - 1].last - YEAR / 2;
    double value = sums->years[(size_t)row * supply->year_count + i - 1];
    if (middle > period.last || isnan(value))
      continue;
    latest = value;
    of = middle;
    *ret_vintage = supply->years[i - 1];
  }
  for (size_t i = supply->month_count; i > 0; i--) {
    int32_t month = supply->first_month + (int32_t)i - 1;
    double value = sums->months[(size_t)row * supply->month_count + i - 1];
    if (month > period.last || isnan(value))
      continue;
    if (isnan(latest) || month > of) {
      latest = value;
      *ret_vintage = (struct period) { month, PERIOD_MONTH };
    }
    break;
  }
  return latest;
}
