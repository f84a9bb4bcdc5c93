/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rates and ratios standardised by age (or by any other strata).
 *
 * Pure functions; docs/METHODS.md names the sources and the published numbers that they reproduce.
 * LEVEL is in per cent; rates are per one, the caller scales.  What cannot be said is NaN with a
 * reason: a sentence, static.
 */
#ifndef STRATA_COMPUTE_STANDARDISED_H
#define STRATA_COMPUTE_STANDARDISED_H

#include "compute/intervals.h"

#include <stddef.h>

/* The European Standard Population of 2013: 0-4, 5-9, ... 85-89, 90 and over. */
enum { ESP2013_BANDS = 19, ESP2013_BAND_YEARS = 5 };
extern const double esp2013_weights[ESP2013_BANDS];

/* A directly standardised rate of fewer events is not said. */
enum { STANDARDISED_LEAST_EVENTS = 10 };

/* One age band of an area. */
struct stratum {
  double events, population;
  /* Of each person's number of events, squared, added up: EVENTS itself when events are independent
   * of each other, more when one person may have several. */
  double squares;
  double weight; /* direct: people of the standard population */
};

struct standardised {
  double rate, variance;
  struct interval interval;
  double events, population;
  const char *reason; /* why there is no rate; NULL when there is one */
};

/* The rate that the area would have with the standard population's ages: the mean of the strata's
 * rates, weighted. */
struct standardised standardised_direct(const struct stratum *strata, size_t count, double level);

/* The interval of a weighted sum of Poisson variables from its VARIANCE and the number of EVENTS
 * that it comes from (Dobson 1991). */
struct interval dobson_interval(double rate, double variance, double events, double level);

struct indirect {
  double observed, expected; /* events; expected at the reference's rates */
  double ratio;              /* observed / expected */
  struct interval interval;  /* of the ratio */
  double reference_rate;     /* crude; ratio and interval times it are the standardised rate */
  const char *reason;
};

/* How many times as many events as the area would have at the rates of REFERENCE, whose strata are
 * the same in the same order. */
struct indirect standardised_indirect(const struct stratum *area, const struct stratum *reference,
                                      size_t count, double level);

#endif
