/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/age_bands.h"

#include "base/cleanup.h"
#include "compute/rounding.h"
#include "disclose/age_witness.h"
#include "disclose/cells.h"

#include <glpk.h>
#include <math.h>

static const double SMALL = 1e-6;

enum { MOST_SUMS = 64 };

/* How many of each age an area would have for one of the reference's, and its own events. */
struct shared_reference {
  size_t count;
  const struct reference_share {
    double factors[ESP2013_BANDS], events;
  } *areas;
  double people; /* of the reference */
};

/* Counts by age of one area, in doubt but for what ROWS say of them. */
struct doubt {
  size_t count;
  double counts[ESP2013_BANDS]; /* as they are */
  glp_prob *programme;

  /* What else is printed of them, and all together. */
  struct printed_sum {
    bool of[ESP2013_BANDS];
    double low, high;
  } sums[MOST_SUMS];
  size_t sum_count;
  double least, most;

  /* What is printed of what is standardised, as whole counts would have it too. */
  bool (*is_alike)(const struct doubt *doubt, const double *counts);
  const struct age_band *bands;
  const struct indicator *indicator;
  int base; /* of the total */
  const struct shared_reference *reference;
};

static void free_doubt(struct doubt *doubt)
{
  if (doubt->programme)
    glp_delete_prob(doubt->programme);
}

/* That the counts, each times its factor, add up to something from LOW to HIGH. */
static void add_row(struct doubt *doubt, const double *factors, double low, double high)
{
  int columns[ESP2013_BANDS + 1], row = glp_add_rows(doubt->programme, 1);
  double values[ESP2013_BANDS + 1], largest = 0;
  for (size_t i = 0; i < doubt->count; i++)
    largest = fmax(largest, fabs(factors[i]));
  for (size_t i = 0; i < doubt->count; i++) {
    columns[i + 1] = (int)i + 1;
    values[i + 1] = factors[i] / largest;
  }
  glp_set_mat_row(doubt->programme, row, (int)doubt->count, columns, values);
  glp_set_row_bnds(doubt->programme, row, high - low > 0 ? GLP_DB : GLP_FX, low / largest,
                   high / largest);
}

static void begin(struct doubt *doubt)
{
  glp_term_out(GLP_OFF);
  doubt->programme = glp_create_prob();
  glp_add_cols(doubt->programme, (int)doubt->count);
  for (size_t i = 0; i < doubt->count; i++)
    glp_set_col_bnds(doubt->programme, (int)i + 1, GLP_LO, 0, 0);
}

/* How far a count can go, up or down. */
static double end_of(struct doubt *doubt, size_t which, bool up)
{
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  glp_set_obj_dir(doubt->programme, up ? GLP_MAX : GLP_MIN);
  for (size_t i = 0; i < doubt->count; i++)
    glp_set_obj_coef(doubt->programme, (int)i + 1, i == which ? 1 : 0);
  if (glp_simplex(doubt->programme, &how) != 0 || glp_get_status(doubt->programme) == GLP_NOFEAS)
    return doubt->counts[which];
  return glp_get_status(doubt->programme) == GLP_OPT ? glp_get_obj_val(doubt->programme)
                                                     : (double)INFINITY;
}

/* ---- whole counts -------------------------------------------------------------------------- */

static bool is_printed_alike(const void *user, const double *counts)
{
  const struct doubt *doubt = user;
  for (size_t s = 0; s < doubt->sum_count; s++) {
    double sum = 0;
    for (size_t i = 0; i < doubt->count; i++)
      sum += doubt->sums[s].of[i] ? counts[i] : 0;
    if (sum < doubt->sums[s].low || sum > doubt->sums[s].high)
      return false;
  }
  return doubt->is_alike(doubt, counts);
}

static bool are_whole(const struct doubt *doubt)
{
  for (size_t i = 0; i < doubt->count; i++)
    if (floor(doubt->counts[i]) < doubt->counts[i])
      return false;
  return true;
}

/* Whether count WHICH can be TO for a reader who knows that counts are whole. */
static bool can_be(const struct doubt *doubt, size_t which, double to)
{
  return (doubt->counts[which] >= to && doubt->counts[which] <= to)
         || age_witness(doubt->counts, doubt->count, which, to, doubt->least, doubt->most, is_printed_alike, doubt);
}

/* Whether any count that the rules hide is told closer than they allow. */
static bool is_told(struct doubt *doubt, const struct catalog *catalog,
                    const struct indicator *indicator, int row, enum audience audience)
{
  const struct disclosure_rule *rule;
  bool whole = are_whole(doubt);
  for (size_t at = 0; (rule = rules_next(indicator, audience, &at));)
    for (size_t i = 0; i < doubt->count; i++) {
      struct rule_range range;
      if (!rule->secondary || !rule_covers(catalog, rule, row)
          || !rule_hides_count(rule, doubt->counts[i], &range))
        continue;
      if (end_of(doubt, i, true) < range.high - SMALL || end_of(doubt, i, false) > range.low + SMALL)
        return true;
      if (whole && (!can_be(doubt, i, range.high) || !can_be(doubt, i, range.low)))
        return true;
    }
  return false;
}

/* ---- what else is printed ------------------------------------------------------------------ */

/* Whether a filter counts some of the bands whole and nothing else: then its factors are 1 or 0. */
static bool is_of_bands(const struct cell_filter *filter, const struct age_band *bands, size_t count,
                        double *factors)
{
  size_t categories = filter->sums->supply->table->category_count, all = 0, used = 0;
  for (size_t c = 0; c < categories; c++)
    all += filter->sums->wanted[c];
  for (size_t i = 0; i < count; i++) {
    size_t both = 0, mine = 0;
    for (size_t c = 0; c < categories; c++) {
      mine += bands[i].wanted[c];
      both += bands[i].wanted[c] && filter->sums->wanted[c];
    }
    if (both != 0 && both != mine)
      return false;
    factors[i] = both ? 1 : 0;
    used += both;
  }
  return used == all && used > 0;
}

static void note_sum(struct doubt *doubt, const double *factors, double low, double high)
{
  if (doubt->sum_count == MOST_SUMS)
    return;
  struct printed_sum *sum = &doubt->sums[doubt->sum_count++];
  sum->low = low;
  sum->high = high;
  for (size_t i = 0; i < doubt->count; i++)
    sum->of[i] = factors[i] > 0;
}

/* Puts down what is printed of the bands of AREA.  *RET_SPLIT: ages are printed by themselves, and some are
 * hidden: other areas' may then tell of them. */
static void add_printed(struct doubt *doubt, const struct cells *cells, const struct sums *total,
                        const struct age_band *bands, int area, struct period period,
                        bool *ret_split)
{
  for (size_t f = 0; f < cells->filter_count; f++) {
    const struct cell_filter *filter = &cells->filters[f];
    double factors[ESP2013_BANDS], low, high;
    if (!filter->printed || filter->beside || !filter->use_count || !filter->sums->adds
        || filter->sums->supply != total->supply
        || !is_of_bands(filter, bands, doubt->count, factors))
      continue;
    int cell = cells_find(cells, filter->uses[0].indicator, filter->uses[0].denominator, area, period);
    if (cell == NO_CELL)
      continue;
    const struct cell *at = &cells->at[cell];
    *ret_split = *ret_split || ((at->sensitive || at->lost) && filter->sums != total);
    cell_shown(at, at->hidden, &low, &high);
    if (isinf(high))
      continue;
    add_row(doubt, factors, low, high);
    note_sum(doubt, factors, low, high);
    if (filter->sums == total) {
      doubt->least = low;
      doubt->most = high;
      doubt->base = at->base > 1 ? (int)at->base : 1;
    }
  }
}

/* ---- what the rate says -------------------------------------------------------------------- */

/* To three digits VALUE says so much. */
static double half_unit(double value)
{
  return value > 0 ? pow(10, floor(log10(value)) - 2) / 2 : 0;
}

static bool is_same(double one, double other)
{
  return one >= other && one <= other;
}

/* What is printed of a rate: of as many events as the total is rounded to. */
static struct standardised printed_rate(const struct doubt *doubt, const double *counts)
{
  struct stratum strata[ESP2013_BANDS];
  double events = 0;
  for (size_t i = 0; i < doubt->count; i++)
    events += counts[i];
  double level = events > 0 ? round_to_base(events, doubt->base) / events : 1;
  for (size_t i = 0; i < doubt->count; i++) {
    strata[i] = doubt->bands[i].own;
    strata[i].events = strata[i].squares = counts[i] * level;
  }
  struct standardised found = standardised_direct(strata, doubt->count, doubt->indicator->level);
  double scale = doubt->indicator->scale;
  found.rate = round_to_three_digits(found.rate * scale);
  found.interval.lower = round_to_three_digits(found.interval.lower * scale);
  found.interval.upper = round_to_three_digits(found.interval.upper * scale);
  return found;
}

static bool is_rate_alike(const struct doubt *doubt, const double *counts)
{
  struct standardised one = printed_rate(doubt, counts), other = printed_rate(doubt, doubt->counts);
  return is_same(one.rate, other.rate) && is_same(one.interval.lower, other.interval.lower)
         && is_same(one.interval.upper, other.interval.upper);
}

/* What is expected of an area, and how its own events compare with it. */
static void print_expected(const struct doubt *doubt, const struct reference_share *area, const double *counts,
                           double *ret_expected, double *ret_value)
{
  double expected = 0, events = 0;
  for (size_t i = 0; i < doubt->count; i++) {
    expected += area->factors[i] * counts[i];
    events += counts[i];
  }
  double scale = doubt->indicator->statistic == STATISTIC_RATIO ? 1 : events / doubt->reference->people;
  *ret_expected = round_to_three_digits(expected);
  *ret_value = round_to_three_digits(area->events / expected * scale * doubt->indicator->scale);
}

static bool is_expected_alike(const struct doubt *doubt, const double *counts)
{
  for (size_t a = 0; a < doubt->reference->count; a++) {
    double one, other, value, other_value;
    print_expected(doubt, &doubt->reference->areas[a], counts, &one, &value);
    print_expected(doubt, &doubt->reference->areas[a], doubt->counts, &other, &other_value);
    if (!is_same(one, other) || !is_same(value, other_value))
      return false;
  }
  return true;
}

/* That the mean of the counts with FACTORS is MEAN, give or take SLACK. */
static void add_mean(struct doubt *doubt, const double *factors, double mean, double slack,
                     double all)
{
  double less[ESP2013_BANDS];
  for (int up = 0; up < 2; up++) {
    for (size_t i = 0; i < doubt->count; i++)
      less[i] = up ? mean + slack - factors[i] : factors[i] - mean + slack;
    add_row(doubt, less, 0, all * (mean + slack) * 10);
  }
}

static bool told_directly(const struct results *results, const struct cells *cells, int indicator,
                          int area, struct period period, const struct age_band *bands, size_t count,
                          enum audience audience)
{
  const struct catalog *catalog = results_facts(results)->catalog;
  const struct indicator *definition = &catalog->indicators[indicator];
  __attribute__((cleanup(free_doubt))) struct doubt doubt
    = { .count = count, .bands = bands, .indicator = definition, .is_alike = is_rate_alike, .base = 1 };
  double rates[ESP2013_BANDS], squares[ESP2013_BANDS], weights = 0, events = 0;
  bool split = false;
  begin(&doubt);
  for (size_t i = 0; i < count; i++) {
    doubt.counts[i] = bands[i].own.events;
    events += bands[i].own.events;
    weights += bands[i].own.weight;
  }
  if (!(events > 0))
    return false;
  doubt.least = doubt.most = events;
  add_printed(&doubt, cells, results_counts(results, indicator), bands, area, period, &split);
  double rate = 0, variance = 0;
  for (size_t i = 0; i < count; i++) {
    rates[i] = bands[i].own.weight / bands[i].own.population / weights;
    squares[i] = rates[i] * rates[i];
    rate += rates[i] * bands[i].own.events;
    variance += squares[i] * bands[i].own.events;
  }
  double slack = half_unit(rate);
  add_mean(&doubt, rates, rate / events, slack / events, events);
  /* Limits say the standard error to about as many digits as they have left of the rate. */
  double error = sqrt(variance), of_error = half_unit(rate) / 2;
  add_mean(&doubt, squares, variance / events, 2 * error * of_error / events, events);
  return split || is_told(&doubt, catalog, definition, area, audience);
}

/* All areas' expected events are of the same counts of the reference. */
static bool told_by_reference(const struct results *results, const struct cells *cells, int indicator,
                              struct period period, enum audience audience)
{
  const struct catalog *catalog = results_facts(results)->catalog;
  const struct indicator *definition = &catalog->indicators[indicator];
  int reference = definition->standard->reference;
  struct shared_reference shared = { 0 };
  auto_arena struct arena *scratch = arena_new();
  struct reference_share *shares = ARENA_ARRAY(scratch, struct reference_share, catalog->area_count);
  shared.areas = shares;
  __attribute__((cleanup(free_doubt))) struct doubt doubt
    = { .indicator = definition, .is_alike = is_expected_alike, .base = 1, .reference = &shared };
  bool split = false;
  for (size_t area = 0; area < catalog->area_count; area++) {
    struct age_band bands[ESP2013_BANDS];
    size_t count = results_age_bands(results, indicator, (int)area, period, bands);
    double factors[ESP2013_BANDS], expected = 0;
    if (!count)
      continue;
    if (!doubt.count) {
      doubt.count = count;
      begin(&doubt);
      for (size_t i = 0; i < count; i++) {
        doubt.counts[i] = bands[i].of_reference.events;
        doubt.least = doubt.most = doubt.least + doubt.counts[i];
        shared.people += bands[i].of_reference.population;
      }
      add_printed(&doubt, cells, results_counts(results, indicator), bands, reference, period, &split);
    }
    for (size_t i = 0; i < count; i++) {
      factors[i] = bands[i].of_reference.population > 0
                     ? bands[i].own.population / bands[i].of_reference.population
                     : 0;
      expected += factors[i] * bands[i].of_reference.events;
      shares[shared.count].factors[i] = factors[i];
      shares[shared.count].events += bands[i].own.events;
    }
    shared.count++;
    double slack = half_unit(expected);
    add_row(&doubt, factors, expected - slack, expected + slack);
  }
  return doubt.count && (split || is_told(&doubt, catalog, definition, reference, audience));
}

/* An area's own, or that of one of its members: less the other members' it would be that. */
static bool told_of_any(const struct results *results, const struct cells *cells, int indicator,
                        int area, struct period period, enum audience audience)
{
  const struct area *all = &results_facts(results)->catalog->areas[area];
  bool told = false;
  for (size_t m = 0; m <= all->member_count && !told; m++) {
    struct age_band bands[ESP2013_BANDS];
    int own = m < all->member_count ? all->members[m] : area;
    size_t count = results_age_bands(results, indicator, own, period, bands);
    told = count && told_directly(results, cells, indicator, own, period, bands, count, audience);
  }
  return told;
}

bool age_bands_told(const struct results *results, const struct cells *cells, int indicator, int area,
                    struct period period, enum audience audience)
{
  const struct indicator *definition = &results_facts(results)->catalog->indicators[indicator];
  if (!cells || !definition->standard || definition->standard->repeat
      || !results_counts(results, indicator))
    return false;
  if (definition->standard->reference != NO_INDEX)
    return told_by_reference(results, cells, indicator, period, audience);
  return told_of_any(results, cells, indicator, area, period, audience);
}
