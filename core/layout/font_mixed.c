/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/font_mixed.h"

#include "base/vec.h"
#include "layout/font_face.h"

struct mixer {
  struct arena *arena;
  const struct fonts *fonts;
  hb_buffer_t *buffer;
  VEC(struct glyph) glyphs;
  VEC(struct placement) placements;
  int64_t advance;
  bool missing;
};

static bool is_mark(uint32_t code)
{
  hb_unicode_general_category_t category
    = hb_unicode_general_category(hb_unicode_funcs_get_default(), code);
  return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK
         || category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK
         || category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

/* The end of the letter at FROM with its marks. */
static size_t letter_end(struct str word, size_t from)
{
  size_t end = from;
  str_next_code_point(word, &end);
  for (size_t next = end; next < word.len; end = next)
    if (!is_mark(str_next_code_point(word, &next)))
      break;
  return end;
}

/* Leaves the glyphs of TEXT in the buffer; false when it runs from right to left. */
static bool shape(struct mixer *mixer, enum font_face face, struct str text)
{
  static const char *const SHAPERS[] = { "ot", NULL };
  static const struct {
    const char tag[4];
    bool on;
  } FEATURES[] = {
    { { 'k', 'e', 'r', 'n' }, true },  { { 't', 'n', 'u', 'm' }, true },
    { { 'l', 'n', 'u', 'm' }, true },  { { 'l', 'i', 'g', 'a' }, false },
    { { 'c', 'l', 'i', 'g' }, false }, { { 'c', 'a', 'l', 't' }, false },
  };
  enum { COUNT = sizeof FEATURES / sizeof *FEATURES };
  hb_feature_t features[COUNT];
  for (int i = 0; i < COUNT; i++) {
    const char *tag = FEATURES[i].tag;
    features[i] = (hb_feature_t) { HB_TAG(tag[0], tag[1], tag[2], tag[3]), FEATURES[i].on,
                                   HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
  }
  hb_buffer_t *buffer = mixer->buffer;
  hb_buffer_reset(buffer);
  /* A letter and its mark each keep their own text. */
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, text.at, (int)text.len, 0, (int)text.len);
  hb_buffer_set_language(buffer, hb_language_from_string("en-GB", -1));
  hb_buffer_guess_segment_properties(buffer);
  if (hb_buffer_get_direction(buffer) != HB_DIRECTION_LTR)
    return false;
  hb_shape_full(mixer->fonts->faces[face].font, buffer, features, COUNT, SHAPERS);
  return true;
}

/* The bytes that glyph I stands for. */
static size_t text_len(const hb_glyph_info_t *infos, unsigned i, unsigned count, struct str text)
{
  return (i + 1 < count ? infos[i + 1].cluster : text.len) - infos[i].cluster;
}

/* Whether each glyph of TEXT is there and has a text of its own. */
static bool can_set(struct mixer *mixer, enum font_face face, struct str text)
{
  if (!mixer->fonts->faces[face].face || !shape(mixer, face, text))
    return false;
  unsigned count = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(mixer->buffer, &count);
  for (unsigned i = 0; i < count; i++)
    if (infos[i].codepoint == 0 || text_len(infos, i, count, text) == 0)
      return false;
  return true;
}

static void add_glyphs(struct mixer *mixer, enum font_face face, struct str text)
{
  shape(mixer, face, text);
  hb_font_t *font = mixer->fonts->faces[face].font;
  unsigned count = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(mixer->buffer, &count);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(mixer->buffer, &count);
  for (unsigned i = 0; i < count; i++) {
    *VEC_ADD(mixer->arena, &mixer->glyphs) = (struct glyph) {
      .id = (uint16_t)infos[i].codepoint,
      .text_len = (uint16_t)text_len(infos, i, count, text),
      .advance = positions[i].x_advance,
      .natural = hb_font_get_glyph_h_advance(font, infos[i].codepoint),
    };
    *VEC_ADD(mixer->arena, &mixer->placements)
      = (struct placement) { face, positions[i].x_offset, positions[i].y_offset };
    mixer->advance += positions[i].x_advance;
  }
}

static void add_missing(struct mixer *mixer, enum font_face face, struct str text)
{
  *VEC_ADD(mixer->arena, &mixer->glyphs) = (struct glyph) { .text_len = (uint16_t)text.len };
  *VEC_ADD(mixer->arena, &mixer->placements) = (struct placement) { .face = face };
  mixer->missing = true;
}

/* The face for a letter: FACE, its fallback, or FONT_ALL where neither has it. */
static enum font_face face_for(struct mixer *mixer, enum font_face face, struct str letter)
{
  bool bold = face == FONT_BOLD || face == FONT_SEMIBOLD;
  enum font_face fallback = bold ? FONT_FALLBACK_BOLD : FONT_FALLBACK;
  return can_set(mixer, face, letter)       ? face
         : can_set(mixer, fallback, letter) ? fallback
                                            : FONT_ALL;
}

const struct shaped *font_shape_mixed(struct arena *arena, const struct fonts *fonts,
                                      enum font_face face, struct str word)
{
  struct mixer mixer = { .arena = arena, .fonts = fonts, .buffer = hb_buffer_create() };
  for (size_t from = 0; from < word.len;) {
    size_t end = letter_end(word, from);
    enum font_face first = face_for(&mixer, face, (struct str) { word.at + from, end - from });
    /* Letters of one face are shaped together, for their kerning. */
    while (first != FONT_ALL && end < word.len) {
      size_t next = letter_end(word, end);
      if (face_for(&mixer, face, (struct str) { word.at + end, next - end }) != first)
        break;
      end = next;
    }
    struct str part = { word.at + from, end - from };
    if (first != FONT_ALL && can_set(&mixer, first, part))
      add_glyphs(&mixer, first, part);
    else
      add_missing(&mixer, face, part);
    from = end;
  }
  hb_buffer_destroy(mixer.buffer);
  struct shaped *shaped = ARENA_NEW(arena, struct shaped);
  *shaped = (struct shaped) {
    .face = face, .text = arena_text(arena, word.at, word.len), .text_len = word.len,
    .glyphs = mixer.glyphs.at, .placements = mixer.placements.at, .glyph_count = mixer.glyphs.len,
    .advance = mixer.advance, .missing = mixer.missing,
  };
  return shaped;
}

struct str shaped_missing(const struct shaped *shaped)
{
  const char *text = shaped->text;
  for (size_t i = 0; i < shaped->glyph_count; i++) {
    if (shaped->glyphs[i].id == 0 && shaped->glyphs[i].text_len)
      return (struct str) { text, shaped->glyphs[i].text_len };
    text += shaped->glyphs[i].text_len;
  }
  return (struct str) { shaped->text, shaped->text_len };
}
