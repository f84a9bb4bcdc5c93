/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The methods that a definition chooses, on results: funnel limits, tests of change, trends, and
 * what of them an audience may see.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/model.h"
#include "disclose/disclose.h"

#include <string.h>

enum { PLACES = 6 };

/* Counts of PLACES districts in 2021, per 10,000. */
static struct world *rates(struct arena *arena, const double *cases)
{
  struct world *world = world_of(arena, PLACES);
  int events = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int population = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t i = 0; i < PLACES; i++) {
    world_fact(world, events, i, "2021", NULL, cases[i]);
    world_fact(world, population, i, "2021", NULL, 10000);
  }
  world_per(world_indicator(world, "cases", STATISTIC_RATE), "people", 1000);
  return world;
}

/* ---- funnel -------------------------------------------------------------------------------- */

static const double cases[PLACES] = { 100, 190, 74, 100, 98, 100 };

static struct result judged(struct funnel_choice choice, int area)
{
  struct arena *arena = arena_new();
  struct world *world = rates(arena, cases);
  world->indicators.at[0].funnel = choice;
  struct result result = world_find(world_compute(world), 0, area, "2021");
  /* The method's words go with the arena. */
  static char method[128];
  snprintf(method, sizeof method, "%s", result.method);
  result.method = method;
  arena_free(arena);
  return result;
}

static void test_the_choice_is_the_method(void **state)
{
  (void)state;
  struct result usual = judged((struct funnel_choice) { 0 }, 1);
  assert_string_equal(usual.method, "Byar 95%; over-dispersed limits 95%, itself left out");
  struct result poisson
    = judged((struct funnel_choice) { .limits = FUNNEL_LIMITS_POISSON }, 1);
  assert_string_equal(poisson.method, "Byar 95%; exact Poisson limits 95%");
  /* 190 against 110: its interval is 164 to 219. */
  assert_int_equal(poisson.significance, SIGNIFICANCE_HIGHER);
  assert_near(poisson.spread_high, 1.2, 0.02);
  struct result together = judged((struct funnel_choice) { .together = true }, 1);
  assert_string_equal(together.method, "Byar 95%; over-dispersed limits 95%");
  assert_true(together.spread_high > usual.spread_high);
  struct result multiplied = judged((struct funnel_choice) { .multiplicative = true }, 1);
  assert_string_equal(multiplied.method, "Byar 95%; multiplicative limits 95%, itself left out");
  assert_near(multiplied.spread_low * multiplied.spread_high, 1, 1e-12);
}

static void test_binomial_limits_of_proportions(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int table = world_table(world, "shares", READER_TIDY, FACTS_RATIOS);
  const double parts[] = { 30, 50, 30, 30 };
  for (uint32_t i = 0; i < 4; i++)
    world_ratio(world, table, i, "2021", parts[i], 100);
  world_indicator(world, "shares", STATISTIC_PROPORTION)->funnel.limits = FUNNEL_LIMITS_BINOMIAL;
  const struct results *results = world_compute(world);
  struct result high = world_find(results, 0, BARTON, "2021");
  assert_string_equal(high.method, "Wilson 95%; binomial limits 95%");
  assert_int_equal(high.significance, SIGNIFICANCE_HIGHER);
  assert_true(high.spread_high * 35 < 50 && high.spread_high * 35 > 40);
  assert_int_equal(world_find(results, 0, ASHBY, "2021").significance, SIGNIFICANCE_SIMILAR);
}

/* What the plot says of a district is what its result says. */
static void test_the_plot_agrees_with_results(void **state)
{
  (void)state;
  const struct funnel_choice choices[]
    = { { 0 }, { .together = true }, { .multiplicative = true },
        { .limits = FUNNEL_LIMITS_POISSON } };
  for (size_t c = 0; c < sizeof choices / sizeof choices[0]; c++) {
    auto_arena struct arena *arena = arena_new();
    struct world *world = rates(arena, cases);
    world->indicators.at[0].funnel = choices[c];
    const struct results *results = world_compute(world);
    struct funnel_plot plot = results_funnel(arena, results, 0, world_period("2021"));
    assert_null(plot.reason);
    assert_int_equal(plot.count, PLACES);
    for (size_t i = 0; i < plot.count; i++) {
      const struct funnel_point *point = &plot.points[i];
      struct result result = world_find(results, 0, point->area, "2021");
      assert_near(point->value, result.value, 0);
      assert_near(point->near.upper, result.spread_high * plot.average, 1e-9);
      assert_near(point->near.lower, result.spread_low * plot.average, 1e-9);
      assert_true(point->far.lower <= point->near.lower && point->near.upper <= point->far.upper);
      assert_int_equal(point->position > FUNNEL_WITHIN,
                       result.significance == SIGNIFICANCE_HIGHER);
      assert_int_equal(point->position < FUNNEL_WITHIN,
                       result.significance == SIGNIFICANCE_LOWER);
    }
    struct interval near, far, small_near, small_far;
    assert_int_equal(funnel_plot_curve(&plot, 10000, &near, &far), 0);
    assert_int_equal(funnel_plot_curve(&plot, 5000, &small_near, &small_far), 0);
    assert_true(small_near.upper > near.upper && far.upper > near.upper);
  }
}

static void test_no_plot(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates(arena, cases);
  world_indicator(world, "cases", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_non_null(results_funnel(arena, results, 1, world_period("2021")).reason);
  assert_non_null(results_funnel(arena, results, 0, world_period("2020")).reason);
  const double few[PLACES] = { 1, 2, 0, 1, 1, 0 };
  struct world *rare = rates(arena, few);
  assert_non_null(results_funnel(arena, world_compute(rare), 0, world_period("2021")).reason);
}

/* ---- change -------------------------------------------------------------------------------- */

static struct result changed(enum change_choice choice, double before, double after)
{
  struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int table = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, table, ASHBY, "2020", NULL, before);
  world_fact(world, table, ASHBY, "2021", NULL, after);
  world_indicator(world, "cases", STATISTIC_COUNT)->change = choice;
  struct result result = world_find(world_compute(world), 0, ASHBY, "2021");
  arena_free(arena);
  return result;
}

static void test_the_choice_is_the_test(void **state)
{
  (void)state;
  assert_string_equal(changed(CHANGE_BY_USUAL, 20, 40).change_method,
                      "mid-p conditional binomial 95%");
  struct result exact = changed(CHANGE_BY_EXACT, 120, 150);
  assert_string_equal(exact.change_method, "exact conditional binomial 95%");
  assert_near(exact.change_lower, -2.3326, 1e-3);
  assert_near(exact.change_upper, 60.2666, 1e-3);
  assert_int_equal(exact.change, CHANGE_SIMILAR);
  struct result e_test = changed(CHANGE_BY_E_TEST, 20, 40);
  assert_string_equal(e_test.change_method, "E-test 95%");
  assert_int_equal(e_test.change, CHANGE_ROSE);
  assert_true(e_test.change_lower > 0 && e_test.change_lower < 100 && e_test.change_upper > 100);
  assert_near(e_test.change_percent, 100, 1e-9);
  assert_string_equal(changed(CHANGE_BY_E_TEST, 200, 400).change_method,
                      "score test of two counts 95%");
  assert_string_equal(changed(CHANGE_BY_SCORE, 20, 40).change_method,
                      "score test of two counts 95%");
  struct result none = changed(CHANGE_BY_NONE, 20, 40);
  assert_int_equal(none.change, CHANGE_NOT_TESTED);
  assert_near(none.change_percent, 100, 1e-9);
  assert_string_equal(none.change_method, "");
}

/* Counts of two years, each with what it was counted among. */
static struct result rate_changed(enum change_choice choice, const double counts[2],
                                  const double people[2], const char *rebased)
{
  static const char *const years[2] = { "2020", "2021" };
  struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int table = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int population = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (int i = 0; i < 2; i++) {
    world_fact(world, table, ASHBY, years[i], NULL, counts[i]);
    for (uint32_t district = ASHBY; district <= DENBY; district++) {
      if (!isnan(people[i]))
        world_fact(world, population, district, years[i], NULL, people[i]);
    }
  }
  struct indicator *indicator = world_indicator(world, "cases", STATISTIC_RATE);
  world_per(indicator, "people", 1000);
  indicator->change = choice;
  indicator->change_of = CHANGE_OF_RATES;
  if (rebased)
    world_break(world, "people", rebased, "Counted anew.");
  struct result result = world_find(world_compute(world), 0, ASHBY, "2021");
  arena_free(arena);
  return result;
}

/* R 4.2.2, poisson.test(c(60, 30), c(51477.5, 54308.7)): the ratio 2.109994, 1.339736 to 3.388366.  What
 * doubles with what it is counted among has not changed. */
static void test_changes_of_rates(void **state)
{
  (void)state;
  const double gu[2] = { 30, 60 }, exposures[2] = { 54308.7, 51477.5 };
  struct result exact = rate_changed(CHANGE_BY_EXACT, gu, exposures, NULL);
  assert_string_equal(exact.change_method, "exact conditional binomial of rates 95%");
  assert_near(exact.change_percent, 100 * (60 / 51477.5 / (30 / 54308.7) - 1), 1e-9);
  assert_near(exact.change_lower, 33.973572177, 1e-6);
  assert_near(exact.change_upper, 238.836557362, 1e-6);
  assert_int_equal(exact.change, CHANGE_ROSE);
  const double doubled[2] = { 1000, 2000 };
  const enum change_choice choices[]
    = { CHANGE_BY_MID_P, CHANGE_BY_EXACT, CHANGE_BY_E_TEST, CHANGE_BY_SCORE };
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
    assert_int_equal(rate_changed(choices[i], gu, doubled, NULL).change, CHANGE_SIMILAR);
    assert_near(rate_changed(choices[i], gu, doubled, NULL).change_percent, 0, 1e-9);
    assert_int_equal(changed(choices[i], 30, 60).change, CHANGE_ROSE);
  }
}

static void test_rates_that_cannot_be_compared(void **state)
{
  (void)state;
  const double counts[2] = { 30, 60 }, people[2] = { 1000, 2000 }, unknown[2] = { NAN, 2000 };
  struct result rebased = rate_changed(CHANGE_BY_EXACT, counts, people, "2021-01");
  assert_int_equal(rebased.change, CHANGE_NOT_COMPARABLE);
  assert_string_equal(rebased.change_reason, "What the rates divide by was rebased between the two");
  struct result without = rate_changed(CHANGE_BY_EXACT, counts, unknown, NULL);
  assert_int_equal(without.change, CHANGE_NOT_COMPARABLE);
  assert_string_equal(without.change_reason, "One of the two has no denominator");
}

static void test_paired_months_need_months(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates(arena, cases);
  world->indicators.at[0].change = CHANGE_BY_MONTHS;
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C020"), 1);
}

/* ---- trend --------------------------------------------------------------------------------- */

/* Counts of Ashby in 2016 to 2021; a NaN is a year that was not supplied. */
static const struct results *yearly(struct arena *arena, const double counts[6],
                                    const char *broken, struct world **ret_world)
{
  static const char *const years[6] = { "2016", "2017", "2018", "2019", "2020", "2021" };
  struct world *world = world_new(arena);
  int table = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (int i = 0; i < 6; i++) {
    if (!isnan(counts[i]))
      world_fact(world, table, ASHBY, years[i], NULL, counts[i]);
  }
  world_indicator(world, "cases", STATISTIC_COUNT)->trend = TREND_BY_FIVE_POINTS;
  if (broken)
    world_break(world, "cases", broken, "The rules changed.");
  if (ret_world)
    *ret_world = world;
  return world_compute(world);
}

static struct trend_result trend_in(const struct results *results, const char *period)
{
  struct trend_result trend;
  results_trend(results, 0, ASHBY, world_period(period), &trend);
  return trend;
}

static void test_trend_of_five_years(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double rising[6] = { 900, 500, 530, 560, 590, 620 };
  const struct results *results = yearly(arena, rising, NULL, NULL);
  struct trend_result up = trend_in(results, "2021"), other = trend_in(results, "2020");
  assert_string_equal(trend_word(up.trend), "increasing");
  assert_string_equal(up.method, "five-point trend 99.8%");
  assert_near(up.slope, 30, 1);
  assert_true(up.chi_squared > TREND_CHI_SQUARED);
  /* 2016 alone decides 2016 to 2020. */
  assert_string_equal(trend_word(other.trend), "no significant trend");
  assert_true(other.outlier);
  assert_string_equal(trend_word(trend_in(results, "2019").trend), "too few to say");
  assert_non_null(trend_in(results, "2019").reason);
}

static void test_trend_needs_years_in_a_row(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double counts[6] = { 500, 510, 520, NAN, 540, 550 };
  struct trend_result trend = trend_in(yearly(arena, counts, NULL, NULL), "2021");
  assert_int_equal(trend.trend, TREND_TOO_FEW);
  assert_string_equal(trend.method, "");
}

static void test_no_trend_across_a_break(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double rising[6] = { 400, 500, 530, 560, 590, 620 };
  const struct results *broken = yearly(arena, rising, "2019-01", NULL);
  struct trend_result trend = trend_in(broken, "2021");
  assert_string_equal(trend_word(trend.trend), "not comparable");
  assert_non_null(strstr(trend.reason, "broken in January 2019: The rules changed"));
  /* A break where the five years begin breaks none of them. */
  assert_int_equal(trend_in(yearly(arena, rising, "2017-01", NULL), "2021").trend,
                   TREND_INCREASING);
}

static void test_months_and_choices_have_no_trend(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double rising[6] = { 400, 500, 530, 560, 590, 620 };
  struct world *world;
  yearly(arena, rising, NULL, &world);
  world->indicators.at[0].trend = TREND_BY_NONE;
  const struct results *results = world_compute(world);
  assert_int_equal(trend_in(results, "2021").trend, TREND_NOT_TESTED);
  assert_string_equal(trend_word(trend_in(results, "2021").trend), "");
  world->indicators.at[0].trend = TREND_BY_FIVE_POINTS;
  assert_int_equal(trend_in(world_compute(world), "2021-12").trend, TREND_NOT_TESTED);
}

static void test_trend_of_proportions(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int table = world_table(world, "shares", READER_TIDY, FACTS_RATIOS);
  static const char *const years[] = { "2017", "2018", "2019", "2020", "2021" };
  const double parts[] = { 621, 599, 556, 535, 447 };
  const double wholes[] = { 3454, 3195, 3256, 3227, 3121 };
  for (int i = 0; i < 5; i++)
    world_ratio(world, table, ASHBY, years[i], parts[i], wholes[i]);
  world_indicator(world, "shares", STATISTIC_PROPORTION)->trend = TREND_BY_COCHRAN_ARMITAGE;
  struct trend_result trend = trend_in(world_compute(world), "2021");
  assert_string_equal(trend_word(trend.trend), "decreasing");
  assert_near(trend.chi_squared, 20.1150802167, 1e-8);
  assert_string_equal(trend.method, "Cochran-Armitage 99.8%");
}

/* ---- what may be seen ---------------------------------------------------------------------- */

static void test_hidden_districts(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates(arena, cases);
  world->indicators.at[0].restricted = true;
  world->catalog.comparator = PLACES;
  const struct results *results = world_compute(world);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  assert_non_null(released_funnel(released, arena, 0, world_period("2021")).reason);
  const double rising[6] = { 400, 500, 530, 560, 590, 620 };
  const struct results *years = yearly(arena, rising, NULL, &world);
  world->indicators.at[0].restricted = true;
  released = disclose_results(arena, years, AUDIENCE_PUBLIC);
  struct trend_result trend;
  released_trend(released, 0, ASHBY, world_period("2021"), &trend);
  assert_int_equal(trend.trend, TREND_TOO_FEW);
  assert_true(isnan(trend.slope));
  assert_non_null(strstr(trend.reason, "suppressed"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_the_choice_is_the_method),
    cmocka_unit_test(test_binomial_limits_of_proportions),
    cmocka_unit_test(test_the_plot_agrees_with_results),
    cmocka_unit_test(test_no_plot),
    cmocka_unit_test(test_the_choice_is_the_test),
    cmocka_unit_test(test_changes_of_rates),
    cmocka_unit_test(test_rates_that_cannot_be_compared),
    cmocka_unit_test(test_paired_months_need_months),
    cmocka_unit_test(test_trend_of_five_years),
    cmocka_unit_test(test_trend_needs_years_in_a_row),
    cmocka_unit_test(test_no_trend_across_a_break),
    cmocka_unit_test(test_months_and_choices_have_no_trend),
    cmocka_unit_test(test_trend_of_proportions),
    cmocka_unit_test(test_hidden_districts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
