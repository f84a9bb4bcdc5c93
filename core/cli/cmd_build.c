/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata build: the reports and the page they are downloaded from. */
#include "cli/build.h"
#include "cli/build_steps.h"
#include "cli/command.h"
#include "cli/save.h"

#include "base/cleanup.h"
#include "base/num.h"
#include "extend/workers.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *job_name(void *user, struct arena *arena, size_t task)
{
  const struct build *build = user;
  (void)arena;
  return build->jobs.at[task].name;
}

static void show_progress(void *user, size_t done, size_t all)
{
  const struct build *build = user;
  progress_show(&build->session->progress, "making reports", done, all);
}

static int load_theme(struct build *build)
{
  struct session *session = build->session;
  struct theme_tests tests;
  if (session_theme(session, session->options->words.at[0], &build->theme, &tests) < 0)
    return -1;
  build->shaper = shaper_new(session->arena, build->theme->fonts);
  shaper_recall(build->shaper, session_ingest_request(session).store_dir);
  return 0;
}

/* ---- what was made -------------------------------------------------------------------------- */

static void print_made(const struct build *build, const struct made *made, size_t count)
{
  struct arena *arena = build->session->arena;
  for (size_t i = 0; i < count; i++)
    printf("%s/%s: %zu pages, %s kB%s\n", build->editions[build->jobs.at[i].audience].out,
           made[i].name, made[i].rendered.pages,
           num_format(arena, (double)made[i].rendered.bytes / 1000, 0, NUM_GROUPED),
           made[i].complete ? "" : ", with a section missing");
  for (int audience = 0; audience < AUDIENCES; audience++)
    if (build->wanted[audience])
      printf("%s/index.html\n", build->editions[audience].out);
}

/* What the workers brought back; -1 when one of them has made nothing. */
static int collect(const struct build *build, const struct worker_result *results,
                   struct made *made)
{
  for (size_t i = 0; i < build->jobs.len; i++) {
    struct build_answer answer;
    if (!results[i].made || results[i].answer_len < sizeof answer)
      return -1;
    memcpy(&answer, results[i].answer, sizeof answer);
    shaper_learn(build->shaper, (struct str) { (const char *)results[i].answer + sizeof answer,
                                               results[i].answer_len - sizeof answer });
    answer.title[sizeof answer.title - 1] = '\0';
    made[i] = (struct made) {
      .name = build->jobs.at[i].name,
      .title = arena_strdup(build->session->arena, answer.title),
      .report = build->jobs.at[i].report,
      .area = build->session->catalog->reports[build->jobs.at[i].report].area == NO_INDEX
        ? build->jobs.at[i].area
        : NO_INDEX,
      .rendered = answer.rendered,
      .numbers_name = build->jobs.at[i].numbers_name,
      .numbers_bytes = answer.numbers_bytes,
      .complete = results[i].complete && answer.complete,
    };
  }
  return 0;
}

/* A worker makes report after report, each of which takes as much memory as the one before: it is kept
 * for the next rather than given back to the system and asked for again, page by page. */
static void keep_memory(void)
{
  enum { MEBIBYTE = 1024 * 1024 };
  mallopt(M_TRIM_THRESHOLD, 256 * MEBIBYTE);
  mallopt(M_MMAP_THRESHOLD, 32 * MEBIBYTE);
}

/* What all workers would do, done once before they are made. */
static void prepare(const struct build *build)
{
  const struct session *session = build->session;
  for (size_t i = 0; i < session->catalog->report_count; i++)
    if (build->templates[i])
      extend_compile(session->extensions, build->templates[i]);
}

static void check_commentary(const struct build *build)
{
  const struct session *session = build->session;
  for (size_t i = 0; i < session->catalog->report_count; i++)
    if (build->templates[i])
      extend_check_commentary(session->arena, session->extensions, &session->catalog->reports[i],
                              build->templates[i], session->diags);
}

static int make_all(struct build *build)
{
  struct session *session = build->session;
  size_t count = build->jobs.len;
  struct worker_result *results = ARENA_ARRAY(session->arena, struct worker_result, count);
  struct made *made = ARENA_ARRAY(session->arena, struct made, count);
  const struct workers_request request = {
    .catalog = session->catalog,
    .jobs = session_jobs(session),
    .task_count = count,
    .work = build_report,
    .name = job_name,
    .progress = show_progress,
    .user = build,
  };
  keep_memory();
  prepare(build);
  check_commentary(build);
  fflush(NULL); /* or every worker would print what is still in the buffers */
  if (workers_run(session->arena, &request, session->diags, results) == WORKERS_INTERRUPTED) {
    build_abandon(build);
    progress_end(&session->progress);
    fputs("strata: interrupted; nothing was published\n", stderr);
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
  }
  if (collect(build, results, made) || build_publish(build, made)) {
    build_abandon(build);
    return -1;
  }
  shaper_keep(build->shaper, session_ingest_request(session).store_dir);
  progress_end(&session->progress);
  if (!build->traces)
    print_made(build, made, count);
  return 0;
}

enum exit_status make_reports(struct arena *arena, const struct options *options,
                               const char *traces)
{
  struct session session = session_begin(arena, options);
  struct build build = { .session = &session, .traces = traces };
  session.progress.quiet = traces != NULL;
  bool made = session_define(&session) == 0 && build_find_jobs(&build) == 0 && load_theme(&build) == 0
    && session_ingest(&session) == 0 && session_compute(&session) == 0;
  if (made) {
    facts_check_editions(arena, session.facts, session.diags);
    session_simulate(&session);
  }
  struct attack attack;
  made = made && session_extend(&session) == 0 && session_audit(&session, &attack) == 0
    && build_begin(&build) == 0 && make_all(&build) == 0;
  return session_end(&session, made);
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  return make_reports(arena, options, NULL);
}

const struct command command_build = {
  .name = "build",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_REPORT | OPTION_AREA | OPTION_AUDIENCE | OPTION_OUT | OPTION_STORE
    | OPTION_JOBS | OPTION_SOURCE,
  .summary = "the reports as PDFs, with their numbers, and their page",
  .help = "Makes every report of the workspace, or those chosen, and index.html, from which they\n"
          "are downloaded.  All files take their names at once at the end, so that the folder\n"
          "always holds one run; what an earlier run published and this one did not is removed.\n"
          "Beside each PDF is a CSV of the numbers behind its figures, NAME-numbers.csv.\n"
          "With --audience both each edition gets a folder of its own in DIR: public, restricted.",
  .run = run,
};
