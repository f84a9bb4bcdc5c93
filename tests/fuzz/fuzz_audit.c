/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any table of counts: what the audit finds of each holds the truth, what is protected is not found,
 * and figures that do not add up are said not to.  The attacker's arithmetic, which is another, says
 * the same.
 */
#include "base/cleanup.h"
#include "base/vec.h"
#include "disclose/attacker_solve.h"
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

static struct riddle riddle_of(struct arena *arena, const struct cells *cells,
                               const struct shown *shown)
{
  struct riddle riddle = { .arena = arena };
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    riddle_bound(&riddle, riddle_unknown(&riddle, true), fmax(shown[i].low, cell->known_low),
                 fmin(shown[i].high, cell->known_high));
  }
  for (size_t e = 0; e < cells->equation_count; e++) {
    const struct equation *equation = &cells->equations[e];
    riddle_relate(&riddle, 0, 0);
    for (uint32_t t = 0; t < equation->count; t++)
      riddle_term(&riddle, cells->terms[equation->first + t].cell,
                  cells->terms[equation->first + t].sign);
  }
  return riddle;
}

/* What the audit is asked, put to the attacker's arithmetic: it must come to the same.  False when the
 * figures contradict each other. */
static bool check_attacker(struct arena *arena, const struct cells *cells, const struct audit *audit,
                           const struct shown *shown)
{
  struct riddle riddle = riddle_of(arena, cells, shown);
  struct question *questions = ARENA_ARRAY(arena, struct question, cells->count);
  size_t count = 0, sensitive = 0, same = 0;
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    if (cell->sensitive && cell->known_low < cell->known_high)
      questions[count++] = (struct question) { (uint32_t)i, fmax(cell->low, cell->known_low),
                                               fmin(cell->high, cell->known_high) };
  }
  struct solution solution;
  riddle_solve(&riddle, questions, count, &solution);
  /* Either may see sooner than the other that figures which are anything at all do not add up. */
  if (solution.contradiction || audit->contradiction)
    return false;
  for (size_t k = 0; k < audit->finding_count; k++) {
    uint32_t cell = audit->findings[k].cell;
    if (!cells->at[cell].sensitive || cells->at[cell].known_low >= cells->at[cell].known_high)
      continue;
    sensitive++;
    for (size_t a = 0; a < solution.count; a++)
      same += questions[solution.answers[a].question].unknown == cell;
  }
  insist(same == sensitive && solution.count == sensitive);
  return true;
}

static void check_protected(struct arena *arena, struct cells *cells)
{
  struct protection protection;
  struct audit audit;
  const struct shown *before = audit_view(arena, cells);
  audit_run(arena, cells, before, &audit);
  insist(check_attacker(arena, cells, &audit, before));
  protect(cells, &protection);
  for (size_t i = 0; i < cells->count; i++)
    insist(!cells->at[i].sensitive || cells->at[i].hidden);
  const struct shown *after = audit_view(arena, cells);
  audit_run(arena, cells, after, &audit);
  insist(check_attacker(arena, cells, &audit, after));
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
  check_attacker(arena, cells, &audit, shown);
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
