/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the readers share: the run they belong to, the files of a source, and the table they fill.
 *
 * A reader turns the paths of one source into one struct fact_table.  It reports what is wrong and
 * goes on to the next file; ingest_sources makes nothing of a run with errors.
 */
#ifndef STRATA_INGEST_READING_H
#define STRATA_INGEST_READING_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "define/catalog.h"
#include "ingest/facts.h"
#include "ingest/places.h"
#include "store/store.h"

/* Who wants to see each fact with the line that it came from, while a source is read again. */
struct reading_watch {
  void (*fact)(void *user, const struct fact *fact, uint32_t line);
  void *user;
};

struct reading {
  struct arena *arena; /* what the readers make lives here */
  const struct catalog *catalog;
  const struct ingest_request *request;
  struct store *store; /* NULL: nothing is kept or found */
  struct diags *diags;
  const struct places *places;
  const enum reader *readers;        /* one a source: found from the files where --source was used */
  const struct reading_watch *watch; /* NULL: nobody looks */
};

/* How much was reported so far: what was read in silence may be kept in the store. */
static inline size_t reading_said(const struct reading *reading)
{
  return diags_errors(reading->diags) + diags_warnings(reading->diags)
    + diags_count(reading->diags);
}

enum reader reader_of(const struct reading *reading, const struct source *source);

/* ---- files --------------------------------------------------------------------------------- */

struct found_file {
  const char *path;
  const char *name; /* the last part of the path */
  size_t source_path; /* index of the source's path that it was found at */
};

struct found_files {
  VEC(struct found_file) files; /* by path */
  size_t passed_over;           /* in folders: those not wanted */
};

/* The files at SOURCE's paths; of a folder, all below it whose names are WANTED.  A path that is not
 * there is an error (STRATA-I001) unless the source is optional, and so is a folder with no
 * wanted file (I002). */
int find_source_files(struct reading *reading, const struct source *source,
                      bool (*wanted)(const char *name), const char *wanted_words,
                      struct found_files *ret_files);

/* Those of a source of street crime. */
int find_street_files(struct reading *reading, const struct source *source,
                      struct found_files *ret_found);

bool is_csv_name(const char *name);
bool is_geojson_name(const char *name);

/* The year that a file's name tells: "mye2020_lsoa.csv", "mid-2020.csv"; 0: none. */
int year_in_name(struct str name);

enum { REJECTED_ROWS_LISTED = 3 }; /* of a file */

/* ---- the readers --------------------------------------------------------------------------- */

/* Finds the readers of sources whose paths came from --source, from what the files hold, for
 * reading->readers.  -1 after reporting a source that was given something else. */
int recognise_readers(struct reading *reading);

/* Reads SOURCE with its reader. */
int read_source(struct reading *reading, const struct source *source, struct fact_table *table);

int read_street(struct reading *reading, const struct source *source, struct fact_table *table);
int read_tidy(struct reading *reading, const struct source *source, struct fact_table *table);
int read_mid_year_estimates(struct reading *reading, const struct source *source,
                            struct fact_table *table);
int read_deprivation(struct reading *reading, const struct source *source,
                     struct fact_table *table);

/* Reads every source of severity weights.  -1 after reporting (STRATA-I130 to I132). */
struct csv;
int read_severity_weights(struct reading *reading, struct facts *facts);
bool weights_header(const struct csv *csv); /* whether the columns are those of weights */

/* Reads every source of single events.  -1 after reporting (STRATA-I134, I135). */
int read_events(struct reading *reading, struct facts *facts);

#endif
