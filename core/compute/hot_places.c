/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "base/vec.h"
#include "compute/place_model.h"

#include <math.h>
#include <stdlib.h>

/* What is asked about: an indicator in all places of an area, in a period. */
struct asked {
  const struct results *results;
  const struct view *view;
  int whole;
  struct period period;
};

/* Every small area in one period: NaN where it was not tested. */
struct tested {
  struct asked of;
  const char *reason; /* why there is none; NULL when there is */
  struct places places;
  double *z, *p;
};

/* What a test of a whole area's places says, beside that of the period before. */
struct hot_places {
  struct asked of;
  const struct tested *now, *before; /* BEFORE: NULL when there is none */
  struct hot_spots_result found;     /* what holds for every area in it */
};

enum { NUMBERS_KEPT = 1 << 22, NUMBERS_OF_PLACE = 5 };

/* What was asked already: every area asks for the same tests of the whole, and every year for those of the year
 * before.  Tests are kept until they have NUMBERS_KEPT numbers. */
struct hot_places_kept {
  struct arena *arena;
  VEC(struct tested *) tests;
  VEC(struct hot_places *) wholes;
  size_t numbers;
};

static bool is_same(const struct asked *one, const struct asked *other)
{
  return one->view == other->view && one->whole == other->whole && one->results == other->results
         && period_equal(one->period, other->period);
}

static void no_answer(struct hot_spots_result *ret, enum status status, const char *reason)
{
  *ret = (struct hot_spots_result) {
    .status = status, .reason = reason, .share = NAN, .within = NAN, .discovery = NAN,
    .prediction = { NAN, NAN, NAN },
  };
}

/* ---- one period ---------------------------------------------------------------------------- */

/* Tests what RET asks about; what it keeps is in ARENA.  Why there is no answer; NULL when there is. */
static const char *test(struct arena *arena, struct tested *ret)
{
  auto_arena struct arena *scratch = arena_new();
  const struct hot_spots_choice *choice = &ret->of.view->indicator->hot_spots;
  const struct point *centres = ret->of.results->facts->centres;
  if (!centres)
    return "No source has the centres of neighbourhoods";
  if (!find_places(ret->of.results, ret->of.view, ret->of.whole, ret->of.period, arena,
                   &ret->places))
    return "Not known by neighbourhood";
  size_t count = ret->places.count;
  const double *values
    = choice->of == HOT_SPOTS_OF_RATES ? ret->places.rates : ret->places.counts;
  struct spot *spots = ARENA_ARRAY(scratch, struct spot, count);
  double *p = ARENA_ARRAY(scratch, double, count);
  size_t *work = ARENA_ARRAY(scratch, size_t, count);
  ret->z = ARENA_ARRAY(arena, double, count);
  ret->p = ARENA_ARRAY(arena, double, count);
  for (size_t i = 0; i < count; i++)
    spots[i] = (struct spot) { centres[i].x, centres[i].y, values[i] };
  switch (hot_spots_gi(spots, count, choice->within, work, ret->z)) {
  case HOT_SPOTS_SOUND:
    break;
  case HOT_SPOTS_FEW_PLACES:
    return "Known for fewer than five neighbourhoods";
  case HOT_SPOTS_ALL_EQUAL:
    return "All neighbourhoods have the same";
  }
  hot_spots_p(ret->z, count, p);
  false_discovery(p, count, work, ret->p);
  return NULL;
}

/* The test of ASKED; in SCRATCH when there is no room to keep it (*RET_KEPT false). */
static const struct tested *find_test(struct arena *scratch, const struct asked *asked,
                                      bool *ret_kept)
{
  struct hot_places_kept *kept = asked->results->hot_places;
  size_t numbers = asked->results->facts->small_area_count * NUMBERS_OF_PLACE;
  for (size_t i = kept->tests.len; i > 0; i--)
    if (is_same(&kept->tests.at[i - 1]->of, asked))
      return kept->tests.at[i - 1];
  bool room = kept->numbers + numbers <= NUMBERS_KEPT;
  struct arena *arena = room ? kept->arena : scratch;
  struct tested *made = ARENA_NEW(arena, struct tested);
  made->of = *asked;
  made->reason = test(arena, made);
  *ret_kept = *ret_kept && room;
  if (!room)
    return made;
  kept->numbers += numbers;
  *VEC_ADD(kept->arena, &kept->tests) = made;
  return made;
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

/* The test of the period that ASKED's is compared with; NULL: there is none. */
static const struct tested *find_before(struct arena *scratch, const struct asked *asked,
                                        bool *ret_kept, struct period *ret_before)
{
  const struct results *results = asked->results;
  struct result result;
  results_find(results, (int)(asked->view->indicator - results->catalog->indicators), asked->whole,
               asked->period, &result);
  if (result.change == CHANGE_NOT_COMPARABLE || result.before.last == 0)
    return NULL;
  *ret_before = result.before;
  struct asked of = *asked;
  of.period = result.before;
  const struct tested *before = find_test(scratch, &of, ret_kept);
  return before->reason ? NULL : before;
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

/* What does not depend on the area that is asked about.  *RET_KEPT false: some of it is in SCRATCH. */
static struct hot_places test_whole(struct arena *scratch, const struct asked *asked, bool *ret_kept)
{
  const struct hot_spots_choice *choice = &asked->view->indicator->hot_spots;
  auto_arena struct arena *room = arena_new();
  *ret_kept = true;
  struct hot_places made = { .of = *asked, .now = find_test(scratch, asked, ret_kept) };
  made.found = (struct hot_spots_result) {
    .within = choice->within, .discovery = choice->discovery, .prediction = { NAN, NAN, NAN },
  };
  if (made.now->reason)
    return made;
  made.before = find_before(scratch, asked, ret_kept, &made.found.before);
  if (made.before)
    compare(choice, made.now, made.before, room, &made.found);
  return made;
}

/* Every district's profile asks for the same test of the whole. */
static const struct hot_places *find_whole(struct arena *scratch, const struct asked *asked)
{
  struct hot_places_kept *kept = asked->results->hot_places;
  for (size_t i = kept->wholes.len; i > 0; i--)
    if (is_same(&kept->wholes.at[i - 1]->of, asked))
      return kept->wholes.at[i - 1];
  bool keep;
  struct hot_places made = test_whole(scratch, asked, &keep);
  struct hot_places *at = ARENA_NEW(keep ? kept->arena : scratch, struct hot_places);
  *at = made;
  if (keep)
    *VEC_ADD(kept->arena, &kept->wholes) = at;
  return at;
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
  const struct asked asked = { results, view, whole, period };
  const struct hot_places *tested = find_whole(scratch, &asked);
  if (tested->now->reason) {
    no_answer(ret, STATUS_UNAVAILABLE, tested->now->reason);
    return;
  }
  *ret = tested->found;
  list(arena, results, view, area, tested->now, tested->before, ret);
}
