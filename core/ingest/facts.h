/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts: measure x area x period x categories -> value, as the sources gave them, and the
 * reconciliation of every row that was read.
 *
 * Made once by ingest_sources; const afterwards; lives in the arena it was made in.  Facts know
 * nothing of indicators.  Small areas (LSOAs) are kept apart from the catalog's areas: each small
 * area has a district of the catalog, or none (outside the partnership).  Wards are what a lookup fits
 * small areas to: no fact is of a ward.
 */
#ifndef STRATA_INGEST_FACTS_H
#define STRATA_INGEST_FACTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "define/catalog.h"
#include "store/store.h"

#include <stdint.h>

/* ---- places -------------------------------------------------------------------------------- */

/* A small area of the partnership: an LSOA of either vintage.  Those of other places have no entry. */
struct small_area {
  char code[10];    /* E01012571 */
  const char *name; /* "Blackpool 010D"; NULL when no lookup names it */
  int district;     /* index in catalog.areas */
  uint16_t vintage; /* 2011, 2021, or 0 for both */
  int ward;         /* index in facts.wards; NO_INDEX: no lookup fits it to one */
};

/* A ward of the partnership: what is in it is what is in the small areas that a lookup fits to it. */
struct ward {
  char code[10];    /* E05008937 */
  const char *name; /* "Bloomfield"; NULL when no lookup names it */
  int district;     /* index in catalog.areas */
};

/* ---- facts --------------------------------------------------------------------------------- */

/* Where a fact is.  Values below catalog.area_count are areas of the catalog (districts). */
enum { PLACE_SMALL = 1 << 20,      /* + index of a small area */
       PLACE_UNASSIGNED = 1 << 24, /* no location given */
       PLACE_OUTSIDE,              /* in an area outside the partnership */
       PLACE_ELSEWHERE = 1 << 25 }; /* + index of catalog.elsewhere: outside, for comparison */

/* 24 bytes: ten million rows make a million facts. */
struct fact {
  uint32_t place;
  int32_t month;     /* the last month of the period */
  uint16_t kind;     /* enum period_kind */
  uint16_t category; /* index in table.categories: one combination of category values */
  uint32_t input;    /* index in table.inputs: the file it came from */
  double value;      /* a count, or the numerator, or the value given */
};

/* One combination of category values, one value for each of the table's category names. */
struct category {
  const char *const *values;
};

/* One input file and what became of its rows. */
struct input {
  const char *path;    /* as the user gave it, for printing and for explain */
  const char *name;    /* its last part: "2025-12-lancashire-street.csv.gz" */
  uint8_t hash[16];    /* XXH3-128 of the bytes */
  struct period first, last; /* the periods it holds */
  uint64_t rows, counted, unassigned, outside, duplicates, rejected;
};

enum fact_form {
  FACTS_COUNTS, /* values add up over areas, months and categories */
  FACTS_RATIOS, /* value is a numerator, denominator beside it; both add up over areas */
  FACTS_VALUES, /* values given; nothing adds up */
};

/* A month that a later release of a source has again: the later one counts. */
struct revision {
  int32_t month;
  const char *earlier, *later;           /* dates of the releases */
  const char *earlier_path, *later_path; /* of the files, as in struct input */
  uint64_t rows_before, rows_after;
  uint64_t added, removed; /* rows more and fewer, by place and category; both 0: nothing changed */
};

/* A count that a later release changed. */
struct fact_change {
  uint32_t place;
  int32_t month;
  uint16_t category;
  double by; /* what it has more; less than 0: fewer */
};

/* The facts of one source. */
struct fact_table {
  const struct source *source;
  const char *measure;
  enum fact_form form;
  const char *const *category_names; /* "crime type"; sorted */
  size_t category_name_count;
  const struct category *categories;
  size_t category_count;
  const struct fact *facts; /* by place, kind, month, category */
  size_t fact_count;
  const double *denominators; /* one a fact for FACTS_RATIOS; NULL otherwise */
  const struct input *inputs; /* in order of path */
  size_t input_count;
  /* Months that were supplied for the whole of the source, ascending (months since year 0).  A month in between
   * that is not here is a gap: missing, not zero.  For yearly tables, NULL. */
  const int32_t *months;
  size_t month_count;
  bool awaited; /* an optional source that nobody has supplied */
  const struct revision *revisions; /* by month */
  size_t revision_count;
  const struct fact_change *changes; /* by month */
  size_t change_count;
};

/* ---- shapes -------------------------------------------------------------------------------- */

struct point {
  double x, y; /* metres, British National Grid or an equal-area plane; y to the north */
};

struct ring {
  const struct point *points; /* closed: the last equals the first */
  size_t count;
  bool hole;
};

/* The outline of an area: rings of one or more polygons, simplified for a page. */
struct shape {
  const struct ring *rings;
  size_t ring_count;
  struct point centre; /* a point inside the largest polygon, for labels */
};

struct shapes {
  const struct shape *districts; /* one a district of the catalog; ring_count 0: none */
  const struct shape *small;     /* one a small area, the same indexes; ring_count 0: none */
  const struct shape *wards;     /* one a ward, the same indexes; ring_count 0: none */
  /* One a district, through the same points as SMALL, to be drawn over those; NULL: DISTRICTS are. */
  const struct shape *borders;
  bool from_boundaries; /* false: cells around the LSOA centres, which are no boundaries */
  const char *source_title; /* for the source line; may be NULL */
};

/* ---- severity ------------------------------------------------------------------------------ */

/* What offences weigh, from a source whose reader is READER_SEVERITY_WEIGHTS. */
struct severity_weights {
  const struct source *source;
  const char *column;             /* the header of the categories, such as "crime type" */
  const char *const *categories;  /* ascending */
  const double *weights;          /* one a category, at least 0 */
  size_t count;
  bool awaited; /* an optional source that nobody has supplied */
};

/* ---- single events ------------------------------------------------------------------------- */

struct event {
  struct point point; /* metres, as the partner recorded it */
  int32_t day;        /* since 1 January 1970 */
};

/* From a source whose reader is READER_EVENTS. */
struct event_list {
  const struct source *source;
  const struct event *events; /* in the order of the files */
  size_t count;
  size_t without_point; /* rows with a day and no coordinates: in none of them */
  bool awaited;
};

/* ---- all of it ----------------------------------------------------------------------------- */

struct facts {
  const struct catalog *catalog;
  const struct fact_table *tables; /* in the order of catalog.sources; only sources with a measure */
  size_t table_count;
  const struct small_area *small_areas; /* by code */
  size_t small_area_count;
  const struct ward *wards; /* by code */
  size_t ward_count;
  const struct shapes *shapes; /* NULL: neither boundaries nor centres */
  /* Centres of small areas, the same indexes, NAN where none is known: for indicators whose hot
   * spots are looked for; NULL when there are none. */
  const struct point *centres;
  const struct severity_weights *weights; /* in the order of catalog.sources */
  size_t weights_count;
  const struct event_list *event_lists; /* in the order of catalog.sources */
  size_t event_list_count;
};

/* The events of SOURCE, or NULL. */
const struct event_list *facts_events(const struct facts *facts, const struct source *source);

/* Days from 1 January 1970 to the first of MONTH (months since year 0). */
int32_t first_day_of(int32_t month);

/* The weights of SOURCE, or NULL. */
const struct severity_weights *facts_weights(const struct facts *facts, const struct source *source);

struct ingest_request {
  int jobs;            /* threads */
  const char *store_dir; /* where the store is */
  void (*progress)(void *user, const char *what, size_t done, size_t all); /* may be NULL */
  void *user;
};

/* Reads every source of the catalog.  -1 after reporting every error when an input is damaged or
 * missing; rejected rows are warnings and counted. */
int ingest_sources(struct arena *arena, const struct catalog *catalog,
                   const struct ingest_request *request, struct diags *diags,
                   const struct facts **ret_facts);

/* Street crime downloads of SOURCE as a table of counts by month, LSOA and crime type, added to OUT as
 * CSV (street-counts): it gives the same facts and reconciliation as the downloads.  -1 after
 * reporting. */
int ingest_street_counts(const struct catalog *catalog, const struct source *source,
                         const struct ingest_request *request, struct diags *diags,
                         struct strbuf *out);

/* What a file says behind a figure. */
struct source_row {
  const struct input *input;
  uint32_t line;            /* where the row begins */
  const struct fact *fact;  /* what the row counts as; of a street download its value is 1 */
  const char *code;         /* of the small area, or "" */
  struct str text;          /* the row as it stands in a street download; empty for other sources */
};

/* Reads the inputs of TABLE again, and gives TAKE the rows of every fact that is WANTED, by input and
 * line.  WANTED is asked with facts as in the table.  -1 after reporting: a file that is no longer what
 * it was. */
int ingest_explain(const struct facts *facts, const struct fact_table *table,
                   const struct ingest_request *request,
                   bool (*wanted)(void *user, const struct fact *fact),
                   void (*take)(void *user, const struct source_row *row), void *user,
                   struct diags *diags);

/* Reports editions of reports that go on after the data do (STRATA-I025). */
void facts_check_editions(struct arena *arena, const struct facts *facts, struct diags *diags);

/* The table of a measure, or NULL. */
const struct fact_table *facts_table(const struct facts *facts, const char *measure);

/* Which categories of TABLE were ever recorded, one each: false where the source has no fact of one, not even a 0, in any
 * place or month, and no release of it had.  A reader may know categories that have long been out of use. */
const bool *facts_recorded(struct arena *arena, const struct fact_table *table);

/* -1: no such code among the partnership's small areas. */
int facts_small_area(const struct facts *facts, struct str code);

/* Of which vintage a lookup fits small areas to wards, 2011 or 2021: that of today, unless it is the other
 * alone.  Small areas of the other may have wards too, from another lookup, but then not all of them. */
uint16_t vintage_of_wards(const struct small_area *small_areas, size_t count);

/* The index of the ward of CODE; -1: no lookup fits any small area of the partnership to it. */
int facts_ward(const struct facts *facts, struct str code);

#endif
