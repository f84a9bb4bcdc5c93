/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attacker against a generated county: 14 districts in three divisions, Lancashire-12 and -14 and the
 * force, 40 indicators of small counts in all and by three ages, three years, three editions.  It has only
 * what is released, so it finds nothing where all is protected, and what was planted where it is not.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/attacker.h"
#include "disclose/seal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DISTRICTS = 14, SUBJECTS = 40, AGES = 3, FILTERS = 1 + AGES, YEARS = 3, FEW = 5 };

static const char *const years[YEARS] = { "2023", "2024", "2025" };

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = FEW - 1, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

struct dice {
  uint64_t state;
};

static uint32_t roll(struct dice *dice, uint32_t below)
{
  dice->state = dice->state * 6364136223846793005U + 1442695040888963407U;
  return (uint32_t)(dice->state >> 33) % below;
}

/* Counts of the county, by [subject][age][year][district]; of each subject one small count stands alone
 * in the first year. */
struct county {
  int counts[SUBJECTS][AGES][YEARS][DISTRICTS];
  int planted[SUBJECTS];
};

static struct county *make_county(struct arena *arena)
{
  struct county *county = ARENA_NEW(arena, struct county);
  struct dice dice = { 2026 };
  for (int s = 0; s < SUBJECTS; s++) {
    uint32_t size = 6 + roll(&dice, 30);
    county->planted[s] = (int)roll(&dice, DISTRICTS);
    for (int age = 0; age < AGES; age++)
      for (int y = 0; y < YEARS; y++)
        for (int d = 0; d < DISTRICTS; d++)
          county->counts[s][age][y][d]
            = (int)((y == 0 || roll(&dice, 3) ? FEW : 0) + roll(&dice, size));
    county->counts[s][0][0][county->planted[s]] = 1 + (int)roll(&dice, FEW - 1);
  }
  return county;
}

static const char *kind_of(struct arena *arena, int subject, int age)
{
  return arena_printf(arena, "subject %d, age %d", subject, age);
}

/* An indicator of SUBJECT, of one age or (AGE negative) of all. */
static void add_indicator(struct world *world, int subject, int age,
                          const struct disclosure_rule *rule)
{
  struct indicator *indicator = world_indicator(world, "cases", STATISTIC_COUNT);
  size_t count = age < 0 ? AGES : 1;
  const char **values = ARENA_ARRAY(world->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    values[i] = kind_of(world->arena, subject, age < 0 ? (int)i : age);
  struct where *where = ARENA_NEW(world->arena, struct where);
  *where = (struct where) { .category = "type", .values = values, .value_count = count };
  indicator->where = where;
  indicator->where_count = 1;
  indicator->disclosure = (struct disclosure) { rule, 1 };
}

static void add_group(struct world *world, const char *code, const int *members, size_t count)
{
  *VEC_ADD(world->arena, &world->areas) = (struct area) {
    .code = code, .name = code, .kind = AREA_GROUP, .members = members, .member_count = count
  };
}

/* What the edition of the years to LAST shows to who has BEFORE; of each subject all and FEWER_AGES. */
static const struct released *release_ages(struct arena *arena, const struct county *county, int last,
                                           int fewer_ages, const struct disclosure_rule *rule,
                                           const struct sealed *before)
{
  static const int south[] = { 3, 8, 11, 12 }, east[] = { 0, 2, 5, 7, 9, 10 },
                   twelve[] = { 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
  struct world *world = world_of(arena, DISTRICTS);
  add_group(world, "south", south, 4);
  add_group(world, "east", east, 6);
  add_group(world, "twelve", twelve, 12);
  int cases = world_table(world, "cases", READER_TIDY, FACTS_COUNTS);
  for (int s = 0; s < SUBJECTS; s++)
    for (int age = 0; age < AGES; age++)
      for (int y = 0; y <= last; y++)
        for (int d = 0; d < DISTRICTS; d++)
          world_fact(world, cases, (uint32_t)d, years[y], kind_of(arena, s, age),
                     county->counts[s][age][y][d]);
  for (int s = 0; s < SUBJECTS; s++)
    for (int age = -1; age < fewer_ages; age++)
      add_indicator(world, s, age, rule);
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return disclose_results_after(arena, results, AUDIENCE_PUBLIC, before);
}

static const struct released *release(struct arena *arena, const struct county *county, int last,
                                      const struct disclosure_rule *rule,
                                      const struct sealed *before)
{
  return release_ages(arena, county, last, AGES, rule, before);
}

static struct attack attack(struct arena *arena, const struct released *released,
                            const struct sealed *before, struct diags *diags)
{
  struct attack found;
  clock_t begin = clock();
  int failed = attacker_audit(arena, released, before, diags, &found);
  printf("%zu counts hidden, %zu of them protected; %zu relations, %zu programmes, %zu found in"
         " %.2f s\n",
         found.hidden, found.sensitive, found.relations, found.programmes, found.found,
         (double)(clock() - begin) / CLOCKS_PER_SEC);
  assert_int_equal(failed, found.found ? -1 : 0);
  assert_int_equal(found.untrue, 0);
  assert_int_equal(diags_with_code(diags, "STRATA-S003"), 0);
  return found;
}

/* Seals what was released, as a file, and reads it back. */
static void seal(struct arena *arena, const struct released *released, int last,
                 struct sealed *sealed)
{
  const struct edition edition = { .id = years[last], .cut_off = world_period(years[last]).last };
  struct strbuf text = STRBUF(arena);
  struct diags *diags = diags_new(arena);
  seal_write(released, &edition, &text);
  assert_int_equal(
    seal_read(arena, released_catalog(released), "seal.csv", strbuf_str(&text), diags, sealed), 0);
}

static void test_three_editions(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct county *county = make_county(arena);
  struct sealed sealed = { 0 };
  for (int last = 0; last < YEARS; last++) {
    struct diags *diags = diags_new(arena);
    const struct released *released = release(arena, county, last, &below_five, &sealed);
    struct attack found = attack(arena, released, &sealed, diags);
    assert_true(found.any);
    assert_true(found.sensitive >= SUBJECTS);
    assert_int_equal(found.found, 0);
    seal(arena, released, last, &sealed);
  }
}

/* Without secondary suppression each planted count is what its county leaves. */
static void test_planted(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct county *county = make_county(arena);
  struct disclosure_rule rule = below_five;
  rule.secondary = false;
  struct diags *diags = diags_new(arena);
  struct attack found = attack(arena, release(arena, county, 0, &rule, NULL), NULL, diags);
  assert_int_equal(found.found, SUBJECTS);
  for (int s = 0; s < SUBJECTS; s++) {
    const char *wanted = arena_printf(arena, "'test.%d, District %d, ye-2023-12'",
                                      s * FILTERS + 2, county->planted[s] + 1);
    size_t times = 0;
    for (size_t i = 0; i < diags_count(diags); i++)
      times += strstr(diags_at(diags, i)->message, wanted) != NULL;
    assert_int_equal(times, 1);
  }
}

/* Last year's edition gave no figure of the eldest, behind whom the others could hide.  With it left out
 * of the protection, differencing finds what it gave away. */
static void test_without_last_year(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct county *county = make_county(arena);
  struct sealed sealed = { 0 };
  struct disclosure_rule rule = below_five;
  const struct released *before = release_ages(arena, county, 1, 1, &rule, NULL);
  assert_int_equal(attack(arena, before, NULL, diags_new(arena)).found, 0);
  /* The first indicators of each subject are the same, but their numbers are not. */
  struct strbuf text = STRBUF(arena);
  const struct edition edition = { .id = years[1], .cut_off = world_period(years[1]).last };
  seal_write(before, &edition, &text);
  const struct released *alone = release(arena, county, 1, &rule, NULL);
  struct diags *diags = diags_new(arena);
  assert_int_equal(seal_read(arena, released_catalog(before), "seal.csv", strbuf_str(&text), diags,
                             &sealed),
                   0);
  for (size_t i = 0; i < sealed.len; i++)
    sealed.at[i].indicator = sealed.at[i].indicator / 2 * FILTERS + sealed.at[i].indicator % 2;
  assert_int_equal(attack(arena, alone, NULL, diags_new(arena)).found, 0);
  assert_true(attack(arena, alone, &sealed, diags_new(arena)).found > 0);
  const struct released *both = release(arena, county, 1, &rule, &sealed);
  assert_int_equal(attack(arena, both, &sealed, diags_new(arena)).found, 0);
}

/* Three years by month in which one month of one district is small: it is its year less eleven months, and
 * a rolling year less the one before it.  Nothing of that is left, and nothing of a share, a rest or an
 * average that is printed of it. */
static const struct released *monthly(struct arena *arena, const struct disclosure_rule *rule)
{
  struct world *world = world_new(arena);
  int street = world_table(world, "street", READER_STREET, FACTS_COUNTS);
  int people = world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  world_supplied(world, street, "2021-01", "2023-12");
  struct dice dice = { 3 };
  for (uint32_t d = ASHBY; d <= DENBY; d++) {
    for (int32_t month = month_of(2021, 1); month <= month_of(2023, 12); month++) {
      const char *when = period_code(arena, (struct period) { month, PERIOD_MONTH });
      bool few = d == CORBY && month == month_of(2022, 6);
      world_fact(world, street, d, when, "Robbery", few ? 3 : 6 + roll(&dice, 9));
      world_fact(world, street, d, when, "Theft", 30 + roll(&dice, 40));
    }
    world_fact(world, people, d, "2020", NULL, 20000 + 900 * d);
  }
  world_fact(world, street, PLACE_UNASSIGNED, "2022-06", "Robbery", 9);
  struct peers_group *peers = ARENA_ARRAY(arena, struct peers_group, 1);
  static const int members[] = { ASHBY, CORBY };
  peers[0] = (struct peers_group) { .district = ASHBY, .members = members, .member_count = 2 };
  world->catalog.peers = peers;
  world->catalog.peers_count = 1;
  static const struct comparator comparators[]
    = { { COMPARATOR_AREA, ALL }, { COMPARATOR_REST, NO_INDEX }, { COMPARATOR_PEERS, NO_INDEX } };
  world_where(world, world_indicator(world, "street", STATISTIC_COUNT), false, "Robbery");
  struct indicator *rate = world_indicator(world, "street", STATISTIC_RATE);
  world_per(rate, "people", 1000);
  world_where(world, rate, false, "Robbery");
  struct indicator *share = world_indicator(world, "street", STATISTIC_PROPORTION);
  share->scale = 100;
  world_where(world, share, false, "Robbery");
  world_indicator(world, "street", STATISTIC_COUNT);
  for (int i = 0; i < 4; i++) {
    world->indicators.at[i].comparators = comparators;
    world->indicators.at[i].comparator_count = 3;
    if (i < 3)
      world->indicators.at[i].disclosure = (struct disclosure) { rule, 1 };
  }
  const struct results *results = world_compute(world);
  assert_non_null(results);
  return disclose_results(arena, results, AUDIENCE_PUBLIC);
}

static void test_months(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct disclosure_rule rule = below_five;
  assert_int_equal(attack(arena, monthly(arena, &rule), NULL, diags_new(arena)).found, 0);
  rule.secondary = false;
  struct diags *diags = diags_new(arena);
  assert_int_equal(attack(arena, monthly(arena, &rule), NULL, diags).found, 1);
  assert_string_equal(diags_at(diags, 0)->message,
                      "'test.1, Corby, 2022-06' is hidden, but can be worked out exactly from what is "
                      "published");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_three_editions),
    cmocka_unit_test(test_planted),
    cmocka_unit_test(test_months),
    cmocka_unit_test(test_without_last_year),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
