/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attributes that release a local when it goes out of scope, on every path.
 *
 *   auto_free char *text = ...;       auto_arena struct arena *scratch = arena_new();
 *   auto_fclose FILE *file = ...;     auto_close int fd = open(...);
 *
 * NULL and -1 are allowed: nothing is released then.
 */
#ifndef STRATA_BASE_CLEANUP_H
#define STRATA_BASE_CLEANUP_H

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline void cleanup_free(void *pointer)
{
  free(*(void **)pointer);
}

static inline void cleanup_fclose(FILE **file)
{
  if (*file)
    fclose(*file);
}

static inline void cleanup_close(const int *fd)
{
  if (*fd >= 0)
    close(*fd);
}

static inline void cleanup_arena(struct arena **arena)
{
  arena_free(*arena);
}

#define auto_free __attribute__((cleanup(cleanup_free)))
#define auto_fclose __attribute__((cleanup(cleanup_fclose)))
#define auto_close __attribute__((cleanup(cleanup_close)))
#define auto_arena __attribute__((cleanup(cleanup_arena)))

#endif
