/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a rate that is standardised by age gives away counts by age.
 *
 * It is a sum of these counts, each times something public; with the total, its limits and the ages that are
 * printed by themselves, few ages are left to be in doubt of.  For core/disclose/shelter.c, which hides such a
 * rate.
 */
#ifndef STRATA_DISCLOSE_AGE_BANDS_H
#define STRATA_DISCLOSE_AGE_BANDS_H

#include "disclose/rules.h"

/* Whether what RESULTS, which are not protected, have of INDICATOR for AREA in PERIOD would tell AUDIENCE of a
 * count by age that the indicator's rules hide, of the area or of those whose rates are expected.  CELLS say
 * what else is printed. */
bool age_bands_told(const struct results *results, const struct cells *cells, int indicator, int area,
                    struct period period, enum audience audience);

#endif
