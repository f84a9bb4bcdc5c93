/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small files, read and written whole.
 */
#ifndef STRATA_CLI_SAVE_H
#define STRATA_CLI_SAVE_H

#include "base/str.h"

/* Writes TEXT to PATH.  On failure errno says why, and no part of the file is left.  With ANEW a file
 * that is there already is such a failure, and what is written is synced: what is staged is synced
 * when it is published (cli/publish.h). */
int save_text(const char *path, struct str text, bool anew);

/* The bytes of PATH, up to MOST.  On failure errno says why. */
int load_text(struct arena *arena, const char *path, size_t most, struct str *ret_text);

#endif
