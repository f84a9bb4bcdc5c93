/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/place_model.h"
#include "compute/rounding.h"

#include <math.h>

enum { YEAR = 12 };

/* ---- vintages ------------------------------------------------------------------------------ */

static uint16_t *find_vintages(struct arena *arena, const struct facts *facts,
                               const struct supply *supply)
{
  size_t months = supply->month_count;
  uint16_t *by_month = ARENA_ARRAY(arena, uint16_t, months);
  struct arena *scratch = arena_new();
  size_t *old = ARENA_ARRAY(scratch, size_t, months), *new = ARENA_ARRAY(scratch, size_t, months);
  for (size_t small = 0; small < supply->small_count; small++) {
    uint16_t vintage = facts->small_areas[small].vintage;
    if (vintage == 0)
      continue;
    size_t *seen = vintage == 2011 ? old : new;
    for (size_t i = supply->small_facts[small]; i < supply->small_facts[small + 1]; i++) {
      const struct fact *fact = &supply->table->facts[i];
      if (fact->kind == PERIOD_MONTH)
        seen[supply_month(supply, fact->month)]++;
    }
  }
  /* A stray code of the other vintage does not decide. */
  for (size_t i = 0; i < months; i++)
    by_month[i] = old[i] > new[i] ? 2011 : new[i] > old[i] ? 2021 : 0;
  arena_free(scratch);
  return by_month;
}

const struct vintages *vintages_of(struct arena *arena, const struct facts *facts,
                                   const struct supply *const *supplies, size_t count,
                                   size_t *ret_count)
{
  struct vintages *vintages = ARENA_ARRAY(arena, struct vintages, count);
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    if (supplies[i]->from_records)
      vintages[used++]
        = (struct vintages) { supplies[i], find_vintages(arena, facts, supplies[i]) };
  }
  *ret_count = used;
  return vintages;
}

/* Whether records of PERIOD may be coded to small areas of VINTAGE. */
static bool coded(const struct results *results, const struct supply *supply, struct period period,
                  uint16_t vintage)
{
  const struct vintages *vintages = NULL;
  for (size_t i = 0; i < results->vintage_count; i++) {
    if (results->vintages[i].supply == supply)
      vintages = &results->vintages[i];
  }
  for (int32_t month = period_first(period); month <= period.last && vintages && vintage; month++) {
    int at = supply_month(supply, month);
    uint16_t other = at < 0 ? 0 : vintages->by_month[at];
    if (other != 0 && other != vintage)
      return false;
  }
  return true;
}

/* ---- sums of one small area ---------------------------------------------------------------- */

static bool is_before(const struct fact *fact, uint16_t kind, int32_t month)
{
  return fact->kind != kind ? fact->kind < kind : fact->month < month;
}

/* The first fact of SMALL that is of KIND and MONTH or later in their order; RET_END is where its
 * facts end. */
static size_t first_fact(const struct supply *supply, size_t small, uint16_t kind, int32_t month,
                         size_t *ret_end)
{
  bool known = small < supply->small_count;
  size_t low = known ? supply->small_facts[small] : 0;
  size_t high = known ? supply->small_facts[small + 1] : 0;
  *ret_end = high;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    bool before = is_before(&supply->table->facts[middle], kind, month);
    *(before ? &low : &high) = before ? middle + 1 : middle;
  }
  return low;
}

/* Of SMALL in PERIOD; NaN when there is none. */
static struct sum small_sum(const struct results *results, const struct sums *sums, size_t small,
                            struct period period)
{
  const struct supply *supply = sums->supply;
  const struct fact_table *table = supply->table;
  uint16_t vintage = results->facts->small_areas[small].vintage;
  bool by_year = supply_year(supply, period.last) >= 0;
  struct sum sum = { NAN, NAN };
  if (supply->from_records) {
    if (!coded(results, supply, period, vintage))
      return sum;
    sum.value = 0;
  } else if (period_months(period) == YEAR && !by_year) {
    return sum; /* a form's twelve months are not known to be there for every small area */
  }
  bool of_months = period_months(period) == 1 || !by_year;
  int32_t first = of_months ? period_first(period) : period.last;
  /* Years of any kind stand after the months. */
  size_t end, begin = of_months ? first_fact(supply, small, PERIOD_MONTH, first, &end)
                                : first_fact(supply, small, PERIOD_MONTH + 1, INT32_MIN, &end);
  for (size_t i = begin; i < end; i++) {
    const struct fact *fact = &table->facts[i];
    bool is_month = fact->kind == PERIOD_MONTH;
    if (is_month != of_months || (of_months && fact->month > period.last))
      break;
    bool wanted = sums->wanted[fact->category];
    if ((!wanted && !supply->classed) || fact->month < first || fact->month > period.last)
      continue;
    sum.value = (isnan(sum.value) ? 0 : sum.value) + (wanted ? fact->value : 0);
    if (table->denominators)
      sum.denominator = (isnan(sum.denominator) ? 0 : sum.denominator) + table->denominators[i];
  }
  return sum;
}

/* A population: the latest of the small area's own code that is not after PERIOD. */
static double small_latest(const struct results *results, const struct sums *sums, size_t small,
                           struct period period)
{
  const struct supply *supply = sums->supply;
  for (size_t i = supply->year_count; i > 0; i--) {
    struct period year = supply->years[i - 1];
    if (year.last - YEAR / 2 > period.last)
      continue;
    double value = small_sum(results, sums, small, year).value;
    if (!isnan(value))
      return value;
  }
  return NAN;
}

static double small_denominator(const struct results *results, const struct view *view,
                                size_t small, struct period period, double beside)
{
  switch (view->basis) {
  case DENOMINATOR_BESIDE:
    return beside;
  case DENOMINATOR_SAME_PERIOD:
    return small_sum(results, view->denominators, small, period).value;
  case DENOMINATOR_LATEST:
    return view->denominators ? small_latest(results, view->denominators, small, period)
                              : (double)NAN;
  case DENOMINATOR_NONE:
    break;
  }
  return NAN;
}

/* Maps, hot spots and inequality ask for the same period, area by area. */
struct small_figure small_figure_of(const struct results *results, const struct view *view,
                                    size_t small, struct period period)
{
  struct sheet *sheet = sheet_of(view, period);
  if (sheet && !sheet->small)
    sheet->small = ARENA_ARRAY(view->sheets->arena, struct small_figure,
                               results->facts->small_area_count);
  struct small_figure room = { 0 }, *found = sheet ? &sheet->small[small] : &room;
  if (!found->known) {
    found->sum = small_sum(results, view->numerators, small, period);
    found->per = small_denominator(results, view, small, period, found->sum.denominator);
    found->known = true;
  }
  return *found;
}

bool lies_in(const struct catalog *catalog, int district, int area)
{
  const struct area *whole = &catalog->areas[area];
  for (size_t i = 0; i < whole->member_count; i++) {
    if (whole->members[i] == district)
      return true;
  }
  return district == area;
}

bool protect_small(const struct protected_indicator *protected_, struct sum *sum)
{
  bool few = protected_->small_most && sum->value >= protected_->small_least
             && sum->value <= protected_->small_most;
  bool none = protected_->small_zeros_hidden && sum->value <= 0;
  if (protected_->small_hidden || few || none)
    return false;
  sum->value = round_to_base(sum->value, protected_->small_base);
  sum->denominator = round_to_base(sum->denominator, protected_->small_base);
  return true;
}

/* What small area I has in PERIOD, of an indicator that is known for all of it. */
static enum status find_small(const struct results *results, const struct view *view, size_t i,
                              struct period period, double *ret_count, double *ret_rate)
{
  const struct sums *sums = view->numerators;
  bool given = view->indicator->statistic == STATISTIC_GIVEN;
  bool whole_only = view->ones || view->indicator->standard; /* not said of so few */
  uint16_t vintage = results->facts->small_areas[i].vintage;
  struct small_figure figure = small_figure_of(results, view, i, period);
  struct sum sum = figure.sum;
  if (isnan(sum.value) && (sums->supply->from_records || vintage == 2011))
    return STATUS_NOT_APPLICABLE; /* drawn anew since, or not yet drawn */
  if (view->protected_ && !protect_small(view->protected_, &sum))
    return STATUS_SUPPRESSED;
  *ret_count = given || view->ones ? (double)NAN : sum.value;
  if (whole_only)
    return isnan(*ret_count) ? STATUS_UNAVAILABLE : STATUS_PUBLISHED;
  if (view->basis == DENOMINATOR_NONE) {
    *ret_rate = sum.value;
  } else if (view->protected_ && view->basis == DENOMINATOR_SAME_PERIOD) {
    return STATUS_SUPPRESSED; /* a share of a count that is itself a small area's: not seen */
  } else {
    double per = view->basis == DENOMINATOR_BESIDE ? sum.denominator : figure.per;
    *ret_rate = per > 0 ? sum.value / per * view->indicator->scale : (double)NAN;
  }
  return isnan(sum.value) ? STATUS_UNAVAILABLE : STATUS_PUBLISHED;
}

bool is_supplied(const struct results *results, const struct view *view, int area,
                 struct period period)
{
  struct figure whole = figure_of(results, view, area, period);
  return view->numerators && !supply_reason(view->numerators->supply, period)
         && whole.status != STATUS_BROKEN;
}

void results_small_statuses(const struct results *results, int indicator, int area,
                            struct period period, double *ret_counts, double *ret_rates,
                            enum status *ret_statuses)
{
  const struct view *view = &results->views[indicator];
  const struct facts *facts = results->facts;
  bool complete = is_supplied(results, view, area, period);
  for (size_t i = 0; i < facts->small_area_count; i++) {
    int district = facts->small_areas[i].district;
    bool inside = lies_in(results->catalog, district, area);
    ret_counts[i] = ret_rates[i] = NAN;
    ret_statuses[i] = !inside  ? STATUS_NOT_APPLICABLE
      : !complete ? STATUS_UNAVAILABLE
                  : find_small(results, view, i, period, &ret_counts[i], &ret_rates[i]);
  }
}

void results_small_areas(const struct results *results, int indicator, int area,
                         struct period period, double *ret_counts, double *ret_rates)
{
  struct arena *scratch = arena_new();
  results_small_statuses(results, indicator, area, period, ret_counts, ret_rates,
                         ARENA_ARRAY(scratch, enum status, results->facts->small_area_count));
  arena_free(scratch);
}

bool find_places(const struct results *results, const struct view *view, int area,
                 struct period period, struct arena *scratch, struct places *ret)
{
  const struct facts *facts = results->facts;
  int indicator = (int)(view->indicator - results->catalog->indicators);
  size_t count = facts->small_area_count;
  struct places places = { ARENA_ARRAY(scratch, double, count), ARENA_ARRAY(scratch, double, count),
                           ARENA_ARRAY(scratch, double, count), count };
  bool any = false;
  results_small_areas(results, indicator, area, period, places.counts, places.rates);
  for (size_t i = 0; i < count; i++) {
    places.people[i] = NAN;
    if (isnan(places.counts[i]))
      continue;
    any = true;
    places.people[i] = small_figure_of(results, view, i, period).per;
  }
  *ret = places;
  return any;
}
