/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every block of Lua in docs/LUA.md runs, and every verb and method is on that page. */
#include "story.h"

#include "arena_setup.h"
#include "unit.h"

#include "extend/lua_bind.h"
#include "extend/text_file.h"

#include <stdlib.h>

static const char *read_page(struct arena *arena)
{
  struct str text;
  const char *path = arena_printf(arena, "%s/docs/LUA.md", getenv("top_srcdir"));
  assert_int_equal(text_file_read(arena, path, &text), 0);
  return text.at;
}

/* A plugin's script: every callback of it, in a report. */
static void run_narrative(struct arena *arena, const char *block)
{
  struct story *story = story_new(arena, block);
  static const char all[] = "for _, callback in ipairs{'chapter', 'profile', 'refresh'} do\n"
                            "  page:plugin('asb', callback)\n"
                            "end\n"
                            "for _, name in ipairs{'counted', 'meaning', 'why', 'when', 'care'} do\n"
                            "  strata.plugin_words('asb', name)\n"
                            "end\n";
  story_write(story, all);
  diags_print(story->diags, stderr, DIAG_TEXT);
  assert_int_equal(diags_count(story->diags), 0);
}

static void run_block(struct arena *arena, const char *block)
{
  struct str text = str_of(block);
  if (str_ends(text, "return M\n")) {
    run_narrative(arena, block);
  } else if (str_starts(text, "return function")) {
    struct story *story = story_new(arena, NULL);
    assert_non_null(story_report(story, ALL, block));
  } else {
    story_write(story_new(arena, NULL), block);
  }
}

static void every_block_runs(void **state)
{
  static const char begin[] = "\n```lua\n", end[] = "\n```\n";
  const char *at = read_page(*state);
  size_t count = 0;
  while ((at = strstr(at, begin))) {
    at += strlen(begin);
    const char *last = strstr(at, end);
    assert_non_null(last);
    run_block(*state, arena_text(*state, at, (size_t)(last + 1 - at)));
    at = last;
    count++;
  }
  assert_true(count >= 10);
}

static void assert_named(const char *page, const char *name)
{
  if (!strstr(page, name))
    print_error("'%s' is not in docs/LUA.md\n", name);
  assert_non_null(strstr(page, name));
}

static void every_verb_is_named(void **state)
{
  const char *page = read_page(*state);
  for (const luaL_Reg *const *list = lua_bind_verbs; *list; list++)
    for (const luaL_Reg *verb = *list; verb->name; verb++)
      assert_named(page, arena_printf(*state, "strata.%s", verb->name));
  for (size_t i = 0; lua_bind_getters[i].name; i++)
    assert_named(page, arena_printf(*state, "strata.%s", lua_bind_getters[i].name));
  for (size_t i = 0; lua_bind_methods[i].name; i++)
    assert_named(page, arena_printf(*state, ":%s", lua_bind_methods[i].name));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(every_block_runs, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(every_verb_is_named, arena_setup, arena_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
