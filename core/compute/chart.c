/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/chart.h"

#include <math.h>

/* 3/1.128 and 3.267: d2 and D4 of samples of two. */
#define LIMIT_RANGES 2.66
#define SCREEN_RANGES 3.267

/* ---- limits -------------------------------------------------------------------------------- */

/* The mean of the moving ranges below MOST; NaN when there is none. */
static double mean_range(const double *values, size_t count, double most)
{
  double total = 0;
  size_t ranges = 0;
  for (size_t i = 1; i < count; i++) {
    double range = fabs(values[i] - values[i - 1]);
    if (!(range < most))
      continue;
    total += range;
    ranges++;
  }
  return ranges ? total / (double)ranges : (double)NAN;
}

enum chart_status chart_limits(const double *values, size_t count, bool screened, double floor,
                               struct chart_limits *ret_limits)
{
  double total = 0;
  size_t points = 0;
  for (size_t i = 0; i < count; i++) {
    points += isfinite(values[i]) ? 1 : 0;
    total += isfinite(values[i]) ? values[i] : 0;
  }
  if (points < CHART_BASELINE)
    return CHART_TOO_FEW;
  double range = mean_range(values, count, INFINITY);
  if (screened && range > 0)
    range = mean_range(values, count, SCREEN_RANGES * range);
  if (isnan(range))
    return CHART_TOO_FEW;
  if (!(range > 0) || !isfinite(range) || !isfinite(total))
    return CHART_NO_VARIATION;
  double mean = total / (double)points, reach = LIMIT_RANGES * range;
  *ret_limits = (struct chart_limits) {
    .mean = mean,
    .lower = fmax(floor, mean - reach),
    .upper = mean + reach,
    .near_lower = fmax(floor, mean - 2 * reach / 3),
    .near_upper = mean + 2 * reach / 3,
    .moving_range = range,
    .points = points,
  };
  return CHART_JUDGED;
}

/* The index after the month that is the last of the first twelve supplied. */
static size_t end_of_baseline(const double *values, const struct chart_phase *phase)
{
  size_t supplied = 0, i = phase->first;
  for (; i < phase->first + phase->count && supplied < CHART_BASELINE; i++)
    supplied += isfinite(values[i]) ? 1 : 0;
  return i;
}

static void fix_limits(const double *values, const struct chart_options *options,
                       struct chart_phase *phase)
{
  size_t end = phase->first + phase->count;
  size_t from = phase->first, to = end_of_baseline(values, phase);
  bool given = options->baseline_count > 0 && options->baseline_first >= phase->first
               && options->baseline_first < end
               && options->baseline_count <= end - options->baseline_first;
  if (given) {
    from = options->baseline_first;
    to = from + options->baseline_count;
  }
  for (size_t i = phase->first; i < end; i++)
    phase->points += isfinite(values[i]) ? 1 : 0;
  phase->baseline_first = from;
  phase->baseline_last = to - 1;
  phase->status
    = chart_limits(values + from, to - from, options->screened, options->floor, &phase->limits);
  phase->provisional = phase->points < CHART_FIRM_POINTS;
}

size_t chart_phases(const double *values, size_t count, const struct chart_options *options,
                    struct chart_phase *ret_phases)
{
  size_t phases = 0, first = 0;
  for (size_t i = 0; i <= options->break_count && first < count; i++) {
    size_t end = i < options->break_count && options->breaks[i] < count ? options->breaks[i] : count;
    if (end <= first)
      continue;
    struct chart_phase *phase = &ret_phases[phases++];
    *phase = (struct chart_phase) { .first = first, .count = end - first };
    fix_limits(values, options, phase);
    first = end;
  }
  return phases;
}

bool chart_counts_events(const struct indicator *indicator)
{
  return !indicator->derived && indicator->statistic != STATISTIC_GIVEN
         && indicator->statistic != STATISTIC_MEAN;
}

void chart_find_rare(const double *months, struct chart_phase *phases, size_t phase_count)
{
  for (size_t k = 0; k < phase_count; k++) {
    double events = 0, supplied = 0;
    for (size_t i = phases[k].baseline_first; i <= phases[k].baseline_last; i++) {
      events += isfinite(months[i]) ? months[i] : 0;
      supplied += isfinite(months[i]) ? 1 : 0;
    }
    if (supplied >= CHART_BASELINE && events < CHART_LEAST_MEAN * supplied)
      phases[k].status = CHART_RARE;
  }
}

/* ---- the rules, each within one phase ------------------------------------------------------ */

static int sign_of(double value)
{
  return (value > 0) - (value < 0);
}

/* 1 or -1 where the months from FIRST are LENGTH on one side of the mean; else 0. */
static int side_of_run(const double *values, double mean, size_t length)
{
  int side = sign_of(values[0] - mean);
  for (size_t i = 1; i < length; i++)
    if (sign_of(values[i] - mean) != side)
      return 0;
  return side;
}

/* The same where each but the first differs from the one before in one direction. */
static int direction_of_run(const double *values, size_t length)
{
  int direction = sign_of(values[1] - values[0]);
  for (size_t i = 2; i < length; i++)
    if (sign_of(values[i] - values[i - 1]) != direction)
      return 0;
  return direction;
}

static bool is_outside(const struct chart_limits *limits, double value)
{
  return value > limits->upper || value < limits->lower;
}

static bool is_near(const struct chart_limits *limits, double value)
{
  return !is_outside(limits, value) && (value > limits->near_upper || value < limits->near_lower);
}

/* Weakest first, so that what comes first in priority is written last. */
static void judge(const double *values, size_t count, const struct chart_limits *limits,
                  struct chart_point *points)
{
  for (size_t i = 0; i + CHART_RUN <= count; i++) {
    int side = side_of_run(values + i, limits->mean, CHART_RUN);
    for (size_t k = i; side && k < i + CHART_RUN; k++)
      points[k] = (struct chart_point) { CHART_SHIFT, side };
  }
  for (size_t i = 0; i + 3 <= count; i++) {
    int side = side_of_run(values + i, limits->mean, 3);
    int near = is_near(limits, values[i]) + is_near(limits, values[i + 1])
               + is_near(limits, values[i + 2]);
    for (size_t k = i; side && near >= 2 && k < i + 3; k++)
      if (is_near(limits, values[k]))
        points[k] = (struct chart_point) { CHART_TWO_OF_THREE, side };
  }
  for (size_t i = 0; i + CHART_RUN <= count; i++) {
    int direction = direction_of_run(values + i, CHART_RUN);
    for (size_t k = i; direction && k < i + CHART_RUN; k++)
      points[k] = (struct chart_point) { CHART_TREND, direction };
  }
  for (size_t i = 0; i < count; i++)
    if (is_outside(limits, values[i]))
      points[i] = (struct chart_point) { CHART_OUTSIDE, values[i] > limits->upper ? 1 : -1 };
}

void chart_points(const double *values, size_t count, const struct chart_phase *phases,
                  size_t phase_count, struct chart_point *ret_points)
{
  for (size_t i = 0; i < count; i++)
    ret_points[i] = (struct chart_point) { CHART_COMMON, 0 };
  for (size_t i = 0; i < phase_count; i++)
    if (phases[i].status == CHART_JUDGED)
      judge(values + phases[i].first, phases[i].count, &phases[i].limits,
            ret_points + phases[i].first);
}

/* ---- what they mean ------------------------------------------------------------------------ */

enum chart_variation chart_variation(struct chart_point point, enum polarity polarity)
{
  if (point.side == 0)
    return VARIATION_COMMON;
  if (polarity == POLARITY_NEUTRAL)
    return point.side > 0 ? VARIATION_NEUTRAL_HIGH : VARIATION_NEUTRAL_LOW;
  bool is_better = (point.side > 0) == (polarity == POLARITY_HIGHER_IS_BETTER);
  return is_better ? VARIATION_IMPROVEMENT : VARIATION_CONCERN;
}

enum chart_assurance chart_assurance(const struct chart_phase *phase, double target,
                                     enum polarity polarity)
{
  if (phase->status != CHART_JUDGED || isnan(target) || polarity == POLARITY_NEUTRAL)
    return ASSURANCE_NONE;
  bool higher = polarity == POLARITY_HIGHER_IS_BETTER;
  if (target > phase->limits.upper)
    return higher ? ASSURANCE_FAIL : ASSURANCE_PASS;
  if (target < phase->limits.lower)
    return higher ? ASSURANCE_PASS : ASSURANCE_FAIL;
  return ASSURANCE_INCONSISTENT;
}

const char *chart_rule_word(enum chart_rule rule)
{
  static const char *const words[] = { "", "outside", "trend", "two of three", "shift" };
  return words[rule];
}

const char *chart_variation_word(enum chart_variation variation)
{
  static const char *const words[] = { "", "improvement", "concern", "high", "low" };
  return words[variation];
}

const char *chart_assurance_word(enum chart_assurance assurance)
{
  static const char *const words[] = { "", "pass", "fail", "inconsistent" };
  return words[assurance];
}
