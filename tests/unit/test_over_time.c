/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts, seasons and forecasts of indicators: which months they see, what they say where there is
 * nothing to give, and that nothing suppressed comes out of them.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/disclose.h"

#include <string.h>

/* International airline passengers, thousands, 1949 to 1960: Box and Jenkins, series G. */
static const double airline[144] = {
  112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170,
  170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180,
  193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237,
  211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269,
  270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271,
  306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435,
  491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417,
  391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
};

static const struct chart_request everything = { .cut_off = INT32_MAX };

/* Ashby has VALUES from FIRST on, the other districts 10 a month; NaN is a month nobody supplied. */
static struct world *world_with(struct arena *arena, const char *first, const double *values,
                                size_t count)
{
  struct world *world = world_new(arena);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  int32_t start = world_period(first).last;
  for (size_t i = 0; i < count; i++) {
    if (isnan(values[i]))
      continue;
    const char *month
      = period_code(arena, (struct period) { start + (int32_t)i, PERIOD_MONTH });
    world_supplied(world, street, month, month);
    world_fact(world, street, ASHBY, month, NULL, values[i]);
    for (uint32_t district = BARTON; district <= DENBY; district++)
      world_fact(world, street, district, month, NULL, 10);
  }
  world_indicator(world, "street-crime", STATISTIC_COUNT);
  return world;
}

static struct charted chart_of(struct world *world, int area, struct chart_request request)
{
  struct charted chart;
  const struct results *results = world_compute(world);
  assert_non_null(results);
  results_chart(results, world->arena, 0, area, request, &chart);
  return chart;
}

static void months_are_judged(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  double values[24];
  for (int i = 0; i < 24; i++)
    values[i] = i == 20 ? 40 : 20 + i % 3;
  struct world *world = world_with(arena, "2020-01", values, 24);
  world->indicators.at[0].chart.has_target = true;
  world->indicators.at[0].chart.target = 50;
  struct charted chart = chart_of(world, ASHBY, everything);
  assert_int_equal(chart.status, STATUS_PUBLISHED);
  assert_null(chart.reason);
  assert_int_equal(chart.count, 24);
  assert_int_equal(chart.phase_count, 1);
  assert_near(chart.mean[23], 21, 1e-12);
  assert_near(chart.upper[0], chart.phases[0].limits.upper, 0);
  for (size_t i = 0; i < 24; i++)
    assert_int_equal(chart.points[i].rule, i == 20 ? CHART_OUTSIDE : CHART_COMMON);
  assert_int_equal(chart.assurance, ASSURANCE_PASS); /* fewer are better, and 50 is out of reach */
  int32_t first = world_period("2021-01").last;
  assert_string_equal(chart_words(arena, &chart, first, first + 11),
                      "one month was above the limits");
  assert_string_equal(chart_words(arena, &chart, first - 12, first - 1),
                      "every month was as expected");
  /* What the report's edition does not know yet is left out. */
  chart = chart_of(world, ASHBY, (struct chart_request) { .cut_off = first + 3 });
  assert_int_equal(chart.count, 16);
}

static void a_break_begins_new_limits_and_says_why(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  double values[40];
  for (int i = 0; i < 40; i++)
    values[i] = (i < 20 ? 20 : 60) + i % 3;
  struct world *world = world_with(arena, "2020-01", values, 40);
  world_break(world, "street-crime", "2021-09", "The force began to record in another system.");
  struct charted chart = chart_of(world, ASHBY, everything);
  assert_int_equal(chart.status, STATUS_PUBLISHED);
  assert_int_equal(chart.phase_count, 2);
  assert_null(chart.rebased[0]);
  assert_string_equal(chart.rebased[1], "The series is broken in September 2021: The force began to "
                                        "record in another system");
  assert_near(chart.mean[19], 21, 0.5);
  assert_near(chart.mean[20], 61, 0.5);
  for (size_t i = 0; i < 40; i++)
    assert_int_equal(chart.points[i].rule, CHART_COMMON);
  /* Soon after the break there are no limits yet; before it there still are. */
  chart = chart_of(world, ASHBY,
                   (struct chart_request) { .cut_off = world_period("2022-01").last });
  assert_int_equal(chart.status, STATUS_TOO_FEW);
  assert_non_null(strstr(chart.reason, "September 2021"));
  assert_non_null(strstr(chart.reason, "there are 5"));
  assert_true(isfinite(chart.mean[19]) && isnan(chart.mean[20]));
}

static void the_baseline_may_be_named(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  double values[36];
  for (int i = 0; i < 36; i++)
    values[i] = (i < 12 ? 20 : 60) + i % 3;
  struct world *world = world_with(arena, "2020-01", values, 36);
  world->indicators.at[0].chart.given = true;
  world->indicators.at[0].chart.baseline = world_period("2021-12").last;
  struct charted chart = chart_of(world, ASHBY, everything);
  assert_near(chart.mean[35], 61, 1e-12);
  assert_int_equal(chart.points[5].rule, CHART_OUTSIDE);
  /* The report's own goes before it. */
  chart = chart_of(world, ASHBY, (struct chart_request) { INT32_MAX, world_period("2020-01").last,
                                                          world_period("2020-12").last });
  assert_near(chart.mean[35], 21, 1e-12);
  chart = chart_of(world, ASHBY, (struct chart_request) { INT32_MAX, world_period("2019-07").last,
                                                          world_period("2020-06").last });
  assert_int_equal(chart.status, STATUS_UNAVAILABLE);
  assert_string_equal(chart.reason, "The months that would fix the limits, July 2019 to June 2020, "
                                    "were not supplied");
  assert_int_equal(diags_warnings(world->diags), 0);
  world->indicators.at[0].chart.baseline = world_period("2022-11").last + 12;
  assert_non_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C032"), 1);
}

static void a_season_is_not_a_signal(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  /* Four years alike but for scatter, with a strong summer; one month far too high. */
  static const double season[12] = { 50, 52, 60, 70, 90, 110, 120, 115, 90, 70, 55, 50 };
  double values[48];
  for (int i = 0; i < 48; i++)
    values[i] = season[i % 12] + i * 5 % 7 + (i == 37 ? 60 : 0);
  struct world *world = world_with(arena, "2020-01", values, 48);
  struct chart_request request
    = { INT32_MAX, world_period("2021-01").last, world_period("2021-12").last };
  int32_t last_year = world_period("2023-01").last;
  struct charted chart = chart_of(world, ASHBY, request);
  assert_string_equal(chart_words(arena, &chart, world_period("2022-01").last,
                                  world_period("2022-12").last),
                      "two months were above the limits");

  world->indicators.at[0].chart.of = CHART_OF_UNSEASONAL;
  chart = chart_of(world, ASHBY, request);
  assert_int_equal(chart.status, STATUS_PUBLISHED);
  assert_string_equal(chart_words(arena, &chart, last_year, last_year + 11),
                      "one month was above the limits");
  assert_string_equal(chart_words(arena, &chart, last_year - 12, last_year - 1),
                      "every month was as expected");
  assert_true(chart.mean[42] > 1.8 * chart.mean[36]); /* expected of July and of January */

  world->indicators.at[0].chart.of = CHART_OF_DIFFERENCES;
  chart = chart_of(world, ASHBY, everything);
  assert_int_equal(chart.status, STATUS_PUBLISHED);
  assert_true(isnan(chart.values[11]));
  assert_near(chart.values[37], values[37] - values[25], 0);
  assert_int_equal(chart.points[37].rule, CHART_OUTSIDE);
  assert_near(chart.mean[37], values[25] + chart.phases[0].limits.mean, 1e-12);

  /* One year is no season. */
  world->indicators.at[0].chart.of = CHART_OF_UNSEASONAL;
  chart = chart_of(world, ASHBY,
                   (struct chart_request) { .cut_off = world_period("2021-11").last });
  assert_int_equal(chart.status, STATUS_UNAVAILABLE);
  assert_string_equal(chart.reason, "A season needs two complete years of months");
}

static void months_of_rare_events_are_not_judged(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  /* 23 and 24 in the year that fixes the limits, then ten in a month. */
  double values[24] = { 2, 1, 3, 2, 2, 1, 3, 2, 2, 1, 2, 2, 1, 2, 2, 2, 10, 3, 1, 2, 2, 2, 2, 2 };
  struct world *world = world_with(arena, "2020-01", values, 24);
  struct charted chart = chart_of(world, ASHBY, everything);
  assert_int_equal(chart.status, STATUS_TOO_FEW);
  assert_string_equal(chart.reason, "Fewer than two a month are too few to judge by months");
  assert_true(isnan(chart.upper[16]));
  assert_int_equal(chart.points[16].rule, CHART_COMMON);
  values[11] = 3;
  chart = chart_of(world_with(arena, "2020-01", values, 24), ASHBY, everything);
  assert_int_equal(chart.status, STATUS_PUBLISHED);
  assert_int_equal(chart.points[16].rule, CHART_OUTSIDE);

  /* Three years, and never anything in June. */
  double seasonal[36];
  for (int i = 0; i < 36; i++)
    seasonal[i] = i % 12 == 5 ? 0 : 20 + i % 3;
  world = world_with(arena, "2020-01", seasonal, 36);
  world->indicators.at[0].chart.of = CHART_OF_UNSEASONAL;
  chart = chart_of(world, ASHBY, everything);
  assert_int_equal(chart.status, STATUS_UNAVAILABLE);
  assert_string_equal(chart.reason, "A calendar month had no events in any year, so there is no season to tell");
}

static void seasons_are_of_complete_years(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_with(arena, "1949-01", airline, 144);
  const struct results *results = world_compute(world);
  struct seasoned season;
  results_season(results, arena, 0, ASHBY, world_period("1960-12").last, &season);
  assert_int_equal(season.status, STATUS_PUBLISHED);
  assert_int_equal(season.season.year_count, 12);
  assert_true(season.season.lower[6] > 100 && season.season.upper[10] < 100);
  results_season(results, arena, 0, ASHBY, world_period("1950-11").last, &season);
  assert_int_equal(season.status, STATUS_UNAVAILABLE);
  assert_string_equal(season.reason, "A season needs two complete years of months");
}

static struct forecasted forecast_of(struct world *world, enum forecast_method method,
                                     const char *cut_off)
{
  struct forecasted made;
  world->indicators.at[0].forecast
    = (struct forecast_rules) { .method = method, .months = 12, .level = 80 };
  results_forecast(world_compute(world), world->arena, 0, ASHBY, world_period(cut_off).last, &made);
  return made;
}

static void a_forecast_is_given_where_it_wins(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_with(arena, "1949-01", airline, 144);
  struct forecasted made = forecast_of(world, FORECAST_HOLT_WINTERS_MULTIPLICATIVE, "1960-12");
  assert_int_equal(made.status, STATUS_PUBLISHED);
  assert_int_equal(made.first, world_period("1961-01").last);
  assert_near(made.forecast.error, 0.3426, 1e-4);
  assert_near(made.forecast.value[0], 447.22, 0.01);

  made = forecast_of(world, FORECAST_HOLT, "1960-12");
  assert_int_equal(made.status, STATUS_UNAVAILABLE);
  assert_non_null(strstr(made.reason, "no nearer than the same month of the year before"));
  made = forecast_of(world, FORECAST_HOLT, "1951-11");
  assert_non_null(strstr(made.reason, "three years of months without a gap, and there are 35 "
                                      "months"));
  made = forecast_of(world, FORECAST_NONE, "1960-12");
  assert_int_equal(made.status, STATUS_NOT_APPLICABLE);
}

static void no_forecast_goes_across_a_gap_or_a_break(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  double values[144];
  for (int i = 0; i < 144; i++)
    values[i] = i == 131 ? (double)NAN : airline[i];
  struct world *world = world_with(arena, "1949-01", values, 144);
  struct forecasted made = forecast_of(world, FORECAST_HOLT_WINTERS_ADDITIVE, "1960-12");
  assert_int_equal(made.status, STATUS_UNAVAILABLE);
  assert_string_equal(made.reason,
                      "No forecast is made: it needs three years of months without a gap, and there "
                      "are 12 months. December 1959 was not supplied");
  /* It goes on from the last month there is. */
  made = forecast_of(world, FORECAST_HOLT_WINTERS_MULTIPLICATIVE, "1959-12");
  assert_int_equal(made.status, STATUS_PUBLISHED);
  assert_int_equal(made.first, world_period("1959-12").last);
  world_break(world, "street-crime", "1958-01", "They began to count in another way.");
  made = forecast_of(world, FORECAST_HOLT_WINTERS_ADDITIVE, "1959-11");
  assert_string_equal(made.reason,
                      "No forecast is made: it needs three years of months without a gap, and there "
                      "are 23 months. The series is broken in January 1958: They began to count in "
                      "another way");
}

/* ---- what does not fit --------------------------------------------------------------------- */

static void months_are_asked_of_a_source_without(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ASHBY, "2020", NULL, 5);
  world_fact(world, form, ASHBY, "2021", NULL, 5);
  world_indicator(world, "cases", STATISTIC_COUNT)->chart.given = true;
  world_indicator(world, "cases", STATISTIC_COUNT)->forecast.method = FORECAST_HOLT;
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C030"), 2);
}

static void rolling_totals_are_not_judged(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int form = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  world_fact(world, form, ASHBY, "ye-2020-03", NULL, 5);
  world_fact(world, form, ASHBY, "ye-2020-06", NULL, 5);
  world_indicator(world, "cases", STATISTIC_COUNT)->chart.given = true;
  assert_null(world_compute(world));
  assert_int_equal(diags_with_code(world->diags, "STRATA-C031"), 1);
  assert_non_null(strstr(diags_at(world->diags, 0)->message, "ye-2020-03 and ye-2020-06"));
}

/* ---- disclosure ---------------------------------------------------------------------------- */

static void nothing_suppressed_comes_out(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_with(arena, "1949-01", airline, 144);
  world->indicators.at[0].restricted = true;
  world->indicators.at[0].forecast = (struct forecast_rules) {
    .method = FORECAST_HOLT_WINTERS_MULTIPLICATIVE, .months = 12, .level = 80
  };
  const struct released *released
    = disclose_results(arena, world_compute(world), AUDIENCE_PUBLIC);
  struct charted chart;
  struct seasoned season;
  struct forecasted made;
  int32_t end = world_period("1960-12").last;
  released_chart(released, arena, 0, ASHBY, everything, &chart);
  released_season(released, arena, 0, ASHBY, end, &season);
  released_forecast(released, arena, 0, ASHBY, end, &made);
  assert_int_equal(chart.status, STATUS_SUPPRESSED);
  assert_int_equal(season.status, STATUS_SUPPRESSED);
  assert_int_equal(made.status, STATUS_SUPPRESSED);
  assert_string_equal(chart.reason, "The months that it needs are suppressed");
  for (size_t i = 0; i < chart.count; i++) {
    assert_true(isnan(chart.values[i]) && isnan(chart.mean[i]) && isnan(chart.upper[i]));
    assert_int_equal(chart.points[i].rule, CHART_COMMON);
  }
  assert_near(season.season.index[0], 0, 0);
  assert_near(made.forecast.value[0], 0, 0);
  /* The county is published. */
  released_chart(released, arena, 0, ALL, everything, &chart);
  released_season(released, arena, 0, ALL, end, &season);
  released_forecast(released, arena, 0, ALL, end, &made);
  assert_int_equal(chart.status, STATUS_PUBLISHED);
  assert_int_equal(season.status, STATUS_PUBLISHED);
  assert_int_equal(made.status, STATUS_PUBLISHED);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(months_are_judged),
    cmocka_unit_test(a_break_begins_new_limits_and_says_why),
    cmocka_unit_test(the_baseline_may_be_named),
    cmocka_unit_test(a_season_is_not_a_signal),
    cmocka_unit_test(months_of_rare_events_are_not_judged),
    cmocka_unit_test(seasons_are_of_complete_years),
    cmocka_unit_test(a_forecast_is_given_where_it_wins),
    cmocka_unit_test(no_forecast_goes_across_a_gap_or_a_break),
    cmocka_unit_test(months_are_asked_of_a_source_without),
    cmocka_unit_test(rolling_totals_are_not_judged),
    cmocka_unit_test(nothing_suppressed_comes_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
