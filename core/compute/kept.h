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

struct sheet {
  struct figure *figures; /* one an area; ask figure_of */
  bool *known;
  bool districts_known; /* all of them */
  /* Of the members of the indicator's comparator; NULL until they were asked for. */
  double *counts, *wholes;
  struct kept_spread *spreads;
};

/* For the figures of one view between the periods that it may have. */
struct sheets *sheets_new(struct arena *arena, const struct catalog *catalog,
                          const struct supply *supply);

/* The sheet of PERIOD; NULL where nothing is kept of it. */
struct sheet *sheet_of(const struct view *view, struct period period);

/* The figures of all districts in PERIOD: kept, or else in ROOM for as many. */
const struct figure *figures_of_districts(const struct results *results, const struct view *view,
                                          struct period period, struct figure *room);

/* The counts and denominators of the comparator's members, as funnel limits want them; kept, or else
 * in ROOM for twice as many.  Without the average, which must be the comparator's own where limits
 * are over-dispersed: how far they spread is kept too. */
struct funnel_places funnel_places_of(const struct results *results, const struct view *view,
                                      struct period period, double *room);

#endif
