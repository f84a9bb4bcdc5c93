/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks, extremes and halves: what is said of an order says something of those that are in it. */
#include "base/cleanup.h"
#include "disclose/attacker_model.h"

#include <math.h>

/* Districts of one indicator in one period. */
struct order {
  struct model *model;
  int indicator;
  struct period period;
  size_t count;
  double *values;     /* printed; NaN: not */
  int *ranks, *of;    /* printed; 0: not */
  size_t shown, hidden; /* how many have a value, and how many are suppressed */
  bool *suppressed;
};

/* That the value of DISTRICT, which is not printed, is from LOW to HIGH. */
static void bound_value(const struct order *order, size_t district, double low, double high)
{
  struct model *model = order->model;
  const struct indicator *definition = &model->catalog->indicators[order->indicator];
  int unknown
    = attacker_unknown(model, model->counts[order->indicator], (int)district, order->period);
  double unit = 1;
  if (definition->statistic == STATISTIC_RATE)
    unit = attacker_people(model, order->indicator, (int)district, order->period)
           / definition->scale;
  else if (definition->statistic != STATISTIC_COUNT)
    return;
  /* Rounding never turns an order round, but it makes equal what is not. */
  double slack = released_base(model->released, order->indicator, (int)district);
  slack = slack > 1 ? slack : 1e-9 * (1 + fabs(isfinite(high) ? high * unit : 0));
  if (unknown == NOTHING || !(unit > 0))
    return;
  riddle_bound(&model->riddle, (uint32_t)unknown, low * unit - slack, high * unit + slack);
}

static void look(struct order *order)
{
  struct model *model = order->model;
  order->shown = order->hidden = 0;
  for (size_t d = 0; d < order->count; d++) {
    struct result result;
    released_find(model->released, order->indicator, (int)d, order->period, &result);
    order->values[d] = result.value;
    order->ranks[d] = result.rank;
    order->of[d] = result.rank_of;
    order->suppressed[d] = result.status == STATUS_SUPPRESSED;
    order->shown += isfinite(result.value) ? 1 : 0;
    order->hidden += order->suppressed[d];
  }
}

/* A hidden district with a rank of its own is between its neighbours. */
static void read_own_rank(const struct order *order, size_t hidden, int rank)
{
  for (size_t d = 0; d < order->count && rank > 0; d++) {
    if (!isfinite(order->values[d]) || order->ranks[d] <= 0)
      continue;
    if (order->ranks[d] < rank)
      bound_value(order, hidden, 0, order->values[d]);
    if (order->ranks[d] > rank)
      bound_value(order, hidden, order->values[d], INFINITY);
  }
}

/* A rank that counts more districts than those printed counts hidden ones: when all or none of them
 * are above it, that is a bound for each. */
static void read_gaps(const struct order *order, size_t shown)
{
  size_t above = 0;
  if (!isfinite(order->values[shown]) || (size_t)order->of[shown] <= order->shown)
    return;
  for (size_t d = 0; d < order->count; d++)
    above += isfinite(order->values[d]) && order->values[d] > order->values[shown];
  size_t hidden_above = (size_t)order->ranks[shown] - 1 - above;
  for (size_t d = 0; d < order->count; d++) {
    if (!order->suppressed[d])
      continue;
    if (hidden_above == 0)
      bound_value(order, d, 0, order->values[shown]);
    if (hidden_above == order->hidden)
      bound_value(order, d, order->values[shown], INFINITY);
  }
}

/* Extremes that are not those of the districts printed are of hidden ones: all lie between. */
static void read_extremes(const struct order *order)
{
  struct standing standing;
  double lowest = INFINITY, highest = -INFINITY;
  released_standing(order->model->released, order->indicator, 0, order->period, 4, &standing);
  for (size_t d = 0; d < order->count; d++) {
    lowest = isfinite(order->values[d]) ? fmin(lowest, order->values[d]) : lowest;
    highest = isfinite(order->values[d]) ? fmax(highest, order->values[d]) : highest;
  }
  bool of_hidden = (isfinite(standing.lowest) && standing.lowest < lowest)
                   || (isfinite(standing.highest) && standing.highest > highest);
  for (size_t d = 0; d < order->count && of_hidden; d++)
    if (order->suppressed[d])
      bound_value(order, d, standing.lowest, standing.highest);
}

static void read_order(struct order *order)
{
  look(order);
  if (!order->hidden)
    return;
  for (size_t d = 0; d < order->count; d++) {
    struct standing standing;
    if (!order->suppressed[d]) {
      read_gaps(order, d);
      continue;
    }
    read_own_rank(order, d, order->ranks[d]);
    released_standing(order->model->released, order->indicator, (int)d, order->period, 4,
                      &standing);
    read_own_rank(order, d, standing.rank.rank);
  }
  read_extremes(order);
}

void attacker_read_order(struct model *model)
{
  size_t districts = model->catalog->district_count;
  auto_arena struct arena *scratch = arena_new();
  struct order order = {
    .model = model, .count = districts, .values = ARENA_ARRAY(scratch, double, districts),
    .ranks = ARENA_ARRAY(scratch, int, districts), .of = ARENA_ARRAY(scratch, int, districts),
    .suppressed = ARENA_ARRAY(scratch, bool, districts),
  };
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    size_t count = 0;
    const struct period *periods
      = model->counts[i] == NOTHING ? NULL : attacker_periods(model, scratch, (int)i, &count);
    order.indicator = (int)i;
    for (size_t p = 0; p < count; p++) {
      order.period = periods[p];
      read_order(&order);
    }
  }
}
