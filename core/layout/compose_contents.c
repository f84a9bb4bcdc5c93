/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"
#include "layout/type.h"

#include <math.h>

/* Lines of a long contents come closer together in a box, but not closer than this share of their
 * usual space. */
static const double CLOSEST = 0.25;

/* What leads to NODE: its number, if it has one, and its title. */
static struct text entry_of(struct arena *arena, const struct node *node)
{
  struct text title = node->table ? node->table->title
                      : node->figure ? text_plain(arena, node->figure->title)
                                     : node->text;
  if (!node->label)
    return title;
  struct run *runs = ARENA_ARRAY(arena, struct run, title.count + 1);
  runs[0] = (struct run){.text = arena_printf(arena, "%s\u2002", node->label), .style = RUN_SECONDARY};
  size_t count = 1;
  for (size_t i = 0; i < title.count; i++)
    if (!title.runs[i].footnote && !title.runs[i].reference)
      runs[count++] = title.runs[i];
  return (struct text){runs, count};
}

/* One line of the contents, with SPACE above and below: the title of a section, figure or table and,
 * once it is known, the page that it begins on. */
static int compose_line(struct galley *galley, const struct node *section, struct frame frame,
                        double space, int contents)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  const struct type_style *style = &theme->type.contents;
  struct paragraph_look look = paragraph_look(*style);
  struct paragraph title;
  double number_width = draw_width(canvas, style, paragraph_widest_page);
  struct text words = entry_of(canvas->arena, section);
  if (paragraph_set(canvas, words, &look, frame.width - number_width, &title) < 0)
    return -1;

  slug_begin(galley, 0);
  int entry = tag_add(canvas, TAG_TOCI, contents);
  canvas->tag = tag_add(canvas, TAG_LINK, tag_add(canvas, TAG_REFERENCE, entry));
  double y = space;
  paragraph_draw(canvas, &title, frame.x, y, frame.width - number_width);
  y += title.height;

  double base = y - (style->leading - draw_cap_height(canvas, style)) / 2;
  const char *anchor = section->name;
  struct mark *number = VEC_ADD(canvas->arena, &canvas->marks);
  *number = (struct mark){.kind = MARK_PAGE_OF,
                          .tag = canvas->tag,
                          .name = anchor,
                          .style = style,
                          .x1 = frame.x + frame.width,
                          .y1 = base,
                          .item = canvas->items.len,
                          .loc = section->loc};
  struct display_item *item = VEC_ADD(canvas->arena, &canvas->items);
  *item = (struct display_item){.kind = DISPLAY_TEXT, .tag = canvas->tag};
  item->text.shaped = type_shape(canvas, style, STR(""));
  item->text.size = (float)style->size;

  y += space;
  struct mark *link = VEC_ADD(canvas->arena, &canvas->marks);
  *link = (struct mark){.kind = MARK_LINK,
                        .tag = canvas->tag,
                        .name = arena_printf(canvas->arena, "#%s", anchor),
                        .description = text_spoken(canvas->arena, words),
                        .x0 = frame.x,
                        .y0 = 0,
                        .x1 = frame.x + frame.width,
                        .y1 = y,
                        .loc = section->loc};
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, frame.x, y, frame.x + frame.width, y,
            paint_stroke(theme->color.hairline, theme->rule.table_row));
  slug_end(galley, y);
  return 0;
}

static bool is_cover(const struct document *document, const struct node *section)
{
  for (size_t i = 0; section->master && i < document->master_count; i++)
    if (strcmp(document->masters[i].name, section->master) == 0)
      return document->masters[i].cover;
  return false;
}

static bool is_listed(const struct document *document, const struct node *section)
{
  return section->name && !is_cover(document, section);
}

/* The space above and below each line: less than the theme's where a box would not hold them all. */
static double find_space(const struct galley *galley)
{
  const struct document *document = galley->canvas.document;
  const struct theme *theme = galley->canvas.theme;
  double usual = theme->space.contents_row, lines = 0;
  for (const struct node *section = document->root->first; section; section = section->next)
    lines += is_listed(document, section);
  double room = galley->room - galley_height(galley) - galley->after;
  if (galley->room <= 0 || lines * (theme->type.contents.leading + 2 * usual) <= room)
    return usual;
  return fmax(CLOSEST * usual, (room / lines - theme->type.contents.leading) / 2);
}

static bool any_numbered(const struct node *node, enum node_kind kind)
{
  bool any = node->kind == kind && node->label;
  for (const struct node *child = node->first; child && !any; child = child->next)
    any = any_numbered(child, kind);
  return any;
}

/* The figures or tables below NODE that have a number. */
static int compose_numbered(struct galley *galley, const struct node *node, enum node_kind kind,
                            struct frame frame, int contents)
{
  double space = galley->canvas.theme->space.contents_row;
  int status = 0;
  for (const struct node *child = node->first; child; child = child->next) {
    if (child->kind == kind && child->label &&
        compose_line(galley, child, frame, space, contents) < 0)
      status = -1;
    if (compose_numbered(galley, child, kind, frame, contents) < 0)
      status = -1;
  }
  return status;
}

int compose_contents(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct document *document = canvas->document;
  int status = 0;
  if (node->text.count) {
    struct paragraph_look look = title_look(canvas->theme->type.h2);
    canvas->tag = tag_add_heading(canvas, 2, frame.tag);
    status = compose_text(galley, node->text, &look, frame, canvas->theme->space.heading, true);
    galley_space(galley, canvas->theme->space.after_title, true);
  }
  enum node_kind kind = node->contents == CONTENTS_FIGURES ? NODE_FIGURE : NODE_TABLE;
  if (node->contents != CONTENTS_SECTIONS && !any_numbered(document->root, kind)) {
    struct paragraph_look look = paragraph_look(canvas->theme->type.body);
    canvas->tag = tag_add(canvas, TAG_P, frame.tag);
    return compose_text(galley, text_plain(canvas->arena, "None."), &look, frame, 0, false);
  }
  int contents = tag_add(canvas, TAG_TOC, frame.tag);
  if (node->contents != CONTENTS_SECTIONS) {
    if (compose_numbered(galley, document->root, kind, frame, contents) < 0)
      status = -1;
    galley_space(galley, canvas->theme->space.block, false);
    return status;
  }
  double space = find_space(galley);
  for (const struct node *section = document->root->first; section; section = section->next)
    if (is_listed(document, section) && compose_line(galley, section, frame, space, contents) < 0)
      status = -1;
  galley_space(galley, canvas->theme->space.block, false);
  return status;
}
