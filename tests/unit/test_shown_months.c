/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes under disclosure rules: the test is that of an open edition wherever the months are shown, made of
 * what is shown wherever they are not, and never a keener one than the months' scatter allows.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/change.h"
#include "compute/rounding.h"
#include "disclose/disclose.h"

#include <string.h>

/* Anti-social behaviour in Ribble Valley, January to December, years ending October 2022 and December 2025
 * (data.police.uk): 9% more, which is more than chance alone would do (z 1.988), and no more than the months
 * scatter. */
static const double asb_before[12] = { 87, 67, 77, 89, 84, 89, 95, 101, 68, 86, 86, 73 };
static const double asb_after[12] = { 87, 81, 101, 109, 101, 84, 96, 87, 101, 87, 72, 87 };

/* ---- the test alone ------------------------------------------------------------------------ */

static struct shown_year year_of(const double months[12], int base)
{
  struct shown_year year = { .total = 0 };
  for (int i = 0; i < 12; i++) {
    year.months[i] = round_to_base(months[i], base);
    year.total += months[i];
  }
  year.total = round_to_base(year.total, base);
  return year;
}

/* Months that are not shown, rounded, and both: the formula in exact fractions. */
static void the_rest_is_one_month_more(void **state)
{
  (void)state;
  static const struct {
    bool hidden;
    int base;
    double dispersion, by, lower, upper;
  } known[] = { { false, 1, 1.302208768, 9.08183633, -2.26624279, 21.74756559 },
                { true, 1, 1.498597457, 9.08183633, -3.36131804, 23.12716580 },
                { false, 5, 1.273907183, 9.5, -1.77465932, 22.06880544 },
                { true, 5, 1.440778404, 9.5, -2.76267229, 23.30912708 } };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    struct shown_year before = year_of(asb_before, known[i].base);
    struct shown_year after = year_of(asb_after, known[i].base);
    if (known[i].hidden)
      before.months[1] = before.months[6] = after.months[1] = after.months[9] = NAN;
    struct change_estimate seen = change_of_shown_months(NULL, &before, &after, known[i].base);
    assert_int_equal(seen.test,
                     known[i].hidden ? CHANGE_TEST_SHOWN_MONTHS : CHANGE_TEST_PAIRED_MONTHS);
    assert_near(seen.dispersion, known[i].dispersion, 1e-8);
    assert_near(seen.change_by, known[i].by, 1e-7);
    assert_near(seen.lower, known[i].lower, 1e-7);
    assert_near(seen.upper, known[i].upper, 1e-7);
    assert_int_equal(seen.change, CHANGE_SIMILAR);
  }
  assert_int_equal(change_of_counts(1002, 1093).change, CHANGE_ROSE);
  assert_string_equal(change_test_name(CHANGE_TEST_SHOWN_MONTHS),
                      "quasi-Poisson on the paired months shown 95%");
}

/* Three calendar months and the rest will do; with fewer, years are compared by themselves as long as there is
 * hardly any scatter to be missed. */
static void too_few_months_are_shown(void **state)
{
  (void)state;
  struct shown_year before = year_of(asb_before, 1), after = year_of(asb_after, 1);
  for (int i = 0; i < 12; i++)
    if (i != 0 && i != 3 && i != 8)
      before.months[i] = NAN;
  struct change_estimate seen = change_of_shown_months(NULL, &before, &after, 1);
  assert_int_equal(seen.test, CHANGE_TEST_SHOWN_MONTHS);
  assert_near(seen.dispersion, 1.816914500, 1e-8);
  assert_near(seen.lower, -9.57872599, 1e-7);
  after.months[3] = NAN;
  seen = change_of_shown_months(NULL, &before, &after, 1);
  assert_int_equal(seen.change, CHANGE_NOT_TESTED);
  assert_int_equal(seen.test, CHANGE_TEST_NONE);
  assert_near(seen.change_by, 9.08183633, 1e-7);
  assert_true(isnan(seen.lower) && isnan(seen.upper) && isnan(seen.dispersion));

  for (int i = 0; i < 12; i++)
    before.months[i] = after.months[i] = i < 6 ? 0 : (double)NAN; /* nothing is seen but the rest */
  before.total = 120;
  after.total = 119;
  struct change_estimate exact = change_of_counts_by(CHANGE_TEST_EXACT, 120, 119);
  seen = change_of_shown_months(NULL, &before, &after, 1);
  assert_int_equal(seen.test, CHANGE_TEST_EXACT);
  assert_near(seen.lower, exact.lower, 0);
  before.total = 121;
  assert_int_equal(change_of_shown_months(NULL, &before, &after, 1).change, CHANGE_NOT_TESTED);
  before.total = 60;
  after.total = 39;
  assert_int_equal(change_of_shown_months(NULL, &before, &after, 1).test, CHANGE_TEST_MID_P);
  before.total = 0;
  assert_int_equal(change_of_shown_months(NULL, &before, &after, 1).change, CHANGE_ROSE);
  before.total = 2;
  after.total = 2;
  assert_int_equal(change_of_shown_months(NULL, &before, &after, 1).change, CHANGE_TOO_FEW);
}

/* Months of ninety or so are alike when they are rounded to 50, whatever they were. */
static void coarse_rounding_tells_no_scatter(void **state)
{
  (void)state;
  struct shown_year before = year_of(asb_before, 50), after = year_of(asb_after, 50);
  assert_int_equal(change_of_shown_months(NULL, &before, &after, 50).change, CHANGE_NOT_TESTED);
  before = year_of(asb_before, 20);
  after = year_of(asb_after, 20);
  assert_int_equal(change_of_shown_months(NULL, &before, &after, 20).test,
                   CHANGE_TEST_PAIRED_MONTHS);
}

/* Rounded months may come to more than their rounded year. */
static void a_rest_is_not_below_none(void **state)
{
  (void)state;
  struct shown_year before = { .total = 100 }, after = { .total = 130 };
  for (int i = 0; i < 12; i++) {
    before.months[i] = i ? 10 : (double)NAN;
    after.months[i] = i ? 10 + 5 * (double)(i % 2) : (double)NAN;
  }
  struct change_estimate seen = change_of_shown_months(NULL, &before, &after, 5);
  assert_int_equal(seen.test, CHANGE_TEST_SHOWN_MONTHS);
  assert_true(seen.dispersion >= 1 && isfinite(seen.lower) && isfinite(seen.upper));
}

/* ---- in results ---------------------------------------------------------------------------- */

enum { ASB, SOME }; /* indicators: all of it, and one kind */

#define EVERYWHERE                                                                                 \
  (COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE)

/* Two years: those of Ribble Valley in each district, but Corby and Denby have a few only in April and
 * August.  RULE, unless NULL, holds for both indicators. */
static const struct results *county(struct arena *arena, const struct disclosure_rule *rule)
{
  struct world *world = world_new(arena);
  int table = world_table(world, "asb", READER_STREET, FACTS_COUNTS);
  world_supplied(world, table, "2022-01", "2023-12");
  for (int district = ASHBY; district <= DENBY; district++) {
    uint32_t small = world_small(world, arena_printf(arena, "E0100%04d", 2 * district), district, 0);
    uint32_t empty
      = world_small(world, arena_printf(arena, "E0100%04d", 2 * district + 1), district, 0);
    const uint32_t both[] = { small, empty };
    world_ward(world, arena_printf(arena, "Ward %d", district), both, 2);
    bool sparse = district >= CORBY;
    for (int month = 0; month < 24; month++) {
      const double *year = month < 12 ? asb_before : asb_after;
      bool few = sparse && (month % 12 == 3 || month % 12 == 7);
      const char *when
        = period_code(arena, (struct period) { month_of(2022, 1) + month, PERIOD_MONTH });
      world_fact(world, table, small, when, "Noise", few ? 2 + district % 2 : year[month % 12]);
    }
    world_fact(world, table, small, "2023-12", "Other", 7);
  }
  world_indicator(world, "asb", STATISTIC_COUNT);
  world_where(world, world_indicator(world, "asb", STATISTIC_COUNT), false, "Noise");
  for (int i = ASB; i <= SOME && rule; i++)
    world->indicators.at[i].disclosure = (struct disclosure) { rule, 1 };
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return results;
}

static struct result seen_of(const struct released *released, int area, const char *period)
{
  struct result result;
  released_find(released, SOME, area, world_period(period), &result);
  return result;
}

static void assert_same_number(double one, double other)
{
  if (!(isnan(one) && isnan(other)))
    assert_near(one, other, 0);
}

static void assert_same_change(struct result seen, struct result open)
{
  assert_int_equal(seen.status, open.status);
  assert_same_number(seen.numerator, open.numerator);
  assert_int_equal(seen.change, open.change);
  assert_string_equal(seen.change_method, open.change_method);
  assert_same_number(seen.before_numerator, open.before_numerator);
  assert_same_number(seen.change_percent, open.change_percent);
  assert_same_number(seen.change_lower, open.change_lower);
  assert_same_number(seen.change_upper, open.change_upper);
  assert_same_number(seen.change_dispersion, open.change_dispersion);
}

/* A rule that does nothing, or nothing here, changes nothing. */
static void what_is_shown_whole_is_tested_as_ever(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  static const struct disclosure_rule rules[] = {
    { .name = "none", .base = 1, .covers = EVERYWHERE },
    { .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true, .covers = EVERYWHERE },
    { .hide_least = 1, .hide_most = 4, .base = 5, .secondary = true, .covers = COVERS_FORCE },
    { .base = 20, .covers = COVERS_GROUPS },
  };
  const struct results *open = county(arena, NULL);
  struct result expected = world_find(open, SOME, ASHBY, "2023");
  assert_int_equal(expected.change, CHANGE_SIMILAR);
  assert_string_equal(expected.change_method, "quasi-Poisson on paired months 95%");
  for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
    const struct released *released
      = disclose_results(arena, county(arena, &rules[r]), AUDIENCE_PUBLIC);
    assert_same_change(seen_of(released, ASHBY, "2023"), expected);
    assert_same_change(seen_of(released, BARTON, "ye-2023-12"),
                       world_find(open, SOME, BARTON, "ye-2023-12"));
    assert_same_change(seen_of(released, ASHBY, "2023-05"),
                       world_find(open, SOME, ASHBY, "2023-05"));
  }
}

/* The restricted edition is under no rule that is for the public one. */
static void rules_for_others_are_none(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct disclosure_rule rule = { .base = 20, .covers = EVERYWHERE };
  const struct released *released
    = disclose_results(arena, county(arena, &rule), AUDIENCE_RESTRICTED);
  assert_same_change(seen_of(released, BARTON, "2023"),
                     world_find(county(arena, NULL), SOME, BARTON, "2023"));
}

/* The year of AREA as anybody may add it up from what is shown. */
static struct shown_year shown_year(const struct released *released, int area, int year)
{
  int32_t first;
  size_t count;
  const double *months = released_months(released, SOME, area, &first, &count);
  struct result result;
  released_find(released, SOME, area,
                (struct period) { month_of(year, 12), PERIOD_CALENDAR_YEAR }, &result);
  assert_true(months && first == month_of(2022, 1));
  struct shown_year shown = { .total = result.numerator };
  memcpy(shown.months, &months[12 * (year - 2022)], sizeof shown.months);
  return shown;
}

static void assert_made_of_what_is_shown(const struct released *released, int area, int base,
                                         enum change_test test)
{
  struct shown_year before = shown_year(released, area, 2022);
  struct shown_year after = shown_year(released, area, 2023);
  struct change_estimate made = change_of_shown_months(NULL, &before, &after, base);
  struct result seen = seen_of(released, area, "2023");
  assert_int_equal(seen.status, STATUS_PUBLISHED);
  assert_int_equal(made.test, test);
  assert_string_equal(seen.change_method, change_test_name(test));
  assert_int_equal(seen.change, made.change);
  assert_same_number(seen.change_percent, made.change_by);
  assert_same_number(seen.change_lower, made.lower);
  assert_same_number(seen.change_upper, made.upper);
  assert_same_number(seen.change_dispersion, made.dispersion);
}

static void hidden_months_are_no_reason_for_a_keener_test(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct disclosure_rule below_five
    = { .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true, .covers = EVERYWHERE };
  const struct released *released
    = disclose_results(arena, county(arena, &below_five), AUDIENCE_PUBLIC);
  assert_int_equal(seen_of(released, CORBY, "2023-04").status, STATUS_SUPPRESSED);
  assert_made_of_what_is_shown(released, CORBY, 1, CHANGE_TEST_SHOWN_MONTHS);
  struct result seen = seen_of(released, CORBY, "2023");
  assert_int_equal(seen.change, CHANGE_SIMILAR);
  assert_int_equal(change_of_counts(seen.before_numerator, seen.numerator).change, CHANGE_ROSE);
}

static void rounded_months_are_tested_as_rounded(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule rule = { .base = 5, .covers = EVERYWHERE };
  const struct released *released = disclose_results(arena, county(arena, &rule), AUDIENCE_PUBLIC);
  assert_made_of_what_is_shown(released, ASHBY, 5, CHANGE_TEST_PAIRED_MONTHS);
  struct result seen = seen_of(released, ASHBY, "2023");
  assert_int_equal(seen.change, CHANGE_SIMILAR);
  assert_near(seen.change_percent, 9.5, 1e-9);
  assert_near(seen.change_lower, -1.77465932, 1e-7);

  rule.base = 50;
  released = disclose_results(arena, county(arena, &rule), AUDIENCE_PUBLIC);
  seen = seen_of(released, ASHBY, "2023");
  assert_int_equal(seen.change, CHANGE_NOT_TESTED);
  assert_near(seen.change_percent, 10, 1e-9);
  assert_string_equal(seen.change_method, "");
}

/* ---- neighbourhoods ------------------------------------------------------------------------ */

static void read_places(const struct released *released, double counts[8], double wards[4])
{
  double rates[8];
  struct ward_result found[4];
  released_small_areas(released, SOME, ALL, world_period("2023-05"), counts, rates);
  assert_int_equal(released_wards(released, SOME, ALL, world_period("2023-05"), found), 0);
  for (int i = 0; i < 4; i++)
    wards[i] = found[i].numerator;
}

/* `none` is no rule for neighbourhoods either, and rounding by itself hides no zero. */
static void zeros_of_neighbourhoods_are_shown(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct disclosure_rule none = { .name = "none", .base = 1, .covers = EVERYWHERE };
  const struct disclosure_rule rounds = { .base = 5, .covers = EVERYWHERE };
  const struct disclosure_rule *const rules[] = { NULL, &none, &rounds };
  for (size_t r = 0; r < 3; r++) {
    double counts[8], wards[4];
    read_places(disclose_results(arena, county(arena, rules[r]), AUDIENCE_PUBLIC), counts, wards);
    for (int i = 0; i < 4; i++) {
      assert_near(counts[2 * i], r < 2 ? 101 : 100, 0);
      assert_near(counts[2 * i + 1], 0, 0);
      assert_near(wards[i], r < 2 ? 101 : 100, 0);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_rest_is_one_month_more),
    cmocka_unit_test(too_few_months_are_shown),
    cmocka_unit_test(coarse_rounding_tells_no_scatter),
    cmocka_unit_test(a_rest_is_not_below_none),
    cmocka_unit_test(what_is_shown_whole_is_tested_as_ever),
    cmocka_unit_test(rules_for_others_are_none),
    cmocka_unit_test(hidden_months_are_no_reason_for_a_keener_test),
    cmocka_unit_test(rounded_months_are_tested_as_rounded),
    cmocka_unit_test(zeros_of_neighbourhoods_are_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
