/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pages CONTENTS OUT: documents of headings, paragraphs, tables, charts and maps, laid out and
 * written as tagged PDFs, as a build does it.
 *
 * CONTENTS holds names.txt and for each name NAME.txt, a line a thing: its letter, a tab, its
 * fields (make_content.py of the folder "shared" beside the project writes them).  Prints how many
 * pages and bytes were made.  tests/bench/pages.sh measures it.
 */
#include "base/cleanup.h"
#include "base/num.h"
#include "base/vec.h"
#include "config.h"
#include "ingest/facts.h"
#include "layout/layout.h"
#include "render/render.h"

#include <math.h>

enum { MOST_FIELDS = 64, SHAPES = 14 };

struct contents {
  struct arena *arena;
  struct document *document;
  struct node *section;
  const char *caption;
  VEC(struct table_column) columns;
  VEC(struct table_row) rows;
  VEC(struct figure_row) figure_rows;
  VEC(struct figure_series) series;
  struct shape *shapes;
  int section_count;
};

static const struct loc HERE = { .file = "content", .line = 1 };

static size_t split(char *line, char **fields)
{
  size_t count = 0;
  for (char *tab; count < MOST_FIELDS; line = tab + 1) {
    fields[count++] = line;
    tab = strchr(line, '\t');
    if (!tab)
      break;
    *tab = '\0';
  }
  return count;
}

static double number(const char *text)
{
  double value = NAN;
  num_parse(str_of(text), &value);
  return value;
}

static void begin_section(struct contents *reader, const char *title)
{
  reader->section = node_add(reader->document, NULL, NODE_SECTION, HERE);
  reader->section->text = text_plain(reader->arena, title);
  reader->section->running = title;
  reader->section->name = arena_printf(reader->arena, "section-%d", reader->section_count++);
}

static struct table_row *add_row(struct contents *reader, char **fields, size_t count)
{
  struct table_row *row = VEC_ADD(reader->arena, &reader->rows);
  struct cell *cells = ARENA_ARRAY(reader->arena, struct cell, count);
  for (size_t i = 0; i < count; i++)
    cells[i].text = text_plain(reader->arena, fields[i]);
  row->cells = cells;
  return row;
}

static void add_columns(struct contents *reader, char **fields, size_t count)
{
  reader->columns.len = 0;
  for (size_t i = 0; i < count; i++)
    *VEC_ADD(reader->arena, &reader->columns) = (struct table_column) {
      .head = text_plain(reader->arena, fields[i]),
      .align = i ? ALIGN_RIGHT : ALIGN_LEFT,
      .header = i == 0,
    };
}

#define KEEP(reader, vec)                                                                          \
  memcpy(ARENA_ARRAY((reader)->arena, __typeof__(*(vec).at), (vec).len), (vec).at,                 \
         (vec).len * sizeof *(vec).at)

static void end_table(struct contents *reader)
{
  struct table *table = ARENA_NEW(reader->arena, struct table);
  table->title = text_plain(reader->arena, reader->caption);
  table->columns = KEEP(reader, reader->columns);
  table->column_count = reader->columns.len;
  table->rows = KEEP(reader, reader->rows);
  table->row_count = reader->rows.len;
  node_add(reader->document, reader->section, NODE_TABLE, HERE)->table = table;
  reader->rows.len = 0;
}

static void end_figure(struct contents *reader, enum figure_kind kind)
{
  static const double BOUNDS[] = { 60, 85, 105 };
  static const char *const CLASSES[] = { "to 60", "60 to 85", "85 to 105", "over 105" };
  struct figure *figure = ARENA_NEW(reader->arena, struct figure);
  *figure = (struct figure) {
    .kind = kind, .title = reader->caption, .source = "Generated", .reference = NAN,
    .unit = kind == FIGURE_LINE ? "offences a month" : "per 1,000 residents",
    .limits = { .mean = NAN }, .scope = NO_INDEX, .value_head = "Rate", .row_head = "Type",
  };
  if (reader->figure_rows.len) {
    figure->rows = KEEP(reader, reader->figure_rows);
    figure->row_count = reader->figure_rows.len;
  }
  if (reader->series.len) {
    figure->series = KEEP(reader, reader->series);
    figure->series_count = reader->series.len;
  }
  if (kind == FIGURE_MAP) {
    figure->bounds = BOUNDS;
    figure->bound_count = sizeof BOUNDS / sizeof *BOUNDS;
    figure->class_labels = CLASSES;
  }
  node_add(reader->document, reader->section, NODE_FIGURE, HERE)->figure = figure;
  reader->figure_rows.len = 0;
  reader->series.len = 0;
}

static struct figure_row *add_figure_row(struct contents *reader, char **fields)
{
  struct figure_row *row = VEC_ADD(reader->arena, &reader->figure_rows);
  *row = (struct figure_row) {
    .label = arena_strdup(reader->arena, fields[1]), .area = NO_INDEX, .small_area = NO_INDEX,
    .value = number(fields[2]), .lower = NAN, .upper = NAN, .before = NAN,
    .value_text = arena_strdup(reader->arena, fields[2]),
  };
  return row;
}

/* "x,y x,y ...", in tens of metres, downwards. */
static void add_shape(struct contents *reader, size_t index, char *points)
{
  VEC(struct point) ring = { 0 };
  struct point sum = { 0 };
  for (char *pair = points; pair;) {
    char *next = strchr(pair, ' '), *comma = strchr(pair, ',');
    if (next)
      *next++ = '\0';
    *comma = '\0';
    struct point point = { number(pair) * 100, -number(comma + 1) * 100 };
    *VEC_ADD(reader->arena, &ring) = point;
    sum = (struct point) { sum.x + point.x, sum.y + point.y };
    pair = next;
  }
  double count = (double)ring.len;
  *VEC_ADD(reader->arena, &ring) = ring.at[0];
  struct ring *kept = ARENA_NEW(reader->arena, struct ring);
  *kept = (struct ring) { .points = ring.at, .count = ring.len };
  reader->shapes[index] = (struct shape) {
    .rings = kept, .ring_count = 1, .centre = { sum.x / count, sum.y / count }
  };
}

static void add_area(struct contents *reader, char **fields)
{
  size_t index = reader->figure_rows.len;
  if (index >= SHAPES)
    return;
  add_figure_row(reader, fields)->area = (int)index;
  add_shape(reader, index, fields[3]);
}

static void add_series(struct contents *reader, char **fields, size_t count)
{
  double *values = ARENA_ARRAY(reader->arena, double, count);
  for (size_t i = 2; i < count; i++)
    values[i - 2] = number(fields[i]);
  *VEC_ADD(reader->arena, &reader->series) = (struct figure_series) {
    .label = arena_strdup(reader->arena, fields[1]), .first = 2022 * 12, .values = values,
    .count = count - 2, .muted = reader->series.len > 0,
  };
}

static void take_line(struct contents *reader, char *line)
{
  char *fields[MOST_FIELDS] = { NULL };
  size_t count = split(line, fields);
  const char *kind = fields[0];
  const char *text = count > 1 ? arena_strdup(reader->arena, fields[count - 1]) : NULL;
  if (strcmp(kind, "D") == 0) {
    reader->document->title = reader->document->running = text;
  } else if (strcmp(kind, "N") == 0) {
    reader->section = NULL;
  } else if (strcmp(kind, "H") == 0) {
    if (!reader->section) {
      begin_section(reader, text);
      return;
    }
    struct node *heading = node_add(reader->document, reader->section, NODE_HEADING, HERE);
    heading->text = text_plain(reader->arena, text);
    heading->level = 2;
  } else if (strcmp(kind, "P") == 0) {
    struct node *paragraph = node_add(reader->document, reader->section, NODE_PARAGRAPH, HERE);
    paragraph->text = text_plain(reader->arena, text);
  } else if (strcmp(kind, "TH") == 0) {
    add_columns(reader, fields + 1, count - 1);
  } else if (strcmp(kind, "TR") == 0) {
    add_row(reader, fields + 1, count - 1);
  } else if (strcmp(kind, "V") == 0) {
    add_figure_row(reader, fields);
  } else if (strcmp(kind, "S") == 0) {
    add_series(reader, fields, count);
  } else if (strcmp(kind, "Y") == 0) {
    add_area(reader, fields);
  } else if (strcmp(kind, "TE") == 0) {
    end_table(reader);
  } else if (strcmp(kind, "BE") == 0) {
    end_figure(reader, FIGURE_BAR);
  } else if (strcmp(kind, "LE") == 0) {
    end_figure(reader, FIGURE_LINE);
  } else if (strcmp(kind, "ME") == 0) {
    end_figure(reader, FIGURE_MAP);
  } else {
    reader->caption = text;
  }
}

static struct document *read_document(struct arena *arena, const char *path)
{
  auto_fclose FILE *file = fopen(path, "r");
  if (!file)
    return NULL;
  struct contents reader = { .arena = arena, .document = document_new(arena) };
  reader.shapes = ARENA_ARRAY(arena, struct shape, SHAPES);
  struct shapes *shapes = ARENA_NEW(arena, struct shapes);
  *shapes = (struct shapes) { .districts = reader.shapes, .from_boundaries = true };
  reader.document->shapes = shapes;
  reader.document->language = "en-GB";
  reader.document->date = 1700000000;
  auto_free char *line = NULL;
  size_t room = 0;
  for (ssize_t len; (len = getline(&line, &room, file)) > 0;) {
    if (line[len - 1] == '\n')
      line[len - 1] = '\0';
    take_line(&reader, line);
  }
  return reader.document;
}

static int make(const char *contents, const char *out, const char *name, const struct theme *theme,
                struct shaper *shaper, struct diags *diags, struct rendered *sum)
{
  auto_arena struct arena *arena = arena_new();
  const char *from = arena_printf(arena, "%s/%s.txt", contents, name);
  const char *to = arena_printf(arena, "%s/%s.pdf", out, name);
  struct document *document = read_document(arena, from);
  const struct display *display = NULL;
  struct rendered rendered;
  if (!document || layout_document(arena, document, theme, shaper, diags, &display) < 0
      || render_pdf(display, to, diags, &rendered) < 0)
    return -1;
  sum->pages += rendered.pages;
  sum->bytes += rendered.bytes;
  return 0;
}

int main(int argc, char **argv)
{
  if (argc != 3)
    return 2;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  const char *source = getenv("top_srcdir");
  const char *theme_path = arena_printf(arena, "%s/templates/theme.yaml", source ? source : "..");
  const char *names_path = arena_printf(arena, "%s/names.txt", argv[1]);
  auto_fclose FILE *names = fopen(names_path, "r");
  const struct fonts *fonts;
  const struct theme *theme;
  struct rendered sum = { 0 };
  int status = 1;
  if (names && fonts_load(arena, STRATA_FONTDIR, diags, &fonts) == 0 &&
      theme_load(arena, theme_path, NULL, fonts, diags, &theme) == 0)
    status = 0;
  struct shaper *shaper = status == 0 ? shaper_new(arena, fonts) : NULL;
  char name[256];
  while (status == 0 && fscanf(names, "%255s", name) == 1)
    status = make(argv[1], argv[2], name, theme, shaper, diags, &sum) < 0;
  diags_print(diags, stderr, DIAG_TEXT);
  printf("%zu pages, %zu bytes\n", sum.pages, sum.bytes);
  return status;
}
