/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/reader.h"

#include "base/cleanup.h"
#include "compute/intervals.h"
#include "disclose/audit.h"

#include <math.h>

/* Figures are printed with fifteen digits. */
static const double PRINTED = 1e-9;
enum { MOST_COUNTS = 1000, MOST_EQUATIONS = 8, MOST_UNSETTLED = 20 };

struct reading {
  const struct released *released;
  const struct results *results; /* for populations, which are public */
  const struct cells *cells;
  struct shown *shown;
};

/* ---- putting down -------------------------------------------------------------------------- */

static bool is_near(double a, double b)
{
  return fabs(a - b) <= PRINTED * (1 + fabs(a) + fabs(b));
}

static void narrow(struct reading *reading, int cell, double low, double high)
{
  struct shown *shown = &reading->shown[cell];
  shown->low = fmax(shown->low, low);
  shown->high = fmin(shown->high, high);
}

/* That a count was printed, or follows from what was: rounded as the rules say that it is, or else as it
 * is. */
static void tell(struct reading *reading, int cell, double count)
{
  if (cell == NO_CELL || !isfinite(count))
    return;
  const struct cell *at = &reading->cells->at[cell];
  double base = at->base > 0 ? at->base : 1;
  double multiple = floor(count / base + 0.5) * base;
  bool rounded = at->base > 0 && is_near(count, multiple);
  if (at->whole && is_near(count, floor(count + 0.5)))
    count = floor(count + 0.5);
  double low = count, high = count;
  if (rounded) {
    cell_rounded(multiple, at->base, at->whole, &low, &high);
    cell_not_hidden(at, &low, &high);
  }
  narrow(reading, cell, low, high);
}

/* What is counted, of which all but the counts is public. */
static const struct indicator *definition_of(const struct reading *reading, int indicator)
{
  return &results_facts(reading->results)->catalog->indicators[indicator];
}

static int find(const struct reading *reading, int indicator, int row, struct period period)
{
  return cells_find(reading->cells, indicator, false, row, period);
}

/* What a count is divided by where anybody can look it up: a population. */
static double population(const struct reading *reading, int indicator, int area,
                         struct period period)
{
  bool beside;
  struct result result;
  if (results_divisors(reading->results, indicator, &beside))
    return NAN;
  results_find(reading->results, indicator, area, period, &result);
  return result.denominator;
}

/* ---- one figure ---------------------------------------------------------------------------- */

/* The count that VALUE is made of. */
static void tell_value(struct reading *reading, int indicator, int area, struct period period,
                       double value, double denominator)
{
  const struct indicator *definition = definition_of(reading, indicator);
  bool divided
    = definition->statistic == STATISTIC_RATE || definition->statistic == STATISTIC_PROPORTION;
  if (definition->statistic == STATISTIC_COUNT)
    tell(reading, find(reading, indicator, area, period), value);
  else if (divided && isnan(denominator))
    denominator = population(reading, indicator, area, period);
  if (divided)
    tell(reading, find(reading, indicator, area, period), value * denominator / definition->scale);
}

static struct interval limits_of(const struct indicator *indicator, double count,
                                 double denominator)
{
  double factor = isnan(denominator) ? 1 : indicator->scale / denominator;
  struct interval interval = { NAN, NAN };
  if (indicator->interval == INTERVAL_BYAR) {
    interval = poisson_interval(count, indicator->level);
  } else if (indicator->interval == INTERVAL_WILSON) {
    interval = wilson_interval(count, denominator, indicator->level);
    factor = indicator->scale;
  }
  return (struct interval) { interval.lower * factor, interval.upper * factor };
}

/* A limit that is not the printed count's is that of another, which can be tried for. */
static void tell_limits(struct reading *reading, int indicator, int area, struct period period,
                        const struct result *result)
{
  int cell = find(reading, indicator, area, period);
  if (cell == NO_CELL || (isnan(result->lower) && isnan(result->upper)))
    return;
  const struct indicator *definition = definition_of(reading, indicator);
  double denominator = result->denominator;
  if (isnan(denominator))
    denominator = population(reading, indicator, area, period);
  struct interval own = limits_of(definition, result->numerator, denominator);
  if (is_near(own.lower, result->lower) && is_near(own.upper, result->upper))
    return;
  double from = reading->shown[cell].low, to = reading->shown[cell].high;
  for (double count = from; count <= to && count <= from + MOST_COUNTS; count++) {
    struct interval limits = limits_of(definition, count, denominator);
    if (is_near(limits.lower, result->lower) || is_near(limits.upper, result->upper))
      narrow(reading, cell, count, count);
  }
}

/* The figure that it is compared with, and the earlier one. */
static void tell_others(struct reading *reading, int indicator, int area, struct period period,
                        const struct result *result)
{
  if (result->comparator != NO_INDEX) {
    double value = result->comparator_value;
    if (isnan(value))
      value = result->value / result->ratio;
    tell_value(reading, indicator, result->comparator, period, value, NAN);
  }
  if (result->change == CHANGE_NOT_TESTED || result->change == CHANGE_NOT_COMPARABLE)
    return;
  int before = find(reading, indicator, area, result->before);
  tell(reading, before, result->before_numerator);
  tell_value(reading, indicator, area, result->before, result->before_value, NAN);
  if (before != NO_CELL && isfinite(result->change_percent) && result->change_percent > -100)
    tell(reading, before, result->numerator / (1 + result->change_percent / 100));
}

static void tell_figure(struct reading *reading, int indicator, int area, struct period period)
{
  struct result result;
  released_find(reading->released, indicator, area, period, &result);
  tell(reading, find(reading, indicator, area, period), result.numerator);
  tell(reading, cells_find(reading->cells, indicator, true, area, period), result.denominator);
  tell_value(reading, indicator, area, period, result.value, result.denominator);
  tell_limits(reading, indicator, area, period, &result);
  tell_others(reading, indicator, area, period, &result);
}

/* ---- all of an indicator ------------------------------------------------------------------- */

static void tell_months(struct reading *reading, int indicator, int area)
{
  int32_t first;
  size_t count;
  const double *months
    = released_months(reading->released, indicator, area, &first, &count);
  for (size_t i = 0; i < count; i++)
    tell(reading, find(reading, indicator, area,
                       (struct period) { first + (int32_t)i, PERIOD_MONTH }),
         months[i]);
}

static void tell_unplaced(struct reading *reading, int indicator, struct period period)
{
  double unassigned, outside;
  int areas = (int)released_catalog(reading->released)->area_count;
  released_unplaced(reading->released, indicator, period, &unassigned, &outside);
  tell(reading, find(reading, indicator, areas + SUMS_UNASSIGNED, period), unassigned);
  tell(reading, find(reading, indicator, areas + SUMS_OUTSIDE, period), outside);
}

/* A district holds its neighbourhoods, and is their sum when all of a vintage are printed. */
static void tell_small_areas(struct reading *reading, int indicator, struct period period,
                             double *counts, double *rates)
{
  const struct facts *facts = released_facts(reading->released);
  size_t districts = facts->catalog->district_count;
  for (size_t d = 0; d < districts; d++) {
    int cell = find(reading, indicator, (int)d, period);
    if (cell == NO_CELL)
      continue;
    released_small_areas(reading->released, indicator, (int)d, period, counts, rates);
    double low = 0, high = 0;
    size_t given = 0, of_vintage[2] = { 0 };
    for (size_t i = 0; i < facts->small_area_count; i++) {
      const struct small_area *small = &facts->small_areas[i];
      if (small->district != (int)d)
        continue;
      of_vintage[0] += small->vintage != 2021;
      of_vintage[1] += small->vintage != 2011;
      if (isnan(counts[i]))
        continue;
      given++;
      double least = counts[i], most = counts[i];
      if (reading->cells->at[cell].base > 0)
        cell_rounded(counts[i], reading->cells->at[cell].base, true, &least, &most);
      low += fmax(least, 0);
      high += most;
    }
    bool all = given > 0 && (given == of_vintage[0] || given == of_vintage[1]);
    if (given)
      narrow(reading, cell, low, all ? high : (double)INFINITY);
  }
}

/* A district holds its wards, and is their sum when all are printed and each neighbourhood has one. */
static void tell_wards(struct reading *reading, int indicator, struct period period)
{
  auto_arena struct arena *scratch = arena_new();
  const struct facts *facts = released_facts(reading->released);
  struct ward_result *wards = ARENA_ARRAY(scratch, struct ward_result, facts->ward_count);
  for (int d = 0; facts->ward_count && d < (int)facts->catalog->district_count; d++) {
    int cell = find(reading, indicator, d, period);
    if (cell == NO_CELL)
      continue;
    bool all = released_wards(reading->released, indicator, d, period, wards) == 0, any = false;
    double low = 0, high = 0;
    for (size_t i = 0; i < facts->ward_count; i++) {
      double least = wards[i].numerator, most = least;
      if (facts->wards[i].district != d)
        continue;
      all = all && !isnan(least);
      if (isnan(least))
        continue;
      any = true;
      if (reading->cells->at[cell].base > 0)
        cell_rounded(wards[i].numerator, reading->cells->at[cell].base, true, &least, &most);
      low += fmax(least, 0);
      high += most;
    }
    if (any)
      narrow(reading, cell, low, all ? high : (double)INFINITY);
  }
}

static bool has_cells(const struct cells *cells, int indicator)
{
  for (size_t f = 0; f < cells->filter_count; f++)
    for (size_t u = 0; u < cells->filters[f].use_count; u++)
      if (cells->filters[f].printed && cells->filters[f].uses[u].indicator == indicator)
        return true;
  return false;
}

/* The kinds of period that end with PERIOD's month and are as long. */
static size_t kinds_of(struct period period, struct period *ret_periods)
{
  size_t count = 0;
  ret_periods[count++] = period;
  if (period_months(period) > 1 && month_in_year(period.last) == 12)
    ret_periods[count++] = (struct period) { period.last, PERIOD_CALENDAR_YEAR };
  if (period_months(period) > 1 && month_in_year(period.last) == 3)
    ret_periods[count++] = (struct period) { period.last, PERIOD_FINANCIAL_YEAR };
  return count;
}

static bool has_small_areas(const struct reading *reading, int indicator)
{
  const struct facts *facts = released_facts(reading->released);
  const struct indicator *definition = definition_of(reading, indicator);
  const struct fact_table *table
    = definition->measure ? facts_table(facts, definition->measure) : NULL;
  for (size_t i = 0; table && i < table->fact_count; i++)
    if (table->facts[i].place >= PLACE_SMALL && table->facts[i].place < PLACE_UNASSIGNED)
      return true;
  return false;
}

static void tell_indicator(struct reading *reading, int indicator)
{
  auto_arena struct arena *scratch = arena_new();
  const struct facts *facts = released_facts(reading->released);
  size_t areas = facts->catalog->area_count;
  double *counts = ARENA_ARRAY(scratch, double, facts->small_area_count);
  double *rates = ARENA_ARRAY(scratch, double, facts->small_area_count);
  bool small = has_small_areas(reading, indicator);
  size_t count;
  const struct period *columns = cells_periods(scratch, reading->cells, indicator, &count);
  for (size_t c = 0; c < count; c++) {
    struct period periods[3];
    size_t kinds = kinds_of(columns[c], periods);
    for (size_t k = 0; k < kinds; k++) {
      for (size_t area = 0; area < areas; area++)
        tell_figure(reading, indicator, (int)area, periods[k]);
      tell_unplaced(reading, indicator, periods[k]);
      if (small) {
        tell_small_areas(reading, indicator, periods[k], counts, rates);
        tell_wards(reading, indicator, periods[k]);
      }
    }
  }
  for (size_t area = 0; area < areas; area++)
    tell_months(reading, indicator, (int)area);
}

const struct shown *reader_view(struct arena *arena, const struct released *released,
                                const struct cells *cells)
{
  struct reading reading = { released, cells->results, cells,
                             ARENA_ARRAY(arena, struct shown, cells->count) };
  for (size_t i = 0; i < cells->count; i++)
    reading.shown[i] = (struct shown) { 0, INFINITY };
  for (size_t i = 0; i < released_catalog(released)->indicator_count; i++)
    if (has_cells(cells, (int)i))
      tell_indicator(&reading, (int)i);
  return reading.shown;
}

/* ---- reporting ----------------------------------------------------------------------------- */

static struct loc loc_of(const struct cells *cells, uint32_t cell)
{
  const struct catalog *catalog = results_facts(cells->results)->catalog;
  const struct cell_filter *filter = &cells->filters[cells->at[cell].filter];
  return filter->use_count ? catalog->indicators[filter->uses[0].indicator].loc : LOC_NONE;
}

static void report(struct arena *arena, const struct cells *cells, const struct finding *finding,
                   struct diags *diags)
{
  const char *words = cell_words(arena, cells, finding->cell);
  bool exact = finding->high - finding->low < 0.5;
  if (exact)
    diag_error(diags, "STRATA-S001", loc_of(cells, finding->cell),
               "'%s' is hidden, but can be worked out exactly from what is published", words);
  else
    diag_error(diags, "STRATA-S002", loc_of(cells, finding->cell),
               "'%s' is hidden, but can be worked out to be one of %.0f counts", words,
               finding->high - finding->low + 1);
  if (!finding->equation_count)
    diag_hint(diags, "a figure that is published gives it away by itself");
  for (size_t e = 0; e < finding->equation_count && e < MOST_EQUATIONS; e++)
    diag_hint(diags, "%s", equation_words(arena, cells, finding->equations[e]));
  if (finding->equation_count > MOST_EQUATIONS)
    diag_hint(diags, "and %zu equations more", finding->equation_count - MOST_EQUATIONS);
}

int reader_report(struct arena *arena, const struct cells *cells, const struct audit *audit,
                  struct diags *diags)
{
  if (audit->contradiction) {
    diag_error(diags, "STRATA-S003", LOC_NONE,
               "the published figures do not add up, so that the audit can say nothing of what is "
               "hidden");
    return -1;
  }
  for (size_t i = 0; i < audit->finding_count; i++)
    report(arena, cells, &audit->findings[i], diags);
  if (audit->unsettled_count) {
    diag_error(diags, "STRATA-S005", LOC_NONE,
               "of %zu hidden counts it could not be settled whether they can be worked out",
               audit->unsettled_count);
    for (size_t i = 0; i < audit->unsettled_count && i < MOST_UNSETTLED; i++)
      diag_hint(diags, "%s", cell_words(arena, cells, audit->unsettled[i]));
    if (audit->unsettled_count > MOST_UNSETTLED)
      diag_hint(diags, "and %zu more", audit->unsettled_count - MOST_UNSETTLED);
  }
  return audit->finding_count || audit->unsettled_count ? -1 : 0;
}

int reader_audit(struct arena *arena, const struct released *released, struct diags *diags,
                 struct attack *ret_attack)
{
  const struct cells *cells = released_cells(released);
  struct audit audit;
  *ret_attack = (struct attack) { .any = cells != NULL };
  if (!cells || !cells->count)
    return 0;
  audit_run(arena, cells, reader_view(arena, released, cells), &audit);
  ret_attack->hidden = audit.hidden;
  ret_attack->sensitive = audit.sensitive;
  ret_attack->given_away = audit.given_away;
  ret_attack->found = audit.finding_count;
  ret_attack->unsettled = audit.unsettled_count;
  return reader_report(arena, cells, &audit, diags);
}
