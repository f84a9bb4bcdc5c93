/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results: an indicator for an area and a period, with its interval, comparison, rank and change.
 *
 * compute_results adds the facts up once; results_find makes a result from the sums when asked, as a
 * pure function of const data does (what it finds on the way is kept beside them), so every page, sentence and table that asks for the same figure
 * gets the same one.  Methods are named in docs/METHODS.md.  A result is never rounded here.
 * Missing is never zero: a result that cannot be given has a status and a reason, and NaN numbers.
 * Its numerator stays when it alone is known: a count without a population to make a rate of.
 */
#ifndef STRATA_COMPUTE_RESULTS_H
#define STRATA_COMPUTE_RESULTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "compute/trend.h"
#include "compute/quantile.h"
#include "compute/spine.h"
#include "define/catalog.h"
#include "ingest/facts.h"

enum status {
  STATUS_PUBLISHED,
  STATUS_SUPPRESSED,     /* [c] */
  STATUS_UNAVAILABLE,    /* [x] */
  STATUS_NOT_APPLICABLE, /* [z] */
  STATUS_BROKEN,         /* [b] */
  STATUS_PROVISIONAL,    /* [p] */
  STATUS_REVISED,        /* [r] */
  STATUS_TOO_FEW,        /* [low] */
};

/* "[x]"; "" for published. */
const char *status_shorthand(enum status status);
/* "published", "suppressed", ... as `strata figures` prints it. */
const char *status_word(enum status status);

enum significance {
  SIGNIFICANCE_NOT_TESTED,
  SIGNIFICANCE_HIGHER,
  SIGNIFICANCE_SIMILAR, /* within the usual spread */
  SIGNIFICANCE_LOWER,
};
const char *significance_word(enum significance significance); /* "higher", "similar", "lower", "" */

/* What a comparison means, by the indicator's polarity. */
enum judgement {
  JUDGED_NOT,
  JUDGED_BETTER,
  JUDGED_SIMILAR,
  JUDGED_WORSE,
  JUDGED_HIGHER, /* where neither is better */
  JUDGED_LOWER,
};
const char *judgement_word(enum judgement judgement); /* "better", "similar", ... "" */

/* Whether a goal is met, with the interval of the figure: only where all of the interval says so. */
enum goal_verdict {
  GOAL_NO_FIGURE,
  GOAL_MET,
  GOAL_NOT_MET,
  GOAL_BETWEEN, /* all of it lies between the goal's two values */
  GOAL_CANNOT_SAY,
};
const char *goal_word(enum goal_verdict verdict); /* "met", "not met", "between", "cannot say"; "" */

enum change {
  CHANGE_NOT_TESTED,
  CHANGE_ROSE,
  CHANGE_SIMILAR,
  CHANGE_FELL,
  CHANGE_TOO_FEW,
  CHANGE_NOT_COMPARABLE, /* no earlier period, or a break between */
};
const char *change_word(enum change change); /* "rose", "similar", "fell", "too few", "not comparable", "" */

struct result {
  enum status status;
  const char *reason; /* why it is not published: a sentence; NULL when published */
  double numerator, denominator; /* NaN when there is none */
  double value, lower, upper;    /* in the indicator's unit; NaN when not given */
  struct period denominator_period; /* the vintage of the population */
  const char *method; /* "Byar 95%; quasi-Poisson" : static or catalog text */

  int comparator; /* area, or NO_INDEX */
  double comparator_value;
  double ratio;                  /* value / comparator_value */
  double spread_low, spread_high; /* the usual spread, as ratios to the comparator; NaN when none */
  enum significance significance;
  int rank, rank_of; /* 1 is the highest value among districts; 0 when not ranked */

  enum change change;
  struct period before; /* the period that it is compared with; valid unless not comparable */
  double before_numerator, before_value;
  double change_percent, change_lower, change_upper; /* of the numerator, in per cent */
  const char *change_method;
  const char *change_reason;     /* why it is not comparable or too few: a sentence; else NULL */
  double change_dispersion;      /* quasi-Poisson: phi, at least 1; NaN for other tests */
  /* Proportions: the tested change of the value in percentage points; change_percent is NaN then. */
  double change_points, change_points_lower, change_points_upper;

  enum judgement judgement; /* of significance, by the indicator's polarity */
  int rank_tied;            /* other districts with the same value */

  bool revised; /* published, and changed by a later release of its source: [r] */
};

/* A figure beside one of those that its indicator is compared with. */
struct comparison {
  enum comparator_kind kind;
  int area;         /* COMPARATOR_AREA; NO_INDEX otherwise */
  const char *id;   /* "lancashire-14", "rest", "england", "peers" */
  const char *name; /* "Rest of Lancashire" */
  double value;     /* of what it is compared with; NaN when there is none */
  double difference, ratio; /* of the figure: less value, over value; NaN when there is none */
  enum significance significance;
  enum judgement judgement;
  size_t members;     /* peers: how many, the area included */
  const struct peers_group *group; /* peers: who they are; NULL for others and where there are none */
  const char *reason; /* why there is no value: a sentence; else NULL */
};
enum { MOST_COMPARISONS = 8 };

/* Where an area is among the districts that have a figure. */
struct standing {
  struct rank rank;
  int part, parts; /* which of PARTS, 1 holding the highest; 0: fewer districts than parts */
  double lowest, quarter, median, three_quarters, highest; /* NaN when there are none */
  bool has_spine; /* at least three quarters of the districts have a figure, and the comparator too */
  struct spine spine;
  double position; /* on the spine; NaN when there is none */
};

/* The recent trend of a result: increasing, decreasing, or no significant one, over the five years
 * that end with its period. */
struct trend_result {
  enum trend trend;
  const char *reason;  /* why it is too few or not comparable: a sentence; else NULL */
  double slope, chi_squared; /* NaN when not tested; the slope is a year, of log odds for proportions */
  bool outlier;        /* significant but for one year: not a trend */
  const char *method;  /* "" when not tested */
};
const char *trend_word(enum trend trend); /* "increasing", "decreasing", "no significant trend", "too few to
                                           * say", "not comparable", "" */

struct results;

/* Adds up the facts.  -1 after reporting when definitions and facts do not fit (a district without
 * population, a category value that no source has). */
int compute_results(struct arena *arena, const struct facts *facts, struct diags *diags,
                    const struct results **ret_results);

/* Finds the tests of change that earlier runs kept in the store's folder DIR, before anything is asked;
 * keeps there what was made since.  They are what would be made again; a folder that cannot be used
 * costs time alone. */
void results_recall_tests(const struct results *results, const char *dir);
void results_keep_tests(const struct results *results, const char *dir);

const struct facts *results_facts(const struct results *results);

/* The result of an indicator for an area of the catalog in a period.  Always fills *RET. */
void results_find(const struct results *results, int indicator, int area, struct period period,
                  struct result *ret);

/* The same, compared with BEFORE instead of the latest earlier complete period. */
void results_find_since(const struct results *results, int indicator, int area,
                        struct period period, struct period before, struct result *ret);

/* The same without what it is compared with: comparison, rank and change are not looked for. */
void results_find_alone(const struct results *results, int indicator, int area,
                        struct period period, struct result *ret);

/* The recent trend; not tested when the indicator asks for none, and for months.  Always fills *RET. */
void results_trend(const struct results *results, int indicator, int area, struct period period,
                   struct trend_result *ret);
/* The figure beside all that its indicator is compared with, but itself, in the order of the definition;
 * returns how many.  RET has room for MOST_COMPARISONS. */
size_t results_comparisons(const struct results *results, int indicator, int area,
                           struct period period, struct comparison *ret);

/* Whether the partnership's goal for the indicator is met (better), missed (worse) or neither
 * (similar); JUDGED_NOT when there is no goal or no figure. */
enum judgement results_goal(const struct results *results, int indicator, int area,
                            struct period period);
enum goal_verdict results_goal_verdict(const struct results *results, int indicator, int area,
                                       struct period period);

/* Where AREA is among the districts in PERIOD, by quarters when PARTS is 4.  A group is nowhere, but
 * has their spread. */
void results_standing(const struct results *results, int indicator, int area, struct period period,
                      int parts, struct standing *ret);

/* The periods of any kind for which the indicator's measure has something, ascending.  Months that were not supplied
 * within the span are listed too: their results are unavailable. */
const struct period *results_periods(const struct results *results, int indicator,
                                     size_t *ret_count);

/* A monthly series of numerators for an area: one a month from *RET_FIRST; NaN is a gap. */
const double *results_months(const struct results *results, int indicator, int area,
                             int32_t *ret_first, size_t *ret_count);

/* The same as results_small_areas, and why each small area has no value: STATUS_SUPPRESSED or
 * STATUS_UNAVAILABLE; STATUS_NOT_APPLICABLE outside AREA, and of those that were drawn anew. */
void results_small_statuses(const struct results *results, int indicator, int area,
                            struct period period, double *ret_counts, double *ret_rates,
                            enum status *ret_statuses);

/* Values by small area for a period, in the order of facts.small_areas: NaN outside AREA and where none.
 * COUNTS gets numerators, RATES the indicator's values; each has room for facts.small_area_count. */
void results_small_areas(const struct results *results, int indicator, int area,
                         struct period period, double *ret_counts, double *ret_rates);

/* The latest period with as many months as NOT_AFTER that ends no later and for which the indicator
 * has a value for AREA, published or suppressed: for measures that are supplied now and then, as
 * populations are.  False when
 * there is none. */
bool results_latest(const struct results *results, int indicator, int area,
                    struct period not_after, struct period *ret_period);

/* What the indicator counts in rows without a location, and in rows of areas outside the
 * partnership.  NaN when the period is not complete or its source gives no such rows. */
void results_unplaced(const struct results *results, int indicator, struct period period,
                      double *ret_unassigned, double *ret_outside);

/* ---- what figures are made of: for disclosure control --------------------------------------- */

struct sums;

/* What INDICATOR counts; NULL when it counts nothing: derived, or no source. */
const struct sums *results_counts(const struct results *results, int indicator);

/* What INDICATOR divides its counts by, when that is counted in the same period: other sums, or
 * (*RET_BESIDE) the denominators beside its own.  NULL for none and for populations, which are public. */
const struct sums *results_divisors(const struct results *results, int indicator, bool *ret_beside);

/* ---- figures of plugins -------------------------------------------------------------------- */

/* One figure that a plugin's code computed: a derived indicator for an area and period. */
struct put_figure {
  int indicator, area;
  struct period period;
  double value, lower, upper, numerator, denominator; /* NaN when none */
};

/* RESULTS with figures added.  The same arena rules; the old results stay valid. */
const struct results *results_with(struct arena *arena, const struct results *results,
                                   const struct put_figure *figures, size_t count);

/* That PLUGIN's code asked for the indicators marked in ASKED (one a catalog indicator) before it put its figures:
 * what it put may tell of them. */
const struct results *results_made_of(struct arena *arena, const struct results *results, int plugin,
                                      const bool *asked);

/* What a derived indicator may tell of, one a catalog indicator; NULL: nothing. */
const bool *results_asked(const struct results *results, int indicator);

/* Derived indicators of this plugin are unavailable, with this reason. */
const struct results *results_without_plugin(struct arena *arena, const struct results *results,
                                             int plugin, const char *reason);

#endif
