/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is only in the restricted edition is what the public one's totals leave when their other parts are taken away:
 * its rules hold there too, and what can be worked out exactly is found.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"

#include <string.h>

enum { EVERYTHING, THEFT, COVERT };

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

/* All offences, and thefts; covert ones, of which Ashby has 3, are marked. */
static const struct results *county(struct arena *arena, bool ruled)
{
  static const double covert[] = { 3, 9, 14, 20 };
  struct world *world = world_new(arena);
  int offences = world_table(world, "offences", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, offences, district, "2025", "Theft", 20 + district);
    world_fact(world, offences, district, "2025", "Covert", covert[district]);
  }
  for (int i = EVERYTHING; i <= COVERT; i++) {
    struct indicator *indicator = world_indicator(world, "offences", STATISTIC_COUNT);
    indicator->title = indicator->short_title = indicator->noun = indicator->unit = "offences";
    if (i > EVERYTHING)
      world_where(world, indicator, false, i == THEFT ? "Theft" : "Covert");
    if (i == COVERT && ruled)
      indicator->disclosure = (struct disclosure) { &below_five, 1, true };
    indicator->marking = i == COVERT ? MARKING_OFFICIAL_SENSITIVE : MARKING_OFFICIAL;
  }
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static size_t count_of(const struct diags *diags, const char *words)
{
  size_t count = 0;
  for (size_t i = 0; i < diags_count(diags); i++)
    count += strstr(diags_at(diags, i)->message, words) != NULL;
  return count;
}

static struct diags *attack(struct arena *arena, const struct results *results, unsigned heeds)
{
  struct diags *diags = diags_new(arena);
  struct attack attack;
  const struct released *released = disclose_results_heeding(arena, results, AUDIENCE_PUBLIC, NULL, heeds);
  assert_int_equal(attacker_audit(arena, released, NULL, diags, &attack), -1);
  return diags;
}

static void test_what_is_left(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = county(arena, true);
  struct diags *diags = attack(arena, results, HEEDS_ALL & ~(unsigned)HEEDS_WITHHELD);
  assert_int_equal(count_of(diags, "'test.3, Ashby, ye-2025-12' is hidden, but can be worked out exactly"), 1);
  diags = attack(arena, results, HEEDS_ALL);
  assert_int_equal(count_of(diags, "Ashby"), 0);
  assert_int_equal(count_of(diags, "'test.3, Denby, ye-2025-12' is hidden, but can be worked out exactly"), 1);
}

/* Without a rule nothing is hidden for its sake, and nothing published that gives it away. */
static void test_marked_alone(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = attack(arena, county(arena, false), HEEDS_ALL);
  assert_int_equal(count_of(diags, "'test.3, Ashby, ye-2025-12' is hidden, but can be worked out exactly"), 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_what_is_left),
    cmocka_unit_test(test_marked_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
