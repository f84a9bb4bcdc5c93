/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/compose.h"

#include "base/num.h"

#include <math.h>

/* ---- key figures --------------------------------------------------------------------------- */

/* One of the parts of a key figure, of all of them: the parts start at the same height. */
struct key_part {
  struct paragraph *paragraphs;
  double height;
};

static int set_part(struct canvas *canvas, const struct node *node, size_t offset,
                    const struct type_style *style, double width, struct key_part *ret_part)
{
  struct key_part part = {.paragraphs =
                              ARENA_ARRAY(canvas->arena, struct paragraph, node->item_count)};
  struct paragraph_look look = title_look(*style);
  int status = 0;
  for (size_t i = 0; i < node->item_count; i++) {
    const char *figure = (const char *)&node->key_figures[i];
    const struct text *text = (const struct text *)(const void *)(figure + offset);
    if (paragraph_set(canvas, *text, &look, width, &part.paragraphs[i]) < 0)
      status = -1;
    part.height = fmax(part.height, part.paragraphs[i].height);
  }
  *ret_part = part;
  return status;
}

int compose_key_figures(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  if (node->item_count == 0)
    return 0;
  double pitch = (frame.width + theme->grid.gutter) / (double)node->item_count;
  double width = pitch - theme->grid.gutter;
  const struct {
    size_t offset;
    const struct type_style *style;
  } kinds[] = {
      {offsetof(struct key_figure, value), &theme->type.key_figure},
      {offsetof(struct key_figure, words), &theme->type.key_words},
      {offsetof(struct key_figure, comparison), &theme->type.note},
  };
  enum { PARTS = sizeof kinds / sizeof *kinds };
  struct key_part parts[PARTS] = {0};
  int status = 0;
  for (size_t k = 0; k < PARTS; k++)
    if (set_part(canvas, node, kinds[k].offset, kinds[k].style, width, &parts[k]) < 0)
      status = -1;

  slug_begin(galley, theme->space.block);
  int list = tag_add(canvas, TAG_L, frame.tag);
  for (size_t i = 0; i < node->item_count; i++) {
    int body = tag_add(canvas, TAG_LBODY, tag_add(canvas, TAG_LI, list));
    double y = 0;
    for (size_t k = 0; k < PARTS; k++) {
      if (parts[k].paragraphs[i].count)
        canvas->tag = tag_add(canvas, TAG_P, body);
      paragraph_draw(canvas, &parts[k].paragraphs[i], frame.x + pitch * (double)i, y, width);
      y += parts[k].height;
    }
  }
  slug_end(galley, parts[0].height + parts[1].height + parts[2].height);
  galley_space(galley, theme->space.block, false);
  return status;
}

/* ---- columns ------------------------------------------------------------------------------- */

static int grid_columns(const struct theme *theme)
{
  return (int)theme->grid.columns;
}

/* The width of SPAN columns when WIDTH is divided as the page is. */
static double span_width(const struct theme *theme, double width, int span)
{
  double pitch = (width + theme->grid.gutter) / theme->grid.columns;
  return pitch * span - theme->grid.gutter;
}

/* The last column is an aside when it is narrower than those before it. */
static bool is_aside(const struct node *node, const struct node *column)
{
  return !column->next && column != node->first && column->level < node->first->level;
}

int compose_columns(struct galley *galley, const struct node *node, struct frame frame)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  int spans = 0, status = 0;
  for (const struct node *column = node->first; column; column = column->next)
    spans += column->kind == NODE_COLUMN ? column->level : grid_columns(theme) + 1;
  if (spans > grid_columns(theme)) {
    diag_error(canvas->diags, "STRATA-L024", node->loc,
               "the columns span %d of %d columns of the grid", spans, grid_columns(theme));
    diag_hint(canvas->diags, "give spans that add up to %d at most", grid_columns(theme));
    return -1;
  }
  /* One column as wide as the page: what spans the columns of text. */
  if (spans == grid_columns(theme) && node->first && !node->first->next)
    return compose_nodes(galley, node->first->first, frame);
  double height = 0, rule = 0;
  slug_begin(galley, theme->space.block);
  int before = 0;
  for (const struct node *column = node->first; column; column = column->next) {
    double x = before ? span_width(theme, frame.width, before) + theme->grid.gutter : 0;
    double width = span_width(theme, frame.width, column->level);
    if (is_aside(node, column)) {
      x += theme->grid.aside_offset;
      width -= theme->grid.aside_offset;
      rule = x - theme->grid.aside_rule;
    }
    struct galley inner = galley_new(canvas);
    struct frame inside = {0, width, frame.tag};
    if (compose_nodes(&inner, column->first, inside) < 0)
      status = -1;
    galley_stack(&inner, canvas, frame.x + x, 0);
    height = fmax(height, galley_height(&inner));
    before += column->level;
  }
  if (rule > 0) {
    canvas->tag = TAG_ARTIFACT;
    draw_line(canvas, frame.x + rule, 0, frame.x + rule, height,
              paint_stroke(theme->color.hairline, theme->rule.column));
  }
  slug_end(galley, height);
  galley_space(galley, theme->space.block, false);
  return status;
}

/* ---- frames -------------------------------------------------------------------------------- */

/* TEXT and the nodes from FIRST on in a frame that stays on one page.  LOOK: of the text; BAR: a heavy
 * line at its left. */
static int compose_frame(struct galley *galley, struct text text, const struct paragraph_look *look,
                         bool heading, const struct node *first, struct frame frame, bool bar)
{
  struct canvas *canvas = &galley->canvas;
  const struct theme *theme = canvas->theme;
  double padding = theme->space.callout_padding;
  struct galley inner = galley_new(canvas);
  struct frame inside = {0, frame.width - 2 * padding, tag_add(canvas, TAG_DIV, frame.tag)};
  int status = 0;
  if (text.count) {
    inner.canvas.tag = heading ? tag_add_heading(canvas, 3, inside.tag) : tag_add(canvas, TAG_P, inside.tag);
    status = compose_text(&inner, text, look, inside, 0, false);
    if (heading)
      galley_space(&inner, theme->space.after_title, true);
  }
  if (compose_nodes(&inner, first, inside) < 0)
    status = -1;

  slug_begin(galley, theme->space.block);
  double height = galley_height(&inner) + 2 * padding;
  canvas->tag = TAG_ARTIFACT;
  struct paint ground = bar ? paint_fill(theme->color.missing)
                            : paint_stroke(theme->color.rule, theme->rule.section);
  draw_rect(canvas, frame.x, 0, frame.width, height, ground);
  if (bar)
    draw_rect(canvas, frame.x, 0, theme->rule.head, height, paint_fill(theme->color.brand));
  galley_stack(&inner, canvas, frame.x + padding, padding);
  slug_end(galley, height);
  galley_space(galley, theme->space.block, false);
  return status;
}

int compose_callout(struct galley *galley, const struct node *node, struct frame frame)
{
  struct paragraph_look look = paragraph_look(galley->canvas.theme->type.body);
  return compose_frame(galley, node->text, &look, false, node->first, frame, true);
}

int compose_sidebar(struct galley *galley, const struct node *node, struct frame frame)
{
  struct paragraph_look look = title_look(galley->canvas.theme->type.h3);
  return compose_frame(galley, node->text, &look, true, node->first, frame, false);
}
