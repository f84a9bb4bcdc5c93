/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gi*, false discoveries, density, prediction and repeat locations.
 */
#include "unit.h"

#include "compute/density.h"
#include "compute/distributions.h"
#include "compute/hot_spots.h"

#include <stdbool.h>

enum { SIX = 6 };

static const struct spot six[SIX] = { { 10, 10, 2 }, { 20, 10, 3 }, { 40, 10, 3.2 },
                                      { 15, 20, 5 }, { 30, 20, 8 }, { 30, 30, 7 } };

/* The first as PySAL's esda prints it (tests of getisord); all as R 4.2.2 works them out. */
static void test_gi_as_published(void **state)
{
  (void)state;
  const double wanted[SIX]
    = { -1.39727626, -0.289177616, 0.650649635, -0.289177616, 1.234520884, 2.024243309 };
  double z[SIX];
  size_t work[SIX];
  assert_int_equal(hot_spots_gi(six, SIX, 15, work, z), HOT_SPOTS_SOUND);
  assert_near(z[0], -1.39727626, 5e-9);
  for (int i = 1; i < SIX; i++)
    assert_near(z[i], wanted[i], 1e-8);
}

/* Values on another scale, and places moved or in another order, have the same Gi*; of all places
 * together there is none. */
static void test_gi_properties(void **state)
{
  (void)state;
  struct spot moved[SIX + 1];
  double z[SIX], other[SIX + 1];
  size_t work[SIX + 1];
  hot_spots_gi(six, SIX, 15, work, z);
  for (int i = 0; i < SIX; i++)
    moved[SIX - 1 - i] = (struct spot) { six[i].x + 5e5, six[i].y - 3e3, six[i].value * 1e6 };
  moved[SIX] = (struct spot) { 5e5 + 12, -3e3 + 12, NAN };
  assert_int_equal(hot_spots_gi(moved, SIX + 1, 15, work, other), HOT_SPOTS_SOUND);
  for (int i = 0; i < SIX; i++)
    assert_near(other[SIX - 1 - i], z[i], 1e-9);
  assert_true(isnan(other[SIX]));
  hot_spots_gi(six, SIX, 1000, work, other);
  for (int i = 0; i < SIX; i++)
    assert_true(isnan(other[i]));
}

/* Every pair looked at, as the formula has it, at places that stand anywhere. */
static void test_gi_as_formula(void **state)
{
  (void)state;
  enum { MANY = 200 };
  struct spot spots[MANY];
  double z[MANY], mean = 0, squares = 0;
  size_t work[MANY];
  random_begin(3);
  for (int i = 0; i < MANY; i++) {
    spots[i] = (struct spot) { floor(40 * random_uniform()), 30 * random_uniform(),
                               floor(50 * random_uniform()) };
    mean += spots[i].value / MANY;
  }
  for (int i = 0; i < MANY; i++)
    squares += (spots[i].value - mean) * (spots[i].value - mean);
  assert_int_equal(hot_spots_gi(spots, MANY, 5, work, z), HOT_SPOTS_SOUND);
  for (int i = 0; i < MANY; i++) {
    double sum = 0, near = 0;
    for (int k = 0; k < MANY; k++) {
      bool is_near = hypot(spots[i].x - spots[k].x, spots[i].y - spots[k].y) <= 5;
      sum += is_near ? spots[k].value : 0;
      near += is_near;
    }
    assert_near(z[i],
                (sum - mean * near)
                  / (sqrt(squares / MANY) * sqrt((MANY * near - near * near) / (MANY - 1))),
                1e-9);
  }
}

static void test_gi_refused(void **state)
{
  (void)state;
  struct spot equal[SIX];
  double z[SIX] = { 77 };
  size_t work[SIX];
  for (int i = 0; i < SIX; i++)
    equal[i] = (struct spot) { i, 0, 0.1 };
  assert_int_equal(hot_spots_gi(equal, SIX, 1, work, z), HOT_SPOTS_ALL_EQUAL);
  assert_int_equal(hot_spots_gi(six, 4, 15, work, z), HOT_SPOTS_FEW_PLACES);
  equal[3].value = NAN;
  equal[4].value = INFINITY;
  assert_int_equal(hot_spots_gi(equal, SIX, 1, work, z), HOT_SPOTS_FEW_PLACES);
  assert_near(z[0], 77, 0);
}

/* The 15 p of Benjamini and Hochberg (1995), section 3: at 0.05 the first four are found. */
static void test_false_discovery(void **state)
{
  (void)state;
  enum { TESTS = 15 };
  const double p[TESTS + 1] = { 0.0278, 0.0001, 0.0019, 0.0004, 0.0095, 0.0201, NAN,    0.0298,
                                0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000 };
  /* R 4.2.2: p.adjust(p, "BH"). */
  const double wanted[TESTS + 1]
    = { 0.06385714286, 0.0015, 0.0095,        0.003,         0.035625,      0.0603,
        NAN,           0.06385714286, 0.0645, 0.0765,        0.486,         0.58118181818,
        0.714875,      0.75323076923, 0.81321428571, 1 };
  double adjusted[TESTS + 1];
  size_t work[TESTS + 1];
  int found = 0;
  false_discovery(p, TESTS + 1, work, adjusted);
  for (int i = 0; i <= TESTS; i++) {
    if (isnan(wanted[i])) {
      assert_true(isnan(adjusted[i]));
      continue;
    }
    assert_near(adjusted[i], wanted[i], 1e-10);
    assert_true(adjusted[i] >= p[i]);
    found += adjusted[i] <= 0.05;
  }
  assert_int_equal(found, 4);
}

static void test_p(void **state)
{
  (void)state;
  const double z[] = { 1.959963985, -1.959963985, 0, NAN, 40 };
  double p[5];
  hot_spots_p(z, 5, p);
  assert_near(p[0], 0.05, 1e-9);
  assert_near(p[1], 0.05, 1e-9);
  assert_near(p[2], 1, 0);
  assert_true(isnan(p[3]));
  assert_true(p[4] >= 0 && p[4] < 1e-300);
}

/* On a field without any pattern few places are found, whatever the draw; with a planted one, it is. */
static void test_chance_finds_little(void **state)
{
  (void)state;
  enum { SIDE = 20, CELLS = SIDE * SIDE };
  static struct spot spots[CELLS];
  static double z[CELLS], p[CELLS], adjusted[CELLS];
  static size_t work[CELLS];
  int runs_with_any = 0;
  random_begin(7);
  for (int run = 0; run < 40; run++) {
    for (int i = 0; i < CELLS; i++)
      spots[i] = (struct spot) { i % SIDE, i / SIDE, 100 + 10 * random_normal() };
    hot_spots_gi(spots, CELLS, 1.5, work, z);
    hot_spots_p(z, CELLS, p);
    false_discovery(p, CELLS, work, adjusted);
    int found = 0;
    for (int i = 0; i < CELLS; i++)
      found += adjusted[i] <= 0.05;
    runs_with_any += found > 0;
  }
  assert_true(runs_with_any <= 6);
  for (int i = 0; i < CELLS; i++)
    spots[i].value += i % SIDE < 4 && i / SIDE < 4 ? 30 : 0;
  hot_spots_gi(spots, CELLS, 1.5, work, z);
  hot_spots_p(z, CELLS, p);
  false_discovery(p, CELLS, work, adjusted);
  assert_true(adjusted[SIDE + 1] < 0.001 && z[SIDE + 1] > 0);
}

static void test_grid(void **state)
{
  (void)state;
  const struct spot points[] = { { 105, 205, 1 }, { 199, 299, 2 }, { 200, 205, 4 }, { 250, NAN, 8 } };
  struct grid grid, kept = { .cell = 77 };
  struct spot cells[2];
  assert_int_equal(grid_over(points, 4, 100, 10, &grid), 0);
  assert_int_equal(grid.columns, 2);
  assert_int_equal(grid.rows, 1);
  assert_near(grid.x, 100, 0);
  grid_count(&grid, points, 4, cells);
  assert_near(cells[0].value, 3, 0);
  assert_near(cells[1].value, 4, 0);
  assert_near(cells[1].x, 250, 0);
  assert_near(cells[1].y, 250, 0);
  assert_int_equal(grid_over(points, 4, 0, 10, &kept), -1);
  assert_int_equal(grid_over(points, 4, 1, 10, &kept), -1);
  assert_int_equal(grid_over(&points[3], 1, 100, 10, &kept), -1);
  assert_near(kept.cell, 77, 0);
}

/* Silverman (1986), equation 4.5: 3/pi at the centre, for a bandwidth of one; and an event is spread,
 * not made or lost. */
static void test_density(void **state)
{
  (void)state;
  enum { SIDE = 61 };
  static double density[SIDE * SIDE];
  const struct grid grid = { 0, 0, 0.05, SIDE, SIDE };
  const struct spot event = { 30.5 * 0.05, 30.5 * 0.05, 1 }, beyond = { -5, 1, 1 };
  double sum = 0;
  assert_int_equal(density_find(&grid, &event, 1, 1, density), 0);
  assert_near(density[30 * SIDE + 30], 0.9549297, 5e-8);
  assert_near(density[30 * SIDE + 40], 0.9549297 * 0.75 * 0.75, 1e-7);
  assert_near(density[30 * SIDE + 50], 0, 1e-12);
  for (int i = 0; i < SIDE * SIDE; i++)
    sum += density[i] * 0.05 * 0.05;
  assert_near(sum, 1, 1e-4);
  assert_int_equal(density_find(&grid, &beyond, 1, 1, density), 0);
  for (int i = 0; i < SIDE * SIDE; i++)
    assert_true(density[i] == 0);
  assert_int_equal(density_find(&grid, &event, 1, 0, density), -1);
}

/* The test of ptools (Wheeler): observed 6, 3, 0 where 3, 2, 1 were foretold. */
static void test_prediction_as_published(void **state)
{
  (void)state;
  const struct foretold places[] = { { 3, 6, 1 }, { 2, 3, 1 }, { 1, 0, 1 } };
  const double accuracy[] = { 2, 1.5, 1 }, recovery[] = { 3 / 6.0, 5 / 9.0, 6 / 9.0 };
  size_t order[3];
  for (size_t taken = 1; taken <= 3; taken++) {
    struct prediction found;
    assert_int_equal(prediction_find(places, 3, taken, order, &found), 0);
    assert_near(found.accuracy, accuracy[taken - 1], 1e-12);
    assert_near(found.efficiency, 1, 1e-12);
    assert_near(found.recovery, recovery[taken - 1], 1e-12);
  }
}

static void test_prediction_bounds(void **state)
{
  (void)state;
  struct foretold places[] = { { 9, 0, 2 }, { 1, 5, 1 }, { 0, 5, 2 } };
  size_t order[3];
  struct prediction found = { .accuracy = 77 };
  assert_int_equal(prediction_find(places, 3, 1, order, &found), 0);
  assert_near(found.accuracy, 0, 0);
  assert_near(found.efficiency, 0, 0);
  assert_true(isnan(found.recovery));
  assert_int_equal(prediction_find(places, 3, 2, order, &found), 0);
  assert_near(found.accuracy, 0.5 / 0.6, 1e-12);
  found.accuracy = 77;
  assert_int_equal(prediction_find(places, 3, 0, order, &found), -1);
  assert_int_equal(prediction_find(places, 3, 4, order, &found), -1);
  places[1].observed = places[2].observed = 0;
  assert_int_equal(prediction_find(places, 3, 1, order, &found), -1);
  places[1].observed = NAN;
  assert_int_equal(prediction_find(places, 3, 1, order, &found), -1);
  assert_near(found.accuracy, 77, 0);
}

/* By hand: 10 incidents at 5 locations, 5 and 2 of them at two. */
static void test_repeats(void **state)
{
  (void)state;
  const double counts[] = { 1, 5, 0, 2, NAN, 1, 1 }, broken[] = { 1.5 }, none[] = { 0, NAN };
  double work[7];
  struct repeats found;
  assert_int_equal(repeats_find(counts, 7, work, &found), 0);
  assert_int_equal(found.locations, 5);
  assert_int_equal(found.repeated, 2);
  assert_near(found.incidents, 10, 0);
  assert_near(found.at_repeats, 0.7, 1e-12);
  assert_near(found.repeat_events, 0.5, 1e-12);
  assert_int_equal(found.half, 1);
  assert_int_equal(repeats_find(broken, 1, work, &found), -1);
  assert_int_equal(repeats_find(none, 2, work, &found), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_gi_as_published),     cmocka_unit_test(test_gi_properties),
    cmocka_unit_test(test_gi_as_formula),
    cmocka_unit_test(test_gi_refused),          cmocka_unit_test(test_false_discovery),
    cmocka_unit_test(test_p),                   cmocka_unit_test(test_chance_finds_little),
    cmocka_unit_test(test_grid),                cmocka_unit_test(test_density),
    cmocka_unit_test(test_prediction_as_published), cmocka_unit_test(test_prediction_bounds),
    cmocka_unit_test(test_repeats),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
