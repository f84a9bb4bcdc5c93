/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where classes of a map begin: parts with equally many values, and natural breaks.
 *
 * Pure functions.  Equal values are always in the same class, and no class is empty, so that there may
 * be fewer classes than were asked for.
 *
 * Sources: Fisher WD, Journal of the American Statistical Association 1958;53:789-798 (that the best
 * groups are found exactly, one value after another); Jenks GF, International Yearbook of Cartography
 * 1967;7:186-190 (that maps are classed by them).
 */
#ifndef STRATA_COMPUTE_CLASS_BREAKS_H
#define STRATA_COMPUTE_CLASS_BREAKS_H

#include <stddef.h>

/* The lowest values of all classes but the first of at most CLASSES, from the COUNT ascending values:
 * R's type 7 quantiles.  Returns how many, at most CLASSES - 1. */
size_t quantile_breaks(const double *sorted, size_t count, size_t classes, double *ret_breaks);

/* The same of the classes whose values differ least from their class's mean, by the sum of squares. */
size_t natural_breaks(const double *sorted, size_t count, size_t classes, double *ret_breaks);

#endif
