/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/funnel_of.h"

#include <math.h>

static enum funnel_limits_choice limits_of(const struct indicator *indicator)
{
  if (indicator->funnel.limits != FUNNEL_LIMITS_USUAL)
    return indicator->funnel.limits;
  return indicator->statistic == STATISTIC_RATE ? FUNNEL_LIMITS_OVER_DISPERSED
                                                : FUNNEL_LIMITS_USUAL;
}

bool funnel_is_used(const struct indicator *indicator)
{
  return !indicator->derived && limits_of(indicator) != FUNNEL_LIMITS_USUAL;
}

const char *funnel_method(const struct indicator *indicator)
{
  static const char *const spread[2][2] = {
    { "over-dispersed limits 95%, itself left out", "over-dispersed limits 95%" },
    { "multiplicative limits 95%, itself left out", "multiplicative limits 95%" },
  };
  if (!funnel_is_used(indicator))
    return "";
  switch (limits_of(indicator)) {
  case FUNNEL_LIMITS_POISSON:
    return "exact Poisson limits 95%";
  case FUNNEL_LIMITS_BINOMIAL:
    return "binomial limits 95%";
  case FUNNEL_LIMITS_OVER_DISPERSED:
    return spread[indicator->funnel.multiplicative][indicator->funnel.together];
  case FUNNEL_LIMITS_USUAL:
    break;
  }
  return "";
}

/* ---- limits -------------------------------------------------------------------------------- */

static int estimate_spread(const struct funnel_places *places, size_t left_out,
                           struct funnel_spread *ret_spread)
{
  double expected[FUNNEL_MOST_PLACES];
  size_t count = places->setting < FUNNEL_MOST_PLACES ? places->setting : FUNNEL_MOST_PLACES;
  for (size_t i = 0; i < count; i++)
    expected[i] = places->wholes[i] * places->average;
  return funnel_spread_estimate(places->counts, expected, count, left_out, ret_spread);
}

static int find_spread(const struct funnel_places *places, size_t left_out,
                       struct funnel_spread *ret_spread)
{
  bool keeps = places->spreads && (left_out == FUNNEL_NONE || left_out < places->setting);
  if (!keeps)
    return estimate_spread(places, left_out, ret_spread);
  struct kept_spread *kept
    = &places->spreads[left_out == FUNNEL_NONE ? places->setting : left_out];
  if (!kept->known) {
    kept->status = estimate_spread(places, left_out, &kept->spread);
    kept->known = true;
  }
  *ret_spread = kept->spread;
  return kept->status;
}

static int spread_limits(const struct funnel_places *places, double whole, size_t left_out,
                         struct interval *ret_near, struct interval *ret_far)
{
  struct funnel_spread spread;
  if (find_spread(places, left_out, &spread) < 0)
    return -1;
  const struct funnel_choice *choice = &places->indicator->funnel;
  enum funnel_adjustment adjustment
    = choice->multiplicative ? FUNNEL_MULTIPLICATIVE : FUNNEL_ADDITIVE;
  double own = whole * places->average;
  *ret_near = funnel_spread_limits(&spread, adjustment, own, FUNNEL_NEAR);
  if (ret_far)
    *ret_far = funnel_spread_limits(&spread, adjustment, own, FUNNEL_FAR);
  return isnan(ret_near->lower) ? -1 : 0;
}

/* Exact ones need whole people, and not too many of them. */
static struct interval proportion_limits(double average, double whole, double level)
{
  struct interval limits = funnel_binomial_limits(average, whole, level);
  if (isnan(limits.lower))
    limits = funnel_score_limits(average, whole, level);
  return (struct interval) { limits.lower / average, limits.upper / average };
}

static int chance_limits(const struct funnel_places *places, double whole,
                         struct interval *ret_near, struct interval *ret_far)
{
  bool share = limits_of(places->indicator) == FUNNEL_LIMITS_BINOMIAL;
  double average = places->average, own = whole * average;
  *ret_near = share ? proportion_limits(average, whole, FUNNEL_NEAR)
                    : funnel_poisson_limits(own, FUNNEL_NEAR);
  if (ret_far)
    *ret_far = share ? proportion_limits(average, whole, FUNNEL_FAR)
                     : funnel_poisson_limits(own, FUNNEL_FAR);
  return isfinite(ret_near->lower) && isfinite(ret_near->upper) ? 0 : -1;
}

int funnel_limits_of(const struct funnel_places *places, double whole, size_t own,
                     struct interval *ret_near, struct interval *ret_far)
{
  if (!(places->average > 0) || !(whole > 0) || !isfinite(whole))
    return -1;
  if (limits_of(places->indicator) == FUNNEL_LIMITS_OVER_DISPERSED)
    return spread_limits(places, whole,
                         places->indicator->funnel.together ? FUNNEL_NONE : own, ret_near, ret_far);
  return chance_limits(places, whole, ret_near, ret_far);
}

enum funnel_position funnel_judge(const struct funnel_places *places, size_t own,
                                  struct interval *ret_near, struct interval *ret_far)
{
  double count = places->counts[own], whole = places->wholes[own];
  if (!(count >= 0) || funnel_limits_of(places, whole, own, ret_near, ret_far) < 0)
    return FUNNEL_NOT_JUDGED;
  if (limits_of(places->indicator) == FUNNEL_LIMITS_POISSON)
    return funnel_of_events(count, whole * places->average);
  return funnel_position_of(count / (whole * places->average), *ret_near,
                            ret_far ? *ret_far : *ret_near);
}
