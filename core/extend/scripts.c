/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/scripts.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "extend/text_file.h"

struct scripts {
  struct arena *arena;
  VEC(struct sandbox_script *) list;
};

struct scripts *scripts_new(struct arena *arena)
{
  struct scripts *scripts = ARENA_NEW(arena, struct scripts);
  scripts->arena = arena;
  return scripts;
}

/* What was read before, when the file still says the same. */
static struct sandbox_script *find_same(const struct scripts *scripts, const char *path,
                                        struct str text)
{
  for (size_t i = 0; i < scripts->list.len; i++) {
    struct sandbox_script *script = scripts->list.at[i];
    if (strcmp(script->path, path) == 0 && str_equal(script->text, text))
      return script;
  }
  return NULL;
}

int scripts_find(struct scripts *scripts, const char *path, struct sandbox_script **ret_script)
{
  auto_arena struct arena *scratch = arena_new();
  struct str text;
  if (text_file_read(scratch, path, &text) < 0)
    return -1;
  struct sandbox_script *script = find_same(scripts, path, text);
  if (!script) {
    script = ARENA_NEW(scripts->arena, struct sandbox_script);
    *script = (struct sandbox_script) {
      .path = arena_strdup(scripts->arena, path),
      .text = { arena_text(scripts->arena, text.at, text.len), text.len },
      .arena = scripts->arena,
    };
    *VEC_ADD(scripts->arena, &scripts->list) = script;
  }
  *ret_script = script;
  return 0;
}

void scripts_compile(struct scripts *scripts, struct sandbox *sandbox, const char *path)
{
  auto_arena struct arena *scratch = arena_new();
  struct sandbox_script *script;
  struct sandbox_error error;
  if (scripts_find(scripts, path, &script) == 0 && !script->compiled.len
      && sandbox_load(sandbox, scratch, script, &error) == 0)
    lua_pop(sandbox_state(sandbox), 1);
}
