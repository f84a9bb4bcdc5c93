/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/means.h"

#include "compute/distributions.h"

#include <math.h>

static struct mean no_mean(const char *reason)
{
  return (struct mean) { NAN, NAN, { NAN, NAN }, reason };
}

struct mean mean_of_moments(struct moments moments, double shift, double level)
{
  double n = moments.count;
  if (!(n >= 1) || !isfinite(moments.differences) || !isfinite(moments.squares))
    return no_mean("There are no values to take a mean of");
  struct mean mean = no_mean("One value alone has no interval");
  mean.mean = shift + moments.differences / n;
  if (n < 2)
    return mean;
  /* The last bit may make a sum of squares negative where all values are equal. */
  double squares = fmax(0, moments.squares - moments.differences * moments.differences / n);
  mean.deviation = sqrt(squares / (n - 1));
  double reach = t_quantile(1 - (100 - level) / 200, n - 1) * mean.deviation / sqrt(n);
  mean.interval = (struct interval) { mean.mean - reach, mean.mean + reach };
  mean.reason = isnan(reach) ? "The level is not between 0 and 100" : NULL;
  return mean;
}

struct mean mean_of_values(const double *values, size_t count, double level)
{
  struct moments moments = { .count = (double)count };
  for (size_t i = 0; i < count; i++) {
    double difference = values[i] - values[0];
    moments.differences += difference;
    moments.squares += difference * difference;
  }
  return mean_of_moments(moments, count ? values[0] : 0, level);
}
