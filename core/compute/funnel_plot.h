/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A funnel plot as numbers: every district of the comparator by its size, and the curves.
 *
 * Made from results, so that core/disclose can give those that may be seen: a district whose result
 * is not published has a point without numbers and no part in the limits.  Lives in the caller's
 * arena.
 */
#ifndef STRATA_COMPUTE_FUNNEL_PLOT_H
#define STRATA_COMPUTE_FUNNEL_PLOT_H

#include "compute/funnel_of.h"
#include "compute/results.h"

struct funnel_point {
  int area;
  enum status status;
  const char *reason;        /* why it is not published; NULL when it is */
  double size;               /* its denominator */
  double value;              /* in the indicator's unit, as are the limits */
  struct interval near, far; /* its own; NaN when it is not judged */
  enum funnel_position position;
};

struct funnel_plot {
  const struct indicator *indicator;
  int comparator;
  double average;     /* the comparator's value */
  const char *method; /* "over-dispersed limits 95%, itself left out" */
  const struct funnel_point *points; /* one a district of the comparator */
  size_t count;
  size_t within;      /* how many lie within their limits */
  const char *reason; /* why there is no plot: a sentence; NULL when there is one */
  struct funnel_places places; /* for the curves */
};

/* From the results of the comparator and of each district of the CATALOG.  A plot with a reason
 * has no points. */
struct funnel_plot funnel_plot_of(struct arena *arena, const struct catalog *catalog,
                                  const struct indicator *indicator, int comparator_area,
                                  const struct result *comparator, const struct result *districts);

/* The curves at SIZE, in the indicator's unit: over-dispersed ones from the spread of all, which is
 * close to what most districts are held against.  -1 where there are none. */
int funnel_plot_curve(const struct funnel_plot *plot, double size, struct interval *ret_near,
                      struct interval *ret_far);

/* The plot of a period, against the indicator's first comparator. */
struct funnel_plot results_funnel(struct arena *arena, const struct results *results, int indicator,
                                  struct period period);

#endif
