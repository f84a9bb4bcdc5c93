/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees of YAML with their places, and what keeps a hostile file from costing anything.  What is said
 * about wrong files is the matter of tests/diag.
 */
#include "define/yaml.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

struct fixture {
  struct arena *arena;
  struct diags *diags;
};

static int setup(void **state)
{
  static struct fixture fixture;
  fixture.arena = arena_new();
  fixture.diags = diags_new(fixture.arena);
  *state = &fixture;
  return 0;
}

static int teardown(void **state)
{
  struct fixture *fixture = *state;
  arena_free(fixture->arena);
  return 0;
}

static const struct yaml_node *parse(void **state, const char *text)
{
  struct fixture *fixture = *state;
  const struct yaml_node *root = NULL;
  if (yaml_parse(fixture->arena, "a.yaml", str_of(text), fixture->diags, &root) < 0)
    return NULL;
  return root;
}

static void assert_place(struct loc loc, uint32_t line, uint32_t col, uint32_t end_col)
{
  assert_string_equal(loc.file, "a.yaml");
  assert_int_equal(loc.line, line);
  assert_int_equal(loc.col, col);
  assert_int_equal(loc.end_col, end_col);
}

static void assert_refused(void **state, const char *text, const char *code)
{
  struct fixture *fixture = *state;
  size_t before = diags_with_code(fixture->diags, code);
  if (parse(state, text))
    fail_msg("this was accepted: %.60s", text);
  assert_int_equal(diags_with_code(fixture->diags, code), before + 1);
}

static void keys_and_values_know_their_places(void **state)
{
  const struct yaml_node *root = parse(state, "title: Fylde\n"
                                         "areas:\n"
                                         "  - {code: \"E07000119\", café: é b}\n");
  assert_place(root->loc, 1, 1, 2);
  assert_place(node_pair(root, "title")->key_loc, 1, 1, 6);
  assert_place(node_place(root, "title"), 1, 8, 13);
  const struct yaml_node *area = node_value(root, "areas")->items[0];
  assert_place(area->loc, 3, 5, 6);
  assert_place(node_place(area, "code"), 3, 12, 23); /* with its quotes */
  assert_place(node_pair(area, "café")->key_loc, 3, 25, 29); /* code points, not bytes */
  assert_place(node_place(area, "café"), 3, 31, 34);
  assert_place(node_place(area, "nothing"), 3, 5, 6);
  assert_place(node_item_place(root, "areas", 0), 3, 5, 6);
  assert_place(node_item_place(root, "title", 0), 1, 8, 13);
}

static void a_text_of_several_lines_is_pointed_at_where_it_begins(void **state)
{
  const struct yaml_node *root = parse(state, "caveat: >-\n  One line\n  and another.\nwhy: one\n  two\n");
  assert_true(str_is(node_value(root, "caveat")->text, "One line and another."));
  assert_place(node_place(root, "caveat"), 1, 9, 10);
  assert_true(str_is(node_value(root, "why")->text, "one two"));
  assert_place(node_place(root, "why"), 4, 6, 7);
}

static void values_are_text_and_nothing_is_guessed(void **state)
{
  const struct yaml_node *root = parse(state, "a: 2026\nb: yes\nc: 1.0.0\nd: '~'\ne: ~\nf: null\ng:\nh: ''\n");
  static const enum yaml_kind kinds[] = { YAML_TEXT, YAML_TEXT, YAML_TEXT, YAML_TEXT,
                                          YAML_NULL, YAML_NULL, YAML_NULL, YAML_TEXT };
  assert_int_equal(root->count, 8);
  for (size_t i = 0; i < 8; i++)
    assert_int_equal(root->pairs[i].value->kind, kinds[i]);
  assert_true(str_is(node_value(root, "a")->text, "2026"));
  assert_true(str_is(node_value(root, "b")->text, "yes"));
  assert_true(node_value(root, "d")->quoted);
}

static void line_ends_of_windows_change_no_place(void **state)
{
  const struct yaml_node *root = parse(state, "title: a\r\nareas:\r\n  - b\r\n");
  assert_true(str_is(node_value(root, "title")->text, "a"));
  assert_place(node_item_place(root, "areas", 0), 3, 5, 6);
}

static void a_byte_order_mark_is_passed_over(void **state)
{
  const struct yaml_node *root = parse(state, "\xEF\xBB\xBFtitle: a\n");
  assert_place(node_pair(root, "title")->key_loc, 1, 1, 6);
  assert_refused(state, "title: a\n\xEF\xBB\xBF" "b: c\n", "STRATA-D004");
}

static void an_alias_is_the_node_of_its_anchor(void **state)
{
  const struct yaml_node *root = parse(state, "a: &one {x: 1}\nb: *one\nc: [*one, *one]\n");
  assert_ptr_equal(node_value(root, "a"), node_value(root, "b"));
  assert_ptr_equal(node_value(root, "c")->items[1], node_value(root, "a"));
}

static void the_first_of_two_equal_keys_stays(void **state)
{
  struct fixture *fixture = *state;
  const struct yaml_node *root = parse(state, "a: 1\nb: 2\na: 3\nc: 4\na: 5\n");
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D006"), 2);
  assert_int_equal(root->count, 3);
  assert_true(str_is(node_value(root, "a")->text, "1"));
  assert_true(str_is(root->pairs[2].key, "c"));
}

/* Nine anchors, each ten times the one before: a thousand million values from 600 bytes. */
static void a_billion_laughs_cost_nothing(void **state)
{
  struct fixture *fixture = *state;
  struct strbuf text = STRBUF(fixture->arena);
  strbuf_add_text(&text, "a: &a [x, x, x, x, x, x, x, x, x, x]\n");
  for (char name = 'b'; name <= 'i'; name++) {
    strbuf_printf(&text, "%c: &%c [", name, name);
    for (int i = 0; i < 10; i++)
      strbuf_printf(&text, "%s*%c", i ? ", " : "", name - 1);
    strbuf_add_text(&text, "]\n");
  }
  size_t before = arena_used(fixture->arena);
  assert_refused(state, strbuf_text(&text), "STRATA-D008");
  assert_true(arena_used(fixture->arena) - before < 100000);
}

static void depth_is_counted_through_aliases(void **state)
{
  struct fixture *fixture = *state;
  struct strbuf text = STRBUF(fixture->arena);
  strbuf_add_text(&text, "a: &a [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n");
  assert_non_null(parse(state, strbuf_text(&text)));
  strbuf_add_text(&text, "b: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n");
  assert_refused(state, strbuf_text(&text), "STRATA-D008");
}

/* A file of the largest size, in the shapes that have cost other parsers quadratic time. */
static void the_largest_files_end_soon(void **state)
{
  (void)state;
  enum { SIZE = YAML_MOST_BYTES };
  static const char *const units[] = { "[", "{", "- ", "a: ", "&a ", "? ", "[a, ", "\"", "a\n", "*a ",
                                       "# \n", "- - - \n", "!!a ", "'' ", "|\n", "a: b\n" };
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    size_t len = strlen(units[i]);
    char *text = arena_alloc(arena, SIZE + 8, 1);
    for (size_t at = 0; at + len <= SIZE; at += len)
      memcpy(text + at, units[i], len);
    const struct yaml_node *root;
    int result = yaml_parse(arena, "a.yaml", (struct str) { text, SIZE - SIZE % len }, diags, &root);
    assert_true(result < 0 || diags_errors(diags) > 0 || strcmp(units[i], "a\n") == 0);
    assert_true(arena_used(arena) < (size_t)SIZE + (64 << 20));
    arena_free(arena);
  }
}

static void what_nobody_writes_on_purpose_is_refused(void **state)
{
  assert_refused(state, "", "STRATA-D009");
  assert_refused(state, "# only a comment\n", "STRATA-D009");
  assert_refused(state, "a: !b c\n", "STRATA-D009");
  assert_refused(state, "a: 1\n---\nb: 2\n", "STRATA-D009");
  assert_refused(state, "{a: 1}: b\n", "STRATA-D009");
  assert_refused(state, "~: b\n", "STRATA-D009");
  assert_refused(state, "a: *a\n", "STRATA-D007");
  assert_refused(state, "&a [*a]\n", "STRATA-D007");
  assert_refused(state, "a: \"\x01\"\n", "STRATA-D004");
  assert_refused(state, "a: \"\xC2\x85\"\n", "STRATA-D004");
  assert_refused(state, "a: b\rc: d\r", "STRATA-D004");
  assert_refused(state, "a: \xFF\n", "STRATA-D003");
  assert_refused(state, "a: [1\n", "STRATA-D005");
}

static void a_missing_file_and_a_folder_are_said_to_be_so(void **state)
{
  struct fixture *fixture = *state;
  const struct yaml_node *root;
  assert_int_equal(yaml_read(fixture->arena, "/nowhere/a.yaml", fixture->diags, &root), -1);
  assert_int_equal(yaml_read(fixture->arena, "/", fixture->diags, &root), -1);
  assert_int_equal(yaml_read(fixture->arena, "/dev/zero", fixture->diags, &root), -1);
  assert_int_equal(diags_with_code(fixture->diags, "STRATA-D001"), 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(keys_and_values_know_their_places, setup, teardown),
    cmocka_unit_test_setup_teardown(a_text_of_several_lines_is_pointed_at_where_it_begins, setup,
                                    teardown),
    cmocka_unit_test_setup_teardown(values_are_text_and_nothing_is_guessed, setup, teardown),
    cmocka_unit_test_setup_teardown(line_ends_of_windows_change_no_place, setup, teardown),
    cmocka_unit_test_setup_teardown(a_byte_order_mark_is_passed_over, setup, teardown),
    cmocka_unit_test_setup_teardown(an_alias_is_the_node_of_its_anchor, setup, teardown),
    cmocka_unit_test_setup_teardown(the_first_of_two_equal_keys_stays, setup, teardown),
    cmocka_unit_test_setup_teardown(a_billion_laughs_cost_nothing, setup, teardown),
    cmocka_unit_test_setup_teardown(depth_is_counted_through_aliases, setup, teardown),
    cmocka_unit_test_setup_teardown(the_largest_files_end_soon, setup, teardown),
    cmocka_unit_test_setup_teardown(what_nobody_writes_on_purpose_is_refused, setup, teardown),
    cmocka_unit_test_setup_teardown(a_missing_file_and_a_folder_are_said_to_be_so, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
