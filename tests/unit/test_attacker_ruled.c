/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules are public, and tell something of every count: one that is printed is none of those that are hidden, and
 * where nothing is hidden but for its size, one that is hidden is small.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"

#include <string.h>

enum {
  ANYWHERE = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

static const struct disclosure_rule rounded = {
  .hide_least = 1, .hide_most = 4, .base = 5, .secondary = true, .covers = ANYWHERE,
};
static const struct disclosure_rule alone = {
  .hide_least = 1, .hide_most = 4, .base = 1, .covers = ANYWHERE,
};

static const struct results *county(struct arena *arena, const double counts[4],
                                    const struct disclosure_rule *rule)
{
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, cases, district, "2025", NULL, counts[district]);
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure = (struct disclosure) { rule, 1 };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static struct attack attack(struct arena *arena, const struct released *released, struct diags *diags)
{
  struct attack found;
  int status = attacker_audit(arena, released, NULL, diags, &found);
  assert_int_equal(status, found.found ? -1 : 0);
  return found;
}

/* To the nearest 5, three districts have 5 and all have 15, which is 13 to 17.  Those that are printed have 5 at
 * least, for 3 and 4 would be hidden: the fourth has 2 at most. */
static void test_rounded(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double counts[] = { 5, 5, 5, 1 };
  const struct results *results = county(arena, counts, &rounded);
  struct diags *diags = diags_new(arena);
  const struct released *told
    = disclose_results_heeding(arena, results, AUDIENCE_PUBLIC, NULL, HEEDS_ALL & ~(unsigned)HEEDS_RULES);
  assert_int_equal(attack(arena, told, diags).found, 1);
  assert_string_equal(diags_at(diags, 0)->code, "STRATA-S002");
  assert_non_null(strstr(diags_at(diags, 0)->message, "'test.1, Denby, ye-2025-12' is hidden"));
  assert_int_equal(attack(arena, disclose_results(arena, results, AUDIENCE_PUBLIC), diags_new(arena)).found, 0);
}

/* Four districts have 1 to 4 each, and together no more than 4. */
static void test_hidden_alone(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const double ones[] = { 1, 1, 1, 1 }, twos[] = { 2, 1, 2, 2 };
  const struct results *results = county(arena, ones, &alone);
  struct diags *diags = diags_new(arena);
  struct attack found = attack(arena, disclose_results(arena, results, AUDIENCE_PUBLIC), diags);
  assert_true(found.found >= 5); /* the four and their county */
  assert_string_equal(diags_at(diags, 0)->code, "STRATA-S001");
  results = county(arena, twos, &alone);
  assert_int_equal(attack(arena, disclose_results(arena, results, AUDIENCE_PUBLIC), diags_new(arena)).found, 0);
}

/* Two neighbourhoods a district.  In the second month Corby has 3, all in one: the other's 0 is printed to the nearest 5,
 * and is 0 and not 2, since 1 and 2 would be hidden.  The district gives the 3 away. */
static void test_small(void **state)
{
  (void)state;
  static const struct disclosure_rule small = {
    .hide_least = 1, .hide_most = 7, .base = 5, .covers = COVERS_SMALL_AREAS,
  };
  auto_arena struct arena *arena = arena_new();
  for (int other = 0; other < 2; other++) { /* that the other has two is another matter */
    struct world *world = world_new(arena);
    int cases = world_table(world, "cases", READER_STREET, FACTS_COUNTS);
    world_supplied(world, cases, "2022-01", "2022-02");
    for (int district = ASHBY; district <= DENBY; district++)
      for (int half = 0; half < 2; half++) {
        uint32_t place = world_small(world, arena_printf(arena, "E0100%04d", 2 * district + half), district, 0);
        world_fact(world, cases, place, "2022-01", "Robbery", 20 + district);
        if (district != CORBY || half || other)
          world_fact(world, cases, place, "2022-02", "Robbery", district != CORBY ? 30 : half ? 3 : 2);
      }
    world_indicator(world, "cases", STATISTIC_COUNT)->disclosure = (struct disclosure) { &small, 1 };
    const struct results *results = world_compute(world);
    assert_non_null(results);
    struct diags *diags = diags_new(arena);
    const struct released *released
      = disclose_results_heeding(arena, results, AUDIENCE_PUBLIC, NULL, HEEDS_ALL & ~(unsigned)HEEDS_ROWS);
    assert_int_equal(attack(arena, released, diags).found, other ? 0 : 1);
    if (!other)
      assert_string_equal(diags_at(diags, 0)->code, "STRATA-S001");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rounded),
    cmocka_unit_test(test_hidden_alone),
    cmocka_unit_test(test_small),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
