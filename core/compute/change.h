/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of a change between two periods: did it rise, fall, or is it similar?
 *
 * Pure functions; docs/METHODS.md names their sources and the published numbers that they
 * reproduce.  All test at 95%, two-sided, and a change is called a rise or a fall exactly when its
 * interval leaves out no change.
 */
#ifndef STRATA_COMPUTE_CHANGE_H
#define STRATA_COMPUTE_CHANGE_H

#include "compute/results.h"

enum {
  CHANGE_LEVEL = 95,
  /* Fewer events than this in both periods together cannot show a change, however they fall:
   * all four in one period has a mid-p of 0.0625. */
  CHANGE_LEAST_EVENTS = 5,
  /* From here on the tests for large counts are used. */
  CHANGE_MANY_EVENTS = 100,
  /* Ten a month: fewer scatter hardly more than chance makes them, so that they may be tested without their
   * months where these are not shown; more are not. */
  CHANGE_MOST_WITHOUT_MONTHS = 240,
  /* A dispersion of fewer degrees of freedom tells next to nothing. */
  CHANGE_LEAST_FREEDOM = 3,
};

enum change_test {
  CHANGE_TEST_NONE,
  CHANGE_TEST_PAIRED_MONTHS, /* quasi-Poisson on twelve paired calendar months */
  CHANGE_TEST_MID_P,         /* conditional binomial, mid-p */
  CHANGE_TEST_SCORE,         /* conditional binomial, score */
  CHANGE_TEST_PROPORTIONS,   /* difference of two proportions */
  CHANGE_TEST_EXACT,         /* conditional binomial, both tails whole */
  CHANGE_TEST_E,             /* E-test */
  CHANGE_TEST_RATES_MID_P,   /* the same four, of two rates */
  CHANGE_TEST_RATES_SCORE,
  CHANGE_TEST_RATES_EXACT,
  CHANGE_TEST_RATES_E,
  CHANGE_TEST_SHOWN_MONTHS, /* quasi-Poisson on the calendar months that are shown, and the rest of the years */
};

/* "quasi-Poisson on paired months 95%"; "" for none. */
const char *change_test_name(enum change_test test);

struct change_tests;

struct change_estimate {
  enum change change;
  enum change_test test;
  /* In per cent of the earlier count (percentage points for proportions).  NaN where too few, and
   * from a count of none, of which no percentage can be given. */
  double change_by, lower, upper;
  double dispersion; /* of months: Pearson's X squared over its degrees of freedom, at least 1;
                      * NaN for the others */
};

/* Two years of monthly counts, BEFORE[i] and AFTER[i] of the same calendar month, none negative.
 * The year's effect is tested against the scatter that is left when season and level are taken out.
 * Small totals, and a year without any, go to change_of_counts. */
struct change_estimate change_of_months(const double before[12], const double after[12]);

/* Twelve months as they are published, a NaN where one is not shown, and their year, which is. */
struct shown_year {
  double months[12];
  double total;
};

/* Two years of which some months are not shown, or which are rounded to BASE (1: not rounded), each by
 * itself.  The dispersion is that of the calendar months that are shown of both years and of what these
 * leave of the years, taken together.  Where they tell too little of it: the exact test of two counts below
 * CHANGE_MOST_WITHOUT_MONTHS, and from there on none. */
struct change_estimate change_of_shown_months(struct change_tests *tests,
                                              const struct shown_year *before,
                                              const struct shown_year *after, int base);

/* Two counts of periods of equal length, none negative: mid-p, or score from CHANGE_MANY_EVENTS on
 * and for counts that are not whole. */
struct change_estimate change_of_counts(double before, double after);

/* The same by a TEST of one's choice: CHANGE_TEST_MID_P, _EXACT, _E or _SCORE.  Counts that it is
 * not made for (not whole; for mid-p and exact more than a million together, for the E-test more
 * than a hundred in either) take the score test, and the estimate says so. */
struct change_estimate change_of_counts_by(enum change_test test, double before, double after);

/* Two rates, counts with what they are counted among; change_by is in per cent of the earlier rate. */
struct change_estimate change_of_rates_by(enum change_test test, double before,
                                          double exposure_before, double after,
                                          double exposure_after);

/* Two proportions: change_by and its interval are in percentage points. */
struct change_estimate change_of_proportions(double part_before, double whole_before,
                                             double part_after, double whole_after);

/* Tests that were made before, by their arguments: small counts come again and again, and their
 * intervals are searched for.  For the two that follow, which say what those above say; lives in ARENA. */
struct change_tests *change_tests_new(struct arena *arena);
struct change_estimate change_of_months_kept(struct change_tests *tests, const double before[12],
                                             const double after[12]);
struct change_estimate change_of_counts_kept(struct change_tests *tests, double before,
                                             double after);

#endif
