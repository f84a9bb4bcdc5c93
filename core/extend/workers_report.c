/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of all tasks. */
#include "extend/workers_run.h"

#include <string.h>

const char *task_name(const struct workers_run *run, size_t task)
{
  return run->request->name(run->request->user, run->arena, task);
}

/* How many tasks left PLUGIN out for the reason that TASK did; 0 when an earlier one said so. */
static size_t same_reason(const struct workers_run *run, size_t task, size_t plugin)
{
  const char *reason = run->tasks[task].reasons[plugin];
  size_t count = 0;
  for (size_t i = 0; i < run->request->task_count; i++) {
    const char *other = run->tasks[i].reasons[plugin];
    if (!other || strcmp(other, reason) != 0)
      continue;
    if (i < task)
      return 0;
    count++;
  }
  return count;
}

static void say_reasons(const struct workers_run *run, size_t task, struct diags *diags)
{
  for (size_t i = 0; i < run->request->catalog->plugin_count; i++) {
    const struct plugin *plugin = &run->request->catalog->plugins[i];
    const char *reason = run->tasks[task].reasons[i];
    size_t count = reason ? same_reason(run, task, i) : 0;
    if (!count)
      continue;
    const char *others = count == 1 ? "" : arena_printf(run->arena, " and of %zu more", count - 1);
    diag_error(diags, "STRATA-X090", plugin->loc, "plugin '%s' is left out of the %s%s: %s",
               plugin->id, task_name(run, task), others, reason);
    diag_hint(diags, "'strata plugin check %s' shows more", plugin->folder);
  }
}

static bool says(const struct diags *diags, const struct diag *diag)
{
  for (size_t i = 0; i < diags_count(diags); i++) {
    const struct diag *other = diags_at(diags, i);
    const char *a = diag->loc.file, *b = other->loc.file;
    if (strcmp(other->code, diag->code) == 0 && other->loc.line == diag->loc.line
        && other->loc.col == diag->loc.col && (a && b ? strcmp(a, b) == 0 : a == b)
        && strcmp(other->message, diag->message) == 0)
      return true;
  }
  return false;
}

void workers_report(const struct workers_run *run, struct diags *diags)
{
  for (size_t task = 0; task < run->request->task_count; task++) {
    say_reasons(run, task, diags);
    const struct diags *theirs = run->tasks[task].diags;
    struct diags *fresh = diags_new(run->arena);
    for (size_t i = 0; i < diags_count(theirs); i++) {
      const struct diag *diag = diags_at(theirs, i);
      bool before = false;
      size_t after = 0;
      for (size_t other = 0; other < run->request->task_count; other++) {
        bool same = other != task && says(run->tasks[other].diags, diag);
        before = before || (same && other < task);
        after += same;
      }
      if (before)
        continue;
      diag_add(fresh, diag->severity, diag->code, diag->loc, "%s", diag->message);
      for (size_t hint = 0; hint < diag->hint_count; hint++)
        diag_hint(fresh, "%s", diag->hints[hint]);
      if (after)
        diag_hint(fresh, "the same in the %s and in %zu more", task_name(run, task), after);
    }
    diags_append(diags, fresh);
  }
}
