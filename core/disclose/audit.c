/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/audit.h"

#include "base/cleanup.h"
#include "base/vec.h"
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

/* The whole counts that lie from end to end. */
static void say_range(const struct ranges *ranges, size_t index, struct finding *finding)
{
  double low = ranges->seen_low[index], high = ranges->seen_high[index];
  finding->low = ranges->whole[index] ? ceil(low - SMALL) : low;
  finding->high = ranges->whole[index] ? floor(high + SMALL) : high;
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
  ranges_solve(&ranges);
  ret_audit->contradiction = ranges.contradiction;
  VEC(struct finding) findings = { 0 };
  for (size_t i = 0; i < cells->count && !ranges.contradiction; i++) {
    if (!is_found(&ranges, i))
      continue;
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
}
