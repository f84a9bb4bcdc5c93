/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The usual spread: limits of chance alone against published ones, and the over-dispersed limits of
 * the 14 districts of Lancashire against R's arithmetic on the same counts.
 */
#include "unit.h"

#include "compute/distributions.h"
#include "compute/spread.h"

#include <math.h>

enum { DISTRICTS = 14 };

/* Residents at the Census of 2021 (ONS); anti-social behaviour and recorded crime in the year
 * ending December 2025 (data.police.uk), Blackburn with Darwen to Wyre. */
static const double residents[DISTRICTS] = { 154739, 141029, 94658, 117742, 81364, 82238, 142922,
                                             95761, 147840, 61550, 70853, 111047, 117433, 111947 };
static const double asb[DISTRICTS] = { 5559, 8444, 3856, 3069, 2198, 3426, 4548, 3055, 6993, 1093,
                                       2125, 3227, 2589, 3052 };
static const double crime[DISTRICTS] = { 13734, 21241, 10093, 6794, 4594, 7928, 10536, 6885, 15551,
                                         2477, 4690, 6437, 5891, 7043 };

static void expect(const double *observed, double *expected)
{
  double events = 0, people = 0;
  for (int i = 0; i < DISTRICTS; i++) {
    events += observed[i];
    people += residents[i];
  }
  for (int i = 0; i < DISTRICTS; i++)
    expected[i] = residents[i] * events / people;
}

/* Without over-dispersion the limits are exp(+-1.96/sqrt(E)) (Spiegelhalter 2005, A.3.1).  At these
 * sizes the exact Poisson limits of FunnelPlotR, which they approximate, are within a tenth. */
static void test_limits_of_chance_alone(void **state)
{
  (void)state;
  const struct {
    double expected, lower, upper;
  } exact[] = { { 15, 0.5596924, 1.649348 }, { 20, 0.6108260, 1.544419 },
                { 30, 0.6746958, 1.427562 } };
  struct spread chance = { .tau_squared = 0 };
  for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
    double expected = exact[i].expected;
    assert_near(chi_squared_quantile(0.025, 2 * expected) / 2 / expected, exact[i].lower, 5e-7);
    assert_near(chi_squared_quantile(0.975, 2 * expected + 2) / 2 / expected, exact[i].upper, 5e-6);
    struct interval limits = spread_limits(&chance, expected, 95);
    assert_near(limits.lower, exact[i].lower, 0.1 * exact[i].lower);
    assert_near(limits.upper, exact[i].upper, 0.1 * exact[i].upper);
    assert_near(limits.lower * limits.upper, 1, 1e-12);
  }
  assert_near(spread_limits(&chance, 100, 95).upper, exp(0.1959964), 1e-6);
}

/* R 4.2.2: z <- sqrt(e) * log(o / e); winsorised at quantile(z, c(.1, .9)); phi <- mean(z^2);
 * tau2 by the method of moments. */
static void assert_as_r(const double *observed, double dispersion, double tau_squared, double low,
                        double high)
{
  double expected[DISTRICTS];
  struct spread spread;
  expect(observed, expected);
  assert_int_equal(spread_estimate(observed, expected, DISTRICTS, &spread), 0);
  assert_int_equal(spread.areas, DISTRICTS);
  assert_near(spread.dispersion, dispersion, 1e-6);
  assert_near(spread.tau_squared, tau_squared, 1e-10);
  for (int i = 0; i < DISTRICTS; i++) {
    struct interval limits = spread_limits(&spread, expected[i], 95);
    assert_near(limits.lower, low, 0.005);
    assert_near(limits.upper, high, 0.005);
  }
}

static void test_lancashire_as_r(void **state)
{
  (void)state;
  assert_as_r(asb, 227.7877509, 0.06459233775, 0.61, 1.65);
  assert_as_r(crime, 711.4141176, 0.0869198001, 0.56, 1.78);
}

/* Districts that differ by chance alone have no variance of their own. */
static void test_no_spread(void **state)
{
  (void)state;
  const double observed[] = { 98, 103, 100, 97, 102 }, expected[] = { 100, 100, 100, 100, 100 };
  struct spread spread;
  assert_int_equal(spread_estimate(observed, expected, 5, &spread), 0);
  assert_near(spread.tau_squared, 0, 0);
  assert_int_equal(spread_estimate(expected, expected, 5, &spread), 0);
  assert_near(spread.dispersion, 0, 0);
}

static void test_what_is_left_out(void **state)
{
  (void)state;
  const double observed[] = { 98, NAN, 4, 300, 0 }, expected[] = { 100, 100, 4.9, 100, 100 };
  struct spread spread;
  assert_int_equal(spread_estimate(observed, expected, 5, &spread), 0);
  assert_int_equal(spread.areas, 3);
  assert_true(isfinite(spread.tau_squared) && spread.tau_squared > 0);
  assert_int_equal(spread_estimate(observed, expected, 3, &spread), -1);
  assert_int_equal(spread_estimate(observed, expected, 0, &spread), -1);
  assert_true(isnan(spread_limits(&spread, 4.9, 95).lower));
  assert_true(isnan(spread_limits(&spread, NAN, 95).upper));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_limits_of_chance_alone),
    cmocka_unit_test(test_lancashire_as_r),
    cmocka_unit_test(test_no_spread),
    cmocka_unit_test(test_what_is_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
