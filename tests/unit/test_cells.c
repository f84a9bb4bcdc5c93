/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cells of indicators, and the equations that join them.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/audit.h"
#include "disclose/protect.h"

#include <string.h>

enum { BURGLARY, ALL_CRIME, THEFT, PEOPLE, SHARE };

/* Two years of street crime in three categories, one of which no indicator counts by itself. */
static const struct results *compute(struct world *world)
{
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2020-01", "2021-12");
  static const char *const categories[] = { "Burglary", "Theft", "Drugs" };
  int n = 0;
  for (int32_t month = month_of(2020, 1); month <= month_of(2021, 12); month++)
    for (uint32_t place = ASHBY; place <= DENBY; place++)
      for (int c = 0; c < 3; c++)
        world_fact(world, street, place, period_code(world->arena, (struct period) { month, PERIOD_MONTH }),
                   categories[c], 3 + n++ % 7);
  world_fact(world, street, PLACE_UNASSIGNED, "2021-03", "Burglary", 2);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, people, district, "2019", NULL, 10000);
  struct indicator *burglary = world_indicator(world, "street-crime", STATISTIC_RATE);
  world_per(burglary, "people", 1000);
  world_where(world, burglary, false, "Burglary");
  world_indicator(world, "street-crime", STATISTIC_COUNT);
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), false, "Theft");
  world_indicator(world, "people", STATISTIC_COUNT);
  struct indicator *share = world_indicator(world, "street-crime", STATISTIC_PROPORTION);
  share->scale = 100;
  world_where(world, share, false, "Burglary");
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static struct cells *cells_of_burglary(struct world *world)
{
  const struct results *results = compute(world);
  bool wanted[5] = { [BURGLARY] = true };
  return cells_of(world->arena, results, wanted);
}

static const struct cell *find(const struct cells *cells, int indicator, int row,
                               const char *period)
{
  int cell = cells_find(cells, indicator, false, row, world_period(period));
  return cell == NO_CELL ? NULL : &cells->at[cell];
}

static void test_cells(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  struct cells *cells = cells_of_burglary(world);
  struct result result;
  results_find(cells->results, BURGLARY, BARTON, world_period("2021"), &result);
  const struct cell *year = find(cells, BURGLARY, BARTON, "2021");
  assert_non_null(year);
  assert_near(year->value, result.numerator, 0);
  assert_true(year->whole);
  /* A year by another name is the same cell, and so is what another indicator makes of the count. */
  assert_ptr_equal(year, find(cells, BURGLARY, BARTON, "ye-2021-12"));
  assert_ptr_equal(year, find(cells, SHARE, BARTON, "2021"));
  int divisor = cells_find(cells, SHARE, true, BARTON, world_period("2021"));
  assert_ptr_equal(&cells->at[divisor], find(cells, ALL_CRIME, BARTON, "2021"));
  /* What shares a category is there as well; what does not, is not. */
  assert_non_null(find(cells, THEFT, BARTON, "2021-05"));
  assert_null(find(cells, PEOPLE, BARTON, "2019"));
  assert_null(find(cells, BURGLARY, BARTON, "2019"));
  /* Months are cheaper than years, districts than groups, the past than the present. */
  assert_true(year->cost > find(cells, THEFT, BARTON, "2021-12")->cost);
  assert_true(find(cells, THEFT, ALL, "2021")->cost > find(cells, THEFT, BARTON, "2021")->cost);
  assert_true(find(cells, THEFT, BARTON, "2021")->cost > find(cells, THEFT, BARTON, "2020")->cost);
  assert_false(cells_hide(cells, BURGLARY, BARTON, world_period("2021")));
  cells->at[divisor].hidden = true;
  assert_true(cells_hide(cells, SHARE, BARTON, world_period("2021")));
  assert_false(cells_hide(cells, BURGLARY, BARTON, world_period("2021")));
}

static void test_nothing_wanted(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  const struct results *results = compute(world);
  bool wanted[5] = { false };
  assert_int_equal(cells_of(arena, results, wanted)->count, 0);
}

/* Every equation holds, and each kind is there. */
static void test_equations(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  struct cells *cells = cells_of_burglary(world);
  size_t kinds[EQUATION_CATEGORIES + 1] = { 0 };
  for (size_t e = 0; e < cells->equation_count; e++) {
    const struct equation *equation = &cells->equations[e];
    double sum = 0;
    for (uint32_t t = 0; t < equation->count; t++) {
      struct term term = cells->terms[equation->first + t];
      sum += term.sign * cells->at[term.cell].value;
      for (uint32_t k = 0; k < t; k++)
        assert_int_not_equal(cells->terms[equation->first + k].cell, term.cell);
    }
    assert_near(sum, 0, 1e-9);
    kinds[equation->kind]++;
  }
  /* burglary, theft, all and the rest, each: 24 months and 13 years of two groups and a force */
  assert_int_equal(cells->filter_count, 4);
  assert_int_equal(kinds[EQUATION_AREAS], 4 * 37 * 3);
  assert_int_equal(kinds[EQUATION_WINDOWS], 4 * 9 * 12);
  assert_int_equal(kinds[EQUATION_MONTHS], 4 * 9 * 3); /* to December 2020, March and December 2021 */
  assert_int_equal(kinds[EQUATION_CATEGORIES], 37 * 9);
  assert_string_equal(equation_words(arena, cells, 0),
                      "test.1, 2020-01: All = West + Corby + Denby");
}

/* Every way in which one hidden month of one district gives itself away is closed. */
static void test_protected(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  struct cells *cells = cells_of_burglary(world);
  size_t marked = 0;
  for (int32_t month = month_of(2021, 1); month <= month_of(2021, 12) && !marked; month++) {
    int found = cells_find(cells, BURGLARY, false, CORBY, (struct period) { month, PERIOD_MONTH });
    if (cells->at[found].value > 4)
      continue;
    cell_mark(&cells->at[found], 1, 4);
    marked++;
  }
  assert_int_equal(marked, 1);
  struct audit audit;
  audit_run(arena, cells, audit_view(arena, cells), &audit);
  assert_int_equal(audit.finding_count, marked);
  struct protection protection;
  protect(cells, &protection);
  assert_int_equal(protection.unprotected, 0);
  audit_run(arena, cells, audit_view(arena, cells), &audit);
  assert_int_equal(audit.finding_count, 0);
  assert_true(protection.lost > 0 && protection.lost < 60 * marked);
}

static void test_printed_before(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  struct cells *cells = cells_of_burglary(world);
  double value = find(cells, BURGLARY, CORBY, "2020")->value;
  const struct printed_count printed[] = {
    { BURGLARY, false, CORBY, world_period("2020"), value, 0 },
    { BURGLARY, false, BARTON, world_period("2020"), value + 300, 0 }, /* revised since */
    { BURGLARY, false, ASHBY, world_period("2020"), find(cells, BURGLARY, ASHBY, "2020")->value, 10 },
    { BURGLARY, false, ASHBY, world_period("2010"), 3, 0 }, /* no longer there */
  };
  cells_printed_before(cells, printed, 4);
  assert_near(find(cells, BURGLARY, CORBY, "2020")->known_low, value, 0);
  assert_near(find(cells, BURGLARY, CORBY, "2020")->known_high, value, 0);
  assert_true(isinf(find(cells, BURGLARY, BARTON, "2020")->known_high));
  const struct cell *rounded = find(cells, BURGLARY, ASHBY, "2020");
  assert_true(rounded->known_low < rounded->value && rounded->known_high > rounded->value);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_cells),     cmocka_unit_test(test_nothing_wanted),
    cmocka_unit_test(test_equations), cmocka_unit_test(test_protected),
    cmocka_unit_test(test_printed_before),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
