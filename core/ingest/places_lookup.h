/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is behind struct places, and how it is made from lookups: only for places.c and
 * places_lookup.c.
 */
#ifndef STRATA_INGEST_PLACES_LOOKUP_H
#define STRATA_INGEST_PLACES_LOOKUP_H

#include "ingest/fingerprint.h"
#include "ingest/reading.h"

enum { CODE_ROOM = 10 };

/* Codes are filled up with zeros, so that memcmp orders them as strcmp does. */
struct place_entry {
  char code[CODE_ROOM];
  uint32_t place;
};

struct area_code {
  struct str code;
  uint32_t index;
};

/* A small area of anywhere, or a district of anywhere, as lookups have it. */
struct known {
  char code[CODE_ROOM];
  char district[CODE_ROOM];
  char ward[CODE_ROOM]; /* "": none */
  uint8_t vintages;
  const char *name, *ward_name; /* NULL: none */
};

struct places {
  const struct catalog *catalog;
  const struct area_code *areas;       /* of the catalog, by code */
  const struct place_entry *entries;   /* small areas of anywhere, by code */
  size_t entry_count;
  const struct place_entry *districts; /* of anywhere else, by code */
  size_t district_count;
  const struct small_area *small_areas; /* by code */
  size_t small_area_count;
  const struct ward *wards; /* by code */
  size_t ward_count;
  uint8_t hash[FINGERPRINT_BYTES]; /* of all that they are made from */
};

/* False when TEXT is no code: empty or too long. */
bool put_code(struct str text, char ret_code[CODE_ROOM]);

int by_entry_code(const void *a, const void *b);

/* The catalog's district of CODE, or PLACE_OUTSIDE. */
uint32_t catalog_place(const struct places *places, const char *code);

/* Joins the wards of two rows of one small area; false when they are not the same. */
bool join_wards(struct known *into, const struct known *from);

/* Fills the wards of PLACES from the COUNT rows KNOWN, which have a code each, in its order; SMALL are its small
 * areas.  Reports a ward in two districts (STRATA-I026), and small areas without one where others of their
 * district have one (STRATA-I027). */
void find_wards(struct reading *reading, const struct known *known, size_t count,
                struct small_area *small, struct places *places);

/* Reads the lookups FOUND and fills the entries, districts and small areas of PLACES.  -1 after
 * reporting. */
int read_lookups(struct reading *reading, const struct found_files *found, struct places *places);

#endif
