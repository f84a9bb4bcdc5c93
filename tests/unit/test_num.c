/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena_setup.h"
#include "base/num.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void numbers_are_read_whole_or_not_at_all(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    double value;
  } right[] = {
    { "0", 0 },           { "-0", -0.0 },      { "12.5", 12.5 },
    { "+3", 3 },          { "1e3", 1000 },     { "2.5E-2", 0.025 },
    { ".5", 0.5 },        { "7.", 7 },         { "0.1", 0.1 },
    { "123456789012345678901234567890", 123456789012345678901234567890.0 },
    { "179769313486231570000e288", 1.7976931348623157e308 },
    { "4.9406564584124654e-324", 4.9406564584124654e-324 },
  };
  static const char *const wrong[] = { "", "-", "+", ".", "1,000", " 1", "1 ", "0x10", "nan", "inf",
                                       "1e", "1e+", "1.2.3", "1e999", "12a", "--1", "1e99999999999" };
  for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
    double value = -1;
    assert_true(num_parse(str_of(right[i].text), &value));
    assert_true(value == right[i].value);
    assert_true(signbit(value) == signbit(right[i].value));
  }
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    double value = 42;
    if (num_parse(str_of(wrong[i]), &value) || value != 42)
      fail_msg("'%s' was read as a number", wrong[i]);
  }
}

static void integers_are_read_up_to_their_limits(void **state)
{
  (void)state;
  int64_t value = 0;
  assert_true(num_parse_int(STR("9223372036854775807"), &value) && value == INT64_MAX);
  assert_true(num_parse_int(STR("-9223372036854775808"), &value) && value == INT64_MIN);
  value = 42;
  assert_false(num_parse_int(STR("9223372036854775808"), &value));
  assert_false(num_parse_int(STR("-9223372036854775809"), &value));
  assert_false(num_parse_int(STR("1.0"), &value));
  assert_false(num_parse_int(STR(""), &value));
  assert_int_equal(value, 42);
}

static void published_numbers_are_read_with_their_commas(void **state)
{
  (void)state;
  double value = 0;
  assert_true(num_parse_grouped(STR("13,780 "), &value) && value == 13780);
  assert_true(num_parse_grouped(STR(" 1,234.5"), &value) && value == 1234.5);
  assert_false(num_parse_grouped(STR("[x]"), &value));
  assert_false(num_parse_grouped(STR("-"), &value));
}

/* xorshift64*: Marsaglia (2003), Vigna (2016); any seed but 0. */
static uint64_t random_bits(uint64_t *seed)
{
  *seed ^= *seed >> 12;
  *seed ^= *seed << 25;
  *seed ^= *seed >> 27;
  return *seed * UINT64_C(0x2545F4914F6CDD1D);
}

static void significant_digits_read_back_as_nearly_the_same_number(void **state)
{
  uint64_t seed = 20260901;
  for (int i = 0; i < 20000; i++) {
    uint64_t bits = random_bits(&seed);
    double value, again;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value))
      continue;
    const char *text = num_significant(*state, value);
    if (!num_parse(str_of(text), &again) || fabs(again / value - 1) > 5e-15)
      fail_msg("%a was written as %s", value, text);
  }
  assert_string_equal(num_significant(*state, 0.1), "0.1");
  assert_string_equal(num_significant(*state, 1000), "1000");
  assert_string_equal(num_significant(*state, -0.0), "0");
  assert_string_equal(num_significant(*state, 1.0 / 3), "0.333333333333333");
  assert_string_equal(num_significant(*state, 123456789012345), "123456789012345");
  assert_string_equal(num_significant(*state, (double)NAN), "?");
}

/* What the C library says of the same number; its notation where ours is the plain one. */
static void expect_as_printf(double value)
{
  char ours[NUM_ROOM], theirs[64];
  size_t len = num_put_significant(ours, value);
  snprintf(theirs, sizeof theirs, "%.15g", value);
  if (strcmp(ours, value == 0 ? "0" : theirs) != 0 || len != strlen(ours))
    fail_msg("%a was written as %s, not %s", value, ours, theirs);
}

static void significant_digits_are_those_of_printf(void **state)
{
  (void)state;
  uint64_t seed = 20261122;
  static const double least = 1e-6;
  for (int i = 0; i < 300000; i++) {
    /* Of every size that figures have; halves of the last digit; short decimals. */
    uint64_t bits = random_bits(&seed);
    double size = least * pow(10, (double)(bits % 2300) / 100);
    double share = (double)(random_bits(&seed) >> 11) / 9007199254740992.0;
    expect_as_printf(size * (1 + share));
    expect_as_printf(-floor(share * 1e6) / pow(10, (double)(bits % 9)));
    expect_as_printf((double)(bits % 2000000000000000) / 8);
    expect_as_printf(floor(share * 1e12) + 0.5 + (double)(bits % 4096) / 4096);
  }
  for (double power = 1e-8; power < 1e19; power *= 10) {
    expect_as_printf(power);
    expect_as_printf(nextafter(power, 0));
    expect_as_printf(nextafter(power, INFINITY));
    expect_as_printf(power * (1 - 5e-16));
    expect_as_printf(power * (1 - 1e-15));
  }
  expect_as_printf(99999999999999.99);
  expect_as_printf(999999999999999.9);
  expect_as_printf(5e-324);
  expect_as_printf(1.7976931348623157e308);
}

static void halves_are_rounded_away_from_zero_as_they_are_read(void **state)
{
  (void)state;
  assert_true(num_round(2.5, 0) == 3);
  assert_true(num_round(-2.5, 0) == -3);
  assert_true(num_round(0.5, 0) == 1);
  assert_true(num_round(1.005, 2) == 1.01); /* stored as 1.00499999999999989 */
  assert_true(num_round(2.675, 2) == 2.68);
  assert_true(num_round(-0.285, 2) == -0.29);
  assert_true(num_round(1.0049, 2) == 1.0);
  assert_true(num_round(1e300, 2) == 1e300);
}

/* What a person does with the digits 0.5 to 9999.5: look at the one that is dropped. */
static void rounding_agrees_with_the_digits(void **state)
{
  for (int thousandths = -99999; thousandths <= 99999; thousandths += 7) {
    char text[32], expected[32];
    int size = abs(thousandths), hundredths = (size + 5) / 10;
    snprintf(text, sizeof text, "%s%d.%03d", thousandths < 0 ? "-" : "", size / 1000, size % 1000);
    snprintf(expected, sizeof expected, "%s%d.%02d", thousandths < 0 && hundredths ? "-" : "",
             hundredths / 100, hundredths % 100);
    double value = 0;
    assert_true(num_parse(str_of(text), &value));
    assert_string_equal(num_format(*state, value, 2, NUM_PLAIN), expected);
  }
}

static void numbers_are_written_for_readers(void **state)
{
  struct arena *arena = *state;
  assert_string_equal(num_format(arena, 1234567.891, 1, NUM_GROUPED), "1,234,567.9");
  assert_string_equal(num_format(arena, 999.95, 1, NUM_GROUPED), "1,000.0");
  assert_string_equal(num_format(arena, 100, 0, NUM_GROUPED), "100");
  assert_string_equal(num_format(arena, 12.34, 1, NUM_SIGNED), "+12.3");
  assert_string_equal(num_format(arena, 0, 1, NUM_SIGNED), "0.0");
  assert_string_equal(num_format(arena, -5, 0, NUM_TYPOGRAPHIC), "\xE2\x88\x92" "5");
  assert_string_equal(num_format(arena, -5, 0, NUM_PLAIN), "-5");
  assert_string_equal(num_format(arena, 0.126, 15, NUM_PLAIN), "0.126000000000000");
}

/* What printf makes of the rounded number, of any size. */
static void digits_are_those_of_printf(void **state)
{
  uint64_t seed = 11;
  for (int i = 0; i < 200000; i++) {
    int decimals = (int)(random_bits(&seed) % 16);
    double share = (double)(random_bits(&seed) >> 11) / 9007199254740992.0;
    double value = share * pow(10, (double)(random_bits(&seed) % 20) - 3);
    char expected[64];
    snprintf(expected, sizeof expected, "%.*f", decimals, num_round(value, decimals));
    assert_string_equal(num_format(*state, value, decimals, NUM_PLAIN), expected);
  }
}

static void minus_zero_is_never_written(void **state)
{
  assert_string_equal(num_format(*state, -0.04, 1, NUM_PLAIN), "0.0");
  assert_string_equal(num_format(*state, -0.0, 0, NUM_SIGNED | NUM_TYPOGRAPHIC), "0");
}

static void what_is_missing_cannot_look_like_a_number(void **state)
{
  assert_string_equal(num_format(*state, (double)NAN, 1, NUM_PLAIN), "?");
  assert_string_equal(num_format(*state, (double)INFINITY, 1, NUM_GROUPED), "?");
}

static void what_is_not_nothing_is_not_printed_as_nothing(void **state)
{
  static const struct {
    double value;
    int decimals, shown;
  } cases[] = { { 0, 1, 1 },      { 34.8, 1, 1 },   { 0.05, 1, 1 },     { 0.049, 1, 2 },   { -0.004, 2, 3 },
                { 1e-7, 1, 7 },   { 0.4, 0, 1 },    { 0.5, 0, 0 },      { 7.1e-15, 1, 1 }, { 1e300, 1, 1 },
                { NAN, 1, 1 },    { 2e-9, 0, 9 } };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(num_decimals(cases[i].value, cases[i].decimals), cases[i].shown);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
    cmocka_unit_test(integers_are_read_up_to_their_limits),
    cmocka_unit_test(published_numbers_are_read_with_their_commas),
    cmocka_unit_test(significant_digits_read_back_as_nearly_the_same_number),
    cmocka_unit_test(what_is_not_nothing_is_not_printed_as_nothing),
    cmocka_unit_test(significant_digits_are_those_of_printf),
    cmocka_unit_test(halves_are_rounded_away_from_zero_as_they_are_read),
    cmocka_unit_test(rounding_agrees_with_the_digits),
    cmocka_unit_test(numbers_are_written_for_readers),
    cmocka_unit_test(digits_are_those_of_printf),
    cmocka_unit_test(minus_zero_is_never_written),
    cmocka_unit_test(what_is_missing_cannot_look_like_a_number),
  };
  return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
