/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all, as a script in its sandbox with a page to write on: it ends, within its limits,
 * and whatever it wrote can be walked.
 */
#include "base/cleanup.h"
#include "document/document.h"
#include "extend/lua_bind.h"
#include "extend/run.h"
#include "extend/sandbox.h"

#include <stdint.h>
#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int bind(lua_State *L)
{
  lua_bind_strata(L);
  return 0;
}

/* The argument is the page, as C has it. */
static int call_with_page(lua_State *L)
{
  lua_bind_push_node(L, lua_touserdata(L, 2));
  lua_replace(L, 2);
  lua_call(L, 1, 0);
  return 0;
}

static size_t walk(const struct node *node)
{
  size_t count = 0;
  for (; node; node = node->next) {
    for (size_t i = 0; i < node->text.count; i++)
      REQUIRE(str_utf8_error(str_of(node->text.runs[i].text))
              == strlen(node->text.runs[i].text));
    count += 1 + walk(node->first);
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  enum { STEPS = 50000 };
  static const struct area areas[] = { { .code = "all", .name = "All", .kind = AREA_GROUP } };
  static const struct edition editions[] = { { .id = "1", .title = "First" } };
  static const struct catalog catalog = { .title = "Partnership", .place = "Place",
                                          .areas = areas, .area_count = 1,
                                          .editions = editions, .edition_count = 1 };
  static const struct facts facts = { .catalog = &catalog };
  static const struct extensions extensions = { .catalog = &catalog };
  auto_arena struct arena *arena = arena_new();
  struct strata_run run = { .arena = arena, .catalog = &catalog, .facts = &facts,
                            .extensions = &extensions, .diags = diags_new(arena),
                            .area = NO_INDEX, .plugin = NO_INDEX };
  run.document = document_new(arena);
  struct node *page = node_add(run.document, NULL, NODE_SECTION, LOC_NONE);
  struct sandbox *sandbox = sandbox_new(arena);
  sandbox_set_user(sandbox, &run);
  lua_State *L = sandbox_state(sandbox);
  struct sandbox_error error;
  lua_pushcfunction(L, bind);
  REQUIRE(sandbox_call(sandbox, arena, 0, 0, &error) == 0);
  sandbox_set_steps(sandbox, STEPS);
  lua_pushcfunction(L, call_with_page);
  struct sandbox_script script = { .path = "script.lua", .text = { (const char *)data, size } };
  if (sandbox_load(sandbox, arena, &script, &error) == 0
      && sandbox_call(sandbox, arena, 0, 1, &error) == 0) {
    lua_pushlightuserdata(L, page);
    sandbox_call(sandbox, arena, 2, 0, &error);
  }
  REQUIRE(sandbox_memory(sandbox) <= SANDBOX_MEMORY);
  REQUIRE(walk(run.document->root->first) > 0);
  return 0;
}
