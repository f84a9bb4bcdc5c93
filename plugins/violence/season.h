/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seasonal pattern of monthly counts: how a calendar month's day compares with the average day.
 *
 * Nothing but numbers: it knows no host, no areas and no words, so that a test can check it alone.
 * A month is the number of months since January of the year 0, so that month % 12 is 0 in January.
 *
 * Method.  Only complete years are used: twelve months running, all supplied, with no break in the
 * series inside, chosen without overlap from the latest backwards.  The index of a calendar month
 * is the offences a day in it over those years, as a percentage of the offences a day in all of
 * them; counting days keeps February from looking quiet because it is short.
 *
 * The years disagree with one another, and how much says how well the pattern is known.  Expected
 * counts are each year's total shared out by the common pattern; Pearson's X squared of the counts
 * against them, over its degrees of freedom, 11 for each year but one, is the dispersion (at least
 * 1, which is chance alone).  Given the total, the log of a share p of n offences has variance
 * (1 - p) / (n p), so the interval of an index is index * exp(+-t * sqrt(dispersion *
 * (1 / offences of the month - 1 / all offences))), with Student's t.  It is the quasi-Poisson
 * model of a year and a month effect: McCullagh and Nelder, Generalized Linear Models, 2nd edition,
 * 1989, chapters 4 and 6.
 */
#ifndef STRATA_VIOLENCE_SEASON_H
#define STRATA_VIOLENCE_SEASON_H

#include <stddef.h>
#include <stdint.h>

enum { SEASON_MONTHS = 12, SEASON_MOST_YEARS = 20, SEASON_PEAK_MONTHS = 3 };

struct season {
  int year_count;                       /* 2 or more */
  int32_t year_ends[SEASON_MOST_YEARS]; /* the last month of each year used, the latest first */

  /* By calendar month, January first.  Percentages of the average day. */
  double index[SEASON_MONTHS], lower[SEASON_MONTHS], upper[SEASON_MONTHS];
  double offences[SEASON_MONTHS], days[SEASON_MONTHS]; /* in all years used */

  double dispersion;

  /* The three calendar months running with the most offences a day, and their share of all
   * offences, 0 to 1. */
  int peak_first; /* 0: January to March; 11: December to February */
  double peak_share, peak_lower, peak_upper;
};

/* The season of COUNTS, one a month from FIRST, NAN where the month was not supplied, up to the
 * month CUT_OFF.  A year that holds the first month of a new series, one of BREAKS, other than as
 * its own first, is not used.  0; or -1 when there are no two complete years, or some calendar
 * month has no offences in them, and no pattern can be given. */
int season_find(const double *counts, size_t count, int32_t first, int32_t cut_off,
                const int32_t *breaks, size_t break_count, struct season *ret_season);

/* The 97.5% point of Student's t, within 0.00001 from 11 degrees of freedom on: the expansion of
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5. */
double season_t(double degrees_of_freedom);

#endif
