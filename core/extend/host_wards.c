/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wards: their names and their figures. */
#include "compute/patterns.h"
#include "extend/host.h"

#include <math.h>

static bool lies_in(const struct catalog *catalog, int district, int scope)
{
  const struct area *area = &catalog->areas[scope];
  for (size_t i = 0; i < area->member_count; i++)
    if (area->members[i] == district)
      return true;
  return district == scope;
}

/* A ward's name, with its district's where another ward of the area SCOPE has the same. */
static const char *name_of(struct strata_run *run, size_t ward, int scope)
{
  const struct facts *facts = run->facts;
  const struct ward *own = &facts->wards[ward];
  if (!own->name)
    return own->code;
  for (size_t i = 0; i < facts->ward_count; i++) {
    const struct ward *other = &facts->wards[i];
    if (i != ward && other->name && strcmp(other->name, own->name) == 0
        && lies_in(run->catalog, other->district, scope))
      return arena_printf(run->arena, "%s (%s)", own->name, run->catalog->areas[own->district].name);
  }
  return own->name;
}

const struct strata_ward *const *host_wards(struct strata_run *run, const char *indicator,
                                            const char *area, const char *period, size_t most,
                                            size_t *ret_count)
{
  struct asked asked;
  *ret_count = 0;
  if (run_asked(run, indicator, area, period, &asked) < 0)
    return NULL;
  const struct facts *facts = run->facts;
  size_t all = facts->ward_count;
  struct ward_result *results = ARENA_ARRAY(run->arena, struct ward_result, all);
  double *counts = ARENA_ARRAY(run->arena, double, all), sum = 0;
  released_wards(run->released, asked.indicator, asked.area, asked.period, results);
  for (size_t i = 0; i < all; i++) {
    counts[i] = results[i].numerator;
    sum += isnan(counts[i]) ? 0 : counts[i];
  }
  most = most < all ? most : all;
  size_t *busiest = ARENA_ARRAY(run->arena, size_t, most);
  size_t count = busiest_places(counts, all, most, busiest);
  struct result comparator;
  run_find(run, asked.indicator, run->catalog->comparator, asked.period, NULL, &comparator);
  const struct strata_ward **some = ARENA_ARRAY(run->arena, const struct strata_ward *, count);
  for (size_t i = 0; i < count; i++) {
    const struct ward *ward = &facts->wards[busiest[i]];
    const struct ward_result *result = &results[busiest[i]];
    struct strata_ward *info = ARENA_NEW(run->arena, struct strata_ward);
    *info = (struct strata_ward) {
      .struct_size = sizeof *info,
      .code = ward->code,
      .name = name_of(run, busiest[i], asked.area),
      .district = run->catalog->areas[ward->district].code,
      .district_name = run->catalog->areas[ward->district].name,
      .count = result->numerator,
      .rate = result->value,
      .lower = result->lower,
      .upper = result->upper,
      .share = result->numerator / sum,
      .ratio = result->value / comparator.value,
      .neighbourhoods = result->small_areas,
    };
    some[i] = info;
  }
  *ret_count = count;
  return some;
}
