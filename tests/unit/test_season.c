/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The season: against R's own quasi-Poisson model of a published series and sums done by hand; the
 * series without it, differences of the same months, and totals of twelve.
 */
#include "unit.h"

#include "compute/season.h"
#include "define/period.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* International airline passengers, thousands: Box and Jenkins, Time Series Analysis, 1976, series
 * G (R's AirPassengers), 1953 to 1955. */
static const double airline[] = {
  196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, /* 1953 */
  204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, /* 1954 */
  242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, /* 1955 */
};

static enum season_status find(const double *values, size_t count, int32_t first, int32_t cut_off,
                const int32_t *breaks, size_t break_count, struct season *ret)
{
  const struct season_series series = { values, count, first, breaks, break_count };
  return season_find(&series, cut_off, ret);
}

/* Expected from R 4.2.2, where y is ten times the series and d the days of the month:
 *   g <- glm(y ~ year + month + offset(log(d)), quasipoisson, control = glm.control(1e-15, 100))
 *   summary(g)$dispersion
 *   b <- exp(c(0, coef(g)[4:14])); 100 * b / (sum(b * d) / 365)
 * and the standard errors of log(index) by the delta method from summary(g)$cov.scaled, with
 * qt(0.975, 22).  Ten times, because the series itself disagrees less than chance would make it. */
static void the_interval_is_that_of_a_quasi_poisson_model(void **state)
{
  (void)state;
  static const double index[] = { 84.22320065,  89.61599682,  96.81732411,  99.09563603,
                                  96.16138018,  111.43175487, 122.00557103, 119.64417288,
                                  109.53389044, 93.66879324,  84.04828227,  92.88166053 };
  static const double lower[] = { 80.35741528,  85.41600491,  92.68952705,  94.84919722,
                                  92.04667166,  106.94761512, 117.41428617, 115.09340300,
                                  105.08514666, 89.60435436,  80.11923337,  88.83327501 };
  static const double upper[] = { 88.27495886,  94.02250660,  101.12894677, 103.53218970,
                                  100.46002611, 116.10390732, 126.77639023, 124.37487929,
                                  114.17097026, 97.91759441,  88.17001180,  97.11454251 };
  double counts[COUNT(airline)];
  for (size_t i = 0; i < COUNT(airline); i++)
    counts[i] = 10 * airline[i];
  struct season season;
  assert_int_equal(
    find(counts, COUNT(counts), month_of(1953, 1), month_of(1955, 12), NULL, 0, &season), 0);
  assert_int_equal(season.year_count, 3);
  assert_near(season.dispersion, 3.549291252, 1e-9);
  for (int m = 0; m < SEASON_MONTHS; m++) {
    assert_near(season.index[m], index[m], 1e-7);
    assert_near(season.lower[m], lower[m], 1e-6);
    assert_near(season.upper[m], upper[m], 1e-6);
  }
  assert_int_equal(season.peak_first, 5); /* June to August */
  assert_near(season.peak_share, 0.2968245125, 1e-9);
  assert_near(season.peak_lower, 0.2909256816, 1e-8);
  assert_near(season.peak_upper, 0.3028429486, 1e-8);
}

/* Ten a day in 2019 and in the leap year 2020, and in July twice as many: 731 days with
 * 7,310 + 620 = 7,930.  The average day has 7,930 / 731 = 10.84815, so the index of July is
 * 100 x 20 / 10.84815 = 184.3632, and that of every other month half of it, February's 57 days
 * among them.  The years agree exactly, so the dispersion is 1.  July has 1,240: the log of its
 * index has a standard error of sqrt(1/1240 - 1/7930) = 0.0260839, and 2.20098 of those, the t of
 * 11 degrees of freedom, are 0.0574101. */
static void a_pattern_that_is_known_by_hand_is_found(void **state)
{
  (void)state;
  double counts[24];
  for (int32_t i = 0; i < 24; i++)
    counts[i] = month_days(month_of(2019, 1) + i) * (i % 12 == 6 ? 20 : 10);
  struct season season;
  assert_int_equal(find(counts, 24, month_of(2019, 1), month_of(2020, 12), NULL, 0, &season), 0);
  assert_near(season.days[1], 57, 0);
  for (int m = 0; m < SEASON_MONTHS; m++)
    assert_near(season.index[m], m == 6 ? 184.3632 : 92.1816, 1e-4);
  assert_near(season.dispersion, 1, 0);
  assert_near(log(season.upper[6] / season.index[6]), 0.0574101, 1e-6);
  assert_near(log(season.index[6] / season.lower[6]), 0.0574101, 1e-6);
  /* Without its season every month is the average one: 10.84815 x 30.436875 days. */
  for (int32_t i = 0; i < 24; i++)
    assert_near(season_adjusted(&season, counts[i], month_of(2019, 1) + i), 330.1839, 1e-4);
  /* And with it again. */
  for (int32_t i = 0; i < 24; i++)
    assert_near(season_restored(&season, season_adjusted(&season, counts[i], month_of(2019, 1) + i),
                                month_of(2019, 1) + i),
                counts[i], 1e-9);
}

static void days_of_the_month_are_taken_out(void **state)
{
  (void)state;
  /* 400 years have 146,097 days: a mean month has 30.436875. */
  assert_near(season_day_adjusted(280, month_of(2023, 2)), 304.36875, 1e-9);
  assert_near(season_day_adjusted(290, month_of(2024, 2)), 304.36875, 1e-9);
  assert_near(season_day_adjusted(310, month_of(2024, 3)), 304.36875, 1e-9);
}

/* ---- which years are used ------------------------------------------------------------------ */

/* Ten a day from January 2018 to December 2023. */
static double six_years[72];

static int begin_six_years(void **state)
{
  (void)state;
  for (int32_t i = 0; i < 72; i++)
    six_years[i] = month_days(month_of(2018, 1) + i) * 10;
  return 0;
}

static void years_are_chosen_from_the_latest_backwards(void **state)
{
  (void)state;
  six_years[40] = NAN; /* May 2021 */
  struct season season;
  assert_int_equal(find(six_years, 72, month_of(2018, 1), month_of(2023, 6), NULL, 0, &season), 0);
  /* Two years that end in June; then May 2021 is missing, and years end in April. */
  assert_int_equal(season.year_count, 5);
  assert_int_equal(season.year_ends[0], month_of(2023, 6));
  assert_int_equal(season.year_ends[1], month_of(2022, 6));
  assert_int_equal(season.year_ends[2], month_of(2021, 4));
  assert_int_equal(season.year_ends[3], month_of(2020, 4));
  assert_int_equal(season.year_ends[4], month_of(2019, 4));
}

static void a_year_with_a_break_inside_is_not_used(void **state)
{
  (void)state;
  const int32_t inside[] = { month_of(2022, 4) }, at_start[] = { month_of(2022, 1) };
  struct season season;
  assert_int_equal(
    find(six_years, 72, month_of(2018, 1), month_of(2023, 12), inside, 1, &season), 0);
  assert_int_equal(season.year_ends[0], month_of(2023, 12));
  assert_int_equal(season.year_ends[1], month_of(2022, 3)); /* up to the month before the break */
  assert_int_equal(
    find(six_years, 72, month_of(2018, 1), month_of(2023, 12), at_start, 1, &season), 0);
  assert_int_equal(season.year_count, 6);
}

static void one_year_shows_no_season(void **state)
{
  (void)state;
  struct season season = { .year_count = 99 };
  assert_int_equal(find(six_years, 23, month_of(2018, 1), month_of(2023, 1), NULL, 0, &season),
                   SEASON_FEW_YEARS);
  assert_int_equal(find(six_years, 72, month_of(2018, 1), month_of(2019, 11), NULL, 0, &season),
                   SEASON_FEW_YEARS);
  assert_int_equal(find(NULL, 0, month_of(2018, 1), month_of(2019, 11), NULL, 0, &season),
                   SEASON_FEW_YEARS);
  assert_int_equal(season.year_count, 99);
}

static void odd_figures_give_no_season(void **state)
{
  (void)state;
  struct season season;
  for (int i = 3; i < 72; i += SEASON_MONTHS)
    six_years[i] = 0;
  assert_int_equal(find(six_years, 72, month_of(2018, 1), month_of(2023, 12), NULL, 0, &season),
                   SEASON_EMPTY_MONTH);
  for (int i = 3; i < 72; i += SEASON_MONTHS)
    six_years[i] = i % 2 ? -5 : (double)INFINITY;
  assert_int_equal(find(six_years, 72, month_of(2018, 1), month_of(2023, 12), NULL, 0, &season),
                   SEASON_FEW_YEARS);
}

/* ---- series -------------------------------------------------------------------------------- */

static void differences_are_with_the_same_month(void **state)
{
  (void)state;
  const double values[] = { 5, 7, NAN, 9, 5, 5, 5, 5, 5, 5, 5, 5, 8, NAN, 3, 2 };
  double differences[16];
  const int32_t none[] = { month_of(2020, 1) }, at[] = { month_of(2020, 5) };
  struct season_series series = { values, 16, month_of(2020, 1), none, 1 };
  season_differences(&series, differences);
  for (int i = 0; i < 12; i++)
    assert_true(isnan(differences[i]));
  assert_near(differences[12], 3, 0);
  assert_true(isnan(differences[13]));
  assert_true(isnan(differences[14]));
  assert_near(differences[15], -7, 0);
  series.breaks = at; /* between the two years */
  season_differences(&series, differences);
  for (int i = 0; i < 16; i++)
    assert_true(isnan(differences[i]));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_interval_is_that_of_a_quasi_poisson_model),
    cmocka_unit_test(a_pattern_that_is_known_by_hand_is_found),
    cmocka_unit_test(days_of_the_month_are_taken_out),
    cmocka_unit_test_setup(years_are_chosen_from_the_latest_backwards, begin_six_years),
    cmocka_unit_test_setup(a_year_with_a_break_inside_is_not_used, begin_six_years),
    cmocka_unit_test_setup(one_year_shows_no_season, begin_six_years),
    cmocka_unit_test_setup(odd_figures_give_no_season, begin_six_years),
    cmocka_unit_test(differences_are_with_the_same_month),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
