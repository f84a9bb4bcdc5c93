/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"

enum { YEAR = 12 };

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
      struct sum_draft draft = begin(model, attacker_unknown_at(model, tally, area, column), REASON_AREAS);
      if (groups[g] != NOTHING)
        add(&draft, attacker_unknown_at(model, tally, (size_t)groups[g], column), -1);
      for (size_t m = 0; m < whole->member_count && !draft.broken; m++)
        if (groups[g] == NOTHING || !holds(&catalog->areas[groups[g]], whole->members[m]))
          add(&draft, attacker_unknown_at(model, tally, (size_t)whole->members[m], column), -1);
      if (whole->kind == AREA_FORCE && attacker_has_unplaced(model->tallies.at[tally].table))
        add(&draft, attacker_unknown_at(model, tally, unassigned, column), -1);
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
    struct sum_draft draft = begin(model, attacker_unknown_at(model, tally, row, year), REASON_PERIODS);
    for (size_t k = 0; k < YEAR && !draft.broken; k++)
      add(&draft, attacker_unknown_at(model, tally, row, month - k), -1);
    end(&draft);
    if (draft.broken || month < YEAR)
      continue;
    struct sum_draft window = begin(model, attacker_unknown_at(model, tally, row, year), REASON_PERIODS);
    add(&window, attacker_unknown_at(model, tally, row, year - 1), -1);
    add(&window, attacker_unknown_at(model, tally, row, month), -1);
    add(&window, attacker_unknown_at(model, tally, row, month - YEAR), 1);
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
  attacker_make_room(model, &atom);
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
  return attacker_unknown_at(model, (size_t)tally, row, column);
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
      = begin(model, attacker_unknown_at(model, (size_t)whole, row, column), REASON_CATEGORIES);
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
    int part = attacker_unknown_at(model, (size_t)model->counts[indicator], row, column);
    struct sum_draft draft
      = begin(model, attacker_unknown_at(model, (size_t)model->divisors[indicator], row, column), REASON_REST);
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
