/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is put of the season of violence, through a host made of a few functions.
 */
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

/* ---- through a host ------------------------------------------------------------------------ */

struct put {
  char name[20], area[16], period[16];
  struct strata_derived derived;
};

static struct put figures_put[100];
static size_t put_count;
static void *blocks[200];
static size_t block_count;

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

/* The first area has none. */
static int mock_season(struct strata_run *run, const char *indicator, const char *area,
                       const char *to, struct strata_season *ret)
{
  (void)run;
  static double index[12], lower[12], upper[12], events[12], days[12];
  static const char *const years[] = {"2021-06", "2022-06"};
  assert_string_equal(indicator, "violence.offences");
  assert_true(strcmp(to, "2022-10") == 0 || strcmp(to, "2023-06") == 0);
  *ret = (struct strata_season){.reason = "A season needs two complete years of months"};
  if (strcmp(area, "E07000124") == 0)
    return STRATA_OK;
  for (int m = 0; m < 12; m++) {
    index[m] = 100 + m;
    lower[m] = 98 + m;
    upper[m] = 103 + m;
    events[m] = 600;
    days[m] = 60;
  }
  *ret = (struct strata_season){
      .published = 1, .index = index, .lower = lower, .upper = upper, .events = events,
      .days = days, .count = 12, .years = years, .year_count = 2, .dispersion = 1.5, .peak = 6,
      .peak_share = 0.25, .peak_lower = 0.24, .peak_upper = 0.26};
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
    .season = mock_season,
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
    int in_year = violence_month(months[i]) % SEASON_MONTHS;
    assert_near(put->derived.value, 100 + in_year, 1e-9);
    assert_near(put->derived.lower, 98 + in_year, 1e-9);
    assert_near(put->derived.upper, 103 + in_year, 1e-9);
    assert_near(put->derived.numerator, 600, 0);
    assert_near(put->derived.denominator, 60, 0);
  }
  assert_null(find_put("seasonal-index", "2021-10"));
  assert_null(find_put("seasonal-index", "2023-07"));
  const struct put *share = find_put("peak-share", "ye-2023-06");
  assert_non_null(share);
  assert_int_equal(share->derived.given, STRATA_VALUE | STRATA_INTERVAL);
  assert_near(share->derived.value, 25, 1e-9);
  assert_non_null(find_put("peak-share", "ye-2022-10"));
}

/* The latest year first, months by number. */
static void a_season_is_the_hosts(void **state)
{
  (void)state;
  violence_host = &mock;
  struct season season;
  assert_int_equal(violence_season(NULL, "E07000124", YEAR(2022) + 9, &season), -1);
  assert_int_equal(violence_season(NULL, "lancashire-14", YEAR(2022) + 9, &season), 0);
  assert_int_equal(season.year_count, 2);
  assert_int_equal(season.year_ends[0], YEAR(2022) + 5);
  assert_int_equal(season.year_ends[1], YEAR(2021) + 5);
  assert_int_equal(season.peak_first, 5);
  assert_near(season.dispersion, 1.5, 0);
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
      cmocka_unit_test_teardown(each_edition_has_its_own_months, end_host),
      cmocka_unit_test_teardown(a_season_is_the_hosts, end_host),
      cmocka_unit_test_teardown(months_are_read_and_written, end_host),
  };
  return cmocka_run_group_tests_name("violence", tests, NULL, NULL);
}
