/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/num.h"
#include "compute/belongs.h"
#include "compute/place_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- weights ------------------------------------------------------------------------------- */

/* NaN: none. */
static double weight_of(const struct severity_weights *weights, const char *category)
{
  size_t low = 0, high = weights->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(weights->categories[middle], category);
    if (order == 0)
      return weights->weights[middle];
    *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
  }
  return NAN;
}

static int severity_column(const struct fact_table *table, const struct severity_weights *weights)
{
  int column = weights->column ? category_column(table, weights->column) : NO_INDEX;
  return column == NO_INDEX && table->category_name_count == 1 ? 0 : column;
}

/* The weights that are at hand for VIEW, and the table and column they are for; NULL: none. */
static const struct severity_weights *find_weights(const struct results *results,
                                                   const struct view *view,
                                                   const struct fact_table **ret_table,
                                                   int *ret_column)
{
  const struct source *source = view->indicator->severity;
  const struct severity_weights *weights = source ? facts_weights(results->facts, source) : NULL;
  if (!weights || weights->awaited || !view->numerators)
    return NULL;
  *ret_table = view->numerators->supply->table;
  *ret_column = severity_column(*ret_table, weights);
  return *ret_column == NO_INDEX ? NULL : weights;
}

/* ---- adding up ----------------------------------------------------------------------------- */

double harm_share_of_tenth(const struct results *results, const struct view *view, int area,
                           struct period period, const unsigned char *tenth, unsigned char wanted)
{
  const struct fact_table *table;
  int column;
  const struct severity_weights *weights = find_weights(results, view, &table, &column);
  double part = 0, whole = 0;
  for (size_t i = 0; weights && i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (fact->place < PLACE_SMALL || fact->place >= PLACE_UNASSIGNED
        || !fact_belongs(results->facts, table, fact, view->indicator, area, period))
      continue;
    double weight = weight_of(weights, table->categories[fact->category].values[column]);
    double harm = isnan(weight) ? 0 : weight * fact->value;
    whole += harm;
    part += tenth[fact->place - PLACE_SMALL] == wanted ? harm : 0;
  }
  return whole > 0 ? part / whole : (double)NAN;
}

/* The categories of COLUMN that TABLE has, each once; *RET_OF says which one a combination has. */
static struct severity_category *name_categories(struct arena *arena,
                                                 const struct fact_table *table, int column,
                                                 const struct severity_weights *weights,
                                                 size_t **ret_of, size_t *ret_count)
{
  struct severity_category *categories
    = ARENA_ARRAY(arena, struct severity_category, table->category_count);
  size_t *of = ARENA_ARRAY(arena, size_t, table->category_count), count = 0;
  for (size_t i = 0; i < table->category_count; i++) {
    const char *name = table->categories[i].values[column];
    size_t at = 0;
    while (at < count && strcmp(categories[at].name, name) != 0)
      at++;
    if (at == count)
      categories[count++] = (struct severity_category) { .name = name,
                                                         .weight = weight_of(weights, name) };
    of[i] = at;
  }
  *ret_of = of;
  *ret_count = count;
  return categories;
}

static int by_harm(const void *a, const void *b)
{
  const struct severity_category *one = a, *other = b;
  if (isnan(one->harm) != isnan(other->harm))
    return isnan(one->harm) ? 1 : -1;
  if (one->harm != other->harm && !isnan(one->harm))
    return one->harm > other->harm ? -1 : 1;
  return strcmp(one->name, other->name);
}

/* Leaves out what does not occur, and says what share the others have. */
static size_t finish(struct severity_category *categories, size_t count, const struct harm *harm)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    struct severity_category category = categories[i];
    if (category.offences == 0)
      continue;
    bool weighed = !isnan(category.weight);
    category.harm = category.offences * category.weight;
    category.share_of_offences = weighed ? category.offences / harm->offences : (double)NAN;
    category.share_of_harm
      = weighed && harm->harm > 0 ? category.harm / harm->harm : (double)NAN;
    categories[kept++] = category;
  }
  if (kept)
    qsort(categories, kept, sizeof *categories, by_harm);
  return kept;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void no_answer(struct severity_result *ret, enum status status, const char *reason)
{
  *ret = (struct severity_result) {
    .status = status, .reason = reason, .harm = { NAN, NAN, NAN, NAN, 0 }, .score = NAN,
    .weights = ret->weights,
  };
}

void results_severity(struct arena *arena, const struct results *results, int indicator, int area,
                      struct period period, struct severity_result *ret)
{
  const struct view *view = &results->views[indicator];
  const struct source *source = view->indicator->severity;
  struct figure whole = figure_of(results, view, area, period);
  const struct fact_table *table;
  int column;
  *ret = (struct severity_result) { .weights = source ? facts_weights(results->facts, source) : NULL };
  if (!source) {
    no_answer(ret, STATUS_NOT_APPLICABLE, "Its definition asks for no severity");
    return;
  }
  /* A rate's count may be known though its population is not. */
  if (isnan(whole.numerator)) {
    no_answer(ret, whole.status, whole.reason);
    return;
  }
  if (!find_weights(results, view, &table, &column)) {
    no_answer(ret, STATUS_UNAVAILABLE, "The severity weights were not supplied");
    return;
  }
  size_t *of, count;
  struct severity_category *categories
    = name_categories(arena, table, column, ret->weights, &of, &count);
  for (size_t i = 0; i < table->fact_count; i++) {
    if (fact_belongs(results->facts, table, &table->facts[i], view->indicator, area, period))
      categories[of[table->facts[i].category]].offences += table->facts[i].value;
  }
  double *counts = ARENA_ARRAY(arena, double, count), *weights = ARENA_ARRAY(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    counts[i] = categories[i].offences;
    weights[i] = categories[i].weight;
  }
  if (harm_sum(counts, weights, count, &ret->harm) < 0) {
    no_answer(ret, STATUS_UNAVAILABLE, "Its counts or weights are no numbers to work with");
    return;
  }
  ret->score = harm_score(&ret->harm, whole.denominator);
  ret->category_count = finish(categories, count, &ret->harm);
  ret->categories = categories;
}

/* ---- checks -------------------------------------------------------------------------------- */

/* Offences without a weight are listed and counted, once an indicator: every area's harm is without
 * them. */
static void check_categories(struct arena *arena, struct diags *diags,
                             const struct indicator *indicator,
                             const struct fact_table *table,
                             const struct severity_weights *weights, int column)
{
  size_t *of, count, without = 0;
  double offences = 0;
  struct severity_category *categories = name_categories(arena, table, column, weights, &of, &count);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    if (category_is_wanted(indicator->where, indicator->where_count, table,
                           &table->categories[fact->category]))
      categories[of[fact->category]].offences += fact->value;
  }
  struct strbuf names = STRBUF(arena);
  for (size_t i = 0; i < count; i++) {
    if (!isnan(categories[i].weight) || categories[i].offences == 0)
      continue;
    strbuf_printf(&names, "%s%s", without++ ? ", " : "", categories[i].name);
    offences += categories[i].offences;
  }
  if (!without)
    return;
  diag_warning(diags, "STRATA-C041", indicator->severity_loc,
               "'%s' has no weight for %zu of the categories of '%s': %s", weights->source->id,
               without, indicator->id, strbuf_text(&names));
  diag_hint(diags, "%s offences are left out of its harm; add their weights, or leave them out "
                   "under 'where'",
            num_format(arena, offences, 0, NUM_GROUPED));
}

void check_severity(struct arena *arena, const struct facts *facts, struct diags *diags,
                    const struct indicator *indicator)
{
  const struct fact_table *table
    = indicator->measure ? facts_table(facts, indicator->measure) : NULL;
  const struct severity_weights *weights
    = indicator->severity ? facts_weights(facts, indicator->severity) : NULL;
  if (!table || !weights || table->awaited || weights->awaited)
    return;
  int column = severity_column(table, weights);
  if (column != NO_INDEX) {
    check_categories(arena, diags, indicator, table, weights, column);
    return;
  }
  diag_error(diags, "STRATA-C040", indicator->severity_loc,
             "the source '%s' has no category '%s', which the weights of '%s' are by",
             table->source->id, weights->column, weights->source->id);
  diag_suggest(diags, str_of(weights->column), table->category_names, table->category_name_count);
}
