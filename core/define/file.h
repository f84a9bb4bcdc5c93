/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files and folders of definitions: read whole, listed in byte order, kept within their folder.
 */
#ifndef STRATA_DEFINE_FILE_H
#define STRATA_DEFINE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>

/* The bytes of a regular file of at most MOST bytes, followed by a NUL that is not counted.  A
 * device or a pipe is refused, never waited for. */
int file_read(struct arena *arena, const char *path, size_t most, struct diags *diags,
              struct str *ret_text);

/* The names in folder PATH in byte order, without those that begin with "."; NULL and none when
 * there is no such folder. */
const char *const *folder_names(struct arena *arena, const char *path, size_t *ret_count);

bool is_folder(const char *path);
bool is_file(const char *path);
bool is_there(const char *path); /* also what is no file, or a link to nothing */

/* DIR/NAME; NAME alone when it is absolute. */
const char *path_join(struct arena *arena, const char *dir, const char *name);

/* PATH without "folder/../" in it, where that is the same place; otherwise PATH. */
const char *path_tidy(struct arena *arena, const char *path);

/* The last part of PATH. */
const char *path_name(const char *path);

/* The absolute path of what exists at PATH, links followed; NULL when nothing does. */
const char *path_absolute(struct arena *arena, const char *path);

/* Whether PATH, with its links followed, is inside folder DIR. */
bool path_within(const char *path, const char *dir);

#endif
