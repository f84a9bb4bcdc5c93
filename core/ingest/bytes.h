/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bytes of an input, block by block, whatever it is packed in: a plain file, a .gz, or a
 * member of a .zip.  The XXH3 of what is on disk (of a zip's member: of its content) is taken on
 * the way, so that nothing is read twice.  Knows nothing of what the bytes mean.
 *
 * A struct bytes belongs to whoever opened it; its path must outlive it.  It reports damage to the
 * diagnostics that it was given, once.
 */
#ifndef STRATA_INGEST_BYTES_H
#define STRATA_INGEST_BYTES_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct bytes;

/* Opens PATH; a name that ends in ".gz" is unpacked.  NULL after reporting (STRATA-I001, I006). */
struct bytes *bytes_open(const char *path, struct diags *diags);

/* TEXT as if it were a file named PATH: for tests. */
struct bytes *bytes_of_text(struct str text, const char *path, struct diags *diags);

/* Up to SIZE bytes; 0 at the end, -1 after reporting damage. */
ssize_t bytes_read(struct bytes *bytes, char *buffer, size_t size);

/* About how many bytes there are when unpacked; 0 when that is not known. */
uint64_t bytes_expected(const struct bytes *bytes);

/* The XXH3-128 of the file.  Reads to the end first.  -1 after reporting. */
int bytes_hash(struct bytes *bytes, uint8_t ret_hash[16]);

/* NULL is allowed; returns NULL. */
struct bytes *bytes_close(struct bytes *bytes);

/* The XXH3-128 of the file at PATH as it is on disk.  -1 when it cannot be read; nothing is
 * reported. */
int bytes_hash_file(const char *path, uint8_t ret_hash[16]);

/* ---- archives ------------------------------------------------------------------------------ */

struct archive_reader;

/* Opens a .zip.  NULL after reporting. */
struct archive_reader *archive_reader_open(const char *path, struct diags *diags);

/* Goes to the next file.  1: there is one, its name valid until the next call; 0: no more; -1
 * after reporting damage. */
int archive_reader_next(struct archive_reader *reader, const char **ret_name);

/* The bytes of the file gone to last, named PATH in diagnostics.  To be closed before the next
 * call of archive_reader_next. */
struct bytes *archive_reader_bytes(struct archive_reader *reader, const char *path);

struct archive_reader *archive_reader_close(struct archive_reader *reader);

#endif
