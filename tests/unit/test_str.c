/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena_setup.h"
#include "base/str.h"
#include "base/suggest.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ASSERT_STR(actual, expected) assert_true(str_equal((actual), STR(expected)))

static void order_is_that_of_bytes(void **state)
{
  (void)state;
  assert_true(str_compare(STR("Blackburn"), STR("Blackpool")) < 0);
  assert_true(str_compare(STR("Black"), STR("Blackpool")) < 0);
  assert_true(str_compare(STR("a"), STR("B")) > 0);
  assert_true(str_compare(STR("\xC3\xA9"), STR("z")) > 0);
  assert_int_equal(str_compare(STR(""), STR("")), 0);
  assert_true(str_equal((struct str) { NULL, 0 }, STR("")));
}

static void white_space_is_trimmed_at_both_ends(void **state)
{
  (void)state;
  ASSERT_STR(str_trim(STR(" \t 13,780 \r\n")), "13,780");
  ASSERT_STR(str_trim(STR(" \v\f ")), "");
  ASSERT_STR(str_trim(STR("a b")), "a b");
}

static void prefixes_suffixes_and_case(void **state)
{
  (void)state;
  assert_true(str_starts(STR("ye-2025-12"), "ye-"));
  assert_false(str_starts(STR("ye"), "ye-"));
  assert_true(str_ends(STR("a.csv.gz"), ".gz"));
  assert_false(str_ends(STR("gz"), ".gz"));
  assert_true(str_equal_nocase(STR("Crime ID"), STR("crime id")));
  assert_false(str_equal_nocase(STR("\xC3\x89"), STR("\xC3\xA9"))); /* ASCII letters only */
}

/* RFC 3629: what is valid, and the places where it stops being so. */
static void invalid_utf8_is_found_where_it_begins(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t wrong; /* or the length */
  } cases[] = {
    { "plain text of more than eight bytes", 35 },
    { "caf\xC3\xA9", 5 },
    { "\xE2\x82\xAC\xF0\x9F\x98\x80", 7 },
    { "caf\xE9", 3 },                        /* latin-1 */
    { "eight or more bytes, then caf\xE9", 29 },
    { "\xC0\xAF", 0 },                       /* overlong */
    { "\xE0\x80\x80", 0 },                   /* overlong */
    { "\xED\xA0\x80", 0 },                   /* a surrogate */
    { "\xF4\x90\x80\x80", 0 },               /* beyond U+10FFFF */
    { "a\xE2\x82", 1 },                      /* cut off */
    { "\x80", 0 },                           /* a continuation alone */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(str_utf8_error(str_of(cases[i].text)), cases[i].wrong);
}

static void every_code_point_survives(void **state)
{
  (void)state;
  for (uint32_t code = 1; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 97) {
    if (code >= 0xD800 && code <= 0xDFFF)
      continue;
    char bytes[4];
    size_t len = str_put_code_point(bytes, code), offset = 0;
    struct str text = { bytes, len };
    assert_int_equal(str_utf8_error(text), len);
    assert_int_equal(str_next_code_point(text, &offset), code);
    assert_int_equal(offset, len);
  }
}

static void columns_are_those_of_a_terminal(void **state)
{
  (void)state;
  assert_int_equal(str_columns(STR("£5–9")), 4);
  assert_int_equal(str_columns(STR("e\xCC\x81")), 1);         /* a combining accent */
  assert_int_equal(str_columns(STR("\xE6\x97\xA5\xE6\x9C\xAC")), 4); /* wide */
}

static void a_buffer_is_always_terminated(void **state)
{
  struct strbuf buf = STRBUF(*state);
  assert_string_equal(strbuf_text(&buf), "");
  assert_int_equal(strbuf_str(&buf).len, 0);
  for (size_t i = 0; i < 500; i++) {
    strbuf_add_char(&buf, (char)('a' + i % 26));
    assert_int_equal(strlen(buf.at), i + 1);
  }
  struct strbuf mixed = STRBUF(*state);
  strbuf_add(&mixed, STR("rate "));
  strbuf_printf(&mixed, "%d/%d", 3, 4);
  strbuf_add_text(&mixed, "\xE2\x88\x92");
  strbuf_add_text(&mixed, "");
  assert_string_equal(strbuf_text(&mixed), "rate 3/4\xE2\x88\x92");
}

/* ---- the word that was meant --------------------------------------------------------------- */

static const char *const words[] = { "title", "tile", "statistic", "lower-is-better", "neutral" };

static const char *meant(const char *wrong)
{
  return suggest(str_of(wrong), words, sizeof words / sizeof *words);
}

static void a_slip_of_the_fingers_is_recognised(void **state)
{
  (void)state;
  assert_string_equal(meant("tilte"), "title");     /* two letters swapped: one step */
  assert_string_equal(meant("titel"), "title");
  assert_string_equal(meant("tiel"), "tile");
  assert_string_equal(meant("statistics"), "statistic");
  assert_string_equal(meant("lower-beter"), "lower-is-better");
  assert_string_equal(meant("lower"), "lower-is-better"); /* its beginning, and no other's */
}

static void nothing_is_suggested_where_nothing_is_near(void **state)
{
  (void)state;
  assert_null(meant("colour"));
  assert_null(meant(""));
  assert_null(meant("ti")); /* the beginning of two */
  assert_null(suggest(STR("title"), NULL, 0));
  char longest[200];
  memset(longest, 'a', sizeof longest);
  assert_null(suggest((struct str) { longest, sizeof longest }, words, 5));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(order_is_that_of_bytes),
    cmocka_unit_test(white_space_is_trimmed_at_both_ends),
    cmocka_unit_test(prefixes_suffixes_and_case),
    cmocka_unit_test(invalid_utf8_is_found_where_it_begins),
    cmocka_unit_test(every_code_point_survives),
    cmocka_unit_test(columns_are_those_of_a_terminal),
    cmocka_unit_test_setup_teardown(a_buffer_is_always_terminated, arena_setup, arena_teardown),
    cmocka_unit_test(a_slip_of_the_fingers_is_recognised),
    cmocka_unit_test(nothing_is_suggested_where_nothing_is_near),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
