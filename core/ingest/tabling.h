/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a fact table from rows that come in any order: for all readers but street crime's, whose
 * rows are too many to be kept one by one.
 *
 * Begin, read the files and add their rows, finish.  What is collected lives in an arena of its own
 * until it is finished; the table lives in the reading's.
 */
#ifndef STRATA_INGEST_TABLING_H
#define STRATA_INGEST_TABLING_H

#include "ingest/csv.h"
#include "ingest/reading.h"

struct tabling;

/* USER is the reader's own. */
struct tabling *tabling_begin(struct reading *reading, const struct source *source, void *user);

struct reading *tabling_reading(const struct tabling *tabling);
void *tabling_user(const struct tabling *tabling);

/* The table's category names, in the order in which values will be given.  Files of one source must
 * have the same: -1 after reporting at LOC. */
int tabling_categories(struct tabling *tabling, const struct str *names, size_t count,
                       struct loc loc);

/* Reads every CSV file of the source, one after another: READ_ROWS is given each with its header
 * read, and returns -1 after reporting.  -1 when any did. */
int tabling_read_files(struct tabling *tabling, int (*read_rows)(struct tabling *, struct csv *));

/* What the columns of a file are, as its reader keeps it. */
struct layout;

/* Gives TAKE_ROW every row of CSV with LAYOUT.  -1 after reporting a damaged file. */
int tabling_each_row(struct tabling *tabling, struct csv *csv, const struct layout *layout,
                     void (*take_row)(struct tabling *, struct csv *, const struct csv_row *,
                                      const struct layout *));

/* The number of a combination of category values, as many as there are names. */
uint16_t tabling_category(struct tabling *tabling, const struct str *values);

/* Counts a row of the file that is being read, and says what becomes of it: one of these. */
void tabling_counted(struct tabling *tabling);
void tabling_outside(struct tabling *tabling);

/* Also one of these.  A reason that was listed for an earlier row of the file is not listed again;
 * true when it is listed, so that a hint may follow. */
bool tabling_reject(struct tabling *tabling, struct loc loc, const char *format, ...)
  __attribute__((format(printf, 3, 4)));

/* One fact of a row that is counted. */
void tabling_fact(struct tabling *tabling, uint32_t line, uint32_t place, struct period period,
                  uint16_t category, double value, double denominator);

/* How many facts there are so far. */
size_t tabling_count(const struct tabling *tabling);

/* Fills TABLE.  -1 after reporting: a fact that is there twice (STRATA-I017). */
int tabling_finish(struct tabling *tabling, enum fact_form form, struct fact_table *table);

/* All of it for a reader of counts that keeps nothing of its own: begins, reads the files, finishes. */
int tabling_read_counts(struct reading *reading, const struct source *source,
                        int (*read_rows)(struct tabling *, struct csv *), struct fact_table *table);

/* Frees it; what was finished stays. */
void tabling_free(struct tabling *tabling);

static inline void cleanup_tabling(struct tabling **tabling)
{
  tabling_free(*tabling);
}
#define auto_tabling __attribute__((cleanup(cleanup_tabling)))

#endif
