/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Funnel limits: the results of the Fingertips tool, limits that FunnelPlotR prints, and R's
 * arithmetic (4.2.2) on the 14 districts of Lancashire.
 */
#include "published_funnels.h"
#include "unit.h"

#include "compute/funnel.h"

#include <math.h>
#include <stdbool.h>

enum { DISTRICTS = 14 };
#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Residents at the Census of 2021 (ONS); anti-social behaviour and recorded crime in the year
 * ending December 2025 (data.police.uk), Blackburn with Darwen to Wyre. */
static const double residents[DISTRICTS] = { 154739, 141029, 94658, 117742, 81364, 82238, 142922,
                                             95761, 147840, 61550, 70853, 111047, 117433, 111947 };
static const double asb[DISTRICTS] = { 5559, 8444, 3856, 3069, 2198, 3426, 4548, 3055, 6993, 1093,
                                       2125, 3227, 2589, 3052 };
static const double crime[DISTRICTS] = { 13734, 21241, 10093, 6794, 4594, 7928, 10536, 6885, 15551,
                                         2477, 4690, 6437, 5891, 7043 };
enum { BLACKPOOL = 1, RIBBLE_VALLEY = 9 };

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

/* ---- events -------------------------------------------------------------------------------- */

/* The tool bisects to 1e-7 of (events + 1) / (1 - v)^2, so its numbers are good to 2e-4 here. */
static void test_published_rates(void **state)
{
  (void)state;
  const double years = 3, scale = 100000;
  for (size_t i = 0; i < COUNT_OF(published_rates); i++) {
    const struct published_rate *row = &published_rates[i];
    for (int level = 0; level < 2; level++) {
      struct interval exact
        = funnel_exact_interval(row->events, level == 0 ? FUNNEL_NEAR : FUNNEL_FAR);
      const double expected[2] = { exact.upper, exact.lower };
      for (int side = 0; side < 2; side++) {
        double population = expected[side] / PUBLISHED_RATE_AVERAGE * scale / years;
        double rate = row->events / expected[side] * PUBLISHED_RATE_AVERAGE;
        const double *at = row->at[2 * level + side];
        assert_near(population / at[0], 1, 2e-4);
        assert_near(rate / at[1], 1, 2e-4);
      }
    }
  }
}

static void test_published_labels(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(published_labels); i++) {
    const struct published_label *row = &published_labels[i];
    enum funnel_position wanted = row->label == 'H'   ? FUNNEL_FAR_ABOVE
                                  : row->label == 'h' ? FUNNEL_ABOVE
                                  : row->label == 'l' ? FUNNEL_BELOW
                                  : row->label == 'L' ? FUNNEL_FAR_BELOW
                                                      : FUNNEL_WITHIN;
    assert_string_equal(funnel_label(funnel_of_events(row->observed, row->expected)),
                        funnel_label(wanted));
  }
  assert_string_equal(funnel_label(FUNNEL_FAR_ABOVE), "High (0.001)");
  assert_string_equal(funnel_label(funnel_of_events(NAN, 5)), "");
  assert_string_equal(funnel_label(funnel_of_events(5, 0)), "");
}

/* FunnelPlotR's limits of a ratio are the exact interval of what is expected, as a ratio to it. */
static void test_limits_of_funnelplotr(void **state)
{
  (void)state;
  const struct {
    double expected, near_lower, near_upper, far_lower, far_upper;
  } published[] = { { 15, 0.5596924, 1.649348, 0.3862650, 2.082907 },
                    { 20, 0.6108260, 1.544419, 0.4479107, 1.902094 },
                    { 30, 0.6746958, 1.427562, 0.5289724, 1.702771 } };
  for (size_t i = 0; i < COUNT_OF(published); i++) {
    double expected = published[i].expected;
    struct interval near = funnel_exact_interval(expected, 95);
    /* Its 99.8% limits: the numbers above, to their last digit. */
    struct interval far = funnel_exact_interval(expected, 99.8);
    assert_near(near.lower / expected, published[i].near_lower, 5e-8);
    assert_near(near.upper / expected, published[i].near_upper, 5e-7);
    assert_near(far.lower / expected, published[i].far_lower, 5e-8);
    assert_near(far.upper / expected, published[i].far_upper, 5e-7);
  }
}

/* Whole counts outside the limits are those whose exact interval leaves out what was expected. */
static void test_limits_of_events_are_the_test(void **state)
{
  (void)state;
  const double levels[] = { FUNNEL_NEAR, FUNNEL_FAR };
  for (double expected = 0.3; expected < 400; expected *= 1.37) {
    for (size_t k = 0; k < COUNT_OF(levels); k++) {
      struct interval limits = funnel_poisson_limits(expected, levels[k]);
      assert_true(limits.lower < 1 && limits.upper > 1);
      for (double count = 0; count < 2 * expected + 20; count++) {
        struct interval exact = funnel_exact_interval(count, levels[k]);
        assert_int_equal(count / expected > limits.upper, exact.lower > expected);
        assert_int_equal(count / expected < limits.lower, exact.upper < expected);
      }
    }
  }
  assert_near(funnel_poisson_limits(3, 95).lower, 0, 0);
  assert_true(isnan(funnel_poisson_limits(0, 95).lower));
  assert_true(isnan(funnel_poisson_limits(NAN, 95).upper));
  struct interval millions = funnel_poisson_limits(4e6, 95);
  assert_near(millions.upper, 1 + 1.959964 / 2000, 2e-6);
}

/* ---- proportions --------------------------------------------------------------------------- */

static void test_published_proportions(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(published_proportions); i++) {
    const struct published_proportion *row = &published_proportions[i];
    double average = PUBLISHED_PROPORTION_AVERAGE / 100;
    struct interval near = funnel_score_limits(average, row->whole, FUNNEL_NEAR);
    struct interval far = funnel_score_limits(average, row->whole, FUNNEL_FAR);
    /* The average is given to eight digits only. */
    assert_near(100 * near.lower, row->near_lower, 3e-6);
    assert_near(100 * near.upper, row->near_upper, 3e-6);
    assert_near(100 * far.lower, row->far_lower, 3e-6);
    assert_near(100 * far.upper, row->far_upper, 3e-6);
  }
}

/* Six rows of testdata_funnel_prop_inputs.csv. */
static void test_published_labels_of_proportions(void **state)
{
  (void)state;
  const struct {
    double part, whole;
    const char *label;
  } published[] = {
    { 27321.272, 34024, "Not significant" }, /* Preston */
    { 27706.9455, 35345, "Low (0.001)" },    /* Blackpool */
    { 24180.7545, 29151, "High (0.001)" },   /* Wyre */
    { 26789.238, 33012, "High (0.025)" },    /* West Norfolk */
    { 30277.5312, 37828, "Low (0.025)" },    /* North Devon */
    { 29561.6517, 36627, "Not significant" } /* Blackburn with Darwen */
  };
  for (size_t i = 0; i < COUNT_OF(published); i++)
    assert_string_equal(funnel_label(funnel_of_proportion(published[i].part, published[i].whole,
                                                          PUBLISHED_PROPORTION_AVERAGE / 100)),
                        published[i].label);
  assert_int_equal(funnel_of_proportion(5, 4, 0.5), FUNNEL_NOT_JUDGED);
  assert_int_equal(funnel_of_proportion(0, 0, 0.5), FUNNEL_NOT_JUDGED);
}

/* A proportion lies outside exactly when its own Wilson interval leaves out the average. */
static void test_score_limits_are_wilsons_test(void **state)
{
  (void)state;
  for (double whole = 1; whole < 3000; whole = floor(whole * 1.7) + 1) {
    for (double average = 0.02; average < 1; average += 0.07) {
      struct interval limits = funnel_score_limits(average, whole, 95);
      for (double part = 0; part <= whole; part += ceil(whole / 50)) {
        struct interval own = wilson_interval(part, whole, 95);
        bool outside = part / whole < limits.lower || part / whole > limits.upper;
        assert_int_equal(outside, own.lower > average || own.upper < average);
      }
    }
  }
}

/* The comparison of Fingertips: 8.9611087% of 5,930, with z of 1.96: 8.2604% to 9.7149%. */
static void test_wilson_around_the_average(void **state)
{
  (void)state;
  struct interval limits = funnel_wilson_limits(0.089611087, 5930, 95);
  assert_near(100 * limits.lower, 8.2604, 1e-4);
  assert_near(100 * limits.upper, 9.7149, 1e-4);
  assert_true(isnan(funnel_wilson_limits(1.1, 10, 95).lower));
}

/* R: k <- qbinom(p, n, a); (k - (pbinom(k, n, a) - p) / dbinom(k, n, a)) / n. */
static void test_binomial_as_r(void **state)
{
  (void)state;
  struct interval near = funnel_binomial_limits(0.8064, 100, 95);
  struct interval far = funnel_binomial_limits(0.8064, 100, 99.8);
  assert_near(near.lower, 0.721113332401, 1e-11);
  assert_near(near.upper, 0.876223434753, 1e-11);
  assert_near(far.lower, 0.671310214586, 1e-11);
  assert_near(far.upper, 0.914288291133, 1e-11);
  near = funnel_binomial_limits(0.3, 1000, 95);
  assert_near(near.lower, 0.271281417015, 1e-11);
  assert_near(near.upper, 0.328088928334, 1e-11);
  assert_near(funnel_binomial_limits(0.1, 20, 95).lower, 0, 0);
  assert_near(funnel_binomial_limits(0, 20, 95).upper, 0, 0);
  assert_near(funnel_binomial_limits(1, 20, 95).lower, 1, 1e-12);
  assert_true(isnan(funnel_binomial_limits(0.5, 20.5, 95).lower));
}

/* ---- over-dispersion ----------------------------------------------------------------------- */

/* Without a spread of their own: exp(+-1.96/sqrt(E)) (Spiegelhalter 2005, A.3.1). */
static void test_limits_of_chance_alone(void **state)
{
  (void)state;
  struct funnel_spread chance = { .dispersion = 0.3, .tau_squared = 0 };
  const enum funnel_adjustment both[] = { FUNNEL_ADDITIVE, FUNNEL_MULTIPLICATIVE };
  for (size_t i = 0; i < COUNT_OF(both); i++) {
    struct interval limits = funnel_spread_limits(&chance, both[i], 100, 95);
    assert_near(limits.upper, exp(0.1959964), 1e-6);
    assert_near(limits.lower * limits.upper, 1, 1e-12);
  }
  struct funnel_spread wide = { .dispersion = 4, .tau_squared = 0.0009 };
  assert_near(log(funnel_spread_limits(&wide, FUNNEL_MULTIPLICATIVE, 100, 95).upper),
              2 * 0.1959964, 1e-6);
  assert_near(log(funnel_spread_limits(&wide, FUNNEL_ADDITIVE, 100, 95).upper),
              1.959964 * sqrt(0.0109), 1e-6);
}

/* R 4.2.2: z <- sqrt(e) * log(o / e); winsorised at quantile(z, c(.1, .9)); phi <- mean(z^2);
 * tau2 by the method of moments. */
static void assert_as_r(const double *observed, double dispersion, double tau_squared, double low,
                        double high)
{
  double expected[DISTRICTS];
  struct funnel_spread spread;
  expect(observed, expected);
  assert_int_equal(
    funnel_spread_estimate(observed, expected, DISTRICTS, FUNNEL_NONE, &spread), 0);
  assert_int_equal(spread.places, DISTRICTS);
  assert_near(spread.dispersion, dispersion, 1e-6);
  assert_near(spread.tau_squared, tau_squared, 1e-10);
  for (int i = 0; i < DISTRICTS; i++) {
    struct interval limits = funnel_spread_limits(&spread, FUNNEL_ADDITIVE, expected[i], 95);
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

/* The same in R, without the district and with the others' own average. */
static void test_left_out_as_r(void **state)
{
  (void)state;
  const struct {
    size_t district;
    double dispersion, tau_squared, lower, upper;
  } wanted[] = {
    { BLACKPOOL, 144.8678995743722, 0.0455266618552, 0.6576169064901, 1.5206421704352 },
    { RIBBLE_VALLEY, 182.7651958129879, 0.0493394942502, 0.6457042539530, 1.5486966267885 },
  };
  double expected[DISTRICTS];
  expect(asb, expected);
  for (size_t i = 0; i < COUNT_OF(wanted); i++) {
    struct funnel_spread spread;
    size_t district = wanted[i].district;
    assert_int_equal(funnel_spread_estimate(asb, expected, DISTRICTS, district, &spread), 0);
    assert_int_equal(spread.places, DISTRICTS - 1);
    assert_near(spread.dispersion, wanted[i].dispersion, 1e-9);
    assert_near(spread.tau_squared, wanted[i].tau_squared, 1e-12);
    struct interval limits
      = funnel_spread_limits(&spread, FUNNEL_ADDITIVE, expected[district], 95);
    assert_near(limits.lower, wanted[i].lower, 1e-11);
    assert_near(limits.upper, wanted[i].upper, 1e-11);
  }
}

/* However far a district goes, its own limits do not widen; with none left out they do. */
static void test_an_extreme_does_not_widen_its_own_limits(void **state)
{
  (void)state;
  double observed[DISTRICTS], expected[DISTRICTS], before[2] = { INFINITY, INFINITY }, first = 0;
  for (int i = 0; i < DISTRICTS; i++)
    observed[i] = asb[i];
  for (double times = 1; times < 100; times *= 1.5) {
    observed[BLACKPOOL] = asb[BLACKPOOL] * times;
    expect(observed, expected);
    struct funnel_spread alone, all;
    assert_int_equal(
      funnel_spread_estimate(observed, expected, DISTRICTS, BLACKPOOL, &alone), 0);
    assert_int_equal(
      funnel_spread_estimate(observed, expected, DISTRICTS, FUNNEL_NONE, &all), 0);
    for (int k = 0; k < 2; k++) {
      enum funnel_adjustment adjustment = k == 0 ? FUNNEL_ADDITIVE : FUNNEL_MULTIPLICATIVE;
      double upper = funnel_spread_limits(&alone, adjustment, expected[BLACKPOOL], 95).upper;
      assert_true(upper <= before[k]);
      before[k] = upper;
    }
    first = first > 0 ? first : all.tau_squared;
    if (times > 10)
      assert_true(all.tau_squared > 3 * first);
  }
}

/* Districts that differ by chance alone have no variance of their own. */
static void test_no_spread(void **state)
{
  (void)state;
  const double observed[] = { 98, 103, 100, 97, 102 }, expected[] = { 100, 100, 100, 100, 100 };
  struct funnel_spread spread;
  assert_int_equal(funnel_spread_estimate(observed, expected, 5, FUNNEL_NONE, &spread), 0);
  assert_near(spread.tau_squared, 0, 0);
  assert_int_equal(funnel_spread_estimate(expected, expected, 5, 2, &spread), 0);
  assert_near(spread.dispersion, 0, 0);
}

static void test_what_is_left_out(void **state)
{
  (void)state;
  const double observed[] = { 98, NAN, 4, 300, 0 }, expected[] = { 100, 100, 4.9, 100, 100 };
  const double none[] = { 0, 0, 0, 0 }, some[] = { 10, 10, 10, 10 };
  struct funnel_spread spread;
  assert_int_equal(funnel_spread_estimate(observed, expected, 5, FUNNEL_NONE, &spread), 0);
  assert_int_equal(spread.places, 3);
  assert_true(isfinite(spread.tau_squared) && spread.tau_squared > 0);
  assert_int_equal(funnel_spread_estimate(observed, expected, 5, 0, &spread), -1);
  assert_int_equal(funnel_spread_estimate(observed, expected, 3, FUNNEL_NONE, &spread), -1);
  assert_int_equal(funnel_spread_estimate(observed, expected, 0, FUNNEL_NONE, &spread), -1);
  assert_int_equal(funnel_spread_estimate(none, some, 4, 1, &spread), 0);
  assert_true(isfinite(spread.tau_squared) && isfinite(spread.dispersion));
  assert_true(isnan(funnel_spread_limits(&spread, FUNNEL_ADDITIVE, 4.9, 95).lower));
  assert_true(isnan(funnel_spread_limits(&spread, FUNNEL_ADDITIVE, NAN, 95).upper));
}

/* The others have none: what one has by itself says nothing of how they differ. */
static void test_the_only_one_with_any(void **state)
{
  (void)state;
  const double observed[] = { 108, 0, 0, 0 }, expected[] = { 27, 27, 27, 27 };
  struct funnel_spread spread;
  assert_int_equal(funnel_spread_estimate(observed, expected, 4, 0, &spread), 0);
  assert_near(spread.tau_squared, 0, 1e-12);
  assert_near(spread.dispersion, 0, 1e-12);
  assert_true(funnel_spread_limits(&spread, FUNNEL_ADDITIVE, 27, 95).upper < 108 / 27.0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_published_rates),
    cmocka_unit_test(test_published_labels),
    cmocka_unit_test(test_limits_of_funnelplotr),
    cmocka_unit_test(test_limits_of_events_are_the_test),
    cmocka_unit_test(test_published_proportions),
    cmocka_unit_test(test_published_labels_of_proportions),
    cmocka_unit_test(test_score_limits_are_wilsons_test),
    cmocka_unit_test(test_wilson_around_the_average),
    cmocka_unit_test(test_binomial_as_r),
    cmocka_unit_test(test_limits_of_chance_alone),
    cmocka_unit_test(test_lancashire_as_r),
    cmocka_unit_test(test_left_out_as_r),
    cmocka_unit_test(test_an_extreme_does_not_widen_its_own_limits),
    cmocka_unit_test(test_no_spread),
    cmocka_unit_test(test_what_is_left_out),
    cmocka_unit_test(test_the_only_one_with_any),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
