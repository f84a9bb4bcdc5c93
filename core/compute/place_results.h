/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inequality, severity and hot spots of an indicator: the methods of compute/inequality.h, harm.h and
 * hot_spots.h on the facts.
 *
 * As results_find: pure functions of const results, nothing rounded, and a status with a reason
 * where there is no answer.  They know neighbourhoods (small areas) of one vintage at a time: those
 * that the records of the period are coded to.  What was counted without a location is in none of
 * them.
 */
#ifndef STRATA_COMPUTE_PLACE_RESULTS_H
#define STRATA_COMPUTE_PLACE_RESULTS_H

#include "compute/harm.h"
#include "compute/hot_spots.h"
#include "compute/inequality.h"
#include "compute/near_repeat.h"
#include "compute/results.h"

enum { DEPRIVATION_TENTHS = 10 };

/* ---- inequality ---------------------------------------------------------------------------- */

/* By the tenths of England's neighbourhoods, 1 the most deprived, that the area's are in. */
struct inequality_result {
  enum status status;
  const char *reason; /* NULL when published; then NAN for all that is not known */
  struct inequality index; /* in the indicator's unit */
  struct inequality_intervals intervals;
  double level;       /* of the intervals, per cent */
  const char *method;
  /* HIGHER: the most deprived have more, beyond what chance makes; SIMILAR; LOWER. */
  enum significance significance;
  struct period vintage; /* of the index of deprivation */
  const char *domain;

  /* The most deprived tenth: its share of all that was counted in neighbourhoods, with Wilson's
   * interval, of their people, and of their harm; 0 to 1.  NAN when the area has none of it. */
  double volume_share, volume_lower, volume_upper;
  double people_share, harm_share;
};

void results_inequality(const struct results *results, int indicator, int area,
                        struct period period, struct inequality_result *ret);

/* The shares of the most deprived tenth alone, without the line: it simulates nothing. */
void results_deprived_tenth(const struct results *results, int indicator, int area,
                            struct period period, struct inequality_result *ret);

/* Simulates the intervals that reports will ask for, or finds them in the store in folder DIR by
 * the hash of what they are made from, so that a warm run does not simulate: RET has them at hand.
 * A store that cannot be used costs time alone. */
void results_simulate(struct arena *arena, const struct results *results, const char *dir,
                      struct diags *diags, const struct results **ret);

/* ---- severity ------------------------------------------------------------------------------ */

struct severity_category {
  const char *name;
  double offences, weight, harm;          /* weight and harm NAN: it has no weight */
  double share_of_offences, share_of_harm; /* of those with a weight, 0 to 1; NAN without one */
};

struct severity_result {
  enum status status;
  const char *reason;
  const struct severity_weights *weights; /* whose version and date are to be printed */
  struct harm harm;
  double score; /* harm a head of what the indicator is per; NAN for a count */
  const struct severity_category *categories; /* most harm first, then those without a weight */
  size_t category_count;
};

/* CATEGORIES live in ARENA. */
void results_severity(struct arena *arena, const struct results *results, int indicator, int area,
                      struct period period, struct severity_result *ret);

/* ---- hot spots ----------------------------------------------------------------------------- */

struct hot_spot {
  size_t small; /* index in facts.small_areas */
  double count, rate, z;
  double p;     /* adjusted */
  bool before;  /* was one before, too */
};

/* Tested among all neighbourhoods of the indicator's comparator; what is said is of AREA's. */
struct hot_spots_result {
  enum status status;
  const char *reason;
  size_t tested, hot, cold;
  double share;        /* of the count in AREA's neighbourhoods, in its hot spots: 0 to 1 */
  const struct hot_spot *spots; /* the hot ones of AREA, the highest z first: HOT of them */
  double within, discovery;

  /* The period before, the same that the change is against; all of the comparator's places. */
  bool has_before;
  struct period before;
  size_t before_hot, again; /* hot then, and of those hot now */
  struct prediction prediction; /* did the hot spots then foretell this period's events?  By
                                 * neighbourhoods, each of size one; recovery is NAN */

  /* One a small area of the facts: NaN outside AREA and where there was no test; p is adjusted. */
  const double *z, *p;
};

void results_hot_spots(struct arena *arena, const struct results *results, int indicator, int area,
                       struct period period, struct hot_spots_result *ret);

/* ---- places of single events --------------------------------------------------------------- */

enum { EVENT_PLACES_MOST_CELLS = 20000 };

/* A square cell: its south-west corner, in metres of the national grid. */
struct hot_cell {
  double easting, northing;
  double count, z, p; /* p adjusted */
  double density;     /* kernel density at its centre, events a square kilometre */
};

/* Of all events of the source in the period together: how much is at locations that had one before, and
 * which cells of a grid are hot spots. */
struct event_places_result {
  enum status status;
  const char *reason;
  size_t events, without_point; /* in the period; in the whole source */
  struct repeats repeats;       /* a location is a square metre */
  double cell, within, discovery, bandwidth;
  size_t cells, hot;            /* tested; found */
  double share;                 /* of the events, in hot cells: 0 to 1 */
  const struct hot_cell *hot_cells; /* the highest z first: HOT of them */
  struct grid grid;
  const double *density; /* one a cell of GRID, at its centre: events a square kilometre */
};

/* HOT_CELLS live in ARENA.  AREA is the comparator, or there is no answer. */
void results_event_places(struct arena *arena, const struct results *results, int indicator,
                          int area, struct period period, struct event_places_result *ret);

/* ---- near repeats -------------------------------------------------------------------------- */

enum { NEAR_REPEAT_PERMUTATIONS = 999 };

/* Of all events of the source in the period together: they have no district. */
struct near_repeat_result {
  enum status status;
  const char *reason;
  size_t events, without_point; /* in the period; in the whole source */
  size_t places, times;         /* bands; the last of each is open */
  double metres[NEAR_REPEAT_MOST_BANDS], days[NEAR_REPEAT_MOST_BANDS]; /* where each begins */
  const struct near_repeat_cell *cells;                                /* [place][time] */
};

/* CELLS live in ARENA.  AREA is the comparator, or there is no answer. */
void results_near_repeat(struct arena *arena, const struct results *results, int indicator, int area,
                         struct period period, struct near_repeat_result *ret);

#endif
