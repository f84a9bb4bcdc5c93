/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For those who write plugins: strata plugin list, check and new.
 *
 * None of these needs a workspace.  They return text, and report what is wrong; core/cli prints.
 */
#ifndef STRATA_EXTEND_PLUGIN_TOOLS_H
#define STRATA_EXTEND_PLUGIN_TOOLS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/place.h"
#include "define/catalog.h"

#include <stddef.h>

/* A table of the plugins in DIRS, the first of an id being the one that is used: id, version, role,
 * code, title and folder of each, a line each, in order of id.  What is wrong with one is reported. */
const char *plugin_list(struct arena *arena, const char *const *dirs, size_t count,
                        struct diags *diags);

/* Checks the plugin in the folder, or of the library, at PATH: its definitions, its code, and what
 * it does with made-up figures, complete and not, in a child process.  Returns a report in TAP; -1
 * in RET_STATUS when a point is not met, and DIAGS say why. */
const char *plugin_check(struct arena *arena, const struct place *place, const char *path,
                         struct diags *diags, int *ret_status);

/* Makes FOLDER, a new plugin called ID, from plugins/_template: definitions alone, with a script, or
 * with a script and C.  Returns what to do next; NULL after reporting. */
const char *plugin_new(struct arena *arena, const struct place *place, const char *folder,
                       const char *id, enum plugin_code code, struct diags *diags);

#endif
