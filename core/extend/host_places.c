/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inequality, severity, hot spots and near repeats. */
#include "disclose/places.h"
#include "extend/host.h"

#include <string.h>

/* What every answer says of itself. */
#define STATE_OF(result)                                                                           \
  .published = (result).status == STATUS_PUBLISHED, .status = status_word((result).status),        \
  .shorthand = status_shorthand((result).status), .reason = (result).reason

/* ---- inequality ---------------------------------------------------------------------------- */

int host_inequality(struct strata_run *run, const char *indicator, const char *area,
                    const char *period, struct strata_inequality *ret)
{
  struct asked asked;
  struct inequality_result result;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  released_inequality(run->released, asked.indicator, asked.area, asked.period, &result);
  bool published = result.status == STATUS_PUBLISHED;
  const struct inequality_intervals *intervals = &result.intervals;
  struct strata_inequality info = {
    STATE_OF(result),
    .slope = result.index.slope,
    .slope_lower = intervals->slope.lower,
    .slope_upper = intervals->slope.upper,
    .relative = result.index.relative,
    .relative_lower = intervals->relative.lower,
    .relative_upper = intervals->relative.upper,
    .by_mean = result.index.by_mean,
    .by_mean_lower = intervals->by_mean.lower,
    .by_mean_upper = intervals->by_mean.upper,
    .most = result.index.most,
    .least = result.index.least,
    .mean = result.index.mean,
    .significance = significance_word(result.significance),
    .volume_share = result.volume_share,
    .volume_lower = result.volume_lower,
    .volume_upper = result.volume_upper,
    .people_share = result.people_share,
    .harm_share = result.harm_share,
    .tenths = (int)result.index.groups,
    .index_period = published ? run_period_code(run, result.vintage) : NULL,
    .domain = result.domain,
    .method = result.method,
    .level = result.level,
  };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

int host_deprived_tenth(struct strata_run *run, const char *indicator, const char *area,
                        const char *period, struct strata_deprived_tenth *ret)
{
  struct asked asked;
  struct inequality_result result;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  released_deprived_tenth(run->released, asked.indicator, asked.area, asked.period, &result);
  bool published = result.status == STATUS_PUBLISHED;
  struct strata_deprived_tenth info = {
    STATE_OF(result),
    .volume_share = result.volume_share,
    .volume_lower = result.volume_lower,
    .volume_upper = result.volume_upper,
    .people_share = result.people_share,
    .harm_share = result.harm_share,
    .index_period = published ? run_period_code(run, result.vintage) : NULL,
    .domain = result.domain,
    .level = result.level,
  };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- severity ------------------------------------------------------------------------------ */

static const struct strata_severity_category *const *
categories_of(struct strata_run *run, const struct severity_result *result)
{
  const struct strata_severity_category **list
    = ARENA_ARRAY(run->arena, const struct strata_severity_category *, result->category_count);
  for (size_t i = 0; i < result->category_count; i++) {
    const struct severity_category *category = &result->categories[i];
    struct strata_severity_category *info = ARENA_NEW(run->arena, struct strata_severity_category);
    *info = (struct strata_severity_category) {
      .struct_size = sizeof *info,
      .name = category->name,
      .offences = category->offences,
      .weight = category->weight,
      .harm = category->harm,
      .share_of_offences = category->share_of_offences,
      .share_of_harm = category->share_of_harm,
    };
    list[i] = info;
  }
  return list;
}

int host_severity(struct strata_run *run, const char *indicator, const char *area,
                  const char *period, struct strata_severity *ret)
{
  struct asked asked;
  struct severity_result result;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  released_severity(run->arena, run->released, asked.indicator, asked.area, asked.period, &result);
  const struct source *source = run->catalog->indicators[asked.indicator].severity;
  struct strata_severity info = {
    STATE_OF(result),
    .harm = result.harm.harm,
    .offences = result.harm.offences,
    .mean = result.harm.mean,
    .score = result.score,
    .unweighted = result.harm.unweighted,
    .weights = source ? source->title : NULL,
    .version = source ? source->version : NULL,
    .date = source ? source->date : NULL,
    .awaited = result.weights && result.weights->awaited,
    .categories = categories_of(run, &result),
    .category_count = result.category_count,
  };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- hot spots ----------------------------------------------------------------------------- */

static const struct strata_hot_spot *const *spots_of(struct strata_run *run,
                                                     const struct hot_spots_result *result)
{
  const struct strata_hot_spot **list
    = ARENA_ARRAY(run->arena, const struct strata_hot_spot *, result->hot);
  for (size_t i = 0; i < result->hot; i++) {
    const struct hot_spot *spot = &result->spots[i];
    const struct small_area *small = &run->facts->small_areas[spot->small];
    const struct area *district = &run->catalog->areas[small->district];
    struct strata_hot_spot *info = ARENA_NEW(run->arena, struct strata_hot_spot);
    *info = (struct strata_hot_spot) {
      .struct_size = sizeof *info,
      .code = small->code,
      .name = small->name ? small->name : small->code,
      .district = district->code,
      .district_name = district->name,
      .count = spot->count,
      .rate = spot->rate,
      .z = spot->z,
      .p = spot->p,
      .before = spot->before,
    };
    list[i] = info;
  }
  return list;
}

int host_hot_spots(struct strata_run *run, const char *indicator, const char *area,
                   const char *period, struct strata_hot_spots *ret)
{
  struct asked asked;
  struct hot_spots_result result;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  released_hot_spots(run->arena, run->released, asked.indicator, asked.area, asked.period, &result);
  struct strata_hot_spots info = {
    STATE_OF(result),
    .tested = result.tested,
    .hot = result.hot,
    .cold = result.cold,
    .share = result.share,
    .within = result.within,
    .discovery = result.discovery,
    .spots = spots_of(run, &result),
    .spot_count = result.hot,
    .before = result.has_before ? run_period_code(run, result.before) : NULL,
    .before_words = result.has_before ? run_period_words(run, result.before) : NULL,
    .before_hot = result.before_hot,
    .again = result.again,
    .accuracy = result.prediction.accuracy,
    .efficiency = result.prediction.efficiency,
  };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- near repeats -------------------------------------------------------------------------- */

static const double *numbers_of(struct strata_run *run, const struct near_repeat_result *result,
                                size_t member)
{
  size_t count = result->cells ? result->places * result->times : 0;
  double *numbers = ARENA_ARRAY(run->arena, double, count);
  for (size_t i = 0; i < count; i++)
    memcpy(&numbers[i], (const char *)&result->cells[i] + member, sizeof numbers[i]);
  return numbers;
}

static const double *copy_of(struct strata_run *run, const double *numbers, size_t count)
{
  double *copy = ARENA_ARRAY(run->arena, double, count);
  for (size_t i = 0; i < count; i++)
    copy[i] = numbers[i];
  return copy;
}

int host_near_repeat(struct strata_run *run, const char *indicator, const char *area,
                     const char *period, struct strata_near_repeat *ret)
{
  struct asked asked;
  struct near_repeat_result result;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  released_near_repeat(run->arena, run->released, asked.indicator, asked.area, asked.period, &result);
  bool published = result.status == STATUS_PUBLISHED;
  struct strata_near_repeat info = {
    STATE_OF(result),
    .events = result.events,
    .metres = copy_of(run, result.metres, result.places),
    .days = copy_of(run, result.days, result.times),
    .place_count = result.places,
    .time_count = result.times,
    .pairs = numbers_of(run, &result, offsetof(struct near_repeat_cell, pairs)),
    .expected = numbers_of(run, &result, offsetof(struct near_repeat_cell, expected)),
    .ratio = numbers_of(run, &result, offsetof(struct near_repeat_cell, ratio)),
    .p = numbers_of(run, &result, offsetof(struct near_repeat_cell, p)),
    .cell_count = published ? result.places * result.times : 0,
  };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}

/* ---- places of events ------------------------------------------------------------------------ */

static const struct strata_hot_cell *const *cells_of(struct strata_run *run,
                                                     const struct event_places_result *result)
{
  const struct strata_hot_cell **list
    = ARENA_ARRAY(run->arena, const struct strata_hot_cell *, result->hot);
  for (size_t i = 0; i < result->hot; i++) {
    const struct hot_cell *cell = &result->hot_cells[i];
    struct strata_hot_cell *info = ARENA_NEW(run->arena, struct strata_hot_cell);
    *info = (struct strata_hot_cell) {
      .struct_size = sizeof *info,
      .easting = cell->easting,
      .northing = cell->northing,
      .count = cell->count,
      .z = cell->z,
      .p = cell->p,
      .density = cell->density,
    };
    list[i] = info;
  }
  return list;
}

int host_event_places(struct strata_run *run, const char *indicator, const char *area,
                      const char *period, struct strata_event_places *ret)
{
  struct asked asked;
  struct event_places_result result;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return STRATA_FAIL;
  released_event_places(run->arena, run->released, asked.indicator, asked.area, asked.period, &result);
  struct strata_event_places info = {
    STATE_OF(result),
    .events = result.events,
    .locations = result.repeats.locations,
    .repeated = result.repeats.repeated,
    .half = result.repeats.half,
    .at_repeats = result.repeats.at_repeats,
    .repeat_events = result.repeats.repeat_events,
    .cells = result.cells,
    .hot = result.hot,
    .share = result.share,
    .cell = result.cell,
    .within = result.within,
    .discovery = result.discovery,
    .bandwidth = result.bandwidth,
    .hot_cells = cells_of(run, &result),
    .hot_cell_count = result.hot,
  };
  host_copy_out(ret, &info, sizeof info);
  return STRATA_OK;
}
