/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts to figures: sums by area and period, denominators, and what is not there.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/model.h"

#include <math.h>
#include <string.h>

/* Each test has a world of its own, empty at first. */
static int setup(void **state)
{
  *state = world_new(arena_new());
  return 0;
}

static int teardown(void **state)
{
  struct world *world = *state;
  arena_free(world->arena);
  return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

/* Two incidents a month in Ashby, one in Barton, three with no location and five elsewhere, from
 * January 2021 to June 2022, and in December 2022; none in Corby and Denby. */
static struct world *street_world(struct world *world)
{
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2021-01", "2022-06");
  world_supplied(world, street, "2022-12", "2022-12");
  world_steady(world, street, ASHBY, "2021-01", "2022-06", 2);
  world_steady(world, street, BARTON, "2021-01", "2022-06", 1);
  world_steady(world, street, PLACE_UNASSIGNED, "2021-01", "2022-06", 3);
  world_steady(world, street, PLACE_OUTSIDE, "2021-01", "2022-06", 5);
  world_fact(world, street, ASHBY, "2022-12", NULL, 7);
  world_indicator(world, "street-crime", STATISTIC_COUNT);
  return world;
}

static void assert_value(const struct results *results, int area, const char *period, double value)
{
  struct result result = world_find(results, 0, area, period);
  if (isnan(value))
    assert_true(isnan(result.value) && isnan(result.numerator));
  else
    assert_near(result.value, value, 1e-9);
  assert_int_equal(result.status == STATUS_PUBLISHED, !isnan(value));
  assert_int_equal(result.reason == NULL, !isnan(value));
}

static void test_counts_by_area_and_period(void **state)
{
  const struct results *results = world_compute(street_world(*state));
  assert_non_null(results);
  assert_value(results, ASHBY, "2021-03", 2);
  assert_value(results, CORBY, "2021-03", 0); /* supplied, and no record: none */
  assert_value(results, ALL, "2021-03", 3);   /* without the unassigned */
  assert_value(results, WEST, "2021-03", 3);
  assert_value(results, FORCE, "2021-03", 6); /* with them, without those outside */
  assert_value(results, ASHBY, "2021", 24);
  assert_value(results, ASHBY, "2021/22", 24);
  assert_value(results, ASHBY, "ye-2022-06", 24);
  assert_value(results, FORCE, "2021/22", 72);
}

static void test_missing_is_never_zero(void **state)
{
  const struct results *results = world_compute(street_world(*state));
  for (int area = ASHBY; area <= FORCE; area++) {
    assert_value(results, area, "2022-07", NAN);
    assert_value(results, area, "2022", NAN);
    assert_value(results, area, "ye-2022-12", NAN);
    assert_value(results, area, "2020", NAN);
    assert_value(results, area, "1999-01", NAN);
  }
  assert_string_equal(world_find(results, 0, ALL, "2022-07").reason, "Not supplied: July 2022");
  assert_string_equal(world_find(results, 0, ALL, "2022").reason,
                      "Not supplied: July to November 2022");
  assert_string_equal(world_find(results, 0, ALL, "2022/23").reason,
                      "Not supplied: July to November 2022 and January to March 2023");
  assert_string_equal(world_find(results, 0, ALL, "ye-2021-06").reason,
                      "Not supplied: July to December 2020");
  assert_string_equal(world_find(results, 0, ALL, "1999-01").reason,
                      "Not supplied: the source holds January 2021 to December 2022");
}

static void test_periods_to_ask_for(void **state)
{
  const struct results *results = world_compute(street_world(*state));
  size_t count, months = 0, calendar = 0, financial = 0, ending = 0;
  const struct period *periods = results_periods(results, 0, &count);
  for (size_t i = 0; i < count; i++) {
    assert_true(i == 0 || period_compare(periods[i - 1], periods[i]) < 0);
    months += periods[i].kind == PERIOD_MONTH;
    calendar += periods[i].kind == PERIOD_CALENDAR_YEAR;
    financial += periods[i].kind == PERIOD_FINANCIAL_YEAR;
    ending += periods[i].kind == PERIOD_YEAR_ENDING;
  }
  assert_int_equal(months, 24); /* those that are missing too */
  assert_int_equal(calendar, 2);
  assert_int_equal(financial, 3);
  assert_int_equal(ending, 13); /* December 2021 to December 2022 */
}

static void test_series_of_months(void **state)
{
  const struct results *results = world_compute(street_world(*state));
  int32_t first;
  size_t count;
  const double *months = results_months(results, 0, ASHBY, &first, &count);
  assert_int_equal(first, month_of(2021, 1));
  assert_int_equal(count, 24);
  assert_near(months[17], 2, 0);
  assert_true(isnan(months[18]) && isnan(months[22]));
  assert_near(months[23], 7, 0);
}

static void test_rows_without_a_place(void **state)
{
  const struct results *results = world_compute(street_world(*state));
  double unassigned, outside;
  results_unplaced(results, 0, world_period("2021"), &unassigned, &outside);
  assert_near(unassigned, 36, 0);
  assert_near(outside, 60, 0);
  results_unplaced(results, 0, world_period("2022"), &unassigned, &outside);
  assert_true(isnan(unassigned) && isnan(outside));
}

/* ---- filters ------------------------------------------------------------------------------- */

static struct world *typed_world(struct world *world)
{
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2021-01", "2021-01");
  world_fact(world, street, ASHBY, "2021-01", "Robbery", 1);
  world_fact(world, street, ASHBY, "2021-01", "Burglary", 10);
  world_fact(world, street, ASHBY, "2021-01", "Drugs", 100);
  return world;
}

static void test_filters(void **state)
{
  struct world *world = typed_world(*state);
  world_indicator(world, "street-crime", STATISTIC_COUNT);
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), false, "Burglary");
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), true, "Drugs");
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), false, "Burglary");
  const struct results *results = world_compute(world);
  const double expected[] = { 111, 10, 11, 10 };
  for (int i = 0; i < 4; i++)
    assert_near(world_find(results, i, ALL, "2021-01").value, expected[i], 0);
  assert_ptr_equal(results->views[1].numerators, results->views[3].numerators);
  assert_ptr_not_equal(results->views[0].numerators, results->views[1].numerators);
}

static void test_filters_that_fit_nothing(void **state)
{
  struct world *world = typed_world(*state);
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), false, "Burglery");
  struct indicator *unknown = world_indicator(world, "street-crime", STATISTIC_COUNT);
  world_where(world, unknown, false, "Drugs");
  ((struct where *)unknown->where)->category = "typ";
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C003"), 1);
  assert_int_equal(diags_with_code(world->diags, "STRATA-C002"), 1);
  assert_int_equal(diags_errors(world->diags), 2);
  assert_int_equal(diags_at(world->diags, 0)->hint_count, 1); /* did you mean 'Burglary'? */
}

/* A partner's form may rightly hold no such case. */
static void test_filters_of_forms_warn(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ASHBY, "2021", "High risk", 3);
  world->sources.at[form].optional = true;
  world_where(world, world_indicator(world, "cases", STATISTIC_COUNT), false, "Medium risk");
  const struct results *results = world_compute(world);
  assert_non_null(results);
  assert_int_equal(diags_warnings(world->diags), 1);
  assert_int_equal(world_find(results, 0, ASHBY, "2021").status, STATUS_UNAVAILABLE);
}

/* ---- denominators -------------------------------------------------------------------------- */

static struct world *rate_world(struct world *world)
{
  street_world(world);
  int residents = world_table(world, "residents", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, residents, district, "2020", NULL, 1000);
    world_fact(world, residents, district, "2021", NULL, 2000);
  }
  world_per(world_indicator(world, "street-crime", STATISTIC_RATE), "residents", 1000);
  return world;
}

/* The population of a year is of its middle: May 2021 comes before that of 2021. */
static void test_latest_population_not_after(void **state)
{
  const struct results *results = world_compute(rate_world(*state));
  const struct {
    const char *period;
    double denominator;
    const char *vintage;
  } cases[] = { { "2021-05", 1000, "2020" }, { "2021-06", 2000, "2021" }, { "2021", 2000, "2021" },
                { "2021/22", 2000, "2021" }, { "ye-2022-06", 2000, "2021" } };
  for (size_t i = 0; i < 5; i++) {
    struct result result = world_find(results, 1, ASHBY, cases[i].period);
    assert_near(result.denominator, cases[i].denominator, 0);
    assert_true(period_equal(result.denominator_period, world_period(cases[i].vintage)));
    assert_near(result.value, 1000 * result.numerator / cases[i].denominator, 1e-12);
  }
  assert_near(world_find(results, 1, WEST, "2021").denominator, 4000, 0);
  assert_near(world_find(results, 1, FORCE, "2021").value, 1000 * 72 / 8000.0, 1e-12);
}

static void test_no_population_as_early(void **state)
{
  struct world *world = rate_world(*state);
  for (size_t i = 0; i < world->in[1].facts.len; i++)
    world->in[1].facts.at[i].month += 24; /* 2022 and 2023 */
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 1, ASHBY, "2021");
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_string_equal(result.reason,
                      "No figure of residents for this area on or before the period");
  assert_true(isnan(result.value) && isnan(result.lower) && isnan(result.denominator));
  assert_near(result.numerator, 24, 0); /* the count is known, and so is its change */
  result = world_find(results, 1, ASHBY, "ye-2022-01");
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  result = world_find(results, 1, ASHBY, "2022-01");
  assert_true(period_equal(result.before, world_period("2021-01")));
  assert_int_equal(result.change, CHANGE_TOO_FEW);
  assert_int_equal(world_find(results, 1, ASHBY, "2022-06").status, STATUS_PUBLISHED);
}

static void test_district_without_population(void **state)
{
  struct world *world = rate_world(*state);
  for (size_t i = 0; i < world->in[1].facts.len; i++) {
    if (world->in[1].facts.at[i].place == CORBY)
      world->in[1].facts.at[i].place = PLACE_OUTSIDE;
  }
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C001"), 1);
  assert_non_null(strstr(diags_at(world->diags, 0)->message, "Corby"));
}

static void test_population_that_no_source_has(void **state)
{
  struct world *world = street_world(*state);
  world_per(world_indicator(world, "street-crime", STATISTIC_RATE), "residents", 1000);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 1, ASHBY, "2021");
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_non_null(result.reason);
  assert_near(result.numerator, 24, 0);
}

static void test_population_of_none(void **state)
{
  struct world *world = rate_world(*state);
  for (size_t i = 0; i < world->in[1].facts.len; i++)
    world->in[1].facts.at[i].value = 0;
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 1, ASHBY, "2021");
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_non_null(result.reason);
  assert_true(isnan(result.value));
  assert_int_equal(result.significance, SIGNIFICANCE_NOT_TESTED);
}

/* ---- forms --------------------------------------------------------------------------------- */

static void test_form_with_a_district_missing(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= CORBY; district++)
    world_fact(world, form, district, "2021/22", NULL, 10);
  world_fact(world, form, DENBY, "2022/23", NULL, 10);
  world_indicator(world, "cases", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_value(results, ASHBY, "2021/22", 10);
  assert_value(results, WEST, "2021/22", 20);
  assert_value(results, DENBY, "2021/22", NAN);
  assert_value(results, ALL, "2021/22", NAN);
  assert_string_equal(world_find(results, 0, DENBY, "2021/22").reason,
                      "Not supplied in full for Denby");
  assert_string_equal(world_find(results, 0, ALL, "2021/22").reason,
                      "Not supplied for every district of All");
  assert_string_equal(world_find(results, 0, ASHBY, "2020").reason,
                      "Not supplied: the source holds 2021/22 and 2022/23");
  struct period latest;
  assert_true(results_latest(results, 0, ASHBY, world_period("ye-2025-12"), &latest));
  assert_true(period_equal(latest, world_period("2021/22")));
  assert_false(results_latest(results, 0, DENBY, world_period("2021/22"), &latest));
  assert_false(results_latest(results, 0, ASHBY, world_period("2025-12"), &latest));
}

/* A month that the reader does not count as supplied is missing for all, also where it has rows. */
static void test_form_with_a_month_missing(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_supplied(world, form, "2021-01", "2021-02");
  world_supplied(world, form, "2021-04", "2021-12");
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_steady(world, form, district, "2021-01", district == DENBY ? "2021-02" : "2021-12", 10);
  world_steady(world, form, DENBY, "2021-04", "2021-12", 10);
  world_indicator(world, "cases", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_value(results, ALL, "2021-04", 40);
  assert_value(results, ASHBY, "2021-03", NAN);
  assert_value(results, ASHBY, "2021", NAN);
  assert_string_equal(world_find(results, 0, ASHBY, "2021").reason, "Not supplied: March 2021");
  int32_t first;
  size_t count;
  assert_true(isnan(results_months(results, 0, ASHBY, &first, &count)[2]));
}

/* Only the county's figure is given: it serves until the districts' are all there. */
static void test_figure_given_for_a_group(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ALL, "2021/22", NULL, 99);
  world_fact(world, form, ALL, "2022/23", NULL, 99);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, form, district, "2022/23", NULL, 10);
  world_indicator(world, "cases", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_value(results, ALL, "2021/22", 99);
  assert_value(results, ASHBY, "2021/22", NAN);
  assert_value(results, ALL, "2022/23", 40);
}

static void test_given_values_do_not_add_up(void **state)
{
  struct world *world = *state;
  int scores = world_table(world, "score", READER_TIDY, FACTS_VALUES);
  uint32_t small = world_small(world, "E01000001", ASHBY, 0);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, scores, district, "2019", NULL, 20.5);
  world_fact(world, scores, small, "2025", NULL, 40);
  struct indicator *indicator = world_indicator(world, "score", STATISTIC_GIVEN);
  indicator->interval = INTERVAL_NONE;
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2019");
  assert_near(result.value, 20.5, 0);
  assert_true(isnan(result.numerator));
  assert_int_equal(result.rank, 1);
  assert_int_equal(world_find(results, 0, ALL, "2019").status, STATUS_NOT_APPLICABLE);
  assert_int_equal(world_find(results, 0, ASHBY, "2025").status, STATUS_UNAVAILABLE);
}

static void test_several_given_values(void **state)
{
  struct world *world = *state;
  int scores = world_table(world, "score", READER_TIDY, FACTS_VALUES);
  world_fact(world, scores, ASHBY, "2019", "Income", 1);
  world_fact(world, scores, ASHBY, "2019", "Crime", 2);
  struct indicator *indicator = world_indicator(world, "score", STATISTIC_GIVEN);
  indicator->interval = INTERVAL_NONE;
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C004"), 1);
}

/* Twelve months have several names; under two of them they are not two figures. */
static void test_one_year_under_two_names(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ASHBY, "2021/22", NULL, 3);
  world_fact(world, form, BARTON, "ye-2022-03", NULL, 4);
  world_indicator(world, "cases", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_value(results, WEST, "2021/22", 7);
  assert_value(results, WEST, "ye-2022-03", 7);
  world_fact(world, form, ASHBY, "ye-2022-03", NULL, 3);
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C006"), 1);
}

static void test_ratios(void **state)
{
  struct world *world = *state;
  int ratios = world_table(world, "reoffending", READER_TIDY, FACTS_RATIOS);
  world_ratio(world, ratios, ASHBY, "2021/22", 65, 100);
  world_ratio(world, ratios, BARTON, "2021/22", 1, 100);
  world_ratio(world, ratios, CORBY, "2021/22", 3, 9);
  world_ratio(world, ratios, DENBY, "2021/22", 0, 0);
  world_indicator(world, "reoffending", STATISTIC_PROPORTION);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021/22");
  assert_near(result.value, 65, 1e-9);
  assert_near(result.lower, 55.2544, 5e-5);
  assert_near(result.upper, 73.6358, 5e-5);
  result = world_find(results, 0, WEST, "2021/22");
  assert_near(result.value, 33, 1e-9);
  assert_int_equal(world_find(results, 0, CORBY, "2021/22").status, STATUS_TOO_FEW);
  assert_int_equal(world_find(results, 0, DENBY, "2021/22").status, STATUS_NOT_APPLICABLE);
  /* All: 69 of 209, although one of its districts is too small to say. */
  assert_near(world_find(results, 0, ALL, "2021/22").value, 100 * 69 / 209.0, 1e-9);
}

/* More than all of them: the definition does not fit, whatever the district or period. */
static void test_proportion_over_one(void **state)
{
  struct world *world = *state;
  struct arena *arena = world->arena;
  int ratios = world_table(world, "reoffending", READER_TIDY, FACTS_RATIOS);
  world_ratio(world, ratios, ASHBY, "2021/22", 65, 100);
  world_ratio(world, ratios, BARTON, "2021/22", 6, 5);
  world_indicator(world, "reoffending", STATISTIC_PROPORTION);
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C013"), 1);
  struct world *other = world_new(arena);
  int cases = world_table(other, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(other, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(other, cases, district, "2021", NULL, 120);
    world_fact(other, people, district, "2021", NULL, district == CORBY ? 100 : 1000);
  }
  world_per(world_indicator(other, "cases", STATISTIC_PROPORTION), "people", 100);
  assert_null(world_compute(other));
  assert_int_equal(diags_with_code(other->diags, "STRATA-C013"), 1);
  /* A rate of the same may be over one. */
  other->indicators.at[0].statistic = STATISTIC_RATE;
  other->diags = diags_new(arena);
  assert_non_null(world_compute(other));
}

/* A share of all that a form counts. */
static void test_share_of_a_form(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "households", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, form, district, "2021", "One person", 30);
    world_fact(world, form, district, "2021", "More", 70);
  }
  world_where(world, world_indicator(world, "households", STATISTIC_PROPORTION), false,
              "One person");
  const struct results *results = world_compute(world);
  assert_near(world_find(results, 0, ALL, "2021").value, 30, 1e-9);
  assert_near(world_find(results, 0, ALL, "2021").denominator, 400, 0);
}

/* The same, said by naming the measure itself; and by the year from a form of months. */
static void test_share_of_itself(void **state)
{
  struct world *world = *state;
  struct arena *arena = world->arena;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (int month = 1; month <= 12; month++) {
    const char *when = arena_printf(arena, "2021-%02d", month);
    world_fact(world, form, ASHBY, when, "First", month);
    world_fact(world, form, ASHBY, when, "Repeat", 2 * month);
  }
  struct indicator *repeat = world_indicator(world, "cases", STATISTIC_PROPORTION);
  world_where(world, repeat, false, "Repeat");
  world_per(repeat, "cases", 100);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_near(result.denominator, 3 * 78, 0);
  assert_near(result.value, 100 * 2 / 3.0, 1e-9);
}

/* A share of some of what a measure counts: the repeat cases of those of one kind. */
static void test_share_of_a_part(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ASHBY, "2021", "First", 30);
  world_fact(world, form, ASHBY, "2021", "Repeat", 10);
  world_fact(world, form, ASHBY, "2021", "Not known", 60);
  struct indicator *repeat = world_indicator(world, "cases", STATISTIC_PROPORTION);
  world_where(world, repeat, true, "Not known");
  repeat->per_where = repeat->where;
  repeat->per_where_count = repeat->where_count;
  world_where(world, repeat, false, "Repeat");
  world_per(repeat, "cases", 100);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_near(result.numerator, 10, 0);
  assert_near(result.denominator, 40, 0);
  assert_near(result.value, 25, 1e-9);
}

/* What the denominator asks for must be there, as for the numerator. */
static void test_denominator_of_nothing(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_STREET, FACTS_COUNTS);
  world_supplied(world, form, "2021-01", "2021-12");
  world_steady(world, form, ASHBY, "2021-01", "2021-12", 10);
  int people = world_table(world, "people", READER_MID_YEAR_ESTIMATES, FACTS_COUNTS);
  world_fact(world, people, ASHBY, "2021", "Women", 500);
  world_fact(world, people, ASHBY, "2021", "Men", 500);
  struct indicator *rate = world_indicator(world, "cases", STATISTIC_RATE);
  world_per(rate, "people", 1000);
  world_where(world, rate, false, "Woman");
  rate->per_where = rate->where;
  rate->per_where_count = rate->where_count;
  rate->where_count = 0;
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C003"), 1);
}

/* Each neighbourhood is in one decile.  A district without a neighbourhood in the first has none
 * there, which is known; but not a district of which a neighbourhood is missing. */
static void test_share_of_classes(void **state)
{
  struct world *world = *state;
  struct arena *arena = world->arena;
  uint32_t small[5];
  static const int districts[] = { ASHBY, ASHBY, BARTON, CORBY, CORBY };
  for (int i = 0; i < 5; i++)
    small[i] = world_small(world, arena_printf(arena, "E0100000%d", i), districts[i], 0);
  int deciles = world_table(world, "deciles", READER_DEPRIVATION, FACTS_COUNTS);
  world_fact(world, deciles, small[0], "2025", "1", 1);
  world_fact(world, deciles, small[1], "2025", "4", 1);
  world_fact(world, deciles, small[2], "2025", "4", 1);
  world_fact(world, deciles, small[3], "2025", "1", 1);
  world_where(world, world_indicator(world, "deciles", STATISTIC_COUNT), false, "1");
  const struct results *results = world_compute(world);
  assert_value(results, ASHBY, "2025", 1);
  assert_value(results, BARTON, "2025", 0);
  assert_value(results, WEST, "2025", 1);
  assert_value(results, CORBY, "2025", NAN);
  double counts[5], rates[5];
  results_small_areas(results, 0, ALL, world_period("2025"), counts, rates);
  assert_near(counts[0], 1, 0);
  assert_near(counts[1], 0, 0);
  assert_true(isnan(counts[4]));
}

/* A form that gives one of two things counted gives no sum of them. */
static void test_part_of_a_sum(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ASHBY, "2021", "Killed", 1);
  world_fact(world, form, ASHBY, "2021", "Injured", 2);
  world_fact(world, form, BARTON, "2021", "Injured", 4);
  world_indicator(world, "cases", STATISTIC_COUNT);
  world_where(world, world_indicator(world, "cases", STATISTIC_COUNT), false, "Injured");
  const struct results *results = world_compute(world);
  assert_value(results, ASHBY, "2021", 3);
  assert_value(results, BARTON, "2021", NAN);
  assert_value(results, WEST, "2021", NAN);
  assert_near(world_find(results, 1, WEST, "2021").value, 6, 0);
}

static void test_awaited(void **state)
{
  struct world *world = *state;
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world->tables.at[form].awaited = true;
  world->sources.at[form].optional = true;
  world->sources.at[form].awaited_from = "the constabulary";
  world_where(world, world_indicator(world, "cases", STATISTIC_COUNT), false, "High risk");
  world_indicator(world, "nothing-has-this", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_string_equal(world_find(results, 0, ASHBY, "2021").reason,
                      "Awaited from the constabulary");
  assert_int_equal(world_find(results, 1, ASHBY, "2021").status, STATUS_UNAVAILABLE);
  assert_non_null(world_find(results, 1, ASHBY, "2021").reason);
  size_t count;
  results_periods(results, 0, &count);
  assert_int_equal(count, 0);
}

/* ---- small areas --------------------------------------------------------------------------- */

/* Two of 2011 became three of 2021, one of which kept its code; recorded so from 2022. */
static void test_small_areas_of_two_vintages(void **state)
{
  struct world *world = *state;
  uint32_t kept = world_small(world, "E01000001", ASHBY, 0);
  uint32_t old = world_small(world, "E01000002", ASHBY, 2011);
  uint32_t new1 = world_small(world, "E01000003", ASHBY, 2021);
  uint32_t new2 = world_small(world, "E01000004", ASHBY, 2021);
  uint32_t other = world_small(world, "E01000005", BARTON, 0);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2021-01", "2022-12");
  world_steady(world, street, kept, "2021-01", "2022-12", 1);
  world_steady(world, street, old, "2021-01", "2021-12", 2);
  world_steady(world, street, new1, "2022-01", "2022-12", 3);
  world_steady(world, street, other, "2021-01", "2022-12", 9);
  int residents = world_table(world, "residents", READER_TIDY, FACTS_COUNTS);
  world_fact(world, residents, kept, "2020", NULL, 100);
  world_fact(world, residents, old, "2020", NULL, 200);
  world_fact(world, residents, kept, "2021", NULL, 120);
  world_fact(world, residents, new1, "2021", NULL, 150);
  world_fact(world, residents, new2, "2021", NULL, 160);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, residents, district, "2021", NULL, 1000);
  world_per(world_indicator(world, "street-crime", STATISTIC_RATE), "residents", 1000);
  const struct results *results = world_compute(world);
  assert_non_null(results);

  double counts[5], rates[5];
  results_small_areas(results, 0, ASHBY, world_period("2021"), counts, rates);
  assert_near(counts[0], 12, 0);
  assert_near(counts[1], 24, 0);
  assert_true(isnan(counts[2]) && isnan(counts[3]) && isnan(counts[4]));
  assert_near(rates[0], 100, 1e-9);
  assert_near(rates[1], 120, 1e-9); /* per the residents of 2020: its code ended then */

  results_small_areas(results, 0, ALL, world_period("ye-2022-12"), counts, rates);
  assert_true(isnan(counts[1]));
  assert_near(counts[2], 36, 0);
  assert_near(counts[3], 0, 0); /* of this vintage, and no record: none */
  assert_near(counts[4], 108, 0);
  assert_near(rates[2], 240, 1e-9);
  assert_near(rates[3], 0, 0);
  assert_true(isnan(rates[4])); /* nobody gave its residents */

  /* A year of both vintages: only the one that kept its code. */
  results_small_areas(results, 0, ALL, world_period("2021/22"), counts, rates);
  assert_near(counts[0], 12, 0);
  assert_true(isnan(counts[1]) && isnan(counts[2]) && isnan(counts[3]));

  results_small_areas(results, 0, ALL, world_period("2023"), counts, rates);
  for (int i = 0; i < 5; i++)
    assert_true(isnan(counts[i]) && isnan(rates[i]));

  /* The districts' own residents count, not their small areas' besides. */
  assert_near(world_find(results, 0, ASHBY, "2021").denominator, 1000, 0);
}

/* Small areas add up to a district when all of a vintage are there. */
static void test_districts_from_small_areas(void **state)
{
  struct world *world = *state;
  uint32_t kept = world_small(world, "E01000001", ASHBY, 0);
  uint32_t old = world_small(world, "E01000002", ASHBY, 2011);
  uint32_t new1 = world_small(world, "E01000003", ASHBY, 2021);
  uint32_t new2 = world_small(world, "E01000004", ASHBY, 2021);
  int residents = world_table(world, "residents", READER_TIDY, FACTS_COUNTS);
  world_fact(world, residents, kept, "2020", NULL, 100);
  world_fact(world, residents, old, "2020", NULL, 200);
  world_fact(world, residents, kept, "2021", "", 120);
  world_fact(world, residents, new1, "2021", "", 150);
  world_fact(world, residents, kept, "2022", "", 130);
  world_fact(world, residents, new1, "2022", "", 160);
  world_fact(world, residents, new2, "2022", "", 170);
  world_indicator(world, "residents", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_value(results, ASHBY, "2020", 300);
  assert_value(results, ASHBY, "2021", NAN); /* one of three is missing, two of two are not there */
  assert_value(results, ASHBY, "2022", 460);
  assert_value(results, BARTON, "2022", NAN);
}

/* ---- plugins' figures ---------------------------------------------------------------------- */

static void test_figures_of_plugins(void **state)
{
  struct world *world = *state;
  struct arena *arena = world->arena;
  struct indicator *indicator = world_indicator(world, NULL, STATISTIC_GIVEN);
  indicator->derived = true;
  indicator->plugin = 3;
  const struct results *bare = world_compute(world);
  assert_int_equal(world_find(bare, 0, ASHBY, "2021").status, STATUS_UNAVAILABLE);
  const struct put_figure figures[] = {
    { 0, ALL, world_period("2021"), 10, 9, 11, NAN, NAN },
    { 0, BARTON, world_period("2021"), 30, 20, 40, NAN, NAN },
    { 0, ASHBY, world_period("2021"), 5, 4, 6, NAN, NAN },
    { 0, ASHBY, world_period("2020"), 6, NAN, NAN, NAN, NAN },
    { 0, ASHBY, world_period("2021-02"), 2, NAN, NAN, 7, NAN },
    { 0, CORBY, world_period("2021"), NAN, NAN, NAN, NAN, NAN },
    { 0, ASHBY, world_period("2021"), 8, 7, 9, NAN, NAN }, /* again: this one stays */
  };
  const struct results *results = results_with(arena, bare, figures, 7);
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_near(result.value, 8, 0);
  assert_near(result.lower, 7, 0);
  assert_near(result.comparator_value, 10, 0);
  assert_near(result.ratio, 0.8, 1e-12);
  assert_int_equal(result.significance, SIGNIFICANCE_LOWER);
  assert_int_equal(result.rank, 2);
  assert_int_equal(result.rank_of, 2);
  assert_true(period_equal(result.before, world_period("2020")));
  assert_near(result.before_value, 6, 0);
  assert_int_equal(result.change, CHANGE_NOT_TESTED);
  assert_int_equal(world_find(results, 0, BARTON, "2021").significance, SIGNIFICANCE_HIGHER);
  assert_int_equal(world_find(results, 0, CORBY, "2021").status, STATUS_UNAVAILABLE);
  assert_int_equal(world_find(bare, 0, ASHBY, "2021").status, STATUS_UNAVAILABLE);

  size_t count;
  int32_t first;
  const struct period *periods = results_periods(results, 0, &count);
  assert_int_equal(count, 3);
  assert_true(period_equal(periods[0], world_period("2020")));
  const double *months = results_months(results, 0, ASHBY, &first, &count);
  assert_int_equal(first, month_of(2021, 2));
  assert_int_equal(count, 1);
  assert_near(months[0], 7, 0);

  const struct results *without = results_without_plugin(arena, results, 3, "It stopped");
  assert_string_equal(world_find(without, 0, ASHBY, "2021").reason, "It stopped");
  assert_near(world_find(results, 0, ASHBY, "2021").value, 8, 0);
  const struct results *still = results_without_plugin(arena, results, 2, "Another");
  assert_near(world_find(still, 0, ASHBY, "2021").value, 8, 0);
}

/* ---- hostile numbers ----------------------------------------------------------------------- */

/* Whatever is given, a figure is finite, or says why it is not. */
static void test_every_figure_is_finite_or_explained(void **state)
{
  struct arena *arena = ((struct world *)*state)->arena;
  const double numbers[] = { 0, 1, 9, 10, 1e6, 1e15, 1e300, 1.7e308, 1e-300, -5, 0.5 };
  enum { NUMBERS = sizeof numbers / sizeof numbers[0] };
  for (int n = 0; n < NUMBERS; n++) {
    for (int d = 0; d < NUMBERS; d++) {
      struct world *world = world_new(arena);
      int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
      int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
      for (uint32_t district = ASHBY; district <= DENBY; district++) {
        world_fact(world, cases, district, "2021", NULL, numbers[n]);
        world_fact(world, cases, district, "2022", NULL, numbers[d]);
        world_fact(world, people, district, "2021", NULL, numbers[d]);
      }
      world_indicator(world, "cases", STATISTIC_COUNT);
      world_per(world_indicator(world, "cases", STATISTIC_RATE), "people", 1000);
      int indicators = numbers[n] <= numbers[d] ? 3 : 2; /* what is over one is refused */
      if (indicators == 3)
        world_per(world_indicator(world, "cases", STATISTIC_PROPORTION), "people", 100);
      const struct results *results = world_compute(world);
      assert_non_null(results);
      for (int i = 0; i < indicators; i++) {
        for (int area = ASHBY; area <= FORCE; area++) {
          struct result result = world_find(results, i, area, "2022");
          assert_int_equal(isfinite(result.value), result.status == STATUS_PUBLISHED);
          assert_int_equal(result.reason == NULL, result.status == STATUS_PUBLISHED);
          assert_int_equal(isnan(result.lower), isnan(result.upper));
          assert_true(isnan(result.lower) || result.lower <= result.upper);
          assert_false(isinf(result.ratio) || isinf(result.change_percent));
          assert_non_null(result.method);
        }
      }
    }
  }
}

static void test_one_district(void **state)
{
  struct arena *arena = ((struct world *)*state)->arena;
  struct world *world = world_of(arena, 1);
  world->areas.at[2].member_count = 1;
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  world_fact(world, cases, 0, "2021", NULL, 500);
  world_fact(world, people, 0, "2021", NULL, 5000);
  world_per(world_indicator(world, "cases", STATISTIC_RATE), "people", 1000);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, 0, "2021");
  assert_near(result.value, 100, 1e-9);
  assert_int_equal(result.rank, 1);
  assert_int_equal(result.rank_of, 1);
  assert_int_equal(result.significance, SIGNIFICANCE_NOT_TESTED);
  assert_near(result.ratio, 1, 1e-12);
}

static void test_too_many_districts(void **state)
{
  struct arena *arena = ((struct world *)*state)->arena;
  struct world *world = world_of(arena, MOST_DISTRICTS + 1);
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C005"), 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(test_counts_by_area_and_period),
    TEST(test_missing_is_never_zero),
    TEST(test_periods_to_ask_for),
    TEST(test_series_of_months),
    TEST(test_rows_without_a_place),
    TEST(test_filters),
    TEST(test_filters_that_fit_nothing),
    TEST(test_filters_of_forms_warn),
    TEST(test_latest_population_not_after),
    TEST(test_no_population_as_early),
    TEST(test_district_without_population),
    TEST(test_population_that_no_source_has),
    TEST(test_population_of_none),
    TEST(test_form_with_a_district_missing),
    TEST(test_form_with_a_month_missing),
    TEST(test_figure_given_for_a_group),
    TEST(test_given_values_do_not_add_up),
    TEST(test_several_given_values),
    TEST(test_one_year_under_two_names),
    TEST(test_ratios),
    TEST(test_proportion_over_one),
    TEST(test_share_of_a_form),
    TEST(test_share_of_itself),
    TEST(test_share_of_a_part),
    TEST(test_denominator_of_nothing),
    TEST(test_share_of_classes),
    TEST(test_part_of_a_sum),
    TEST(test_awaited),
    TEST(test_small_areas_of_two_vintages),
    TEST(test_districts_from_small_areas),
    TEST(test_figures_of_plugins),
    TEST(test_every_figure_is_finite_or_explained),
    TEST(test_one_district),
    TEST(test_too_many_districts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
