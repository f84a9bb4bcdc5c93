/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was collected to a fact table: in order, nothing twice, with the months that were supplied. */
#include "ingest/tabling_model.h"

#include <stdlib.h>

struct ranked {
  const struct tabling *tabling;
  struct category category;
  uint16_t before;
};

static int by_values(const void *a, const void *b)
{
  const struct ranked *x = a, *y = b;
  for (size_t i = 0; i < x->tabling->name_count; i++) {
    int order = strcmp(x->category.values[i], y->category.values[i]);
    if (order)
      return order;
  }
  return 0;
}

/* Sorts the categories by their values, and gives the facts their new numbers. */
static void sort_categories(struct tabling *tabling)
{
  size_t count = tabling->categories.len;
  struct ranked *ranked = ARENA_ARRAY(tabling->arena, struct ranked, count);
  uint16_t *after = ARENA_ARRAY(tabling->arena, uint16_t, count);
  for (size_t i = 0; i < count; i++)
    ranked[i] = (struct ranked) { tabling, tabling->categories.at[i], (uint16_t)i };
  if (count)
    qsort(ranked, count, sizeof *ranked, by_values);
  for (size_t i = 0; i < count; i++) {
    tabling->categories.at[i] = ranked[i].category;
    after[ranked[i].before] = (uint16_t)i;
  }
  for (size_t i = 0; i < tabling->facts.len; i++)
    tabling->facts.at[i].fact.category = after[tabling->facts.at[i].fact.category];
}

static int by_key(const void *a, const void *b)
{
  const struct fact *x = &((const struct collected *)a)->fact;
  const struct fact *y = &((const struct collected *)b)->fact;
  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  return (x->category > y->category) - (x->category < y->category);
}

static int by_key_then_line(const void *a, const void *b)
{
  int order = by_key(a, b);
  const struct collected *x = a, *y = b;
  if (order == 0)
    order = (x->fact.input > y->fact.input) - (x->fact.input < y->fact.input);
  return order ? order : (x->line > y->line) - (x->line < y->line);
}

static int check_twice(struct tabling *tabling)
{
  int result = 0;
  const struct collected *facts = tabling->facts.at;
  for (size_t i = 1; i < tabling->facts.len; i++) {
    if (by_key(&facts[i - 1], &facts[i]) != 0)
      continue;
    const struct input *first = &tabling->inputs.at[facts[i - 1].fact.input];
    struct loc loc = { .file = tabling->inputs.at[facts[i].fact.input].path,
      .line = facts[i].line };
    diag_error(tabling->reading->diags, "STRATA-I017", loc,
               "the same area, period and categories stand in line %u of %s", facts[i - 1].line,
               first->name);
    diag_hint(tabling->reading->diags, "leave one of the two rows");
    result = -1;
  }
  return result;
}

static int by_number(const void *a, const void *b)
{
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

/* The months of monthly facts, each once. */
static size_t distinct_months(struct tabling *tabling, int32_t **ret_months)
{
  int32_t *months = ARENA_ARRAY(tabling->reading->arena, int32_t, tabling->facts.len);
  size_t count = 0, kept = 0;
  for (size_t i = 0; i < tabling->facts.len; i++)
    if (tabling->facts.at[i].fact.kind == PERIOD_MONTH
        && (count == 0 || months[count - 1] != tabling->facts.at[i].fact.month))
      months[count++] = tabling->facts.at[i].fact.month;
  if (count)
    qsort(months, count, sizeof *months, by_number);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || months[kept - 1] != months[i])
      months[kept++] = months[i];
  *ret_months = months;
  return kept;
}

/* A month was supplied for the whole of the source when each area of the catalog that occurs has a
 * row in it.  Small areas are too many to insist. */
static void make_months(struct tabling *tabling, struct fact_table *table)
{
  int32_t *months;
  size_t count = distinct_months(tabling, &months), areas = tabling->reading->catalog->area_count;
  bool *there = ARENA_ARRAY(tabling->arena, bool, areas * (count + 1));
  for (size_t i = 0; i < tabling->facts.len; i++) {
    const struct fact *fact = &tabling->facts.at[i].fact;
    if (fact->place >= areas || fact->kind != PERIOD_MONTH)
      continue;
    int32_t *at = bsearch(&fact->month, months, count, sizeof *months, by_number);
    there[fact->place * (count + 1) + (size_t)(at - months)] = true;
    there[fact->place * (count + 1) + count] = true;
  }
  size_t kept = 0;
  for (size_t m = 0; m < count; m++) {
    size_t lacking = areas;
    for (size_t area = 0; area < areas && lacking == areas; area++)
      if (there[area * (count + 1) + count] && !there[area * (count + 1) + m])
        lacking = area;
    if (lacking == areas) {
      months[kept++] = months[m];
      continue;
    }
    diag_warning(tabling->reading->diags, "STRATA-I015", LOC_FILE(tabling->inputs.at[0].path),
                 "%s has no row for %s: the month counts as not supplied",
                 period_code(tabling->arena,
                             (struct period) { .last = months[m], .kind = PERIOD_MONTH }),
                 tabling->reading->catalog->areas[lacking].name);
    diag_hint(tabling->reading->diags, "a month without anything to count is a row with 0");
  }
  table->months = count ? months : NULL;
  table->month_count = kept;
}

static void copy_facts(struct tabling *tabling, enum fact_form form, struct fact_table *table)
{
  struct arena *arena = tabling->reading->arena;
  size_t count = tabling->facts.len;
  struct fact *facts = ARENA_ARRAY(arena, struct fact, count);
  double *denominators = form == FACTS_RATIOS ? ARENA_ARRAY(arena, double, count) : NULL;
  for (size_t i = 0; i < count; i++) {
    facts[i] = tabling->facts.at[i].fact;
    if (denominators)
      denominators[i] = tabling->facts.at[i].denominator;
  }
  table->facts = facts;
  table->fact_count = count;
  table->denominators = denominators;
}

static void copy_rest(struct tabling *tabling, struct fact_table *table)
{
  struct arena *arena = tabling->reading->arena;
  struct input *inputs = ARENA_ARRAY(arena, struct input, tabling->inputs.len);
  struct category *categories = ARENA_ARRAY(arena, struct category, tabling->categories.len);
  if (tabling->inputs.len)
    memcpy(inputs, tabling->inputs.at, tabling->inputs.len * sizeof *inputs);
  if (tabling->categories.len)
    memcpy(categories, tabling->categories.at, tabling->categories.len * sizeof *categories);
  table->inputs = inputs;
  table->input_count = tabling->inputs.len;
  table->categories = categories;
  table->category_count = tabling->categories.len;
  table->category_names = tabling->names;
  table->category_name_count = tabling->name_count;
}

static void show_facts(const struct tabling *tabling)
{
  const struct reading_watch *watch = tabling->reading->watch;
  for (size_t i = 0; i < tabling->facts.len; i++) {
    const struct collected *collected = &tabling->facts.at[i];
    watch->fact(watch->user, &collected->fact, collected->line);
  }
}

int tabling_finish(struct tabling *tabling, enum fact_form form, struct fact_table *table)
{
  tabling_tell_unlisted(tabling);
  if (tabling->categories.len == MOST_CATEGORIES) {
    diag_error(tabling->reading->diags, "STRATA-I018", tabling->source->loc,
               "source '%s' has more than %d combinations of categories", tabling->source->id,
               MOST_CATEGORIES - 1);
    diag_hint(tabling->reading->diags, "leave out the columns that no indicator asks for");
    return -1;
  }
  sort_categories(tabling);
  if (tabling->facts.len)
    qsort(tabling->facts.at, tabling->facts.len, sizeof *tabling->facts.at, by_key_then_line);
  if (check_twice(tabling))
    return -1;
  if (tabling->reading->watch)
    show_facts(tabling);
  make_months(tabling, table);
  copy_facts(tabling, form, table);
  copy_rest(tabling, table);
  table->form = form;
  return 0;
}
