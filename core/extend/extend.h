/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plugins and templates: what writes the reports.
 *
 * extend_load finds out, in a child process, what each plugin of the catalog can do; the calling
 * process never runs a plugin's code.  extend_figures adds what their code computes to the results.
 * extend_report writes one report: it runs the template's scripts and the plugins' callbacks, and is
 * called in a worker process (extend/workers.h), so that a plugin that crashes costs its section only.
 * A plugin sees nothing but strata-plugin.h; a script sees the same verbs as "strata" and handles.
 */
#ifndef STRATA_EXTEND_EXTEND_H
#define STRATA_EXTEND_EXTEND_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/place.h"
#include "compute/results.h"
#include "define/catalog.h"
#include "disclose/disclose.h"
#include "document/document.h"
#include "extend/containment.h"

/* The plugins of a catalog, loaded; lives in the arena it was made in. */
struct extensions;

/* Finds what each plugin can do, in a child process.  One that cannot be used is reported, and is
 * not available from then on; that is no failure of this function.  -1 when the user interrupts it.
 * Call it when threads are joined and the store is closed. */
int extend_load(struct arena *arena, const struct catalog *catalog, const struct place *place,
                struct diags *diags, const struct extensions **ret_extensions);

/* RESULTS with the figures that the plugins' code computes, one child process a plugin.  A plugin
 * that fails here is reported, and is not available from then on: EXTENSIONS remembers it, and its
 * derived indicators are unavailable.  -1 when the user interrupts it. */
int extend_figures(struct arena *arena, const struct extensions *extensions,
                   const struct results *results, struct diags *diags,
                   const struct results **ret_results);

/* How REPORT is made, for every area: read once.  -1 after reporting. */
struct template;
int extend_template(struct arena *arena, const struct report *report, struct diags *diags,
                    const struct template **ret_template);

/* Compiles the scripts of TEMPLATE, so that workers that are forked after it need not.  What is wrong with
 * one is reported when a report runs it. */
void extend_compile(const struct extensions *extensions, const struct template *template);

/* Writes REPORT from its TEMPLATE for AREA, an index in the catalog, in a worker with CONTAINMENT
 * (NULL: in a test).  A plugin that fails is reported and its section says that it is not available;
 * -1 after reporting when the template itself is at fault. */
int extend_report(struct arena *arena, const struct extensions *extensions,
                  const struct released *released, const struct report *report,
                  const struct template *template, int area, struct containment *containment,
                  struct diags *diags, struct document **ret_document);

/* Where a report is to be written: "district-profile-blackpool", from its TEMPLATE.  -1 after
 * reporting. */
int extend_file_name(struct arena *arena, const struct catalog *catalog,
                     const struct report *report, const struct template *template, int area,
                     struct diags *diags, const char **ret_name);

/* Reports commentary of REPORT that neither its TEMPLATE nor a plugin asks for (STRATA-X042). */
void extend_check_commentary(struct arena *arena, const struct extensions *extensions,
                             const struct report *report, const struct template *template,
                             struct diags *diags);

/* The plugin whose code, script or other file FILE is; NO_INDEX: no plugin's, or FILE is NULL. */
int extend_author(const struct extensions *extensions, const char *file);

/* Why PLUGIN is not available; NULL when it is. */
const char *extend_failed(const struct extensions *extensions, int plugin);

#endif
