/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What is as large as LARGE has a block of its own, so that the rest of the newest is not lost. */
enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, LARGE = 256 * 1024 };
/* Of the largest blocks so many bytes are asked for at a time. */
enum { STEP = 128 * 1024 };

/* A roomy arena's first block, and what it is aligned to. */
enum { ROOMY_BLOCK = 32 * 1024 * 1024, LARGE_PAGE = 2 * 1024 * 1024 };

/* Its bytes are zeroed as they are handed out: pages that nobody asks for are never touched. */
struct block {
  struct block *next;
  size_t room;       /* all its bytes */
  size_t size, used; /* those that were asked for, and those that were handed out */
  _Alignas(max_align_t) unsigned char bytes[];
};

struct owned {
  struct owned *next;
  void *object;
  void (*release)(void *);
};

struct arena {
  struct block *blocks; /* the newest first: the only one with room */
  struct block *roomy;  /* of a roomy arena: the oldest */
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

struct arena *arena_new_roomy(void)
{
  struct arena *arena = arena_new();
  const size_t all = ROOMY_BLOCK + LARGE_PAGE;
  char *from = mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (from == MAP_FAILED)
    return arena; /* which has blocks as any other, then */
  size_t before = -(uintptr_t)from % LARGE_PAGE;
  char *block = from + before;
  if (before)
    munmap(from, before);
  munmap(block + ROOMY_BLOCK, all - before - ROOMY_BLOCK);
#ifdef MADV_HUGEPAGE
  madvise(block, ROOMY_BLOCK, MADV_HUGEPAGE);
#endif
  arena->blocks = arena->roomy = (void *)block;
  arena->roomy->room = arena->roomy->size = ROOMY_BLOCK - sizeof(struct block);
  return arena;
}

void arena_empty(struct arena *arena)
{
  for (struct owned *owned = arena->owned; owned; owned = owned->next)
    owned->release(owned->object);
  for (struct block *block = arena->blocks, *next; block; block = next) {
    next = block->next;
    if (block != arena->roomy)
      free(block);
  }
  arena->owned = NULL;
  arena->used = 0;
  arena->blocks = arena->roomy;
  if (arena->roomy) {
    arena->roomy->used = 0;
    arena->roomy->next = NULL;
  }
}

struct arena *arena_free(struct arena *arena)
{
  if (!arena)
    return NULL;
  arena_empty(arena);
  if (arena->roomy)
    munmap(arena->roomy, ROOMY_BLOCK);
  free(arena);
  return NULL;
}

/* Asks for SIZE more bytes of the newest block, their pages at once rather than one by one as they are
 * touched.  Who fills such a block will fill the next; of smaller ones there are hundreds, half empty.
 * False when it has not so many. */
static bool widen(struct arena *arena, size_t size)
{
  struct block *block = arena->blocks;
  size_t left = block ? block->room - block->size : 0;
  if (size > left)
    return false;
  size_t more = size > STEP ? size : STEP;
  if (more > left)
    more = left;
#ifdef MADV_POPULATE_WRITE
  enum { PAGE = 4096 };
  uintptr_t from = (uintptr_t)(block->bytes + block->size) / PAGE * PAGE;
  uintptr_t to = (uintptr_t)(block->bytes + block->size + more) / PAGE * PAGE;
  madvise((void *)from, to - from, MADV_POPULATE_WRITE); /* or nothing is lost */
#endif
  block->size += more;
  return true;
}

static void add_block(struct arena *arena, size_t least)
{
  size_t room = arena->blocks ? arena->blocks->room * 2 : FIRST_BLOCK;
  if (room > LARGEST_BLOCK)
    room = LARGEST_BLOCK;
  if (room < least)
    room = least;
  struct block *block = require(malloc(sizeof(struct block) + room));
  block->room = room;
  block->size = room < LARGEST_BLOCK ? room : 0;
  block->used = 0;
  block->next = arena->blocks;
  arena->blocks = block;
  if (room >= LARGEST_BLOCK)
    widen(arena, least);
}

/* Where in BLOCK the next thing aligned to ALIGN would begin. */
static size_t next_place(const struct block *block, size_t align)
{
  uintptr_t base = (uintptr_t)block->bytes;
  return (size_t)(((base + block->used + align - 1) & ~(uintptr_t)(align - 1)) - base);
}

static void *alloc_large(struct arena *arena, size_t size, size_t align)
{
  if (size > SIZE_MAX / 2)
    require(NULL);
  /* Fresh pages from the system are zeroes already, which calloc knows. */
  struct block *block = require(calloc(1, sizeof(struct block) + size + align));
  void *at = block->bytes + next_place(block, align);
  block->room = block->size = block->used = size + align; /* full */
  struct block **newest = &arena->blocks;
  if (!*newest)
    add_block(arena, 0);
  block->next = (*newest)->next;
  (*newest)->next = block;
  return at;
}

void *arena_alloc(struct arena *arena, size_t size, size_t align)
{
  arena->used += size;
  struct block *block = arena->blocks;
  size_t at = block ? next_place(block, align) : 0;
  bool fits = block && at <= block->size && size <= block->size - at;
  if (!fits && block && size < LARGE)
    fits = widen(arena, size + align);
  if (size >= LARGE && !(fits && block == arena->roomy))
    return alloc_large(arena, size, align);
  if (!fits) {
    add_block(arena, size + align);
    block = arena->blocks;
    at = next_place(block, align);
  }
  block->used = at + size;
  return memset(block->bytes + at, 0, size);
}

bool arena_extend(struct arena *arena, const void *last, size_t size, size_t more)
{
  struct block *block = arena->blocks;
  if (!block || (const unsigned char *)last + size != block->bytes + block->used
      || (more > block->size - block->used && !(more < LARGE && widen(arena, more))))
    return false;
  memset(block->bytes + block->used, 0, more);
  block->used += more;
  arena->used += more;
  return true;
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
