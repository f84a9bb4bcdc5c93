/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inequality by deprivation: the slope index and the relative index of inequality.
 *
 * Pure functions of the caller's numbers.  A line is fitted through the values of groups of people,
 * ordered from the most deprived to the least, by weighted least squares: x is the middle of the
 * group's share of the people (relative rank, 0 to 1), its weight is that share.  The line's values
 * at 0 and at 1 stand for the very most and the very least deprived.  Signs are those of
 * Fingertips: the slope is the least deprived end less the most deprived one, so it is negative
 * where the deprived have more.
 *
 * Sources: Mackenbach JP, Kunst AE, Social Science & Medicine 1997;44:757-771; Low A, Low A, Journal
 * of Public Health 2004;26:396-402; PHEindicatormethods (phe_sii), Office for Health Improvement
 * and Disparities, for the relative index and the simulated interval.
 */
#ifndef STRATA_COMPUTE_INEQUALITY_H
#define STRATA_COMPUTE_INEQUALITY_H

#include "compute/intervals.h"

#include <stddef.h>

enum { INEQUALITY_LEAST_GROUPS = 3, INEQUALITY_MOST_GROUPS = 100, INEQUALITY_DRAWS = 100000 };

/* People who are alike in deprivation, with their value and its interval; NaN: not known. */
struct inequality_group {
  double people, value, lower, upper;
};

/* What a value is taken to scatter as, within its interval: as it is, its logarithm (rates), or its
 * logit (proportions, 0 to 1). */
enum inequality_scatter { SCATTER_NORMAL, SCATTER_LOGARITHM, SCATTER_LOGIT };

enum inequality_status {
  INEQUALITY_SOUND,
  INEQUALITY_FEW_GROUPS, /* with people: fewer than INEQUALITY_LEAST_GROUPS, or too many */
  INEQUALITY_MISSING,    /* a group has people and no value, or people that are no number */
};

/* The line.  The people of a group may be none: it is passed over. */
struct inequality {
  double slope;      /* SII: in the unit of the values */
  double most, least; /* the line at the most and the least deprived end */
  double mean;       /* of the people's values */
  double relative;   /* RII as in Fingertips: least / most; NaN unless both are above 0 */
  double by_mean;    /* slope / mean, the other index that is called relative; NaN unless mean > 0 */
  size_t groups;     /* how many have people */
};

/* *RET is written only when the answer is INEQUALITY_SOUND. */
enum inequality_status inequality_find(const struct inequality_group *groups, size_t count,
                                       struct inequality *ret);

/* Intervals at the groups' own LEVEL (per cent); NaN where an index has none. */
struct inequality_intervals {
  struct interval slope, relative, by_mean;
};

/* From the variances of the values alone, the slope being a weighted sum of them.  The relative ones
 * are NaN: no reference gives them in closed form. */
enum inequality_status inequality_normal(const struct inequality_group *groups, size_t count,
                                         double level, struct inequality_intervals *ret);

/* By DRAWS simulated sets of values, and their quantiles (R's type 7): the same whenever SEED is.
 * WORK has room for 3 x DRAWS numbers.  INEQUALITY_MISSING also when a group has no interval, or one
 * that SCATTER cannot have: a rate of 0, say.  Not for threads: the generator is one a process. */
enum inequality_status inequality_simulate(const struct inequality_group *groups, size_t count,
                                           enum inequality_scatter scatter, double level,
                                           unsigned seed, size_t draws, double *work,
                                           struct inequality_intervals *ret);

#endif
