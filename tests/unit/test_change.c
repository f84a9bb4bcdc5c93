/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of change against published numbers, and against R where no publication prints one:
 * glm(quasipoisson) of R 4.2.2 on R's own UKDriverDeaths data (Harvey and Durbin 1986).
 */
#include "unit.h"

#include "base/cleanup.h"
#include "compute/change_tests.h"
#include "compute/rate_ratio.h"
#include "store/store.h"

#include <math.h>
#include <stdlib.h>

#define PAIR(before, after) ((const struct rate_pair) { (before), 1, (after), 1 })

/* Car drivers killed or seriously injured in Great Britain, January to December. */
static const double drivers_1982[12]
  = { 1456, 1445, 1456, 1365, 1487, 1558, 1488, 1684, 1594, 1850, 1998, 2079 };
static const double drivers_1984[12]
  = { 1357, 1165, 1282, 1110, 1297, 1185, 1222, 1284, 1444, 1575, 1737, 1763 };

/* R: f <- glm(y ~ month + year, quasipoisson); summary(f)$dispersion; the year's effect with
 * qt(.975, 11). */
static void test_paired_months_as_r(void **state)
{
  (void)state;
  struct change_estimate seen = change_of_months(drivers_1982, drivers_1984);
  assert_int_equal(seen.test, CHANGE_TEST_PAIRED_MONTHS);
  assert_near(seen.dispersion, 2.827695749, 1e-8);
  assert_near(seen.change_by, -15.61664954, 1e-7);
  assert_near(seen.lower, -18.86200928, 1e-7);
  assert_near(seen.upper, -12.2414818, 1e-7);
  assert_int_equal(seen.change, CHANGE_FELL);
}

/* Anti-social behaviour in Blackpool, years ending October 2022 and December 2025 (data.police.uk),
 * likewise by R. */
static void test_paired_months_of_police_counts(void **state)
{
  (void)state;
  const double before[12] = { 678, 681, 758, 865, 969, 964, 941, 991, 873, 666, 710, 607 };
  const double after[12] = { 615, 613, 752, 852, 826, 777, 826, 847, 579, 659, 530, 568 };
  struct change_estimate seen = change_of_months(before, after);
  assert_near(seen.dispersion, 5.175092985, 1e-8);
  assert_near(seen.change_by, -12.97536844, 1e-7);
  assert_near(seen.lower, -19.22440602, 1e-7);
  assert_near(seen.upper, -6.242886938, 1e-7);
}

/* Months that keep their proportions show no scatter: phi would be 0, and is 1. */
static void test_dispersion_has_a_floor(void **state)
{
  (void)state;
  double before[12], after[12];
  for (int i = 0; i < 12; i++) {
    before[i] = 10 * (i + 1);
    after[i] = 11 * (i + 1);
  }
  struct change_estimate seen = change_of_months(before, after);
  assert_near(seen.dispersion, 1, 0);
  assert_near(seen.change_by, 10, 1e-9);
  assert_int_equal(seen.change, CHANGE_SIMILAR);
}

static void test_small_totals_leave_the_months(void **state)
{
  (void)state;
  const double before[12] = { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5 };
  const double after[12] = { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6 };
  assert_int_equal(change_of_months(before, after).test, CHANGE_TEST_MID_P);
  double one_more[12];
  for (int i = 0; i < 12; i++)
    one_more[i] = after[i] + (i == 0);
  assert_int_equal(change_of_months(before, one_more).test, CHANGE_TEST_PAIRED_MONTHS);
}

/* 120 and 150 events in equal time: exact p .0774, mid-p .0682. */
static void test_two_counts(void **state)
{
  (void)state;
  assert_near(rate_exact_p(&PAIR(120, 150)), 0.0774, 5e-5);
  assert_near(rate_mid_p(&PAIR(120, 150)), 0.0682, 5e-5);
}

/* The mid-p limits of a chance (Berry and Armitage 1995) as the R package stests prints them, which
 * become odds: a change from BEFORE to AFTER. */
static void test_mid_p_limits(void **state)
{
  (void)state;
  const struct {
    double part, whole, lower, upper;
  } published[] = { { 5, 20, 0.09786008, 0.47022380 },
                    { 10, 30, 0.1833232, 0.5141852 },
                    { 15, 40, 0.2361295, 0.5313959 } };
  for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
    double part = published[i].part, whole = published[i].whole;
    struct change_estimate seen = change_of_counts(whole - part, part);
    double low = 1 + seen.lower / 100, high = 1 + seen.upper / 100;
    assert_int_equal(seen.test, CHANGE_TEST_MID_P);
    assert_near(low / (1 + low), published[i].lower, 5e-7);
    assert_near(high / (1 + high), published[i].upper, 5e-7);
  }
}

static void test_too_few(void **state)
{
  (void)state;
  assert_int_equal(change_of_counts(0, 0).change, CHANGE_TOO_FEW);
  assert_int_equal(change_of_counts(0, 4).change, CHANGE_TOO_FEW);
  assert_int_equal(change_of_counts(2, 2).change, CHANGE_TOO_FEW);
  assert_near(rate_mid_p(&PAIR(0, 4)), 0.0625, 1e-12);
  assert_int_equal(change_of_counts(0, 5).change, CHANGE_ROSE);
  assert_int_equal(change_of_counts(5, 0).change, CHANGE_FELL);
}

/* No percentage of none, but the direction is known. */
static void test_from_none_and_to_none(void **state)
{
  (void)state;
  struct change_estimate from = change_of_counts(0, 50), to = change_of_counts(50, 0);
  assert_int_equal(from.change, CHANGE_ROSE);
  assert_true(isnan(from.change_by) && isnan(from.lower) && isnan(from.upper));
  assert_int_equal(to.change, CHANGE_FELL);
  assert_near(to.change_by, -100, 0);
  assert_near(to.lower, -100, 0);
  assert_true(to.upper > -100 && to.upper < 0);
  double none[12] = { 0 }, many[12] = { 500 };
  assert_int_equal(change_of_months(none, many).change, CHANGE_ROSE);
  assert_int_equal(change_of_months(many, none).change, CHANGE_FELL);
  assert_int_equal(change_of_months(none, none).change, CHANGE_TOO_FEW);
}

/* The words follow the test: a change is significant exactly when its p is below 5%, and two years
 * that change places give the opposite word. */
static void test_words_follow_p(void **state)
{
  (void)state;
  for (double before = 0; before < 60; before++) {
    for (double after = 0; before + after < CHANGE_MANY_EVENTS; after++) {
      struct change_estimate seen = change_of_counts(before, after);
      struct change_estimate back = change_of_counts(after, before);
      bool significant = rate_mid_p(&PAIR(before, after)) < 0.05;
      if (before + after < CHANGE_LEAST_EVENTS)
        continue;
      assert_int_equal(seen.change != CHANGE_SIMILAR, significant);
      assert_int_equal(seen.change == CHANGE_ROSE, back.change == CHANGE_FELL);
      if (before > 0)
        assert_true(seen.lower <= seen.change_by && seen.change_by <= seen.upper);
    }
  }
  for (double before = 100; before < 1e7; before *= 3) {
    for (double after = before / 2; after < before * 2; after *= 1.01) {
      struct change_estimate seen = change_of_counts(before, floor(after));
      bool significant = fabs(floor(after) - before) / sqrt(floor(after) + before) > 1.959963984540054;
      assert_int_equal(seen.change != CHANGE_SIMILAR, significant);
    }
  }
}

static void test_proportions(void **state)
{
  (void)state;
  struct change_estimate rose = change_of_proportions(48, 80, 56, 70);
  assert_near(rose.change_by, 20, 1e-9);
  assert_near(rose.lower, 5.24, 5e-3);
  assert_near(rose.upper, 33.39, 5e-3);
  assert_int_equal(rose.change, CHANGE_ROSE);
  assert_int_equal(change_of_proportions(56, 70, 48, 80).change, CHANGE_FELL);
  assert_int_equal(change_of_proportions(50, 100, 51, 100).change, CHANGE_SIMILAR);
  assert_int_equal(change_of_proportions(1, 0, 51, 100).change, CHANGE_NOT_TESTED);
}

static void test_what_cannot_be_tested(void **state)
{
  (void)state;
  assert_int_equal(change_of_counts(-3, 50).change, CHANGE_NOT_TESTED);
  assert_int_equal(change_of_counts(NAN, 50).change, CHANGE_NOT_TESTED);
  assert_int_equal(change_of_counts(INFINITY, 50).change, CHANGE_NOT_TESTED);
  double negative[12] = { -1 }, many[12] = { 500 };
  assert_int_equal(change_of_months(negative, many).change, CHANGE_NOT_TESTED);
  assert_true(isnan(change_of_months(negative, many).change_by));
}

/* Weighted counts are not whole; they are tested all the same. */
static void test_weighted_counts(void **state)
{
  (void)state;
  struct change_estimate seen = change_of_counts(10.5, 40.25);
  assert_int_equal(seen.test, CHANGE_TEST_SCORE);
  assert_int_equal(seen.change, CHANGE_ROSE);
}

static void assert_same(struct change_estimate one, struct change_estimate other)
{
  assert_int_equal(one.change, other.change);
  assert_int_equal(one.test, other.test);
  const double ours[] = { one.change_by, one.lower, one.upper, one.dispersion };
  const double theirs[] = { other.change_by, other.lower, other.upper, other.dispersion };
  for (int i = 0; i < 4; i++)
    assert_true(isnan(ours[i]) ? isnan(theirs[i]) : ours[i] >= theirs[i] && ours[i] <= theirs[i]);
}

static void test_kept_tests_say_the_same(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct change_tests *tests = change_tests_new(arena);
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 60; i++) {
      double before = i % 2 ? i : 3.5 * i, after = (7 * i) % 61, months[2][12];
      assert_same(change_of_counts_kept(tests, before, after), change_of_counts(before, after));
      for (int month = 0; month < 12; month++) {
        months[0][month] = month < i % 12 ? 0 : floor(before);
        months[1][month] = month < i % 12 ? 0 : after + month;
      }
      assert_same(change_of_months_kept(tests, months[0], months[1]),
                  change_of_months(months[0], months[1]));
    }
    assert_same(change_of_counts_kept(tests, -3, 50), change_of_counts(-3, 50));
    assert_same(change_of_counts_kept(tests, NAN, 50), change_of_counts(NAN, 50));
    assert_same(change_of_counts_kept(tests, 50, INFINITY), change_of_counts(50, INFINITY));
  }
}

/* ---- kept in the store ---------------------------------------------------------------------- */

static char *new_folder(struct arena *arena)
{
  char *folder = arena_strdup(arena, "/tmp/strata-test-XXXXXX");
  assert_non_null(mkdtemp(folder));
  return folder;
}

static void remove_folder(struct arena *arena, const char *folder)
{
  assert_int_equal(system(arena_printf(arena, "rm -r '%s'", folder)), 0);
}

static void put_tests(const char *folder, const struct kept_test *kept, size_t bytes)
{
  static const uint8_t hash[16];
  struct str blob = { (const char *)kept, bytes };
  assert_int_equal(store_keep_in(folder, "", CHANGE_TESTS_KIND, hash, &blob, 1), 0);
}

static struct change_tests *recalled(struct arena *arena, const char *folder)
{
  struct change_tests *tests = change_tests_new(arena);
  change_tests_recall(tests, folder);
  return tests;
}

/* What a run made, the next one has; and adds to it. */
static void test_tests_are_recalled(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const char *folder = new_folder(arena);
  for (int round = 0; round < 3; round++) {
    struct change_tests *tests = recalled(arena, folder);
    for (int i = 0; i < 30 + 10 * round; i++)
      assert_same(change_of_counts_kept(tests, i, 40 - i / 2), change_of_counts(i, 40 - i / 2));
    change_tests_keep(tests, folder);
  }
  /* That they are looked at shows where they say something else. */
  struct change_estimate other = change_of_counts(3, 17);
  other.lower = -99;
  const struct kept_test kept[] = { { 3, 17, other }, { 8, 4, other } };
  put_tests(folder, kept, sizeof kept);
  struct change_tests *tests = recalled(arena, folder);
  assert_same(change_of_counts_kept(tests, 3, 17), other);
  assert_same(change_of_counts_kept(tests, 8, 4), other);
  assert_same(change_of_counts_kept(tests, 4, 8), change_of_counts(4, 8));
  remove_folder(arena, folder);
  change_tests_keep(tests, folder); /* nowhere to keep them */
}

static void test_unsound_tests_are_made_again(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const char *folder = new_folder(arena);
  struct change_estimate right = change_of_counts(3, 17), wrong = right;
  wrong.lower = -99;
  struct change_estimate word = wrong, test = wrong;
  word.change = (enum change)99;
  test.test = CHANGE_TEST_E;
  const struct kept_test pairs[][2] = {
    { { 3, 17, wrong }, { 3, 17, wrong } },
    { { 4, 17, wrong }, { 3, 17, wrong } },
    { { 3, 17, wrong }, { CHANGE_MANY_EVENTS, 0, wrong } },
    { { 3, 17, wrong }, { 4, CHANGE_MANY_EVENTS, wrong } },
    { { 3, 17, wrong }, { 4, 0, word } },
    { { 3, 17, wrong }, { 4, 0, test } },
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    put_tests(folder, pairs[i], sizeof pairs[i]);
    assert_same(change_of_counts_kept(recalled(arena, folder), 3, 17), right);
  }
  put_tests(folder, pairs[0], sizeof(struct kept_test) + 1);
  assert_same(change_of_counts_kept(recalled(arena, folder), 3, 17), right);
  remove_folder(arena, folder);
  assert_same(change_of_counts_kept(recalled(arena, folder), 3, 17), right);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_paired_months_as_r),
    cmocka_unit_test(test_paired_months_of_police_counts),
    cmocka_unit_test(test_dispersion_has_a_floor),
    cmocka_unit_test(test_small_totals_leave_the_months),
    cmocka_unit_test(test_two_counts),
    cmocka_unit_test(test_mid_p_limits),
    cmocka_unit_test(test_too_few),
    cmocka_unit_test(test_from_none_and_to_none),
    cmocka_unit_test(test_words_follow_p),
    cmocka_unit_test(test_kept_tests_say_the_same),
    cmocka_unit_test(test_tests_are_recalled),
    cmocka_unit_test(test_unsound_tests_are_made_again),
    cmocka_unit_test(test_proportions),
    cmocka_unit_test(test_what_cannot_be_tested),
    cmocka_unit_test(test_weighted_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
