/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far a run is: a bar on a terminal, plain lines in a pipe; both on standard error.
 */
#ifndef STRATA_CLI_PROGRESS_H
#define STRATA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
  bool terminal;
  bool quiet;       /* shows nothing: a run that is over before it could be read */
  const char *what; /* the work that was last shown */
  size_t tenths;    /* the last step that was shown, so that a fast run does not flood a terminal */
};

struct progress progress_new(void);

/* DONE of ALL things of WHAT ("reading", "making reports") are done.  USER is the struct progress: the shape that
 * ingest_sources calls. */
void progress_show(void *user, const char *what, size_t done, size_t all);

/* Takes the bar off the terminal, so that other lines can be printed. */
void progress_end(struct progress *progress);

#endif
