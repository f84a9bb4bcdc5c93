/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/kept.h"
#include "compute/means.h"
#include "compute/rounding.h"
#include "compute/strata.h"

#include <math.h>

/* A percentage of fewer is not said. */
enum { LEAST_OF_PROPORTION = 10 };

static struct figure no_figure(enum status status, const char *reason)
{
  return (struct figure) {
    .status = status, .reason = reason, .numerator = NAN, .denominator = NAN, .value = NAN
  };
}

static enum hiding hiding_of(const struct view *view, int area, struct period period)
{
  return view->protected_ ? protected_hides(view->protected_, area, period) : HIDING_NONE;
}

const struct put_figure *find_put(const struct results *results, int indicator, int area,
                                  struct period period)
{
  size_t low = 0, high = results->put_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct put_figure *put = &results->puts[middle];
    int order = put->indicator - indicator;
    if (order == 0)
      order = put->area - area;
    if (order == 0)
      order = period_compare(put->period, period);
    if (order == 0)
      return put;
    *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
  }
  return NULL;
}

static struct figure put_figure_of(const struct results *results, const struct view *view, int area,
                                   struct period period)
{
  int indicator = (int)(view->indicator - results->catalog->indicators);
  const struct put_figure *put = find_put(results, indicator, area, period);
  if (!put || !isfinite(put->value))
    return no_figure(STATUS_UNAVAILABLE, view->none_reason);
  enum hiding hiding = hiding_of(view, area, period);
  if (hiding != HIDING_NONE)
    return no_figure(STATUS_SUPPRESSED, hiding_reason(hiding));
  return (struct figure) {
    .numerator = put->numerator, .denominator = put->denominator, .value = put->value
  };
}

static const struct break_view *break_inside(const struct view *view, struct period period)
{
  for (size_t i = 0; i < view->break_count; i++) {
    if (view->breaks[i].month > period_first(period) && view->breaks[i].month <= period.last)
      return &view->breaks[i];
  }
  return NULL;
}

/* Everything that is needed was supplied, and yet there is no sum for the area. */
static struct figure no_sum(const struct results *results, const struct view *view, int area,
                            struct period period)
{
  const struct sums *sums = view->numerators;
  if (area >= (int)results->catalog->area_count)
    return no_figure(STATUS_UNAVAILABLE, "Not given for this period");
  if (!sums->adds && results->catalog->areas[area].kind != AREA_DISTRICT)
    return no_figure(STATUS_NOT_APPLICABLE, "Figures given for districts do not add up to a group");
  bool of_months = period_months(period) > 1 && supply_year(sums->supply, period.last) < 0;
  if (of_months && (!sums->adds || sums->month_denominators))
    return no_figure(STATUS_NOT_APPLICABLE, "The source gives months that do not add up to a year");
  return no_figure(STATUS_UNAVAILABLE, results->not_for_area[area]);
}

/* A count as it may be seen, with the denominator beside it; what is left of an area is a difference
 * of what is seen.  DIVISOR: the count is itself a denominator. */
static struct sum seen_sum(const struct view *view, const struct sums *sums, struct place place,
                           struct period period, bool divisor)
{
  const struct protected_indicator *seen = view->protected_;
  struct sum sum = place_sum(sums, place, period);
  if (!seen)
    return sum;
  const int areas[] = { place.area, place.without };
  for (size_t i = 0; i < 2 && areas[i] != NO_INDEX; i++) {
    struct sum part = sums_find(sums, areas[i], period);
    const uint16_t *base = divisor ? seen->denominator_base : seen->base;
    part.value = round_to_base(part.value, base[areas[i]]);
    part.denominator = round_to_base(part.denominator, seen->denominator_base[areas[i]]);
    sum.value = i ? sum.value - part.value : part.value;
    sum.denominator = i ? sum.denominator - part.denominator : part.denominator;
  }
  return sum;
}

/* The population of what is left of an area is of the area's own vintage. */
static double latest_of(const struct sums *sums, struct place place, struct period period,
                        struct period *ret_vintage)
{
  double latest = sums_latest(sums, place.area, period, ret_vintage);
  return place.without == NO_INDEX ? latest
                                   : latest - sums_find(sums, place.without, *ret_vintage).value;
}

static double denominator_of(const struct view *view, struct place place, struct period period,
                             double beside, struct period *ret_vintage)
{
  *ret_vintage = period;
  switch (view->basis) {
  case DENOMINATOR_BESIDE:
    return beside;
  case DENOMINATOR_SAME_PERIOD:
    return seen_sum(view, view->denominators, place, period, true).value;
  case DENOMINATOR_LATEST:
    return view->denominators ? latest_of(view->denominators, place, period, ret_vintage)
                              : (double)NAN;
  case DENOMINATOR_NONE:
    break;
  }
  return NAN;
}

/* A count stays known where no rate or proportion of it can be said. */
static struct figure only_counted(struct figure figure, enum status status, const char *reason)
{
  figure.status = status;
  figure.reason = reason;
  figure.value = NAN;
  return figure;
}

struct figure figure_divided(const struct view *view, struct figure figure)
{
  bool proportion = view->indicator->statistic == STATISTIC_PROPORTION;
  if (isnan(figure.denominator))
    return only_counted(figure, STATUS_UNAVAILABLE, view->denominator_reason);
  if (proportion && figure.denominator == 0)
    return only_counted(figure, STATUS_NOT_APPLICABLE, "There were none to take a proportion of");
  if (figure.denominator <= 0)
    return only_counted(figure, STATUS_UNAVAILABLE, "The denominator is not above zero");
  if (proportion && figure.numerator > figure.denominator)
    return only_counted(figure, STATUS_UNAVAILABLE, "The numerator is larger than the denominator");
  if (proportion && figure.denominator < LEAST_OF_PROPORTION)
    return only_counted(figure, STATUS_TOO_FEW, "A proportion of fewer than 10 is not said");
  figure.value = figure.numerator / figure.denominator * view->indicator->scale;
  return figure;
}

/* ---- means and what is standardised -------------------------------------------------------- */

static struct figure mean(const struct view *view, struct place place, struct period period,
                          struct figure figure)
{
  double count = place_sum(view->ones, place, period).value;
  struct moments moments = { count, figure.numerator - count * view->shift,
                             place_sum(view->squares, place, period).value };
  struct mean found = mean_of_moments(moments, view->shift, view->indicator->level);
  if (isnan(found.mean))
    return only_counted(figure, STATUS_UNAVAILABLE, found.reason);
  figure.denominator = count;
  figure.value = found.mean;
  if (view->indicator->interval != INTERVAL_NONE)
    figure.interval = found.interval;
  return figure;
}

static struct figure too_few(struct figure figure, double events, const char *reason)
{
  bool few = events < STANDARDISED_LEAST_EVENTS;
  return only_counted(figure, few ? STATUS_TOO_FEW : STATUS_UNAVAILABLE, reason);
}

/* Makes the events of BANDS as many as are SEEN of their EXACT number: what is worked out from them
 * then says no more of it. */
static void level_bands(struct stratum *bands, size_t count, double seen, double exact)
{
  for (size_t i = 0; i < count && exact > 0; i++) {
    bands[i].events *= seen / exact;
    bands[i].squares *= seen / exact;
  }
}

static struct figure standardise(const struct view *view, struct place place, struct period period,
                                 struct figure figure)
{
  struct stratum bands[ESP2013_BANDS], reference[ESP2013_BANDS];
  const struct indicator *indicator = view->indicator;
  if (!view->strata || isnan(figure.denominator))
    return only_counted(figure, STATUS_UNAVAILABLE, view->denominator_reason);
  strata_fill(view->strata, place, period, figure.vintage, bands);
  if (view->protected_)
    level_bands(bands, view->strata->count, figure.numerator,
                place_sum(view->numerators, place, period).value);
  double scale = indicator->scale;
  if (view->strata->reference == NO_INDEX) {
    struct standardised found = standardised_direct(bands, view->strata->count, indicator->level);
    if (found.reason)
      return too_few(figure, found.events, found.reason);
    figure.value = found.rate * scale;
    figure.interval = found.interval;
  } else {
    struct place of = { view->strata->reference, NO_INDEX };
    strata_fill(view->strata, of, period, figure.vintage, reference);
    struct indirect found
      = standardised_indirect(bands, reference, view->strata->count, indicator->level);
    if (found.reason)
      return only_counted(figure, STATUS_UNAVAILABLE, found.reason);
    scale *= indicator->statistic == STATISTIC_RATIO ? 1 : found.reference_rate;
    figure.value = found.ratio * scale;
    figure.interval = found.interval;
    if (indicator->statistic == STATISTIC_RATIO)
      figure.denominator = found.expected;
  }
  figure.interval.lower *= scale;
  figure.interval.upper *= scale;
  if (view->protected_) {
    figure.value = round_to_three_digits(figure.value);
    figure.interval.lower = round_to_three_digits(figure.interval.lower);
    figure.interval.upper = round_to_three_digits(figure.interval.upper);
    if (indicator->statistic == STATISTIC_RATIO)
      figure.denominator = round_to_three_digits(figure.denominator);
  }
  if (indicator->interval == INTERVAL_NONE)
    figure.interval = (struct interval) { NAN, NAN };
  return figure;
}

/* ---- a figure ------------------------------------------------------------------------------ */

static struct figure figure_at(const struct results *results, const struct view *view,
                               struct place place, struct period period)
{
  int area = place.area;
  if (view->indicator->derived)
    return place.without == NO_INDEX ? put_figure_of(results, view, area, period)
                                     : no_figure(STATUS_NOT_APPLICABLE, "It cannot be taken apart");
  if (!view->numerators)
    return no_figure(STATUS_UNAVAILABLE, view->none_reason);
  const char *missing = supply_reason(view->numerators->supply, period);
  if (missing)
    return no_figure(STATUS_UNAVAILABLE, missing);
  const struct break_view *inside = break_inside(view, period);
  if (inside)
    return no_figure(STATUS_BROKEN, inside->reason);
  struct sum sum = place_sum(view->numerators, place, period);
  if (isnan(sum.value))
    return no_sum(results, view, area, period);
  enum hiding hiding = hiding_of(view, area, period);
  if (hiding == HIDING_NONE && place.without != NO_INDEX)
    hiding = hiding_of(view, place.without, period);
  if (hiding != HIDING_NONE)
    return no_figure(STATUS_SUPPRESSED, hiding_reason(hiding));
  bool given = view->indicator->statistic == STATISTIC_GIVEN;
  if (!given && !view->ones)
    sum = seen_sum(view, view->numerators, place, period, false);

  struct figure figure = { .numerator = sum.value, .denominator = NAN, .value = sum.value,
                           .interval = { NAN, NAN } };
  if (given)
    figure.numerator = NAN;
  if (view->ones)
    figure = mean(view, place, period, figure);
  if (view->basis != DENOMINATOR_NONE) {
    figure.denominator = denominator_of(view, place, period, sum.denominator, &figure.vintage);
    figure = view->indicator->standard ? standardise(view, place, period, figure)
                                       : figure_divided(view, figure);
  }
  if (figure.status == STATUS_PUBLISHED && !isfinite(figure.value))
    return no_figure(STATUS_UNAVAILABLE, "The figures are too large to work with");
  return figure;
}

const struct figure *figure_worked_out(const struct results *results, const struct view *view,
                                       int area, struct period period, struct sheet *sheet,
                                       struct figure *room)
{
  struct figure *at = sheet ? &sheet->figures[area] : room;
  *at = figure_at(results, view, (struct place) { area, NO_INDEX }, period);
  if (sheet)
    sheet->known[area] = true;
  return at;
}

struct figure figure_of(const struct results *results, const struct view *view, int area,
                        struct period period)
{
  struct figure room;
  return *figure_kept(results, view, area, period, &room);
}

struct figure figure_without(const struct results *results, const struct view *view, int area,
                             int without, struct period period)
{
  return figure_at(results, view, (struct place) { area, without }, period);
}
