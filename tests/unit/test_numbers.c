/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers behind figures as CSV: which there are, and that a spreadsheet reads them as they are.
 */
#include "document/numbers.h"

#include "arena_setup.h"
#include "unit.h"

#include "document/statements.h"

static const struct figure_row *row(struct arena *arena, const char *label, double value,
                                    const char *text, const char *change)
{
  struct figure_row *one = ARENA_NEW(arena, struct figure_row);
  *one = (struct figure_row) { .label = label, .value = value, .lower = NAN, .upper = NAN,
                               .before = NAN, .value_text = text, .change_text = change };
  return one;
}

/* A document whose only figure is a bar of ONE. */
static struct document *document_of(struct arena *arena, const char *title,
                                    const struct figure_row *one)
{
  struct document *document = document_new(arena);
  struct figure *figure = ARENA_NEW(arena, struct figure);
  document->title = "R";
  document->figure_word = "Figure";
  *figure = (struct figure) { .kind = FIGURE_BAR, .title = title, .unit = "u", .source = "s",
                              .rows = one, .row_count = one ? 1 : 0, .reference = NAN };
  node_add(document, node_add(document, NULL, NODE_SECTION, LOC_NONE), NODE_FIGURE, LOC_NONE)->figure
    = figure;
  assert_int_equal(document_resolve(document, diags_new(arena)), 0);
  return document;
}

/* The rows of its file. */
static const char *numbers_of(struct arena *arena, const char *title, const struct figure_row *one)
{
  struct strbuf out = STRBUF(arena);
  document_numbers(&out, document_of(arena, title, one));
  const char *text = strbuf_text(&out), *heads = "report,figure,title,unit,source,row,column,value\n";
  assert_int_equal(strncmp(text, heads, strlen(heads)), 0);
  return text + strlen(heads);
}

static void assert_value(struct arena *arena, const char *text, const char *field)
{
  assert_string_equal(numbers_of(arena, "T", row(arena, "a", 1, text, NULL)),
                      arena_printf(arena, "R,Figure 1,T,u,s,a,u,%s\n", field));
}

static void test_a_row_for_each_number(void **state)
{
  assert_string_equal(numbers_of(*state, "T", row(*state, "a", 1, "1.0", "fell 3%")),
                      "R,Figure 1,T,u,s,a,u,1.0\nR,Figure 1,T,u,s,a,Change,fell 3%\n");
}

static void test_numbers_are_read_as_numbers(void **state)
{
  assert_value(*state, "13,780", "13780");
  assert_value(*state, "1,234,567.80", "1234567.80");
  assert_value(*state, "\u22121,234.5", "-1234.5");
  assert_value(*state, "-3", "-3");
  assert_value(*state, "+3%", "+3%");
  assert_value(*state, "0.00", "0.00");
}

static void test_shorthand_stays(void **state)
{
  assert_value(*state, "[c]", "[c]");
  assert_value(*state, "[x]", "[x]");
  assert_value(*state, "[z]", "[z]");
}

static void test_lists_are_no_numbers(void **state)
{
  assert_value(*state, "1,2", "\"1,2\"");
  assert_value(*state, "1234,567", "\"1234,567\"");
  assert_value(*state, "2 of 14", "2 of 14");
}

static void test_words_are_no_formulas(void **state)
{
  assert_value(*state, "=1+1", "'=1+1");
  assert_value(*state, "-3-4", "'-3-4");
  assert_value(*state, "+cmd", "'+cmd");
  assert_value(*state, "@SUM(A1)", "'@SUM(A1)");
  assert_value(*state, "-", "'-");
  assert_string_equal(numbers_of(*state, "=T,\"1\"\n2", row(*state, "-a", 1, "1", NULL)),
                      "R,Figure 1,\"'=T,\"\"1\"\"\n2\",u,s,'-a,u,1\n");
}

static void test_a_figure_without_a_number_is_there(void **state)
{
  assert_string_equal(numbers_of(*state, "T", NULL), "R,Figure 1,T,u,s,,,[x]\n");
}

static void test_no_number_no_title(void **state)
{
  assert_string_equal(numbers_of(*state, NULL, row(*state, "a", 1, "1", NULL)), "R,,,u,s,a,u,1\n");
}

static void count_said(void *user, const struct statement *statement)
{
  size_t *counts = user;
  static const char *const cells[] = { "1.0", "0.5", "1.7", "fell 3%" };
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
    counts[i] += statement->alone && strcmp(statement->text, cells[i]) == 0;
}

/* Those who look for leaks read each number once. */
static void test_every_number_is_said(void **state)
{
  struct figure_row one = *row(*state, "a", 1, "1.0", "fell 3%");
  one.lower = 0.5;
  one.upper = 1.7;
  size_t counts[4] = { 0 };
  document_statements(*state, document_of(*state, "T", &one), count_said, counts);
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(counts[i], 1);
}

/* What is not in a figure's table is neither in the file nor looked at for leaks. */
static void test_every_column_is_there(void **state)
{
  enum { COLUMNS = 100 };
  struct arena *arena = *state;
  const char **heads = ARENA_ARRAY(arena, const char *, COLUMNS);
  struct figure_cell *cells = ARENA_ARRAY(arena, struct figure_cell, COLUMNS);
  for (int c = 0; c < COLUMNS; c++) {
    heads[c] = arena_printf(arena, "c%d", c);
    cells[c] = (struct figure_cell){.value = c, .text = arena_printf(arena, "%d", c)};
  }
  const struct figure_grid grid = {heads, COLUMNS, cells, false};
  const struct figure figure = {.kind = FIGURE_HEAT,
                                .title = "T",
                                .unit = "u",
                                .reference = NAN,
                                .rows = row(arena, "a", 1, NULL, NULL),
                                .row_count = 1,
                                .grid = &grid};
  struct figure_table table;
  figure_table(arena, &figure, &table);
  assert_int_equal(table.column_count, 1 + COLUMNS);
  assert_string_equal(table.columns[COLUMNS].head, "c99");
  assert_string_equal(table.columns[COLUMNS].cells[0], "99");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_row_for_each_number, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_numbers_are_read_as_numbers, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_shorthand_stays, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_lists_are_no_numbers, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_words_are_no_formulas, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_a_figure_without_a_number_is_there, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_no_number_no_title, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_every_number_is_said, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_every_column_is_there, arena_setup, arena_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
