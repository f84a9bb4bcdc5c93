/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An indicator's months over time: its chart, its season, its forecast, as its definition and the
 * register of breaks ask for them.
 *
 * Pure functions of const results, like results_find; what they write lives in the caller's arena.
 * The methods are chart.h, season.h and forecast.h; here is decided which months they see, and the
 * sentence for each thing that cannot be given.  Each is made from a series of months alone, so that
 * core/disclose gives the series that an audience may see and gets what may be said of it.
 */
#ifndef STRATA_COMPUTE_OVER_TIME_H
#define STRATA_COMPUTE_OVER_TIME_H

#include "compute/chart.h"
#include "compute/forecast.h"
#include "compute/results.h"
#include "compute/season.h"

/* Counts, one a month from FIRST; NaN is a gap. */
struct month_series {
  const double *values;
  int32_t first;
  size_t count;
};

/* ---- chart --------------------------------------------------------------------------------- */

struct chart_request {
  int32_t cut_off; /* later months are left out; INT32_MAX: none */
  int32_t baseline_first, baseline_last; /* fix the limits; 0: as the definition says */
};

struct charted {
  enum status status; /* published: the latest month is judged */
  const char *reason; /* why it is not: a sentence; NULL when published */
  enum chart_of of;
  int32_t first;
  size_t count;
  const double *months;                /* counts */
  const double *values;                /* what is judged: the counts, or made from them */
  const double *mean, *lower, *upper;  /* what is expected of each month, as counts; NaN: nothing */
  const struct chart_point *points;    /* one a month */
  const struct chart_phase *phases;    /* at least one where count is not 0 */
  size_t phase_count;
  const char *const *rebased; /* one a phase: why limits begin anew there; NULL for the first */
  double target;              /* NaN: none */
  enum chart_assurance assurance;
};

void results_chart(const struct results *results, struct arena *arena, int indicator, int area,
                   struct chart_request request, struct charted *ret_chart);

/* Of these months of INDICATOR instead. */
void results_chart_of(const struct results *results, struct arena *arena, int indicator,
                      struct month_series months, struct chart_request request,
                      struct charted *ret_chart);

/* What may be written of the months FROM to TO of a chart, without a full stop: tied to the first
 * rule that holds in them.  "three months were above the limits", "every month was as expected". */
const char *chart_words(struct arena *arena, const struct charted *chart, int32_t from, int32_t to);

/* ---- season -------------------------------------------------------------------------------- */

struct seasoned {
  enum status status;
  const char *reason;
  struct season season; /* when published */
};

void results_season(const struct results *results, struct arena *arena, int indicator, int area,
                    int32_t cut_off, struct seasoned *ret_season);
void results_season_of(const struct results *results, struct arena *arena, int indicator,
                       struct month_series months, int32_t cut_off, struct seasoned *ret_season);

/* ---- forecast ------------------------------------------------------------------------------ */

struct forecasted {
  enum status status; /* published: it beats seasonal naive */
  const char *reason; /* why there is none: a sentence */
  enum forecast_method method;
  int32_t first; /* the first month forecast */
  struct forecast forecast;
};

void results_forecast(const struct results *results, struct arena *arena, int indicator, int area,
                      int32_t cut_off, struct forecasted *ret_forecast);
void results_forecast_of(const struct results *results, struct arena *arena, int indicator,
                         struct month_series months, int32_t cut_off,
                         struct forecasted *ret_forecast);

#endif
