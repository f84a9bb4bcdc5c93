/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One report, made in a worker. */
#include "cli/build_steps.h"
#include "cli/save.h"

#include "base/cleanup.h"
#include "document/numbers.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- beside the PDF ------------------------------------------------------------------------ */

static int write_trace(const struct build *build, const struct job *job,
                       const struct display *display, struct diags *diags)
{
  const char *path
    = arena_printf(build->session->arena, "%s/%s.trace", build->traces, job->name);
  auto_fclose FILE *file = fopen(path, "w");
  if (!file) {
    diag_error(diags, "STRATA-W012", LOC_FILE(path), "cannot write the pages as text: %s",
               strerror(errno));
    return -1;
  }
  render_trace(display, file);
  return 0;
}

/* The numbers behind the figures, beside the PDF, which as PDF/A-2 cannot hold them. */
static int write_numbers(const struct build *build, const struct job *job,
                         const struct document *document, struct diags *diags, size_t *ret_bytes)
{
  struct strbuf numbers = STRBUF(build->report);
  document_numbers(&numbers, document);
  *ret_bytes = numbers.len;
  const char *path
    = publication_path(build->editions[job->audience].publication, job->numbers_name);
  if (save_text(path, strbuf_str(&numbers), false) == 0)
    return 0;
  diag_error(diags, "STRATA-W015", LOC_FILE(path), "cannot write the numbers behind the figures: %s",
             strerror(errno));
  return -1;
}

/* ---- what does not fit ---------------------------------------------------------------------- */

/* Leaves out every plugin that asked for what did not fit, for its first reason, in a list of reasons of this
 * report's own.  False when an error is not a plugin's, or its plugin is left out already. */
static bool leave_out(const struct build *build, struct arena *arena, const struct diags *found,
                      struct containment *containment, const char **reasons, struct diags *diags)
{
  const struct extensions *extensions = build->session->extensions;
  const struct catalog *catalog = build->session->catalog;
  for (size_t i = 0; i < diags_count(found); i++) {
    const struct diag *diag = diags_at(found, i);
    int plugin = extend_author(extensions, diag->loc.file);
    if (diag->severity == SEVERITY_ERROR
        && (plugin == NO_INDEX || containment_reason(containment, plugin)))
      return false;
  }
  if (containment->reasons)
    memcpy(reasons, containment->reasons, catalog->plugin_count * sizeof *reasons);
  for (size_t i = 0; i < diags_count(found); i++) {
    const struct diag *diag = diags_at(found, i);
    if (diag->severity != SEVERITY_ERROR)
      continue;
    int plugin = extend_author(extensions, diag->loc.file);
    struct loc loc = diag->loc;
    loc.file = arena_strdup(arena, loc.file); /* the report that it is of is made again */
    diag_error(diags, diag->code, loc, "plugin '%s' failed: %s", catalog->plugins[plugin].id,
               diag->message);
    for (size_t hint = 0; hint < diag->hint_count; hint++)
      diag_hint(diags, "%s", diag->hints[hint]);
    if (!reasons[plugin])
      reasons[plugin] = arena_strdup(arena, diag->message);
  }
  containment->reasons = reasons;
  containment->plugin_count = catalog->plugin_count;
  return true;
}

/* The pages of JOB's report.  Where what a plugin asked for does not fit, they are those of the report without
 * it: what a plugin does costs its own part only. */
static int set_pages(struct build *build, const struct job *job, struct containment *containment,
                     struct diags *diags, struct document **ret_document,
                     const struct display **ret_display)
{
  const struct session *session = build->session;
  const char **reasons
    = ARENA_ARRAY(session->arena, const char *, session->catalog->plugin_count);
  for (;;) {
    auto_arena struct arena *scratch = arena_new();
    struct diags *said = diags_new(scratch), *found = diags_new(scratch);
    arena_empty(build->report);
    if (extend_report(build->report, session->extensions, build->editions[job->audience].released,
                      &session->catalog->reports[job->report], build->templates[job->report],
                      job->area, containment, said, ret_document)) {
      diags_append(diags, said);
      return -1;
    }
    int status = layout_document(build->report, *ret_document, build->theme, build->shaper, found,
                                 ret_display);
    if (status && leave_out(build, session->arena, found, containment, reasons, diags))
      continue;
    diags_append(diags, said);
    diags_append(diags, found);
    return status;
  }
}

/* ---- the whole ----------------------------------------------------------------------------- */

int build_report(void *user, size_t task, struct containment *containment, struct diags *diags,
                 struct strbuf *ret_answer)
{
  struct build *build = user;
  const struct job *job = &build->jobs.at[task];
  if (!build->report)
    build->report = arena_new_roomy();
  struct document *document;
  const struct display *display;
  struct build_answer answer = { 0 };
  const char *path = publication_path(build->editions[job->audience].publication, job->name);
  if (set_pages(build, job, containment, diags, &document, &display)
      || render_pdf(display, path, diags, &answer.rendered)
      || write_numbers(build, job, document, diags, &answer.numbers_bytes)
      || (build->traces && write_trace(build, job, display, diags) < 0))
    return -1;
  answer.complete = !containment->left_out;
  snprintf(answer.title, sizeof answer.title, "%s", document->title);
  strbuf_add(ret_answer, (struct str) { (const char *)&answer, sizeof answer });
  if (!containment->spent) /* a plugin's machine code may have written anywhere */
    shaper_tell(build->shaper, ret_answer);
  return 0;
}
