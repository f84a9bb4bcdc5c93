/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Single events: places, days, and every way in which a file is refused.
 */
#include "ingest_fixture.h"

static void give(struct fixture *fixture, const char *text)
{
  struct source *source
    = fixture_source(fixture, READER_EVENTS, NULL, fixture_file(fixture, "events.csv", text));
  source->id = "events";
}

static const struct event_list *events(struct fixture *fixture)
{
  assert_int_equal(fixture->facts->event_list_count, 1);
  return fixture->facts->event_lists;
}

/* POSIX defines 1 March 2000 as 951868800 seconds, 11017 days, after 1 January 1970. */
static void days_are_counted(void **state)
{
  (void)state;
  assert_int_equal(first_day_of(month_of(1970, 1)), 0);
  assert_int_equal(first_day_of(month_of(1969, 12)), -31);
  assert_int_equal(first_day_of(month_of(2000, 3)), 11017);
  int32_t day = 0;
  for (int32_t month = month_of(1970, 1); month < month_of(2100, 1); month++) {
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int32_t year = month / 12;
    bool leap = month % 12 == 1 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    assert_int_equal(first_day_of(month), day);
    day += lengths[month % 12] + leap;
  }
}

static void places_and_days(void **state)
{
  struct fixture *fixture = *state;
  give(fixture, "ref,Easting,Northing,date\n"
                "1,331000,436000,2025-12-31\n"
                "2,,,2025-12-31\n"
                "3,331001.5,436002,2026-01-01\n");
  fixture_run_well(fixture);
  const struct event_list *list = events(fixture);
  assert_int_equal(list->count, 2);
  assert_int_equal(list->without_point, 1);
  assert_int_equal(list->events[1].day - list->events[0].day, 1);
  assert_float_equal(list->events[1].point.x, 331001.5, 0);
  assert_ptr_equal(facts_events(fixture->facts, list->source), list);
}

static void degrees(void **state)
{
  struct fixture *fixture = *state;
  give(fixture, "longitude,latitude,date\n-3.05,53.81,2024-02-29\n");
  fixture_run_well(fixture);
  assert_true(events(fixture)->events[0].point.x > 325000);
  assert_true(events(fixture)->events[0].point.x < 335000);
}

static void none_yet(void **state)
{
  struct fixture *fixture = *state;
  struct source *source
    = fixture_source(fixture, READER_EVENTS, NULL, fixture_path(fixture, "later.csv"));
  source->optional = true;
  fixture_run_well(fixture);
  assert_true(events(fixture)->awaited);
}

static void wrong_rows(void **state)
{
  struct fixture *fixture = *state;
  give(fixture, "easting,northing,date\n"
                "331000,436000,31/12/2025\n"
                "331000,436000,2025-02-29\n"
                "331000,436000,2025-01-00\n"
                "331000,436000,2025-12\n"
                "1,2,2025-01-01\n"
                "331000,,2025-01-01\n"
                "331000,436000\n");
  fixture_run_badly(fixture, "STRATA-I135");
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-I135"), 7);
}

static void no_date(void **state)
{
  give(*state, "easting,northing,when\n331000,436000,2025-12-31\n");
  fixture_run_badly(*state, "STRATA-I134");
}

static void no_place(void **state)
{
  give(*state, "across,up,date\n331000,436000,2025-12-31\n");
  fixture_run_badly(*state, "STRATA-I134");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(days_are_counted), TEST(places_and_days), TEST(degrees),
    TEST(none_yet), TEST(wrong_rows), TEST(no_date), TEST(no_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
