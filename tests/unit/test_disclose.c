/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be seen of an indicator that is marked restricted, and of one that is not.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/disclose.h"

#include <string.h>

enum { OPEN, RESTRICTED, AWAITED };

static const struct released *release(struct arena *arena, enum audience audience)
{
  struct world *world = world_new(arena);
  uint32_t small = world_small(world, "E01000001", ASHBY, 0);
  static const char *const measures[] = { [OPEN] = "street-crime", [RESTRICTED] = "arrests" };
  for (int i = OPEN; i <= RESTRICTED; i++) {
    int table = world_table(world, measures[i], READER_STREET, FACTS_COUNTS);
    world_supplied(world, table, "2020-01", "2021-12");
    world_steady(world, table, small, "2020-01", "2021-12", 20);
    for (uint32_t district = BARTON; district <= DENBY; district++)
      world_steady(world, table, district, "2020-01", "2021-12", 10);
  }
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, people, district, "2019", NULL, 10000);
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world->tables.at[form].awaited = true;
  world->sources.at[form].awaited_from = "the constabulary";
  for (int i = OPEN; i <= RESTRICTED; i++)
    world_per(world_indicator(world, measures[i], STATISTIC_RATE), "people", 1000);
  world->indicators.at[RESTRICTED].restricted = true;
  world_indicator(world, "cases", STATISTIC_COUNT)->restricted = true;
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return disclose_results(arena, results, audience);
}

static struct result find(const struct released *released, int indicator, int area,
                          const char *period)
{
  struct result result;
  released_find(released, indicator, area, world_period(period), &result);
  return result;
}

static void assert_hidden(struct result result)
{
  assert_int_equal(result.status, STATUS_SUPPRESSED);
  assert_string_equal(result.reason, "Restricted: published at county level only");
  const double numbers[] = { result.numerator, result.denominator, result.value, result.lower,
                             result.upper, result.ratio, result.spread_low, result.spread_high,
                             result.before_numerator, result.before_value, result.change_percent,
                             result.change_lower, result.change_upper, result.change_dispersion,
                             result.change_points };
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    assert_true(isnan(numbers[i]));
  assert_int_equal(result.rank, 0);
  assert_int_equal(result.significance, SIGNIFICANCE_NOT_TESTED);
  assert_int_equal(result.change, CHANGE_NOT_TESTED);
  assert_null(result.change_reason);
}

static void test_restricted(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  for (int audience = AUDIENCE_PUBLIC; audience <= AUDIENCE_RESTRICTED; audience++) {
    const struct released *released = release(arena, (enum audience)audience);
    assert_int_equal(released_audience(released), audience);
    const char *const periods[] = { "2021", "2021-05", "ye-2021-06" };
    for (int p = 0; p < 3; p++) {
      for (int area = ASHBY; area <= DENBY; area++)
        assert_hidden(find(released, RESTRICTED, area, periods[p]));
      assert_hidden(find(released, RESTRICTED, WEST, periods[p]));
      assert_int_equal(find(released, RESTRICTED, ALL, periods[p]).status, STATUS_PUBLISHED);
      assert_int_equal(find(released, RESTRICTED, FORCE, periods[p]).status, STATUS_PUBLISHED);
    }
    struct result since;
    released_find_since(released, RESTRICTED, ASHBY, world_period("2021"), world_period("2020"),
                        &since);
    assert_hidden(since);
    /* The county's own figure is beside it. */
    assert_near(find(released, RESTRICTED, ASHBY, "2021").comparator_value, 15, 1e-9);
  }
}

/* A count that is known although its rate is not. */
static void test_nothing_slips_through(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, cases, district, "2021", NULL, 3);
    world_fact(world, people, district, "2022", NULL, 1000);
  }
  world_indicator(world, "cases", STATISTIC_RATE)->restricted = true;
  world_per(&world->indicators.at[0], "people", 1000);
  world_indicator(world, "people", STATISTIC_COUNT);
  const struct released *released
    = disclose_results(arena, world_compute(world), AUDIENCE_RESTRICTED);
  assert_hidden(find(released, 0, ASHBY, "2021"));
  assert_near(find(released, 0, ALL, "2021").numerator, 12, 0);
  assert_int_equal(find(released, 1, ASHBY, "2022").status, STATUS_PUBLISHED);
}

static void test_restricted_series_and_small_areas(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct released *released = release(arena, AUDIENCE_PUBLIC);
  int32_t first;
  size_t count;
  const double *months = released_months(released, RESTRICTED, ASHBY, &first, &count);
  assert_int_equal(count, 24);
  for (size_t i = 0; i < count; i++)
    assert_true(isnan(months[i]));
  months = released_months(released, RESTRICTED, ALL, &first, &count);
  assert_near(months[0], 50, 0);
  double counts[1], rates[1];
  for (int area = ASHBY; area <= FORCE; area++) {
    released_small_areas(released, RESTRICTED, area, world_period("2021"), counts, rates);
    assert_true(isnan(counts[0]) && isnan(rates[0]));
  }
}

static void test_open(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct released *released = release(arena, AUDIENCE_PUBLIC);
  struct result result = find(released, OPEN, ASHBY, "2021");
  assert_near(result.value, 24, 1e-9);
  assert_int_equal(result.rank, 1);
  int32_t first;
  size_t count;
  assert_near(released_months(released, OPEN, ASHBY, &first, &count)[3], 20, 0);
  double counts[1], rates[1];
  released_small_areas(released, OPEN, ASHBY, world_period("2021"), counts, rates);
  assert_near(counts[0], 240, 0);
  released_periods(released, OPEN, &count);
  assert_true(count > 24);
}

/* What nobody has supplied is not secret: the page says from whom it is awaited. */
static void test_awaited_says_so(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct released *released = release(arena, AUDIENCE_PUBLIC);
  struct result result = find(released, AWAITED, ASHBY, "2021");
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_string_equal(result.reason, "Awaited from the constabulary");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_restricted),
    cmocka_unit_test(test_nothing_slips_through),
    cmocka_unit_test(test_restricted_series_and_small_areas),
    cmocka_unit_test(test_open),
    cmocka_unit_test(test_awaited_says_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
