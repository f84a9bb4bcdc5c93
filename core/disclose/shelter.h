/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Protected figures for an audience: rules, secondary suppression and rounding put together into
 * what core/compute works from.
 */
#ifndef STRATA_DISCLOSE_SHELTER_H
#define STRATA_DISCLOSE_SHELTER_H

#include "compute/protected.h"
#include "disclose/rules.h"

/* What AUDIENCE may see of RESULTS, which are not protected.  CELLS: the cells of its indicators with
 * rules, protected; NULL: none were made.  HEEDS as in disclose_results_heeding.  Lives in ARENA. */
const struct protected_figures *shelter_figures(struct arena *arena, const struct results *results,
                                                const struct cells *cells, enum audience audience,
                                                unsigned heeds);

#endif
