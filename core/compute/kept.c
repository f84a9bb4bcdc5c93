/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/kept.h"

struct sheets *sheets_new(struct arena *arena, const struct catalog *catalog,
                          const struct supply *supply)
{
  if (supply->period_count == 0)
    return NULL;
  int32_t first = supply->periods[0].last; /* they ascend */
  size_t months = (size_t)(supply->periods[supply->period_count - 1].last - first) + 1;
  struct sheets *sheets = ARENA_NEW(arena, struct sheets);
  *sheets = (struct sheets) { arena, catalog->area_count, first, months,
                              ARENA_ARRAY(arena, struct sheet *, months *SHEET_KINDS) };
  return sheets;
}

struct sheet *sheet_new(struct sheets *sheets)
{
  struct sheet *sheet = ARENA_NEW(sheets->arena, struct sheet);
  sheet->figures = ARENA_ARRAY(sheets->arena, struct figure, sheets->areas);
  sheet->known = ARENA_ARRAY(sheets->arena, bool, sheets->areas);
  return sheet;
}

const double *values_of_districts(const struct results *results, const struct view *view,
                                  struct period period, double *room)
{
  struct sheet *sheet = sheet_of(view, period);
  if (sheet && sheet->values)
    return sheet->values;
  size_t count = results->catalog->district_count;
  if (sheet)
    room = sheet->values = ARENA_ARRAY(view->sheets->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    struct figure figure;
    room[i] = figure_kept(results, view, (int)i, period, &figure)->value;
  }
  return room;
}

struct funnel_places funnel_places_of(const struct results *results, const struct view *view,
                                      struct period period, double *room)
{
  const struct area *whole = &results->catalog->areas[view->comparator];
  size_t count = whole->member_count;
  struct sheet *sheet = sheet_of(view, period);
  struct funnel_places places = {
    .indicator = view->indicator, .counts = room, .wholes = room + count, .count = count,
    .setting = count,
  };
  if (sheet && sheet->counts) {
    places.counts = sheet->counts;
    places.wholes = sheet->wholes;
    places.spreads = sheet->spreads;
    return places;
  }
  if (sheet) {
    struct arena *arena = view->sheets->arena;
    room = ARENA_ARRAY(arena, double, 2 * count);
    places.counts = sheet->counts = room;
    places.wholes = sheet->wholes = room + count;
    places.spreads = sheet->spreads = ARENA_ARRAY(arena, struct kept_spread, count + 1);
  }
  for (size_t i = 0; i < count; i++) {
    struct figure room_of_one;
    const struct figure *district
      = figure_kept(results, view, whole->members[i], period, &room_of_one);
    room[i] = district->numerator;
    room[count + i] = district->denominator;
  }
  return places;
}
