/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers for property tests: the same in every run and on every machine.
 */
#ifndef STRATA_TESTS_GENERATOR_H
#define STRATA_TESTS_GENERATOR_H

#include <stdint.h>

struct generator {
  uint64_t state;
};

/* The next number from 0 to 1, 1 left out (Knuth's multiplier; the upper bits are good). */
static inline double generator_next(struct generator *generator)
{
  generator->state = generator->state * 6364136223846793005u + 1442695040888963407u;
  return (double)(generator->state >> 11) * 0x1p-53;
}

/* The next whole number below COUNT. */
static inline int generator_below(struct generator *generator, int count)
{
  return (int)(generator_next(generator) * count);
}

#endif
