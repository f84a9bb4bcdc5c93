/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which symbol stands for a comparison or a change: worse, better or neutral by the indicator's
 * polarity.  The one place that decides.
 */
#ifndef STRATA_EXTEND_MARKS_H
#define STRATA_EXTEND_MARKS_H

#include "compute/results.h"
#include "document/symbol.h"

/* Of the comparison with the comparator. */
enum symbol mark_position(const struct indicator *indicator, const struct result *result);

/* Of the change since the earlier period. */
enum symbol mark_change(const struct indicator *indicator, const struct result *result);

#endif
