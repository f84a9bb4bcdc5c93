/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XmR charts: limits and rules as NHSRplotthedots publishes them, phases, and odd series.
 */
#include "unit.h"

#include "compute/chart.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST = 200 };

/* ---- limits -------------------------------------------------------------------------------- */

/* The example of NHSRplotthedots for screening: mean 1.94; limits -0.72 and 4.6, without screening
 * -3.06 and 6.95. */
static const double published[] = { 1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1 };

static void limits_are_those_published(void **state)
{
  (void)state;
  struct chart_limits limits;
  assert_int_equal(chart_limits(published, 18, true, -INFINITY, &limits), CHART_JUDGED);
  assert_near(limits.mean, 1.94, 0.005);
  assert_near(limits.lower, -0.72, 0.005);
  assert_near(limits.upper, 4.6, 0.005);
  assert_near(limits.near_upper, limits.mean + 2 * (limits.upper - limits.mean) / 3, 1e-12);
  assert_near(limits.near_lower, limits.mean - 2 * (limits.upper - limits.mean) / 3, 1e-12);
  assert_int_equal(limits.points, 18);
  assert_int_equal(chart_limits(published, 18, false, -INFINITY, &limits), CHART_JUDGED);
  assert_near(limits.mean, 1.94, 0.005);
  assert_near(limits.lower, -3.06, 0.005);
  assert_near(limits.upper, 6.95, 0.005);
}

static void limits_of_counts_are_not_below_zero(void **state)
{
  (void)state;
  struct chart_limits limits;
  assert_int_equal(chart_limits(published, 18, false, 0, &limits), CHART_JUDGED);
  assert_near(limits.lower, 0, 0);
  assert_near(limits.upper, 6.95, 0.005);
}

static void limits_are_refused_with_a_reason(void **state)
{
  (void)state;
  double values[13] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, NAN, 12 };
  struct chart_limits limits = { .mean = 77 };
  assert_int_equal(chart_limits(values, 12, false, 0, &limits), CHART_TOO_FEW);
  assert_int_equal(chart_limits(NULL, 0, false, 0, &limits), CHART_TOO_FEW);
  const double same[12] = { 0 };
  assert_int_equal(chart_limits(same, 12, true, 0, &limits), CHART_NO_VARIATION);
  assert_near(limits.mean, 77, 0);
  /* Eleven and one: no difference is taken across the gap, which would be 1. */
  values[12] = 100;
  assert_int_equal(chart_limits(values, 13, false, 0, &limits), CHART_JUDGED);
  assert_near(limits.moving_range, 1, 0);
  /* Each alone: nothing to measure the scatter by. */
  double alone[24];
  for (int i = 0; i < 24; i++)
    alone[i] = i % 2 ? (double)NAN : i;
  assert_int_equal(chart_limits(alone, 24, false, 0, &limits), CHART_TOO_FEW);
  const double large[12] = { 1e300, 1e308, 1e308, 1e308, 1e308, 1, 1e308, 1, 1e308, 1e308, 1, 1 };
  assert_int_equal(chart_limits(large, 12, false, 0, &limits), CHART_NO_VARIATION);
}

/* ---- phases -------------------------------------------------------------------------------- */

static const struct chart_options counts = { .floor = 0 };

static void limits_are_fixed_after_twelve_months(void **state)
{
  (void)state;
  double values[30];
  for (int i = 0; i < 30; i++)
    values[i] = i < 12 ? 10 + i % 2 : 1000 + i;
  struct chart_phase phase;
  for (size_t count = 12; count <= 30; count++) {
    assert_int_equal(chart_phases(values, count, &counts, &phase), 1);
    assert_int_equal(phase.status, CHART_JUDGED);
    assert_near(phase.limits.mean, 10.5, 0);
    assert_near(phase.limits.upper, 10.5 + 2.66, 1e-12);
    assert_int_equal(phase.baseline_last, 11);
    assert_int_equal(phase.provisional, count < 13);
    assert_int_equal(phase.points, count);
  }
  assert_int_equal(chart_phases(values, 11, &counts, &phase), 1);
  assert_int_equal(phase.status, CHART_TOO_FEW);
  assert_int_equal(chart_phases(values, 0, &counts, &phase), 0);
}

static void only_a_declared_break_moves_limits(void **state)
{
  (void)state;
  double values[40];
  for (int i = 0; i < 40; i++)
    values[i] = (i < 20 ? 10 : 50) + i % 2;
  const size_t at[] = { 0, 20, 99 };
  const struct chart_options declared = { .breaks = at, .break_count = 3 };
  struct chart_phase phases[4];
  struct chart_point points[40];
  assert_int_equal(chart_phases(values, 40, &declared, phases), 2);
  assert_near(phases[0].limits.mean, 10.5, 0);
  assert_near(phases[1].limits.mean, 50.5, 0);
  assert_int_equal(phases[1].first, 20);
  assert_int_equal(phases[1].count, 20);
  chart_points(values, 40, phases, 2, points);
  for (int i = 0; i < 40; i++)
    assert_int_equal(points[i].rule, CHART_COMMON);

  /* Undeclared, the limits stay, and every later month is outside them. */
  assert_int_equal(chart_phases(values, 40, &counts, phases), 1);
  chart_points(values, 40, phases, 1, points);
  for (int i = 0; i < 40; i++)
    assert_int_equal(points[i].rule,
                     i < 19 ? CHART_COMMON : i < 20 ? CHART_SHIFT : CHART_OUTSIDE);
}

static void a_given_baseline_fixes_the_phase_that_holds_it(void **state)
{
  (void)state;
  double values[40];
  for (int i = 0; i < 40; i++)
    values[i] = (i < 20 ? 10 : 50) + i % 2;
  struct chart_phase phases[2];
  struct chart_options given = { .baseline_first = 24, .baseline_count = 14 };
  assert_int_equal(chart_phases(values, 40, &given, phases), 1);
  assert_near(phases[0].limits.mean, 50.5, 0);
  assert_int_equal(phases[0].baseline_first, 24);
  assert_int_equal(phases[0].baseline_last, 37);
  /* It reaches over a break: each phase has its own first twelve. */
  const size_t at[] = { 30 };
  given.breaks = at;
  given.break_count = 1;
  assert_int_equal(chart_phases(values, 40, &given, phases), 2);
  assert_near(phases[0].limits.mean, 10.5, 0);
  assert_int_equal(phases[1].status, CHART_TOO_FEW);
}

/* ---- rules --------------------------------------------------------------------------------- */

/* Limits of mean 10, near 8 and 12, outside 7 and 13. */
static void judge(const double *values, size_t count, struct chart_point *points)
{
  const struct chart_phase phase = {
    .count = count, .status = CHART_JUDGED,
    .limits = { .mean = 10, .lower = 7, .upper = 13, .near_lower = 8, .near_upper = 12 },
  };
  chart_points(values, count, &phase, 1, points);
}

static void assert_points(const double *values, size_t count, const char *rules, const char *sides)
{
  struct chart_point points[MOST];
  judge(values, count, points);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(points[i].rule, rules[i] - '0');
    assert_int_equal(points[i].side, sides[i] == '+' ? 1 : sides[i] == '-' ? -1 : 0);
  }
}

static void a_month_outside_the_limits(void **state)
{
  (void)state;
  const double values[] = { 10, 13, 13.01, 9, 7, 6.99 };
  assert_points(values, 6, "001001", "..+..-");
}

/* As ptd_two_in_three and ptd_part_of_two_in_three: two of three near the limit and all three on one
 * side; on opposite sides they are nothing. */
static void two_of_three_on_the_same_side(void **state)
{
  (void)state;
  const double with_one_between[] = { 9, 12.5, 11, 12.5, 9 };
  assert_points(with_one_between, 5, "03030", ".+.+.");
  const double neighbours[] = { 11, 7.5, 7.5, 11 };
  assert_points(neighbours, 4, "0000", "....");
  const double below[] = { 9, 7.5, 7.5, 9, 11 };
  assert_points(below, 5, "03300", ".--..");
  const double opposite[] = { 9, 12.5, 7.5, 9, 12.5, 9, 12.5 };
  assert_points(opposite, 7, "0000000", ".......");
  const double on_the_mean[] = { 12.5, 10, 12.5 };
  assert_points(on_the_mean, 3, "000", "...");
  /* One beyond the limit is not between near limit and limit. */
  const double beyond[] = { 14, 12.5, 11 };
  assert_points(beyond, 3, "100", "+..");
}

static void seven_on_one_side(void **state)
{
  (void)state;
  const double six[] = { 9, 11, 10.5, 11, 10.5, 11, 10.5, 9 };
  assert_points(six, 8, "00000000", "........");
  const double eight[] = { 9, 11, 10.5, 11, 10.5, 11, 10.5, 11, 10.5, 9 };
  assert_points(eight, 10, "0444444440", ".++++++++.");
  const double gap[] = { 11, 10.5, 11, NAN, 11, 10.5, 11, 10.5 };
  assert_points(gap, 8, "00000000", "........");
  const double mean[] = { 11, 10.5, 11, 10, 11, 10.5, 11, 10.5 };
  assert_points(mean, 8, "00000000", "........");
}

/* Seven months, six changes in one direction: ptd_seven_point_trend(1:7), and 1:3, 3:6 is none. */
static void seven_that_rise_or_fall(void **state)
{
  (void)state;
  const double rising[] = { 10.6, 8.1, 8.5, 9, 9.5, 10.1, 10.5, 11, 10.5 };
  assert_points(rising, 9, "022222220", ".+++++++.");
  const double six[] = { 8.1, 8.5, 9, 9, 9.5, 10.1, 10.5, 11 };
  assert_points(six, 8, "00000000", "........");
  const double falling[] = { 11.5, 11, 10.5, 10, 9.5, 9, 8.5 };
  assert_points(falling, 7, "2222222", "-------");
}

static void the_first_rule_that_holds_is_given(void **state)
{
  (void)state;
  /* All seven rise and lie above the mean; two are near the limit, and the last outside. */
  const double values[] = { 10.1, 10.5, 11, 11.5, 12.2, 12.5, 13.5 };
  assert_points(values, 7, "2222221", "+++++++");
  const double shift[] = { 10.5, 10.1, 12.5, 12.2, 10.5, 11, 10.1, 10.2 };
  assert_points(shift, 8, "44334444", "++++++++");
}

/* Blackpool, years ending October 2022 and December 2025 (data.police.uk), in order of time. */
static void a_year_against_an_earlier_one(void **state)
{
  (void)state;
  const double months[] = { 710, 607, 678, 681, 758, 865, 969, 964, 941, 991, 873, 666,
                            615, 613, 752, 852, 826, 777, 826, 847, 579, 659, 530, 568 };
  struct chart_phase phase;
  struct chart_point points[24];
  assert_int_equal(chart_phases(months, 24, &counts, &phase), 1);
  chart_points(months, 24, &phase, 1, points);
  int below = 0;
  for (int i = 12; i < 24; i++) {
    assert_true(points[i].rule != CHART_OUTSIDE || points[i].side < 0);
    below += points[i].rule == CHART_OUTSIDE;
  }
  assert_int_equal(below, 3);
}

/* ---- what they mean ------------------------------------------------------------------------ */

static void variation_follows_polarity(void **state)
{
  (void)state;
  const struct chart_point high = { CHART_OUTSIDE, 1 }, low = { CHART_SHIFT, -1 }, none = { 0 };
  assert_int_equal(chart_variation(high, POLARITY_LOWER_IS_BETTER), VARIATION_CONCERN);
  assert_int_equal(chart_variation(low, POLARITY_LOWER_IS_BETTER), VARIATION_IMPROVEMENT);
  assert_int_equal(chart_variation(high, POLARITY_HIGHER_IS_BETTER), VARIATION_IMPROVEMENT);
  assert_int_equal(chart_variation(low, POLARITY_HIGHER_IS_BETTER), VARIATION_CONCERN);
  assert_int_equal(chart_variation(high, POLARITY_NEUTRAL), VARIATION_NEUTRAL_HIGH);
  assert_int_equal(chart_variation(low, POLARITY_NEUTRAL), VARIATION_NEUTRAL_LOW);
  assert_int_equal(chart_variation(none, POLARITY_LOWER_IS_BETTER), VARIATION_COMMON);
}

static void assurance_is_where_the_target_lies(void **state)
{
  (void)state;
  struct chart_phase phase = { .status = CHART_JUDGED, .limits = { .lower = 7, .upper = 13 } };
  assert_int_equal(chart_assurance(&phase, 14, POLARITY_HIGHER_IS_BETTER), ASSURANCE_FAIL);
  assert_int_equal(chart_assurance(&phase, 14, POLARITY_LOWER_IS_BETTER), ASSURANCE_PASS);
  assert_int_equal(chart_assurance(&phase, 6, POLARITY_HIGHER_IS_BETTER), ASSURANCE_PASS);
  assert_int_equal(chart_assurance(&phase, 6, POLARITY_LOWER_IS_BETTER), ASSURANCE_FAIL);
  assert_int_equal(chart_assurance(&phase, 13, POLARITY_LOWER_IS_BETTER), ASSURANCE_INCONSISTENT);
  assert_int_equal(chart_assurance(&phase, 6, POLARITY_NEUTRAL), ASSURANCE_NONE);
  assert_int_equal(chart_assurance(&phase, NAN, POLARITY_LOWER_IS_BETTER), ASSURANCE_NONE);
  phase.status = CHART_TOO_FEW;
  assert_int_equal(chart_assurance(&phase, 6, POLARITY_LOWER_IS_BETTER), ASSURANCE_NONE);
}

/* ---- whatever the series ------------------------------------------------------------------- */

static uint32_t next(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

/* Every month is in one phase; a month is outside exactly where it lies beyond its limits; gaps are
 * common cause; turned upside down, every signal changes its side and nothing else. */
static void rules_hold_for_any_series(void **state)
{
  (void)state;
  uint32_t seed = 7;
  for (int round = 0; round < 300; round++) {
    double values[60], turned[60];
    size_t at[3] = { next(&seed) % 60, 0, 0 };
    at[1] = at[0] + next(&seed) % 20;
    at[2] = at[1] + next(&seed) % 20;
    for (int i = 0; i < 60; i++) {
      values[i] = next(&seed) % 12 == 0 ? (double)NAN : next(&seed) % 40;
      turned[i] = -values[i];
    }
    const struct chart_options options = {
      .breaks = at, .break_count = 3, .screened = round % 2, .floor = -INFINITY,
    };
    struct chart_phase phases[4], other[4];
    struct chart_point points[60], opposite[60];
    size_t count = chart_phases(values, 60, &options, phases), covered = 0;
    assert_int_equal(chart_phases(turned, 60, &options, other), count);
    chart_points(values, 60, phases, count, points);
    chart_points(turned, 60, other, count, opposite);
    for (size_t k = 0; k < count; k++) {
      assert_int_equal(phases[k].first, covered);
      covered += phases[k].count;
      for (size_t i = phases[k].first; i < covered; i++) {
        bool judged = phases[k].status == CHART_JUDGED && !isnan(values[i]);
        bool outside = judged && (values[i] > phases[k].limits.upper
                                  || values[i] < phases[k].limits.lower);
        assert_int_equal(points[i].rule == CHART_OUTSIDE, outside);
        assert_true(judged || points[i].rule == CHART_COMMON);
        assert_int_equal(opposite[i].rule, points[i].rule);
        assert_int_equal(opposite[i].side, -points[i].side);
      }
    }
    assert_int_equal(covered, 60);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(limits_are_those_published),
    cmocka_unit_test(limits_of_counts_are_not_below_zero),
    cmocka_unit_test(limits_are_refused_with_a_reason),
    cmocka_unit_test(limits_are_fixed_after_twelve_months),
    cmocka_unit_test(only_a_declared_break_moves_limits),
    cmocka_unit_test(a_given_baseline_fixes_the_phase_that_holds_it),
    cmocka_unit_test(a_month_outside_the_limits),
    cmocka_unit_test(two_of_three_on_the_same_side),
    cmocka_unit_test(seven_on_one_side),
    cmocka_unit_test(seven_that_rise_or_fall),
    cmocka_unit_test(the_first_rule_that_holds_is_given),
    cmocka_unit_test(a_year_against_an_earlier_one),
    cmocka_unit_test(variation_follows_polarity),
    cmocka_unit_test(assurance_is_where_the_target_lies),
    cmocka_unit_test(rules_hold_for_any_series),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
