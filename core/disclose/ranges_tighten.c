/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tightening: what follows for each number from one equation after another. */
#include "disclose/ranges.h"

#include "base/cleanup.h"

#include <math.h>

/* Counts are below a million, and so are the numbers of equations: a millionth is no count. */
static const double SMALL = 1e-6;
/* A bound that creeps is left to the programmes. */
enum { MOST_VISITS = 40 };

/* Which equations a number is in: users[first[i]] to users[first[i + 1] - 1]. */
struct membership {
  uint32_t *first, *users;
};

static struct membership membership_of(struct arena *arena, const struct ranges *ranges)
{
  struct membership in = { ARENA_ARRAY(arena, uint32_t, ranges->count + 1), NULL };
  uint32_t *next = ARENA_ARRAY(arena, uint32_t, ranges->count);
  size_t terms = 0;
  for (size_t e = 0; e < ranges->equation_count; e++) {
    const struct equation *equation = &ranges->equations[e];
    for (uint32_t t = 0; t < equation->count; t++)
      in.first[ranges->terms[equation->first + t].cell + 1]++;
    terms += equation->count;
  }
  for (size_t i = 0; i < ranges->count; i++) {
    in.first[i + 1] += in.first[i];
    next[i] = in.first[i];
  }
  in.users = ARENA_ARRAY(arena, uint32_t, terms);
  for (size_t e = 0; e < ranges->equation_count; e++) {
    const struct equation *equation = &ranges->equations[e];
    for (uint32_t t = 0; t < equation->count; t++)
      in.users[next[ranges->terms[equation->first + t].cell]++] = (uint32_t)e;
  }
  return in;
}

/* A sum of which some terms may be infinite. */
struct reach {
  double finite;
  size_t infinite;
};

static void reach_add(struct reach *reach, double value)
{
  if (isinf(value))
    reach->infinite++;
  else
    reach->finite += value;
}

/* The sum without VALUE, one of its terms; INFINITY when that is not bounded. */
static double reach_without(const struct reach *reach, double value)
{
  size_t infinite = reach->infinite - (isinf(value) ? 1 : 0);
  return infinite ? (double)INFINITY : reach->finite - (isinf(value) ? 0 : value);
}

struct queue {
  uint32_t *at;
  bool *waits;
  uint8_t *visits;
  size_t first, len, size;
  bool cut_off;
};

static void queue_add(struct queue *queue, uint32_t equation)
{
  if (queue->waits[equation])
    return;
  if (queue->visits[equation] >= MOST_VISITS) {
    queue->cut_off = true;
    return;
  }
  queue->waits[equation] = true;
  queue->at[(queue->first + queue->len++) % queue->size] = equation;
}

static uint32_t queue_take(struct queue *queue)
{
  uint32_t equation = queue->at[queue->first];
  queue->first = (queue->first + 1) % queue->size;
  queue->len--;
  queue->waits[equation] = false;
  queue->visits[equation]++;
  return equation;
}

/* Narrows number INDEX to LOW and HIGH, which follow from EQUATION; whether that says more. */
static bool narrow(struct ranges *ranges, uint32_t index, double low, double high,
                   uint32_t equation)
{
  if (ranges->whole[index]) {
    low = ceil(low - SMALL);
    high = floor(high + SMALL);
  }
  bool narrower = false;
  if (low > ranges->low[index] + SMALL) {
    ranges->low[index] = low;
    ranges->low_by[index] = (int32_t)equation;
    narrower = true;
  }
  if (high < ranges->high[index] - SMALL) {
    ranges->high[index] = high;
    ranges->high_by[index] = (int32_t)equation;
    narrower = true;
  }
  double over = ranges->low[index] - ranges->high[index];
  if (over > SMALL * (1 + fabs(ranges->low[index])))
    ranges->contradiction = true;
  else if (over > 0)
    ranges->high[index] = ranges->low[index];
  return narrower;
}

static double least(const struct ranges *ranges, struct term term)
{
  return term.sign > 0 ? ranges->low[term.cell] : -ranges->high[term.cell];
}

static double greatest(const struct ranges *ranges, struct term term)
{
  return term.sign > 0 ? ranges->high[term.cell] : -ranges->low[term.cell];
}

static void apply(struct ranges *ranges, const struct membership *in, uint32_t e,
                  struct queue *queue)
{
  const struct equation *equation = &ranges->equations[e];
  const struct term *terms = &ranges->terms[equation->first];
  struct reach low = { 0 }, high = { 0 };
  for (uint32_t t = 0; t < equation->count; t++) {
    reach_add(&low, least(ranges, terms[t]));
    reach_add(&high, greatest(ranges, terms[t]));
  }
  if (low.infinite > 1 && high.infinite > 1)
    return;
  for (uint32_t t = 0; t < equation->count && !ranges->contradiction; t++) {
    uint32_t index = terms[t].cell;
    double before_low = least(ranges, terms[t]), before_high = greatest(ranges, terms[t]);
    if (before_low == before_high)
      continue;
    /* What the others leave for this term. */
    double term_low = -reach_without(&high, before_high);
    double term_high = -reach_without(&low, before_low);
    term_high = isinf(term_high) ? (double)INFINITY : term_high;
    double new_low = terms[t].sign > 0 ? term_low : -term_high;
    double new_high = terms[t].sign > 0 ? term_high : -term_low;
    if (!narrow(ranges, index, new_low, new_high, e))
      continue;
    low.infinite -= isinf(before_low) ? 1 : 0;
    low.finite -= isinf(before_low) ? 0 : before_low;
    high.infinite -= isinf(before_high) ? 1 : 0;
    high.finite -= isinf(before_high) ? 0 : before_high;
    reach_add(&low, least(ranges, terms[t]));
    reach_add(&high, greatest(ranges, terms[t]));
    for (uint32_t u = in->first[index]; u < in->first[index + 1]; u++)
      if (in->users[u] != e)
        queue_add(queue, in->users[u]);
  }
}

/* Whether EQUATION holds for what is known exactly; where all of it is known nothing else asks. */
static bool holds(const struct ranges *ranges, const struct equation *equation)
{
  double low = 0, high = 0, size = 1;
  for (uint32_t t = 0; t < equation->count; t++) {
    struct term term = ranges->terms[equation->first + t];
    low += least(ranges, term);
    high += greatest(ranges, term);
    size += isinf(ranges->high[term.cell]) ? 0 : fabs(ranges->high[term.cell]);
  }
  return low <= SMALL * size && high >= -SMALL * size;
}

void ranges_tighten(struct ranges *ranges)
{
  auto_arena struct arena *scratch = arena_new();
  struct membership in = membership_of(scratch, ranges);
  struct queue queue = {
    .at = ARENA_ARRAY(scratch, uint32_t, ranges->equation_count + 1),
    .waits = ARENA_ARRAY(scratch, bool, ranges->equation_count),
    .visits = ARENA_ARRAY(scratch, uint8_t, ranges->equation_count),
    .size = ranges->equation_count + 1,
  };
  for (size_t e = 0; e < ranges->equation_count; e++)
    queue_add(&queue, (uint32_t)e);
  while (queue.len > 0 && !ranges->contradiction)
    apply(ranges, &in, queue_take(&queue), &queue);
  ranges->crept = queue.cut_off;
  for (size_t e = 0; e < ranges->equation_count && !ranges->contradiction; e++)
    ranges->contradiction = !holds(ranges, &ranges->equations[e]);
}
