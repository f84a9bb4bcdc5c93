/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quantiles and probabilities of the distributions that the methods need, from R's own library.
 *
 * Pure functions.  Arguments are checked here first, because the library prints its complaints on
 * standard output; an argument out of range gives NaN and no message.  The only file that includes
 * Rmath.h is distributions.c.
 */
#ifndef STRATA_COMPUTE_DISTRIBUTIONS_H
#define STRATA_COMPUTE_DISTRIBUTIONS_H

/* The value below which a standard normal variable falls with PROBABILITY, 0 < PROBABILITY < 1. */
double normal_quantile(double probability);

/* The same for Student's t with FREEDOM > 0 degrees of freedom. */
double t_quantile(double probability, double freedom);

/* The same for chi-squared with FREEDOM > 0 degrees of freedom. */
double chi_squared_quantile(double probability, double freedom);

/* P(X = COUNT) and P(X <= COUNT) of a binomial of SIZE trials with chance 0 <= CHANCE <= 1; COUNT
 * and SIZE are whole numbers, SIZE at most a million.  Below 0 and above SIZE: 0, and 0 or 1. */
double binomial_probability(double count, double size, double chance);
double binomial_cumulative(double count, double size, double chance);

/* The chance that a standard normal variable exceeds Z; NaN of NaN. */
double normal_upper(double z);

/* Draws from R's generator (Marsaglia's multicarry, normal ones by inversion), which is one a
 * process: a run of draws begins with random_begin, and is the same whenever it begins with the same
 * SEED.  Not for threads. */
void random_begin(unsigned seed);
double random_uniform(void); /* above 0 and below 1 */
double random_normal(void);

/* P(X = COUNT) of a Poisson variable of MEAN > 0; COUNT is a whole number. */
double poisson_probability(double count, double mean);

/* The value below which a beta variable of shapes A > 0 and B > 0 falls with PROBABILITY. */
double beta_quantile(double probability, double a, double b);

#endif
