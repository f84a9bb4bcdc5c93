/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The season of an area's offences, as the host works it out (strata-plugin.h, season; the method is
 * in docs/METHODS.md).  A month is the number of months since January of the year 0, so that
 * month % 12 is 0 in January.
 */
#ifndef STRATA_VIOLENCE_SEASON_H
#define STRATA_VIOLENCE_SEASON_H

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

#endif
