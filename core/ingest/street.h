/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Street crime from data.police.uk, file by file: what a month's file holds before anything is
 * known of the partnership.
 *
 * A struct street_month says what became of every row of one force's month, as far as the file
 * itself tells: duplicates and bad rows are apart, the rest is counted by LSOA code and crime type.
 * It depends on nothing but the file, so it is what the store keeps; which codes are the
 * partnership's is decided later (street.c).  The rows of a month are codes' counts + duplicates +
 * rejected.
 */
#ifndef STRATA_INGEST_STREET_H
#define STRATA_INGEST_STREET_H

#include "base/vec.h"
#include "ingest/crime_types.h"
#include "ingest/csv.h"
#include "ingest/reading.h"

enum { STREET_CODE_ROOM = 12 };

/* What stands for an LSOA code, and for a crime type, in a table of counts. */
#define STREET_UNASSIGNED "unassigned"
#define STREET_DUPLICATE "duplicate"
#define STREET_REJECTED "rejected"
#define STREET_UNKNOWN_TYPE "Unknown type"

/* What was counted under one LSOA code; the empty code is for rows without a location. */
struct street_code {
  char code[STREET_CODE_ROOM];
  uint32_t first_line; /* of the rows with that code */
  uint32_t counts[CRIME_TYPES];
};

enum street_fault {
  STREET_FAULT_FIELDS, /* another number of fields than the header */
  STREET_FAULT_MONTH,  /* of another month than the file */
  STREET_FAULT_TYPE,   /* an unknown crime type */
  STREET_FAULT_CODE,   /* what cannot be an LSOA code */
};

/* A rejected row: the first few of a month are kept, to be listed. */
struct street_reject {
  enum street_fault fault;
  uint32_t line;
  const char *text; /* the offending field */
};

struct street_month {
  int32_t month;
  const char *path;  /* of the file, or of an archive and its member */
  const char *slug;  /* of the force, from the file's name: "lancashire"; "" in a table of counts */
  const char *force; /* "Lancashire Constabulary", from Falls within; "" in a table of counts */
  uint8_t hash[16];
  uint64_t rows;
  const struct street_code *codes; /* by code */
  size_t code_count;
  uint64_t duplicates[CRIME_TYPE_SLOTS], rejected[CRIME_TYPE_SLOTS];
  const struct street_reject *rejects;
  size_t reject_count;
  size_t release; /* index in the source's releases; 0 without any */
};

/* A month that a later release has again. */
struct street_revision {
  struct street_month earlier, later;
};

struct street_months {
  VEC(struct street_month) months;
  uint8_t hash[16]; /* of the file that holds them */
  VEC(struct street_revision) revisions; /* by month; only of street_gather */
  size_t files; /* that were looked into; only of street_gather */
};

/* The month and the force that a file's name tells: "2025-12-lancashire-street.csv.gz".  False when
 * it is not the name of a street file. */
bool street_file_name(struct str name, int32_t *ret_month, struct str *ret_slug);

/* Whether a file of this name is taken from a folder. */
bool is_street_name(const char *name);

/* What a thread needs to read one file after another. */
struct street_worker;
struct street_worker *street_worker_new(void);
void street_worker_free(struct street_worker *worker);

/* The worker's buffers, for a file of another kind. */
struct csv_buffers *street_worker_buffers(struct street_worker *worker);

/* Who wants to see each row that is counted, while a file is read again.  Of MONTH, what comes from
 * the file's name is known. */
struct street_watch {
  void (*row)(void *user, const struct street_month *month, uint32_t line, struct str text,
              const char *code, int type, uint32_t count);
  void *user;
};

/* Reads one street CSV.  WATCH may be NULL.  When ONLY_FORCE is given, a file of another force is read no further than
 * its first row.  1: a month was read; 0: it is of another force; -1 after reporting damage. */
int street_scan(struct street_worker *worker, struct arena *arena, struct bytes *bytes,
                const char *path, const char *only_force, const struct street_watch *watch,
                struct diags *diags, struct street_month *ret_month);

/* Whether the header is that of a table of counts: month,area and one column a crime type. */
bool street_counts_header(const struct csv *csv);

/* Reads the months of a table of counts.  WATCH may be NULL.  -1 after reporting. */
int street_counts_read(struct csv *csv, struct arena *arena, const struct street_watch *watch,
                       struct street_months *ret_months);

/* Reads the file at PATH: a street CSV, a zip of them, or a table of counts.  -1 after reporting. */
int street_read_file(struct street_worker *worker, struct arena *arena, const char *path,
                     const char *only_force, const struct street_watch *watch,
                     struct diags *diags, struct street_months *ret_months);

/* To what the store keeps for the file at PATH, and back.  -1 when BLOB is not of street_pack. */
void street_pack(const struct street_months *months, const char *path, struct strbuf *out);
int street_unpack(struct arena *arena, const char *path, const void *blob, size_t len,
                  struct street_months *ret_months);

/* All months of a source, each read or found in the store, by month, force and path; they live in
 * ARENA.  Of a month that several releases have the latest counts, and the others are revisions.
 * -1 after reporting; also when a force's month is there twice in one release. */
int street_gather(struct reading *reading, const struct source *source, struct arena *arena,
                  struct street_months *ret_months);

/* Puts into TABLE, whose categories are the crime types, what the later releases of MONTHS changed; said,
 * so that no row vanishes without a word. */
void street_make_revisions(struct reading *reading, const struct source *source,
                           const struct street_months *months, struct fact_table *table);

#endif
