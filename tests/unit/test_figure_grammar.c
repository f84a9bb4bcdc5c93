/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What figures are made of: scales and their ticks, labels that keep clear, numbers as a table.
 */
#include "layout_fixture.h"
#include "unit.h"

#include "layout/figure/labels.h"
#include "layout/figure/marks.h"

#include <string.h>

/* ---- scales -------------------------------------------------------------------------------- */

static const char *ticks_of(struct arena *arena, const struct scale *scale)
{
  struct strbuf words = STRBUF(arena);
  for (int i = 0; i < scale_tick_count(scale); i++)
    strbuf_printf(&words, "%s%s", i ? " " : "", scale_label(arena, scale, i));
  return strbuf_text(&words);
}

static void test_linear_scales_have_sensible_ticks(void **state)
{
  struct fixture *fixture = *state;
  static const struct {
    double least, most;
    bool from_zero;
    const char *ticks;
  } cases[] = {
    { 0, 59.9, true, "0 20 40 60" },
    { 3, 4, true, "0 1 2 3 4" },
    { -38, 58, false, "−40 −20 0 20 40 60" },
    { 0.12, 0.31, false, "0.12 0.16 0.20 0.24 0.28 0.32" },
    { 1200, 8800, true, "0 2,000 4,000 6,000 8,000 10,000" },
    { 5, 5, false, "5.0 5.2 5.4 5.6 5.8 6.0" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct scale scale = scale_linear(cases[i].least, cases[i].most, cases[i].from_zero, 10, 100);
    assert_string_equal(ticks_of(fixture->arena, &scale), cases[i].ticks);
    assert_near(scale_at(&scale, scale.low), 10, 1e-9);
    assert_near(scale_at(&scale, scale.high), 110, 1e-9);
  }
}

static void test_log_scales(void **state)
{
  struct fixture *fixture = *state;
  struct scale scale = scale_log(3, 480, 100, -100);
  assert_string_equal(ticks_of(fixture->arena, &scale), "2 5 10 20 50 100 200 500");
  assert_near(scale_at(&scale, 2), 100, 1e-9);
  assert_near(scale_at(&scale, 500), 0, 1e-9);
  /* Equal ratios are equal lengths. */
  assert_near(scale_at(&scale, 10) - scale_at(&scale, 20),
                      scale_at(&scale, 100) - scale_at(&scale, 200), 1e-9);
  scale = scale_log(0.04, 900, 0, 1);
  assert_string_equal(ticks_of(fixture->arena, &scale), "0.01 0.1 1 10 100 1,000");
  scale = scale_log(7, 7, 0, 1);
  assert_string_equal(ticks_of(fixture->arena, &scale), "5 10");
}

static void test_bands_and_months(void **state)
{
  (void)state;
  struct bands bands = bands_new(4, 10, 80, 0.5);
  assert_near(band_edge(&bands, 3), 70, 1e-9);
  assert_near(band_middle(&bands, 0), 20, 1e-9);
  struct month_scale months = { 100, 111, 0, 120 };
  assert_near(month_at(&months, 100), 5, 1e-9);
  assert_near(month_at(&months, 111.5), 120, 1e-9);
}

/* ---- labels -------------------------------------------------------------------------------- */

/* No arrangement within the bounds moves the labels less, taken together. */
static void test_labels_in_a_column_never_collide(void **state)
{
  (void)state;
  for (uint32_t seed = 1; seed <= 200; seed++) {
    struct column_label labels[9];
    uint32_t number = seed;
    for (size_t i = 0; i < 9; i++) {
      number = number * 1664525U + 1013904223U;
      labels[i] = (struct column_label) { .wanted = (double)(number >> 25), .index = i };
    }
    assert_true(labels_spread(labels, 9, 9, 10, 100));
    for (size_t i = 0; i < 9; i++) {
      assert_true(labels[i].at >= 10 - 1e-9 && labels[i].at <= 100 + 1e-9);
      if (i)
        assert_true(labels[i].at - labels[i - 1].at >= 9 - 1e-9);
      if (i)
        assert_true(labels[i].wanted >= labels[i - 1].wanted);
    }
  }
  struct column_label free[] = { { .wanted = 80 }, { .wanted = 20, .index = 1 } };
  assert_true(labels_spread(free, 2, 9, 0, 100));
  assert_near(free[0].at, 20, 0);
  assert_near(free[1].at, 80, 0);
  assert_int_equal(free[0].index, 1);
  struct column_label close[] = { { .wanted = 50 }, { .wanted = 52, .index = 1 } };
  assert_true(labels_spread(close, 2, 10, 0, 100));
  assert_near(close[0].at, 46, 1e-9);
  assert_near(close[1].at, 56, 1e-9);
  assert_false(labels_spread(free, 2, 101, 0, 100));
}

static struct canvas canvas_of(struct fixture *fixture)
{
  return (struct canvas) { .arena = fixture->arena, .theme = fixture->theme,
                           .shaper = fixture->shaper, .diags = fixture->diags,
                           .tag_list = ARENA_NEW(fixture->arena, struct tag_list),
                           .tag = TAG_ARTIFACT };
}

/* A line between two of its points is a line too. */
static void test_labels_keep_off_lines(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = canvas_of(fixture);
  const struct type_style *style = &fixture->theme->type.chart_axis;
  struct label_room room = { .arena = fixture->arena, .bounds = { 0, 200, 0, 200 } };
  const struct position line[] = { { 0, 100 }, { 200, 100 } };
  struct position dot = { 100, 100 };
  label_add_line(&room, line, 2);
  label_add_dot(&room, dot, 4);
  assert_true(label_draw(&canvas, &room, style, dot, 4, "Blackpool"));
  struct label_box box = room.taken.at[room.taken.len - 1];
  assert_true(box.y1 <= 100);
  size_t before = canvas.items.len;
  room.bounds = (struct plot_box) { 90, 110, 90, 110 };
  assert_false(label_draw(&canvas, &room, style, dot, 4, "Blackpool"));
  assert_int_equal(canvas.items.len, before);
}

/* ---- marks --------------------------------------------------------------------------------- */

static void test_lines_break_at_gaps(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = canvas_of(fixture);
  const struct position at[] = { { 0, 1 }, { 1, 2 }, { 2, NAN }, { 3, 4 }, { 4, NAN }, { 5, 1 },
                                 { 6, 2 }, { 7, 3 } };
  mark_line(&canvas, at, 8, 1.2, paint_stroke(fixture->theme->color.brand, 1));
  assert_int_equal(canvas.items.len, 3);
  assert_int_equal(canvas.items.at[0].path.count, 2);
  assert_true(canvas.items.at[1].path.filled); /* one month alone is a dot */
  assert_int_equal(canvas.items.at[2].path.count, 3);
}

/* ---- guides -------------------------------------------------------------------------------- */

static const char *texts_of(struct arena *arena, const struct canvas *canvas)
{
  struct strbuf words = STRBUF(arena);
  for (size_t i = 0; i < canvas->items.len; i++)
    if (canvas->items.at[i].kind == DISPLAY_TEXT)
      strbuf_printf(&words, "%s%s", words.len ? " " : "", canvas->items.at[i].text.shaped->text);
  return strbuf_text(&words);
}

/* However narrow a panel is, some years are numbered, and the last is. */
static void test_years_have_numbers(void **state)
{
  struct fixture *fixture = *state;
  static const struct {
    double width;
    const char *years;
  } cases[] = { { 200, "2019 2020 2021 2022 2023 2024 2025" }, { 100, "2019 2021 2023 2025" },
                { 60, "2019 2022 2025" } };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct canvas canvas = canvas_of(fixture);
    const struct month_scale months
      = { month_of(2019, 1), month_of(2025, 12), 0, cases[i].width };
    guide_years(&canvas, &months, 50);
    assert_string_equal(texts_of(fixture->arena, &canvas), cases[i].years);
  }
}

static void test_gaps_are_signed(void **state)
{
  struct fixture *fixture = *state;
  const struct plot_box box = { 0, 120, 0, 50 };
  const struct month_scale months = { month_of(2025, 1), month_of(2025, 12), 0, 120 };
  struct canvas canvas = canvas_of(fixture);
  guide_gap(&canvas, &months, month_of(2025, 2), month_of(2025, 7), box, "not supplied", false);
  guide_gap(&canvas, &months, month_of(2025, 9), month_of(2025, 10), box, "not supplied", false);
  assert_string_equal(texts_of(fixture->arena, &canvas), "not supplied [x]");
}

/* ---- tables -------------------------------------------------------------------------------- */

static const char *table_words(struct arena *arena, const struct figure *figure)
{
  struct figure_table table;
  struct strbuf words = STRBUF(arena);
  figure_table(arena, figure, &table);
  for (size_t c = 0; c < table.column_count; c++)
    strbuf_printf(&words, "%s%s", c ? "|" : "", table.columns[c].head);
  for (size_t r = 0; r < table.row_count; r++)
    for (size_t c = 0; c < table.column_count; c++)
      strbuf_printf(&words, "%s%s", c ? "|" : "\n", table.columns[c].cells[r]);
  return strbuf_text(&words);
}

static void test_rows_as_a_table(void **state)
{
  struct fixture *fixture = *state;
  const struct figure_row rows[] = {
    { .label = "Ashby", .value = 12.5, .lower = 11, .upper = 14, .before = 13, .value_text = "12.5",
      .position = SYMBOL_HIGHER_WORSE, .change = SYMBOL_FELL_BETTER, .change_text = "fell 4%" },
    { .label = "Brigg", .value = NAN, .lower = NAN, .upper = NAN, .before = NAN,
      .status = STATUS_SUPPRESSED },
    { .label = "Crewe", .value = NAN, .lower = NAN, .upper = NAN, .before = 7,
      .status = STATUS_UNAVAILABLE, .value_text = "[x]" },
  };
  const struct figure figure = { .kind = FIGURE_BAR, .title = "Rates", .unit = "per 1,000",
                                 .row_head = "District", .rows = rows, .row_count = 3,
                                 .reference = NAN };
  assert_string_equal(
    table_words(fixture->arena, &figure),
    "District|per 1,000|Lower end of interval|Upper end of interval|Earlier value|Position|Change\n"
    "Ashby|12.5|11.0|14.0|13.0|higher|fell 4%\n"
    "Brigg|[c]|[c]|[c]|[x]|[c]|[c]\n"
    "Crewe|[x]|[x]|[x]|7|[x]|[x]");
}

static void test_months_as_a_table(void **state)
{
  struct fixture *fixture = *state;
  static const double values[] = { 10, NAN, 12.5 };
  const struct figure_series series = { .label = "Incidents", .first = month_of(2025, 1), .values = values,
                                        .count = 3 };
  struct figure figure = { .kind = FIGURE_LINE, .title = "By month", .unit = "incidents a month",
                           .series = &series, .series_count = 1, .limits = { .mean = NAN } };
  assert_string_equal(table_words(fixture->arena, &figure), "Month|incidents a month\n"
                                                            "January 2025|10\n"
                                                            "February 2025|[x]\n"
                                                            "March 2025|12.5");
  figure.series_count = 0;
  assert_string_equal(table_words(fixture->arena, &figure), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
    TEST(test_linear_scales_have_sensible_ticks),
    TEST(test_log_scales),
    TEST(test_bands_and_months),
    TEST(test_labels_in_a_column_never_collide),
    TEST(test_labels_keep_off_lines),
    TEST(test_lines_break_at_gaps),
    TEST(test_years_have_numbers),
    TEST(test_gaps_are_signed),
    TEST(test_rows_as_a_table),
    TEST(test_months_as_a_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
