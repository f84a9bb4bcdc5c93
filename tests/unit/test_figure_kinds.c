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

/* ---- columns ------------------------------------------------------------------------------- */

enum { DISTRICTS = 8 };

static const struct {
  const char *name;
  double before, now, half; /* half the width of its interval */
  enum symbol change;
} ROWS[DISTRICTS] = {
  { "Blackpool", 68.6, 59.9, 1.3, SYMBOL_FELL_BETTER },
  { "Burnley", 42.0, 41.5, 1.4, SYMBOL_SIMILAR },
  { "Preston", 46.8, 41.2, 1.1, SYMBOL_FELL_BETTER },
  { "Hyndburn", 36.2, 37.9, 1.4, SYMBOL_SIMILAR },
  { "Blackburn with Darwen", 35.9, 35.6, 1.0, SYMBOL_SIMILAR },
  { "Pendle", 28.0, 34.8, 1.3, SYMBOL_ROSE_WORSE },
  { "Ribble Valley", NAN, 12.1, 0.9, SYMBOL_NONE },
  { "Fylde", 22.9, NAN, 0, SYMBOL_NONE },
};

/* Two years of rates; Fylde's last is suppressed, and Ribble Valley's first was not supplied. */
static struct figure *sample_grid(struct arena *arena, enum figure_kind kind)
{
  static const char *const columns[] = { "Year ending October 2022", "Year ending December 2025" };
  struct figure *figure = ARENA_NEW(arena, struct figure);
  struct figure_grid *grid = ARENA_NEW(arena, struct figure_grid);
  struct figure_row *rows = ARENA_ARRAY(arena, struct figure_row, DISTRICTS);
  struct figure_cell *cells = ARENA_ARRAY(arena, struct figure_cell, DISTRICTS * 2);
  for (size_t i = 0; i < DISTRICTS; i++) {
    const double values[] = { ROWS[i].before, ROWS[i].now };
    rows[i] = (struct figure_row) { .label = ROWS[i].name, ROW, .value = NAN,
                                    .change = ROWS[i].change, .strong = i == 0 };
    for (size_t c = 0; c < 2; c++)
      cells[2 * i + c] = (struct figure_cell) {
        .value = values[c], .lower = values[c] - ROWS[i].half, .upper = values[c] + ROWS[i].half,
        .status = isfinite(values[c]) ? STATUS_PUBLISHED
          : c == 1                    ? STATUS_SUPPRESSED
                                      : STATUS_UNAVAILABLE,
        .text = isfinite(values[c]) ? num_format(arena, values[c], 1, NUM_TYPOGRAPHIC)
          : c == 1                  ? "[c]"
                                    : "[x]" };
  }
  *grid = (struct figure_grid) { columns, 2, cells, true };
  *figure = (struct figure) {
    .kind = kind, .title = "Two districts fell, and one rose", .unit = "per 1,000 residents",
    .source = "an example", .row_head = "District", .rows = rows, .row_count = DISTRICTS,
    .grid = grid, .reference = NAN, .limits = { .mean = NAN }, .scope = NO_INDEX,
  };
  return figure;
}

static void test_groups(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_grid(fixture->arena, FIGURE_GROUPS), "groups", 516);
}

static void test_slope(void **state)
{
  struct fixture *fixture = *state;
  assert_golden_figure(fixture, NULL, sample_grid(fixture->arena, FIGURE_SLOPE), "slope", 340);
}

static void test_slope_without_room(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = golden_canvas(fixture, NULL);
  struct figure *figure = sample_grid(fixture->arena, FIGURE_SLOPE);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 200, 200, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(figure_draw(&canvas, figure, 0, 0, 340, 90, 0, SAMPLE_LOC(1)), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L020"), 2);
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
    TEST(test_groups),
    TEST(test_slope),
    TEST(test_slope_without_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
