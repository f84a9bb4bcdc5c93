/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/rounding.h"

#include <math.h>

double round_to_base(double count, int base)
{
  if (base <= 1)
    return count;
  return floor(count / base + 0.5) * base;
}
