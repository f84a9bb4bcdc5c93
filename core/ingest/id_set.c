/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/id_set.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
  FEWEST_SLOTS = 1024,
  MOST_EXPECTED = 1 << 20, /* what a file says of its size is not to be trusted with more */
  CACHE_LINE = 64,
  HUGE_PAGE = 2 * 1024 * 1024,
};

static void *made(void *memory)
{
  if (!memory)
    abort();
  return memory;
}

/* Two thirds of the slots may be taken. */
static size_t slots_for(size_t ids)
{
  size_t slots = FEWEST_SLOTS;
  while (slots / 3 * 2 < ids)
    slots *= 2;
  return slots;
}

static void make_slots(struct id_set *set, size_t count)
{
  size_t size = count * sizeof *set->slots;
  if (count > set->slots_made) {
    free(set->slots);
    set->slots = made(aligned_alloc(size < HUGE_PAGE ? CACHE_LINE : HUGE_PAGE, size));
    /* One page in place of thousands, whose addresses a processor cannot all remember. */
    if (size >= HUGE_PAGE)
      madvise(set->slots, size, MADV_HUGEPAGE);
    set->slots_made = count;
  }
  memset(set->slots, 0, size);
  set->mask = count - 1;
}

static void make_room(struct id_set *set, size_t ids)
{
  if (ids > set->ids_made) {
    set->ids = made(realloc(set->ids, ids * sizeof *set->ids));
    set->ids_made = ids;
  }
  set->room = ids;
}

void id_set_clear(struct id_set *set, size_t expected)
{
  size_t slots = slots_for(expected < MOST_EXPECTED ? expected : MOST_EXPECTED);
  make_slots(set, slots);
  make_room(set, slots / 3 * 2);
  set->count = 0;
}

void id_set_grow(struct id_set *set)
{
  size_t slots = (set->mask + 1) * 2;
  make_slots(set, slots);
  make_room(set, slots / 3 * 2);
  for (size_t i = 0; i < set->count; i++) {
    size_t at = set->ids[i].low & set->mask;
    while (set->slots[at])
      at = (at + 1) & set->mask;
    set->slots[at] = (set->ids[i].high & ~(uint64_t)UINT32_MAX) | (i + 1);
  }
}

void id_set_free(struct id_set *set)
{
  free(set->slots);
  free(set->ids);
}
