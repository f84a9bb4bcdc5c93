/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/font_words.h"

#include "layout/font_face.h"

#include <xxhash.h>

struct kept_word {
  uint16_t text_len, glyph_count;
  uint32_t face;
};

bool kept_word_fits(const struct shaped *word)
{
  return !word->placements && !word->missing && word->face < FONT_COUNT && word->text_len
    && word->text_len <= UINT16_MAX && word->glyph_count <= word->text_len;
}

static void add_bytes(struct strbuf *out, const void *bytes, size_t len)
{
  strbuf_add(out, (struct str) { bytes, len });
}

void kept_word_add(struct strbuf *out, const struct shaped *word)
{
  const struct kept_word head
    = { (uint16_t)word->text_len, (uint16_t)word->glyph_count, (uint32_t)word->face };
  add_bytes(out, &head, sizeof head);
  add_bytes(out, word->glyphs, word->glyph_count * sizeof *word->glyphs);
  add_bytes(out, word->text, word->text_len);
}

static bool cut(struct str *bytes, void *into, size_t len)
{
  if (bytes->len < len)
    return false;
  if (len)
    memcpy(into, bytes->at, len);
  bytes->at += len;
  bytes->len -= len;
  return true;
}

/* Whether GLYPHS are of the face and stand for all of the text, each for its own part. */
static bool is_sound(const struct shaped *word, size_t face_glyphs)
{
  size_t text_len = 0;
  for (size_t i = 0; i < word->glyph_count; i++) {
    const struct glyph *glyph = &word->glyphs[i];
    if (glyph->id == 0 || glyph->id >= face_glyphs || glyph->text_len == 0)
      return false;
    text_len += glyph->text_len;
  }
  const struct str text = { word->text, word->text_len };
  return text_len == word->text_len && str_utf8_error(text) == text.len
    && !memchr(text.at, '\0', text.len);
}

const struct shaped *kept_word_read(struct arena *arena, const struct fonts *fonts,
                                    struct str *bytes)
{
  struct kept_word head;
  if (!cut(bytes, &head, sizeof head) || head.face >= FONT_COUNT || !head.glyph_count
      || head.glyph_count > head.text_len)
    return NULL;
  struct glyph *glyphs = ARENA_ARRAY(arena, struct glyph, head.glyph_count);
  char *text = arena_alloc(arena, (size_t)head.text_len + 1, 1);
  if (!cut(bytes, glyphs, head.glyph_count * sizeof *glyphs) || !cut(bytes, text, head.text_len))
    return NULL;
  struct shaped *word = ARENA_NEW(arena, struct shaped);
  *word = (struct shaped) { .face = (enum font_face)head.face,
                            .text = text,
                            .text_len = head.text_len,
                            .glyphs = glyphs,
                            .glyph_count = head.glyph_count };
  for (size_t i = 0; i < word->glyph_count; i++)
    word->advance += glyphs[i].advance;
  return is_sound(word, fonts->faces[head.face].metrics.glyph_count) ? word : NULL;
}

void kept_words_hash(const struct fonts *fonts, uint8_t ret_hash[16])
{
  XXH3_state_t *state = XXH3_createState();
  XXH3_128bits_reset(state);
  const char *version = hb_version_string();
  XXH3_128bits_update(state, version, strlen(version));
  for (int i = 0; i < FONT_COUNT; i++) {
    const struct face *face = &fonts->faces[i];
    int scale[2];
    hb_font_get_scale(face->font, &scale[0], &scale[1]);
    XXH3_128bits_update(state, scale, sizeof scale);
    hb_blob_t *blob = hb_face_reference_blob(face->face);
    unsigned len;
    const char *bytes = hb_blob_get_data(blob, &len);
    XXH3_128bits_update(state, bytes, len);
    hb_blob_destroy(blob);
  }
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  XXH3_freeState(state);
  memcpy(ret_hash, canonical.digest, sizeof canonical.digest);
}
