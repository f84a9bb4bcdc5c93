/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata plugin check: a plugin's definitions, its code, and what it does with made-up figures. */
#include "define/file.h"
#include "disclose/disclose.h"
#include "extend/call.h"
#include "extend/check_world.h"
#include "extend/digest.h"
#include "extend/exports.h"
#include "extend/extend.h"
#include "extend/plugin_tools.h"
#include "extend/workers.h"

/* The plugin that is checked is the first of the catalog; the others are only referred to. */
enum { CHECKED = 0 };

struct checking {
  struct arena *arena;
  const struct place *place;
  struct diags *diags;
  const char *folder;
  struct strbuf report;
  int points;
  bool failed;
  const struct catalog *catalog;
  const struct extensions *extensions;
  const struct results *results[CHECK_DATA_COUNT];
};

/* ---- the report ---------------------------------------------------------------------------- */

/* Whether a point is met: WHY NULL. */
static bool point(struct checking *checking, const char *what, const char *why)
{
  strbuf_printf(&checking->report, "%sok %d - %s\n", why ? "not " : "", ++checking->points, what);
  if (why)
    strbuf_printf(&checking->report, "# %s\n", why);
  checking->failed = checking->failed || why;
  return !why;
}

static const char *last_message(const struct checking *checking)
{
  size_t count = diags_count(checking->diags);
  return count ? diags_at(checking->diags, count - 1)->message : "the reason is not known";
}

/* ---- definitions and code ------------------------------------------------------------------ */

static bool check_definitions(struct checking *checking)
{
  const struct catalog *plugin;
  size_t errors = diags_errors(checking->diags);
  if (define_plugin(checking->arena, checking->folder, checking->diags, &plugin) < 0)
    return point(checking, "the definitions are valid",
                 arena_printf(checking->arena, "%zu error%s in them",
                              diags_errors(checking->diags) - errors,
                              diags_errors(checking->diags) - errors == 1 ? "" : "s"));
  point(checking, "the definitions are valid", NULL);
  checking->catalog = check_catalog(checking->arena, plugin, checking->place->plugins);
  return true;
}

static bool is_license(const char *license)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-+ ()";
  return license && *license && strspn(license, allowed) == strlen(license);
}

/* The other plugins are there for their definitions; what is said of their code is left out. */
static void keep_own(struct checking *checking, const struct diags *diags)
{
  for (size_t i = 0; i < diags_count(diags); i++) {
    const struct diag *diag = diags_at(diags, i);
    const char *module = checking->extensions->at[CHECKED].module;
    const char *file = diag->loc.file ? diag->loc.file : "";
    if (!path_within(file, checking->folder) && !(module && strcmp(file, module) == 0))
      continue;
    diag_add(checking->diags, diag->severity, diag->code, diag->loc, "%s", diag->message);
    for (size_t j = 0; j < diag->hint_count; j++)
      diag_hint(checking->diags, "%s", diag->hints[j]);
  }
}

static bool check_code(struct checking *checking)
{
  const struct plugin *plugin = &checking->catalog->plugins[CHECKED];
  point(checking, "the licence is an SPDX expression",
        is_license(plugin->license) ? NULL : "write, for example, MIT or GPL-3.0-or-later");
  struct diags *diags = diags_new(checking->arena);
  if (extend_load(checking->arena, checking->catalog, checking->place, diags,
                  &checking->extensions) < 0)
    return point(checking, "the code can be used", "interrupted");
  keep_own(checking, diags);
  const struct extension *extension = &checking->extensions->at[CHECKED];
  if (extension->module) {
    const char *others = exports_besides(checking->arena, extension->module, "strata_plugin_v1");
    point(checking, "the library exports strata_plugin_v1 alone",
          !others        ? "it cannot be read"
            : *others    ? arena_printf(checking->arena, "it exports %s; declare them static", others)
                         : NULL);
  }
  return point(checking, "the code can be used", extension->failed);
}

/* ---- running ------------------------------------------------------------------------------- */

struct trying {
  struct checking *checking;
  enum check_data data;
};

static struct strata_run new_run(const struct checking *checking, struct arena *arena,
                                 const struct results *results, struct containment *containment,
                                 struct diags *diags)
{
  return (struct strata_run) {
    .arena = arena,
    .extensions = checking->extensions,
    .catalog = checking->catalog,
    .facts = results_facts(results),
    .diags = diags,
    .area = NO_INDEX,
    .containment = containment,
    .plugin = NO_INDEX,
  };
}

/* What the plugin puts, added to RESULTS; what it put, in words, to ANSWER. */
static const struct results *try_figures(const struct checking *checking,
                                         const struct results *results,
                                         struct containment *containment, struct diags *diags,
                                         struct strbuf *answer)
{
  struct strata_run run = new_run(checking, answer->arena, results, containment, diags);
  if (!extension_has(&checking->extensions->at[CHECKED], CALLBACK_FIGURES))
    return results;
  run.released = disclose_nothing_hidden(run.arena, results);
  run.in_figures = true;
  int status = call_figures(&run, CHECKED);
  call_end(&run);
  if (status < 0) {
    call_report_failure(&run, CHECKED);
    return NULL;
  }
  for (size_t i = 0; i < run.puts.len; i++) {
    const struct put_figure *put = &run.puts.at[i];
    strbuf_printf(answer, "put %s %s %s %a %a %a\n", checking->catalog->indicators[put->indicator].id,
                  checking->catalog->areas[put->area].code, period_code(run.arena, put->period),
                  put->value, put->lower, put->upper);
  }
  return run.puts.len ? results_with(run.arena, results, run.puts.at, run.puts.len) : results;
}

/* What each callback writes about AREA. */
static int try_sections(const struct checking *checking, const struct results *results, int area,
                        struct containment *containment, struct diags *diags,
                        struct strbuf *answer)
{
  struct strata_run run = new_run(checking, answer->arena, results, containment, diags);
  size_t errors = diags_errors(diags);
  run.released = disclose_results(run.arena, results, AUDIENCE_PUBLIC);
  run.report = &checking->catalog->reports[0];
  run.area = area;
  run.document = document_new(run.arena);
  for (int callback = CALLBACK_CHAPTER; callback < CALLBACKS; callback++) {
    struct node *page = node_add(run.document, NULL, NODE_SECTION, LOC_NONE);
    page->name = callback_names[callback];
    call_section(&run, CHECKED, (enum callback)callback, page);
  }
  static const char *const words[] = { "counted", "meaning", "why", "when", "care" };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const char *text = call_words(&run, CHECKED, words[i]);
    strbuf_printf(answer, "%s: %s\n", words[i], text ? text : "");
  }
  call_end(&run);
  digest_nodes(answer, run.document->root->first);
  return diags_errors(diags) > errors ? -1 : 0;
}

static int try_once(void *user, size_t task, struct containment *containment, struct diags *diags,
                    struct strbuf *answer)
{
  const struct trying *trying = user;
  const struct checking *checking = trying->checking;
  (void)task;
  if (containment_reason(containment, CHECKED))
    return -1;
  const struct results *results = try_figures(checking, checking->results[trying->data], containment,
                                              diags, answer);
  for (size_t area = 0; results && area < checking->catalog->area_count; area++)
    if (try_sections(checking, results, (int)area, containment, diags, answer) < 0)
      return -1;
  return results ? 0 : -1;
}

static const char *name(void *user, struct arena *arena, size_t task)
{
  static const char *const names[] = { "trial with complete figures", "trial without figures",
                                       "trial with strange figures" };
  (void)arena;
  (void)task;
  return names[((const struct trying *)user)->data];
}

/* Twice, in processes of their own. */
static bool try_twice(struct checking *checking, enum check_data data,
                      struct worker_result ret_results[2])
{
  struct trying trying = { checking, data };
  const struct workers_request request = {
    .catalog = checking->catalog,
    .jobs = 2,
    .task_count = 2,
    .work = try_once,
    .name = name,
    .user = &trying,
    .limits = { .cpu_seconds = 2, .wall_seconds = 20, .mebibytes = 64 },
  };
  struct diags *diags = diags_new(checking->arena);
  bool done = workers_run(checking->arena, &request, diags, ret_results) == WORKERS_DONE;
  bool made = done && ret_results[0].made && ret_results[1].made;
  if (!made || diags_warnings(diags))
    diags_append(checking->diags, diags);
  return made;
}

static bool is_put(const struct worker_result *result, const char *indicator, struct arena *arena)
{
  const char *answer = arena_text(arena, result->answer, result->answer_len);
  return strstr(answer, arena_printf(arena, "put %s ", indicator)) != NULL;
}

/* The derived indicators that nothing was put for; NULL: none. */
static const char *never_put(struct checking *checking, const struct worker_result *result)
{
  const struct plugin *plugin = &checking->catalog->plugins[CHECKED];
  for (int i = 0; i < plugin->indicator_count; i++) {
    const struct indicator *indicator = &checking->catalog->indicators[plugin->first_indicator + i];
    if (indicator->derived && !is_put(result, indicator->id, checking->arena))
      return arena_printf(checking->arena, "'%s' says 'derived: true', and figures() never puts it",
                          indicator->id);
  }
  return NULL;
}

static void check_running(struct checking *checking)
{
  static const char *const whats[] = {
    [CHECK_COMPLETE] = "it works with complete figures",
    [CHECK_NOTHING] = "it works when nothing has been supplied",
    [CHECK_STRANGE] = "it works with gaps, zeros, large numbers and long names",
  };
  for (int data = 0; data < CHECK_DATA_COUNT; data++) {
    struct worker_result results[2] = { 0 };
    checking->results[data] = check_results(checking->arena, checking->catalog,
                                            (enum check_data)data, checking->diags);
    bool ran = checking->results[data] && try_twice(checking, (enum check_data)data, results);
    if (!point(checking, whats[data], ran ? NULL : last_message(checking)))
      continue;
    bool same = results[0].answer_len == results[1].answer_len
      && memcmp(results[0].answer, results[1].answer, results[0].answer_len) == 0;
    if (data == CHECK_COMPLETE) {
      point(checking, "it does the same twice", same ? NULL : "two runs wrote different things");
      point(checking, "it puts every derived indicator", never_put(checking, &results[0]));
    }
  }
}

const char *plugin_check(struct arena *arena, const struct place *place, const char *path,
                         struct diags *diags, int *ret_status)
{
  struct checking checking = { .arena = arena, .place = place, .diags = diags,
                               .report = STRBUF(arena) };
  const char *folder = path_absolute(arena, path);
  if (folder && is_file(folder))
    folder = arena_text(arena, folder, (size_t)(path_name(folder) - folder - 1));
  checking.folder = folder ? folder : path;
  if (check_definitions(&checking) && check_code(&checking))
    check_running(&checking);
  strbuf_printf(&checking.report, "1..%d\n", checking.points);
  *ret_status = checking.failed ? -1 : 0;
  return strbuf_text(&checking.report);
}
