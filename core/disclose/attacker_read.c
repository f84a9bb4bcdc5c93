/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "compute/intervals.h"
#include "disclose/attacker_model.h"
#include "disclose/released.h"

#include <math.h>

/* Figures are printed with fifteen digits. */
static const double PRINTED = 1e-9;
enum { MOST_COUNTS = 1000, LEAST_OF_PROPORTION = 10, LEAST_OF_CHANGE = 5 };

static const struct indicator *definition_of(const struct model *model, int indicator)
{
  return &model->catalog->indicators[indicator];
}

static bool is_near(double a, double b)
{
  return fabs(a - b) <= PRINTED * (1 + fabs(a) + fabs(b));
}

/* ---- a number that is printed -------------------------------------------------------------- */

static void bound(struct model *model, int unknown, double low, double high)
{
  if (unknown != NOTHING)
    riddle_bound(&model->riddle, (uint32_t)unknown, low, high);
}

/* A count that any of those who print it hides is printed by none; but for small areas, each of which is hidden by
 * itself. */
static void rule_out(const struct model *model, int unknown, double *low, double *high)
{
  const struct owner *owner = &model->owners.at[unknown];
  const struct tally *tally = &model->tallies.at[owner->tally];
  for (size_t u = 0; u < 2 * tally->use_count && !attacker_is_small(model, owner->row); u++)
    attacker_rule_out(model, tally->uses[u % tally->use_count].indicator, owner->row, low, high);
}

/* Halves are rounded up. */
void attacker_tell(struct model *model, int unknown, double count, int base)
{
  if (unknown == NOTHING || !isfinite(count))
    return;
  bool whole = model->riddle.unknowns.at[unknown].whole;
  double multiple = base > 1 ? floor(count / base + 0.5) * base : floor(count + 0.5);
  if (base > 1 && is_near(count, multiple)) {
    double low = multiple - base / 2.0, high = multiple + base / 2.0;
    low = whole ? ceil(low) : low;
    high = whole ? ceil(high) - 1 : high;
    if (whole)
      rule_out(model, unknown, &low, &high);
    bound(model, unknown, low, high);
  } else if (whole && is_near(count, floor(count + 0.5))) {
    bound(model, unknown, floor(count + 0.5), floor(count + 0.5));
  } else {
    bound(model, unknown, count - PRINTED * (1 + fabs(count)), count + PRINTED * (1 + fabs(count)));
  }
}

double attacker_people(const struct model *model, int indicator, int area, struct period period)
{
  const struct indicator *definition = definition_of(model, indicator);
  struct result result;
  if (!definition->per_measure || model->divisors[indicator] != NOTHING)
    return NAN;
  results_find_alone(released_results(model->released), indicator, area, period, &result);
  return result.denominator;
}

/* ---- a value ------------------------------------------------------------------------------- */

static bool is_divided(const struct indicator *definition)
{
  return definition->statistic == STATISTIC_RATE || definition->statistic == STATISTIC_PROPORTION;
}

/* A share of a count that is not printed: the two are in proportion. */
static void relate_value(struct model *model, int indicator, int area, struct period period,
                         double value)
{
  int count = attacker_unknown(model, model->counts[indicator], area, period);
  int divisor = attacker_unknown(model, model->divisors[indicator], area, period);
  bool rounded = released_base(model->released, indicator, area) > 1
                 || released_divisor_base(model->released, indicator, area) > 1;
  if (count == NOTHING || divisor == NOTHING || count == divisor || rounded)
    return;
  bool mean = definition_of(model, indicator)->statistic == STATISTIC_MEAN;
  double share = mean ? value : value / definition_of(model, indicator)->scale;
  attacker_relate(model, (struct reason) { REASON_FIGURE, indicator, "its value" },
                  -PRINTED * (1 + fabs(share)), PRINTED * (1 + fabs(share)));
  riddle_term(&model->riddle, (uint32_t)count, 1);
  riddle_term(&model->riddle, (uint32_t)divisor, -share);
}

/* The count that VALUE of AREA is made of; DENOMINATOR is NaN when it is not printed. */
static void tell_value(struct model *model, int indicator, int area, struct period period,
                       double value, double denominator)
{
  const struct indicator *definition = definition_of(model, indicator);
  int unknown = attacker_unknown(model, model->counts[indicator], area, period);
  int base = released_base(model->released, indicator, area);
  if (!isfinite(value))
    return;
  if (definition->statistic == STATISTIC_COUNT)
    attacker_tell(model, unknown, value, base);
  if (!isfinite(denominator))
    denominator = attacker_people(model, indicator, area, period);
  if (is_divided(definition) && isfinite(denominator))
    attacker_tell(model, unknown, value * denominator / definition->scale, base);
  else if (is_divided(definition) || definition->statistic == STATISTIC_MEAN)
    relate_value(model, indicator, area, period, value);
}

/* ---- limits -------------------------------------------------------------------------------- */

struct interval attacker_limits(const struct indicator *definition, double count,
                                double denominator)
{
  struct interval interval = { NAN, NAN };
  double factor = definition->scale;
  if (definition->interval == INTERVAL_BYAR) {
    interval = poisson_interval(count, definition->level);
    factor = isfinite(denominator) ? definition->scale / denominator : 1;
  } else if (definition->interval == INTERVAL_WILSON) {
    interval = wilson_interval(count, denominator, definition->level);
  }
  return (struct interval) { interval.lower * factor, interval.upper * factor };
}

/* Which count has the limits that are printed?  All that it may be are tried. */
static void tell_limits(struct model *model, int indicator, int area, struct period period,
                        const struct result *result)
{
  int unknown = attacker_unknown(model, model->counts[indicator], area, period);
  if (unknown == NOTHING || isfinite(result->numerator)
      || (!isfinite(result->lower) && !isfinite(result->upper)))
    return;
  double denominator = result->denominator;
  if (!isfinite(denominator))
    denominator = attacker_people(model, indicator, area, period);
  const struct unknown *at = &model->riddle.unknowns.at[unknown];
  double from = at->low, to = fmin(at->high, at->low + MOST_COUNTS);
  for (double count = from; count <= to; count++) {
    struct interval limits = attacker_limits(definition_of(model, indicator), count, denominator);
    if (is_near(limits.lower, result->lower) || is_near(limits.upper, result->upper))
      attacker_tell(model, unknown, count, released_base(model->released, indicator, area));
  }
}

/* ---- what it is compared with -------------------------------------------------------------- */

/* A count as a share of VALUE's unit: what is left is added to the relation that was begun. */
static bool add_share(struct model *model, int indicator, int area, struct period period,
                      double weight)
{
  int unknown = attacker_unknown(model, model->counts[indicator], area, period);
  const struct indicator *definition = definition_of(model, indicator);
  double people = attacker_people(model, indicator, area, period);
  bool sound = unknown != NOTHING && released_base(model->released, indicator, area) <= 1
               && (definition->statistic == STATISTIC_COUNT
                   || (definition->statistic == STATISTIC_RATE && people > 0));
  if (sound)
    riddle_term(&model->riddle, (uint32_t)unknown,
                definition->statistic == STATISTIC_COUNT ? weight
                                                         : weight * definition->scale / people);
  return sound;
}

static const struct peers_group *peers_of(const struct catalog *catalog, int area)
{
  for (size_t i = 0; i < catalog->peers_count; i++)
    if (catalog->peers[i].district == area)
      return &catalog->peers[i];
  return NULL;
}

/* The average of its peers is the sum of their values, over how many they are. */
static void tell_peers(struct model *model, int indicator, int area, struct period period,
                       double value)
{
  const struct peers_group *group = peers_of(model->catalog, area);
  bool sound = group != NULL;
  attacker_relate(model, (struct reason) { REASON_FIGURE, indicator, "the average of peers" },
                  value - PRINTED * (1 + fabs(value)), value + PRINTED * (1 + fabs(value)));
  for (size_t m = 0; sound && m < group->member_count; m++)
    sound = group->members[m] < ELSEWHERE
            && add_share(model, indicator, group->members[m], period,
                         1 / (double)group->member_count);
  if (sound)
    return;
  /* A place elsewhere is in it, whose figure is not ours. */
  struct riddle *riddle = &model->riddle;
  riddle->terms.len = riddle->relations.at[--riddle->relations.len].first;
  model->reasons.len--;
}

/* The rest of the county is the county without the area. */
static void tell_rest(struct model *model, int indicator, int area, struct period period,
                      double value)
{
  const struct indicator *definition = definition_of(model, indicator);
  int whole = definition->compare_count ? definition->compare[0] : model->catalog->comparator;
  int all = attacker_unknown(model, model->counts[indicator], whole, period);
  int own = attacker_unknown(model, model->counts[indicator], area, period);
  double people = attacker_people(model, indicator, whole, period)
                  - attacker_people(model, indicator, area, period);
  double count = definition->statistic == STATISTIC_COUNT ? value : value * people / definition->scale;
  bool rounded = released_base(model->released, indicator, whole) > 1
                 || released_base(model->released, indicator, area) > 1;
  bool counts = definition->statistic == STATISTIC_COUNT || definition->statistic == STATISTIC_RATE;
  if (all == NOTHING || own == NOTHING || !isfinite(count) || rounded || !counts)
    return;
  attacker_relate(model, (struct reason) { REASON_FIGURE, indicator, "the rest of the county" },
                  count - PRINTED * (1 + fabs(count)), count + PRINTED * (1 + fabs(count)));
  riddle_term(&model->riddle, (uint32_t)all, 1);
  riddle_term(&model->riddle, (uint32_t)own, -1);
}

static void tell_comparisons(struct model *model, int indicator, int area, struct period period)
{
  struct comparison all[MOST_COMPARISONS];
  size_t count = released_comparisons(model->released, indicator, area, period, all);
  for (size_t i = 0; i < count; i++) {
    if (!isfinite(all[i].value))
      continue;
    if (all[i].kind == COMPARATOR_AREA)
      tell_value(model, indicator, all[i].area, period, all[i].value, NAN);
    else if (all[i].kind == COMPARATOR_REST)
      tell_rest(model, indicator, area, period, all[i].value);
    else if (all[i].kind == COMPARATOR_PEERS)
      tell_peers(model, indicator, area, period, all[i].value);
  }
}

static void tell_comparator(struct model *model, int indicator, struct period period,
                            const struct result *result)
{
  if (result->comparator == NO_INDEX)
    return;
  double value = isfinite(result->comparator_value) ? result->comparator_value
                                                    : result->value / result->ratio;
  tell_value(model, indicator, result->comparator, period, value, NAN);
}

/* ---- what it was before -------------------------------------------------------------------- */

/* It rose or fell, though one of the two counts is not printed. */
static void tell_direction(struct model *model, int indicator, int area, int before, int now,
                           const struct result *result)
{
  bool rose = result->change == CHANGE_ROSE, fell = result->change == CHANGE_FELL;
  bool printed = isfinite(result->numerator) && isfinite(result->before_numerator);
  if ((!rose && !fell) || printed || before == NOTHING || now == NOTHING || before == now
      || definition_of(model, indicator)->change_of != CHANGE_OF_COUNTS
      || released_base(model->released, indicator, area) > 1)
    return;
  attacker_relate(model, (struct reason) { REASON_FIGURE, indicator, rose ? "it rose" : "it fell" },
                  0, INFINITY);
  riddle_term(&model->riddle, (uint32_t)now, rose ? 1 : -1);
  riddle_term(&model->riddle, (uint32_t)before, rose ? -1 : 1);
}

static void tell_before(struct model *model, int indicator, int area, struct period period,
                        const struct result *result)
{
  if (result->change == CHANGE_NOT_TESTED || result->change == CHANGE_NOT_COMPARABLE)
    return;
  int before = attacker_unknown(model, model->counts[indicator], area, result->before);
  int now = attacker_unknown(model, model->counts[indicator], area, period);
  int base = released_base(model->released, indicator, area);
  attacker_tell(model, before, result->before_numerator, base);
  tell_value(model, indicator, area, result->before, result->before_value, NAN);
  if (isfinite(result->change_percent) && result->change_percent > -100)
    attacker_tell(model, before, result->numerator / (1 + result->change_percent / 100), base);
  if (isfinite(result->change_points))
    tell_value(model, indicator, area, result->before, result->value - result->change_points, NAN);
  tell_direction(model, indicator, area, before, now, result);
  bool few = result->change == CHANGE_TOO_FEW && before != NOTHING && now != NOTHING && base <= 1;
  if (!few || before == now)
    return;
  attacker_relate(model, (struct reason) { REASON_FIGURE, indicator, "too few to say of its change" },
                  0, LEAST_OF_CHANGE - 1);
  riddle_term(&model->riddle, (uint32_t)before, 1);
  riddle_term(&model->riddle, (uint32_t)now, 1);
}

/* ---- words --------------------------------------------------------------------------------- */

/* What a status says: there were none, or fewer than ten. */
static void tell_status(struct model *model, int indicator, int area, struct period period,
                        const struct result *result)
{
  const struct indicator *definition = definition_of(model, indicator);
  int divisor = attacker_unknown(model, model->divisors[indicator], area, period);
  if (definition->statistic != STATISTIC_PROPORTION || isfinite(result->value)
      || released_divisor_base(model->released, indicator, area) > 1)
    return;
  if (result->status == STATUS_TOO_FEW)
    bound(model, divisor, 0, LEAST_OF_PROPORTION - 1);
  if (result->status == STATUS_NOT_APPLICABLE)
    bound(model, divisor, 0, 0);
}

/* Higher or lower than its comparator, though its figure is not printed. */
static void tell_words(struct model *model, int indicator, int area, struct period period,
                       const struct result *result)
{
  int unknown = attacker_unknown(model, model->counts[indicator], area, period);
  double people = attacker_people(model, indicator, area, period);
  double scale = definition_of(model, indicator)->scale;
  double expected = result->comparator_value * people / scale;
  if (isfinite(result->value) || unknown == NOTHING || !isfinite(expected))
    return;
  if (result->significance == SIGNIFICANCE_HIGHER)
    bound(model, unknown, expected, INFINITY);
  if (result->significance == SIGNIFICANCE_LOWER)
    bound(model, unknown, 0, expected);
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void read_figure(struct model *model, int indicator, int area, struct period period)
{
  struct result result;
  released_find(model->released, indicator, area, period, &result);
  int divisor = attacker_unknown(model, model->divisors[indicator], area, period);
  attacker_tell(model, attacker_unknown(model, model->counts[indicator], area, period), result.numerator,
       released_base(model->released, indicator, area));
  attacker_tell(model, divisor, result.denominator,
       released_divisor_base(model->released, indicator, area));
  tell_value(model, indicator, area, period, result.value, result.denominator);
  tell_limits(model, indicator, area, period, &result);
  tell_comparator(model, indicator, period, &result);
  if (definition_of(model, indicator)->comparator_count)
    tell_comparisons(model, indicator, area, period);
  tell_before(model, indicator, area, period, &result);
  tell_status(model, indicator, area, period, &result);
  tell_words(model, indicator, area, period, &result);
}

static void read_months(struct model *model, int indicator, int area)
{
  int32_t first;
  size_t count;
  const double *months = released_months(model->released, indicator, area, &first, &count);
  for (size_t i = 0; months && i < count; i++) {
    struct period month = { first + (int32_t)i, PERIOD_MONTH };
    attacker_tell(model, attacker_unknown(model, model->counts[indicator], area, month), months[i],
         released_base(model->released, indicator, area));
  }
}

static void read_unplaced(struct model *model, int indicator, struct period period)
{
  int areas = (int)model->catalog->area_count, comparator = model->catalog->comparator;
  double unassigned, outside;
  int base = comparator == NO_INDEX ? 1 : released_base(model->released, indicator, comparator);
  released_unplaced(model->released, indicator, period, &unassigned, &outside);
  attacker_tell(model, attacker_unknown(model, model->counts[indicator], areas + SUMS_UNASSIGNED, period),
       unassigned, base);
  attacker_tell(model, attacker_unknown(model, model->counts[indicator], areas + SUMS_OUTSIDE, period),
       outside, base);
}

void attacker_read(struct model *model)
{
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    if (model->counts[i] == NOTHING)
      continue;
    auto_arena struct arena *scratch = arena_new();
    size_t count;
    const struct period *periods = attacker_periods(model, scratch, (int)i, &count);
    for (size_t area = 0; area < model->catalog->area_count; area++) {
      for (size_t p = 0; p < count; p++)
        read_figure(model, (int)i, (int)area, periods[p]);
      read_months(model, (int)i, (int)area);
    }
    for (size_t p = 0; p < count; p++)
      read_unplaced(model, (int)i, periods[p]);
  }
}
