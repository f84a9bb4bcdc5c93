/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The season of violence: against R's own quasi-Poisson model of a published series, against sums
 * done by hand, and through a host made of a few functions.
 */
#include "../season.c"
#include "../violence.c"

#include "../../../tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define YEAR(year) ((year)*SEASON_MONTHS) /* January of it */

/* What figures() figures_put is tested here; what the chapter writes, by building reports. */
int violence_chapter(void *self, struct strata_run *run, struct strata_node *page)
{
  (void)self, (void)run, (void)page;
  return STRATA_FAIL;
}

/* ---- the method ---------------------------------------------------------------------------- */

/* As printed in Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.10. */
static void students_t_is_as_printed(void **state)
{
  (void)state;
  assert_near(season_t(11), 2.201, 0.0005);
  assert_near(season_t(30), 2.042, 0.0005);
  assert_near(season_t(60), 2.000, 0.0005);
  assert_near(season_t(120), 1.980, 0.0005);
}

/* International airline passengers, thousands: Box and Jenkins, Time Series Analysis, 1976, series
 * G (R's AirPassengers), 1953 to 1955. */
static const double airline[] = {
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, /* 1953 */
    204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, /* 1954 */
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, /* 1955 */
};

/* Expected from R 4.2.2, where y is ten times the series and d the days of the month:
 *   g <- glm(y ~ year + month + offset(log(d)), quasipoisson, control = glm.control(1e-15, 100))
 *   summary(g)$dispersion
 *   b <- exp(c(0, coef(g)[4:14])); 100 * b / (sum(b * d) / 365)
 * and the standard errors of log(index) by the delta method from summary(g)$cov.scaled, with
 * qt(0.975, 22).  Ten times, because the series itself disagrees less than chance would make it. */
static void the_interval_is_that_of_a_quasi_poisson_model(void **state)
{
  (void)state;
  static const double index[] = {84.22320065,  89.61599682,  96.81732411,  99.09563603,
                                 96.16138018,  111.43175487, 122.00557103, 119.64417288,
                                 109.53389044, 93.66879324,  84.04828227,  92.88166053};
  static const double lower[] = {80.35741528,  85.41600491,  92.68952705,  94.84919722,
                                 92.04667166,  106.94761512, 117.41428617, 115.09340300,
                                 105.08514666, 89.60435436,  80.11923337,  88.83327501};
  static const double upper[] = {88.27495886,  94.02250660,  101.12894677, 103.53218970,
                                 100.46002611, 116.10390732, 126.77639023, 124.37487929,
                                 114.17097026, 97.91759441,  88.17001180,  97.11454251};
  double counts[COUNT(airline)];
  for (size_t i = 0; i < COUNT(airline); i++)
    counts[i] = 10 * airline[i];
  struct season season;
  assert_int_equal(
      season_find(counts, COUNT(counts), YEAR(1953), YEAR(1955) + 11, NULL, 0, &season), 0);
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
    counts[i] = days_in(YEAR(2019) + i) * (i % 12 == 6 ? 20 : 10);
  struct season season;
  assert_int_equal(season_find(counts, 24, YEAR(2019), YEAR(2020) + 11, NULL, 0, &season), 0);
  assert_near(season.days[1], 57, 0);
  for (int m = 0; m < SEASON_MONTHS; m++)
    assert_near(season.index[m], m == 6 ? 184.3632 : 92.1816, 1e-4);
  assert_near(season.dispersion, 1, 0);
  assert_near(log(season.upper[6] / season.index[6]), 0.0574101, 1e-6);
  assert_near(log(season.index[6] / season.lower[6]), 0.0574101, 1e-6);
}

/* ---- which years are used ------------------------------------------------------------------ */

/* Ten a day from January 2018 to December 2023. */
static double six_years[72];

static int begin_six_years(void **state)
{
  (void)state;
  for (int32_t i = 0; i < 72; i++)
    six_years[i] = days_in(YEAR(2018) + i) * 10;
  return 0;
}

static void years_are_chosen_from_the_latest_backwards(void **state)
{
  (void)state;
  six_years[40] = NAN; /* May 2021 */
  struct season season;
  assert_int_equal(season_find(six_years, 72, YEAR(2018), YEAR(2023) + 5, NULL, 0, &season), 0);
  /* Two years that end in June; then May 2021 is missing, and years end in April. */
  assert_int_equal(season.year_count, 5);
  assert_int_equal(season.year_ends[0], YEAR(2023) + 5);
  assert_int_equal(season.year_ends[1], YEAR(2022) + 5);
  assert_int_equal(season.year_ends[2], YEAR(2021) + 3);
  assert_int_equal(season.year_ends[3], YEAR(2020) + 3);
  assert_int_equal(season.year_ends[4], YEAR(2019) + 3);
}

static void a_year_with_a_break_inside_is_not_used(void **state)
{
  (void)state;
  const int32_t inside[] = {YEAR(2022) + 3}, at_start[] = {YEAR(2022)};
  struct season season;
  assert_int_equal(season_find(six_years, 72, YEAR(2018), YEAR(2023) + 11, inside, 1, &season), 0);
  assert_int_equal(season.year_ends[0], YEAR(2023) + 11);
  assert_int_equal(season.year_ends[1], YEAR(2022) + 2); /* up to the month before the break */
  assert_int_equal(season_find(six_years, 72, YEAR(2018), YEAR(2023) + 11, at_start, 1, &season),
                   0);
  assert_int_equal(season.year_count, 6);
}

static void one_year_shows_no_season(void **state)
{
  (void)state;
  struct season season = {.year_count = 99};
  assert_int_equal(season_find(six_years, 23, YEAR(2018), YEAR(2023), NULL, 0, &season), -1);
  assert_int_equal(season_find(six_years, 72, YEAR(2018), YEAR(2018) + 22, NULL, 0, &season), -1);
  assert_int_equal(season_find(NULL, 0, YEAR(2018), YEAR(2018) + 22, NULL, 0, &season), -1);
  assert_int_equal(season.year_count, 99);
}

static void a_calendar_month_without_offences_gives_no_season(void **state)
{
  (void)state;
  struct season season;
  for (int i = 3; i < 72; i += SEASON_MONTHS)
    six_years[i] = 0;
  assert_int_equal(season_find(six_years, 72, YEAR(2018), YEAR(2023) + 11, NULL, 0, &season), -1);
}

/* ---- through a host ------------------------------------------------------------------------ */

struct put {
  char name[20], area[16], period[16];
  struct strata_derived derived;
};

static struct put figures_put[100];
static size_t put_count;
static void *blocks[200];
static size_t block_count;
static const char *break_month, *break_measure;

static void *mock_alloc(struct strata_run *run, size_t size)
{
  (void)run;
  assert_true(block_count < COUNT(blocks));
  return blocks[block_count++] = calloc(1, size);
}

static const char *mock_format(struct strata_run *run, const char *format, ...)
{
  char *text = mock_alloc(run, 64);
  va_list args;
  va_start(args, format);
  vsnprintf(text, 64, format, args);
  va_end(args);
  return text;
}

static const struct strata_area *const *mock_areas(struct strata_run *run, const char *kind,
                                                   size_t *ret_count)
{
  (void)run;
  assert_string_equal(kind, "all");
  static const struct strata_area one = {.code = "E07000124"}, two = {.code = "lancashire-14"};
  static const struct strata_area *const both[] = {&one, &two};
  *ret_count = 2;
  return both;
}

static const struct strata_edition *const *mock_editions(struct strata_run *run, size_t *ret_count)
{
  (void)run;
  static const struct strata_edition older = {.cut_off = "2022-10", .period = "ye-2022-10"},
                                     newer = {.cut_off = "2023-06", .period = "ye-2023-06"};
  static const struct strata_edition *const both[] = {&older, &newer};
  *ret_count = 2;
  return both;
}

static const struct strata_break *const *mock_breaks(struct strata_run *run, size_t *ret_count)
{
  (void)run;
  static struct strata_break one;
  static const struct strata_break *const all[] = {&one};
  one = (struct strata_break){.measure = break_measure, .month = break_month};
  *ret_count = break_month ? 1 : 0;
  return all;
}

static const struct strata_indicator *mock_indicator(struct strata_run *run, const char *id)
{
  (void)run;
  static const struct strata_indicator offences = {.measure = "street-crime"};
  return strcmp(id, "violence.offences") == 0 ? &offences : NULL;
}

/* The first area has no months. */
static int mock_months(struct strata_run *run, const char *indicator, const char *area,
                       struct strata_months *ret)
{
  (void)run;
  assert_string_equal(indicator, "violence.offences");
  if (strcmp(area, "E07000124") == 0)
    return STRATA_NONE;
  *ret = (struct strata_months){.first = "2018-01", .values = six_years, .count = 72};
  return STRATA_OK;
}

static int mock_put(struct strata_run *run, const char *name, const char *area, const char *period,
                    const struct strata_derived *derived)
{
  (void)run;
  assert_true(put_count < COUNT(figures_put));
  struct put *put = &figures_put[put_count++];
  snprintf(put->name, sizeof put->name, "%s", name);
  snprintf(put->area, sizeof put->area, "%s", area);
  snprintf(put->period, sizeof put->period, "%s", period);
  put->derived = *derived;
  return STRATA_OK;
}

static const struct strata_host mock = {
    .struct_size = sizeof mock,
    .alloc = mock_alloc,
    .format = mock_format,
    .areas = mock_areas,
    .editions = mock_editions,
    .breaks = mock_breaks,
    .indicator = mock_indicator,
    .months = mock_months,
    .put = mock_put,
};

static void run_figures(void)
{
  const struct strata_plugin *plugin = strata_plugin_v1();
  void *self;
  put_count = 0;
  assert_int_equal(plugin->init(&mock, NULL, &self), STRATA_OK);
  assert_int_equal(plugin->figures(self, NULL), STRATA_OK);
}

static int begin_host(void **state)
{
  break_month = break_measure = NULL;
  return begin_six_years(state);
}

static int end_host(void **state)
{
  (void)state;
  while (block_count)
    free(blocks[--block_count]);
  return 0;
}

static const struct put *find_put(const char *name, const char *period)
{
  const struct put *found = NULL;
  for (size_t i = 0; i < put_count; i++) {
    if (strcmp(figures_put[i].name, name) != 0 || strcmp(figures_put[i].period, period) != 0)
      continue;
    assert_null(found); /* nothing is put twice */
    found = &figures_put[i];
  }
  return found;
}

/* The editions' years overlap: November 2021 to June 2022 are the older edition's alone, July to
 * October 2022 the newer one's. */
static void each_edition_has_its_own_months(void **state)
{
  (void)state;
  run_figures();
  assert_int_equal(put_count, 12 + 1 + 8 + 1);
  for (size_t i = 0; i < put_count; i++)
    assert_string_equal(figures_put[i].area, "lancashire-14");
  static const char *const months[] = {"2021-11", "2022-06", "2022-07", "2022-10", "2023-06"};
  for (size_t i = 0; i < COUNT(months); i++) {
    const struct put *put = find_put("seasonal-index", months[i]);
    assert_non_null(put);
    assert_near(put->derived.value, 100, 1e-9);
    assert_true(put->derived.lower < 100 && put->derived.upper > 100);
  }
  assert_null(find_put("seasonal-index", "2021-10"));
  assert_null(find_put("seasonal-index", "2023-07"));
  const struct put *share = find_put("peak-share", "ye-2023-06");
  assert_non_null(share);
  assert_int_equal(share->derived.given, STRATA_VALUE | STRATA_INTERVAL);
  assert_true(share->derived.value > 24 && share->derived.value < 26);
  assert_non_null(find_put("peak-share", "ye-2022-10"));
}

static void breaks_count_for_the_measure_that_they_name(void **state)
{
  (void)state;
  break_month = "2018-10"; /* inside the oldest of five years */
  break_measure = "residents";
  run_figures();
  double untouched = find_put("seasonal-index", "2022-08")->derived.numerator;
  break_measure = "street-crime";
  run_figures();
  assert_true(find_put("seasonal-index", "2022-08")->derived.numerator < untouched);
}

static void months_are_read_and_written(void **state)
{
  (void)state;
  violence_host = &mock;
  assert_int_equal(violence_month("2025-12"), YEAR(2025) + 11);
  assert_string_equal(violence_month_code(NULL, YEAR(2025) + 11), "2025-12");
  static const char *const no_months[] = {"",        "2025",    "2025-13",
                                          "2025-00", "2024/25", "ye-2025-12"};
  for (size_t i = 0; i < COUNT(no_months); i++)
    assert_int_equal(violence_month(no_months[i]), -1);
  assert_int_equal(violence_month(NULL), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(students_t_is_as_printed),
      cmocka_unit_test(the_interval_is_that_of_a_quasi_poisson_model),
      cmocka_unit_test(a_pattern_that_is_known_by_hand_is_found),
      cmocka_unit_test_setup(years_are_chosen_from_the_latest_backwards, begin_six_years),
      cmocka_unit_test_setup(a_year_with_a_break_inside_is_not_used, begin_six_years),
      cmocka_unit_test_setup(one_year_shows_no_season, begin_six_years),
      cmocka_unit_test_setup(a_calendar_month_without_offences_gives_no_season, begin_six_years),
      cmocka_unit_test_setup_teardown(each_edition_has_its_own_months, begin_host, end_host),
      cmocka_unit_test_setup_teardown(breaks_count_for_the_measure_that_they_name, begin_host,
                                      end_host),
      cmocka_unit_test_teardown(months_are_read_and_written, end_host),
  };
  return cmocka_run_group_tests_name("violence", tests, NULL, NULL);
}
