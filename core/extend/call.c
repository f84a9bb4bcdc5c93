/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/call.h"

#include "extend/containment.h"
#include "extend/host.h"
#include "extend/loader.h"
#include "extend/lua_plugin.h"

const char *const callback_names[CALLBACKS + 1]
  = { "figures", "chapter", "profile", "refresh", NULL };

/* ---- a plugin's C code --------------------------------------------------------------------- */

static int disagrees(struct strata_run *run, const char *module, const char *what,
                     const char *code, const char *yaml)
{
  run->loc = LOC_FILE(module);
  return run_fail(run, "STRATA-X003", "the plugin's code has the %s '%s', and plugin.yaml '%s'",
                  what, code, yaml);
}

/* Opens the code, once a process.  NULL after failing. */
static struct code *open_code(struct strata_run *run, int plugin)
{
  const struct extension *extension = &run->extensions->at[plugin];
  struct code *code = &run->extensions->codes[plugin];
  if (code->open)
    return code;
  if (run->containment)
    run->containment->spent = true;
  struct diags *diags = diags_new(run->arena);
  if (loader_open(run->arena, extension->module, diags, &code->descriptor) < 0) {
    const struct diag *why = diags_at(diags, 0);
    run->loc = why->loc;
    run_fail(run, why->code, "%s%s%s", why->message, why->hint_count ? "; " : "",
             why->hint_count ? why->hints[0] : "");
    return NULL;
  }
  const struct strata_plugin *theirs = &code->descriptor;
  const struct plugin *ours = extension->plugin;
  if (strcmp(theirs->id, ours->id) != 0)
    disagrees(run, extension->module, "id", theirs->id, ours->id);
  else if (strcmp(theirs->version, ours->version) != 0)
    disagrees(run, extension->module, "version", theirs->version, ours->version);
  else if (strcmp(theirs->license, ours->license) != 0)
    disagrees(run, extension->module, "license", theirs->license, ours->license);
  if (run->failure.message)
    return NULL;
  if (theirs->init && theirs->init(&host_table, run, &code->self) != STRATA_OK)
    run_fail(run, "STRATA-X024", "init failed without saying why");
  if (run->failure.message)
    return NULL;
  code->open = true;
  return code;
}

static int enter_code(struct strata_run *run, int plugin, enum callback callback,
                      struct node *page)
{
  run->loc = LOC_FILE(run->extensions->at[plugin].module);
  struct code *code = open_code(run, plugin);
  if (!code)
    return -1;
  struct strata_node *node = (struct strata_node *)page;
  int status = STRATA_OK;
  switch (callback) {
  case CALLBACK_FIGURES:
    status = code->descriptor.figures(code->self, run);
    break;
  case CALLBACK_CHAPTER:
    status = code->descriptor.chapter(code->self, run, node);
    break;
  case CALLBACK_PROFILE:
    status = code->descriptor.profile(code->self, run, node);
    break;
  case CALLBACK_REFRESH:
    status = code->descriptor.refresh(code->self, run, node);
    break;
  case CALLBACKS:
    break;
  }
  if (status != STRATA_OK)
    run_fail(run, "STRATA-X024", "%s failed without saying why", callback_names[callback]);
  return run->failure.message ? -1 : 0;
}

/* ---- entering ------------------------------------------------------------------------------ */

/* What is put aside while a plugin is at work, and comes back after it. */
struct aside {
  int plugin;
  struct node *page;
  struct loc loc;
};

static struct aside enter(struct strata_run *run, int plugin, struct node *page)
{
  struct aside aside = { run->plugin, run->page, run->loc };
  run->plugin = plugin;
  run->page = page;
  containment_enter(run->containment, plugin);
  return aside;
}

static void leave(struct strata_run *run, struct aside aside)
{
  containment_leave(run->containment);
  run->plugin = aside.plugin;
  run->page = aside.page;
  run->loc = aside.loc;
}

static int call(struct strata_run *run, int plugin, enum callback callback, struct node *page)
{
  struct aside aside = enter(run, plugin, page);
  bool in_code = run->extensions->at[plugin].in_code >> callback & 1;
  int status = in_code ? enter_code(run, plugin, callback, page)
                       : lua_plugin_call(run, plugin, callback, page);
  leave(run, aside);
  return status;
}

int call_figures(struct strata_run *run, int plugin)
{
  return call(run, plugin, CALLBACK_FIGURES, NULL);
}

int call_probe(struct strata_run *run, int plugin, unsigned *ret_in_code,
               unsigned *ret_in_script)
{
  const struct extension *extension = &run->extensions->at[plugin];
  struct aside aside = enter(run, plugin, NULL);
  *ret_in_code = *ret_in_script = 0;
  int status = 0;
  if (extension->module) {
    const struct code *code = open_code(run, plugin);
    const struct strata_plugin *theirs = code ? &code->descriptor : &(struct strata_plugin) { 0 };
    *ret_in_code = (theirs->figures ? 1u << CALLBACK_FIGURES : 0)
      | (theirs->chapter ? 1u << CALLBACK_CHAPTER : 0)
      | (theirs->profile ? 1u << CALLBACK_PROFILE : 0)
      | (theirs->refresh ? 1u << CALLBACK_REFRESH : 0);
    status = code ? 0 : -1;
  }
  if (status == 0 && extension->script)
    status = lua_plugin_probe(run, plugin, ret_in_script);
  leave(run, aside);
  return status;
}

void call_end(struct strata_run *run)
{
  for (size_t i = 0; i < run->extensions->count; i++) {
    struct code *code = &run->extensions->codes[i];
    if (code->open && code->descriptor.fini) {
      struct aside aside = enter(run, (int)i, NULL);
      code->descriptor.fini(code->self);
      leave(run, aside);
    }
    *code = (struct code) { 0 };
  }
}

/* ---- failing ------------------------------------------------------------------------------- */

void call_report_failure(struct strata_run *run, int plugin)
{
  const struct plugin *definition = &run->catalog->plugins[plugin];
  struct loc loc = run->failure.loc.file ? run->failure.loc : definition->loc;
  diag_error(run->diags, run->failure.code, loc, "plugin '%s' failed: %s", definition->id,
             run->failure.message);
  run->failure.message = NULL;
}

/* "Not available: ...", in the place of what the plugin was to say. */
static void add_callout(struct strata_run *run, struct node *parent, int plugin,
                        const char *reason)
{
  const struct plugin *definition = &run->catalog->plugins[plugin];
  struct run *runs = ARENA_ARRAY(run->arena, struct run, 2);
  runs[0] = (struct run) {
    .text = arena_printf(run->arena, "%s: not available.", definition->title),
    .style = RUN_STRONG,
  };
  runs[1] = (struct run) {
    .text = arena_printf(run->arena,
                         " This part could not be made, because its plugin failed: %s. The other "
                         "parts of this report are not affected.",
                         reason),
  };
  struct node *callout = node_add(run->document, parent, NODE_CALLOUT, definition->loc);
  callout->text = (struct text) { runs, 2 };
}

static void remove_after(struct node *parent, struct node *last)
{
  parent->last = last;
  if (last)
    last->next = NULL;
  else
    parent->first = NULL;
}

bool call_section(struct strata_run *run, int plugin, enum callback callback, struct node *parent)
{
  const struct extension *extension = &run->extensions->at[plugin];
  const char *failed = extension->failed ? extension->failed
                                         : containment_reason(run->containment, plugin);
  /* One that could not even be loaded may have had anything; its chapter is what is missed. */
  if (!extension_has(extension, callback) && !(failed && callback == CALLBACK_CHAPTER))
    return false;
  if (!failed) {
    struct node *last = parent->last;
    struct text title = parent->text;
    if (call(run, plugin, callback, parent) == 0)
      return true;
    failed = run->failure.message;
    call_report_failure(run, plugin);
    remove_after(parent, last);
    parent->text = title;
  }
  if (run->containment)
    run->containment->left_out = true;
  add_callout(run, parent, plugin, failed);
  return true;
}

const char *call_words(struct strata_run *run, int plugin, const char *name)
{
  const struct extension *extension = &run->extensions->at[plugin];
  if (!extension->script || extension->failed || containment_reason(run->containment, plugin))
    return NULL;
  struct aside aside = enter(run, plugin, NULL);
  const char *text = lua_plugin_text(run, plugin, name);
  leave(run, aside);
  if (run->failure.message)
    call_report_failure(run, plugin);
  return text;
}
