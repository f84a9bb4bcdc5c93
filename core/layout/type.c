/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/type.h"

/* Tracking is added after every glyph that stands for text. */
static int32_t tracking_units(struct canvas *canvas, const struct type_style *style)
{
  if (style->tracking == 0)
    return 0;
  double units_per_em = font_metrics(canvas->theme->fonts, style->face).units_per_em;
  double units = style->tracking / style->size * units_per_em;
  return (int32_t)(units < 0 ? units - 0.5 : units + 0.5);
}

const struct shaped *type_shape(struct canvas *canvas, const struct type_style *style,
                                struct str text)
{
  const struct shaped *shaped = shape_text(canvas->shaper, canvas->arena, style->face, text);
  int32_t tracking = tracking_units(canvas, style);
  if (tracking == 0)
    return shaped;

  struct shaped *tracked = ARENA_NEW(canvas->arena, struct shaped);
  struct glyph *glyphs = ARENA_ARRAY(canvas->arena, struct glyph, shaped->glyph_count);
  *tracked = *shaped;
  tracked->glyphs = glyphs;
  for (size_t i = 0; i < shaped->glyph_count; i++) {
    glyphs[i] = shaped->glyphs[i];
    if (!glyphs[i].text_len)
      continue;
    glyphs[i].advance += tracking;
    tracked->advance += tracking;
  }
  return tracked;
}

double type_width(struct canvas *canvas, const struct type_style *style, struct str text)
{
  int32_t tracking = tracking_units(canvas, style);
  struct shaped all = {.face = style->face};
  for (size_t from = 0, end; from < text.len; from = end) {
    end = from + 1;
    while (text.at[from] != ' ' && end < text.len && text.at[end] != ' ')
      end++;
    const struct shaped *part =
        shape_text(canvas->shaper, canvas->arena, style->face,
                   (struct str){text.at + from, end - from});
    all.advance += part->advance;
    for (size_t i = 0; tracking && i < part->glyph_count; i++)
      all.advance += part->glyphs[i].text_len ? tracking : 0;
  }
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
