/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Intervals against published numbers: APHO/PHE's worked values for Byar and exact Poisson, the
 * PHEindicatormethods test data for Wilson, and Newcombe's own table for differences.
 */
#include "unit.h"

#include "compute/distributions.h"
#include "compute/intervals.h"

#include <math.h>

static void assert_interval(struct interval seen, double lower, double upper, double within)
{
  assert_near(seen.lower, lower, within);
  assert_near(seen.upper, upper, within);
}

static void test_deviates(void **state)
{
  (void)state;
  assert_near(normal_deviate(95), 1.959964, 5e-7);
  assert_near(normal_deviate(99.8), 3.090232, 5e-7);
  /* Written out, and yet to the last bit what R says. */
  static const double levels[] = { 95, 99.8 };
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
    assert_true(normal_deviate(levels[i]) == -normal_quantile((100 - levels[i]) / 200));
  assert_near(t_quantile(0.975, 11), 2.20098516, 5e-9);
  assert_near(chi_squared_quantile(0.975, 2) / 2, 3.688879, 5e-7);
  assert_near(binomial_cumulative(3, 10, 0.5), 0.171875, 1e-12);
  assert_near(binomial_probability(3, 10, 0.5), 0.1171875, 1e-12);
}

static void test_bad_arguments_give_nan(void **state)
{
  (void)state;
  assert_true(isnan(normal_deviate(0)) && isnan(normal_deviate(100)) && isnan(normal_deviate(NAN)));
  assert_true(isnan(t_quantile(0.5, 0)) && isnan(t_quantile(1.5, 3)) && isnan(t_quantile(NAN, 3)));
  assert_true(isnan(chi_squared_quantile(0.5, -1)) && isnan(chi_squared_quantile(0.5, INFINITY)));
  assert_true(isnan(binomial_cumulative(1.5, 10, 0.5)) && isnan(binomial_cumulative(1, 10, 2)));
  assert_true(isnan(binomial_probability(1, -1, 0.5)) && isnan(binomial_probability(1, 1e9, 0.5)));
  assert_true(isnan(poisson_interval(-1, 95).lower) && isnan(poisson_interval(NAN, 95).upper));
  assert_true(isnan(poisson_interval(INFINITY, 95).lower) && isnan(poisson_interval(5, 120).lower));
  assert_true(isnan(wilson_interval(5, 0, 95).lower) && isnan(wilson_interval(5, 4, 95).lower));
  assert_true(isnan(wilson_interval(-1, 4, 95).lower));
  assert_true(isnan(wilson_interval(1, INFINITY, 95).lower));
  assert_true(isnan(newcombe_interval(1, 2, 3, 0, 95).upper));
}

static void test_exact_poisson(void **state)
{
  (void)state;
  assert_interval(poisson_interval(0, 95), 0, 3.688879, 5e-7);
  assert_interval(poisson_interval(1, 95), 0.0253178, 5.5716434, 5e-8);
  assert_interval(poisson_interval(5, 95), 1.6234864, 11.6683321, 5e-8);
  assert_interval(poisson_interval(1, 99.8), 0.0010005, 9.2334135, 5e-8);
}

static void test_byar(void **state)
{
  (void)state;
  assert_interval(poisson_interval(10, 95), 4.787450, 18.391459, 5e-7);
  assert_interval(poisson_interval(20, 95), 12.2114288, 30.8898804, 5e-8);
  assert_interval(poisson_interval(65, 95), 50.1631877, 82.8491385, 5e-8);
  assert_interval(poisson_interval(65, 99.8), 42.8802615, 94.0002908, 5e-8);
  assert_interval(poisson_interval(1045, 95), 982.5932, 1110.3312, 5e-5);
}

static void test_wilson(void **state)
{
  (void)state;
  assert_interval(wilson_interval(65, 100, 95), 0.552544, 0.736358, 5e-7);
  assert_interval(wilson_interval(1, 100, 95), 0.00176743, 0.05448620, 5e-9);
  assert_interval(wilson_interval(9856, 12345, 95), 0.7912102, 0.8053640, 5e-8);
}

/* What PHEindicatormethods prints in its vignette "Introduction to PHEindicatormethods": proportions, and rates per
 * 100,000 at 95% and per 100 at 99.8%, of eight areas. */
static void test_vignette(void **state)
{
  (void)state;
  static const struct {
    double events, people;
    struct interval proportion, wide_proportion, rate, wide_rate;
  } areas[] = {
    { 27, 106, { .1813642, .3452262 }, { .1481031, .4018735 }, { 16782.04, 37061.41 }, { 12.926737, 44.59202 } },
    { 22, 113, { .1322333, .2772229 }, { .1054176, .3315448 }, { 12196.90, 29477.68 }, { 9.074329, 36.05431 } },
    { 80, 150, { .4536625, .6113395 }, { .4092696, .6534069 }, { 42288.58, 66378.77 }, { 36.773690, 74.46881 } },
    { 53, 193, { .2165053, .3415146 }, { .1877465, .3827289 }, { 20568.85, 35920.56 }, { 17.249087, 41.24758 } },
    { 37, 159, { .1738037, .3042162 }, { .1461350, .3495622 }, { 16382.37, 32076.16 }, { 13.193195, 37.70884 } },
    { 84, 122, { .6016542, .7638851 }, { .5493185, .8003596 }, { 54917.70, 85245.02 }, { 47.933814, 95.39407 } },
    { 89, 101, { .8037295, .9307128 }, { .7476217, .9488987 }, { 70764.64, 108438.96 }, { 62.029689, 120.99575 } },
    { 85, 196, { .3662266, .5036703 }, { .3298917, .5436182 }, { 34639.24, 53625.01 }, { 30.260955, 59.97329 } },
  };
  for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
    double events = areas[i].events, people = areas[i].people;
    struct interval near = poisson_interval(events, 95), far = poisson_interval(events, 99.8);
    assert_interval(wilson_interval(events, people, 95), areas[i].proportion.lower,
                    areas[i].proportion.upper, 5e-8);
    assert_interval(wilson_interval(events, people, 99.8), areas[i].wide_proportion.lower,
                    areas[i].wide_proportion.upper, 5e-8);
    assert_near(near.lower / people * 1e5, areas[i].rate.lower, 0.005);
    assert_near(near.upper / people * 1e5, areas[i].rate.upper, 0.005);
    assert_near(far.lower / people * 100, areas[i].wide_rate.lower, 5e-7);
    assert_near(far.upper / people * 100, areas[i].wide_rate.upper, 5e-6);
  }
}

static void test_newcombe(void **state)
{
  (void)state;
  assert_interval(newcombe_interval(48, 80, 56, 70, 95), 0.0524, 0.3339, 5e-5);
  assert_interval(newcombe_interval(3, 10, 9, 10, 95), 0.1705, 0.8090, 5e-5);
}

/* An interval holds its estimate, and a wider level holds a narrower one, from none to millions. */
static void test_intervals_cover_and_nest(void **state)
{
  (void)state;
  for (double count = 0; count < 1e8; count = count < 40 ? count + 1 : count * 3) {
    struct interval narrow = poisson_interval(count, 90), wide = poisson_interval(count, 99.8);
    assert_true(narrow.lower <= count && count < narrow.upper);
    assert_true(wide.lower <= narrow.lower && narrow.upper < wide.upper && wide.lower >= 0);
    for (double whole = count > 0 ? count : 1; whole < 1e9; whole *= 7) {
      struct interval inner = wilson_interval(count, whole, 90);
      struct interval outer = wilson_interval(count, whole, 99.8);
      assert_true(inner.lower <= count / whole && count / whole <= inner.upper);
      assert_true(outer.lower <= inner.lower && inner.upper <= outer.upper);
      assert_true(outer.lower >= 0 && outer.upper <= 1);
    }
  }
}

/* Whatever the mean, at least 94.5% of the counts that it produces have an interval that holds it:
 * the exact method promises 95%, Byar's approximation nearly that. */
static void test_intervals_cover_the_mean(void **state)
{
  (void)state;
  for (double mean = 0.05; mean < 60; mean += 0.173) {
    double covered = 0;
    for (int count = 0; count < 200; count++) {
      struct interval limits = poisson_interval(count, 95);
      if (limits.lower <= mean && mean <= limits.upper)
        covered += exp(-mean + count * log(mean) - lgamma(count + 1));
    }
    assert_true(covered > 0.945);
  }
}

/* The exact interval really has its level: each tail of the Poisson distribution at its limits,
 * added up term by term, is 2.5%. */
static void test_exact_tails(void **state)
{
  (void)state;
  for (int count = 1; count < EXACT_BELOW; count++) {
    struct interval limits = poisson_interval(count, 95);
    double below = 0, at_most = 0;
    for (int k = 0; k <= count; k++) {
      below += k < count ? exp(-limits.lower + k * log(limits.lower) - lgamma(k + 1)) : 0;
      at_most += exp(-limits.upper + k * log(limits.upper) - lgamma(k + 1));
    }
    assert_near(1 - below, 0.025, 1e-9);
    assert_near(at_most, 0.025, 1e-9);
  }
}

/* Over all numbers that chance may give, Wilson's limits hold a proportion about as often as they say: on the
 * average 95 times of 100, at worst (near 0 and 1) 83 times (Brown LD, Cai TT, DasGupta A. Statistical Science
 * 2001;16:101-133). */
static void test_wilson_covers_the_proportion(void **state)
{
  (void)state;
  for (int whole = 10; whole <= 90; whole += 20) {
    double average = 0, least = 1;
    int steps = 0;
    for (double p = 0.01; p < 0.995; p += 0.007, steps++) {
      double covered = 0;
      for (int count = 0; count <= whole; count++) {
        struct interval limits = wilson_interval(count, whole, 95);
        if (limits.lower <= p && p <= limits.upper)
          covered += exp(lgamma(whole + 1) - lgamma(count + 1) - lgamma(whole - count + 1)
                         + count * log(p) + (whole - count) * log1p(-p));
      }
      average += covered;
      least = covered < least ? covered : least;
    }
    average /= steps;
    assert_true(average > 0.945 && average < 0.965);
    assert_true(least > 0.83);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_deviates),
    cmocka_unit_test(test_bad_arguments_give_nan),
    cmocka_unit_test(test_exact_poisson),
    cmocka_unit_test(test_byar),
    cmocka_unit_test(test_wilson),
    cmocka_unit_test(test_vignette),
    cmocka_unit_test(test_newcombe),
    cmocka_unit_test(test_intervals_cover_and_nest),
    cmocka_unit_test(test_intervals_cover_the_mean),
    cmocka_unit_test(test_wilson_covers_the_proportion),
    cmocka_unit_test(test_exact_tails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
