/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which heads each cell of a table names as its own. */
#include "layout_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What is drawn with TAG. */
static const char *words_of(struct arena *arena, const struct display *display, int tag)
{
  struct strbuf words = STRBUF(arena);
  for (size_t p = 0; p < display->page_count; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      if (item->kind == DISPLAY_TEXT && item->tag == tag)
        strbuf_add(&words, (struct str){item->text.shaped->text, item->text.shaped->text_len});
    }
  return strbuf_text(&words);
}

/* Every cell of the body with the heads that it names, a line each. */
static const char *headers_of(struct arena *arena, const struct display *display)
{
  struct strbuf out = STRBUF(arena);
  for (size_t i = 0; i < display->tag_count; i++) {
    const struct tag *tag = &display->tags[i];
    if ((tag->role != TAG_TD && tag->role != TAG_TH) || !tag->header_count)
      continue;
    strbuf_printf(&out, "%s:", words_of(arena, display, (int)i));
    for (int k = 0; k < tag->header_count; k++)
      strbuf_printf(&out, " %s", words_of(arena, display, tag->headers[k]));
    strbuf_add_char(&out, '\n');
  }
  return strbuf_text(&out);
}

static const struct display *lay(struct fixture *fixture, const struct table *table)
{
  struct document *document = sample_new(fixture->arena);
  struct node *page = sample_section(document, "one", "One", NULL);
  sample_add_table(document, page, table);
  const struct display *display = NULL;
  assert_int_equal(layout_document(fixture->arena, document, fixture->theme, fixture->shaper,
                                   fixture->diags, &display),
                   0);
  return display;
}

static void test_cells_below_heads_of_parts_name_theirs(void **state)
{
  static const struct sample_column COLUMNS[] = {
      {.head = "Force"}, {.head = "Area"}, {.head = "Then", .group = "Rate"}, {.head = "Now", .group = "Rate"}};
  struct fixture *fixture = *state;
  struct table *table = sample_table(fixture->arena, COLUMNS, 4, 6);
  ((struct table_column *)(uintptr_t)table->columns)[1].header = true;
  sample_fill(fixture->arena, table, 0, "Theft");
  sample_row(table, 0)->kind = ROW_GROUP;
  sample_fill(fixture->arena, table, 1, "North|Ash|1|2");
  sample_fill(fixture->arena, table, 2, "|Elm|3|4");
  sample_cell(table, 1, 0)->rows = 2;
  sample_fill(fixture->arena, table, 3, "South|Oak|5");
  sample_cell(table, 3, 2)->columns = 2;
  sample_fill(fixture->arena, table, 4, "Fraud");
  sample_row(table, 4)->kind = ROW_GROUP;
  sample_fill(fixture->arena, table, 5, "South|Yew|7|8");
  assert_string_equal(headers_of(fixture->arena, lay(fixture, table)),
                      "North: Force Theft\n"
                      "Ash: Area Theft North\n"
                      "1: Rate Then Theft North Ash\n"
                      "2: Rate Now Theft North Ash\n"
                      "Elm: Area Theft North\n"
                      "3: Rate Then Theft North Elm\n"
                      "4: Rate Now Theft North Elm\n"
                      "South: Force Theft\n"
                      "Oak: Area Theft South\n"
                      "5: Rate Then Now Theft South Oak\n"
                      "South: Force Fraud\n"
                      "Yew: Area Fraud South\n"
                      "7: Rate Then Fraud South Yew\n"
                      "8: Rate Now Fraud South Yew\n");
}

static void test_a_plain_table_needs_none(void **state)
{
  static const struct sample_column COLUMNS[] = {{.head = "Area"}, {.head = "Now"}};
  struct fixture *fixture = *state;
  struct table *table = sample_table(fixture->arena, COLUMNS, 2, 1);
  sample_fill(fixture->arena, table, 0, "Ash|1");
  assert_string_equal(headers_of(fixture->arena, lay(fixture, table)), "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_cells_below_heads_of_parts_name_theirs, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(test_a_plain_table_needs_none, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
