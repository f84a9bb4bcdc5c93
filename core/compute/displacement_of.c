/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weighted displacement difference of an initiative, on the facts. */
#include "compute/displacement_of.h"
#include "compute/model.h"

#include <math.h>

enum { LEVEL = 95 };

/* Adds the counts of AREA; NULL, or why there are none. */
static const char *add_area(const struct results *results, const struct initiative *initiative,
                            int area, struct before_after *sum)
{
  struct result result;
  enum change_test test;
  const struct view *view = &results->views[initiative->indicator];
  results_find(results, initiative->indicator, area, initiative->after, &result);
  if (isnan(result.numerator))
    return result.reason ? result.reason : "A count after it is not known";
  find_change_since(results, view, area, initiative->after, initiative->before, &result, &test);
  if (result.change == CHANGE_NOT_COMPARABLE)
    return result.change_reason;
  if (isnan(result.before_numerator))
    return "A count before it is not known";
  sum->before += result.before_numerator;
  sum->after += result.numerator;
  return NULL;
}

void results_initiative(const struct results *results, const struct initiative *initiative,
                        struct initiative_result *ret)
{
  struct displacement_design design = { 0 };
  struct before_after *places[INITIATIVE_PARTS] = { &design.treated, &design.control,
                                                    &design.beside_treated,
                                                    &design.beside_control };
  const char *reason = NULL;
  *ret = (struct initiative_result) { .status = STATUS_PUBLISHED };
  for (int part = 0; part < INITIATIVE_PARTS && !reason; part++) {
    for (size_t i = 0; i < initiative->parts[part].count && !reason; i++)
      reason = add_area(results, initiative, initiative->parts[part].areas[i], places[part]);
  }
  if (!reason && displacement_of(&design, LEVEL, &ret->found) < 0)
    reason = "Nothing was counted in any of its places";
  if (reason) {
    const double none = NAN;
    *ret = (struct initiative_result) {
      .status = STATUS_UNAVAILABLE, .reason = reason,
      .found = { none, none, none, none, none, none, none, { none, none } },
    };
    return;
  }
  struct interval interval = ret->found.interval;
  ret->change = interval.lower > 0   ? CHANGE_ROSE
                : interval.upper < 0 ? CHANGE_FELL
                                     : CHANGE_SIMILAR;
}
