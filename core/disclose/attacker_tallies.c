/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/attacker_model.h"
#include "disclose/rules.h"

#include <math.h>

/* ---- what a definition counts -------------------------------------------------------------- */

static const struct fact_table *table_of(const struct facts *facts, const char *measure)
{
  return measure ? facts_table(facts, measure) : NULL;
}

static bool has_value(const struct where *where, const char *value)
{
  for (size_t i = 0; i < where->value_count; i++)
    if (strcmp(where->values[i], value) == 0)
      return true;
  return false;
}

/* Whether a category satisfies all of WHERES. */
static bool is_chosen(const struct fact_table *table, const struct category *category,
                      const struct where *wheres, size_t count)
{
  for (size_t w = 0; w < count; w++) {
    bool has = false;
    for (size_t n = 0; n < table->category_name_count; n++)
      if (strcmp(table->category_names[n], wheres[w].category) == 0)
        has = has_value(&wheres[w], category->values[n]);
    if (has == wheres[w].except)
      return false;
  }
  return true;
}

const bool *attacker_choose(struct arena *arena, const struct fact_table *table,
                            const struct where *wheres, size_t count)
{
  bool *wanted = ARENA_ARRAY(arena, bool, table->category_count);
  for (size_t c = 0; c < table->category_count; c++)
    wanted[c] = is_chosen(table, &table->categories[c], wheres, count);
  return wanted;
}

static bool are_whole(const struct fact_table *table, enum tally_of of)
{
  const double *beside = of == TALLY_BESIDE ? table->denominators : NULL;
  for (size_t i = 0; i < table->fact_count && of != TALLY_ONES; i++) {
    double value = beside ? beside[i] : table->facts[i].value;
    if (isfinite(value) && floor(value) != value)
      return false;
  }
  return true;
}

static bool is_whole(const struct tally *tally)
{
  return are_whole(tally->table, tally->of)
         && (tally->of != TALLY_REST || are_whole(tally->table, TALLY_BESIDE));
}

static int add_tally(struct model *model, struct tally tally)
{
  for (size_t i = 0; i < model->tallies.len; i++) {
    const struct tally *known = &model->tallies.at[i];
    if (known->table == tally.table && known->of == tally.of && known->weighted == tally.weighted
        && tally.of != TALLY_REST
        && memcmp(known->wanted, tally.wanted, tally.table->category_count) == 0)
      return (int)i;
  }
  *VEC_ADD(model->arena, &model->tallies) = tally;
  return (int)model->tallies.len - 1;
}

static struct tally tally_of(const struct model *model, const struct fact_table *table,
                             enum tally_of of, const struct where *wheres, size_t count)
{
  return (struct tally) { .table = table, .of = of, .printed = true,
                          .wanted = attacker_choose(model->arena, table, wheres, count) };
}

/* Values that are given are no counts, and what a plugin computes is made of nothing that is known. */
static bool counts(const struct model *model, const struct indicator *indicator)
{
  const struct fact_table *table = table_of(model->facts, indicator->measure);
  return table && !table->awaited && !indicator->derived
         && indicator->statistic != STATISTIC_GIVEN
         && (indicator->statistic == STATISTIC_MEAN || table->form != FACTS_VALUES);
}

static int count_of(struct model *model, const struct indicator *indicator)
{
  const struct fact_table *table = table_of(model->facts, indicator->measure);
  struct tally tally
    = tally_of(model, table, TALLY_VALUES, indicator->where, indicator->where_count);
  tally.weighted = indicator->standard && indicator->standard->repeat;
  return add_tally(model, tally);
}

/* What is counted in the same period to be divided by; NOTHING: a population, or nothing. */
static int divisor_of(struct model *model, const struct indicator *indicator)
{
  const struct fact_table *own = table_of(model->facts, indicator->measure);
  const struct fact_table *per = table_of(model->facts, indicator->per_measure);
  if (indicator->statistic == STATISTIC_MEAN)
    return add_tally(model, tally_of(model, own, TALLY_ONES, indicator->where,
                                     indicator->where_count));
  if (indicator->statistic != STATISTIC_RATE && indicator->statistic != STATISTIC_PROPORTION)
    return NOTHING;
  if (indicator->per_measure && per != own) {
    bool records = per && !per->awaited && attacker_is_of_records(per);
    return records ? add_tally(model, tally_of(model, per, TALLY_VALUES, indicator->per_where,
                                               indicator->per_where_count))
                   : NOTHING;
  }
  if (!indicator->per_measure && own->form == FACTS_RATIOS)
    return add_tally(model, tally_of(model, own, TALLY_BESIDE, indicator->where,
                                     indicator->where_count));
  return add_tally(model, tally_of(model, own, TALLY_VALUES, indicator->per_where,
                                   indicator->per_where_count));
}

/* ---- which of them are to be attacked ------------------------------------------------------ */

bool attacker_is_withheld(const struct model *model, size_t indicator)
{
  return released_audience(model->released) == AUDIENCE_PUBLIC
         && model->catalog->indicators[indicator].marking != MARKING_OFFICIAL;
}

static bool is_protected(const struct model *model, size_t indicator)
{
  size_t at = 0;
  return attacker_is_withheld(model, indicator)
         || rules_next(&model->catalog->indicators[indicator], released_audience(model->released), &at) != NULL;
}

static bool overlaps(const struct tally *a, const struct tally *b)
{
  for (size_t c = 0; a->table == b->table && c < a->table->category_count; c++)
    if (a->wanted[c] && b->wanted[c])
      return true;
  return false;
}

static bool touches(const struct model *model, int tally, const bool *attacked)
{
  for (size_t i = 0; tally != NOTHING && i < model->tallies.len; i++)
    if (attacked[i] && overlaps(&model->tallies.at[i], &model->tallies.at[tally]))
      return true;
  return false;
}

/* Marks the tallies of indicators under rules, or withheld, and of all that touches them, however often removed. */
static const bool *spread(const struct model *model, const int *counted, const int *divided)
{
  bool *attacked = ARENA_ARRAY(model->arena, bool, model->tallies.len);
  bool more = true;
  for (bool first = true; more; first = false) {
    more = false;
    for (size_t i = 0; i < model->catalog->indicator_count; i++) {
      bool caught = counted[i] != NOTHING
                    && (first ? is_protected(model, i)
                              : touches(model, counted[i], attacked)
                                  || touches(model, divided[i], attacked));
      const int mine[] = { counted[i], divided[i] };
      for (size_t k = 0; k < 2 && caught; k++) {
        more = more || (mine[k] != NOTHING && !attacked[mine[k]]);
        if (mine[k] != NOTHING)
          attacked[mine[k]] = true;
      }
    }
  }
  return attacked;
}

static void keep_attacked(struct model *model, const bool *attacked, int *counted, int *divided)
{
  int *becomes = ARENA_ARRAY(model->arena, int, model->tallies.len);
  size_t kept = 0;
  for (size_t i = 0; i < model->tallies.len; i++) {
    becomes[i] = attacked[i] ? (int)kept : NOTHING;
    if (attacked[i])
      model->tallies.at[kept++] = model->tallies.at[i];
  }
  model->tallies.len = kept;
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    counted[i] = counted[i] == NOTHING ? NOTHING : becomes[counted[i]];
    divided[i] = divided[i] == NOTHING ? NOTHING : becomes[divided[i]];
  }
}

static void list_uses(struct model *model)
{
  for (size_t t = 0; t < model->tallies.len; t++) {
    VEC(struct tally_use) uses = { 0 };
    for (size_t i = 0; i < model->catalog->indicator_count; i++) {
      if (model->counts[i] == (int)t)
        *VEC_ADD(model->arena, &uses) = (struct tally_use) { (int)i, false };
      if (model->divisors[i] == (int)t)
        *VEC_ADD(model->arena, &uses) = (struct tally_use) { (int)i, true };
    }
    model->tallies.at[t].whole = is_whole(&model->tallies.at[t]);
    model->tallies.at[t].uses = uses.at;
    model->tallies.at[t].use_count = uses.len;
  }
}

/* Whether a proportion's whole is of the same categories and more: what is left then is an atom, or some. */
static bool is_of_categories(const struct model *model, int part, int whole)
{
  const struct tally *a = &model->tallies.at[part], *b = &model->tallies.at[whole];
  bool within = a->table == b->table && a->of == b->of;
  for (size_t c = 0; within && c < a->table->category_count; c++)
    within = !a->wanted[c] || b->wanted[c];
  return within;
}

/* What a proportion leaves of its whole is what the whole has and it has not. */
static void find_rests(struct model *model)
{
  int *rests = ARENA_ARRAY(model->arena, int, model->catalog->indicator_count);
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    rests[i] = NOTHING;
    if (model->counts[i] == NOTHING || model->divisors[i] == NOTHING
        || model->catalog->indicators[i].statistic != STATISTIC_PROPORTION
        || is_of_categories(model, model->counts[i], model->divisors[i]))
      continue;
    struct tally_use *use = ARENA_NEW(model->arena, struct tally_use);
    *use = (struct tally_use) { (int)i, false };
    struct tally rest = model->tallies.at[model->counts[i]];
    rest.of = TALLY_REST;
    rest.printed = false;
    rest.uses = use;
    rest.use_count = 1;
    rest.whole = is_whole(&rest);
    rests[i] = add_tally(model, rest);
  }
  model->rests = rests;
}

int attacker_add_part(struct model *model, const struct fact_table *table, const bool *wanted,
                      int indicator)
{
  struct tally part = { .table = table, .of = TALLY_VALUES, .wanted = wanted };
  size_t known = model->tallies.len;
  int at = add_tally(model, part);
  struct tally *tally = &model->tallies.at[at];
  if (model->tallies.len == known)
    return at;
  struct tally_use *use = ARENA_NEW(model->arena, struct tally_use);
  *use = (struct tally_use) { indicator, false };
  tally->uses = use;
  tally->use_count = 1;
  tally->whole = is_whole(tally);
  return at;
}

bool attacker_find_tallies(struct model *model)
{
  size_t count = model->catalog->indicator_count;
  int *counted = ARENA_ARRAY(model->arena, int, count);
  int *divided = ARENA_ARRAY(model->arena, int, count);
  for (size_t i = 0; i < count; i++) {
    const struct indicator *indicator = &model->catalog->indicators[i];
    counted[i] = divided[i] = NOTHING;
    if (!counts(model, indicator))
      continue;
    counted[i] = count_of(model, indicator);
    divided[i] = divisor_of(model, indicator);
  }
  keep_attacked(model, spread(model, counted, divided), counted, divided);
  model->counts = counted;
  model->divisors = divided;
  list_uses(model);
  find_rests(model);
  attacker_find_ages(model);
  return model->tallies.len > 0;
}
