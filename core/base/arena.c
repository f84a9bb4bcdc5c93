/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

struct block {
  struct block *next;
  size_t size, used;
  _Alignas(max_align_t) unsigned char bytes[];
};

struct owned {
  struct owned *next;
  void *object;
  void (*release)(void *);
};

struct arena {
  struct block *blocks; /* the newest first: the only one with room */
  struct owned *owned;  /* the newest first */
  size_t used;
};

/* There is no way on without memory, and no caller that could do better than stop. */
static void *require(void *memory)
{
  if (!memory) {
    fputs("strata: out of memory\n", stderr);
    abort();
  }
  return memory;
}

struct arena *arena_new(void)
{
  return require(calloc(1, sizeof(struct arena)));
}

struct arena *arena_free(struct arena *arena)
{
  if (!arena)
    return NULL;
  for (struct owned *owned = arena->owned; owned; owned = owned->next)
    owned->release(owned->object);
  for (struct block *block = arena->blocks, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  free(arena);
  return NULL;
}

static struct block *add_block(struct arena *arena, size_t least)
{
  size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
  if (size > LARGEST_BLOCK)
    size = LARGEST_BLOCK;
  if (size < least)
    size = least;
  if (size > SIZE_MAX - sizeof(struct block))
    require(NULL);
  struct block *block = require(calloc(1, sizeof(struct block) + size));
  block->size = size;
  block->next = arena->blocks;
  arena->blocks = block;
  return block;
}

void *arena_alloc(struct arena *arena, size_t size, size_t align)
{
  struct block *block = arena->blocks;
  size_t at = 0;
  if (block) {
    uintptr_t base = (uintptr_t)block->bytes;
    at = (size_t)(((base + block->used + align - 1) & ~(uintptr_t)(align - 1)) - base);
  }
  if (!block || at > block->size || size > block->size - at) {
    if (size > SIZE_MAX - align)
      require(NULL);
    block = add_block(arena, size + align);
    uintptr_t base = (uintptr_t)block->bytes;
    at = (size_t)(((base + align - 1) & ~(uintptr_t)(align - 1)) - base);
  }
  block->used = at + size;
  arena->used += size;
  return block->bytes + at;
}

void *arena_array(struct arena *arena, size_t count, size_t size, size_t align)
{
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes))
    require(NULL);
  return arena_alloc(arena, bytes, align);
}

char *arena_text(struct arena *arena, const char *text, size_t len)
{
  char *copy = arena_alloc(arena, len + 1, 1);
  if (len)
    memcpy(copy, text, len);
  return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
  return text ? arena_text(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
  char room[256]; /* enough for nearly all: what does not fit is formatted twice */
  va_list again;
  va_copy(again, args);
  int len = vsnprintf(room, sizeof room, format, again);
  va_end(again);
  if (len < (int)sizeof room)
    return arena_text(arena, room, len > 0 ? (size_t)len : 0);
  char *text = arena_alloc(arena, (size_t)len + 1, 1);
  vsnprintf(text, (size_t)len + 1, format, args);
  return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  char *text = arena_vprintf(arena, format, args);
  va_end(args);
  return text;
}

void arena_own(struct arena *arena, void *object, void (*release)(void *))
{
  struct owned *owned = ARENA_NEW(arena, struct owned);
  owned->object = object;
  owned->release = release;
  owned->next = arena->owned;
  arena->owned = owned;
}

size_t arena_used(const struct arena *arena)
{
  return arena->used;
}
