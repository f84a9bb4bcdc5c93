/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The funnel plot: names stand beside their own dots, cover nothing, and are never left out in
 * silence.
 */
#include "layout_fixture.h"
#include "unit.h"

#include "layout/draw.h"
#include "layout/figure/figure.h"

#include <string.h>

enum { ROWS = 14, CURVE = 20 };

struct plot {
  struct figure figure;
  struct figure_funnel funnel;
  struct figure_row rows[ROWS];
  double sizes[ROWS], own[ROWS], at[CURVE];
  struct interval near[CURVE], far[CURVE];
  char names[ROWS][24];
};

/* Districts whose values come from SEED, OUTSIDE of them outside the limits; all at one place when
 * CROWDED. */
static struct plot *plot_of(struct arena *arena, uint32_t seed, int outside, bool crowded)
{
  struct plot *plot = ARENA_NEW(arena, struct plot);
  for (int i = 0; i < ROWS; i++) {
    seed = seed * 1664525U + 1013904223U;
    double size = crowded ? 100000 : 60000 + (double)(seed >> 16);
    seed = seed * 1664525U + 1013904223U;
    double value = crowded ? 30 : 25 + (double)(seed >> 24) / 16;
    snprintf(plot->names[i], sizeof plot->names[i], "Districtnumber%02d", i);
    plot->rows[i] = (struct figure_row) { .label = plot->names[i], .value = value, .lower = NAN,
                                          .upper = NAN, .before = NAN, .strong = i < outside,
                                          .position = i < outside ? SYMBOL_HIGHER_WORSE
                                                                  : SYMBOL_WITHIN };
    plot->sizes[i] = size;
    plot->own[i] = i == 0 ? 40 : (double)NAN;
  }
  for (int i = 0; i < CURVE; i++) {
    plot->at[i] = 60000 + 65536.0 * i / (CURVE - 1);
    plot->near[i] = (struct interval) { 20, 50 };
    plot->far[i] = (struct interval) { 15, 65 };
  }
  plot->funnel = (struct figure_funnel) {
    .row_sizes = plot->sizes, .own_limits = plot->own, .sizes = plot->at, .near = plot->near,
    .far = plot->far, .curve_count = CURVE, .size_unit = "Residents, thousands",
    .size_scale = 1000, .average_label = "34.8",
  };
  plot->figure = (struct figure) {
    .kind = FIGURE_FUNNEL, .title = "A funnel", .unit = "per 1,000 residents", .rows = plot->rows,
    .row_count = ROWS, .reference = 34.8, .reference_label = "County: 34.8",
    .funnel = &plot->funnel,
  };
  return plot;
}

static struct canvas canvas_of(struct fixture *fixture)
{
  return (struct canvas) { .arena = fixture->arena, .theme = fixture->theme,
                           .shaper = fixture->shaper, .diags = fixture->diags,
                           .tag_list = ARENA_NEW(fixture->arena, struct tag_list),
                           .tag = TAG_ARTIFACT };
}

struct name_box {
  double x0, y0, x1, y1;
};

static struct str printed(const struct display_item *item)
{
  return str_trim((struct str) { item->text.shaped->text, item->text.shaped->text_len });
}

/* The names that were drawn, as boxes. */
static size_t names_of(struct canvas *canvas, const struct plot *plot, struct name_box *boxes)
{
  const struct type_style *style = &canvas->theme->type.chart_axis;
  double cap = draw_cap_height(canvas, style);
  size_t count = 0;
  for (size_t i = 0; i < canvas->items.len; i++) {
    const struct display_item *item = &canvas->items.at[i];
    if (item->kind != DISPLAY_TEXT)
      continue;
    for (int k = 0; k < ROWS; k++) {
      if (!str_is(printed(item), plot->names[k]))
        continue;
      double width = draw_width(canvas, style, plot->names[k]);
      boxes[count++]
        = (struct name_box) { item->text.x, item->text.y - cap, item->text.x + width, item->text.y };
    }
  }
  return count;
}

static void test_names_never_collide(void **state)
{
  struct fixture *fixture = *state;
  for (uint32_t seed = 1; seed <= 60; seed++) {
    struct canvas canvas = canvas_of(fixture);
    int outside = (int)(seed % 7);
    struct plot *plot = plot_of(fixture->arena, seed, outside, false);
    assert_int_equal(figure_draw(&canvas, &plot->figure, 0, 0, 300, 214, TAG_ARTIFACT,
                                 SAMPLE_LOC(1)), 0);
    struct name_box boxes[ROWS];
    size_t count = names_of(&canvas, plot, boxes);
    assert_int_equal(count, outside);
    for (size_t i = 0; i < count; i++) {
      assert_true(boxes[i].x0 >= 0 && boxes[i].x1 <= 300 && boxes[i].y0 >= 0 && boxes[i].y1 <= 214);
      for (size_t k = 0; k < i; k++)
        assert_false(boxes[i].x0 < boxes[k].x1 && boxes[k].x0 < boxes[i].x1
                     && boxes[i].y0 < boxes[k].y1 && boxes[k].y0 < boxes[i].y1);
    }
  }
  assert_int_equal(diags_errors(fixture->diags), 0);
}

static void test_no_room_is_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct canvas canvas = canvas_of(fixture);
  struct plot *plot = plot_of(fixture->arena, 1, ROWS, true);
  assert_int_equal(figure_draw(&canvas, &plot->figure, 0, 0, 190, 130, TAG_ARTIFACT, SAMPLE_LOC(1)),
                   -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L040"), 1);
  assert_int_equal(figure_draw(&canvas, &plot->figure, 0, 0, 120, 130, TAG_ARTIFACT, SAMPLE_LOC(1)),
                   -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-L041"), 1);
}

static void test_description(void **state)
{
  struct fixture *fixture = *state;
  struct plot *plot = plot_of(fixture->arena, 3, 2, false);
  for (int i = 0; i < ROWS; i++) {
    plot->rows[i].value = 30 + i;
    plot->rows[i].value_text = i == 0 ? "30.0" : i == ROWS - 1 ? "43.0" : "x";
  }
  assert_string_equal(figure_describe(fixture->arena, &plot->figure),
                      "Funnel plot of values by size, with limits: A funnel. Unit: per 1,000 residents. "
                      "Highest: Districtnumber13 43.0. Lowest: Districtnumber00 30.0. "
                      "Above its limits: Districtnumber00 and Districtnumber01. "
                      "Reference line: County: 34.8.");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_names_never_collide, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(test_no_room_is_an_error, fixture_setup, fixture_teardown),
    cmocka_unit_test_setup_teardown(test_description, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
