/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Control limits, peaks and concentration.
 */
#include "unit.h"

#include "compute/patterns.h"

/* The example of NHSRplotthedots: screened mean 1.94, limits -0.72 and 4.6; unscreened -3.06 and
 * 6.95. */
static void test_limits_as_published(void **state)
{
  (void)state;
  const double values[] = { 1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1 };
  struct control_limits limits;
  assert_int_equal(control_limits(values, 18, true, -INFINITY, &limits), 0);
  assert_near(limits.mean, 1.94, 0.005);
  assert_near(limits.lower, -0.72, 0.005);
  assert_near(limits.upper, 4.6, 0.005);
  assert_int_equal(control_limits(values, 18, false, -INFINITY, &limits), 0);
  assert_near(limits.lower, -3.06, 0.005);
  assert_near(limits.upper, 6.95, 0.005);
  assert_int_equal(control_limits(values, 18, false, 0, &limits), 0);
  assert_near(limits.lower, 0, 0);
}

/* Blackpool, years ending October 2022 and December 2025 (data.police.uk), in order of time. */
static void test_signals(void **state)
{
  (void)state;
  const double before[] = { 710, 607, 678, 681, 758, 865, 969, 964, 941, 991, 873, 666 };
  const double after[] = { 615, 613, 752, 852, 826, 777, 826, 847, 579, 659, 530, 568 };
  struct control_limits limits;
  assert_int_equal(control_limits(before, 12, false, 0, &limits), 0);
  struct control_signals signals = control_signals(&limits, after, 12);
  assert_int_equal(signals.above, 0);
  assert_int_equal(signals.below, 3);
  assert_int_equal(signals.run_below, 4);
  assert_int_equal(signals.run_above, 2);
}

static void test_runs_end_at_gaps(void **state)
{
  (void)state;
  const struct control_limits limits = { .mean = 10, .lower = 5, .upper = 15 };
  const double values[] = { 11, 12, 13, NAN, 11, 12, 10, 9, 8, 20, 4 };
  struct control_signals signals = control_signals(&limits, values, 11);
  assert_int_equal(signals.run_above, 3);
  assert_int_equal(signals.run_below, 2);
  assert_int_equal(signals.above, 1);
  assert_int_equal(signals.below, 1);
}

static void test_limits_refused(void **state)
{
  (void)state;
  double values[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, NAN };
  struct control_limits limits = { .mean = 77 };
  assert_int_equal(control_limits(values, 12, false, 0, &limits), -1);
  assert_int_equal(control_limits(values, 11, false, 0, &limits), -1);
  assert_int_equal(control_limits(values, 0, false, 0, &limits), -1);
  assert_near(limits.mean, 77, 0);
  values[11] = 12;
  assert_int_equal(control_limits(values, 12, false, 0, &limits), 0);
  double same[12] = { 0 };
  assert_int_equal(control_limits(same, 12, true, 0, &limits), 0);
  assert_near(limits.upper, 0, 0);
}

/* Anti-social behaviour in Lancashire in 2025 by month: April to August hold 48%. */
static void test_peak(void **state)
{
  (void)state;
  const double year[12] = { 3733, 3744, 4670, 5238, 5094, 4654, 5357, 5385, 4014, 4434, 3569, 3342 };
  struct peak peak;
  assert_int_equal(peak_months(year, 5, &peak), 0);
  assert_int_equal(peak.first, 3);
  assert_near(peak.share, 25728.0 / 53234, 1e-12);
  assert_int_equal(peak_months(year, 12, &peak), 0);
  assert_near(peak.share, 1, 1e-12);
}

static void test_peak_refused(void **state)
{
  (void)state;
  double year[12] = { 0 };
  struct peak peak = { 7, 7 };
  assert_int_equal(peak_months(year, 3, &peak), -1);
  for (int i = 0; i < 12; i++)
    year[i] = 2;
  assert_int_equal(peak_months(year, 0, &peak), -1);
  assert_int_equal(peak_months(year, 13, &peak), -1);
  assert_int_equal(peak.first, 7);
  assert_int_equal(peak_months(year, 3, &peak), 0);
  assert_int_equal(peak.first, 0); /* all equal: the earliest */
  year[4] = NAN;
  assert_int_equal(peak_months(year, 3, &peak), -1);
}

static void test_concentration(void **state)
{
  (void)state;
  double counts[30];
  for (int i = 0; i < 30; i++)
    counts[i] = i % 3 == 0 ? (double)NAN : i; /* 20 places; the busiest are 29 and 28 */
  struct concentration all;
  assert_int_equal(concentration_of_tenth(counts, 30, &all), 0);
  assert_int_equal(all.places, 20);
  assert_int_equal(all.busiest, 2);
  assert_near(all.share, 57.0 / 300, 1e-12);
  assert_int_equal(concentration_of(counts, 30, 3, &all), 0);
  assert_near(all.share, (29 + 28 + 26) / 300.0, 1e-12);
  assert_int_equal(concentration_of(counts, 30, 99, &all), 0);
  assert_int_equal(all.busiest, 20);
  assert_near(all.share, 1, 1e-12);
  /* A part of a place counts as one: a tenth of 19 is two. */
  counts[1] = NAN;
  assert_int_equal(concentration_of_tenth(counts, 30, &all), 0);
  assert_int_equal(all.busiest, 2);
}

static void test_concentration_refused(void **state)
{
  (void)state;
  const double none[] = { NAN, NAN }, empty[] = { 0, 0, 0 }, negative[] = { -3 };
  struct concentration all = { 5, 5, 5 };
  assert_int_equal(concentration_of_tenth(none, 2, &all), -1);
  assert_int_equal(concentration_of_tenth(empty, 3, &all), -1);
  assert_int_equal(concentration_of(negative, 1, 1, &all), -1);
  assert_int_equal(concentration_of(none, 0, 1, &all), -1);
  assert_int_equal(all.places, 5);
}

static void test_busiest_in_order(void **state)
{
  (void)state;
  const double counts[] = { 5, NAN, 9, 5, 0, 9, 7 };
  size_t indexes[7];
  const size_t expected[] = { 2, 5, 6, 0, 3 };
  assert_int_equal(busiest_places(counts, 7, 7, indexes), 5);
  for (int i = 0; i < 5; i++)
    assert_int_equal(indexes[i], expected[i]);
  assert_int_equal(busiest_places(counts, 7, 2, indexes), 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_limits_as_published),
    cmocka_unit_test(test_signals),
    cmocka_unit_test(test_runs_end_at_gaps),
    cmocka_unit_test(test_limits_refused),
    cmocka_unit_test(test_peak),
    cmocka_unit_test(test_peak_refused),
    cmocka_unit_test(test_concentration),
    cmocka_unit_test(test_concentration_refused),
    cmocka_unit_test(test_busiest_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
