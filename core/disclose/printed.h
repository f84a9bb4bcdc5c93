/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A count that an earlier edition of the series printed: plain data, for those who protect and for
 * those who attack.
 */
#ifndef STRATA_DISCLOSE_PRINTED_H
#define STRATA_DISCLOSE_PRINTED_H

#include "define/period.h"

#include <stdbool.h>

/* What an earlier edition of the series printed, and so can no longer be hidden. */
struct printed_count {
  int indicator;
  bool denominator;
  int row;
  struct period period;
  double value, base; /* as printed, and the base that it was rounded to (0: as it was) */
};

#endif
