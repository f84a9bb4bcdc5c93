/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Harm: offences weighted by how severe they are.
 *
 * Pure functions.  The weights are the user's, from a file with a version and a date: none is known
 * here, because publications disagree and revise them.  An offence without a weight is counted
 * apart, never taken as harmless.
 *
 * Sources: Office for National Statistics, Crime Severity Score (experimental statistics, 2016):
 * the sum of offences times weights over the residents; Sherman L, Neyroud PW, Neyroud E, Policing
 * 2016;10:171-183, the Cambridge Crime Harm Index: the sum of offences times days of custody.
 */
#ifndef STRATA_COMPUTE_HARM_H
#define STRATA_COMPUTE_HARM_H

#include <stddef.h>

struct harm {
  double offences;   /* with a weight */
  double harm;       /* the sum of offences times weights */
  double mean;       /* harm of one offence; NaN when there is none */
  double unweighted; /* offences without a weight */
  size_t categories_unweighted; /* that have offences and no weight */
};

/* COUNTS of categories and their WEIGHTS, NaN for none.  -1, with nothing written, when a count is
 * missing or below 0, or a weight is below 0 or infinite. */
int harm_sum(const double *counts, const double *weights, size_t count, struct harm *ret);

/* Harm for one of PEOPLE: NaN when there are none. */
double harm_score(const struct harm *harm, double people);

#endif
