/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/distributions.h"

#define MATHLIB_STANDALONE 1
#include <Rmath.h>
#include <math.h>
#include <stdbool.h>

enum { MOST_TRIALS = 1000000 };

static bool is_probability(double p)
{
  return p > 0 && p < 1;
}

static bool is_freedom(double freedom)
{
  return freedom > 0 && freedom < 1e15;
}

double normal_quantile(double probability)
{
  return is_probability(probability) ? qnorm5(probability, 0, 1, 1, 0) : (double)NAN;
}

double t_quantile(double probability, double freedom)
{
  bool sound = is_probability(probability) && is_freedom(freedom);
  return sound ? qt(probability, freedom, 1, 0) : (double)NAN;
}

double chi_squared_quantile(double probability, double freedom)
{
  bool sound = is_probability(probability) && is_freedom(freedom);
  return sound ? qchisq(probability, freedom, 1, 0) : (double)NAN;
}

static bool is_binomial(double count, double size, double chance)
{
  return size >= 0 && size <= MOST_TRIALS && floor(size) == size && floor(count) == count
         && chance >= 0 && chance <= 1;
}

double binomial_probability(double count, double size, double chance)
{
  if (!is_binomial(count, size, chance))
    return NAN;
  return count < 0 || count > size ? 0 : dbinom(count, size, chance, 0);
}

double binomial_cumulative(double count, double size, double chance)
{
  if (!is_binomial(count, size, chance))
    return NAN;
  if (count < 0)
    return 0;
  return count >= size ? 1 : pbinom(count, size, chance, 1, 0);
}

double normal_upper(double z)
{
  return isnan(z) ? z : pnorm5(z, 0, 1, 0, 0);
}

void random_begin(unsigned seed)
{
  /* The second half of the generator's state: R's own beginning. */
  enum { SECOND = 5678 };
  set_seed(seed, SECOND);
}

double random_uniform(void)
{
  return unif_rand();
}

double random_normal(void)
{
  return norm_rand();
}

static bool is_poisson(double count, double mean)
{
  return mean > 0 && mean < 1e15 && isfinite(count) && floor(count) == count;
}

double poisson_probability(double count, double mean)
{
  if (!is_poisson(count, mean))
    return NAN;
  return count < 0 ? 0 : dpois(count, mean, 0);
}

double beta_quantile(double probability, double a, double b)
{
  bool sound = is_probability(probability) && is_freedom(a) && is_freedom(b);
  return sound ? qbeta(probability, a, b, 1, 0) : (double)NAN;
}
