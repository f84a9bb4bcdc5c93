/* SPDX-License-Identifier: GPL-3.0-or-later */
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

static int unknown_at(const struct model *model, size_t tally, size_t row, size_t column)
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

static void make_room(struct model *model, struct tally *tally)
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

/* Whether rows of the source may be in no area: it says so in every report. */
static bool has_unplaced(const struct fact_table *table)
{
  for (size_t i = table->fact_count; i > 0; i--)
    if (table->facts[i - 1].place == PLACE_UNASSIGNED || table->facts[i - 1].place == PLACE_OUTSIDE)
      return true;
  return attacker_is_of_records(table);
}

static bool is_in_every_district(const struct model *model, size_t tally, size_t column)
{
  for (size_t d = 0; d < model->catalog->district_count; d++)
    if (unknown_at(model, tally, d, column) == NOTHING)
      return false;
  return true;
}

void attacker_find_unknowns(struct model *model)
{
  find_span(model);
  attacker_find_small(model);
  for (size_t t = 0; t < model->tallies.len; t++)
    make_room(model, &model->tallies.at[t]);
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
    if (model->tallies.at[t].of == TALLY_REST || !has_unplaced(model->tallies.at[t].table))
      continue;
    for (size_t column = 0; column < model->columns; column++)
      for (int row = areas; row < areas + SUMS_EXTRA_ROWS && is_in_every_district(model, t, column);
           row++)
        attacker_add_unknown(model, (int)t, row, column);
  }
}

/* ---- a sum in the making ------------------------------------------------------------------- */

/* A relation that is taken back when something in it has no count. */
struct sum_draft {
  struct model *model;
  bool broken;
};

static void add(struct sum_draft *draft, int unknown, double sign)
{
  draft->broken = draft->broken || unknown == NOTHING;
  if (!draft->broken)
    riddle_term(&draft->model->riddle, (uint32_t)unknown, sign);
}

static struct sum_draft begin(struct model *model, int whole, enum reason_kind kind)
{
  struct sum_draft draft = { .model = model };
  attacker_relate(model, (struct reason) { .kind = kind, .indicator = NOTHING }, 0, 0);
  add(&draft, whole, 1);
  return draft;
}

static void end(struct sum_draft *draft)
{
  struct riddle *riddle = &draft->model->riddle;
  if (!draft->broken && riddle->relations.at[riddle->relations.len - 1].count > 1)
    return;
  riddle->terms.len = riddle->relations.at[--riddle->relations.len].first;
  draft->model->reasons.len--;
}

/* ---- areas --------------------------------------------------------------------------------- */

static bool holds(const struct area *area, int district)
{
  for (size_t i = 0; i < area->member_count; i++)
    if (area->members[i] == district)
      return true;
  return false;
}

/* The largest group within AREA: what is left of it is few districts. */
static int group_within(const struct catalog *catalog, size_t area)
{
  int best = NOTHING;
  const struct area *whole = &catalog->areas[area];
  for (size_t a = catalog->district_count; a < catalog->area_count; a++) {
    const struct area *part = &catalog->areas[a];
    bool smaller = part->member_count < whole->member_count
                   || (part->member_count == whole->member_count && whole->kind == AREA_FORCE);
    bool within = a != area && smaller && part->kind == AREA_GROUP && part->member_count > 1;
    for (size_t m = 0; within && m < part->member_count; m++)
      within = holds(whole, part->members[m]);
    if (within
        && (best == NOTHING || part->member_count > catalog->areas[best].member_count))
      best = (int)a;
  }
  return best;
}

/* AREA is its districts; and the largest group within it and the districts that this leaves. */
static void add_area(struct model *model, size_t tally, size_t area)
{
  const struct catalog *catalog = model->catalog;
  const struct area *whole = &catalog->areas[area];
  int groups[] = { NOTHING, group_within(catalog, area) };
  size_t unassigned = catalog->area_count + SUMS_UNASSIGNED;
  for (size_t column = 0; column < model->columns; column++) {
    for (size_t g = 0; g < 2; g++) {
      if (g == 1 && groups[g] == NOTHING)
        continue;
      struct sum_draft draft = begin(model, unknown_at(model, tally, area, column), REASON_AREAS);
      if (groups[g] != NOTHING)
        add(&draft, unknown_at(model, tally, (size_t)groups[g], column), -1);
      for (size_t m = 0; m < whole->member_count && !draft.broken; m++)
        if (groups[g] == NOTHING || !holds(&catalog->areas[groups[g]], whole->members[m]))
          add(&draft, unknown_at(model, tally, (size_t)whole->members[m], column), -1);
      if (whole->kind == AREA_FORCE && has_unplaced(model->tallies.at[tally].table))
        add(&draft, unknown_at(model, tally, unassigned, column), -1);
      end(&draft);
    }
  }
}

/* ---- periods ------------------------------------------------------------------------------- */

/* Twelve months are a year; and a year is the one that ends a month earlier, one month more, one less. */
static void add_periods(struct model *model, size_t tally, size_t row)
{
  for (size_t month = YEAR - 1; month < model->months; month++) {
    size_t year = model->months + month;
    struct sum_draft draft = begin(model, unknown_at(model, tally, row, year), REASON_PERIODS);
    for (size_t k = 0; k < YEAR && !draft.broken; k++)
      add(&draft, unknown_at(model, tally, row, month - k), -1);
    end(&draft);
    if (draft.broken || month < YEAR)
      continue;
    struct sum_draft window = begin(model, unknown_at(model, tally, row, year), REASON_PERIODS);
    add(&window, unknown_at(model, tally, row, year - 1), -1);
    add(&window, unknown_at(model, tally, row, month), -1);
    add(&window, unknown_at(model, tally, row, month - YEAR), 1);
    end(&window);
  }
}

/* ---- categories ---------------------------------------------------------------------------- */

/* Tallies of one table that are sums of the same categories, and the atoms that they are made of. */
struct family {
  VEC(int) tallies, atoms;
  const int *atom_of; /* of each category: an index of atoms; or NOTHING, and there is none of it */
  size_t categories;
};

static bool is_of_family(const struct tally *a, const struct tally *b)
{
  return a->table == b->table && a->of == b->of && !a->weighted && !b->weighted;
}

static bool are_alike(const struct model *model, const struct family *family, size_t a, size_t b)
{
  for (size_t i = 0; i < family->tallies.len; i++) {
    const bool *wanted = model->tallies.at[family->tallies.at[i]].wanted;
    if (wanted[a] != wanted[b])
      return false;
  }
  return true;
}

static bool is_wanted(const struct model *model, const struct family *family, size_t category)
{
  for (size_t i = 0; i < family->tallies.len; i++)
    if (model->tallies.at[family->tallies.at[i]].wanted[category])
      return true;
  return false;
}

static bool was_recorded(const bool *recorded, const bool *wanted, size_t categories)
{
  for (size_t c = 0; c < categories; c++)
    if (wanted[c] && recorded[c])
      return true;
  return false;
}

/* The tally of just these categories: one that is printed, or a new one that anybody can work out.  NOTHING: the attacker
 * knows that the source never had any of them. */
static int atom_wanting(struct model *model, const struct family *family, const bool *wanted,
                        size_t first, const bool *recorded)
{
  const struct tally *kin = &model->tallies.at[family->tallies.at[0]];
  VEC(struct tally_use) uses = { 0 };
  for (size_t i = 0; i < family->tallies.len; i++) {
    const struct tally *tally = &model->tallies.at[family->tallies.at[i]];
    if (memcmp(tally->wanted, wanted, family->categories) == 0)
      return family->tallies.at[i];
    for (size_t u = 0; tally->wanted[first] && u < tally->use_count; u++)
      *VEC_ADD(model->arena, &uses) = tally->uses[u];
  }
  if (!was_recorded(recorded, wanted, family->categories))
    return NOTHING;
  struct tally atom = { .table = kin->table, .of = kin->of, .wanted = wanted, .whole = kin->whole,
                        .uses = uses.at, .use_count = uses.len };
  make_room(model, &atom);
  *VEC_ADD(model->arena, &model->tallies) = atom;
  return (int)model->tallies.len - 1;
}

static void find_atoms(struct model *model, struct family *family)
{
  int *atom_of = ARENA_ARRAY(model->arena, int, family->categories);
  const bool *recorded = facts_recorded(model->arena, model->tallies.at[family->tallies.at[0]].table);
  for (size_t c = 0; c < family->categories; c++)
    atom_of[c] = NOTHING;
  for (size_t c = 0; c < family->categories; c++) {
    if (atom_of[c] != NOTHING || !is_wanted(model, family, c))
      continue;
    bool *wanted = ARENA_ARRAY(model->arena, bool, family->categories);
    for (size_t k = c; k < family->categories; k++)
      wanted[k] = are_alike(model, family, c, k);
    int atom = atom_wanting(model, family, wanted, c, recorded);
    if (atom == NOTHING)
      continue;
    for (size_t k = c; k < family->categories; k++)
      if (wanted[k])
        atom_of[k] = (int)family->atoms.len;
    *VEC_ADD(model->arena, &family->atoms) = atom;
  }
  family->atom_of = atom_of;
}

static int part_at(struct model *model, int tally, size_t row, size_t column)
{
  if (!model->tallies.at[tally].printed)
    return (int)attacker_add_unknown(model, tally, (int)row, column);
  return unknown_at(model, (size_t)tally, row, column);
}

static void add_categories(struct model *model, const struct family *family, int whole)
{
  auto_arena struct arena *scratch = arena_new();
  bool *used = ARENA_ARRAY(scratch, bool, family->atoms.len);
  bool other = false; /* something else than WHOLE itself */
  for (size_t c = 0; c < family->categories; c++) {
    int atom = model->tallies.at[whole].wanted[c] ? family->atom_of[c] : NOTHING;
    other = other || (atom != NOTHING && family->atoms.at[atom] != whole);
    if (atom != NOTHING)
      used[atom] = true;
  }
  for (size_t at = 0; at < model->rows * model->columns && other; at++) {
    size_t row = at / model->columns, column = at % model->columns;
    struct sum_draft draft
      = begin(model, unknown_at(model, (size_t)whole, row, column), REASON_CATEGORIES);
    for (size_t a = 0; a < family->atoms.len && !draft.broken; a++)
      if (used[a])
        add(&draft, part_at(model, family->atoms.at[a], row, column), -1);
    end(&draft);
  }
}

static void add_families(struct model *model)
{
  size_t printed = model->tallies.len;
  for (size_t first = 0; first < printed; first++) {
    struct family family = { .categories = model->tallies.at[first].table->category_count };
    bool seen = model->tallies.at[first].of == TALLY_REST;
    for (size_t k = 0; k < first; k++)
      seen = seen || is_of_family(&model->tallies.at[k], &model->tallies.at[first]);
    for (size_t k = first; k < printed && !seen; k++)
      if (is_of_family(&model->tallies.at[k], &model->tallies.at[first]))
        *VEC_ADD(model->arena, &family.tallies) = (int)k;
    if (family.tallies.len < 2)
      continue;
    find_atoms(model, &family);
    for (size_t i = 0; i < family.tallies.len; i++)
      add_categories(model, &family, family.tallies.at[i]);
  }
}

/* ---- proportions --------------------------------------------------------------------------- */

static void add_rest(struct model *model, size_t indicator)
{
  int rest = model->rests[indicator];
  for (size_t at = 0; rest != NOTHING && at < model->rows * model->columns; at++) {
    size_t row = at / model->columns, column = at % model->columns;
    int part = unknown_at(model, (size_t)model->counts[indicator], row, column);
    struct sum_draft draft
      = begin(model, unknown_at(model, (size_t)model->divisors[indicator], row, column), REASON_REST);
    add(&draft, part, -1);
    if (!draft.broken)
      add(&draft, (int)attacker_add_unknown(model, rest, (int)row, column), -1);
    end(&draft);
  }
}

void attacker_add_sums(struct model *model)
{
  add_families(model);
  for (size_t t = 0; t < model->tallies.len; t++) {
    if (model->tallies.at[t].of == TALLY_REST)
      continue;
    for (size_t a = model->catalog->district_count; a < model->catalog->area_count; a++)
      add_area(model, t, a);
    for (size_t row = 0; row < model->rows && model->tallies.at[t].table->form != FACTS_RATIOS; row++)
      add_periods(model, t, row);
  }
  for (size_t i = 0; i < model->catalog->indicator_count; i++)
    add_rest(model, i);
}
