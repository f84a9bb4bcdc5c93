/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/numbers.h"

#include "base/cleanup.h"

#define NO_BREAK_SPACE "\u00a0"
#define TRUE_MINUS "\u2212"

/* ---- fields -------------------------------------------------------------------------------- */

static void add_quoted(struct strbuf *out, const char *text)
{
  strbuf_add_char(out, '"');
  for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
    strbuf_add(out, (struct str) { text, (size_t)(quote - text) + 1 });
    strbuf_add_char(out, '"');
  }
  strbuf_add_text(out, text);
  strbuf_add_char(out, '"');
}

/* Words, which a spreadsheet must not take for a formula. */
static void add_words(struct strbuf *out, const char *text)
{
  if (*text && strchr("=+-@\t\r", *text))
    text = arena_printf(out->arena, "'%s", text);
  if (strpbrk(text, ",\"\r\n"))
    add_quoted(out, text);
  else
    strbuf_add_text(out, text);
}

/* The number that TEXT begins with, "1,234.5": how long it is, 0 when there is none. */
static size_t number_length(const char *text)
{
  static const char digits[] = "0123456789";
  size_t len = strspn(text, digits);
  if (len > 3 && text[len] == ',')
    return 0;
  while (len && text[len] == ',') {
    if (strspn(text + len + 1, digits) != 3)
      return 0;
    len += 4;
  }
  if (len && text[len] == '.')
    len += 1 + strspn(text + len + 1, digits);
  return len;
}

/* A number as printed, "-1,234.5%" with either minus, as programs read it; false when TEXT is none. */
static bool add_number(struct strbuf *out, const char *text)
{
  bool minus = strncmp(text, TRUE_MINUS, strlen(TRUE_MINUS)) == 0;
  const char *digits = minus ? text + strlen(TRUE_MINUS) : text + (*text == '-' || *text == '+');
  size_t len = number_length(digits);
  const char *rest = digits + len;
  if (!len || (*rest && strcmp(rest, "%") != 0))
    return false;
  if (digits != text)
    strbuf_add_char(out, minus ? '-' : *text);
  for (size_t i = 0; i < len; i++)
    if (digits[i] != ',')
      strbuf_add_char(out, digits[i]);
  strbuf_add_text(out, rest);
  return true;
}

static void add_value(struct strbuf *out, const char *text)
{
  if (!add_number(out, text))
    add_words(out, text);
}

/* ---- figures ------------------------------------------------------------------------------- */

/* A small multiple has a heading of its own under the title of the whole. */
static const char *title_of(struct arena *arena, const struct figure *figure)
{
  const char *title = figure->title ? figure->title : "";
  if (!figure->panel || strcmp(title, figure->panel) == 0)
    return title;
  return *title ? arena_printf(arena, "%s: %s", title, figure->panel) : figure->panel;
}

/* "Figure 12", with a space that can be typed. */
static const char *label_of(struct arena *arena, const struct node *node, const char *title)
{
  const char *space = node->label ? strstr(node->label, NO_BREAK_SPACE) : NULL;
  if (!space)
    return node->label ? node->label : title;
  return arena_printf(arena, "%.*s %s", (int)(space - node->label), node->label,
                      space + strlen(NO_BREAK_SPACE));
}

/* What all rows of a figure begin with. */
static struct str begin_of(struct arena *arena, const struct document *document,
                           const struct node *node)
{
  const struct figure *figure = node->figure;
  const char *title = title_of(arena, figure);
  const char *const fields[]
    = { document->title, label_of(arena, node, title), title, figure->unit, figure->source };
  struct strbuf begin = STRBUF(arena);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    add_words(&begin, fields[i] ? fields[i] : "");
    strbuf_add_char(&begin, ',');
  }
  return strbuf_str(&begin);
}

static struct str words_of(struct arena *arena, const char *text)
{
  struct strbuf words = STRBUF(arena);
  add_words(&words, text);
  strbuf_add_char(&words, ',');
  return strbuf_str(&words);
}

static void add_table(struct strbuf *out, struct str begin, const struct figure_table *table,
                      struct arena *scratch)
{
  struct str *heads = ARENA_ARRAY(scratch, struct str, table->column_count);
  for (size_t c = 0; c < table->column_count; c++)
    heads[c] = words_of(scratch, table->columns[c].head);
  for (size_t r = 0; r < table->row_count; r++) {
    struct str row = words_of(scratch, table->columns[0].cells[r]);
    for (size_t c = 1; c < table->column_count; c++) {
      const char *cell = table->columns[c].cells[r];
      strbuf_add(out, begin);
      strbuf_add(out, row);
      strbuf_add(out, heads[c]);
      add_value(out, cell ? cell : "");
      strbuf_add_char(out, '\n');
    }
  }
}

static void add_figure(struct strbuf *out, const struct document *document,
                       const struct node *node)
{
  auto_arena struct arena *scratch = arena_new();
  struct figure_table table;
  figure_table(scratch, node->figure, &table);
  struct str begin = begin_of(scratch, document, node);
  if (table.row_count && table.column_count > 1) {
    add_table(out, begin, &table, scratch);
    return;
  }
  /* A figure without a number is there all the same. */
  strbuf_add(out, begin);
  strbuf_add_text(out, ",,[x]\n");
}

static void add_node(struct strbuf *out, const struct document *document, const struct node *node)
{
  if (node->figure)
    add_figure(out, document, node);
  for (const struct node *child = node->first; child; child = child->next)
    add_node(out, document, child);
}

void document_numbers(struct strbuf *out, const struct document *document)
{
  strbuf_add_text(out, "report,figure,title,unit,source,row,column,value\n");
  add_node(out, document, document->root);
}
