/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/paragraph_pieces.h"

#include "layout/footnote.h"
#include "layout/type.h"

/* Of a link: how far below the base line, as a share of the size. */
static const double UNDERLINE_BELOW = 0.14, UNDERLINE_WIDTH = 0.5;

double paragraph_line_height(const struct paragraph *paragraph, size_t line)
{
  return paragraph->lines[line].height;
}

static void draw_marker(struct canvas *canvas, const struct piece *piece, double x, double middle,
                        bool plain)
{
  int outer = canvas->tag;
  enum symbol symbol = piece->run->symbol;
  double s = piece_marker_size(canvas, piece->style);
  x += symbol_half_width(symbol, s);
  if (outer >= 0 && *piece->run->text) {
    canvas->tag = tag_add(canvas, TAG_SPAN, outer);
    tag_at(canvas, canvas->tag)->alt = piece->run->text;
  } else {
    canvas->tag = TAG_ARTIFACT;
  }
  if (plain)
    draw_plain_symbol(canvas, symbol, x, middle, s, piece->style->color);
  else
    draw_symbol(canvas, symbol, x, middle, s);
  canvas->tag = outer;
}

/* The tag of what belongs to LINK: the one that the line before left open, or a new one. */
static int link_tag(struct canvas *canvas, const char *link, struct open_link *open)
{
  if (open->link != link) {
    open->link = link;
    open->tag = tag_add(canvas, TAG_LINK, canvas->tag);
  }
  return open->tag;
}

static void mark_link(struct canvas *canvas, const char *link, int tag, const char *words,
                      double x0, double y0, double x1, double y1)
{
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_LINK,
                        .tag = tag,
                        .name = link,
                        .description = words,
                        .x0 = x0,
                        .y0 = y0,
                        .x1 = x1,
                        .y1 = y1,
                        .loc = canvas->loc};
}

/* A link is known by more than its colour. */
static void underline(struct canvas *canvas, const struct type_style *style, double x, double base,
                      double width)
{
  int outer = canvas->tag;
  double below = UNDERLINE_BELOW * style->size;
  canvas->tag = TAG_ARTIFACT;
  draw_line(canvas, x, base + below, x + width, base + below,
            paint_stroke(style->color, UNDERLINE_WIDTH));
  canvas->tag = outer;
}

/* Draws the number of PIECE's footnote, and sets what belongs to it at the foot. */
static void draw_footnote(struct canvas *canvas, const struct piece *piece, double x, double y,
                          double base, double height)
{
  const struct shaped *shaped = type_shape(canvas, piece->style, piece->text);
  int outer = canvas->tag;
  base -= footnote_rise(piece->style);
  if (outer < 0) {
    type_draw(canvas, piece->style, x, base, shaped);
    return;
  }
  const char *number = arena_text(canvas->arena, piece->text.at, piece->text.len);
  canvas->tag = tag_add(canvas, TAG_LINK, tag_add(canvas, TAG_REFERENCE, outer));
  type_draw(canvas, piece->style, x, base, shaped);
  mark_link(canvas, arena_printf(canvas->arena, "#footnote-%s", number), canvas->tag,
            arena_printf(canvas->arena, "Note %s", number), x, y, x + piece->width, y + height);
  canvas->tag = outer;
  footnote_set(canvas, piece->run->footnote, x, y);
}

/* What a marker at the end of a line leaves of its room: it would stand left of the middle. */
static double marker_slack(const struct canvas *canvas, const struct set_line *line)
{
  const struct piece *last = line->count ? &line->pieces[line->count - 1] : NULL;
  if (!last || !last->run->symbol)
    return 0;
  double s = piece_marker_size(canvas, last->style);
  return last->width - 2 * symbol_half_width(last->run->symbol, s);
}

/* Marks where the number of REFERENCE's page goes, in WORDS, which are drawn next. */
static void mark_page_in(struct canvas *canvas, const struct reference *reference,
                         const struct type_style *style, double x, double y, struct str words)
{
  struct mark *mark = VEC_ADD(canvas->arena, &canvas->marks);
  *mark = (struct mark){.kind = MARK_PAGE_IN,
                        .tag = canvas->tag,
                        .name = reference->anchor,
                        .description = reference->words,
                        .style = style,
                        .x0 = x,
                        .y0 = y,
                        .x1 = x + type_width(canvas, style, words),
                        .y1 = y,
                        .level = words.at[words.len - 1] == ' ',
                        .item = canvas->items.len,
                        .loc = canvas->loc};
}

void paragraph_draw_line(struct canvas *canvas, const struct paragraph *paragraph,
                         size_t line_index, double x, double y, double width,
                         struct open_link *open)
{
  const struct set_line *line = &paragraph->lines[line_index];
  const struct type_style *style = &paragraph->look.style;
  enum align align = paragraph->look.align;
  if (align != ALIGN_LEFT)
    x += (width - line->width + marker_slack(canvas, line)) / (align == ALIGN_CENTRE ? 2 : 1);
  double cap = draw_cap_height(canvas, style);
  double base = y + (line->height + cap) / 2, middle = base - cap / 2;
  int outer = canvas->tag;
  size_t first_mark = canvas->marks.len;

  for (size_t i = 0; i < line->count;) {
    const struct piece *piece = &line->pieces[i];
    const struct run *run = piece->run;
    x += i ? piece->space : 0;
    if (run->link && outer >= 0)
      canvas->tag = link_tag(canvas, run->link, open);
    else
      *open = (struct open_link){0};
    if (run->symbol) {
      draw_marker(canvas, piece, x, middle, paragraph->look.plain);
      x += piece->width;
      i++;
    } else if (run->footnote) {
      draw_footnote(canvas, piece, x, y, base, line->height);
      x += piece->width;
      i++;
    } else {
      /* Pieces of one run are one text, with the space that follows, so that it copies whole. */
      struct strbuf words = STRBUF(canvas->arena);
      size_t end = i;
      for (; end < line->count && line->pieces[end].run == run; end++) {
        if (end > i && line->pieces[end].joint == JOINT_SPACE)
          strbuf_add_char(&words, ' ');
        strbuf_add(&words, line->pieces[end].text);
      }
      bool ends_line = end == line->count;
      const char *spoken = run->link ? arena_strdup(canvas->arena, strbuf_text(&words)) : "";
      double text_width = type_width(canvas, piece->style, strbuf_str(&words));
      if (!(ends_line && line->last) && line->pieces[end].joint >= JOINT_SPACE)
        strbuf_add_char(&words, ' ');
      int around = canvas->tag;
      if (run->language && around >= 0) {
        canvas->tag = tag_add(canvas, TAG_SPAN, around);
        tag_at(canvas, canvas->tag)->language = run->language;
      }
      if (run->reference && run->reference->form == REFERENCE_PAGE)
        mark_page_in(canvas, run->reference, piece->style, x, y, strbuf_str(&words));
      type_draw(canvas, piece->style, x, base,
                type_shape(canvas, piece->style, strbuf_str(&words)));
      canvas->tag = around;
      if (run->link && outer >= 0)
        mark_link(canvas, run->link, canvas->tag, spoken, x, y, x + text_width, y + line->height);
      if (run->link)
        underline(canvas, piece->style, x, base, text_width);
      x += text_width;
      i = end;
    }
    canvas->tag = outer;
  }
  for (size_t i = first_mark; i < canvas->marks.len; i++)
    if (canvas->marks.at[i].kind == MARK_PAGE_IN)
      canvas->marks.at[i].line_end = canvas->items.len - canvas->marks.at[i].item;
  if (!line->hyphenated)
    return;
  const struct piece *last = &line->pieces[line->count - 1];
  canvas->tag = TAG_ARTIFACT;
  type_draw(canvas, last->style, x, base, type_shape(canvas, last->style, STR("-")));
  canvas->tag = outer;
}

double paragraph_draw(struct canvas *canvas, const struct paragraph *paragraph, double x, double y,
                      double width)
{
  struct open_link open = {0};
  double height = 0;
  for (size_t i = 0; i < paragraph->count; i++) {
    paragraph_draw_line(canvas, paragraph, i, x, y + height, width, &open);
    height += paragraph->lines[i].height;
  }
  return height;
}
