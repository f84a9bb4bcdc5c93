/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"

#include <math.h>

/* Fewer lines than these are not left at the foot of a page, nor carried to the next. */
enum { LEAST_LINES = 2 };

int compose_text(struct galley *galley, struct text text, const struct paragraph_look *look,
                 struct frame frame, double before, bool keep)
{
  struct canvas *canvas = &galley->canvas;
  struct paragraph *paragraph = ARENA_NEW(canvas->arena, struct paragraph);
  if (paragraph_set(canvas, text, look, frame.width, paragraph) < 0)
    return -1;
  struct open_link open = {0};
  for (size_t i = 0; i < paragraph->count; i++) {
    struct slug *slug = slug_begin(galley, i ? 0 : before);
    bool early = i + 1 < LEAST_LINES, late = i + LEAST_LINES >= paragraph->count;
    bool last = i + 1 == paragraph->count;
    slug->keep = last ? keep : early || late;
    slug->on_grid = look->style.leading == canvas->theme->grid.baseline;
    paragraph_draw_line(canvas, paragraph, i, frame.x, 0, frame.width, &open);
    slug_end(galley, paragraph_line_height(paragraph, i));
  }
  return 0;
}

/* ---- headings ------------------------------------------------------------------------------ */

static void mark_bookmark(struct galley *galley, const char *title, int level)
{
  struct mark *mark = VEC_ADD(galley->canvas.arena, &galley->canvas.marks);
  *mark = (struct mark){.kind = MARK_BOOKMARK, .name = title, .level = level};
}

static int compose_heading(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  int level = node->level < 2 ? 2 : node->level > 4 ? 4 : node->level;
  const struct type_style *styles[] = {&theme->type.h2, &theme->type.h3, &theme->type.h4};
  struct paragraph_look look = title_look(*styles[level - 2]);
  canvas->tag = tag_add_heading(canvas, level, frame.tag);
  size_t first = galley->slugs.len;
  size_t mark = canvas->marks.len;
  if (level == 2)
    mark_bookmark(galley, text_spoken(canvas->arena, node->text), 2);
  int status = compose_text(galley, node->text, &look, frame,
                            level == 2 ? theme->space.heading : theme->space.subheading, true);
  if (galley->slugs.len > first)
    galley->slugs.at[first].first_mark = mark;
  for (size_t i = first; i < galley->slugs.len; i++)
    galley->slugs.at[i].keep = true;
  galley_space(galley, level == 2 ? theme->space.after_title : 0, true);
  return status;
}

/* ---- paragraphs ---------------------------------------------------------------------------- */

/* What introduces a list stays with it. */
static bool introduces(const struct node *node)
{
  if (!node->next || node->next->kind != NODE_LIST || node->text.count == 0)
    return false;
  const char *words = node->text.runs[node->text.count - 1].text;
  return words && str_ends(str_of(words), ":");
}

static int compose_paragraph(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct type_style *style = &theme->type.body;
  switch (node->style) {
  case PARAGRAPH_BODY:
    break;
  case PARAGRAPH_LEAD:
    style = &theme->type.lead;
    break;
  case PARAGRAPH_MEANING:
    style = &theme->type.meaning;
    break;
  case PARAGRAPH_QUOTE:
    style = &theme->type.quote;
    break;
  case PARAGRAPH_SMALL:
    style = &theme->type.note;
    break;
  }
  struct paragraph_look look = paragraph_look(*style);
  canvas->tag = tag_add(canvas, TAG_P, frame.tag);
  return compose_text(galley, node->text, &look, frame, theme->space.paragraph, introduces(node));
}

static int compose_quote(struct galley *galley, const struct node *node, struct frame frame)
{
  double indent = galley->canvas.theme->space.quote_indent;
  int tag = tag_add(&galley->canvas, TAG_BLOCK_QUOTE, frame.tag);
  return compose_nodes(galley, node->first, (struct frame) { frame.x + indent, frame.width - indent, tag });
}

static int compose_note(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  struct paragraph_look look = paragraph_look(canvas->theme->type.note);
  look.strong = FONT_SEMIBOLD;
  canvas->tag = tag_add(canvas, TAG_P, frame.tag);
  return compose_text(galley, node->text, &look, frame, canvas->theme->space.figure_to_note, false);
}

static void compose_rule(struct galley *galley, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  struct slug *slug = slug_begin(galley, theme->space.section_rule);
  slug->keep = slug->drop_at_top = true;
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, frame.x, 0, frame.x + frame.width, 0,
            paint_stroke(theme->color.rule, theme->rule.section));
  slug_end(galley, 0);
  galley_space(galley, theme->space.section_rule, true);
}

/* ---- all kinds ----------------------------------------------------------------------------- */

static int compose_node(struct galley *galley, const struct node *node, struct frame frame)
{
  switch (node->kind) {
  case NODE_HEADING:
    return compose_heading(galley, node, frame);
  case NODE_PARAGRAPH:
    return compose_paragraph(galley, node, frame);
  case NODE_QUOTE:
    return compose_quote(galley, node, frame);
  case NODE_LIST:
    return compose_list(galley, node, frame);
  case NODE_TABLE:
    return compose_table(galley, node, frame);
  case NODE_FIGURE:
    return compose_figure(galley, node, frame);
  case NODE_KEY_FIGURES:
    return compose_key_figures(galley, node, frame);
  case NODE_FINDINGS:
    return compose_findings(galley, node, frame);
  case NODE_CALLOUT:
    return compose_callout(galley, node, frame);
  case NODE_NOTE:
    return compose_note(galley, node, frame);
  case NODE_CONTENTS:
    return compose_contents(galley, node, frame);
  case NODE_RULE:
    compose_rule(galley, frame);
    return 0;
  case NODE_KEY:
    return compose_key(galley, node, frame);
  case NODE_COLUMNS:
    return compose_columns(galley, node, frame);
  case NODE_SIDEBAR:
    return compose_sidebar(galley, node, frame);
  case NODE_GLOSSARY:
    return compose_glossary(galley, node, frame);
  case NODE_SECTION:
  case NODE_BOX:
  case NODE_COLUMN:
  case NODE_ITEM:
    break;
  }
  diag_error(galley->canvas.diags, "STRATA-L023", node->loc,
             "a section, box, column or item stands where it cannot");
  diag_hint(galley->canvas.diags, "put boxes in sections, columns in columns, items in lists");
  return -1;
}

/* Links to NODE lead to the top of its first slug. */
static int compose_named(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  size_t first = galley->slugs.len, first_mark = canvas->marks.len;
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_ANCHOR, .name = node->name, .loc = node->loc};
  int status = compose_node(galley, node, frame);
  if (galley->slugs.len > first)
    galley->slugs.at[first].first_mark = first_mark;
  return status;
}

int compose_nodes(struct galley *galley, const struct node *node, struct frame frame)
{
  return compose_until(galley, node, NULL, frame);
}

int compose_until(struct galley *galley, const struct node *node, const struct node *end,
                  struct frame frame)
{
  int status = 0;
  for (; node != end; node = node->next) {
    struct loc outer = galley->canvas.loc;
    int tag = galley->canvas.tag;
    if (node->loc.file)
      galley->canvas.loc = node->loc;
    int composed = node->name ? compose_named(galley, node, frame) : compose_node(galley, node, frame);
    if (composed < 0)
      status = -1;
    galley->canvas.loc = outer;
    galley->canvas.tag = tag;
  }
  return status;
}
