/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small workspace of the tests, as define_catalog makes it.  Wrong definitions are the matter of
 * tests/diag.
 */
#include "base/cleanup.h"
#include "define/catalog.h"
#include "define/file.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
  struct arena *arena;
  struct diags *diags;
  const char *workspace;
  const struct catalog *catalog;
};

static const struct catalog *load(struct fixture *fixture, const struct source_override *overrides,
                                  size_t override_count)
{
  const char *plugins = arena_printf(fixture->arena, "%s/plugins", fixture->workspace);
  struct definition_request request = {
    .workspace = fixture->workspace, .plugin_dirs = &plugins, .plugin_dir_count = 1,
    .overrides = overrides, .override_count = override_count,
  };
  const struct catalog *catalog = NULL;
  if (define_catalog(fixture->arena, &request, fixture->diags, &catalog) < 0)
    diags_print(fixture->diags, stderr, DIAG_TEXT);
  return catalog;
}

static int setup(void **state)
{
  static struct fixture fixture;
  const char *srcdir = getenv("top_srcdir");
  fixture.arena = arena_new();
  fixture.diags = diags_new(fixture.arena);
  fixture.workspace = arena_printf(fixture.arena, "%s/tests/workspace", srcdir ? srcdir : ".");
  fixture.catalog = load(&fixture, NULL, 0);
  *state = &fixture;
  return fixture.catalog ? 0 : -1;
}

static int teardown(void **state)
{
  struct fixture *fixture = *state;
  arena_free(fixture->arena);
  return 0;
}

static const struct catalog *catalog_of(void **state)
{
  return ((struct fixture *)*state)->catalog;
}

static void districts_come_by_name_then_groups_then_the_force(void **state)
{
  const struct catalog *catalog = catalog_of(state);
  static const char *const codes[] = { "E06000009", "E07000123", "E07000124", "three-districts",
                                       "county", "E23000003" };
  assert_int_equal(catalog->area_count, 6);
  assert_int_equal(catalog->district_count, 3);
  for (size_t i = 0; i < 6; i++)
    assert_string_equal(catalog->areas[i].code, codes[i]);
  assert_int_equal(catalog->comparator, 3);
  assert_int_equal(catalog->force, 5);
  assert_int_equal(catalog->areas[5].kind, AREA_FORCE);
  assert_int_equal(catalog->areas[5].member_count, 3);
}

static void an_area_has_members_names_and_a_tile(void **state)
{
  const struct area *areas = catalog_of(state)->areas;
  assert_int_equal(areas[1].member_count, 1);
  assert_int_equal(areas[1].members[0], 1);
  assert_int_equal(areas[4].member_count, 2);
  assert_int_equal(areas[4].members[0], 1);
  assert_int_equal(areas[4].members[1], 2);
  assert_string_equal(areas[2].short_name, "Ribble V.");
  assert_string_equal(areas[1].short_name, "Preston");
  assert_string_equal(areas[0].role, "unitary authority");
  assert_string_equal(areas[1].role, "district");
  assert_int_equal(areas[2].tile_column, 2);
  assert_int_equal(areas[2].tile_row, 0);
  assert_int_equal(areas[3].tile_column, -1);
}

static void a_source_has_paths_below_the_workspace_and_a_measure(void **state)
{
  struct fixture *fixture = *state;
  const struct catalog *catalog = fixture->catalog;
  assert_int_equal(catalog->source_count, 5);
  const struct source *street = &catalog->sources[0], *visitors = &catalog->sources[4];
  assert_string_equal(street->measure, "street-crime");
  assert_int_equal(street->path_count, 1);
  const char *path = arena_printf(fixture->arena, "%s/data/street", fixture->workspace);
  assert_string_equal(street->paths[0], path_tidy(fixture->arena, path));
  assert_int_equal(street->path_locs[0].line, 22);
  assert_false(street->overridden);
  assert_null(catalog->sources[2].measure);
  assert_true(visitors->optional);
  assert_string_equal(visitors->awaited_from, "the three districts");
  assert_int_equal(catalog_source_of_measure(catalog, "residents"), 1);
  assert_int_equal(catalog_source_of_measure(catalog, "nothing"), NO_INDEX);
}

static void an_override_replaces_all_paths(void **state)
{
  struct fixture *fixture = *state;
  static const struct source_override overrides[] = { { "street", "elsewhere" },
                                                      { "street", "/and/there" } };
  const struct catalog *catalog = load(fixture, overrides, 2);
  assert_non_null(catalog);
  assert_true(catalog->sources[0].overridden);
  assert_int_equal(catalog->sources[0].path_count, 2);
  assert_string_equal(catalog->sources[0].paths[0], "elsewhere");
  assert_string_equal(catalog->sources[0].paths[1], "/and/there");
  assert_false(catalog->sources[1].overridden);
}

static void indicators_stand_in_the_order_of_their_plugin(void **state)
{
  const struct catalog *catalog = catalog_of(state);
  assert_int_equal(catalog->plugin_count, 1);
  assert_string_equal(catalog->plugins[0].id, "asb");
  assert_string_equal(catalog->plugins[0].headline, "asb.incidents");
  assert_int_equal(catalog->plugins[0].needed_count, 1);
  assert_int_equal(catalog->plugins[0].first_indicator, 0);
  assert_int_equal(catalog->plugins[0].indicator_count, 2);
  assert_int_equal(catalog_indicator(catalog, STR("asb.burglary")), 1);
  assert_int_equal(catalog_indicator(catalog, STR("asb.nothing")), NO_INDEX);
}

static void an_indicator_is_resolved(void **state)
{
  const struct indicator *rate = &catalog_of(state)->indicators[0], *count = rate + 1;
  assert_string_equal(rate->id, "asb.incidents");
  assert_int_equal(rate->statistic, STATISTIC_RATE);
  assert_string_equal(rate->per_measure, "residents");
  assert_true(rate->scale == 1000);
  assert_string_equal(rate->unit, "per 1,000 residents");
  assert_int_equal(rate->interval, INTERVAL_BYAR);
  assert_int_equal(rate->compare_count, 2);
  assert_int_equal(rate->compare[0], 3);
  assert_int_equal(rate->compare[1], 4);
  assert_int_equal(rate->where_count, 1);
  assert_string_equal(rate->where[0].category, "crime type");
  assert_string_equal(rate->where[0].values[0], "Anti-social behaviour");
  assert_int_equal(rate->outcome_count, 1);
  assert_int_equal(rate->loc.line, 1);

  assert_int_equal(count->statistic, STATISTIC_COUNT);
  assert_int_equal(count->where[0].value_count, 1);
  assert_string_equal(count->unit, "offences");
  assert_int_equal(count->interval, INTERVAL_NONE);
  assert_int_equal(count->compare_count, 1);
  assert_int_equal(count->compare[0], 3);
  assert_null(count->per_measure);
}

static void reports_know_their_editions_and_areas(void **state)
{
  const struct catalog *catalog = catalog_of(state);
  const struct report *profile = &catalog->reports[0], *overview = &catalog->reports[1];
  assert_int_equal(catalog->edition_count, 2);
  assert_string_equal(catalog->editions[0].id, "2025");
  assert_int_equal(catalog->editions[0].period.kind, PERIOD_YEAR_ENDING);
  assert_int_equal(catalog->editions[0].period.last, month_of(2024, 12));
  assert_int_equal(profile->edition_index, 1);
  assert_int_equal(profile->since_index, 0);
  assert_int_equal(profile->area, NO_INDEX);
  assert_int_equal(overview->area, 3);
  assert_int_equal(overview->since_index, NO_INDEX);
  assert_null(overview->since);
  assert_non_null(strstr(profile->template_path, "tests/workspace/templates/plain"));
}

static void commentary_is_indexed_by_report_area_and_section(void **state)
{
  const struct catalog *catalog = catalog_of(state);
  assert_int_equal(catalog->commentary_count, 2);
  assert_string_equal(catalog->commentaries[0].area, "E06000009"); /* commentary/profile/blackpool */
  assert_string_equal(catalog->commentaries[1].area, "all");
  assert_string_equal(catalog->commentaries[1].report, "profile");
  assert_string_equal(catalog->commentaries[1].section, "summary");
}

static void recommendations_breaks_and_outcomes_are_there(void **state)
{
  const struct catalog *catalog = catalog_of(state);
  assert_int_equal(catalog->recommendation_count, 2);
  assert_string_equal(catalog->recommendations[0].id, "R1");
  assert_null(catalog->recommendations[0].area);
  assert_string_equal(catalog->recommendations[1].area, "E06000009");
  assert_string_equal(catalog->recommendations[1].due, "2026-06-30");
  assert_int_equal(catalog->break_count, 1);
  assert_int_equal(catalog->breaks[0].month, month_of(2024, 1));
  assert_int_equal(catalog->outcome_count, 1);
  assert_string_equal(catalog->marking, "OFFICIAL");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(districts_come_by_name_then_groups_then_the_force),
    cmocka_unit_test(an_area_has_members_names_and_a_tile),
    cmocka_unit_test(a_source_has_paths_below_the_workspace_and_a_measure),
    cmocka_unit_test(an_override_replaces_all_paths),
    cmocka_unit_test(indicators_stand_in_the_order_of_their_plugin),
    cmocka_unit_test(an_indicator_is_resolved),
    cmocka_unit_test(reports_know_their_editions_and_areas),
    cmocka_unit_test(commentary_is_indexed_by_report_area_and_section),
    cmocka_unit_test(recommendations_breaks_and_outcomes_are_there),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
