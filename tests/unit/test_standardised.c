/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Standardised rates and ratios against the test data of PHEindicatormethods (UK Health Security
 * Agency) and Fay and Feuer's published example.
 */
#include "generator.h"
#include "unit.h"

#include "compute/standardised.h"

#include <string.h>

static void assert_interval(struct interval seen, double lower, double upper, double within)
{
  assert_near(seen.lower, lower, within);
  assert_near(seen.upper, upper, within);
}

static void weigh(struct stratum *strata, const double *events, const double *population,
                  const double *weights, size_t count)
{
  for (size_t i = 0; i < count; i++)
    strata[i] = (struct stratum) { events[i], population[i], events[i], weights[i] };
}

/* The European Standard Population: 100,000 people. */
static void test_standard_population(void **state)
{
  (void)state;
  double sum = 0;
  for (size_t i = 0; i < ESP2013_BANDS; i++)
    sum += esp2013_weights[i];
  assert_near(sum, 100000, 0);
}

/* ---- direct -------------------------------------------------------------------------------- */

/* Fay MP, Feuer EJ. Statistics in Medicine 1997;16:791-801, table II: births with Down's syndrome in
 * Michigan, 1950 to 1964, of mothers with five and more children, by the mother's age; table I prints
 * the rate. */
static const double michigan_events[6] = { 0, 8, 63, 112, 262, 295 };
static const double michigan_births[6] = { 327, 30666, 123419, 149919, 104088, 34392 };
static const double michigan_all[6] = { 319933, 931318, 786511, 488235, 237863, 61313 };

static void test_published_rate(void **state)
{
  (void)state;
  struct stratum strata[6];
  weigh(strata, michigan_events, michigan_births, michigan_all, 6);
  struct standardised found = standardised_direct(strata, 6, 95);
  assert_near(found.rate * 1e5, 75.5, 0.05);
  assert_null(found.reason);
  assert_near(found.events, 740, 0);
  /* The same sums in R 4.2.2. */
  assert_near(found.rate * 1e5, 75.5290074453, 5e-10);
  assert_near(found.interval.lower * 1e5, 67.6327431227, 5e-10);
  assert_near(found.interval.upper * 1e5, 83.8671087085, 5e-10);
}

/* PHEindicatormethods, testdata_DSR: what it prints of one area gives the variance, and with that
 * its other limits. */
static void test_published_limits(void **state)
{
  (void)state;
  double rate = 10430.2480, upper = 11178.9409, events = 895;
  double scale = (upper - rate) / (poisson_interval(events, 95).upper - events);
  double variance = scale * scale * events;
  assert_interval(dobson_interval(rate, variance, events, 95), 9717.7091, 11178.9409, 5e-5);
  assert_interval(dobson_interval(rate, variance, events, 99.8), 9323.2879, 11620.5960, 5e-5);
  rate = 1103.2120, upper = 1367.0882, events = 91;
  scale = (upper - rate) / (poisson_interval(events, 95).upper - events);
  variance = scale * scale * events;
  assert_interval(dobson_interval(rate, variance, events, 95), 877.4558, 1367.0882, 6e-5);
}

/* The bands of that area, and of the reference, as isr_sheet.csv of PHEindicatormethods has them (commit 39a8c9fb):
 * they give the rate itself, and what it prints as expected in each. */
static const double sheet_events[ESP2013_BANDS]
  = { 127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91 };
static const double sheet_people[ESP2013_BANDS]
  = { 636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207 };
static const double sheet_reference_events[ESP2013_BANDS]
  = { 10303, 2824, 3225, 3615, 3641, 3490, 3789, 3213, 3031, 2771,
      3089,  3490, 3595, 4745, 5514, 7125, 5694, 6210, 5757 };
static const double sheet_reference_people[ESP2013_BANDS]
  = { 50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463,
      60479, 49974, 44140, 40888, 37239, 30819, 18136, 15325, 13918 };
static const double sheet_expected[ESP2013_BANDS]
  = { 129.7052257, 27.56182114, 32.61795626, 35.91256701, 31.52878566, 41.35533035, 40.77732735,
      40.17262655, 31.80432121, 28.7776716,  30.95180145, 36.45455637, 34.69574082, 31.68130014,
      44.42117135, 66.58230312, 48.03606087, 49.84208809, 85.62286248 };

static void test_published_bands(void **state)
{
  (void)state;
  struct stratum area[ESP2013_BANDS], reference[ESP2013_BANDS];
  weigh(area, sheet_events, sheet_people, esp2013_weights, ESP2013_BANDS);
  weigh(reference, sheet_reference_events, sheet_reference_people, esp2013_weights, ESP2013_BANDS);
  struct standardised found = standardised_direct(area, ESP2013_BANDS, 95);
  assert_near(found.events, 895, 0);
  assert_near(found.population, 8970, 0);
  assert_near(found.rate * 1e5, 10430.2480, 5e-5);
  assert_near(found.interval.lower * 1e5, 9717.7091, 5e-5);
  assert_near(found.interval.upper * 1e5, 11178.9409, 5e-5);
  found = standardised_direct(area, ESP2013_BANDS, 99.8);
  assert_near(found.interval.lower * 1e5, 9323.2879, 5e-5);
  assert_near(found.interval.upper * 1e5, 11620.5960, 5e-5);
  double expected = 0;
  for (size_t i = 0; i < ESP2013_BANDS; i++) {
    assert_near(standardised_indirect(&area[i], &reference[i], 1, 95).expected, sheet_expected[i], 6e-8);
    expected += sheet_expected[i];
  }
  assert_near(standardised_indirect(area, reference, ESP2013_BANDS, 95).expected, expected, 1e-6);
}

/* Its area "tiny" has 9 events: none is given. */
static void test_few_events(void **state)
{
  (void)state;
  struct stratum strata[2] = { { 4, 1000, 4, 1 }, { 5, 1000, 5, 1 } };
  struct standardised few = standardised_direct(strata, 2, 95);
  assert_true(isnan(few.rate) && isnan(few.interval.lower) && isnan(few.variance));
  assert_near(few.events, 9, 0);
  assert_string_equal(few.reason, "A standardised rate of fewer than 10 events is not said");
  strata[1].events = strata[1].squares = 6;
  assert_null(standardised_direct(strata, 2, 95).reason);
  strata[0].events = strata[0].squares = 0;
  strata[1].events = strata[1].squares = 20;
  assert_near(standardised_direct(strata, 2, 95).rate, 0.01, 1e-15);
}

static void test_unsound_strata(void **state)
{
  (void)state;
  struct stratum strata[2] = { { 40, 1000, 40, 1 }, { 50, 0, 50, 1 } };
  assert_string_equal(standardised_direct(strata, 2, 95).reason, "An age band has no population");
  strata[1].population = NAN;
  assert_string_equal(standardised_direct(strata, 2, 95).reason, "An age band has no population");
  strata[1] = (struct stratum) { NAN, 1000, 50, 1 };
  assert_non_null(standardised_direct(strata, 2, 95).reason);
  strata[1] = (struct stratum) { 50, 1000, -1, 1 };
  assert_non_null(standardised_direct(strata, 2, 95).reason);
  assert_string_equal(standardised_direct(strata, 0, 95).reason, "There are no age bands");
  assert_true(isnan(standardised_direct(strata, 0, 95).rate));
}

/* When every band has the same rate, any standard gives that rate, and the limits are Byar's. */
static void test_no_age_effect(void **state)
{
  (void)state;
  struct generator generator = { 11 };
  for (int round = 0; round < 200; round++) {
    struct stratum strata[ESP2013_BANDS];
    double rate = (1 + generator_below(&generator, 50)) / 1000.0, events = 0;
    for (size_t i = 0; i < ESP2013_BANDS; i++) {
      double population = 1000.0 * (1 + generator_below(&generator, 1000));
      events += rate * population;
      /* Weights like the area's own ages make the standardised rate the crude one. */
      strata[i] = (struct stratum) { rate * population, population, rate * population, population };
    }
    struct standardised found = standardised_direct(strata, ESP2013_BANDS, 95);
    assert_near(found.rate, rate, 1e-12);
    struct interval byar = poisson_interval(events, 95);
    assert_near(found.interval.lower / found.rate, byar.lower / events, 1e-9);
    assert_near(found.interval.upper / found.rate, byar.upper / events, 1e-9);
  }
}

/* Repeat events: the number of people with one, two and three events.  The same sums in R 4.2.2, by
 * the variances of each frequency times its square. */
static void test_repeat_events(void **state)
{
  (void)state;
  static const double events[ESP2013_BANDS] = { 27,  45,  55,  100, 125, 300, 295, 270, 275, 450,
                                                455, 459, 345, 300, 270, 265, 100, 90,  35 };
  static const double people[ESP2013_BANDS]
    = { 84935, 80367, 72122, 79259, 99806, 87362, 81579, 71103, 70001, 69007,
        63203, 52638, 46087, 40887, 32604, 28399, 21625, 13021, 7355 };
  struct stratum strata[ESP2013_BANDS];
  weigh(strata, events, people, esp2013_weights, ESP2013_BANDS);
  struct standardised independent = standardised_direct(strata, ESP2013_BANDS, 95);
  assert_near(independent.rate * 1e5, 464.915651324, 5e-9);
  assert_interval((struct interval) { independent.interval.lower * 1e5,
                                      independent.interval.upper * 1e5 },
                  450.688309333, 479.468934304, 5e-9);
  for (size_t i = 0; i < ESP2013_BANDS; i++) {
    double thrice = floor(events[i] * 0.1 / 3), twice = floor(events[i] * 0.2 / 2);
    double once = events[i] - 3 * thrice - 2 * twice;
    strata[i].squares = once + 4 * twice + 9 * thrice;
  }
  struct standardised repeated = standardised_direct(strata, ESP2013_BANDS, 95);
  assert_near(repeated.rate, independent.rate, 0);
  assert_interval(
    (struct interval) { repeated.interval.lower * 1e5, repeated.interval.upper * 1e5 },
    448.135913921, 482.079803764, 5e-9);
}

/* ---- indirect ------------------------------------------------------------------------------ */

/* The tests of PHEindicatormethods 2.0 give the reference of isr_sheet.csv without its third count, which is
 * taken for none, and expect this of the same area. */
static void test_published_ratio(void **state)
{
  (void)state;
  struct stratum area[ESP2013_BANDS], reference[ESP2013_BANDS];
  weigh(area, sheet_events, sheet_people, esp2013_weights, ESP2013_BANDS);
  weigh(reference, sheet_reference_events, sheet_reference_people, esp2013_weights, ESP2013_BANDS);
  reference[2].events = 0;
  struct indirect found = standardised_indirect(area, reference, ESP2013_BANDS, 95);
  assert_null(found.reason);
  assert_near(found.observed, 895, 0);
  assert_near(found.expected, 835.883561, 5e-7);
  assert_near(found.reference_rate * 1e5, 9349.88309, 5e-6);
  assert_near(found.ratio * found.reference_rate * 1e5, 10011.13762, 5e-6);
  assert_near(found.interval.lower * found.reference_rate * 1e5, 9365.91600, 5e-6);
  assert_near(found.interval.upper * found.reference_rate * 1e5, 10689.09758, 5e-6);
}

static void test_ratio_of_itself(void **state)
{
  (void)state;
  struct stratum reference[ESP2013_BANDS];
  weigh(reference, sheet_reference_events, sheet_reference_people, esp2013_weights, ESP2013_BANDS);
  struct indirect found = standardised_indirect(reference, reference, ESP2013_BANDS, 95);
  assert_near(found.ratio, 1, 1e-12);
  assert_true(found.interval.lower < 1 && 1 < found.interval.upper);
  /* Fewer than 10 events have the exact interval, as everywhere. */
  struct stratum area[1] = { { 5, 100, 5, 1 } }, one[1] = { { 200, 4000, 200, 1 } };
  assert_interval(standardised_indirect(area, one, 1, 95).interval, 1.6234864 / 5, 11.6683321 / 5,
                  1e-8);
}

static void test_unsound_reference(void **state)
{
  (void)state;
  struct stratum area[2] = { { 5, 100, 5, 1 }, { 3, 50, 3, 1 } };
  struct stratum reference[2] = { { 50, 1000, 50, 1 }, { 10, 0, 10, 1 } };
  struct indirect found = standardised_indirect(area, reference, 2, 95);
  assert_true(isnan(found.ratio) && isnan(found.interval.upper));
  assert_string_equal(found.reason, "The reference has no population in an age band");
  area[1].population = 0; /* nobody there: nothing is expected */
  assert_near(standardised_indirect(area, reference, 2, 95).expected, 5, 1e-12);
  reference[0].events = 0;
  assert_string_equal(standardised_indirect(area, reference, 2, 95).reason,
                      "At the reference's rates no events are expected");
  reference[0].events = NAN;
  assert_non_null(standardised_indirect(area, reference, 2, 95).reason);
  assert_true(isnan(standardised_indirect(area, reference, 0, 95).ratio));
}

/* A Poisson variable by the product of chances (Knuth). */
static double draw_events(struct generator *generator, double mean)
{
  double product = 1, least = exp(-mean);
  int events = -1;
  for (; product > least; events++)
    product *= generator_next(generator);
  return events;
}

/* Of 4,000 sets of events by chance, the limits of about 95 in 100 hold the true rate. */
static void test_limits_cover_the_rate(void **state)
{
  (void)state;
  static const double means[] = { 3, 9, 14, 30 }, people[] = { 900, 4000, 3000, 1500 },
                      weights[] = { 30, 35, 25, 10 };
  struct generator generator = { 5 };
  double rate = 0;
  int covered = 0, given = 0;
  for (int i = 0; i < 4; i++)
    rate += weights[i] / 100 * means[i] / people[i];
  for (int round = 0; round < 4000; round++) {
    double events[4];
    struct stratum strata[4];
    for (int i = 0; i < 4; i++)
      events[i] = draw_events(&generator, means[i]);
    weigh(strata, events, people, weights, 4);
    struct standardised found = standardised_direct(strata, 4, 95);
    given += !found.reason;
    covered += !found.reason && found.interval.lower <= rate && rate <= found.interval.upper;
  }
  assert_int_equal(given, 4000);
  assert_in_range(covered, 3740, 3900);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_standard_population),
    cmocka_unit_test(test_published_rate),
    cmocka_unit_test(test_published_limits),
    cmocka_unit_test(test_published_bands),
    cmocka_unit_test(test_few_events),
    cmocka_unit_test(test_unsound_strata),
    cmocka_unit_test(test_no_age_effect),
    cmocka_unit_test(test_limits_cover_the_rate),
    cmocka_unit_test(test_repeat_events),
    cmocka_unit_test(test_published_ratio),
    cmocka_unit_test(test_ratio_of_itself),
    cmocka_unit_test(test_unsound_reference),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
