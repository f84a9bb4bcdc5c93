/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker.h"

#include "disclose/attacker_model.h"
#include "disclose/rules.h"

#include <stdlib.h>

enum { MOST_RELATIONS = 8, MOST_UNSETTLED = 20 };

static bool is_any_under_rules(const struct model *model)
{
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    size_t at = 0;
    const struct indicator *indicator = &model->catalog->indicators[i];
    if (attacker_is_withheld(model, i) || rules_next(indicator, released_audience(model->released), &at))
      return true;
  }
  return false;
}

/* What is exactly known before anything is worked out. */
static size_t note_shown(struct model *model)
{
  size_t hidden = 0;
  for (size_t i = 0; i < model->owners.len; i++) {
    const struct unknown *unknown = &model->riddle.unknowns.at[i];
    model->owners.at[i].shown = unknown->low == unknown->high;
    hidden += unknown->low < unknown->high
              && model->tallies.at[model->owners.at[i].tally].printed;
  }
  return hidden;
}

/* Whether QUESTION is about what a rule without secondary suppression hides. */
static bool is_alone(const struct question *question)
{
  return question->low > question->high;
}

static void hint_at_secondary(struct diags *diags)
{
  diag_hint(diags, "its rule hides nothing besides: give it 'secondary: true', as in '{rules: nhs-hes, secondary: true}'");
}

void attacker_report(const struct model *model, uint32_t unknown, double low, double high, struct diags *diags)
{
  const struct tally *tally = &model->tallies.at[model->owners.at[unknown].tally];
  struct loc loc = tally->use_count ? model->catalog->indicators[tally->uses[0].indicator].loc : LOC_NONE;
  const char *words = attacker_unknown_words(model, unknown);
  if (high - low < 0.5)
    diag_error(diags, "STRATA-S001", loc, "'%s' is hidden, but can be worked out exactly from what is published", words);
  else
    diag_error(diags, "STRATA-S002", loc, "'%s' is hidden, but can be worked out to be one of %.0f counts", words,
               high - low + 1);
}

static void report(const struct model *model, const struct truth *truth,
                   const struct answer *answer, struct diags *diags)
{
  attacker_report(model, truth->questions[answer->question].unknown, answer->low, answer->high, diags);
  if (!answer->relation_count)
    diag_hint(diags, "a figure that is published gives it away by itself");
  for (size_t r = 0; r < answer->relation_count && r < MOST_RELATIONS; r++)
    diag_hint(diags, "%s", attacker_relation_words(model, answer->relations[r]));
  if (answer->relation_count > MOST_RELATIONS)
    diag_hint(diags, "and %zu equations more", answer->relation_count - MOST_RELATIONS);
  if (is_alone(&truth->questions[answer->question]))
    hint_at_secondary(diags);
}

/* The plainest first, for only so many errors are printed: what few equations give away is soonest understood. */
static int by_plainness(const void *a, const void *b)
{
  const struct answer *left = a, *right = b;
  if (left->relation_count != right->relation_count)
    return left->relation_count < right->relation_count ? -1 : 1;
  return (left->question > right->question) - (left->question < right->question);
}

static void report_found(const struct model *model, const struct truth *truth, const struct solution *solution,
                         struct diags *diags)
{
  struct answer *answers = ARENA_ARRAY(model->arena, struct answer, solution->count);
  for (size_t i = 0; i < solution->count; i++)
    answers[i] = solution->answers[i];
  qsort(answers, solution->count, sizeof *answers, by_plainness);
  for (size_t i = 0; i < solution->count; i++)
    report(model, truth, &answers[i], diags);
}

/* Nothing is known of them, and that is no reason to publish. */
static void report_unsettled(const struct model *model, const struct truth *truth, const struct solution *solution,
                             struct diags *diags)
{
  if (!solution->unsettled_count)
    return;
  diag_error(diags, "STRATA-S005", LOC_NONE,
             "of %zu hidden counts it could not be settled whether they can be worked out", solution->unsettled_count);
  for (size_t i = 0; i < solution->unsettled_count && i < MOST_UNSETTLED; i++)
    diag_hint(diags, "%s", attacker_unknown_words(model, truth->questions[solution->unsettled[i]].unknown));
  if (solution->unsettled_count > MOST_UNSETTLED)
    diag_hint(diags, "and %zu more", solution->unsettled_count - MOST_UNSETTLED);
  if (is_alone(&truth->questions[solution->unsettled[0]]))
    hint_at_secondary(diags);
}

static int report_all(const struct model *model, const struct truth *truth,
                      const struct solution *solution, struct diags *diags)
{
  if (solution->contradiction) {
    diag_error(diags, "STRATA-S003", LOC_NONE,
               "the published figures do not add up, so that the audit can say nothing of what is "
               "hidden");
    return -1;
  }
  if (solution->count)
    report_found(model, truth, solution, diags);
  report_unsettled(model, truth, solution, diags);
  if (truth->given_away)
    diag_note(diags, "STRATA-S004", LOC_NONE,
              "an earlier edition printed %zu counts that rules hide now; they cannot be hidden "
              "any more",
              truth->given_away);
  return solution->count || solution->unsettled_count ? -1 : 0;
}

int attacker_audit(struct arena *arena, const struct released *released,
                   const struct sealed *before, struct diags *diags, struct attack *ret_attack)
{
  return attacker_audit_watched(arena, released, before, &(struct attack_watch) { 0 }, diags, ret_attack);
}

int attacker_audit_watched(struct arena *arena, const struct released *released,
                           const struct sealed *before, const struct attack_watch *watch,
                           struct diags *diags, struct attack *ret_attack)
{
  const struct catalog *catalog = released_definitions(released);
  struct model model = {
    .arena = arena, .released = released, .catalog = catalog, .facts = released_facts(released),
    .rows = catalog->area_count + SUMS_EXTRA_ROWS, .riddle = { .arena = arena },
  };
  *ret_attack = (struct attack) { .any = is_any_under_rules(&model),
                                  .found = attacker_find_derived(released, diags) };
  size_t derived = ret_attack->found;
  if (!ret_attack->any || !attacker_find_tallies(&model))
    return derived ? -1 : 0;
  struct truth truth;
  struct solution solution;
  attacker_find_unknowns(&model);
  attacker_add_sums(&model);
  attacker_add_small_sums(&model);
  attacker_read(&model);
  attacker_read_hidden(&model);
  attacker_read_small(&model);
  attacker_read_rows(&model);
  attacker_read_ages(&model);
  attacker_read_verdicts(&model);
  attacker_read_order(&model);
  attacker_face_truth(&model, &truth, &ret_attack->untrue);
  attacker_recall(&model, &truth, before);
  ret_attack->hidden = note_shown(&model);
  attacker_set_questions(&model, &truth);
  model.riddle.example = truth.values;
  model.riddle.progress = watch->progress;
  model.riddle.user = watch->user;
  riddle_solve(&model.riddle, truth.questions, truth.question_count, &solution);
  ret_attack->sensitive = truth.sensitive;
  ret_attack->given_away = truth.given_away;
  ret_attack->found += solution.count;
  ret_attack->unsettled = solution.unsettled_count;
  ret_attack->relations = model.riddle.relations.len;
  ret_attack->programmes = solution.programmes;
  size_t whole = attacker_find_whole(&model, &truth, &solution, diags);
  ret_attack->found += whole;
  return report_all(&model, &truth, &solution, diags) || derived || whole ? -1 : 0;
}
