/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Disclosure rules: what each hides, how counts are rounded, and that what is hidden comes out of no
 * finder.
 */
#include "world.h"

#include "generator.h"
#include "unit.h"

#include "base/cleanup.h"
#include "compute/rounding.h"
#include "define/definitions.h"
#include "disclose/rules.h"
#include "extend/text_file.h"

#include <stdlib.h>
#include <string.h>

/* ---- the rules alone ----------------------------------------------------------------------- */

static void rounding_is_to_the_nearest(void **state)
{
  (void)state;
  /* The example of the NHS's rule. */
  assert_near(round_to_base(8, 5), 10, 0);
  assert_near(round_to_base(12, 5), 10, 0);
  assert_near(round_to_base(13, 5), 15, 0);
  assert_near(round_to_base(17, 5), 15, 0);
  assert_near(round_to_base(18, 5), 20, 0);
  assert_near(round_to_base(0, 5), 0, 0);
  assert_near(round_to_base(5, 10), 10, 0);
  assert_near(round_to_base(7, 1), 7, 0);
  assert_near(round_to_base(2.5, 0), 2.5, 0);
  assert_true(isnan(round_to_base(NAN, 5)));
}

static void rounding_never_reorders(void **state)
{
  (void)state;
  struct generator generator = { 1 };
  for (int i = 0; i < 20000; i++) {
    int base = 2 + generator_below(&generator, 40);
    double one = generator_below(&generator, 500), other = generator_below(&generator, 500);
    if (i % 2)
      one += generator_next(&generator);
    double a = round_to_base(one, base), b = round_to_base(other, base);
    assert_true(one == other ? a == b : one < other ? a <= b : a >= b);
    assert_true(fabs(a - one) <= base / 2.0 && fmod(a, base) == 0);
    /* What is rounded is as if it had been all along. */
    assert_near(round_to_base(a, base), a, 0);
  }
}

static bool hides(const char *name, double count)
{
  struct rule_range range = { NAN, NAN };
  bool hidden = rule_hides_count(disclosure_set(name), count, &range);
  assert_true(!hidden || (range.low <= count && range.high >= count && range.high > range.low));
  return hidden;
}

static void the_sets_hide_what_they_say(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    double least, most; /* hidden */
  } sets[] = { { "fewer-than-5", 1, 4 }, { "fewer-than-5-rounded", 1, 4 }, { "nhs-hes", 1, 7 },
               { "nhs-hes-until-2018", 1, 5 }, { "ons-health", 1, 2 },
               { "ons-health-sensitive", 0, 4 }, { "nes-scotland", 1, 9 },
               { "washington-doh", 1, 9 }, { "fewer-than-10-events", 0, 9 },
               { "sdctable-frequency", 1, 3 }, { "none", 1, 0 } };
  for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
    for (int count = 0; count < 20; count++)
      assert_int_equal(hides(sets[i].name, count),
                       count >= sets[i].least && count <= sets[i].most);
  assert_false(hides("nhs-hes", NAN));
  assert_true(hides("nhs-hes", 0.5)); /* half a case is no zero */
}

static bool parts_hidden(const char *name, const double *parts, size_t count,
                         struct rule_range *ret_range)
{
  double copy[8];
  memcpy(copy, parts, count * sizeof *copy);
  return rule_hides_parts(disclosure_set(name), copy, count, ret_range);
}

static void dominance_looks_at_the_largest(void **state)
{
  (void)state;
  struct rule_range range;
  /* 85 of 100 is not more than 85%; 86 is: then 86 / 0.85 - 100 = 1.176 more must be possible. */
  assert_false(parts_hidden("sdctable-nk", (double[]) { 5, 50, 10, 35 }, 4, &range));
  assert_true(parts_hidden("sdctable-nk", (double[]) { 5, 50, 9, 36 }, 4, &range));
  assert_near(range.high, 86 / 0.85, 1e-9);
  assert_near(range.low, 200 - 86 / 0.85, 1e-9);
  /* p%: what the two largest leave must be at least 80% of the largest; pq: 160%. */
  assert_false(parts_hidden("sdctable-p", (double[]) { 20, 50, 20, 20 }, 4, &range));
  assert_true(parts_hidden("sdctable-p", (double[]) { 20, 50, 19, 20 }, 4, &range));
  assert_near(range.high, 110, 1e-9); /* 109 and the one that the rest lacks */
  assert_true(parts_hidden("sdctable-pq", (double[]) { 50, 40, 40, 39 }, 4, &range));
  assert_false(parts_hidden("sdctable-pq", (double[]) { 50, 40, 40, 40 }, 4, &range));
  /* One contributor alone, and none. */
  assert_true(parts_hidden("sdctable-nk", (double[]) { 3 }, 1, &range));
  assert_true(parts_hidden("sdctable-p", (double[]) { 3 }, 1, &range));
  assert_false(parts_hidden("sdctable-p", (double[]) { 0 }, 1, &range));
  assert_false(rule_hides_parts(disclosure_set("sdctable-nk"), NULL, 0, &range));
}

static void every_set_is_on_the_page(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct str page;
  const char *path = arena_printf(arena, "%s/docs/DISCLOSURE.md", getenv("top_srcdir"));
  assert_int_equal(text_file_read(arena, path, &page), 0);
  size_t rows = 0, sets = 0;
  for (const char *at = page.at; (at = strstr(at, "\n| `")); at++)
    rows++;
  for (; disclosure_sets[sets].name; sets++)
    if (!strstr(page.at, arena_printf(arena, "\n| `%s` | ", disclosure_sets[sets].name)))
      fail_msg("docs/DISCLOSURE.md has no row for '%s'", disclosure_sets[sets].name);
  assert_int_equal(rows, sets);
}

/* ---- in results ---------------------------------------------------------------------------- */

enum { COUNT, RATE, SHARE, PLAIN };

static struct disclosure rules_of(const struct disclosure_rule *rule)
{
  return (struct disclosure) { rule, 1 };
}

/* Cases of four districts by month for two years, of which some are children; RULE holds for all but
 * PLAIN, which counts something else. */
static struct world *world_with(struct arena *arena, const struct disclosure_rule *rule,
                                struct generator *generator)
{
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  int other = world_table(world, "other", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, people, district, "2019", NULL, 10000);
    for (int month = 0; month < 24; month++) {
      const char *period = arena_printf(arena, "%d-%02d", 2020 + month / 12, month % 12 + 1);
      world_fact(world, cases, district, period, "child", generator_below(generator, 4));
      world_fact(world, cases, district, period, "adult", generator_below(generator, 9));
      world_fact(world, other, district, period, NULL, 3);
    }
  }
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure = rules_of(rule);
  struct indicator *rate = world_indicator(world, "cases", STATISTIC_RATE);
  rate->disclosure = rules_of(rule);
  world_per(rate, "people", 1000);
  struct indicator *share = world_indicator(world, "cases", STATISTIC_PROPORTION);
  share->disclosure = rules_of(rule);
  world_where(world, share, false, "child");
  world_per(share, "cases", 100);
  world_indicator(world, "other", STATISTIC_COUNT);
  return world;
}

static bool is_hidden_by(const struct disclosure_rule *rule, double count)
{
  struct rule_range range;
  return rule_hides_count(rule, count, &range);
}

static void assert_says_nothing(const struct result *result)
{
  const double numbers[] = { result->numerator, result->denominator, result->value, result->lower,
                             result->upper, result->ratio, result->spread_low,
                             result->spread_high, result->before_numerator, result->before_value,
                             result->change_percent, result->change_lower, result->change_upper,
                             result->change_dispersion, result->change_points };
  assert_int_equal(result->status, STATUS_SUPPRESSED);
  assert_string_equal(result->reason, "Suppressed to protect small numbers");
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    assert_true(isnan(numbers[i]));
  assert_int_equal(result->rank, 0);
  assert_int_equal(result->significance, SIGNIFICANCE_NOT_TESTED);
}

/* Nothing that a finder gives holds a primary count, for random counts and every kind of rule. */
static void no_primary_count_is_published(void **state)
{
  (void)state;
  static const char *const names[]
    = { "fewer-than-5", "fewer-than-5-rounded", "nhs-hes", "ons-health-sensitive",
        "fewer-than-10-events" };
  struct generator generator = { 7 };
  for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
    auto_arena struct arena *arena = arena_new();
    struct disclosure_rule alone = *disclosure_set(names[n]), *rule = &alone;
    rule->secondary = false; /* the next test is for what that adds */
    struct world *world = world_with(arena, rule, &generator);
    const struct results *results = world_compute(world);
    const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
    size_t count, hidden = 0, shown = 0;
    for (int indicator = COUNT; indicator <= PLAIN; indicator++) {
      const struct period *periods = results_periods(results, indicator, &count);
      for (int area = ASHBY; area <= FORCE; area++) {
        for (size_t p = 0; p < count; p++) {
          struct result known, seen;
          results_find(results, indicator, area, periods[p], &known);
          released_find(released, indicator, area, periods[p], &seen);
          bool rest = indicator == SHARE
                      && (is_hidden_by(rule, known.denominator - known.numerator)
                          || is_hidden_by(rule, known.denominator));
          if (indicator != PLAIN && (is_hidden_by(rule, known.numerator) || rest)) {
            assert_says_nothing(&seen);
            hidden++;
            continue;
          }
          if (known.status != STATUS_PUBLISHED || seen.status != STATUS_PUBLISHED)
            continue;
          shown++;
          int base = indicator == PLAIN ? 1 : rule->base;
          assert_near(seen.numerator, round_to_base(known.numerator, base), 0);
          if (indicator == SHARE && rule->base > 1)
            assert_near(seen.value, 100 * seen.numerator / seen.denominator, 1e-9);
          /* What it is compared with and changes from may be hidden too. */
          if (indicator != PLAIN && seen.change != CHANGE_NOT_COMPARABLE
              && !isnan(seen.before_numerator))
            assert_false(is_hidden_by(rule, seen.before_numerator));
        }
      }
    }
    assert_true(hidden > 50 && shown > 50);
  }
}

/* With secondary suppression too, whatever stays and goes beside them: of counts that the rules hide nothing is
 * said, and something is hidden that they do not. */
static void no_primary_count_is_published_among_others(void **state)
{
  (void)state;
  static const char *const names[] = { "fewer-than-5", "fewer-than-5-rounded", "ons-health-sensitive" };
  struct generator generator = { 23 };
  size_t others = 0, shown = 0;
  for (size_t n = 0; n < 2 * sizeof names / sizeof *names; n++) {
    auto_arena struct arena *arena = arena_new();
    const struct disclosure_rule *rule = disclosure_set(names[n / 2]);
    const struct results *results = world_compute(world_with(arena, rule, &generator));
    const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
    size_t count, primary = 0;
    assert_true(rule->secondary);
    for (int indicator = COUNT; indicator <= SHARE; indicator++) {
      const struct period *periods = results_periods(results, indicator, &count);
      for (int area = ASHBY; area <= FORCE; area++)
        for (size_t p = 0; p < count; p++) {
          struct result known, seen;
          results_find(results, indicator, area, periods[p], &known);
          released_find(released, indicator, area, periods[p], &seen);
          bool hidden = is_hidden_by(rule, known.numerator)
                        || (indicator == SHARE
                            && (is_hidden_by(rule, known.denominator)
                                || is_hidden_by(rule, known.denominator - known.numerator)));
          if (hidden)
            assert_says_nothing(&seen);
          primary += hidden;
          others += !hidden && seen.status == STATUS_SUPPRESSED;
          shown += seen.status == STATUS_PUBLISHED;
        }
    }
    assert_true(primary > 50);
  }
  assert_true(others > 100 && shown > 100);
}

static void series_and_small_areas_are_protected(void **state)
{
  (void)state;
  struct generator generator = { 11 };
  auto_arena struct arena *arena = arena_new();
  const struct disclosure_rule *rule = disclosure_set("nhs-hes");
  struct world *world = world_with(arena, rule, &generator);
  const struct results *results = world_compute(world);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  for (int area = ASHBY; area <= FORCE; area++) {
    int32_t first;
    size_t count;
    const double *known = results_months(results, COUNT, area, &first, &count);
    const double *seen = released_months(released, COUNT, area, &first, &count);
    assert_int_equal(count, 24);
    for (size_t i = 0; i < count; i++) {
      if (is_hidden_by(rule, known[i]))
        assert_true(isnan(seen[i]));
      else
        assert_near(seen[i], round_to_base(known[i], 5), 0);
    }
  }
}

/* Under a rule without secondary suppression each small area is looked at by itself; else none is
 * seen. */
static void small_areas_follow_the_rule(void **state)
{
  (void)state;
  static const double counts[] = { 0, 3, 7, 8, 12 };
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int others = world_table(world, "others", READER_TIDY, FACTS_COUNTS);
  for (size_t i = 0; i < 5; i++) {
    uint32_t small
      = world_small(world, arena_printf(arena, "E0100000%zu", i), ASHBY, 0);
    world_fact(world, cases, small, "2021", NULL, counts[i]);
    world_fact(world, others, small, "2021", NULL, counts[i]);
  }
  for (uint32_t district = BARTON; district <= DENBY; district++) {
    world_fact(world, cases, district, "2021", NULL, 100);
    world_fact(world, others, district, "2021", NULL, 100);
  }
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure
    = rules_of(disclosure_set("nhs-hes"));
  world_indicator(world, "others", STATISTIC_COUNT)->disclosure
    = rules_of(disclosure_set("fewer-than-5"));
  const struct results *results = world_compute(world);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  double seen[5], rates[5];
  released_small_areas(released, 0, ASHBY, world_period("2021"), seen, rates);
  assert_near(seen[0], 0, 0);
  assert_true(isnan(seen[1]) && isnan(rates[1]) && isnan(seen[2]));
  assert_near(seen[3], 10, 0);
  assert_near(seen[4], 10, 0);
  released_small_areas(released, 1, ASHBY, world_period("2021"), seen, rates);
  for (int i = 0; i < 5; i++)
    assert_true(isnan(seen[i]) && isnan(rates[i]));
}

/* Totals are added up first: 8 + 8 + 8 + 8 is 32, rounded 30, not 40. */
static void totals_are_rounded_last(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, cases, district, "2021", NULL, 8);
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure
    = rules_of(disclosure_set("nhs-hes"));
  const struct released *released
    = disclose_results(arena, world_compute(world), AUDIENCE_PUBLIC);
  struct result result;
  released_find(released, 0, ALL, world_period("2021"), &result);
  assert_near(result.value, 30, 0);
  released_find(released, 0, ASHBY, world_period("2021"), &result);
  assert_near(result.value, 10, 0);
}

static void the_restricted_edition_has_the_numbers(void **state)
{
  (void)state;
  struct generator generator = { 3 };
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule rule = *disclosure_set("fewer-than-5");
  rule.secondary = false;
  struct world *world = world_with(arena, &rule, &generator);
  const struct results *results = world_compute(world);
  struct result known, seen;
  for (int both = 0; both <= 1; both++) {
    rule.both_audiences = both;
    const struct released *released = disclose_results(arena, results, AUDIENCE_RESTRICTED);
    size_t hidden = 0;
    for (int month = 1; month <= 12; month++) {
      struct period period = world_period(arena_printf(arena, "2021-%02d", month));
      results_find(results, COUNT, ASHBY, period, &known);
      released_find(released, COUNT, ASHBY, period, &seen);
      hidden += seen.status == STATUS_SUPPRESSED;
      if (!both)
        assert_near(seen.value, known.value, 0);
    }
    assert_true(both ? hidden > 0 : hidden == 0);
  }
}

/* A county is free of a rule that does not cover it. */
static void a_rule_covers_what_it_says(void **state)
{
  (void)state;
  struct disclosure_rule rule = *disclosure_set("fewer-than-5");
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, cases, district, "2021", NULL, district == ASHBY);
  rule.covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS;
  rule.secondary = false;
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure = rules_of(&rule);
  const struct results *results = world_compute(world);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  struct result result;
  static const struct {
    int area;
    enum status status;
  } wanted[] = { { ASHBY, STATUS_SUPPRESSED }, { BARTON, STATUS_PUBLISHED },
                 { WEST, STATUS_SUPPRESSED }, { ALL, STATUS_PUBLISHED },
                 { FORCE, STATUS_PUBLISHED } };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    released_find(released, 0, wanted[i].area, world_period("2021"), &result);
    assert_int_equal(result.status, wanted[i].status);
  }
}

/* What one contributor dominates is hidden, whatever its size. */
static void dominance_works_on_categories(void **state)
{
  (void)state;
  struct disclosure_rule rule = *disclosure_set("sdctable-nk");
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  static const char *const providers[] = { "one", "two", "three" };
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    for (int i = 0; i < 3; i++)
      world_fact(world, cases, district, "2021", providers[i],
                 district == BARTON && i == 0 ? 1000 : 50);
  world_indicator(world, "cases", STATISTIC_COUNT)->disclosure = rules_of(&rule);
  const struct results *results = world_compute(world);
  rule.contributors = world->tables.at[cases].category_names[0];
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  struct result result;
  released_find(released, 0, ASHBY, world_period("2021"), &result);
  assert_near(result.value, 150, 0);
  released_find(released, 0, BARTON, world_period("2021"), &result);
  assert_int_equal(result.status, STATUS_SUPPRESSED);
}

/* What has no counts that add up is hidden whole under a rule that looks at counts: large, small and in
 * groups, so that nothing is left to subtract from. */
static void what_is_not_counted_is_hidden_whole(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  enum { GIVEN, MEAN, PUT, OPEN };
  struct world *world = world_new(arena);
  int scores = world_table(world, "scores", READER_TIDY, FACTS_VALUES);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    world_fact(world, scores, district, "2021", NULL, 40 + district);
  world_indicator(world, "scores", STATISTIC_GIVEN)->interval = INTERVAL_NONE;
  world_indicator(world, "scores", STATISTIC_MEAN)->interval = INTERVAL_STUDENT;
  world_indicator(world, "scores", STATISTIC_GIVEN)->derived = true;
  world_indicator(world, "scores", STATISTIC_GIVEN)->interval = INTERVAL_NONE;
  for (int i = GIVEN; i <= PUT; i++)
    world->indicators.at[i].disclosure
      = (struct disclosure) { disclosure_set("fewer-than-5"), 1 };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  struct put_figure puts[5];
  for (int area = ASHBY; area <= ALL; area++)
    puts[area] = (struct put_figure) { PUT, area, world_period("2021"), 900, 890, 910, 900, NAN };
  results = results_with(arena, results, puts, 5);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  for (int area = ASHBY; area <= DENBY; area++) {
    struct result result;
    for (int i = GIVEN; i <= PUT; i++) {
      released_find(released, i, area, world_period("2021"), &result);
      assert_int_equal(result.status, STATUS_SUPPRESSED);
      assert_true(isnan(result.value) && isnan(result.numerator));
    }
    released_find(released, OPEN, area, world_period("2021"), &result);
    assert_int_equal(result.status, STATUS_PUBLISHED);
  }
  struct result all;
  released_find(released, PUT, ALL, world_period("2021"), &all);
  assert_int_equal(all.status, STATUS_SUPPRESSED);
}

/* Each person counts as often as they had one: the counts by age are no sum of what is printed. */
static void repeat_events_are_hidden_whole(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  static const char *const names[] = { "events", "type" };
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int residents = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  world_categories(world, cases, names, 2);
  for (uint32_t district = ASHBY; district <= DENBY; district++)
    for (int age = 0; age < 95; age += 5) {
      const char *ages = age == 90 ? "90+" : arena_printf(arena, "%d-%d", age, age + 4);
      world_fact(world, cases, district, "2021", arena_printf(arena, "2|%s", ages), 40);
      world_fact(world, residents, district, "2021", ages, 50000);
    }
  struct standard once = { .by = "type", .reference = NO_INDEX }, repeated = once;
  repeated.repeat = "events";
  enum { INDEPENDENT, REPEATED, OPEN };
  for (int i = INDEPENDENT; i <= OPEN; i++) {
    struct indicator *rate = world_indicator(world, "cases", STATISTIC_STANDARDISED);
    world_per(rate, "people", 100000);
    rate->interval = INTERVAL_DOBSON;
    rate->standard = i == INDEPENDENT ? &once : &repeated;
    if (i != OPEN)
      rate->disclosure = (struct disclosure) { disclosure_set("fewer-than-5"), 1 };
  }
  const struct results *results = world_compute(world);
  assert_non_null(results);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  for (int area = ASHBY; area <= ALL; area++) {
    struct result result;
    released_find(released, INDEPENDENT, area, world_period("2021"), &result);
    assert_int_equal(result.status, STATUS_PUBLISHED);
    released_find(released, REPEATED, area, world_period("2021"), &result);
    assert_int_equal(result.status, STATUS_SUPPRESSED);
    assert_true(isnan(result.value) && isnan(result.lower) && isnan(result.numerator));
    released_find(released, OPEN, area, world_period("2021"), &result);
    assert_int_equal(result.status, STATUS_PUBLISHED);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_not_counted_is_hidden_whole),
    cmocka_unit_test(repeat_events_are_hidden_whole),
    cmocka_unit_test(rounding_is_to_the_nearest),
    cmocka_unit_test(rounding_never_reorders),
    cmocka_unit_test(the_sets_hide_what_they_say),
    cmocka_unit_test(dominance_looks_at_the_largest),
    cmocka_unit_test(every_set_is_on_the_page),
    cmocka_unit_test(no_primary_count_is_published),
    cmocka_unit_test(no_primary_count_is_published_among_others),
    cmocka_unit_test(series_and_small_areas_are_protected),
    cmocka_unit_test(small_areas_follow_the_rule),
    cmocka_unit_test(totals_are_rounded_last),
    cmocka_unit_test(the_restricted_edition_has_the_numbers),
    cmocka_unit_test(a_rule_covers_what_it_says),
    cmocka_unit_test(dominance_works_on_categories),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
