/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a later release of its source changed a figure. */
#include "compute/model.h"

static bool lies_in(const struct results *results, uint32_t place, int area)
{
  const struct area *wanted = &results->catalog->areas[area];
  if (place == PLACE_UNASSIGNED)
    return wanted->kind == AREA_FORCE;
  if (place < PLACE_SMALL || place > PLACE_UNASSIGNED)
    return false;
  int district = results->facts->small_areas[place - PLACE_SMALL].district;
  for (size_t i = 0; i < wanted->member_count; i++)
    if (wanted->members[i] == district)
      return true;
  return false;
}

bool is_revised(const struct results *results, const struct view *view, int area,
                struct period period)
{
  if (!view->numerators)
    return false;
  const struct fact_table *table = view->numerators->supply->table;
  double by = 0;
  for (size_t i = 0; i < table->change_count; i++) {
    const struct fact_change *change = &table->changes[i];
    if (change->month >= period_first(period) && change->month <= period.last
        && view->numerators->wanted[change->category] && lies_in(results, change->place, area))
      by += change->by;
  }
  return by != 0;
}
