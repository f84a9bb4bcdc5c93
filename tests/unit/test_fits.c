/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a definition asks for and its source is not made for is an error or a warning at that line, and what is
 * made for it is none.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"

#include <string.h>

/* A year or its months of each district, as FORM; with categories a and b. */
static struct world *world_with(struct arena *arena, enum reader reader, enum fact_form form, bool months)
{
  struct world *world = world_new(arena);
  int table = world_table(world, "things", reader, form);
  if (months)
    world_supplied(world, table, "2022-01", "2022-12");
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    for (int month = 1; month <= (months ? 12 : 1); month++) {
      const char *when = months ? period_code(arena, (struct period) { month_of(2022, month), PERIOD_MONTH })
                                : "2022";
      if (form == FACTS_RATIOS)
        world_ratio(world, table, district, when, 10 + (int)district, 40);
      else
        world_fact(world, table, district, when, form == FACTS_COUNTS ? "a" : NULL,
                   form == FACTS_VALUES ? 10.25 : 10);
      if (form == FACTS_COUNTS)
        world_fact(world, table, district, when, "b", 5);
    }
  return world;
}

/* The codes of what is said when an indicator of STATISTIC asks a source for it. */
static const char *said(struct arena *arena, enum reader reader, enum fact_form form, bool months,
                        enum statistic statistic, void (*ask)(struct world *, struct indicator *))
{
  struct world *world = world_with(arena, reader, form, months);
  struct indicator *indicator = world_indicator(world, "things", statistic);
  struct strbuf out = STRBUF(arena);
  indicator->statistic_loc = (struct loc) { "i.yaml", 7, 12 };
  if (ask)
    ask(world, indicator);
  const struct results *results = world_compute(world);
  for (size_t i = 0; i < diags_count(world->diags); i++) {
    const struct diag *diag = diags_at(world->diags, i);
    strbuf_printf(&out, "%s%s at %u", i ? ", " : "", diag->code, diag->loc.line);
    assert_true(diag->hint_count > 0);
  }
  assert_int_equal(!results, diags_errors(world->diags) > 0);
  return strbuf_text(&out);
}

static void ask_for_part(struct world *world, struct indicator *indicator)
{
  world_where(world, indicator, false, "a");
}

static void ask_for_months(struct world *world, struct indicator *indicator)
{
  (void)world;
  indicator->change = CHANGE_BY_MONTHS;
  indicator->change_loc = (struct loc) { "i.yaml", 9, 10 };
}

static void ask_for_trend(struct world *world, struct indicator *indicator)
{
  (void)world;
  indicator->trend = TREND_BY_FIVE_POINTS;
  indicator->trend_loc = (struct loc) { "i.yaml", 10, 8 };
}

static void ask_for_hot_spots(struct world *world, struct indicator *indicator)
{
  (void)world;
  indicator->hot_spots = (struct hot_spots_choice) { .wanted = true, .within = 1500, .discovery = 5 };
  indicator->place_loc = (struct loc) { "i.yaml", 11, 12 };
}

static void ask_for_hot_spots_of_neighbourhoods(struct world *world, struct indicator *indicator)
{
  ask_for_hot_spots(world, indicator);
  world_fact(world, 0, world_small(world, "E01000001", ASHBY, 0), "2022", "a", 3);
}

static void test_statistics(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  static const enum statistic counted[] = { STATISTIC_COUNT, STATISTIC_RATE, STATISTIC_PROPORTION };
  for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
    assert_string_equal(said(arena, READER_TIDY, FACTS_VALUES, false, counted[i], NULL),
                        "STRATA-C015 at 7");
  assert_string_equal(said(arena, READER_TIDY, FACTS_VALUES, false, STATISTIC_GIVEN, NULL), "");
  assert_string_equal(said(arena, READER_TIDY, FACTS_VALUES, false, STATISTIC_MEAN, NULL), "");
  assert_string_equal(said(arena, READER_STREET, FACTS_COUNTS, true, STATISTIC_GIVEN, ask_for_part),
                      "STRATA-C015 at 7");
  assert_string_equal(said(arena, READER_TIDY, FACTS_RATIOS, false, STATISTIC_GIVEN, NULL),
                      "STRATA-C015 at 7");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_GIVEN, ask_for_part), "");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_COUNT, NULL), "");
}

static void test_proportions(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_PROPORTION, NULL),
                      "STRATA-C016 at 7");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_PROPORTION, ask_for_part), "");
  assert_string_equal(said(arena, READER_TIDY, FACTS_RATIOS, false, STATISTIC_PROPORTION, NULL), "");
}

static void test_years(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  assert_string_equal(said(arena, READER_TIDY, FACTS_RATIOS, true, STATISTIC_RATE, ask_for_months),
                      "STRATA-C020 at 9");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_COUNT, ask_for_months),
                      "STRATA-C020 at 9");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, true, STATISTIC_COUNT, ask_for_months), "");
  assert_string_equal(said(arena, READER_TIDY, FACTS_RATIOS, true, STATISTIC_RATE, ask_for_trend),
                      "STRATA-C017 at 10");
  assert_string_equal(said(arena, READER_TIDY, FACTS_RATIOS, false, STATISTIC_RATE, ask_for_trend), "");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, true, STATISTIC_COUNT, ask_for_trend), "");
}

static void test_neighbourhoods(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_COUNT, ask_for_hot_spots),
                      "STRATA-C018 at 11");
  assert_string_equal(said(arena, READER_TIDY, FACTS_COUNTS, false, STATISTIC_COUNT,
                           ask_for_hot_spots_of_neighbourhoods), "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_statistics),
    cmocka_unit_test(test_proportions),
    cmocka_unit_test(test_years),
    cmocka_unit_test(test_neighbourhoods),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
