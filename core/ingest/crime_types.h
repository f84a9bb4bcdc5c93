/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The crime types of data.police.uk: the fourteen of today, and two of before May 2013.
 */
#ifndef STRATA_INGEST_CRIME_TYPES_H
#define STRATA_INGEST_CRIME_TYPES_H

#include "base/str.h"

#include <stdint.h>

enum { CRIME_TYPES = 16, CRIME_TYPE_UNKNOWN = CRIME_TYPES, CRIME_TYPE_SLOTS };

/* TYPE is 0 to CRIME_TYPES - 1, in the order of the names. */
const char *crime_type_name(int type);

/* CRIME_TYPE_UNKNOWN when there is no such type. */
int crime_type_of(struct str name);

enum { CRIME_TYPE_WORDS = 4, CRIME_TYPE_READS = 8 * CRIME_TYPE_WORDS, CRIME_TYPE_INDEX = 256 };

/* The names laid out for comparing without branches: ten million rows have a type each, in no order
 * that a processor could foresee. */
struct crime_type_index {
  struct {
    uint64_t words[CRIME_TYPE_WORDS], masks[CRIME_TYPE_WORDS];
    size_t len;
    int type;
  } slots[CRIME_TYPE_INDEX];
  uint32_t multiplier;
};

void crime_types_index(struct crime_type_index *index);

static inline uint32_t crime_type_slot(const struct crime_type_index *index, struct str name)
{
  uint32_t key = (uint32_t)name.len ^ (uint32_t)(unsigned char)name.at[0] << 8
    ^ (uint32_t)(unsigned char)name.at[1] << 16
    ^ (uint32_t)(unsigned char)name.at[name.len - 5] << 24;
  return key * index->multiplier >> 24;
}

/* The same as crime_type_of.  CRIME_TYPE_READS bytes at NAME must be readable, whatever they are. */
static inline int crime_type_indexed(const struct crime_type_index *index, struct str name)
{
  if (__builtin_expect(name.len < 5, 0))
    return CRIME_TYPE_UNKNOWN;
  uint32_t slot = crime_type_slot(index, name);
  uint64_t words[CRIME_TYPE_WORDS], differs = name.len ^ index->slots[slot].len;
  memcpy(words, name.at, sizeof words);
  for (int i = 0; i < CRIME_TYPE_WORDS; i++)
    differs |= (words[i] ^ index->slots[slot].words[i]) & index->slots[slot].masks[i];
  return differs ? CRIME_TYPE_UNKNOWN : index->slots[slot].type;
}

/* The nearest name to a wrong one, or NULL. */
const char *crime_type_near(struct str wrong);

#endif
