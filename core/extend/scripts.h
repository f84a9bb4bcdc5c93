/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scripts in files, each compiled once a process (extend/sandbox.h) while its file says the same.
 *
 * Private to core/extend.  What is found lives as long as the arena: in a worker, for all reports that
 * it makes.
 */
#ifndef STRATA_EXTEND_SCRIPTS_H
#define STRATA_EXTEND_SCRIPTS_H

#include "extend/sandbox.h"

struct scripts;

struct scripts *scripts_new(struct arena *arena);

/* The script at PATH.  -1 when it cannot be read, or is not UTF-8. */
int scripts_find(struct scripts *scripts, const char *path, struct sandbox_script **ret_script);

/* Compiles the script at PATH in SANDBOX, which does not run it.  Nothing comes of one that has a fault:
 * that is for whoever runs it to report. */
void scripts_compile(struct scripts *scripts, struct sandbox *sandbox, const char *path);

#endif
