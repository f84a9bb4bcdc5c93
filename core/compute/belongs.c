/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/belongs.h"

int category_column(const struct fact_table *table, const char *name)
{
  for (size_t i = 0; i < table->category_name_count; i++) {
    if (str_is(str_of(name), table->category_names[i]))
      return (int)i;
  }
  return NO_INDEX;
}

static bool has_value(const struct where *where, const char *value)
{
  for (size_t i = 0; i < where->value_count; i++) {
    if (str_is(str_of(value), where->values[i]))
      return true;
  }
  return false;
}

bool category_is_wanted(const struct where *wheres, size_t count, const struct fact_table *table,
                        const struct category *category)
{
  for (size_t i = 0; i < count; i++) {
    const struct where *where = &wheres[i];
    int column = category_column(table, where->category);
    bool has = column != NO_INDEX && has_value(where, category->values[column]);
    if (has == where->except)
      return false;
  }
  return true;
}

static bool is_inside(const struct facts *facts, uint32_t place, int area)
{
  const struct area *definition = &facts->catalog->areas[area];
  if (place == PLACE_UNASSIGNED)
    return definition->kind == AREA_FORCE;
  if (place >= PLACE_OUTSIDE)
    return false;
  int within = place >= PLACE_SMALL ? facts->small_areas[place - PLACE_SMALL].district : (int)place;
  if (within == area)
    return true;
  for (size_t i = 0; i < definition->member_count; i++)
    if (definition->members[i] == within)
      return true;
  return false;
}

static bool is_during(const struct fact *fact, struct period period)
{
  if (fact->kind == PERIOD_MONTH)
    return fact->month >= period_first(period) && fact->month <= period.last;
  return fact->month == period.last && period_months(period) == 12;
}

bool fact_belongs(const struct facts *facts, const struct fact_table *table,
                  const struct fact *fact, const struct indicator *indicator, int area,
                  struct period period)
{
  return is_during(fact, period) && is_inside(facts, fact->place, area)
    && category_is_wanted(indicator->where, indicator->where_count, table,
                          &table->categories[fact->category]);
}
