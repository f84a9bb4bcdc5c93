/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory of one sandbox: an allocator for Lua with a limit, whose blocks are all freed at once.
 *
 * Part of extend/sandbox.h.  Scripts make many small things.  Each comes from a list of free blocks
 * of its size, or from what is left of a piece of the arena's memory, which goes with the arena,
 * without asking Lua for what it still has.
 */
#ifndef STRATA_EXTEND_SANDBOX_MEMORY_H
#define STRATA_EXTEND_SANDBOX_MEMORY_H

#include "base/arena.h"

enum { SANDBOX_SMALL = 512, SANDBOX_GRAIN = 16 };

struct sandbox_memory {
  void *free[SANDBOX_SMALL / SANDBOX_GRAIN]; /* blocks of so many grains; each begins with the next */
  unsigned char *at, *end;                   /* what is left of the newest piece */
  struct arena *arena;
  struct sandbox_large *larges;
  size_t taken, limit; /* bytes of pieces and of large blocks */
};

/* The block OLD of OLD_SIZE bytes, with SIZE bytes; both can be 0, with OLD NULL.  NULL, and OLD is as
 * it was, when that would pass the limit. */
void *sandbox_memory_resize(struct sandbox_memory *memory, void *old, size_t old_size, size_t size);

/* Frees the blocks that are not the arena's. */
void sandbox_memory_free(struct sandbox_memory *memory);

#endif
