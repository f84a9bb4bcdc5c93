/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calls of plugins: from C or Lua, contained, with what comes of a failure.
 *
 * Private to core/extend.  The one place where a plugin's code is entered.
 */
#ifndef STRATA_EXTEND_CALL_H
#define STRATA_EXTEND_CALL_H

#include "extend/run.h"

/* Lets PLUGIN write below PARENT.  When it fails, what it wrote is taken away, the failure is
 * reported, and a callout says that it is not available.  False, and nothing is added, when it has no
 * such callback. */
bool call_section(struct strata_run *run, int plugin, enum callback callback, struct node *parent);

/* Calls figures() of PLUGIN, which puts into RUN.  -1 after failing the run. */
int call_figures(struct strata_run *run, int plugin);

/* Finds which callbacks PLUGIN has, in C and in its script.  -1 after failing the run. */
int call_probe(struct strata_run *run, int plugin, unsigned *ret_in_code,
               unsigned *ret_in_script);

/* The text NAME of the plugin's words, or NULL.  A failure is reported, and the plugin's only. */
const char *call_words(struct strata_run *run, int plugin, const char *name);

/* Lets every plugin whose code was used in this process clean up. */
void call_end(struct strata_run *run);

/* Reports the run's failure as one of PLUGIN, and forgets it. */
void call_report_failure(struct strata_run *run, int plugin);

#endif
