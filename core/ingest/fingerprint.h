/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fingerprints: whether anything that a kept blob was made from has changed since.
 *
 * Begin, add everything that the result depends on, end.  Files count by path, size, time and
 * inode, not by content: a file that was touched is read again.
 */
#ifndef STRATA_INGEST_FINGERPRINT_H
#define STRATA_INGEST_FINGERPRINT_H

#include "ingest/reading.h"

enum { FINGERPRINT_BYTES = 16 };

struct fingerprint;

/* Never NULL; freed by fingerprint_end. */
struct fingerprint *fingerprint_begin(void);

void fingerprint_bytes(struct fingerprint *fingerprint, const void *bytes, size_t len);
void fingerprint_text(struct fingerprint *fingerprint, const char *text); /* NULL differs from "" */
void fingerprint_files(struct fingerprint *fingerprint, const struct found_files *found);
/* The codes, kinds and members of all areas, and the codes of places elsewhere. */
void fingerprint_areas(struct fingerprint *fingerprint, const struct catalog *catalog);

void fingerprint_end(struct fingerprint *fingerprint, uint8_t ret_hash[FINGERPRINT_BYTES]);

#endif
