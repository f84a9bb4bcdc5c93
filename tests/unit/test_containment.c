/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plugins in C: how they are loaded, and that whatever they do to their process costs only their own
 * section and figures.  The plugins are in tests/plugins. */
#include "story.h"

#include "unit.h"

#include "extend/workers.h"

#include <stdlib.h>
#include <unistd.h>

static int setup(void **state)
{
  *state = arena_new();
  return 0;
}

static int teardown(void **state)
{
  arena_free(*state);
  unsetenv("MISBEHAVE");
  return 0;
}

/* A story whose plugin "bad" is the library MODULE, which is to misbehave so. */
static struct story *begin(struct arena *arena, const char *module, const char *how)
{
  setenv("MISBEHAVE", how, 1);
  struct story *story
    = story_begin(arena, "return {chapter = function(page) page:paragraph('sound') end}\n");
  story->plugins[STORY_BAD].code = PLUGIN_CODE_C;
  story->plugins[STORY_BAD].role = PLUGIN_PRIORITY;
  story_file(story, "bad/README", "");
  const char *library
    = arena_printf(arena, "%s/tests/plugins/.libs/%s.so", getenv("top_builddir"), module);
  if (symlink(library, arena_printf(arena, "%s/bad/bad.so", story->folder)) != 0)
    fail();
  return story;
}

static struct story *load(struct arena *arena, const char *module, const char *how)
{
  struct story *story = begin(arena, module, how);
  story_load(story);
  return story;
}

static const struct diag *only_diag(const struct story *story)
{
  if (diags_count(story->diags) != 1)
    diags_print(story->diags, stderr, DIAG_TEXT);
  assert_int_equal(diags_count(story->diags), 1);
  return diags_at(story->diags, 0);
}

/* ---- in a worker, as the command makes reports --------------------------------------------- */

static int write_report(void *user, size_t task, struct containment *containment,
                        struct diags *diags, struct strbuf *answer)
{
  struct story *story = user;
  struct document *document;
  (void)task;
  if (story_compose(story, ALL, containment, diags, &document) < 0)
    return -1;
  strbuf_add_text(answer, story_said(story->arena, document));
  return 0;
}

static const char *name(void *user, struct arena *arena, size_t task)
{
  (void)user;
  (void)arena;
  (void)task;
  return "assessment";
}

static const char *written(struct story *story)
{
  story_file(story, "template/template.yaml",
             "id: template\nfile: test\nsections:\n"
             "  - {id: chapters, each: priority, script: chapter.lua}\n");
  story_file(story, "template/chapter.lua",
             "return function(page) page:paragraph('standard') end\n");
  const struct workers_request request = {
    .catalog = &story->world->catalog,
    .jobs = 2,
    .task_count = 1,
    .work = write_report,
    .name = name,
    .user = story,
    .limits = { .cpu_seconds = 1, .mebibytes = 64 },
  };
  struct worker_result result;
  assert_int_equal(workers_run(story->arena, &request, story->diags, &result), WORKERS_DONE);
  if (!result.made)
    diags_print(story->diags, stderr, DIAG_TEXT);
  assert_true(result.made);
  return arena_text(story->arena, result.answer, result.answer_len);
}

/* ---- loading ------------------------------------------------------------------------------- */

static void a_sound_plugin_is_used(void **state)
{
  struct story *story = load(*state, "misbehave", "");
  assert_int_equal(diags_count(story->diags), 0);
  assert_string_equal(written(story), "section Anti-social behaviour\n"
                                      "  paragraph sound\n"
                                      "section Bad\n"
                                      "  table / 50.0\n"
                                      "  paragraph 50 of the county\n");
}

static void an_older_plugin_has_no_newer_callbacks(void **state)
{
  struct story *story = load(*state, "older", "");
  assert_int_equal(diags_count(story->diags), 0);
  assert_non_null(strstr(written(story), "section Bad\n  paragraph standard\n"));
}

static void what_is_no_plugin_of_ours_is_named(void **state)
{
  static const struct {
    const char *module, *how, *code, *why;
  } wrong[] = {
    { "other_abi", "", "STRATA-X002", "version 2 of the plugin interface; this strata has version 1" },
    { "nothing", "", "STRATA-X001", "exports no 'strata_plugin_v1'" },
    { "none", "", "STRATA-X004", "is not there" },
    { "misbehave", "entry:null", "STRATA-X003", "not complete" },
    { "misbehave", "entry:unfinished", "STRATA-X003", "not complete" },
    { "misbehave", "entry:another", "STRATA-X003", "id 'worse', and plugin.yaml 'bad'" },
    { "misbehave", "entry:abort", "STRATA-X090", "crashed" },
    { "misbehave", "init:crash", "STRATA-X090", "crashed" },
    { "misbehave", "init:exit", "STRATA-X090", "ended the process" },
    { "misbehave", "fini:abort", "STRATA-X090", "crashed (Aborted)" },
    { "misbehave", "init:say", "STRATA-X024", "the moon is full" },
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct story *story = load(*state, wrong[i].module, wrong[i].how);
    const struct diag *said = only_diag(story);
    if (!strstr(said->message, wrong[i].why))
      print_error("%s: %s\n", said->code, said->message);
    assert_string_equal(said->code, wrong[i].code);
    assert_non_null(strstr(said->message, wrong[i].why));
    assert_non_null(extend_failed(story->extensions, STORY_BAD));
    assert_null(extend_failed(story->extensions, STORY_ASB));
    const char *said_in_report = written(story);
    assert_non_null(strstr(said_in_report, "paragraph sound"));
    assert_non_null(strstr(said_in_report, "section Bad\n  callout Bad: not available."));
    only_diag(story);
  }
}

static void a_library_that_is_none_is_named(void **state)
{
  struct story *story = begin(*state, "none", "");
  unlink(arena_printf(*state, "%s/bad/bad.so", story->folder));
  story_file(story, "bad/bad.so", "not a library");
  story_load(story);
  assert_string_equal(only_diag(story)->code, "STRATA-X001");
}

/* ---- figures and chapters ------------------------------------------------------------------ */

static void figures_that_fail_are_unavailable(void **state)
{
  static const char *const ways[][3] = {
    { "figures:abort", "STRATA-X090", "crashed (Aborted)" },
    { "figures:crash", "STRATA-X090", "crashed" },
    { "figures:exit", "STRATA-X090", "ended the process (exit status 0)" },
    { "figures:recurse", "STRATA-X090", "crashed" },
    { "figures:allocate", "STRATA-X090", "" },
    { "figures:fail", "STRATA-X024", "failed without saying why" },
    { "figures:say", "STRATA-X024", "the moon is full" },
    { "figures:ask", "STRATA-X030", "the kind of areas is 'towns'" },
  };
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    struct story *story = load(*state, "misbehave", ways[i][0]);
    const struct diag *said = only_diag(story);
    if (!strstr(said->message, ways[i][2]))
      print_error("%s: %s\n", said->code, said->message);
    assert_string_equal(said->code, ways[i][1]);
    assert_non_null(strstr(said->message, ways[i][2]));
    struct result result;
    results_find(story->results, STORY_BAD_INDEX, ALL, world_period("2021"), &result);
    assert_int_equal(result.status, STATUS_UNAVAILABLE);
    assert_non_null(strstr(written(story), "section Bad\n  callout Bad: not available."));
  }
}

static void a_chapter_that_fails_costs_itself_only(void **state)
{
  static const char *const ways[][3] = {
    { "chapter:abort", "STRATA-X090", "crashed (Aborted)" },
    { "chapter:crash", "STRATA-X090", "crashed" },
    { "chapter:exit", "STRATA-X090", "ended the process" },
    { "chapter:loop", "STRATA-X090", "processor time" },
    { "chapter:allocate", "STRATA-X090", "" },
    { "chapter:recurse", "STRATA-X090", "crashed" },
    { "chapter:fail", "STRATA-X024", "failed without saying why" },
    { "chapter:say", "STRATA-X024", "the moon is full" },
    { "chapter:ask", "STRATA-X030", "'towns'" },
  };
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    struct story *story = load(*state, "misbehave", ways[i][0]);
    assert_int_equal(diags_count(story->diags), 0);
    const char *text = written(story);
    const struct diag *said = only_diag(story);
    if (!strstr(said->message, ways[i][2]))
      print_error("%s: %s\n", said->code, said->message);
    assert_string_equal(said->code, ways[i][1]);
    assert_non_null(strstr(said->message, ways[i][2]));
    assert_non_null(strstr(text, "section Anti-social behaviour\n  paragraph sound\n"));
    assert_non_null(strstr(text, "section Bad\n  callout Bad: not available."));
    assert_non_null(strstr(text, ways[i][2]));
    assert_null(strstr(text, "table"));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_sound_plugin_is_used, setup, teardown),
    cmocka_unit_test_setup_teardown(an_older_plugin_has_no_newer_callbacks, setup, teardown),
    cmocka_unit_test_setup_teardown(what_is_no_plugin_of_ours_is_named, setup, teardown),
    cmocka_unit_test_setup_teardown(a_library_that_is_none_is_named, setup, teardown),
    cmocka_unit_test_setup_teardown(figures_that_fail_are_unavailable, setup, teardown),
    cmocka_unit_test_setup_teardown(a_chapter_that_fails_costs_itself_only, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
