/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbourhoods and wards: what is shown of each, and that a district is its neighbourhoods. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"
#include "disclose/rules.h"

#include <math.h>

static size_t first_row(const struct model *model)
{
  return model->catalog->area_count + SUMS_EXTRA_ROWS;
}

bool attacker_is_small(const struct model *model, int row)
{
  return (size_t)row >= first_row(model);
}

int attacker_small_row(const struct model *model, size_t small)
{
  return (int)(first_row(model) + small);
}

const struct small_area *attacker_small(const struct model *model, int row)
{
  size_t first = first_row(model), end = first + model->facts->small_area_count;
  return (size_t)row < first || (size_t)row >= end ? NULL
                                                   : &model->facts->small_areas[(size_t)row - first];
}

/* ---- what is shown ------------------------------------------------------------------------- */

static bool has_small_areas(const struct fact_table *table)
{
  for (size_t i = 0; i < table->fact_count; i++)
    if (table->facts[i].place >= PLACE_SMALL && table->facts[i].place < PLACE_UNASSIGNED)
      return true;
  return false;
}

/* A map may show a count, or a share that gives it back: the two are printed together or not at all. */
static void look(struct model *model, int indicator, int district, struct period period,
                 double *counts, double *rates, enum status *statuses)
{
  released_small_statuses(model->released, indicator, district, period, counts, rates, statuses);
  for (size_t i = 0; i < model->facts->small_area_count; i++) {
    const struct small_figure figure = {
      indicator, attacker_small_row(model, i), (size_t)attacker_column(model, period), counts[i]
    };
    if (model->facts->small_areas[i].district != district)
      continue;
    if (isfinite(counts[i]))
      *VEC_ADD(model->arena, &model->small) = figure;
    else if (statuses[i] == STATUS_SUPPRESSED)
      *VEC_ADD(model->arena, &model->small_hidden) = figure;
  }
  attacker_look_at_wards(model, indicator, district, period);
}

void attacker_find_small(struct model *model)
{
  auto_arena struct arena *scratch = arena_new();
  size_t small = model->facts->small_area_count;
  double *counts = ARENA_ARRAY(scratch, double, small), *rates = ARENA_ARRAY(scratch, double, small);
  enum status *statuses = ARENA_ARRAY(scratch, enum status, small);
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    int tally = model->counts[i];
    if (tally == NOTHING || model->catalog->indicators[i].statistic == STATISTIC_MEAN
        || !has_small_areas(model->tallies.at[tally].table))
      continue;
    size_t count;
    const struct period *periods = attacker_periods(model, scratch, (int)i, &count);
    for (size_t p = 0; p < count; p++)
      for (size_t d = 0; d < model->catalog->district_count; d++)
        look(model, (int)i, (int)d, periods[p], counts, rates, statuses);
  }
  if (model->small.len)
    model->rows += small + model->facts->ward_count;
}

static void add_counts(struct model *model, const struct small_figure *figure)
{
  const struct fact_table *table = model->tallies.at[model->counts[figure->indicator]].table;
  for (size_t t = 0; t < model->tallies.len; t++) {
    const struct tally *tally = &model->tallies.at[t];
    if (tally->table == table && tally->of == TALLY_VALUES && tally->printed)
      attacker_add_unknown(model, (int)t, figure->row, figure->column);
  }
}

/* Where one count of a neighbourhood is shown, or hidden for itself, there are all that are sums of the same categories. */
void attacker_add_small(struct model *model)
{
  for (size_t i = 0; i < model->small.len; i++)
    add_counts(model, &model->small.at[i]);
  for (size_t i = 0; model->small.len && i < model->small_hidden.len; i++)
    add_counts(model, &model->small_hidden.at[i]);
  attacker_add_ward_parts(model);
}

static int base_of(const struct model *model, int indicator)
{
  const struct disclosure_rule *rule;
  int base = 1;
  enum audience audience = released_audience(model->released);
  for (size_t at = 0; (rule = rules_next(&model->catalog->indicators[indicator], audience, &at));)
    if ((rule->covers & COVERS_SMALL_AREAS) && rule->base > base)
      base = rule->base;
  return base;
}

void attacker_read_small(struct model *model)
{
  for (size_t i = 0; i < model->small.len; i++) {
    const struct small_figure *figure = &model->small.at[i];
    const struct tally *tally = &model->tallies.at[model->counts[figure->indicator]];
    int unknown = tally->unknowns[(size_t)figure->row * model->columns + figure->column];
    attacker_tell(model, unknown, figure->count, base_of(model, figure->indicator));
    if (!tally->whole)
      continue;
    /* Its own rule does not hide it. */
    const struct unknown *at = &model->riddle.unknowns.at[unknown];
    double low = at->low, high = at->high;
    attacker_rule_out(model, figure->indicator, figure->row, &low, &high);
    riddle_bound(&model->riddle, (uint32_t)unknown, low, high);
  }
  if (model->small.len)
    attacker_read_small_hidden(model);
}

/* ---- districts ----------------------------------------------------------------------------- */

/* DISTRICT is its neighbourhoods of one vintage, of which each has a count. */
static void add_district(struct model *model, const int32_t *unknowns, size_t district, size_t column,
                         uint16_t other)
{
  struct riddle *riddle = &model->riddle;
  int whole = unknowns[district * model->columns + column];
  if (whole == NOTHING)
    return;
  attacker_relate(model, (struct reason) { .kind = REASON_SMALL_AREAS, .indicator = NOTHING }, 0, 0);
  riddle_term(riddle, (uint32_t)whole, 1);
  bool broken = false, any = false;
  for (size_t i = 0; i < model->facts->small_area_count && !broken; i++) {
    const struct small_area *small = &model->facts->small_areas[i];
    if (small->district != (int)district || small->vintage == other)
      continue;
    int part = unknowns[(first_row(model) + i) * model->columns + column];
    broken = part == NOTHING;
    any = true;
    if (!broken)
      riddle_term(riddle, (uint32_t)part, -1);
  }
  if (any && !broken)
    return;
  riddle->terms.len = riddle->relations.at[--riddle->relations.len].first;
  model->reasons.len--;
}

void attacker_add_small_sums(struct model *model)
{
  static const uint16_t others[] = { 2021, 2011 };
  for (size_t t = 0; model->small.len && t < model->tallies.len; t++) {
    if (model->tallies.at[t].of == TALLY_REST)
      continue;
    for (size_t d = 0; d < model->catalog->district_count; d++)
      for (size_t column = 0; column < model->columns; column++)
        for (size_t v = 0; v < 2; v++)
          add_district(model, model->tallies.at[t].unknowns, d, column, others[v]);
  }
  attacker_add_ward_sums(model);
}

/* ---- the truth ----------------------------------------------------------------------------- */

static double count_of(const struct model *model, const struct tally *tally, int row,
                       struct period period)
{
  const struct fact_table *table = tally->table;
  uint32_t place = PLACE_SMALL + (uint32_t)((size_t)row - first_row(model));
  double count = attacker_is_of_records(table) ? 0 : (double)NAN;
  size_t low = 0, high = table->fact_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    *(table->facts[middle].place < place ? &low : &high)
      = table->facts[middle].place < place ? middle + 1 : middle;
  }
  for (; low < table->fact_count && table->facts[low].place == place; low++) {
    const struct fact *fact = &table->facts[low];
    bool month = fact->kind == PERIOD_MONTH;
    bool within = month ? fact->month >= period_first(period) && fact->month <= period.last
                        : fact->month == period.last && period_months(period) > 1;
    if (within && tally->wanted[fact->category])
      count = (isnan(count) ? 0 : count) + fact->value;
  }
  return count;
}

double attacker_small_count(const struct model *model, const struct tally *tally, int row,
                            struct period period)
{
  const struct ward *ward = attacker_ward(model, row);
  if (!ward)
    return count_of(model, tally, row, period);
  double sum = NAN;
  for (size_t i = 0; i < model->facts->small_area_count; i++) {
    if (model->facts->small_areas[i].ward != ward - model->facts->wards)
      continue;
    double count = count_of(model, tally, attacker_small_row(model, i), period);
    if (!isnan(count))
      sum = (isnan(sum) ? 0 : sum) + count;
  }
  return sum;
}
