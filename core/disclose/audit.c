/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/audit.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "disclose/mender.h"
#include "disclose/ranges.h"

#include <math.h>

static const double SMALL = 1e-6;

const struct shown *audit_view(struct arena *arena, const struct cells *cells)
{
  struct shown *shown = ARENA_ARRAY(arena, struct shown, cells->count);
  for (size_t i = 0; i < cells->count; i++)
    cell_shown(&cells->at[i], cells->at[i].hidden, &shown[i].low, &shown[i].high);
  return shown;
}

static bool is_exact(double low, double high)
{
  return high - low < SMALL;
}

/* An earlier edition has printed it: nothing that is done now can hide it. */
static bool was_given_away(const struct cell *cell)
{
  return is_exact(cell->known_low, cell->known_high);
}

/* What must not be found is asked for: of a sensitive cell its range, of one that is hidden for another
 * reason more than a single count, unless there is none to hide. */
static void ask(const struct cells *cells, const struct shown *shown, double *low, double *high,
                double *width)
{
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    bool asked = cell->sensitive && !was_given_away(cell);
    low[i] = asked ? fmax(cell->low, cell->known_low) : (double)NAN;
    high[i] = asked ? fmin(cell->high, cell->known_high) : (double)NAN;
    bool hidden = cell->hidden && cell->cost > 0 && cell->value > 0 && !was_given_away(cell)
      && !is_exact(shown[i].low, shown[i].high);
    width[i] = hidden && !asked ? 1 : 0;
  }
}

static bool is_found(const struct ranges *ranges, size_t index)
{
  if (!isnan(ranges->asked_low[index]))
    return !ranges_reach(ranges, index);
  return ranges->asked_width[index] > 0
    && is_exact(ranges->seen_low[index], ranges->seen_high[index]);
}

/* Whether bounds alone give it away. */
static bool is_bounded(const struct ranges *ranges, size_t index)
{
  return ranges->low[index] > ranges->asked_low[index] + SMALL
         || ranges->high[index] < ranges->asked_high[index] - SMALL;
}

/* The whole counts that lie from end to end. */
static void say_range(const struct ranges *ranges, size_t index, struct finding *finding)
{
  bool bounded = ranges_left_out(ranges, index);
  double low = bounded ? ranges->low[index] : ranges->seen_low[index];
  double high = bounded ? ranges->high[index] : ranges->seen_high[index];
  finding->low = ranges->whole[index] ? ceil(low - SMALL) : low;
  finding->high = ranges->whole[index] ? floor(high + SMALL) : high;
}

/* ---- examples ------------------------------------------------------------------------------ */

enum {
  LARGEST_PART = 3000, /* for programmes */
  TURNS = 9,
  LOTS = 4,
};

/* What the judge knows: whether the cells' own values fit all that is seen. */
static bool is_example(const struct cells *cells, const struct ranges *ranges, const double *values)
{
  for (size_t i = 0; i < cells->count; i++)
    if (values[i] < ranges->low[i] - SMALL || values[i] > ranges->high[i] + SMALL)
      return false;
  for (size_t e = 0; e < cells->equation_count; e++) {
    const struct equation *equation = &cells->equations[e];
    double sum = 0, size = 1;
    for (uint32_t t = 0; t < equation->count; t++) {
      struct term term = cells->terms[equation->first + t];
      sum += term.sign * values[term.cell];
      size += fabs(values[term.cell]);
    }
    if (fabs(sum) > SMALL * size)
      return false;
  }
  return true;
}

static void see(struct ranges *ranges, const struct witness *witness)
{
  for (size_t k = 0; k < witness->count; k++) {
    uint32_t number = witness->numbers[k];
    ranges->seen_low[number] = fmin(ranges->seen_low[number], witness->values[k]);
    ranges->seen_high[number] = fmax(ranges->seen_high[number], witness->values[k]);
  }
}

/* Moves NUMBER up or down as far as is asked of it. */
static void show(struct ranges *ranges, struct mender *mender, uint32_t number, bool up, double value,
                 uint32_t turn, uint32_t lot)
{
  struct witness witness;
  double to = up ? ranges->asked_high[number] : ranges->asked_low[number];
  if (!ranges_falls_short(ranges, number, up))
    return;
  if (isnan(to))
    to = value + (up ? 1 : -1);
  if (to > ranges->low[number] - SMALL && to < ranges->high[number] + SMALL
      && mender_move(mender, number, to, false, turn, lot, &witness, NULL))
    see(ranges, &witness);
}

/* Shows by examples how far cells go: what is shown so needs no programme. */
static void show_examples(struct arena *scratch, const struct cells *cells, struct ranges *ranges)
{
  double *values = ARENA_ARRAY(scratch, double, cells->count);
  for (size_t i = 0; i < cells->count; i++)
    values[i] = cells->at[i].value;
  ranges_tighten(ranges);
  if (ranges->contradiction || !is_example(cells, ranges, values))
    return;
  const struct mendable mendable = {
    .arena = scratch, .count = cells->count, .whole = ranges->whole, .equations = cells->equations,
    .equation_count = cells->equation_count, .terms = cells->terms, .origin = values, .low = ranges->low,
    .high = ranges->high,
  };
  struct mender *mender = mender_new(&mendable);
  for (size_t i = 0; i < cells->count; i++)
    ranges->seen_low[i] = ranges->seen_high[i] = values[i];
  for (uint32_t k = 0; k < TURNS * LOTS; k++)
    for (uint32_t i = 0; i < cells->count; i++)
      for (int up = 0; up < 2; up++)
        show(ranges, mender, i, up, values[i], k % TURNS, k / TURNS);
}

void audit_run(struct arena *arena, const struct cells *cells, const struct shown *shown,
               struct audit *ret_audit)
{
  auto_arena struct arena *scratch = arena_new();
  double *asked_low = ARENA_ARRAY(scratch, double, cells->count);
  double *asked_high = ARENA_ARRAY(scratch, double, cells->count);
  double *asked_width = ARENA_ARRAY(scratch, double, cells->count);
  bool *whole = ARENA_ARRAY(scratch, bool, cells->count);
  struct ranges ranges = {
    .whole = whole, .equations = cells->equations, .equation_count = cells->equation_count,
    .terms = cells->terms, .asked_low = asked_low, .asked_high = asked_high,
    .asked_width = asked_width,
  };
  ranges_begin(&ranges, scratch, cells->count);
  ask(cells, shown, asked_low, asked_high, asked_width);
  *ret_audit = (struct audit) { 0 };
  for (size_t i = 0; i < cells->count; i++) {
    const struct cell *cell = &cells->at[i];
    whole[i] = cell->whole;
    ranges.low[i] = fmax(shown[i].low, cell->known_low);
    ranges.high[i] = fmin(shown[i].high, cell->known_high);
    ret_audit->hidden += ranges.low[i] < ranges.high[i];
    ret_audit->sensitive += cell->sensitive && !was_given_away(cell);
    ret_audit->given_away += cell->sensitive && was_given_away(cell);
  }
  if (cells->count > LARGEST_PART) {
    show_examples(scratch, cells, &ranges);
    ranges.largest_part = LARGEST_PART;
  }
  ranges_solve(&ranges);
  ret_audit->contradiction = ranges.contradiction;
  VEC(struct finding) findings = { 0 };
  VEC(uint32_t) unsettled = { 0 };
  for (size_t i = 0; i < cells->count && !ranges.contradiction; i++) {
    if (!is_found(&ranges, i))
      continue;
    if (ranges_left_out(&ranges, i) && !is_bounded(&ranges, i)) {
      *VEC_ADD(arena, &unsettled) = (uint32_t)i;
      continue;
    }
    struct finding finding = { .cell = (uint32_t)i };
    size_t count;
    const uint32_t *because = ranges_explain(&ranges, i, &count);
    uint32_t *copy = ARENA_ARRAY(arena, uint32_t, count);
    for (size_t k = 0; k < count; k++)
      copy[k] = because[k];
    finding.equations = copy;
    finding.equation_count = count;
    say_range(&ranges, i, &finding);
    *VEC_ADD(arena, &findings) = finding;
  }
  ret_audit->programmes = ranges.programmes;
  ret_audit->findings = findings.at;
  ret_audit->finding_count = findings.len;
  ret_audit->unsettled = unsettled.at;
  ret_audit->unsettled_count = unsettled.len;
}
