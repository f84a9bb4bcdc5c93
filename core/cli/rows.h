/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of fields on standard output, as CSV or JSON.
 *
 * They are gathered in a buffer of the caller's arena and written in large pieces: a workspace has tens
 * of thousands of figures.  Knows nothing of what the fields mean.
 */
#ifndef STRATA_CLI_ROWS_H
#define STRATA_CLI_ROWS_H

#include "base/arena.h"
#include "cli/options.h"

/* TEXT, or without one NUMBER; "" and what is not finite are empty in CSV and null in JSON. */
struct field {
  const char *text;
  double number;
};

struct rows {
  struct arena *arena;
  enum table_format format;
  const char *const *names; /* of the fields */
  size_t field_count;
  char *at; /* what was not written yet */
  size_t len, cap;
  bool any;
};

/* Begins with the names; they must live as long as the rows. */
struct rows rows_begin(struct arena *arena, enum table_format format, const char *const *names,
                       size_t field_count);

/* FIELDS has one for each name. */
void rows_add(struct rows *rows, const struct field *fields);

/* Writes what is left. */
void rows_end(struct rows *rows);

#endif
