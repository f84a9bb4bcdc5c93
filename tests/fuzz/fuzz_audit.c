/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any table of counts: what the audit finds of each holds the truth, what is protected is not found,
 * and figures that do not add up are said not to.
 */
#include "base/cleanup.h"
#include "base/vec.h"
#include "disclose/audit.h"
#include "disclose/protect.h"
#include "disclose/ranges.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_CELLS = 40, MOST_EQUATIONS = 16 };

struct bytes {
  const uint8_t *at;
  size_t left;
};

static unsigned take(struct bytes *bytes)
{
  if (!bytes->left)
    return 0;
  bytes->left--;
  return *bytes->at++;
}

struct table {
  struct arena *arena;
  VEC(struct cell) cells;
  VEC(struct equation) equations;
  VEC(struct term) terms;
};

static void add_cell(struct table *table, struct bytes *bytes, double value)
{
  struct cell *cell = VEC_ADD(table->arena, &table->cells);
  unsigned kind = take(bytes);
  *cell = (struct cell) { .value = value, .cost = kind % 8, .whole = true, .known_high = INFINITY };
  if (kind & 8)
    cell->base = 5;
  if (kind & 16) /* an earlier edition printed it */
    cell->known_low = cell->known_high = value;
  if ((kind & 32) && value >= 1 && value <= 4)
    cell_mark(cell, 1, 4);
  if (kind % 8 == 0)
    cell->hidden = true; /* nobody prints it */
}

/* A cell that is the sum of others. */
static void add_total(struct table *table, struct bytes *bytes)
{
  double sum = 0;
  uint32_t total = (uint32_t)table->cells.len, first = (uint32_t)table->terms.len;
  unsigned parts = 1 + take(bytes) % 6, start = take(bytes), step = 1 + take(bytes) % 5;
  *VEC_ADD(table->arena, &table->terms) = (struct term) { total, 1 };
  for (unsigned i = 0; i < parts && i < total; i++) {
    uint32_t part = (start + i * step) % total;
    bool again = false; /* each cell is in an equation once */
    for (uint32_t t = first; t < table->terms.len; t++)
      again = again || table->terms.at[t].cell == part;
    if (again)
      continue;
    sum += table->cells.at[part].value;
    *VEC_ADD(table->arena, &table->terms) = (struct term) { part, -1 };
  }
  *VEC_ADD(table->arena, &table->equations)
    = (struct equation) { EQUATION_AREAS, first, (uint32_t)table->terms.len - first };
  add_cell(table, bytes, sum);
}

static struct cells cells_of_table(struct table *table)
{
  return (struct cells) {
    .at = table->cells.at, .count = table->cells.len, .equations = table->equations.at,
    .equation_count = table->equations.len, .terms = table->terms.at,
    .term_count = table->terms.len,
  };
}

static void insist(bool holds)
{
  if (!holds)
    abort();
}

static void check_truth(struct arena *arena, const struct cells *cells)
{
  const struct shown *shown = audit_view(arena, cells);
  bool *whole = ARENA_ARRAY(arena, bool, cells->count);
  double *nothing = ARENA_ARRAY(arena, double, cells->count);
  double *width = ARENA_ARRAY(arena, double, cells->count);
  struct ranges ranges = {
    .whole = whole, .equations = cells->equations, .equation_count = cells->equation_count,
    .terms = cells->terms, .asked_low = nothing, .asked_high = nothing, .asked_width = width,
  };
  ranges_begin(&ranges, arena, cells->count);
  for (size_t i = 0; i < cells->count; i++) {
    whole[i] = true;
    nothing[i] = NAN;
    width[i] = 1e6;
    ranges.low[i] = shown[i].low;
    ranges.high[i] = shown[i].high;
  }
  ranges_solve(&ranges);
  insist(!ranges.contradiction);
  for (size_t i = 0; i < cells->count; i++) {
    double value = cells->at[i].value;
    insist(ranges.low[i] <= value + 1e-6 && value <= ranges.high[i] + 1e-6);
    insist(ranges.seen_low[i] <= value + 1e-4 && value <= ranges.seen_high[i] + 1e-4);
    insist(ranges.seen_low[i] >= ranges.low[i] - 1e-4);
  }
}

static void check_protected(struct arena *arena, struct cells *cells)
{
  struct protection protection;
  struct audit audit;
  protect(cells, &protection);
  for (size_t i = 0; i < cells->count; i++)
    insist(!cells->at[i].sensitive || cells->at[i].hidden);
  audit_run(arena, cells, audit_view(arena, cells), &audit);
  insist(!audit.contradiction);
  insist(protection.unprotected > 0 || audit.finding_count == 0);
}

/* What is shown is anything at all. */
static void check_anything(struct arena *arena, const struct cells *cells, struct bytes *bytes)
{
  struct shown *shown = ARENA_ARRAY(arena, struct shown, cells->count);
  for (size_t i = 0; i < cells->count; i++) {
    shown[i].low = take(bytes);
    shown[i].high = shown[i].low + take(bytes) % 16;
  }
  struct audit audit;
  audit_run(arena, cells, shown, &audit);
  insist(!audit.contradiction || audit.finding_count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  auto_arena struct arena *arena = arena_new();
  struct bytes bytes = { data, size };
  struct table table = { .arena = arena };
  unsigned count = 1 + take(&bytes) % MOST_CELLS, totals = take(&bytes) % MOST_EQUATIONS;
  for (unsigned i = 0; i < count; i++) {
    double value = take(&bytes);
    add_cell(&table, &bytes, value);
  }
  for (unsigned i = 0; i < totals; i++)
    add_total(&table, &bytes);
  struct cells cells = cells_of_table(&table);
  check_truth(arena, &cells);
  check_protected(arena, &cells);
  check_anything(arena, &cells, &bytes);
  return 0;
}
