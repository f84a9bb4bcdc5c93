/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Near repeats: whether events that are close in place are close in time more often than chance
 * would have them (Knox's test).
 *
 * A pure function of events with coordinates in metres and a day.  It must not be given points that
 * were moved to a few places to keep people private, as those of data.police.uk are: events of
 * different homes then stand at one point, and every count at distance 0 is made by that.
 *
 * Bands are half open and say so: from 0 up to but not including 100 is [0, 100).  The Near Repeat
 * Calculator's labels are one off (a pair three days apart is printed under "4 to 6 days").
 *
 * Sources: Knox EG, Applied Statistics 1964;13:25-30; Johnson SD and others, Journal of Quantitative
 * Criminology 2007;23:201-219; for p: Davison AC, Hinkley DV, Bootstrap methods and their application,
 * Cambridge, 1997, section 4.2.
 */
#ifndef STRATA_COMPUTE_NEAR_REPEAT_H
#define STRATA_COMPUTE_NEAR_REPEAT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NEAR_REPEAT_LEAST_EVENTS = 10, NEAR_REPEAT_MOST_EVENTS = 20000, NEAR_REPEAT_MOST_BANDS = 16 };

struct near_event {
  double x, y;
  int32_t day;
};

/* COUNT edges make COUNT - 1 bands [EDGES[i], EDGES[i + 1]); the last edge may be INFINITY. */
struct bands {
  const double *edges;
  size_t count;
};

struct near_repeat_request {
  const struct near_event *events;
  size_t event_count;
  struct bands distance, time; /* metres; days */
  bool manhattan;              /* along the axes; otherwise as the crow flies */
  size_t permutations;         /* of the days; 999 is usual, 0 gives counts alone */
  unsigned seed;
};

/* One cell a pair of bands: [distance band][time band]. */
struct near_repeat_cell {
  double pairs;    /* observed */
  double expected; /* the mean of the permutations; NaN without */
  double ratio;    /* pairs / expected; NaN when none is expected */
  double p;        /* (permutations with as many pairs or more + 1) / (permutations + 1) */
};

enum near_repeat_status {
  NEAR_REPEAT_SOUND,
  NEAR_REPEAT_FEW_EVENTS,
  NEAR_REPEAT_MANY_EVENTS, /* or pairs, or years: choose a shorter time or narrower bands */
  NEAR_REPEAT_BANDS,       /* fewer than two edges, too many, or edges that do not rise */
  NEAR_REPEAT_SAME_DAY,    /* all on one day: permuting them changes nothing */
  NEAR_REPEAT_NO_POINT,    /* an event's coordinate is no number */
};

/* RET has room for the bands of distance times those of time; it is written only when the answer is
 * NEAR_REPEAT_SOUND.  SCRATCH holds what the permutations need. */
enum near_repeat_status near_repeat_find(struct arena *scratch,
                                         const struct near_repeat_request *request,
                                         struct near_repeat_cell *ret);

#endif
