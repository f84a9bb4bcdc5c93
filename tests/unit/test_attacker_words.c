/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rank or a word can give a hidden count away.  Here the protection of ranks and words is off: released_find
 * is wrapped (-Wl,--wrap), and says of hidden districts what is true.  The attacker takes it for a bound and
 * finds the count that is hidden beside it.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"

#include <math.h>
#include <string.h>

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

enum leak { LEAKS_NOTHING, LEAKS_RANKS, LEAKS_HIGHER, LEAKS_ROSE };

/* What the edition lets out. */
static struct {
  enum leak what;
  const struct results *plain;
} leaky;

void __real_released_find(const struct released *released, int indicator, int area,
                          struct period period, struct result *ret);
void __wrap_released_find(const struct released *released, int indicator, int area,
                          struct period period, struct result *ret);

void __wrap_released_find(const struct released *released, int indicator, int area,
                          struct period period, struct result *ret)
{
  struct result truth;
  __real_released_find(released, indicator, area, period, ret);
  if (leaky.what == LEAKS_NOTHING)
    return;
  results_find(leaky.plain, indicator, area, period, &truth);
  if (leaky.what == LEAKS_RANKS) {
    ret->rank = truth.rank;
    ret->rank_of = truth.rank_of;
  } else if (leaky.what == LEAKS_HIGHER && truth.value > truth.comparator_value) {
    ret->comparator_value = truth.comparator_value;
    ret->significance = SIGNIFICANCE_HIGHER;
  } else if (leaky.what == LEAKS_ROSE && truth.numerator > truth.before_numerator) {
    ret->before = truth.before;
    ret->change = CHANGE_ROSE;
  }
}

/* Rates of two years.  In the second Corby has 1 and is hidden, and so is Denby, which has 12 and the highest
 * rate: how many the two have together is what the county leaves. */
static const struct results *county(struct arena *arena)
{
  static const double counts[2][4] = { { 10, 12, 7, 11 }, { 11, 11, 1, 12 } };
  static const double residents[4] = { 12000, 11000, 3000, 10500 };
  struct world *world = world_new(arena);
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
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static void test_words(void **state)
{
  (void)state;
  static const enum leak leaks[] = { LEAKS_RANKS, LEAKS_HIGHER, LEAKS_ROSE };
  auto_arena struct arena *arena = arena_new();
  struct attack attack;
  leaky.plain = county(arena);
  leaky.what = LEAKS_NOTHING;
  const struct released *released = disclose_results(arena, leaky.plain, AUDIENCE_PUBLIC);
  assert_int_equal(attacker_audit(arena, released, NULL, diags_new(arena), &attack), 0);
  assert_int_equal(attack.sensitive, 1);
  for (size_t i = 0; i < sizeof leaks / sizeof *leaks; i++) {
    struct diags *diags = diags_new(arena);
    leaky.what = leaks[i];
    assert_int_equal(attacker_audit(arena, released, NULL, diags, &attack), -1);
    assert_int_equal(attack.found, 1);
    assert_non_null(strstr(diags_at(diags, 0)->message, "'test.1, Corby, ye-2022-12' is hidden"));
  }
  leaky.what = LEAKS_NOTHING;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
