/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Peaks and concentration.
 */
#include "unit.h"

#include "compute/patterns.h"

/* Anti-social behaviour in Lancashire in 2025 by month: April to August hold 48%. */
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
    cmocka_unit_test(test_concentration),
    cmocka_unit_test(test_concentration_refused),
    cmocka_unit_test(test_busiest_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
