/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is behind struct results: only for core/compute.
 *
 * One view an indicator joins the definition to the sums that answer it, with every sentence that
 * a result may need already written, so that finding a result allocates nothing.
 */
#ifndef STRATA_COMPUTE_MODEL_H
#define STRATA_COMPUTE_MODEL_H

#include "compute/change.h"
#include "compute/inequality.h"
#include "compute/intervals.h"
#include "compute/protected.h"
#include "compute/results.h"
#include "compute/sums.h"

enum { MOST_DISTRICTS = 512 };

enum denominator_basis {
  DENOMINATOR_NONE,
  DENOMINATOR_BESIDE,      /* in the same facts: FACTS_RATIOS */
  DENOMINATOR_SAME_PERIOD, /* another count of the same period */
  DENOMINATOR_LATEST,      /* a population: the latest not after the period */
};

enum interval_used {
  USED_NO_INTERVAL,
  USED_EXACT,
  USED_BYAR,
  USED_WILSON,
  USED_STUDENT,
  USED_DOBSON,
  INTERVALS_USED,
};
enum comparison_used { USED_NO_COMPARISON, USED_FUNNEL, USED_OVERLAP, COMPARISONS_USED };
enum { CHANGE_TESTS = CHANGE_TEST_SHOWN_MONTHS + 1 };

struct break_view {
  int32_t month;
  const char *reason; /* "The series is broken in November 2018: ..." */
};

/* What is added up for one age band. */
struct stratum_sums {
  const struct sums *events, *squares, *populations;
  double weight;
};

struct strata {
  const struct stratum_sums *at;
  size_t count;
  int reference; /* area; NO_INDEX: the weights are a standard population's */
};

struct view {
  const struct indicator *indicator;
  const struct sums *numerators; /* NULL: derived, or its measure has no table */
  const struct sums *denominators;
  enum denominator_basis basis;
  int comparator; /* NO_INDEX: none */
  const char *none_reason;        /* numerators is NULL */
  const char *denominator_reason; /* no denominator for the period */
  const struct break_view *breaks; /* of its measure, ascending */
  size_t break_count;
  const int32_t *denominator_breaks; /* of the denominator's measure, ascending */
  size_t denominator_break_count;
  struct interval exact[EXACT_BELOW]; /* Poisson limits of 0 to 9 */
  const char *methods[INTERVALS_USED][COMPARISONS_USED][CHANGE_TESTS];
  const struct strata *strata; /* standardised rates and ratios; NULL otherwise */
  const struct sums *ones, *squares; /* means: of the values, and of their differences from shift */
  double shift;
  const struct sums *elsewhere; /* figures of places elsewhere; NULL: those of numerators */
  const char *rest_name;        /* "Rest of Lancashire-14"; NULL without a comparator */
  /* Derived indicators, made by results_with and results_made_of. */
  const bool *made_of; /* one a catalog indicator: their plugin's code asked for it; NULL: nothing is known */
  const struct period *periods;
  size_t period_count;
  int32_t first_month;
  size_t month_count;
  const double *months; /* [area][month] */
  /* Made by results_protected. */
  const struct protected_indicator *protected_; /* NULL: everything is seen as it is */
  const double *protected_months;               /* [area][month] */
  struct sheets *sheets; /* figures that were found before; NULL: none are kept */
};

/* Which LSOAs the records of a month are coded to: 2011, 2021, or 0 for either. */
struct vintages {
  const struct supply *supply;
  const uint16_t *by_month;
};

/* A simulated interval, and the hash of what it was made from. */
struct simulated {
  uint8_t hash[16];
  struct inequality_intervals intervals;
};

struct results {
  const struct facts *facts;
  const struct catalog *catalog;
  const struct view *views; /* one an indicator */
  const struct vintages *vintages;
  size_t vintage_count;
  const char *const *not_for_area; /* one an area: "Not supplied for Burnley" */
  const struct put_figure *puts; /* by indicator, area, period */
  size_t put_count;
  const struct simulated *simulated; /* what need not be simulated again */
  size_t simulated_count;
  /* Tests of places, made when first asked for and shared by copies: one thread at a time. */
  struct hot_places_kept *hot_places;
  struct change_tests *tests; /* likewise */
};

/* An empty one, which lives in ARENA with all that is put in it. */
struct hot_places_kept *hot_places_kept_new(struct arena *arena);

/* A value without what it is compared with. */
struct figure {
  enum status status;
  const char *reason;
  double numerator, denominator, value;
  struct period vintage;
  struct interval interval; /* means and what is standardised: comes with the value */
};

/* AREA may also be a row of the sums for a place elsewhere. */
struct figure figure_of(const struct results *results, const struct view *view, int area,
                        struct period period);

/* The same for what is left of AREA without the district WITHOUT, one of its members. */
struct figure figure_without(const struct results *results, const struct view *view, int area,
                             int without, struct period period);

/* FIGURE, which has a numerator and a denominator, with its value, or why it has none. */
struct figure figure_divided(const struct view *view, struct figure figure);

/* The interval of a count, rate or proportion whose numbers are in RET, by the definition, and its method. */
void find_own_interval(const struct view *view, struct result *ret);

/* Whether a later release changed the count of AREA in PERIOD. */
bool is_revised(const struct results *results, const struct view *view, int area,
                struct period period);

/* NULL when there is none. */
const struct put_figure *find_put(const struct results *results, int indicator, int area,
                                  struct period period);

/* A result but for its change, which is left untested. */
void find_compared(const struct results *results, int indicator, int area, struct period period,
                   struct result *ret);

/* Whether its change can be worked out: also that of a rate's count when the rate is not known. */
bool can_change(const struct view *view, const struct figure *figure);

/* The change of RET's figure since its before: fills the fields from change on. */
void find_change(const struct results *results, const struct view *view, int area,
                 struct period period, struct result *ret, enum change_test *ret_test);
void find_change_since(const struct results *results, const struct view *view, int area,
                       struct period period, struct period before, struct result *ret,
                       enum change_test *ret_test);

/* One for each table of records. */
const struct vintages *vintages_of(struct arena *arena, const struct facts *facts,
                                   const struct supply *const *supplies, size_t count,
                                   size_t *ret_count);

#endif
