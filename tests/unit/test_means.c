/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Means against Student's own example.
 */
#include "generator.h"
#include "unit.h"

#include "compute/means.h"

/* Extra hours of sleep of ten patients (Student, Biometrika 1908;6:1-25), as in R's data set sleep,
 * whose documented paired t test prints these limits. */
static const double sleep[10] = { 1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4 };

static void test_student(void **state)
{
  (void)state;
  struct mean mean = mean_of_values(sleep, 10, 95);
  assert_near(mean.mean, 1.58, 1e-12);
  assert_near(mean.interval.lower, 0.7001142, 5e-8);
  assert_near(mean.interval.upper, 2.4598858, 5e-8);
  assert_null(mean.reason);
  mean = mean_of_values(sleep, 10, 99.8);
  assert_near(mean.interval.lower, -0.0912800, 5e-8);
  assert_near(mean.interval.upper, 3.2512800, 5e-8);
}

/* What PHEindicatormethods prints in its vignette of eight areas' counts. */
static void test_vignette(void **state)
{
  (void)state;
  static const double counts[8] = { 27, 22, 80, 53, 37, 84, 89, 85 };
  struct mean mean = mean_of_values(counts, 8, 95);
  assert_near(mean.mean, 59.625, 1e-12);
  assert_near(mean.deviation, 28.16248, 5e-6);
  assert_near(mean.interval.lower, 36.08058, 5e-6);
  assert_near(mean.interval.upper, 83.16942, 5e-6);
  mean = mean_of_values(counts, 4, 99.8);
  assert_near(mean.interval.lower, -90.9, 0.05);
  assert_near(mean.interval.upper, 182, 0.5);
  mean = mean_of_values(counts + 4, 4, 99.8);
  assert_near(mean.interval.lower, -51.9, 0.05);
  assert_near(mean.interval.upper, 199, 0.5);
}

static void test_too_few_values(void **state)
{
  (void)state;
  struct mean none = mean_of_values(sleep, 0, 95);
  assert_true(isnan(none.mean) && isnan(none.interval.lower));
  assert_non_null(none.reason);
  struct mean one = mean_of_values(sleep, 1, 95);
  assert_near(one.mean, 1.2, 0);
  assert_true(isnan(one.interval.lower) && isnan(one.deviation));
  assert_non_null(one.reason);
  assert_non_null(mean_of_values(sleep, 10, 100).reason);
  double infinite[] = { 1, INFINITY };
  assert_true(isnan(mean_of_values(infinite, 2, 95).mean));
}

/* All equal: an interval without width, not the root of a negative rounding error. */
static void test_equal_values(void **state)
{
  (void)state;
  double equal[7];
  for (size_t i = 0; i < 7; i++)
    equal[i] = 123456789.1;
  struct mean mean = mean_of_values(equal, 7, 95);
  assert_true(mean.interval.lower == mean.mean && mean.interval.upper == mean.mean);
  struct moments moments = { 3, 0.3, 0.03 }; /* 0.3 * 0.3 / 3 is a little more than 0.03 */
  assert_near(mean_of_moments(moments, 0, 95).deviation, 0, 1e-8);
}

/* Values of many digits keep them, and moments add up whatever the parts. */
static void test_moments(void **state)
{
  (void)state;
  struct generator generator = { 7 };
  double values[200];
  struct moments parts[2] = { { 0 } };
  for (size_t i = 0; i < 200; i++) {
    values[i] = 1e9 + generator_next(&generator);
    struct moments *part = &parts[generator_below(&generator, 2)];
    double difference = values[i] - 1e9;
    part->count++;
    part->differences += difference;
    part->squares += difference * difference;
  }
  struct moments all = { parts[0].count + parts[1].count,
                         parts[0].differences + parts[1].differences,
                         parts[0].squares + parts[1].squares };
  struct mean direct = mean_of_values(values, 200, 90), added = mean_of_moments(all, 1e9, 90);
  assert_near(direct.mean, added.mean, 1e-6);
  assert_near(direct.deviation, added.deviation, 1e-9);
  assert_near(direct.deviation, 0.29, 0.02); /* of a uniform variable: the root of a twelfth */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_student),
    cmocka_unit_test(test_vignette),
    cmocka_unit_test(test_too_few_values),
    cmocka_unit_test(test_equal_values),
    cmocka_unit_test(test_moments),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
