/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is true of every page: of all reports of the workspace that comes with strata, and of documents
 * that nobody wrote. */
#include "base/cleanup.h"
#include "cli/session.h"
#include "layout_fixture.h"
#include "page_properties.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* ---- real reports -------------------------------------------------------------------------- */

static bool is_blank(const char *text)
{
  return !text || text[strspn(text, " ")] == '\0';
}

/* What FIGURE lacks of its words, or NULL.  A small multiple and a locator have theirs beside them. */
static const char *lacks(struct arena *arena, const struct figure *figure)
{
  if (is_blank(figure->title))
    return "a title";
  if (is_blank(figure_describe(arena, figure)))
    return "a description";
  if (figure->compact || figure->panel)
    return NULL;
  return is_blank(figure->meaning)  ? "a sentence that says what it means"
         : is_blank(figure->source) ? "a source"
         : is_blank(figure->unit)   ? "a unit"
                                    : NULL;
}

static void assert_worded(struct arena *arena, const struct document *document,
                          const struct node *node, size_t *figures)
{
  if (node->figure) {
    const char *missing = lacks(arena, node->figure);
    if (missing)
      fail_msg("%s: the figure '%s' (%s:%u) lacks %s", document->title,
               node->figure->title ? node->figure->title : "", node->loc.file, node->loc.line,
               missing);
    (*figures)++;
  }
  for (const struct node *child = node->first; child; child = child->next)
    assert_worded(arena, document, child, figures);
}

struct checking {
  struct session *session;
  const struct theme *theme;
  struct shaper *shaper;
  size_t reports, pages, figures;
};

static void check_report(struct checking *checking, const struct report *report,
                         const struct template *template, int area)
{
  struct session *session = checking->session;
  auto_arena struct arena *arena = arena_new();
  struct document *document;
  const struct display *display = NULL;
  if (extend_report(arena, session->extensions, session->released, report, template, area, NULL,
                    session->diags, &document) < 0 ||
      layout_document(arena, document, checking->theme, checking->shaper, session->diags,
                      &display) < 0) {
    diags_print(session->diags, stderr, DIAG_TEXT);
    fail_msg("'%s' was not laid out", report->id);
  }
  const char *fault = page_faults(arena, checking->theme, display);
  if (!fault)
    fault = page_ends(arena, checking->theme, display);
  if (fault)
    fail_msg("%s", fault);
  assert_worded(arena, document, document->root, &checking->figures);
  checking->reports++;
  checking->pages += display->page_count;
}

/* Opens WORKSPACE, a folder of the source tree, with a store of its own at STORE, a template for mkdtemp. */
static struct session open_workspace(struct fixture *fixture, const char *workspace,
                                     struct options *options, char *store)
{
  struct arena *arena = fixture->arena;
  assert_non_null(mkdtemp(store));
  const char **words = ARENA_NEW(arena, const char *);
  *words = arena_printf(arena, "%s/%s", fixture_source_dir(), workspace);
  *options = (struct options){.words = {.at = words, .len = 1}, .store = store, .jobs = 1};
  struct session session = session_begin(arena, options);
  const char *build = getenv("top_builddir");
  auto_free char *folder = realpath(build ? build : ".", NULL);
  place_of_program(arena, folder, &session.place);
  if (session_define(&session) || session_ingest(&session) || session_compute(&session) ||
      session_extend(&session)) {
    diags_print(session.diags, stderr, DIAG_TEXT);
    fail_msg("the workspace cannot be read");
  }
  return session;
}

static void close_workspace(struct fixture *fixture, struct session *session, const char *store)
{
  assert_int_equal(session_end(session, true), EXIT_MADE);
  assert_int_equal(system(arena_printf(fixture->arena, "rm -rf '%s'", store)), 0);
}

static void check_reports(struct fixture *fixture, struct checking *checking)
{
  struct session *session = checking->session;
  const struct catalog *catalog = released_catalog(session->released);
  for (size_t r = 0; r < catalog->report_count; r++) {
    const struct report *report = &catalog->reports[r];
    const struct template *template;
    assert_int_equal(extend_template(fixture->arena, report, session->diags, &template), 0);
    if (report->area != NO_INDEX)
      check_report(checking, report, template, report->area);
    for (size_t a = 0; report->area == NO_INDEX && a < catalog->district_count; a++)
      check_report(checking, report, template, (int)a);
  }
}

static void test_every_page_of_the_real_reports(void **state)
{
  struct fixture *fixture = *state;
  char store[] = "/tmp/strata-properties-XXXXXX";
  struct options options;
  struct session session = open_workspace(fixture, "reports/pan-lancashire", &options, store);
  struct checking checking = {
      .session = &session, .theme = fixture->theme, .shaper = fixture->shaper};
  check_reports(fixture, &checking);
  close_workspace(fixture, &session, store);
  assert_true(checking.reports >= 16 && checking.pages >= 80 && checking.figures >= 150);
}

/* Long names, tables and figures of forty rows and more, commentary of 3,000 words in one column and in two, a
 * section without content and one in draft. */
static void test_every_page_of_what_is_hard_to_lay_out(void **state)
{
  struct fixture *fixture = *state;
  char store[] = "/tmp/strata-properties-XXXXXX";
  struct options options;
  struct session session = open_workspace(fixture, "tests/extremes", &options, store);
  struct checking checking = {
      .session = &session, .theme = fixture->theme, .shaper = fixture->shaper};
  check_reports(fixture, &checking);
  close_workspace(fixture, &session, store);
  assert_int_equal(checking.reports, 8);
  assert_in_range(checking.pages, 80, 95);
}

/* ---- documents that nobody wrote ----------------------------------------------------------- */

struct maker {
  struct document *document;
  uint64_t state;
  int names;
};

/* 0 to MOST. */
static size_t any(struct maker *maker, size_t most)
{
  maker->state = maker->state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(maker->state >> 33) % (most + 1);
}

static const char *words(struct maker *maker, size_t most)
{
  static const char *const WORDS[] = {
      "incidents", "of", "Bournemouth, Christchurch and Poole", "in", "the", "anti-social", "rose",
      "**fell 13%**", "{:fell-better:} fell", "1,234.5", "per 1,000 residents", "[x]",
      "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "ąęśżź", "^[A note, with *words*.]",
      "*emphasis*", "~quiet~", "{#part-0}", "{#part-0|page}", "(see [the page](https://example.org/a/long/address))",
      "a", "year", "−10.6%", "2025/26", "Ynys Môn"};
  struct strbuf text = STRBUF(maker->document->arena);
  for (size_t count = 1 + any(maker, most - 1), i = 0; i < count; i++)
    strbuf_printf(&text, "%s%s", i ? " " : "", WORDS[any(maker, sizeof WORDS / sizeof *WORDS - 1)]);
  return strbuf_text(&text);
}

/* A cell that spans some of what is right of it and below it, which is emptied. */
static void add_spans(struct maker *maker, struct table *table)
{
  size_t row = any(maker, table->row_count - 1), column = any(maker, table->column_count - 1);
  size_t rows = 1 + any(maker, 3), columns = 1 + any(maker, 2);
  if (any(maker, 1) || row + rows > table->row_count || column + columns > table->column_count)
    return;
  for (size_t r = row; r < row + rows; r++)
    if (table->rows[r].kind == ROW_GROUP)
      return;
  for (size_t r = row; r < row + rows; r++)
    for (size_t c = column; c < column + columns; c++)
      if (r > row || c > column)
        *sample_cell(table, r, c) = (struct cell){0};
  sample_cell(table, row, column)->rows = (int)rows;
  sample_cell(table, row, column)->columns = (int)columns;
  sample_cell(table, row, column)->text = text_parse(maker->document->arena, words(maker, 30));
}

static void add_table(struct maker *maker, struct node *parent)
{
  struct arena *arena = maker->document->arena;
  static const char *const NAMES[] = {"Wyre", "Blackburn with Darwen", "Ynys Môn", "[x] awaited"};
  size_t columns = 1 + any(maker, 4), rows = 1 + any(maker, 45);
  struct sample_column *heads = ARENA_ARRAY(arena, struct sample_column, columns);
  bool grouped = any(maker, 2) == 0;
  for (size_t c = 0; c < columns; c++)
    heads[c] = (struct sample_column){.head = c ? "Count" : "Area",
                                      .group = grouped && c ? "Year ending" : NULL,
                                      .align = c ? ALIGN_RIGHT : ALIGN_LEFT};
  struct table *table = sample_table(arena, heads, columns, rows);
  for (size_t r = 0; r < rows; r++) {
    if (any(maker, 9) == 0 && r + 1 < rows)
      sample_row(table, r)->kind = ROW_GROUP;
    for (size_t c = 0; c < columns; c++)
      sample_cell(table, r, c)->text =
          text_parse(arena, c ? num_format(arena, (double)any(maker, 99999) / 10, 1, NUM_GROUPED)
                              : NAMES[any(maker, 3)]);
  }
  add_spans(maker, table);
  table->title = text_parse(arena, words(maker, 12));
  table->note = text_parse(arena, words(maker, 20));
  table->compact = any(maker, 1);
  sample_add_table(maker->document, parent, table);
}

static void add_nodes(struct maker *maker, struct node *parent, size_t most, int depth)
{
  struct document *document = maker->document;
  for (size_t i = 0, count = any(maker, most); i < count; i++) {
    struct node *right;
    switch (any(maker, 11)) {
    case 0: {
      struct node *heading = sample_text(document, parent, NODE_HEADING, words(maker, 8));
      heading->level = 2 + (int)any(maker, 2);
      break;
    }
    case 1:
      add_table(maker, parent);
      break;
    case 2:
      if (depth == 0) {
        struct node *left = sample_columns(document, parent, 7, 5, &right);
        add_nodes(maker, left, 2, 1);
        add_nodes(maker, right, 2, 1);
      }
      break;
    case 3:
      if (depth == 0)
        sample_add_figure(document, parent, sample_bars(document->arena));
      break;
    case 4:
      sample_text(document, parent, NODE_CALLOUT, words(maker, 20));
      break;
    case 5: {
      const char *first = words(maker, 20), *second = words(maker, 5), *third = words(maker, 40);
      const char *items[] = {first, second, third};
      sample_list(document, parent, any(maker, 1), items, 3);
      break;
    }
    case 6: {
      struct node *sidebar = sample_text(document, parent, NODE_SIDEBAR, words(maker, 4));
      sample_text(document, sidebar, NODE_PARAGRAPH, words(maker, 30));
      break;
    }
    case 8: {
      const char *first = words(maker, 20), *second = words(maker, 5);
      const char *items[] = {first, second};
      struct node *quote = node_add(document, parent, NODE_QUOTE, SAMPLE_LOC(10));
      sample_text(document, quote, NODE_PARAGRAPH, words(maker, 60))->style = PARAGRAPH_QUOTE;
      sample_list(document, quote, any(maker, 1), items, 2);
      break;
    }
    case 7:
      if (depth == 0)
        sample_key_figures(document, parent, 1 + any(maker, 5));
      break;
    default:
      sample_text(document, parent, NODE_PARAGRAPH, words(maker, 120));
      break;
    }
  }
}

static void test_documents_that_nobody_wrote(void **state)
{
  static const struct master masters[] = {{.name = "two", .columns = 2}, {.name = "three", .columns = 3}};
  struct fixture *fixture = *state;
  size_t laid = 0, refused = 0, pages = 0;
  for (uint64_t seed = 1; seed <= 120; seed++) {
    auto_arena struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct maker maker = {.document = sample_new(arena), .state = seed};
    maker.document->figure_word = "Figure";
    maker.document->table_word = "Table";
    maker.document->masters = masters;
    maker.document->master_count = 2;
    for (size_t s = 0, count = 1 + any(&maker, 3); s < count; s++) {
      const char *master = any(&maker, 3) ? NULL : any(&maker, 2) ? "two" : "three";
      struct node *section = sample_section(maker.document, arena_printf(arena, "part-%zu", s), "A part", master);
      section->run_on = any(&maker, 1);
      add_nodes(&maker, section, 14, master != NULL);
    }
    const struct display *display;
    assert_int_equal(document_resolve(maker.document, diags), 0);
    if (layout_document(arena, maker.document, fixture->theme, fixture->shaper, diags, &display) < 0) {
      for (size_t i = 0; i < diags_errors(diags); i++)
        assert_non_null(diags_at(diags, i)->loc.file);
      refused++;
      continue;
    }
    const char *fault = page_faults(arena, fixture->theme, display);
    if (fault)
      fail_msg("document %d: %s", (int)seed, fault);
    laid++;
    pages += display->page_count;
  }
  if (laid < 100 || pages < 400)
    fail_msg("%zu documents of %zu pages were laid out, %zu refused", laid, pages, refused);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_documents_that_nobody_wrote, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(test_every_page_of_the_real_reports, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(test_every_page_of_what_is_hard_to_lay_out, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
