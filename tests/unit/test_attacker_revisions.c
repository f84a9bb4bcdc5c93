/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two editions of one series, and between them a release that changed a count: the appendix says how many rows more
 * and fewer there are, so that what was printed before still tells what is hidden now, give or take so many.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"
#include "disclose/seal.h"

#include <string.h>

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

/* A month of records.  Corby's 3 are hidden, and another district's with them. */
static const struct results *county(struct arena *arena, size_t revision_count)
{
  static const double counts[4] = { 21, 19, 3, 13 };
  static const struct revision revision = { .month = 2022 * 12 + 2, .added = 1 };
  struct world *world = world_new(arena);
  int crimes = world_table(world, "crimes", READER_STREET, FACTS_COUNTS);
  world_supplied(world, crimes, "2022-03", "2022-03");
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, crimes, district, "2022-03", NULL, counts[district]);
  assert_int_equal(revision.month, world_period("2022-03").last);
  world->tables.at[crimes].revisions = &revision;
  world->tables.at[crimes].revision_count = revision_count;
  struct indicator *indicator = world_indicator(world, "crimes", STATISTIC_COUNT);
  indicator->disclosure = (struct disclosure) { &below_five, 1 };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

/* The district that is hidden with Corby, which has more than the rule hides. */
static int hidden_beside(const struct released *released)
{
  static const int others[] = { ASHBY, BARTON, DENBY };
  struct result result;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    released_find(released, 0, others[i], world_period("2022-03"), &result);
    if (result.status == STATUS_SUPPRESSED)
      return others[i];
  }
  return NO_INDEX;
}

static void test_revised_since(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct attack attack;
  struct sealed sealed = { 0 };
  const struct results *results = county(arena, 1);
  const struct released *alone = disclose_results(arena, results, AUDIENCE_PUBLIC);
  int beside = hidden_beside(alone);
  assert_int_not_equal(beside, NO_INDEX);
  assert_int_equal(attacker_audit(arena, alone, NULL, diags_new(arena), &attack), 0);
  /* An edition before printed one fewer of it: with one row more since, it has the same or one more. */
  struct result now;
  results_find(results, 0, beside, world_period("2022-03"), &now);
  *VEC_ADD(arena, &sealed) = (struct printed_count) { 0, false, beside, world_period("2022-03"),
                                                      now.numerator - 1, 0 };
  struct diags *diags = diags_new(arena);
  assert_int_equal(attacker_audit(arena, alone, &sealed, diags, &attack), -1);
  assert_non_null(strstr(diags_at(diags, 0)->message, "Corby, 2022-03' is hidden"));
  assert_non_null(strstr(diags_at(diags, 0)->message, "one of 2 counts"));
  /* Those who protect have it in mind. */
  const struct released *after
    = disclose_results_after(arena, results, AUDIENCE_PUBLIC, &sealed);
  assert_int_equal(attacker_audit(arena, after, &sealed, diags_new(arena), &attack), 0);
  /* Where no release is declared nobody knows how far the count may have moved. */
  results = county(arena, 0);
  alone = disclose_results(arena, results, AUDIENCE_PUBLIC);
  assert_int_equal(attacker_audit(arena, alone, &sealed, diags_new(arena), &attack), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_revised_since),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
