/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hot spots: places that are high together with their neighbours, more than chance would make them.
 *
 * Pure functions of points in metres (or any plane unit) and a value at each.  Getis and Ord's Gi*,
 * with the place itself among its neighbours; Benjamini and Hochberg's control of the false
 * discovery rate, because a test at each of hundreds of places finds some by chance alone; how well
 * yesterday's busiest places foretold today's; how much is at repeat locations.
 *
 * Sources: Ord JK, Getis A, Geographical Analysis 1995;27:286-306; Benjamini Y, Hochberg Y, Journal of
 * the Royal Statistical Society B 1995;57:289-300; Caldeira de Castro M, Singer BH, Geographical
 * Analysis 2006;38:180-208; Chainey S, Tompson L, Uhlig S, Security Journal 2008;21:4-28 (PAI); Hunt
 * JM, 2016 (PEI); Levine N, Security Journal 2008;21:295-302 (RRI); Wheeler AP, Steenbeek W, Journal of
 * Quantitative Criminology 2021;37:445-480.
 */
#ifndef STRATA_COMPUTE_HOT_SPOTS_H
#define STRATA_COMPUTE_HOT_SPOTS_H

#include <stddef.h>

enum { HOT_SPOTS_LEAST_PLACES = 5 };

/* A place: where its centre is, and how much is there; a NaN anywhere leaves it out. */
struct spot {
  double x, y, value;
};

enum hot_spots_status {
  HOT_SPOTS_SOUND,
  HOT_SPOTS_FEW_PLACES, /* fewer than HOT_SPOTS_LEAST_PLACES have a value */
  HOT_SPOTS_ALL_EQUAL,  /* nothing differs, so nothing is high */
};

/* Gi* of each of COUNT spots into RET_Z: neighbours are those whose centres are within DISTANCE,
 * itself among them.  NaN where there is no value, and where all places are neighbours.  Nothing is
 * written unless the answer is HOT_SPOTS_SOUND.  WORK has room for COUNT. */
enum hot_spots_status hot_spots_gi(const struct spot *spots, size_t count, double distance,
                                   size_t *work, double *ret_z);

/* The two-sided p of each of COUNT Z: NaN of NaN. */
void hot_spots_p(const double *z, size_t count, double *ret_p);

/* P adjusted by Benjamini and Hochberg, as R's p.adjust does: a place whose adjusted p is at most q
 * is found with a false discovery rate of q.  NaN stays, and is no test.  WORK has room for COUNT. */
void false_discovery(const double *p, size_t count, size_t *work, double *ret_adjusted);

/* ---- a grid -------------------------------------------------------------------------------- */

/* Square cells over an extent, from the south-west, row by row. */
struct grid {
  double x, y, cell;
  size_t columns, rows;
};

/* The grid of square CELLs that holds all SPOTS, at most MOST_CELLS; its corner is a multiple of
 * CELL, so that another period's points fall into the same cells.  -1, with nothing written, when
 * there is no spot, CELL is not above 0, or it would be larger. */
int grid_over(const struct spot *spots, size_t count, double cell, size_t most_cells,
              struct grid *ret);

/* One spot a cell: its centre, and the sum of the values in it. */
void grid_count(const struct grid *grid, const struct spot *spots, size_t count,
                struct spot *ret_cells);

/* ---- prediction ---------------------------------------------------------------------------- */

/* A place of some size, with what was foretold of it and what came. */
struct foretold {
  double predicted, observed, size;
};

struct prediction {
  double accuracy;   /* PAI: share of events over share of size, in the places taken */
  double efficiency; /* PEI: accuracy over the best that as many places could have had */
  double recovery;   /* RRI: foretold over observed there; NaN when none was observed */
};

/* For the TAKEN places of most foretold per size, of equal ones those that came to least.  -1, with
 * nothing written, when a number is missing or below 0, a size is 0, nothing was observed, or TAKEN
 * is not 1 to COUNT.  ORDER has room for COUNT. */
int prediction_find(const struct foretold *places, size_t count, size_t taken, size_t *order,
                    struct prediction *ret);

/* ---- repeat locations ---------------------------------------------------------------------- */

struct repeats {
  size_t locations, repeated; /* with an incident; with two or more */
  double incidents;
  double at_repeats;    /* share of the incidents at locations with two or more, 0 to 1 */
  double repeat_events; /* share that would not be, had each location one: (all - locations) / all */
  size_t half;          /* the fewest locations that hold half of the incidents */
};

/* From COUNTS of incidents by location; a NaN is no location.  -1, with nothing written, when one is
 * below 0 or not whole, or there is no incident.  WORK has room for COUNT. */
int repeats_find(const double *counts, size_t count, double *work, struct repeats *ret);

#endif
