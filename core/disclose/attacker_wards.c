/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wards: what is shown of each, and that it is the neighbourhoods that are fitted to it.  Where all of both is
 * hidden, nothing is shown and no equation is needed: a ward then is a sum of unknowns that is in no other. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"

#include <math.h>

static int first_ward(const struct model *model)
{
  return attacker_small_row(model, model->facts->small_area_count);
}

int attacker_ward_row(const struct model *model, size_t ward)
{
  return first_ward(model) + (int)ward;
}

const struct ward *attacker_ward(const struct model *model, int row)
{
  int first = first_ward(model);
  return row < first ? NULL : &model->facts->wards[row - first];
}

/* ---- what is shown ------------------------------------------------------------------------- */

/* The small areas that a map shows in the period, hidden ones too: those of the other vintage are not in it. */
static void note_parts(struct model *model, int indicator, int ward, size_t column,
                       const enum status *statuses)
{
  for (size_t i = 0; i < model->facts->small_area_count; i++)
    if (model->facts->small_areas[i].ward == ward && statuses[i] != STATUS_NOT_APPLICABLE)
      *VEC_ADD(model->arena, &model->ward_parts)
        = (struct ward_part) { .ward = attacker_ward_row(model, (size_t)ward),
                               .part = attacker_small_row(model, i), .column = column,
                               .indicator = indicator };
}

void attacker_look_at_wards(struct model *model, int indicator, int district, struct period period)
{
  auto_arena struct arena *scratch = arena_new();
  size_t count = model->facts->ward_count, small = model->facts->small_area_count;
  if (!count)
    return;
  struct ward_result *wards = ARENA_ARRAY(scratch, struct ward_result, count);
  double *counts = ARENA_ARRAY(scratch, double, small), *rates = ARENA_ARRAY(scratch, double, small);
  enum status *statuses = ARENA_ARRAY(scratch, enum status, small);
  bool looked = false;
  released_wards(model->released, indicator, district, period, wards);
  for (size_t i = 0; i < count; i++) {
    if (!isfinite(wards[i].numerator))
      continue;
    if (!looked)
      released_small_statuses(model->released, indicator, district, period, counts, rates, statuses);
    looked = true;
    size_t column = (size_t)attacker_column(model, period);
    *VEC_ADD(model->arena, &model->small)
      = (struct small_figure) { indicator, attacker_ward_row(model, i), column, wards[i].numerator };
    note_parts(model, indicator, (int)i, column, statuses);
  }
}

void attacker_add_ward_parts(struct model *model)
{
  for (size_t i = 0; i < model->ward_parts.len; i++) {
    const struct ward_part *part = &model->ward_parts.at[i];
    const struct fact_table *table = model->tallies.at[model->counts[part->indicator]].table;
    for (size_t t = 0; t < model->tallies.len; t++) {
      const struct tally *tally = &model->tallies.at[t];
      if (tally->table == table && tally->of == TALLY_VALUES && tally->printed)
        attacker_add_unknown(model, (int)t, part->part, part->column);
    }
  }
}

/* ---- sums ---------------------------------------------------------------------------------- */

/* Parts FROM to TO are those of one ward, column and indicator.  DONE says which wards and columns have their
 * equation: several indicators count the same, and years have several names. */
static void add_ward(struct model *model, const int32_t *unknowns, size_t from, size_t to, bool *done)
{
  const struct ward_part *parts = model->ward_parts.at;
  int whole = unknowns[(size_t)parts[from].ward * model->columns + parts[from].column];
  bool *known = &done[(size_t)(parts[from].ward - first_ward(model)) * model->columns
                      + parts[from].column];
  if (whole == NOTHING || *known)
    return;
  *known = true;
  attacker_relate(model, (struct reason) { .kind = REASON_SMALL_AREAS, .indicator = NOTHING }, 0, 0);
  riddle_term(&model->riddle, (uint32_t)whole, 1);
  for (size_t i = from; i < to; i++)
    riddle_term(&model->riddle,
                (uint32_t)unknowns[(size_t)parts[i].part * model->columns + parts[i].column], -1);
}

void attacker_add_ward_sums(struct model *model)
{
  auto_arena struct arena *scratch = arena_new();
  const struct ward_part *parts = model->ward_parts.at;
  size_t wide = model->ward_parts.len ? model->facts->ward_count * model->columns : 0;
  bool *done = ARENA_ARRAY(scratch, bool, model->tallies.len * wide);
  for (size_t from = 0, to; from < model->ward_parts.len; from = to) {
    for (to = from + 1; to < model->ward_parts.len && parts[to].ward == parts[from].ward
                        && parts[to].column == parts[from].column
                        && parts[to].indicator == parts[from].indicator;
         to++)
      ;
    const struct fact_table *table
      = model->tallies.at[model->counts[parts[from].indicator]].table;
    for (size_t t = 0; t < model->tallies.len; t++) {
      const struct tally *tally = &model->tallies.at[t];
      if (tally->table == table && tally->of == TALLY_VALUES && tally->printed)
        add_ward(model, tally->unknowns, from, to, &done[t * wide]);
    }
  }
}
