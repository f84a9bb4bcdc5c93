/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/comparison.h"

#include <math.h>

enum significance compare_interval(struct interval interval, double value)
{
  if (isnan(interval.lower) || isnan(interval.upper) || isnan(value))
    return SIGNIFICANCE_NOT_TESTED;
  return interval.lower > value   ? SIGNIFICANCE_HIGHER
         : interval.upper < value ? SIGNIFICANCE_LOWER
                                  : SIGNIFICANCE_SIMILAR;
}

enum significance compare_limits(double value, struct interval limits)
{
  if (isnan(limits.lower) || isnan(limits.upper) || isnan(value))
    return SIGNIFICANCE_NOT_TESTED;
  return value > limits.upper   ? SIGNIFICANCE_HIGHER
         : value < limits.lower ? SIGNIFICANCE_LOWER
                                : SIGNIFICANCE_SIMILAR;
}

enum judgement judge(enum significance significance, enum polarity polarity)
{
  switch (significance) {
  case SIGNIFICANCE_HIGHER:
    return polarity == POLARITY_HIGHER_IS_BETTER  ? JUDGED_BETTER
           : polarity == POLARITY_LOWER_IS_BETTER ? JUDGED_WORSE
                                                  : JUDGED_HIGHER;
  case SIGNIFICANCE_LOWER:
    return polarity == POLARITY_HIGHER_IS_BETTER  ? JUDGED_WORSE
           : polarity == POLARITY_LOWER_IS_BETTER ? JUDGED_BETTER
                                                  : JUDGED_LOWER;
  case SIGNIFICANCE_SIMILAR:
    return JUDGED_SIMILAR;
  case SIGNIFICANCE_NOT_TESTED:
    break;
  }
  return JUDGED_NOT;
}

struct interval benchmark_limits(double benchmark, double whole, double level)
{
  return wilson_interval(benchmark * whole, whole, level);
}

enum judgement judge_goal(double value, double lower, double upper, enum polarity polarity)
{
  if (isnan(value) || isnan(lower) || polarity == POLARITY_NEUTRAL || lower > upper)
    return JUDGED_NOT;
  bool low_is_good = polarity == POLARITY_LOWER_IS_BETTER;
  if (isnan(upper))
    return (low_is_good ? value <= lower : value >= lower) ? JUDGED_BETTER : JUDGED_WORSE;
  if (value < lower)
    return low_is_good ? JUDGED_BETTER : JUDGED_WORSE;
  if (value >= upper)
    return low_is_good ? JUDGED_WORSE : JUDGED_BETTER;
  return JUDGED_SIMILAR;
}

enum goal_verdict goal_verdict(double value, struct interval interval, double lower, double upper,
                               enum polarity polarity)
{
  bool sure = isnan(interval.lower) || isnan(interval.upper);
  enum judgement low = judge_goal(sure ? value : interval.lower, lower, upper, polarity);
  enum judgement high = judge_goal(sure ? value : interval.upper, lower, upper, polarity);
  if (low == JUDGED_NOT || high == JUDGED_NOT || isnan(value))
    return GOAL_NO_FIGURE;
  if (low != high)
    return GOAL_CANNOT_SAY;
  return low == JUDGED_BETTER ? GOAL_MET : low == JUDGED_WORSE ? GOAL_NOT_MET : GOAL_BETWEEN;
}

int peers_average(const double *rates, size_t count, double *ret_average)
{
  double sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += rates[i];
  if (count == 0 || !isfinite(sum))
    return -1;
  *ret_average = sum / (double)count;
  return 0;
}
