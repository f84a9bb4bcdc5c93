/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equations between cells: areas, months and categories that add up. */
#include "disclose/equations_work.h"

#include <math.h>

enum { YEAR = 12 };

struct draft {
  struct arena *arena;
  VEC(struct term) terms;
  bool broken; /* a cell is missing */
};

static void draft_add(struct draft *draft, int cell, int sign)
{
  draft->broken = draft->broken || cell == NO_CELL;
  if (!draft->broken)
    *VEC_ADD(draft->arena, &draft->terms) = (struct term) { (uint32_t)cell, sign };
}

/* Keeps an equation that holds: figures that were supplied by different hands need not add up. */
static void draft_keep(struct work *work, struct draft *draft, enum equation_kind kind)
{
  double sum = 0, size = 1;
  for (size_t i = 0; i < draft->terms.len && !draft->broken; i++) {
    double value = work->cells.at[draft->terms.at[i].cell].value;
    sum += draft->terms.at[i].sign * value;
    size += value;
  }
  if (!draft->broken && draft->terms.len > 1 && fabs(sum) < 1e-9 * size) {
    *VEC_ADD(work->arena, &work->equations)
      = (struct equation) { kind, (uint32_t)work->terms.len, (uint32_t)draft->terms.len };
    for (size_t i = 0; i < draft->terms.len; i++)
      *VEC_ADD(work->arena, &work->terms) = draft->terms.at[i];
  }
  draft->terms.len = 0;
  draft->broken = false;
}

static bool has_member(const struct area *area, int district)
{
  for (size_t i = 0; i < area->member_count; i++)
    if (area->members[i] == district)
      return true;
  return false;
}

/* The largest other area that lies in AREA, or NO_INDEX: it makes the equation short. */
static int largest_part(const struct catalog *catalog, int area)
{
  int largest = NO_INDEX;
  const struct area *whole = &catalog->areas[area];
  for (size_t a = catalog->district_count; a < catalog->area_count; a++) {
    const struct area *part = &catalog->areas[a];
    bool inside = (int)a != area && part->member_count > 1 && part->kind != AREA_FORCE
      && (part->member_count < whole->member_count
          || (part->member_count == whole->member_count
              && (whole->kind == AREA_FORCE || (int)a < area)));
    for (size_t m = 0; inside && m < part->member_count; m++)
      inside = has_member(whole, part->members[m]);
    if (inside
        && (largest == NO_INDEX || part->member_count > catalog->areas[largest].member_count))
      largest = (int)a;
  }
  return largest;
}

static int cell_at(const struct work *work, size_t filter, int row, size_t column)
{
  const struct filter_index *index = &work->index[filter];
  return index->cell[(size_t)row * (index->months + index->year_count) + column];
}

static void join_areas(struct work *work, struct draft *draft, size_t f)
{
  const struct catalog *catalog = work->catalog;
  const struct filter_index *index = &work->index[f];
  for (size_t a = catalog->district_count; a < catalog->area_count; a++) {
    const struct area *area = &catalog->areas[a];
    int part = largest_part(catalog, (int)a);
    int without = (int)catalog->area_count + SUMS_UNASSIGNED;
    for (size_t column = 0; column < index->months + index->year_count; column++) {
      int inner = part == NO_INDEX ? NO_CELL : cell_at(work, f, part, column);
      draft_add(draft, cell_at(work, f, (int)a, column), 1);
      if (inner != NO_CELL)
        draft_add(draft, inner, -1);
      for (size_t m = 0; m < area->member_count; m++)
        if (inner == NO_CELL || !has_member(&catalog->areas[part], area->members[m]))
          draft_add(draft, cell_at(work, f, area->members[m], column), -1);
      if (area->kind == AREA_FORCE && cell_at(work, f, without, column) != NO_CELL)
        draft_add(draft, cell_at(work, f, without, column), -1);
      draft_keep(work, draft, EQUATION_AREAS);
    }
  }
}

static void join_months(struct work *work, struct draft *draft, size_t f)
{
  const struct filter_index *index = &work->index[f];
  for (int row = 0; row < (int)work->rows; row++) {
    bool chained = false;
    for (size_t y = 0; y < index->year_count; y++) {
      int32_t last = index->years[y] - index->first_month; /* its last month's column */
      if (last < YEAR - 1 || last >= (int32_t)index->months) {
        chained = false;
        continue;
      }
      size_t column = index->months + y;
      int year = cell_at(work, f, row, column);
      bool named = month_in_year(index->years[y]) == 12 || month_in_year(index->years[y]) == 3;
      chained = chained && y > 0 && index->years[y - 1] == index->years[y] - 1;
      if (chained) {
        draft_add(draft, year, 1);
        draft_add(draft, cell_at(work, f, row, column - 1), -1);
        draft_add(draft, cell_at(work, f, row, (size_t)last), -1);
        draft_add(draft, cell_at(work, f, row, (size_t)(last - YEAR)), 1);
        draft_keep(work, draft, EQUATION_WINDOWS);
      }
      if (!chained || named) {
        draft_add(draft, year, 1);
        for (int32_t m = 0; m < YEAR; m++)
          draft_add(draft, cell_at(work, f, row, (size_t)(last - m)), -1);
        draft_keep(work, draft, EQUATION_MONTHS);
      }
      chained = true;
    }
  }
}

static void join_categories(struct work *work, struct draft *draft, const struct family *family)
{
  for (size_t i = 0; i < family->filters.len && family->atom_of; i++) {
    size_t whole = (size_t)family->filters.at[i];
    const struct filter_index *index = &work->index[whole];
    size_t columns = index->months + index->year_count;
    bool *used = ARENA_ARRAY(work->arena, bool, family->atoms.len);
    for (size_t c = 0; c < family->supply->table->category_count; c++)
      if (work->filters.at[whole].sums->wanted[c] && family->atom_of[c] != NO_INDEX)
        used[family->atom_of[c]] = true;
    for (size_t at = 0; at < work->rows * columns; at++) {
      draft_add(draft, index->cell[at], 1);
      for (size_t a = 0; a < family->atoms.len; a++)
        if (used[a] && family->atoms.at[a] == (int)whole)
          draft->broken = true; /* it is an atom itself */
        else if (used[a])
          draft_add(draft, work->index[family->atoms.at[a]].cell[at], -1);
      draft_keep(work, draft, EQUATION_CATEGORIES);
    }
  }
}

void equations_join(struct work *work, const struct family *families, size_t family_count)
{
  struct draft draft = { .arena = work->arena };
  for (size_t f = 0; f < work->filters.len; f++) {
    if (!work->filters.at[f].sums->adds)
      continue;
    join_areas(work, &draft, f);
    join_months(work, &draft, f);
  }
  for (size_t i = 0; i < family_count; i++)
    join_categories(work, &draft, &families[i]);
}
