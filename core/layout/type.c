/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/type.h"

/* The end of the word or of the white space that begins at FROM. */
static size_t piece_end(struct str text, size_t from)
{
  bool space = text.at[from] == ' ';
  size_t end = from + 1;
  while (end < text.len && (text.at[end] == ' ') == space)
    end++;
  return end;
}

/* Tracking is added after every glyph that stands for text. */
static int32_t tracking_units(struct canvas *canvas, const struct type_style *style)
{
  if (style->tracking == 0)
    return 0;
  struct font_metrics metrics = font_metrics(canvas->theme->fonts, style->face);
  double units = style->tracking / style->size * metrics.units_per_em;
  return (int32_t)(units < 0 ? units - 0.5 : units + 0.5);
}

const struct shaped *type_shape(struct canvas *canvas, const struct type_style *style,
                                struct str text)
{
  int32_t tracking = tracking_units(canvas, style);
  if (text.len == 0 || (tracking == 0 && piece_end(text, 0) == text.len))
    return shape_text(canvas->shaper, style->face, text);

  struct shaped *joined = ARENA_NEW(canvas->arena, struct shaped);
  joined->face = style->face;
  joined->text = arena_text(canvas->arena, text.at, text.len);
  joined->text_len = text.len;
  for (size_t from = 0, end; from < text.len; from = end) {
    end = piece_end(text, from);
    struct str piece = { text.at + from, end - from };
    joined->glyph_count += shape_text(canvas->shaper, style->face, piece)->glyph_count;
  }
  struct glyph *glyphs = ARENA_ARRAY(canvas->arena, struct glyph, joined->glyph_count);
  joined->glyphs = glyphs;
  for (size_t from = 0, end; from < text.len; from = end) {
    end = piece_end(text, from);
    struct str piece = { text.at + from, end - from };
    const struct shaped *word = shape_text(canvas->shaper, style->face, piece);
    joined->missing |= word->missing;
    for (size_t i = 0; i < word->glyph_count; i++) {
      *glyphs = word->glyphs[i];
      if (glyphs->text_len)
        glyphs->advance += tracking;
      joined->advance += glyphs++->advance;
    }
  }
  return joined;
}

double type_width(struct canvas *canvas, const struct type_style *style, struct str text)
{
  int32_t tracking = tracking_units(canvas, style);
  int64_t advance = 0;
  for (size_t from = 0, end; from < text.len; from = end) {
    end = piece_end(text, from);
    struct str piece = { text.at + from, end - from };
    const struct shaped *word = shape_text(canvas->shaper, style->face, piece);
    advance += word->advance;
    for (size_t i = 0; tracking && i < word->glyph_count; i++)
      advance += word->glyphs[i].text_len ? tracking : 0;
  }
  struct shaped all = { .face = style->face, .advance = advance };
  return shaped_width(canvas->theme->fonts, &all, style->size);
}

void type_draw(struct canvas *canvas, const struct type_style *style, double x, double y,
               const struct shaped *shaped)
{
  if (shaped->text_len == 0)
    return;
  struct display_item *item = VEC_ADD(canvas->arena, &canvas->items);
  item->kind = DISPLAY_TEXT;
  item->tag = canvas->tag;
  item->text.shaped = shaped;
  item->text.size = (float)style->size;
  item->text.x = (float)x;
  item->text.y = (float)y;
  item->text.color = style->color;
}
