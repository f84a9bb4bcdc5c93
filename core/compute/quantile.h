/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an area stands among areas: ranks with ties, and which quarter, fifth or tenth it is in.
 *
 * Pure functions; docs/METHODS.md names the source.  A NaN is an area without a value: it is
 * nowhere, and nobody is ranked against it.
 */
#ifndef STRATA_COMPUTE_QUANTILE_H
#define STRATA_COMPUTE_QUANTILE_H

#include <stddef.h>

struct rank {
  int rank; /* 1 is the highest; equal values share the better rank; 0: no value */
  int of;   /* areas with a value */
  int tied; /* other areas with the same value */
};

/* The rank of VALUE among VALUES, of which it is one. */
struct rank rank_among(const double *values, size_t count, double value);

/* Which of QUANTILES parts, from 1, an area is in whose rank is RANK of OF, the rank 1 being in
 * part 1 (OHID's rule, as in phe_quantile).  0 when there are fewer areas than parts. */
int quantile_of_rank(int rank, int of, int quantiles);

/* The value below which SHARE of the COUNT ascending values lie, between neighbours linearly: R's
 * type 7. */
double quantile_value(const double *sorted, size_t count, double share);

/* Puts the values that are no NaN in ascending order at the front; returns how many. */
size_t sort_values(double *values, size_t count);

#endif
