/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge: what the counts are, and which of them must not be found.  Nothing here tells the attacker
 * anything but what earlier editions printed. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"
#include "disclose/released.h"
#include "disclose/rules.h"
#include "disclose/seal.h"

#include <math.h>

static const double SMALL = 1e-6;

/* ---- the truth ----------------------------------------------------------------------------- */

/* When facts of TALLY are: known to anybody who counts it. */
static const struct supply *supply_of_tally(const struct model *model, const struct tally *tally)
{
  const struct results *results = released_results(model->released);
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    bool beside;
    const struct sums *sums[] = { NULL, NULL };
    if (model->counts[i] == NOTHING)
      continue;
    sums[0] = results_counts(results, (int)i);
    sums[1] = results_divisors(results, (int)i, &beside);
    for (size_t k = 0; k < 2; k++)
      if (sums[k] && sums[k]->supply->table == tally->table)
        return sums[k]->supply;
  }
  return NULL;
}

static const struct sums *weighted_sums(const struct model *model, size_t tally)
{
  for (size_t i = 0; i < model->catalog->indicator_count; i++)
    if (model->counts[i] == (int)tally)
      return results_counts(released_results(model->released), (int)i);
  return NULL;
}

/* One for each tally; what proportions leave has none. */
static const struct sums *const *add_up(struct model *model)
{
  size_t count = model->tallies.len, asked = 0;
  const struct sums **all = ARENA_ARRAY(model->arena, const struct sums *, count);
  struct sums_request *requests = ARENA_ARRAY(model->arena, struct sums_request, count);
  for (size_t t = 0; t < count; t++) {
    const struct tally *tally = &model->tallies.at[t];
    if (tally->weighted || tally->of == TALLY_REST)
      continue;
    bool values = tally->table->form == FACTS_VALUES;
    requests[asked++] = (struct sums_request) {
      .supply = supply_of_tally(model, tally), .wanted = tally->wanted, .adds = true,
      .of = tally->of == TALLY_ONES ? SUMS_OF_ONES : SUMS_OF_VALUES,
      .lenient = values || tally->of == TALLY_ONES,
    };
  }
  const struct sums *sums = sums_add_up(model->arena, model->facts, requests, asked);
  for (size_t t = 0; t < count; t++) {
    const struct tally *tally = &model->tallies.at[t];
    if (tally->weighted)
      all[t] = weighted_sums(model, t);
    else if (tally->of != TALLY_REST)
      all[t] = sums++;
  }
  return all;
}

static double true_count(const struct model *model, const struct sums *const *sums, int tally,
                         const struct owner *owner)
{
  const struct tally *at = &model->tallies.at[tally];
  struct period period = attacker_period(model, owner->column);
  if (attacker_is_small(model, owner->row))
    return attacker_small_count(model, at, owner->row, period);
  if (at->of == TALLY_REST) {
    int indicator = at->uses[0].indicator;
    return true_count(model, sums, model->divisors[indicator], owner)
           - true_count(model, sums, model->counts[indicator], owner);
  }
  struct sum sum = sums_find(sums[tally], owner->row, period);
  return at->of == TALLY_BESIDE ? sum.denominator : sum.value;
}

/* Whether the sources keep to a relation. */
static bool is_kept(const struct model *model, const struct truth *truth,
                    const struct relation *relation)
{
  double sum = 0, size = 1;
  for (uint32_t t = 0; t < relation->count; t++) {
    struct relation_term term = model->riddle.terms.at[relation->first + t];
    sum += term.factor * truth->values[term.unknown];
    size += fabs(term.factor * truth->values[term.unknown]);
  }
  return sum >= relation->low - SMALL * 1e-3 * size && sum <= relation->high + SMALL * 1e-3 * size;
}

void attacker_face_truth(struct model *model, struct truth *truth, size_t *ret_untrue)
{
  const struct sums *const *sums = add_up(model);
  double *values = ARENA_ARRAY(model->arena, double, model->owners.len);
  for (size_t i = 0; i < model->owners.len; i++)
    values[i] = true_count(model, sums, model->owners.at[i].tally, &model->owners.at[i]);
  *truth = (struct truth) { .values = values };
  *ret_untrue = 0;
  for (size_t r = 0; r < model->riddle.relations.len; r++) {
    struct relation *relation = &model->riddle.relations.at[r];
    if (model->reasons.at[r].kind == REASON_FIGURE || is_kept(model, truth, relation))
      continue;
    relation->low = -INFINITY;
    relation->high = INFINITY;
    ++*ret_untrue;
  }
}

/* What a later release of its source may have changed a count by: an appendix says how many rows more and fewer each
 * month has. */
static void find_revised(const struct model *model, const struct owner *owner, double *ret_more,
                         double *ret_fewer)
{
  const struct fact_table *table = model->tallies.at[owner->tally].table;
  struct period period = attacker_period(model, owner->column);
  *ret_more = *ret_fewer = 0;
  for (size_t i = 0; i < table->revision_count; i++) {
    const struct revision *revision = &table->revisions[i];
    if (revision->month < period_first(period) || revision->month > period.last)
      continue;
    *ret_more += (double)revision->added;
    *ret_fewer += (double)revision->removed;
  }
}

void attacker_recall(struct model *model, const struct truth *truth, const struct sealed *before)
{
  for (size_t i = 0; before && i < before->len; i++) {
    const struct printed_count *printed = &before->at[i];
    const int *tallies = printed->denominator ? model->divisors : model->counts;
    int unknown
      = attacker_unknown(model, tallies[printed->indicator], printed->row, printed->period);
    double low = printed->value - printed->base / 2, high = printed->value + printed->base / 2;
    if (unknown == NOTHING)
      continue;
    struct owner *owner = &model->owners.at[unknown];
    if (!(truth->values[unknown] >= low && truth->values[unknown] <= high)) {
      double more, fewer;
      find_revised(model, owner, &more, &fewer);
      low -= fewer;
      high += more;
    }
    if (!(truth->values[unknown] >= low && truth->values[unknown] <= high))
      continue;
    owner->known_low = fmax(owner->known_low, low);
    owner->known_high = fmin(owner->known_high, high);
    riddle_bound(&model->riddle, (uint32_t)unknown, low, high);
  }
}

/* ---- what must not be found ---------------------------------------------------------------- */

/* What the rules say of one count. */
struct sentence {
  bool hidden, sensitive;
  double low, high; /* that must be left possible of what is sensitive */
};

static void hide(struct sentence *sentence, const struct disclosure_rule *rule,
                 struct rule_range range)
{
  sentence->hidden = true;
  if (!rule->secondary)
    return;
  sentence->low = sentence->sensitive ? fmin(sentence->low, range.low) : range.low;
  sentence->high = sentence->sensitive ? fmax(sentence->high, range.high) : range.high;
  sentence->sensitive = true;
}

static bool covers(const struct model *model, const struct disclosure_rule *rule, int row)
{
  return attacker_is_small(model, row) ? (rule->covers & COVERS_SMALL_AREAS) != 0
                                       : rule_covers(model->catalog, rule, row);
}

static void pass_use(const struct model *model, struct arena *scratch, const struct owner *owner,
                     const struct tally_use *use, double value, struct sentence *sentence)
{
  const struct indicator *indicator = &model->catalog->indicators[use->indicator];
  struct period period = attacker_period(model, owner->column);
  const struct tally *tally = &model->tallies.at[owner->tally];
  const struct disclosure_rule *rule;
  /* What is added up for a mean is no count of anything. */
  if (indicator->statistic == STATISTIC_MEAN && !use->divisor)
    return;
  sentence->hidden = sentence->hidden || attacker_is_withheld(model, (size_t)use->indicator);
  for (size_t at = 0; (rule = rules_next(indicator, released_audience(model->released), &at));) {
    struct rule_range range;
    if (!covers(model, rule, owner->row))
      continue;
    sentence->hidden = sentence->hidden || rule->withheld;
    if (rule_hides_count(rule, value, &range))
      hide(sentence, rule, range);
    if (!use->divisor && tally->of == TALLY_VALUES && tally->printed
        && !attacker_is_small(model, owner->row)
        && rule_hides_dominated(scratch, model->facts, indicator, rule, owner->row, period, &range))
      hide(sentence, rule, range);
  }
}

static struct sentence sentence_of(const struct model *model, struct arena *scratch,
                                   const struct owner *owner, double value)
{
  struct sentence sentence = { 0 };
  const struct tally *tally = &model->tallies.at[owner->tally];
  for (size_t u = 0; u < tally->use_count; u++)
    pass_use(model, scratch, owner, &tally->uses[u], value, &sentence);
  return sentence;
}

void attacker_set_questions(struct model *model, struct truth *truth)
{
  auto_arena struct arena *scratch = arena_new();
  VEC(struct question) questions = { 0 };
  for (uint32_t i = 0; i < model->owners.len; i++) {
    const struct owner *owner = &model->owners.at[i];
    double value = truth->values[i];
    if (!isfinite(value))
      continue;
    struct sentence sentence = sentence_of(model, scratch, owner, value);
    bool given_away = owner->known_high - owner->known_low < SMALL;
    if (sentence.sensitive && !given_away) {
      truth->sensitive++;
      *VEC_ADD(model->arena, &questions)
        = (struct question) { i, fmax(sentence.low, owner->known_low),
                              fmin(sentence.high, owner->known_high) };
    } else if (sentence.sensitive) {
      truth->given_away++;
    } else if (sentence.hidden && !given_away && value > 0 && !owner->shown
               && model->tallies.at[owner->tally].printed) {
      *VEC_ADD(model->arena, &questions) = (struct question) { i, 1, 0 };
    }
  }
  truth->questions = questions.at;
  truth->question_count = questions.len;
}
