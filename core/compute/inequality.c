/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/inequality.h"

#include "compute/distributions.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* ---- the line ------------------------------------------------------------------------------ */

/* Slope and mean are weighted sums of the values: their weights. */
struct line {
  double slope[INEQUALITY_MOST_GROUPS], mean[INEQUALITY_MOST_GROUPS];
  double middle; /* the mean rank: always one half, but for rounding */
  size_t groups;
};

static enum inequality_status line_of(const struct inequality_group *groups, size_t count,
                                      struct line *ret)
{
  double people = 0, below = 0, squares = 0;
  double rank[INEQUALITY_MOST_GROUPS] = { 0 };
  *ret = (struct line) { 0 };
  if (count > INEQUALITY_MOST_GROUPS)
    return INEQUALITY_FEW_GROUPS;
  for (size_t i = 0; i < count; i++) {
    if (!(groups[i].people >= 0) || !isfinite(groups[i].people)
        || (groups[i].people > 0 && !isfinite(groups[i].value)))
      return INEQUALITY_MISSING;
    people += groups[i].people;
    ret->groups += groups[i].people > 0;
  }
  if (ret->groups < INEQUALITY_LEAST_GROUPS)
    return INEQUALITY_FEW_GROUPS;
  for (size_t i = 0; i < count; i++) {
    double share = groups[i].people / people;
    rank[i] = below + share / 2;
    below += share;
    ret->mean[i] = share;
    ret->middle += share * rank[i];
  }
  for (size_t i = 0; i < count; i++)
    squares += ret->mean[i] * (rank[i] - ret->middle) * (rank[i] - ret->middle);
  for (size_t i = 0; i < count; i++)
    ret->slope[i] = ret->mean[i] * (rank[i] - ret->middle) / squares;
  return INEQUALITY_SOUND;
}

static void fit(const struct line *line, const double *values, size_t count,
                struct inequality *ret)
{
  double slope = 0, mean = 0;
  for (size_t i = 0; i < count; i++) {
    slope += line->slope[i] * values[i];
    mean += line->mean[i] * values[i];
  }
  double most = mean - slope * line->middle, least = most + slope;
  *ret = (struct inequality) {
    .slope = slope,
    .most = most,
    .least = least,
    .mean = mean,
    .relative = most > 0 && least > 0 ? least / most : (double)NAN,
    .by_mean = mean > 0 ? slope / mean : (double)NAN,
    .groups = line->groups,
  };
}

enum inequality_status inequality_find(const struct inequality_group *groups, size_t count,
                                       struct inequality *ret)
{
  struct line line;
  enum inequality_status status = line_of(groups, count, &line);
  double values[INEQUALITY_MOST_GROUPS] = { 0 };
  if (status != INEQUALITY_SOUND)
    return status;
  for (size_t i = 0; i < count; i++)
    values[i] = groups[i].people > 0 ? groups[i].value : 0;
  fit(&line, values, count, ret);
  return INEQUALITY_SOUND;
}

/* ---- intervals ----------------------------------------------------------------------------- */

static double to_scale(enum inequality_scatter scatter, double value)
{
  return scatter == SCATTER_LOGARITHM ? log(value)
    : scatter == SCATTER_LOGIT        ? log(value / (1 - value))
                                      : value;
}

static double from_scale(enum inequality_scatter scatter, double value)
{
  return scatter == SCATTER_LOGARITHM ? exp(value)
    : scatter == SCATTER_LOGIT        ? 1 / (1 + exp(-value))
                                      : value;
}

/* A group's centre and standard error on the scale on which it scatters. */
struct scattered {
  double centre, error;
};

static bool scatter_of(const struct inequality_group *group, enum inequality_scatter scatter,
                       double z, struct scattered *ret)
{
  if (!(group->people > 0)) {
    *ret = (struct scattered) { 0, 0 };
    return true;
  }
  double lower = to_scale(scatter, group->lower), upper = to_scale(scatter, group->upper);
  *ret = (struct scattered) { to_scale(scatter, group->value), (upper - lower) / 2 / z };
  return isfinite(ret->centre) && isfinite(ret->error) && ret->error >= 0;
}

static enum inequality_status scatter_all(const struct inequality_group *groups, size_t count,
                                          enum inequality_scatter scatter, double level,
                                          struct line *ret_line, struct scattered *ret)
{
  enum inequality_status status = line_of(groups, count, ret_line);
  double z = normal_deviate(level);
  for (size_t i = 0; i < count && status == INEQUALITY_SOUND; i++) {
    if (!scatter_of(&groups[i], scatter, z, &ret[i]))
      status = INEQUALITY_MISSING;
  }
  return status;
}

enum inequality_status inequality_normal(const struct inequality_group *groups, size_t count,
                                         double level, struct inequality_intervals *ret)
{
  struct line line;
  struct scattered scattered[INEQUALITY_MOST_GROUPS];
  struct inequality found;
  enum inequality_status status
    = scatter_all(groups, count, SCATTER_NORMAL, level, &line, scattered);
  if (status != INEQUALITY_SOUND)
    return status;
  inequality_find(groups, count, &found);
  double variance = 0;
  for (size_t i = 0; i < count; i++)
    variance += line.slope[i] * line.slope[i] * scattered[i].error * scattered[i].error;
  double reach = normal_deviate(level) * sqrt(variance);
  *ret = (struct inequality_intervals) {
    .slope = { found.slope - reach, found.slope + reach },
    .relative = { NAN, NAN },
    .by_mean = { NAN, NAN },
  };
  return INEQUALITY_SOUND;
}

static int compare(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* R's type 7 of VALUES in order. */
static double quantile_of(const double *values, size_t count, double probability)
{
  double at = (double)(count - 1) * probability;
  size_t below = (size_t)at;
  double above = values[below + 1 < count ? below + 1 : below];
  return values[below] + (at - (double)below) * (above - values[below]);
}

/* Puts VALUES in order.  A draw that has no such index leaves the index without an interval. */
static struct interval middle_of(double *values, size_t count, double level)
{
  for (size_t i = 0; i < count; i++) {
    if (isnan(values[i]))
      return (struct interval) { NAN, NAN };
  }
  qsort(values, count, sizeof *values, compare);
  double tail = (1 - level / 100) / 2;
  return (struct interval) { quantile_of(values, count, tail),
                             quantile_of(values, count, 1 - tail) };
}

enum inequality_status inequality_simulate(const struct inequality_group *groups, size_t count,
                                           enum inequality_scatter scatter, double level,
                                           unsigned seed, size_t draws, double *work,
                                           struct inequality_intervals *ret)
{
  struct line line;
  struct scattered scattered[INEQUALITY_MOST_GROUPS];
  double values[INEQUALITY_MOST_GROUPS] = { 0 };
  double *slopes = work, *relatives = work + draws, *by_means = work + 2 * draws;
  enum inequality_status status = scatter_all(groups, count, scatter, level, &line, scattered);
  if (status != INEQUALITY_SOUND || draws < 2)
    return status == INEQUALITY_SOUND ? INEQUALITY_MISSING : status;
  random_begin(seed);
  for (size_t draw = 0; draw < draws; draw++) {
    struct inequality found;
    for (size_t i = 0; i < count; i++) {
      if (groups[i].people > 0)
        values[i] = from_scale(scatter,
                               scattered[i].centre + scattered[i].error * random_normal());
    }
    fit(&line, values, count, &found);
    slopes[draw] = found.slope;
    relatives[draw] = found.relative;
    by_means[draw] = found.by_mean;
  }
  *ret = (struct inequality_intervals) {
    .slope = middle_of(slopes, draws, level),
    .relative = middle_of(relatives, draws, level),
    .by_mean = middle_of(by_means, draws, level),
  };
  return INEQUALITY_SOUND;
}
