/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV files, row by row (RFC 4180): UTF-8 with or without a byte order mark, lines that end in LF
 * or CRLF, quoted fields with doubled quotation marks and newlines in them.  The first row is the
 * header.  Blank lines are passed over.
 *
 * What cannot be a whole file is reported as damage: no UTF-8 (STRATA-I005), cut off in a row
 * (I003), empty (I007), a quotation mark where none may stand (I008).  A row with another number of
 * fields than the header is given to the reader, who rejects it.  A struct csv borrows its bytes and
 * its buffers; it knows nothing of what the columns mean.
 */
#ifndef STRATA_INGEST_CSV_H
#define STRATA_INGEST_CSV_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "ingest/bytes.h"
#include "ingest/csv_scan.h"

/* The memory to read with; a thread reads its files one after another with the same. */
struct csv_buffers {
  char *text;
  uint32_t *ends, *rows;
  size_t size;
};

/* Room for pieces of SIZE bytes at first; csv_open makes the usual room where there is none. */
void csv_buffers_make(struct csv_buffers *buffers, size_t size);
void csv_buffers_free(struct csv_buffers *buffers);

struct csv {
  struct arena *arena;
  struct diags *diags;
  const char *path;
  struct bytes *bytes;
  struct csv_buffers *buffers;

  const struct str *header; /* unquoted, without white space around */
  size_t columns;
  struct str *values; /* room for the fields of one row */

  /* The piece at hand: whole rows at the front of buffers->text, and the beginning of another. */
  struct csv_marks marks;
  size_t filled, next_row;
  uint32_t line; /* of the next row */
  bool at_end;
  bool last_cut; /* the last row has no newline in the file */
  bool careful;  /* this piece has rows that take some thought */
};

/* One row, valid until the next call. */
struct csv_row {
  char *text;
  const uint32_t *ends;
  uint32_t start; /* offset of the first field */
  uint32_t count; /* of fields */
  uint32_t line;  /* where it begins, from 1 */
};

/* Reads the header.  -1 after reporting. */
int csv_open(struct csv *csv, struct arena *arena, struct csv_buffers *buffers, struct bytes *bytes,
             const char *path, struct diags *diags);

/* The column named NAME, or -1. */
int csv_column(const struct csv *csv, const char *name);

/* Reports every one of NAMES that is not in the header (STRATA-I004), with the nearest name that
 * is, or that commas are not what parts the columns; their numbers go to RET_COLUMNS.  -1 when any
 * is missing. */
int csv_require_columns(struct csv *csv, const char *const *names, size_t count, int *ret_columns);

int csv_next_careful(struct csv *csv, struct csv_row *ret_row);

/* 1: a row; 0: the end; -1 after reporting damage. */
static inline int csv_next(struct csv *csv, struct csv_row *ret_row)
{
  const struct csv_marks *marks = &csv->marks;
  if (csv->next_row >= marks->row_count || csv->careful)
    return csv_next_careful(csv, ret_row);
  uint32_t first = csv->next_row ? marks->rows[csv->next_row - 1] : 0;
  uint32_t count = marks->rows[csv->next_row] - first;
  if (count == 1) /* may be a blank line */
    return csv_next_careful(csv, ret_row);
  ret_row->text = csv->buffers->text;
  ret_row->ends = marks->ends + first;
  ret_row->start = first ? marks->ends[first - 1] + 1 : 0;
  ret_row->count = count;
  ret_row->line = csv->line++;
  csv->next_row++;
  return 1;
}

/* A field as it stands in the file, quotation marks included; of the last one the CR is left off. */
static inline struct str csv_field(const struct csv_row *row, uint32_t column)
{
  uint32_t from = column ? row->ends[column - 1] + 1 : row->start;
  uint32_t to = row->ends[column];
  if (column + 1 == row->count && to > from && row->text[to - 1] == '\r')
    to--;
  return (struct str) { row->text + from, to - from };
}

/* The fields of a row without quotation marks, as many as the header has: once for a row, as they
 * are taken off in place.  A row with fewer fields has empty ones at its end. */
const struct str *csv_values(struct csv *csv, const struct csv_row *row);

/* The place of a row. */
struct loc csv_loc(const struct csv *csv, const struct csv_row *row);

/* The place of a field of a row that has it. */
struct loc csv_field_loc(const struct csv *csv, const struct csv_row *row, uint32_t column);

#endif
