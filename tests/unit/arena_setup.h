/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests whose state is an arena of their own.
 */
#ifndef STRATA_TESTS_ARENA_SETUP_H
#define STRATA_TESTS_ARENA_SETUP_H

#include "base/arena.h"

static inline int arena_setup(void **state)
{
  *state = arena_new();
  return 0;
}

static inline int arena_teardown(void **state)
{
  arena_free(*state);
  return 0;
}

#endif
