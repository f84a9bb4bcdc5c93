/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Initiatives, and whether they changed anything. */
#include "extend/host.h"

const struct strata_initiative *const *host_initiatives(struct strata_run *run, size_t *ret_count)
{
  const struct catalog *catalog = run->catalog;
  size_t count = 0;
  const struct strata_initiative **list
    = ARENA_ARRAY(run->arena, const struct strata_initiative *, catalog->initiative_count);
  for (size_t i = 0; i < catalog->initiative_count; i++) {
    const struct initiative *one = &catalog->initiatives[i];
    struct initiative_result result;
    if (run->asked)
      run->asked[one->indicator] = true;
    if (!released_initiative(run->released, one, &result))
      continue;
    const struct displacement *found = &result.found;
    struct strata_initiative *info = ARENA_NEW(run->arena, struct strata_initiative);
    *info = (struct strata_initiative) {
      .struct_size = sizeof *info,
      .id = one->id,
      .title = one->title,
      .indicator = catalog->indicators[one->indicator].id,
      .before = run_period_code(run, one->before),
      .before_words = run_period_words(run, one->before),
      .after = run_period_code(run, one->after),
      .after_words = run_period_words(run, one->after),
      .published = result.status == STATUS_PUBLISHED,
      .status = status_word(result.status),
      .shorthand = status_shorthand(result.status),
      .reason = result.reason,
      .local = found->local,
      .local_error = found->local_error,
      .beside = found->beside,
      .beside_error = found->beside_error,
      .total = found->total,
      .total_error = found->total_error,
      .z = found->z,
      .lower = found->interval.lower,
      .upper = found->interval.upper,
      .change = change_word(result.change),
      .method = "weighted displacement difference 95%",
    };
    list[count++] = info;
  }
  *ret_count = count;
  return list;
}
