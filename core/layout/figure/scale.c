/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/figure/scale.h"

#include "base/num.h"

#include <math.h>

/* ---- linear -------------------------------------------------------------------------------- */

enum { MOST_STEPS = 5 };

/* The smallest nice step that covers SPAN in at most MOST_STEPS. */
static double nice_step(double span)
{
  static const double nice[] = { 1, 2, 2.5, 4, 5, 10 };
  double rough = span / MOST_STEPS;
  double power = pow(10, floor(log10(rough)));
  for (size_t i = 0; i < sizeof nice / sizeof *nice; i++)
    if (nice[i] * power >= rough * (1 - 1e-9))
      return nice[i] * power;
  return 10 * power;
}

static int decimals_of(double step)
{
  int decimals = 0;
  for (double scaled = step;
       decimals < 12 && (scaled < 0.5 || fabs(scaled - round(scaled)) > 1e-9); scaled *= 10)
    decimals++;
  return decimals;
}

struct scale scale_linear(double least, double most, bool from_zero, double start, double length)
{
  if (from_zero) {
    least = fmin(least, 0);
    most = fmax(most, 0);
  }
  if (!(most > least))
    most = least + 1;
  double step = nice_step(most - least);
  /* Rounding outwards can take one step more than there is room for. */
  double low = floor(least / step + 1e-9) * step, high = ceil(most / step - 1e-9) * step;
  if (high - low > step * (MOST_STEPS + 0.5)) {
    step = nice_step(high - low);
    low = floor(least / step + 1e-9) * step;
    high = ceil(most / step - 1e-9) * step;
  }
  return (struct scale) { .low = low, .high = high, .step = step, .decimals = decimals_of(step),
                          .start = start, .length = length };
}

struct scale scale_bare(double low, double high, double start, double length)
{
  return (struct scale) { .low = low, .high = high, .start = start, .length = length };
}

/* ---- ratios and areas ---------------------------------------------------------------------- */

/* Ticks of a scale of ratios, numbered through from 1: 1, 2 and 5 of each power, or powers alone. */
static double log_tick(int number, bool powers)
{
  static const double within[] = { 1, 2, 5 };
  if (powers)
    return pow(10, number);
  int power = (int)floor(number / 3.0);
  return within[number - 3 * power] * pow(10, power);
}

struct scale scale_log(double least, double most, double start, double length)
{
  /* Over more than three powers of ten there is no room for 2 and 5. */
  bool powers = most / least > 1000;
  int first = (powers ? 1 : 3) * (int)floor(log10(least) + 1e-9);
  while (log_tick(first + 1, powers) <= least * (1 + 1e-9))
    first++;
  int last = first + 1;
  while (log_tick(last, powers) < most * (1 - 1e-9))
    last++;
  return (struct scale) { .low = log_tick(first, powers), .high = log_tick(last, powers),
                          .start = start, .length = length, .form = SCALE_LOG,
                          .first_tick = first, .powers = powers };
}

/* ---- all ----------------------------------------------------------------------------------- */

double scale_at(const struct scale *scale, double value)
{
  switch (scale->form) {
  case SCALE_LINEAR:
    break;
  case SCALE_LOG:
    return scale->start
           + log(value / scale->low) / log(scale->high / scale->low) * scale->length;
  }
  return scale->start + (value - scale->low) / (scale->high - scale->low) * scale->length;
}

int scale_tick_count(const struct scale *scale)
{
  if (scale->form == SCALE_LOG) {
    int count = 1;
    while (scale_tick(scale, count) <= scale->high * (1 + 1e-9))
      count++;
    return count;
  }
  return scale->step > 0 ? (int)lround((scale->high - scale->low) / scale->step) + 1 : 0;
}

double scale_tick(const struct scale *scale, int index)
{
  if (scale->form == SCALE_LOG)
    return log_tick(scale->first_tick + index, scale->powers);
  return scale->low + index * scale->step;
}

const char *scale_label(struct arena *arena, const struct scale *scale, int index)
{
  double tick = scale_tick(scale, index);
  int decimals = scale->form == SCALE_LOG ? decimals_of(tick) : scale->decimals;
  return num_format(arena, tick, decimals, NUM_GROUPED | NUM_TYPOGRAPHIC);
}

/* ---- rows, columns and months -------------------------------------------------------------- */

struct bands bands_new(size_t count, double start, double length, double share)
{
  double pitch = count ? length / (double)count : 0;
  return (struct bands) { start, pitch, pitch * share };
}

double band_edge(const struct bands *bands, size_t index)
{
  return bands->start + (double)index * bands->pitch;
}

double band_middle(const struct bands *bands, size_t index)
{
  return band_edge(bands, index) + bands->pitch / 2;
}

double month_at(const struct month_scale *scale, double month)
{
  double months = (double)(scale->last - scale->first) + 1;
  return scale->left + (month - scale->first + 0.5) / months * (scale->right - scale->left);
}
