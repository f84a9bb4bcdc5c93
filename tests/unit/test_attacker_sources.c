/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is published beside figures of areas: neighbourhoods, the rows of a source in the appendix, rates
 * standardised by age.  Each is left out of the protection in turn: then the attacker, who has his own
 * equations for it, finds what it gives away and names it; and with it in, he finds nothing.
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

static void put_under(struct indicator *indicator, const struct disclosure_rule *rule)
{
  indicator->disclosure = (struct disclosure) { rule, 1 };
}

/* Attacks RESULTS, published with HEEDS.  How many counts are found; where any are, one must be said in
 * WORDS. */
static size_t found_in(struct arena *arena, const struct results *results, unsigned heeds,
                       const char *words)
{
  struct attack attack;
  struct diags *diags = diags_new(arena);
  const struct released *released
    = disclose_results_heeding(arena, results, AUDIENCE_PUBLIC, NULL, heeds);
  int failed = attacker_audit(arena, released, NULL, diags, &attack);
  assert_int_equal(failed, attack.found ? -1 : 0);
  assert_int_equal(diags_with_code(diags, "STRATA-S003"), 0);
  assert_int_equal(attack.untrue, 0);
  assert_true(attack.sensitive > 0);
  bool said = !attack.found;
  for (size_t i = 0; i < diags_count(diags); i++)
    said = said || strstr(diags_at(diags, i)->message, words);
  if (!said)
    fail_msg("'%s' is said, not '%s'", diags_at(diags, 0)->message, words);
  return attack.found;
}

/* A year of robberies and thefts by neighbourhood, two a district; three robberies in Corby.  RULE is for
 * robberies. */
static const struct results *by_neighbourhood(struct arena *arena, const struct disclosure_rule *rule)
{
  struct world *world = world_new(arena);
  int crimes = world_table(world, "crimes", READER_STREET, FACTS_COUNTS);
  world_supplied(world, crimes, "2022-01", "2022-03");
  for (int district = ASHBY; district <= DENBY; district++)
    for (int half = 0; half < 2; half++) {
      uint32_t small
        = world_small(world, arena_printf(arena, "E0100%04d", 2 * district + half), district, 0);
      for (int month = 0; month < 3; month++) {
        bool few = district == CORBY && month == 1;
        const char *when = period_code(arena, (struct period) { month_of(2022, 1) + month, PERIOD_MONTH });
        world_fact(world, crimes, small, when, "Robbery", few ? 1 + half : 20 + 3 * district + month);
        world_fact(world, crimes, small, when, "Theft", 30 + 7 * half + month);
      }
    }
  struct indicator *robbery = world_indicator(world, "crimes", STATISTIC_COUNT);
  world_where(world, robbery, false, "Robbery");
  put_under(robbery, rule);
  world_indicator(world, "crimes", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static void test_neighbourhoods(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule districts = below_five;
  districts.covers &= ~(unsigned)COVERS_SMALL_AREAS;
  const struct results *results = by_neighbourhood(arena, &districts);
  /* The rule is for districts, but a district is its neighbourhoods. */
  assert_true(found_in(arena, results, HEEDS_ALL & ~HEEDS_SMALL_AREAS, "Corby, 2022-02") > 0);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
  assert_int_equal(found_in(arena, by_neighbourhood(arena, &below_five), HEEDS_ALL, ""), 0);
}

/* Half a year of robberies, of which the county has three in June: no year is printed that could give them
 * away.  The file has a row for each; MORE: and rows of something that nobody counts. */
static const struct results *half_a_year(struct arena *arena, bool more)
{
  struct world *world = world_new(arena);
  int crimes = world_table(world, "crimes", READER_STREET, FACTS_COUNTS);
  world_supplied(world, crimes, "2022-01", "2022-06");
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    for (int month = 1; month <= 6; month++) {
      const char *when = period_code(arena, (struct period) { month_of(2022, month), PERIOD_MONTH });
      bool few = month == 6;
      world_fact(world, crimes, district, when, "Robbery", few ? district == CORBY ? 3 : 0 : 9 + 2 * month + (int)district);
      if (more)
        world_fact(world, crimes, district, when, "Theft", 40);
    }
  struct indicator *robbery = world_indicator(world, "crimes", STATISTIC_COUNT);
  world_where(world, robbery, false, "Robbery");
  put_under(robbery, &below_five);
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static void test_rows(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = half_a_year(arena, false);
  struct result result;
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  assert_true(found_in(arena, results, HEEDS_ALL & ~HEEDS_ROWS, ", 2022-06'") > 0);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
  /* Another month goes with it, and no more than is needed. */
  size_t hidden = 0;
  for (int month = 1; month <= 6; month++) {
    released_find(released, 0, ALL, (struct period) { month_of(2022, month), PERIOD_MONTH }, &result);
    hidden += result.status == STATUS_SUPPRESSED;
  }
  assert_int_equal(hidden, 2);
  /* Among rows of which nobody prints what they are, the three are anything: nothing is lost. */
  results = half_a_year(arena, true);
  assert_int_equal(found_in(arena, results, HEEDS_ALL & ~HEEDS_ROWS, ""), 0);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
}

/* Robberies, thefts, what is no theft, and all crime by district, of which there are few robberies, all in Corby, in the second month; and a
 * type of crime that the reader knows and the source has not. */
static const struct results *with_what_never_was(struct arena *arena, const struct disclosure_rule *rule)
{
  struct world *world = world_new(arena);
  int crimes = world_table(world, "crimes", READER_STREET, FACTS_COUNTS);
  world_supplied(world, crimes, "2022-01", "2022-02");
  world_never(world, crimes, "Violent crime");
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    for (int month = 1; month <= 2; month++) {
      const char *when = period_code(arena, (struct period) { month_of(2022, month), PERIOD_MONTH });
      world_fact(world, crimes, district, when, "Robbery", month == 1 ? 20 : district == CORBY ? 4 : 0);
      world_fact(world, crimes, district, when, "Theft", 30 + (int)district);
    }
  for (int which = 0; which < 4; which++) {
    struct indicator *indicator = world_indicator(world, "crimes", STATISTIC_COUNT);
    if (which < 3)
      world_where(world, indicator, which == 2, which ? "Theft" : "Robbery");
    if (which == 0)
      put_under(indicator, rule);
  }
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

/* What never was shelters nothing: neither those who protect lean on it, nor does the attacker believe in it. */
static void test_never_recorded(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  enum { THEFT = 1, NO_THEFT, EVERYTHING };
  const struct period month = { month_of(2022, 2), PERIOD_MONTH };
  const struct results *results = with_what_never_was(arena, &below_five);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  struct result theft, no_theft, all;
  released_find(released, THEFT, CORBY, month, &theft);
  released_find(released, EVERYTHING, CORBY, month, &all);
  released_find(released, NO_THEFT, CORBY, month, &no_theft);
  assert_int_equal(no_theft.status, STATUS_SUPPRESSED);
  assert_true(theft.status == STATUS_SUPPRESSED || all.status == STATUS_SUPPRESSED);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
  /* Robberies alone are hidden: each is all crime but theft. */
  struct disclosure_rule alone = below_five;
  alone.hide_most = 100;
  alone.secondary = false;
  struct attack attack;
  struct diags *diags = diags_new(arena);
  results = with_what_never_was(arena, &alone);
  released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  assert_int_equal(attacker_audit(arena, released, NULL, diags, &attack), -1);
  assert_true(attack.found > 0);
}

static const char *const two_ages[] = { "0-64", "65+" }, *const three_ages[] = { "0-39", "40-64", "65+" };

/* Many of the second age in Barton, and of the third in Denby. */
static double people_of(int district, int age)
{
  bool more = (district == BARTON && age == 1) || (district == DENBY && age == 2);
  return 9000 - 2100 * age + 330 * district + (more ? 12000 : 0);
}

/* Cases and people of COUNT ages: of the eldest in Corby, and of all eldest where FEW_OF_ALL, there are few.
 * Their total is printed, what is standardised and (SPLIT) the ages too, of which the youngest in Corby are
 * few as well. */
static const struct results *by_age(struct arena *arena, const char *const *ages, int count, int reference,
                                    bool split, bool few_of_all)
{
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    for (int age = 0; age < count; age++) {
      int many = few_of_all ? 3 + 2 * age + (int)district : 40 + 9 * age + 7 * (int)district;
      int few = district == CORBY ? 3 : 0;
      bool eldest = age == count - 1, youngest = split && age == 0;
      bool small = (eldest && few_of_all) || (district == CORBY && (eldest || youngest));
      world_fact(world, cases, district, "2021", ages[age], small ? few : many);
      world_fact(world, people, district, "2021", ages[age], people_of((int)district, age));
    }
  put_under(world_indicator(world, "cases", STATISTIC_COUNT), &below_five);
  struct standard *standard = ARENA_NEW(arena, struct standard);
  *standard = (struct standard) { .by = "type", .reference = reference };
  struct indicator *rate = world_indicator(
    world, "cases", reference == NO_INDEX ? STATISTIC_STANDARDISED : STATISTIC_RATIO);
  world_per(rate, "people", reference == NO_INDEX ? 100000 : 100);
  rate->interval = reference == NO_INDEX ? INTERVAL_DOBSON : INTERVAL_BYAR;
  rate->standard = standard;
  put_under(rate, &below_five);
  for (int age = 0; age < count && split; age++) {
    struct indicator *of_age = world_indicator(world, "cases", STATISTIC_COUNT);
    world_where(world, of_age, false, ages[age]);
    put_under(of_age, &below_five);
  }
  const struct results *results = world_compute(world);
  if (!results)
    diags_print(world->diags, stderr, DIAG_TEXT);
  assert_non_null(results);
  return results;
}

enum { TOTAL, STANDARDISED };

static enum status status_of(struct arena *arena, const struct results *results, int indicator,
                             int area)
{
  struct result result;
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  released_find(released, indicator, area, world_period("2021"), &result);
  return result.status;
}

static void test_ages(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  unsigned without = HEEDS_ALL & ~HEEDS_AGES;
  /* A total and a rate: two equations for two ages that nobody prints. */
  const struct results *results = by_age(arena, two_ages, 2, NO_INDEX, false, false);
  assert_true(found_in(arena, results, without, ", Corby, ye-2021-12'") > 0);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
  assert_int_equal(status_of(arena, results, STANDARDISED, CORBY), STATUS_SUPPRESSED);
  assert_int_equal(status_of(arena, results, STANDARDISED, ASHBY), STATUS_PUBLISHED);
  assert_int_equal(status_of(arena, results, TOTAL, CORBY), STATUS_PUBLISHED);
  /* Ages that are printed, but for those that are hidden. */
  results = by_age(arena, three_ages, 3, NO_INDEX, true, false);
  assert_true(found_in(arena, results, without, "ye-2021-12'") > 0);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
  /* What is expected of four districts is of the same three ages of the county. */
  results = by_age(arena, three_ages, 3, ALL, false, true);
  assert_true(found_in(arena, results, without, "All, ye-2021-12'") > 0);
  assert_int_equal(found_in(arena, results, HEEDS_ALL, ""), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_neighbourhoods),
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_never_recorded),
    cmocka_unit_test(test_ages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
