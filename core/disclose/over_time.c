/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts, seasons and forecasts, from the months that an audience may see. */
#include "disclose/released.h"

#include <math.h>

static const char *const SUPPRESSED = "The months that it needs are suppressed";

static struct month_series seen(const struct released *released, int indicator, int area)
{
  struct month_series months;
  months.values = released_months(released, indicator, area, &months.first, &months.count);
  if (!months.values)
    months.count = 0;
  return months;
}

/* Whether there is nothing to be seen, because what there is is suppressed. */
static bool is_suppressed(const struct released *released, int indicator, int area,
                          struct month_series months)
{
  for (size_t i = 0; i < months.count; i++)
    if (isfinite(months.values[i]))
      return false;
  for (size_t i = 0; i < months.count; i++) {
    struct result result;
    struct period month = { months.first + (int32_t)i, PERIOD_MONTH };
    released_find(released, indicator, area, month, &result);
    if (result.status == STATUS_SUPPRESSED)
      return true;
  }
  return false;
}

void released_chart(const struct released *released, struct arena *arena, int indicator, int area,
                    struct chart_request request, struct charted *ret_chart)
{
  struct month_series months = seen(released, indicator, area);
  results_chart_of(released_results(released), arena, indicator, months, request, ret_chart);
  if (!is_suppressed(released, indicator, area, months))
    return;
  ret_chart->status = STATUS_SUPPRESSED;
  ret_chart->reason = SUPPRESSED;
}

void released_season(const struct released *released, struct arena *arena, int indicator, int area,
                     int32_t cut_off, struct seasoned *ret_season)
{
  struct month_series months = seen(released, indicator, area);
  results_season_of(released_results(released), arena, indicator, months, cut_off, ret_season);
  if (is_suppressed(released, indicator, area, months))
    *ret_season = (struct seasoned) { .status = STATUS_SUPPRESSED, .reason = SUPPRESSED };
}

void released_forecast(const struct released *released, struct arena *arena, int indicator,
                       int area, int32_t cut_off, struct forecasted *ret_forecast)
{
  struct month_series months = seen(released, indicator, area);
  results_forecast_of(released_results(released), arena, indicator, months, cut_off, ret_forecast);
  if (ret_forecast->method != FORECAST_NONE && is_suppressed(released, indicator, area, months))
    *ret_forecast = (struct forecasted) { .status = STATUS_SUPPRESSED,
                                          .reason = SUPPRESSED,
                                          .method = ret_forecast->method };
}
