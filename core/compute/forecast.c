/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/forecast.h"

#include "compute/distributions.h"

#include <math.h>

const char *forecast_method_name(enum forecast_method method)
{
  static const char *const names[FORECAST_METHODS] = {
    "", "simple exponential smoothing", "Holt", "Holt-Winters (additive)",
    "Holt-Winters (multiplicative)",
  };
  return names[method];
}

static bool is_seasonal(enum forecast_method method)
{
  return method == FORECAST_HOLT_WINTERS_ADDITIVE
         || method == FORECAST_HOLT_WINTERS_MULTIPLICATIVE;
}

static bool is_multiplied(enum forecast_method method)
{
  return method == FORECAST_HOLT_WINTERS_MULTIPLICATIVE;
}

/* ---- smoothing ----------------------------------------------------------------------------- */

static double mean_of(const double *values, size_t count)
{
  double total = 0;
  for (size_t i = 0; i < count; i++)
    total += values[i];
  return total / (double)count;
}

static bool all_above_zero(const double *values, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!(values[i] > 0))
      return false;
  return true;
}

int smoothing_begin(enum forecast_method method, const double *values, size_t count, size_t period,
                    struct smoothing_state *ret_state, size_t *ret_used)
{
  struct smoothing_state state = { 0 };
  size_t least = is_seasonal(method) ? 2 * period : method == FORECAST_HOLT ? 2 : 1;
  if (count < least || (is_multiplied(method) && !all_above_zero(values, count)))
    return -1;
  state.level = values[0];
  if (method == FORECAST_HOLT)
    state.trend = values[1] - values[0];
  if (is_seasonal(method)) {
    state.level = mean_of(values, period);
    state.trend = (mean_of(values + period, period) - state.level) / (double)period;
    for (size_t i = 0; i < period; i++)
      state.season[i]
        = is_multiplied(method) ? values[i] / state.level : values[i] - state.level;
  }
  *ret_state = state;
  *ret_used = is_seasonal(method) ? period : 0;
  return 0;
}

/* Takes in VALUE; returns the error of what was expected. */
static double step(enum forecast_method method, struct smoothing_weights weights, double value,
                   double *season, struct smoothing_state *state)
{
  bool multiplied = is_multiplied(method);
  double before = state->level, expected = state->level + state->trend;
  double unseasonal = multiplied ? value / *season : value - *season;
  double error = value - (multiplied ? expected * *season : expected + *season);
  state->level = weights.level * unseasonal + (1 - weights.level) * expected;
  if (method != FORECAST_SIMPLE)
    state->trend
      = weights.trend * (state->level - before) + (1 - weights.trend) * state->trend;
  if (is_seasonal(method))
    *season = weights.season * (multiplied ? value / state->level : value - state->level)
              + (1 - weights.season) * *season;
  return error;
}

double smoothing_run(enum forecast_method method, struct smoothing_weights weights,
                     const double *values, size_t count, size_t period,
                     struct smoothing_state *state)
{
  struct smoothing_state running = *state;
  double squares = 0;
  for (size_t i = 0; i < count; i++) {
    double error = step(method, weights, values[i], &running.season[i % period], &running);
    squares += error * error;
  }
  *state = running;
  for (size_t i = 0; i < period; i++)
    state->season[i] = running.season[(count + i) % period];
  return squares;
}

double smoothing_ahead(enum forecast_method method, const struct smoothing_state *state,
                       size_t period, size_t ahead)
{
  double season = state->season[(ahead - 1) % period];
  double level = state->level + (double)ahead * state->trend;
  return is_multiplied(method) ? level * season : level + season;
}

/* ---- the weights --------------------------------------------------------------------------- */

/* What a fit looks at, so that a search needs one argument. */
struct fit {
  enum forecast_method method;
  const double *values;
  size_t count, period;
  const struct smoothing_state *begin;
};

enum { MOST_WEIGHTS = 3 };

static size_t weight_count(enum forecast_method method)
{
  return is_seasonal(method) ? 3 : method == FORECAST_HOLT ? 2 : 1;
}

static struct smoothing_weights weights_of(const double at[MOST_WEIGHTS])
{
  return (struct smoothing_weights) { at[0], at[1], at[2] };
}

static double squares_at(const struct fit *fit, const double at[MOST_WEIGHTS])
{
  struct smoothing_state state = *fit->begin;
  double squares = smoothing_run(fit->method, weights_of(at), fit->values, fit->count, fit->period,
                                 &state);
  return isfinite(squares) ? squares : (double)INFINITY;
}

/* The best corner of a grid of 0.1, 0.3, ... 0.9. */
static double search_grid(const struct fit *fit, size_t weights, double best[MOST_WEIGHTS])
{
  enum { STEPS = 5 };
  size_t cells = weights == 1 ? STEPS : weights == 2 ? STEPS * STEPS : STEPS * STEPS * STEPS;
  double least = INFINITY;
  for (size_t cell = 0; cell < cells; cell++) {
    double at[MOST_WEIGHTS] = { 0 };
    size_t rest = cell;
    for (size_t k = 0; k < weights; k++, rest /= STEPS)
      at[k] = 0.1 + 0.2 * (double)(rest % STEPS);
    double squares = squares_at(fit, at);
    if (squares >= least)
      continue;
    least = squares;
    for (size_t k = 0; k < MOST_WEIGHTS; k++)
      best[k] = at[k];
  }
  return least;
}

/* Goes to a neighbour while one is better, then looks half as far. */
static void search_near(const struct fit *fit, size_t weights, double least,
                        double best[MOST_WEIGHTS])
{
  const double nearest = 1e-6;
  for (double reach = 0.1; reach > nearest;) {
    bool better = false;
    for (size_t k = 0; k < 2 * weights; k++) {
      double at[MOST_WEIGHTS] = { best[0], best[1], best[2] };
      double *moved = &at[k / 2];
      *moved = fmin(1, fmax(0, *moved + (k % 2 ? -reach : reach)));
      double squares = squares_at(fit, at);
      if (squares >= least)
        continue;
      least = squares;
      best[k / 2] = *moved;
      better = true;
    }
    if (!better)
      reach /= 2;
  }
}

struct smoothing_weights smoothing_fit(enum forecast_method method, const double *values,
                                       size_t count, size_t period,
                                       const struct smoothing_state *begin)
{
  const struct fit fit = { method, values, count, period, begin };
  double best[MOST_WEIGHTS] = { 0 };
  size_t weights = weight_count(method);
  search_near(&fit, weights, search_grid(&fit, weights, best), best);
  return weights_of(best);
}

/* ---- how sure ------------------------------------------------------------------------------ */

/* How much of an error AFTER values earlier is left in a forecast. */
static double left_of_error(enum forecast_method method, struct smoothing_weights weights,
                            size_t after, size_t period)
{
  if (after == 0)
    return 1;
  double left = weights.level;
  if (method != FORECAST_SIMPLE)
    left *= 1 + (double)after * weights.trend;
  if (is_seasonal(method) && after % period == 0)
    left += weights.season * (1 - weights.level);
  return left;
}

double smoothing_variance(enum forecast_method method, struct smoothing_weights weights,
                          const struct smoothing_state *state, size_t period, size_t ahead)
{
  double variance = 0;
  for (size_t after = 0; after < ahead; after++) {
    double left = left_of_error(method, weights, after, period);
    if (is_multiplied(method)) {
      size_t here = (ahead - 1) % period, there = (ahead - 1 + period - after % period) % period;
      left *= state->season[here] / state->season[there];
    }
    variance += left * left;
  }
  return variance;
}

double seasonal_naive(const double *values, size_t count, size_t period, size_t ahead)
{
  return values[count - period + (ahead - 1) % period];
}

double mean_absolute_scaled_error(const double *forecasts, const double *values, size_t count,
                                  const double *before, size_t before_count, size_t period)
{
  double error = 0, scale = 0;
  for (size_t i = 0; i < count; i++)
    error += fabs(forecasts[i] - values[i]) / (double)count;
  for (size_t i = period; i < before_count; i++)
    scale += fabs(before[i] - before[i - period]) / (double)(before_count - period);
  return scale > 0 ? error / scale : (double)NAN;
}

/* ---- a forecast ---------------------------------------------------------------------------- */

/* The state after all VALUES, and the variance of the one-step errors. */
static int smooth(enum forecast_method method, const double *values, size_t count, size_t period,
                  struct smoothing_weights *ret_weights, struct smoothing_state *ret_state,
                  double *ret_variance)
{
  struct smoothing_state begin;
  size_t used;
  if (smoothing_begin(method, values, count, period, &begin, &used) < 0)
    return -1;
  *ret_weights = smoothing_fit(method, values + used, count - used, period, &begin);
  *ret_state = begin;
  double squares
    = smoothing_run(method, *ret_weights, values + used, count - used, period, ret_state);
  *ret_variance = squares / (double)(count - used - weight_count(method));
  return isfinite(squares) ? 0 : -1;
}

static enum forecast_status refusal(enum forecast_method method, const double *values,
                                    size_t count, size_t period)
{
  if (count < FORECAST_LEAST_YEARS * period)
    return FORECAST_TOO_SHORT;
  for (size_t i = 0; i < count; i++)
    if (!isfinite(values[i]))
      return FORECAST_GAP;
  return is_multiplied(method) && !all_above_zero(values, count) ? FORECAST_ZEROS : FORECAST_WINS;
}

/* Forecasts the last season from what came before it. */
static int hold_back(enum forecast_method method, const double *values, size_t count,
                     size_t period, struct forecast *forecast)
{
  double guessed[FORECAST_MOST_PERIOD], naive[FORECAST_MOST_PERIOD];
  size_t before = count - period;
  struct smoothing_weights weights;
  struct smoothing_state state;
  double variance, mean = mean_of(values + before, period), off = 0;
  if (smooth(method, values, before, period, &weights, &state, &variance) < 0)
    return -1;
  for (size_t i = 0; i < period; i++) {
    guessed[i] = smoothing_ahead(method, &state, period, i + 1);
    naive[i] = seasonal_naive(values, before, period, i + 1);
    off += fabs(guessed[i] - values[before + i]) / (double)period;
  }
  forecast->error
    = mean_absolute_scaled_error(guessed, values + before, period, values, before, period);
  forecast->naive_error
    = mean_absolute_scaled_error(naive, values + before, period, values, before, period);
  forecast->error_percent = mean > 0 ? 100 * off / mean : (double)NAN;
  return isfinite(forecast->error) && isfinite(forecast->naive_error) ? 0 : -1;
}

void forecast_make(enum forecast_method method, const double *values, size_t count, size_t period,
                   size_t ahead, double level, double floor, struct forecast *ret_forecast)
{
  struct forecast forecast = { .status = refusal(method, values, count, period),
                               .error = NAN,
                               .naive_error = NAN,
                               .error_percent = NAN };
  struct smoothing_state state;
  double variance;
  if (forecast.status == FORECAST_WINS
      && (hold_back(method, values, count, period, &forecast) < 0
          || smooth(method, values, count, period, &forecast.weights, &state, &variance) < 0))
    forecast.status = FORECAST_NO_VARIATION;
  *ret_forecast = forecast;
  if (forecast.status != FORECAST_WINS)
    return;
  forecast.status = forecast.error < forecast.naive_error ? FORECAST_WINS : FORECAST_LOSES;
  forecast.ahead = ahead;
  double z = normal_quantile(1 - (1 - level / 100) / 2);
  for (size_t i = 0; i < ahead; i++) {
    forecast.deviation[i]
      = sqrt(variance * smoothing_variance(method, forecast.weights, &state, period, i + 1));
    double spread = z * forecast.deviation[i];
    double value = smoothing_ahead(method, &state, period, i + 1);
    forecast.value[i] = fmax(floor, value);
    forecast.lower[i] = fmax(floor, value - spread);
    forecast.upper[i] = fmax(floor, value + spread);
  }
  *ret_forecast = forecast;
}
