/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a later release of a month says otherwise than the earlier one. */
#include "ingest/street.h"

#include <string.h>

struct revising {
  struct arena *arena;
  const struct places *places;
  VEC(struct fact_change) changes;
};

/* One code's counts before and after; NULL: the month does not have it. */
static void compare_code(struct revising *revising, const struct street_code *before,
                         const struct street_code *after, struct revision *revision)
{
  const char *code = before ? before->code : after->code;
  uint32_t place = *code ? place_of(revising->places, str_of(code)) : PLACE_UNASSIGNED;
  for (int type = 0; type < CRIME_TYPES; type++) {
    uint32_t was = before ? before->counts[type] : 0, is = after ? after->counts[type] : 0;
    if (was == is)
      continue;
    revision->added += is > was ? is - was : 0;
    revision->removed += was > is ? was - is : 0;
    if (place == PLACE_UNKNOWN)
      continue;
    *VEC_ADD(revising->arena, &revising->changes) = (struct fact_change) {
      place, revision->month, (uint16_t)type, (double)is - (double)was
    };
  }
}

/* Both have their codes in order. */
static void compare_months(struct revising *revising, const struct street_month *before,
                           const struct street_month *after, struct revision *revision)
{
  size_t i = 0, k = 0;
  while (i < before->code_count || k < after->code_count) {
    int order = i == before->code_count  ? 1
                : k == after->code_count ? -1
                                         : strcmp(before->codes[i].code, after->codes[k].code);
    compare_code(revising, order <= 0 ? &before->codes[i] : NULL,
                 order >= 0 ? &after->codes[k] : NULL, revision);
    i += order <= 0;
    k += order >= 0;
  }
}

void street_make_revisions(struct reading *reading, const struct source *source,
                           const struct street_months *months, struct fact_table *table)
{
  size_t count = months->revisions.len;
  struct revision *revisions = ARENA_ARRAY(reading->arena, struct revision, count);
  struct revising revising = { .arena = reading->arena, .places = reading->places };
  size_t changed = 0;
  for (size_t i = 0; i < count; i++) {
    const struct street_month *before = &months->revisions.at[i].earlier;
    const struct street_month *after = &months->revisions.at[i].later;
    revisions[i] = (struct revision) {
      .month = after->month,
      .earlier = source->releases[before->release].date,
      .later = source->releases[after->release].date,
      .earlier_path = arena_strdup(reading->arena, before->path),
      .later_path = arena_strdup(reading->arena, after->path),
      .rows_before = before->rows,
      .rows_after = after->rows,
    };
    compare_months(&revising, before, after, &revisions[i]);
    changed += revisions[i].added || revisions[i].removed;
  }
  table->revisions = revisions;
  table->revision_count = count;
  table->changes = revising.changes.at;
  table->change_count = revising.changes.len;
  if (count) {
    diag_note(reading->diags, "STRATA-I120", source->loc,
              "source '%s': of %zu month%s that a later release has again, the later figures count; "
              "%zu changed", source->id, count, count == 1 ? "" : "s", changed);
    diag_hint(reading->diags, "strata check --reconciliation lists what changed, month by month");
  }
}
