/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XmR charts of a monthly series, by the rules of NHS England's Making Data Count: limits, and the
 * months that chance alone does not explain.
 *
 * Pure functions of numbers in the caller's buffers; they know no catalog, no areas and no pages.
 * A series is cut into phases at the breaks that the caller declares, and nowhere else: limits are
 * fixed after the first twelve months of a phase and are never moved because the figures did.  A
 * NaN is a month that was not supplied; it ends every run, and no difference is taken across it.
 *
 * Source: NHS England, Making Data Count; the R package NHSRplotthedots, whose arithmetic this is
 * (ptd_spc_standard, ptd_calculate_point_type, ptd_calculate_assurance_type); Wheeler DJ,
 * Understanding variation, SPC Press 1993, for 2.66 and 3.267.
 */
#ifndef STRATA_COMPUTE_CHART_H
#define STRATA_COMPUTE_CHART_H

#include "define/catalog.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  CHART_BASELINE = 12,     /* months that fix the limits, and the fewest that can */
  CHART_FIRM_POINTS = 13,  /* with fewer in its phase, limits are provisional */
  CHART_RUN = 7,           /* as many on one side of the mean, or rising, are a signal */
  CHART_LEAST_MEAN = 2,    /* events a month of a baseline: of fewer, chance alone is often outside */
};

enum chart_status {
  CHART_JUDGED,       /* there are limits */
  CHART_TOO_FEW,      /* fewer than CHART_BASELINE months */
  CHART_NO_VARIATION, /* no two neighbours differ: there is nothing to expect of the others */
  CHART_RARE,         /* events, of which there are fewer than CHART_LEAST_MEAN a month */
};

/* The mean of a baseline, and mean +- 2.66 mean moving ranges; the near limits are two thirds of
 * the way.  No lower limit is below the floor. */
struct chart_limits {
  double mean, lower, upper, near_lower, near_upper;
  double moving_range; /* the mean difference of neighbouring months */
  size_t points;       /* months that they are from */
};

/* From COUNT months in order.  SCREENED leaves out moving ranges of 3.267 of their mean and more,
 * once.  FLOOR is 0 for counts, -INFINITY for none.  *RET_LIMITS is written for CHART_JUDGED only. */
enum chart_status chart_limits(const double *values, size_t count, bool screened, double floor,
                               struct chart_limits *ret_limits);

struct chart_options {
  const size_t *breaks; /* indexes at which a new series begins, ascending; 0 and beyond the end
                         * are allowed and do nothing */
  size_t break_count;
  /* Months that fix the limits of the phase that holds all of them, instead of its first twelve;
   * baseline_count 0: not given. */
  size_t baseline_first, baseline_count;
  bool screened;
  double floor;
};

/* A stretch of the series between breaks, with its own limits. */
struct chart_phase {
  size_t first, count; /* its months, gaps among them */
  size_t points;       /* months supplied */
  size_t baseline_first, baseline_last;
  enum chart_status status;
  bool provisional; /* fewer than CHART_FIRM_POINTS */
  struct chart_limits limits; /* when judged */
};

/* Cuts COUNT months into phases and fixes the limits of each.  RET_PHASES has room for
 * OPTIONS->break_count + 1; returns how many there are: 0 for an empty series. */
size_t chart_phases(const double *values, size_t count, const struct chart_options *options,
                    struct chart_phase *ret_phases);

/* Whether the months of INDICATOR are counted events, of which there may be too few to judge. */
bool chart_counts_events(const struct indicator *indicator);

/* Takes the limits from phases in whose baseline MONTHS, counts of events, have fewer than CHART_LEAST_MEAN: limits
 * from a year of rare events leave out what chance brings in the next. */
void chart_find_rare(const double *months, struct chart_phase *phases, size_t phase_count);

/* In order of priority: a month is given the first that holds. */
enum chart_rule {
  CHART_COMMON,       /* nothing that chance would not do */
  CHART_OUTSIDE,      /* outside the limits */
  CHART_TREND,        /* one of seven months that each rose, or each fell */
  CHART_TWO_OF_THREE, /* between near limit and limit, as two of three are, all three on one side */
  CHART_SHIFT,        /* one of seven in a row on one side of the mean */
};

struct chart_point {
  enum chart_rule rule;
  int side; /* 1: above the mean, or rising; -1: below, or falling; 0: common cause */
};

/* RET_POINTS has room for COUNT; gaps, and months without limits, are common cause. */
void chart_points(const double *values, size_t count, const struct chart_phase *phases,
                  size_t phase_count, struct chart_point *ret_points);

enum chart_variation {
  VARIATION_COMMON,
  VARIATION_IMPROVEMENT,
  VARIATION_CONCERN,
  VARIATION_NEUTRAL_HIGH, /* neither is better */
  VARIATION_NEUTRAL_LOW,
};
enum chart_variation chart_variation(struct chart_point point, enum polarity polarity);

enum chart_assurance {
  ASSURANCE_NONE,         /* no limits, no target, or no polarity to judge by */
  ASSURANCE_PASS,         /* the target will be met month after month, unless something changes */
  ASSURANCE_FAIL,         /* it will be missed */
  ASSURANCE_INCONSISTENT, /* it lies within the limits: met in some months by chance */
};
/* Whether TARGET will be met, from where it lies to the limits of PHASE. */
enum chart_assurance chart_assurance(const struct chart_phase *phase, double target,
                                     enum polarity polarity);

/* "", "outside", "trend", "two of three", "shift": as Lua and tables have them. */
const char *chart_rule_word(enum chart_rule rule);
/* "", "improvement", "concern", "high", "low". */
const char *chart_variation_word(enum chart_variation variation);
/* "", "pass", "fail", "inconsistent". */
const char *chart_assurance_word(enum chart_assurance assurance);

#endif
