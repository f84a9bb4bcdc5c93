/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/session.h"

#include "compute/place_results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct session session_begin(struct arena *arena, const struct options *options)
{
  struct session session = {
    .arena = arena,
    .options = options,
    .diags = diags_new(arena),
    .progress = progress_new(),
  };
  place_find(arena, &session.place);
  return session;
}

const char *const *session_plugin_dirs(struct session *session, const char *workspace,
                                       size_t *ret_count)
{
  VEC(const char *) dirs = { 0 };
  struct str path = str_of(getenv("STRATA_PLUGIN_PATH"));
  while (path.len) {
    const char *colon = memchr(path.at, ':', path.len);
    size_t len = colon ? (size_t)(colon - path.at) : path.len;
    if (len)
      *VEC_ADD(session->arena, &dirs) = arena_text(session->arena, path.at, len);
    path.at += len + (colon != NULL);
    path.len -= len + (colon != NULL);
  }
  if (workspace)
    *VEC_ADD(session->arena, &dirs) = arena_printf(session->arena, "%s/plugins", workspace);
  *VEC_ADD(session->arena, &dirs) = session->place.plugins;
  *ret_count = dirs.len;
  return dirs.at;
}

int session_define(struct session *session)
{
  const struct options *options = session->options;
  VEC(struct source_override) overrides = { 0 };
  for (size_t i = 0; i < options->sources.len; i++) {
    const char *text = options->sources.at[i], *equals = strchr(text, '=');
    *VEC_ADD(session->arena, &overrides) = (struct source_override) {
      .source = arena_text(session->arena, text, (size_t)(equals - text)),
      .path = equals + 1,
    };
  }
  struct definition_request request = {
    .workspace = options->words.at[0],
    .template_dir = session->place.templates,
    .overrides = overrides.at,
    .override_count = overrides.len,
  };
  request.plugin_dirs
    = session_plugin_dirs(session, request.workspace, &request.plugin_dir_count);
  return define_catalog(session->arena, &request, session->diags, &session->catalog);
}

int session_jobs(const struct session *session)
{
  if (session->options->jobs)
    return session->options->jobs;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  return processors < 1 ? 1 : processors > 64 ? 64 : (int)processors;
}

struct ingest_request session_ingest_request(struct session *session)
{
  const char *store = session->options->store;
  if (!store && session->catalog)
    store = arena_printf(session->arena, "%s/.strata", session->catalog->root);
  return (struct ingest_request) {
    .jobs = session_jobs(session),
    .store_dir = store,
    .progress = progress_show,
    .user = &session->progress,
  };
}

int session_ingest(struct session *session)
{
  const struct ingest_request request = session_ingest_request(session);
  int failed = ingest_sources(session->arena, session->catalog, &request, session->diags,
                              &session->facts);
  progress_end(&session->progress);
  return failed;
}

int session_compute(struct session *session)
{
  if (compute_results(session->arena, session->facts, session->diags, &session->results))
    return -1;
  results_recall_tests(session->results, session_ingest_request(session).store_dir);
  return 0;
}

void session_simulate(struct session *session)
{
  const struct ingest_request request = session_ingest_request(session);
  results_simulate(session->arena, session->results, request.store_dir, session->diags,
                   &session->results);
}

int session_extend(struct session *session)
{
  const struct results *plain = session->results;
  if (extend_load(session->arena, session->catalog, &session->place, session->diags,
                  &session->extensions)
      || extend_figures(session->arena, session->extensions, plain, session->diags,
                        &session->results))
    return -1;
  if (seals_load(session->arena, session->catalog, session->diags, &session->sealed))
    return -1;
  const bool *asked = session->options->audiences;
  bool restricted = asked[AUDIENCE_RESTRICTED] && !asked[AUDIENCE_PUBLIC];
  session->released = session_release(session, restricted ? AUDIENCE_RESTRICTED : AUDIENCE_PUBLIC);
  return 0;
}

const struct released *session_release(struct session *session, enum audience audience)
{
  static const char *const audiences[AUDIENCES] = { "public", "restricted" };
  const struct ingest_request request = session_ingest_request(session);
  const struct solutions_place place = {
    .store_dir = request.store_dir,
    .label = arena_printf(session->arena, "%s/assessment.yaml, %s", session->catalog->root,
                          audiences[audience]),
    .diags = session->diags,
  };
  if (!session->editions[audience])
    session->editions[audience] = disclose_results_kept(session->arena, session->results, audience,
                                                         &session->sealed, &place);
  return session->editions[audience];
}

int session_audit(struct session *session, struct attack *ret_attack)
{
  *ret_attack = (struct attack) { 0 };
  if (released_audience(session->released) != AUDIENCE_PUBLIC)
    return 0;
  /* First by those who know nothing of how it was protected, then with the equations that it was
   * protected by. */
  const struct attack_watch watch = { progress_show, &session->progress };
  if (attacker_audit_watched(session->arena, session->released, &session->sealed, &watch,
                             session->diags, ret_attack))
    return -1;
  struct attack again;
  int failed = reader_audit(session->arena, session->released, session->diags, &again);
  ret_attack->found = again.found;
  ret_attack->unsettled = again.unsettled;
  return failed;
}

int session_template(struct session *session, const struct report *report,
                     const struct template **ret_template)
{
  struct known_template *known = NULL;
  for (size_t i = 0; i < session->templates.len && !known; i++)
    if (strcmp(session->templates.at[i].path, report->template_path) == 0)
      known = &session->templates.at[i];
  if (!known) {
    known = VEC_ADD(session->arena, &session->templates);
    known->path = report->template_path;
    extend_template(session->arena, report, session->diags, &known->template);
  }
  if (!known->template)
    return -1;
  *ret_template = known->template;
  return 0;
}

enum exit_status session_end(struct session *session, bool made)
{
  progress_end(&session->progress);
  if (session->results)
    results_keep_tests(session->results, session_ingest_request(session).store_dir);
  diags_print(session->diags, stderr, session->options->diag);
  if (!made)
    return EXIT_NOTHING;
  return diags_errors(session->diags) || diags_warnings(session->diags) ? EXIT_PARTLY : EXIT_MADE;
}
