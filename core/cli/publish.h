/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The output folder: files are made in a staging folder inside it and take their final names all
 * at once, so that the folder always holds exactly one run.
 *
 * What an earlier run published and this one did not make again is removed at that moment; files
 * that strata did not make are never touched.
 */
#ifndef STRATA_CLI_PUBLISH_H
#define STRATA_CLI_PUBLISH_H

#include "base/arena.h"
#include "base/diag.h"

struct publication;

/* Makes folder OUT where it is missing and an empty staging folder inside it.  -1 after reporting:
 * no permission, or another run is publishing there.  Lives in ARENA. */
int publication_begin(struct arena *arena, const char *out, struct diags *diags,
                      struct publication **ret_publication);

/* Where file NAME is to be made. */
const char *publication_path(struct publication *publication, const char *name);

/* Syncs COUNT staged files and gives them their final names.  -1 after reporting; then the files of the earlier
 * run are as they were. */
int publication_finish(struct publication *publication, const char *const *names, size_t count,
                       struct diags *diags);

/* Removes what is staged.  After publication_finish it does nothing. */
void publication_abandon(struct publication *publication);

#endif
