/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Methods over several results: made from those that may be seen, and from no others. */
#include "compute/trend_of.h"
#include "disclose/disclose.h"
#include "disclose/released.h"

void released_trend(const struct released *released, int indicator, int area, struct period period,
                    struct trend_result *ret)
{
  const struct results *results = released_results(released);
  struct trend_years years;
  bool wanted = trend_is_asked(results, indicator, period);
  if (!wanted) {
    *ret = TREND_NOT_ASKED;
    return;
  }
  trend_begin(period, &years);
  for (int i = TREND_POINTS - 1; wanted && i >= 0; i--) {
    struct result result;
    released_find_alone(released, indicator, area, trend_year(period, i), &result);
    wanted = trend_add(&result, i, &years);
  }
  trend_of_years(results, indicator, &years, ret);
}

struct funnel_plot released_funnel(const struct released *released, struct arena *arena,
                                   int indicator, struct period period)
{
  const struct catalog *catalog = released_catalog(released);
  const struct indicator *definition = &catalog->indicators[indicator];
  int whole = definition->compare_count ? definition->compare[0] : catalog->comparator;
  struct result comparator = { .status = STATUS_UNAVAILABLE };
  struct result *districts = ARENA_ARRAY(arena, struct result, catalog->district_count);
  if (whole != NO_INDEX)
    released_find_alone(released, indicator, whole, period, &comparator);
  for (size_t i = 0; i < catalog->district_count; i++)
    released_find_alone(released, indicator, (int)i, period, &districts[i]);
  return funnel_plot_of(arena, catalog, definition, whole, &comparator, districts);
}
