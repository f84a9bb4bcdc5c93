/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Crime IDs that were seen in a file, as 128-bit hashes: two different IDs of one month meet
 * with a chance of less than one in 10^27, so a row is never dropped for another's sake.
 */
#ifndef STRATA_INGEST_ID_SET_H
#define STRATA_INGEST_ID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct id_hash {
  uint64_t low, high;
};

/* A hash table of numbers into a list.  Where an ID belongs in the table is anywhere, so the table
 * is what memory is slow for: it is kept small, and asked for ahead of time (id_set_expect). */
struct id_set {
  uint64_t *slots; /* 32 bits of the hash, then the number + 1; 0 is free */
  size_t mask, slots_made;
  struct id_hash *ids; /* in the order they came */
  size_t count, room, ids_made; /* room: for as many as the slots are for */
};

/* Empties the set and makes it fit for about EXPECTED IDs; it grows beyond. */
void id_set_clear(struct id_set *set, size_t expected);

void id_set_free(struct id_set *set);

/* Tells the processor that ID will be asked for soon. */
static inline void id_set_expect(const struct id_set *set, struct id_hash id)
{
  __builtin_prefetch(&set->slots[id.low & set->mask], 1);
}

void id_set_grow(struct id_set *set);

/* False when ID was there. */
static inline bool id_set_insert(struct id_set *set, struct id_hash id)
{
  if (__builtin_expect(set->count == set->room, 0))
    id_set_grow(set);
  uint64_t tag = id.high & ~(uint64_t)UINT32_MAX;
  for (size_t at = id.low & set->mask;; at = (at + 1) & set->mask) {
    uint64_t slot = set->slots[at];
    if (!slot) {
      set->ids[set->count++] = id;
      set->slots[at] = tag | set->count;
      return true;
    }
    if ((slot & ~(uint64_t)UINT32_MAX) != tag)
      continue;
    struct id_hash there = set->ids[(uint32_t)slot - 1];
    if (there.low == id.low && there.high == id.high)
      return false;
  }
}

#endif
