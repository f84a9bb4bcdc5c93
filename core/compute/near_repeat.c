/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/near_repeat.h"

#include "base/vec.h"
#include "compute/distributions.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_PAIRS = 1 << 24 };

/* Two events that are in a band whose end is finite. */
struct pair {
  uint32_t a, b, band;
};

struct pairs {
  VEC(struct pair) list;
};

/* The band that holds VALUE, or -1. */
static int band_of(const struct bands *bands, double value)
{
  for (size_t i = 0; i + 1 < bands->count; i++) {
    if (value >= bands->edges[i] && value < bands->edges[i + 1])
      return (int)i;
  }
  return -1;
}

static bool are_bands(const struct bands *bands)
{
  bool rising = bands->count >= 2 && bands->count <= NEAR_REPEAT_MOST_BANDS + 1;
  for (size_t i = 0; rising && i < bands->count; i++)
    rising = bands->edges[i] >= 0 && (i == 0 || bands->edges[i] > bands->edges[i - 1]);
  return rising;
}

static double distance_of(const struct near_repeat_request *request, size_t a, size_t b)
{
  double x = request->events[a].x - request->events[b].x;
  double y = request->events[a].y - request->events[b].y;
  return request->manhattan ? fabs(x) + fabs(y) : hypot(x, y);
}

static bool is_open(const struct bands *bands)
{
  return isinf(bands->edges[bands->count - 1]);
}

/* The pairs of the closed bands.  Most pairs are far apart: those are counted by what is left of all
 * pairs, which permuting does not change. */
static int find_pairs(struct arena *scratch, const struct near_repeat_request *request,
                      struct pairs *ret)
{
  int open = is_open(&request->distance) ? (int)request->distance.count - 2 : -1;
  for (size_t a = 0; a < request->event_count; a++) {
    for (size_t b = a + 1; b < request->event_count; b++) {
      int band = band_of(&request->distance, distance_of(request, a, b));
      if (band < 0 || band == open)
        continue;
      if (ret->list.len == MOST_PAIRS)
        return -1;
      *VEC_ADD(scratch, &ret->list) = (struct pair) { (uint32_t)a, (uint32_t)b, (uint32_t)band };
    }
  }
  return 0;
}

/* All pairs by band of time, whatever their distance, from how many events are on each day. */
static void count_times(struct arena *scratch, const struct near_repeat_request *request,
                        int32_t first, size_t days, double *ret)
{
  double *on = ARENA_ARRAY(scratch, double, days);
  for (size_t i = 0; i < request->event_count; i++)
    on[request->events[i].day - first]++;
  for (size_t a = 0; a < days; a++) {
    for (size_t b = a; b < days && on[a] > 0; b++) {
      int band = band_of(&request->time, (double)(b - a));
      if (band >= 0)
        ret[band] += a == b ? on[a] * (on[a] - 1) / 2 : on[a] * on[b];
    }
  }
}

/* The table of DAYS into COUNTS, [distance band][time band]. */
static void count_pairs(const struct near_repeat_request *request, const struct pairs *pairs,
                        const int32_t *days, const int8_t *bands, const double *by_time,
                        double *counts)
{
  size_t times = request->time.count - 1, places = request->distance.count - 1;
  for (size_t i = 0; i < places * times; i++)
    counts[i] = 0;
  for (size_t i = 0; i < pairs->list.len; i++) {
    const struct pair *pair = &pairs->list.at[i];
    int32_t apart = days[pair->a] - days[pair->b];
    int band = bands[apart < 0 ? -apart : apart];
    if (band >= 0)
      counts[pair->band * times + (size_t)band]++;
  }
  for (size_t time = 0; time < times && is_open(&request->distance); time++) {
    double *far = &counts[(places - 1) * times + time];
    *far = by_time[time];
    for (size_t place = 0; place + 1 < places; place++)
      *far -= counts[place * times + time];
  }
}

static void shuffle(int32_t *days, size_t count)
{
  for (size_t i = count - 1; i > 0; i--) {
    size_t other = (size_t)(random_uniform() * (double)(i + 1));
    int32_t day = days[i];
    days[i] = days[other];
    days[other] = day;
  }
}

static void permute(struct arena *scratch, const struct near_repeat_request *request,
                    const struct pairs *pairs, int32_t *days, const int8_t *bands,
                    const double *by_time, struct near_repeat_cell *cells)
{
  size_t count = (request->distance.count - 1) * (request->time.count - 1);
  double *counts = ARENA_ARRAY(scratch, double, count);
  double *totals = ARENA_ARRAY(scratch, double, count), *as_many = ARENA_ARRAY(scratch, double, count);
  double permutations = (double)request->permutations;
  random_begin(request->seed);
  for (size_t i = 0; i < request->permutations; i++) {
    shuffle(days, request->event_count);
    count_pairs(request, pairs, days, bands, by_time, counts);
    for (size_t j = 0; j < count; j++) {
      totals[j] += counts[j];
      as_many[j] += counts[j] >= cells[j].pairs;
    }
  }
  for (size_t j = 0; j < count; j++) {
    cells[j].expected = totals[j] / permutations;
    cells[j].ratio = totals[j] > 0 ? cells[j].pairs / cells[j].expected : (double)NAN;
    cells[j].p = (as_many[j] + 1) / (permutations + 1);
  }
}

static enum near_repeat_status check(const struct near_repeat_request *request, int32_t *ret_first,
                                     size_t *ret_days)
{
  int32_t first = INT32_MAX, last = INT32_MIN;
  if (request->event_count < NEAR_REPEAT_LEAST_EVENTS)
    return NEAR_REPEAT_FEW_EVENTS;
  if (request->event_count > NEAR_REPEAT_MOST_EVENTS)
    return NEAR_REPEAT_MANY_EVENTS;
  if (!are_bands(&request->distance) || !are_bands(&request->time))
    return NEAR_REPEAT_BANDS;
  for (size_t i = 0; i < request->event_count; i++) {
    const struct near_event *event = &request->events[i];
    if (!isfinite(event->x) || !isfinite(event->y))
      return NEAR_REPEAT_NO_POINT;
    first = event->day < first ? event->day : first;
    last = event->day > last ? event->day : last;
  }
  /* A century: more is a mistake in the dates. */
  if ((int64_t)last - first > 36525)
    return NEAR_REPEAT_MANY_EVENTS;
  *ret_first = first;
  *ret_days = (size_t)(last - first) + 1;
  return first == last ? NEAR_REPEAT_SAME_DAY : NEAR_REPEAT_SOUND;
}

enum near_repeat_status near_repeat_find(struct arena *scratch,
                                         const struct near_repeat_request *request,
                                         struct near_repeat_cell *ret)
{
  int32_t first;
  size_t day_count;
  struct pairs pairs = { 0 };
  enum near_repeat_status status = check(request, &first, &day_count);
  if (status != NEAR_REPEAT_SOUND)
    return status;
  if (find_pairs(scratch, request, &pairs) != 0)
    return NEAR_REPEAT_MANY_EVENTS;
  size_t count = (request->distance.count - 1) * (request->time.count - 1);
  double *by_time = ARENA_ARRAY(scratch, double, request->time.count);
  double *counts = ARENA_ARRAY(scratch, double, count);
  int32_t *days = ARENA_ARRAY(scratch, int32_t, request->event_count);
  int8_t *bands = ARENA_ARRAY(scratch, int8_t, day_count);
  for (size_t i = 0; i < request->event_count; i++)
    days[i] = request->events[i].day;
  for (size_t apart = 0; apart < day_count; apart++)
    bands[apart] = (int8_t)band_of(&request->time, (double)apart);
  count_times(scratch, request, first, day_count, by_time);
  count_pairs(request, &pairs, days, bands, by_time, counts);
  for (size_t i = 0; i < count; i++)
    ret[i] = (struct near_repeat_cell) { counts[i], NAN, NAN, NAN };
  if (request->permutations > 0)
    permute(scratch, request, &pairs, days, bands, by_time, ret);
  return NEAR_REPEAT_SOUND;
}
