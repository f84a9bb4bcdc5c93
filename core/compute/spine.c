/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/spine.h"

#include "compute/quantile.h"

#include <math.h>

double spine_position(const struct spine *spine, double value)
{
  double units = spine->highest_left ? spine->average - value : value - spine->average;
  return 0.5 + units * spine->unit;
}

int spine_of(double average, double lowest, double quarter, double three_quarters, double highest,
             enum polarity polarity, struct spine *ret_spine)
{
  double longer = fmax(highest - average, average - lowest);
  bool ordered = lowest <= quarter && quarter <= three_quarters && three_quarters <= highest;
  if (!ordered || !(longer > 0) || !isfinite(longer) || isnan(average))
    return -1;
  struct spine spine = { .highest_left = polarity == POLARITY_LOWER_IS_BETTER,
                         .average = average, .unit = 0.5 / longer };
  bool turned = spine.highest_left;
  spine.left = spine_position(&spine, turned ? highest : lowest);
  spine.right = spine_position(&spine, turned ? lowest : highest);
  spine.left_quartile = spine_position(&spine, turned ? three_quarters : quarter);
  spine.right_quartile = spine_position(&spine, turned ? quarter : three_quarters);
  *ret_spine = spine;
  return 0;
}

int spine_of_values(double average, double *values, size_t count, enum polarity polarity,
                    struct spine *ret_spine)
{
  size_t known = sort_values(values, count);
  if (known == 0 || known * 4 < count * 3)
    return -1;
  return spine_of(average, values[0], quantile_value(values, known, 0.25),
                  quantile_value(values, known, 0.75), values[known - 1], polarity, ret_spine);
}
