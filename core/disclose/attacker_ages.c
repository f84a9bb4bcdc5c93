/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ages: a rate or ratio that is standardised is a sum of the counts by age, each times something public. */
#include "base/cleanup.h"
#include "compute/ages.h"
#include "compute/intervals.h"
#include "compute/standardised.h"
#include "disclose/attacker_model.h"

#include <math.h>

/* ---- which ages are counted together ------------------------------------------------------- */

/* The band that each category's ages begin in, and end in; NOTHING: it is not wanted, or no age. */
struct span {
  int first, last;
};

static int column_of(const struct fact_table *table, const char *by)
{
  for (size_t n = 0; n < table->category_name_count; n++)
    if (strcmp(table->category_names[n], by) == 0)
      return (int)n;
  return NOTHING;
}

static const struct span *read_spans(struct arena *scratch, const struct fact_table *table,
                                     const bool *wanted, const char *by)
{
  int column = column_of(table, by);
  struct span *spans = ARENA_ARRAY(scratch, struct span, table->category_count);
  for (size_t c = 0; c < table->category_count; c++) {
    struct ages ages;
    bool read = column != NOTHING && wanted[c]
                && ages_parse(str_of(table->categories[c].values[column]), &ages);
    spans[c] = read ? (struct span) { ages_band(ages.from), ages_band(ages.to) }
                    : (struct span) { NOTHING, NOTHING };
  }
  return spans;
}

static void join(const struct span *spans, size_t count, int *group_of)
{
  for (size_t c = 0; c < count; c++)
    for (int band = spans[c].first + 1; spans[c].first != NOTHING && band <= spans[c].last; band++)
      group_of[band] = group_of[band - 1];
}

static const bool *of_group(struct model *model, const struct fact_table *table,
                            const struct span *spans, const int *group_of, int group)
{
  bool *wanted = ARENA_ARRAY(model->arena, bool, table->category_count);
  for (size_t c = 0; c < table->category_count; c++)
    wanted[c] = spans[c].first != NOTHING && group_of[spans[c].first] == group;
  return wanted;
}

static bool has_any(const bool *wanted, size_t count)
{
  for (size_t c = 0; c < count; c++)
    if (wanted[c])
      return true;
  return false;
}

/* One tally for the events of each group, and what its people are. */
static void find_groups(struct model *model, int indicator, struct aged *aged)
{
  auto_arena struct arena *scratch = arena_new();
  const struct indicator *definition = &model->catalog->indicators[indicator];
  const struct fact_table *events = facts_table(model->facts, definition->measure);
  const struct fact_table *people = facts_table(model->facts, definition->per_measure);
  const bool *who = attacker_choose(model->arena, people, definition->per_where,
                                    definition->per_where_count);
  const struct span *of_events = read_spans(
    scratch, events, model->tallies.at[model->counts[indicator]].wanted, definition->standard->by);
  const struct span *of_people = read_spans(scratch, people, who, definition->standard->by);
  const struct supply *supply = supply_of(model->arena, people);
  struct sums_request requests[ESP2013_BANDS];
  int group_of[ESP2013_BANDS];
  for (int band = 0; band < ESP2013_BANDS; band++)
    group_of[band] = band;
  /* Twice: what the people join may go on into what the events join. */
  for (int turn = 0; turn < 2; turn++) {
    join(of_events, events->category_count, group_of);
    join(of_people, people->category_count, group_of);
  }
  for (int group = 0; group < ESP2013_BANDS; group++) {
    const bool *wanted = of_group(model, events, of_events, group_of, group);
    if (!has_any(wanted, events->category_count))
      continue;
    struct age_group *at = &aged->groups[aged->group_count];
    *at = (struct age_group) { .tally = attacker_add_part(model, events, wanted, indicator) };
    for (int band = 0; band < ESP2013_BANDS; band++)
      at->weight += group_of[band] == group ? esp2013_weights[band] : 0;
    requests[aged->group_count++] = (struct sums_request) {
      .supply = supply, .adds = true,
      .wanted = of_group(model, people, of_people, group_of, group)
    };
  }
  aged->people = sums_add_up(model->arena, model->facts, requests, aged->group_count);
}

void attacker_find_ages(struct model *model)
{
  for (size_t i = 0; i < model->catalog->indicator_count; i++) {
    const struct standard *standard = model->catalog->indicators[i].standard;
    /* Of repeat events each person has several: they are no sum of categories. */
    if (model->counts[i] == NOTHING || !standard || standard->repeat)
      continue;
    struct aged *aged = VEC_ADD(model->arena, &model->aged);
    *aged = (struct aged) { .indicator = (int)i };
    find_groups(model, (int)i, aged);
  }
}

/* ---- what a figure says -------------------------------------------------------------------- */

/* A district, or (WITHOUT is a district) what is left of an area. */
struct whose {
  int area, without;
};

/* From LOW to HIGH. */
struct reach {
  double low, high;
};

/* What a printed number may be: to three digits where it has no more. */
static struct reach reach_of(double value)
{
  if (!isfinite(value))
    return (struct reach) { -INFINITY, INFINITY };
  double unit = value > 0 ? pow(10, floor(log10(value)) - 2) : 0;
  bool rounded = unit > 0 && fabs(value - round(value / unit) * unit) < 1e-9 * value;
  double slack = rounded ? unit / 2 * (1 + 1e-9) : 1e-9 * (1 + fabs(value));
  return (struct reach) { value - slack, value + slack };
}

/* The people of each group; false where any group has none. */
static bool count_people(const struct aged *aged, struct whose whose, struct period vintage,
                         double *people)
{
  for (size_t g = 0; g < aged->group_count; g++) {
    people[g] = sums_find(&aged->people[g], whose.area, vintage).value;
    if (whose.without != NOTHING)
      people[g] -= sums_find(&aged->people[g], whose.without, vintage).value;
    if (!(people[g] > 0))
      return false;
  }
  return true;
}

/* That the counts of WHOSE by age, each times its factor, add up to something from LOW to HIGH. */
static void relate(struct model *model, const struct aged *aged, struct whose whose,
                   struct period period, const double *factors, double low, double high)
{
  int column = attacker_column(model, period);
  if (column == NOTHING || (isinf(low) && isinf(high)))
    return;
  attacker_relate(model,
                  (struct reason) { REASON_FIGURE, aged->indicator, "what is standardised by age" },
                  low, high);
  for (size_t g = 0; g < aged->group_count; g++) {
    int tally = aged->groups[g].tally;
    riddle_term(&model->riddle, attacker_add_unknown(model, tally, whose.area, (size_t)column),
                factors[g]);
    if (whose.without != NOTHING)
      riddle_term(&model->riddle, attacker_add_unknown(model, tally, whose.without, (size_t)column),
                  -factors[g]);
  }
}

/* That their mean with these factors is from LOW to HIGH: so it holds too where what is printed was made of
 * as many events as a rounded total. */
static void relate_mean(struct model *model, const struct aged *aged, struct whose whose,
                        struct period period, const double *factors, struct reach reach)
{
  double less[ESP2013_BANDS];
  if (!isinf(reach.low)) {
    for (size_t g = 0; g < aged->group_count; g++)
      less[g] = factors[g] - reach.low;
    relate(model, aged, whose, period, less, 0, INFINITY);
  }
  if (!isinf(reach.high)) {
    for (size_t g = 0; g < aged->group_count; g++)
      less[g] = factors[g] - reach.high;
    relate(model, aged, whose, period, less, -INFINITY, 0);
  }
}

/* The standard error of an event that limits say: they are as many of it from the rate as the limits of the
 * count are from the count. */
static struct reach error_of(const struct indicator *definition, struct reach rate,
                             const struct result *result, double events)
{
  struct interval counted = poisson_interval(events, definition->level);
  struct reach lower = reach_of(result->lower), upper = reach_of(result->upper);
  double below = events - counted.lower, above = counted.upper - events;
  return (struct reach) {
    fmax(0, fmax((rate.low - lower.high) / below, (upper.low - rate.high) / above)),
    fmin((rate.high - lower.low) / below, (upper.high - rate.low) / above)
  };
}

static void tell_direct(struct model *model, const struct aged *aged, struct whose whose,
                        struct period period, const struct result *result)
{
  const struct indicator *definition = &model->catalog->indicators[aged->indicator];
  double people[ESP2013_BANDS], rates[ESP2013_BANDS], squares[ESP2013_BANDS], weights = 0;
  double events = result->numerator;
  if (!count_people(aged, whose, result->denominator_period, people) || !(events > 0))
    return;
  for (size_t g = 0; g < aged->group_count; g++)
    weights += aged->groups[g].weight;
  for (size_t g = 0; g < aged->group_count; g++) {
    rates[g] = definition->scale * aged->groups[g].weight / people[g] / weights;
    squares[g] = rates[g] * rates[g];
  }
  struct reach rate = reach_of(result->value);
  relate_mean(model, aged, whose, period, rates,
              (struct reach) { rate.low / events, rate.high / events });
  if (!isfinite(result->lower) || !isfinite(result->upper))
    return;
  struct reach error = error_of(definition, rate, result, events);
  relate_mean(model, aged, whose, period, squares,
              (struct reach) { error.low * error.low, error.high * error.high });
}

/* The reference's counts by age, each times the share of its people that WHOSE has, are what is expected. */
static void tell_indirect(struct model *model, const struct aged *aged, struct whose whose,
                          struct period period, const struct result *result)
{
  const struct indicator *definition = &model->catalog->indicators[aged->indicator];
  const struct whose reference = { definition->standard->reference, NOTHING };
  double people[ESP2013_BANDS], all[ESP2013_BANDS], factors[ESP2013_BANDS], total = 0;
  struct reach value = reach_of(result->value);
  if (!count_people(aged, whose, result->denominator_period, people)
      || !count_people(aged, reference, result->denominator_period, all)
      || !(result->numerator > 0))
    return;
  for (size_t g = 0; g < aged->group_count; g++) {
    factors[g] = people[g] / all[g];
    total += all[g];
  }
  double ratio = definition->scale * result->numerator; /* over what is expected */
  if (definition->statistic == STATISTIC_RATIO) {
    struct reach expected = reach_of(whose.without == NOTHING ? result->denominator : (double)NAN);
    relate(model, aged, reference, period, factors, fmax(expected.low, ratio / value.high),
           fmin(expected.high, ratio / value.low));
    return;
  }
  /* The rate is that ratio times the reference's own. */
  relate_mean(model, aged, reference, period, factors,
              (struct reach) { ratio / total / value.high, ratio / total / value.low });
}

static void tell_figure(struct model *model, const struct aged *aged, struct whose whose,
                        struct period period, const struct result *result)
{
  if (!isfinite(result->value) || !(result->value > 0))
    return;
  if (model->catalog->indicators[aged->indicator].standard->reference == NO_INDEX)
    tell_direct(model, aged, whose, period, result);
  else
    tell_indirect(model, aged, whose, period, result);
}

/* The rest of the county has the county's events without the area's. */
static void tell_rest(struct model *model, const struct aged *aged, int area, struct period period,
                      const struct result *own)
{
  const struct indicator *definition = &model->catalog->indicators[aged->indicator];
  int whole = definition->compare_count ? definition->compare[0] : model->catalog->comparator;
  struct comparison all[MOST_COMPARISONS];
  struct result result;
  size_t count
    = definition->comparator_count
        ? released_comparisons(model->released, aged->indicator, area, period, all)
        : 0;
  for (size_t i = 0; i < count; i++) {
    if (all[i].kind != COMPARATOR_REST || !isfinite(all[i].value))
      continue;
    released_find_alone(model->released, aged->indicator, whole, period, &result);
    result.numerator -= own->numerator;
    result.value = all[i].value;
    result.lower = result.upper = NAN;
    result.denominator_period = own->denominator_period;
    tell_figure(model, aged, (struct whose) { whole, area }, period, &result);
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void go_through(struct model *model, const struct aged *aged, bool reading)
{
  auto_arena struct arena *scratch = arena_new();
  int reference = model->catalog->indicators[aged->indicator].standard->reference;
  size_t count;
  const struct period *periods = attacker_periods(model, scratch, aged->indicator, &count);
  for (size_t p = 0; p < count; p++)
    for (size_t area = 0; area < model->catalog->area_count; area++) {
      struct result result;
      released_find_alone(model->released, aged->indicator, (int)area, periods[p], &result);
      if (!isfinite(result.value))
        continue;
      if (reading) {
        tell_figure(model, aged, (struct whose) { (int)area, NOTHING }, periods[p], &result);
        tell_rest(model, aged, (int)area, periods[p], &result);
        continue;
      }
      size_t column = (size_t)attacker_column(model, periods[p]);
      for (size_t g = 0; g < aged->group_count; g++) {
        attacker_add_unknown(model, aged->groups[g].tally, (int)area, column);
        if (reference != NO_INDEX)
          attacker_add_unknown(model, aged->groups[g].tally, reference, column);
      }
    }
}

void attacker_add_ages(struct model *model)
{
  for (size_t i = 0; i < model->aged.len; i++)
    go_through(model, &model->aged.at[i], false);
}

void attacker_read_ages(struct model *model)
{
  for (size_t i = 0; i < model->aged.len; i++)
    go_through(model, &model->aged.at[i], true);
}
