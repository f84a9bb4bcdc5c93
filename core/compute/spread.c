/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/spread.h"

#include <math.h>
#include <stdbool.h>

/* What share of the z scores is drawn in at either end. */
#define WINSORISED 0.1

static bool counts_in(double observed, double expected)
{
  return observed >= 0 && expected >= SPREAD_LEAST_EXPECTED && isfinite(observed)
         && isfinite(expected);
}

static void sort(double *values, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    double value = values[i];
    size_t at = i;
    for (; at > 0 && values[at - 1] > value; at--)
      values[at] = values[at - 1];
    values[at] = value;
  }
}

/* The linear quantile: R's type 7. */
static double quantile(const double *sorted, size_t count, double share)
{
  double position = share * (double)(count - 1);
  size_t below = (size_t)position;
  size_t above = below + 1 < count ? below + 1 : below;
  return sorted[below] + (position - (double)below) * (sorted[above] - sorted[below]);
}

int spread_estimate(const double *observed, const double *expected, size_t count,
                    struct spread *ret_spread)
{
  double z[SPREAD_MOST_AREAS], sorted[SPREAD_MOST_AREAS];
  double weights = 0, squares = 0;
  size_t k = 0;
  for (size_t i = 0; i < count && k < SPREAD_MOST_AREAS; i++) {
    if (!counts_in(observed[i], expected[i]))
      continue;
    /* The logarithm of no events: half an event stands for none. */
    double seen = observed[i] > 0 ? observed[i] : 0.5;
    z[k] = sorted[k] = log(seen / expected[i]) * sqrt(expected[i]);
    weights += expected[i];
    squares += expected[i] * expected[i];
    k++;
  }
  if (k < SPREAD_LEAST_AREAS)
    return -1;
  sort(sorted, k);
  double low = quantile(sorted, k, WINSORISED), high = quantile(sorted, k, 1 - WINSORISED);
  double total = 0;
  for (size_t i = 0; i < k; i++) {
    double drawn_in = fmin(fmax(z[i], low), high);
    total += drawn_in * drawn_in;
  }
  double dispersion = total / (double)k;
  double excess = (double)k * dispersion - (double)(k - 1);
  *ret_spread = (struct spread) {
    .dispersion = dispersion,
    .tau_squared = fmax(0, excess / (weights - squares / weights)),
    .areas = k,
  };
  return 0;
}

struct interval spread_limits(const struct spread *spread, double expected, double level)
{
  if (!(expected >= SPREAD_LEAST_EXPECTED) || !isfinite(expected))
    return (struct interval) { NAN, NAN };
  double reach = normal_deviate(level) * sqrt(1 / expected + spread->tau_squared);
  return (struct interval) { exp(-reach), exp(reach) };
}
