/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether there are months to judge or to forecast. */
#include "compute/views.h"

/* Twelve months that share some with the twelve before: a rolling total. */
static bool find_overlap(const struct supply *supply, struct period *ret_one,
                         struct period *ret_other)
{
  for (size_t i = 1; i < supply->year_count; i++) {
    *ret_one = supply->years[i - 1];
    *ret_other = supply->years[i];
    if (ret_one->last != ret_other->last && period_overlaps(*ret_one, *ret_other))
      return true;
  }
  return false;
}

static void no_months(struct work *work, const struct indicator *indicator,
                      const struct supply *supply, struct loc loc, const char *key)
{
  struct period one, other;
  const char *source = supply->table->source->id;
  if (find_overlap(supply, &one, &other)) {
    diag_error(work->diags, "STRATA-C031", loc,
               "'%s' of '%s': the source '%s' gives totals of twelve months that overlap, as %s and "
               "%s do", key, indicator->id, source, period_code(work->arena, one),
               period_code(work->arena, other));
    diag_hint(work->diags, "a rolling total is shown, never judged: supply the months, or remove "
                           "'%s'", key);
  } else {
    diag_error(work->diags, "STRATA-C030", loc,
               "'%s' of '%s' needs months, and the source '%s' gives none", key, indicator->id,
               source);
    diag_hint(work->diags, "supply the months, or remove '%s'", key);
  }
}

static void check_baseline(struct work *work, const struct indicator *indicator,
                           const struct supply *supply)
{
  int32_t last = indicator->chart.baseline;
  if (!last || (supply_month(supply, last - 11) >= 0 && supply_month(supply, last) >= 0))
    return;
  diag_warning(work->diags, "STRATA-C032", indicator->chart.loc,
               "the limits of '%s' come from the %s, which the source '%s' does not hold in full",
               indicator->id,
               period_words(work->arena, (struct period) { last, PERIOD_YEAR_ENDING }),
               supply->table->source->id);
  diag_hint(work->diags, "its months are not judged: supply that year, or name another baseline");
}

void check_monthly(struct work *work, const struct indicator *indicator,
                   const struct supply *supply)
{
  if (supply->table->awaited)
    return;
  bool monthly = supply->month_count > 0;
  if (indicator->chart.given && !monthly)
    no_months(work, indicator, supply, indicator->chart.loc, "chart");
  else if (indicator->chart.given)
    check_baseline(work, indicator, supply);
  if (indicator->forecast.method != FORECAST_NONE && !monthly)
    no_months(work, indicator, supply, indicator->forecast.loc, "forecast");
}
