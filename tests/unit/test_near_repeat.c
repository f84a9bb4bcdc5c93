/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knox's test: the published table of a month of burglaries, and its bounds.
 */
#include "unit.h"

#include "base/cleanup.h"
#include "compute/distributions.h"
#include "compute/near_repeat.h"
#include "near_repeat_events.h"

enum { EVENTS = sizeof chicago / sizeof chicago[0], PLACES = 5, TIMES = 4 };

static const double metres[] = { 0, 1, 101, 201, 301, INFINITY };
static const double days[] = { 0, 8, 15, 22, INFINITY };

static struct near_repeat_request chicago_request(size_t permutations)
{
  return (struct near_repeat_request) {
    .events = chicago, .event_count = EVENTS, .distance = { metres, PLACES + 1 },
    .time = { days, TIMES + 1 }, .manhattan = true, .permutations = permutations, .seed = 831,
  };
}

/* Steenbeek's NearRepeat 0.1.0, vignette NRC. */
static void test_chicago_as_published(void **state)
{
  (void)state;
  const double published[PLACES][TIMES] = { { 29, 4, 5, 2 },
                                            { 45, 15, 7, 2 },
                                            { 106, 48, 21, 13 },
                                            { 88, 64, 46, 15 },
                                            { 206611, 138108, 88321, 36415 } };
  auto_arena struct arena *arena = arena_new();
  struct near_repeat_request request = chicago_request(0);
  struct near_repeat_cell cells[PLACES * TIMES];
  assert_int_equal(EVENTS, 970);
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_SOUND);
  for (int i = 0; i < PLACES * TIMES; i++) {
    assert_near(cells[i].pairs, published[i / TIMES][i % TIMES], 0);
    assert_true(isnan(cells[i].p));
  }
}

/* The Near Repeat Calculator 1.3 prints the ratios below under labels that are one off; its bands are
 * these.  It permuted 19 times, so the means of its first cells, of about 16 pairs, are uncertain by
 * about 0.7 of a pair. */
static void test_chicago_as_the_calculator(void **state)
{
  (void)state;
  static const double its_metres[] = { 0, 1, 100, 200, 300, INFINITY };
  static const double its_days[] = { 0, 7, 14, 21, INFINITY };
  auto_arena struct arena *arena = arena_new();
  struct near_repeat_request request = chicago_request(999);
  struct near_repeat_cell cells[PLACES * TIMES];
  request.distance.edges = its_metres;
  request.time.edges = its_days;
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_SOUND);
  assert_near(cells[0].ratio, 1.65, 0.2);
  assert_near(cells[TIMES].ratio, 1.69, 0.2);
  assert_near(cells[TIMES * 2].ratio, 1.32, 0.06);
  assert_near(cells[TIMES * 3].ratio, 0.94, 0.06);
  assert_near(cells[TIMES * 4].ratio, 1.00, 0.005);
  assert_true(cells[0].p < 0.01 && cells[TIMES].p < 0.01);
  assert_true(cells[1].p > 0.5 && cells[TIMES + 1].p > 0.5);
}

/* Pairs are neither lost nor made by permuting, and the same seed gives the same table. */
static void test_permutations(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct near_repeat_request request = chicago_request(199);
  struct near_repeat_cell once[PLACES * TIMES], again[PLACES * TIMES], other[PLACES * TIMES];
  assert_int_equal(near_repeat_find(arena, &request, once), NEAR_REPEAT_SOUND);
  assert_int_equal(near_repeat_find(arena, &request, again), NEAR_REPEAT_SOUND);
  request.seed = 832;
  assert_int_equal(near_repeat_find(arena, &request, other), NEAR_REPEAT_SOUND);
  double pairs = 0, expected = 0, differing = 0;
  for (int i = 0; i < PLACES * TIMES; i++) {
    assert_true(once[i].expected == again[i].expected && once[i].p == again[i].p);
    assert_true(once[i].p >= 1.0 / 200 && once[i].p <= 1);
    differing += once[i].expected != other[i].expected;
    pairs += once[i].pairs;
    expected += once[i].expected;
  }
  assert_near(pairs, EVENTS * (EVENTS - 1) / 2.0, 0);
  assert_near(expected, pairs, 1e-6);
  assert_true(differing > 10);
}

/* Two events 100 m and 3 days apart are in [100, 200) and [3, 6), where the calculator prints them
 * under "4 to 6 days". */
static void test_bands_are_half_open(void **state)
{
  (void)state;
  const double edges[] = { 0, 100, 200 }, times[] = { 0, 3, 6 };
  struct near_event events[10] = { { 0, 0, 0 }, { 0, 100, 3 } };
  auto_arena struct arena *arena = arena_new();
  struct near_repeat_cell cells[4];
  for (int i = 2; i < 10; i++)
    events[i] = (struct near_event) { 1000.0 * i, 0, 100 * i };
  struct near_repeat_request request = {
    .events = events, .event_count = 10, .distance = { edges, 3 }, .time = { times, 3 },
  };
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_SOUND);
  const double wanted[] = { 0, 0, 0, 1 };
  for (int i = 0; i < 4; i++)
    assert_near(cells[i].pairs, wanted[i], 0);
}

static void test_refused(void **state)
{
  (void)state;
  const double falling[] = { 0, 100, 100 }, below[] = { -1, 100 }, not_a_number[] = { 0, NAN };
  auto_arena struct arena *arena = arena_new();
  struct near_repeat_cell cells[PLACES * TIMES] = { { .pairs = 77 } };
  struct near_event events[12] = { { 0 } };
  struct near_repeat_request request = chicago_request(19);
  request.event_count = 9;
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_FEW_EVENTS);
  request = chicago_request(19);
  request.distance = (struct bands) { falling, 3 };
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_BANDS);
  request.distance = (struct bands) { below, 2 };
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_BANDS);
  request.distance = (struct bands) { not_a_number, 2 };
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_BANDS);
  request = chicago_request(19);
  request.events = events;
  request.event_count = 12;
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_SAME_DAY);
  events[3].day = 5;
  events[4].x = NAN;
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_NO_POINT);
  events[4].x = 0;
  events[5].day = INT32_MAX;
  events[6].day = INT32_MIN;
  assert_int_equal(near_repeat_find(arena, &request, cells), NEAR_REPEAT_MANY_EVENTS);
  assert_near(cells[0].pairs, 77, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_chicago_as_published), cmocka_unit_test(test_chicago_as_the_calculator),
    cmocka_unit_test(test_permutations),         cmocka_unit_test(test_bands_are_half_open),
    cmocka_unit_test(test_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
