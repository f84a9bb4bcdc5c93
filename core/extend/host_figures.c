/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: results, series, limits, neighbourhoods, and what plugins put. */
#include "compute/chart.h"
#include "compute/patterns.h"
#include "extend/host.h"
#include "extend/marks.h"

#include <math.h>

/* ---- results ------------------------------------------------------------------------------- */

static void fill_change(struct strata_run *run, const struct result *result,
                        struct strata_result *info)
{
  info->change = change_word(result->change);
  info->change_method = result->change_method;
  info->before_numerator = info->before_value = NAN;
  info->change_percent = info->change_lower = info->change_upper = NAN;
  if (result->change == CHANGE_NOT_TESTED || result->change == CHANGE_NOT_COMPARABLE)
    return;
  info->before = run_period_code(run, result->before);
  info->before_words = run_period_words(run, result->before);
  info->before_numerator = result->before_numerator;
  info->before_value = result->before_value;
  info->change_percent = result->change_percent;
  info->change_lower = result->change_lower;
  info->change_upper = result->change_upper;
}

static void fill_comparison(struct strata_run *run, const struct result *result,
                            struct strata_result *info)
{
  info->significance = significance_word(result->significance);
  info->comparator_value = info->ratio = info->spread_low = info->spread_high = NAN;
  info->judgement = judgement_word(result->judgement);
  info->rank = result->rank;
  info->rank_of = result->rank_of;
  info->rank_tied = result->rank_tied;
  if (result->comparator == NO_INDEX)
    return;
  info->comparator = run->catalog->areas[result->comparator].code;
  info->comparator_name = run->catalog->areas[result->comparator].name;
  info->comparator_value = result->comparator_value;
  info->ratio = result->ratio;
  info->spread_low = result->spread_low;
  info->spread_high = result->spread_high;
}

int host_result(struct strata_run *run, const char *indicator, const char *area,
                const char *period, const char *since, struct strata_result *ret)
{
  struct asked asked;
  struct period before;
  if (run_asked(run, indicator, area, period, &asked) < 0
      || (since && run_period(run, since, &before) < 0))
    return STRATA_FAIL;
  struct result result;
  run_find(run, asked.indicator, asked.area, asked.period, since ? &before : NULL, &result);
  const struct indicator *definition = &run->catalog->indicators[asked.indicator];
  bool published = result.status == STATUS_PUBLISHED;
  struct trend_result trend = { .slope = NAN, .method = "" };
  struct strata_result info = {
    .published = published,
    .status = status_word(result.revised ? STATUS_REVISED : result.status),
    .shorthand = status_shorthand(result.revised ? STATUS_REVISED : result.status),
    .reason = result.reason,
    .period = run_period_code(run, asked.period),
    .period_words = run_period_words(run, asked.period),
    .numerator = result.numerator,
    .denominator = result.denominator,
    .value = result.value,
    .lower = result.lower,
    .upper = result.upper,
    .method = result.method,
    .unit = definition->unit,
    .noun = definition->noun,
    .polarity = host_polarity(definition->polarity),
    .position_symbol = symbol_name(mark_position(definition, &result)),
    .change_symbol = symbol_name(mark_change(definition, &result)),
  };
  if (!isnan(result.denominator) && definition->per_measure)
    info.denominator_period = run_period_code(run, result.denominator_period);
  fill_comparison(run, &result, &info);
  fill_change(run, &result, &info);
  if (published)
    released_trend(run->released, asked.indicator, asked.area, asked.period, &trend);
  info.trend = trend_word(trend.trend);
  info.trend_reason = trend.reason;
  info.trend_method = trend.method;
  info.trend_slope = trend.slope;
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

const char *const *host_periods(struct strata_run *run, const char *indicator, size_t *ret_count)
{
  int found;
  *ret_count = 0;
  if (run_indicator(run, indicator, &found) < 0)
    return NULL;
  size_t count;
  const struct period *periods = released_periods(run->released, found, &count);
  const char **codes = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    codes[i] = run_period_code(run, periods[i]);
  *ret_count = count;
  return codes;
}

static bool has_period(const struct strata_run *run, int indicator, struct period period)
{
  size_t count;
  const struct period *periods = released_periods(run->released, indicator, &count);
  for (size_t i = count; i > 0; i--)
    if (period_equal(periods[i - 1], period))
      return true;
  return false;
}

const char *host_latest(struct strata_run *run, const char *indicator, const char *area,
                        const char *not_after)
{
  struct asked asked;
  struct period latest;
  if (run_asked(run, indicator, area, not_after, &asked) < 0
      || !released_latest(run->released, asked.indicator, asked.area, asked.period, &latest))
    return NULL;
  /* The same twelve months may have two names: the one that was asked for, when the indicator has it. */
  bool is_asked = latest.last == asked.period.last && has_period(run, asked.indicator, asked.period);
  return run_period_code(run, is_asked ? asked.period : latest);
}

/* ---- series -------------------------------------------------------------------------------- */

int host_months(struct strata_run *run, const char *indicator, const char *area,
                struct strata_months *ret)
{
  int found, place;
  if (run_indicator(run, indicator, &found) < 0 || run_area(run, area, &place) < 0)
    return STRATA_FAIL;
  int32_t first;
  size_t count = 0;
  const double *values = released_months(run->released, found, place, &first, &count);
  if (!values || !count)
    return STRATA_NONE;
  const char **months = ARENA_ARRAY(run->arena, const char *, count);
  for (size_t i = 0; i < count; i++)
    months[i] = run_period_code(run, (struct period) { first + (int32_t)i, PERIOD_MONTH });
  struct strata_months info = { .first = months[0],
                                .values = values,
                                .months = months,
                                .count = count };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

int host_limits(struct strata_run *run, const char *indicator, const char *area, const char *from,
                const char *to, struct strata_limits *ret)
{
  int found, place;
  int32_t from_month, to_month, first;
  if (run_indicator(run, indicator, &found) < 0 || run_area(run, area, &place) < 0
      || run_month(run, from, &from_month) < 0 || run_month(run, to, &to_month) < 0)
    return STRATA_FAIL;
  size_t count = 0;
  const double *values = released_months(run->released, found, place, &first, &count);
  struct chart_limits limits;
  if (!values || from_month < first || to_month < from_month
      || (size_t)(to_month - first) >= count
      || chart_limits(values + (from_month - first), (size_t)(to_month - from_month) + 1, false, 0,
                      &limits) != CHART_JUDGED
      || (chart_counts_events(&run->catalog->indicators[found]) && limits.mean < CHART_LEAST_MEAN))
    return STRATA_NONE;
  struct strata_limits info
    = { .mean = limits.mean, .lower = limits.lower, .upper = limits.upper };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- neighbourhoods ------------------------------------------------------------------------ */

/* Counts and rates of all small areas: NaN outside AREA. */
struct places {
  double *counts, *rates;
  size_t count;
};

static struct places find_places(struct strata_run *run, struct asked asked)
{
  size_t count = run->facts->small_area_count;
  struct places places = { .counts = ARENA_ARRAY(run->arena, double, count),
                           .rates = ARENA_ARRAY(run->arena, double, count),
                           .count = count };
  released_small_areas(run->released, asked.indicator, asked.area, asked.period, places.counts,
                       places.rates);
  return places;
}

static const char *ward_name(const struct ward *ward)
{
  return ward->name ? ward->name : ward->code;
}

const struct strata_neighbourhood *const *host_neighbourhoods(struct strata_run *run,
                                                              const char *indicator,
                                                              const char *area,
                                                              const char *period, size_t most,
                                                              size_t *ret_count)
{
  struct asked asked;
  *ret_count = 0;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return NULL;
  struct places places = find_places(run, asked);
  if (most > places.count)
    most = places.count;
  size_t *indexes = ARENA_ARRAY(run->arena, size_t, most);
  size_t count = busiest_places(places.counts, places.count, most, indexes);
  double sum = 0;
  for (size_t i = 0; i < places.count; i++)
    sum += isnan(places.counts[i]) ? 0 : places.counts[i];
  struct result comparator;
  run_find(run, asked.indicator, run->catalog->comparator, asked.period, NULL, &comparator);
  const struct strata_neighbourhood **some
    = ARENA_ARRAY(run->arena, const struct strata_neighbourhood *, count);
  for (size_t i = 0; i < count; i++) {
    const struct small_area *small = &run->facts->small_areas[indexes[i]];
    struct strata_neighbourhood *info = ARENA_NEW(run->arena, struct strata_neighbourhood);
    *info = (struct strata_neighbourhood) {
      .struct_size = sizeof *info,
      .code = small->code,
      .name = small->name ? small->name : small->code,
      .count = places.counts[indexes[i]],
      .rate = places.rates[indexes[i]],
      .share = places.counts[indexes[i]] / sum,
      .ratio = places.rates[indexes[i]] / comparator.value,
      .ward = small->ward == NO_INDEX ? NULL : ward_name(&run->facts->wards[small->ward]),
    };
    some[i] = info;
  }
  *ret_count = count;
  return some;
}

int host_concentration(struct strata_run *run, const char *indicator, const char *area,
                       const char *period, struct strata_concentration *ret)
{
  struct asked asked;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  struct places places = find_places(run, asked);
  struct concentration concentration;
  if (concentration_of_tenth(places.counts, places.count, &concentration) < 0)
    return STRATA_NONE;
  struct strata_concentration info = { .share = concentration.share,
                                       .tenth = concentration.busiest,
                                       .neighbourhoods = concentration.places };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- what plugins compute ------------------------------------------------------------------ */

static double given(const struct strata_derived *derived, uint32_t bit, double value)
{
  return derived->given & bit ? value : NAN;
}

static bool is_finite_if(const struct strata_derived *derived, uint32_t bit, double value)
{
  return !(derived->given & bit) || isfinite(value);
}

static bool is_finite(const struct strata_derived *derived)
{
  return is_finite_if(derived, STRATA_VALUE, derived->value)
    && is_finite_if(derived, STRATA_INTERVAL, derived->lower)
    && is_finite_if(derived, STRATA_INTERVAL, derived->upper)
    && is_finite_if(derived, STRATA_NUMERATOR, derived->numerator)
    && is_finite_if(derived, STRATA_DENOMINATOR, derived->denominator);
}

int host_put(struct strata_run *run, const char *name, const char *area, const char *period,
             const struct strata_derived *derived)
{
  if (!run->in_figures)
    return run_fail(run, "STRATA-X025", "put can be called in figures() only");
  const struct plugin *plugin = &run->catalog->plugins[run->plugin];
  const char *id = arena_printf(run->arena, "%s.%s", plugin->id, name ? name : "");
  int found, place;
  struct period when;
  bool *asked = run->asked;
  run->asked = NULL; /* what is put is not asked for */
  int status = run_indicator(run, id, &found);
  run->asked = asked;
  if (status < 0 || run_area(run, area, &place) < 0 || run_period(run, period, &when) < 0)
    return STRATA_FAIL;
  if (!run->catalog->indicators[found].derived)
    return run_fail(run, "STRATA-X025", "'%s' is computed from its measure; only an indicator that "
                    "says 'derived: true' can be put", id);
  struct strata_derived ours;
  host_copy_in(&ours, sizeof ours, derived, derived->struct_size);
  if (!(ours.given & STRATA_VALUE))
    return run_fail(run, "STRATA-X025", "'%s' is put without a value; what is missing is not put",
                    id);
  if (!is_finite(&ours))
    return run_fail(run, "STRATA-X025", "'%s' is put with a number that is not finite", id);
  if (ours.given & STRATA_INTERVAL && !(ours.lower <= ours.value && ours.value <= ours.upper))
    return run_fail(run, "STRATA-X025", "'%s' is put with an interval that does not hold its value",
                    id);
  *VEC_ADD(run->arena, &run->puts) = (struct put_figure) {
    .indicator = found,
    .area = place,
    .period = when,
    .value = ours.value,
    .lower = given(&ours, STRATA_INTERVAL, ours.lower),
    .upper = given(&ours, STRATA_INTERVAL, ours.upper),
    .numerator = given(&ours, STRATA_NUMERATOR, ours.numerator),
    .denominator = given(&ours, STRATA_DENOMINATOR, ours.denominator),
  };
  return STRATA_OK;
}
