/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens a plugin's C code and checks that it is a plugin for this host.
 *
 * The only place that knows the dynamic linker.  Code is opened in child processes only and never
 * closed: text and functions of a plugin stay where they are until the process ends.
 */
#ifndef STRATA_EXTEND_LOADER_H
#define STRATA_EXTEND_LOADER_H

#include "base/arena.h"
#include "base/diag.h"
#include "strata-plugin.h"

/* Opens the code at PATH and copies its descriptor: members that the plugin is too old to know are
 * zero, those that it is too new to have are left out.  -1 after reporting why it is none. */
int loader_open(struct arena *arena, const char *path, struct diags *diags,
                struct strata_plugin *ret_plugin);

#endif
