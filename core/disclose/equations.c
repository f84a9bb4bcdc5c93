/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "disclose/equations_work.h"

#include <math.h>
#include <stdlib.h>

enum { YEAR = 12 };

/* What is dear to readers, as factors of a cell's cost. */
static const double COST_GROUP = 4, COST_NO_PLACE = 0.5, COST_NAMED_YEAR = 2, COST_ROLLING = 0.5,
                    COST_HEADLINE = 2, COST_LATEST = 2;

/* ---- filters ------------------------------------------------------------------------------- */

static int filter_of(struct work *work, const struct sums *sums, bool beside)
{
  for (size_t i = 0; i < work->filters.len; i++)
    if (work->filters.at[i].sums == sums && work->filters.at[i].beside == beside)
      return (int)i;
  *VEC_ADD(work->arena, &work->filters)
    = (struct cell_filter) { .sums = sums, .beside = beside, .printed = true };
  return (int)work->filters.len - 1;
}

/* Given values and means add up to nothing: rules hide them whole. */
static bool adds_up(const struct work *work, size_t indicator)
{
  enum statistic statistic = work->catalog->indicators[indicator].statistic;
  return statistic != STATISTIC_GIVEN && statistic != STATISTIC_MEAN;
}

static void add_indicator(struct work *work, int indicator)
{
  const struct sums *counts = results_counts(work->results, indicator);
  bool beside;
  const struct sums *divisors = results_divisors(work->results, indicator, &beside);
  if (counts)
    work->counts[indicator] = filter_of(work, counts, false);
  if (divisors)
    work->divisors[indicator] = filter_of(work, divisors, beside);
}

static bool overlaps(const struct sums *a, const struct sums *b)
{
  if (a->supply != b->supply || a->adds != b->adds)
    return false;
  for (size_t c = 0; c < a->supply->table->category_count; c++)
    if (a->wanted[c] && b->wanted[c])
      return true;
  return false;
}

static bool is_joined(const struct work *work, const struct sums *sums)
{
  for (size_t i = 0; sums && i < work->filters.len; i++)
    if (work->filters.at[i].sums == sums || overlaps(work->filters.at[i].sums, sums))
      return true;
  return false;
}

/* The wanted indicators' filters, and those of all indicators that share a category with one. */
static void gather_filters(struct work *work, const bool *wanted)
{
  size_t count = work->catalog->indicator_count, before;
  for (size_t i = 0; i < count; i++)
    if (wanted[i] && adds_up(work, i))
      add_indicator(work, (int)i);
  do {
    before = work->filters.len;
    for (size_t i = 0; i < count; i++) {
      bool beside;
      if (adds_up(work, i)
          && (is_joined(work, results_counts(work->results, (int)i))
              || is_joined(work, results_divisors(work->results, (int)i, &beside))))
        add_indicator(work, (int)i);
    }
  } while (work->filters.len > before);
}

static void list_uses(struct work *work)
{
  for (size_t f = 0; f < work->filters.len; f++) {
    VEC(struct cell_use) uses = { 0 };
    for (size_t i = 0; i < work->catalog->indicator_count; i++) {
      if (work->counts[i] == (int)f)
        *VEC_ADD(work->arena, &uses) = (struct cell_use) { (int)i, false };
      if (work->divisors[i] == (int)f)
        *VEC_ADD(work->arena, &uses) = (struct cell_use) { (int)i, true };
    }
    work->filters.at[f].uses = uses.at;
    work->filters.at[f].use_count = uses.len;
  }
}

/* ---- categories ---------------------------------------------------------------------------- */

static bool wants(const struct work *work, int filter, size_t category)
{
  return work->filters.at[filter].sums->wanted[category];
}

static bool are_alike(const struct work *work, const struct family *family, size_t a, size_t b)
{
  for (size_t i = 0; i < family->filters.len; i++)
    if (wants(work, family->filters.at[i], a) != wants(work, family->filters.at[i], b))
      return false;
  return true;
}

static bool is_wanted(const struct work *work, const struct family *family, size_t category)
{
  for (size_t i = 0; i < family->filters.len; i++)
    if (wants(work, family->filters.at[i], category))
      return true;
  return false;
}

/* The filter that wants these categories exactly, or NO_INDEX. */
static int filter_wanting(const struct work *work, const struct family *family, const bool *wanted)
{
  for (size_t i = 0; i < family->filters.len; i++) {
    bool same = true;
    for (size_t c = 0; c < family->supply->table->category_count && same; c++)
      same = wants(work, family->filters.at[i], c) == wanted[c];
    if (same)
      return family->filters.at[i];
  }
  return NO_INDEX;
}

static void add_rest(struct work *work, const struct family *family, const bool *wanted)
{
  const struct sums_request request = { family->supply, wanted, true };
  VEC(struct cell_use) uses = { 0 };
  size_t first = 0;
  while (!wanted[first])
    first++;
  for (size_t i = 0; i < family->filters.len; i++) {
    const struct cell_filter *whole = &work->filters.at[family->filters.at[i]];
    for (size_t u = 0; whole->sums->wanted[first] && u < whole->use_count; u++)
      *VEC_ADD(work->arena, &uses) = whole->uses[u];
  }
  *VEC_ADD(work->arena, &work->filters) = (struct cell_filter) {
    .sums = sums_add_up(work->arena, results_facts(work->results), &request, 1),
    .uses = uses.at,
    .use_count = uses.len,
  };
}

static bool is_any(const bool *these, const bool *those, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (these[i] && those[i])
      return true;
  return false;
}

/* Finds the family's atoms, and makes filters of those that no indicator prints.  What was never recorded anywhere and
 * stands in no indicator by itself is no secret: anybody who knows the source knows that it has none.  Left out, it gives
 * no room to what is. */
static void find_atoms(struct work *work, struct family *family)
{
  size_t categories = family->supply->table->category_count;
  const bool *recorded = facts_recorded(work->arena, family->supply->table);
  family->atom_of = ARENA_ARRAY(work->arena, int, categories);
  for (size_t c = 0; c < categories; c++)
    family->atom_of[c] = NO_INDEX;
  for (size_t c = 0; c < categories; c++) {
    if (family->atom_of[c] != NO_INDEX || !is_wanted(work, family, c))
      continue;
    bool *wanted = ARENA_ARRAY(work->arena, bool, categories);
    for (size_t k = c; k < categories; k++) {
      if (!are_alike(work, family, c, k))
        continue;
      wanted[k] = true;
      family->atom_of[k] = (int)family->atoms.len;
    }
    int known = filter_wanting(work, family, wanted);
    if (known == NO_INDEX && !is_any(wanted, recorded, categories)) {
      for (size_t k = c; k < categories; k++)
        family->atom_of[k] = wanted[k] ? NO_INDEX : family->atom_of[k];
      continue;
    }
    if (known == NO_INDEX) {
      known = (int)work->filters.len;
      add_rest(work, family, wanted);
    }
    *VEC_ADD(work->arena, &family->atoms) = known;
  }
}

static struct family family_of(struct work *work, const struct supply *supply)
{
  struct family family = { .supply = supply };
  for (size_t i = 0; i < work->filters.len; i++) {
    const struct cell_filter *filter = &work->filters.at[i];
    if (filter->printed && filter->sums->supply == supply && filter->sums->adds && !filter->beside)
      *VEC_ADD(work->arena, &family.filters) = (int)i;
  }
  if (family.filters.len > 1)
    find_atoms(work, &family);
  return family;
}

/* ---- cells --------------------------------------------------------------------------------- */

/* The years of SUPPLY: those given, and every twelve months that were all supplied. */
static const int32_t *list_years(struct arena *arena, const struct supply *supply,
                                 size_t *ret_count)
{
  VEC(int32_t) years = { 0 };
  for (size_t i = 0; i < supply->year_count; i++)
    *VEC_ADD(arena, &years) = supply->years[i].last;
  for (size_t i = YEAR - 1; i < supply->month_count; i++) {
    struct period year = { supply->first_month + (int32_t)i, PERIOD_YEAR_ENDING };
    if (supply_year(supply, year.last) < 0 && !supply_reason(supply, year))
      *VEC_ADD(arena, &years) = year.last;
  }
  if (years.len > 1)
    qsort(years.at, years.len, sizeof *years.at, cell_compare_months);
  *ret_count = years.len;
  return years.at;
}

static double value_of(const struct cell_filter *filter, int row, struct period period)
{
  struct sum sum = sums_find(filter->sums, row, period);
  return filter->beside ? sum.denominator : sum.value;
}

static bool leads(const struct catalog *catalog, const struct indicator *indicator)
{
  bool known = indicator->plugin >= 0 && (size_t)indicator->plugin < catalog->plugin_count;
  const char *headline = known ? catalog->plugins[indicator->plugin].headline : NULL;
  return headline && str_is(str_of(headline), indicator->id);
}

static double cost_of(const struct work *work, const struct cell_filter *filter, int row,
                      struct period period, int32_t newest)
{
  if (!filter->printed)
    return 0;
  const struct catalog *catalog = work->catalog;
  double cost = 1;
  if (row >= (int)catalog->area_count)
    cost *= COST_NO_PLACE;
  else if (catalog->areas[row].kind != AREA_DISTRICT)
    cost *= COST_GROUP * (row == catalog->comparator ? 2 : 1);
  int ends = month_in_year(period.last);
  if (period_months(period) == YEAR)
    cost *= ends == 12 || ends == 3 ? COST_NAMED_YEAR : COST_ROLLING;
  double age = (newest - period.last) / (double)YEAR;
  cost *= 1 + (COST_LATEST - 1) / (1 + age);
  for (size_t u = 0; u < filter->use_count; u++)
    if (leads(catalog, &catalog->indicators[filter->uses[u].indicator]))
      return cost * COST_HEADLINE;
  return cost;
}

static void add_cells(struct work *work, size_t f)
{
  const struct cell_filter *filter = &work->filters.at[f];
  const struct supply *supply = filter->sums->supply;
  struct filter_index *index = &work->index[f];
  index->first_month = supply->first_month;
  index->months = supply->month_count;
  index->years = list_years(work->arena, supply, &index->year_count);
  size_t columns = index->months + index->year_count, first = work->cells.len;
  index->cell = ARENA_ARRAY(work->arena, int, work->rows *columns);
  int32_t newest = index->months ? index->first_month + (int32_t)index->months - 1 : 0;
  if (index->year_count && index->years[index->year_count - 1] > newest)
    newest = index->years[index->year_count - 1];
  bool whole = filter->sums->adds;
  for (size_t i = 0; i < work->rows * columns; i++) {
    int row = (int)(i / columns);
    struct period period = cell_period(index, i % columns);
    double value = value_of(filter, row, period);
    index->cell[i] = NO_CELL;
    if (!(value >= 0) || !isfinite(value))
      continue;
    whole = whole && floor(value) == value;
    index->cell[i] = (int)work->cells.len;
    *VEC_ADD(work->arena, &work->cells) = (struct cell) {
      .filter = (int)f, .row = row, .period = period, .value = value,
      .cost = cost_of(work, filter, row, period, newest), .known_high = INFINITY,
      .hidden = !filter->printed,
    };
  }
  for (size_t i = first; i < work->cells.len; i++)
    work->cells.at[i].whole = whole;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static bool is_first_of_supply(const struct work *work, size_t f)
{
  for (size_t k = 0; k < f; k++)
    if (work->filters.at[k].sums->supply == work->filters.at[f].sums->supply)
      return false;
  return true;
}

struct cells *cells_of(struct arena *arena, const struct results *results, const bool *wanted)
{
  const struct catalog *catalog = results_facts(results)->catalog;
  struct work work = {
    .arena = arena,
    .results = results,
    .catalog = catalog,
    .rows = catalog->area_count + SUMS_EXTRA_ROWS,
    .counts = ARENA_ARRAY(arena, int, catalog->indicator_count),
    .divisors = ARENA_ARRAY(arena, int, catalog->indicator_count),
  };
  for (size_t i = 0; i < catalog->indicator_count; i++)
    work.counts[i] = work.divisors[i] = NO_INDEX;
  gather_filters(&work, wanted);
  list_uses(&work);
  VEC(struct family) families = { 0 };
  for (size_t f = 0, printed = work.filters.len; f < printed; f++)
    if (is_first_of_supply(&work, f))
      *VEC_ADD(arena, &families) = family_of(&work, work.filters.at[f].sums->supply);

  work.index = ARENA_ARRAY(arena, struct filter_index, work.filters.len);
  for (size_t f = 0; f < work.filters.len; f++)
    add_cells(&work, f);
  equations_join(&work, families.at, families.len);

  struct cell_index *index = ARENA_NEW(arena, struct cell_index);
  *index = (struct cell_index) { work.index, work.counts, work.divisors };
  struct cells *cells = ARENA_NEW(arena, struct cells);
  *cells = (struct cells) {
    .at = work.cells.at, .count = work.cells.len, .equations = work.equations.at,
    .equation_count = work.equations.len, .terms = work.terms.at, .term_count = work.terms.len,
    .results = results, .filters = work.filters.at, .filter_count = work.filters.len,
    .index = index,
  };
  return cells;
}
