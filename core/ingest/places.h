/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an area code belongs: in a district of the partnership, elsewhere, or nowhere known.
 *
 * Made from the sources whose reader is READER_AREA_LOOKUP; const afterwards, so that threads may
 * share it.  Codes of small areas of 2011 and 2021 stand side by side: which vintage a code is of
 * is found from the lookup, never from the file that uses it.
 */
#ifndef STRATA_INGEST_PLACES_H
#define STRATA_INGEST_PLACES_H

#include "define/catalog.h"
#include "ingest/facts.h"

struct places;
struct reading;

enum { PLACE_UNKNOWN = PLACE_OUTSIDE + 1 };

/* Reads every area lookup of the catalog.  -1 after reporting. */
int read_places(struct reading *reading, const struct places **ret_places);

/* An index of catalog.areas, PLACE_SMALL + the index of a small area, PLACE_OUTSIDE when the code is
 * known from a lookup but not of the partnership, or PLACE_UNKNOWN. */
uint32_t place_of(const struct places *places, struct str code);

/* As place_of, for codes of small areas in their order: *NEAR is where the one before was found, and 0
 * for the first.  Any other order is slower, not wrong. */
uint32_t place_of_next(const struct places *places, struct str code, size_t *near);

/* PLACE_ELSEWHERE + an index where CODE is of catalog.elsewhere; otherwise PLACE, what place_of found:
 * for tables of areas, which may hold figures for comparison. */
uint32_t place_for_comparison(const struct places *places, struct str code, uint32_t place);

/* Whether CODE has the form of a district's GSS code (E06 to E09, W06, S12, N09), known or not. */
bool is_district_code(struct str code);

/* Whether any lookup was read. */
bool places_known(const struct places *places);

/* Changes with anything that places depend on: for what is kept of files that name them. */
void places_hash(const struct places *places, uint8_t ret_hash[16]);

const struct small_area *places_small_areas(const struct places *places, size_t *ret_count);
const struct ward *places_wards(const struct places *places, size_t *ret_count);

/* The index of a ward of the partnership, or NO_INDEX. */
int ward_of(const struct places *places, struct str code);

#endif
