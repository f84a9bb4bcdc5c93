/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/kept.h"

enum { KINDS = PERIOD_YEAR_ENDING + 1 };

struct sheets {
  struct arena *arena;
  const struct catalog *catalog;
  int32_t first; /* month */
  size_t month_count;
  struct sheet **at; /* [month][kind]; NULL until asked for */
};

struct sheets *sheets_new(struct arena *arena, const struct catalog *catalog,
                          const struct supply *supply)
{
  if (supply->period_count == 0)
    return NULL;
  int32_t first = supply->periods[0].last; /* they ascend */
  size_t months = (size_t)(supply->periods[supply->period_count - 1].last - first) + 1;
  struct sheets *sheets = ARENA_NEW(arena, struct sheets);
  *sheets = (struct sheets) { arena, catalog, first, months,
                              ARENA_ARRAY(arena, struct sheet *, months *KINDS) };
  return sheets;
}

struct sheet *sheet_of(const struct view *view, struct period period)
{
  struct sheets *sheets = view->sheets;
  int32_t month = sheets ? period.last - sheets->first : -1;
  if (month < 0 || (size_t)month >= sheets->month_count)
    return NULL;
  struct sheet **at = &sheets->at[(size_t)month * KINDS + period.kind];
  if (!*at) {
    size_t areas = sheets->catalog->area_count;
    *at = ARENA_NEW(sheets->arena, struct sheet);
    (*at)->figures = ARENA_ARRAY(sheets->arena, struct figure, areas);
    (*at)->known = ARENA_ARRAY(sheets->arena, bool, areas);
  }
  return *at;
}

const struct figure *figures_of_districts(const struct results *results, const struct view *view,
                                          struct period period, struct figure *room)
{
  struct sheet *sheet = sheet_of(view, period);
  if (sheet && sheet->districts_known)
    return sheet->figures;
  for (size_t i = 0; i < results->catalog->district_count; i++) {
    struct figure figure = figure_of(results, view, (int)i, period);
    if (!sheet)
      room[i] = figure;
  }
  if (sheet)
    sheet->districts_known = true;
  return sheet ? sheet->figures : room;
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
    struct figure district = figure_of(results, view, whole->members[i], period);
    room[i] = district.numerator;
    room[count + i] = district.denominator;
  }
  return places;
}
