/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/quantile.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

struct rank rank_among(const double *values, size_t count, double value)
{
  struct rank found = { 0 };
  int higher = 0, same = 0;
  for (size_t i = 0; i < count; i++) {
    found.of += !isnan(values[i]);
    higher += values[i] > value;
    same += values[i] == value;
  }
  if (isnan(value))
    return found;
  found.rank = higher + 1;
  found.tied = same > 0 ? same - 1 : 0;
  return found;
}

int quantile_of_rank(int rank, int of, int quantiles)
{
  if (rank < 1 || rank > of || quantiles < 1 || of < quantiles)
    return 0;
  /* floor((Q + 1) - ceil((N + 1 - rank) / (N / Q))), in whole numbers. */
  long parts = ((long)(of + 1 - rank) * quantiles + of - 1) / of;
  int quantile = quantiles + 1 - (int)parts;
  return quantile < 1 ? 1 : quantile;
}

static int compare_values(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

size_t sort_values(double *values, size_t count)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (!isnan(values[i]))
      values[kept++] = values[i];
  }
  if (kept > 1)
    qsort(values, kept, sizeof *values, compare_values);
  return kept;
}

double quantile_value(const double *sorted, size_t count, double share)
{
  if (count == 0 || !(share >= 0 && share <= 1))
    return NAN;
  double position = share * (double)(count - 1);
  size_t below = (size_t)position;
  size_t above = below + 1 < count ? below + 1 : below;
  return sorted[below] + (position - (double)below) * (sorted[above] - sorted[below]);
}
