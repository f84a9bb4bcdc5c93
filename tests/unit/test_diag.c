/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena_setup.h"
#include "base/diag.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>

static const char *printed(struct arena *arena, const struct diags *diags, enum diag_format format)
{
  char *text = NULL;
  size_t len = 0;
  FILE *file = open_memstream(&text, &len);
  assert_non_null(file);
  diags_print(diags, file, format);
  fclose(file);
  const char *copy = arena_text(arena, text, len);
  free(text);
  return copy;
}

static struct loc at(const char *file, uint32_t line, uint32_t col, uint32_t end_col)
{
  return (struct loc) { file, line, col, end_col };
}

static void a_message_shows_its_line_and_a_caret(void **state)
{
  struct diags *diags = diags_new(*state);
  diags_source(diags, "a.yaml", STR("id: x\npolarity: lower-beter\n"));
  diag_error(diags, "STRATA-D014", at("a.yaml", 2, 11, 22), "unknown polarity '%s'", "lower-beter");
  diag_hint(diags, "did you mean '%s'?", "lower-is-better");
  assert_string_equal(printed(*state, diags, DIAG_TEXT),
                      "a.yaml:2:11: error: unknown polarity 'lower-beter' [STRATA-D014]\n"
                      "    2 | polarity: lower-beter\n"
                      "      |           ^~~~~~~~~~~\n"
                      "      = did you mean 'lower-is-better'?\n"
                      "1 error, 0 warnings\n");
}

static void places_without_a_line_or_a_file(void **state)
{
  struct diags *diags = diags_new(*state);
  diag_warning(diags, "STRATA-W001", LOC_FILE("out"), "it is full");
  diag_note(diags, "STRATA-W002", LOC_NONE, "nothing to do");
  assert_string_equal(printed(*state, diags, DIAG_TEXT), "out: warning: it is full [STRATA-W001]\n"
                                                         "note: nothing to do [STRATA-W002]\n"
                                                         "0 errors, 1 warning\n");
}

/* Combining marks take no column of a terminal and wide characters two, so the caret stays below. */
static void the_caret_stands_below_its_character(void **state)
{
  struct diags *diags = diags_new(*state);
  diags_source(diags, "a", STR("\xE6\x97\xA5" "e\xCC\x81x: y"));
  diag_error(diags, "STRATA-D001", at("a", 1, 4, 5), "x");
  assert_non_null(strstr(printed(*state, diags, DIAG_TEXT), "      |    ^\n"));
}

static void a_caret_can_stand_after_the_end_of_its_line(void **state)
{
  struct diags *diags = diags_new(*state);
  diags_source(diags, "a", STR("key:"));
  diag_error(diags, "STRATA-D001", at("a", 1, 6, 7), "x");
  assert_non_null(strstr(printed(*state, diags, DIAG_TEXT), "    1 | key:\n      |      ^\n"));
}

static void a_long_line_is_shown_around_its_place(void **state)
{
  struct diags *diags = diags_new(*state);
  char *line = arena_alloc(*state, 100001, 1);
  memset(line, 'x', 100000);
  line[70000] = 'Y';
  diags_source(diags, "a", (struct str) { line, 100000 });
  diag_error(diags, "STRATA-D001", at("a", 1, 70001, 70002), "x");
  const char *text = printed(*state, diags, DIAG_TEXT), *shown = strchr(text, 'Y');
  assert_true(strlen(text) < 500);
  assert_non_null(shown);
  const char *start = shown, *caret = strchr(text, '^'), *caret_start = caret;
  while (start[-1] != '\n')
    start--;
  while (caret_start[-1] != '\n')
    caret_start--;
  assert_int_equal(caret - caret_start, shown - start);
}

static void nothing_hostile_reaches_the_terminal(void **state)
{
  struct diags *diags = diags_new(*state);
  diags_source(diags, "a\x1B[2J",
               STR("esc \x1B[31m, C1 \xC2\x9B, right to left \xE2\x80\xAE, latin-1 \xE9."));
  diag_error(diags, "STRATA-D001", at("a\x1B[2J", 1, 1, 2), "bell \a and tab\t");
  const char *text = printed(*state, diags, DIAG_TEXT);
  assert_null(strchr(text, '\x1B'));
  assert_null(strchr(text, '\a'));
  assert_null(strstr(text, "\xC2\x9B"));
  assert_null(strstr(text, "\xE2\x80\xAE"));
  assert_null(strstr(text, "\xE9"));
  assert_non_null(strstr(text, "esc ?[31m, C1 ?, right to left ?, latin-1 ?."));
}

static void errors_stand_by_file_then_by_place(void **state)
{
  struct diags *diags = diags_new(*state);
  diag_error(diags, "STRATA-D001", at("b", 9, 1, 2), "first file, third");
  diag_error(diags, "STRATA-D002", at("a", 1, 1, 2), "second file");
  diag_error(diags, "STRATA-D003", at("b", 3, 8, 9), "first file, second");
  diag_error(diags, "STRATA-D004", at("b", 3, 2, 9), "first file, first");
  assert_string_equal(printed(*state, diags, DIAG_TEXT),
                      "b:3:2: error: first file, first [STRATA-D004]\n"
                      "b:3:8: error: first file, second [STRATA-D003]\n"
                      "b:9:1: error: first file, third [STRATA-D001]\n"
                      "a:1:1: error: second file [STRATA-D002]\n"
                      "4 errors, 0 warnings\n");
}

static void errors_beyond_fifty_are_counted_not_kept(void **state)
{
  struct diags *diags = diags_new(*state);
  for (int i = 0; i < 60; i++) {
    diag_error(diags, "STRATA-D001", LOC_NONE, "error %d", i);
    diag_hint(diags, "hint %d", i);
  }
  diag_warning(diags, "STRATA-W001", LOC_NONE, "still kept");
  assert_int_equal(diags_errors(diags), 60);
  assert_int_equal(diags_count(diags), 51);
  assert_int_equal(diags_with_code(diags, "STRATA-D001"), 50);
  assert_int_equal(diags_at(diags, 49)->hint_count, 1);
  assert_string_equal(diags_at(diags, 49)->hints[0], "hint 49");
  const char *text = printed(*state, diags, DIAG_TEXT);
  assert_non_null(strstr(text, "60 errors, 1 warning; the first 50 errors are shown\n"));
  assert_null(strstr(text, "hint 50"));
}

static void lists_are_joined_with_their_texts_and_counts(void **state)
{
  struct arena *other = arena_new();
  struct diags *into = diags_new(*state), *from = diags_new(other);
  diags_source(from, arena_strdup(other, "b"), str_of(arena_strdup(other, "one: two")));
  for (int i = 0; i < 55; i++)
    diag_error(from, "STRATA-D001", at(arena_strdup(other, "b"), 1, 1, 4), "x");
  diag_error(into, "STRATA-D002", LOC_NONE, "before");
  diags_append(into, from);
  arena_free(other);
  assert_int_equal(diags_errors(into), 56);
  assert_int_equal(diags_count(into), 50);
  assert_string_equal(diags_at(into, 0)->code, "STRATA-D002");
  assert_non_null(strstr(printed(*state, into, DIAG_TEXT), "    1 | one: two\n      | ^~~\n"));
}

static void json_is_json(void **state)
{
  struct diags *diags = diags_new(*state);
  diag_error(diags, "STRATA-D001", at("a \"b\"\\c", 2, 3, 5), "tab\t, quote \", £, latin-1 \xE9");
  diag_hint(diags, "line\nend");
  diag_hint(diags, "second");
  diag_note(diags, "STRATA-W001", LOC_NONE, "plain");
  char *text = arena_strdup(*state, printed(*state, diags, DIAG_JSON));
  char *second = strchr(text, '\n');
  *second++ = '\0';
  json_error_t error;
  json_t *first = json_loads(text, 0, &error), *other = json_loads(second, 0, &error);
  assert_non_null(first);
  assert_non_null(other);
  assert_string_equal(json_string_value(json_object_get(first, "severity")), "error");
  assert_string_equal(json_string_value(json_object_get(first, "code")), "STRATA-D001");
  assert_string_equal(json_string_value(json_object_get(first, "file")), "a \"b\"\\c");
  assert_int_equal(json_integer_value(json_object_get(first, "line")), 2);
  assert_int_equal(json_integer_value(json_object_get(first, "column")), 3);
  assert_int_equal(json_integer_value(json_object_get(first, "end_column")), 5);
  assert_string_equal(json_string_value(json_object_get(first, "message")),
                      "tab\t, quote \", £, latin-1 ?");
  assert_int_equal(json_array_size(json_object_get(first, "hints")), 2);
  assert_null(json_object_get(other, "file"));
  json_decref(first);
  json_decref(other);
}

static void the_nearest_word_is_suggested(void **state)
{
  static const char *const words[] = { "rate", "count" };
  struct diags *diags = diags_new(*state);
  diag_error(diags, "STRATA-D014", LOC_NONE, "x");
  diag_suggest(diags, STR("rat"), words, 2);
  diag_suggest(diags, STR("median"), words, 2);
  assert_int_equal(diags_at(diags, 0)->hint_count, 1);
  assert_string_equal(diags_at(diags, 0)->hints[0], "did you mean 'rate'?");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_message_shows_its_line_and_a_caret),
    cmocka_unit_test(places_without_a_line_or_a_file),
    cmocka_unit_test(the_caret_stands_below_its_character),
    cmocka_unit_test(a_caret_can_stand_after_the_end_of_its_line),
    cmocka_unit_test(a_long_line_is_shown_around_its_place),
    cmocka_unit_test(nothing_hostile_reaches_the_terminal),
    cmocka_unit_test(errors_stand_by_file_then_by_place),
    cmocka_unit_test(errors_beyond_fifty_are_counted_not_kept),
    cmocka_unit_test(lists_are_joined_with_their_texts_and_counts),
    cmocka_unit_test(json_is_json),
    cmocka_unit_test(the_nearest_word_is_suggested),
  };
  return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
