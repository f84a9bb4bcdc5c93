/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout_fixture.h"
#include "page_properties.h"
#include "render/render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct display *lay(struct fixture *fixture, const struct document *document)
{
  const struct display *display = NULL;
  if (layout_document(fixture->arena, document, fixture->theme, fixture->shaper, fixture->diags,
                      &display)
      < 0) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    fail_msg("the document could not be laid out");
  }
  return display;
}

/* Lays DOCUMENT out and expects one error, with CODE, that says WORDS. */
static void assert_refused(struct fixture *fixture, const struct document *document,
                           const char *code, const char *words)
{
  const struct display *display = NULL;
  assert_int_equal(layout_document(fixture->arena, document, fixture->theme, fixture->shaper,
                                   fixture->diags, &display),
                   -1);
  assert_null(display);
  assert_int_equal(diags_errors(fixture->diags), 1);
  const struct diag *diag = diags_at(fixture->diags, 0);
  assert_string_equal(diag->code, code);
  assert_string_equal(diag->loc.file, "sample.lua");
  assert_true(diag->hint_count > 0 || strcmp(code, "STRATA-L026") == 0);
  if (!strstr(diag->message, words))
    fail_msg("'%s' does not say '%s'", diag->message, words);
}

/* ---- what is on a page --------------------------------------------------------------------- */

static void assert_sound(struct fixture *fixture, const struct display *display)
{
  const char *fault = page_faults(fixture->arena, fixture->theme, display);
  if (fault)
    fail_msg("%s", fault);
}

/* Whether tag TAG is ROLE, or below one. */
static bool is_below(const struct display *display, int tag, enum tag_role role)
{
  for (; tag >= 0; tag = display->tags[tag].parent)
    if (display->tags[tag].role == role)
      return true;
  return false;
}

static size_t count_tags(const struct display *display, enum tag_role role)
{
  size_t count = 0;
  for (size_t i = 0; i < display->tag_count; i++)
    count += display->tags[i].role == role;
  return count;
}

/* How many texts of WORDS there are; ARTIFACTS: that no listener hears, or that one does. */
static size_t count_texts(const struct display *display, const char *words, bool artifacts)
{
  size_t count = 0;
  for (size_t p = 0; p < display->page_count; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      count += item->kind == DISPLAY_TEXT && (item->tag < 0) == artifacts &&
               str_is(printed(item), words);
    }
  return count;
}

/* The page of the text that begins with WORDS, or -1. */
static int page_of(const struct display *display, const char *words)
{
  for (size_t p = 0; p < display->page_count; p++)
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      if (item->kind == DISPLAY_TEXT && item->tag >= 0 && str_starts(printed(item), words))
        return (int)p;
    }
  return -1;
}

static const char *trace_of(struct arena *arena, const struct display *display)
{
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  render_trace(display, out);
  fclose(out);
  const char *copy = arena_text(arena, text, len);
  free(text);
  return copy;
}

/* ---- every kind of node -------------------------------------------------------------------- */

static void test_every_kind_of_node_is_set(void **state)
{
  struct fixture *fixture = *state;
  const struct display *display = lay(fixture, sample_document(fixture->arena));
  assert_sound(fixture, display);
  assert_int_equal(count_tags(display, TAG_SECT), 6);
  assert_int_equal(count_tags(display, TAG_H1), 6);
  assert_int_equal(count_tags(display, TAG_TOCI), 5);
  assert_int_equal(count_tags(display, TAG_TABLE), 5);
  assert_int_equal(display->tags[0].role, TAG_DOCUMENT);
  assert_string_equal(display->title, "Sample of every kind of node");
}

static void test_tags_make_a_tree_in_reading_order(void **state)
{
  struct fixture *fixture = *state;
  const struct display *display = lay(fixture, sample_document(fixture->arena));
  int level = 0;
  for (size_t i = 1; i < display->tag_count; i++) {
    const struct tag *tag = &display->tags[i];
    assert_true(tag->parent >= 0 && tag->parent < (int)i);
    if (tag->role >= TAG_H1 && tag->role <= TAG_H4) {
      assert_true((int)tag->role - TAG_H1 <= level);
      level = (int)tag->role - TAG_H1 + 1;
    }
    if (tag->role == TAG_FIGURE) {
      assert_non_null(tag->alt);
      assert_true(tag->bbox_page >= 0 && tag->x1 > tag->x0 && tag->y1 > tag->y0);
    }
    if (tag->role == TAG_TH)
      assert_int_not_equal(tag->scope, SCOPE_NONE);
  }
}

static void test_two_runs_are_equal(void **state)
{
  struct fixture *fixture = *state;
  const struct display *first = lay(fixture, sample_document(fixture->arena));
  const struct display *second = lay(fixture, sample_document(fixture->arena));
  assert_string_equal(trace_of(fixture->arena, first), trace_of(fixture->arena, second));
}

static void test_contents_and_links_lead_to_their_pages(void **state)
{
  struct fixture *fixture = *state;
  const struct display *display = lay(fixture, sample_document(fixture->arena));
  size_t links = 0;
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    if (item->kind != DISPLAY_LINK)
      continue;
    assert_int_equal(display->tags[item->tag].role, TAG_LINK);
    for (size_t b = 0; b < display->bookmark_count; b++)
      if (strcmp(display->bookmarks[b].title, item->link.description) == 0) {
        assert_int_equal(display->bookmarks[b].page, item->link.page);
        links++;
      }
  }
  assert_int_equal(links, 5);
  assert_int_equal(count_texts(display, num_format(fixture->arena, 4, 0, NUM_PLAIN), false), 2);
}

/* A box that would not hold the contents with their usual space has them closer together. */
static void test_long_contents_come_closer_in_a_box(void **state)
{
  struct fixture *fixture = *state;
  static const struct box boxes[] = { { .name = "contents", .x = 40, .y = 500, .width = 250, .height = 304 } };
  static const struct master masters[]
    = { { .name = "cover", .boxes = boxes, .box_count = 1, .cover = true } };
  for (size_t sections = 10; sections <= 20; sections += 10) {
    struct document *document = sample_new(fixture->arena);
    document->masters = masters;
    document->master_count = 1;
    struct node *cover = sample_section(document, "cover", "Cover", "cover");
    struct node *box = sample_box(document, cover, "contents");
    sample_text(document, box, NODE_HEADING, "Contents");
    node_add(document, box, NODE_CONTENTS, SAMPLE_LOC(4));
    for (size_t i = 0; i < sections; i++) {
      const char *name = arena_printf(fixture->arena, "s%zu", i);
      sample_text(document, sample_section(document, name, name, NULL), NODE_PARAGRAPH, "Text.");
    }
    assert_int_equal(lay(fixture, document)->page_count, 1 + sections);
  }
}

/* A line that does not fit below what is there comes to be lower, but not by more than its months can
 * bear; bars are as high as their rows. */
static void test_a_line_is_lower_where_that_spares_a_hole(void **state)
{
  struct fixture *fixture = *state;
  static const double values[] = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 9 };
  static const struct figure_series series = {
    .label = "All", .first = 2025 * 12, .values = values, .count = 12,
  };
  struct figure *line = ARENA_NEW(fixture->arena, struct figure);
  *line = (struct figure) { .kind = FIGURE_LINE, .title = "By month", .series = &series,
                            .series_count = 1, .height = 200, .reference = NAN, .limits = { .mean = NAN } };
  size_t lower = 0, moved = 0;
  for (size_t lines = 10; lines < 40; lines++) {
    struct document *document = sample_new(fixture->arena);
    struct node *section = sample_section(document, "a", "Figures", NULL);
    for (size_t i = 0; i < lines; i++)
      sample_text(document, section, NODE_PARAGRAPH, "A line.");
    sample_add_figure(document, section, line);
    const struct display *display = lay(fixture, document);
    for (size_t i = 0; i < display->tag_count; i++) {
      if (display->tags[i].role != TAG_FIGURE)
        continue;
      double height = display->tags[i].y1 - display->tags[i].y0;
      assert_true(fabs(height) <= 200.01 && fabs(height) >= 119.99);
      assert_true(display->tags[i].bbox_page == 0 || fabs(fabs(height) - 200) < 0.01);
      lower += fabs(height) < 199.99;
      moved += display->tags[i].bbox_page == 1;
    }
  }
  assert_in_range(lower, 2, 6);
  assert_true(moved > 0);
}

/* Of a list that a page's foot divides, no item is alone on either side. */
static void test_a_list_leaves_no_item_alone(void **state)
{
  struct fixture *fixture = *state;
  bool divided = false;
  for (size_t lines = 24; lines < 64; lines++) {
    struct document *document = sample_new(fixture->arena);
    struct node *section = sample_section(document, "a", "A list at the foot", NULL);
    for (size_t i = 0; i < lines; i++)
      sample_text(document, section, NODE_PARAGRAPH, "A line.");
    struct node *list = node_add(document, section, NODE_LIST, SAMPLE_LOC(4));
    for (size_t i = 0; i < 5; i++)
      sample_text(document, node_add(document, list, NODE_ITEM, SAMPLE_LOC(5)), NODE_PARAGRAPH,
                  "An item.");
    const struct display *display = lay(fixture, document);
    for (size_t p = 0; p < display->page_count; p++) {
      size_t items = 0;
      for (size_t i = 0; i < display->pages[p].item_count; i++) {
        const struct display_item *item = &display->pages[p].items[i];
        items += item->kind == DISPLAY_TEXT && item->tag >= 0
          && display->tags[item->tag].role == TAG_LBL;
      }
      assert_int_not_equal(items, 1);
      divided |= items > 1 && items < 5;
    }
  }
  assert_true(divided);
}

static void test_an_empty_section_has_a_page_of_its_own(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  sample_section(document, "a", "Nothing", NULL);
  sample_section(document, "b", "Nothing else", NULL);
  const struct display *display = lay(fixture, document);
  assert_int_equal(display->page_count, 2);
  assert_int_equal(page_of(display, "Nothing else"), 1);
  assert_int_equal(count_texts(display, "Data to 31 December 2025  |  page 2 of 2", true), 1);
}

static void test_headings_that_look_alike_are_of_one_level(void **state)
{
  static const int LEVELS[] = {3, 3, 4, 4, 3, 2, 4, 3, 3};
  static const enum tag_role ROLES[] = {TAG_H2, TAG_H2, TAG_H3, TAG_H3, TAG_H2, TAG_H2, TAG_H3, TAG_H3, TAG_H3};
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL);
  for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++)
    sample_text(document, section, NODE_HEADING, "A heading")->level = LEVELS[i];
  const struct display *display = lay(fixture, document);
  size_t found = 0;
  for (size_t i = 0; i < display->tag_count; i++)
    if (display->tags[i].role >= TAG_H2 && display->tags[i].role <= TAG_H4)
      assert_int_equal(display->tags[i].role, ROLES[found++]);
  assert_int_equal(found, sizeof ROLES / sizeof *ROLES);
}

static void test_headings_that_skip_a_level_are_closed_up(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL);
  sample_text(document, section, NODE_HEADING, "Third")->level = 3;
  sample_text(document, section, NODE_HEADING, "Fourth")->level = 4;
  sample_text(document, section, NODE_HEADING, "Second")->level = 2;
  const struct display *display = lay(fixture, document);
  assert_int_equal(count_tags(display, TAG_H2), 2);
  assert_int_equal(count_tags(display, TAG_H3), 1);
  assert_int_equal(count_tags(display, TAG_H4), 0);
}

static void test_a_template_words_its_own_key(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL);
  struct node *key = sample_text(document, section, NODE_KEY, "How to read this");
  sample_text(document, key, NODE_PARAGRAPH, "{:higher-worse:} Far above\n~beyond the band~");
  sample_text(document, key, NODE_PARAGRAPH, "[x] Awaited; page 4 says from whom");
  const struct display *display = lay(fixture, document);
  assert_sound(fixture, display);
  assert_int_equal(count_tags(display, TAG_LI), 2);
  /* The symbol is told by its form, and what explains it is a paragraph of its own. */
  assert_int_equal(count_tags(display, TAG_LBL), 2);
  assert_int_equal(count_tags(display, TAG_P), 3);
  assert_int_equal(count_tags(display, TAG_SPAN), 1);
  for (size_t i = 0; i < display->tag_count; i++)
    if (display->tags[i].role == TAG_SPAN)
      assert_string_equal(display->tags[i].alt, "Diamond");
  assert_int_equal(count_texts(display, "[x]", false), 1);
  assert_int_equal(count_texts(display, "Awaited; page 4 says from whom", false), 1);
  assert_int_equal(page_of(display, "Higher"), -1);
}

static void test_a_symbol_with_words_is_heard(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *paragraph =
      sample_text(document, sample_section(document, "a", "Title", NULL), NODE_PARAGRAPH, "");
  static const struct run RUNS[] = {{.text = "rose", .symbol = SYMBOL_ROSE_WORSE},
                                    {.text = " 43%"}};
  paragraph->text = (struct text){RUNS, 2};
  const struct display *display = lay(fixture, document);
  assert_int_equal(count_tags(display, TAG_SPAN), 1);
  for (size_t i = 0; i < display->tag_count; i++)
    if (display->tags[i].role == TAG_SPAN)
      assert_string_equal(display->tags[i].alt, "rose");
}

/* ---- lines --------------------------------------------------------------------------------- */

/* The lines of a paragraph of MARKUP in a column of COLUMNS, joined by "|". */
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
    if (item->kind != DISPLAY_TEXT || item->tag < 0 || !is_below(display, item->tag, TAG_P))
      continue;
    if (y >= 0 && item->text.y > y)
      strbuf_add_char(&lines, '|');
    strbuf_add(&lines, (struct str){item->text.shaped->text, item->text.shaped->text_len});
    y = item->text.y;
  }
  return strbuf_text(&lines);
}

static void test_words_stay_whole_and_lines_are_even(void **state)
{
  assert_string_equal(lines_of(*state, "Anti-social behaviour fell in five of 14 districts.", 4),
                      "Anti-social behaviour fell in five of |14 districts.");
  assert_string_equal(lines_of(*state, "They carry no outcome, and are never de-duplicated.", 3),
                      "They carry no outcome, and |are never de-duplicated.");
  assert_string_equal(lines_of(*state, "One\ntwo **three** *four*~five~", 6),
                      "One |two three fourfive");
  assert_string_equal(lines_of(*state, "", 6), "");
}

static void test_no_break_spaces_hold(void **state)
{
  bool broken = false;
  for (int columns = 2; columns < 7; columns++) {
    const char *lines =
        lines_of(*state, "It fell in each of the years 2021\u00a0to\u00a02025 here.", columns);
    assert_non_null(strstr(lines, "2021\u00a0to\u00a02025"));
    lines = lines_of(*state, "It fell in each of the years 2021 to 2025 here.", columns);
    broken |= !strstr(lines, "2021 to 2025");
  }
  assert_true(broken);
}

static void test_a_symbol_stays_with_its_word(void **state)
{
  for (int columns = 2; columns < 6; columns++) {
    const char *lines = lines_of(*state,
                                 "Shoplifting here {:rose-worse:} rose and "
                                 "{:fell-better:} fell {:similar:} similar",
                                 columns);
    assert_null(strstr(lines, "| rose"));
    assert_null(strstr(lines, "||"));
  }
}

static void test_a_broken_link_is_one_link(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Title", NULL), *right;
  struct node *left = sample_columns(document, section, 2, 10, &right);
  sample_text(document, left, NODE_PARAGRAPH,
              "See [the tables of all figures](https://example.org/) there.");
  const struct display *display = lay(fixture, document);
  assert_int_equal(count_tags(display, TAG_LINK), 1);
  size_t rectangles = 0;
  for (size_t i = 0; i < display->pages[0].item_count; i++)
    rectangles += display->pages[0].items[i].kind == DISPLAY_LINK;
  assert_in_range(rectangles, 2, 4);
}

/* ---- pages --------------------------------------------------------------------------------- */

static void add_words(struct document *document, struct node *section, size_t words)
{
  static const char *const WORDS[] = {"incidents",      "recorded", "by",        "the",
                                      "police",         "in",       "districts", "of",
                                      "pan-Lancashire", "rose"};
  struct strbuf text = STRBUF(document->arena);
  for (size_t i = 0; i < words; i++) {
    strbuf_add_text(&text, WORDS[(i * 7 + i / 10) % 10]);
    strbuf_add_text(&text, i % 17 == 16 ? ". " : " ");
  }
  sample_text(document, section, NODE_PARAGRAPH, strbuf_text(&text));
}

/* No paragraph leaves a line alone on a page, and no heading stands last on one. */
static void assert_no_stragglers(struct fixture *fixture, const struct display *display)
{
  size_t *lines = ARENA_ARRAY(fixture->arena, size_t, display->tag_count);
  for (size_t p = 0; p < display->page_count; p++) {
    int last = -1;
    memset(lines, 0, display->tag_count * sizeof *lines);
    for (size_t i = 0; i < display->pages[p].item_count; i++) {
      const struct display_item *item = &display->pages[p].items[i];
      if (item->kind != DISPLAY_TEXT || item->tag < 0)
        continue;
      lines[item->tag]++;
      last = item->tag;
    }
    if (p + 1 < display->page_count && last >= 0)
      assert_int_equal(display->tags[last].role, TAG_P);
    for (size_t next = 0; p > 0 && next < display->pages[p].item_count; next++) {
      const struct display_item *item = &display->pages[p].items[next];
      if (item->kind != DISPLAY_TEXT || item->tag < 0)
        continue;
      bool continued = false;
      const struct display_page *before = &display->pages[p - 1];
      for (size_t i = 0; i < before->item_count; i++)
        continued |= before->items[i].kind == DISPLAY_TEXT && before->items[i].tag == item->tag;
      if (continued)
        assert_true(lines[item->tag] >= 2);
    }
  }
}

static void test_long_commentary_flows_without_stragglers(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Commentary", NULL);
  for (size_t i = 0; i < 30; i++) {
    if (i % 3 == 0)
      sample_text(document, section, NODE_HEADING, "A heading");
    add_words(document, section, 60 + i * 3);
  }
  const struct display *display = lay(fixture, document);
  assert_in_range(display->page_count, 4, 9);
  assert_sound(fixture, display);
  assert_no_stragglers(fixture, display);
}

/* A section of FILLER words and one that runs on below it, with a table. */
static struct document *two_sections(struct arena *arena, size_t filler)
{
  struct document *document = sample_new(arena);
  struct node *first = sample_section(document, "first", "Full", NULL);
  add_words(document, first, filler);
  struct node *second = sample_section(document, "second", "Short", NULL);
  second->run_on = true;
  second->subtitle = text_plain(arena, "Awaited from its holder.");
  sample_add_table(document, second, sample_spine(arena));
  sample_text(document, first, NODE_PARAGRAPH, "See [the other](#second).");
  return document;
}

static const struct bookmark *bookmark_of(const struct display *display, const char *title)
{
  for (size_t i = 0; i < display->bookmark_count; i++)
    if (strcmp(display->bookmarks[i].title, title) == 0)
      return &display->bookmarks[i];
  return NULL;
}

static void test_a_section_runs_on_where_there_is_room(void **state)
{
  struct fixture *fixture = *state;
  size_t together = 0, apart = 0;
  for (size_t filler = 100; filler < 900; filler += 53) {
    const struct display *display = lay(fixture, two_sections(fixture->arena, filler));
    assert_sound(fixture, display);
    assert_int_equal(count_tags(display, TAG_H1), 2);
    int page = page_of(display, "Short");
    assert_int_equal(page, page_of(display, "Awaited from its holder."));
    assert_int_equal(page, page_of(display, "Six of 15 rates"));
    const struct bookmark *bookmark = bookmark_of(display, "Short");
    assert_non_null(bookmark);
    assert_int_equal(bookmark->page, page);
    for (size_t i = 0; i < display->pages[0].item_count; i++)
      if (display->pages[0].items[i].kind == DISPLAY_LINK)
        assert_int_equal(display->pages[0].items[i].link.page, page);
    if (page == 0) {
      assert_true(bookmark->y > 150);
      together++;
    } else {
      assert_true(bookmark->y < 60);
      apart++;
    }
  }
  assert_true(together > 3 && apart > 3);
}

static void test_a_section_does_not_run_on_below_boxes(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_document(fixture->arena);
  for (struct node *section = document->root->first; section; section = section->next)
    section->run_on = strcmp(section->name, "spine") == 0;
  const struct display *display = lay(fixture, document);
  assert_int_equal(bookmark_of(display, "Compared with the other 13 districts")->page, 2);
}

static void test_a_heading_goes_with_what_follows(void **state)
{
  struct fixture *fixture = *state;
  for (size_t filler = 600; filler < 900; filler += 13) {
    struct document *document = sample_new(fixture->arena);
    struct node *section = sample_section(document, "a", "Title", NULL);
    add_words(document, section, filler);
    sample_text(document, section, NODE_HEADING, "Kept");
    sample_add_table(document, section, sample_spine(fixture->arena));
    const struct display *display = lay(fixture, document);
    assert_int_equal(page_of(display, "Kept"), page_of(display, "Six of 15 rates"));
    assert_int_equal(page_of(display, "Kept"), page_of(display, "ASB incidents"));
  }
}

static void test_a_long_table_repeats_its_head_for_the_eye_only(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Tables", NULL);
  sample_add_table(document, section, sample_appendix(fixture->arena, 9));
  const struct display *display = lay(fixture, document);
  assert_true(display->page_count > 2);
  assert_sound(fixture, display);
  assert_int_equal(count_texts(display, "Year ending", false), 1);
  assert_int_equal(count_texts(display, "Year ending", true), display->page_count - 1);
  assert_int_equal(count_tags(display, TAG_THEAD), 1);
  assert_int_equal(count_tags(display, TAG_TABLE), 1);
  assert_int_equal(count_texts(display, "Wyre", false), 9);
}

static void test_long_names_wrap(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {
      {.head = "District"}, {.head = "Rate", .align = ALIGN_RIGHT}, {.head = "What is known now"}};
  struct table *table = sample_table(fixture->arena, COLUMNS, 3, 2);
  sample_fill(fixture->arena, table, 0,
              "Bournemouth, Christchurch and Poole with Kingston upon Hull, City of|150.6|"
              "Incidents recorded by the police and published, by month and neighbourhood");
  sample_fill(fixture->arena, table, 1, "Wyre|27.3|Nothing more");
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Names", NULL), *right;
  struct node *left = sample_columns(document, section, 6, 6, &right);
  sample_add_table(document, left, table);
  sample_add_table(document, right, table);
  const struct display *display = lay(fixture, document);
  assert_sound(fixture, display);
  assert_int_equal(count_texts(display, "150.6", false), 2);
}

static void test_numbers_stand_in_columns(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "Tables", NULL);
  sample_add_table(document, section, sample_appendix(fixture->arena, 1));
  const struct display *display = lay(fixture, document);
  struct shaper *shaper = shaper_new(fixture->arena, fixture->theme->fonts);
  double right = 0;
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    if (item->kind != DISPLAY_TEXT ||
        (!str_is(printed(item), "6,216") && !str_is(printed(item), "57,618")))
      continue;
    double edge = text_extent(fixture->arena, fixture->theme, shaper, item).right;
    assert_true(right == 0 || fabs(edge - right) < 0.01);
    right = edge;
  }
  assert_true(right > 0);
}

/* How many of the texts of DISPLAY have WORDS in a cell of one line. */
static size_t count_in_table(struct fixture *fixture, const struct sample_column *columns,
                             size_t count, const char *row, int span, const char *words)
{
  struct table *table = sample_table(fixture->arena, columns, count, 1);
  sample_fill(fixture->arena, table, 0, row);
  struct document *document = sample_new(fixture->arena);
  struct node *right, *section = sample_section(document, "a", "Tables", NULL);
  sample_add_table(document, sample_columns(document, section, span, 12 - span, &right), table);
  return count_texts(lay(fixture, document), words, false);
}

static void test_shares_give_way_to_words(void **state)
{
  static const struct sample_column COLUMNS[] = {
      {.head = "Measure", .width = 0.95},
      {.head = "Comparator", .align = ALIGN_RIGHT, .width = 0.05}};
  assert_int_equal(count_in_table(*state, COLUMNS, 2, "Rate|Lancashire-14", 6, "Lancashire-14"), 1);
}

static void test_numbers_break_only_when_nothing_else_helps(void **state)
{
  static const struct sample_column COLUMNS[] = {{.head = "What is counted, in some words"},
                                                 {.head = "95% interval", .align = ALIGN_RIGHT}};
  const char *row = "Incidents recorded by the police and published, by month|148.6 to 152.7";
  assert_int_equal(count_in_table(*state, COLUMNS, 2, row, 4, "148.6 to 152.7"), 1);
  assert_int_equal(count_in_table(*state, COLUMNS, 2, row, 2, "148.6 to 152.7"), 0);
}

/* How light COLOR is, and how two differ, as WCAG 2.2 defines relative luminance and contrast. */
static double luminance(struct color color)
{
  const double parts[] = {color.red / 255.0, color.green / 255.0, color.blue / 255.0},
                weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (size_t i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

static double contrast(struct color a, struct color b)
{
  double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return x > y ? x / y : y / x;
}

static void test_boxes_can_be_read(void **state)
{
  struct fixture *fixture = *state;
  static const struct sample_column COLUMNS[] = {
      {.head = "Issue"}, {.head = "A", .align = ALIGN_CENTRE}, {.head = "B", .align = ALIGN_CENTRE}};
  for (enum cell_tint tint = TINT_PLAIN; tint <= TINT_NEUTRAL; tint++) {
    struct table *table = sample_table(fixture->arena, COLUMNS, 3, 1);
    sample_fill(fixture->arena, table, 0, "Robbery|59.9 ~H~ {:fell-better:}|1");
    sample_cell(table, 0, 1)->tint = tint;
    struct document *document = sample_new(fixture->arena);
    sample_add_table(document, sample_section(document, "a", "Title", NULL), table);
    const struct display *display = lay(fixture, document);
    assert_sound(fixture, display);
    const struct display_item *box = NULL;
    size_t words = 0, shapes = 0;
    for (size_t i = 0; i < display->pages[0].item_count; i++) {
      const struct display_item *item = &display->pages[0].items[i];
      bool in_cell = item->kind == DISPLAY_TEXT && strchr("5H", item->text.shaped->text[0]);
      if (!words && item->kind == DISPLAY_PATH && item->path.filled && item->path.stroked)
        box = item; /* drawn before the words in it */
      if (in_cell && box)
        assert_true(contrast(item->text.color, box->path.fill) >= 4.5);
      words += in_cell;
      shapes += box && item->kind == DISPLAY_PATH && item != box && item->path.filled &&
                contrast(item->path.fill, box->path.fill) >= 3;
    }
    assert_int_equal(box != NULL, tint > TINT_PLAIN);
    if (!box)
      continue;
    assert_true(contrast(box->path.fill, fixture->theme->color.paper) >= 3);
    assert_int_equal(words, 2);
    assert_true(shapes >= 1);
  }
}

static void test_a_sentence_runs_over_empty_cells(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  sample_add_table(document, sample_section(document, "a", "Spine", NULL),
                   sample_spine(fixture->arena));
  const struct display *display = lay(fixture, document);
  int spans = 0;
  for (size_t i = 0; i < display->tag_count; i++)
    spans += display->tags[i].role == TAG_TD && display->tags[i].column_span == 6;
  assert_int_equal(spans, 1);
  assert_int_equal(
      count_texts(display,
                  "Awaited from the Department for Transport (collision and casualty files)",
                  false),
      1);
}

/* ---- what does not fit --------------------------------------------------------------------- */

static const struct box SMALL_BOX = {
    .name = "findings", .x = 39.64, .y = 100, .width = 200, .height = 50};
static const struct master SMALL = {.name = "small", .boxes = &SMALL_BOX, .box_count = 1};

static struct document *boxed(struct fixture *fixture, const char *box, const char *words)
{
  struct document *document = sample_new(fixture->arena);
  document->masters = &SMALL;
  document->master_count = 1;
  struct node *section = sample_section(document, "a", "Title", "small");
  sample_text(document, sample_box(document, section, box), NODE_PARAGRAPH, words);
  return document;
}

static void test_a_box_that_overflows_is_named(void **state)
{
  struct fixture *fixture = *state;
  lay(fixture, boxed(fixture, "findings", "It fits."));
  const char *words =
      "Recorded crime fell in eight of 14 districts and rose in none of them, which is "
      "more than month-to-month variation explains, and it fell in the other six too. "
      "Blackpool stands apart from all of them.";
  assert_refused(fixture, boxed(fixture, "findings", words), "STRATA-L025",
                 "box 'findings' is 10 points too low for its text, from 'all of them.'");
  assert_int_equal(diags_at(fixture->diags, 0)->loc.line, 2);
}

static void test_a_title_that_reaches_a_box_is_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = boxed(fixture, "findings", "It fits.");
  document->root->first->text = text_plain(
      fixture->arena, "A title of so many words that it takes three lines at the size of titles, "
                      "which is more than any page with boxes at fixed places can leave to it");
  assert_refused(fixture, document, "STRATA-L031", "points below the top of box 'findings'");
}

static void test_a_box_that_is_named_twice_is_one(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = boxed(fixture, "findings", "First.");
  struct node *again = sample_box(document, document->root->first, "findings");
  sample_text(document, again, NODE_PARAGRAPH, "Second.");
  const struct display *display = lay(fixture, document);
  assert_sound(fixture, display);
  assert_int_equal(count_texts(display, "Second.", false), 1);
}

static void test_an_unknown_box_is_named(void **state)
{
  assert_refused(*state, boxed(*state, "finding", "x"), "STRATA-L026", "no box 'finding'");
}

static void test_an_unknown_master_is_named(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  sample_section(document, "a", "Title", "wide");
  assert_refused(fixture, document, "STRATA-L026", "no page 'wide'");
}

static void refuse_paragraph(struct fixture *fixture, const char *markup, const char *code,
                             const char *words)
{
  struct document *document = sample_new(fixture->arena);
  sample_text(document, sample_section(document, "a", "Title", NULL), NODE_PARAGRAPH, markup);
  assert_refused(fixture, document, code, words);
}

static void test_a_word_that_has_no_room_for_its_letters_is_an_error(void **state)
{
  static const struct box boxes[] = {{.name = "thin", .x = 40, .y = 100, .width = 10, .height = 600}};
  static const struct master masters[] = {{.name = "thin", .boxes = boxes, .box_count = 1}};
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  document->masters = masters;
  document->master_count = 1;
  struct node *box = sample_box(document, sample_section(document, "a", "Title", "thin"), "thin");
  sample_text(document, box, NODE_PARAGRAPH, "wwwwwwww");
  assert_refused(fixture, document, "STRATA-L022", "points too long for its place");
}

static void test_a_character_without_a_glyph_is_an_error(void **state)
{
  refuse_paragraph(*state, "It rose in 東京.", "STRATA-L021",
                   "no font has the character '東' (U+6771), in '東京.'");
}

static void test_a_link_that_leads_nowhere_is_an_error(void **state)
{
  refuse_paragraph(*state, "See [this](#there).", "STRATA-L029", "'#there' leads nowhere");
}

static void test_two_sections_of_one_name_are_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  sample_section(document, "a", "One", NULL);
  sample_section(document, "a", "Two", NULL);
  assert_refused(fixture, document, "STRATA-L028", "'a'");
}

static void test_columns_beyond_the_grid_are_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *right;
  sample_columns(document, sample_section(document, "a", "One", NULL), 8, 6, &right);
  assert_refused(fixture, document, "STRATA-L024", "14 of 12 columns");
}

static void test_a_box_in_a_column_is_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *right, *section = sample_section(document, "a", "One", NULL);
  sample_box(document, sample_columns(document, section, 6, 6, &right), "x");
  assert_refused(fixture, document, "STRATA-L023", "where it cannot");
}

static void test_what_is_higher_than_a_page_is_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *right, *section = sample_section(document, "a", "One", NULL);
  struct node *left = sample_columns(document, section, 6, 6, &right);
  add_words(document, left, 900);
  assert_refused(fixture, document, "STRATA-L027", "points higher than a page");
}

static void test_a_figure_that_is_too_high_is_called_by_its_title(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *section = sample_section(document, "a", "One", NULL);
  struct figure *figure = ARENA_NEW(fixture->arena, struct figure);
  *figure = *sample_bars(fixture->arena);
  figure->height = 2000;
  sample_add_figure(document, section, figure);
  assert_refused(fixture, document, "STRATA-L027", figure->title);
}

static const char LONG_NAME[] = "Bournemouth, Christchurch and Poole";

/* It has one line above the boxes, as any other district's name. */
static void test_a_long_name_stands_above_the_boxes(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  document->masters = SAMPLE_MASTERS;
  document->master_count = 2;
  struct node *answer = sample_section(document, "answer", LONG_NAME, "answer");
  answer->subtitle = text_plain(fixture->arena, "District. Figures: year ending December 2025.");
  sample_key_figures(document, sample_box(document, answer, "context"), 6);
  const struct display *display = lay(fixture, document);
  assert_sound(fixture, display);
  size_t titles = 0;
  for (size_t i = 0; i < display->pages[0].item_count; i++) {
    const struct display_item *item = &display->pages[0].items[i];
    if (item->kind != DISPLAY_TEXT || item->tag < 0 || display->tags[item->tag].role != TAG_H1)
      continue;
    titles++;
    assert_true((double)item->text.size < fixture->theme->type.district_name.size);
    assert_true((double)item->text.size >= fixture->theme->type.h1.size);
  }
  assert_int_equal(titles, 1);
}

static void test_bars_take_short_names_where_names_are_long(void **state)
{
  struct fixture *fixture = *state;
  static struct area areas[] = {{.name = LONG_NAME, .short_name = "BCP"}};
  static const struct catalog catalog = {.areas = areas, .area_count = 1};
  for (int span = 5; span <= 12; span += 7) {
    struct document *document = sample_new(fixture->arena);
    document->catalog = &catalog;
    struct figure *figure = sample_bars(fixture->arena);
    struct figure_row *row = (struct figure_row *)(uintptr_t)&figure->rows[0];
    row->label = LONG_NAME;
    row->area = 0;
    struct node *right, *place = sample_section(document, "a", "One", NULL);
    if (span < 12)
      place = sample_columns(document, place, span, 12 - span, &right);
    sample_add_figure(document, place, figure);
    const struct display *display = lay(fixture, document);
    assert_int_equal(count_texts(display, "BCP", false), span < 12);
    assert_int_equal(count_texts(display, LONG_NAME, false), span == 12);
    for (size_t i = 0; i < display->tag_count; i++)
      if (display->tags[i].role == TAG_FIGURE)
        assert_non_null(strstr(display->tags[i].alt, LONG_NAME));
  }
}

static void test_a_table_that_is_too_wide_is_an_error(void **state)
{
  struct fixture *fixture = *state;
  struct document *document = sample_new(fixture->arena);
  struct node *right, *section = sample_section(document, "a", "One", NULL);
  struct node *left = sample_columns(document, section, 4, 8, &right);
  sample_add_table(document, left, sample_appendix(fixture->arena, 1));
  assert_refused(fixture, document, "STRATA-L030", "points wider than its place");
}

/* ---- golden -------------------------------------------------------------------------------- */

/* One page with one of nearly everything, whose places are all known. */
static struct document *golden_document(struct arena *arena)
{
  struct document *document = sample_new(arena);
  struct node *right, *section = sample_section(document, "answer", "The answer", NULL);
  section->subtitle = text_plain(arena, "Figures are for the year ending December 2025.");
  sample_key_figures(document, section, 2);
  node_add(document, section, NODE_RULE, SAMPLE_LOC(1));
  struct node *left = sample_columns(document, section, 8, 4, &right);
  sample_text(document, left, NODE_HEADING, "Four findings");
  sample_findings(document, left);
  sample_text(document, right, NODE_HEADING, "Read with care");
  static const char *const ITEMS[] = {"Rates divide by **residents**.",
                                      "See [the tables](https://example.org/)."};
  sample_list(document, right, false, ITEMS, 2);
  sample_text(document, section, NODE_CALLOUT, "[x] Not available.");
  sample_add_table(document, section, sample_spine(arena));
  sample_text(document, section, NODE_CONTENTS, "Contents");
  sample_text(document, section, NODE_NOTE, "Source: an example.");
  return document;
}

static void test_places_are_those_that_were_looked_at(void **state)
{
  struct fixture *fixture = *state;
  const char *path =
      arena_printf(fixture->arena, "%s/tests/golden/layout.trace", fixture_source_dir());
  const char *trace = trace_of(fixture->arena, lay(fixture, golden_document(fixture->arena)));
  struct strbuf golden = STRBUF(fixture->arena);
  FILE *file = fopen(path, "r");
  char buffer[4096];
  for (size_t got; file && (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
    strbuf_add(&golden, (struct str){buffer, got});
  if (file)
    fclose(file);
  if (strcmp(trace, strbuf_text(&golden)) == 0)
    return;
  FILE *out = fopen("layout.trace.actual", "w");
  if (out) {
    fputs(trace, out);
    fclose(out);
  }
  fail_msg("the page is not as %s says: compare it with layout.trace.actual, look at the page, and "
           "copy it there when it is right",
           path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_every_kind_of_node_is_set),
      TEST(test_tags_make_a_tree_in_reading_order),
      TEST(test_two_runs_are_equal),
      TEST(test_contents_and_links_lead_to_their_pages),
      TEST(test_long_contents_come_closer_in_a_box),
      TEST(test_a_line_is_lower_where_that_spares_a_hole),
      TEST(test_a_list_leaves_no_item_alone),
      TEST(test_an_empty_section_has_a_page_of_its_own),
      TEST(test_headings_that_skip_a_level_are_closed_up),
      TEST(test_headings_that_look_alike_are_of_one_level),
      TEST(test_a_template_words_its_own_key),
      TEST(test_a_symbol_with_words_is_heard),
      TEST(test_words_stay_whole_and_lines_are_even),
      TEST(test_no_break_spaces_hold),
      TEST(test_a_symbol_stays_with_its_word),
      TEST(test_a_broken_link_is_one_link),
      TEST(test_long_commentary_flows_without_stragglers),
      TEST(test_a_section_runs_on_where_there_is_room),
      TEST(test_a_section_does_not_run_on_below_boxes),
      TEST(test_a_heading_goes_with_what_follows),
      TEST(test_a_long_table_repeats_its_head_for_the_eye_only),
      TEST(test_long_names_wrap),
      TEST(test_numbers_stand_in_columns),
      TEST(test_shares_give_way_to_words),
      TEST(test_numbers_break_only_when_nothing_else_helps),
      TEST(test_boxes_can_be_read),
      TEST(test_a_sentence_runs_over_empty_cells),
      TEST(test_a_box_that_overflows_is_named),
      TEST(test_a_title_that_reaches_a_box_is_an_error),
      TEST(test_a_box_that_is_named_twice_is_one),
      TEST(test_an_unknown_box_is_named),
      TEST(test_an_unknown_master_is_named),
      TEST(test_a_word_that_has_no_room_for_its_letters_is_an_error),
      TEST(test_a_character_without_a_glyph_is_an_error),
      TEST(test_a_link_that_leads_nowhere_is_an_error),
      TEST(test_two_sections_of_one_name_are_an_error),
      TEST(test_columns_beyond_the_grid_are_an_error),
      TEST(test_a_box_in_a_column_is_an_error),
      TEST(test_what_is_higher_than_a_page_is_an_error),
      TEST(test_a_figure_that_is_too_high_is_called_by_its_title),
      TEST(test_a_long_name_stands_above_the_boxes),
      TEST(test_bars_take_short_names_where_names_are_long),
      TEST(test_a_table_that_is_too_wide_is_an_error),
      TEST(test_places_are_those_that_were_looked_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
