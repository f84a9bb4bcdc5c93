/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/sums.h"

#include <math.h>

enum { YEAR = 12 };

static struct sum no_sum(void)
{
  return (struct sum){NAN, NAN};
}

static struct sum cell(const double *values, const double *denominators, size_t at)
{
  return (struct sum){values[at], denominators ? denominators[at] : (double)NAN};
}

struct sum sums_find(const struct sums *sums, int row, struct period period)
{
  const struct supply *supply = sums->supply;
  size_t base = (size_t)row * supply->month_count;
  if (period_months(period) == 1) {
    int at = supply_month(supply, period.last);
    return at < 0 ? no_sum() : cell(sums->months, sums->month_denominators, base + (size_t)at);
  }
  int year = supply_year(supply, period.last);
  if (year >= 0) {
    struct sum given =
        cell(sums->years, sums->year_denominators, (size_t)row * supply->year_count + (size_t)year);
    if (!isnan(given.value))
      return given;
  }
  int first = supply_month(supply, period.last - YEAR + 1);
  int last = supply_month(supply, period.last);
  if (!sums->adds || sums->month_denominators || first < 0 || last < 0)
    return no_sum();
  double sum = 0;
  for (int month = first; month <= last; month++)
    sum += sums->months[base + (size_t)month];
  return (struct sum){sum, NAN};
}

double sums_latest(const struct sums *sums, int row, struct period period,
                   struct period *ret_vintage)
{
  const struct supply *supply = sums->supply;
  double latest = NAN;
  int32_t of = 0;
  for (size_t i = supply->year_count; i > 0 && isnan(latest); i--) {
    int32_t middle = supply->years[i - 1].last - YEAR / 2;
    double value = sums->years[(size_t)row * supply->year_count + i - 1];
    if (middle > period.last || isnan(value))
      continue;
    latest = value;
    of = middle;
    *ret_vintage = supply->years[i - 1];
  }
  for (size_t i = supply->month_count; i > 0; i--) {
    int32_t month = supply->first_month + (int32_t)i - 1;
    double value = sums->months[(size_t)row * supply->month_count + i - 1];
    if (month > period.last || isnan(value))
      continue;
    if (isnan(latest) || month > of) {
      latest = value;
      *ret_vintage = (struct period){month, PERIOD_MONTH};
    }
    break;
  }
  return latest;
}
