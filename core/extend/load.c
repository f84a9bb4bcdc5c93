/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what each plugin can do. */
#include "base/cleanup.h"
#include "extend/call.h"
#include "extend/extend.h"
#include "extend/workers.h"

#include <errno.h>
#include <unistd.h>

/* ---- files --------------------------------------------------------------------------------- */

static void find_script(struct arena *arena, struct scripts *scripts, struct extension *extension,
                        struct diags *diags)
{
  const struct plugin *plugin = extension->plugin;
  const char *path = arena_printf(arena, "%s/narrative.lua", plugin->folder);
  bool there = access(path, F_OK) == 0;
  if (!there && plugin->code != PLUGIN_CODE_LUA)
    return;
  if (plugin->code == PLUGIN_CODE_NONE) {
    diag_warning(diags, "STRATA-X004", LOC_FILE(path),
                 "plugin '%s' has a script, but its plugin.yaml says that it has no code",
                 plugin->id);
    diag_hint(diags, "write 'code: lua' there, or remove narrative.lua");
    return;
  }
  if (scripts_find(scripts, path, &extension->script) == 0)
    return;
  extension->failed = "its narrative.lua cannot be read";
  diag_error(diags, "STRATA-X004", LOC_FILE(path), "plugin '%s': its script cannot be read: %s",
             plugin->id, strerror(errno));
  diag_hint(diags, "plugin.yaml says 'code: lua'");
}

/* ---- probing ------------------------------------------------------------------------------- */

struct answer {
  unsigned in_code, in_script;
  char failed[400]; /* why; "" when all is well */
};

static bool is_to_be_tried(const struct extension *extension)
{
  return !extension->failed && (extension->module || extension->script);
}

static struct answer probe(struct extensions *extensions, int plugin,
                           struct containment *containment, struct diags *diags)
{
  struct answer answer = { 0 };
  auto_arena struct arena *arena = arena_new();
  struct strata_run run = {
    .arena = arena,
    .extensions = extensions,
    .catalog = extensions->catalog,
    .diags = diags,
    .area = NO_INDEX,
    .containment = containment,
    .plugin = NO_INDEX,
  };
  int status = call_probe(&run, plugin, &answer.in_code, &answer.in_script);
  call_end(&run);
  if (status < 0) {
    snprintf(answer.failed, sizeof answer.failed, "%s", run.failure.message);
    call_report_failure(&run, plugin);
  }
  return answer;
}

/* All plugins in one process: when one of them ends it, the others are tried again. */
static int probe_all(void *user, size_t task, struct containment *containment, struct diags *diags,
                     struct strbuf *ret_answer)
{
  struct extensions *extensions = user;
  (void)task;
  for (size_t i = 0; i < extensions->count; i++) {
    struct answer answer = { 0 };
    if (is_to_be_tried(&extensions->at[i]) && !containment_reason(containment, (int)i))
      answer = probe(extensions, (int)i, containment, diags);
    strbuf_add(ret_answer, (struct str) { (const char *)&answer, sizeof answer });
  }
  return 0;
}

static const char *name(void *user, struct arena *arena, size_t task)
{
  (void)user;
  (void)arena;
  (void)task;
  return "run, from its beginning";
}

static void keep_answer(struct arena *arena, struct extension *extension, size_t plugin,
                        const struct worker_result *result)
{
  struct answer answer;
  if (!is_to_be_tried(extension))
    return;
  if (!result->made || result->answer_len < (plugin + 1) * sizeof answer) {
    extension->failed = "it could not be tried";
    return;
  }
  memcpy(&answer, (const char *)result->answer + plugin * sizeof answer, sizeof answer);
  extension->in_code = answer.in_code;
  extension->in_script = answer.in_script & ~answer.in_code;
  if (result->reasons[plugin])
    extension->failed = result->reasons[plugin];
  else if (answer.failed[0])
    extension->failed = arena_text(arena, answer.failed, strnlen(answer.failed, sizeof answer.failed));
}

int extend_load(struct arena *arena, const struct catalog *catalog, const struct place *place,
                struct diags *diags, const struct extensions **ret_extensions)
{
  struct extensions *extensions = ARENA_NEW(arena, struct extensions);
  *extensions = (struct extensions) {
    .catalog = catalog,
    .at = ARENA_ARRAY(arena, struct extension, catalog->plugin_count),
    .codes = ARENA_ARRAY(arena, struct code, catalog->plugin_count),
    .scripts = scripts_new(arena),
    .found = found_new(arena),
    .count = catalog->plugin_count,
  };
  size_t tried = 0;
  for (size_t i = 0; i < catalog->plugin_count; i++) {
    struct extension *extension = &extensions->at[i];
    extension->plugin = &catalog->plugins[i];
    find_script(arena, extensions->scripts, extension, diags);
    if (extension->plugin->code == PLUGIN_CODE_C)
      extension->module
        = place_module(arena, place, extension->plugin->folder, extension->plugin->id);
    tried += is_to_be_tried(extension);
  }
  struct workers_request request = {
    .catalog = catalog,
    .jobs = 1,
    .task_count = tried ? 1 : 0,
    .work = probe_all,
    .name = name,
    .user = extensions,
  };
  struct worker_result result;
  if (workers_run(arena, &request, diags, &result) == WORKERS_INTERRUPTED)
    return -1;
  for (size_t i = 0; tried && i < extensions->count; i++)
    keep_answer(arena, &extensions->at[i], i, &result);
  *ret_extensions = extensions;
  return 0;
}

int extend_author(const struct extensions *extensions, const char *file)
{
  for (size_t i = 0; file && i < extensions->count; i++) {
    const struct extension *extension = &extensions->at[i];
    size_t len = strlen(extension->plugin->folder);
    bool inside = len > 0 && strncmp(file, extension->plugin->folder, len) == 0 && file[len] == '/';
    if (inside || (extension->module && strcmp(file, extension->module) == 0))
      return (int)i;
  }
  return NO_INDEX;
}

const char *extend_failed(const struct extensions *extensions, int plugin)
{
  return extensions->at[plugin].failed;
}
