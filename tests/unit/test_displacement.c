/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The weighted displacement difference against the paper's example and those of the R package
 * ptools (tests/testthat/test-wdd.R).
 */
#include "unit.h"

#include "compute/displacement.h"

#include <math.h>

/* Wheeler and Ratcliffe 2018. */
static const struct displacement_design paper = {
  .control = { 308, 318, 0 }, .treated = { 207, 110, 0 },
  .beside_control = { 150, 140, 0 }, .beside_treated = { 178, 157, 0 },
};

static void test_example_of_the_paper(void **state)
{
  (void)state;
  struct displacement seen;
  assert_int_equal(displacement_of(&paper, 95, &seen), 0);
  assert_near(seen.total, -118, 1e-12);
  assert_near(seen.total_error, sqrt(1568), 1e-12);
  assert_near(seen.z, -2.98, 5e-3);
  assert_near(seen.interval.lower, -196, 0.5);
  assert_near(seen.interval.upper, -40, 0.5);
  assert_near(seen.local, -107, 1e-12);
  assert_near(seen.beside, -11, 1e-12);
}

static void test_weights(void **state)
{
  (void)state;
  struct displacement_design areas = paper;
  areas.control.size = 0.9;
  areas.treated.size = 1.2;
  areas.beside_control.size = 1.6;
  areas.beside_treated.size = 1.5;
  struct displacement seen;
  assert_int_equal(displacement_of(&areas, 95, &seen), 0);
  assert_near(seen.total, -99.69444444, 5e-9);
  assert_near(seen.total_error, 35.4280755, 5e-8);
  assert_near(seen.z, -2.813995483, 5e-10);
  assert_near(seen.interval.lower, -169.1321965, 5e-8);
  assert_near(seen.interval.upper, -30.25669241, 5e-9);
  struct displacement_design times
    = { .control = { 100, 50, 0 }, .treated = { 80, 20, 0 }, .time_before = 2, .time_after = 1 };
  assert_int_equal(displacement_of(&times, 95, &seen), 0);
  assert_near(seen.total, -20, 1e-12);
  assert_near(seen.total_error, sqrt(115), 1e-12);
}

static void test_what_cannot_be_tested(void **state)
{
  (void)state;
  struct displacement seen;
  struct displacement_design none = { .time_after = 1 };
  assert_int_equal(displacement_of(&none, 95, &seen), -1);
  struct displacement_design wrong = paper;
  wrong.treated.after = NAN;
  assert_int_equal(displacement_of(&wrong, 95, &seen), -1);
  wrong = paper;
  wrong.control.size = -1;
  assert_int_equal(displacement_of(&wrong, 95, &seen), -1);
  assert_int_equal(displacement_of(&paper, 100, &seen), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_example_of_the_paper),
    cmocka_unit_test(test_weights),
    cmocka_unit_test(test_what_cannot_be_tested),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
