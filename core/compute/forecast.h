/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forecasts by exponential smoothing, and the gate that each must pass: the last year is held back,
 * and a method that does not come nearer to it than seasonal naive (the same month of the year
 * before) is not to be printed.
 *
 * Pure functions of numbers in the caller's buffers.  The season is PERIOD values long: 12 for
 * months.  Smoothing weights are found by a search of our own over [0, 1] that gives the same answer
 * on every machine: from the best of a grid, in steps that halve.
 *
 * Source: Holt CC, Forecasting seasonals and trends by exponentially weighted averages, 1957;
 * Winters PR, Management Science 1960;6:324-342, as implemented in R's HoltWinters, as
 * are the prediction intervals (Yar and Chatfield, International Journal of Forecasting
 * 1990;6:127-137; Chatfield and Yar, 1991;7:31-37).  Mean absolute scaled error: Hyndman and
 * Koehler, International Journal of Forecasting 2006;22:679-688.
 */
#ifndef STRATA_COMPUTE_FORECAST_H
#define STRATA_COMPUTE_FORECAST_H

#include "define/catalog.h"

#include <stdbool.h>
#include <stddef.h>

enum {
  FORECAST_MOST_PERIOD = 12,
  FORECAST_MOST_AHEAD = 24,
  FORECAST_LEAST_YEARS = 3, /* two to begin with, and the one that is held back */
};

/* "simple exponential smoothing", "Holt-Winters (additive)", ...; "" for none. */
const char *forecast_method_name(enum forecast_method method);

/* How much of each new value goes into the level, the trend and the season. */
struct smoothing_weights {
  double level, trend, season; /* alpha, beta, gamma: 0 to 1 */
};

struct smoothing_state {
  double level, trend;
  double season[FORECAST_MOST_PERIOD]; /* of the next PERIOD values, in order */
};

/* Where METHOD begins: simple and Holt before the first value, with level y1 and trend y2 - y1 (the
 * recursion includes the first value, as in Hyndman's and statsmodels'); Holt-Winters after the first
 * season, with its mean, how its values differ from that, and a trend from the mean of the second.
 * RET_USED gets how many values are not forecast.  -1 when VALUES are too few for it, or not above 0
 * for the multiplicative one. */
int smoothing_begin(enum forecast_method method, const double *values, size_t count, size_t period,
                    struct smoothing_state *ret_state, size_t *ret_used);

/* Takes the values through METHOD one by one, from *STATE to *STATE; returns the sum of the squared
 * one-step errors. */
double smoothing_run(enum forecast_method method, struct smoothing_weights weights,
                     const double *values, size_t count, size_t period,
                     struct smoothing_state *state);

/* The value AHEAD (1 or more) after the last. */
double smoothing_ahead(enum forecast_method method, const struct smoothing_state *state,
                       size_t period, size_t ahead);

/* The weights with the least squared one-step errors over VALUES from BEGIN. */
struct smoothing_weights smoothing_fit(enum forecast_method method, const double *values,
                                       size_t count, size_t period,
                                       const struct smoothing_state *begin);

/* The variance of the error AHEAD, in units of the variance of one-step errors. */
double smoothing_variance(enum forecast_method method, struct smoothing_weights weights,
                          const struct smoothing_state *state, size_t period, size_t ahead);

/* The value AHEAD by seasonal naive: of the last season. */
double seasonal_naive(const double *values, size_t count, size_t period, size_t ahead);

/* The mean absolute error of FORECASTS against VALUES, divided by that of seasonal naive within
 * BEFORE.  NaN when seasonal naive makes no error there. */
double mean_absolute_scaled_error(const double *forecasts, const double *values, size_t count,
                                  const double *before, size_t before_count, size_t period);

enum forecast_status {
  FORECAST_WINS,        /* may be printed */
  FORECAST_LOSES,       /* does not beat seasonal naive */
  FORECAST_TOO_SHORT,   /* fewer than FORECAST_LEAST_YEARS seasons */
  FORECAST_GAP,         /* a value is missing in them */
  FORECAST_ZEROS,       /* the multiplicative method needs values above 0 */
  FORECAST_NO_VARIATION, /* every season is the same */
};

struct forecast {
  enum forecast_status status;
  struct smoothing_weights weights;
  double error, naive_error; /* mean absolute scaled error over the year held back; NaN: not known */
  double error_percent;      /* the mean absolute error there, in per cent of the mean value */
  size_t ahead;
  double value[FORECAST_MOST_AHEAD], lower[FORECAST_MOST_AHEAD], upper[FORECAST_MOST_AHEAD];
  double deviation[FORECAST_MOST_AHEAD]; /* standard, of the error: intervals of other levels come of it */
};

/* METHOD's forecast of AHEAD values (1 to FORECAST_MOST_AHEAD) after COUNT, with intervals of LEVEL
 * per cent, no lower than FLOOR.  Values are filled for FORECAST_WINS and FORECAST_LOSES, so that a
 * test can see them; only what wins is printed. */
void forecast_make(enum forecast_method method, const double *values, size_t count, size_t period,
                   size_t ahead, double level, double floor, struct forecast *ret_forecast);

#endif
