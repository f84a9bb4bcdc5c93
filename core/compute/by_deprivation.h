/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the intervals of an inequality depend on, and the intervals that are simulated.
 *
 * Private to by_deprivation.c, which asks, and inequality_simulated.c, which simulates once and keeps
 * what came of it.
 */
#ifndef STRATA_COMPUTE_BY_DEPRIVATION_H
#define STRATA_COMPUTE_BY_DEPRIVATION_H

#include "compute/place_model.h"

struct inequality_question {
  struct inequality_group groups[DEPRIVATION_TENTHS];
  enum inequality_scatter scatter;
  double level;
};

/* The question about PERIOD in VIEW's comparator; false when it has no answer. */
bool inequality_question(const struct results *results, const struct view *view,
                         struct period period, struct inequality_question *ret);

/* The intervals that RESULTS has kept for QUESTION, or simulated now. */
struct inequality_intervals simulated_intervals(const struct results *results,
                                                const struct inequality_question *question);

#endif
