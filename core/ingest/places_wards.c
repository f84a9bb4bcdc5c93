/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wards: what a best-fit lookup fits small areas to. */
#include "ingest/places_lookup.h"

#include "base/cleanup.h"

bool join_wards(struct known *into, const struct known *from)
{
  if (*into->ward && *from->ward && strcmp(into->ward, from->ward) != 0)
    return false;
  if (*from->ward && !into->ward_name) {
    memcpy(into->ward, from->ward, CODE_ROOM);
    into->ward_name = from->ward_name;
  }
  return true;
}

/* A small area that has a ward. */
struct fitted {
  const struct known *known;
  size_t small;
};

static int by_ward(const void *a, const void *b)
{
  const struct fitted *x = a, *y = b;
  int order = memcmp(x->known->ward, y->known->ward, CODE_ROOM);
  return order ? order : (x->small > y->small) - (x->small < y->small);
}

static void report_two_districts(struct reading *reading, const struct ward *ward, int other)
{
  const struct area *areas = reading->catalog->areas;
  diag_error(reading->diags, "STRATA-I026", LOC_NONE,
             "the area lookups put the ward %s both in %s and in %s", ward->code,
             areas[ward->district].name, areas[other].name);
  diag_hint(reading->diags, "a ward is in one district: use one best-fit lookup, of one year");
}

static void report_without(struct reading *reading, const struct places *places, int district)
{
  const struct small_area *first = NULL;
  size_t count = 0, fitted = 0;
  for (size_t i = 0; i < places->small_area_count; i++) {
    const struct small_area *small = &places->small_areas[i];
    if (small->district != district)
      continue;
    fitted += small->ward != NO_INDEX;
    if (small->ward != NO_INDEX || small->vintage == 2011)
      continue;
    first = first ? first : small;
    count++;
  }
  if (!count || !fitted)
    return;
  diag_note(reading->diags, "STRATA-I027", LOC_NONE,
            "%zu %s of %s %s no ward: what is counted there is in no ward's figure (%s%s)", count,
            count == 1 ? "neighbourhood" : "neighbourhoods",
            reading->catalog->areas[district].name, count == 1 ? "has" : "have", first->code,
            count == 1 ? "" : " is the first");
  diag_hint(reading->diags, "use a lookup that has a ward for every LSOA");
}

void find_wards(struct reading *reading, const struct known *known, size_t count,
                struct small_area *small, struct places *places)
{
  auto_arena struct arena *scratch = arena_new();
  struct fitted *fitted = ARENA_ARRAY(scratch, struct fitted, places->small_area_count);
  size_t fits = 0;
  for (size_t i = 0; i < count; i++) {
    if (places->entries[i].place == PLACE_OUTSIDE)
      continue;
    size_t index = places->entries[i].place - PLACE_SMALL;
    small[index].ward = NO_INDEX;
    if (*known[i].ward)
      fitted[fits++] = (struct fitted) { &known[i], index };
  }
  if (!fits)
    return;
  qsort(fitted, fits, sizeof *fitted, by_ward);
  struct ward *wards = ARENA_ARRAY(reading->arena, struct ward, fits);
  struct ward *last = NULL;
  for (size_t i = 0; i < fits; i++) {
    struct small_area *area = &small[fitted[i].small];
    if (!last || strcmp(last->code, fitted[i].known->ward) != 0) {
      last = &wards[places->ward_count++];
      memcpy(last->code, fitted[i].known->ward, sizeof last->code);
      last->district = area->district;
    } else if (area->district != last->district) {
      report_two_districts(reading, last, area->district);
    }
    if (!last->name)
      last->name = arena_strdup(reading->arena, fitted[i].known->ward_name);
    area->ward = (int)places->ward_count - 1;
  }
  places->wards = wards;
  for (size_t i = 0; i < places->catalog->district_count; i++)
    report_without(reading, places, (int)i);
}
