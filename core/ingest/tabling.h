/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a fact table from rows that come in any order: for all readers but street crime's, whose
 * rows are too many to be kept one by one.
 *
 * Begin, open each file and add its rows, finish.  What is collected lives in an arena of its own
 * until it is finished; the table lives in the reading's.
 */
#ifndef STRATA_INGEST_TABLING_H
#define STRATA_INGEST_TABLING_H

#include "ingest/csv.h"
#include "ingest/reading.h"

struct tabling;

struct tabling *tabling_begin(struct reading *reading, const struct source *source);

/* The table's category names, in the order in which values will be given.  Files of one source must
 * have the same: -1 after reporting at LOC. */
int tabling_categories(struct tabling *tabling, const struct str *names, size_t count,
                       struct loc loc);

/* Begins the next file. */
void tabling_file(struct tabling *tabling, const char *path);

/* The hash of the file begun last. */
void tabling_hash(struct tabling *tabling, const uint8_t hash[16]);

/* The number of a combination of category values, as many as there are names. */
uint16_t tabling_category(struct tabling *tabling, const struct str *values);

/* Counts a row of the file begun last, and says what becomes of it: one of these. */
void tabling_outside(struct tabling *tabling);
void tabling_reject(struct tabling *tabling, struct loc loc, const char *format, ...)
  __attribute__((format(printf, 3, 4)));
void tabling_counted(struct tabling *tabling);

/* One fact of a row that is counted. */
void tabling_fact(struct tabling *tabling, uint32_t line, uint32_t place, struct period period,
                  uint16_t category, double value, double denominator);

/* How many facts there are so far. */
size_t tabling_count(const struct tabling *tabling);

/* Fills TABLE.  -1 after reporting: a fact that is there twice (STRATA-I017).  Frees the tabling. */
int tabling_finish(struct tabling *tabling, enum fact_form form, struct fact_table *table);

/* Frees it with nothing made. */
void tabling_drop(struct tabling *tabling);

#endif
