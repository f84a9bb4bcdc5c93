/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is not published: markings and disclosure rules, as the definitions have them.
 *
 * Parts of the catalog; core/disclose obeys them.
 */
#ifndef STRATA_DEFINE_DISCLOSURE_H
#define STRATA_DEFINE_DISCLOSURE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum marking {
  MARKING_OFFICIAL,
  MARKING_OFFICIAL_SENSITIVE, /* in the restricted edition only */
};

/* What a rule covers, added up. */
enum disclosure_areas {
  COVERS_SMALL_AREAS = 1,
  COVERS_DISTRICTS = 2,
  COVERS_GROUPS = 4,
  COVERS_COMPARATOR = 8,
  COVERS_FORCE = 16,
};

/* What is not published; docs/DISCLOSURE.md. */
struct disclosure_rule {
  const char *name;          /* of the set that it is, or began as; NULL: spelled out */
  bool withheld;             /* nothing of what it covers is published */
  int hide_least, hide_most; /* counts from, to that are not published; most 0: none */
  bool zeros_hidden;         /* nor is 0 */
  int base;                  /* counts are rounded to a multiple of this; 1: not rounded */
  bool secondary;            /* more is hidden where what is hidden could be worked out */
  const char *contributors;  /* a category: whose each part of a count is; NULL: not looked at */
  int dominance_largest;     /* (n,k): hidden where the n largest have more than k per cent; 0: not */
  double dominance_share;
  double p_percent, q_percent; /* p% and pq rule; 0: not */
  unsigned covers;             /* enum disclosure_areas */
  const char *const *breakdowns; /* only indicators that choose by one of these categories; none: all */
  size_t breakdown_count;
  bool both_audiences; /* it holds for the restricted edition too */
  struct loc loc;
};

/* The set of rules that comes with strata as NAME, which there must be. */
const struct disclosure_rule *disclosure_set(const char *name);

/* Whether RULE publishes everything as it is, as `none` does. */
bool disclosure_is_idle(const struct disclosure_rule *rule);

struct disclosure {
  const struct disclosure_rule *rules; /* all hold: the strictest wins */
  size_t count;
  bool own; /* they were given to the indicator itself, and not to what it counts */
};

/* What the restricted edition prints on every page. */
struct restricted_edition {
  const char *marking, *handling;
  const char *const *distribution;
  size_t distribution_count;
  struct loc loc;
};

#endif
