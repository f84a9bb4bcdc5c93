/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "compute/place_model.h"

#include <math.h>
#include <stdlib.h>

/* Every small area in one period: NaN where it was not tested. */
struct tested {
  struct places places;
  double *z, *p;
};

/* What a test of a whole area's places says. */
struct hot_places {
  const struct results *results;
  const struct view *view;
  int whole;
  struct period period;
  const char *reason; /* why there is none; NULL when there is */
  struct tested now, before;
  struct hot_spots_result found; /* what holds for every area in it */
};

enum { HOT_PLACES_KEPT = 32 };

struct hot_places_kept {
  struct arena *arena;
  struct hot_places at[HOT_PLACES_KEPT];
  size_t count;
};

static void no_answer(struct hot_spots_result *ret, enum status status, const char *reason)
{
  *ret = (struct hot_spots_result) {
    .status = status, .reason = reason, .share = NAN, .within = NAN, .discovery = NAN,
    .prediction = { NAN, NAN, NAN },
  };
}

/* ---- one period ---------------------------------------------------------------------------- */

/* NULL when all was tested; otherwise why not. */
static const char *test(const struct results *results, const struct view *view, int area,
                        struct period period, struct arena *arena, struct tested *ret)
{
  const struct hot_spots_choice *choice = &view->indicator->hot_spots;
  const struct point *centres = results->facts->centres;
  struct tested tested;
  if (!centres)
    return "No source has the centres of neighbourhoods";
  if (!find_places(results, view, area, period, arena, &tested.places))
    return "Not known by neighbourhood";
  size_t count = tested.places.count;
  const double *values
    = choice->of == HOT_SPOTS_OF_RATES ? tested.places.rates : tested.places.counts;
  struct spot *spots = ARENA_ARRAY(arena, struct spot, count);
  double *p = ARENA_ARRAY(arena, double, count);
  size_t *work = ARENA_ARRAY(arena, size_t, count);
  tested.z = ARENA_ARRAY(arena, double, count);
  tested.p = ARENA_ARRAY(arena, double, count);
  for (size_t i = 0; i < count; i++)
    spots[i] = (struct spot) { centres[i].x, centres[i].y, values[i] };
  switch (hot_spots_gi(spots, count, choice->within, work, tested.z)) {
  case HOT_SPOTS_SOUND:
    break;
  case HOT_SPOTS_FEW_PLACES:
    return "Known for fewer than five neighbourhoods";
  case HOT_SPOTS_ALL_EQUAL:
    return "All neighbourhoods have the same";
  }
  hot_spots_p(tested.z, count, p);
  false_discovery(p, count, work, tested.p);
  *ret = tested;
  return NULL;
}

static bool is_found(const struct tested *tested, const struct hot_spots_choice *choice, size_t i)
{
  return tested->p[i] <= choice->discovery / 100;
}

static bool is_hot(const struct tested *tested, const struct hot_spots_choice *choice, size_t i)
{
  return is_found(tested, choice, i) && tested->z[i] > 0;
}

/* ---- the period before --------------------------------------------------------------------- */

/* Neighbourhoods that have a figure in both periods: others were drawn anew in between. */
static void compare(const struct hot_spots_choice *choice, const struct tested *now,
                    const struct tested *before, struct arena *scratch,
                    struct hot_spots_result *ret)
{
  size_t count = 0, all = now->places.count;
  struct foretold *places = ARENA_ARRAY(scratch, struct foretold, all);
  size_t *order = ARENA_ARRAY(scratch, size_t, all);
  for (size_t i = 0; i < all; i++) {
    if (isnan(now->z[i]) || isnan(before->z[i]))
      continue;
    bool hot = is_hot(before, choice, i);
    ret->before_hot += hot;
    ret->again += hot && is_hot(now, choice, i);
    places[count++] = (struct foretold) { hot, now->places.counts[i], 1 };
  }
  ret->has_before = true;
  if (ret->before_hot > 0)
    prediction_find(places, count, ret->before_hot, order, &ret->prediction);
  ret->prediction.recovery = NAN;
}

static bool find_before(const struct results *results, const struct view *view, int whole,
                        struct period period, struct arena *scratch, struct tested *ret,
                        struct period *ret_before)
{
  struct result result;
  results_find(results, (int)(view->indicator - results->catalog->indicators), whole, period,
               &result);
  if (result.change == CHANGE_NOT_COMPARABLE || result.before.last == 0)
    return false;
  *ret_before = result.before;
  return test(results, view, whole, result.before, scratch, ret) == NULL;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static int by_z(const void *a, const void *b)
{
  const struct hot_spot *one = a, *other = b;
  if (one->z != other->z)
    return one->z > other->z ? -1 : 1;
  return (one->small > other->small) - (one->small < other->small);
}

static bool is_inside(const struct area *area, int district)
{
  for (size_t i = 0; i < area->member_count; i++) {
    if (area->members[i] == district)
      return true;
  }
  return false;
}

/* What is said of AREA. */
static void list(struct arena *arena, const struct results *results, const struct view *view,
                 int area, const struct tested *now, const struct tested *before,
                 struct hot_spots_result *ret)
{
  const struct hot_spots_choice *choice = &view->indicator->hot_spots;
  const struct places *places = &now->places;
  struct hot_spot *spots = ARENA_ARRAY(arena, struct hot_spot, places->count);
  double *z = ARENA_ARRAY(arena, double, places->count);
  double *p = ARENA_ARRAY(arena, double, places->count);
  double all = 0, held = 0;
  for (size_t i = 0; i < places->count; i++) {
    z[i] = p[i] = NAN;
    if (isnan(now->z[i])
        || !is_inside(&results->catalog->areas[area], results->facts->small_areas[i].district))
      continue;
    z[i] = now->z[i];
    p[i] = now->p[i];
    ret->tested++;
    all += places->counts[i];
    ret->cold += is_found(now, choice, i) && now->z[i] < 0;
    if (!is_hot(now, choice, i))
      continue;
    held += places->counts[i];
    spots[ret->hot++] = (struct hot_spot) {
      .small = i, .count = places->counts[i], .rate = places->rates[i], .z = now->z[i],
      .p = now->p[i], .before = before && is_hot(before, choice, i),
    };
  }
  if (ret->hot)
    qsort(spots, ret->hot, sizeof *spots, by_z);
  ret->share = all > 0 ? held / all : (double)NAN;
  ret->spots = spots;
  ret->z = z;
  ret->p = p;
}

/* What does not depend on the area that is asked about: made in ARENA. */
static void test_whole(struct arena *arena, const struct results *results,
                       const struct view *view, int whole, struct period period,
                       struct hot_places *ret)
{
  const struct hot_spots_choice *choice = &view->indicator->hot_spots;
  auto_arena struct arena *scratch = arena_new();
  *ret = (struct hot_places) { .results = results, .view = view, .whole = whole,
    .period = period };
  ret->found = (struct hot_spots_result) {
    .within = choice->within, .discovery = choice->discovery, .prediction = { NAN, NAN, NAN },
  };
  ret->reason = test(results, view, whole, period, arena, &ret->now);
  if (ret->reason)
    return;
  if (find_before(results, view, whole, period, arena, &ret->before, &ret->found.before))
    compare(choice, &ret->now, &ret->before, scratch, &ret->found);
}

/* Every district's profile asks for the same test of the whole. */
static const struct hot_places *find_whole(struct arena *scratch, const struct results *results,
                                           const struct view *view, int whole,
                                           struct period period)
{
  struct hot_places_kept *kept = results->hot_places;
  for (size_t i = 0; i < kept->count; i++) {
    const struct hot_places *one = &kept->at[i];
    if (one->results == results && one->view == view && one->whole == whole
        && period_equal(one->period, period))
      return one;
  }
  bool room = kept->count < HOT_PLACES_KEPT;
  struct hot_places *made
    = room ? &kept->at[kept->count++] : ARENA_NEW(scratch, struct hot_places);
  test_whole(room ? kept->arena : scratch, results, view, whole, period, made);
  return made;
}

struct hot_places_kept *hot_places_kept_new(struct arena *arena)
{
  struct hot_places_kept *kept = ARENA_NEW(arena, struct hot_places_kept);
  kept->arena = arena;
  return kept;
}

void results_hot_spots(struct arena *arena, const struct results *results, int indicator, int area,
                       struct period period, struct hot_spots_result *ret)
{
  const struct view *view = &results->views[indicator];
  auto_arena struct arena *scratch = arena_new();
  int whole = view->comparator == NO_INDEX ? area : view->comparator;
  struct figure figure = figure_of(results, view, area, period);
  if (!view->indicator->hot_spots.wanted) {
    no_answer(ret, STATUS_NOT_APPLICABLE, "Its definition asks for no hot spots");
    return;
  }
  if (isnan(figure.numerator)) {
    no_answer(ret, figure.status, figure.reason);
    return;
  }
  const struct hot_places *tested = find_whole(scratch, results, view, whole, period);
  if (tested->reason) {
    no_answer(ret, STATUS_UNAVAILABLE, tested->reason);
    return;
  }
  *ret = tested->found;
  list(arena, results, view, area, &tested->now, ret->has_before ? &tested->before : NULL, ret);
}
