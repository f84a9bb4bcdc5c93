/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules themselves tell, since anybody may read them: a count that is printed is none of those that are
 * hidden, and where nothing is hidden but for its size, one that is hidden is one of them. */
#include "disclose/attacker_model.h"
#include "disclose/rules.h"

#include <math.h>

static bool covers(const struct model *model, const struct disclosure_rule *rule, int row)
{
  return attacker_is_small(model, row) ? (rule->covers & COVERS_SMALL_AREAS) != 0
                                       : rule_covers(model->catalog, rule, row);
}

/* ---- printed ------------------------------------------------------------------------------- */

static bool is_hidden(const struct disclosure_rule *rule, double count)
{
  struct rule_range range;
  return rule_hides_count(rule, count, &range);
}

void attacker_rule_out(const struct model *model, int indicator, int row, double *low, double *high)
{
  const struct disclosure_rule *rule;
  enum audience audience = released_audience(model->released);
  for (size_t at = 0; (rule = rules_next(&model->catalog->indicators[indicator], audience, &at));) {
    if (!covers(model, rule, row))
      continue;
    for (*low = fmax(*low, 0); *low < *high && is_hidden(rule, *low); ++*low)
      ;
    for (; *high > *low && is_hidden(rule, *high); --*high)
      ;
  }
}

/* ---- hidden -------------------------------------------------------------------------------- */

/* Whether every rule hides counts for their size alone, and no more than that. */
static bool is_plain(const struct model *model)
{
  enum audience audience = released_audience(model->released);
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    const struct indicator *indicator = &model->catalog->indicators[i];
    const struct disclosure_rule *rule;
    for (size_t at = 0; (rule = rules_next(indicator, audience, &at));)
      if (rule->secondary || rule->withheld || rule->dominance_largest || rule->p_percent > 0)
        return false;
  }
  return true;
}

/* The least and the greatest count that any rule of TALLY hides in ROW; false when a figure may be hidden for
 * another count than TALLY's. */
static bool find_hidden(const struct model *model, const struct tally *tally, int row, double *low, double *high)
{
  enum audience audience = released_audience(model->released);
  *low = INFINITY;
  *high = -INFINITY;
  for (size_t u = 0; u < tally->use_count; u++) {
    const struct indicator *indicator = &model->catalog->indicators[tally->uses[u].indicator];
    const struct disclosure_rule *rule;
    bool alone = indicator->statistic == STATISTIC_COUNT
                 || (indicator->statistic == STATISTIC_RATE && model->divisors[tally->uses[u].indicator] == NOTHING);
    if (!alone)
      return false;
    for (size_t at = 0; (rule = rules_next(indicator, audience, &at));) {
      bool sized = (rule->hide_most || rule->zeros_hidden) && covers(model, rule, row);
      *low = sized ? fmin(*low, rule->zeros_hidden ? 0 : rule->hide_least) : *low;
      *high = sized ? fmax(*high, rule->hide_most) : *high;
    }
  }
  return *low <= *high;
}

/* Of neighbourhoods only where each is hidden by itself: what all hide says nothing of any. */
void attacker_read_small_hidden(struct model *model)
{
  if (!is_plain(model))
    return;
  for (size_t i = 0; i < model->small_hidden.len; i++) {
    const struct small_figure *figure = &model->small_hidden.at[i];
    int tally = model->counts[figure->indicator];
    int unknown = attacker_unknown(model, tally, figure->row, attacker_period(model, figure->column));
    double low, high;
    if (unknown != NOTHING && find_hidden(model, &model->tallies.at[tally], figure->row, &low, &high))
      riddle_bound(&model->riddle, (uint32_t)unknown, low, high);
  }
}

void attacker_read_hidden(struct model *model)
{
  if (!is_plain(model))
    return;
  for (size_t i = 0; i < model->owners.len; i++) {
    const struct owner *owner = &model->owners.at[i];
    const struct tally *tally = &model->tallies.at[owner->tally];
    struct result result;
    double low, high;
    if (!tally->printed || tally->of != TALLY_VALUES || tally->weighted || attacker_is_small(model, owner->row)
        || owner->row >= (int)model->catalog->area_count || !tally->use_count || tally->uses[0].divisor)
      continue;
    released_find_alone(model->released, tally->uses[0].indicator, owner->row,
                        attacker_period(model, owner->column), &result);
    if (result.status == STATUS_SUPPRESSED && find_hidden(model, tally, owner->row, &low, &high))
      riddle_bound(&model->riddle, (uint32_t)i, low, high);
  }
}
