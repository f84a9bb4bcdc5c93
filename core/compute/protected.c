/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/protected.h"

#include "compute/kept.h"
#include "compute/rounding.h"
#include "compute/strata.h"

#include <math.h>

enum hiding protected_hides(const struct protected_indicator *protected_, int area,
                             struct period period)
{
  if (!protected_->any)
    return HIDING_NONE;
  int32_t month = period.last - protected_->first_month;
  if (month < 0 || (size_t)month >= protected_->month_count)
    return protected_->hides ? HIDING_COUNT : HIDING_NONE;
  const unsigned char *table
    = period_months(period) == 1 ? protected_->months : protected_->years;
  return (enum hiding)table[(size_t)area * protected_->month_count + (size_t)month];
}

bool results_are_protected(const struct results *results, int indicator)
{
  return results->views[indicator].protected_ != NULL;
}

int results_base(const struct results *results, int indicator, int area)
{
  const struct protected_indicator *seen = results->views[indicator].protected_;
  return seen && seen->base ? seen->base[area] : 1;
}

int results_divisor_base(const struct results *results, int indicator, int area)
{
  const struct protected_indicator *seen = results->views[indicator].protected_;
  return seen && seen->denominator_base ? seen->denominator_base[area] : 1;
}

const char *hiding_reason(enum hiding hiding)
{
  switch (hiding) {
  case HIDING_COUNT:
    return "Suppressed to protect small numbers";
  case HIDING_WITHHELD:
    return "Restricted: published at county level only";
  case HIDING_NONE:
    break;
  }
  return NULL;
}

bool results_divides_counts(const struct results *results, int indicator)
{
  const struct view *view = &results->views[indicator];
  return view->indicator->derived || view->ones || view->basis == DENOMINATOR_BESIDE
    || view->basis == DENOMINATOR_SAME_PERIOD;
}

bool results_bare(const struct results *results, int indicator, int area, struct period period,
                  struct bare_figure *ret_figure)
{
  const struct view *view = &results->views[indicator];
  struct figure figure = figure_of(results, view, area, period);
  if (isnan(figure.numerator) && isnan(figure.value))
    return false;
  *ret_figure = (struct bare_figure) { figure.numerator, figure.denominator };
  return true;
}

size_t results_age_bands(const struct results *results, int indicator, int area,
                         struct period period, struct age_band *ret)
{
  const struct view *view = &results->views[indicator];
  struct stratum own[ESP2013_BANDS], reference[ESP2013_BANDS] = { 0 };
  if (!view->strata)
    return 0;
  struct figure figure = figure_of(results, view, area, period);
  /* Too few for a rate may be rounded to enough. */
  if (!isfinite(figure.value) && figure.status != STATUS_TOO_FEW)
    return 0;
  strata_fill(view->strata, (struct place) { area, NO_INDEX }, period, figure.vintage, own);
  if (view->strata->reference != NO_INDEX)
    strata_fill(view->strata, (struct place) { view->strata->reference, NO_INDEX }, period,
                figure.vintage, reference);
  for (size_t i = 0; i < view->strata->count; i++)
    ret[i] = (struct age_band) { view->strata->at[i].events->wanted, own[i], reference[i] };
  return view->strata->count;
}

/* The monthly numerators as they may be seen. */
static const double *months_of(struct arena *arena, const struct results *results, int indicator,
                               const struct protected_indicator *protected_)
{
  int32_t first;
  size_t count, areas = results->catalog->area_count;
  if (!results_months(results, indicator, 0, &first, &count))
    return NULL;
  double *months = ARENA_ARRAY(arena, double, areas *count);
  for (size_t area = 0; area < areas; area++) {
    const double *known = results_months(results, indicator, (int)area, &first, &count);
    for (size_t i = 0; i < count; i++) {
      struct period month = { first + (int32_t)i, PERIOD_MONTH };
      bool hidden = protected_hides(protected_, (int)area, month) != HIDING_NONE;
      months[area * count + i]
        = hidden ? (double)NAN : round_to_base(known[i], protected_->base[area]);
    }
  }
  return months;
}

const struct results *results_protected(struct arena *arena, const struct results *results,
                                        const struct protected_figures *protected_)
{
  size_t count = results->catalog->indicator_count;
  struct view *views = ARENA_ARRAY(arena, struct view, count);
  struct results *new = ARENA_NEW(arena, struct results);
  *new = *results;
  for (size_t i = 0; i < count; i++) {
    views[i] = results->views[i];
    if (!protected_->at[i].any)
      continue;
    views[i].protected_ = &protected_->at[i];
    if (protected_->at[i].withheld) {
      views[i].numerators = NULL;
      views[i].none_reason = "Not in this edition";
      views[i].period_count = views[i].month_count = 0;
      views[i].sheets = NULL;
      continue;
    }
    if (views[i].numerators)
      views[i].sheets = sheets_new(arena, results->catalog, views[i].numerators->supply);
    views[i].protected_months = months_of(arena, results, (int)i, &protected_->at[i]);
  }
  new->views = views;
  return new;
}
