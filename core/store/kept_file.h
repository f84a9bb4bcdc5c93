/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One kept blob in a file of its own, used where it lies: for what is too large to be copied in every
 * run.
 *
 * A head of a version word, the kind, the hash of what the blob was made from, its length and a seal
 * over all of it; then the blob, aligned as anything in memory.  A file is mapped, not read.  It is
 * only ever replaced as a whole, by a rename, so that who has mapped it keeps what was there.  A file
 * that is not whole, or of another version, kind or hash, is none.  It knows nothing of what is in the
 * blob, which its reader must check like anything else from outside.
 */
#ifndef STRATA_STORE_KEPT_FILE_H
#define STRATA_STORE_KEPT_FILE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* Longer ones are cut. */
enum { KEPT_KIND_ROOM = 16 };

/* The blob of PATH, mapped until ARENA is freed.  -1: there is none of KIND and HASH. */
int kept_file_map(struct arena *arena, const char *path, const char *kind, const uint8_t hash[16],
                  const void **ret_blob, size_t *ret_len);

/* Writes PARTS, one after another, as the blob.  -1: errno says why, and the file is as it was. */
int kept_file_write(const char *path, const char *kind, const uint8_t hash[16],
                    const struct str *parts, size_t count);

#endif
