/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a plugin computes may be made of anything that its code asked for, of other plugins too: it is hidden where
 * that is, and the audit finds it where it is not.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"

#include <string.h>

enum { CASES, INDEX, INDEX_OF_INDEX, INDICATORS };

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};
static const struct disclosure_rule idle = { .base = 1, .secondary = true, .covers = COVERS_DISTRICTS };

static struct indicator *named(struct world *world, const char *measure)
{
  struct indicator *indicator = world_indicator(world, measure, STATISTIC_COUNT);
  indicator->title = indicator->short_title = indicator->noun = indicator->unit = "cases";
  return indicator;
}

/* Cases of four districts; seven times as many points, and as many again.  OWN: the index has rules of its own. */
static const struct results *county(struct arena *arena, bool own, bool marked)
{
  static const double counts[] = { 3, 9, 14, 20 };
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, cases, district, "2025", NULL, counts[district]);
  struct indicator *all = named(world, "cases");
  all->disclosure = (struct disclosure) { &below_five, 1, true };
  all->marking = marked ? MARKING_OFFICIAL_SENSITIVE : MARKING_OFFICIAL;
  for (int i = INDEX; i < INDICATORS; i++) {
    struct indicator *index = named(world, NULL);
    index->derived = true;
    index->plugin = i;
    if (own)
      index->disclosure = (struct disclosure) { &idle, 1, true };
  }
  const struct results *results = world_compute(world);
  assert_non_null(results);
  for (int i = INDEX; i < INDICATORS; i++) {
    struct put_figure puts[4];
    const bool asked[INDICATORS] = { i == INDEX, i == INDEX_OF_INDEX, false };
    for (int d = ASHBY; d <= DENBY; d++)
      puts[d] = (struct put_figure) { i, d, world_period("2025"), 7 * i * counts[d], NAN, NAN, NAN, NAN };
    results = results_with(arena, results_made_of(arena, results, i, asked), puts, 4);
  }
  return results;
}

static enum status status_of(const struct released *released, int indicator)
{
  struct result result;
  released_find(released, indicator, DENBY, world_period("2025"), &result);
  return result.status;
}

static void test_derived(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  for (int marked = 0; marked < 2; marked++) {
    const struct results *results = county(arena, false, marked);
    struct diags *diags = diags_new(arena);
    struct attack attack;
    const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
    assert_int_equal(status_of(released, INDEX), STATUS_SUPPRESSED);
    assert_int_equal(status_of(released, INDEX_OF_INDEX), STATUS_SUPPRESSED);
    assert_int_equal(attacker_audit(arena, released, NULL, diags, &attack), 0);
    released = disclose_results_heeding(arena, results, AUDIENCE_PUBLIC, NULL, HEEDS_ALL & ~(unsigned)HEEDS_PLUGINS);
    assert_int_equal(status_of(released, INDEX), STATUS_PUBLISHED);
    assert_int_equal(attacker_audit(arena, released, NULL, diags, &attack), -1);
    assert_int_equal(attack.found, 1); /* of the index of that index all that it asked for is printed */
    assert_string_equal(diags_at(diags, 0)->code, "STRATA-S006");
    assert_non_null(strstr(diags_at(diags, 0)->message, "'test.2' is published"));
  }
}

/* Rules of its own answer for an indicator, but not where it is made of what is withheld. */
static void test_rules_of_its_own(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  assert_int_equal(status_of(disclose_results(arena, county(arena, true, false), AUDIENCE_PUBLIC), INDEX),
                   STATUS_PUBLISHED);
  assert_int_equal(status_of(disclose_results(arena, county(arena, true, true), AUDIENCE_PUBLIC), INDEX),
                   STATUS_SUPPRESSED);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_derived),
    cmocka_unit_test(test_rules_of_its_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
