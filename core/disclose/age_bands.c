/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/age_bands.h"

#include "base/cleanup.h"
#include "compute/rounding.h"
#include "disclose/cells.h"

#include <glpk.h>
#include <math.h>

static const double SMALL = 1e-6;

/* Counts by age of one area, in doubt but for what ROWS say of them. */
struct doubt {
  size_t count;
  double counts[ESP2013_BANDS]; /* as they are */
  glp_prob *programme;
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

/* Whether any count that the rules hide is told closer than they allow. */
static bool is_told(struct doubt *doubt, const struct catalog *catalog,
                    const struct indicator *indicator, int row, enum audience audience)
{
  const struct disclosure_rule *rule;
  for (size_t at = 0; (rule = rules_next(indicator, audience, &at));)
    for (size_t i = 0; i < doubt->count; i++) {
      struct rule_range range;
      if (!rule->secondary || !rule_covers(catalog, rule, row)
          || !rule_hides_count(rule, doubt->counts[i], &range))
        continue;
      if (end_of(doubt, i, true) < range.high - SMALL || end_of(doubt, i, false) > range.low + SMALL)
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
    if (!isinf(high))
      add_row(doubt, factors, low, high);
  }
}

/* ---- what the rate says -------------------------------------------------------------------- */

/* To three digits VALUE says so much. */
static double half_unit(double value)
{
  return value > 0 ? pow(10, floor(log10(value)) - 2) / 2 : 0;
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
  __attribute__((cleanup(free_doubt))) struct doubt doubt = { .count = count };
  double rates[ESP2013_BANDS], squares[ESP2013_BANDS], weights = 0, events = 0;
  bool split = false;
  begin(&doubt);
  for (size_t i = 0; i < count; i++) {
    doubt.counts[i] = bands[i].own.events;
    events += bands[i].own.events;
    weights += bands[i].own.weight;
  }
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
  __attribute__((cleanup(free_doubt))) struct doubt doubt = { 0 };
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
      for (size_t i = 0; i < count; i++)
        doubt.counts[i] = bands[i].of_reference.events;
      add_printed(&doubt, cells, results_counts(results, indicator), bands, reference, period, &split);
    }
    for (size_t i = 0; i < count; i++) {
      factors[i] = bands[i].of_reference.population > 0
                     ? bands[i].own.population / bands[i].of_reference.population
                     : 0;
      expected += factors[i] * bands[i].of_reference.events;
    }
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
