/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The season in a monthly series: how a calendar month's day compares with the average day, the
 * series without it, differences between the same months, and totals of twelve months.
 *
 * Pure functions of numbers; months are those of define/period.h.  A NaN is a month that was not
 * supplied: it makes every figure that needs it NaN.  Breaks are months in which a new series
 * begins; nothing reaches across one.
 *
 * Method of the index.  Only complete years are used: twelve months running, all supplied, without
 * a break inside, chosen without overlap from the latest backwards.  The index of a calendar month
 * is the events a day in it over those years, as a percentage of the events a day in all of them;
 * counting days keeps February from looking quiet because it is short.  The years disagree with one
 * another, and how much says how well the season is known.  Expected counts are each year's total
 * shared out by the common pattern; Pearson's X squared of the counts against them, over its
 * degrees of freedom, 11 for each year but one, is the dispersion (at least 1, which is chance
 * alone).  Given the total, the log of a share p of n events has variance (1 - p) / (n p), so the
 * interval of an index is index * exp(+-t * sqrt(dispersion * (1/events of the month - 1/all))),
 * with Student's t.  It is the quasi-Poisson model of a year and a month effect: McCullagh and
 * Nelder, Generalized Linear Models, 2nd edition, 1989, chapters 4 and 6.
 */
#ifndef STRATA_COMPUTE_SEASON_H
#define STRATA_COMPUTE_SEASON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEASON_MONTHS = 12, SEASON_MOST_YEARS = 20, SEASON_PEAK_MONTHS = 3 };

/* One value a month from FIRST, and the months in which a new series begins, ascending. */
struct season_series {
  const double *values;
  size_t count;
  int32_t first;
  const int32_t *breaks;
  size_t break_count;
};

struct season {
  size_t year_count;                    /* 2 or more: one year shows no season */
  int32_t year_ends[SEASON_MOST_YEARS]; /* the last month of each year used, the latest first */

  /* By calendar month, January first.  Percentages of the average day; the limits are at 95%. */
  double index[SEASON_MONTHS], lower[SEASON_MONTHS], upper[SEASON_MONTHS];
  double events[SEASON_MONTHS], days[SEASON_MONTHS]; /* in all years used */
  double dispersion;

  /* The three calendar months running with the most events a day, and their share of all events,
   * 0 to 1. */
  int peak_first; /* 0: January to March; 11: December to February */
  double peak_share, peak_lower, peak_upper;
};

enum season_status {
  SEASON_SOUND,
  SEASON_FEW_YEARS,   /* there are no two complete years */
  SEASON_EMPTY_MONTH, /* some calendar month has no events in them: no pattern can be given */
};

/* The season of SERIES up to the month CUT_OFF; *RET_SEASON is written for SEASON_SOUND only. */
enum season_status season_find(const struct season_series *series, int32_t cut_off,
                               struct season *ret_season);

/* VALUE as it would be in a month of 365.25/12 days. */
double season_day_adjusted(double value, int32_t month);

/* VALUE of MONTH without season and length of month: what an average month of as busy a year
 * would have. */
double season_adjusted(const struct season *season, double value, int32_t month);

/* The other way: what an average month of ADJUSTED would be as MONTH. */
double season_restored(const struct season *season, double adjusted, int32_t month);

/* Each month less the same month a year before; RET_DIFFERENCES has room for SERIES->count.  NaN in
 * the first year, and where a break lies between the two. */
void season_differences(const struct season_series *series, double *ret_differences);

#endif
