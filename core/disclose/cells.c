/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/cells.h"

#include "disclose/cell_index.h"

#include <math.h>
#include <stdlib.h>

int cell_compare_months(const void *a, const void *b)
{
  int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
  return (left > right) - (left < right);
}

struct period cell_period(const struct filter_index *index, size_t column)
{
  if (column < index->months)
    return (struct period) { index->first_month + (int32_t)column, PERIOD_MONTH };
  return (struct period) { index->years[column - index->months], PERIOD_YEAR_ENDING };
}

/* ---- asking -------------------------------------------------------------------------------- */

static int column_of(const struct filter_index *index, struct period period)
{
  if (period_months(period) == 1) {
    int32_t at = period.last - index->first_month;
    return at >= 0 && at < (int32_t)index->months ? (int)at : NO_INDEX;
  }
  const int32_t *found = index->year_count ? bsearch(&period.last, index->years, index->year_count,
                                                     sizeof *index->years, cell_compare_months)
                                           : NULL;
  return found ? (int)index->months + (int)(found - index->years) : NO_INDEX;
}

int cells_find(const struct cells *cells, int indicator, bool denominator, int row,
               struct period period)
{
  if (!cells->index)
    return NO_CELL;
  int f = (denominator ? cells->index->divisors : cells->index->counts)[indicator];
  if (f == NO_INDEX)
    return NO_CELL;
  const struct filter_index *index = &cells->index->filters[f];
  int column = column_of(index, period);
  if (column == NO_INDEX)
    return NO_CELL;
  return index->cell[(size_t)row * (index->months + index->year_count) + (size_t)column];
}

void cell_rounded(double printed, double base, bool whole, double *ret_low, double *ret_high)
{
  *ret_low = printed - base / 2;
  *ret_high = printed + base / 2;
  if (whole) { /* halves are rounded up */
    *ret_low = ceil(*ret_low);
    *ret_high = ceil(*ret_high) - 1;
  }
}

void cell_not_hidden(const struct cell *cell, double *low, double *high)
{
  if (!(cell->never_high > 0))
    return;
  double above = cell->whole ? cell->never_high + 1 : cell->never_high;
  double least = fmax(*low, 0);
  if (least >= cell->never_low && least <= cell->never_high)
    *low = above;
  if (*high >= cell->never_low && *high <= cell->never_high)
    *high = cell->never_low - 1;
}

void cell_shown(const struct cell *cell, bool hidden, double *ret_low, double *ret_high)
{
  double low = cell->value, high = cell->value;
  if (hidden) {
    low = 0;
    high = INFINITY;
  } else if (cell->base > 0) {
    cell_rounded(floor(cell->value / cell->base + 0.5) * cell->base, cell->base, cell->whole, &low,
                 &high);
    cell_not_hidden(cell, &low, &high);
  }
  *ret_low = fmax(low, cell->known_low);
  *ret_high = fmin(high, cell->known_high);
}

bool cells_hide(const struct cells *cells, int indicator, int row, struct period period)
{
  for (int denominator = 0; denominator < 2; denominator++) {
    int cell = cells_find(cells, indicator, denominator, row, period);
    if (cell != NO_CELL && cells->at[cell].hidden)
      return true;
  }
  return false;
}

/* What a later release changed is said in an appendix, month by month: rows more, and rows fewer. */
static void widen(const struct cells *cells, const struct cell *cell, double *low, double *high)
{
  const struct fact_table *table = cells->filters[cell->filter].sums->supply->table;
  for (size_t i = 0; i < table->revision_count; i++) {
    int32_t month = table->revisions[i].month;
    if (month < period_first(cell->period) || month > cell->period.last)
      continue;
    *low -= (double)table->revisions[i].removed;
    *high += (double)table->revisions[i].added;
  }
}

void cells_printed_before(struct cells *cells, const struct printed_count *printed, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    int found = cells_find(cells, printed[i].indicator, printed[i].denominator, printed[i].row,
                           printed[i].period);
    if (found == NO_CELL)
      continue;
    struct cell *cell = &cells->at[found];
    double low = printed[i].value - printed[i].base / 2, high = printed[i].value + printed[i].base / 2;
    if (cell->value < low || cell->value > high)
      widen(cells, cell, &low, &high);
    if (cell->value < low || cell->value > high)
      continue;
    cell->known_low = fmax(cell->known_low, low);
    cell->known_high = fmin(cell->known_high, high);
  }
}

const struct period *cells_periods(struct arena *arena, const struct cells *cells, int indicator,
                                   size_t *ret_count)
{
  int f = cells->index->counts[indicator];
  const struct filter_index *index = f == NO_INDEX ? NULL : &cells->index->filters[f];
  *ret_count = index ? index->months + index->year_count : 0;
  struct period *periods = ARENA_ARRAY(arena, struct period, *ret_count);
  for (size_t i = 0; i < *ret_count; i++)
    periods[i] = cell_period(index, i);
  return periods;
}

/* ---- words --------------------------------------------------------------------------------- */

static const char *filter_words(struct arena *arena, const struct cells *cells,
                                const struct cell *cell)
{
  const struct cell_filter *filter = &cells->filters[cell->filter];
  const struct cell_use *use = filter->use_count ? &filter->uses[0] : NULL;
  const struct catalog *catalog = results_facts(cells->results)->catalog;
  return arena_printf(arena, "%s%s%s", filter->printed ? "" : "the rest of ",
                      use ? catalog->indicators[use->indicator].id : "",
                      use && use->denominator && filter->printed ? " (what it divides by)" : "");
}

static const char *place_words(const struct cells *cells, const struct cell *cell)
{
  const struct catalog *catalog = results_facts(cells->results)->catalog;
  int extra = cell->row - (int)catalog->area_count;
  return extra < 0                  ? catalog->areas[cell->row].name
         : extra == SUMS_UNASSIGNED ? "without a place"
                                    : "outside the partnership";
}

const char *cell_words(struct arena *arena, const struct cells *cells, size_t cell)
{
  const struct cell *at = &cells->at[cell];
  return arena_printf(arena, "%s, %s, %s", filter_words(arena, cells, at), place_words(cells, at),
                      period_code(arena, at->period));
}

const char *equation_words(struct arena *arena, const struct cells *cells, size_t equation)
{
  const struct equation *at = &cells->equations[equation];
  const struct term *terms = &cells->terms[at->first];
  const struct cell *whole = &cells->at[terms[0].cell];
  bool by_place = at->kind == EQUATION_AREAS, by_filter = at->kind == EQUATION_CATEGORIES;
  struct strbuf out = STRBUF(arena);
  if (at->kind == EQUATION_ROWS)
    return arena_printf(arena, "the rows of '%s' that an appendix counts are those of all its months",
                        cells->filters[whole->filter].sums->supply->table->source->id);
  strbuf_printf(&out, "%s, %s: ",
                by_filter ? place_words(cells, whole) : filter_words(arena, cells, whole),
                by_place || by_filter ? period_code(arena, whole->period)
                                      : place_words(cells, whole));
  for (uint32_t t = 0; t < at->count; t++) {
    const struct cell *cell = &cells->at[terms[t].cell];
    strbuf_add_text(&out, t == 0 ? "" : t == 1 ? " = " : terms[t].sign < 0 ? " + " : " - ");
    strbuf_add_text(&out, by_place    ? place_words(cells, cell)
                          : by_filter ? filter_words(arena, cells, cell)
                                      : period_code(arena, cell->period));
    strbuf_add_text(&out, cell->hidden ? " [c]" : "");
  }
  return strbuf_text(&out);
}
