/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a small file of text whole: scripts, commentary.
 */
#ifndef STRATA_EXTEND_TEXT_FILE_H
#define STRATA_EXTEND_TEXT_FILE_H

#include "base/arena.h"
#include "base/str.h"

enum { TEXT_FILE_MOST = 4 * 1024 * 1024 };

/* The text of the file at PATH, in ARENA, with a NUL after it.  -1, with errno set, when it cannot be
 * read, is larger than TEXT_FILE_MOST (EFBIG), or is not UTF-8 without NUL (EILSEQ). */
int text_file_read(struct arena *arena, const char *path, struct str *ret_text);

#endif
