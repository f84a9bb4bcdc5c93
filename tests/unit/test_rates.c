/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Means, standardised rates and ratios from facts: which categories make which age band, and what is
 * said when they do not.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/ages.h"
#include "compute/model.h"
#include "compute/standardised.h"

#include <math.h>
#include <string.h>

enum { BANDS = ESP2013_BANDS };

/* ---- ages ---------------------------------------------------------------------------------- */

static void test_ages(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int from, to;
    bool fits;
  } cases[] = {
    { "0", 0, 0, true },          { "Age 7", 7, 7, true },       { "0-4", 0, 4, true },
    { "15 to 19", 15, 19, true }, { "85+", 85, 120, true },      { "Aged 85 and over", 85, 120, true },
    { "90 plus", 90, 120, true }, { "20\xe2\x80\x93""34", 20, 34, true }, { "0-17", 0, 17, false },
    { "16-17", 16, 17, true },    { "18 to 24 years", 18, 24, false }, { "93", 93, 93, true },
    { "88+", 88, 120, false },    { "85-89", 85, 89, true },     { "age_12", 12, 12, true },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ages ages;
    assert_true(ages_parse(str_of(cases[i].text), &ages));
    assert_int_equal(ages.from, cases[i].from);
    assert_int_equal(ages.to, cases[i].to);
    assert_int_equal(ages_fit_bands(ages), cases[i].fits);
  }
  static const char *const none[] = { "", "Unknown", "-4", "4-", "19-15", "121", "0-4 males", "1.5" };
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    struct ages ages;
    assert_false(ages_parse(str_of(none[i]), &ages));
  }
}

/* ---- worlds -------------------------------------------------------------------------------- */

static const double events[BANDS] = { 27,  45,  55,  100, 125, 300, 295, 270, 275, 450,
                                      455, 459, 345, 300, 270, 265, 100, 90,  35 };
static const double people[BANDS] = { 84935, 80367, 72122, 79259, 99806, 87362, 81579,
                                      71103, 70001, 69007, 63203, 52638, 46087, 40887,
                                      32604, 28399, 21625, 13021, 7355 };

static const char *band(struct arena *arena, int index)
{
  return index == BANDS - 1 ? "90+" : arena_printf(arena, "%d-%d", 5 * index, 5 * index + 4);
}

static struct indicator *standardised(struct world *world, int reference)
{
  struct standard *standard = ARENA_NEW(world->arena, struct standard);
  *standard = (struct standard) { .by = "type", .reference = reference };
  struct indicator *indicator
    = world_indicator(world, "cases", reference == NO_INDEX ? STATISTIC_STANDARDISED : STATISTIC_RATIO);
  world_per(indicator, "people", reference == NO_INDEX ? 100000 : 100);
  indicator->interval = reference == NO_INDEX ? INTERVAL_DOBSON : INTERVAL_BYAR;
  indicator->standard = standard;
  return indicator;
}

/* Ashby has the events and people above; the others SHARE of these events, all evenly old. */
static struct world *bands_world(struct arena *arena, double share, bool single_years)
{
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int residents = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    for (int i = 0; i < BANDS; i++) {
      double factor = district == ASHBY ? 1 : share;
      world_fact(world, cases, district, "2021", band(arena, i), events[i] * factor);
      if (!single_years) {
        world_fact(world, residents, district, "2021", band(arena, i), people[i]);
        continue;
      }
      for (int year = 0; year < 5; year++)
        world_fact(world, residents, district, "2021",
                   i == BANDS - 1 && year == 4 ? "94+" : arena_printf(arena, "%d", 5 * i + year),
                   year == 0 ? people[i] - 4 : 1);
    }
  }
  return world;
}

/* ---- directly standardised rates ------------------------------------------------------------ */

/* The same sums in R 4.2.2. */
static void test_direct(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  for (int single_years = 0; single_years < 2; single_years++) {
    struct world *world = bands_world(arena, 0.001, single_years);
    standardised(world, NO_INDEX);
    const struct results *results = world_compute(world);
    assert_non_null(results);
    struct result result = world_find(results, 0, ASHBY, "2021");
    assert_near(result.value, 464.915651324, 5e-9);
    assert_near(result.lower, 450.688309333, 5e-9);
    assert_near(result.upper, 479.468934304, 5e-9);
    assert_near(result.numerator, 4261, 0);
    assert_near(result.denominator, 1101360, 0);
    assert_string_equal(result.method, "Dobson 95%; interval against comparator");
    assert_int_equal(result.significance, SIGNIFICANCE_HIGHER);
    assert_int_equal(result.rank, 1);
    /* 4.261 events in the others: the count is known, the rate is not said. */
    result = world_find(results, 0, BARTON, "2021");
    assert_int_equal(result.status, STATUS_TOO_FEW);
    assert_string_equal(result.reason, "A standardised rate of fewer than 10 events is not said");
    assert_near(result.numerator, 4.261, 1e-9);
    assert_true(isnan(result.value) && isnan(result.lower) && result.rank == 0);
    assert_int_equal(world_find(results, 0, ALL, "2021").status, STATUS_PUBLISHED);
    assert_int_equal(world_find(results, 0, ASHBY, "2022").status, STATUS_UNAVAILABLE);
  }
}

/* Bands of fifteen years on one side, of five on the other: they are compared by fifteen. */
static void test_wider_bands(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int residents = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, cases, district, "2021", "0-14", 30);
    world_fact(world, cases, district, "2021", "15+", 70);
    for (int i = 0; i < BANDS; i++)
      world_fact(world, residents, district, "2021", band(arena, i), 1000);
  }
  standardised(world, NO_INDEX);
  struct result result = world_find(world_compute(world), 0, ASHBY, "2021");
  assert_near(result.value, (30 / 3000.0 * 16000 + 70 / 16000.0 * 84000) / 100000 * 100000, 1e-9);
}

/* Only some ages: the standard population has only these too. */
static void test_some_ages(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = bands_world(arena, 1, false);
  struct indicator *indicator = standardised(world, NO_INDEX);
  struct where *where = ARENA_NEW(arena, struct where);
  static const char *const young[] = { "10-14", "15-19" };
  *where = (struct where) { .category = "type", .values = young, .value_count = 2 };
  indicator->where = where;
  indicator->where_count = 1;
  struct result result = world_find(world_compute(world), 0, ASHBY, "2021");
  assert_near(result.value, (55 / 72122.0 + 100 / 79259.0) / 2 * 100000, 1e-9);
  assert_near(result.numerator, 155, 0);
}

static void assert_refused(struct world *world, const char *code)
{
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, code), 1);
}

static void test_ages_that_do_not_fit(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = bands_world(arena, 1, false);
  struct standard *standard = ARENA_NEW(arena, struct standard);
  *standard = (struct standard) { .by = "age", .reference = NO_INDEX };
  standardised(world, NO_INDEX)->standard = standard;
  assert_refused(world, "STRATA-C010");

  world = bands_world(arena, 1, false);
  world_fact(world, 0, ASHBY, "2021", "Unknown", 3);
  standardised(world, NO_INDEX);
  assert_refused(world, "STRATA-C011");
  world->diags = diags_new(arena);
  world_where(world, &world->indicators.at[0], true, "Unknown");
  assert_non_null(world_compute(world));

  world = bands_world(arena, 1, false);
  world_fact(world, 1, ASHBY, "2021", "0-17", 3);
  standardised(world, NO_INDEX);
  assert_refused(world, "STRATA-C011");

  world = world_new(arena); /* the population begins at 15 */
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int residents = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, cases, district, "2021", "10-14", 30);
    world_fact(world, cases, district, "2021", "15+", 30);
    world_fact(world, residents, district, "2021", "15+", 3000);
  }
  standardised(world, NO_INDEX);
  assert_refused(world, "STRATA-C011");
}

/* People with one, two and three events: R 4.2.2, as in test_standardised. */
static void test_repeat_events(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  static const char *const names[] = { "events", "type" };
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int residents = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  world_categories(world, cases, names, 2);
  for (int i = 0; i < BANDS; i++) {
    double thrice = floor(events[i] * 0.1 / 3), twice = floor(events[i] * 0.2 / 2);
    double once = events[i] - 3 * thrice - 2 * twice;
    const char *ages = band(arena, i);
    world_fact(world, cases, ASHBY, "2021", arena_printf(arena, "1|%s", ages), once);
    world_fact(world, cases, ASHBY, "2021", arena_printf(arena, "2|%s", ages), twice);
    world_fact(world, cases, ASHBY, "2021", arena_printf(arena, "3|%s", ages), thrice);
    /* Nobody in the other districts had more than one. */
    for (uint32_t district = BARTON; district <= DENBY; district++)
      world_fact(world, cases, district, "2021", arena_printf(arena, "1|%s", ages), events[i]);
    for (uint32_t district = ASHBY; district <= DENBY; district++)
      world_fact(world, residents, district, "2021", ages, people[i]);
  }
  struct standard *standard = ARENA_NEW(arena, struct standard);
  *standard = (struct standard) { .by = "type", .repeat = "events", .reference = NO_INDEX };
  standardised(world, NO_INDEX)->standard = standard;
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_near(result.value, 464.915651324, 5e-9);
  assert_near(result.lower, 448.135913921, 5e-9);
  assert_near(result.upper, 482.079803764, 5e-9);
  assert_near(result.numerator, 4261, 0);
  result = world_find(results, 0, BARTON, "2021");
  assert_near(result.lower, 450.688309333, 5e-9);
  world_fact(world, cases, ASHBY, "2021", "several|0-4", 1);
  world->diags = diags_new(arena);
  assert_null(world_compute(world));
  assert_true(diags_with_code(world->diags, "STRATA-C012") > 0);
}

/* ---- indirectly standardised ---------------------------------------------------------------- */

static void test_ratio(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = bands_world(arena, 0.5, false);
  standardised(world, ALL);
  struct indicator *rate = standardised(world, ALL);
  rate->statistic = STATISTIC_STANDARDISED;
  rate->scale = 1000;
  const struct results *results = world_compute(world);
  /* All four have as many people of each age, so they expect a quarter of 4,261 x 2.5 each. */
  double expected = 4261 * 2.5 / 4;
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_near(result.value, 100 * 4261 / expected, 1e-9);
  assert_near(result.denominator, expected, 1e-9);
  struct interval limits = poisson_interval(4261, 95);
  assert_near(result.lower, 100 * limits.lower / expected, 1e-9);
  assert_near(result.upper, 100 * limits.upper / expected, 1e-9);
  assert_string_equal(result.method, "Byar 95%; interval against comparator");
  assert_int_equal(result.significance, SIGNIFICANCE_HIGHER);
  assert_near(world_find(results, 0, ALL, "2021").value, 100, 1e-9);
  assert_near(world_find(results, 1, ALL, "2021").value, 1000 * 4261 * 2.5 / (4 * 1101360.0), 1e-9);
  assert_near(world_find(results, 1, ASHBY, "2021").value, 1000 * 4261 / 1101360.0, 1e-9);
}

/* ---- means --------------------------------------------------------------------------------- */

/* Student's ten patients, as ten kinds of one district's values; another has two of them. */
static void test_mean(void **state)
{
  (void)state;
  static const double sleep[10] = { 1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4 };
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int hours = world_table(world, "sleep", READER_TIDY, FACTS_VALUES);
  for (int i = 0; i < 10; i++)
    world_fact(world, hours, ASHBY, "2021", arena_printf(arena, "patient %d", i), sleep[i]);
  world_fact(world, hours, BARTON, "2021", "patient 10", 3);
  world_fact(world, hours, BARTON, "2021", "patient 11", 4);
  world_fact(world, hours, CORBY, "2021", "patient 12", 2);
  struct indicator *mean = world_indicator(world, "sleep", STATISTIC_MEAN);
  mean->interval = INTERVAL_STUDENT;
  mean->scale = 1;
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_near(result.value, 1.58, 1e-12);
  assert_near(result.lower, 0.7001142, 5e-8);
  assert_near(result.upper, 2.4598858, 5e-8);
  assert_near(result.denominator, 10, 0);
  assert_near(result.numerator, 15.8, 1e-12);
  assert_string_equal(result.method, "Student's t 95%");
  /* All of West's values, not the mean of two means. */
  assert_near(world_find(results, 0, WEST, "2021").value, 22.8 / 12, 1e-12);
  result = world_find(results, 0, CORBY, "2021");
  assert_near(result.value, 2, 0);
  assert_true(isnan(result.lower));
  assert_int_equal(world_find(results, 0, DENBY, "2021").status, STATUS_UNAVAILABLE);
  assert_int_equal(world_find(results, 0, ALL, "2021").status, STATUS_UNAVAILABLE);
}

static void test_mean_of_ratios(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int ratios = world_table(world, "reoffending", READER_TIDY, FACTS_RATIOS);
  world_ratio(world, ratios, ASHBY, "2021", 65, 100);
  world_indicator(world, "reoffending", STATISTIC_MEAN);
  assert_refused(world, "STRATA-C014");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ages),
    cmocka_unit_test(test_direct),
    cmocka_unit_test(test_wider_bands),
    cmocka_unit_test(test_some_ages),
    cmocka_unit_test(test_ages_that_do_not_fit),
    cmocka_unit_test(test_repeat_events),
    cmocka_unit_test(test_ratio),
    cmocka_unit_test(test_mean),
    cmocka_unit_test(test_mean_of_ratios),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
