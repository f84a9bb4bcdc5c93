/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/vec.h"

/* So much at first, in bytes, and in elements: most vectors stay short, and one that goes on where
 * it is loses nothing by having begun small. */
enum { FIRST_BYTES = 256, FIRST_MOST = 8 };

static size_t first_cap(size_t size)
{
  size_t cap = FIRST_BYTES / size;
  return cap < 1 ? 1 : cap > FIRST_MOST ? FIRST_MOST : cap;
}

void vec_grow(struct arena *arena, void **at, size_t len, size_t more, size_t *cap, size_t size,
              size_t align)
{
  size_t bigger = *cap ? *cap * 2 : first_cap(size);
  if (bigger - len < more)
    bigger = len + more;
  if (*cap && arena_extend(arena, *at, *cap * size, (bigger - *cap) * size)) {
    *cap = bigger;
    return;
  }
  void *copy = arena_array(arena, bigger, size, align);
  if (len)
    memcpy(copy, *at, len * size);
  *at = copy;
  *cap = bigger;
}
