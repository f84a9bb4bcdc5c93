/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Classes of maps: published examples, and every other way to class small lists.
 */
#include "unit.h"

#include "compute/class_breaks.h"
#include "compute/quantile.h"

#include <stdint.h>

/* The examples that explain the method and its best known implementations: four values in two classes
 * (Wikipedia, "Jenks natural breaks optimization"); 0 to 11 in four (jenkspy). */
static void test_published(void **state)
{
  (void)state;
  const double four[] = { 4, 5, 9, 10 };
  double twelve[12], breaks[3];
  for (int i = 0; i < 12; i++)
    twelve[i] = i;
  assert_int_equal(natural_breaks(four, 4, 2, breaks), 1);
  assert_near(breaks[0], 9, 0);
  assert_int_equal(natural_breaks(twelve, 12, 4, breaks), 3);
  assert_true(breaks[0] == 3 && breaks[1] == 6 && breaks[2] == 9);
}

static double squares_within(const double *values, size_t count, const double *breaks, size_t found)
{
  double total = 0;
  for (size_t class = 0; class <= found; class ++) {
    double sum = 0, n = 0;
    for (int pass = 0; pass < 2; pass++)
      for (size_t i = 0; i < count; i++) {
        if ((class && values[i] < breaks[class - 1]) || (class < found && values[i] >= breaks[class]))
          continue;
        if (pass == 0) {
          sum += values[i];
          n++;
        } else {
          total += (values[i] - sum / n) * (values[i] - sum / n);
        }
      }
    assert_true(n > 0);
  }
  return total;
}

/* No other three breaks are better; a large level costs no precision. */
static void test_against_all_breaks(void **state)
{
  (void)state;
  uint32_t number = 7;
  for (int round = 0; round < 300; round++) {
    double values[11], breaks[3], other[3], level = round % 3 == 2 ? 1e6 : 0;
    for (size_t i = 0; i < 11; i++) {
      number = number * 1664525U + 1013904223U;
      values[i] = level + (double)(number >> (round % 2 ? 28 : 20));
    }
    size_t count = sort_values(values, 11), distinct = 1;
    for (size_t i = 1; i < count; i++)
      distinct += values[i] != values[i - 1];
    size_t found = natural_breaks(values, count, 4, breaks);
    assert_int_equal(found, distinct < 4 ? distinct - 1 : 3);
    if (found < 3)
      continue;
    double best = squares_within(values, count, breaks, 3);
    for (size_t a = 1; a < count; a++)
      for (size_t b = a + 1; b < count; b++)
        for (size_t c = b + 1; c < count; c++) {
          other[0] = values[a];
          other[1] = values[b];
          other[2] = values[c];
          if (values[a] > values[0] && values[b] > values[a] && values[c] > values[b])
            assert_true(best <= squares_within(values, count, other, 3) * (1 + 1e-9) + 1e-6);
        }
  }
}

static void test_quantiles(void **state)
{
  (void)state;
  const double eight[] = { 1, 2, 3, 4, 5, 6, 7, 8 }, tied[] = { 0, 0, 0, 0, 0, 0, 5, 9 };
  double breaks[3];
  assert_int_equal(quantile_breaks(eight, 8, 4, breaks), 3);
  assert_true(breaks[0] == 2.75 && breaks[1] == 4.5 && breaks[2] == 6.25);
  /* Half are 0, which no break divides. */
  assert_int_equal(quantile_breaks(tied, 8, 4, breaks), 1);
  assert_near(breaks[0], 1.25, 1e-15);
}

static void test_little(void **state)
{
  (void)state;
  const double same[] = { 3, 3, 3 };
  double breaks[3];
  assert_int_equal(natural_breaks(same, 3, 4, breaks), 0);
  assert_int_equal(quantile_breaks(same, 3, 4, breaks), 0);
  assert_int_equal(natural_breaks(same, 0, 4, breaks), 0);
  assert_int_equal(quantile_breaks(same, 0, 4, breaks), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_published),
    cmocka_unit_test(test_against_all_breaks),
    cmocka_unit_test(test_quantiles),
    cmocka_unit_test(test_little),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
