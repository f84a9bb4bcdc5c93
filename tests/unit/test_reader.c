/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reader is shown of each cell, and how what the audit finds is said.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/audit.h"
#include "disclose/reader.h"

#include <string.h>

enum { CASES, RATE, SHARE };

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

/* Two years of cases by district, in two kinds; RULE holds for them. */
static const struct released *release(struct arena *arena, const struct disclosure_rule *rule)
{
  static const double counts[2][4] = { { 3, 40, 31, 18 }, { 21, 35, 9, 26 } };
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (int y = 0; y < 2; y++)
    for (uint32_t district = ASHBY; district <= DENBY; district++) {
      const char *year = y ? "2021" : "2020";
      world_fact(world, cases, district, year, "first", counts[y][district]);
      world_fact(world, cases, district, year, "repeat", counts[y][district] + 6);
    }
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, people, district, "2019", NULL, 10000 + 7 * district);
  world_where(world, world_indicator(world, "cases", STATISTIC_COUNT), false, "first");
  struct indicator *rate = world_indicator(world, "cases", STATISTIC_RATE);
  world_per(rate, "people", 1000);
  rate->interval = INTERVAL_BYAR;
  rate->level = 95;
  world_where(world, rate, false, "first");
  struct indicator *share = world_indicator(world, "cases", STATISTIC_PROPORTION);
  share->scale = 100;
  world_where(world, share, false, "first");
  for (int i = CASES; i <= SHARE; i++)
    world->indicators.at[i].disclosure = (struct disclosure) { rule, 1 };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return disclose_results(arena, results, AUDIENCE_PUBLIC);
}

static const struct shown *shown_of(const struct shown *shown, const struct cells *cells, int area,
                                    const char *period)
{
  int cell = cells_find(cells, CASES, false, area, world_period(period));
  assert_int_not_equal(cell, NO_CELL);
  return &shown[cell];
}

static void test_view(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct released *released = release(arena, &below_five);
  const struct cells *cells = released_cells(released);
  const struct shown *shown = reader_view(arena, released, cells);
  assert_near(shown_of(shown, cells, BARTON, "2021")->low, 35, 0);
  assert_near(shown_of(shown, cells, BARTON, "2021")->high, 35, 0);
  assert_near(shown_of(shown, cells, ASHBY, "2020")->low, 0, 0);
  assert_true(isinf(shown_of(shown, cells, ASHBY, "2020")->high));
  /* What is printed is what was decided to be, cell by cell, but for what a hidden divisor takes along. */
  for (size_t i = 0; i < cells->count; i++) {
    bool exact = shown[i].low == shown[i].high;
    if (exact) {
      assert_false(cells->at[i].hidden);
      assert_near(shown[i].low, cells->at[i].value, 0);
    }
  }
  struct attack attack;
  struct diags *diags = diags_new(arena);
  assert_int_equal(reader_audit(arena, released, diags, &attack), 0);
  assert_true(attack.any);
  assert_true(attack.sensitive > 0);
  assert_int_equal(attack.found, 0);
  assert_int_equal(diags_count(diags), 0);
}

static void test_rounded(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule rule = below_five;
  rule.base = 5;
  const struct released *released = release(arena, &rule);
  const struct cells *cells = released_cells(released);
  const struct shown *shown = reader_view(arena, released, cells);
  size_t rounded = 0;
  for (size_t i = 0; i < cells->count; i++) {
    bool printed = !isinf(shown[i].high);
    assert_true(!printed || (shown[i].low <= cells->at[i].value && cells->at[i].value <= shown[i].high));
    assert_true(!printed || shown[i].high - shown[i].low >= 4);
    rounded += printed;
  }
  assert_true(rounded > 10);
}

static void test_without_secondary(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule rule = below_five;
  rule.secondary = false;
  struct attack attack;
  struct diags *diags = diags_new(arena);
  assert_int_equal(reader_audit(arena, release(arena, &rule), diags, &attack), -1);
  assert_true(attack.found > 0);
  assert_int_equal(diags_with_code(diags, "STRATA-S001"), attack.found);
  assert_true(diags_at(diags, 0)->hint_count > 0);
  assert_null(strstr(diags_at(diags, 0)->message, " 3")); /* never the count */
}

/* What lies outside is in no area, but its total is its categories: one that is hidden there alone is
 * hidden. */
static void test_unplaced(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  world_supplied(world, street, "2021-01", "2021-03");
  for (uint32_t place = ASHBY; place <= DENBY; place++) {
    world_fact(world, street, place, "2021-02", "Drugs", 30 + place);
    world_fact(world, street, place, "2021-02", "Theft", 50 + place);
  }
  world_fact(world, street, PLACE_OUTSIDE, "2021-02", "Drugs", 2);
  world_fact(world, street, PLACE_OUTSIDE, "2021-02", "Theft", 9);
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), false, "Drugs");
  world_where(world, world_indicator(world, "street-crime", STATISTIC_COUNT), false, "Theft");
  world_indicator(world, "street-crime", STATISTIC_COUNT);
  world->indicators.at[0].disclosure = (struct disclosure) { &below_five, 1 };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  struct attack attack;
  struct diags *diags = diags_new(arena);
  assert_int_equal(reader_audit(arena, released, diags, &attack), 0);
  assert_int_equal(attack.sensitive, 1);
  struct result result;
  released_find(released, 1, ASHBY, world_period("2021-02"), &result);
  assert_near(result.numerator, 50, 0); /* but no more than that is lost */
}

static void test_nothing_to_find(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule rule = { .base = 1, .both_audiences = false };
  const struct released *released = release(arena, &rule);
  struct attack attack;
  struct diags *diags = diags_new(arena);
  assert_int_equal(reader_audit(arena, released, diags, &attack), 0);
  assert_int_equal(attack.sensitive, 0);
}

static void test_report(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct cells *cells = released_cells(release(arena, &below_five));
  struct diags *diags = diags_new(arena);
  const uint32_t equations[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  const struct finding narrow = { .cell = 0, .low = 2, .high = 4, .equations = equations,
                                  .equation_count = 10 };
  struct audit audit = { .findings = &narrow, .finding_count = 1 };
  assert_int_equal(reader_report(arena, cells, &audit, diags), -1);
  assert_int_equal(diags_with_code(diags, "STRATA-S002"), 1);
  assert_string_equal(diags_at(diags, 0)->message,
                      "'test.1, Ashby, ye-2020-12' is hidden, but can be worked out to be one of 3 counts");
  assert_int_equal(diags_at(diags, 0)->hint_count, 9);
  assert_string_equal(diags_at(diags, 0)->hints[8], "and 2 equations more");

  audit = (struct audit) { .contradiction = true };
  assert_int_equal(reader_report(arena, cells, &audit, diags), -1);
  assert_int_equal(diags_with_code(diags, "STRATA-S003"), 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_view),
    cmocka_unit_test(test_rounded),
    cmocka_unit_test(test_without_secondary),
    cmocka_unit_test(test_unplaced),
    cmocka_unit_test(test_nothing_to_find),
    cmocka_unit_test(test_report),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
