/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/sandbox_memory.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE = 32 * 1024 };

struct sandbox_large {
  struct sandbox_large *next, *before;
  _Alignas(max_align_t) unsigned char bytes[];
};

/* ---- large blocks -------------------------------------------------------------------------- */

static struct sandbox_large *large_of(void *block)
{
  return block ? (void *)((unsigned char *)block - offsetof(struct sandbox_large, bytes)) : NULL;
}

static void unlink_large(struct sandbox_memory *memory, struct sandbox_large *large)
{
  if (large->before)
    large->before->next = large->next;
  else
    memory->larges = large->next;
  if (large->next)
    large->next->before = large->before;
}

static void link_large(struct sandbox_memory *memory, struct sandbox_large *large)
{
  large->before = NULL;
  large->next = memory->larges;
  if (large->next)
    large->next->before = large;
  memory->larges = large;
}

/* OLD is NULL or a large block. */
static void *resize_large(struct sandbox_memory *memory, void *old, size_t old_size, size_t size)
{
  struct sandbox_large *large = large_of(old);
  if (memory->taken - old_size + size > memory->limit)
    return NULL;
  if (large)
    unlink_large(memory, large);
  struct sandbox_large *moved = realloc(large, sizeof *moved + size);
  if (moved)
    memory->taken += size - old_size;
  if (moved || large)
    link_large(memory, moved ? moved : large);
  return moved ? moved->bytes : NULL;
}

static void free_large(struct sandbox_memory *memory, void *block, size_t size)
{
  struct sandbox_large *large = large_of(block);
  unlink_large(memory, large);
  free(large);
  memory->taken -= size;
}

/* ---- small blocks -------------------------------------------------------------------------- */

static size_t grains_of(size_t size)
{
  return (size + SANDBOX_GRAIN - 1) / SANDBOX_GRAIN;
}

static void *take_small(struct sandbox_memory *memory, size_t grains)
{
  void **list = &memory->free[grains - 1], *block = *list;
  if (block) {
    memcpy(list, block, sizeof *list);
    return block;
  }
  if ((size_t)(memory->end - memory->at) < grains * SANDBOX_GRAIN) {
    if (memory->taken + PIECE > memory->limit)
      return NULL;
    memory->taken += PIECE;
    memory->at = arena_alloc(memory->arena, PIECE, _Alignof(max_align_t));
    memory->end = memory->at + PIECE;
  }
  block = memory->at;
  memory->at += grains * SANDBOX_GRAIN;
  return block;
}

static void give_small(struct sandbox_memory *memory, void *block, size_t grains)
{
  memcpy(block, &memory->free[grains - 1], sizeof(void *));
  memory->free[grains - 1] = block;
}

/* ---- both ---------------------------------------------------------------------------------- */

static void *take(struct sandbox_memory *memory, size_t size)
{
  return size > SANDBOX_SMALL ? resize_large(memory, NULL, 0, size)
                              : take_small(memory, grains_of(size));
}

static void give(struct sandbox_memory *memory, void *block, size_t size)
{
  if (size > SANDBOX_SMALL)
    free_large(memory, block, size);
  else
    give_small(memory, block, grains_of(size));
}

void *sandbox_memory_resize(struct sandbox_memory *memory, void *old, size_t old_size, size_t size)
{
  if (old_size > SANDBOX_SMALL && size > SANDBOX_SMALL)
    return resize_large(memory, old, old_size, size);
  if (old_size <= SANDBOX_SMALL && size <= SANDBOX_SMALL && grains_of(old_size) == grains_of(size))
    return old;
  void *block = size ? take(memory, size) : NULL;
  if (size && !block)
    return NULL;
  if (old_size) {
    if (block)
      memcpy(block, old, old_size < size ? old_size : size);
    give(memory, old, old_size);
  }
  return block;
}

void sandbox_memory_free(struct sandbox_memory *memory)
{
  for (struct sandbox_large *large = memory->larges, *next; large; large = next) {
    next = large->next;
    free(large);
  }
}
