/* SPDX-License-Identifier: GPL-3.0-or-later */
#define CMARK_NO_SHORT_NAMES
#include "base/cleanup.h"
#include "base/str.h"
#include "base/vec.h"
#include "document/document.h"

#include <cmark.h>

/* Lists and quotations within each other, and emphasis and links likewise: deeper ones nobody follows, and a
 * program that reads each within the one before would run out of stack. */
enum { MOST_BLOCKS_DEEP = 6, MOST_INLINES_DEEP = 16 };

struct reading {
  struct document *document;
  int level; /* headings stand below it */
  int blocks_deep, inlines_deep; /* around what is read */
  struct loc loc;
  struct diags *diags;
  int status;
};

/* The runs of one paragraph or heading. */
struct inlines {
  struct reading *reading;
  VEC(struct run) runs;
  size_t bytes; /* what is over TEXT_MOST_BYTES is not kept */
};

static void free_tree(cmark_node **tree)
{
  if (*tree)
    cmark_node_free(*tree);
}

static struct loc place(const struct reading *reading, cmark_node *node)
{
  int line = cmark_node_get_start_line(node);
  int col = cmark_node_get_start_column(node);
  struct loc loc = reading->loc;
  uint32_t before = loc.line ? loc.line - 1 : 0;
  loc.line = before + (uint32_t)(line > 0 ? line : 1);
  loc.col = (uint32_t)(col > 0 ? col : 0);
  loc.end_col = loc.col ? loc.col + 1 : 0;
  return loc;
}

static void refuse(struct reading *reading, cmark_node *node, const char *what, const char *instead)
{
  diag_error(reading->diags, "STRATA-L010", place(reading, node),
             "commentary cannot hold %s: a report must read the same in print and aloud", what);
  diag_hint(reading->diags, "%s", instead);
  reading->status = -1;
}

/* Whether what NODE holds is DEEP at most; reports it otherwise. */
static bool is_shallow(struct reading *reading, cmark_node *node, const char *what, int deep, int most)
{
  if (deep <= most)
    return true;
  diag_error(reading->diags, "STRATA-L014", place(reading, node), "%s are more than %d within each other",
             what, most);
  diag_hint(reading->diags, "say it in fewer levels: begin a paragraph, or a heading");
  reading->status = -1;
  return false;
}

/* ---- inlines ------------------------------------------------------------------------------- */

static void add_run(struct inlines *inlines, const char *words, unsigned style, const char *link)
{
  struct arena *arena = inlines->reading->document->arena;
  size_t len = inlines->runs.len;
  inlines->bytes += strlen(words);
  if (inlines->bytes > TEXT_MOST_BYTES)
    return;
  struct run *last = len ? &inlines->runs.at[len - 1] : NULL;
  if (last && last->style == style && last->link == link) {
    last->text = arena_printf(arena, "%s%s", last->text, words);
    return;
  }
  struct run *run = VEC_ADD(arena, &inlines->runs);
  run->text = arena_strdup(arena, words);
  run->style = style;
  run->link = link;
}

static bool safe_link(const char *url)
{
  struct str target = str_of(url);
  return str_starts(target, "https://") || str_starts(target, "http://") ||
         str_starts(target, "mailto:") || (str_starts(target, "#") && target.len > 1);
}

static void add_inlines(struct inlines *inlines, cmark_node *parent, unsigned style,
                        const char *link);

/* What NODE, emphasis or a link, holds. */
static void add_inner(struct inlines *inlines, cmark_node *node, unsigned style, const char *link)
{
  struct reading *reading = inlines->reading;
  reading->inlines_deep++;
  if (is_shallow(reading, node, "emphasis and links", reading->inlines_deep, MOST_INLINES_DEEP))
    add_inlines(inlines, node, style, link);
  reading->inlines_deep--;
}

static void add_inlines(struct inlines *inlines, cmark_node *parent, unsigned style,
                        const char *link)
{
  struct reading *reading = inlines->reading;
  struct arena *arena = reading->document->arena;
  for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      add_run(inlines, cmark_node_get_literal(node), style, link);
      break;
    case CMARK_NODE_SOFTBREAK:
      add_run(inlines, " ", style, link);
      break;
    case CMARK_NODE_LINEBREAK:
      add_run(inlines, "\n", style, link);
      break;
    case CMARK_NODE_EMPH:
      add_inner(inlines, node, style | RUN_EMPHASIS, link);
      break;
    case CMARK_NODE_STRONG:
      add_inner(inlines, node, style | RUN_STRONG, link);
      break;
    case CMARK_NODE_LINK: {
      const char *url = cmark_node_get_url(node);
      if (!safe_link(url)) {
        diag_error(reading->diags, "STRATA-L011", place(reading, node),
                   "the link to '%s' leads nowhere from a PDF", url);
        diag_hint(reading->diags,
                  "begin it with https://, mailto: or, for a section of this report, #");
        reading->status = -1;
      }
      add_inner(inlines, node, style, arena_strdup(arena, url));
      break;
    }
    case CMARK_NODE_IMAGE:
      refuse(reading, node, "images", "say in words what it shows");
      break;
    default:
      refuse(reading, node, "raw HTML", "write it in CommonMark, or write \\< for a plain <");
      break;
    }
  }
}

static struct text inline_text(struct reading *reading, cmark_node *node)
{
  struct inlines inlines = {.reading = reading};
  add_inlines(&inlines, node, RUN_PLAIN, NULL);
  struct text text = {inlines.runs.at, inlines.runs.len};
  const char *wrong = inlines.bytes > TEXT_MOST_BYTES
                        ? "it has more than 100,000 bytes"
                        : text_too_long(text_spoken(reading->document->arena, text));
  if (!wrong)
    return text_read_marks(reading->document->arena, text);
  diag_error(reading->diags, "STRATA-L013", place(reading, node), "this paragraph is too long: %s",
             wrong);
  diag_hint(reading->diags, "divide it; what is no text for readers belongs elsewhere");
  reading->status = -1;
  return (struct text){0};
}

/* ---- blocks -------------------------------------------------------------------------------- */

static void add_blocks(struct reading *reading, struct node *parent, cmark_node *blocks,
                       enum paragraph_style style);

/* What BLOCK, a list or a quotation, holds. */
static void add_inner_blocks(struct reading *reading, struct node *parent, cmark_node *block,
                             void (*add)(struct reading *, struct node *, cmark_node *))
{
  reading->blocks_deep++;
  if (is_shallow(reading, block, "lists and quotations", reading->blocks_deep, MOST_BLOCKS_DEEP))
    add(reading, parent, block);
  reading->blocks_deep--;
}

static void add_quote(struct reading *reading, struct node *parent, cmark_node *block)
{
  struct node *quote = node_add(reading->document, parent, NODE_QUOTE, place(reading, block));
  add_blocks(reading, quote, block, PARAGRAPH_QUOTE);
}

static void add_heading(struct reading *reading, struct node *parent, cmark_node *block)
{
  int level = reading->level + cmark_node_get_heading_level(block);
  struct node *heading = node_add(reading->document, parent, NODE_HEADING, place(reading, block));
  heading->level = level < 2 ? 2 : level > 4 ? 4 : level;
  heading->text = inline_text(reading, block);
}

static void add_list(struct reading *reading, struct node *parent, cmark_node *block)
{
  struct node *list = node_add(reading->document, parent, NODE_LIST, place(reading, block));
  list->ordered = cmark_node_get_list_type(block) == CMARK_ORDERED_LIST;
  for (cmark_node *item = cmark_node_first_child(block); item; item = cmark_node_next(item)) {
    struct node *node = node_add(reading->document, list, NODE_ITEM, place(reading, item));
    add_blocks(reading, node, item, PARAGRAPH_BODY);
  }
}

static void add_blocks(struct reading *reading, struct node *parent, cmark_node *blocks,
                       enum paragraph_style style)
{
  for (cmark_node *block = cmark_node_first_child(blocks); block; block = cmark_node_next(block)) {
    switch (cmark_node_get_type(block)) {
    case CMARK_NODE_PARAGRAPH: {
      struct node *paragraph =
          node_add(reading->document, parent, NODE_PARAGRAPH, place(reading, block));
      paragraph->style = style;
      paragraph->text = inline_text(reading, block);
      break;
    }
    case CMARK_NODE_HEADING:
      add_heading(reading, parent, block);
      break;
    case CMARK_NODE_LIST:
      add_inner_blocks(reading, parent, block, add_list);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      add_inner_blocks(reading, parent, block, add_quote);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      node_add(reading->document, parent, NODE_RULE, place(reading, block));
      break;
    case CMARK_NODE_CODE_BLOCK:
      refuse(reading, block, "code blocks",
             "begin the lines at the margin: four spaces before a line make it code");
      break;
    default:
      refuse(reading, block, "raw HTML", "write it in CommonMark, or write \\< for a plain <");
      break;
    }
  }
}

int node_add_commonmark(struct document *document, struct node *parent, const char *markdown,
                        int level, struct loc loc, struct diags *diags)
{
  __attribute__((cleanup(free_tree))) cmark_node *tree =
      cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT | CMARK_OPT_SMART);
  struct reading reading = {.document = document, .level = level, .loc = loc, .diags = diags};
  add_blocks(&reading, parent, tree, PARAGRAPH_BODY);
  return reading.status;
}
