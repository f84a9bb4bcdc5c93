/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a build makes: each report that is wanted, for each audience and area. */
#include "cli/build_steps.h"
#include "cli/filter.h"

#include "base/suggest.h"

#include <string.h>

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
  if (session_template(session, &session->catalog->reports[report], template)
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

/* A fault of the report shows in its first area, and would be the same in the others. */
static int add_jobs(struct build *build, enum audience audience, int report, struct chosen areas)
{
  const struct catalog *catalog = build->session->catalog;
  int only = catalog->reports[report].area, status = 0;
  if (only != NO_INDEX)
    return chosen_has(areas, only) ? add_job(build, audience, report, only) : 0;
  for (size_t a = 0; a < catalog->district_count && !status; a++)
    if (chosen_has(areas, (int)a))
      status = add_job(build, audience, report, (int)a);
  return status;
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
    if (add_jobs(build, audience, (int)r, areas))
      status = -1;
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

int build_find_jobs(struct build *build)
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
