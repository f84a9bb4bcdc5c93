/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/footnote.h"

#include "base/num.h"

/* Of the number, as shares of the type's size; the rule above the notes; the room of a number. */
static const double NUMBER_SIZE = 0.66, NUMBER_RISE = 0.34;
static const double RULE_LENGTH = 72, RULE_ABOVE = 8, RULE_BELOW = 3, INDENT = 12, BETWEEN = 1;

struct type_style footnote_style(struct type_style style)
{
  style.size *= NUMBER_SIZE;
  style.face = style.face == FONT_BOLD ? FONT_BOLD : FONT_SEMIBOLD;
  return style;
}

double footnote_rise(const struct type_style *style)
{
  return style->size / NUMBER_SIZE * NUMBER_RISE;
}

const char *footnote_number(struct arena *arena, const struct footnote *footnote)
{
  return num_format(arena, footnote->number, 0, NUM_PLAIN);
}

/* What holds the paragraph that TAG is, or is in: the note follows it there. */
static int holder_of(struct canvas *canvas, int tag)
{
  for (; tag >= 0; tag = tag_at(canvas, tag)->parent)
    switch (tag_at(canvas, tag)->role) {
    case TAG_P:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_SPAN:
    case TAG_LINK:
    case TAG_REFERENCE:
      continue;
    default:
      return tag;
    }
  return 0;
}

static void mark_anchor(struct canvas *canvas, const char *name, double y)
{
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_ANCHOR, .name = name, .y0 = y, .y1 = y, .loc = canvas->loc};
}

/* The number at the foot leads back to the one in the text. */
static void set_number(struct canvas *canvas, const char *number, int note, double leading)
{
  const struct type_style *style = &canvas->theme->type.note;
  canvas->tag = tag_add(canvas, TAG_LINK, tag_add(canvas, TAG_LBL, note));
  double base = (leading + draw_cap_height(canvas, style)) / 2;
  double width = draw_text(canvas, style, 0, base, ALIGN_LEFT, number);
  struct mark *link = VEC_ADD(canvas->arena, &canvas->marks);
  *link = (struct mark){.kind = MARK_LINK,
                        .tag = canvas->tag,
                        .name = arena_printf(canvas->arena, "#footnote-%s-from", number),
                        .description = arena_printf(canvas->arena, "Back to note %s in the text", number),
                        .x0 = 0,
                        .y0 = 0,
                        .x1 = width,
                        .y1 = leading,
                        .loc = canvas->loc};
}

int footnote_set(struct canvas *canvas, const struct footnote *footnote, double x, double y)
{
  struct arena *arena = canvas->arena;
  const struct theme *theme = canvas->theme;
  const char *number = footnote_number(arena, footnote);
  int note = tag_add(canvas, TAG_NOTE, holder_of(canvas, canvas->tag));
  struct footnote_block *block = ARENA_NEW(arena, struct footnote_block);
  block->galley = galley_new(canvas);
  struct canvas *inner = &block->galley.canvas;
  struct paragraph_look look = paragraph_look(theme->type.note);
  struct paragraph paragraph;
  double width = canvas->footnote_width - INDENT;
  if (paragraph_set(inner, footnote->text, &look, width, &paragraph) < 0)
    return -1;
  slug_begin(&block->galley, 0);
  mark_anchor(inner, arena_printf(arena, "footnote-%s", number), 0);
  set_number(inner, number, note, theme->type.note.leading);
  inner->tag = tag_add(canvas, TAG_P, note);
  block->height = paragraph_draw(inner, &paragraph, INDENT, 0, width);
  slug_end(&block->galley, block->height);

  mark_anchor(canvas, arena_printf(arena, "footnote-%s-from", number), y);
  struct mark *mark = VEC_ADD(arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_FOOTNOTE, .footnote = block, .x0 = x, .y0 = y};
  return 0;
}

double footnote_height(const struct theme *theme, const struct footnote_block *block, bool first)
{
  (void)theme;
  return block->height + (first ? RULE_ABOVE + RULE_BELOW : BETWEEN);
}

static void draw_rule(struct canvas *canvas, double x, double width, double y)
{
  int outer = canvas->tag;
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, x, y, x + (width < RULE_LENGTH ? width : RULE_LENGTH), y,
            paint_stroke(canvas->theme->color.rule, canvas->theme->rule.section));
  canvas->tag = outer;
}

void footnotes_draw(struct canvas *canvas, const struct footnote_block *const *blocks,
                    size_t count, double x, double width, double y)
{
  if (count == 0)
    return;
  draw_rule(canvas, x, width, y + RULE_ABOVE);
  y += RULE_ABOVE + RULE_BELOW;
  for (size_t i = 0; i < count; i++) {
    galley_stack(&blocks[i]->galley, canvas, x, y);
    y += blocks[i]->height + BETWEEN;
  }
}

void footnotes_append(struct galley *galley, size_t first, double x, double width)
{
  size_t first_mark = first < galley->slugs.len ? galley->slugs.at[first].first_mark : 0;
  size_t end = galley->canvas.marks.len;
  bool any = false;
  for (size_t i = first_mark; i < end; i++) {
    if (galley->canvas.marks.at[i].kind != MARK_FOOTNOTE)
      continue;
    const struct footnote_block *block = galley->canvas.marks.at[i].footnote;
    galley->canvas.marks.at[i].kind = MARK_FOOTNOTE_SET;
    if (!any) {
      slug_begin(galley, RULE_ABOVE)->keep = true;
      draw_rule(&galley->canvas, x, width, 0);
      slug_end(galley, RULE_BELOW);
    }
    slug_begin(galley, any ? BETWEEN : 0);
    galley_stack(&block->galley, &galley->canvas, x, 0);
    slug_end(galley, block->height);
    any = true;
  }
}
