/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure beside others: the comparator, the usual spread, the rank, and the period before.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/model.h"

#include <string.h>

enum { DISTRICTS = 14 };

/* Blackburn with Darwen, Blackpool, Burnley, Chorley, Fylde, Hyndburn, Lancaster, Pendle, Preston,
 * Ribble Valley, Rossendale, South Ribble, West Lancashire, Wyre: residents of 2021 (ONS), and
 * anti-social behaviour in the year ending December 2025 (data.police.uk). */
static const double residents[DISTRICTS] = { 154739, 141029, 94658, 117742, 81364, 82238, 142922,
                                             95761, 147840, 61550, 70853, 111047, 117433, 111947 };
static const double asb[DISTRICTS] = { 5559, 8444, 3856, 3069, 2198, 3426, 4548, 3055, 6993, 1093,
                                       2125, 3227, 2589, 3052 };

/* Rates of COUNT districts, in 2021 alone. */
static struct world *rates(struct arena *arena, const double *cases, const double *people,
                           size_t count)
{
  struct world *world = world_of(arena, count);
  int events = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int population = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t i = 0; i < count; i++) {
    world_fact(world, events, i, "2021", NULL, cases[i]);
    world_fact(world, population, i, "2021", NULL, people[i]);
  }
  world_per(world_indicator(world, "cases", STATISTIC_RATE), "people", 1000);
  return world;
}

/* The rates, intervals, ratios and ranks of these counts as an analyst worked them out by hand in a
 * spreadsheet before there was this program; limits and words by R 4.2.2 (test_funnel says how). */
static void test_lancashire_against_its_spread(void **state)
{
  (void)state;
  static const struct {
    double rate, lower, upper, ratio;
    int rank;
    enum significance significance;
  } expected[DISTRICTS] = {
    { 35.9, 35.0, 36.9, 1.03, 5, SIGNIFICANCE_SIMILAR },
    { 59.9, 58.6, 61.2, 1.72, 1, SIGNIFICANCE_HIGHER },
    { 40.7, 39.5, 42.0, 1.17, 4, SIGNIFICANCE_SIMILAR },
    { 26.1, 25.2, 27.0, 0.75, 12, SIGNIFICANCE_SIMILAR },
    { 27.0, 25.9, 28.2, 0.78, 11, SIGNIFICANCE_SIMILAR },
    { 41.7, 40.3, 43.1, 1.20, 3, SIGNIFICANCE_SIMILAR },
    { 31.8, 30.9, 32.8, 0.92, 7, SIGNIFICANCE_SIMILAR },
    { 31.9, 30.8, 33.1, 0.92, 6, SIGNIFICANCE_SIMILAR },
    { 47.3, 46.2, 48.4, 1.36, 2, SIGNIFICANCE_SIMILAR },
    { 17.8, 16.7, 18.8, 0.51, 14, SIGNIFICANCE_LOWER },
    { 30.0, 28.7, 31.3, 0.86, 8, SIGNIFICANCE_SIMILAR },
    { 29.1, 28.1, 30.1, 0.84, 9, SIGNIFICANCE_SIMILAR },
    { 22.0, 21.2, 22.9, 0.63, 13, SIGNIFICANCE_LOWER },
    { 27.3, 26.3, 28.2, 0.78, 10, SIGNIFICANCE_SIMILAR },
  };
  static const double limits[DISTRICTS][2] = {
    { 0.581852150129, 1.71864966002 },
    { 0.65761690649, 1.52064217044 },
    { 0.595058271197, 1.68050768875 },
    { 0.596754561095, 1.67573080324 },
    { 0.591797337223, 1.68976765711 },
    { 0.597250368349, 1.6743396957 },
    { 0.579931105867, 1.72434275362 },
    { 0.585411392207, 1.70820044384 },
    { 0.639923380029, 1.56268708287 },
    { 0.645704253953, 1.54869662679 },
    { 0.588940447443, 1.69796454691 },
    { 0.585930563774, 1.70668687013 },
    { 0.636999073467, 1.56986099612 },
    { 0.589562963387, 1.69617167648 },
  };
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(rates(arena, asb, residents, DISTRICTS));
  for (int i = 0; i < DISTRICTS; i++) {
    struct result result = world_find(results, 0, i, "2021");
    assert_near(result.value, expected[i].rate, 0.0501);
    assert_near(result.lower, expected[i].lower, 0.0501);
    assert_near(result.upper, expected[i].upper, 0.0501);
    assert_near(result.ratio, expected[i].ratio, 0.00501);
    assert_near(result.spread_low, limits[i][0], 1e-11);
    assert_near(result.spread_high, limits[i][1], 1e-10);
    assert_int_equal(result.rank, expected[i].rank);
    assert_int_equal(result.rank_of, DISTRICTS);
    assert_int_equal(result.significance, expected[i].significance);
    assert_near(result.comparator_value, 34.8, 0.0501);
    assert_string_equal(result.method, "Byar 95%; over-dispersed limits 95%, itself left out");
  }
  struct result all = world_find(results, 0, DISTRICTS, "2021");
  assert_near(all.value, 34.8, 0.0501);
  assert_near(all.lower, 34.5, 0.0501);
  assert_near(all.upper, 35.1, 0.0501);
  assert_int_equal(all.rank, 0);
  assert_int_equal(all.significance, SIGNIFICANCE_NOT_TESTED);
  assert_true(isnan(all.spread_low));
}

static void test_ties_share_the_better_rank(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double cases[] = { 20, 50, 50, 10, 20 }, people[] = { 1000, 1000, 1000, 1000, 1000 };
  const struct results *results = world_compute(rates(arena, cases, people, 5));
  const int ranks[] = { 3, 1, 1, 5, 3 };
  for (int i = 0; i < 5; i++)
    assert_int_equal(world_find(results, 0, i, "2021").rank, ranks[i]);
}

/* Without ties, ranks are a permutation, ordered as the values. */
static void test_ranks_permute(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  uint32_t seed = 1;
  for (int round = 0; round < 50; round++) {
    double cases[DISTRICTS], people[DISTRICTS];
    bool seen[DISTRICTS + 1] = { false };
    for (int i = 0; i < DISTRICTS; i++) {
      seed = seed * 1664525U + 1013904223U;
      cases[i] = (double)(seed >> 12);
      people[i] = 1e6 + i;
    }
    const struct results *results = world_compute(rates(arena, cases, people, DISTRICTS));
    struct result last = { .rank = 0 };
    for (int i = 0; i < DISTRICTS; i++) {
      struct result result = world_find(results, 0, i, "2021");
      assert_true(result.rank >= 1 && result.rank <= DISTRICTS && !seen[result.rank]);
      seen[result.rank] = true;
      if (i > 0)
        assert_int_equal(result.rank < last.rank, result.value > last.value);
      bool outside = result.ratio < result.spread_low || result.ratio > result.spread_high;
      assert_int_equal(result.significance != SIGNIFICANCE_SIMILAR, outside);
      last = result;
    }
  }
}

/* A district that expects fewer than five is not tested; the others are. */
static void test_too_small_for_the_spread(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double cases[] = { 100, 95, 110, 0, 105 };
  const double people[] = { 10000, 10000, 10000, 400, 10000 };
  const struct results *results = world_compute(rates(arena, cases, people, 5));
  assert_int_equal(world_find(results, 0, ASHBY, "2021").significance, SIGNIFICANCE_SIMILAR);
  struct result small = world_find(results, 0, DENBY, "2021");
  assert_int_equal(small.significance, SIGNIFICANCE_NOT_TESTED);
  assert_true(isnan(small.spread_low));
  assert_int_equal(small.rank, 5);
  assert_near(small.upper, 3.688879 / 400 * 1000, 1e-5);
  assert_string_equal(small.method, "exact Poisson 95%");
}

static void test_all_equal(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double cases[] = { 100, 100, 100, 100 }, people[] = { 1000, 1000, 1000, 1000 };
  const struct results *results = world_compute(rates(arena, cases, people, 4));
  for (int i = 0; i < 4; i++) {
    struct result result = world_find(results, 0, i, "2021");
    assert_int_equal(result.rank, 1);
    assert_int_equal(result.significance, SIGNIFICANCE_SIMILAR);
    assert_near(result.ratio, 1, 1e-12);
  }
}

static void test_proportion_against_its_interval(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int ratios = world_table(world, "reoffending", READER_TIDY, FACTS_RATIOS);
  world_ratio(world, ratios, ASHBY, "2021", 65, 100);
  world_ratio(world, ratios, BARTON, "2021", 50, 100);
  world_ratio(world, ratios, CORBY, "2021", 30, 100);
  world_ratio(world, ratios, DENBY, "2021", 49, 100);
  world_indicator(world, "reoffending", STATISTIC_PROPORTION);
  const struct results *results = world_compute(world); /* of all: 48.5% */
  const enum significance expected[]
    = { SIGNIFICANCE_HIGHER, SIGNIFICANCE_SIMILAR, SIGNIFICANCE_LOWER, SIGNIFICANCE_SIMILAR };
  for (int i = 0; i < 4; i++)
    assert_int_equal(world_find(results, 0, i, "2021").significance, expected[i]);
  assert_string_equal(world_find(results, 0, ASHBY, "2021").method,
                      "Wilson 95%; interval against comparator");
}

static void test_own_comparator(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates(arena, asb, residents, DISTRICTS);
  static const int west[] = { DISTRICTS + 1 };
  world->indicators.at[0].compare = west;
  world->indicators.at[0].compare_count = 1;
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, 0, "2021");
  assert_int_equal(result.comparator, DISTRICTS + 1);
  assert_near(result.comparator_value, 1000 * (5559 + 8444) / (154739 + 141029.0), 1e-9);
  /* Two districts set no spread. */
  assert_int_equal(result.significance, SIGNIFICANCE_NOT_TESTED);
}

/* ---- change -------------------------------------------------------------------------------- */

/* Anti-social behaviour in Blackpool in the years ending October 2022 and December 2025. */
static const double blackpool_before[12]
  = { 678, 681, 758, 865, 969, 964, 941, 991, 873, 666, 710, 607 };
static const double blackpool_after[12]
  = { 615, 613, 752, 852, 826, 777, 826, 847, 579, 659, 530, 568 };

static struct world *gaps(struct arena *arena)
{
  struct world *world = world_new(arena);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2021-11", "2022-10");
  world_supplied(world, street, "2024-01", "2024-04");
  world_supplied(world, street, "2025-01", "2025-12");
  for (int month = 1; month <= 12; month++) {
    int year = month > 10 ? 2021 : 2022;
    world_fact(world, street, ASHBY, arena_printf(arena, "%d-%02d", year, month), NULL,
               blackpool_before[month - 1]);
    world_fact(world, street, ASHBY, arena_printf(arena, "2025-%02d", month), NULL,
               blackpool_after[month - 1]);
  }
  world_fact(world, street, ASHBY, "2024-03", NULL, 700);
  world_fact(world, street, BARTON, "2022-03", NULL, 8);
  world_fact(world, street, BARTON, "2025-03", NULL, 23);
  world_indicator(world, "street-crime", STATISTIC_COUNT)->interval = INTERVAL_NONE;
  return world;
}

/* Where months are missing the year before is not there: the latest that is, is named. */
static void test_latest_complete_year(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(gaps(arena));
  struct result result = world_find(results, 0, ASHBY, "ye-2025-12");
  assert_true(period_equal(result.before, world_period("ye-2022-10")));
  assert_near(result.before_numerator, 9703, 0);
  assert_near(result.change_percent, -12.97536844, 1e-7);
  assert_near(result.change_lower, -19.22440602, 1e-7);
  assert_near(result.change_upper, -6.242886938, 1e-7);
  assert_near(result.change_dispersion, 5.175092985, 1e-8);
  assert_int_equal(result.change, CHANGE_FELL);
  assert_string_equal(result.change_method, "quasi-Poisson on paired months 95%");
  assert_string_equal(result.method, "quasi-Poisson on paired months 95%");
  /* 2022 to 2024 are not complete calendar years, and there is no 2021. */
  result = world_find(results, 0, ASHBY, "2025");
  assert_int_equal(result.change, CHANGE_NOT_COMPARABLE);
  assert_string_equal(result.change_reason, "No earlier complete period was supplied");
  assert_true(isnan(result.change_percent));
}

static void test_months_go_back_to_the_same_month(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(gaps(arena));
  struct result march = world_find(results, 0, ASHBY, "2025-03");
  assert_true(period_equal(march.before, world_period("2024-03")));
  assert_string_equal(march.change_method, "score test of two counts 95%");
  struct result june = world_find(results, 0, ASHBY, "2025-06");
  assert_true(period_equal(june.before, world_period("2022-06")));
  struct result small = world_since(results, 0, BARTON, "2025-03", "2022-03");
  assert_string_equal(small.change_method, "mid-p conditional binomial 95%");
  assert_int_equal(small.change, CHANGE_ROSE);
  assert_near(small.change_percent, 187.5, 1e-9);
  struct result none = world_find(results, 0, CORBY, "2025-03");
  assert_int_equal(none.change, CHANGE_TOO_FEW);
  assert_non_null(none.change_reason);
}

static void test_since_a_given_period(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(gaps(arena));
  struct result result = world_since(results, 0, ASHBY, "2025", "ye-2022-10");
  assert_near(result.change_percent, -12.97536844, 1e-7);
  assert_true(period_equal(result.before, world_period("ye-2022-10")));
  const struct {
    const char *period, *before, *reason;
  } refused[] = {
    { "ye-2022-10", "ye-2022-09", "The two periods overlap" },
    { "ye-2022-10", "ye-2025-12", "The two periods overlap" },
    { "2025", "2022-03", "The two periods are not of the same length" },
    { "2025", "2023", "Not supplied: January to December 2023" },
  };
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    result = world_since(results, 0, ASHBY, refused[i].period, refused[i].before);
    assert_int_equal(result.change, CHANGE_NOT_COMPARABLE);
    assert_string_equal(result.change_reason, refused[i].reason);
    assert_int_equal(result.status, STATUS_PUBLISHED);
  }
  result = world_since(results, 0, ASHBY, "2023", "ye-2022-10");
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_int_equal(result.change, CHANGE_NOT_TESTED);
}

static void test_breaks(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2018-01", "2021-12");
  world_steady(world, street, ASHBY, "2018-01", "2021-12", 50);
  world_indicator(world, "street-crime", STATISTIC_COUNT);
  world_break(world, "street-crime", "2020-04", "Covid-19 rules.");
  world_break(world, "something-else", "2019-06", "Not this one");
  const struct results *results = world_compute(world);
  const char *reason = "The series is broken in April 2020: Covid-19 rules";
  struct result inside = world_find(results, 0, ASHBY, "2020");
  assert_int_equal(inside.status, STATUS_BROKEN);
  assert_string_equal(inside.reason, reason);
  assert_true(isnan(inside.value));
  struct result across = world_find(results, 0, ASHBY, "2021");
  assert_int_equal(across.status, STATUS_PUBLISHED);
  assert_int_equal(across.change, CHANGE_NOT_COMPARABLE);
  assert_string_equal(across.change_reason, reason);
  assert_int_equal(world_since(results, 0, ASHBY, "2021", "2019").change, CHANGE_NOT_COMPARABLE);
  /* The year from the break on is whole, and so is the one before it. */
  assert_int_equal(world_find(results, 0, ASHBY, "2020/21").status, STATUS_PUBLISHED);
  assert_int_equal(world_find(results, 0, ASHBY, "2019").change, CHANGE_SIMILAR);
  assert_int_equal(world_find(results, 0, ASHBY, "2020-04").status, STATUS_PUBLISHED);
  assert_int_equal(world_find(results, 0, ASHBY, "2021-04").change, CHANGE_SIMILAR);
  assert_int_equal(world_find(results, 0, ASHBY, "2021-03").change, CHANGE_NOT_COMPARABLE);
}

/* A re-based population: the counts are compared, the rates are not. */
static void test_broken_population(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  const char *const years[] = { "2020", "2021", "2022" };
  for (int year = 0; year < 3; year++) {
    for (uint32_t district = ASHBY; district <= DENBY; district++) {
      world_fact(world, cases, district, years[year], NULL, 500);
      if (year < 2)
        world_fact(world, people, district, years[year], NULL, 5000);
    }
  }
  world_per(world_indicator(world, "cases", STATISTIC_RATE), "people", 1000);
  world_break(world, "people", "2021-01", "re-based to the Census");
  const struct results *results = world_compute(world);
  struct result across = world_find(results, 0, ASHBY, "2021");
  assert_int_equal(across.change, CHANGE_SIMILAR);
  assert_true(isnan(across.before_value));
  assert_near(across.before_numerator, 500, 0);
  assert_near(world_find(results, 0, ASHBY, "2022").before_value, 100, 1e-9);
}

/* People are not events: their number changes, and nothing is tested. */
static void test_population_is_not_tested(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  world_fact(world, people, ASHBY, "2020", NULL, 5000);
  world_fact(world, people, ASHBY, "2021", NULL, 5500);
  world_indicator(world, "people", STATISTIC_COUNT)->interval = INTERVAL_NONE;
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_int_equal(result.change, CHANGE_NOT_TESTED);
  assert_near(result.change_percent, 10, 1e-9);
  assert_true(isnan(result.change_lower) && isnan(result.lower));
  assert_string_equal(result.method, "");
}

static void test_change_of_a_proportion(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int ratios = world_table(world, "reoffending", READER_TIDY, FACTS_RATIOS);
  world_ratio(world, ratios, ASHBY, "2020", 48, 80);
  world_ratio(world, ratios, ASHBY, "2021", 56, 70);
  world_indicator(world, "reoffending", STATISTIC_PROPORTION);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_int_equal(result.change, CHANGE_ROSE);
  assert_near(result.change_points, 20, 1e-9);
  assert_near(result.change_points_lower, 5.24, 5e-3);
  assert_near(result.change_points_upper, 33.39, 5e-3);
  assert_true(isnan(result.change_percent));
  assert_near(result.before_value, 60, 1e-9);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_lancashire_against_its_spread),
    cmocka_unit_test(test_ties_share_the_better_rank),
    cmocka_unit_test(test_ranks_permute),
    cmocka_unit_test(test_too_small_for_the_spread),
    cmocka_unit_test(test_all_equal),
    cmocka_unit_test(test_proportion_against_its_interval),
    cmocka_unit_test(test_own_comparator),
    cmocka_unit_test(test_latest_complete_year),
    cmocka_unit_test(test_months_go_back_to_the_same_month),
    cmocka_unit_test(test_since_a_given_period),
    cmocka_unit_test(test_breaks),
    cmocka_unit_test(test_broken_population),
    cmocka_unit_test(test_population_is_not_tested),
    cmocka_unit_test(test_change_of_a_proportion),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
