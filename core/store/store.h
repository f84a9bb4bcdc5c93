/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workspace's embedded store: what was read from an input, kept until the input changes.
 *
 * One SQLite file, WORKSPACE/.strata/store.sqlite or under --store DIR.  A blob is kept for an
 * input and a kind ("street/3": the reader and the version of its format).  An input is recognised by its
 * size, modification time and inode, then by the XXH3 of its bytes, so that a second run reads
 * nothing that it has read before.  The store is a cache: a damaged or unwritable one costs time,
 * never a wrong figure (every blob carries its own hash).  It must be closed before a fork.
 */
#ifndef STRATA_STORE_STORE_H
#define STRATA_STORE_STORE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

/* Opens or makes the store in folder DIR.  When that is impossible, a note is reported and the store
 * returned holds nothing and keeps nothing.  Never NULL.  Close with store_close. */
struct store *store_open(const char *dir, struct diags *diags);
struct store *store_close(struct store *store);

/* What is known of a file before reading it. */
struct file_identity {
  uint64_t size, inode, device;
  int64_t modified_seconds, modified_nanoseconds;
};

/* -1 when there is no such file. */
int file_identity(const char *path, struct file_identity *ret_identity);

/* The blob kept for PATH and KIND, in ARENA, when the file has the same identity.  -1: none. */
int store_find(struct store *store, struct arena *arena, const char *path, const char *kind,
               struct file_identity identity, const void **ret_blob, size_t *ret_len);

/* The same by the XXH3-128 of the content: a file that was moved or touched. */
int store_find_by_hash(struct store *store, struct arena *arena, const char *kind,
                       const uint8_t hash[16], const void **ret_blob, size_t *ret_len);

/* Whether a blob of KIND is kept for some file of SIZE bytes: only then is it worth hashing a file
 * before reading it. */
bool store_may_hold(struct store *store, const char *kind, uint64_t size);

/* Keeps a blob.  Blobs of the same path and kind are replaced.  Kept together at store_close, in
 * one transaction; failure is a note. */
void store_keep(struct store *store, const char *path, const char *kind,
                struct file_identity identity, const uint8_t hash[16], const void *blob, size_t len);

/* ---- large blobs --------------------------------------------------------------------------- */

/* Beside the database, in a file of its own for a LABEL and the word before the / of a kind.  STORE may
 * be NULL: nothing is found or kept. */

/* The blob that was kept last for LABEL, where it lies, if its KIND and HASH are these; until ARENA
 * is freed.  -1: none.  See store/kept_file.h. */
int store_map(struct store *store, struct arena *arena, const char *label, const char *kind,
              const uint8_t hash[16], const void **ret_blob, size_t *ret_len);

/* Keeps PARTS, one after another, as the blob; at once.  Failure is a note. */
void store_keep_mapped(struct store *store, const char *label, const char *kind,
                       const uint8_t hash[16], const struct str *parts, size_t count);

/* The same in the store's folder DIR, without the database: for what is made after it was closed, and
 * is not worth a word when it cannot be kept (-1). */
int store_map_in(const char *dir, struct arena *arena, const char *label, const char *kind,
                 const uint8_t hash[16], const void **ret_blob, size_t *ret_len);
int store_keep_in(const char *dir, const char *label, const char *kind, const uint8_t hash[16],
                  const struct str *parts, size_t count);

#endif
