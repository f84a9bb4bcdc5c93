/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strata facts: street downloads as a table of counts, small enough to keep and to publish. */
#include "cli/command.h"
#include "cli/session.h"

#include <stdio.h>

static const struct source *find_source(struct session *session)
{
  const char *measure = session->options->measure;
  int found = catalog_source_of_measure(session->catalog, measure ? measure : "street-crime");
  if (found != NO_INDEX)
    return &session->catalog->sources[found];
  diag_error(session->diags, "STRATA-W006", LOC_NONE, "no source provides the measure '%s'",
             measure ? measure : "street-crime");
  diag_hint(session->diags, "name one with --measure, as assessment.yaml declares it under 'sources'");
  return NULL;
}

static enum exit_status run(struct arena *arena, const struct options *options)
{
  struct session session = session_begin(arena, options);
  struct strbuf out = STRBUF(arena);
  const struct source *source = session_define(&session) ? NULL : find_source(&session);
  const struct ingest_request request = session_ingest_request(&session);
  bool made = source
    && ingest_street_counts(session.catalog, source, &request, session.diags, &out) == 0;
  progress_end(&session.progress);
  if (made)
    fwrite(strbuf_text(&out), 1, out.len, stdout);
  return session_end(&session, made);
}

const struct command command_facts = {
  .name = "facts",
  .words = "WORKSPACE",
  .least = 1,
  .most = 1,
  .options = OPTION_MEASURE | OPTION_STORE | OPTION_JOBS | OPTION_SOURCE,
  .summary = "street downloads as a table of counts",
  .help = "Prints street downloads as counts by month, neighbourhood and crime type: a file for the\n"
          "reader 'street-counts' that gives the same figures and the same reconciliation as the\n"
          "downloads, and is small enough to keep and to publish.",
  .run = run,
};
