/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/class_breaks.h"

#include "base/arena.h"
#include "base/cleanup.h"
#include "compute/quantile.h"

#include <math.h>

size_t quantile_breaks(const double *sorted, size_t count, size_t classes, double *ret_breaks)
{
  size_t found = 0;
  double before = count ? sorted[0] : NAN; /* a class that begins here would have nothing below it */
  for (size_t i = 1; count && i < classes; i++) {
    double at = quantile_value(sorted, count, (double)i / (double)classes);
    size_t between = 0;
    for (size_t k = 0; k < count; k++)
      between += sorted[k] >= before && sorted[k] < at;
    if (between)
      ret_breaks[found++] = before = at;
  }
  return found;
}

/* Sums over the distinct values up to each, of their distance from the mean of all: close numbers
 * would otherwise be lost in the squares of large ones. */
struct sums {
  double weight, sum, squares;
};

static double spread_between(const struct sums *sums, size_t from, size_t to)
{
  double weight = sums[to].weight - sums[from].weight, sum = sums[to].sum - sums[from].sum;
  return fmax(sums[to].squares - sums[from].squares - sum * sum / weight, 0);
}

/* least[k][i] is the least sum of squares of the first I distinct values in K + 1 classes, the last of
 * which begins at start[k][i]. */
size_t natural_breaks(const double *sorted, size_t count, size_t classes, double *ret_breaks)
{
  if (!count || !classes)
    return 0;
  auto_arena struct arena *scratch = arena_new();
  double *values = ARENA_ARRAY(scratch, double, count), mean = 0;
  struct sums *sums = ARENA_ARRAY(scratch, struct sums, count + 1);
  for (size_t i = 0; i < count; i++)
    mean += sorted[i] / (double)count;
  size_t distinct = 0;
  for (size_t i = 0; i < count; i++) {
    if (!i || sorted[i] != sorted[i - 1]) {
      values[distinct++] = sorted[i];
      sums[distinct] = sums[distinct - 1];
    }
    double away = sorted[i] - mean;
    sums[distinct].weight += 1;
    sums[distinct].sum += away;
    sums[distinct].squares += away * away;
  }
  classes = classes < distinct ? classes : distinct;
  size_t width = distinct + 1;
  double *least = ARENA_ARRAY(scratch, double, classes * width);
  size_t *start = ARENA_ARRAY(scratch, size_t, classes * width);
  for (size_t i = 1; i <= distinct; i++)
    least[i] = spread_between(sums, 0, i);
  for (size_t k = 1; k < classes; k++)
    for (size_t i = k + 1; i <= distinct; i++) {
      least[k * width + i] = INFINITY;
      for (size_t from = k; from < i; from++) {
        double spread = least[(k - 1) * width + from] + spread_between(sums, from, i);
        if (spread >= least[k * width + i])
          continue;
        least[k * width + i] = spread;
        start[k * width + i] = from;
      }
    }
  for (size_t k = classes - 1, end = distinct; k > 0; k--) {
    end = start[k * width + end];
    ret_breaks[k - 1] = values[end];
  }
  return classes - 1;
}
