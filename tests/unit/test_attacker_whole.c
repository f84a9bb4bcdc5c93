/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts are whole: a rate standardised by age, to three digits, with its limits and its total can leave one set of
 * counts by age.  Here every set is tried, by a way of its own, of what is published.
 */
#include "world.h"

#include "generator.h"
#include "unit.h"

#include "base/cleanup.h"
#include "compute/rounding.h"
#include "compute/standardised.h"
#include "disclose/attacker.h"

#include <math.h>
#include <string.h>

enum { AGES = 3, DISTRICTS = 4, WORLDS = 30 };
enum { TOTAL, RATE };

static const char *const ages[AGES] = { "0-14", "15-64", "65+" };
static const double weights[AGES] = { 16000, 64500, 19500 };

enum {
  ANYWHERE = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};
static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true, .covers = ANYWHERE,
};
static const struct disclosure_rule rounded = {
  .hide_least = 1, .hide_most = 4, .base = 5, .secondary = true, .covers = ANYWHERE,
};

struct county {
  double events[DISTRICTS][AGES], people[DISTRICTS][AGES];
};

static const struct results *results_of(struct arena *arena, const struct county *county,
                                        const struct disclosure_rule *rule)
{
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (uint32_t d = 0; d < DISTRICTS; d++)
    for (int age = 0; age < AGES; age++) {
      world_fact(world, cases, d, "2021", ages[age], county->events[d][age]);
      world_fact(world, people, d, "2021", ages[age], county->people[d][age]);
    }
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure = (struct disclosure) { rule, 1, false };
  struct standard *standard = ARENA_NEW(arena, struct standard);
  *standard = (struct standard) { .by = "type", .reference = NO_INDEX };
  struct indicator *rate = world_indicator(world, "cases", STATISTIC_STANDARDISED);
  world_per(rate, "people", 1000);
  rate->interval = INTERVAL_DOBSON;
  rate->standard = standard;
  rate->disclosure = (struct disclosure) { rule, 1, false };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static bool is_same(double one, double other)
{
  return fabs(one - other) <= 1e-9 * fabs(other);
}

/* Whether EVENTS would be printed as RESULT is. */
static bool is_printed(const struct county *county, int district, const double *events, int base,
                       const struct result *result)
{
  struct stratum strata[AGES];
  double sum = events[0] + events[1] + events[2], level = sum > 0 ? round_to_base(sum, base) / sum : 1;
  for (int age = 0; age < AGES; age++)
    strata[age] = (struct stratum) { events[age] * level, county->people[district][age], events[age] * level,
                                     weights[age] };
  struct standardised found = standardised_direct(strata, AGES, 95);
  return is_same(round_to_base(sum, base), result->numerator)
         && is_same(round_to_three_digits(found.rate * 1000), result->value)
         && is_same(round_to_three_digits(found.interval.lower * 1000), result->lower)
         && is_same(round_to_three_digits(found.interval.upper * 1000), result->upper);
}

/* Every small count of DISTRICT can be 1 and can be 4. */
static void try_all(const struct county *county, int district, int base, const struct result *result)
{
  double least[AGES] = { INFINITY, INFINITY, INFINITY }, most[AGES] = { 0 };
  double low = result->numerator - base / 2, high = result->numerator + base / 2;
  for (double a = 0; a <= high; a++)
    for (double b = 0; a + b <= high; b++)
      for (double c = fmax(0, low - a - b); a + b + c <= high; c++) {
        const double events[AGES] = { a, b, c };
        if (!is_printed(county, district, events, base, result))
          continue;
        for (int age = 0; age < AGES; age++) {
          least[age] = fmin(least[age], events[age]);
          most[age] = fmax(most[age], events[age]);
        }
      }
  for (int age = 0; age < AGES; age++) {
    double own = county->events[district][age];
    assert_true(own >= least[age] && own <= most[age]);
    assert_false(own >= 1 && own <= 4 && (least[age] > 1 || most[age] < 4));
  }
}

static void test_no_count_is_told(void **state)
{
  (void)state;
  struct generator generator = { 20260101 };
  size_t published = 0;
  for (int w = 0; w < WORLDS; w++) {
    auto_arena struct arena *arena = arena_new();
    const struct disclosure_rule *rule = w % 3 == 2 ? &rounded : &below_five;
    struct county county;
    struct attack attack;
    for (int d = 0; d < DISTRICTS; d++)
      for (int age = 0; age < AGES; age++) {
        county.events[d][age] = generator_below(&generator, generator_below(&generator, 2) ? 7 : 30);
        county.people[d][age] = 300 + generator_below(&generator, 9000);
      }
    const struct released *released = disclose_results(arena, results_of(arena, &county, rule), AUDIENCE_PUBLIC);
    if (attacker_audit(arena, released, NULL, diags_new(arena), &attack))
      continue; /* several areas' rates together tell of one: nothing is published then */
    for (int d = 0; d < DISTRICTS; d++) {
      struct result result;
      released_find(released, RATE, d, world_period("2021"), &result);
      if (result.status != STATUS_PUBLISHED)
        continue;
      published++;
      try_all(&county, d, rule->base, &result);
    }
  }
  assert_true(published > WORLDS);
}

/* 27 cases, a rate of 1.56 and its limits are 4, 6 and 17 and nothing else; many fractions would do. */
static void test_audit(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct county county = { 0 };
  for (int d = 0; d < DISTRICTS; d++)
    for (int age = 0; age < AGES; age++) {
      county.events[d][age] = 40 + 10 * age;
      county.people[d][age] = 5000;
    }
  const double events[AGES] = { 4, 6, 17 }, people[AGES] = { 6545, 3848, 7215 };
  memcpy(county.events[ASHBY], events, sizeof events);
  memcpy(county.people[ASHBY], people, sizeof people);
  const struct results *results = results_of(arena, &county, &below_five);
  struct diags *diags = diags_new(arena);
  struct attack attack;
  const struct released *told
    = disclose_results_heeding(arena, results, AUDIENCE_PUBLIC, NULL, HEEDS_ALL & ~(unsigned)HEEDS_AGES);
  assert_int_equal(attacker_audit(arena, told, NULL, diags, &attack), -1);
  assert_int_equal(attack.found, 1);
  assert_string_equal(diags_at(diags, 0)->code, "STRATA-S001");
  assert_non_null(strstr(diags_at(diags, 0)->message, "Ashby, ye-2021-12' is hidden"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_no_count_is_told),
    cmocka_unit_test(test_audit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
