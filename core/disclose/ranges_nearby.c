/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far numbers go when only what is about them moves along. */
#include "base/cleanup.h"
#include "disclose/nearby.h"
#include "disclose/ranges.h"

#include <math.h>

static const double SMALL = 1e-6;
enum { MOST_NUMBERS = 300 }; /* that move along */

static struct nearby nearby_of(struct arena *arena, const struct ranges *ranges)
{
  struct nearby nearby = {
    .arena = arena, .count = ranges->count,
    .low = ranges->low, .high = ranges->high, .origin = ranges->origin, .periods = ranges->periods,
  };
  for (size_t e = 0; e < ranges->equation_count; e++) {
    const struct equation *equation = &ranges->equations[e];
    nearby_row(&nearby, 0, 0);
    for (uint32_t t = 0; t < equation->count; t++) {
      struct term term = ranges->terms[equation->first + t];
      nearby_term(&nearby, term.cell, term.sign);
    }
  }
  nearby_begin(&nearby);
  return nearby;
}

struct looker {
  struct ranges *ranges;
  struct nearby nearby;
  double *by; /* how far each number has moved in the point at hand */
};

static bool keeps(const struct looker *looker, uint32_t e)
{
  const struct ranges *ranges = looker->ranges;
  const struct equation *equation = &ranges->equations[e];
  double sum = 0, size = 1;
  for (uint32_t t = 0; t < equation->count; t++) {
    struct term term = ranges->terms[equation->first + t];
    sum += term.sign * looker->by[term.cell];
    size += fabs(looker->by[term.cell]);
  }
  return fabs(sum) <= SMALL * size;
}

/* Whether POINT satisfies all bounds and equations. */
static bool is_possible(const struct looker *looker, const struct nearby_point *point)
{
  const struct ranges *ranges = looker->ranges;
  const struct nearby *nearby = &looker->nearby;
  bool possible = true;
  for (size_t k = 0; k < point->count; k++) {
    uint32_t number = point->numbers[k];
    looker->by[number] = point->values[k] - ranges->origin[number];
    possible = possible && point->values[k] >= ranges->low[number] - SMALL
      && point->values[k] <= ranges->high[number] + SMALL;
  }
  for (size_t k = 0; k < point->count && possible; k++) {
    uint32_t number = point->numbers[k];
    for (uint32_t u = nearby->first_user[number]; u < nearby->first_user[number + 1] && possible; u++)
      possible = keeps(looker, nearby->users[u]);
  }
  for (size_t k = 0; k < point->count; k++)
    looker->by[point->numbers[k]] = 0;
  return possible;
}

static void look(struct looker *looker, const struct nearby_point *point)
{
  struct ranges *ranges = looker->ranges;
  bool further = false;
  for (size_t k = 0; k < point->count; k++) {
    uint32_t number = point->numbers[k];
    double value = point->values[k];
    if (!isnan(ranges->asked_low[number]) || ranges->asked_width)
      further = further || value < ranges->seen_low[number] - SMALL
        || value > ranges->seen_high[number] + SMALL;
    ranges->seen_low[number] = fmin(ranges->seen_low[number], value);
    ranges->seen_high[number] = fmax(ranges->seen_high[number], value);
  }
  if (!further || !ranges->witnesses)
    return;
  uint32_t *numbers = ARENA_ARRAY(ranges->arena, uint32_t, point->count);
  double *values = ARENA_ARRAY(ranges->arena, double, point->count);
  memcpy(numbers, point->numbers, point->count * sizeof *numbers);
  memcpy(values, point->values, point->count * sizeof *values);
  *VEC_ADD(ranges->arena, &ranges->witnesses->list)
    = (struct witness) { point->count, numbers, values };
}

/* Moves NUMBER as far UP or down as is asked of it. */
static void move(struct looker *looker, struct surroundings *surroundings, uint32_t number, bool up)
{
  const struct ranges *ranges = looker->ranges;
  struct nearby_point point;
  if (!ranges_falls_short(ranges, number, up))
    return;
  double to = up ? ranges->asked_high[number] : ranges->asked_low[number];
  if (isnan(to))
    to = ranges->origin[number] + (up ? 1 : -1) * ranges->asked_width[number];
  if (surroundings_move(surroundings, number, to, &point) && is_possible(looker, &point))
    look(looker, &point);
}

bool ranges_look_nearby(struct ranges *ranges)
{
  auto_arena struct arena *scratch = arena_new();
  struct looker looker = { ranges, nearby_of(scratch, ranges),
                           ARENA_ARRAY(scratch, double, ranges->count) };
  bool all = true;
  for (uint32_t i = 0; i < ranges->count && (all || !ranges->stop_short); i++) {
    if (!ranges_reach(ranges, i) && ranges->low[i] < ranges->high[i]) {
      struct surroundings *surroundings = surroundings_begin(&looker.nearby, i, MOST_NUMBERS);
      move(&looker, surroundings, i, true);
      move(&looker, surroundings, i, false);
      surroundings_end(surroundings);
    }
    all = all && ranges_reach(ranges, i);
  }
  ranges->programmes += looker.nearby.programmes;
  ranges->iterations += looker.nearby.iterations;
  return all;
}
