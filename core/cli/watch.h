/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Waiting until somebody saves a file: inotify over whole folders.
 *
 * Hidden names (the store, editors' own files) and names that end in "~" are not looked at, nor are
 * symbolic links followed.
 */
#ifndef STRATA_CLI_WATCH_H
#define STRATA_CLI_WATCH_H

#include "base/arena.h"

#include <stddef.h>

struct watch;

/* Lives in ARENA.  On failure returns NULL and errno says why. */
struct watch *watch_new(struct arena *arena);

/* Watches the folder PATH and all below it, but not EXCEPT (a path as the walk meets it, or NULL);
 * or the file PATH.  What cannot be read, or is watched already, is passed over. */
void watch_add(struct watch *watch, const char *path, const char *except);

/* How many folders and files are watched. */
size_t watch_count(const struct watch *watch);

/* Waits until something was saved, and then until nothing is any more for a moment: editors write in
 * several steps.  RET_NAME is the last that was saved, in ARENA: editors
 * write another file first and rename it.  -1 when a signal came. */
int watch_wait(struct watch *watch, struct arena *arena, const char **ret_name);

#endif
