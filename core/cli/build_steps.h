/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A build under way: what its steps share.
 *
 * Private to strata build.  build_jobs.c finds what is to be made, cmd_build.c has it made in workers,
 * build_report.c makes one report, and build_publish.c gives all their names.  Everything lives in the session's arena.
 */
#ifndef STRATA_CLI_BUILD_STEPS_H
#define STRATA_CLI_BUILD_STEPS_H

#include "base/vec.h"
#include "cli/page.h"
#include "cli/publish.h"
#include "cli/session.h"

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
struct build_answer {
  struct rendered rendered;
  size_t numbers_bytes;
  bool complete; /* no plugin's section is missing */
  char title[256];
};

/* Makes job TASK of the build that USER is, in a worker; ANSWER gets a struct build_answer and the words
 * that were shaped (shaper_tell).  A plugin
 * whose part does not fit is left out of the report, and the report is made without it.  -1 after
 * reporting. */
int build_report(void *user, size_t task, struct containment *containment, struct diags *diags,
                 struct strbuf *ret_answer);

/* Finds the workspace's reports, less what the command line leaves out: wanted, templates and jobs.  -1
 * after reporting. */
int build_find_jobs(struct build *build);

/* Begins a publication for each audience.  -1 after reporting. */
int build_begin(struct build *build);

/* Gives what was made its final names, with the pages that list it: nothing of either audience before
 * all of both is there.  MADE: one a job.  -1 after reporting. */
int build_publish(struct build *build, const struct made *made);

/* Removes what is staged of each publication. */
void build_abandon(struct build *build);

#endif
