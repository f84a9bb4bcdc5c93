/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/intervals.h"

#include "compute/distributions.h"

#include <math.h>
#include <stdbool.h>

#define NO_INTERVAL ((struct interval) { NAN, NAN })

/* The chance of lying below a two-sided interval. */
static double tail(double level)
{
  return (100 - level) / 200;
}

static bool is_level(double level)
{
  return level > 0 && level < 100;
}

/* The two levels of funnels and of most intervals are asked for with nearly every figure: written out,
 * bit for bit. */
double normal_deviate(double level)
{
  if (level == 95)
    return 0x1.f5c0331eeff83p+0;
  if (level == 99.8)
    return 0x1.8b8cbb7204468p+1;
  return is_level(level) ? -normal_quantile(tail(level)) : (double)NAN;
}

/* Garwood's limits, from the chi-squared distribution. */
static struct interval exact_poisson(double count, double level)
{
  return (struct interval) {
    count > 0 ? chi_squared_quantile(tail(level), 2 * count) / 2 : 0,
    chi_squared_quantile(1 - tail(level), 2 * count + 2) / 2,
  };
}

static double byar_limit(double count, double z)
{
  double root = 1 - 1 / (9 * count) + z / (3 * sqrt(count));
  return count * root * root * root;
}

struct interval poisson_interval(double count, double level)
{
  if (!is_level(level) || !(count >= 0) || !isfinite(count))
    return NO_INTERVAL;
  if (count < EXACT_BELOW)
    return exact_poisson(count, level);
  double z = normal_deviate(level);
  return (struct interval) { byar_limit(count, -z), byar_limit(count + 1, z) };
}

static bool is_proportion(double part, double whole)
{
  return part >= 0 && part <= whole && whole > 0 && isfinite(whole);
}

struct interval wilson_interval(double part, double whole, double level)
{
  if (!is_level(level) || !is_proportion(part, whole))
    return NO_INTERVAL;
  double z = normal_deviate(level);
  double centre = 2 * part + z * z;
  double reach = z * sqrt(z * z + 4 * part * (1 - part / whole));
  double twice = 2 * (whole + z * z);
  /* At both ends the formula is exact but for the last bit, which must not leave 0 to 1. */
  double lower = part > 0 ? (centre - reach) / twice : 0;
  double upper = part < whole ? (centre + reach) / twice : 1;
  return (struct interval) { fmax(0, lower), fmin(1, upper) };
}

struct interval newcombe_interval(double part_a, double whole_a, double part_b, double whole_b,
                                  double level)
{
  if (!is_level(level) || !is_proportion(part_a, whole_a) || !is_proportion(part_b, whole_b))
    return NO_INTERVAL;
  double a = part_a / whole_a, b = part_b / whole_b;
  struct interval of_a = wilson_interval(part_a, whole_a, level);
  struct interval of_b = wilson_interval(part_b, whole_b, level);
  return (struct interval) {
    b - a - hypot(b - of_b.lower, of_a.upper - a),
    b - a + hypot(of_b.upper - b, a - of_a.lower),
  };
}
