/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plugins that are scripts: their callbacks, the figures that they put, and what becomes of a report
 * when they fail. */
#include "story.h"

#include "arena_setup.h"
#include "unit.h"

/* A template with a chapter for each priority, made by the script where the plugin has none. */
static const char *chapters(struct story *story)
{
  story_file(story, "template/template.yaml",
             "id: template\nfile: test\nsections:\n"
             "  - {id: chapters, each: priority, script: chapter.lua}\n"
             "  - {id: end, script: end.lua, title: The end}\n");
  story_file(story, "template/chapter.lua",
             "return function(page, plugin)\n"
             "  page:paragraph('standard: ' .. plugin.title)\n"
             "  page:paragraph(strata.plugin_words(plugin.id, 'counted') or 'no words')\n"
             "end\n");
  story_file(story, "template/end.lua",
             "return function(page)\n"
             "  if not page:plugin('asb', 'profile') then page:paragraph('no profile') end\n"
             "end\n");
  struct document *document;
  if (story_compose(story, ALL, NULL, story->diags, &document) < 0) {
    diags_print(story->diags, stderr, DIAG_TEXT);
    return "";
  }
  return story_said(story->arena, document);
}

static void a_chapter_of_its_own_comes_first(void **state)
{
  struct story *story = story_new(*state,
    "local M = {}\n"
    "function M.chapter(page) page:paragraph('my {asb.incidents|count}') end\n"
    "function M.profile(node) node:paragraph('in short') end\n"
    "return M\n");
  assert_string_equal(chapters(story), "section Anti-social behaviour\n"
                                       "  paragraph my 600\n"
                                       "section The end\n"
                                       "  paragraph in short\n");
  assert_int_equal(diags_errors(story->diags), 0);
}

static void without_one_the_template_writes_with_the_plugins_words(void **state)
{
  struct story *story = story_new(*state,
    "local M = {}\n"
    "M.words = { counted = function() return 'words of ' .. strata.comparator.name end }\n"
    "return M\n");
  assert_string_equal(chapters(story), "section Anti-social behaviour\n"
                                       "  paragraph standard: Anti-social behaviour\n"
                                       "  paragraph words of All\n"
                                       "section The end\n"
                                       "  paragraph no profile\n");
}

static void definitions_alone_are_a_plugin(void **state)
{
  struct story *story = story_new(*state, NULL);
  assert_string_equal(chapters(story), "section Anti-social behaviour\n"
                                       "  paragraph standard: Anti-social behaviour\n"
                                       "  paragraph no words\n"
                                       "section The end\n"
                                       "  paragraph no profile\n");
}

static void a_failing_plugin_costs_its_section_only(void **state)
{
  struct story *story = story_new(*state,
    "local M = {}\n"
    "function M.chapter(page)\n"
    "  page:title('half')\n"
    "  page:paragraph('half')\n"
    "  page:heading(nil)\n"
    "end\n"
    "function M.profile(node) node:paragraph('in short') end\n"
    "return M\n");
  assert_string_equal(chapters(story),
    "section Anti-social behaviour\n"
    "  callout Anti-social behaviour: not available. This part could not be made, because its "
    "plugin failed: a heading must be text, not nil. The other parts of this report are not "
    "affected.\n"
    "section The end\n"
    "  paragraph in short\n");
  assert_int_equal(diags_errors(story->diags), 1);
  const struct diag *said = diags_at(story->diags, 0);
  assert_string_equal(said->code, "STRATA-X011");
  assert_string_equal(said->loc.file, arena_printf(*state, "%s/asb/narrative.lua", story->folder));
  assert_int_equal(said->loc.line, 5);
}

static void figures_that_are_put_are_results(void **state)
{
  struct story *story = story_new(*state,
    "local M = {}\n"
    "function M.figures()\n"
    "  assert(strata.report == nil)\n"
    "  for _, area in ipairs(strata.areas()) do\n"
    "    local r = strata.result('asb.incidents', area.code, '2021')\n"
    "    strata.put('index', area.code, '2021', {value = r.value / 12 * 100, lower = 1, upper = 999})\n"
    "  end\n"
    "end\n"
    "return M\n");
  assert_int_equal(diags_errors(story->diags), 0);
  struct result result;
  released_find(story->released, STORY_INDEX, ASHBY, world_period("2021"), &result);
  assert_int_equal(result.status, STATUS_PUBLISHED);
  assert_near(result.value, 200, 1e-9);
  assert_near(result.upper, 999, 0);
  released_find(story->released, STORY_INDEX, ASHBY, world_period("2020"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
}

static void assert_load_fails(struct arena *arena, const char *narrative, const char *code,
                              const char *why)
{
  struct story *story = story_new(arena, narrative);
  assert_int_equal(diags_errors(story->diags), 1);
  const struct diag *said = diags_at(story->diags, 0);
  if (strcmp(said->code, code) != 0 || !strstr(said->message, why))
    print_error("%s: %s\n", said->code, said->message);
  assert_string_equal(said->code, code);
  assert_non_null(strstr(said->message, why));
  assert_non_null(extend_failed(story->extensions, STORY_ASB));
  struct result result;
  released_find(story->released, STORY_INDEX, ASHBY, world_period("2021"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_non_null(strstr(chapters(story), "callout Anti-social behaviour: not available."));
}

static void a_script_that_cannot_be_used_is_named(void **state)
{
  assert_load_fails(*state, "local M = {\nreturn M\n", "STRATA-X010", "expected");
  assert_load_fails(*state, "return 1\n", "STRATA-X014", "returns number, not a table");
  assert_load_fails(*state, "return {chaptr = 1}\n", "STRATA-X014", "did you mean 'chapter'?");
  assert_load_fails(*state, "return {chapter = 1}\n", "STRATA-X014", "must be a function");
  assert_load_fails(*state, "return {words = 1}\n", "STRATA-X014", "must be a table");
  assert_load_fails(*state, "while true do end\n", "STRATA-X012", "steps");
  assert_load_fails(*state, "local t = {} while true do t[#t + 1] = {} end\n", "STRATA-X013",
                    "16 MiB");
}

static void what_cannot_be_put_is_named(void **state)
{
  static const char form[] = "return {figures = function() strata.put(%s) end}\n";
  static const char *const mistakes[][3] = {
    { "'incidents', 'all', '2021', {value = 1}", "STRATA-X025", "derived: true" },
    { "'indx', 'all', '2021', {value = 1}", "STRATA-X031", "did you mean 'asb.index'?" },
    { "'index', 'none', '2021', {value = 1}", "STRATA-X032", "no area 'none'" },
    { "'index', nil, '2021', {value = 1}", "STRATA-X032", "no area is named" },
    { "'index', 'all', nil, {value = 1}", "STRATA-X033", "no period is named" },
    { "'index', 'all', '2021', {}", "STRATA-X025", "without a value" },
    { "'index', 'all', '2021', {value = 1 / 0}", "STRATA-X011", "not a finite number" },
    { "'index', 'all', '2021', {value = 1, lower = 2, upper = 3}", "STRATA-X025",
      "does not hold its value" },
    { "'index', 'all', '2021', 1", "STRATA-X011", "must be a table" },
  };
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
    assert_load_fails(*state, arena_printf(*state, form, mistakes[i][0]), mistakes[i][1],
                      mistakes[i][2]);
}

static void one_report_knows_nothing_of_another(void **state)
{
  struct story *story = story_new(*state,
    "local count = 0\n"
    "return {chapter = function(page) count = count + 1 page:paragraph(tostring(count)) end}\n");
  const char *first = chapters(story);
  assert_non_null(strstr(first, "paragraph 1"));
  assert_string_equal(chapters(story), first);
}

static void a_template_at_fault_makes_no_report(void **state)
{
  struct story *story = story_new(*state, NULL);
  assert_null(story_report(story, ALL, "return 1\n"));
  assert_int_equal(diags_with_code(story->diags, "STRATA-X011"), 1);
  assert_null(story_report(story, ALL, "return function(page\n"));
  assert_int_equal(diags_with_code(story->diags, "STRATA-X010"), 1);
}

static void a_template_is_checked(void **state)
{
  static const char *const mistakes[][2] = {
    { "id: t\nfile: f\nsections:\n  - {id: page, script: none.lua}\n", "STRATA-X015" },
    { "id: t\nfile: f\nlibraries: [none]\nsections:\n  - {id: page, script: page.lua}\n",
      "STRATA-X015" },
    { "id: t\nfile: f\nmasters: [{name: left}]\n"
      "sections:\n  - {id: page, script: page.lua, master: lefd}\n", "STRATA-X016" },
    { "id: t\nfile: f\nsections:\n  - {id: page, scrip: page.lua}\n", "STRATA-D011" },
  };
  struct story *story = story_new(*state, NULL);
  story_report(story, ALL, "return function(page) end\n");
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    story->diags = diags_new(*state);
    story_file(story, "template/template.yaml", mistakes[i][0]);
    struct document *document;
    assert_int_equal(story_compose(story, ALL, NULL, story->diags, &document), -1);
    if (!diags_with_code(story->diags, mistakes[i][1]))
      diags_print(story->diags, stderr, DIAG_TEXT);
    assert_true(diags_with_code(story->diags, mistakes[i][1]) > 0);
  }
}

static void libraries_are_shared_and_read_only(void **state)
{
  struct story *story = story_new(*state, NULL);
  story_file(story, "common/common.lua",
             "local M = {}\nfunction M.twice(text) return text .. text end\nreturn M\n");
  story_report(story, ALL, "return function(page) page:paragraph(common.twice('x')) end\n");
  story_file(story, "template/template.yaml",
             "id: t\nfile: '{area}: {title} 100%'\nlibraries: [common]\n"
             "sections:\n  - {id: page, script: page.lua}\n");
  struct document *document;
  const char *name;
  assert_int_equal(story_compose(story, ALL, NULL, story->diags, &document), 0);
  assert_string_equal(story_said(*state, document), "section\n  paragraph xx\n");
  const struct template *template;
  assert_int_equal(extend_template(*state, &story->report, story->diags, &template), 0);
  assert_int_equal(extend_file_name(*state, &story->world->catalog, &story->report, template,
                                    ASHBY, story->diags, &name), 0);
  assert_string_equal(name, "ashby-assessment-100");
  story->diags = diags_new(*state);
  story_file(story, "template/page.lua", "return function(page) common.twice = nil end\n");
  assert_int_equal(story_compose(story, ALL, NULL, story->diags, &document), -1);
  assert_non_null(strstr(diags_at(story->diags, 0)->message, "common cannot be changed"));
}

static void commentary_is_filled_in_too(void **state)
{
  struct story *story = story_begin(*state, NULL);
  story->commentary = (struct commentary) {
    .report = "assessment", .area = "all", .section = "level",
    .path = story_file(story, "level.md", "There were **{asb.incidents|count}** incidents.\n"),
  };
  story->world->catalog.commentaries = &story->commentary;
  story->world->catalog.commentary_count = 1;
  story_load(story);
  assert_string_equal(
    story_write(story, "if page:commentary('level') and not page:commentary('none') then "
                       "page:paragraph('there') end"),
    "section\n  paragraph There were 600 incidents.\n  paragraph there\n");
  story_file(story, "level.md", "One.\n\nTwo {asb.none|count}.\n");
  story_refuses(story, "page:commentary('level')", "STRATA-X031", "asb.none");
}

/* What is not tested has an earlier period all the same. */
static void an_untested_change_has_its_period(void **state)
{
  struct story *story = story_begin(*state, NULL);
  story->world->indicators.at[STORY_INCIDENTS].change = CHANGE_BY_NONE;
  story_load(story);
  assert_string_equal(story_write(story, "page:paragraph('{asb.incidents|change}: "
                                         "{asb.incidents|before-count} in {asb.incidents|before-period}, "
                                         "{asb.cases|before-period}')"),
                      "section\n  paragraph not tested: 600 in 2020, no earlier period\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_chapter_of_its_own_comes_first, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(without_one_the_template_writes_with_the_plugins_words, arena_setup,
                                    arena_teardown),
    cmocka_unit_test_setup_teardown(definitions_alone_are_a_plugin, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_failing_plugin_costs_its_section_only, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(figures_that_are_put_are_results, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_script_that_cannot_be_used_is_named, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(what_cannot_be_put_is_named, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(one_report_knows_nothing_of_another, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_template_at_fault_makes_no_report, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_template_is_checked, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(libraries_are_shared_and_read_only, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(commentary_is_filled_in_too, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(an_untested_change_has_its_period, arena_setup, arena_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
