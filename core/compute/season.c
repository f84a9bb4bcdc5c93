/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/season.h"

#include "compute/distributions.h"
#include "define/period.h"

#include <math.h>

/* Of 400 years of the calendar: 146,097 days. */
#define MEAN_MONTH_DAYS (146097.0 / 4800)

static double value_of(const struct season_series *series, int32_t month)
{
  int64_t at = (int64_t)month - series->first;
  return at >= 0 && at < (int64_t)series->count ? series->values[at] : (double)NAN;
}

static bool has_break(const struct season_series *series, int32_t after, int32_t to)
{
  for (size_t i = 0; i < series->break_count; i++)
    if (series->breaks[i] > after && series->breaks[i] <= to)
      return true;
  return false;
}

/* ---- which years --------------------------------------------------------------------------- */

static bool is_complete(const struct season_series *series, int32_t end)
{
  for (int32_t month = end - SEASON_MONTHS + 1; month <= end; month++)
    if (!(value_of(series, month) >= 0) || isinf(value_of(series, month)))
      return false;
  return !has_break(series, end - SEASON_MONTHS + 1, end);
}

static void choose_years(const struct season_series *series, int32_t cut_off,
                         struct season *season)
{
  int64_t last = (int64_t)series->first + (int64_t)series->count - 1;
  int32_t end = cut_off < last ? cut_off : (int32_t)last;
  while (end - SEASON_MONTHS + 1 >= series->first && season->year_count < SEASON_MOST_YEARS) {
    bool complete = is_complete(series, end);
    if (complete)
      season->year_ends[season->year_count++] = end;
    end -= complete ? SEASON_MONTHS : 1;
  }
}

/* ---- the pattern --------------------------------------------------------------------------- */

static int calendar(int32_t month)
{
  return month_in_year(month) - 1;
}

static double freedom(const struct season *season)
{
  return (double)(season->year_count - 1) * (SEASON_MONTHS - 1);
}

static double dispersion(const struct season_series *series, const struct season *season)
{
  double chi_squared = 0;
  for (size_t y = 0; y < season->year_count; y++) {
    int32_t begin = season->year_ends[y] - SEASON_MONTHS + 1;
    double total = 0, weights = 0;
    for (int32_t month = begin; month < begin + SEASON_MONTHS; month++) {
      total += value_of(series, month);
      weights += month_days(month) * season->index[calendar(month)];
    }
    for (int32_t month = begin; month < begin + SEASON_MONTHS && total > 0; month++) {
      double expected = total * month_days(month) * season->index[calendar(month)] / weights;
      double off = value_of(series, month) - expected;
      chi_squared += off * off / expected;
    }
  }
  return fmax(1, chi_squared / freedom(season));
}

/* The factor by which a share of EVENTS in ALL may be off, up or down. */
static double reach(const struct season *season, double events, double all)
{
  double t = t_quantile(0.975, freedom(season));
  return exp(t * sqrt(season->dispersion * fmax(0, 1 / events - 1 / all)));
}

static void find_peak(struct season *season, double all)
{
  double most = -1, events_in_peak = 0;
  for (int first = 0; first < SEASON_MONTHS; first++) {
    double events = 0, days = 0;
    for (int i = 0; i < SEASON_PEAK_MONTHS; i++) {
      events += season->events[(first + i) % SEASON_MONTHS];
      days += season->days[(first + i) % SEASON_MONTHS];
    }
    if (events / days > most) {
      most = events / days;
      events_in_peak = events;
      season->peak_first = first;
    }
  }
  double factor = reach(season, events_in_peak, all);
  season->peak_share = events_in_peak / all;
  season->peak_lower = season->peak_share / factor;
  season->peak_upper = fmin(1, season->peak_share * factor);
}

enum season_status season_find(const struct season_series *series, int32_t cut_off,
                               struct season *ret_season)
{
  struct season season = { 0 };
  choose_years(series, cut_off, &season);
  if (season.year_count < 2)
    return SEASON_FEW_YEARS;
  double all = 0, all_days = 0;
  for (size_t y = 0; y < season.year_count; y++) {
    for (int32_t i = 0; i < SEASON_MONTHS; i++) {
      int32_t month = season.year_ends[y] - i;
      season.events[calendar(month)] += value_of(series, month);
      season.days[calendar(month)] += month_days(month);
      all += value_of(series, month);
      all_days += month_days(month);
    }
  }
  for (int m = 0; m < SEASON_MONTHS; m++) {
    if (!(season.events[m] > 0))
      return SEASON_EMPTY_MONTH;
    season.index[m] = 100 * (season.events[m] / season.days[m]) / (all / all_days);
  }
  season.dispersion = dispersion(series, &season);
  for (int m = 0; m < SEASON_MONTHS; m++) {
    double factor = reach(&season, season.events[m], all);
    season.lower[m] = season.index[m] / factor;
    season.upper[m] = season.index[m] * factor;
  }
  find_peak(&season, all);
  *ret_season = season;
  return SEASON_SOUND;
}

/* ---- series -------------------------------------------------------------------------------- */

double season_day_adjusted(double value, int32_t month)
{
  return value * MEAN_MONTH_DAYS / month_days(month);
}

double season_adjusted(const struct season *season, double value, int32_t month)
{
  return 100 * season_day_adjusted(value, month) / season->index[calendar(month)];
}

double season_restored(const struct season *season, double adjusted, int32_t month)
{
  return adjusted * season->index[calendar(month)] / 100 * month_days(month) / MEAN_MONTH_DAYS;
}

void season_differences(const struct season_series *series, double *ret_differences)
{
  for (size_t i = 0; i < series->count; i++) {
    int32_t month = series->first + (int32_t)i;
    bool comparable = i >= SEASON_MONTHS && !has_break(series, month - SEASON_MONTHS, month);
    ret_differences[i]
      = comparable ? series->values[i] - series->values[i - SEASON_MONTHS] : (double)NAN;
  }
}

