/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An arena: memory that lives and dies together.
 *
 * Everything a stage makes lives in the arena it was given, so nothing is freed one by one.  An
 * arena also owns things that are not memory (a database handle, a Lua state): they are released
 * in the reverse order of their registration, before the memory goes.  Not for sharing between
 * threads: one arena, one thread at a time.
 */
#ifndef STRATA_BASE_ARENA_H
#define STRATA_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A new, empty arena.  Never NULL: the process ends with a message when memory is exhausted. */
struct arena *arena_new(void);

/* The same for what takes megabytes, again and again: it begins with a block of many, of which only
 * those that are used cost anything, and has large pages where the system gives such: a thousandth of
 * the faults. */
struct arena *arena_new_roomy(void);

/* Releases what the arena owns and forgets all that was handed out.  A roomy one keeps its first block:
 * what comes next needs no new pages. */
void arena_empty(struct arena *arena);

/* Releases what the arena owns, then its memory.  NULL is allowed; returns NULL. */
struct arena *arena_free(struct arena *arena);

/* SIZE zeroed bytes, aligned to ALIGN (a power of two).  Never NULL. */
void *arena_alloc(struct arena *arena, size_t size, size_t align);

/* COUNT zeroed elements of SIZE bytes; a product that overflows ends the process. */
void *arena_array(struct arena *arena, size_t count, size_t size, size_t align);

/* MORE zeroed bytes straight after the SIZE bytes at LAST, when nothing was handed out since and there
 * is room; otherwise false, and nothing has changed. */
bool arena_extend(struct arena *arena, const void *last, size_t size, size_t more);

/* A NUL-terminated copy of LEN bytes at TEXT. */
char *arena_text(struct arena *arena, const char *text, size_t len);

/* A NUL-terminated copy of TEXT; NULL stays NULL. */
char *arena_strdup(struct arena *arena, const char *text);

/* Formatted text.  Not for numbers that a user reads: those go through base/num.h. */
char *arena_printf(struct arena *arena, const char *format, ...)
  __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
  __attribute__((format(printf, 2, 0)));

/* Calls RELEASE(OBJECT) when the arena is freed. */
void arena_own(struct arena *arena, void *object, void (*release)(void *object));

/* Bytes handed out so far: for limits and for tests. */
size_t arena_used(const struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type), _Alignof(type)))
#define ARENA_ARRAY(arena, type, count)                                                            \
  ((type *)arena_array((arena), (count), sizeof(type), _Alignof(type)))

#endif
