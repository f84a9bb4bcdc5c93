/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of change that were made before: small counts come again and again, and each is a search for
 * two limits.
 *
 * They are pure functions of two counts, so what a run made is kept in the store's folder for the
 * runs after it.  What is kept there is looked at, but never believed to be sound before it was
 * checked.  Only for core/compute; see compute/change.h for what the tests are.
 */
#ifndef STRATA_COMPUTE_CHANGE_TESTS_H
#define STRATA_COMPUTE_CHANGE_TESTS_H

#include "compute/change.h"

#include <stdint.h>

/* Changes with how change_of_counts_by works out its limits, and with struct kept_test. */
#define CHANGE_TESTS_KIND "tests/1"

/* As it stands in the store, by before and after. */
struct kept_test {
  uint32_t before, after;
  struct change_estimate estimate;
};

/* Student's t for CHANGE_LEVEL, worked out once for each of few degrees of freedom.  TESTS may be NULL. */
double change_quantile_kept(struct change_tests *tests, double freedom);

/* Finds what earlier runs kept in the folder DIR.  Before anything is asked. */
void change_tests_recall(struct change_tests *tests, const char *dir);

/* Keeps them all in the folder DIR, if any was made since.  Failure costs the next run their making. */
void change_tests_keep(struct change_tests *tests, const char *dir);

#endif
