/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is a count of: an unknown for each. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"

#include <math.h>

enum { YEAR = 12 };

/* ---- columns ------------------------------------------------------------------------------- */

int attacker_column(const struct model *model, struct period period)
{
  int32_t month = period.last - model->first_month;
  if (month < 0 || month >= (int32_t)model->months)
    return NOTHING;
  return (int)month + (period_months(period) > 1 ? (int)model->months : 0);
}

struct period attacker_period(const struct model *model, size_t column)
{
  bool year = column >= model->months;
  int32_t month = model->first_month + (int32_t)(year ? column - model->months : column);
  return (struct period) { month, year ? PERIOD_YEAR_ENDING : PERIOD_MONTH };
}

int attacker_unknown(const struct model *model, int tally, int row, struct period period)
{
  int column = attacker_column(model, period);
  if (tally == NOTHING || column == NOTHING)
    return NOTHING;
  return model->tallies.at[tally].unknowns[(size_t)row * model->columns + (size_t)column];
}

int attacker_unknown_at(const struct model *model, size_t tally, size_t row, size_t column)
{
  return model->tallies.at[tally].unknowns[row * model->columns + column];
}

uint32_t attacker_add_unknown(struct model *model, int tally, int row, size_t column)
{
  struct tally *at = &model->tallies.at[tally];
  int32_t *unknown = &at->unknowns[(size_t)row * model->columns + column];
  if (*unknown != NOTHING)
    return (uint32_t)*unknown;
  *unknown = (int32_t)riddle_unknown(&model->riddle, at->whole);
  *VEC_ADD(model->arena, &model->owners) = (struct owner) {
    .tally = tally, .row = row, .column = column, .known_high = INFINITY
  };
  return (uint32_t)*unknown;
}

void attacker_relate(struct model *model, struct reason reason, double low, double high)
{
  riddle_relate(&model->riddle, low, high);
  *VEC_ADD(model->arena, &model->reasons) = reason;
}

/* ---- what there is a count of -------------------------------------------------------------- */

static void find_span(struct model *model)
{
  int32_t first = INT32_MAX, last = INT32_MIN;
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    size_t count = 0;
    const struct period *periods
      = model->counts[i] == NOTHING ? NULL
                                    : released_periods(model->released, (int)i, &count);
    for (size_t p = 0; p < count; p++) {
      first = periods[p].last < first ? periods[p].last : first;
      last = periods[p].last > last ? periods[p].last : last;
    }
  }
  model->first_month = first;
  model->months = first <= last ? (size_t)(last - first + 1) : 0;
  model->columns = 2 * model->months;
}

const struct period *attacker_periods(const struct model *model, struct arena *scratch,
                                      int indicator, size_t *ret_count)
{
  size_t listed_count, run = 0;
  const struct period *listed = released_periods(model->released, indicator, &listed_count);
  bool *there = ARENA_ARRAY(scratch, bool, model->columns + 1);
  for (size_t i = 0; i < listed_count; i++)
    there[attacker_column(model, listed[i])] = true;
  for (size_t month = 0; month < model->months; month++) {
    run = there[month] ? run + 1 : 0;
    there[model->months + month] = there[model->months + month] || run >= YEAR;
  }
  VEC(struct period) periods = { 0 };
  for (size_t column = 0; column < model->columns; column++) {
    struct period period = attacker_period(model, column);
    if (!there[column])
      continue;
    *VEC_ADD(scratch, &periods) = period;
    if (period.kind == PERIOD_YEAR_ENDING && month_in_year(period.last) == 12)
      *VEC_ADD(scratch, &periods) = (struct period) { period.last, PERIOD_CALENDAR_YEAR };
    if (period.kind == PERIOD_YEAR_ENDING && month_in_year(period.last) == 3)
      *VEC_ADD(scratch, &periods) = (struct period) { period.last, PERIOD_FINANCIAL_YEAR };
  }
  *ret_count = periods.len;
  return periods.at;
}

void attacker_make_room(struct model *model, struct tally *tally)
{
  size_t count = model->rows * model->columns;
  tally->unknowns = ARENA_ARRAY(model->arena, int32_t, count);
  for (size_t i = 0; i < count; i++)
    tally->unknowns[i] = NOTHING;
}

static void find_of_indicator(struct model *model, int indicator)
{
  auto_arena struct arena *scratch = arena_new();
  size_t count;
  const struct period *periods = attacker_periods(model, scratch, indicator, &count);
  const int tallies[] = { model->counts[indicator], model->divisors[indicator] };
  for (size_t area = 0; area < model->catalog->area_count; area++) {
    for (size_t p = 0; p < count; p++) {
      struct result result;
      released_find_alone(model->released, indicator, (int)area, periods[p], &result);
      bool hidden = result.status == STATUS_SUPPRESSED;
      const bool known[] = { isfinite(result.numerator), isfinite(result.denominator) };
      for (size_t k = 0; k < 2; k++) {
        if (tallies[k] == NOTHING || (!hidden && !known[k]))
          continue;
        attacker_add_unknown(model, tallies[k], (int)area,
                             (size_t)attacker_column(model, periods[p]));
      }
    }
  }
}

/* What an edition for others has is counted wherever this one counts anything of the same table. */
static void find_of_withheld(struct model *model, int indicator)
{
  const int tallies[] = { model->counts[indicator], model->divisors[indicator] };
  for (size_t k = 0; k < 2; k++) {
    for (size_t t = 0; tallies[k] != NOTHING && t < model->tallies.len; t++) {
      if ((int)t == tallies[k] || model->tallies.at[t].table != model->tallies.at[tallies[k]].table)
        continue;
      for (size_t at = 0; at < model->rows * model->columns; at++)
        if (model->tallies.at[t].unknowns[at] != NOTHING)
          attacker_add_unknown(model, tallies[k], (int)(at / model->columns), at % model->columns);
    }
  }
}

bool attacker_has_unplaced(const struct fact_table *table)
{
  for (size_t i = table->fact_count; i > 0; i--)
    if (table->facts[i - 1].place == PLACE_UNASSIGNED || table->facts[i - 1].place == PLACE_OUTSIDE)
      return true;
  return attacker_is_of_records(table);
}

static bool is_in_every_district(const struct model *model, size_t tally, size_t column)
{
  for (size_t d = 0; d < model->catalog->district_count; d++)
    if (attacker_unknown_at(model, tally, d, column) == NOTHING)
      return false;
  return true;
}

void attacker_find_unknowns(struct model *model)
{
  find_span(model);
  attacker_find_small(model);
  for (size_t t = 0; t < model->tallies.len; t++)
    attacker_make_room(model, &model->tallies.at[t]);
  for (size_t i = 0; i < model->catalog->indicator_count; i++)
    if (model->counts[i] != NOTHING)
      find_of_indicator(model, (int)i);
  for (size_t i = 0; i < model->catalog->indicator_count; i++)
    if (model->counts[i] != NOTHING && attacker_is_withheld(model, i))
      find_of_withheld(model, (int)i);
  attacker_add_small(model);
  attacker_add_ages(model);
  int areas = (int)model->catalog->area_count;
  for (size_t t = 0; t < model->tallies.len; t++) {
    if (model->tallies.at[t].of == TALLY_REST || !attacker_has_unplaced(model->tallies.at[t].table))
      continue;
    for (size_t column = 0; column < model->columns; column++)
      for (int row = areas; row < areas + SUMS_EXTRA_ROWS && is_in_every_district(model, t, column);
           row++)
        attacker_add_unknown(model, (int)t, row, column);
  }
}
