/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the partnership wants to reach, and what is recommended for it. */
#include "extend/host.h"

const struct strata_outcome *const *host_outcomes(struct strata_run *run, size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  *ret_count = catalog->outcome_count;
  if (run->outcomes)
    return run->outcomes;
  const struct strata_outcome **all
    = ARENA_ARRAY(run->arena, const struct strata_outcome *, catalog->outcome_count);
  for (size_t i = 0; i < catalog->outcome_count; i++) {
    struct strata_outcome *info = ARENA_NEW(run->arena, struct strata_outcome);
    *info = (struct strata_outcome) { .struct_size = sizeof *info,
                                      .id = catalog->outcomes[i].id,
                                      .title = catalog->outcomes[i].title,
                                      .owner = catalog->outcomes[i].owner };
    all[i] = info;
  }
  return run->outcomes = all;
}

static bool is_for(const char *given, const char *wanted)
{
  return !wanted || (given && strcmp(given, wanted) == 0);
}

static const struct strata_recommendation *const *all_recommendations(struct strata_run *run)
{
  const struct catalog *catalog = run->catalog;
  if (run->recommendations)
    return run->recommendations;
  const struct strata_recommendation **all
    = ARENA_ARRAY(run->arena, const struct strata_recommendation *, catalog->recommendation_count);
  for (size_t i = 0; i < catalog->recommendation_count; i++) {
    const struct recommendation *one = &catalog->recommendations[i];
    struct strata_recommendation *info = ARENA_NEW(run->arena, struct strata_recommendation);
    *info = (struct strata_recommendation) {
      .struct_size = sizeof *info,
      .id = one->id,
      .text = one->text,
      .owner = one->owner,
      .due = one->due,
      .outcomes = one->outcomes,
      .outcome_count = one->outcome_count,
      .area = one->area,
      .priority = one->priority,
    };
    all[i] = info;
  }
  return run->recommendations = all;
}

const struct strata_recommendation *const *host_recommendations(struct strata_run *run,
                                                                const char *area,
                                                                const char *priority,
                                                                size_t *ret_count)
{
  size_t count = run->catalog->recommendation_count;
  const struct strata_recommendation *const *all = all_recommendations(run);
  const struct strata_recommendation **some
    = ARENA_ARRAY(run->arena, const struct strata_recommendation *, count);
  *ret_count = 0;
  for (size_t i = 0; i < count; i++)
    if (is_for(all[i]->area, area) && is_for(all[i]->priority, priority))
      some[(*ret_count)++] = all[i];
  return some;
}
