/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rates and ratios that are standardised by age, of counts that a rule rounds: an attacker who has the people of
 * each age, and even the true share of each age in the events, turns them back into a count.  Without a rule he
 * gets the true one, with a rule the rounded one, from no more digits than are printed.
 */
#include "world.h"

#include "generator.h"
#include "unit.h"

#include "base/cleanup.h"
#include "compute/standardised.h"
#include "disclose/disclose.h"

#include <math.h>
#include <stdio.h>

enum { AGES = 4, DISTRICTS = 4, WORLDS = 40 };
enum { DIRECT, RATIO, INDIRECT, KINDS };

static const char *const ages[AGES] = { "0-19", "20-44", "45-69", "70+" };
static const double weights[AGES] = { 21500, 32500, 32000, 14000 };

struct county {
  double events[DISTRICTS][AGES], people[DISTRICTS][AGES];
  const struct results *plain;
};

/* Each of the three ways of an indicator under RULES. */
static void add_indicator(struct world *world, int kind, const struct disclosure_rule *rule)
{
  struct standard *standard = ARENA_NEW(world->arena, struct standard);
  *standard = (struct standard) { .by = "type", .reference = kind == DIRECT ? NO_INDEX : ALL };
  struct indicator *indicator
    = world_indicator(world, "cases", kind == RATIO ? STATISTIC_RATIO : STATISTIC_STANDARDISED);
  world_per(indicator, "people", kind == RATIO ? 100 : 100000);
  indicator->interval = kind == DIRECT ? INTERVAL_DOBSON : INTERVAL_BYAR;
  indicator->standard = standard;
  indicator->disclosure = (struct disclosure) { rule, 1 };
}

static void make_county(struct arena *arena, struct generator *generator,
                        const struct disclosure_rule *rule, struct county *county)
{
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  for (int d = 0; d < DISTRICTS; d++)
    for (int age = 0; age < AGES; age++) {
      county->events[d][age] = 5 + generator_below(generator, 16);
      county->people[d][age] = 4000 + generator_below(generator, 9000);
      world_fact(world, cases, (uint32_t)d, "2021", ages[age], county->events[d][age]);
      world_fact(world, people, (uint32_t)d, "2021", ages[age], county->people[d][age]);
    }
  for (int kind = 0; kind < KINDS; kind++)
    add_indicator(world, kind, rule);
  county->plain = world_compute(world);
  assert_non_null(county->plain);
}

static double count_of(const struct county *county, int district)
{
  double count = 0;
  for (int age = 0; age < AGES; age++)
    count += county->events[district][age];
  return count;
}

/* What a district would have at the county's rates, and the county's rate. */
static double expected(const struct county *county, int district, double *ret_rate)
{
  double sum = 0, all_events = 0, all_people = 0;
  for (int age = 0; age < AGES; age++) {
    double events = 0, people = 0;
    for (int d = 0; d < DISTRICTS; d++) {
      events += county->events[d][age];
      people += county->people[d][age];
    }
    sum += county->people[district][age] * events / people;
    all_events += events;
    all_people += people;
  }
  *ret_rate = all_events / all_people;
  return sum;
}

/* The count that VALUE is made of. */
static double turn_back(const struct county *county, int kind, int district, double value)
{
  double rate, count = count_of(county, district), of_one = 0;
  if (kind != DIRECT) {
    double all = expected(county, district, &rate);
    return kind == RATIO ? value / 100 * all : value / 100000 / rate * all;
  }
  for (int age = 0; age < AGES; age++)
    of_one += weights[age] / 100000 / county->people[district][age]
              * county->events[district][age] / count;
  return value / 100000 / of_one;
}

/* The limits that COUNT events would have, as old as the true ones. */
static struct interval limits_of(const struct county *county, int kind, int district, double count)
{
  double rate, share = count / count_of(county, district);
  struct stratum strata[AGES];
  if (kind != DIRECT) {
    double all = expected(county, district, &rate), scale = kind == RATIO ? 100 : 100000 * rate;
    struct interval of_count = poisson_interval(count, 95);
    return (struct interval) { of_count.lower / all * scale, of_count.upper / all * scale };
  }
  for (int age = 0; age < AGES; age++) {
    double events = county->events[district][age] * share;
    strata[age] = (struct stratum) { events, county->people[district][age], events, weights[age] };
  }
  struct interval found = standardised_direct(strata, AGES, 95).interval;
  return (struct interval) { found.lower * 100000, found.upper * 100000 };
}

static void assert_three_digits(double value)
{
  char text[32];
  double printed;
  snprintf(text, sizeof text, "%.2e", value);
  assert_int_equal(sscanf(text, "%lf", &printed), 1);
  assert_true(fabs(value - printed) <= 1e-12 * printed);
}

/* Half of the third digit, and no more. */
static void assert_to_three_digits(double printed, double value)
{
  assert_three_digits(printed);
  assert_true(fabs(printed - value) <= 0.5 * pow(10, floor(log10(value)) - 2) * (1 + 1e-9));
}

static void look_at(const struct county *county, const struct released *released, int kind,
                    int district, int base, size_t *differ)
{
  struct result known, seen;
  double count = count_of(county, district), rounded = floor(count / base + 0.5) * base;
  results_find(county->plain, kind, district, world_period("2021"), &known);
  released_find(released, kind, district, world_period("2021"), &seen);
  assert_int_equal(known.status, STATUS_PUBLISHED);
  assert_near(turn_back(county, kind, district, known.value), count, 1e-9);
  if (seen.status == STATUS_SUPPRESSED)
    return;
  assert_near(seen.numerator, rounded, 0);
  double found = turn_back(county, kind, district, seen.value);
  struct interval limits = limits_of(county, kind, district, rounded);
  assert_true(fabs(found - rounded) <= 0.0051 * rounded);
  assert_three_digits(seen.value);
  assert_to_three_digits(seen.lower, limits.lower);
  assert_to_three_digits(seen.upper, limits.upper);
  if (kind == RATIO)
    assert_three_digits(seen.denominator);
  if (rounded < count || rounded > count) {
    assert_true(floor(found + 0.5) != count);
    ++*differ;
  }
}

static void test_what_is_given_back(void **state)
{
  (void)state;
  static const char *const names[] = { "fewer-than-5-rounded", "nhs-hes" };
  static const int bases[] = { 3, 5, 10 };
  struct generator generator = { 11 };
  for (size_t r = 0; r < 6; r++) {
    size_t differ = 0;
    for (int i = 0; i < WORLDS; i++) {
      auto_arena struct arena *arena = arena_new();
      struct disclosure_rule rule = *disclosure_set(names[r % 2]);
      struct county county;
      rule.base = bases[r / 2];
      make_county(arena, &generator, &rule, &county);
      const struct released *released = disclose_results(arena, county.plain, AUDIENCE_PUBLIC);
      for (int kind = 0; kind < KINDS; kind++)
        for (int d = 0; d < DISTRICTS; d++)
          look_at(&county, released, kind, d, rule.base, &differ);
    }
    assert_true(differ > 100);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_what_is_given_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
