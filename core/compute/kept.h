/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures that were found before, kept beside results: only for core/compute.
 *
 * A district is ranked among all districts and held against the spread of the others, so the same
 * figures are wanted again and again.  A sheet holds those of one indicator and period.  Results stay
 * const and pure to all who ask: what is kept is what would be worked out again.  Sheets live in
 * the arena of the results that they are of and are filled when first asked for: one thread at a time.
 */
#ifndef STRATA_COMPUTE_KEPT_H
#define STRATA_COMPUTE_KEPT_H

#include "compute/funnel_of.h"
#include "compute/model.h"

/* What the same is of a small area, before protection. */
struct small_figure {
  struct sum sum;
  double per; /* the denominator, by the indicator's basis */
  bool known;
};

struct sheet {
  struct figure *figures; /* one an area; ask figure_kept */
  bool *known;
  double *values; /* of the districts; NULL until they were asked for */
  struct small_figure *small; /* one a small area; NULL until they were asked for */
  /* Of the members of the indicator's comparator; NULL until they were asked for. */
  double *counts, *wholes;
  struct kept_spread *spreads;
};

enum { SHEET_KINDS = PERIOD_YEAR_ENDING + 1 };

/* For the figures of one view between the periods that it may have. */
struct sheets {
  struct arena *arena;
  size_t areas;
  int32_t first; /* month */
  size_t month_count;
  struct sheet **at; /* [month][kind]; NULL until asked for */
};

struct sheets *sheets_new(struct arena *arena, const struct catalog *catalog,
                          const struct supply *supply);

struct sheet *sheet_new(struct sheets *sheets);

/* The sheet of PERIOD; NULL where nothing is kept of it. */
static inline struct sheet *sheet_of(const struct view *view, struct period period)
{
  struct sheets *sheets = view->sheets;
  int32_t month = sheets ? period.last - sheets->first : -1;
  if (month < 0 || (size_t)month >= sheets->month_count)
    return NULL;
  struct sheet **at = &sheets->at[(size_t)month * SHEET_KINDS + period.kind];
  if (!*at)
    *at = sheet_new(sheets);
  return *at;
}

/* figure_of without a copy: where it is kept, or else in ROOM. */
const struct figure *figure_worked_out(const struct results *results, const struct view *view,
                                       int area, struct period period, struct sheet *sheet,
                                       struct figure *room);

static inline const struct figure *figure_kept(const struct results *results,
                                               const struct view *view, int area,
                                               struct period period, struct figure *room)
{
  bool own = (size_t)area < results->catalog->area_count;
  struct sheet *sheet = own ? sheet_of(view, period) : NULL;
  return sheet && sheet->known[area]
           ? &sheet->figures[area]
           : figure_worked_out(results, view, area, period, sheet, room);
}

/* The values of all districts in PERIOD: kept, or else in ROOM for as many. */
const double *values_of_districts(const struct results *results, const struct view *view,
                                  struct period period, double *room);

/* The counts and denominators of the comparator's members, as funnel limits want them; kept, or else
 * in ROOM for twice as many.  Without the average, which must be the comparator's own where limits
 * are over-dispersed: how far they spread is kept too. */
struct funnel_places funnel_places_of(const struct results *results, const struct view *view,
                                      struct period period, double *room);

#endif
