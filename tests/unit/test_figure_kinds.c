/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds of figures as they were looked at.
 */
#include "figure_golden.h"

#define ROW .area = NO_INDEX, .small_area = NO_INDEX, .lower = NAN, .upper = NAN, .before = NAN

static void test_lines_with_names(void **state)
{
  struct fixture *fixture = *state;
  static const double first[] = { 40, 44, 41, NAN, NAN, 47, 52, 50, 49, 55, 53, 51, 50, 52 };
  static const double second[] = { 62, 60, 58, 59, 61, 57, 55, 54, 56, 53, 52, 53, 51, 50 };
  const struct figure_series series[] = {
    { .label = "Burglary", .first = month_of(2024, 11), .values = first, .count = 14 },
    { .label = "Robbery", .first = month_of(2024, 11), .values = second, .count = 14 },
  };
  const struct figure figure = {
    .kind = FIGURE_LINE, .title = "Two issues come together", .unit = "offences a month",
    .source = "an example", .series = series, .series_count = 2, .limits = { .mean = NAN },
    .reference = NAN,
  };
  assert_golden_figure(fixture, NULL, &figure, "line", 340);
}

static void test_columns_suppressed_and_missing(void **state)
{
  struct fixture *fixture = *state;
  struct figure_row rows[] = {
    { .label = "Jan", .value = 31, .value_text = "31", ROW, .strong = true },
    { .label = "Feb", .value = NAN, .value_text = "[c]", .status = STATUS_SUPPRESSED, ROW },
    { .label = "Mar", .value = NAN, .value_text = "[x]", .status = STATUS_UNAVAILABLE, ROW },
    { .label = "Apr", .value = 24, .value_text = "24", ROW },
  };
  rows[3].lower = 18;
  rows[3].upper = 30;
  const struct figure figure = {
    .kind = FIGURE_COLUMN, .title = "January stands out", .unit = "incidents a month",
    .source = "an example", .rows = rows, .row_count = 4, .reference = 20,
    .reference_label = "County: 20",
  };
  assert_golden_figure(fixture, NULL, &figure, "column", 252);
}

static int setup(void **state)
{
  *state = fixture_new();
  return *state ? 0 : -1;
}

static int teardown(void **state)
{
  struct fixture *fixture = *state;
  arena_free(fixture->arena);
  return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
    TEST(test_lines_with_names),
    TEST(test_columns_suppressed_and_missing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
