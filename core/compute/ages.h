/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ages as sources write them, and the five-year bands of a standard population.
 */
#ifndef STRATA_COMPUTE_AGES_H
#define STRATA_COMPUTE_AGES_H

#include "base/str.h"

#include <stdbool.h>

enum { OLDEST_AGE = 120 }; /* "90+" ends here */

struct ages {
  int from, to;
};

/* "7", "Age 7", "0-4", "15 to 19", "Aged 85 and over", "90+".  False for anything else. */
bool ages_parse(struct str text, struct ages *ret_ages);

/* The band of ESP2013_BANDS that an age is in. */
int ages_band(int age);

/* Whether AGES are within one band, or are whole bands. */
bool ages_fit_bands(struct ages ages);

#endif
