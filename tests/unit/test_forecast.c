/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forecasts: recursions, weights, intervals and errors as statsmodels and R publish them, the gate,
 * and odd series.
 */
#include "unit.h"

#include "compute/forecast.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- statsmodels (statsmodels/tsa/tests/test_holtwinters.py), whose series are those of Hyndman
 * and Athanasopoulos, Forecasting: principles and practice. */

/* Annual oil production of Saudi Arabia, 1996 to 2007. */
static const double oil[] = { 446.6565229, 454.4733065, 455.662974,  423.6322388,
                              456.2713279, 440.5880501, 425.3325201, 485.1494479,
                              506.0481621, 526.7919833, 514.268889,  494.2110193 };

static double simple_ahead(double level)
{
  struct smoothing_state state;
  size_t used;
  assert_int_equal(smoothing_begin(FORECAST_SIMPLE, oil, COUNT(oil), 12, &state, &used), 0);
  smoothing_run(FORECAST_SIMPLE, (struct smoothing_weights) { .level = level }, oil + used,
                COUNT(oil) - used, 12, &state);
  assert_near(smoothing_ahead(FORECAST_SIMPLE, &state, 12, 7),
              smoothing_ahead(FORECAST_SIMPLE, &state, 12, 1), 0);
  return smoothing_ahead(FORECAST_SIMPLE, &state, 12, 1);
}

static void simple_smoothing_is_as_published(void **state)
{
  (void)state;
  assert_near(simple_ahead(0.2), 484.802468, 5e-7);
  assert_near(simple_ahead(0.6), 501.837461, 5e-7);
}

/* Air passengers in Australia, millions, 1990 to 2004. */
static const double air[] = { 17.5534, 21.8601, 23.8866,   26.9293,   26.8885,
                              28.8314, 30.0751, 30.9535,   30.1857,   31.5797,
                              32.577569, 33.477398, 39.021581, 41.386432, 41.596552 };

static void holt_is_as_published(void **state)
{
  (void)state;
  static const double ahead[] = { 43.76, 45.59, 47.43, 49.27, 51.10 };
  struct smoothing_state begun;
  size_t used;
  assert_int_equal(smoothing_begin(FORECAST_HOLT, air, COUNT(air), 12, &begun, &used), 0);
  smoothing_run(FORECAST_HOLT, (struct smoothing_weights) { 0.8, 0.2, 0 }, air + used,
                COUNT(air) - used, 12, &begun);
  for (size_t i = 0; i < COUNT(ahead); i++)
    assert_near(smoothing_ahead(FORECAST_HOLT, &begun, 12, i + 1), ahead[i], 0.005);
  assert_near(smoothing_ahead(FORECAST_HOLT, &begun, 12, 1), 43.75696849, 5e-9);
  assert_near(begun.trend, 1.83655482, 5e-9);
}

/* Visitor nights of international tourists in Australia, millions, quarters of 2005 to 2010. */
static const double tourists[] = {
  41.727458, 24.04185,  32.328103, 37.328708, 46.213153, 29.346326, 36.48291,  42.977719,
  48.901525, 31.180221, 37.717881, 40.420211, 51.206863, 31.887228, 40.978263, 43.772491,
  55.558567, 33.850915, 42.076383, 45.642292, 59.76678,  35.191877, 44.319737, 47.913736,
};

/* From the state and the weights that its test begins with. */
static void holt_winters_is_as_published_by_statsmodels(void **state)
{
  (void)state;
  static const double ahead[] = { 61.3083, 37.3730, 46.9652, 51.5578 };
  const struct smoothing_weights weights
    = { 1.5520372162082909e-09, 2.066338221674873e-18, 1.727109018250519e-09 };
  struct smoothing_state at = { 50.568333479425036, 0.9129273810171223,
                                { 0.83535867, 0.50297119, 0.62439273, 0.67723128 } };
  smoothing_run(FORECAST_HOLT_WINTERS_MULTIPLICATIVE, weights, tourists, COUNT(tourists), 4, &at);
  for (size_t i = 0; i < COUNT(ahead); i++)
    assert_near(smoothing_ahead(FORECAST_HOLT_WINTERS_MULTIPLICATIVE, &at, 4, i + 1), ahead[i],
                5e-4);
}

/* ---- R 4.2.2, HoltWinters ------------------------------------------------------------------ */

/* HoltWinters(tourists, 0.4, 0.1, 0.3, seasonal, l.start, b.start, s.start) with the mean of the
 * first year, a quarter of the difference to the second's, and the first year's quarters against
 * it; the limits are predict's, whose variance of the errors is theirs about their mean. */
static void holt_winters_is_that_of_r(void **state)
{
  (void)state;
  static const struct {
    enum forecast_method method;
    double squares, ahead[8];
  } expected[] = {
    { FORECAST_HOLT_WINTERS_ADDITIVE, 130.435874732,
      { 58.2357328854, 37.8829158123, 46.5694499070, 51.1345953690, 60.6737500531, 40.3209329800,
        49.0074670747, 53.5726125367 } },
    { FORECAST_HOLT_WINTERS_MULTIPLICATIVE, 139.331105254,
      { 60.6476125556, 36.1598646937, 46.0225794899, 51.6189985272, 63.7588850337, 37.9914056467,
        48.3245297532, 54.1689834248 } },
  };
  for (size_t k = 0; k < COUNT(expected); k++) {
    struct smoothing_state at;
    size_t used;
    assert_int_equal(
      smoothing_begin(expected[k].method, tourists, COUNT(tourists), 4, &at, &used), 0);
    assert_int_equal(used, 4);
    assert_near(at.level, 33.85653, 5e-6);
    assert_near(at.trend, 1.224624, 5e-7);
    double squares = smoothing_run(expected[k].method, (struct smoothing_weights) { .4, .1, .3 },
                                   tourists + used, COUNT(tourists) - used, 4, &at);
    assert_near(squares, expected[k].squares, 1e-8);
    for (size_t i = 0; i < 8; i++)
      assert_near(smoothing_ahead(expected[k].method, &at, 4, i + 1), expected[k].ahead[i], 1e-9);
  }
}

/* Carbon dioxide at Mauna Loa, parts per million, 1959 to 1997 (Keeling and Whorf, Scripps), R's
 * data set co2. */
static const double co2[] = {
  315.42, 316.31, 316.50, 317.56, 318.13, 318.00, 316.39, 314.65, 313.68, 313.18, 314.66, 315.43,
  316.27, 316.81, 317.42, 318.87, 319.87, 319.43, 318.01, 315.74, 314.00, 313.68, 314.84, 316.03,
  316.73, 317.54, 318.38, 319.31, 320.42, 319.61, 318.42, 316.63, 314.83, 315.16, 315.94, 316.85,
  317.78, 318.40, 319.53, 320.42, 320.85, 320.45, 319.45, 317.25, 316.11, 315.27, 316.53, 317.53,
  318.58, 318.92, 319.70, 321.22, 322.08, 321.31, 319.58, 317.61, 316.05, 315.83, 316.91, 318.20,
  319.41, 320.07, 320.74, 321.40, 322.06, 321.73, 320.27, 318.54, 316.54, 316.71, 317.53, 318.55,
  319.27, 320.28, 320.73, 321.97, 322.00, 321.71, 321.05, 318.71, 317.66, 317.14, 318.70, 319.25,
  320.46, 321.43, 322.23, 323.54, 323.91, 323.59, 322.24, 320.20, 318.48, 317.94, 319.63, 320.87,
  322.17, 322.34, 322.88, 324.25, 324.83, 323.93, 322.38, 320.76, 319.10, 319.24, 320.56, 321.80,
  322.40, 322.99, 323.73, 324.86, 325.40, 325.20, 323.98, 321.95, 320.18, 320.09, 321.16, 322.74,
  323.83, 324.26, 325.47, 326.50, 327.21, 326.54, 325.72, 323.50, 322.22, 321.62, 322.69, 323.95,
  324.89, 325.82, 326.77, 327.97, 327.91, 327.50, 326.18, 324.53, 322.93, 322.90, 323.85, 324.96,
  326.01, 326.51, 327.01, 327.62, 328.76, 328.40, 327.20, 325.27, 323.20, 323.40, 324.63, 325.85,
  326.60, 327.47, 327.58, 329.56, 329.90, 328.92, 327.88, 326.16, 324.68, 325.04, 326.34, 327.39,
  328.37, 329.40, 330.14, 331.33, 332.31, 331.90, 330.70, 329.15, 327.35, 327.02, 327.99, 328.48,
  329.18, 330.55, 331.32, 332.48, 332.92, 332.08, 331.01, 329.23, 327.27, 327.21, 328.29, 329.41,
  330.23, 331.25, 331.87, 333.14, 333.80, 333.43, 331.73, 329.90, 328.40, 328.17, 329.32, 330.59,
  331.58, 332.39, 333.33, 334.41, 334.71, 334.17, 332.89, 330.77, 329.14, 328.78, 330.14, 331.52,
  332.75, 333.24, 334.53, 335.90, 336.57, 336.10, 334.76, 332.59, 331.42, 330.98, 332.24, 333.68,
  334.80, 335.22, 336.47, 337.59, 337.84, 337.72, 336.37, 334.51, 332.60, 332.38, 333.75, 334.78,
  336.05, 336.59, 337.79, 338.71, 339.30, 339.12, 337.56, 335.92, 333.75, 333.70, 335.12, 336.56,
  337.84, 338.19, 339.91, 340.60, 341.29, 341.00, 339.39, 337.43, 335.72, 335.84, 336.93, 338.04,
  339.06, 340.30, 341.21, 342.33, 342.74, 342.08, 340.32, 338.26, 336.52, 336.68, 338.19, 339.44,
  340.57, 341.44, 342.53, 343.39, 343.96, 343.18, 341.88, 339.65, 337.81, 337.69, 339.09, 340.32,
  341.20, 342.35, 342.93, 344.77, 345.58, 345.14, 343.81, 342.21, 339.69, 339.82, 340.98, 342.82,
  343.52, 344.33, 345.11, 346.88, 347.25, 346.62, 345.22, 343.11, 340.90, 341.18, 342.80, 344.04,
  344.79, 345.82, 347.25, 348.17, 348.74, 348.07, 346.38, 344.51, 342.92, 342.62, 344.06, 345.38,
  346.11, 346.78, 347.68, 349.37, 350.03, 349.37, 347.76, 345.73, 344.68, 343.99, 345.48, 346.72,
  347.84, 348.29, 349.23, 350.80, 351.66, 351.07, 349.33, 347.92, 346.27, 346.18, 347.64, 348.78,
  350.25, 351.54, 352.05, 353.41, 354.04, 353.62, 352.22, 350.27, 348.55, 348.72, 349.91, 351.18,
  352.60, 352.92, 353.53, 355.26, 355.52, 354.97, 353.75, 351.52, 349.64, 349.83, 351.14, 352.37,
  353.50, 354.55, 355.23, 356.04, 357.00, 356.07, 354.67, 352.76, 350.82, 351.04, 352.69, 354.07,
  354.59, 355.63, 357.03, 358.48, 359.22, 358.12, 356.06, 353.92, 352.05, 352.11, 353.64, 354.89,
  355.88, 356.63, 357.72, 359.07, 359.58, 359.17, 356.94, 354.92, 352.94, 353.23, 354.09, 355.33,
  356.63, 357.10, 358.32, 359.41, 360.23, 359.55, 357.53, 355.48, 353.67, 353.95, 355.30, 356.78,
  358.34, 358.89, 359.95, 361.25, 361.67, 360.94, 359.55, 357.49, 355.84, 356.00, 357.59, 359.05,
  359.98, 361.03, 361.66, 363.48, 363.82, 363.30, 361.94, 359.50, 358.11, 357.80, 359.61, 360.74,
  362.09, 363.29, 364.06, 364.76, 365.45, 365.01, 363.70, 361.54, 359.51, 359.65, 360.80, 362.38,
  363.23, 364.06, 364.61, 366.40, 366.84, 365.68, 364.52, 362.57, 360.24, 360.83, 362.49, 364.34,
};

/* The example of R's manual page: HoltWinters(co2), with the state that R begins with. */
static void weights_are_those_of_r(void **state)
{
  (void)state;
  static const double season[] = { 0.2215, 0.9553, 1.5985, 2.8758, 3.2820, 2.4407,
                                   0.8969, -1.3796, -3.4112, -3.2570, -1.9135, -0.5844 };
  const struct smoothing_state begin = {
    315.7657638888890, 0.0883012820513,
    { -0.234444444444, 0.192638888889, 0.743888888889, 2.159722222222, 3.131388888889,
      2.658888888889, 0.480138888889, -1.316111111111, -2.345277777778, -2.938194444444,
      -1.585277777778, -0.947361111111 },
  };
  size_t count = COUNT(co2) - 12;
  struct smoothing_weights weights
    = smoothing_fit(FORECAST_HOLT_WINTERS_ADDITIVE, co2 + 12, count, 12, &begin);
  assert_near(weights.level, 0.5126484, 1e-4);
  assert_near(weights.trend, 0.0094, 1e-4);
  assert_near(weights.season, 0.4728868, 1e-4);
  struct smoothing_state at = begin;
  /* R's own search stops a little earlier, at 43.12986137. */
  assert_true(smoothing_run(FORECAST_HOLT_WINTERS_ADDITIVE, weights, co2 + 12, count, 12, &at)
              <= 43.1298614);
  assert_near(at.level, 364.7616, 1e-3);
  assert_near(at.trend, 0.1247, 1e-3);
  for (int i = 0; i < 12; i++)
    assert_near(at.season[i], season[i], 1e-3);
}

/* predict(HoltWinters(co2), 36, prediction.interval = TRUE): the squared half width over the
 * variance of the errors and the squared normal quantile. */
static void variances_are_those_of_r(void **state)
{
  (void)state;
  const struct smoothing_weights weights
    = { 0.51264844356418, 0.00949766904603, 0.47288678799482 };
  static const struct {
    size_t ahead;
    double variance;
  } expected[] = { { 1, 1 },
                   { 2, 1.26782426843 },
                   { 12, 4.23236925045 },
                   { 13, 4.87483263833 },
                   { 24, 8.84126691215 },
                   { 36, 14.35641046614 } };
  const struct smoothing_state none = { 0 };
  for (size_t i = 0; i < COUNT(expected); i++)
    assert_near(smoothing_variance(FORECAST_HOLT_WINTERS_ADDITIVE, weights, &none, 12,
                                   expected[i].ahead),
                expected[i].variance, 1e-8);
  /* HoltWinters(AirPassengers, seasonal = "mult").  There R gives the error of the next value itself
   * the weight level + season (1 - level) instead of 1, which Chatfield and Yar do not. */
  const struct smoothing_weights multiplied = { 0.275592474736, 0.0326929527337, 0.870729222265 };
  const struct smoothing_state at = {
    469.323220567160, 3.021539140125,
    { 0.946461079873, 0.882923928081, 0.971736934307, 1.030482498245, 1.047688370946,
      1.180527227993, 1.359077750972, 1.333170562707, 1.108338054348, 0.986881288901,
      0.836133303901, 0.920987666123 },
  };
  const double lost = 1 - 0.821479885992;
  enum forecast_method method = FORECAST_HOLT_WINTERS_MULTIPLICATIVE;
  assert_near(smoothing_variance(method, multiplied, &at, 12, 1), 1, 1e-12);
  assert_near(smoothing_variance(method, multiplied, &at, 12, 2), 0.891968373207 + lost, 1e-8);
  assert_near(smoothing_variance(method, multiplied, &at, 12, 11), 1.50572519529 + lost, 1e-8);
}

/* ---- a forecast, and its gate -------------------------------------------------------------- */

/* International airline passengers, thousands, 1949 to 1960: Box and Jenkins, series G. */
static const double airline[] = {
  112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170,
  170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180,
  193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237,
  211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269,
  270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271,
  306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435,
  491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417,
  391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
};

/* The year 1960 held back.  Expected from R: HoltWinters with our first state, its weights by optim
 * (Nelder-Mead from twelve places), over 1949 to 1959; and again to 1960 for the forecast. */
static void a_method_that_beats_seasonal_naive(void **state)
{
  (void)state;
  static const struct {
    enum forecast_method method;
    double error, error_percent, ahead[12];
  } expected[] = {
    { FORECAST_HOLT_WINTERS_ADDITIVE, 0.378256005584716, 2.41887897166005,
      { 453.530059345, 429.430621237, 467.093001259, 503.322338453, 512.412532691, 571.968243646,
        652.692942228, 637.551838497, 539.850257414, 490.824292361, 424.567725511,
        469.649708814 } },
    { FORECAST_HOLT_WINTERS_MULTIPLICATIVE, 0.342582330588477, 2.19075225056054,
      { 447.220769477, 419.914781950, 465.476972190, 496.004283098, 507.733353364, 575.906601408,
        666.983123907, 658.491647650, 550.596266831, 493.093878232, 420.493239051,
        465.911227148 } },
  };
  for (size_t k = 0; k < COUNT(expected); k++) {
    struct forecast forecast;
    forecast_make(expected[k].method, airline, COUNT(airline), 12, 12, 95, 0, &forecast);
    assert_int_equal(forecast.status, FORECAST_WINS);
    assert_near(forecast.naive_error, 1.57088122605364, 1e-12);
    assert_near(forecast.error, expected[k].error, 1e-4);
    assert_near(forecast.error_percent, expected[k].error_percent, 1e-3);
    assert_int_equal(forecast.ahead, 12);
    for (int i = 0; i < 12; i++) {
      assert_near(forecast.value[i], expected[k].ahead[i], 0.02);
      assert_true(forecast.lower[i] < forecast.value[i] && forecast.value[i] < forecast.upper[i]);
      assert_true(i == 0
                  || expected[k].method == FORECAST_HOLT_WINTERS_MULTIPLICATIVE
                  || forecast.upper[i] - forecast.lower[i]
                       > forecast.upper[i - 1] - forecast.lower[i - 1]);
    }
  }
}

/* The scaled error of a forecast by hand: off by 2 and 4, where the seasons before differ by 1 and
 * 3. */
static void the_scaled_error_by_hand(void **state)
{
  (void)state;
  const double before[] = { 10, 20, 11, 23 }, values[] = { 12, 24 }, guessed[] = { 14, 20 };
  assert_near(mean_absolute_scaled_error(guessed, values, 2, before, 4, 2), 1.5, 1e-12);
  assert_near(seasonal_naive(before, 4, 2, 1), 11, 0);
  assert_near(seasonal_naive(before, 4, 2, 4), 23, 0);
  const double same[] = { 10, 20, 10, 20 };
  assert_true(isnan(mean_absolute_scaled_error(guessed, values, 2, same, 4, 2)));
}

/* A strong season: smoothing without one loses to the same month of the year before. */
static void what_loses_to_seasonal_naive_says_so(void **state)
{
  (void)state;
  static const double season[] = { 40, 42, 55, 70, 85, 95, 99, 97, 80, 66, 50, 43 };
  double values[60];
  for (int i = 0; i < 60; i++)
    values[i] = season[i % 12] + (i * 7 % 5);
  struct forecast forecast;
  forecast_make(FORECAST_SIMPLE, values, 60, 12, 12, 95, 0, &forecast);
  assert_int_equal(forecast.status, FORECAST_LOSES);
  assert_true(forecast.error > forecast.naive_error);
  forecast_make(FORECAST_HOLT, values, 60, 12, 12, 95, 0, &forecast);
  assert_int_equal(forecast.status, FORECAST_LOSES);
}

static void odd_series_are_refused_with_a_reason(void **state)
{
  (void)state;
  double values[48];
  struct forecast forecast;
  for (int i = 0; i < 48; i++)
    values[i] = 20 + i % 12 + i * 5 % 7;
  enum forecast_method method = FORECAST_HOLT_WINTERS_MULTIPLICATIVE;
  forecast_make(method, values, 35, 12, 12, 95, 0, &forecast);
  assert_int_equal(forecast.status, FORECAST_TOO_SHORT);
  forecast_make(method, values, 0, 12, 12, 95, 0, &forecast);
  assert_int_equal(forecast.status, FORECAST_TOO_SHORT);
  assert_int_equal(forecast.ahead, 0);
  values[30] = NAN;
  forecast_make(method, values, 48, 12, 12, 95, 0, &forecast);
  assert_int_equal(forecast.status, FORECAST_GAP);
  values[30] = 0;
  forecast_make(method, values, 48, 12, 12, 95, 0, &forecast);
  assert_int_equal(forecast.status, FORECAST_ZEROS);
  assert_true(isnan(forecast.error));
  for (int i = 0; i < 48; i++)
    values[i] = i % 12;
  for (int k = FORECAST_SIMPLE; k < FORECAST_HOLT_WINTERS_MULTIPLICATIVE; k++) {
    forecast_make((enum forecast_method)k, values, 48, 12, 12, 95, 0, &forecast);
    assert_int_equal(forecast.status, FORECAST_NO_VARIATION);
  }
}

static uint32_t next(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

/* Whatever counts come: finite numbers, no lower limit below 0, in order; the same again. */
static void forecasts_are_finite_for_any_series(void **state)
{
  (void)state;
  uint32_t seed = 11;
  for (int round = 0; round < 60; round++) {
    double values[72];
    uint32_t most = round % 3 == 0 ? 3 : round % 3 == 1 ? 60 : 60000;
    size_t count = 36 + next(&seed) % 37;
    for (size_t i = 0; i < count; i++)
      values[i] = next(&seed) % most;
    for (int k = FORECAST_SIMPLE; k < FORECAST_METHODS; k++) {
      struct forecast forecast, again;
      forecast_make((enum forecast_method)k, values, count, 12, 24, 80, 0, &forecast);
      forecast_make((enum forecast_method)k, values, count, 12, 24, 80, 0, &again);
      assert_int_equal(forecast.status, again.status);
      if (forecast.status != FORECAST_WINS && forecast.status != FORECAST_LOSES)
        continue;
      assert_true(forecast.error >= 0 && forecast.naive_error >= 0);
      assert_int_equal(forecast.status == FORECAST_WINS, forecast.error < forecast.naive_error);
      for (size_t i = 0; i < forecast.ahead; i++) {
        assert_near(forecast.value[i], again.value[i], 0);
        assert_true(isfinite(forecast.upper[i]) && forecast.lower[i] >= 0);
        assert_true(forecast.lower[i] <= forecast.value[i]);
        assert_true(forecast.value[i] <= forecast.upper[i]);
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(simple_smoothing_is_as_published),
    cmocka_unit_test(holt_is_as_published),
    cmocka_unit_test(holt_winters_is_as_published_by_statsmodels),
    cmocka_unit_test(holt_winters_is_that_of_r),
    cmocka_unit_test(weights_are_those_of_r),
    cmocka_unit_test(variances_are_those_of_r),
    cmocka_unit_test(a_method_that_beats_seasonal_naive),
    cmocka_unit_test(the_scaled_error_by_hand),
    cmocka_unit_test(what_loses_to_seasonal_naive_says_so),
    cmocka_unit_test(odd_series_are_refused_with_a_reason),
    cmocka_unit_test(forecasts_are_finite_for_any_series),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
