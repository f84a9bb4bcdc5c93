/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the fields and rows of a piece of CSV end (RFC 4180), found 64 bytes at a time.
 *
 * The piece begins at the beginning of a row.  The instructions of the processor at hand are used;
 * csv_scan_portable gives the same marks without any.  Owns nothing; knows nothing of columns.
 */
#ifndef STRATA_INGEST_CSV_SCAN_H
#define STRATA_INGEST_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  CSV_BLOCK = 64,   /* what is looked at together: a piece is followed by as many readable bytes */
  CSV_MARK_ROOM = 8 /* marks are written in eights: room after the last one */
};

/* UINT32_MAX: none. */
struct csv_marks {
  uint32_t *ends; /* offsets of the commas and newlines outside quotation marks, ascending; room for
                     the length of the piece + CSV_MARK_ROOM */
  size_t end_count;
  uint32_t *rows; /* for each row: how many ends there are up to its own, with it; room as above */
  size_t row_count;
  uint32_t open_quote;  /* where a quotation begins that the piece does not end */
  uint32_t stray_quote; /* the first quotation mark that stands where none may */
  bool quoted_newline;  /* a row takes more than one line */
  bool not_ascii;
};

/* Marks LEN bytes at TEXT, which CSV_BLOCK zero bytes follow. */
void csv_scan(const char *text, size_t len, struct csv_marks *marks);
void csv_scan_portable(const char *text, size_t len, struct csv_marks *marks);

#endif
