/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/model.h"

const double *results_months(const struct results *results, int indicator, int area,
                             int32_t *ret_first, size_t *ret_count)
{
  const struct view *view = &results->views[indicator];
  const double *months = view->months;
  *ret_first = view->first_month;
  *ret_count = view->month_count;
  if (view->numerators) {
    const struct supply *supply = view->numerators->supply;
    *ret_first = supply->first_month;
    *ret_count = supply->month_count;
    months = view->numerators->months;
  }
  if (view->protected_)
    months = view->protected_months;
  return *ret_count ? &months[(size_t)area * *ret_count] : NULL;
}
