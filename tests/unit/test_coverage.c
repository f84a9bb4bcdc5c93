/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Intervals cover what they are of: figures are drawn thousands of times from something that is known, and about 95
 * in a hundred of their intervals hold it.  A method that forgot the scatter of months would hold it far less often.
 */
#include "generator.h"
#include "unit.h"

#include "compute/change.h"
#include "compute/chart.h"
#include "compute/displacement.h"
#include "compute/means.h"
#include "compute/rate_ratio.h"

enum { ROUNDS = 4000 };

/* Of 4,000 at 95 in a hundred 3,800 are awaited; four standard errors are 55. */
static void assert_covers(int covered, int least, int most)
{
  if (covered < least || covered > most)
    fail_msg("%d of %d, not %d to %d", covered, ROUNDS, least, most);
}

static bool holds(double lower, double upper, double truth)
{
  return lower <= truth && truth <= upper;
}

/* Normal, by Box and Muller. */
static double draw_normal(struct generator *generator)
{
  double u = 1 - generator_next(generator);
  return sqrt(-2 * log(u)) * cos(6.283185307179586 * generator_next(generator));
}

/* Poisson, by the product of chances. */
static double draw_events(struct generator *generator, double mean)
{
  double product = 1, least = exp(-mean);
  int events = -1;
  for (; product > least; events++)
    product *= generator_next(generator);
  return events;
}

static double draw_of(struct generator *generator, int whole, double chance)
{
  int part = 0;
  for (int i = 0; i < whole; i++)
    part += generator_next(generator) < chance;
  return part;
}

static void test_means_cover(void **state)
{
  (void)state;
  struct generator generator = { 21 };
  for (size_t count = 3; count <= 12; count += 9) {
    int covered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double values[12];
      for (size_t i = 0; i < count; i++)
        values[i] = 40 + 9 * draw_normal(&generator);
      struct interval limits = mean_of_values(values, count, 95).interval;
      covered += holds(limits.lower, limits.upper, 40);
    }
    assert_covers(covered, 3745, 3855);
  }
}

static void test_differences_of_proportions_cover(void **state)
{
  (void)state;
  struct generator generator = { 22 };
  int covered = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double before = draw_of(&generator, 60, 0.3), after = draw_of(&generator, 45, 0.5);
    struct change_estimate seen = change_of_proportions(before, 60, after, 45);
    covered += holds(seen.lower, seen.upper, 20);
  }
  assert_covers(covered, 3740, 3870);
}

/* Mid-p below a hundred events, the score test above. */
static void test_changes_of_counts_cover(void **state)
{
  (void)state;
  struct generator generator = { 23 };
  for (int scale = 1; scale <= 10; scale += 9) {
    int covered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double before = draw_events(&generator, 20 * scale), after = draw_events(&generator, 26 * scale);
      struct change_estimate seen = change_of_counts(before, after);
      covered += holds(seen.lower, seen.upper, 30);
    }
    assert_covers(covered, 3740, 3885);
  }
}

/* Months with a season, of which each event brings two others: three times the scatter of chance. */
static void test_paired_months_cover(void **state)
{
  (void)state;
  struct generator generator = { 24 };
  for (int together = 1; together <= 3; together += 2) {
    int covered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double before[12], after[12];
      for (int month = 0; month < 12; month++) {
        double mean = (30 + 15 * sin(month / 2.0)) / together * 3;
        before[month] = together * draw_events(&generator, mean);
        after[month] = together * draw_events(&generator, mean * 1.1);
      }
      struct change_estimate seen = change_of_months(before, after);
      assert_int_equal(seen.test, CHANGE_TEST_PAIRED_MONTHS);
      covered += holds(seen.lower, seen.upper, 10);
    }
    /* Dispersion is at least 1, so that Poisson counts are covered more often than promised. */
    assert_covers(covered, 3745, together == 1 ? 3960 : 3870);
  }
}

/* Leaves out months below five, and one more of a year that has but one such. */
static void hide_few(struct shown_year *year)
{
  int least = -1, hidden = 0;
  for (int i = 0; i < 12; i++) {
    bool few = year->months[i] > 0 && year->months[i] < 5;
    hidden += few;
    if (few)
      year->months[i] = NAN;
    else if (least < 0 || year->months[i] < year->months[least])
      least = i;
  }
  if (hidden == 1)
    year->months[least] = NAN;
}

/* The smaller months of both years are missing, and the interval holds what it is of all the same; that of two
 * counts does not.  Events come by themselves and by threes: twice the scatter of chance. */
static void test_shown_months_cover(void **state)
{
  (void)state;
  struct generator generator = { 28 };
  for (int mean = 6; mean <= 12; mean += 3) {
    int covered = 0, tested = 0, by_years = 0;
    for (int round = 0; round < ROUNDS; round++) {
      struct shown_year years[2] = { { .total = 0 }, { .total = 0 } };
      for (int i = 0; i < 24; i++) {
        double usual = mean * (1 + 0.15 * sin(i % 12 / 2.0));
        double events = draw_events(&generator, usual / 2) + 3 * draw_events(&generator, usual / 6);
        years[i / 12].months[i % 12] = events;
        years[i / 12].total += events;
      }
      struct change_estimate two = change_of_counts(years[0].total, years[1].total);
      by_years += holds(two.lower, two.upper, 0);
      hide_few(&years[0]);
      hide_few(&years[1]);
      struct change_estimate seen = change_of_shown_months(NULL, &years[0], &years[1], 1);
      bool by_months = isfinite(seen.dispersion);
      tested += by_months;
      covered += by_months && holds(seen.lower, seen.upper, 0);
    }
    assert_true(tested > ROUNDS * 9 / 10);
    assert_covers(covered * ROUNDS / tested, 3745, 3920);
    assert_covers(by_years, 0, 3450);
  }
}

static void test_ratios_of_rates_cover(void **state)
{
  (void)state;
  static struct interval (*const methods[])(const struct rate_pair *, double)
    = { rate_ratio_exact, rate_ratio_mid_p, rate_ratio_score, rate_ratio_log };
  struct generator generator = { 25 };
  int covered[4] = { 0 }, differences = 0;
  for (int round = 0; round < ROUNDS; round++) {
    struct rate_pair pair = { draw_events(&generator, 25), 5000, draw_events(&generator, 24), 3000 };
    for (int m = 0; m < 4; m++) {
      struct interval limits = methods[m](&pair, 95);
      covered[m] += holds(limits.lower, limits.upper, 24.0 / 3000 / (25.0 / 5000));
    }
    struct interval difference = rate_difference_score(&pair, 95);
    differences += holds(difference.lower, difference.upper, 24.0 / 3000 - 25.0 / 5000);
  }
  assert_covers(covered[0], 3800, 3950); /* exact errs on the side of too many */
  for (int m = 1; m < 4; m++)
    assert_covers(covered[m], 3740, 3885);
  assert_covers(differences, 3740, 3870);
}

static void test_displacement_covers(void **state)
{
  (void)state;
  struct generator generator = { 26 };
  int covered = 0;
  for (int round = 0; round < ROUNDS; round++) {
    struct displacement seen;
    struct displacement_design design = {
      .treated = { draw_events(&generator, 90), draw_events(&generator, 60), 0 },
      .control = { draw_events(&generator, 120), draw_events(&generator, 118), 0 },
      .beside_treated = { draw_events(&generator, 70), draw_events(&generator, 75), 0 },
      .beside_control = { draw_events(&generator, 50), draw_events(&generator, 50), 0 },
    };
    assert_int_equal(displacement_of(&design, 95, &seen), 0);
    covered += holds(seen.interval.lower, seen.interval.upper, -30 + 2 + 5);
  }
  assert_covers(covered, 3745, 3855);
}

/* Of ROUNDS years like the year before, those with three months or more above its limits, in per cent. */
static double falsely_alarmed(struct generator *generator, double mean)
{
  int alarms = 0, drawn = 0;
  while (drawn < ROUNDS) {
    double year[CHART_BASELINE];
    struct chart_limits limits;
    for (size_t i = 0; i < CHART_BASELINE; i++)
      year[i] = draw_events(generator, mean);
    if (chart_limits(year, CHART_BASELINE, false, 0, &limits) != CHART_JUDGED)
      continue;
    int above = 0;
    for (size_t i = 0; i < CHART_BASELINE; i++)
      above += draw_events(generator, mean) > limits.upper;
    alarms += above >= 3;
    drawn++;
  }
  return 100.0 * alarms / ROUNDS;
}

static void test_months_of_rare_events_cannot_be_judged(void **state)
{
  (void)state;
  struct generator generator = { 27 };
  double of_few = falsely_alarmed(&generator, 0.3), of_one = falsely_alarmed(&generator, 1);
  double of_two = falsely_alarmed(&generator, CHART_LEAST_MEAN), of_ten = falsely_alarmed(&generator, 10);
  assert_true(of_few > 12 && of_few < 17);
  assert_true(of_one > 2.8 && of_one < 5);
  assert_true(of_two > 0.8 && of_two < 2.8);
  assert_true(of_ten < 1.6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_means_cover),
    cmocka_unit_test(test_differences_of_proportions_cover),
    cmocka_unit_test(test_changes_of_counts_cover),
    cmocka_unit_test(test_paired_months_cover),
    cmocka_unit_test(test_shown_months_cover),
    cmocka_unit_test(test_ratios_of_rates_cover),
    cmocka_unit_test(test_displacement_covers),
    cmocka_unit_test(test_months_of_rare_events_cannot_be_judged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
