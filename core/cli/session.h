/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every command on a workspace does first: definitions, then facts, then results.
 *
 * Each step needs the one before it, and reports into the session's diagnostics.  The session is
 * ended once, by session_end, which prints what was reported and says the exit status.
 */
#ifndef STRATA_CLI_SESSION_H
#define STRATA_CLI_SESSION_H

#include "base/place.h"
#include "base/vec.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/seals.h"
#include "disclose/reader.h"
#include "layout/theme_check.h"
#include "pipeline.h"

/* A template that was asked for. */
struct known_template {
  const char *path;
  const struct template *template; /* NULL: it is at fault */
};

struct session {
  struct arena *arena;
  const struct options *options;
  struct diags *diags;
  struct place place;
  struct progress progress;
  const struct catalog *catalog;
  const struct facts *facts;
  const struct extensions *extensions;
  const struct results *results;   /* with plugins' figures, when they were asked for */
  const struct released *released; /* for the first of the audiences asked for */
  const struct released *editions[AUDIENCES];
  struct sealed sealed; /* what earlier editions printed */
  VEC(struct known_template) templates;
};

struct session session_begin(struct arena *arena, const struct options *options);

/* Folders that plugins are looked for in: STRATA_PLUGIN_PATH, the workspace's own, beside the
 * executable, where they were installed. */
const char *const *session_plugin_dirs(struct session *session, const char *workspace,
                                       size_t *ret_count);

/* Each returns -1 after reporting. */
int session_define(struct session *session);
int session_ingest(struct session *session);
int session_compute(struct session *session);
/* What reports will ask for and takes long, kept in the store. */
void session_simulate(struct session *session); /* without what plugins' code adds */
int session_extend(struct session *session);  /* plugins' code, then disclosure for the first audience */

/* What AUDIENCE may see, which is made once. */
const struct released *session_release(struct session *session, enum audience audience);

/* Attacks what the public edition shows: -1 when something that is hidden can be worked out.  For any other
 * audience it finds nothing. */
int session_audit(struct session *session, struct attack *ret_attack);

/* How reports of WORKSPACE look: the shipped theme with the workspace's theme.yaml over it, and the
 * fonts.  -1 also when not everybody could read it; RET_TESTS says what was measured.  WORKSPACE
 * may be NULL: the shipped theme. */
int session_theme(struct session *session, const char *workspace, const struct theme **ret_theme,
                  struct theme_tests *ret_tests);

/* The template of REPORT, read once for all reports, areas and audiences, so that what is wrong in it is
 * said once.  -1 when it is at fault. */
int session_template(struct session *session, const struct report *report,
                     const struct template **ret_template);

/* How sources are to be read, as the options say. */
struct ingest_request session_ingest_request(struct session *session);

/* How many jobs to run at once. */
int session_jobs(const struct session *session);

/* Prints what was reported; MADE says that the run has made what it was asked for.  Errors make it
 * EXIT_NOTHING when not MADE, else EXIT_PARTLY; warnings make it EXIT_PARTLY. */
enum exit_status session_end(struct session *session, bool made);

#endif
