/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An indicator as it is defined: what is counted, what that is held against, and which methods are asked
 * for.
 *
 * A part of the catalog; core/compute makes its figures.
 */
#ifndef STRATA_DEFINE_INDICATOR_H
#define STRATA_DEFINE_INDICATOR_H

#include "base/diag.h"
#include "define/disclosure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source;

enum statistic {
  STATISTIC_COUNT,
  STATISTIC_RATE,
  STATISTIC_PROPORTION,
  STATISTIC_GIVEN,
  STATISTIC_MEAN,         /* of given values */
  STATISTIC_STANDARDISED, /* a rate, by age: directly, or indirectly with a reference area */
  STATISTIC_RATIO,        /* of the events to those expected at a reference area's rates */
};
enum interval_method {
  INTERVAL_NONE,
  INTERVAL_BYAR,
  INTERVAL_WILSON,
  INTERVAL_STUDENT, /* means */
  INTERVAL_DOBSON,  /* directly standardised rates */
};
enum polarity { POLARITY_LOWER_IS_BETTER, POLARITY_HIGHER_IS_BETTER, POLARITY_NEUTRAL };

/* A category that facts must have: {crime type: [Burglary, Robbery]}. */
struct where {
  const char *category;
  const char *const *values;
  size_t value_count;
  bool except; /* facts must have none of the values */
  struct loc loc;
};

/* How an indicator's inequality by deprivation is measured. */
enum inequality_interval { INEQUALITY_SIMULATED, INEQUALITY_CLOSED_FORM, INEQUALITY_NO_INTERVAL };
struct inequality_choice {
  bool wanted;
  const char *by;     /* the measure of a source of deprivation */
  const char *domain; /* "Index of Multiple Deprivation" */
  enum inequality_interval interval;
};

/* How an indicator's hot spots are found. */
enum hot_spots_of { HOT_SPOTS_OF_COUNTS, HOT_SPOTS_OF_RATES };
struct hot_spots_choice {
  bool wanted;
  enum hot_spots_of of;
  double within;    /* metres between the centres of neighbours */
  double discovery; /* false discoveries among what is found, in per cent */
};

/* What a rate or ratio is standardised by. */
struct standard {
  const char *by;     /* the category of ages, of the events and of the population */
  const char *repeat; /* the category that says how many events a person had; NULL: independent */
  int reference;      /* area whose rates are expected; NO_INDEX: European Standard Population 2013 */
  struct loc by_loc, repeat_loc;
};

/* How a monthly series is judged: an XmR chart of the months themselves, of each month less the same
 * month a year before, or of the months without their season. */
enum chart_of { CHART_OF_MONTHS, CHART_OF_DIFFERENCES, CHART_OF_UNSEASONAL };

struct chart_rules {
  enum chart_of of;
  int32_t baseline; /* the last of the twelve months that fix the limits; 0: the first twelve */
  bool screened;    /* the largest differences of neighbours do not count */
  bool has_target;
  double target; /* a month */
  bool given;    /* the definition says something */
  struct loc loc;
};

enum forecast_method {
  FORECAST_NONE,
  FORECAST_SIMPLE,                      /* simple exponential smoothing: a level */
  FORECAST_HOLT,                        /* Holt: a level and a trend */
  FORECAST_HOLT_WINTERS_ADDITIVE,       /* and a season that is added */
  FORECAST_HOLT_WINTERS_MULTIPLICATIVE, /* or multiplied */
  FORECAST_METHODS,
};

struct forecast_rules {
  enum forecast_method method;
  int months;   /* ahead */
  double level; /* of its interval, per cent */
  struct loc loc;
};

/* Whether a district is called higher or lower than its comparator.  Usual: over-dispersed for a rate,
 * by its own interval for a proportion. */
enum funnel_limits_choice {
  FUNNEL_LIMITS_USUAL,
  FUNNEL_LIMITS_POISSON,
  FUNNEL_LIMITS_BINOMIAL,
  FUNNEL_LIMITS_OVER_DISPERSED,
};
struct funnel_choice {
  enum funnel_limits_choice limits;
  bool multiplicative; /* over-dispersed: chance is multiplied; otherwise a spread is added */
  bool together;       /* over-dispersed: from all districts; otherwise each without itself */
};

/* How a change since an earlier period is tested.  Usual: by what the source has. */
enum change_choice {
  CHANGE_BY_USUAL,
  CHANGE_BY_NONE,
  CHANGE_BY_MONTHS, /* quasi-Poisson on paired months */
  CHANGE_BY_MID_P,
  CHANGE_BY_EXACT,
  CHANGE_BY_E_TEST,
  CHANGE_BY_SCORE,
  CHANGE_BY_NEWCOMBE,
};

/* What of two periods is compared. */
enum change_of { CHANGE_OF_COUNTS, CHANGE_OF_RATES };

/* How five years are tested for a trend.  Usual is for definitions only; in a catalog it is none. */
enum trend_choice {
  TREND_BY_USUAL,
  TREND_BY_NONE,
  TREND_BY_FIVE_POINTS,
  TREND_BY_COCHRAN_ARMITAGE,
};

/* What an indicator is compared with. */
enum comparator_kind {
  COMPARATOR_AREA,    /* an area of the catalog */
  COMPARATOR_REST,    /* the comparator without the area itself */
  COMPARATOR_ENGLAND,
  COMPARATOR_PEERS,   /* the average of the area's group of peers */
};

struct comparator {
  enum comparator_kind kind;
  int area; /* COMPARATOR_AREA; NO_INDEX otherwise */
};

/* What the partnership wants it to be, in its unit. */
struct goal {
  double lower, upper;
  bool has_upper;
  const char *set_by; /* "Strategy group, 2025" */
};

/* How near repeats are counted: at one place, then PLACES bands of METRES, then further; TIMES bands of
 * DAYS, then later. */
struct near_repeat_choice {
  const struct source *events; /* NULL: none are looked for */
  double metres;
  int places, days, times;
};

/* Repeat locations, hot spots of a grid and their density, of single events. */
struct event_places_choice {
  const struct source *events; /* NULL: none are looked for */
  double cell, within, discovery, bandwidth; /* metres; per cent */
};

struct indicator {
  const char *id; /* "asb.incidents" */
  const char *title;
  const char *short_title; /* for table rows: "Anti-social behaviour" */
  const char *noun;        /* what is counted, plural: "incidents" */
  const char *caveat;      /* may be NULL */
  const char *definition;  /* one or two sentences: what is counted; may be NULL */
  const char *const *outcomes; /* ids of outcomes */
  size_t outcome_count;
  int plugin; /* index of its plugin */
  struct loc loc;

  /* Its value. */
  const char *measure;
  const struct where *where;
  size_t where_count;
  enum statistic statistic;
  struct loc statistic_loc; /* where 'statistic' is said */
  const char *per_measure; /* the denominator's measure; NULL: none, or the source's own */
  const struct where *per_where; /* which of its facts */
  size_t per_where_count;
  double scale;            /* rate: 1000; proportion: 100 */
  const char *unit;        /* "per 1,000 residents", "%" */
  const struct standard *standard; /* STATISTIC_STANDARDISED and STATISTIC_RATIO; NULL otherwise */
  enum interval_method interval;
  double level; /* per cent: 95 */
  enum polarity polarity;
  bool derived; /* put by its plugin's code, not computed from facts */

  /* What it is held against. */
  const int *compare; /* indexes of areas; the first is the comparator in figures */
  size_t compare_count;
  const struct comparator *comparators; /* all of `compare`, in its order */
  size_t comparator_count;
  const char *elsewhere_measure; /* figures of places elsewhere; NULL: those of its own measure */
  const struct where *elsewhere_where;
  size_t elsewhere_where_count;
  const struct goal *goal; /* NULL: none */
  struct funnel_choice funnel;
  enum change_choice change;
  enum change_of change_of; /* of counts, or of rates */
  struct loc change_loc;
  enum trend_choice trend;
  struct loc trend_loc; /* where a test is named; LOC_NONE: the usual one, or none */

  /* Over time. */
  struct chart_rules chart;
  struct forecast_rules forecast;

  /* In places. */
  struct inequality_choice inequality;
  struct hot_spots_choice hot_spots;
  struct loc place_loc; /* where 'inequality' is said, or else 'hot spots' */
  const struct source *severity; /* of the weights of its offences; NULL: no harm is worked out */
  struct loc severity_loc;
  struct near_repeat_choice near_repeat;
  struct event_places_choice event_places;

  /* Who may see it. */
  bool restricted;        /* published under a disclosure rule only */
  enum marking marking;   /* its own, its sources' or its plugin's: the strictest */
  struct disclosure disclosure; /* the rules that hold for it, wherever they were given */
};

#endif
