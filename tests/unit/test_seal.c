/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sealed edition is of use to those after it only while they know what it counted.
 */
#include "world.h"

#include "unit.h"

#include "base/cleanup.h"
#include "disclose/seal.h"

#include <string.h>

enum { EVERYTHING, THEFT };

static const struct disclosure_rule below_five = {
  .hide_least = 1, .hide_most = 4, .base = 1, .secondary = true,
  .covers = COVERS_SMALL_AREAS | COVERS_DISTRICTS | COVERS_GROUPS | COVERS_COMPARATOR | COVERS_FORCE,
};

static struct world *county(struct arena *arena)
{
  struct world *world = world_new(arena);
  int offences = world_table(world, "offences", READER_TIDY, FACTS_COUNTS);
  for (uint32_t district = ASHBY; district <= DENBY; district++) {
    world_fact(world, offences, district, "2025", "Theft", 20 + district);
    world_fact(world, offences, district, "2025", "Other", 30 + district);
  }
  for (int i = EVERYTHING; i <= THEFT; i++) {
    struct indicator *indicator = world_indicator(world, "offences", STATISTIC_COUNT);
    indicator->disclosure = (struct disclosure) { &below_five, 1, true };
    if (i == THEFT)
      world_where(world, indicator, false, "Theft");
  }
  return world;
}

static const struct catalog *catalog_of(const struct results *results)
{
  return results_facts(results)->catalog;
}

/* How many counts CATALOG has of a seal; -1 where it cannot tell. */
static int counts_read(struct arena *arena, const struct catalog *catalog, const char *text, const char *code)
{
  struct sealed sealed = { 0 };
  struct diags *diags = diags_new(arena);
  if (seal_read(arena, catalog, "2025.csv", str_of(text), diags, &sealed) == 0)
    return (int)sealed.len;
  assert_string_equal(diags_at(diags, 0)->code, code);
  return -1;
}

static void test_still_counted(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  const struct results *results = world_compute(county(arena));
  assert_non_null(results);
  struct strbuf out = STRBUF(arena);
  const struct edition edition = { .id = "2025", .cut_off = world_period("2025").last };
  seal_write(disclose_results(arena, results, AUDIENCE_PUBLIC), &edition, &out);
  const char *text = strbuf_text(&out);
  assert_non_null(strstr(text, "# counts test.2 no offences where type is Theft\n"));
  assert_non_null(strstr(text, "\n# group west "));

  struct catalog catalog = *catalog_of(results);
  struct indicator *indicators = ARENA_ARRAY(arena, struct indicator, catalog.indicator_count);
  struct area *areas = ARENA_ARRAY(arena, struct area, catalog.area_count);
  memcpy(indicators, catalog.indicators, catalog.indicator_count * sizeof *indicators);
  memcpy(areas, catalog.areas, catalog.area_count * sizeof *areas);
  catalog.indicators = indicators;
  catalog.areas = areas;
  assert_true(counts_read(arena, &catalog, text, "") > 0);

  indicators[EVERYTHING].id = "test.renamed";
  assert_int_equal(counts_read(arena, &catalog, text, "STRATA-S027"), -1);
  indicators[EVERYTHING].id = "test.1";
  indicators[THEFT].where_count = 0;
  assert_int_equal(counts_read(arena, &catalog, text, "STRATA-S027"), -1);
  indicators[THEFT].where_count = 1;
  areas[WEST].member_count--;
  assert_int_equal(counts_read(arena, &catalog, text, "STRATA-S027"), -1);
  areas[WEST].member_count++;
  areas[WEST].code = "east";
  assert_int_equal(counts_read(arena, &catalog, text, "STRATA-S027"), -1);
  areas[WEST].code = "west";
  assert_true(counts_read(arena, &catalog, text, "") > 0);

  /* What nobody counts any more cannot be put together with anything. */
  indicators[EVERYTHING].measure = indicators[THEFT].measure = "accidents";
  assert_true(counts_read(arena, &catalog, text, "") > 0);
}

/* A hash of numbers of which all but a few are printed can be tried. */
static void test_hashes(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct world *world = county(arena);
  world_table(world, "people", READER_TIDY, FACTS_COUNTS);
  const struct results *results = world_compute(world);
  assert_non_null(results);
  const struct catalog *catalog = catalog_of(results);
  const struct facts *facts = results_facts(results);
  assert_true(seal_keeps_back(catalog, facts_table(facts, "offences")->source));
  assert_false(seal_keeps_back(catalog, facts_table(facts, "people")->source));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_still_counted),
    cmocka_unit_test(test_hashes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
