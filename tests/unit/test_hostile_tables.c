/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables that are hard to set: cells that span, columns that must share, and what cannot fit. */
#include "layout_fixture.h"
#include "page_properties.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct display *lay_table(struct fixture *fixture, const struct table *table, int span)
{
  struct document *document = sample_new(fixture->arena);
  struct node *right, *place = sample_section(document, "a", "Tables", NULL);
  if (span < 12)
    place = sample_columns(document, place, span, 12 - span, &right);
  sample_add_table(document, place, table);
  const struct display *display = NULL;
  if (document_resolve(document, fixture->diags) < 0 ||
      layout_document(fixture->arena, document, fixture->theme, fixture->shaper, fixture->diags,
                      &display) < 0)
    return NULL;
  const char *fault = page_faults(fixture->arena, fixture->theme, display);
  if (fault)
    fail_msg("%s", fault);
  return display;
}

static void assert_too_wide(struct fixture *fixture, const struct table *table, int span)
{
  assert_null(lay_table(fixture, table, span));
  assert_int_equal(diags_errors(fixture->diags), 1);
  assert_string_equal(diags_at(fixture->diags, 0)->code, "STRATA-L030");
  assert_string_equal(diags_at(fixture->diags, 0)->loc.file, "sample.lua");
  assert_int_equal(diags_at(fixture->diags, 0)->loc.line, 4);
}

static size_t count_tags(const struct display *display, enum tag_role role)
{
  size_t count = 0;
  for (size_t i = 0; i < display->tag_count; i++)
    count += display->tags[i].role == role;
  return count;
}

static const struct display_item *find_text(const struct display *display, const char *words)
{
  for (size_t p = 0; p < display->page_count; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      if (item->kind == DISPLAY_TEXT && str_starts(printed(item), words))
        return item;
    }
  fail_msg("there is no '%s'", words);
  return NULL;
}

/* Of the cell that begins with WORDS. */
static const struct tag *cell_tag(const struct display *display, const char *words)
{
  return &display->tags[find_text(display, words)->tag];
}

/* ---- spans --------------------------------------------------------------------------------- */

static struct table *spanning(struct arena *arena)
{
  static const struct sample_column COLUMNS[] = {
      {.head = "Family"}, {.head = "Issue"}, {.head = "Rate", .align = ALIGN_RIGHT},
      {.head = "Change", .align = ALIGN_RIGHT}};
  struct table *table = sample_table(arena, COLUMNS, 4, 4);
  sample_fill(arena, table, 0, "Acquisitive crime, which is theft of every kind|Burglary|4.1|−8%");
  sample_fill(arena, table, 1, "|Shoplifting|13.5|+23%");
  sample_fill(arena, table, 2, "|Bicycle theft|not recorded before|");
  sample_fill(arena, table, 3, "Violence|Violence|77.7|−3%");
  sample_cell(table, 0, 0)->rows = 3;
  sample_cell(table, 2, 2)->columns = 2;
  ((struct table_column *)(uintptr_t)table->columns)[1].header = true;
  return table;
}

static void test_cells_that_span_say_so(void **state)
{
  struct fixture *fixture = *state;
  const struct display *display = lay_table(fixture, spanning(fixture->arena), 12);
  assert_non_null(display);
  const struct tag *family = cell_tag(display, "Acquisitive");
  assert_int_equal(family->role, TAG_TH);
  assert_int_equal(family->scope, SCOPE_ROW);
  assert_int_equal(family->row_span, 3);
  assert_int_equal(family->column_span, 0);
  const struct tag *wide = cell_tag(display, "not recorded before");
  assert_int_equal(wide->role, TAG_TD);
  assert_int_equal(wide->column_span, 2);
  /* 4 heads; 4 + 3 + 2 + 4 cells: what is covered has no cell. */
  assert_int_equal(count_tags(display, TAG_TR), 5);
  assert_int_equal(count_tags(display, TAG_TH) + count_tags(display, TAG_TD), 4 + 4 + 3 + 2 + 4);
}

/* Rows that a cell holds together are never divided, and a high cell makes room in its last row. */
static void test_rows_that_a_cell_spans_stay_together(void **state)
{
  struct fixture *fixture = *state;
  struct arena *arena = fixture->arena;
  static const struct sample_column COLUMNS[] = {{.head = "Family", .width = 0.2}, {.head = "Issue"}};
  struct table *table = sample_table(arena, COLUMNS, 2, 160);
  for (size_t r = 0; r < 160; r += 4) {
    sample_fill(arena, table, r, arena_printf(arena, "Family %zu of what is told together in a cell of many lines, more than its rows have|One", r / 4));
    sample_cell(table, r, 0)->rows = 4;
    for (size_t k = 1; k < 4; k++)
      sample_fill(arena, table, r + k, arena_printf(arena, "|Row %zu of %zu", k, r / 4));
  }
  const struct display *display = lay_table(fixture, table, 12);
  assert_non_null(display);
  assert_true(display->page_count > 2);
  for (size_t p = 0; p < display->page_count; p++) {
    size_t families = 0, rows = 0;
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      families += item->kind == DISPLAY_TEXT && item->tag >= 0 && str_starts(printed(item), "Family ");
      rows += item->kind == DISPLAY_TEXT && str_starts(printed(item), "Row ");
    }
    assert_true(families > 0);
    assert_int_equal(rows, 3 * families);
  }
}

/* A cell over all places there are. */
static void test_a_table_of_one_cell(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {{.head = "A"}, {.head = "B"}, {.head = "C"}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 3, 3);
  sample_fill(fixture->arena, table, 0, "Nothing was recorded in any of these");
  *sample_cell(table, 0, 0) = (struct cell){.text = sample_cell(table, 0, 0)->text, .columns = 3, .rows = 3};
  const struct display *display = lay_table(fixture, table, 12);
  assert_non_null(display);
  const struct tag *only = cell_tag(display, "Nothing was");
  assert_int_equal(only->row_span, 3);
  assert_int_equal(only->column_span, 3);
  assert_int_equal(count_tags(display, TAG_TR), 4);
}

/* ---- widths -------------------------------------------------------------------------------- */

static const char *const LONG_TEXT =
    "Burglary of dwellings fell in every district but one, after a campaign in the winter months; what was "
    "taken is mostly jewellery, cash and cars.";
static const char *const LONGER_TEXT =
    "Neighbourhood policing teams, the fire service and housing associations visited the homes that were "
    "entered, and those beside them, within two days. They left advice in six languages, fitted locks "
    "where tenants asked for them, and wrote down what residents had seen. Nobody else was asked.";

/* The end of the table's last line, where LEFT is the share of its first column; 0: as its content asks. */
static double table_end(struct fixture *fixture, double left, const char *const (*rows)[2],
                        size_t row_count)
{
  struct sample_column columns[] = {{.head = "What happened", .width = left},
                                    {.head = "What was done about it", .width = left > 0 ? 1 - left : 0}};
  struct table *table = sample_table(fixture->arena, columns, 2, row_count);
  for (size_t r = 0; r < row_count; r++)
    for (size_t i = 0; i < 2; i++)
      sample_cell(table, r, i)->text = text_plain(fixture->arena, rows[r][i]);
  const struct display *display = lay_table(fixture, table, 8);
  assert_non_null(display);
  assert_int_equal(display->page_count, 1);
  double end = 0;
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    if (item->kind == DISPLAY_TEXT && item->tag >= 0)
      end = fmax(end, (double)item->text.y);
  }
  return end;
}

/* No other division of the width makes the table lower. */
static void test_no_other_widths_make_a_table_lower(void **state)
{
  static const char *const TABLES[][3][2] = {
      {{LONG_TEXT, LONGER_TEXT}, {"Arson", LONG_TEXT}, {LONG_TEXT, "None"}},
      {{LONG_TEXT, "Nothing"}, {LONGER_TEXT, "A visit, and a letter"}, {"Robbery", LONG_TEXT}},
      {{LONG_TEXT, LONG_TEXT}, {LONGER_TEXT, LONGER_TEXT}, {"Theft from the person", "Posters"}},
      {{LONGER_TEXT, LONG_TEXT}, {"Theft", LONGER_TEXT}, {"Drugs", LONGER_TEXT}},
  };
  for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++) {
    double solved = table_end(*state, 0, TABLES[t], 3), lowest = INFINITY, highest = 0;
    for (double left = 0.2; left < 0.81; left += 0.02) {
      double end = table_end(*state, left, TABLES[t], 3);
      lowest = fmin(lowest, end);
      highest = fmax(highest, end);
    }
    if (solved > lowest + 0.01)
      fail_msg("table %zu ends at %.1f, but could end at %.1f", t, solved, lowest);
    assert_true(highest > lowest + 20); /* it does make a difference */
  }
}

static void test_what_spans_has_room_for_its_longest_word(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {
      {.head = "A"}, {.head = "B", .group = "Incomprehensibilities"}, {.head = "C", .group = "Incomprehensibilities"}, {.head = "D"}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 4, 2);
  sample_fill(fixture->arena, table, 0, "a|Counterrevolutionaries||d");
  sample_fill(fixture->arena, table, 1, LONG_TEXT);
  sample_cell(table, 0, 1)->columns = 2;
  assert_non_null(lay_table(fixture, table, 4));
  assert_int_equal(diags_count(fixture->diags), 0);
}

/* ---- what is too much ---------------------------------------------------------------------- */

/* COUNT columns of one word each. */
static struct table *many_columns(struct arena *arena, size_t count, const char *word, bool compact)
{
  struct sample_column *columns = ARENA_ARRAY(arena, struct sample_column, count);
  for (size_t i = 0; i < count; i++)
    columns[i].head = word;
  struct table *table = sample_table(arena, columns, count, 2);
  for (size_t r = 0; r < 2; r++)
    for (size_t i = 0; i < count; i++)
      sample_cell(table, r, i)->text = text_plain(arena, word);
  table->compact = compact;
  return table;
}

static void test_forty_columns(void **state)
{
  struct fixture *fixture = *state;
  assert_non_null(lay_table(fixture, many_columns(fixture->arena, 40, "7", true), 12));
  assert_too_wide(fixture, many_columns(fixture->arena, 40, "word", true), 12);
}

static const char SIXTY_LETTERS[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh";

static void test_a_word_of_sixty_letters(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {{.head = "Name"}, {.head = "What is said of it"}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 2, 1);
  sample_fill(fixture->arena, table, 0, arena_printf(fixture->arena, "%s|%s", SIXTY_LETTERS, LONG_TEXT));
  const struct display *display = lay_table(fixture, table, 12);
  assert_non_null(display);
  find_text(display, SIXTY_LETTERS); /* in one piece */
  assert_too_wide(fixture, table, 4);
}

static void test_a_table_with_nothing_in_it(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {{.head = ""}, {.head = ""}, {.head = ""}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 3, 3);
  const struct display *display = lay_table(fixture, table, 12);
  assert_non_null(display);
  assert_int_equal(count_tags(display, TAG_TR), 3);
}

static void test_five_hundred_rows(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {
      {.head = "Area"}, {.head = "Rate\n~per 1,000~", .align = ALIGN_RIGHT, .group = "Year ending"},
      {.head = "What is said of it", .group = "Year ending"}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 3, 500);
  for (size_t r = 0; r < 500; r++)
    sample_fill(fixture->arena, table, r, arena_printf(fixture->arena, "Area %zu|%zu.%zu|%s", r, r, r % 10, r % 7 ? "As before" : LONG_TEXT));
  table->note = text_plain(fixture->arena, "Source: nobody.");
  const struct display *display = lay_table(fixture, table, 12);
  assert_non_null(display);
  assert_true(display->page_count > 10);
  for (size_t p = 0; p < display->page_count; p++) {
    size_t units = 0, groups = 0, heard = 0;
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      bool unit = item->kind == DISPLAY_TEXT && str_is(printed(item), "per 1,000");
      units += unit;
      groups += item->kind == DISPLAY_TEXT && str_is(printed(item), "Year ending");
      heard += unit && item->tag >= 0;
    }
    assert_int_equal(units, 1);
    assert_int_equal(groups, 1);
    assert_int_equal(heard, p == 0);
  }
  assert_int_equal(count_tags(display, TAG_TR), 502);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_cells_that_span_say_so),
      TEST(test_rows_that_a_cell_spans_stay_together),
      TEST(test_a_table_of_one_cell),
      TEST(test_no_other_widths_make_a_table_lower),
      TEST(test_what_spans_has_room_for_its_longest_word),
      TEST(test_forty_columns),
      TEST(test_a_word_of_sixty_letters),
      TEST(test_a_table_with_nothing_in_it),
      TEST(test_five_hundred_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
