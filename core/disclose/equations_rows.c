/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reconciliation: what an appendix says of a source's rows is a total of all that they count. */
#include "base/vec.h"
#include "disclose/cell_index.h"

#include <math.h>
#include <stdlib.h>

/* Cells that get more. */
struct growing {
  struct arena *arena;
  const struct cells *cells;
  VEC(struct cell) at;
  VEC(struct equation) equations;
  VEC(struct term) terms;
  VEC(struct cell_filter) filters;
};

/* Filters of one source without a category in common, and the categories that none of them has. */
struct cover {
  const struct supply *supply;
  VEC(int) filters;
  bool *taken;
  bool whole; /* they have all that were ever recorded */
};

static const struct sums *sums_at(const struct cells *cells, size_t filter)
{
  return cells->filters[filter].sums;
}

static bool is_of_records(const struct cells *cells, size_t filter)
{
  return sums_at(cells, filter)->supply->from_records && sums_at(cells, filter)->adds
         && !cells->filters[filter].beside;
}

static bool is_first(const struct cells *cells, size_t filter)
{
  for (size_t f = 0; f < filter; f++)
    if (is_of_records(cells, f) && sums_at(cells, f)->supply == sums_at(cells, filter)->supply)
      return false;
  return true;
}

/* How many categories FILTER would add; 0 when it has one that is taken. */
static size_t gain(const struct cells *cells, const struct cover *cover, size_t filter)
{
  size_t count = 0;
  if (!is_of_records(cells, filter) || sums_at(cells, filter)->supply != cover->supply)
    return 0;
  for (size_t c = 0; c < cover->supply->table->category_count; c++) {
    bool wanted = sums_at(cells, filter)->wanted[c];
    if (wanted && cover->taken[c])
      return 0;
    count += wanted;
  }
  return count;
}

/* The largest first: equations with few terms are soon looked at. */
static struct cover cover_of(struct arena *arena, const struct cells *cells,
                             const struct supply *supply)
{
  size_t categories = supply->table->category_count;
  struct cover cover = { .supply = supply, .taken = ARENA_ARRAY(arena, bool, categories) };
  for (;;) {
    size_t most = 0, best = 0;
    for (size_t f = 0; f < cells->filter_count; f++) {
      size_t more = gain(cells, &cover, f);
      best = more > most ? f : best;
      most = more > most ? more : most;
    }
    if (!most)
      break;
    *VEC_ADD(arena, &cover.filters) = (int)best;
    for (size_t c = 0; c < categories; c++)
      cover.taken[c] = cover.taken[c] || sums_at(cells, best)->wanted[c];
  }
  const bool *recorded = facts_recorded(arena, supply->table);
  cover.whole = true;
  for (size_t c = 0; c < categories; c++)
    cover.whole = cover.whole && (cover.taken[c] || !recorded[c]);
  return cover;
}

/* ---- what nobody prints -------------------------------------------------------------------- */

/* Counts of all months together, by row: of everything, or only of what COVER has not. */
static double *add_up(struct arena *arena, const struct facts *facts, const struct cover *cover,
                      bool everything)
{
  const struct fact_table *table = cover->supply->table;
  size_t areas = facts->catalog->area_count;
  double *counts = ARENA_ARRAY(arena, double, areas + SUMS_EXTRA_ROWS);
  for (size_t i = 0; i < table->fact_count; i++) {
    const struct fact *fact = &table->facts[i];
    size_t row = fact->place;
    if (!everything && cover->taken[fact->category])
      continue;
    if (fact->place == PLACE_UNASSIGNED || fact->place == PLACE_OUTSIDE)
      row = areas + (fact->place == PLACE_OUTSIDE ? SUMS_OUTSIDE : SUMS_UNASSIGNED);
    else if (fact->place >= PLACE_SMALL && fact->place < PLACE_UNASSIGNED)
      row = (size_t)facts->small_areas[fact->place - PLACE_SMALL].district;
    if (row < areas + SUMS_EXTRA_ROWS)
      counts[row] += fact->value;
  }
  return counts;
}

static uint32_t add_cell(struct growing *growing, const struct supply *supply, int row, double value)
{
  int32_t last = supply->first_month + (int32_t)supply->month_count - 1;
  *VEC_ADD(growing->arena, &growing->at) = (struct cell) {
    .filter = (int)growing->filters.len - 1, .row = row, .period = { last, PERIOD_MONTH },
    .value = value, .known_high = INFINITY, .hidden = true, .whole = floor(value) == value,
  };
  return (uint32_t)growing->at.len - 1;
}

static void add_term(struct growing *growing, uint32_t cell, int sign)
{
  *VEC_ADD(growing->arena, &growing->terms) = (struct term) { cell, sign };
}

/* Keeps the terms from FIRST on as an equation. */
static void keep(struct growing *growing, size_t first)
{
  *VEC_ADD(growing->arena, &growing->equations) = (struct equation) {
    EQUATION_ROWS, (uint32_t)first, (uint32_t)(growing->terms.len - first)
  };
}

/* ---- a source ------------------------------------------------------------------------------ */

/* A cell that is all the months of ROW, and TOTAL as is known otherwise; NO_CELL when a month of it is not
 * there, or they add up to something else. */
static int add_row(struct growing *growing, const struct cover *cover, int row, double total,
                   double rest)
{
  const struct cells *cells = growing->cells;
  const struct supply *supply = cover->supply;
  size_t first = growing->terms.len, before = growing->at.len;
  double sum = cover->whole ? 0 : rest;
  bool broken = false;
  uint32_t whole = add_cell(growing, supply, row, total);
  add_term(growing, whole, 1);
  if (!cover->whole)
    add_term(growing, add_cell(growing, supply, row, rest), -1);
  for (size_t f = 0; f < cover->filters.len; f++) {
    const struct filter_index *index = &cells->index->filters[cover->filters.at[f]];
    for (size_t m = 0; m < supply->month_count && !broken; m++) {
      if (!supply->supplied[m])
        continue;
      int cell = index->cell[(size_t)row * (index->months + index->year_count) + m];
      broken = cell == NO_CELL;
      if (broken)
        break;
      sum += cells->at[cell].value;
      add_term(growing, (uint32_t)cell, -1);
    }
  }
  if (!broken && sum >= total - 0.5 && sum <= total + 0.5) {
    keep(growing, first);
    return (int)whole;
  }
  growing->terms.len = first;
  growing->at.len = before;
  return NO_CELL;
}

static void know(struct growing *growing, uint32_t cell, double printed)
{
  struct cell *at = &growing->at.at[cell];
  if (at->value < printed || at->value > printed)
    return; /* an earlier release's rows are in it */
  at->known_low = at->known_high = printed;
}

static void add_source(struct growing *growing, const struct supply *supply)
{
  const struct facts *facts = results_facts(growing->cells->results);
  const struct catalog *catalog = facts->catalog;
  const struct fact_table *table = supply->table;
  struct cover cover = cover_of(growing->arena, growing->cells, supply);
  const double *all = add_up(growing->arena, facts, &cover, true);
  const double *rest = add_up(growing->arena, facts, &cover, false);
  double counted = 0, unassigned = 0, outside = 0, sum = 0;
  for (size_t i = 0; i < table->input_count; i++) {
    counted += (double)table->inputs[i].counted;
    unassigned += (double)table->inputs[i].unassigned;
    outside += (double)table->inputs[i].outside;
  }
  *VEC_ADD(growing->arena, &growing->filters)
    = (struct cell_filter) { .sums = sums_at(growing->cells, (size_t)cover.filters.at[0]) };
  VEC(int) parts = { 0 };
  for (size_t d = 0; d < catalog->district_count; d++) {
    int part = add_row(growing, &cover, (int)d, all[d], rest[d]);
    if (part == NO_CELL)
      break;
    *VEC_ADD(growing->arena, &parts) = part;
    sum += all[d];
  }
  if (parts.len == catalog->district_count && parts.len > 0) {
    size_t first = growing->terms.len;
    uint32_t total = add_cell(growing, supply, 0, sum);
    know(growing, total, counted);
    add_term(growing, total, 1);
    for (size_t i = 0; i < parts.len; i++)
      add_term(growing, (uint32_t)parts.at[i], -1);
    keep(growing, first);
  }
  const double printed[SUMS_EXTRA_ROWS] = { unassigned, outside };
  for (int extra = 0; extra < SUMS_EXTRA_ROWS; extra++) {
    int row = (int)catalog->area_count + extra;
    int part = add_row(growing, &cover, row, all[row], rest[row]);
    if (part != NO_CELL)
      know(growing, (uint32_t)part, printed[extra]);
  }
}

void cells_join_rows(struct arena *arena, struct cells *cells)
{
  struct growing growing = { .arena = arena, .cells = cells };
  for (size_t f = 0; f < cells->filter_count; f++)
    *VEC_ADD(arena, &growing.filters) = cells->filters[f];
  for (size_t i = 0; i < cells->count; i++)
    *VEC_ADD(arena, &growing.at) = cells->at[i];
  for (size_t i = 0; i < cells->equation_count; i++)
    *VEC_ADD(arena, &growing.equations) = cells->equations[i];
  for (size_t i = 0; i < cells->term_count; i++)
    *VEC_ADD(arena, &growing.terms) = cells->terms[i];
  for (size_t f = 0; f < cells->filter_count; f++)
    if (is_of_records(cells, f) && is_first(cells, f)
        && sums_at(cells, f)->supply->table->input_count > 0)
      add_source(&growing, sums_at(cells, f)->supply);
  cells->at = growing.at.at;
  cells->count = growing.at.len;
  cells->equations = growing.equations.at;
  cells->equation_count = growing.equations.len;
  cells->terms = growing.terms.at;
  cells->term_count = growing.terms.len;
  cells->filters = growing.filters.at;
  cells->filter_count = growing.filters.len;
}
