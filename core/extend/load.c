/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what each plugin can do. */
#include "extend/call.h"
#include "extend/extend.h"
#include "extend/text_file.h"
#include "extend/workers.h"

#include <errno.h>
#include <unistd.h>

/* ---- files --------------------------------------------------------------------------------- */

static void find_script(struct arena *arena, struct extension *extension, struct diags *diags)
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
  if (text_file_read(arena, path, &extension->script_text) == 0) {
    extension->script = path;
    return;
  }
  extension->failed = "its narrative.lua cannot be read";
  diag_error(diags, "STRATA-X004", LOC_FILE(path), "plugin '%s': its script cannot be read: %s",
             plugin->id, strerror(errno));
  diag_hint(diags, "plugin.yaml says 'code: lua'");
}

/* ---- probing ------------------------------------------------------------------------------- */

struct probing {
  struct extensions *extensions;
  const int *plugins; /* one a task */
};

struct answer {
  unsigned in_code, in_script;
  bool failed;
};

static int probe(void *user, size_t task, struct containment *containment, struct diags *diags,
                 struct strbuf *ret_answer)
{
  const struct probing *probing = user;
  int plugin = probing->plugins[task];
  struct answer answer = { 0 };
  struct strata_run run = {
    .arena = ret_answer->arena,
    .extensions = probing->extensions,
    .catalog = probing->extensions->catalog,
    .diags = diags,
    .area = NO_INDEX,
    .containment = containment,
    .plugin = NO_INDEX,
  };
  int status = containment_reason(containment, plugin)
    ? 0
    : call_probe(&run, plugin, &answer.in_code, &answer.in_script);
  call_end(&run);
  if (status < 0) {
    answer.failed = true;
    strbuf_add(ret_answer, (struct str) { (const char *)&answer, sizeof answer });
    strbuf_add_text(ret_answer, run.failure.message);
    call_report_failure(&run, plugin);
    return 0;
  }
  strbuf_add(ret_answer, (struct str) { (const char *)&answer, sizeof answer });
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
  if (!result->made || result->answer_len < sizeof answer) {
    extension->failed = "it could not be tried";
    return;
  }
  memcpy(&answer, result->answer, sizeof answer);
  extension->in_code = answer.in_code;
  extension->in_script = answer.in_script & ~answer.in_code;
  if (result->reasons[plugin])
    extension->failed = result->reasons[plugin];
  else if (answer.failed)
    extension->failed = arena_text(arena, (const char *)result->answer + sizeof answer,
                                   result->answer_len - sizeof answer);
}

int extend_load(struct arena *arena, const struct catalog *catalog, const struct place *place,
                struct diags *diags, const struct extensions **ret_extensions)
{
  struct extensions *extensions = ARENA_NEW(arena, struct extensions);
  *extensions = (struct extensions) {
    .catalog = catalog,
    .at = ARENA_ARRAY(arena, struct extension, catalog->plugin_count),
    .codes = ARENA_ARRAY(arena, struct code, catalog->plugin_count),
    .count = catalog->plugin_count,
  };
  int *plugins = ARENA_ARRAY(arena, int, catalog->plugin_count);
  size_t tasks = 0;
  for (size_t i = 0; i < catalog->plugin_count; i++) {
    struct extension *extension = &extensions->at[i];
    extension->plugin = &catalog->plugins[i];
    find_script(arena, extension, diags);
    if (extension->plugin->code == PLUGIN_CODE_C)
      extension->module
        = place_module(arena, place, extension->plugin->folder, extension->plugin->id);
    if (!extension->failed && (extension->module || extension->script))
      plugins[tasks++] = (int)i;
  }
  struct probing probing = { extensions, plugins };
  struct workers_request request = {
    .catalog = catalog,
    .jobs = 1,
    .task_count = tasks,
    .work = probe,
    .name = name,
    .user = &probing,
  };
  struct worker_result *results = ARENA_ARRAY(arena, struct worker_result, tasks);
  if (workers_run(arena, &request, diags, results) == WORKERS_INTERRUPTED)
    return -1;
  for (size_t i = 0; i < tasks; i++)
    keep_answer(arena, &extensions->at[plugins[i]], (size_t)plugins[i], &results[i]);
  *ret_extensions = extensions;
  return 0;
}

const char *extend_failed(const struct extensions *extensions, int plugin)
{
  return extensions->at[plugin].failed;
}
