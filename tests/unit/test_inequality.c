/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slope and relative index of inequality, their intervals, and severity.
 */
#include "published_slopes.h"
#include "unit.h"

#include "compute/distributions.h"
#include "compute/harm.h"
#include "compute/inequality.h"

#include <stdlib.h>

enum { TENTHS = 10 };

/* Life expectancy by tenth of deprivation: the test data of PHEindicatormethods' phe_sii. */
static const double people[TENTHS] = { 7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534 };
static const double years[TENTHS]
  = { 75.933459, 78.344238, 83.836063, 83.637540, 80.465503,
      81.115675, 81.693083, 84.190006, 80.595564, 86.289434 };

static void fill(struct inequality_group *groups, const double *values, double below, double above)
{
  for (int i = 0; i < TENTHS; i++)
    groups[i] = (struct inequality_group) { people[i], values[i], values[i] * below,
                                            values[i] * above };
}

/* The published slope is 6.93461647, from values with more digits than are printed with it: those
 * printed give 6.9346158 (R 4.2.2's lm too), which is the same to the sixth digit. */
static void test_as_published(void **state)
{
  (void)state;
  struct inequality_group groups[TENTHS];
  struct inequality found;
  fill(groups, years, 1, 1);
  assert_int_equal(inequality_find(groups, TENTHS, &found), INEQUALITY_SOUND);
  assert_near(found.slope, 6.93461647, 1e-6);
  assert_near(found.slope, 6.93461579974, 1e-10);
  assert_near(found.relative, 1.08881808, 1e-8);
  assert_near(found.most, 78.07663078, 1e-8);
  assert_near(found.by_mean, 0.08504146245, 1e-10);
  assert_int_equal(found.groups, TENTHS);
}

/* Ten places' slopes as printed.  The limits printed beside them are quantiles of 1,000 draws, which scatter by about
 * a fiftieth of the interval: those of the closed form are within four times that. */
static void test_ten_places_as_published(void **state)
{
  (void)state;
  double z = normal_deviate(95);
  for (int place = 0; place < SLOPES; place++) {
    const struct published_slope *published = &published_slopes[place];
    struct inequality_group groups[SLOPE_TENTHS];
    struct inequality found;
    struct inequality_intervals closed;
    for (int i = 0; i < SLOPE_TENTHS; i++) {
      double at = published->tenths[i].years, off = z * published->tenths[i].error;
      groups[i] = (struct inequality_group) { published->tenths[i].people, at, at - off, at + off };
    }
    assert_int_equal(inequality_find(groups, SLOPE_TENTHS, &found), INEQUALITY_SOUND);
    assert_near(found.slope, published->slope, 5e-6);
    assert_int_equal(inequality_normal(groups, SLOPE_TENTHS, 95, &closed), INEQUALITY_SOUND);
    double within = 0.08 * (published->upper - published->lower);
    assert_near(closed.slope.lower, published->lower, within);
    assert_near(closed.slope.upper, published->upper, within);
  }
}

/* R 4.2.2: lm, and 100,000 draws of rnorm on the logarithms with R's own generator; quantile type
 * 7.  Two such runs differ by about a hundredth of the interval. */
static void test_simulated_as_r(void **state)
{
  (void)state;
  const double rates[TENTHS]
    = { 142.1, 120.5, 101.2, 95.5, 90.1, 80.3, 76.6, 70.2, 66.6, 55.1 };
  struct inequality_group groups[TENTHS];
  struct inequality found;
  struct inequality_intervals intervals;
  double *work = calloc(3 * INEQUALITY_DRAWS, sizeof *work);
  fill(groups, rates, 0.9, 1.1);
  assert_int_equal(inequality_find(groups, TENTHS, &found), INEQUALITY_SOUND);
  assert_near(found.slope, -87.10851256, 1e-7);
  assert_near(found.most, 134.13745308, 1e-7);
  assert_int_equal(inequality_simulate(groups, TENTHS, SCATTER_LOGARITHM, 95, 1, INEQUALITY_DRAWS,
                                       work, &intervals),
                   INEQUALITY_SOUND);
  assert_near(intervals.slope.lower, -99.012917, 0.2);
  assert_near(intervals.slope.upper, -75.870569, 0.2);
  assert_near(intervals.relative.lower, 0.30060730, 0.001);
  assert_near(intervals.relative.upper, 0.40465892, 0.001);
  assert_near(intervals.by_mean.lower, -1.07548635, 0.003);
  assert_near(intervals.by_mean.upper, -0.84766638, 0.003);
  free(work);
}

/* Where the values scatter normally the slope's interval has a closed form, which simulating must
 * come to; and the same seed gives the same interval. */
static void test_simulated_as_closed(void **state)
{
  (void)state;
  struct inequality_group groups[TENTHS];
  struct inequality_intervals closed, drawn, again, other;
  double *work = calloc(3 * INEQUALITY_DRAWS, sizeof *work);
  fill(groups, years, 0.99, 1.01);
  assert_int_equal(inequality_normal(groups, TENTHS, 95, &closed), INEQUALITY_SOUND);
  for (unsigned seed = 1; seed < 4; seed++) {
    inequality_simulate(groups, TENTHS, SCATTER_NORMAL, 95, seed, INEQUALITY_DRAWS, work, &drawn);
    double width = closed.slope.upper - closed.slope.lower;
    assert_near(drawn.slope.lower, closed.slope.lower, 0.01 * width);
    assert_near(drawn.slope.upper, closed.slope.upper, 0.01 * width);
  }
  inequality_simulate(groups, TENTHS, SCATTER_NORMAL, 95, 3, INEQUALITY_DRAWS, work, &again);
  inequality_simulate(groups, TENTHS, SCATTER_NORMAL, 95, 4, INEQUALITY_DRAWS, work, &other);
  assert_true(again.slope.lower == drawn.slope.lower && again.relative.upper == drawn.relative.upper);
  assert_true(other.slope.lower != drawn.slope.lower);
  assert_true(isnan(closed.relative.lower));
  free(work);
}

/* Values that are a line in the rank are found exactly; all equal have none; turning the groups
 * round turns the sign; empty groups change nothing; unequal groups do not either. */
static void test_properties(void **state)
{
  (void)state;
  struct inequality_group groups[TENTHS + 1] = { { 0 } };
  struct inequality found;
  double all = 0, below = 0;
  for (int i = 0; i < TENTHS; i++)
    all += people[i];
  for (int i = 0; i < TENTHS; i++) {
    double rank = (below + people[i] / 2) / all;
    below += people[i];
    groups[i] = (struct inequality_group) { people[i], 20 - 8 * rank, NAN, NAN };
  }
  groups[TENTHS] = (struct inequality_group) { 0, NAN, NAN, NAN };
  assert_int_equal(inequality_find(groups, TENTHS + 1, &found), INEQUALITY_SOUND);
  assert_near(found.slope, -8, 1e-10);
  assert_near(found.most, 20, 1e-10);
  assert_near(found.least, 12, 1e-10);
  assert_near(found.relative, 0.6, 1e-10);
  assert_int_equal(found.groups, TENTHS);
  for (int i = 0; i < TENTHS / 2; i++) {
    struct inequality_group group = groups[i];
    groups[i] = groups[TENTHS - 1 - i];
    groups[TENTHS - 1 - i] = group;
  }
  inequality_find(groups, TENTHS, &found);
  assert_near(found.slope, 8, 1e-10);
  fill(groups, years, 1, 1);
  for (int i = 0; i < TENTHS; i++)
    groups[i].value = 5e6;
  inequality_find(groups, TENTHS, &found);
  assert_near(found.slope, 0, 1e-6);
  assert_near(found.relative, 1, 1e-12);
  for (int i = 0; i < TENTHS; i++)
    groups[i].value = 0;
  inequality_find(groups, TENTHS, &found);
  assert_true(isnan(found.relative) && isnan(found.by_mean) && found.slope == 0);
}

static void test_refused(void **state)
{
  (void)state;
  struct inequality_group groups[INEQUALITY_MOST_GROUPS + 1] = { { 0 } };
  struct inequality found = { .slope = 77 };
  struct inequality_intervals intervals;
  double work[30];
  fill(groups, years, 0.9, 1.1);
  assert_int_equal(inequality_find(groups, 2, &found), INEQUALITY_FEW_GROUPS);
  assert_int_equal(inequality_find(groups, INEQUALITY_MOST_GROUPS + 1, &found),
                   INEQUALITY_FEW_GROUPS);
  groups[4].value = NAN;
  assert_int_equal(inequality_find(groups, TENTHS, &found), INEQUALITY_MISSING);
  groups[4].people = 0;
  assert_int_equal(inequality_find(groups, TENTHS, &found), INEQUALITY_SOUND);
  found.slope = 77;
  groups[5].people = -1;
  assert_int_equal(inequality_find(groups, TENTHS, &found), INEQUALITY_MISSING);
  assert_near(found.slope, 77, 0);
  fill(groups, years, 0.9, 1.1);
  groups[2].value = groups[2].lower = 0;
  assert_int_equal(inequality_simulate(groups, TENTHS, SCATTER_LOGARITHM, 95, 1, 10, work,
                                       &intervals),
                   INEQUALITY_MISSING);
  fill(groups, years, 0.9, 1.1);
  assert_int_equal(inequality_simulate(groups, TENTHS, SCATTER_LOGIT, 95, 1, 10, work, &intervals),
                   INEQUALITY_MISSING);
}

/* Worked by hand: 10 offences of weight 3, 2 of 500, and 4 without a weight. */
static void test_severity(void **state)
{
  (void)state;
  const double counts[] = { 10, 2, 4, 0 }, weights[] = { 3, 500, NAN, NAN };
  struct harm harm;
  assert_int_equal(harm_sum(counts, weights, 4, &harm), 0);
  assert_near(harm.harm, 1030, 0);
  assert_near(harm.offences, 12, 0);
  assert_near(harm.mean, 1030 / 12.0, 1e-12);
  assert_near(harm.unweighted, 4, 0);
  assert_int_equal(harm.categories_unweighted, 1);
  assert_near(harm_score(&harm, 100), 10.3, 1e-12);
  assert_true(isnan(harm_score(&harm, 0)));
  assert_int_equal(harm_sum(counts, weights, 0, &harm), 0);
  assert_true(isnan(harm.mean));
  const double missing[] = { 1, NAN }, negative[] = { -1, 1 };
  assert_int_equal(harm_sum(missing, weights, 2, &harm), -1);
  assert_int_equal(harm_sum(negative, weights, 2, &harm), -1);
  assert_int_equal(harm_sum(counts, negative, 2, &harm), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_as_published),        cmocka_unit_test(test_simulated_as_r),
    cmocka_unit_test(test_ten_places_as_published),
    cmocka_unit_test(test_simulated_as_closed), cmocka_unit_test(test_properties),
    cmocka_unit_test(test_refused),             cmocka_unit_test(test_severity),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
