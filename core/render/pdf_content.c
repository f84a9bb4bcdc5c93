/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_content.h"

#include "render/pdf_font.h"
#include "render/pdf_graphics.h"
#include "render/pdf_links.h"
#include "render/pdf_picture.h"
#include "render/pdf_structure.h"
#include "render/verify.h"

#include <stdbool.h>

/* Lengths here are in hundredths of a point, as they are printed, so that differences are exact. */

/* Deeper than any display list that was verified. */
enum { MOST_CLIPS = 32, NOTHING_OPEN = -100 };

struct content {
  struct pdf *pdf;
  size_t page;
  struct bytes *out;
  int32_t height;
  struct graphics now, saved[MOST_CLIPS];
  size_t saved_count;
  const struct display_item *items_left, *items_end; /* from the one that is being drawn on */
  int open; /* the tag of the run that is open, or NOTHING_OPEN */
  bool open_in_text; /* it began in the text object that it ends in */
  bool in_text;
  int32_t line_x, line_y; /* where the last text of this text object began */
};

static int32_t flip(const struct content *content, double y)
{
  return content->height - hundredths(y);
}

/* ---- runs ----------------------------------------------------------------------------------- */

static void begin_text(struct content *content)
{
  if (content->in_text)
    return;
  bytes_text(content->out, "BT\n");
  content->in_text = true;
  content->line_x = content->line_y = 0;
}

static void end_text(struct content *content)
{
  if (content->in_text)
    bytes_text(content->out, "ET\n");
  content->in_text = false;
}

static void close_run(struct content *content)
{
  if (content->open == NOTHING_OPEN)
    return;
  if (!content->open_in_text)
    end_text(content);
  bytes_text(content->out, "EMC\n");
  content->open = NOTHING_OPEN;
}

/* Whether the run that begins with the next item draws nothing but text. */
static bool is_text_only(const struct content *content)
{
  for (const struct display_item *at = content->items_left; at < content->items_end; at++) {
    if (at->kind == DISPLAY_LINK)
      continue;
    if (at->kind == DISPLAY_CLIP || at->kind == DISPLAY_UNCLIP || at->tag != content->items_left->tag)
      break;
    if (at->kind != DISPLAY_TEXT)
      return false;
  }
  return true;
}

/* Runs of text share text objects, which is shorter; a run with paths must hold its own. */
static void open_run(struct content *content, int tag)
{
  if (content->open == tag)
    return;
  close_run(content);
  content->open_in_text = is_text_only(content);
  if (content->open_in_text)
    begin_text(content);
  else
    end_text(content);
  content->open = tag;
  struct bytes *out = content->out;
  switch (tag) {
  case TAG_ARTIFACT:
    bytes_text(out, "/Artifact BMC\n");
    return;
  case TAG_PAGINATION_HEAD:
    bytes_text(out, "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n");
    return;
  case TAG_PAGINATION_FOOT:
    bytes_text(out, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
    return;
  case TAG_PAGINATION:
    bytes_text(out, "/Artifact<</Type/Pagination>>BDC\n");
    return;
  default:
    bytes_char(out, '/');
    bytes_text(out, tag_role_name(content->pdf->display->tags[tag].role));
    bytes_text(out, "<</MCID ");
    bytes_integer(out, pdf_structure_mark(content->pdf->structure, content->page, tag));
    bytes_text(out, ">>BDC\n");
  }
}

/* ---- text ----------------------------------------------------------------------------------- */

static void move_to(struct content *content, int32_t x, int32_t y)
{
  begin_text(content);
  pdf_operand(content->out, x - content->line_x);
  pdf_operand(content->out, y - content->line_y);
  bytes_text(content->out, "Td\n");
  content->line_x = x;
  content->line_y = y;
}

/* Where the next glyph does not stand where this one's own width would put it, the string is broken
 * off for the difference, in thousandths of the size. */
static void add_glyphs(struct content *content, const struct shaped *shaped, double units_per_em)
{
  struct bytes *out = content->out;
  const char *text = shaped->text;
  size_t array_at = out->len;
  bool moved = false;
  bytes_text(out, "[(");
  for (size_t i = 0; i < shaped->glyph_count; i++) {
    const struct glyph *glyph = &shaped->glyphs[i];
    uint16_t code = pdf_font_code(content->pdf->fonts, shaped->face, glyph, text);
    text += glyph->text_len;
    bytes_literal(out, (uint8_t)(code >> 8));
    bytes_literal(out, (uint8_t)code);
    if (glyph->advance != glyph->natural && i + 1 < shaped->glyph_count) {
      moved = true;
      bytes_char(out, ')');
      bytes_hundredths(out, hundredths((glyph->natural - glyph->advance) * 1000 / units_per_em));
      bytes_char(out, '(');
    }
  }
  if (moved) {
    bytes_text(out, ")]TJ\n");
  } else {
    out->at[array_at] = ' ';
    bytes_text(out, ")Tj\n");
  }
}

/* One by one: each in its own face, at its own place beside the pen. */
static void add_placed_glyphs(struct content *content, const struct shaped *shaped, float size,
                              double units_per_em)
{
  struct bytes *out = content->out;
  const char *text = shaped->text;
  int32_t rise = 0;
  for (size_t i = 0; i < shaped->glyph_count; i++) {
    const struct glyph *glyph = &shaped->glyphs[i];
    const struct placement *placement = &shaped->placements[i];
    pdf_set_font(&content->now, content->out, placement->face, hundredths((double)size));
    int32_t above = hundredths(placement->y * (double)size / units_per_em);
    if (above != rise) {
      pdf_operand(content->out, above);
      bytes_text(out, "Ts\n");
      rise = above;
    }
    uint16_t code = pdf_font_code(content->pdf->fonts, placement->face, glyph, text);
    text += glyph->text_len;
    int32_t before = hundredths(-placement->x * 1000 / units_per_em);
    int32_t after
      = hundredths((glyph->natural + placement->x - glyph->advance) * 1000 / units_per_em);
    bytes_char(out, '[');
    if (before)
      bytes_hundredths(out, before);
    bytes_char(out, '(');
    bytes_literal(out, (uint8_t)(code >> 8));
    bytes_literal(out, (uint8_t)code);
    bytes_char(out, ')');
    if (after)
      bytes_hundredths(out, after);
    bytes_text(out, "]TJ\n");
  }
  if (rise)
    bytes_text(out, "0 Ts\n");
}

static void draw_text(struct content *content, const struct display_item *item)
{
  const struct shaped *shaped = item->text.shaped;
  if (shaped->glyph_count == 0)
    return;
  open_run(content, item->tag);
  pdf_set_fill(&content->now, content->out, item->text.color);
  move_to(content, hundredths((double)item->text.x), flip(content, (double)item->text.y));
  const struct fonts *fonts = content->pdf->display->fonts;
  double units_per_em = font_metrics(fonts, shaped->face).units_per_em;
  if (shaped->placements) {
    add_placed_glyphs(content, shaped, item->text.size, units_per_em);
    return;
  }
  pdf_set_font(&content->now, content->out, shaped->face, hundredths((double)item->text.size));
  add_glyphs(content, shaped, units_per_em);
}

/* ---- paths ---------------------------------------------------------------------------------- */

static void draw_path(struct content *content, const struct display_item *item)
{
  const struct path *path = &item->path;
  if (!path->filled && !path->stroked)
    return;
  open_run(content, item->tag);
  end_text(content);
  if (path->filled)
    pdf_set_fill(&content->now, content->out, path->fill);
  if (path->stroked)
    pdf_set_stroke(&content->now, content->out, path);
  pdf_outline(content->out, path, content->height);
  if (!path->filled)
    bytes_text(content->out, "S\n");
  else if (path->stroked)
    bytes_text(content->out, path->even_odd ? "B*\n" : "B\n");
  else
    bytes_text(content->out, path->even_odd ? "f*\n" : "f\n");
}

static void clip(struct content *content, const struct path *path)
{
  close_run(content);
  end_text(content);
  bytes_text(content->out, "q\n");
  content->saved[content->saved_count++] = content->now;
  pdf_outline(content->out, path, content->height);
  bytes_text(content->out, path->even_odd ? "W* n\n" : "W n\n");
}

static void unclip(struct content *content)
{
  close_run(content);
  end_text(content);
  bytes_text(content->out, "Q\n");
  content->now = content->saved[--content->saved_count];
}

static void draw_picture(struct content *content, const struct display_item *item)
{
  open_run(content, item->tag);
  end_text(content);
  int32_t left = hundredths((double)item->picture.x0), bottom = flip(content, (double)item->picture.y1);
  bytes_text(content->out, "q\n");
  pdf_operand(content->out, hundredths((double)item->picture.x1) - left);
  bytes_text(content->out, "0 0 ");
  pdf_operand(content->out, flip(content, (double)item->picture.y0) - bottom);
  pdf_operand(content->out, left);
  pdf_operand(content->out, bottom);
  bytes_text(content->out, "cm\n/P");
  bytes_integer(content->out, (int64_t)pdf_picture(content->pdf, item->picture.picture));
  bytes_text(content->out, " Do\nQ\n");
}

void pdf_content(struct pdf *pdf, size_t page, struct bytes *out)
{
  const struct display_page *display_page = &pdf->display->pages[page];
  struct content content = {
    .pdf = pdf, .page = page, .out = out, .height = hundredths(display_page->height),
    .now = pdf_graphics(), .open = NOTHING_OPEN,
    .items_end = display_page->items + display_page->item_count,
  };
  for (size_t i = 0; i < display_page->item_count; i++) {
    const struct display_item *item = content.items_left = &display_page->items[i];
    switch (item->kind) {
    case DISPLAY_TEXT:
      draw_text(&content, item);
      break;
    case DISPLAY_PATH:
      draw_path(&content, item);
      break;
    case DISPLAY_LINK:
      pdf_add_link(pdf, page, item);
      break;
    case DISPLAY_CLIP:
      clip(&content, &item->path);
      break;
    case DISPLAY_UNCLIP:
      unclip(&content);
      break;
    case DISPLAY_PICTURE:
      draw_picture(&content, item);
      break;
    }
  }
  close_run(&content);
  end_text(&content);
}
