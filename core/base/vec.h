/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A growing array in an arena.
 *
 *   VEC(struct indicator) indicators = { 0 };
 *   struct indicator *one = VEC_ADD(arena, &indicators);   // zeroed
 *   for (size_t i = 0; i < indicators.len; i++) use(&indicators.at[i]);
 *
 * Growing moves the elements, so pointers to them do not survive a later VEC_ADD; the old copy
 * stays in the arena until it is freed.
 */
#ifndef STRATA_BASE_VEC_H
#define STRATA_BASE_VEC_H

#include "base/arena.h"

#include <string.h>

#define VEC(type)                                                                                  \
  struct {                                                                                         \
    type *at;                                                                                      \
    size_t len, cap;                                                                               \
  }

/* A pointer to a new, zeroed last element. */
#define VEC_ADD(arena, vec)                                                                        \
  (vec_reserve((arena), (void **)&(vec)->at, (vec)->len, &(vec)->cap, sizeof *(vec)->at,           \
               _Alignof(__typeof__(*(vec)->at))),                                                  \
   &(vec)->at[(vec)->len++])

static inline void vec_reserve(struct arena *arena, void **at, size_t len, size_t *cap, size_t size,
                               size_t align)
{
  if (len < *cap)
    return;
  size_t bigger = *cap ? *cap * 2 : 8;
  void *copy = arena_array(arena, bigger, size, align);
  if (len)
    memcpy(copy, *at, len * size);
  *at = copy;
  *cap = bigger;
}

#endif
