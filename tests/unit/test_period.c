/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena_setup.h"
#include "define/period.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct period period(const char *text)
{
  struct period parsed = { -1, PERIOD_MONTH };
  if (!period_parse(str_of(text), &parsed))
    fail_msg("'%s' was not read", text);
  return parsed;
}

static void each_form_has_its_months(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    enum period_kind kind;
    int first_year, first_month, last_year, last_month;
  } cases[] = {
    { "2022-10", PERIOD_MONTH, 2022, 10, 2022, 10 },
    { "2021/22", PERIOD_FINANCIAL_YEAR, 2021, 4, 2022, 3 },
    { "1999/00", PERIOD_FINANCIAL_YEAR, 1999, 4, 2000, 3 },
    { "2022", PERIOD_CALENDAR_YEAR, 2022, 1, 2022, 12 },
    { "ye-2022-10", PERIOD_YEAR_ENDING, 2021, 11, 2022, 10 },
    { "ye-2022-12", PERIOD_YEAR_ENDING, 2022, 1, 2022, 12 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct period one = period(cases[i].text);
    assert_int_equal(one.kind, cases[i].kind);
    assert_int_equal(one.last, month_of(cases[i].last_year, cases[i].last_month));
    assert_int_equal(period_first(one), month_of(cases[i].first_year, cases[i].first_month));
    assert_int_equal(month_year(one.last), cases[i].last_year);
    assert_int_equal(month_in_year(one.last), cases[i].last_month);
  }
}

static void what_is_no_period_is_refused(void **state)
{
  (void)state;
  static const char *const wrong[] = { "", "22", "2022-13", "2022-00", "2022-1", "2021/23", "2021/21",
                                       "ye-2022", "ye-2021/22", "YE-2022-10", "2022-10-01", " 2022",
                                       "1899", "2200", "2022_10", "ye-", "20x2" };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct period untouched = { 42, PERIOD_YEAR_ENDING };
    if (period_parse(str_of(wrong[i]), &untouched))
      fail_msg("'%s' was read as a period", wrong[i]);
    assert_int_equal(untouched.last, 42);
  }
}

static void every_period_is_read_back_from_its_code(void **state)
{
  for (int kind = PERIOD_MONTH; kind <= PERIOD_YEAR_ENDING; kind++)
    for (int32_t last = month_of(1950, 1); last < month_of(2060, 1); last++) {
      struct period one = { last, (enum period_kind)kind };
      if ((kind == PERIOD_FINANCIAL_YEAR && month_in_year(last) != 3)
          || (kind == PERIOD_CALENDAR_YEAR && month_in_year(last) != 12))
        continue;
      assert_true(period_equal(period(period_code(*state, one)), one));
    }
}

static void order_and_overlap(void **state)
{
  (void)state;
  assert_true(period_compare(period("2022-09"), period("2022-10")) < 0);
  assert_true(period_compare(period("2022-12"), period("2022")) < 0);
  assert_int_equal(period_compare(period("2022"), period("2022")), 0);
  assert_true(period_overlaps(period("2021/22"), period("2022-03")));
  assert_false(period_overlaps(period("2021/22"), period("2022-04")));
  assert_false(period_overlaps(period("2021"), period("2022")));
  assert_true(period_overlaps(period("ye-2022-10"), period("ye-2022-01")));
}

static void words_for_readers(void **state)
{
  struct arena *arena = *state;
  assert_string_equal(period_words(arena, period("2022-10")), "October 2022");
  assert_string_equal(period_words(arena, period("2021/22")), "2021/22");
  assert_string_equal(period_words(arena, period("2022")), "2022");
  assert_string_equal(period_words(arena, period("ye-2022-10")), "year ending October 2022");
  assert_string_equal(month_last_day(arena, month_of(2024, 2)), "29 February 2024");
  assert_string_equal(month_last_day(arena, month_of(1900, 2)), "28 February 1900");
  assert_string_equal(month_last_day(arena, month_of(2000, 2)), "29 February 2000");
  assert_string_equal(month_short_name(9), "Sep");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_form_has_its_months),
    cmocka_unit_test(what_is_no_period_is_refused),
    cmocka_unit_test(every_period_is_read_back_from_its_code),
    cmocka_unit_test(order_and_overlap),
    cmocka_unit_test(words_for_readers),
  };
  return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
