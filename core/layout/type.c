/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/type.h"

#include "base/str.h"

/* Tracking is added after every glyph that stands for text, but not before one that stands away from
 * the pen: that is a mark, which would come off its letter. */
static bool is_tracked(const struct shaped *shaped, size_t i)
{
  const struct placement *next
    = shaped->placements && i + 1 < shaped->glyph_count ? &shaped->placements[i + 1] : NULL;
  return shaped->glyphs[i].text_len && !(next && (next->x || next->y));
}

static int32_t tracking_units(struct canvas *canvas, const struct type_style *style)
{
  if (style->tracking == 0)
    return 0;
  double units_per_em = font_metrics(canvas->theme->fonts, style->face).units_per_em;
  double units = style->tracking / style->size * units_per_em;
  return (int32_t)(units < 0 ? units - 0.5 : units + 0.5);
}

/* U+202F, where no line ends. */
#define THIN_SPACE "\u202f"

static bool is_digit(struct str text, size_t i)
{
  return i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
}

/* Whether the comma at I stands between thousands: "53,234", but not "2,5" or "1,2345". */
static bool parts_thousands(struct str text, size_t i)
{
  return text.at[i] == ',' && i > 0 && is_digit(text, i - 1) && is_digit(text, i + 1) &&
         is_digit(text, i + 2) && is_digit(text, i + 3) && !is_digit(text, i + 4);
}

/* TEXT with its thousands as the theme asks. */
static struct str with_thousands(struct canvas *canvas, struct str text)
{
  if (canvas->theme->thousands == THOUSANDS_COMMA || !memchr(text.at, ',', text.len))
    return text;
  struct strbuf words = STRBUF(canvas->arena);
  for (size_t i = 0; i < text.len; i++) {
    if (parts_thousands(text, i))
      strbuf_add_text(&words, THIN_SPACE);
    else
      strbuf_add_char(&words, text.at[i]);
  }
  return strbuf_str(&words);
}

const struct shaped *type_shape(struct canvas *canvas, const struct type_style *style,
                                struct str text)
{
  text = with_thousands(canvas, text);
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
    if (!is_tracked(shaped, i))
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
  text = with_thousands(canvas, text);
  for (size_t from = 0, end; from < text.len; from = end) {
    end = from + 1;
    while (text.at[from] != ' ' && end < text.len && text.at[end] != ' ')
      end++;
    const struct shaped *part =
        shape_text(canvas->shaper, canvas->arena, style->face,
                   (struct str){text.at + from, end - from});
    all.advance += part->advance;
    for (size_t i = 0; tracking && i < part->glyph_count; i++)
      all.advance += is_tracked(part, i) ? tracking : 0;
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
