/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines, notes, references, columns and boxes that flow on. */
#include "layout_fixture.h"
#include "page_properties.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct display *lay(struct fixture *fixture, struct document *document)
{
  const struct display *display = NULL;
  if (document_resolve(document, fixture->diags) < 0 ||
      layout_document(fixture->arena, document, fixture->theme, fixture->shaper, fixture->diags,
                      &display) < 0) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("the document could not be laid out");
  }
  const char *fault = page_faults(fixture->arena, fixture->theme, display);
  if (fault)
    fail_msg("%s", fault);
  return display;
}

static const struct display_item *find_text(const struct display *display, const char *words,
                                            size_t *ret_page)
{
  for (size_t p = 0; p < display->page_count; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      if (item->kind != DISPLAY_TEXT || !str_starts(printed(item), words))
        continue;
      if (ret_page)
        *ret_page = p;
      return item;
    }
  fail_msg("there is no '%s'", words);
  return NULL;
}

static size_t count_tags(const struct display *display, enum tag_role role)
{
  size_t count = 0;
  for (size_t i = 0; i < display->tag_count; i++)
    count += display->tags[i].role == role;
  return count;
}

/* What a quotation holds is in one element, and stands in; one in another stands in further. */
static void test_a_quotation_is_one_element(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL);
  sample_text(document, section, NODE_PARAGRAPH, "Before.");
  assert_int_equal(node_add_commonmark(document, section, "> Outer.\n>\n> - Item.\n>\n> > Inner.\n\nAfter.\n",
                                       2, SAMPLE_LOC(1), diags_new(fixture->arena)), 0);
  const struct display *display = lay(fixture, document);
  static const struct { const char *words; double indents; size_t quotes; } EXPECTED[] = {
    {"Before.", 0, 0}, {"Outer.", 1, 1}, {"Inner.", 2, 2}, {"After.", 0, 0}};
  double left = 0;
  for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
    size_t page, quotes = 0;
    const struct display_item *item = find_text(display, EXPECTED[i].words, &page);
    left = i == 0 ? (double)item->text.x : left;
    double indent = EXPECTED[i].indents * fixture->theme->space.quote_indent;
    assert_true(fabs((double)item->text.x - left - indent) < 0.01);
    for (int tag = item->tag; tag >= 0; tag = display->tags[tag].parent)
      quotes += display->tags[tag].role == TAG_BLOCK_QUOTE;
    assert_int_equal(quotes, EXPECTED[i].quotes);
    assert_int_equal(display->tags[item->tag].role, TAG_P);
  }
  assert_int_equal(count_tags(display, TAG_BLOCK_QUOTE), 2);
}

/* All that is printed below TAG_P tags of the first page, a "|" between lines. */
static const char *lines_of(struct fixture *fixture, const char *markup, int columns)
{
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL), *right;
  struct node *left = sample_columns(document, section, columns, 12 - columns, &right);
  sample_text(document, left, NODE_PARAGRAPH, markup);
  const struct display *display = lay(fixture, document);
  struct strbuf lines = STRBUF(fixture->arena);
  float y = -1;
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    bool heads = item->kind != DISPLAY_TEXT || item->tag < TAG_ARTIFACT ||
                 (item->tag >= 0 && display->tags[item->tag].role != TAG_P);
    if (heads)
      continue;
    if (y >= 0 && item->text.y > y)
      strbuf_add_char(&lines, '|');
    strbuf_add(&lines, (struct str){item->text.shaped->text, item->text.shaped->text_len});
    y = item->text.y;
  }
  return strbuf_text(&lines);
}

/* ---- lines --------------------------------------------------------------------------------- */

static void test_a_number_stays_with_what_it_counts(void **state)
{
  bool broken = false;
  for (int columns = 3; columns < 10; columns++) {
    const char *lines = lines_of(
        *state, "There were 53,234 incidents in all, or 34.8 per 1,000 residents, in 2025 alone.", columns);
    assert_null(strstr(lines, "53,234 |"));
    assert_null(strstr(lines, "34.8 |"));
    assert_null(strstr(lines, "1,000 |"));
    broken |= strchr(lines, '|') != NULL;
  }
  assert_true(broken);
}

static void test_a_word_longer_than_a_line_is_divided(void **state)
{
  const char *lines = lines_of(*state, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 2);
  assert_non_null(strstr(lines, "-|"));
  assert_null(strstr(lines_of(*state, "incomprehensibilities everywhere", 3), "-|"));
  lines = lines_of(*state, "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables", 3);
  assert_string_equal(lines, "https://www.gov.uk/|government/statistics/|police-recorded-crime-open-|data-tables");
}

/* A soft hyphen is seen only where a line ends at it, and never heard. */
static void test_soft_hyphens(void **state)
{
  struct fixture *fixture = *state;
  const char *words = "The neigh\u00adbour\u00adhood \u00adpolic\u00ad ing of anti\u00adsocial be\u00adhav\u00adiour.";
  assert_string_equal(lines_of(fixture, words, 10), "The neighbourhood polic ing of antisocial behaviour.");
  size_t broken = 0;
  for (int columns = 2; columns < 7; columns++) {
    const char *lines = lines_of(fixture, words, columns);
    struct strbuf heard = STRBUF(fixture->arena);
    for (const char *c = lines; *c; c++) {
      bool at_break = c[0] == '-' && c[1] == '|';
      broken += at_break;
      if (at_break)
        c++;
      else if (*c != '|')
        strbuf_add_char(&heard, *c);
    }
    assert_string_equal(strbuf_text(&heard), "The neighbourhood polic ing of antisocial behaviour.");
  }
  assert_true(broken > 0);
  assert_string_equal(text_spoken(fixture->arena, text_plain(fixture->arena, "be\u00adhav\u00adiour")), "behaviour");
}

static void test_words_of_another_language_are_told(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL), *right;
  struct node *left = sample_columns(document, section, 2, 10, &right);
  sample_text(document, left, NODE_PARAGRAPH, "Held in [Ynys **Môn** a Gwynedd]{lang=cy-GB} and [one]{lang=x} place.");
  assert_int_equal(node_add_commonmark(document, right, "Named *Miasto* [Łódź]{lang=pl}.", 2,
                                       SAMPLE_LOC(1), fixture->diags), 0);
  const struct display *display = lay(fixture, document);
  struct strbuf heard = STRBUF(fixture->arena);
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    const struct tag *tag = item->kind == DISPLAY_TEXT && item->tag >= 0 ? &display->tags[item->tag] : NULL;
    if (!tag || !tag->language)
      continue;
    assert_int_equal(tag->role, TAG_SPAN);
    strbuf_printf(&heard, "%s:%.*s|", tag->language, (int)item->text.shaped->text_len, item->text.shaped->text);
  }
  assert_string_equal(strbuf_text(&heard), "cy-GB:Ynys |cy-GB:Môn |cy-GB:a Gwynedd |pl:Łódź|");
  find_text(display, "[one]{lang=x}", NULL); /* no language: it stands as it is */
}

static void test_the_hyphen_of_a_divided_word_is_not_heard(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL), *right;
  struct node *left = sample_columns(document, section, 2, 10, &right);
  sample_text(document, left, NODE_PARAGRAPH, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch");
  const struct display *display = lay(fixture, document);
  struct strbuf heard = STRBUF(fixture->arena);
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    if (item->kind == DISPLAY_TEXT && item->tag >= 0 && display->tags[item->tag].role == TAG_P)
      strbuf_add(&heard, (struct str){item->text.shaped->text, item->text.shaped->text_len});
  }
  assert_string_equal(strbuf_text(&heard), "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch");
}

/* ---- footnotes ----------------------------------------------------------------------------- */

static const struct display_item *link_to(const struct display *display, const char *description,
                                          size_t *ret_page)
{
  for (size_t p = 0; p < display->page_count; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      if (item->kind == DISPLAY_LINK && strcmp(item->link.description, description) == 0) {
        *ret_page = p;
        return item;
      }
    }
  fail_msg("there is no link '%s'", description);
  return NULL;
}

/* Wherever the paragraph falls, its note is on the page of its number, at the foot, and each leads to
 * the other. */
static void test_a_footnote_stands_on_the_page_of_its_number(void **state)
{
  struct fixture *fixture = *state;
  bool pages[2] = {false, false};
  for (size_t filler = 30; filler < 60; filler++) {
    struct document *document = sample_new(fixture->arena);
    struct node *section = sample_section(document, "a", "Notes", NULL);
    for (size_t i = 0; i < filler; i++)
      sample_text(document, section, NODE_PARAGRAPH, "A line.");
    sample_text(document, section, NODE_PARAGRAPH,
                "Incidents fell.^[Counts of *calls*, not of [people](#a).] So did others.");
    const struct display *display = lay(fixture, document);
    size_t number_page, note_page, text_page, back_page;
    const struct display_item *number = link_to(display, "Note 1", &number_page);
    const struct display_item *note = link_to(display, "Back to note 1 in the text", &note_page);
    find_text(display, "Incidents fell.", &text_page);
    find_text(display, "Counts of", &back_page);
    assert_int_equal(number_page, note_page);
    assert_int_equal(number_page, text_page);
    assert_int_equal(number_page, back_page);
    assert_int_equal(number->link.page, (int)note_page);
    assert_int_equal(note->link.page, (int)number_page);
    assert_true(fabs((double)note->link.y1 - fixture->theme->page.body_bottom) < 2);
    assert_int_equal(count_tags(display, TAG_NOTE), 1);
    pages[number_page > 0] = true;
  }
  assert_true(pages[0] && pages[1]);
}

static void test_footnotes_are_numbered_in_reading_order(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Notes", NULL);
  struct table *table = sample_spine(fixture->arena);
  table->note = text_parse(fixture->arena, "Awaited.^[Since 2022.]");
  sample_text(document, section, NODE_PARAGRAPH, "One.^[First.] Two.^[Second.]");
  sample_add_table(document, section, table);
  sample_text(document, sample_section(document, "b", "More", NULL), NODE_PARAGRAPH, "Three.^[Fourth.]");
  const struct display *display = lay(fixture, document);
  size_t page;
  float first = find_text(display, "First.", &page)->text.y;
  float second = find_text(display, "Second.", NULL)->text.y;
  float third = find_text(display, "Since 2022.", NULL)->text.y;
  assert_true(first < second && second < third);
  assert_int_equal(page, 0);
  find_text(display, "Fourth.", &page);
  assert_int_equal(page, 1);
}

static void test_a_box_has_its_footnotes_at_its_end(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  document->masters = SAMPLE_MASTERS;
  document->master_count = 2;
  struct node *section = sample_section(document, "a", "Title", "answer");
  struct node *box = sample_box(document, section, "findings");
  sample_text(document, box, NODE_PARAGRAPH, "Words.^[A note.]");
  sample_text(document, box, NODE_PARAGRAPH, "More words.");
  const struct display *display = lay(fixture, document);
  assert_true(find_text(display, "A note.", NULL)->text.y > find_text(display, "More words.", NULL)->text.y);
  assert_true(find_text(display, "A note.", NULL)->text.y < 260);
}

/* ---- numbers and references ---------------------------------------------------------------- */

static struct document *numbered(struct arena *arena)
{
  struct document *document = sample_new(arena);
  document->figure_word = "Figure";
  document->table_word = "Table";
  struct node *first = sample_section(document, "first", "First", NULL);
  sample_text(document, first, NODE_PARAGRAPH,
              "See {#bars} on {#bars|page}, {#spine} and “{#second|title}”; then more words follow.");
  sample_add_table(document, first, sample_spine(arena));
  first->last->name = "spine";
  struct node *second = sample_section(document, "second", "Second part", NULL);
  sample_add_figure(document, second, sample_bars(arena));
  second->last->name = "bars";
  sample_add_figure(document, second, sample_bars(arena));
  second->last->unnumbered = true;
  struct node *last = sample_section(document, "appendix", "Appendix", NULL);
  last->number_prefix = "A";
  sample_add_table(document, last, sample_appendix(arena, 1));
  sample_add_figure(document, last, sample_bars(arena));
  struct node *figures = node_add(document, last, NODE_CONTENTS, SAMPLE_LOC(1));
  figures->contents = CONTENTS_FIGURES;
  struct node *tables = node_add(document, last, NODE_CONTENTS, SAMPLE_LOC(1));
  tables->contents = CONTENTS_TABLES;
  return document;
}

static void test_references_say_where_things_are(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = numbered(fixture->arena);
  const struct display *display = lay(fixture, document);
  size_t page;
  find_text(display, "Figure\u00a01", &page);
  assert_int_equal(page, 0); /* in the sentence */
  const struct display_item *on = find_text(display, "page\u00a02", NULL);
  assert_true(str_is(printed(on), "page\u00a02"));
  find_text(display, "Second part", &page);
  assert_int_equal(page, 0);
  assert_int_equal(link_to(display, "Figure\u00a01", &page)->link.page, 1);
  assert_int_equal(link_to(display, "page\u00a02", &page)->link.page, 1);

  /* What follows the number stands close to it. */
  struct shaper *shaper = shaper_new(fixture->arena, fixture->theme->fonts);
  double end = text_extent(fixture->arena, fixture->theme, shaper, on).right;
  const struct display_item *comma = NULL;
  for (const struct display_item *item = on + 1; !comma; item++)
    if (item->kind == DISPLAY_TEXT)
      comma = item;
  assert_true(fabs(text_extent(fixture->arena, fixture->theme, shaper, comma).left - end) < 0.1);
}

static void test_figures_and_tables_are_numbered_and_listed(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = numbered(fixture->arena);
  const struct display *display = lay(fixture, document);
  const struct node *second = document->root->first->next;
  assert_string_equal(second->first->label, "Figure\u00a01");
  assert_null(second->last->label);
  assert_string_equal(second->next->first->label, "Table\u00a0A1");
  assert_string_equal(second->next->first->name, "table-A1");
  assert_int_equal(count_tags(display, TAG_TOCI), 4);
  size_t page;
  find_text(display, "Table\u00a0A1", &page);
  assert_int_equal(page, 3);
}

static void test_a_reference_that_dangles_is_an_error_at_its_place(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = numbered(fixture->arena);
  sample_text(document, document->root->first, NODE_NOTE, "As {#bar} shows.");
  assert_int_equal(document_resolve(document, fixture->diags), -1);
  assert_int_equal(diags_errors(fixture->diags), 1);
  const struct diag *diag = diags_at(fixture->diags, 0);
  assert_string_equal(diag->code, "STRATA-L029");
  assert_int_equal(diag->loc.line, 2);
  assert_non_null(strstr(diag->message, "'{#bar}'"));
  assert_non_null(strstr(diag->hints[1], "bars"));
}

/* ---- glossary ------------------------------------------------------------------------------ */

static void test_the_first_use_of_a_term_leads_to_the_glossary(void **state)
{
  struct fixture *fixture = *state;
  static const char *const also[] = {"usual spreads"};
  struct document *document = sample_new(fixture->arena);
  struct term terms[] = {{.word = "rate", .meaning = text_plain(fixture->arena, "Cases for people.")},
                         {.word = "usual spread", .also = also, .also_count = 1,
                          .meaning = text_plain(fixture->arena, "What is usual.")}};
  document->terms = terms;
  document->term_count = 2;
  struct node *section = sample_section(document, "a", "Words", NULL);
  sample_text(document, section, NODE_PARAGRAPH, "Separated; a moderate one. Rate here, rate there.");
  sample_text(document, section, NODE_PARAGRAPH, "Within the usual spreads of the rate.");
  node_add(document, section, NODE_GLOSSARY, SAMPLE_LOC(1));
  const struct display *display = lay(fixture, document);
  size_t page, links = 0;
  link_to(display, "Rate", &page);
  link_to(display, "usual spreads", &page);
  for (size_t i = 0; i < display->pages[0].item_count; i++)
    links += display->pages[0].items[i].kind == DISPLAY_LINK;
  assert_int_equal(links, 2);
}

/* ---- columns ------------------------------------------------------------------------------- */

static const struct box FLOWING[] = {{.name = "rows", .x = 39.64, .y = 78, .width = 300, .height = 300,
                                      .flows_on = true}};
static const struct master MASTERS[] = {{.name = "two", .columns = 2},
                                        {.name = "flowing", .boxes = FLOWING, .box_count = 1}};

static void add_columns_text(struct document *document, struct node *section, size_t paragraphs)
{
  for (size_t i = 0; i < paragraphs; i++) {
    if (i % 4 == 1)
      sample_text(document, section, NODE_HEADING, "A heading")->level = 3;
    sample_text(document, section, NODE_PARAGRAPH, SAMPLE_WORDS);
  }
}

static struct document *columned(struct arena *arena)
{
  struct document *document = sample_new(arena);
  document->masters = MASTERS;
  document->master_count = 2;
  return document;
}

/* Lines of both columns share their base lines, and the columns of the last page end level. */
static void test_columns_share_a_grid_and_end_level(void **state)
{
  struct fixture *fixture = *state;
  const struct theme *theme = fixture->theme;
  for (size_t paragraphs = 3; paragraphs < 40; paragraphs += 7) {
    struct document *document = columned(fixture->arena);
    add_columns_text(document, sample_section(document, "a", "Text", "two"), paragraphs);
    const struct display *display = lay(fixture, document);
    double middle = theme->page.left + theme->page.content_width / 2, ends[2] = {0, 0};
    for (size_t p = 0; p < display->page_count; p++)
      for (size_t i = 0; i < display->pages[p].item_count; i++) {
        const struct display_item *item = &display->pages[p].items[i];
        bool body = item->kind == DISPLAY_TEXT && item->tag >= 0 &&
                    display->tags[item->tag].role == TAG_P;
        if (!body)
          continue;
        double steps = ((double)item->text.y - theme->page.body_top) / theme->grid.baseline;
        double first = 0.7; /* the base line within its line */
        assert_true(fabs(steps - floor(steps) - first) < 0.1);
        if (p + 1 == display->page_count) {
          double *end = &ends[(double)item->text.x > middle];
          *end = fmax(*end, (double)item->text.y);
        }
      }
    assert_true(ends[0] > 0 && ends[1] > 0);
    assert_true(fabs(ends[0] - ends[1]) <= 4 * theme->grid.baseline);
  }
}

static void test_what_spans_the_columns_stands_between_them(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = columned(fixture->arena);
  struct node *section = sample_section(document, "a", "Text", "two");
  add_columns_text(document, section, 3);
  struct node *columns = node_add(document, section, NODE_COLUMNS, SAMPLE_LOC(1));
  struct node *wide = node_add(document, columns, NODE_COLUMN, SAMPLE_LOC(1));
  wide->level = 12;
  sample_add_table(document, wide, sample_appendix(fixture->arena, 3));
  sample_text(document, section, NODE_PARAGRAPH, "After it.^[In its column.]");
  const struct display *display = lay(fixture, document);
  size_t after, table;
  find_text(display, "Wyre", &table);
  assert_int_equal(table, 0);
  find_text(display, "After it.", &after);
  assert_int_equal(after, 1);
  find_text(display, "In its column.", &after);
  assert_int_equal(after, 1);
}

/* ---- numbers ------------------------------------------------------------------------------- */

static double right_of(struct fixture *fixture, const struct display_item *item)
{
  struct shaper *shaper = shaper_new(fixture->arena, fixture->theme->fonts);
  return text_extent(fixture->arena, fixture->theme, shaper, item).right;
}

/* Where the point of the number WORDS stands, or would stand, with TAIL from there on. */
static double point_of(struct fixture *fixture, const struct display *display, const char *words,
                       const char *tail)
{
  const struct display_item *item = find_text(display, words, NULL);
  struct shaper *shaper = shaper_new(fixture->arena, fixture->theme->fonts);
  const struct shaped *shaped = shape_text(shaper, fixture->arena, item->text.shaped->face, str_of(tail));
  return right_of(fixture, item) -
         shaped_width(fixture->theme->fonts, shaped, (double)item->text.size);
}

static void test_points_stand_below_each_other(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {{.head = "Issue"}, {.head = "Rate", .align = ALIGN_RIGHT}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 2, 6);
  static const char *const rows[] = {"Crime|1,134.8", "Burglary|−8.75", "Robbery|**0.7**", "Arson|12", "Fraud|38.2%", "Theft|[x]"};
  for (size_t i = 0; i < 6; i++)
    sample_fill(fixture->arena, table, i, rows[i]);
  struct document *document = sample_new(fixture->arena);
  sample_add_table(document, sample_section(document, "a", "Numbers", NULL), table);
  const struct display *display = lay(fixture, document);
  double point = point_of(fixture, display, "1,134.8", ".8");
  assert_true(fabs(point_of(fixture, display, "−8.75", ".75") - point) < 0.05);
  assert_true(fabs(point_of(fixture, display, "0.7", ".7") - point) < 0.05);
  assert_true(fabs(point_of(fixture, display, "12", "") - point) < 0.05);
  assert_true(fabs(point_of(fixture, display, "38.2%", ".2%") - point) < 0.05);
  /* What is no number stands at the right end, and so does the longest number. */
  double right = right_of(fixture, find_text(display, "[x]", NULL));
  assert_true(fabs(right_of(fixture, find_text(display, "38.2%", NULL)) - right) < 0.05);
}

static void test_thousands_stand_as_the_theme_asks(void **state)
{
  struct fixture *fixture = *state;
  struct theme *theme = ARENA_NEW(fixture->arena, struct theme);
  *theme = *fixture->theme;
  theme->thousands = THOUSANDS_THIN_SPACE;
  fixture->theme = theme;
  assert_string_equal(lines_of(fixture, "From 1,234,567 to 53,234; in 2,5 or 1,2345 none.", 11),
                      "From 1\u202f234\u202f567 to 53\u202f234; in 2,5 or 1,2345 none.");
}

/* ---- boxes --------------------------------------------------------------------------------- */

static void test_a_box_that_may_flows_on_below_its_heads(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = columned(fixture->arena);
  struct node *section = sample_section(document, "a", "Rows", "flowing");
  static const struct sample_column COLUMNS[] = {{.head = "District"}, {.head = "Rate", .align = ALIGN_RIGHT}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 2, 40);
  for (size_t i = 0; i < 40; i++)
    sample_fill(fixture->arena, table, i, "Wyre|27.3");
  sample_add_table(document, sample_box(document, section, "rows"), table);
  const struct display *display = lay(fixture, document);
  assert_int_equal(display->page_count, 2);
  size_t rows[2] = {0, 0}, heads = 0;
  for (size_t p = 0; p < 2; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      rows[p] += item->kind == DISPLAY_TEXT && str_is(printed(item), "Wyre");
      heads += item->kind == DISPLAY_TEXT && str_is(printed(item), "District");
    }
  assert_true(rows[0] > 10 && rows[1] > 10);
  assert_int_equal(rows[0] + rows[1], 40);
  assert_int_equal(heads, 2);
  find_text(display, "Rows, continued", NULL);
  assert_int_equal(count_tags(display, TAG_TABLE), 1);
}

static void test_a_sidebar_frames_what_is_in_it(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Text", NULL), *right;
  sample_text(document, sample_columns(document, section, 8, 4, &right), NODE_PARAGRAPH, SAMPLE_WORDS);
  struct node *sidebar = sample_text(document, right, NODE_SIDEBAR, "Read with care");
  static const char *const items[] = {"One.", "Two."};
  sample_list(document, sidebar, false, items, 2);
  const struct display *display = lay(fixture, document);
  const struct display_item *title = find_text(display, "Read with care", NULL);
  assert_int_equal(display->tags[title->tag].role, TAG_H2); /* below a title of level 1 */
  assert_int_equal(count_tags(display, TAG_LI), 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_a_number_stays_with_what_it_counts),
      TEST(test_a_word_longer_than_a_line_is_divided),
      TEST(test_the_hyphen_of_a_divided_word_is_not_heard),
      TEST(test_soft_hyphens),
      TEST(test_words_of_another_language_are_told),
      TEST(test_a_quotation_is_one_element),
      TEST(test_a_footnote_stands_on_the_page_of_its_number),
      TEST(test_footnotes_are_numbered_in_reading_order),
      TEST(test_a_box_has_its_footnotes_at_its_end),
      TEST(test_references_say_where_things_are),
      TEST(test_figures_and_tables_are_numbered_and_listed),
      TEST(test_a_reference_that_dangles_is_an_error_at_its_place),
      TEST(test_the_first_use_of_a_term_leads_to_the_glossary),
      TEST(test_columns_share_a_grid_and_end_level),
      TEST(test_what_spans_the_columns_stands_between_them),
      TEST(test_points_stand_below_each_other),
      TEST(test_thousands_stand_as_the_theme_asks),
      TEST(test_a_box_that_may_flows_on_below_its_heads),
      TEST(test_a_sidebar_frames_what_is_in_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
