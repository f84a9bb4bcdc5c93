/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A growing array in an arena.
 *
 *   VEC(struct indicator) indicators = { 0 };
 *   struct indicator *one = VEC_ADD(arena, &indicators);   // zeroed
 *   for (size_t i = 0; i < indicators.len; i++) use(&indicators.at[i]);
 *
 * Growing may move the elements, so pointers to them do not survive a later VEC_ADD; an old copy
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
  (VEC_RESERVE((arena), (vec), 1), &(vec)->at[(vec)->len++])

/* Room for MORE elements, for which VEC_ADD then moves nothing. */
#define VEC_RESERVE(arena, vec, more)                                                              \
  vec_reserve((arena), (void **)&(vec)->at, (vec)->len, (more), &(vec)->cap, sizeof *(vec)->at,    \
              _Alignof(__typeof__(*(vec)->at)))

void vec_grow(struct arena *arena, void **at, size_t len, size_t more, size_t *cap, size_t size,
              size_t align);

static inline void vec_reserve(struct arena *arena, void **at, size_t len, size_t more, size_t *cap,
                               size_t size, size_t align)
{
  if (more > *cap - len)
    vec_grow(arena, at, len, more, cap, size, align);
}

#endif
