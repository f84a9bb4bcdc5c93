/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/trend.h"

#include "compute/intervals.h"

#include <math.h>
#include <string.h>

/* Times are taken from their mean, so that years near 2000 cost no digits. */
static double mean(const double *values, size_t count)
{
  double sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += values[i];
  return sum / (double)count;
}

/* The weighted regression of COUNT values on their TIMES, the weights from their intervals at LEVEL
 * per cent.  -1 when there are fewer than two, or an interval is missing or has no width. */
static int regression(const double *times, const double *values, const double *lower,
                            const double *upper, size_t count, double level, double *ret_slope,
                            double *ret_chi_squared)
{
  double z = normal_deviate(level), centre = count ? mean(times, count) : 0;
  double sum = 0, of_times = 0, of_squares = 0, of_values = 0, of_products = 0;
  for (size_t i = 0; i < count; i++) {
    double error = (upper[i] - lower[i]) / (2 * z), time = times[i] - centre;
    if (!(error > 0) || !isfinite(values[i]) || !isfinite(time))
      return -1;
    double weight = 1 / (error * error);
    sum += weight;
    of_times += weight * time;
    of_squares += weight * time * time;
    of_values += weight * values[i];
    of_products += weight * time * values[i];
  }
  double determinant = sum * of_squares - of_times * of_times;
  if (count < 2 || !(determinant > 0) || !isfinite(determinant))
    return -1;
  double slope = (sum * of_products - of_times * of_values) / determinant;
  *ret_slope = slope;
  *ret_chi_squared = slope * slope * determinant / sum;
  return 0;
}

int trend_cochran_armitage(const double *times, const double *parts, const double *wholes,
                           size_t count, double *ret_chi_squared)
{
  double centre = count ? mean(times, count) : 0;
  double part = 0, whole = 0, parts_times = 0, wholes_times = 0, wholes_squares = 0;
  for (size_t i = 0; i < count; i++) {
    double time = times[i] - centre;
    if (!(parts[i] >= 0) || !(parts[i] <= wholes[i]) || !isfinite(wholes[i]) || !isfinite(time))
      return -1;
    part += parts[i];
    whole += wholes[i];
    parts_times += parts[i] * time;
    wholes_times += wholes[i] * time;
    wholes_squares += wholes[i] * time * time;
  }
  double spread = wholes_squares - wholes_times * wholes_times / whole;
  double share = part / whole;
  if (!(part > 0) || !(part < whole) || !(spread > 0))
    return -1;
  double covered = parts_times - share * wholes_times;
  *ret_chi_squared = covered * covered / (share * (1 - share) * spread);
  return 0;
}

/* ---- five points --------------------------------------------------------------------------- */

/* The five points, or all but one of them. */
struct points {
  double times[TREND_POINTS], values[TREND_POINTS], lower[TREND_POINTS], upper[TREND_POINTS];
  size_t count;
};

static struct points without(const struct points *all, size_t left_out)
{
  struct points points = { .count = 0 };
  for (size_t i = 0; i < all->count; i++) {
    if (i == left_out)
      continue;
    points.times[points.count] = all->times[i];
    points.values[points.count] = all->values[i];
    points.lower[points.count] = all->lower[i];
    points.upper[points.count] = all->upper[i];
    points.count++;
  }
  return points;
}

static int sign(double value)
{
  return (value > 0) - (value < 0);
}

static double slope_of(const struct points *points, double level)
{
  double slope = 0, chi_squared;
  regression(points->times, points->values, points->lower, points->upper, points->count,
                   level, &slope, &chi_squared);
  return slope;
}

/* A trend that turns round when a year is left out is that year's doing. */
static struct trend_estimate judge(const struct points *all, double level, double slope,
                                   double chi_squared)
{
  struct trend_estimate estimate
    = { .trend = TREND_NOT_SIGNIFICANT, .slope = slope, .chi_squared = chi_squared };
  if (!(chi_squared > TREND_CHI_SQUARED))
    return estimate;
  for (size_t i = 0; i < all->count; i++) {
    struct points others = without(all, i);
    estimate.outlier |= sign(slope_of(&others, level)) != sign(slope);
  }
  if (!estimate.outlier)
    estimate.trend = slope > 0 ? TREND_INCREASING : TREND_DECREASING;
  return estimate;
}

int trend_of_values(const double times[TREND_POINTS], const double values[TREND_POINTS],
                    const double lower[TREND_POINTS], const double upper[TREND_POINTS],
                    double level, struct trend_estimate *ret)
{
  struct points all = { .count = TREND_POINTS };
  double slope, chi_squared;
  if (regression(times, values, lower, upper, TREND_POINTS, level, &slope, &chi_squared) < 0)
    return -1;
  memcpy(all.times, times, sizeof all.times);
  memcpy(all.values, values, sizeof all.values);
  memcpy(all.lower, lower, sizeof all.lower);
  memcpy(all.upper, upper, sizeof all.upper);
  *ret = judge(&all, level, slope, chi_squared);
  return 0;
}

int trend_of_proportions(const double times[TREND_POINTS], const double parts[TREND_POINTS],
                         const double wholes[TREND_POINTS], struct trend_estimate *ret)
{
  struct points all = { .count = TREND_POINTS };
  double chi_squared;
  if (trend_cochran_armitage(times, parts, wholes, TREND_POINTS, &chi_squared) < 0)
    return -1;
  for (size_t i = 0; i < TREND_POINTS; i++) {
    /* The direction is that of the log odds, every year alike: intervals of one width.  Half a case
     * stands for none, and for all but none. */
    double part = fmin(fmax(parts[i], 0.5), wholes[i] - 0.5);
    if (!(wholes[i] >= 1))
      return -1;
    all.times[i] = times[i];
    all.values[i] = log(part / (wholes[i] - part));
    all.lower[i] = -1;
    all.upper[i] = 1;
  }
  *ret = judge(&all, 95, slope_of(&all, 95), chi_squared);
  return 0;
}
