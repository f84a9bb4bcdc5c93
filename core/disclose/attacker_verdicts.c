/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts on figures: what a goal that is met, and what an initiative did, say of counts that are not shown. */
#include "compute/comparison.h"
#include "disclose/attacker_model.h"

#include <math.h>

enum { MOST_COUNTS = 1000 };

/* ---- goals --------------------------------------------------------------------------------- */

/* What would be said of COUNT. */
static enum goal_verdict verdict_of(const struct indicator *definition, double count, double people)
{
  const struct goal *goal = definition->goal;
  double value = definition->statistic == STATISTIC_COUNT ? count : count * definition->scale / people;
  return goal_verdict(value, attacker_limits(definition, count, people), goal->lower,
                      goal->has_upper ? goal->upper : (double)NAN, definition->polarity);
}

/* A figure that is not printed, of which it is said that it reaches a goal or does not: all counts that it may be
 * are tried. */
static void tell_goal(struct model *model, int indicator, int area, struct period period)
{
  const struct indicator *definition = &model->catalog->indicators[indicator];
  int unknown = attacker_unknown(model, model->counts[indicator], area, period);
  struct result result;
  enum goal_verdict said = released_goal_verdict(model->released, indicator, area, period);
  released_find_alone(model->released, indicator, area, period, &result);
  double people = attacker_people(model, indicator, area, period);
  bool counted = definition->statistic == STATISTIC_COUNT
                 || (definition->statistic == STATISTIC_RATE && people > 0);
  if (unknown == NOTHING || isfinite(result.value) || said == GOAL_NO_FIGURE || !counted)
    return;
  const struct unknown *at = &model->riddle.unknowns.at[unknown];
  double from = at->low, last = fmin(at->high, from + MOST_COUNTS), least = NAN, most = NAN;
  for (double count = from; count <= last; count++)
    if (verdict_of(definition, count, people) == said) {
      least = isnan(least) ? count : least;
      most = count;
    }
  double slack = released_base(model->released, indicator, area) - 1; /* of a rounded count so much is said */
  if (!isnan(least))
    riddle_bound(&model->riddle, (uint32_t)unknown, least - slack,
                 most < last ? most + slack : at->high);
}

static void read_goals(struct model *model, struct arena *scratch, int indicator)
{
  size_t count;
  const struct period *periods = attacker_periods(model, scratch, indicator, &count);
  for (size_t p = 0; p < count; p++)
    for (size_t area = 0; area < model->catalog->area_count; area++)
      tell_goal(model, indicator, (int)area, periods[p]);
}

/* ---- initiatives --------------------------------------------------------------------------- */

/* Adds SIGN times what PART has now more than before; false when a count of it is not known by itself. */
static bool add_part(struct model *model, const struct initiative *initiative,
                     const struct initiative_part *part, double sign)
{
  int tally = model->counts[initiative->indicator];
  for (size_t i = 0; i < part->count; i++) {
    int after = attacker_unknown(model, tally, part->areas[i], initiative->after);
    int before = attacker_unknown(model, tally, part->areas[i], initiative->before);
    if (after == NOTHING || before == NOTHING || after == before
        || released_base(model->released, initiative->indicator, part->areas[i]) > 1)
      return false;
    riddle_term(&model->riddle, (uint32_t)after, sign);
    riddle_term(&model->riddle, (uint32_t)before, -sign);
  }
  return true;
}

/* The difference is what the first part has more, less what its control has. */
static void tell_difference(struct model *model, const struct initiative *initiative, int part,
                            double difference)
{
  if (!isfinite(difference) || !initiative->parts[part].count)
    return;
  attacker_relate(model, (struct reason) { REASON_FIGURE, initiative->indicator, "an initiative" },
                  difference - 1e-9 * (1 + fabs(difference)),
                  difference + 1e-9 * (1 + fabs(difference)));
  if (add_part(model, initiative, &initiative->parts[part], 1)
      && add_part(model, initiative, &initiative->parts[part + 1], -1))
    return;
  struct riddle *riddle = &model->riddle;
  riddle->terms.len = riddle->relations.at[--riddle->relations.len].first;
  model->reasons.len--;
}

void attacker_read_verdicts(struct model *model)
{
  for (size_t i = 0; i < model->catalog->indicator_count; i++)
    if (model->counts[i] != NOTHING && model->catalog->indicators[i].goal)
      read_goals(model, model->arena, (int)i);
  for (size_t i = 0; i < model->catalog->initiative_count; i++) {
    const struct initiative *initiative = &model->catalog->initiatives[i];
    struct initiative_result found;
    if (model->counts[initiative->indicator] == NOTHING
        || !released_initiative(model->released, initiative, &found)
        || found.status != STATUS_PUBLISHED)
      continue;
    tell_difference(model, initiative, 0, found.found.local);
    tell_difference(model, initiative, 2, found.found.beside);
  }
}
