/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena_setup.h"
#include "base/cleanup.h"
#include "document/document.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* "plain|*strong*|..." so that a test reads as what is expected. */
static const char *runs_of(struct arena *arena, struct text text)
{
  struct strbuf out = STRBUF(arena);
  for (size_t i = 0; i < text.count; i++) {
    const struct run *run = &text.runs[i];
    strbuf_printf(&out, "%s%s%s%s%s%s", i ? "|" : "", run->style & RUN_STRONG ? "S:" : "",
                  run->style & RUN_EMPHASIS ? "E:" : "", run->style & RUN_SECONDARY ? "Q:" : "",
                  run->symbol ? symbol_name(run->symbol) : run->text, run->link ? "@" : "");
    strbuf_add_text(&out, run->link ? run->link : "");
  }
  return strbuf_text(&out);
}

static void assert_runs(struct arena *arena, const char *markup, const char *runs)
{
  assert_string_equal(runs_of(arena, text_parse(arena, markup)), runs);
}

static void test_markup_becomes_runs(void **state)
{
  assert_runs(*state, "Rose **43%** to *730*", "Rose |S:43%| to |E:730");
  assert_runs(*state, "Drugs ~neutral~", "Drugs |Q:neutral");
  assert_runs(*state, "**a *b* c**", "S:a |S:E:b|S: c");
  assert_runs(*state, "*a **b** c*", "E:a |S:E:b|E: c");
  assert_runs(*state, "{:fell-better:} **fell 8%**", "fell-better| |S:fell 8%");
  assert_runs(*state, "see [the **tables**](#appendix).",
              "see |the @#appendix|S:tables@#appendix|.");
}

static void test_what_is_not_closed_stands(void **state)
{
  assert_runs(*state, "2 * 3 * 4 and **bold", "2 * 3 * 4 and **bold");
  assert_runs(*state, "[x] awaited, [z] not", "[x] awaited, [z] not");
  assert_runs(*state, "[x] see [page](#p)", "[x] see |page@#p");
  assert_runs(*state, "{:no-such-symbol:} {:", "{:no-such-symbol:} {:");
  assert_runs(*state, "about ~5", "about ~5");
  assert_runs(*state, "\\*as it is\\* \\", "*as it is* \\");
  assert_runs(*state, "", "");
}

static void test_text_is_spoken_without_markup(void **state)
{
  struct text text = text_parse(*state, "**Rose** {:rose-worse:}to\n[730](#a) ");
  assert_string_equal(text_spoken(*state, text), "Rose to 730");
  assert_string_equal(text_spoken(*state, text_plain(*state, "**plain**")), "**plain**");
  assert_int_equal(text_plain(*state, NULL).count, 0);
}

static void test_a_symbol_may_have_words(void **state)
{
  struct arena *arena = *state;
  struct text text = text_parse(arena, "40.7\n{:fell-better|fell:}");
  assert_int_equal(text.count, 2);
  assert_int_equal(text.runs[1].symbol, SYMBOL_FELL_BETTER);
  assert_string_equal(text.runs[1].text, "fell");
  assert_string_equal(text_spoken(arena, text), "40.7 fell");
  assert_string_equal(text_parse(arena, "{:similar:}").runs[0].text, "");
  assert_string_equal(text_spoken(arena, text_parse(arena, "{:rise|up:}")), "{:rise|up:}");
}

static void test_symbols_have_names(void **state)
{
  (void)state;
  for (enum symbol symbol = SYMBOL_NONE + 1; symbol < SYMBOL_COUNT; symbol++)
    assert_int_equal(symbol_by_name(symbol_name(symbol)), symbol);
  assert_int_equal(symbol_by_name(""), SYMBOL_NONE);
  assert_int_equal(symbol_by_name("rose"), SYMBOL_NONE);
}

/* The kinds of the children of NODE, and their text. */
static const char *outline_of(struct arena *arena, const struct node *node)
{
  static const char *const KINDS[] = {
      [NODE_HEADING] = "h", [NODE_PARAGRAPH] = "p",  [NODE_LIST] = "list",
      [NODE_ITEM] = "item", [NODE_RULE] = "rule", [NODE_QUOTE] = "quote",
  };
  struct strbuf out = STRBUF(arena);
  for (const struct node *child = node->first; child; child = child->next) {
    strbuf_printf(&out, "%s%s", child == node->first ? "" : " ", KINDS[child->kind]);
    if (child->kind == NODE_HEADING)
      strbuf_printf(&out, "%d", child->level);
    if (child->text.count)
      strbuf_printf(&out, "(%s)", runs_of(arena, child->text));
    if (child->first)
      strbuf_printf(&out, "[%s]", outline_of(arena, child));
  }
  return strbuf_text(&out);
}

static void test_commentary_becomes_nodes(void **state)
{
  struct document *document = document_new(*state);
  struct diags *diags = diags_new(*state);
  assert_int_equal(node_add_commonmark(document, NULL,
                                       "# Why\n\nIt's *so*:\nstill.\n\n- one\n- two\n  1. in\n\n"
                                       "> said\n\n---\n\n[MoJ](https://gov.uk)\n",
                                       2, LOC_FILE("why.md"), diags),
                   0);
  assert_string_equal(outline_of(*state, document->root),
                      "h3(Why) p(It’s |E:so|: still.) list[item[p(one)] item[p(two) "
                      "list[item[p(in)]]]] quote[p(said)] rule p(MoJ@https://gov.uk)");
  assert_int_equal(document->root->last->loc.line, 14);
  assert_int_equal(diags_errors(diags), 0);
}

static void test_headings_stay_between_2_and_4(void **state)
{
  struct document *document = document_new(*state);
  struct diags *diags = diags_new(*state);
  assert_int_equal(
      node_add_commonmark(document, NULL, "# a\n\n###### b\n", 0, LOC_NONE, diags), 0);
  assert_int_equal(document->root->first->level, 2);
  assert_int_equal(document->root->last->level, 4);
}

static void test_what_cannot_be_printed_is_refused(void **state)
{
  struct document *document = document_new(*state);
  struct diags *diags = diags_new(*state);
  struct loc loc = {.file = "c.md", .line = 1};
  const char *markdown = "ok\n\n![map](a.png) and <b>x</b>\n\n    code\n\n<div>\n\n"
                         "[a](javascript:x) [b](page.html)\n";
  assert_int_equal(node_add_commonmark(document, NULL, markdown, 1, loc, diags), -1);
  assert_int_equal(diags_with_code(diags, "STRATA-L010"), 5);
  assert_int_equal(diags_with_code(diags, "STRATA-L011"), 2);
  assert_int_equal(diags_at(diags, 0)->loc.line, 3);
}

static const char *repeated(struct arena *arena, const char *text, size_t times)
{
  struct strbuf out = STRBUF(arena);
  for (size_t i = 0; i < times; i++)
    strbuf_add_text(&out, text);
  return strbuf_text(&out);
}

static void test_levels_of_commentary_are_bounded(void **state)
{
  struct arena *arena = *state;
  struct loc loc = {.file = "c.md", .line = 1};
  const struct {
    const char *opening, *words;
    size_t most;
  } kinds[] = {{"> ", "said\n", 6}, {"- ", "item\n", 6}, {"*a **b ", "c\n", 8}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    for (size_t times = kinds[i].most; times <= 100000; times = times * 50 + 1) {
      struct diags *diags = diags_new(arena);
      struct strbuf markdown = STRBUF(arena);
      strbuf_printf(&markdown, "Before.\n\n%s%s", repeated(arena, kinds[i].opening, times), kinds[i].words);
      if (i == 2)
        strbuf_add_text(&markdown, repeated(arena, "** d*", times));
      int status = node_add_commonmark(document_new(arena), NULL, strbuf_text(&markdown), 2, loc, diags);
      bool fits = times == kinds[i].most;
      assert_int_equal(status, fits ? 0 : -1);
      assert_int_equal(diags_with_code(diags, "STRATA-L014"), fits ? 0 : 1);
      if (!fits)
        assert_int_equal(diags_at(diags, 0)->loc.line, 3);
    }
  }
}

static void test_a_bar_chart_is_described(void **state)
{
  const struct figure_row rows[] = {
      {.label = "Blackpool", .value = 59.9, .value_text = "59.9",
       .position = SYMBOL_HIGHER_WORSE, .change = SYMBOL_FELL_BETTER},
      {.label = "Preston", .value = 47.3, .change = SYMBOL_SIMILAR},
      {.label = "Wyre", .value = NAN, .status = STATUS_UNAVAILABLE, .value_text = "[x]"},
      {.label = "Fylde", .value = 17.8, .change = SYMBOL_SIMILAR},
      {.label = "Ribble Valley", .value = 17.8, .position = SYMBOL_LOWER_BETTER},
  };
  const struct figure figure = {.kind = FIGURE_BAR, .title = "The rate fell in one district",
                                .unit = "per 1,000 residents", .rows = rows, .row_count = 5,
                                .reference = 34.8, .reference_label = "Lancashire-14: 34.8"};
  assert_string_equal(
      figure_describe(*state, &figure),
      "Bar chart: The rate fell in one district. Unit: per 1,000 residents. "
      "Highest: Blackpool 59.9. Lowest: Fylde and Ribble Valley 17.8. "
      "Above the usual spread: Blackpool. Below the usual spread: Ribble Valley. "
      "Fell: Blackpool. Not available: Wyre. Reference line: Lancashire-14: 34.8.");
}

static void test_a_map_is_described_by_class(void **state)
{
  const double bounds[] = {10, 20};
  const char *const labels[] = {"under 10", "10 to 19.9", "20 and over"};
  const struct figure_row rows[] = {
      {.label = "a", .value = 5}, {.label = "b", .value = 10}, {.label = "c", .value = 20}};
  const struct figure figure = {.kind = FIGURE_MAP, .title = "Where", .rows = rows,
                                .row_count = 3, .bounds = bounds, .bound_count = 2,
                                .class_labels = labels};
  assert_string_equal(figure_describe(*state, &figure),
                      "Map: Where. Highest: c 20. Lowest: a 5. In each class: under 10, 1; "
                      "10 to 19.9, 1; 20 and over, 1.");
}

static void test_a_line_chart_names_its_gaps(void **state)
{
  const double months[] = {1200, 1350, NAN, NAN, 990, NAN, 700, 1050};
  const enum symbol marks[8] = {[1] = SYMBOL_HIGHER_WORSE, [6] = SYMBOL_LOWER_BETTER};
  const double level[8] = {0};
  const int32_t breaks[] = {month_of(2023, 3)};
  const struct figure_series series = {.label = "ASB", .first = month_of(2022, 11),
                                       .values = months, .count = 8, .marks = marks};
  const struct figure figure = {
      .kind = FIGURE_LINE, .title = "Incidents by month", .series = &series, .series_count = 1,
      .limits = {.first = month_of(2022, 11), .last = month_of(2022, 12), .mean = 1275,
                 .lower = 876, .upper = 1674, .means = level, .lowers = level,
                 .uppers = level, .breaks = breaks, .break_count = 1}};
  assert_string_equal(
      figure_describe(*state, &figure),
      "Line chart of months: Incidents by month. First month: 1,200 in November 2022. "
      "Last month: 1,050 in June 2023. Highest: 1,350 in December 2022. "
      "Lowest: 700 in May 2023. Not supplied: January 2023 to February 2023; April 2023. "
      "Expected range from November 2022 to December 2022: 876 to 1,674, mean 1,275. "
      "Limits begin anew in March 2023. Marked as high or rising: December 2022. "
      "Marked as low or falling: May 2023.");
}

static void test_a_line_chart_says_what_is_suppressed(void **state)
{
  const double months[] = { 12, NAN, NAN, NAN, 10, NAN };
  const enum status statuses[]
      = { 0, STATUS_SUPPRESSED, STATUS_SUPPRESSED, STATUS_UNAVAILABLE, 0, STATUS_SUPPRESSED };
  struct figure_series series = { .first = month_of(2025, 1), .values = months, .count = 6,
                                  .statuses = statuses };
  const struct figure figure = { .kind = FIGURE_LINE, .title = "By month", .series = &series,
                                 .series_count = 1, .limits = { .mean = NAN } };
  assert_string_equal(
      figure_describe(*state, &figure),
      "Line chart of months: By month. First month: 12 in January 2025. Last month: 10 in May 2025. "
      "Highest: 12 in January 2025. Lowest: 10 in May 2025. Suppressed [c], 3 months: February 2025 "
      "to March 2025; June 2025. Not supplied: April 2025.");
  struct figure_table table;
  figure_table(*state, &figure, &table);
  assert_string_equal(table.columns[1].cells[1], "[c]");
  assert_string_equal(table.columns[1].cells[3], "[x]");
  const double none[] = { NAN, NAN, NAN };
  series.values = none;
  series.count = 3;
  assert_string_equal(figure_describe(*state, &figure),
                      "Line chart of months: By month. Suppressed [c], 2 months: February 2025 to "
                      "March 2025. Not supplied: January 2025.");
}

static void test_nothing_is_said_to_be_nothing(void **state)
{
  const struct figure_row row = {.label = "a", .value = NAN};
  const struct figure bars = {
      .kind = FIGURE_COLUMN, .title = "When", .rows = &row, .row_count = 1};
  assert_string_equal(figure_describe(*state, &bars),
                      "Column chart: When. No value is available.");
  const double gap = NAN;
  const struct figure_series series = {.values = &gap, .count = 1};
  const struct figure line = {
      .kind = FIGURE_LINE, .title = "When?", .series = &series, .series_count = 1};
  assert_string_equal(figure_describe(*state, &line),
                      "Line chart of months: When? No month was supplied.");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_markup_becomes_runs, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_what_is_not_closed_stands, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_text_is_spoken_without_markup, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_a_symbol_may_have_words, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_symbols_have_names, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_commentary_becomes_nodes, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_headings_stay_between_2_and_4, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_what_cannot_be_printed_is_refused, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_levels_of_commentary_are_bounded, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_a_bar_chart_is_described, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_a_map_is_described_by_class, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_a_line_chart_names_its_gaps, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_a_line_chart_says_what_is_suppressed, arena_setup, arena_teardown),
      cmocka_unit_test_setup_teardown(test_nothing_is_said_to_be_nothing, arena_setup, arena_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
