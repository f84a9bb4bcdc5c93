/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure beside what it is compared with, where it stands, and whether its goal is met. */
#include "extend/host.h"

#include <math.h>

enum { USUAL_PARTS = 5, MOST_PARTS = 100 };

/* The codes of a group's members, in the order of the group. */
static const char *const *peer_codes(struct strata_run *run, const struct peers_group *group)
{
  const char **codes = ARENA_ARRAY(run->arena, const char *, group->member_count);
  for (size_t i = 0; i < group->member_count; i++) {
    int member = group->members[i];
    codes[i] = member >= ELSEWHERE ? run->catalog->elsewhere[member - ELSEWHERE].code
                                   : run->catalog->areas[member].code;
  }
  return codes;
}

const struct strata_comparison *const *host_comparisons(struct strata_run *run,
                                                        const char *indicator, const char *area,
                                                        const char *period, size_t *ret_count)
{
  struct asked asked;
  *ret_count = 0;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return NULL;
  struct comparison found[MOST_COMPARISONS];
  size_t count
    = released_comparisons(run->released, asked.indicator, asked.area, asked.period, found);
  struct strata_comparison *all = ARENA_ARRAY(run->arena, struct strata_comparison, count);
  const struct strata_comparison **list
    = ARENA_ARRAY(run->arena, const struct strata_comparison *, count);
  for (size_t i = 0; i < count; i++) {
    const struct comparison *one = &found[i];
    list[i] = &all[i];
    all[i] = (struct strata_comparison) {
      .struct_size = sizeof all[i],
      .id = one->id,
      .name = one->name,
      .value = one->value,
      .difference = one->difference,
      .ratio = one->ratio,
      .significance = significance_word(one->significance),
      .judgement = judgement_word(one->judgement),
      .members = one->members,
      .reason = one->reason,
      .peers = one->group ? peer_codes(run, one->group) : NULL,
      .peer_count = one->members,
      .source = one->group ? run->catalog->peers_source : NULL,
    };
  }
  *ret_count = count;
  return list;
}

int host_standing(struct strata_run *run, const char *indicator, const char *area,
                  const char *period, int parts, struct strata_standing *ret)
{
  struct asked asked;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  if (parts < 0 || parts == 1 || parts > MOST_PARTS)
    return run_fail(run, "STRATA-X030", "districts cannot be put in %d parts: 2 to %d", parts,
                    MOST_PARTS);
  struct standing found;
  int into = parts ? parts : USUAL_PARTS;
  released_standing(run->released, asked.indicator, asked.area, asked.period, into, &found);
  struct strata_standing info = {
    .rank = found.rank.rank,
    .rank_of = found.rank.of,
    .tied = found.rank.tied,
    .part = found.part,
    .parts = found.parts,
    .lowest = found.lowest,
    .quarter = found.quarter,
    .median = found.median,
    .three_quarters = found.three_quarters,
    .highest = found.highest,
    .has_spine = found.has_spine,
    .highest_left = found.spine.highest_left,
    .left = NAN,
    .left_quartile = NAN,
    .right_quartile = NAN,
    .right = NAN,
    .position = found.position,
  };
  if (found.has_spine) {
    info.left = found.spine.left;
    info.left_quartile = found.spine.left_quartile;
    info.right_quartile = found.spine.right_quartile;
    info.right = found.spine.right;
  }
  host_copy_out(ret, &info, sizeof info);
  return found.rank.of > 0 ? STRATA_OK : STRATA_NONE;
}

int host_goal(struct strata_run *run, const char *indicator, const char *area, const char *period,
              struct strata_goal *ret)
{
  struct asked asked;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  const struct goal *goal = run->catalog->indicators[asked.indicator].goal;
  if (!goal)
    return STRATA_NONE;
  enum judgement judgement
    = released_goal(run->released, asked.indicator, asked.area, asked.period);
  enum goal_verdict verdict
    = released_goal_verdict(run->released, asked.indicator, asked.area, asked.period);
  struct strata_goal info = { .value = goal->lower,
                              .upper = goal->has_upper ? goal->upper : (double)NAN,
                              .set_by = goal->set_by,
                              .judgement = judgement_word(judgement),
                              .verdict = goal_word(verdict) };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}
