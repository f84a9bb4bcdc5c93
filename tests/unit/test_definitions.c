/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which plugins and sources a workspace gets, and that one mistake gives one error.  Each test writes
 * a workspace of its own.
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

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct fixture {
  struct arena *arena;
  struct diags *diags;
  char folder[64];
  const struct catalog *catalog;
};

/* ---- writing a workspace ------------------------------------------------------------------- */

static void put(struct fixture *fixture, const char *path, const char *text)
{
  char *full = arena_printf(fixture->arena, "%s/%s", fixture->folder, path);
  for (char *slash = full + strlen(fixture->folder); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(full, 0755);
    *slash = '/';
  }
  auto_fclose FILE *file = fopen(full, "w");
  assert_non_null(file);
  fputs(text, file);
}

static const char assessment[] =
  "title: T\nplace: P\n"
  "areas:\n"
  "  districts: [{code: E06000009, name: Blackpool}, {code: E07000123, name: Preston}]\n"
  "  groups: [{id: both, name: Both, members: all}]\n"
  "  comparator: both\n"
  "editions: [{id: 2026, title: E, cut-off: 2025-12}]\n"
  "reports: [{id: profile, title: R, template: plain, areas: districts, edition: 2026}]\n"
  "sources:\n"
  "  - {id: street, title: S, reader: street, paths: street}\n"
  "  - {id: residents, title: S, reader: tidy, paths: residents.csv, measure: residents}\n";

static void put_plugin(struct fixture *fixture, const char *folder, const char *id, const char *more)
{
  put(fixture, arena_printf(fixture->arena, "%s/plugin.yaml", folder),
      arena_printf(fixture->arena, "id: %s\ntitle: %s of %s\nversion: 1.0.0\nlicense: MIT\n%s", id,
                   id, folder, more));
}

static void put_indicator(struct fixture *fixture, const char *folder, const char *plugin,
                          const char *name, const char *more)
{
  put(fixture, arena_printf(fixture->arena, "%s/indicators/%s.yaml", folder, name),
      arena_printf(fixture->arena, "id: %s.%s\ntitle: T\npolarity: neutral\n%s", plugin, name, more));
}

static const char count_of_street[] = "measure: street-crime\nstatistic: count\n";

static int setup(void **state)
{
  static struct fixture fixture;
  fixture = (struct fixture) { .arena = arena_new(), .folder = "/tmp/strata-definitions-XXXXXX" };
  fixture.diags = diags_new(fixture.arena);
  if (!mkdtemp(fixture.folder))
    return -1;
  put(&fixture, "assessment.yaml", assessment);
  put(&fixture, "templates/plain/README.md", "");
  *state = &fixture;
  return 0;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
  (void)status, (void)kind, (void)walk;
  return remove(path);
}

static int teardown(void **state)
{
  struct fixture *fixture = *state;
  nftw(fixture->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  arena_free(fixture->arena);
  return 0;
}

static int load(struct fixture *fixture)
{
  const char *dirs[] = { arena_printf(fixture->arena, "%s/first", fixture->folder),
                         arena_printf(fixture->arena, "%s/second", fixture->folder),
                         arena_printf(fixture->arena, "%s/first/../second", fixture->folder),
                         "/nowhere" };
  struct definition_request request = { .workspace = fixture->folder, .plugin_dirs = dirs,
                                        .plugin_dir_count = 4 };
  return define_catalog(fixture->arena, &request, fixture->diags, &fixture->catalog);
}

static void assert_loads(struct fixture *fixture)
{
  if (load(fixture) < 0) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail();
  }
}

static void assert_plugins(const struct catalog *catalog, const char *first, const char *second)
{
  assert_int_equal(catalog->plugin_count, 2);
  assert_string_equal(catalog->plugins[0].id, first);
  assert_string_equal(catalog->plugins[1].id, second);
}

/* ---- plugins ------------------------------------------------------------------------------- */

static void the_first_plugin_of_an_id_is_used(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/anything", "asb", "");
  put_plugin(fixture, "first/_template", "template", "");
  put_plugin(fixture, "first/.hidden", "hidden", "");
  put(fixture, "first/no-plugin/README.md", "");
  put_plugin(fixture, "second/asb", "asb", "");
  put_plugin(fixture, "second/violence", "violence", "");
  assert_loads(fixture);
  const struct catalog *catalog = fixture->catalog;
  assert_plugins(catalog, "asb", "violence");
  assert_string_equal(catalog->plugins[0].title, "asb of first/anything");
}

static void chapters_come_by_order_then_by_id(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/a", "late", "order: 20\n");
  put_plugin(fixture, "first/b", "zebra", "order: 10\n");
  put_plugin(fixture, "first/c", "early", "order: 10\n");
  assert_loads(fixture);
  assert_int_equal(fixture->catalog->plugin_count, 3);
  assert_string_equal(fixture->catalog->plugins[0].id, "early");
  assert_string_equal(fixture->catalog->plugins[1].id, "zebra");
  assert_string_equal(fixture->catalog->plugins[2].id, "late");
}

static void a_workspace_chooses_plugins_by_id_or_folder(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/violence", "violence", "order: 1\n");
  put_plugin(fixture, "first/anti-social-behaviour", "asb", "order: 2\n");
  put_plugin(fixture, "first/broken", "broken", "colour: red\n"); /* not chosen: nobody is told */
  put(fixture, "assessment.yaml",
      arena_printf(fixture->arena, "plugins: [anti-social-behaviour, violence]\n%s", assessment));
  assert_loads(fixture);
  assert_plugins(fixture->catalog, "asb", "violence");
  assert_int_equal(diags_count(fixture->diags), 0);
}

static void a_workspace_may_use_no_plugin(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/asb", "asb", "");
  put(fixture, "assessment.yaml", arena_printf(fixture->arena, "plugins: []\n%s", assessment));
  assert_loads(fixture);
  assert_int_equal(fixture->catalog->plugin_count, 0);
}

static void indicators_come_by_name_unless_they_are_listed(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/a", "a", "");
  put_plugin(fixture, "first/b", "b", "indicators: [zoo, alpha]\n");
  for (int i = 0; i < 2; i++) {
    const char *folder = i ? "first/b" : "first/a", *id = i ? "b" : "a";
    put_indicator(fixture, folder, id, "zoo", count_of_street);
    put_indicator(fixture, folder, id, "alpha", count_of_street);
    put(fixture, arena_printf(fixture->arena, "%s/indicators/notes.txt", folder), "not read\n");
  }
  assert_loads(fixture);
  static const char *const ids[] = { "a.alpha", "a.zoo", "b.zoo", "b.alpha" };
  assert_int_equal(fixture->catalog->indicator_count, 4);
  for (size_t i = 0; i < 4; i++)
    assert_string_equal(fixture->catalog->indicators[i].id, ids[i]);
  assert_int_equal(fixture->catalog->plugins[1].first_indicator, 2);
  assert_string_equal(fixture->catalog->plugins[0].headline, "a.alpha");
}

/* ---- sources and indicators ---------------------------------------------------------------- */

static const char plugin_source[] =
  "sources:\n"
  "  - {id: form, title: The partners' form, reader: tidy, paths: form.csv, measure: cases,\n"
  "     optional: yes, awaited from: Partners, restricted: yes}\n";

static void a_plugin_brings_its_own_source(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/a", "a", plugin_source);
  put_indicator(fixture, "first/a", "a", "share", "measure: cases\nstatistic: proportion\n");
  put_indicator(fixture, "first/a", "a", "rate",
                "measure: cases\nstatistic: rate\nper: {scale: 100000}\nunit: per 100,000 adults\n");
  assert_loads(fixture);
  const struct source *form = &fixture->catalog->sources[2];
  assert_int_equal(fixture->catalog->source_count, 3);
  assert_int_equal(form->plugin, 0);
  assert_int_equal(fixture->catalog->sources[0].plugin, NO_INDEX);
  assert_string_equal(form->paths[0], arena_printf(fixture->arena, "%s/form.csv", fixture->folder));
  const struct indicator *rate = &fixture->catalog->indicators[0], *share = rate + 1;
  assert_true(rate->restricted); /* because its source is */
  assert_null(rate->per_measure);
  assert_true(rate->scale == 100000);
  assert_string_equal(rate->unit, "per 100,000 adults");
  assert_true(share->scale == 100);
  assert_string_equal(share->unit, "%");
  assert_int_equal(share->interval, INTERVAL_WILSON);
}

static void the_workspace_may_declare_a_plugins_source_itself(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/a", "a", plugin_source);
  put(fixture, "assessment.yaml",
      arena_printf(fixture->arena, "%s  - {id: form, title: Ours, reader: tidy, paths: /ours.csv, "
                                   "measure: cases}\n", assessment));
  assert_loads(fixture);
  const struct source *form = &fixture->catalog->sources[2];
  assert_int_equal(fixture->catalog->source_count, 3);
  assert_string_equal(form->title, "Ours");
  assert_string_equal(form->paths[0], "/ours.csv");
  assert_false(form->restricted);
}

static void where_takes_one_value_several_or_all_but_some(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "first/a", "a", "");
  put_indicator(fixture, "first/a", "a", "one",
                arena_printf(fixture->arena, "%swhere: {crime type: {not: [A, B]}, sex: Male}\n",
                             count_of_street));
  assert_loads(fixture);
  const struct indicator *one = fixture->catalog->indicators;
  assert_int_equal(one->where_count, 2);
  assert_string_equal(one->where[0].category, "crime type");
  assert_true(one->where[0].except);
  assert_int_equal(one->where[0].value_count, 2);
  assert_string_equal(one->where[1].values[0], "Male");
  assert_false(one->where[1].except);
  assert_int_equal(one->where[1].loc.col, 36);
}

static void paths_are_printed_without_detours(void **state)
{
  struct fixture *fixture = *state;
  struct arena *arena = fixture->arena;
  put(fixture, "a/b/data.csv", "");
  put(fixture, "elsewhere/far/data.csv", "");
  const char *folder = fixture->folder;
  const char *link = arena_printf(arena, "%s/a/link", folder);
  assert_int_equal(symlink(arena_printf(arena, "%s/elsewhere/far", folder), link), 0);
  const struct {
    const char *path, *tidy;
  } cases[] = {
    { "a/b/../b/data.csv", "a/b/data.csv" },
    { "a/b/../../a/b/data.csv", "a/b/data.csv" },
    { "a/./../a/b/data.csv", "a/./../a/b/data.csv" },
    { "a/nothing/../there.csv", "a/there.csv" },       /* awaited */
    { "a/link/../far/data.csv", "a/link/../far/data.csv" }, /* a/far/data.csv is another place */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(path_tidy(arena, arena_printf(arena, "%s/%s", folder, cases[i].path)),
                        arena_printf(arena, "%s/%s", folder, cases[i].tidy));
  assert_string_equal(path_tidy(arena, "../../nowhere"), "../../nowhere");
}

/* ---- one plugin alone ---------------------------------------------------------------------- */

static int load_plugin(struct fixture *fixture, const char *folder)
{
  return define_plugin(fixture->arena, arena_printf(fixture->arena, "%s/%s", fixture->folder, folder),
                       fixture->diags, &fixture->catalog);
}

static void a_plugin_can_be_checked_without_a_workspace(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "_template", "a", plugin_source);
  put_indicator(fixture, "_template", "a", "one",
                "measure: street-crime\nstatistic: proportion\ncompare: lancashire-14\n"
                "outcomes: [anything]\n");
  assert_int_equal(load_plugin(fixture, "_template"), 0);
  assert_string_equal(fixture->catalog->plugins[0].headline, "a.one");
  assert_int_equal(fixture->catalog->source_count, 1);
  assert_int_equal(fixture->catalog->indicators[0].compare_count, 0);
  assert_int_equal(fixture->catalog->comparator, NO_INDEX);
}

static void what_is_wrong_in_a_plugin_shows_without_a_workspace(void **state)
{
  struct fixture *fixture = *state;
  put_plugin(fixture, "a", "a", "headline: a.two\n");
  put_indicator(fixture, "a", "b", "one", "measure: street-crime\nstatistic: count\nper: {}\n");
  put_indicator(fixture, "a", "a", "three", count_of_street);
  assert_int_equal(load_plugin(fixture, "a"), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D022"), 1); /* a count with 'per' */
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D024"), 1); /* b.one */
  assert_int_equal(diags_errors(fixture->diags), 2);
  assert_null(fixture->catalog);
  assert_int_equal(load_plugin(fixture, "nothing"), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D001"), 1);
}

/* ---- one mistake, one error ---------------------------------------------------------------- */

static void assert_one_error(struct fixture *fixture, const char *code)
{
  assert_int_equal(load(fixture), -1);
  if (diags_errors(fixture->diags) != 1 || diags_with_code(fixture->diags, code) != 1) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("not one %s alone", code);
  }
  assert_null(fixture->catalog);
}

static void put_whole_plugin(struct fixture *fixture)
{
  put_plugin(fixture, "first/a", "a", "headline: a.one\nindicators: [one]\n");
  put_indicator(fixture, "first/a", "a", "one",
                "measure: street-crime\nstatistic: rate\nper: {measure: residents}\n"
                "compare: both\n");
  put(fixture, "recommendations.yaml",
      "recommendations: [{id: R1, text: T, owner: O, due: 2026-01, area: both, priority: a}]\n");
  put(fixture, "commentary/profile/blackpool/summary.md", "Text.\n");
}

static void an_assessment_that_is_not_yaml_is_one_error(void **state)
{
  put_whole_plugin(*state);
  put(*state, "assessment.yaml", "title: [T\n");
  assert_one_error(*state, "STRATA-D005");
}

static void an_indicator_that_is_not_yaml_is_one_error(void **state)
{
  put_whole_plugin(*state);
  put(*state, "first/a/indicators/one.yaml", "id: a.one: two\n");
  assert_one_error(*state, "STRATA-D005");
}

static void a_plugin_that_is_not_yaml_is_one_error(void **state)
{
  put_whole_plugin(*state);
  put(*state, "first/a/plugin.yaml", "id: \"a\n");
  assert_one_error(*state, "STRATA-D005");
}

static void a_source_without_an_id_is_one_error(void **state)
{
  struct fixture *fixture = *state;
  put_whole_plugin(fixture);
  char *wrong = arena_strdup(fixture->arena, assessment);
  memcpy(strstr(wrong, "{id: residents"), "{ix: residents", 14);
  put(fixture, "assessment.yaml", wrong);
  assert_one_error(fixture, "STRATA-D011"); /* not also: this source has no 'id' */
}

static void a_district_without_a_name_is_one_error(void **state)
{
  struct fixture *fixture = *state;
  put_whole_plugin(fixture);
  char *wrong = arena_strdup(fixture->arena, assessment);
  memcpy(strstr(wrong, "E06000009, name: Blackpool"), "E06000009                 ", 26);
  put(fixture, "assessment.yaml", wrong);
  assert_one_error(fixture, "STRATA-D010");
}

static void warnings_alone_let_it_load(void **state)
{
  struct fixture *fixture = *state;
  put_whole_plugin(fixture);
  put_indicator(fixture, "first/a", "a", "unlisted", count_of_street);
  assert_loads(fixture);
  assert_int_equal(diags_warnings(fixture->diags), 1);
  assert_int_equal(fixture->catalog->indicator_count, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
    TEST(the_first_plugin_of_an_id_is_used),
    TEST(chapters_come_by_order_then_by_id),
    TEST(a_workspace_chooses_plugins_by_id_or_folder),
    TEST(a_workspace_may_use_no_plugin),
    TEST(indicators_come_by_name_unless_they_are_listed),
    TEST(a_plugin_brings_its_own_source),
    TEST(the_workspace_may_declare_a_plugins_source_itself),
    TEST(where_takes_one_value_several_or_all_but_some),
    TEST(paths_are_printed_without_detours),
    TEST(a_plugin_can_be_checked_without_a_workspace),
    TEST(what_is_wrong_in_a_plugin_shows_without_a_workspace),
    TEST(an_assessment_that_is_not_yaml_is_one_error),
    TEST(an_indicator_that_is_not_yaml_is_one_error),
    TEST(a_plugin_that_is_not_yaml_is_one_error),
    TEST(a_source_without_an_id_is_one_error),
    TEST(a_district_without_a_name_is_one_error),
    TEST(warnings_alone_let_it_load),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
