/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A made-up county for strata plugin check: areas, editions and figures for whatever the plugin's
 * indicators count, so that it can be run without anybody's data.
 *
 * Private to core/extend.  The figures come from a fixed sequence; no report ever prints them.
 */
#ifndef STRATA_EXTEND_CHECK_WORLD_H
#define STRATA_EXTEND_CHECK_WORLD_H

#include "compute/results.h"

enum check_data {
  CHECK_COMPLETE, /* every month and year */
  CHECK_NOTHING,  /* everything is awaited */
  CHECK_STRANGE,  /* gaps, zeros, large numbers, long names */
};
enum { CHECK_DATA_COUNT = CHECK_STRANGE + 1 };

/* A catalog of the plugin that PLUGIN (from define_plugin) holds and, after it, of the plugins in
 * OTHERS_DIR that can be read, without their code, so that what it says of their indicators can be
 * found. */
const struct catalog *check_catalog(struct arena *arena, const struct catalog *plugin,
                                    const char *others_dir);

/* Figures for CATALOG.  NULL after reporting. */
const struct results *check_results(struct arena *arena, const struct catalog *catalog,
                                    enum check_data data, struct diags *diags);

#endif
