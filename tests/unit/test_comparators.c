/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure beside the county, the rest of it, England and peers; goals; and where it stands among
 * districts.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "compute/comparison.h"
#include "compute/model.h"

#include <math.h>
#include <string.h>

enum { ENGLAND, PEER };

static const struct comparator all_kinds[] = { { COMPARATOR_REST, NO_INDEX },
                                               { COMPARATOR_AREA, ALL },
                                               { COMPARATOR_ENGLAND, NO_INDEX },
                                               { COMPARATOR_PEERS, NO_INDEX } };

/* England, and one peer elsewhere of Ashby and Barton. */
static struct world *peers_world(struct arena *arena)
{
  static const struct elsewhere elsewhere[] = { { "E92000001" }, { "E07000999" } };
  static const int members[] = { ASHBY, BARTON, ELSEWHERE + PEER };
  static const struct peers_group groups[] = { { ASHBY, members, 3 } };
  struct world *world = world_new(arena);
  world->catalog.elsewhere = elsewhere;
  world->catalog.elsewhere_count = 2;
  world->catalog.england = ENGLAND;
  world->catalog.peers = groups;
  world->catalog.peers_count = 1;
  world->catalog.peers_name = "Similar areas";
  return world;
}

static void compare_all(struct indicator *indicator)
{
  indicator->comparators = all_kinds;
  indicator->comparator_count = 4;
}

/* The published rates of HMIC's comparator page, 5, 15 and 3.33 per 1,000: two districts and one
 * elsewhere. */
static struct world *rates_world(struct arena *arena)
{
  struct world *world = peers_world(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  const double counts[] = { 500, 900, 700, 800 }, residents[] = { 100000, 60000, 80000, 90000 };
  for (uint32_t i = ASHBY; i <= DENBY; i++) {
    world_fact(world, cases, i, "2021", NULL, counts[i]);
    world_fact(world, people, i, "2021", NULL, residents[i]);
  }
  world_fact(world, cases, PLACE_ELSEWHERE + ENGLAND, "2021", NULL, 400000);
  world_fact(world, people, PLACE_ELSEWHERE + ENGLAND, "2021", NULL, 56000000);
  world_fact(world, cases, PLACE_ELSEWHERE + PEER, "2021", NULL, 300);
  world_fact(world, people, PLACE_ELSEWHERE + PEER, "2021", NULL, 90000);
  struct indicator *indicator = world_indicator(world, "cases", STATISTIC_RATE);
  world_per(indicator, "people", 1000);
  compare_all(indicator);
  return world;
}

static size_t comparisons(const struct results *results, int area, const char *period,
                          struct comparison ret[MOST_COMPARISONS])
{
  return results_comparisons(results, 0, area, world_period(period), ret);
}

static void test_rates(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(rates_world(arena));
  struct comparison found[MOST_COMPARISONS];
  assert_int_equal(comparisons(results, ASHBY, "2021", found), 4);
  assert_string_equal(found[0].id, "rest");
  assert_string_equal(found[0].name, "Rest of All");
  assert_near(found[0].value, 1000 * 2400 / 230000.0, 1e-12);
  assert_near(found[0].ratio, 5 / found[0].value, 1e-12);
  assert_near(found[0].difference, 5 - found[0].value, 1e-12);
  assert_string_equal(found[1].id, "all");
  assert_near(found[1].value, 1000 * 2900 / 330000.0, 1e-12);
  assert_string_equal(found[2].id, "england");
  assert_near(found[2].value, 1000 * 400000 / 56000000.0, 1e-12);
  assert_string_equal(found[3].id, "peers");
  assert_near(found[3].value, 7.78, 0.005);
  assert_int_equal(found[3].members, 3);
  /* The same word in the figure and beside the county, and a judgement from it. */
  struct result result = world_find(results, 0, ASHBY, "2021");
  assert_int_equal(found[1].significance, result.significance);
  assert_int_equal(result.judgement, judge(result.significance, POLARITY_LOWER_IS_BETTER));
  for (int i = 0; i < 4; i++) {
    assert_null(found[i].reason);
    assert_int_equal(found[i].judgement, judge(found[i].significance, POLARITY_LOWER_IS_BETTER));
  }
}

/* Corby, 8.75, is within the spread around the whole, 8.79; the limits move with the comparator. */
static void test_rates_are_held_against_the_spread(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates_world(arena);
  for (size_t i = 0; i < world->in[0].facts.len; i++)
    if (world->in[0].facts.at[i].place == PLACE_ELSEWHERE + ENGLAND)
      world->in[0].facts.at[i].value = 56000000 * 0.5; /* a rate of 500 per 1,000 */
  const struct results *results = world_compute(world);
  struct comparison found[MOST_COMPARISONS];
  comparisons(results, CORBY, "2021", found);
  assert_int_equal(found[2].significance, SIGNIFICANCE_LOWER);
  assert_int_equal(found[2].judgement, JUDGED_BETTER);
  assert_int_equal(found[1].significance, SIGNIFICANCE_SIMILAR);
}

static void test_what_has_no_comparison(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(rates_world(arena));
  struct comparison found[MOST_COMPARISONS];
  /* Corby has no peers; nobody has figures of 2022. */
  comparisons(results, CORBY, "2021", found);
  assert_true(isnan(found[3].value));
  assert_string_equal(found[3].reason, "It has no group of peers");
  assert_int_equal(found[3].judgement, JUDGED_NOT);
  comparisons(results, ASHBY, "2022", found);
  for (int i = 0; i < 4; i++) {
    assert_true(isnan(found[i].value) && isnan(found[i].ratio));
    assert_non_null(found[i].reason);
  }
  /* The whole is not compared with itself, and has no rest. */
  assert_int_equal(comparisons(results, ALL, "2021", found), 3);
  assert_string_equal(found[0].reason, "It is no part of what is compared with");
  assert_int_equal(found[1].kind, COMPARATOR_ENGLAND);
  /* A group within it has one. */
  assert_int_equal(comparisons(results, WEST, "2021", found), 4);
  assert_near(found[0].value, 1000 * 1500 / 170000.0, 1e-12);
}

/* The peer's own source lacks this year: no average of the others. */
static void test_peer_without_a_figure(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates_world(arena);
  for (size_t i = 0; i < world->in[0].facts.len; i++)
    if (world->in[0].facts.at[i].place == PLACE_ELSEWHERE + PEER)
      world->in[0].facts.at[i].value = NAN;
  struct comparison found[MOST_COMPARISONS];
  comparisons(world_compute(world), ASHBY, "2021", found);
  assert_true(isnan(found[3].value));
  assert_string_equal(found[3].reason, "Not every one of its peers has a figure");
}

/* Records tell nothing of elsewhere: another measure has its rates, by the year. */
static void test_elsewhere_from_another_source(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = peers_world(arena);
  int street = world_table(world, "street-crime", READER_STREET, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  int published = world_table(world, "published-rates", READER_TIDY, FACTS_VALUES);
  world_supplied(world, street, "2021-01", "2021-12");
  for (uint32_t i = ASHBY; i <= DENBY; i++) {
    world_steady(world, street, i, "2021-01", "2021-12", 10.0 * (i + 1));
    world_fact(world, people, i, "2021", NULL, 12000);
  }
  world_fact(world, published, PLACE_ELSEWHERE + ENGLAND, "2021", "theft", 24.5);
  world_fact(world, published, PLACE_ELSEWHERE + ENGLAND, "2021", "arson", 1.5);
  world_fact(world, published, PLACE_ELSEWHERE + PEER, "2021", "theft", 30);
  struct indicator *indicator = world_indicator(world, "street-crime", STATISTIC_RATE);
  world_per(indicator, "people", 1000);
  compare_all(indicator);
  struct where *where = ARENA_NEW(arena, struct where);
  static const char *const theft[] = { "theft" };
  *where = (struct where) { .category = "type", .values = theft, .value_count = 1 };
  indicator->elsewhere_measure = "published-rates";
  indicator->elsewhere_where = where;
  indicator->elsewhere_where_count = 1;
  struct comparison found[MOST_COMPARISONS];
  const struct results *results = world_compute(world);
  comparisons(results, ASHBY, "2021", found);
  assert_near(found[2].value, 24.5, 0);
  assert_near(found[3].value, (10 + 20 + 30) / 3.0, 1e-9);
  /* Without that measure there is nothing, not none. */
  indicator->elsewhere_measure = NULL;
  comparisons(world_compute(world), ASHBY, "2021", found);
  assert_true(isnan(found[2].value) && isnan(found[3].value));
}

static void test_proportions_and_means(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = peers_world(arena);
  int ratios = world_table(world, "reoffending", READER_TIDY, FACTS_RATIOS);
  world_ratio(world, ratios, ASHBY, "2021", 65, 100);
  world_ratio(world, ratios, BARTON, "2021", 50, 100);
  world_ratio(world, ratios, CORBY, "2021", 30, 100);
  world_ratio(world, ratios, DENBY, "2021", 49, 200);
  world_ratio(world, ratios, PLACE_ELSEWHERE + ENGLAND, "2021", 70000, 100000);
  world_ratio(world, ratios, PLACE_ELSEWHERE + PEER, "2021", 90, 100);
  compare_all(world_indicator(world, "reoffending", STATISTIC_PROPORTION));
  struct comparison found[MOST_COMPARISONS];
  comparisons(world_compute(world), ASHBY, "2021", found);
  assert_near(found[0].value, 100 * 129 / 400.0, 1e-12);
  assert_int_equal(found[0].significance, SIGNIFICANCE_HIGHER);
  assert_near(found[2].value, 70, 1e-12);
  assert_int_equal(found[2].significance, SIGNIFICANCE_SIMILAR); /* 55.3 to 73.6 */
  assert_near(found[3].value, (65 + 50 + 90) / 3.0, 1e-12);
  assert_int_equal(found[3].judgement, JUDGED_SIMILAR);
}

static void test_goals(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = rates_world(arena);
  static const struct goal goal = { .lower = 6, .upper = 12, .has_upper = true };
  world->indicators.at[0].goal = &goal;
  const struct results *results = world_compute(world);
  struct period year = world_period("2021");
  assert_int_equal(results_goal(results, 0, ASHBY, year), JUDGED_BETTER);
  assert_int_equal(results_goal(results, 0, BARTON, year), JUDGED_WORSE);
  assert_int_equal(results_goal(results, 0, CORBY, year), JUDGED_SIMILAR);
  assert_int_equal(results_goal(results, 0, CORBY, world_period("2022")), JUDGED_NOT);
  assert_int_equal(results_goal_verdict(results, 0, BARTON, year), GOAL_NOT_MET);
  assert_int_equal(results_goal_verdict(results, 0, CORBY, world_period("2022")), GOAL_NO_FIGURE);
  world->indicators.at[0].goal = NULL;
  assert_int_equal(results_goal(results, 0, ASHBY, year), JUDGED_NOT);
}

/* Barton is hidden: nothing that it is part of, or is left when it is taken away, comes out; England, which
 * others published, does. */
static void test_hidden_figures(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *plain = world_compute(rates_world(arena));
  unsigned char hidden[FORCE + 1] = { [BARTON] = HIDING_COUNT };
  uint16_t base[FORCE + 1];
  for (int i = 0; i <= FORCE; i++)
    base[i] = 1;
  const struct protected_indicator indicator = {
    .any = true, .hides = true, .first_month = world_period("2021").last, .month_count = 1,
    .months = hidden, .years = hidden, .base = base, .denominator_base = base,
  };
  const struct protected_figures figures = { &indicator };
  struct comparison found[MOST_COMPARISONS];
  struct standing standing;
  /* Whatever was asked of the plain results before. */
  for (int area = ASHBY; area <= FORCE; area++) {
    comparisons(plain, area, "2021", found);
    results_standing(plain, 0, area, world_period("2021"), 3, &standing);
  }
  const struct results *results = results_protected(arena, plain, &figures);
  comparisons(results, BARTON, "2021", found);
  assert_true(isnan(found[0].value) && found[0].reason);
  assert_near(found[2].value, 1000 * 400000 / 56000000.0, 1e-12);
  for (int i = 0; i < 4; i++)
    assert_true(isnan(found[i].ratio) && isnan(found[i].difference)
                && found[i].judgement == JUDGED_NOT);
  comparisons(results, ASHBY, "2021", found); /* Barton is its peer */
  assert_near(found[0].value, 1000 * 2400 / 230000.0, 1e-12);
  assert_true(isnan(found[3].value));
  results_standing(results, 0, BARTON, world_period("2021"), 3, &standing);
  assert_true(standing.rank.rank == 0 && standing.part == 0 && isnan(standing.position));
  assert_true(standing.highest < 9); /* not its own 15 */
  assert_int_equal(results_goal(results, 0, BARTON, world_period("2021")), JUDGED_NOT);
}

/* What a result says does not depend on what was asked before it. */
static void test_asked_in_any_order(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *down = world_compute(rates_world(arena));
  const struct results *up = world_compute(rates_world(arena));
  struct result one[FORCE + 1], other[FORCE + 1], again;
  for (int area = ASHBY; area <= FORCE; area++)
    one[area] = world_find(down, 0, area, "2021");
  for (int area = FORCE; area >= ASHBY; area--)
    other[area] = world_find(up, 0, area, "2021");
  for (int area = ASHBY; area <= DENBY; area++) {
    again = world_find(down, 0, area, "2021");
    assert_int_equal(one[area].rank, other[area].rank);
    assert_int_equal(one[area].significance, other[area].significance);
    assert_near(one[area].value, other[area].value, 0);
    assert_near(one[area].spread_high, other[area].spread_high, 0);
    assert_int_equal(one[area].rank, again.rank);
    assert_int_equal(one[area].significance, again.significance);
    assert_near(one[area].value, again.value, 0);
    assert_near(one[area].spread_high, again.spread_high, 0);
  }
  assert_true(one[BARTON].rank == 1 && one[BARTON].significance == SIGNIFICANCE_HIGHER);
}

/* ---- standing ------------------------------------------------------------------------------ */

static void test_standing(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(rates_world(arena));
  struct standing standing; /* rates 5, 15, 8.75, 8.89 around 8.79 */
  results_standing(results, 0, BARTON, world_period("2021"), 4, &standing);
  assert_true(standing.rank.rank == 1 && standing.rank.of == 4 && standing.rank.tied == 0);
  assert_int_equal(standing.part, 1);
  assert_near(standing.lowest, 5, 1e-12);
  assert_near(standing.highest, 15, 1e-12);
  assert_near(standing.median, (8.75 + 800 / 90.0) / 2, 1e-12);
  assert_true(standing.has_spine);
  assert_near(standing.position, 0, 1e-12); /* lower is better: the worst is at the left */
  results_standing(results, 0, ASHBY, world_period("2021"), 5, &standing);
  assert_int_equal(standing.rank.rank, 4);
  assert_int_equal(standing.part, 0); /* four districts have no fifths */
  assert_true(standing.position > 0.5);
  results_standing(results, 0, ALL, world_period("2021"), 4, &standing);
  assert_int_equal(standing.rank.rank, 0);
  assert_true(standing.has_spine && isnan(standing.position));
  results_standing(results, 0, ASHBY, world_period("2022"), 4, &standing);
  assert_true(!standing.has_spine && isnan(standing.lowest) && standing.rank.of == 0);
}

static void test_ties(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = world_new(arena);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  const double counts[] = { 7, 9, 7, 7 };
  for (uint32_t i = ASHBY; i <= DENBY; i++)
    world_fact(world, cases, i, "2021", NULL, counts[i]);
  world_indicator(world, "cases", STATISTIC_COUNT);
  const struct results *results = world_compute(world);
  struct result result = world_find(results, 0, CORBY, "2021");
  assert_int_equal(result.rank, 2);
  assert_int_equal(result.rank_tied, 2);
  assert_int_equal(world_find(results, 0, BARTON, "2021").rank_tied, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rates),
    cmocka_unit_test(test_rates_are_held_against_the_spread),
    cmocka_unit_test(test_what_has_no_comparison),
    cmocka_unit_test(test_peer_without_a_figure),
    cmocka_unit_test(test_elsewhere_from_another_source),
    cmocka_unit_test(test_proportions_and_means),
    cmocka_unit_test(test_goals),
    cmocka_unit_test(test_hidden_figures),
    cmocka_unit_test(test_asked_in_any_order),
    cmocka_unit_test(test_standing),
    cmocka_unit_test(test_ties),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
