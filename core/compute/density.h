/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kernel density: how many events there are per unit of ground around each cell of a grid.
 *
 * A pure function.  The kernel is the quartic one that crime mapping uses: an event counts for
 * 3/(pi h^2) (1 - d^2/h^2)^2 at distance d below the bandwidth h, and for nothing beyond, so that
 * over the whole plane it counts for one.
 *
 * Source: Silverman BW. Density estimation for statistics and data analysis. Chapman and Hall, 1986,
 * equation 4.5; Chainey S, Ratcliffe J. GIS and crime mapping. Wiley, 2005, chapter 6.
 */
#ifndef STRATA_COMPUTE_DENSITY_H
#define STRATA_COMPUTE_DENSITY_H

#include "compute/hot_spots.h"

/* The density at the centre of each cell of GRID, row by row, in value per square unit; a spot with
 * a NaN is passed over.  -1, with nothing written, when BANDWIDTH is not above 0. */
int density_find(const struct grid *grid, const struct spot *spots, size_t count, double bandwidth,
                 double *ret_density);

#endif
