/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season.h"

#include <math.h>
#include <stdbool.h>

/* ---- the calendar -------------------------------------------------------------------------- */

static double days_in(int32_t month)
{
  static const double days[SEASON_MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int32_t year = month / SEASON_MONTHS, in_year = month % SEASON_MONTHS;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[in_year] + (in_year == 1 && leap);
}

/* ---- which years --------------------------------------------------------------------------- */

struct series {
  const double *counts;
  size_t count;
  int32_t first;
};

static double count_of(const struct series *series, int32_t month)
{
  int32_t at = month - series->first;
  return at >= 0 && (size_t)at < series->count ? series->counts[at] : NAN;
}

static bool is_complete(const struct series *series, int32_t end, const int32_t *breaks,
                        size_t break_count)
{
  for (int32_t month = end - SEASON_MONTHS + 1; month <= end; month++)
    if (isnan(count_of(series, month)))
      return false;
  for (size_t i = 0; i < break_count; i++)
    if (breaks[i] > end - SEASON_MONTHS + 1 && breaks[i] <= end)
      return false;
  return true;
}

static void choose_years(const struct series *series, int32_t cut_off, const int32_t *breaks,
                         size_t break_count, struct season *season)
{
  season->year_count = 0;
  int32_t end = cut_off;
  while (end - SEASON_MONTHS + 1 >= series->first && season->year_count < SEASON_MOST_YEARS) {
    bool complete = is_complete(series, end, breaks, break_count);
    if (complete)
      season->year_ends[season->year_count++] = end;
    end -= complete ? SEASON_MONTHS : 1;
  }
}

/* ---- the pattern --------------------------------------------------------------------------- */

double season_t(double df)
{
  const double z = 1.959963984540054, z2 = z * z;
  double a = z * (z2 + 1) / 4;
  double b = z * ((5 * z2 + 16) * z2 + 3) / 96;
  double c = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  double d = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z + (a + (b + (c + d / df) / df) / df) / df;
}

static double dispersion(const struct series *series, const struct season *season)
{
  double chi_squared = 0;
  for (int y = 0; y < season->year_count; y++) {
    int32_t begin = season->year_ends[y] - SEASON_MONTHS + 1;
    double total = 0, weights = 0;
    for (int32_t month = begin; month < begin + SEASON_MONTHS; month++) {
      total += count_of(series, month);
      weights += days_in(month) * season->index[month % SEASON_MONTHS];
    }
    for (int32_t month = begin; month < begin + SEASON_MONTHS && total > 0; month++) {
      double expected = total * days_in(month) * season->index[month % SEASON_MONTHS] / weights;
      double off = count_of(series, month) - expected;
      chi_squared += off * off / expected;
    }
  }
  return fmax(1, chi_squared / ((season->year_count - 1) * (SEASON_MONTHS - 1)));
}

/* The factor by which a share of OFFENCES in ALL may be off, up or down. */
static double reach(const struct season *season, double offences, double all)
{
  double t = season_t((season->year_count - 1) * (SEASON_MONTHS - 1));
  return exp(t * sqrt(season->dispersion * (1 / offences - 1 / all)));
}

static void find_peak(struct season *season, double all)
{
  double most = -1, offences_in_peak = 0;
  for (int first = 0; first < SEASON_MONTHS; first++) {
    double offences = 0, days = 0;
    for (int i = 0; i < SEASON_PEAK_MONTHS; i++) {
      offences += season->offences[(first + i) % SEASON_MONTHS];
      days += season->days[(first + i) % SEASON_MONTHS];
    }
    if (offences / days > most) {
      most = offences / days;
      offences_in_peak = offences;
      season->peak_first = first;
    }
  }
  double factor = reach(season, offences_in_peak, all);
  season->peak_share = offences_in_peak / all;
  season->peak_lower = season->peak_share / factor;
  season->peak_upper = fmin(1, season->peak_share * factor);
}

int season_find(const double *counts, size_t count, int32_t first, int32_t cut_off,
                const int32_t *breaks, size_t break_count, struct season *ret_season)
{
  const struct series series = {counts, count, first};
  struct season season = {0};
  choose_years(&series, cut_off, breaks, break_count, &season);
  if (season.year_count < 2)
    return -1;

  double all = 0, all_days = 0;
  for (int y = 0; y < season.year_count; y++) {
    for (int32_t i = 0; i < SEASON_MONTHS; i++) {
      int32_t month = season.year_ends[y] - i;
      season.offences[month % SEASON_MONTHS] += count_of(&series, month);
      season.days[month % SEASON_MONTHS] += days_in(month);
      all += count_of(&series, month);
      all_days += days_in(month);
    }
  }
  for (int m = 0; m < SEASON_MONTHS; m++) {
    if (season.offences[m] <= 0)
      return -1;
    season.index[m] = 100 * (season.offences[m] / season.days[m]) / (all / all_days);
  }
  season.dispersion = dispersion(&series, &season);
  for (int m = 0; m < SEASON_MONTHS; m++) {
    double factor = reach(&season, season.offences[m], all);
    season.lower[m] = season.index[m] / factor;
    season.upper[m] = season.index[m] * factor;
  }
  find_peak(&season, all);
  *ret_season = season;
  return 0;
}
