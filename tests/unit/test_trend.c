/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recent trend: the series that the Fingertips public health profiles test their own markers
 * by, R's published example of prop.trend.test, and R's arithmetic where no number is printed.
 */
#include "unit.h"

#include "compute/trend.h"

#include <math.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
static const double years[TREND_POINTS] = { 2010, 2011, 2012, 2013, 2014 };

/* Fleiss 1981, page 139: smokers among lung patients in four studies; X-squared = 8.2249 in the
 * example of R's prop.trend.test. */
static void test_example_of_r(void **state)
{
  (void)state;
  const double times[] = { 1, 2, 3, 4 }, smokers[] = { 83, 90, 129, 70 };
  const double patients[] = { 86, 93, 136, 82 };
  double chi_squared;
  assert_int_equal(trend_cochran_armitage(times, smokers, patients, 4, &chi_squared), 0);
  assert_near(chi_squared, 8.2249, 5e-5);
}

/* The series of Fingertips' WhenUsingTrendMarkerCalculator (fingertips-open), the last five of
 * each, with the markers that it wants; chi-squared by R's prop.trend.test. */
static void test_proportions_of_fingertips(void **state)
{
  (void)state;
  const struct {
    double parts[TREND_POINTS], wholes[TREND_POINTS];
    enum trend trend;
    double chi_squared;
  } published[] = {
    { { 621, 599, 556, 535, 447 }, { 3454, 3195, 3256, 3227, 3121 }, TREND_DECREASING,
      20.1150802167 },
    { { 2157, 2090, 2194, 2134.81, 2094 }, { 3454, 3195, 3256, 3152, 3062 }, TREND_INCREASING,
      30.010452814 },
    { { 8116, 8145, 8222, 8506, 8728 }, { 91530, 91773, 92088, 92238, 92665.89 },
      TREND_INCREASING, 23.5541011942 },
    { { 7, 6, 8, 8, 9 }, { 35, 42, 50, 100, 200 }, TREND_DECREASING, 13.7630803251 },
    { { 5405, 5500, 5435, 5480, 5315 }, { 18095, 18170, 18005, 17890, 17860 },
      TREND_NOT_SIGNIFICANT, 0.0179503950963 },
    { { 22435, 22445, 21365, 20955, 19055 }, { 65880, 67900, 68705, 69835, 70910 },
      TREND_DECREASING, 978.28446909 },
  };
  for (size_t i = 0; i < COUNT_OF(published); i++) {
    struct trend_estimate seen;
    assert_int_equal(
      trend_of_proportions(years, published[i].parts, published[i].wholes, &seen), 0);
    assert_near(seen.chi_squared / published[i].chi_squared, 1, 1e-9);
    assert_int_equal(seen.trend, published[i].trend);
  }
}

/* Diabetes in England, 2020 to 2024, with its published limits (Fingertips indicator 241); R's
 * lm with weights 1/s^2, s = (upper - lower) / (2 * qnorm(.975)). */
static void test_regression_as_r(void **state)
{
  (void)state;
  const double times[] = { 2020, 2021, 2022, 2023, 2024 };
  const double values[] = { 7.0826, 7.1085, 7.2571, 7.4528, 7.6554 };
  const double lower[] = { 7.0754, 7.1013, 7.2499, 7.4456, 7.6481 };
  const double upper[] = { 7.094, 7.1199, 7.2684, 7.4643, 7.6669 };
  struct trend_estimate seen;
  assert_int_equal(trend_of_values(times, values, lower, upper, 95, &seen), 0);
  assert_near(seen.slope, 0.14879926342, 1e-10);
  assert_near(seen.chi_squared / 9739.74423481653, 1, 1e-9);
  assert_int_equal(seen.trend, TREND_INCREASING);
}

/* The example of PHEindicatormethods' assign_trend_markers (branch add_trend_markers), and what its tests expect
 * of it: with z = 1.96 the chi-squared would be 46.7653. */
static void test_example_of_trend_markers(void **state)
{
  (void)state;
  const double times[] = { 1, 2, 3, 4, 5 }, values[] = { 30.6, 30.2, 28, 24.6, 24.67 };
  const double lower[] = { 28.98, 28.63, 26.44, 23.15, 23.16 };
  const double upper[] = { 32.25, 31.9, 29.64, 26.19, 26.25 };
  struct trend_estimate seen;
  assert_int_equal(trend_of_values(times, values, lower, upper, 95, &seen), 0);
  assert_near(seen.slope, -1.7516, 5e-5);
  assert_near(seen.chi_squared, 46.7636, 5e-5);
  assert_int_equal(seen.trend, TREND_DECREASING);
}

/* The counts of the proportions above as rates, with intervals of their own width: Fingertips wants
 * the same markers of them. */
static void test_rates_of_fingertips(void **state)
{
  (void)state;
  const double falling[] = { 17.9791546, 18.7480438, 17.0761671, 16.5788658, 14.3223326 };
  const double rising[] = { 62.4493341, 65.4147105, 67.3832924, 67.7287437, 68.3866754 };
  double lower[TREND_POINTS], upper[TREND_POINTS];
  struct trend_estimate seen;
  for (int i = 0; i < TREND_POINTS; i++) {
    lower[i] = falling[i] - 1.3;
    upper[i] = falling[i] + 1.4;
  }
  assert_int_equal(trend_of_values(years, falling, lower, upper, 95, &seen), 0);
  assert_int_equal(seen.trend, TREND_DECREASING);
  for (int i = 0; i < TREND_POINTS; i++) {
    lower[i] = rising[i] - 1.6;
    upper[i] = rising[i] + 1.6;
  }
  assert_int_equal(trend_of_values(years, rising, lower, upper, 95, &seen), 0);
  assert_int_equal(seen.trend, TREND_INCREASING);
}

/* A trend that one year alone makes is none. */
static void test_outlier(void **state)
{
  (void)state;
  const double values[] = { 20, 19, 18.5, 18, 40 };
  double lower[TREND_POINTS], upper[TREND_POINTS];
  for (int i = 0; i < TREND_POINTS; i++) {
    lower[i] = values[i] - 1;
    upper[i] = values[i] + 1;
  }
  struct trend_estimate seen;
  assert_int_equal(trend_of_values(years, values, lower, upper, 95, &seen), 0);
  assert_true(seen.chi_squared > TREND_CHI_SQUARED && seen.slope > 0);
  assert_true(seen.outlier);
  assert_int_equal(seen.trend, TREND_NOT_SIGNIFICANT);
}

/* Turned round in time a trend changes its direction and nothing else. */
static void test_turned_round(void **state)
{
  (void)state;
  const double parts[] = { 40, 44, 52, 55, 81 }, wholes[] = { 200, 210, 190, 205, 220 };
  double back_parts[TREND_POINTS], back_wholes[TREND_POINTS];
  for (int i = 0; i < TREND_POINTS; i++) {
    back_parts[i] = parts[TREND_POINTS - 1 - i];
    back_wholes[i] = wholes[TREND_POINTS - 1 - i];
  }
  struct trend_estimate there, back;
  assert_int_equal(trend_of_proportions(years, parts, wholes, &there), 0);
  assert_int_equal(trend_of_proportions(years, back_parts, back_wholes, &back), 0);
  assert_near(there.chi_squared, back.chi_squared, 1e-9);
  assert_near(there.slope, -back.slope, 1e-12);
  assert_int_equal(there.trend, TREND_INCREASING);
  assert_int_equal(back.trend, TREND_DECREASING);
}

static void test_what_cannot_be_tested(void **state)
{
  (void)state;
  const double values[] = { 5, 5, 5, 5, 5 }, wide[] = { 6, 6, 6, 6, 6 };
  const double missing[] = { 5, 5, NAN, 5, 5 }, none[] = { 0, 0, 0, 0, 0 };
  const double millions[] = { 5e6, 6e6, 7e6, 8e6, 9e6 }, all[] = { 1e7, 1e7, 1e7, 1e7, 1e7 };
  struct trend_estimate seen;
  assert_int_equal(trend_of_values(years, values, values, values, 95, &seen), -1);
  assert_int_equal(trend_of_values(years, missing, values, wide, 95, &seen), -1);
  assert_int_equal(trend_of_values(values, values, none, wide, 95, &seen), -1);
  assert_int_equal(trend_of_values(years, values, none, wide, 95, &seen), 0);
  assert_int_equal(seen.trend, TREND_NOT_SIGNIFICANT);
  assert_int_equal(trend_of_proportions(years, none, values, &seen), -1);
  assert_int_equal(trend_of_proportions(years, values, values, &seen), -1);
  assert_int_equal(trend_of_proportions(years, wide, values, &seen), -1);
  assert_int_equal(trend_of_proportions(years, missing, wide, &seen), -1);
  assert_int_equal(trend_of_proportions(years, millions, all, &seen), 0);
  assert_int_equal(seen.trend, TREND_INCREASING);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_example_of_r),
    cmocka_unit_test(test_proportions_of_fingertips),
    cmocka_unit_test(test_regression_as_r),
    cmocka_unit_test(test_example_of_trend_markers),
    cmocka_unit_test(test_rates_of_fingertips),
    cmocka_unit_test(test_outlier),
    cmocka_unit_test(test_turned_round),
    cmocka_unit_test(test_what_cannot_be_tested),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
