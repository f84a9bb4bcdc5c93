/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranks and quantiles: OHID's rule, written out by hand for small cases, and what must hold always.
 */
#include "generator.h"
#include "unit.h"

#include "compute/quantile.h"

static void test_ranks(void **state)
{
  (void)state;
  double values[] = { 5, NAN, 9, 5, 2, 9, 9 };
  size_t count = sizeof values / sizeof *values;
  struct rank first = rank_among(values, count, 9), middle = rank_among(values, count, 5);
  assert_true(first.rank == 1 && first.tied == 2 && first.of == 6);
  assert_true(middle.rank == 4 && middle.tied == 1);
  assert_int_equal(rank_among(values, count, 2).rank, 6);
  assert_int_equal(rank_among(values, count, NAN).rank, 0);
  assert_int_equal(rank_among(values, count, NAN).of, 6);
}

/* The formula of phe_quantile (PHEindicatormethods), in real numbers as it is written there. */
static int by_formula(int rank, int of, int quantiles)
{
  double found = floor((quantiles + 1) - ceil((of + 1.0 - rank) / ((double)of / quantiles)));
  return found == 0 ? 1 : (int)found;
}

static void test_formula(void **state)
{
  (void)state;
  /* 14 districts, by the formula in R 4.2.2: quarters of 4, 3, 4 and 3; a last fifth of 2. */
  static const int quarters[14] = { 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4 };
  static const int fifths[14] = { 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5 };
  for (int rank = 1; rank <= 14; rank++) {
    assert_int_equal(quantile_of_rank(rank, 14, 4), quarters[rank - 1]);
    assert_int_equal(quantile_of_rank(rank, 14, 5), fifths[rank - 1]);
  }
  /* Powers of two divide exactly, so that the formula in real numbers is right as well. */
  for (int of = 1; of < 400; of++) {
    for (int quantiles = 1; quantiles <= 64 && quantiles <= of; quantiles *= 2) {
      for (int rank = 1; rank <= of; rank++)
        assert_int_equal(quantile_of_rank(rank, of, quantiles), by_formula(rank, of, quantiles));
    }
  }
}

/* What the Fingertips tool printed (fd_quantiles.csv in the history of PHEindicatormethods): tenths of the
 * areas of six regions, under 75 mortality from cancer of women, from the highest rank on. */
static void test_tenths_of_fingertips(void **state)
{
  (void)state;
  static const int east[] = { 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  static const int north_east[] = { 1, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10 };
  static const int west_midlands[] = { 1, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 8, 9, 10 };
  static const int yorkshire[] = { 1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9, 9, 10 };
  static const int south_east[]
    = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10 };
  static const int north_west[]
    = { 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 8, 9, 9, 10, 10 };
  static const struct {
    const int *tenths;
    int areas;
  } regions[] = { { east, 11 }, { north_east, 12 }, { west_midlands, 14 }, { yorkshire, 15 },
                  { south_east, 19 }, { north_west, 23 } };
  for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
    for (int rank = 1; rank <= regions[i].areas; rank++)
      assert_int_equal(quantile_of_rank(rank, regions[i].areas, 10), regions[i].tenths[rank - 1]);
  }
  /* The North East from its values, as printed. */
  const double values[] = { 118.7460481, 131.2778276, 137.109864, 137.7256526, 138.9005229, 143.263302,
                            145.5966707, 146.6971262, 153.6912833, 155.763081, 157.1222286, 171.2170455 };
  for (size_t i = 0; i < 12; i++) {
    struct rank rank = rank_among(values, 12, values[i]);
    assert_int_equal(quantile_of_rank(rank.rank, rank.of, 10), north_east[11 - i]);
  }
}

static void test_too_few_areas(void **state)
{
  (void)state;
  assert_int_equal(quantile_of_rank(3, 9, 10), 0);
  assert_int_equal(quantile_of_rank(3, 10, 10), 3);
  assert_int_equal(quantile_of_rank(0, 14, 4), 0);
  assert_int_equal(quantile_of_rank(15, 14, 4), 0);
  assert_int_equal(quantile_of_rank(1, 14, 0), 0);
}

/* Ranks permute: without ties each is there once.  Ties share a quantile, higher values never have a
 * later one, and without ties no part is larger than another by more than one. */
static void test_order(void **state)
{
  (void)state;
  struct generator generator = { 3 };
  for (int round = 0; round < 300; round++) {
    double values[60];
    int count = 10 + generator_below(&generator, 50), distinct = round % 2 ? 1 << 30 : 12;
    int quantiles = 2 + generator_below(&generator, 9), seen[61] = { 0 }, sizes[12] = { 0 };
    for (int i = 0; i < count; i++)
      values[i] = generator_below(&generator, distinct);
    for (int i = 0; i < count; i++) {
      struct rank own = rank_among(values, (size_t)count, values[i]);
      int part = quantile_of_rank(own.rank, own.of, quantiles);
      assert_true(own.rank >= 1 && own.rank <= count && part >= 1 && part <= quantiles);
      seen[own.rank]++;
      sizes[part]++;
      for (int k = 0; k < count; k++) {
        struct rank other = rank_among(values, (size_t)count, values[k]);
        if (values[k] > values[i])
          assert_true(other.rank < own.rank
                      && quantile_of_rank(other.rank, other.of, quantiles) <= part);
        if (values[k] == values[i])
          assert_int_equal(other.rank, own.rank);
      }
    }
    for (int rank = 1; rank <= count && round % 2; rank++)
      assert_int_equal(seen[rank], 1);
    for (int part = 1; part <= quantiles && round % 2; part++)
      assert_true(sizes[part] >= count / quantiles && sizes[part] <= count / quantiles + 1);
  }
}

static void test_quantile_values(void **state)
{
  (void)state;
  double values[] = { 7, NAN, 1, 3, NAN, 9 };
  assert_int_equal(sort_values(values, 6), 4);
  assert_true(values[0] == 1 && values[1] == 3 && values[2] == 7 && values[3] == 9);
  assert_near(quantile_value(values, 4, 0.25), 2.5, 1e-15);
  assert_near(quantile_value(values, 4, 1), 9, 0);
  assert_near(quantile_value(values, 1, 0.75), 1, 0);
  assert_true(isnan(quantile_value(values, 0, 0.5)) && isnan(quantile_value(values, 4, 1.5)));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ranks),
    cmocka_unit_test(test_formula),
    cmocka_unit_test(test_tenths_of_fingertips),
    cmocka_unit_test(test_too_few_areas),
    cmocka_unit_test(test_order),
    cmocka_unit_test(test_quantile_values),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
