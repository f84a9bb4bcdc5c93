/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/harm.h"

#include <math.h>

int harm_sum(const double *counts, const double *weights, size_t count, struct harm *ret)
{
  struct harm harm = { .mean = NAN };
  for (size_t i = 0; i < count; i++) {
    if (!(counts[i] >= 0) || !isfinite(counts[i]) || weights[i] < 0 || isinf(weights[i]))
      return -1;
    if (isnan(weights[i])) {
      harm.unweighted += counts[i];
      harm.categories_unweighted += counts[i] > 0;
      continue;
    }
    harm.offences += counts[i];
    harm.harm += counts[i] * weights[i];
  }
  if (harm.offences > 0)
    harm.mean = harm.harm / harm.offences;
  *ret = harm;
  return 0;
}

double harm_score(const struct harm *harm, double people)
{
  return people > 0 ? harm->harm / people : (double)NAN;
}
