/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A goal that is met or not and an initiative's effect can give a hidden count away.  Here what keeps them back is
 * off: released_goal_verdict and released_initiative are wrapped (-Wl,--wrap), and say what is true also where a
 * district is hidden.  The attacker takes it, and the audit names the count.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"

#include <string.h>

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

enum leak { LEAKS_NOTHING, LEAKS_GOALS, LEAKS_INITIATIVES };

/* What the edition lets out. */
static struct {
  enum leak what;
  const struct results *plain;
} leaky;

enum goal_verdict __real_released_goal_verdict(const struct released *released, int indicator, int area,
                                               struct period period);
enum goal_verdict __wrap_released_goal_verdict(const struct released *released, int indicator, int area,
                                               struct period period);
bool __real_released_initiative(const struct released *released, const struct initiative *initiative,
                                struct initiative_result *ret);
bool __wrap_released_initiative(const struct released *released, const struct initiative *initiative,
                                struct initiative_result *ret);

enum goal_verdict __wrap_released_goal_verdict(const struct released *released, int indicator, int area,
                                               struct period period)
{
  return leaky.what == LEAKS_GOALS ? results_goal_verdict(leaky.plain, indicator, area, period)
                                   : __real_released_goal_verdict(released, indicator, area, period);
}

bool __wrap_released_initiative(const struct released *released, const struct initiative *initiative,
                                struct initiative_result *ret)
{
  if (leaky.what != LEAKS_INITIATIVES)
    return __real_released_initiative(released, initiative, ret);
  results_initiative(leaky.plain, initiative, ret);
  return true;
}

static const struct goal goal = { .lower = 0.5, .set_by = "the board" };
static const int treated[] = { CORBY }, control[] = { ASHBY }, beside[] = { BARTON };

/* Rates of two years.  In the second Corby has 1 and is hidden, and so is Denby, which has 12: 1.14 of 1,000 (0.59 to
 * 2.00), more than the goal; eleven are the fewest of which that is said.  Something was done in Corby between the two, with Ashby for a control. */
static const struct results *county(struct arena *arena)
{
  static const double counts[2][4] = { { 10, 12, 7, 11 }, { 11, 11, 1, 12 } };
  static const double residents[4] = { 12000, 11000, 3000, 10500 };
  struct world *world = world_new(arena);
  struct initiative *initiative = ARENA_NEW(arena, struct initiative);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    for (int y = 0; y < 2; y++)
      world_fact(world, cases, district, y ? "2022" : "2021", NULL, counts[y][district]);
    world_fact(world, people, district, "2020", NULL, residents[district]);
  }
  struct indicator *rate = world_indicator(world, "cases", STATISTIC_RATE);
  world_per(rate, "people", 1000);
  rate->disclosure = (struct disclosure) { &below_five, 1 };
  rate->polarity = POLARITY_LOWER_IS_BETTER;
  rate->goal = &goal;
  *initiative = (struct initiative) {
    .id = "patrols", .title = "Patrols", .indicator = 0,
    .before = world_period("2021"), .after = world_period("2022"),
    .parts = { { treated, 1 }, { control, 1 }, { beside, 1 }, { control, 1 } },
  };
  world->catalog.initiatives = initiative;
  world->catalog.initiative_count = 1;
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static bool gives(const struct diag *finding, const char *reason)
{
  for (size_t i = 0; i < finding->hint_count; i++)
    if (strstr(finding->hints[i], reason))
      return true;
  return false;
}

static void test_verdicts(void **state)
{
  (void)state;
  static const struct {
    enum leak leak;
    const char *because;
  } leaks[] = {
    { LEAKS_GOALS, "Corby [c]" },
    { LEAKS_INITIATIVES, "an initiative" },
  };
  auto_arena struct arena *arena = arena_new();
  struct attack attack;
  struct initiative_result seen;
  leaky.plain = county(arena);
  leaky.what = LEAKS_NOTHING;
  const struct released *released = disclose_results(arena, leaky.plain, AUDIENCE_PUBLIC);
  const struct catalog *catalog = released_catalog(released);
  struct period now = world_period("2022");
  assert_int_equal(attacker_audit(arena, released, NULL, diags_new(arena), &attack), 0);
  assert_int_equal(attack.sensitive, 1);
  /* As it is published, nothing is said of a hidden district. */
  assert_int_equal(released_goal_verdict(released, 0, DENBY, now), GOAL_NO_FIGURE);
  assert_int_equal(results_goal_verdict(leaky.plain, 0, DENBY, now), GOAL_NOT_MET);
  assert_true(released_initiative(released, &catalog->initiatives[0], &seen));
  assert_int_equal(seen.status, STATUS_UNAVAILABLE);
  for (size_t i = 0; i < sizeof leaks / sizeof *leaks; i++) {
    struct diags *diags = diags_new(arena);
    leaky.what = leaks[i].leak;
    assert_int_equal(attacker_audit(arena, released, NULL, diags, &attack), -1);
    assert_int_equal(attack.found, 1);
    assert_non_null(strstr(diags_at(diags, 0)->message, "'test.1, Corby, ye-2022-12' is hidden"));
    assert_true(gives(diags_at(diags, 0), leaks[i].because));
  }
  leaky.what = LEAKS_NOTHING;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_verdicts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
