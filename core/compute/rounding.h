/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rounding for disclosure: the one place where a count becomes a multiple of a base, and a rate less
 * exact.
 *
 * It stands in core/compute so that everything is worked out from rounded counts; core/disclose
 * says which counts are rounded and to what.
 */
#ifndef STRATA_COMPUTE_ROUNDING_H
#define STRATA_COMPUTE_ROUNDING_H

/* COUNT to the nearest multiple of BASE, halves up: to 5, 8 and 12 give 10, 13 and 17 give 15, 18
 * gives 20.  Never turns an order round.  BASE 1 or less: COUNT itself.  NaN stays NaN. */
double round_to_base(double count, int base);

/* VALUE to three significant digits.  A rate standardised by age is made of few whole numbers of events: with
 * all its digits it gives back how many there are of each age. */
double round_to_three_digits(double value);

#endif
