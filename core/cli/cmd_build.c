/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata build: the reports and the page they are downloaded from. */
#include "cli/build.h"
#include "cli/command.h"
#include "cli/filter.h"
#include "cli/page.h"
#include "cli/publish.h"
#include "cli/save.h"
#include "cli/session.h"

#include "base/cleanup.h"
#include "base/num.h"
#include "base/suggest.h"
#include "base/vec.h"
#include "document/numbers.h"
#include "extend/workers.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* One PDF to be made. */
struct job {
  enum audience audience;
  int report, area; /* area NO_INDEX for the whole partnership */
  const char *name; /* of the file */
  const char *numbers_name; /* of the file of its figures' numbers */
};

/* What is published for one audience, in a folder of its own where there are two. */
struct edition_made {
  const struct released *released;
  const char *out;
  struct publication *publication;
};

struct build {
  struct session *session;
  const struct theme *theme;
  struct shaper *shaper; /* each worker's copy learns the words of its reports */
  struct arena *report;  /* NULL until a worker makes its first, in its own copy */
  bool wanted[AUDIENCES];
  struct edition_made editions[AUDIENCES];
  const struct template **templates; /* by report; NULL where none is wanted */
  VEC(struct job) jobs; /* by audience */
  const char *traces;   /* a folder for the pages as text; or NULL */
};

/* What a worker tells of the PDF that it made. */
struct answer {
  struct rendered rendered;
  size_t numbers_bytes;
  char title[256];
};

/* ---- what is to be made -------------------------------------------------------------------- */

static bool is_wanted(const struct values *ids, const char *id)
{
  for (size_t i = 0; i < ids->len; i++)
    if (strcmp(ids->at[i], id) == 0)
      return true;
  return ids->len == 0;
}

static int check_reports(struct session *session)
{
  const struct catalog *catalog = session->catalog;
  const struct values *ids = &session->options->reports;
  const char **known = ARENA_ARRAY(session->arena, const char *, catalog->report_count);
  for (size_t i = 0; i < catalog->report_count; i++)
    known[i] = catalog->reports[i].id;
  int status = 0;
  for (size_t i = 0; i < ids->len; i++) {
    bool found = false;
    for (size_t k = 0; k < catalog->report_count; k++)
      found = found || strcmp(known[k], ids->at[i]) == 0;
    if (found)
      continue;
    diag_error(session->diags, "STRATA-W004", LOC_NONE, "no report '%s' in this workspace",
               ids->at[i]);
    diag_suggest(session->diags, str_of(ids->at[i]), known, catalog->report_count);
    status = -1;
  }
  return status;
}

static int add_job(struct build *build, enum audience audience, int report, int area)
{
  struct session *session = build->session;
  const struct template **template = &build->templates[report];
  const char *stem;
  if ((!*template
       && extend_template(session->arena, &session->catalog->reports[report], session->diags,
                          template))
      || extend_file_name(session->arena, session->catalog, &session->catalog->reports[report],
                          *template, area, session->diags, &stem))
    return -1;
  const char *mark = audience == AUDIENCE_RESTRICTED ? "-restricted" : "";
  const struct job job = { audience, report, area,
                           arena_printf(session->arena, "%s%s.pdf", stem, mark),
                           arena_printf(session->arena, "%s%s-numbers.csv", stem, mark) };
  const struct report *reports = session->catalog->reports;
  for (size_t i = 0; i < build->jobs.len; i++) {
    if (build->jobs.at[i].audience != audience || strcmp(build->jobs.at[i].name, job.name) != 0)
      continue;
    diag_error(session->diags, "STRATA-W007", reports[report].loc,
               "the reports '%s' and '%s' would both be written to '%s'",
               reports[build->jobs.at[i].report].id, reports[report].id, job.name);
    diag_hint(session->diags, "give each template a 'file' of its own, with '{area}' where it is made "
                              "for several areas");
    return -1;
  }
  *VEC_ADD(session->arena, &build->jobs) = job;
  return 0;
}

/* Whether AUDIENCE may have the report.  One that was asked for by name and may not be had is reported. */
static bool may_have(struct build *build, enum audience audience, const struct report *report)
{
  struct session *session = build->session;
  if (audience == AUDIENCE_RESTRICTED || report->marking == MARKING_OFFICIAL)
    return true;
  if (session->options->reports.len && !build->wanted[AUDIENCE_RESTRICTED]) {
    diag_error(session->diags, "STRATA-S021", report->loc,
               "the report '%s' is marked official-sensitive: there is no public edition of it",
               report->id);
    diag_hint(session->diags, "add '--audience restricted', or leave the report out");
  }
  return false;
}

static int find_jobs_of(struct build *build, enum audience audience, struct chosen areas)
{
  struct session *session = build->session;
  const struct catalog *catalog = session->catalog;
  int status = 0;
  for (size_t r = 0; r < catalog->report_count; r++) {
    const struct report *report = &catalog->reports[r];
    if (!is_wanted(&session->options->reports, report->id) || !may_have(build, audience, report))
      continue;
    if (report->area != NO_INDEX && chosen_has(areas, report->area))
      status = add_job(build, audience, (int)r, report->area) || status;
    for (size_t a = 0; report->area == NO_INDEX && a < catalog->district_count; a++)
      if (chosen_has(areas, (int)a))
        status = add_job(build, audience, (int)r, (int)a) || status;
  }
  return status;
}

/* For whom it is; -1 when the workspace does not say how a restricted edition is to be handled. */
static int find_audiences(struct build *build)
{
  struct session *session = build->session;
  const bool *asked = session->options->audiences;
  build->wanted[AUDIENCE_RESTRICTED] = asked[AUDIENCE_RESTRICTED];
  build->wanted[AUDIENCE_PUBLIC] = asked[AUDIENCE_PUBLIC] || !asked[AUDIENCE_RESTRICTED];
  if (!asked[AUDIENCE_RESTRICTED] || session->catalog->restricted_edition)
    return 0;
  diag_error(session->diags, "STRATA-S020",
             LOC_FILE(arena_printf(session->arena, "%s/assessment.yaml",
                                   session->options->words.at[0])),
             "a restricted edition needs handling words and a distribution list, and the workspace "
             "gives none");
  diag_hint(session->diags, "add 'restricted edition: {handling: ..., distribution: [...]}'");
  return -1;
}

/* The workspace's reports, less what the command line leaves out. */
static int find_jobs(struct build *build)
{
  struct session *session = build->session;
  struct chosen areas;
  int status = find_audiences(build);
  status = check_reports(session) || status;
  if (filter_areas(session, &session->options->areas, &areas) || status)
    return -1;
  build->templates
    = ARENA_ARRAY(session->arena, const struct template *, session->catalog->report_count);
  size_t errors = diags_errors(session->diags);
  for (int audience = 0; audience < AUDIENCES; audience++)
    if (build->wanted[audience])
      status = find_jobs_of(build, (enum audience)audience, areas) || status;
  if (diags_errors(session->diags) > errors)
    return -1;
  if (!status && !build->jobs.len) {
    diag_error(session->diags, "STRATA-W005", LOC_NONE, "no report is made for the area '%s'",
               areas.len ? session->options->areas.at[0] : "");
    diag_hint(session->diags, "leave --area out, or choose a report that is made for districts");
    return -1;
  }
  return status;
}

/* ---- making it ----------------------------------------------------------------------------- */

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

/* The numbers behind the figures, beside the PDF: one that is PDF/A-2 cannot hold them. */
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

static int make_report(void *user, size_t task, struct containment *containment,
                       struct diags *diags, struct strbuf *ret_answer)
{
  struct build *build = user;
  struct session *session = build->session;
  const struct job *job = &build->jobs.at[task];
  if (!build->report)
    build->report = arena_new_roomy();
  struct arena *arena = build->report;
  struct document *document;
  const struct display *display;
  struct answer answer = { 0 };
  const struct edition_made *edition = &build->editions[job->audience];
  const char *path = publication_path(edition->publication, job->name);
  arena_empty(arena);
  if (extend_report(arena, session->extensions, edition->released,
                    &session->catalog->reports[job->report], build->templates[job->report],
                    job->area, containment, diags, &document)
      || layout_document(arena, document, build->theme, build->shaper, diags, &display)
      || render_pdf(display, path, diags, &answer.rendered)
      || write_numbers(build, job, document, diags, &answer.numbers_bytes)
      || (build->traces && write_trace(build, job, display, diags) < 0))
    return -1;
  snprintf(answer.title, sizeof answer.title, "%s", document->title);
  strbuf_add(ret_answer, (struct str) { (const char *)&answer, sizeof answer });
  return 0;
}

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
  return 0;
}

static const char *read_style(struct arena *arena, const char *path)
{
  struct str text = { 0 };
  return load_text(arena, path, 64 * 1024, &text) ? "" : text.at;
}

/* ---- publishing ---------------------------------------------------------------------------- */

/* A folder for each audience where there are two, so that the restricted one is not published by
 * mistake with the public one. */
static int begin_publications(struct build *build)
{
  struct session *session = build->session;
  const char *out = session->options->out;
  bool both = build->wanted[AUDIENCE_PUBLIC] && build->wanted[AUDIENCE_RESTRICTED];
  static const char *const names[AUDIENCES] = { "public", "restricted" };
  for (int audience = 0; audience < AUDIENCES; audience++) {
    struct edition_made *edition = &build->editions[audience];
    if (!build->wanted[audience])
      continue;
    edition->released = session_release(session, (enum audience)audience);
    edition->out = both ? arena_printf(session->arena, "%s/%s", out, names[audience]) : out;
    if (publication_begin(session->arena, edition->out, session->diags, &edition->publication))
      return -1;
  }
  return 0;
}

static void abandon_publications(struct build *build)
{
  for (int audience = 0; audience < AUDIENCES; audience++)
    if (build->editions[audience].publication)
      publication_abandon(build->editions[audience].publication);
}

/* The files of COUNT reports, two each, and the page. */
#define NAMES_OF(count) (2 * (count) + 1)

/* Writes the page that lists what was made for AUDIENCE, and lists all names in *RET_NAMES. */
static int write_page(struct build *build, enum audience audience, const struct made *made,
                      size_t count, const char ***ret_names)
{
  struct session *session = build->session;
  const struct edition_made *edition = &build->editions[audience];
  const struct catalog *catalog = released_catalog(edition->released);
  const char **names = ARENA_ARRAY(session->arena, const char *, NAMES_OF(count));
  for (size_t i = 0; i < count; i++) {
    names[2 * i] = made[i].name;
    names[2 * i + 1] = made[i].numbers_name;
  }
  names[2 * count] = "index.html";
  *ret_names = names;
  const char *style = read_style(
    session->arena, arena_printf(session->arena, "%s/page.css", session->place.templates));
  return page_write(session->arena, catalog,
                    audience == AUDIENCE_RESTRICTED ? catalog->restricted_edition : NULL, made,
                    count, style, publication_path(edition->publication, names[2 * count]),
                    session->diags);
}

/* How many of the PDFs are for AUDIENCE, and where they begin. */
static size_t made_for(const struct build *build, enum audience audience, size_t *ret_first)
{
  size_t count = 0;
  for (size_t i = build->jobs.len; i > 0; i--) {
    if (build->jobs.at[i - 1].audience != audience)
      continue;
    *ret_first = i - 1;
    count++;
  }
  return count;
}

/* Gives what was made its final names, with the pages that list it: nothing of either audience before
 * all of both is there. */
static int publish(struct build *build, const struct made *made)
{
  const char **names[AUDIENCES];
  size_t counts[AUDIENCES];
  for (int audience = 0; audience < AUDIENCES; audience++) {
    size_t first = 0;
    counts[audience] = made_for(build, (enum audience)audience, &first);
    if (build->wanted[audience]
        && write_page(build, (enum audience)audience, made + first, counts[audience],
                      &names[audience]))
      return -1;
  }
  for (int audience = 0; audience < AUDIENCES; audience++)
    if (build->wanted[audience]
        && publication_finish(build->editions[audience].publication, names[audience],
                              NAMES_OF(counts[audience]), build->session->diags))
      return -1;
  return 0;
}

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
    struct answer answer;
    if (!results[i].made || results[i].answer_len != sizeof answer)
      return -1;
    memcpy(&answer, results[i].answer, sizeof answer);
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
      .complete = results[i].complete,
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
    .work = make_report,
    .name = job_name,
    .progress = show_progress,
    .user = build,
  };
  keep_memory();
  prepare(build);
  check_commentary(build);
  fflush(NULL); /* or every worker would print what is still in the buffers */
  if (workers_run(session->arena, &request, session->diags, results) == WORKERS_INTERRUPTED) {
    abandon_publications(build);
    progress_end(&session->progress);
    fputs("strata: interrupted; nothing was published\n", stderr);
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
  }
  if (collect(build, results, made) || publish(build, made)) {
    abandon_publications(build);
    return -1;
  }
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
  bool made = session_define(&session) == 0 && find_jobs(&build) == 0 && load_theme(&build) == 0
    && session_ingest(&session) == 0 && session_compute(&session) == 0;
  if (made) {
    facts_check_editions(arena, session.facts, session.diags);
    session_simulate(&session);
  }
  struct attack attack;
  made = made && session_extend(&session) == 0 && session_audit(&session, &attack) == 0
    && begin_publications(&build) == 0 && make_all(&build) == 0;
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
