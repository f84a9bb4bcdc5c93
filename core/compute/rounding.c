/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/rounding.h"

#include <math.h>

double round_to_base(double count, int base)
{
  if (base <= 1)
    return count;
  return floor(count / base + 0.5) * base;
}

double round_to_three_digits(double value)
{
  if (!isfinite(value) || value == 0)
    return value;
  double unit = pow(10, floor(log10(fabs(value))) - 2);
  return round(value / unit) * unit;
}
