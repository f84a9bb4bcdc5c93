/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that plugins' code computes: a child process each, rows back as its answer. */
#include "extend/call.h"
#include "extend/extend.h"
#include "extend/workers.h"

#include <math.h>

struct computing {
  const struct extensions *extensions;
  const struct results *results;
  const struct released *released; /* all of RESULTS */
  const int *plugins; /* one a task */
};

static int compute(void *user, size_t task, struct containment *containment, struct diags *diags,
                   struct strbuf *ret_answer)
{
  const struct computing *computing = user;
  int plugin = computing->plugins[task];
  if (containment_reason(containment, plugin))
    return 0; /* without it there is nothing to do */
  struct strata_run run = {
    .arena = ret_answer->arena,
    .extensions = computing->extensions,
    .catalog = computing->extensions->catalog,
    .facts = results_facts(computing->results),
    .released = computing->released,
    .in_figures = true,
    .diags = diags,
    .area = NO_INDEX,
    .containment = containment,
    .plugin = NO_INDEX,
    .asked = ARENA_ARRAY(ret_answer->arena, bool, computing->extensions->catalog->indicator_count),
  };
  int status = call_figures(&run, plugin);
  call_end(&run);
  if (status < 0) {
    strbuf_add_text(ret_answer, run.failure.message);
    call_report_failure(&run, plugin);
    return -1;
  }
  strbuf_add(ret_answer, (struct str) { (const char *)run.asked,
                                        run.catalog->indicator_count * sizeof *run.asked });
  strbuf_add(ret_answer, (struct str) { (const char *)run.puts.at,
                                        run.puts.len * sizeof *run.puts.at });
  return 0;
}

static const char *name(void *user, struct arena *arena, size_t task)
{
  (void)user;
  (void)arena;
  (void)task;
  return "figures";
}

static bool is_finite_or_missing(double value)
{
  return isnan(value) || isfinite(value);
}

/* The child checked what was put, but a plugin may have scribbled over the child. */
static bool is_sound(const struct catalog *catalog, int plugin, const struct put_figure *figure)
{
  const struct plugin *definition = &catalog->plugins[plugin];
  int first = definition->first_indicator;
  return figure->indicator >= first && figure->indicator < first + definition->indicator_count
    && catalog->indicators[figure->indicator].derived && figure->area >= 0
    && (size_t)figure->area < catalog->area_count && figure->period.kind <= PERIOD_YEAR_ENDING
    && figure->period.last > 0 && isfinite(figure->value)
    && is_finite_or_missing(figure->lower) && is_finite_or_missing(figure->upper)
    && is_finite_or_missing(figure->numerator) && is_finite_or_missing(figure->denominator);
}

/* Why the figures of a task are not used; NULL when they are at *RET_FIGURES, and at *RET_ASKED what they were made
 * of. */
static const char *read_answer(struct arena *arena, const struct catalog *catalog, int plugin,
                               const struct worker_result *result, struct diags *diags,
                               const bool **ret_asked, const struct put_figure **ret_figures,
                               size_t *ret_count)
{
  if (result->reasons[plugin])
    return result->reasons[plugin];
  if (!result->made)
    return "its figures could not be computed";
  size_t indicators = catalog->indicator_count, before = indicators < result->answer_len ? indicators : result->answer_len;
  const unsigned char *answer = (const unsigned char *)result->answer;
  bool *asked = ARENA_ARRAY(arena, bool, indicators);
  for (size_t i = 0; i < before; i++)
    asked[i] = answer[i] != 0;
  size_t count = (result->answer_len - before) / sizeof(struct put_figure);
  struct put_figure *figures = ARENA_ARRAY(arena, struct put_figure, count);
  if (count)
    memcpy(figures, answer + before, count * sizeof *figures);
  bool sound = before == indicators && before + count * sizeof *figures == result->answer_len;
  for (size_t i = 0; i < count && sound; i++)
    sound = is_sound(catalog, plugin, &figures[i]);
  if (!sound) {
    diag_error(diags, "STRATA-X026", catalog->plugins[plugin].loc,
               "plugin '%s' damaged the process that computed its figures",
               catalog->plugins[plugin].id);
    diag_hint(diags, "'strata plugin check %s' shows more", catalog->plugins[plugin].folder);
    return "it damaged the process that computed its figures";
  }
  *ret_asked = asked;
  *ret_figures = figures;
  *ret_count = count;
  return NULL;
}

int extend_figures(struct arena *arena, const struct extensions *extensions,
                   const struct results *results, struct diags *diags,
                   const struct results **ret_results)
{
  const struct catalog *catalog = extensions->catalog;
  int *plugins = ARENA_ARRAY(arena, int, extensions->count);
  size_t tasks = 0;
  for (size_t i = 0; i < extensions->count; i++) {
    const struct extension *extension = &extensions->at[i];
    if (extension->failed)
      results = results_without_plugin(arena, results, (int)i, extension->failed);
    else if (extension_has(extension, CALLBACK_FIGURES))
      plugins[tasks++] = (int)i;
  }
  struct computing computing = { extensions, results, disclose_nothing_hidden(arena, results), plugins };
  struct workers_request request = {
    .catalog = catalog,
    .jobs = 1,
    .task_count = tasks,
    .work = compute,
    .name = name,
    .user = &computing,
  };
  struct worker_result *answers = ARENA_ARRAY(arena, struct worker_result, tasks);
  if (workers_run(arena, &request, diags, answers) == WORKERS_INTERRUPTED)
    return -1;
  for (size_t i = 0; i < tasks; i++) {
    const struct put_figure *figures = NULL;
    const bool *asked = NULL;
    size_t count = 0;
    const char *failed
      = read_answer(arena, catalog, plugins[i], &answers[i], diags, &asked, &figures, &count);
    if (failed) {
      extensions->at[plugins[i]].failed = failed;
      results = results_without_plugin(arena, results, plugins[i], failed);
    } else if (count) {
      results = results_with(arena, results_made_of(arena, results, plugins[i], asked), figures, count);
    }
  }
  *ret_results = results;
  return 0;
}
