/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proportion is of a whole: its parts cannot be more than that. */
#include "base/num.h"
#include "compute/views.h"

#include <math.h>

/* Whether the parts of ROW in PERIOD are more than the whole; both are numbers then. */
static bool is_over(const struct view *view, int row, struct period period, double *ret_part,
                    double *ret_whole)
{
  struct sum sum = sums_find(view->numerators, row, period);
  *ret_part = sum.value;
  *ret_whole = view->basis == DENOMINATOR_BESIDE ? sum.denominator
               : view->denominators              ? sums_find(view->denominators, row, period).value
                                                 : (double)NAN;
  return *ret_part > *ret_whole;
}

/* Only periods that the source gives as such: if none of them is over, no sum of them is. */
static bool find_over(const struct work *work, const struct view *view, int *ret_row,
                      struct period *ret_period, double *ret_part, double *ret_whole)
{
  const struct supply *supply = view->numerators->supply;
  for (int row = 0; row < (int)work->catalog->district_count; row++) {
    for (size_t i = 0; i < supply->year_count + supply->month_count; i++) {
      struct period period = i < supply->year_count
                               ? supply->years[i]
                               : (struct period) { supply->first_month
                                                     + (int32_t)(i - supply->year_count),
                                                   PERIOD_MONTH };
      if (!is_over(view, row, period, ret_part, ret_whole))
        continue;
      *ret_row = row;
      *ret_period = period;
      return true;
    }
  }
  return false;
}

void check_proportion(struct work *work, const struct view *view)
{
  int row;
  struct period period;
  double part, whole;
  if (view->indicator->statistic != STATISTIC_PROPORTION || !view->numerators
      || !find_over(work, view, &row, &period, &part, &whole))
    return;
  diag_error(work->diags, "STRATA-C013", view->indicator->statistic_loc,
             "indicator '%s' is a proportion, and in %s it would be over 100%% (%s of %s in %s)",
             view->indicator->id, work->catalog->areas[row].name,
             num_significant(work->arena, part), num_significant(work->arena, whole),
             period_code(work->arena, period));
  diag_hint(work->diags, "write 'statistic: rate' if the one is no part of the other; otherwise "
                         "correct the source '%s'",
            view->numerators->supply->table->source->id);
}
