/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make_torture empty|kinds|long|tables FILE: a document with nothing but its title; one with every kind
 * of node and figure, and the words that are hard to set; the same with 300 pages of them; or tables
 * whose cells span, with 40 columns, with 500 rows.
 * Its numbers are examples.
 */
#include "../unit/layout_fixture.h"
#include "base/cleanup.h"
#include "render/render.h"

enum { DISTRICTS = SAMPLE_DISTRICT_COUNT, MONTHS = 60, SIZES = 12, AHEAD = 12, PANELS = 4 };

/* ---- figures ------------------------------------------------------------------------------- */

/* What any kind of figure may ask for.  One value is suppressed and one was not supplied. */
struct numbers {
  struct figure_row rows[DISTRICTS];
  double months[MONTHS], row_sizes[DISTRICTS], own_limits[DISTRICTS], sizes[SIZES];
  struct figure_series series;
  struct interval near[SIZES], far[SIZES];
  struct figure_funnel funnel;
  struct figure_cell cells[DISTRICTS * 2];
  struct figure_grid grid;
  const char *size_texts[DISTRICTS];
  struct figure_scatter scatter;
  double ahead[AHEAD], lower[FIGURE_FAN_BANDS][AHEAD], upper[FIGURE_FAN_BANDS][AHEAD];
  struct figure_fan fan;
  struct figure_rolling rolling;
  struct figure small[PANELS];
  struct figure_panels panels;
  double from[DISTRICTS], to[DISTRICTS];
  struct figure_waterfall waterfall;
  int likelihood[DISTRICTS], impact[DISTRICTS];
  signed char hot_levels[DISTRICTS];
  struct figure_hot hot;
  double density_values[DISTRICTS];
  struct figure_density density;
  struct figure_matrix matrix;
};

static void fill_rows(struct numbers *numbers, struct arena *arena)
{
  for (int i = 0; i < DISTRICTS; i++) {
    double value = i == 3 || i == 7 ? (double)NAN : 60 - 3.0 * i;
    enum status status = i == 3   ? STATUS_SUPPRESSED
                         : i == 7 ? STATUS_UNAVAILABLE
                                  : STATUS_PUBLISHED;
    const char *text = i == 3   ? "[c]"
                       : i == 7 ? "[x]"
                                : num_format(arena, value, 1, NUM_TYPOGRAPHIC);
    numbers->rows[i] = (struct figure_row) {
      .label = SAMPLE_DISTRICTS[i], .area = i, .small_area = NO_INDEX, .value = value,
      .lower = value - 2, .upper = value + 2, .before = value + 1, .status = status,
      .value_text = text, .change_text = "similar", .position = SYMBOL_WITHIN,
      .change = SYMBOL_SIMILAR, .number = i < 3 ? i + 1 : 0,
    };
    for (int column = 0; column < 2; column++)
      numbers->cells[2 * i + column] = (struct figure_cell) {
        .value = value + column, .lower = value - 2, .upper = value + 2, .status = status,
        .text = text,
      };
  }
  static const char *const columns[] = { "Year ending October 2022", "Year ending December 2025" };
  numbers->grid = (struct figure_grid) { columns, 2, numbers->cells, true };
}

static void fill_months(struct numbers *numbers)
{
  for (int i = 0; i < MONTHS; i++)
    numbers->months[i] = i > 20 && i < 26 ? (double)NAN : 900 + 30 * (i % 12);
  numbers->series = (struct figure_series) {
    .label = "Incidents", .first = 2021 * 12, .values = numbers->months, .count = MONTHS
  };
}

static void fill_funnel(struct numbers *numbers)
{
  for (int i = 0; i < DISTRICTS; i++) {
    numbers->row_sizes[i] = 60000 + 6000.0 * i;
    numbers->own_limits[i] = (double)NAN;
  }
  for (int i = 0; i < SIZES; i++) {
    numbers->sizes[i] = 55000 + 9000.0 * i;
    numbers->near[i] = (struct interval) { 25 + i, 48 - i };
    numbers->far[i] = (struct interval) { 20 + i, 55 - i };
  }
  numbers->funnel = (struct figure_funnel) {
    .row_sizes = numbers->row_sizes, .own_limits = numbers->own_limits, .sizes = numbers->sizes,
    .near = numbers->near, .far = numbers->far, .curve_count = SIZES,
    .size_unit = "Residents, thousands", .size_scale = 1000, .average_label = "34.8",
  };
}

static void fill_scatter(struct numbers *numbers, struct arena *arena)
{
  for (int i = 0; i < DISTRICTS; i++)
    numbers->size_texts[i] = num_format(arena, numbers->row_sizes[i], 0, NUM_GROUPED);
  numbers->scatter = (struct figure_scatter) { .across = numbers->row_sizes,
                                               .across_texts = numbers->size_texts,
                                               .unit = "residents", .reference = (double)NAN };
}

static void fill_forecast(struct numbers *numbers)
{
  static const char *const labels[FIGURE_FAN_BANDS] = { "95%", "80%", "50%" };
  const int32_t end = numbers->series.first + MONTHS;
  numbers->fan = (struct figure_fan) { .first = end, .count = AHEAD, .values = numbers->ahead };
  for (int k = 0; k < AHEAD; k++)
    numbers->ahead[k] = 1000 + 20 * k;
  for (int i = 0; i < FIGURE_FAN_BANDS; i++) {
    numbers->fan.bands[i].label = labels[i];
    numbers->fan.bands[i].lower = numbers->lower[i];
    numbers->fan.bands[i].upper = numbers->upper[i];
    for (int k = 0; k < AHEAD; k++) {
      numbers->lower[i][k] = numbers->ahead[k] - 60 * (FIGURE_FAN_BANDS - i);
      numbers->upper[i][k] = numbers->ahead[k] + 60 * (FIGURE_FAN_BANDS - i);
    }
  }
  numbers->rolling = (struct figure_rolling) { end - 1, end - 13, "1,230", "1,200",
                                               SYMBOL_SIMILAR, "similar" };
}

static void fill_panels(struct numbers *numbers)
{
  for (int i = 0; i < PANELS; i++)
    numbers->small[i] = (struct figure) {
      .kind = FIGURE_LINE, .title = "By month", .panel = SAMPLE_DISTRICTS[i], .compact = true,
      .unit = "incidents a month", .series = &numbers->series, .series_count = 1,
      .limits = { .mean = NAN }, .reference = NAN, .scope = NO_INDEX,
    };
  numbers->panels = (struct figure_panels) { numbers->small, PANELS, 0, false };
}

static void fill_changes(struct numbers *numbers)
{
  double level = 1000;
  for (int i = 0; i < DISTRICTS; i++) {
    bool is_change = i > 0 && i + 1 < DISTRICTS && isfinite(numbers->rows[i].value);
    numbers->from[i] = level;
    level += is_change ? numbers->rows[i].value : 0;
    numbers->to[i] = level;
  }
  numbers->waterfall = (struct figure_waterfall) { numbers->from, numbers->to };
}

static void fill_levels(struct numbers *numbers)
{
  static const char *const likelihoods[] = { "Unlikely", "Possible", "Likely" };
  static const char *const impacts[] = { "Moderate", "Serious", "Critical" };
  for (int i = 0; i < DISTRICTS; i++) {
    numbers->likelihood[i] = i == 7 ? -1 : i % 3;
    numbers->impact[i] = i == 7 ? -1 : i / 3 % 3;
  }
  numbers->matrix = (struct figure_matrix) { likelihoods, impacts, 3, 3, numbers->likelihood,
                                             numbers->impact, "Impact" };
}

static void fill_places(struct numbers *numbers)
{
  for (int i = 0; i < DISTRICTS; i++) {
    numbers->hot_levels[i] = (signed char)(i % FIGURE_HOT_LEVELS - 2);
    numbers->density_values[i] = i;
  }
  numbers->hot = (struct figure_hot) {
    numbers->hot_levels, { "hot, 99%", "hot, 95%", NULL, "cold, 95%", "cold, 99%" }
  };
  numbers->density = (struct figure_density) {
    .x = 340000, .y = 412000, .cell = 1000, .columns = 7, .rows = 2,
    .values = numbers->density_values, .peak = "13 at 346500, 413500",
  };
}

/* What is particular to its kind.  False: nobody said yet what that is. */
static bool add_particulars(struct figure *figure, const struct numbers *numbers)
{
  switch (figure->kind) {
  case FIGURE_BAR:
  case FIGURE_LINE:
  case FIGURE_INTERVAL:
  case FIGURE_MAP:
  case FIGURE_TILES:
  case FIGURE_POINTS: /* in the middle of each district */
    return true;
  case FIGURE_COLUMN: /* as many as have room for their names */
    figure->row_count = 4;
    return true;
  case FIGURE_FUNNEL:
    figure->funnel = &numbers->funnel;
    return true;
  case FIGURE_GROUPS:
  case FIGURE_SLOPE:
  case FIGURE_HEAT:
  case FIGURE_PYRAMID:
    figure->grid = &numbers->grid;
    return true;
  case FIGURE_SCATTER:
    figure->scatter = &numbers->scatter;
    return true;
  case FIGURE_FAN:
    figure->fan = &numbers->fan;
    return true;
  case FIGURE_ROLLING:
    figure->rolling = &numbers->rolling;
    return true;
  case FIGURE_PANELS:
    figure->panels = &numbers->panels;
    return true;
  case FIGURE_WATERFALL:
    figure->waterfall = &numbers->waterfall;
    return true;
  case FIGURE_MATRIX:
    figure->matrix = &numbers->matrix;
    return true;
  case FIGURE_HOTSPOTS:
    figure->hot = &numbers->hot;
    return true;
  case FIGURE_DENSITY:
    figure->density = &numbers->density;
    figure->row_count = 4; /* its classes */
    return true;
  default:
    return false;
  }
}

/* NULL after saying that KIND has no data here. */
static struct figure *make_figure(struct arena *arena, enum figure_kind kind)
{
  static const double bounds[] = { 20, 34.8, 50 };
  static const char *const labels[] = { "below 20", "20 to 34.8", "34.8 to 50", "50 or more" };
  struct numbers *numbers = ARENA_NEW(arena, struct numbers);
  fill_rows(numbers, arena);
  fill_months(numbers);
  fill_funnel(numbers);
  fill_scatter(numbers, arena);
  fill_forecast(numbers);
  fill_panels(numbers);
  fill_changes(numbers);
  fill_levels(numbers);
  fill_places(numbers);
  struct figure *figure = ARENA_NEW(arena, struct figure);
  *figure = (struct figure) {
    .kind = kind, .unit = "per 1,000 residents", .source = "An example of every kind.",
    .title = arena_printf(arena, "The rate is highest in the first district (%s)",
                          figure_kind_names[kind]),
    .meaning = "It falls from each district to the next, which chance does not explain.",
    .rows = numbers->rows, .row_count = DISTRICTS, .series = &numbers->series, .series_count = 1,
    .limits = { .mean = NAN }, .reference = 34.8, .reference_label = "Lancashire-14: 34.8",
    .bounds = bounds, .bound_count = 3, .class_labels = labels, .scope = NO_INDEX,
    .value_head = "Rate", .change_head = "Since last assessment", .row_head = "District",
  };
  if (add_particulars(figure, numbers))
    return figure;
  fprintf(stderr, "give figures of the kind '%s' their data in tests/pdf/make_torture.c\n",
          figure_kind_names[kind]);
  return NULL;
}

/* Districts as squares of four kilometres, in rows of four. */
static void add_areas(struct document *document)
{
  struct arena *arena = document->arena;
  struct area *areas = ARENA_ARRAY(arena, struct area, DISTRICTS);
  struct shape *shapes = ARENA_ARRAY(arena, struct shape, DISTRICTS);
  const double side = 4000;
  for (int i = 0; i < DISTRICTS; i++) {
    int column = i % 4, row = i / 4;
    double x = 340000 + side * column, y = 420000 - side * row;
    struct point *corners = ARENA_ARRAY(arena, struct point, 5);
    for (int k = 0; k < 5; k++)
      corners[k] = (struct point) { x + (k == 1 || k == 2 ? side : 0), y + (k == 2 || k == 3 ? side : 0) };
    struct ring *ring = ARENA_NEW(arena, struct ring);
    *ring = (struct ring) { .points = corners, .count = 5 };
    shapes[i] = (struct shape) { ring, 1, { x + side / 2, y + side / 2 } };
    areas[i] = (struct area) { .code = SAMPLE_DISTRICTS[i], .name = SAMPLE_DISTRICTS[i],
                               .short_name = SAMPLE_DISTRICTS[i], .kind = AREA_DISTRICT,
                               .tile_column = column, .tile_row = row };
  }
  struct catalog *catalog = ARENA_NEW(arena, struct catalog);
  catalog->areas = areas;
  catalog->area_count = DISTRICTS;
  struct shapes *all = ARENA_NEW(arena, struct shapes);
  all->districts = shapes;
  all->from_boundaries = true;
  document->catalog = catalog;
  document->shapes = all;
}

/* ---- words --------------------------------------------------------------------------------- */

/* U+00AD where a word may be broken, U+2019, U+00A0, marks that no letter comes with, other scripts. */
static const char *const WORDS[] = {
  "Cymraeg: [Gŵyl y Tŷ Gwyn]{lang=cy}, Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, ŵ ŷ â ê î ô û.",
  "Polski: [zażółć gęślą jaźń]{lang=pl}, Łódź, Święty Krzyż, Wąchock; the Council’s and residents’ views.",
  "Ἐν ἀρχῇ ἦν ὁ λόγος· Αθήνα, Ελλάδα. Київ, Жмеринка. Երևան, საქართველო.",
  "Marks: q\xcc\x83 x\xcc\xa3 m\xcc\x84 v\xe2\x83\x97, and composed e\xcc\x81 w\xcc\x82 o\xcc\x88.",
  "Anti\xc2\xadsocial be\xc2\xadhav\xc2\xadiour, 5\xc2\xa0km, −3.2%, 1,234.5 ± 0.6, ½ at 20°C, “quoted”, ∀ ≥ ≤ √ ♥.",
  ("See {#tables|title} on {#tables|page}, and [the published data](https://data.police.uk/data/).^[A note at "
  "the foot, with *stress* and a [link](https://www.gov.uk/).]"),
};
enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

static void add_words(struct document *document, struct node *section)
{
  sample_text(document, section, NODE_HEADING, "Words that are hard to set: Łódź, Ŵyn, Αθήνα");
  for (size_t i = 0; i < WORD_COUNT; i++)
    sample_text(document, section, NODE_PARAGRAPH, WORDS[i]);
}

/* Six deep, bullets and numbers by turns. */
static void add_lists(struct document *document, struct node *section)
{
  sample_text(document, section, NODE_HEADING, "Lists in lists")->level = 3;
  struct node *parent = section;
  for (int depth = 0; depth < 6; depth++) {
    struct node *list = sample_list(document, parent, depth % 2, WORDS, 2);
    parent = list->first;
  }
}

/* One of two paragraphs and a list, and in it another. */
static void add_quotation(struct document *document, struct node *section)
{
  struct node *quote = node_add(document, section, NODE_QUOTE, SAMPLE_LOC(12));
  sample_text(document, quote, NODE_PARAGRAPH, "Residents wrote:")->style = PARAGRAPH_QUOTE;
  sample_list(document, quote, false, WORDS, 2);
  quote = node_add(document, quote, NODE_QUOTE, SAMPLE_LOC(13));
  sample_text(document, quote, NODE_PARAGRAPH, "Nobody asked us.")->style = PARAGRAPH_QUOTE;
}

/* 3,000 words. */
static void add_commentary(struct document *document, struct node *section)
{
  for (int i = 0; i < 45; i++)
    sample_text(document, section, NODE_PARAGRAPH, SAMPLE_WORDS);
}

/* ---- chapters ------------------------------------------------------------------------------ */

static void add_chapter(struct document *document, size_t number, size_t parts)
{
  struct arena *arena = document->arena;
  struct node *section
    = sample_section(document, arena_printf(arena, "chapter-%zu", number),
                     arena_printf(arena, "Chapter %zu", number), NULL);
  for (size_t i = 0; i < parts; i++) {
    add_words(document, section);
    add_lists(document, section);
    add_quotation(document, section);
    sample_text(document, section, NODE_SIDEBAR, "Read with care");
    sample_text(document, section->last, NODE_PARAGRAPH, WORDS[1]);
    sample_text(document, section, NODE_CALLOUT, "[x] **Not available.** Nothing was supplied.");
    sample_add_table(document, section, i ? sample_spine(arena) : sample_appendix(arena, 2));
    if (parts > 1)
      add_commentary(document, section);
  }
}

static int add_figures(struct document *document)
{
  for (int kind = 0; figure_kind_names[kind]; kind++) {
    const char *name = figure_kind_names[kind];
    struct node *section = sample_section(
      document, arena_printf(document->arena, "figure-%s", name),
      arena_printf(document->arena, "A figure of the kind %s", name), NULL);
    const struct figure *figure = make_figure(document->arena, (enum figure_kind)kind);
    if (!figure)
      return -1;
    sample_add_figure(document, section, figure);
  }
  return 0;
}

static struct document *make_document(struct arena *arena, size_t chapters, size_t parts)
{
  static struct term terms[] = { { .word = "rate" } };
  struct document *document = sample_document(arena);
  terms[0].meaning = text_plain(arena, "Cases for each 1,000 residents.");
  document->title = "Torture – the Council’s “every kind” of <node> & Łódź";
  document->terms = terms;
  document->term_count = 1;
  document->figure_word = "Figure";
  document->table_word = "Table";
  add_areas(document);
  if (add_figures(document) < 0)
    return NULL;
  struct node *lists = sample_section(document, "tables", "Figures, tables and terms", NULL);
  sample_text(document, lists, NODE_CONTENTS, "Figures")->contents = CONTENTS_FIGURES;
  sample_text(document, lists, NODE_CONTENTS, "Tables")->contents = CONTENTS_TABLES;
  node_add(document, lists, NODE_GLOSSARY, SAMPLE_LOC(20));
  for (size_t i = 1; i <= chapters; i++)
    add_chapter(document, i, parts);
  return document;
}

/* ---- tables -------------------------------------------------------------------------------- */

static struct node *add_rows(struct document *document, const char *title,
                             const struct sample_column *columns, size_t column_count, size_t row_count)
{
  struct node *section = sample_section(document, arena_printf(document->arena, "table-%s", title), title, NULL);
  return sample_add_table(document, section,
                          sample_table(document->arena, columns, column_count, row_count));
}

/* Cells that span in the head, down, across and both; an empty column; groups. */
static void add_spans(struct document *document)
{
  static const struct sample_column columns[] = {
    { .head = "Family" }, { .head = "Issue" },
    { .head = "2022", .group = "Year ending December", .align = ALIGN_RIGHT },
    { .head = "2025", .group = "Year ending December", .align = ALIGN_RIGHT }, { .head = "" },
  };
  static const char *const rows[] = {
    "Theft of every kind|Burglary|8.1|4.25|", "|Shoplifting|13.5||", "||Not recorded before||",
    "Violence and sexual offences||77.7|74|[x]", "All|||150.6|", "Nothing is known||||", "||||",
  };
  enum { ROWS = sizeof rows / sizeof *rows };
  const struct table *table = add_rows(document, "Spans", columns, 5, ROWS)->table;
  for (size_t r = 0; r < ROWS; r++)
    sample_fill(document->arena, table, r, rows[r]);
  sample_cell(table, 0, 0)->rows = 3;
  sample_cell(table, 1, 1)->rows = 2;
  sample_cell(table, 2, 2)->columns = 2;
  sample_cell(table, 3, 0)->columns = 2;
  sample_row(table, 4)->kind = ROW_GROUP;
  sample_cell(table, 5, 0)->columns = 4;
  sample_cell(table, 5, 0)->rows = 2;
}

static struct document *make_tables(struct arena *arena)
{
  enum { MANY = 40, LONG = 500 };
  struct document *document = sample_new(arena);
  add_spans(document);
  struct sample_column columns[MANY] = { { .head = "7" } };
  for (size_t i = 1; i < MANY; i++)
    columns[i] = (struct sample_column) { .head = "7", .align = ALIGN_RIGHT };
  const struct table *wide = add_rows(document, "Forty columns", columns, MANY, 2)->table;
  for (size_t i = 0; i < MANY; i++)
    sample_cell(wide, 0, i)->text = text_plain(arena, i % 3 ? "1" : "");
  static const struct sample_column two[] = { { .head = "Name" }, { .head = "What is said of it" } };
  sample_fill(arena, add_rows(document, "A long word", two, 2, 1)->table, 0,
              "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch|Anglesey");
  static const struct sample_column three[] = { { .head = "Area" },
    { .head = "Rate\n~per 1,000~", .group = "Year ending", .align = ALIGN_RIGHT },
    { .head = "Said", .group = "Year ending" } };
  const struct table *lasting = add_rows(document, "Five hundred rows", three, 3, LONG)->table;
  for (size_t r = 0; r < LONG; r++)
    sample_fill(arena, lasting, r, arena_printf(arena, "Area %zu|%zu.%zu|%s", r, r, r % 10, r % 9 ? "[x]" : WORDS[1]));
  return document;
}

static struct document *make_empty(struct arena *arena)
{
  struct document *document = sample_new(arena);
  sample_section(document, "empty", "Nothing to report", NULL);
  return document;
}

int main(int argc, char **argv)
{
  enum { CHAPTERS = 10, PARTS = 7 };
  const char *what = argc == 3 ? argv[1] : "";
  bool empty = strcmp(what, "empty") == 0, is_long = strcmp(what, "long") == 0;
  bool tables = strcmp(what, "tables") == 0;
  if (!empty && !is_long && !tables && strcmp(what, "kinds") != 0)
    return 2;
  struct fixture *fixture = fixture_new();
  if (!fixture)
    return 1;
  auto_arena struct arena *arena = fixture->arena;
  struct document *document = empty     ? make_empty(arena)
                              : tables  ? make_tables(arena)
                              : is_long ? make_document(arena, CHAPTERS, PARTS)
                                        : make_document(arena, 1, 1);
  const struct display *display;
  struct rendered rendered;
  int status = !document || document_resolve(document, fixture->diags) < 0
               || layout_document(arena, document, fixture->theme, fixture->shaper, fixture->diags,
                                  &display) < 0
               || render_pdf(display, argv[2], fixture->diags, &rendered) < 0;
  if (diags_count(fixture->diags))
    diags_print(fixture->diags, stderr, DIAG_TEXT);
  return status;
}
