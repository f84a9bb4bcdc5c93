/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recent trend: does an annual figure go up, go down, or is no trend to be seen?
 *
 * Pure functions of the last five years; docs/METHODS.md names their sources and the published
 * numbers that they reproduce.  The years must be independent: periods that overlap, rolling ones
 * and months are for the caller to refuse, and so is a series with a break.
 */
#ifndef STRATA_COMPUTE_TREND_H
#define STRATA_COMPUTE_TREND_H

#include <stdbool.h>
#include <stddef.h>

enum { TREND_POINTS = 5 };

/* The chi-squared, with one degree of freedom, above which a trend is one: its 99.8% quantile. */
#define TREND_CHI_SQUARED 9.5495

enum trend {
  TREND_NOT_TESTED,
  TREND_INCREASING,
  TREND_DECREASING,
  TREND_NOT_SIGNIFICANT,
  TREND_TOO_FEW,        /* for the caller: years are missing, or without an interval */
  TREND_NOT_COMPARABLE, /* for the caller: the series is broken */
};

struct trend_estimate {
  enum trend trend;
  double slope;       /* a year, in the unit of the values; for proportions of their log odds */
  double chi_squared; /* one degree of freedom */
  bool outlier;       /* significant, but one year alone decides the direction: not a trend */
};

/* The five-point trend of Fingertips for rates and other values with an interval.  -1 as above. */
int trend_of_values(const double times[TREND_POINTS], const double values[TREND_POINTS],
                    const double lower[TREND_POINTS], const double upper[TREND_POINTS],
                    double level, struct trend_estimate *ret);

/* The chi-squared for a trend in COUNT proportions PARTS/WHOLES (Cochran and Armitage).  -1 when
 * there are fewer than two times, a part is not within its whole, or all or none have it. */
int trend_cochran_armitage(const double *times, const double *parts, const double *wholes,
                           size_t count, double *ret_chi_squared);

/* The five-point trend of Fingertips for proportions.  -1 as above. */
int trend_of_proportions(const double times[TREND_POINTS], const double parts[TREND_POINTS],
                         const double wholes[TREND_POINTS], struct trend_estimate *ret);

#endif
