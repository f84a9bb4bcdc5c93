/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "compute/density.h"
#include "compute/place_model.h"

#include <math.h>
#include <stdlib.h>

static void no_answer(struct event_places_result *ret, enum status status, const char *reason)
{
  *ret = (struct event_places_result) {
    .status = status, .reason = reason, .share = NAN, .cell = NAN, .within = NAN, .discovery = NAN,
    .bandwidth = NAN, .repeats = { .at_repeats = NAN, .repeat_events = NAN },
  };
}

/* Events of the period, a spot of one each. */
static size_t take_events(struct arena *arena, const struct event_list *list, struct period period,
                          struct spot **ret)
{
  struct spot *spots = ARENA_ARRAY(arena, struct spot, list->count);
  int32_t first = first_day_of(period_first(period)), end = first_day_of(period.last + 1);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const struct event *event = &list->events[i];
    if (event->day >= first && event->day < end)
      spots[count++] = (struct spot) { event->point.x, event->point.y, 1 };
  }
  *ret = spots;
  return count;
}

/* ---- repeat locations ---------------------------------------------------------------------- */

/* One location is one square metre: coordinates are written with decimals that say nothing. */
static int by_location(const void *a, const void *b)
{
  const struct spot *one = a, *other = b;
  double x = floor(one->x) - floor(other->x), y = floor(one->y) - floor(other->y);
  if (x < 0 || x > 0)
    return x < 0 ? -1 : 1;
  return (y > 0) - (y < 0);
}

static void find_repeats(struct arena *scratch, const struct spot *spots, size_t count,
                         struct repeats *ret)
{
  struct spot *sorted = ARENA_ARRAY(scratch, struct spot, count);
  double *counts = ARENA_ARRAY(scratch, double, count), *work = ARENA_ARRAY(scratch, double, count);
  size_t locations = 0;
  for (size_t i = 0; i < count; i++)
    sorted[i] = spots[i];
  qsort(sorted, count, sizeof *sorted, by_location);
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || by_location(&sorted[i - 1], &sorted[i]) != 0)
      counts[locations++] = 0;
    counts[locations - 1] += 1;
  }
  repeats_find(counts, locations, work, ret);
}

/* ---- the grid ------------------------------------------------------------------------------ */

static int by_z(const void *a, const void *b)
{
  const struct hot_cell *one = a, *other = b;
  if (one->z < other->z || one->z > other->z)
    return one->z > other->z ? -1 : 1;
  if (one->northing < other->northing || one->northing > other->northing)
    return one->northing < other->northing ? -1 : 1;
  return (one->easting > other->easting) - (one->easting < other->easting);
}

/* NULL when the grid was tested; otherwise why not. */
static const char *find_hot_cells(struct arena *arena, struct arena *scratch,
                                  const struct spot *spots, size_t count,
                                  const struct event_places_choice *choice,
                                  struct event_places_result *ret)
{
  struct grid grid;
  if (grid_over(spots, count, choice->cell, EVENT_PLACES_MOST_CELLS, &grid) < 0)
    return "The events lie too far apart for cells of this size";
  size_t cells = grid.columns * grid.rows;
  struct spot *counted = ARENA_ARRAY(scratch, struct spot, cells);
  double *z = ARENA_ARRAY(scratch, double, cells), *p = ARENA_ARRAY(scratch, double, cells);
  double *adjusted = ARENA_ARRAY(scratch, double, cells);
  double *density = ARENA_ARRAY(arena, double, cells);
  size_t *work = ARENA_ARRAY(scratch, size_t, cells);
  grid_count(&grid, spots, count, counted);
  switch (hot_spots_gi(counted, cells, choice->within, work, z)) {
  case HOT_SPOTS_SOUND:
    break;
  case HOT_SPOTS_FEW_PLACES:
    return "The events lie in fewer than five cells";
  case HOT_SPOTS_ALL_EQUAL:
    return "All cells have the same";
  }
  hot_spots_p(z, cells, p);
  false_discovery(p, cells, work, adjusted);
  density_find(&grid, spots, count, choice->bandwidth, density);
  for (size_t i = 0; i < cells; i++)
    density[i] *= 1e6; /* a square kilometre */
  struct hot_cell *hot = ARENA_ARRAY(arena, struct hot_cell, cells);
  double held = 0;
  for (size_t i = 0; i < cells; i++) {
    if (!(adjusted[i] <= choice->discovery / 100) || !(z[i] > 0))
      continue;
    held += counted[i].value;
    hot[ret->hot++] = (struct hot_cell) {
      .easting = counted[i].x - grid.cell / 2, .northing = counted[i].y - grid.cell / 2,
      .count = counted[i].value, .z = z[i], .p = adjusted[i],
      .density = density[i],
    };
  }
  if (ret->hot)
    qsort(hot, ret->hot, sizeof *hot, by_z);
  ret->hot_cells = hot;
  ret->grid = grid;
  ret->density = density;
  ret->cells = cells;
  ret->share = held / (double)count;
  return NULL;
}

/* ---- all of it ----------------------------------------------------------------------------- */

void results_event_places(struct arena *arena, const struct results *results, int indicator,
                          int area, struct period period, struct event_places_result *ret)
{
  const struct view *view = &results->views[indicator];
  const struct event_places_choice *choice = &view->indicator->event_places;
  enum status status;
  const char *reason;
  const struct event_list *list =
      find_single_events(results, view, choice->events, area, &status, &reason);
  if (!list) {
    no_answer(ret, status, reason);
    return;
  }
  auto_arena struct arena *scratch = arena_new();
  struct spot *spots;
  size_t count = take_events(scratch, list, period, &spots);
  if (count < NEAR_REPEAT_LEAST_EVENTS || count > NEAR_REPEAT_MOST_EVENTS) {
    no_answer(ret, STATUS_UNAVAILABLE,
              count < NEAR_REPEAT_LEAST_EVENTS
                ? "There are fewer than ten events with coordinates"
                : "There are more events than can be tested: choose a shorter period");
    return;
  }
  *ret = (struct event_places_result) {
    .events = count, .without_point = list->without_point, .cell = choice->cell,
    .within = choice->within, .discovery = choice->discovery, .bandwidth = choice->bandwidth,
  };
  find_repeats(scratch, spots, count, &ret->repeats);
  const char *problem = find_hot_cells(arena, scratch, spots, count, choice, ret);
  if (problem)
    no_answer(ret, STATUS_UNAVAILABLE, problem);
}
