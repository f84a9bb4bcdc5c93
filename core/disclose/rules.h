/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules: which counts may not be published as they are (primary suppression), and in how wide a
 * range an attacker must be left.
 *
 * Rules come from the catalog (docs/DISCLOSURE.md); which of them hold for an indicator was decided
 * there.  Nothing here looks at how counts hang together: that is disclose/cells.h.
 */
#ifndef STRATA_DISCLOSE_RULES_H
#define STRATA_DISCLOSE_RULES_H

#include "compute/protected.h"
#include "disclose/disclose.h"

struct cells;

/* What must be left possible of a hidden count: LOW to HIGH, which hold it. */
struct rule_range {
  double low, high;
};

/* Whether RULE hides COUNT for its size.  A count that is no number is not hidden. */
bool rule_hides_count(const struct disclosure_rule *rule, double count,
                      struct rule_range *ret_range);

/* Whether RULE hides a count of which CONTRIBUTIONS, none negative, are the parts: the (n,k) rule and
 * the p% and pq rules (Hundepool and others, Statistical Disclosure Control, 2012, section 4.2).
 * CONTRIBUTIONS is put into descending order. */
bool rule_hides_parts(const struct disclosure_rule *rule, double *contributions, size_t count,
                      struct rule_range *ret_range);

/* The same of the figure of INDICATOR for ROW in PERIOD, whose parts are those of the category that RULE
 * names; false when it names none. */
bool rule_hides_dominated(struct arena *scratch, const struct facts *facts,
                          const struct indicator *indicator, const struct disclosure_rule *rule,
                          int row, struct period period, struct rule_range *ret_range);

/* Whether RULE is for ROW: an area of CATALOG, or one of the sums' rows after them, which are as the
 * force is. */
bool rule_covers(const struct catalog *catalog, const struct disclosure_rule *rule, int row);

/* Whether RULE holds for AUDIENCE. */
bool rule_holds(const struct disclosure_rule *rule, enum audience audience);

/* The rules of INDICATOR that hold for AUDIENCE and are not idle: one that publishes everything as it is, is no
 * rule.  NULL after the last from *AT, which begins at 0. */
const struct disclosure_rule *rules_next(const struct indicator *indicator, enum audience audience,
                                         size_t *at);

/* Whether the rules hide what RESULTS has of INDICATOR for AREA in PERIOD.  Also for figures that have
 * no cells: what a plugin computed, and values that were given; where their counts are not known,
 * every rule that hides or rounds hides them. */
enum hiding rules_hide(struct arena *scratch, const struct results *results, int indicator,
                       int area, struct period period, enum audience audience);

/* Marks the CELLS that the rules hide, and the base to which the others are rounded. */
void rules_mark(struct cells *cells, enum audience audience);

#endif
