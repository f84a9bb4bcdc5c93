/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/model.h"

#include <math.h>

/* A percentage of fewer is not said. */
enum { LEAST_OF_PROPORTION = 10 };

static struct figure no_figure(enum status status, const char *reason)
{
  return (struct figure) {
    .status = status, .reason = reason, .numerator = NAN, .denominator = NAN, .value = NAN
  };
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
  if (!sums->adds && results->catalog->areas[area].kind != AREA_DISTRICT)
    return no_figure(STATUS_NOT_APPLICABLE, "Figures given for districts do not add up to a group");
  bool of_months = period_months(period) > 1 && supply_year(sums->supply, period.last) < 0;
  if (of_months && (!sums->adds || sums->month_denominators))
    return no_figure(STATUS_NOT_APPLICABLE, "The source gives months that do not add up to a year");
  return no_figure(STATUS_UNAVAILABLE, results->not_for_area[area]);
}

static double denominator_of(const struct view *view, int area, struct period period,
                             double beside, struct period *ret_vintage)
{
  *ret_vintage = period;
  switch (view->basis) {
  case DENOMINATOR_BESIDE:
    return beside;
  case DENOMINATOR_SAME_PERIOD:
    return sums_find(view->denominators, area, period).value;
  case DENOMINATOR_LATEST:
    return view->denominators ? sums_latest(view->denominators, area, period, ret_vintage)
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

static struct figure divide(const struct view *view, struct figure figure)
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

struct figure figure_of(const struct results *results, const struct view *view, int area,
                        struct period period)
{
  if (view->indicator->derived)
    return put_figure_of(results, view, area, period);
  if (!view->numerators)
    return no_figure(STATUS_UNAVAILABLE, view->none_reason);
  const char *missing = supply_reason(view->numerators->supply, period);
  if (missing)
    return no_figure(STATUS_UNAVAILABLE, missing);
  const struct break_view *inside = break_inside(view, period);
  if (inside)
    return no_figure(STATUS_BROKEN, inside->reason);
  struct sum sum = sums_find(view->numerators, area, period);
  if (isnan(sum.value))
    return no_sum(results, view, area, period);

  struct figure figure = { .numerator = sum.value, .denominator = NAN, .value = sum.value };
  if (view->indicator->statistic == STATISTIC_GIVEN)
    figure.numerator = NAN;
  if (view->basis != DENOMINATOR_NONE) {
    figure.denominator = denominator_of(view, area, period, sum.denominator, &figure.vintage);
    figure = divide(view, figure);
  }
  if (figure.status == STATUS_PUBLISHED && !isfinite(figure.value))
    return no_figure(STATUS_UNAVAILABLE, "The figures are too large to work with");
  return figure;
}
