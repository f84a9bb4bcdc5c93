/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"
#include "compute/place_model.h"

#include <math.h>

enum { SEED = 19640101 }; /* any will do, as long as it stays */

static void no_answer(struct near_repeat_result *ret, enum status status, const char *reason)
{
  *ret = (struct near_repeat_result) { .status = status, .reason = reason };
}

static const char *problem_of(enum near_repeat_status status)
{
  switch (status) {
  case NEAR_REPEAT_FEW_EVENTS:
    return "There are fewer than ten events with coordinates";
  case NEAR_REPEAT_MANY_EVENTS:
    return "There are more events than can be paired: choose a shorter period";
  case NEAR_REPEAT_SAME_DAY:
    return "All events are of one day";
  case NEAR_REPEAT_BANDS:
  case NEAR_REPEAT_NO_POINT:
  case NEAR_REPEAT_SOUND:
    break;
  }
  return "The events cannot be paired";
}

/* The same place is below a metre; a band of 100 m is then [1, 101), as one says "1 to 100". */
static void lay_bands(const struct near_repeat_choice *choice, double *metres, double *days,
                      struct near_repeat_result *ret)
{
  ret->places = (size_t)choice->places + 2;
  ret->times = (size_t)choice->times + 1;
  metres[0] = days[0] = 0;
  for (size_t i = 1; i < ret->places; i++)
    metres[i] = 1 + choice->metres * (double)(i - 1);
  for (size_t i = 1; i < ret->times; i++)
    days[i] = 1 + choice->days * (double)i;
  metres[ret->places] = days[ret->times] = INFINITY;
  for (size_t i = 0; i < ret->places; i++)
    ret->metres[i] = metres[i];
  for (size_t i = 0; i < ret->times; i++)
    ret->days[i] = days[i];
}

static size_t take_events(struct arena *arena, const struct event_list *list, struct period period,
                          const struct near_event **ret)
{
  struct near_event *events = ARENA_ARRAY(arena, struct near_event, list->count);
  int32_t first = first_day_of(period_first(period)), end = first_day_of(period.last + 1);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const struct event *event = &list->events[i];
    if (event->day >= first && event->day < end)
      events[count++] = (struct near_event) { event->point.x, event->point.y, event->day };
  }
  *ret = events;
  return count;
}

void results_near_repeat(struct arena *arena, const struct results *results, int indicator, int area,
                         struct period period, struct near_repeat_result *ret)
{
  const struct view *view = &results->views[indicator];
  const struct near_repeat_choice *choice = &view->indicator->near_repeat;
  enum status status;
  const char *reason;
  const struct event_list *list =
      find_single_events(results, view, choice->events, area, &status, &reason);
  if (!list) {
    no_answer(ret, status, reason);
    return;
  }
  auto_arena struct arena *scratch = arena_new();
  double metres[NEAR_REPEAT_MOST_BANDS + 1], days[NEAR_REPEAT_MOST_BANDS + 1];
  const struct near_event *events;
  *ret = (struct near_repeat_result) { .without_point = list->without_point };
  lay_bands(choice, metres, days, ret);
  ret->events = take_events(scratch, list, period, &events);
  struct near_repeat_cell *cells
    = ARENA_ARRAY(arena, struct near_repeat_cell, ret->places * ret->times);
  const struct near_repeat_request request = {
    .events = events, .event_count = ret->events, .distance = { metres, ret->places + 1 },
    .time = { days, ret->times + 1 }, .permutations = NEAR_REPEAT_PERMUTATIONS, .seed = SEED,
  };
  enum near_repeat_status found = near_repeat_find(scratch, &request, cells);
  if (found != NEAR_REPEAT_SOUND) {
    no_answer(ret, STATUS_UNAVAILABLE, problem_of(found));
    return;
  }
  ret->cells = cells;
}
