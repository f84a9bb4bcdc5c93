/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other whole counts by age that would be printed alike.
 *
 * A rate to three digits and the total leave a range of fractions, and often a single set of whole numbers: 4, 6 and
 * 17 of 27.  So a count is in doubt only where whole counts are found that differ in it.  For age_bands.h; pure.
 */
#ifndef STRATA_DISCLOSE_AGE_WITNESS_H
#define STRATA_DISCLOSE_AGE_WITNESS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether others of the COUNT COUNTS can be moved, up to three at a time, so that WHICH is TO, all together are from
 * LEAST to MOST, none is below 0 and FITS says that they are printed alike.  All are whole.  False: none were found,
 * which is certain of up to four counts of a few hundred. */
bool age_witness(const double *counts, size_t count, size_t which, double to, double least, double most,
                 bool (*fits)(const void *user, const double *counts), const void *user);

#endif
