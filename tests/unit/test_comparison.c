/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparisons against the published tests of Fingertips (Public Health England) and the comparator
 * page of HM Inspectorate of Constabulary.
 */
#include "generator.h"
#include "unit.h"

#include "compute/comparison.h"
#include "compute/spine.h"

static void test_single_overlap(void **state)
{
  (void)state;
  struct interval interval = { 10, 12 };
  assert_int_equal(compare_interval(interval, 9.9), SIGNIFICANCE_HIGHER);
  assert_int_equal(compare_interval(interval, 10), SIGNIFICANCE_SIMILAR);
  assert_int_equal(compare_interval(interval, 12), SIGNIFICANCE_SIMILAR);
  assert_int_equal(compare_interval(interval, 12.1), SIGNIFICANCE_LOWER);
  assert_int_equal(compare_interval(interval, NAN), SIGNIFICANCE_NOT_TESTED);
  assert_int_equal(compare_interval((struct interval) { NAN, 12 }, 11), SIGNIFICANCE_NOT_TESTED);
  assert_int_equal(compare_limits(9, interval), SIGNIFICANCE_LOWER);
  assert_int_equal(compare_limits(12, interval), SIGNIFICANCE_SIMILAR);
  assert_int_equal(compare_limits(13, interval), SIGNIFICANCE_HIGHER);
  assert_int_equal(compare_limits(NAN, interval), SIGNIFICANCE_NOT_TESTED);
}

static void test_polarity(void **state)
{
  (void)state;
  static const struct {
    enum significance significance;
    enum judgement lower_is_better, higher_is_better, neutral;
  } cases[] = {
    { SIGNIFICANCE_HIGHER, JUDGED_WORSE, JUDGED_BETTER, JUDGED_HIGHER },
    { SIGNIFICANCE_LOWER, JUDGED_BETTER, JUDGED_WORSE, JUDGED_LOWER },
    { SIGNIFICANCE_SIMILAR, JUDGED_SIMILAR, JUDGED_SIMILAR, JUDGED_SIMILAR },
    { SIGNIFICANCE_NOT_TESTED, JUDGED_NOT, JUDGED_NOT, JUDGED_NOT },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    enum significance seen = cases[i].significance;
    assert_int_equal(judge(seen, POLARITY_LOWER_IS_BETTER), cases[i].lower_is_better);
    assert_int_equal(judge(seen, POLARITY_HIGHER_IS_BETTER), cases[i].higher_is_better);
    assert_int_equal(judge(seen, POLARITY_NEUTRAL), cases[i].neutral);
  }
  assert_string_equal(judgement_word(JUDGED_WORSE), "worse");
  assert_string_equal(judgement_word(JUDGED_NOT), "");
}

/* Fingertips, SpcForProportionsComparer: it takes z to be 1.96, which is a level of 95.00042. */
static void test_benchmark(void **state)
{
  (void)state;
  double level = 95.0004209703559;
  assert_near(normal_deviate(level), 1.96, 1e-12);
  struct interval limits = benchmark_limits(0.089611087, 5930, level);
  assert_near(limits.lower * 100, 8.2604, 5e-5);
  assert_near(limits.upper * 100, 9.7149, 5e-5);
  enum significance seen = compare_limits(0.077066, limits);
  assert_int_equal(judge(seen, POLARITY_LOWER_IS_BETTER), JUDGED_BETTER);
  assert_true(isnan(benchmark_limits(1.2, 5930, 95).lower));
  assert_true(isnan(benchmark_limits(0.1, 0, 95).lower));
}

/* The published tests of Fingertips' RangeTargetComparer and SingleValueTargetComparer. */
static void test_goals(void **state)
{
  (void)state;
  enum polarity high = POLARITY_HIGHER_IS_BETTER, low = POLARITY_LOWER_IS_BETTER;
  assert_int_equal(judge_goal(0, 1, 2, high), JUDGED_WORSE);
  assert_int_equal(judge_goal(1, 1, 2, high), JUDGED_SIMILAR);
  assert_int_equal(judge_goal(1.5, 1, 2, high), JUDGED_SIMILAR);
  assert_int_equal(judge_goal(2, 1, 2, high), JUDGED_BETTER);
  assert_int_equal(judge_goal(3, 1, 2, high), JUDGED_BETTER);
  assert_int_equal(judge_goal(0, 1, 2, low), JUDGED_BETTER);
  assert_int_equal(judge_goal(1, 1, 2, low), JUDGED_SIMILAR);
  assert_int_equal(judge_goal(2, 1, 2, low), JUDGED_WORSE);
  assert_int_equal(judge_goal(3, 1, 2, low), JUDGED_WORSE);
  assert_int_equal(judge_goal(9, 10, NAN, low), JUDGED_BETTER);
  assert_int_equal(judge_goal(10, 10, NAN, low), JUDGED_BETTER);
  assert_int_equal(judge_goal(11, 10, NAN, low), JUDGED_WORSE);
  assert_int_equal(judge_goal(9, 10, NAN, high), JUDGED_WORSE);
  assert_int_equal(judge_goal(10, 10, NAN, high), JUDGED_BETTER);
  assert_int_equal(judge_goal(5, 1, 2, POLARITY_NEUTRAL), JUDGED_NOT);
  assert_int_equal(judge_goal(NAN, 1, 2, low), JUDGED_NOT);
  assert_int_equal(judge_goal(1, NAN, 2, low), JUDGED_NOT);
  assert_int_equal(judge_goal(1, 3, 2, low), JUDGED_NOT);
}

/* 500 of 100,000, 900 of 60,000 and 300 of 90,000: 7.78 per 1,000, where pooling gives 6.80. */
/* The verdict needs all of the interval; the judgement only the value. */
static void test_goals_with_intervals(void **state)
{
  (void)state;
  enum polarity low = POLARITY_LOWER_IS_BETTER, high = POLARITY_HIGHER_IS_BETTER;
  struct interval none = { NAN, NAN };
  assert_int_equal(goal_verdict(8, (struct interval) { 7, 9 }, 10, NAN, low), GOAL_MET);
  assert_int_equal(goal_verdict(8, (struct interval) { 7, 10 }, 10, NAN, low), GOAL_MET);
  assert_int_equal(goal_verdict(8, (struct interval) { 7, 10.1 }, 10, NAN, low), GOAL_CANNOT_SAY);
  assert_int_equal(goal_verdict(12, (struct interval) { 10.1, 14 }, 10, NAN, low), GOAL_NOT_MET);
  assert_int_equal(goal_verdict(12, (struct interval) { 10.1, 14 }, 10, NAN, high), GOAL_MET);
  assert_int_equal(goal_verdict(8, (struct interval) { 7, 9 }, 10, NAN, high), GOAL_NOT_MET);
  assert_int_equal(goal_verdict(8, none, 10, NAN, low), GOAL_MET);
  assert_int_equal(goal_verdict(11, none, 10, NAN, low), GOAL_NOT_MET);
  assert_int_equal(goal_verdict(11, (struct interval) { 10.5, 11.5 }, 10, 12, low), GOAL_BETWEEN);
  assert_int_equal(goal_verdict(11, (struct interval) { 9, 11.5 }, 10, 12, low), GOAL_CANNOT_SAY);
  assert_int_equal(goal_verdict(13, (struct interval) { 12, 14 }, 10, 12, low), GOAL_NOT_MET);
  assert_int_equal(goal_verdict(NAN, none, 10, NAN, low), GOAL_NO_FIGURE);
  assert_int_equal(goal_verdict(8, none, 10, NAN, POLARITY_NEUTRAL), GOAL_NO_FIGURE);
}

static void test_peers(void **state)
{
  (void)state;
  double rates[] = { 500 / 100.0, 900 / 60.0, 300 / 90.0 }, average;
  assert_int_equal(peers_average(rates, 3, &average), 0);
  assert_near(average, 7.78, 0.005);
  assert_true(fabs(average - 6.80) > 0.9);
  rates[1] = NAN;
  assert_int_equal(peers_average(rates, 3, &average), -1);
  assert_int_equal(peers_average(rates, 0, &average), -1);
}

/* ---- spine charts -------------------------------------------------------------------------- */

/* spine-chart.classes.ts of Fingertips at 250 pixels. */
static void test_published_spine(void **state)
{
  (void)state;
  struct spine spine;
  assert_int_equal(spine_of(30, 10, 24, 40, 80, POLARITY_LOWER_IS_BETTER, &spine), 0);
  double width = 250;
  assert_near(spine.unit * width, 2.5, 1e-12);
  assert_near(spine.left * width, 0, 1e-12);
  assert_near((spine.left_quartile - spine.left) * width, 100, 1e-12);
  assert_near((spine.right_quartile - spine.left_quartile) * width, 40, 1e-12);
  assert_near((spine.right - spine.right_quartile) * width, 35, 1e-12);
  assert_near(spine_position(&spine, 52) * width, 70, 1e-12);
  assert_near(spine_position(&spine, 30) * width, 125, 1e-12);
  assert_true(spine.highest_left);
}

static void test_spine_the_other_way(void **state)
{
  (void)state;
  struct spine spine;
  assert_int_equal(spine_of(30, 10, 24, 40, 80, POLARITY_NEUTRAL, &spine), 0);
  assert_false(spine.highest_left);
  assert_near(spine.right, 1, 1e-12);
  assert_near(spine.left, 0.3, 1e-12);
  assert_near(spine_position(&spine, 52), 0.72, 1e-12);
  assert_int_equal(spine_of(30, 30, 30, 30, 30, POLARITY_NEUTRAL, &spine), -1);
  assert_int_equal(spine_of(30, 10, 50, 40, 80, POLARITY_NEUTRAL, &spine), -1);
  assert_int_equal(spine_of(NAN, 10, 24, 40, 80, POLARITY_NEUTRAL, &spine), -1);
}

static void test_spine_of_areas(void **state)
{
  (void)state;
  struct spine spine;
  double values[] = { 1, 2, NAN, 4 };
  assert_int_equal(spine_of_values(2, values, 4, POLARITY_NEUTRAL, &spine), 0);
  double half[] = { 1, 2, NAN, NAN };
  assert_int_equal(spine_of_values(2, half, 4, POLARITY_NEUTRAL, &spine), -1);
  assert_int_equal(spine_of_values(2, half, 0, POLARITY_NEUTRAL, &spine), -1);
  struct generator generator = { 5 };
  for (int round = 0; round < 500; round++) {
    double many[20];
    int count = 4 + generator_below(&generator, 16);
    for (int i = 0; i < count; i++)
      many[i] = generator_next(&generator) * 1e6;
    double average = generator_next(&generator) * 1e6;
    enum polarity polarity = (enum polarity)(round % 3);
    assert_int_equal(spine_of_values(average, many, (size_t)count, polarity, &spine), 0);
    assert_true(fmin(spine.left, 1 - spine.right) > -1e-9 || average < many[0]
                || average > many[count - 1]);
    assert_true(spine.left <= spine.left_quartile && spine.left_quartile <= spine.right_quartile
                && spine.right_quartile <= spine.right);
    assert_near(fmin(fabs(spine.left), fabs(1 - spine.right)), 0, 1e-9);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_single_overlap),
    cmocka_unit_test(test_polarity),
    cmocka_unit_test(test_benchmark),
    cmocka_unit_test(test_goals),
    cmocka_unit_test(test_goals_with_intervals),
    cmocka_unit_test(test_peers),
    cmocka_unit_test(test_published_spine),
    cmocka_unit_test(test_spine_the_other_way),
    cmocka_unit_test(test_spine_of_areas),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
