/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two rates against published numbers: Gu et al. 2008 (60 events in 51,477.5 person-years, 30 in
 * 54,308.7), Krishnamoorthy and Thomson 2004, and the intervals of R's poisson.test and ratesci.
 */
#include "unit.h"

#include "compute/rate_ratio.h"

#include <math.h>
#include <stdbool.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const struct rate_pair gu = { 30, 54308.7, 60, 51477.5 };
static const struct rate_pair equal_times = { 120, 1, 150, 1 };

static void test_z_of_gu(void **state)
{
  (void)state;
  assert_near(rate_score_z(&gu), 3.417402, 5e-7);
  assert_near(rate_log_z(&gu), 3.3393, 5e-5);
  assert_near(rate_root_z(&gu), 3.445485, 5e-7);
}

static void test_equal_times(void **state)
{
  (void)state;
  assert_near(rate_exact_p(&equal_times), 0.0774, 5e-5);
  assert_near(rate_mid_p(&equal_times), 0.0682, 5e-5);
  assert_near(rate_score_z(&equal_times), 1.826, 5e-4);
  assert_near(p_of_z(rate_score_z(&equal_times)), 0.0679, 5e-5);
  struct interval log_limits = rate_ratio_log(&equal_times, 95);
  assert_near(log_limits.lower, 0.983, 5e-4);
  assert_near(log_limits.upper, 1.589, 5e-4);
}

/* The examples of Krishnamoorthy and Thomson, as the R package ptools tests them (the first to
 * 0.0005), and its 20 against 10. */
static void test_e_test(void **state)
{
  (void)state;
  const struct {
    double one, other, p;
  } published[] = { { 0, 3, 0.0884 }, { 6, 2, 0.1749 }, { 20, 10, 0.0688 } };
  for (size_t i = 0; i < COUNT_OF(published); i++) {
    struct rate_pair pair = { published[i].one, 1, published[i].other, 1 };
    struct rate_pair back = { published[i].other, 1, published[i].one, 1 };
    assert_near(rate_e_test(&pair), published[i].p, 5e-5);
    assert_near(rate_e_test(&pair), rate_e_test(&back), 1e-12);
  }
  struct rate_pair same = { 20, 1, 20, 1 }, none = { 0, 1, 0, 1 }, many = { 2000, 1, 5, 1 };
  assert_near(rate_e_test(&same), 1, 1e-9);
  assert_true(isnan(rate_e_test(&none)) && isnan(rate_e_test(&many)));
  struct rate_pair wrong = { 3, 1, 3, -1 };
  assert_true(isnan(rate_e_test(&wrong)));
}

/* The interval is the test turned round: at its limits the test gives what is left over, it leaves out
 * equal rates exactly where the test rejects them, and it does not depend on which is called first. */
static void test_e_test_interval(void **state)
{
  (void)state;
  const double counts[] = { 1, 2, 4, 6, 10, 20, 33, 60, 95 };
  for (size_t i = 0; i < COUNT_OF(counts); i++) {
    for (size_t k = 0; k < COUNT_OF(counts); k++) {
      struct rate_pair pair = { counts[i], 2, counts[k], 3 }, back = { counts[k], 3, counts[i], 2 };
      struct interval limits = rate_ratio_e(&pair, 95), other = rate_ratio_e(&back, 95);
      double seen = counts[k] / 3 / (counts[i] / 2), p = rate_e_test(&pair);
      assert_true(limits.lower < seen && seen < limits.upper);
      assert_int_equal(p < 0.05, limits.lower > 1 || limits.upper < 1);
      assert_near(limits.lower * other.upper, 1, 1e-4);
      struct interval exact = rate_ratio_exact(&pair, 95);
      assert_true(limits.lower > exact.lower * 0.9 && limits.upper < exact.upper * 1.1);
      struct rate_pair at_lower = { counts[i], 2, counts[k], 3 * limits.lower };
      struct rate_pair at_upper = { counts[i], 2, counts[k], 3 * limits.upper };
      assert_near(rate_e_test(&at_lower), 0.05, 0.004);
      assert_near(rate_e_test(&at_upper), 0.05, 0.004);
    }
  }
  struct rate_pair none = { 5, 1, 0, 1 }, from_none = { 0, 1, 5, 1 }, many = { 2000, 1, 5, 1 };
  struct interval limits = rate_ratio_e(&none, 95);
  assert_true(limits.lower == 0 && limits.upper > 0 && limits.upper < 1.2);
  assert_true(isnan(rate_ratio_e(&from_none, 95).lower) && isnan(rate_ratio_e(&many, 95).lower));
}

/* R 4.2.2: poisson.test(c(150, 120)); poisson.test(c(60, 30), c(51477.5, 54308.7)). */
static void test_exact_as_r(void **state)
{
  (void)state;
  struct interval limits = rate_ratio_exact(&equal_times, 95);
  assert_near(limits.lower, 0.976673848296, 1e-10);
  assert_near(limits.upper, 1.602665875374, 1e-10);
  limits = rate_ratio_exact(&gu, 95);
  assert_near(limits.lower, 1.33973572177, 1e-9);
  assert_near(limits.upper, 3.38836557362, 1e-9);
}

/* ratesci's score limits without skewness correction, as statsmodels tests its own by; the
 * difference is in thousands of person-years. */
static void test_score_limits_of_ratesci(void **state)
{
  (void)state;
  struct interval ratio = rate_ratio_score(&gu, 95);
  assert_near(ratio.lower, 1.365962, 5e-6);
  assert_near(ratio.upper, 3.259306, 5e-6);
  struct rate_pair thousands = { 30, 54.3087, 60, 51.4775 };
  struct interval difference = rate_difference_score(&thousands, 95);
  assert_near(difference.lower, 0.265796, 5e-6);
  assert_near(difference.upper, 0.989192, 5e-6);
}

/* An interval leaves out equal rates exactly when its test says that they differ. */
static void test_intervals_agree_with_tests(void **state)
{
  (void)state;
  const double exposures[][2] = { { 1, 1 }, { 3, 2 }, { 0.5, 4 } };
  for (size_t e = 0; e < COUNT_OF(exposures); e++) {
    for (double a = 0; a < 40; a += 3) {
      for (double b = 0; b < 90; b += 2) {
        struct rate_pair pair = { a, exposures[e][0], b, exposures[e][1] };
        if (a + b == 0)
          continue;
        struct interval exact = rate_ratio_exact(&pair, 95), mid_p = rate_ratio_mid_p(&pair, 95);
        struct interval score = rate_ratio_score(&pair, 95);
        struct interval difference = rate_difference_score(&pair, 95);
        bool by_score = fabs(rate_score_z(&pair)) > 1.959963984540054;
        assert_int_equal(exact.lower > 1 || exact.upper < 1, rate_exact_p(&pair) < 0.05);
        assert_int_equal(mid_p.lower > 1 || mid_p.upper < 1, rate_mid_p(&pair) < 0.05);
        assert_int_equal(score.lower > 1 || score.upper < 1, by_score);
        assert_int_equal(difference.lower > 0 || difference.upper < 0, by_score);
        assert_true(exact.lower <= mid_p.lower + 1e-9 && mid_p.upper <= exact.upper + 1e-9);
      }
    }
  }
}

/* Which of the two is the second turns the ratio round and the difference over. */
static void test_turned_round(void **state)
{
  (void)state;
  struct rate_pair back = { 60, 51477.5, 30, 54308.7 };
  struct interval one = rate_ratio_mid_p(&gu, 99.8), other = rate_ratio_mid_p(&back, 99.8);
  assert_near(one.lower * other.upper, 1, 1e-6);
  assert_near(one.upper * other.lower, 1, 1e-6);
  struct interval up = rate_difference_score(&gu, 95), down = rate_difference_score(&back, 95);
  assert_near(up.lower / -down.upper, 1, 1e-9);
  assert_near(up.upper / -down.lower, 1, 1e-9);
  assert_near(rate_root_z(&gu), -rate_root_z(&back), 1e-12);
}

static void test_what_cannot_be_tested(void **state)
{
  (void)state;
  struct rate_pair none = { 0, 1, 0, 1 }, negative = { -1, 1, 5, 1 }, timeless = { 5, 0, 5, 1 };
  struct rate_pair from_none = { 0, 2, 7, 1 }, missing = { NAN, 1, 5, 1 };
  const struct rate_pair *wrong[] = { &negative, &timeless, &missing };
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    assert_true(isnan(rate_exact_p(wrong[i])) && isnan(rate_mid_p(wrong[i])));
    assert_true(isnan(rate_e_test(wrong[i])) && isnan(rate_score_z(wrong[i])));
    assert_true(isnan(rate_log_z(wrong[i])) && isnan(rate_root_z(wrong[i])));
    assert_true(isnan(rate_ratio_exact(wrong[i], 95).lower));
    assert_true(isnan(rate_ratio_score(wrong[i], 95).lower));
    assert_true(isnan(rate_ratio_mid_p(wrong[i], 95).lower));
    assert_true(isnan(rate_ratio_log(wrong[i], 95).lower));
    assert_true(isnan(rate_difference_score(wrong[i], 95).lower));
  }
  assert_true(isnan(rate_score_z(&none)) && isnan(rate_ratio_score(&none, 95).lower));
  assert_true(isnan(rate_ratio_exact(&none, 95).upper));
  assert_true(isnan(rate_log_z(&from_none)));
  assert_true(isinf(rate_ratio_exact(&from_none, 95).upper));
  assert_true(rate_ratio_exact(&from_none, 95).lower > 1);
  struct interval both_none = rate_difference_score(&none, 95);
  assert_near(both_none.lower, -both_none.upper, 1e-9);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_z_of_gu),
    cmocka_unit_test(test_equal_times),
    cmocka_unit_test(test_e_test),
    cmocka_unit_test(test_e_test_interval),
    cmocka_unit_test(test_exact_as_r),
    cmocka_unit_test(test_score_limits_of_ratesci),
    cmocka_unit_test(test_intervals_agree_with_tests),
    cmocka_unit_test(test_turned_round),
    cmocka_unit_test(test_what_cannot_be_tested),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
