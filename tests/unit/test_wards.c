/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures by ward: sums of the small areas that are fitted to each, over both vintages, and under rules.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/intervals.h"
#include "compute/wards.h"
#include "disclose/attacker.h"

#include <string.h>

enum { CRIMES, PEOPLE, SURVEY };
enum { NORTH, SOUTH, EAST, WARDS };

/* Two wards of Ashby and one of Barton.  Until 2022 the records are coded to LSOAs of 2011: "old", of which
 * North's "new" ones were made. */
struct town {
  struct world *world;
  uint32_t kept[4], old, split[2];
};

static struct town town_new(struct arena *arena)
{
  struct town town = { .world = world_new(arena) };
  struct world *world = town.world;
  for (int i = 0; i < 4; i++)
    town.kept[i] = world_small(world, arena_printf(arena, "E0100000%d", i), i < 3 ? ASHBY : BARTON, 0);
  town.old = world_small(world, "E01000010", ASHBY, 2011);
  town.split[0] = world_small(world, "E01000011", ASHBY, 2021);
  town.split[1] = world_small(world, "E01000012", ASHBY, 2021);
  const uint32_t north[] = { town.kept[0], town.split[0], town.split[1] };
  world_ward(world, "North", north, 3);
  world_ward(world, "South", &town.kept[1], 2);
  world_ward(world, "East", &town.kept[3], 1);
  world_table(world, "crimes", READER_STREET, FACTS_COUNTS);
  world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  world_supplied(world, CRIMES, "2021-01", "2022-12");
  for (int i = 0; i < 4; i++) {
    world_fact(world, CRIMES, town.kept[i], "2021-05", NULL, 40 + i);
    world_fact(world, CRIMES, town.kept[i], "2022-05", NULL, 10 * (i + 1));
    world_fact(world, PEOPLE, town.kept[i], "2021", NULL, 1500 + i);
  }
  world_fact(world, CRIMES, town.old, "2021-06", NULL, 6);
  world_fact(world, CRIMES, town.old, "2021-08", NULL, 1);
  world_fact(world, CRIMES, town.split[0], "2022-06", NULL, 3);
  world_fact(world, CRIMES, town.split[1], "2022-06", NULL, 4);
  for (int i = 0; i < 2; i++)
    world_fact(world, PEOPLE, town.split[i], "2021", NULL, 1000);
  for (uint32_t area = ASHBY; area <= DENBY; area++)
    world_fact(world, PEOPLE, area, "2021", NULL, 9000);
  world_per(world_indicator(world, "crimes", STATISTIC_RATE), "people", 1000);
  world_indicator(world, "crimes", STATISTIC_COUNT);
  return town;
}

static struct ward_result ward_of(const struct results *results, int indicator, int area,
                                  const char *period, int ward)
{
  struct ward_result wards[WARDS];
  results_wards(results, indicator, area, world_period(period), wards);
  return wards[ward];
}

static void test_wards_are_sums(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(town_new(arena).world);
  struct ward_result north = ward_of(results, 0, ASHBY, "2022", NORTH);
  assert_int_equal(north.status, STATUS_PUBLISHED);
  assert_int_equal(north.small_areas, 3);
  assert_near(north.numerator, 17, 0);
  assert_near(north.denominator, 3500, 0);
  assert_near(north.value, 17.0 / 3500 * 1000, 1e-12);
  struct interval byar = poisson_interval(17, 95);
  assert_near(north.lower, byar.lower / 3.5, 1e-9);
  assert_near(north.upper, byar.upper / 3.5, 1e-9);
  assert_non_null(strstr(north.method, "Byar"));
  assert_near(ward_of(results, 1, ALL, "2022", SOUTH).value, 50, 0);
  assert_near(ward_of(results, 1, ALL, "2022", EAST).value, 40, 0);
  assert_int_equal(ward_of(results, 1, ASHBY, "2022", EAST).status, STATUS_NOT_APPLICABLE);
  assert_int_equal(ward_of(results, 1, ASHBY, "2023", NORTH).status, STATUS_UNAVAILABLE);
  /* All of them are the district, as long as each neighbourhood has one. */
  assert_near(ward_of(results, 1, ALL, "2022", NORTH).value + 50,
              world_find(results, 1, ASHBY, "2022").value, 0);
}

/* North is another place in 2021, unless the lookup fits what it was made of to it. */
static void test_wards_of_two_vintages(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct town town = town_new(arena);
  const struct results *results = world_compute(town.world);
  struct ward_result wards[WARDS];
  assert_int_equal(results_wards(results, 1, ASHBY, world_period("2021"), wards), 1);
  assert_int_equal(wards[NORTH].status, STATUS_UNAVAILABLE);
  assert_true(isnan(wards[NORTH].numerator));
  assert_near(wards[SOUTH].value, 83, 0);
  assert_int_equal(results_wards(results, 1, ASHBY, world_period("2022"), wards), 0);

  town.world->small.at[town.old - PLACE_SMALL].ward = NORTH;
  results = world_compute(town.world);
  assert_int_equal(results_wards(results, 1, ASHBY, world_period("2021"), wards), 0);
  assert_near(wards[NORTH].value, 47, 0);
  assert_near(ward_of(results, 1, ASHBY, "2022", NORTH).value, 17, 0);
  /* Twelve months that are coded to both are nobody's. */
  assert_int_equal(ward_of(results, 1, ASHBY, "ye-2022-06", NORTH).status, STATUS_UNAVAILABLE);

  /* With another one of 2011 that has no ward North may be that one, too. */
  uint32_t loose = world_small(town.world, "E01000013", ASHBY, 2011);
  world_fact(town.world, CRIMES, loose, "2021-06", NULL, 1);
  results = world_compute(town.world);
  assert_int_equal(results_wards(results, 1, ASHBY, world_period("2021"), wards), 1);
  assert_int_equal(wards[NORTH].status, STATUS_UNAVAILABLE);
  assert_int_equal(wards[SOUTH].status, STATUS_PUBLISHED);
}

/* A lookup of LSOAs of 2011 alone: what was drawn anew in 2021 is in no ward. */
static void test_wards_of_2011(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct town town = town_new(arena);
  town.world->small.at[town.old - PLACE_SMALL].ward = NORTH;
  for (int i = 0; i < 2; i++)
    town.world->small.at[town.split[i] - PLACE_SMALL].ward = NO_INDEX;
  const struct results *results = world_compute(town.world);
  assert_near(ward_of(results, 1, ASHBY, "2021", NORTH).value, 47, 0);
  assert_int_equal(ward_of(results, 1, ASHBY, "2022", NORTH).status, STATUS_UNAVAILABLE);
  assert_near(ward_of(results, 1, ASHBY, "2022", SOUTH).value, 50, 0);
}

static void test_what_adds_up(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct town town = town_new(arena);
  struct world *world = town.world;
  int survey = world_table(world, "survey", READER_TIDY, FACTS_RATIOS);
  for (int i = 0; i < 4; i++)
    world_ratio(world, survey, town.kept[i], "2021", 30 + i, 100);
  int scores = world_table(world, "scores", READER_TIDY, FACTS_COUNTS);
  for (int i = 0; i < 4; i++)
    world_fact(world, scores, town.kept[i], "2021", NULL, 5);
  world_indicator(world, "survey", STATISTIC_PROPORTION)->scale = 100;
  world_indicator(world, "scores", STATISTIC_GIVEN);
  const struct results *results = world_compute(world);
  struct ward_result south = ward_of(results, 2, ASHBY, "2021", SOUTH);
  assert_near(south.value, 31.5, 1e-12);
  struct interval wilson = wilson_interval(63, 200, 95);
  assert_near(south.lower, 100 * wilson.lower, 1e-9);
  assert_int_equal(ward_of(results, 2, ASHBY, "2021", NORTH).status, STATUS_UNAVAILABLE);
  assert_int_equal(ward_of(results, 3, ASHBY, "2021", SOUTH).status, STATUS_NOT_APPLICABLE);
}

/* ---- under rules --------------------------------------------------------------------------- */

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

/* FITTED: with wards.  LOOSE: two in a neighbourhood without a ward, so that the district tells less. */
static const struct results *under(struct arena *arena, const struct disclosure_rule *rule, bool fitted,
                                   bool loose)
{
  struct town town = town_new(arena);
  if (loose)
    world_fact(town.world, CRIMES, world_small(town.world, "E01000013", ASHBY, 2021), "2022-06", NULL, 2);
  if (!fitted)
    town.world->wards.len = 0;
  for (size_t i = 0; i < town.world->small.len && !fitted; i++)
    town.world->small.at[i].ward = NO_INDEX;
  for (int i = 0; i < 2; i++)
    town.world->indicators.at[i].disclosure = (struct disclosure) { rule, 1 };
  return world_compute(town.world);
}

static struct attack attack_on(struct arena *arena, const struct released *released,
                               struct diags *diags)
{
  struct attack attack;
  int failed = attacker_audit(arena, released, NULL, diags, &attack);
  assert_int_equal(failed, attack.found ? -1 : 0);
  assert_int_equal(attack.untrue, 0);
  return attack;
}

/* Wards are hidden as their neighbourhoods are: all.  Then the audit needs no equation for them. */
static void test_hidden_with_all_neighbourhoods(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule districts = below_five;
  districts.covers &= ~(unsigned)COVERS_SMALL_AREAS;
  const struct disclosure_rule *const rules[] = { &below_five, &districts };
  for (int r = 0; r < 2; r++) {
    struct attack attacks[2];
    for (int fitted = 0; fitted < 2; fitted++) {
      const struct released *released
        = disclose_results(arena, under(arena, rules[r], fitted, false), AUDIENCE_PUBLIC);
      struct ward_result wards[WARDS];
      released_wards(released, 0, ALL, world_period("2022"), wards);
      for (int w = 0; w < WARDS && fitted; w++) {
        assert_int_equal(wards[w].status, STATUS_SUPPRESSED);
        assert_true(isnan(wards[w].numerator) && isnan(wards[w].value) && isnan(wards[w].upper));
      }
      attacks[fitted] = attack_on(arena, released, diags_new(arena));
      assert_int_equal(attacks[fitted].found, 0);
    }
    assert_int_equal(attacks[0].relations, attacks[1].relations);
  }
}

static bool leaky;

size_t __real_released_wards(const struct released *released, int indicator, int area,
                             struct period period, struct ward_result *ret);
size_t __wrap_released_wards(const struct released *released, int indicator, int area,
                             struct period period, struct ward_result *ret);

/* LEAKY: as if nobody had thought of what a ward with one hidden neighbourhood tells. */
size_t __wrap_released_wards(const struct released *released, int indicator, int area,
                             struct period period, struct ward_result *ret)
{
  size_t result = __real_released_wards(released, indicator, area, period, ret);
  bool counted = indicator == 1 && area == ASHBY && period_months(period) == 12
                 && period.last == world_period("2022").last;
  if (leaky && counted) {
    assert_int_equal(ret[NORTH].status, STATUS_SUPPRESSED);
    ret[NORTH] = (struct ward_result) { .numerator = 17, .denominator = NAN, .value = 17 };
  }
  return result;
}

/* Each by itself: a ward is shown where all of its neighbourhoods are.  Were it shown otherwise, the audit knows
 * that it is their sum. */
static void test_hidden_each_by_itself(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule each = below_five;
  each.secondary = false;
  each.covers = COVERS_SMALL_AREAS;
  each.hide_most = 3; /* of North's three and four, one */
  const struct results *results = under(arena, &each, true, true);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  struct ward_result wards[WARDS];
  released_wards(released, 1, ASHBY, world_period("2022"), wards);
  assert_int_equal(wards[NORTH].status, STATUS_SUPPRESSED);
  assert_near(wards[SOUTH].value, 50, 0);
  /* The one of August 2021 is all that its district, which is printed, has. */
  struct diags *before = diags_new(arena), *diags = diags_new(arena);
  assert_int_equal(attack_on(arena, released, before).found, 1);
  assert_non_null(strstr(diags_at(before, 0)->message, "'test.1, E01000010, 2021-08'"));
  leaky = true;
  struct attack attack = attack_on(arena, released, diags);
  leaky = false;
  assert_true(attack.found > 1);
  assert_non_null(strstr(diags_at(diags, 1)->message, "E01000011"));
  bool by_ward = false;
  for (size_t i = 0; i < diags_count(diags); i++)
    for (size_t h = 0; h < diags_at(diags, i)->hint_count; h++)
      by_ward = by_ward || strstr(diags_at(diags, i)->hints[h], "North = E01000000 + E01000011 [c] + E01000012");
  assert_true(by_ward);

  each.hide_most = 0;
  each.base = 5;
  released = disclose_results(arena, under(arena, &each, true, true), AUDIENCE_PUBLIC);
  released_wards(released, 1, ASHBY, world_period("2022"), wards);
  assert_near(wards[NORTH].numerator, 15, 0); /* not 10 and 5 and 5 */
  assert_int_equal(attack_on(arena, released, diags_new(arena)).found, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_wards_are_sums),
    cmocka_unit_test(test_wards_of_two_vintages),
    cmocka_unit_test(test_wards_of_2011),
    cmocka_unit_test(test_what_adds_up),
    cmocka_unit_test(test_hidden_with_all_neighbourhoods),
    cmocka_unit_test(test_hidden_each_by_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
