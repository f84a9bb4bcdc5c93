/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document of every kind of node, built by hand, for tests of layout.  Its numbers are examples.
 */
#ifndef LAYOUT_FIXTURE_H
#define LAYOUT_FIXTURE_H

#include "base/num.h"
#include "config.h"
#include "layout/layout.h"

#include <math.h>
#include <stdlib.h>

struct fixture {
  struct arena *arena;
  struct diags *diags;
  const struct theme *theme;
  struct shaper *shaper;
};

static inline const char *fixture_source_dir(void)
{
  const char *dir = getenv("top_srcdir");
  return dir ? dir : "..";
}

static inline struct fixture *fixture_new(void)
{
  struct arena *arena = arena_new();
  struct fixture *fixture = ARENA_NEW(arena, struct fixture);
  const struct fonts *fonts;
  fixture->arena = arena;
  fixture->diags = diags_new(arena);
  const char *path = arena_printf(arena, "%s/templates/theme.yaml", fixture_source_dir());
  if (fonts_load(arena, STRATA_FONTDIR, fixture->diags, &fonts) < 0 ||
      theme_load(arena, path, NULL, fonts, fixture->diags, &fixture->theme) < 0) {
    diags_print(fixture->diags, stderr, DIAG_TEXT);
    return NULL;
  }
  fixture->shaper = shaper_new(arena, fixture->theme->fonts);
  return fixture;
}

static inline int fixture_setup(void **state)
{
  *state = fixture_new();
  return *state ? 0 : -1;
}

static inline int fixture_teardown(void **state)
{
  struct fixture *fixture = *state;
  arena_free(fixture->arena);
  return 0;
}

#define SAMPLE_LOC(line_) ((struct loc){.file = "sample.lua", .line = (line_)})

static inline struct document *sample_new(struct arena *arena)
{
  struct document *document = document_new(arena);
  document->title = "Sample of every kind of node";
  document->running = "Sample assessment";
  document->foot_left = "Sample, 2026 edition";
  document->foot_centre = "OFFICIAL";
  document->foot_right = "Data to 31 December 2025";
  document->author = "Sample partnership";
  document->subject = "A test of layout";
  document->date = 1700000000;
  return document;
}

static inline struct node *sample_section(struct document *document, const char *name,
                                          const char *title, const char *master)
{
  struct node *section = node_add(document, NULL, NODE_SECTION, SAMPLE_LOC(1));
  section->name = name;
  section->text = text_plain(document->arena, title);
  section->master = master;
  section->running = title;
  return section;
}

static inline struct node *sample_text(struct document *document, struct node *parent,
                                       enum node_kind kind, const char *markup)
{
  struct node *node = node_add(document, parent, kind, SAMPLE_LOC(2));
  node->text = text_parse(document->arena, markup);
  node->level = 2;
  return node;
}

static inline struct node *sample_box(struct document *document, struct node *section,
                                      const char *name)
{
  struct node *box = node_add(document, section, NODE_BOX, SAMPLE_LOC(3));
  box->name = name;
  return box;
}

/* ---- tables -------------------------------------------------------------------------------- */

struct sample_column {
  const char *head, *group;
  enum align align;
  double width;
};

static inline struct table *sample_table(struct arena *arena, const struct sample_column *columns,
                                         size_t column_count, size_t row_count)
{
  struct table *table = ARENA_NEW(arena, struct table);
  struct table_column *made = ARENA_ARRAY(arena, struct table_column, column_count);
  for (size_t i = 0; i < column_count; i++) {
    made[i].head = text_parse(arena, columns[i].head);
    if (columns[i].group)
      made[i].group = text_parse(arena, columns[i].group);
    made[i].align = columns[i].align;
    made[i].width = columns[i].width;
    made[i].header = i == 0;
  }
  table->columns = made;
  table->column_count = column_count;
  struct table_row *rows = ARENA_ARRAY(arena, struct table_row, row_count);
  for (size_t i = 0; i < row_count; i++)
    rows[i].cells = ARENA_ARRAY(arena, struct cell, column_count);
  table->rows = rows;
  table->row_count = row_count;
  return table;
}

static inline struct cell *sample_cell(const struct table *table, size_t row, size_t column)
{
  return (struct cell *)(uintptr_t)&table->rows[row].cells[column];
}

static inline struct table_row *sample_row(const struct table *table, size_t row)
{
  return (struct table_row *)(uintptr_t)&table->rows[row];
}

/* Cells of one row, separated by "|". */
static inline void sample_fill(struct arena *arena, const struct table *table, size_t row,
                               const char *cells)
{
  struct str rest = str_of(cells);
  for (size_t i = 0; i < table->column_count && rest.len; i++) {
    const char *bar = memchr(rest.at, '|', rest.len);
    size_t len = bar ? (size_t)(bar - rest.at) : rest.len;
    sample_cell(table, row, i)->text = text_parse(arena, arena_text(arena, rest.at, len));
    rest.at += len + (bar ? 1 : 0);
    rest.len -= len + (bar ? 1 : 0);
  }
}

static inline struct node *sample_add_table(struct document *document, struct node *parent,
                                            const struct table *table)
{
  struct node *node = node_add(document, parent, NODE_TABLE, SAMPLE_LOC(4));
  node->table = table;
  return node;
}

static const char *const SAMPLE_DISTRICTS[] = {"Blackburn with Darwen",
                                               "Blackpool",
                                               "Burnley",
                                               "Chorley",
                                               "Fylde",
                                               "Hyndburn",
                                               "Lancaster",
                                               "Pendle",
                                               "Preston",
                                               "Ribble Valley",
                                               "Rossendale",
                                               "South Ribble",
                                               "West Lancashire",
                                               "Wyre"};
enum { SAMPLE_DISTRICT_COUNT = sizeof SAMPLE_DISTRICTS / sizeof *SAMPLE_DISTRICTS };

static const double SAMPLE_OTHERS[] = {0.12, 0.31, 0.38, 0.45, 0.52, 0.55, 0.61,
                                       0.7,  0.82, 0.9,  1.1,  1.35, 1.49};
enum { SAMPLE_OTHER_COUNT = sizeof SAMPLE_OTHERS / sizeof *SAMPLE_OTHERS };

/* Rows with a bar and a strip, as on the first page of a profile. */
static inline struct table *sample_issues(struct arena *arena)
{
  static const struct sample_column COLUMNS[] = {
      {.head = "Issue, most above Lancashire-14 first", .width = 0.245},
      {.head = "Recorded, year ending Dec 2025\n~line: last profile~", .width = 0.25},
      {.head = "", .align = ALIGN_RIGHT, .width = 0.07},
      {.head = "Change since last profile", .width = 0.145},
      {.head = "Rate as a multiple of Lancs-14", .width = 0.22},
      {.head = "Rank of 14", .align = ALIGN_RIGHT, .width = 0.07},
  };
  static const struct {
    const char *name, *count, *change;
    double value, before, ratio;
    enum symbol symbol;
    bool strong;
  } ROWS[] = {
      {"Theft from the person", "204", "{:fell-better:} **fell 28%**", 204, 282, 3.3, SYMBOL_WITHIN,
       false},
      {"Robbery", "242", "{:similar:} ~similar~", 242, 273, 2.2, SYMBOL_WITHIN, false},
      {"Possession of weapons ~*neutral*~", "340", "{:similar:} ~similar~", 340, 291, 2.1,
       SYMBOL_WITHIN, false},
      {"Violence and sexual offences", "10,961", "{:similar:} ~similar~", 10961, 11287, 1.98,
       SYMBOL_HIGHER_WORSE, true},
      {"Drugs ~*neutral*~", "730", "{:rose-neutral:} **rose 43%**", 730, 511, 1.97, SYMBOL_WITHIN,
       false},
      {"Anti-social behaviour", "8,444", "{:fell-better:} **fell 13%**", 8444, 9703, 1.7,
       SYMBOL_HIGHER_WORSE, true},
      {"Shoplifting", "1,378", "{:rose-worse:} **rose 23%**", 1378, 1116, 1.6, SYMBOL_LOWER_BETTER,
       false},
  };
  enum { COUNT = sizeof ROWS / sizeof *ROWS };
  struct table *table = sample_table(arena, COLUMNS, 6, COUNT);
  table->title =
      text_plain(arena, "Blackpool has the highest rate of the 14 districts for ten of 14 issues");
  table->meaning = text_plain(
      arena, "Violence and sexual offences and anti-social behaviour make up 65% of everything "
             "recorded. Four rates (bold) lie outside the pale band, the usual spread between "
             "districts for that issue; where districts differ widely the band is wide.");
  table->note = text_plain(
      arena, "Grey ticks: the other 13 districts. Pale band: usual spread (95%, over-dispersed). "
             "Rank 1: highest. Rates per resident, Census 2021; visitors not counted.\nSource: "
             "data.police.uk (Lancashire Constabulary); ONS Census 2021; MHCLG English Indices of "
             "Deprivation 2025 (neighbourhoods are LSOAs).");
  for (size_t i = 0; i < COUNT; i++) {
    sample_row(table, i)->strong = ROWS[i].strong;
    sample_cell(table, i, 0)->text = text_parse(arena, ROWS[i].name);
    struct cell *bar = sample_cell(table, i, 1);
    bar->text = text_parse(arena, arena_printf(arena, "%s recorded", ROWS[i].count));
    bar->graphic = CELL_BAR;
    bar->value = ROWS[i].value;
    bar->before = ROWS[i].before;
    bar->most = 11287;
    sample_cell(table, i, 2)->text = text_parse(arena, ROWS[i].count);
    sample_cell(table, i, 3)->text = text_parse(arena, ROWS[i].change);
    struct cell *strip = sample_cell(table, i, 4);
    strip->text = text_parse(arena, "twice Lancashire-14");
    strip->graphic = CELL_STRIP;
    strip->value = ROWS[i].ratio;
    strip->most = 4;
    strip->reference = 1;
    strip->low = 0.5;
    strip->high = 2.3;
    strip->others = SAMPLE_OTHERS;
    strip->other_count = SAMPLE_OTHER_COUNT;
    strip->symbol = ROWS[i].symbol;
    sample_cell(table, i, 5)->text = text_parse(arena, "1");
  }
  return table;
}

/* Rows with a spread and a spark line, in groups, with a sentence over empty cells. */
static inline struct table *sample_spine(struct arena *arena)
{
  static const struct sample_column COLUMNS[] = {
      {.head = "Indicator and unit"},
      {.head = "Count", .align = ALIGN_RIGHT},
      {.head = "Value", .align = ALIGN_RIGHT},
      {.head = "95% interval", .align = ALIGN_RIGHT},
      {.head = "Lancs-14", .align = ALIGN_RIGHT},
      {.head = "Rank\nof 14", .align = ALIGN_RIGHT},
      {.head = "higher rate | lower rate\nLancashire-14"},
      {.head = "Monthly count"},
      {.head = "Change since last profile"},
  };
  static const double MONTHS[] = {90,  120, 100, 130, 80,  60, 75, NAN, NAN, NAN,
                                  NAN, 40,  55,  NAN, NAN, 60, 70, 80,  65};
  static const double RATES[] = {35.9, 40.7, 26.1, 27.0, 41.7, 31.8, 31.9,
                                 47.3, 17.8, 30.0, 29.1, 22.0, 27.3};
  struct table *table = sample_table(arena, COLUMNS, 9, 6);
  sample_row(table, 0)->kind = ROW_GROUP;
  sample_fill(arena, table, 0, "Anti-social behaviour");
  sample_row(table, 2)->kind = ROW_GROUP;
  sample_fill(arena, table, 2, "Domestic abuse, exploitation and road safety");
  sample_fill(arena, table, 3,
              "People killed or seriously injured||[x]|~Awaited from the Department for Transport "
              "(collision and casualty files)~");
  sample_row(table, 4)->kind = ROW_GROUP;
  sample_fill(arena, table, 4, "Violence");
  for (size_t row = 1; row < 6; row += 4) {
    sample_fill(arena, table, row,
                "ASB incidents\n~per 1,000 residents~|8,444|**59.9**|58.6 to "
                "61.2|34.8|1|||{:fell-better:} **fell 13%**");
    struct cell *spread = sample_cell(table, row, 6);
    spread->graphic = CELL_SPREAD;
    spread->text = text_plain(arena, "highest of 14");
    spread->value = row == 1 ? 59.9 : 36;
    spread->low = spread->value - 1.3;
    spread->high = spread->value + 1.3;
    spread->reference = 34.8;
    spread->others = RATES;
    spread->other_count = sizeof RATES / sizeof *RATES;
    spread->symbol = row == 1 ? SYMBOL_HIGHER_WORSE : SYMBOL_WITHIN;
    struct cell *spark = sample_cell(table, row, 7);
    spark->graphic = CELL_SPARK;
    spark->others = MONTHS;
    spark->other_count = sizeof MONTHS / sizeof *MONTHS;
  }
  table->title =
      text_plain(arena, "Six of 15 rates are higher than the usual spread between districts");
  return table;
}

/* A compact table of many districts with spanning heads; REPEATS times all of them. */
static inline struct table *sample_appendix(struct arena *arena, size_t repeats)
{
  static const struct sample_column COLUMNS[] = {
      {.head = "Area"},
      {.head = "Oct 2022", .group = "Year ending", .align = ALIGN_RIGHT},
      {.head = "Dec 2025", .group = "Year ending", .align = ALIGN_RIGHT},
      {.head = "Rate", .align = ALIGN_RIGHT},
      {.head = "95% interval", .align = ALIGN_RIGHT},
      {.head = "Ratio to Lancs-14", .align = ALIGN_RIGHT},
      {.head = "Rank", .align = ALIGN_RIGHT},
      {.head = "Against spread"},
      {.head = "Change, %", .align = ALIGN_RIGHT},
      {.head = "95% interval", .align = ALIGN_RIGHT},
      {.head = "Word"},
  };
  size_t rows = SAMPLE_DISTRICT_COUNT * repeats;
  struct table *table = sample_table(arena, COLUMNS, 11, rows + 2);
  for (size_t i = 0; i < rows; i++)
    sample_fill(
        arena, table, i,
        arena_printf(arena,
                     "%s|6,216|5,559|35.9|35.0 to 36.9|1.03|5|within|−10.6|−16.8 to −3.9|fell",
                     SAMPLE_DISTRICTS[i % SAMPLE_DISTRICT_COUNT]));
  sample_row(table, rows)->kind = ROW_TOTAL;
  sample_fill(arena, table, rows,
              "Lancashire-14|57,618|53,234|34.8|34.5 to 35.1|1.00|[z]|[z]|−7.6|−12.5 to −2.4|fell");
  sample_fill(arena, table, rows + 1,
              "~Unassigned, no location~|~0~|~1~|~[z]~|~[z]~|~[z]~|~[z]~|~[z]~|~[z]~|~[z]~|~[z]~");
  table->title = text_plain(arena, "Table A1. Anti-social behaviour incidents");
  table->note = text_plain(
      arena,
      "Rate per 1,000 Census 2021 residents; interval by Byar’s method. [z] not applicable.");
  table->compact = true;
  return table;
}

/* ---- the rest ------------------------------------------------------------------------------ */

static inline void sample_key_figures(struct document *document, struct node *parent, size_t count)
{
  struct arena *arena = document->arena;
  struct node *node = node_add(document, parent, NODE_KEY_FIGURES, SAMPLE_LOC(5));
  struct key_figure *figures = ARENA_ARRAY(arena, struct key_figure, count);
  for (size_t i = 0; i < count; i++) {
    figures[i].value = text_plain(arena, i % 2 ? "10.5%" : "141,029");
    figures[i].words =
        text_plain(arena, i % 2 ? "of residents are aged 15 to 24" : "residents (Census 2021)");
    figures[i].comparison = text_plain(arena, "Lancashire-14: 11.9%");
  }
  node->key_figures = figures;
  node->item_count = count;
}

static inline void sample_findings(struct document *document, struct node *parent)
{
  static const char *const LEADS[] = {
      "Recorded crime fell 8%, from 23,126 to 21,241 offences.",
      "Anti-social behaviour fell 13%, from 9,703 to 8,444 incidents.",
      "Violence and sexual offences were similar: 10,961, 11,287 before.",
      "Drug offences and shoplifting rose."};
  static const char *const SUPPORTS[] = {
      "The rate is 150.6 per 1,000 residents, the highest of 14 and above the usual spread between "
      "districts (Lancashire-14: 80.9).",
      "At 59.9 per 1,000 it is the highest of 14 (Lancashire-14: 34.8). The 10 busiest of 94 "
      "neighbourhoods hold 41% of incidents.",
      "They are 52% of recorded crime. The rate, 77.7 per 1,000, is the highest of 14 "
      "(Lancashire-14: 39.2).",
      ""};
  struct arena *arena = document->arena;
  struct node *node = node_add(document, parent, NODE_FINDINGS, SAMPLE_LOC(6));
  struct finding *findings = ARENA_ARRAY(arena, struct finding, 4);
  for (size_t i = 0; i < 4; i++) {
    findings[i].lead = text_plain(arena, LEADS[i]);
    findings[i].support = text_plain(arena, SUPPORTS[i]);
  }
  node->findings = findings;
  node->item_count = 4;
}

static inline struct figure *sample_bars(struct arena *arena)
{
  struct figure *figure = ARENA_NEW(arena, struct figure);
  struct figure_row *rows = ARENA_ARRAY(arena, struct figure_row, SAMPLE_DISTRICT_COUNT);
  for (size_t i = 0; i < SAMPLE_DISTRICT_COUNT; i++)
    rows[i] = (struct figure_row){.label = SAMPLE_DISTRICTS[i],
                                  .area = NO_INDEX,
                                  .small_area = NO_INDEX,
                                  .value = 60 - 3 * (double)i,
                                  .lower = NAN,
                                  .upper = NAN,
                                  .before = 62 - 3 * (double)i,
                                  .value_text = num_format(arena, 60 - 3 * (double)i, 1, 0),
                                  .change_text = "similar",
                                  .change = SYMBOL_SIMILAR,
                                  .position = SYMBOL_WITHIN};
  *figure = (struct figure){
      .kind = FIGURE_BAR,
      .title = "The rate fell in five of 14 districts and rose in none",
      .meaning = "Per 1,000 residents, year ending December 2025. Short line: last assessment.",
      .unit = "per 1,000 residents",
      .source = "data.police.uk; ONS Census 2021 residents",
      .note = "Symbols beside the rate: circle within the usual spread.",
      .rows = rows,
      .row_count = SAMPLE_DISTRICT_COUNT,
      .reference = 34.8,
      .reference_label = "Lancashire-14: 34.8",
      .value_head = "Rate",
      .change_head = "Since last assessment",
      .row_head = "District",
      .scope = NO_INDEX};
  return figure;
}

static inline void sample_add_figure(struct document *document, struct node *parent,
                                     const struct figure *figure)
{
  struct node *node = node_add(document, parent, NODE_FIGURE, SAMPLE_LOC(7));
  node->figure = figure;
}

static inline struct node *sample_columns(struct document *document, struct node *parent, int left,
                                          int right, struct node **ret_right)
{
  struct node *columns = node_add(document, parent, NODE_COLUMNS, SAMPLE_LOC(8));
  struct node *first = node_add(document, columns, NODE_COLUMN, SAMPLE_LOC(8));
  struct node *second = node_add(document, columns, NODE_COLUMN, SAMPLE_LOC(8));
  first->level = left;
  second->level = right;
  *ret_right = second;
  return first;
}

static inline struct node *sample_list(struct document *document, struct node *parent, bool ordered,
                                       const char *const *items, size_t count)
{
  struct node *list = node_add(document, parent, NODE_LIST, SAMPLE_LOC(9));
  list->ordered = ordered;
  for (size_t i = 0; i < count; i++) {
    struct node *item = node_add(document, list, NODE_ITEM, SAMPLE_LOC(9));
    sample_text(document, item, NODE_PARAGRAPH, items[i]);
  }
  return list;
}

static const struct box SAMPLE_ANSWER_BOXES[] = {
    {.name = "context", .x = 39.64, .y = 136, .width = 516, .height = 62},
    {.name = "findings", .x = 39.64, .y = 200, .width = 516, .height = 242},
    {.name = "issues", .x = 39.64, .y = 448, .width = 516, .height = 356},
};
static const struct master SAMPLE_MASTERS[] = {
    {.name = "cover", .cover = true},
    {.name = "answer", .boxes = SAMPLE_ANSWER_BOXES, .box_count = 3, .masthead = true},
};

static const char SAMPLE_WORDS[] =
    "The fall at county level is larger than month-to-month variation explains. It rests on five "
    "districts: Blackburn with Darwen, Blackpool, Burnley, Lancaster and Preston. In the other "
    "nine the two years are similar. Incidents recorded by Lancashire Constabulary as "
    "**anti-social behaviour** and published on [data.police.uk](https://data.police.uk). They are "
    "not crimes, carry no identifier and no outcome, and are never de-duplicated.";

/* Every kind of node. */
static inline struct document *sample_document(struct arena *arena)
{
  struct document *document = sample_new(arena);
  document->masters = SAMPLE_MASTERS;
  document->master_count = 2;

  struct node *cover = sample_section(
      document, "cover", "Strategic assessment of crime and anti-social behaviour", "cover");
  cover->running = "**Sample partnership**  |  Pan-Lancashire: 14 districts";
  cover->subtitle = text_plain(arena, "2026 edition, public. Data to 31 December 2025. Replaces "
                                      "the edition with data to 31 October 2022.");
  node_add(document, cover, NODE_RULE, SAMPLE_LOC(10));
  struct node *right, *left = sample_columns(document, cover, 6, 6, &right);
  sample_text(document, left, NODE_CONTENTS, "Contents");
  sample_text(document, right, NODE_HEADING, "About this document");
  static const struct sample_column ABOUT[] = {{.head = "", .width = 0.3}, {.head = ""}};
  struct table *about = sample_table(arena, ABOUT, 2, 3);
  sample_fill(arena, about, 0,
              "~Produced by~|Partnership analysts, for the responsible authorities");
  sample_fill(
      arena, about, 1,
      "~Statutory basis~|Crime and Disorder Act 1998, section 6; SI 2007/1830, regulations 5 to 7");
  sample_fill(arena, about, 2, "~Area~|14 districts of Lancashire police force area");
  sample_add_table(document, right, about);

  struct node *answer = sample_section(document, "answer", "Blackburn with Darwen", "answer");
  answer->running = "**Community safety profile 2026**  |  Safer Lancashire partnership";
  answer->subtitle = text_plain(
      arena, "Unitary authority in pan-Lancashire. Figures are for the year ending December 2025; "
             "changes are since the last profile (year ending October 2022), unless stated.");
  sample_key_figures(document, sample_box(document, answer, "context"), 6);
  left = sample_columns(document, sample_box(document, answer, "findings"), 8, 4, &right);
  sample_text(document, left, NODE_HEADING, "Four findings");
  sample_findings(document, left);
  sample_text(document, right, NODE_KEY, "How to read this profile");
  sample_add_table(document, sample_box(document, answer, "issues"), sample_issues(arena));

  struct node *spine =
      sample_section(document, "spine", "Compared with the other 13 districts", NULL);
  sample_add_table(document, spine, sample_spine(arena));
  sample_text(
      document, spine, NODE_CALLOUT,
      "[x] **Road safety is not available.** Its plugin failed: the section was made without it.");

  struct node *chapter = sample_section(document, "chapter", "Anti-social behaviour", NULL);
  chapter->subtitle = text_plain(arena, "A priority since 2015.");
  sample_key_figures(document, chapter, 4);
  node_add(document, chapter, NODE_RULE, SAMPLE_LOC(11));
  left = sample_columns(document, chapter, 8, 4, &right);
  sample_add_figure(document, left, sample_bars(arena));
  static const char *const SIDES[] = {"What is counted", "What it means", "Why"};
  for (size_t i = 0; i < 3; i++) {
    sample_text(document, right, NODE_HEADING, SIDES[i])->level = 3;
    sample_text(document, right, NODE_PARAGRAPH, SAMPLE_WORDS);
  }
  node_add(document, chapter, NODE_RULE, SAMPLE_LOC(11));
  sample_text(document, chapter, NODE_HEADING, "What is not known");
  static const char *const UNKNOWN[] = {
      "[x] Repeat and vulnerable callers, and ASBRAC cases: awaited from Lancashire Constabulary.",
      "[x] Noise and neighbour complaints: awaited from district councils and housing providers.",
      "See the [tables](#appendix) for every figure with its interval."};
  sample_list(document, chapter, false, UNKNOWN, 3);
  struct node *ordered = sample_list(document, chapter, true, UNKNOWN, 2);
  sample_list(document, ordered->last, false, UNKNOWN, 2);
  for (int style = PARAGRAPH_BODY; style <= PARAGRAPH_SMALL; style++)
    sample_text(document, chapter, NODE_PARAGRAPH, SAMPLE_WORDS)->style =
        (enum paragraph_style)style;
  sample_text(document, chapter, NODE_NOTE, "Source: data.police.uk (Lancashire Constabulary).");

  sample_section(document, "empty", "A section with nothing in it", NULL);

  struct node *appendix = sample_section(document, "appendix", "Appendix tables", NULL);
  sample_add_table(document, appendix, sample_appendix(arena, 1));
  sample_add_table(document, appendix, sample_appendix(arena, 4));
  return document;
}

#endif
