/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shaping, word by word.  A report says the same words again and again, so each is shaped once;
 * figures, which are all different, are put together of characters.
 * Kerning stops at spaces: thus the width of a line is the sum of its words' and spaces' widths,
 * and a line breaks the same wherever its words were measured.
 */
#include "layout/font.h"

#include "base/cleanup.h"
#include "base/vec.h"
#include "layout/font_face.h"
#include "layout/font_mixed.h"
#include "layout/font_words.h"
#include "store/store.h"

#include <string.h>

enum { FIRST_SLOTS = 1024 };

struct slot {
  uint32_t hash;
  const struct shaped *word; /* NULL: free */
};

struct shaper {
  struct arena *arena;
  const struct fonts *fonts;
  hb_buffer_t *buffer;
  hb_language_t language;
  int32_t figure_advance[FONT_COUNT]; /* of every digit; 0 until it is known */
  struct slot *slots; /* open addressing; a power of two of them, never over half full */
  size_t slot_count, word_count;
  struct str kept; /* the words of earlier runs */
  VEC(const struct shaped *) learned;
  size_t told; /* of those */
};

static void release_buffer(void *object)
{
  hb_buffer_destroy(object);
}

/* FNV-1a: words are short. */
static uint32_t hash_word(enum font_face face, struct str word)
{
  uint32_t hash = 2166136261u + (uint32_t)face;
  for (size_t i = 0; i < word.len; i++)
    hash = (hash ^ (uint8_t)word.at[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static struct slot *find_slot(const struct shaper *shaper, uint32_t hash, enum font_face face,
                              struct str word)
{
  for (size_t i = hash;; i++) {
    struct slot *slot = &shaper->slots[i & (shaper->slot_count - 1)];
    if (!slot->word)
      return slot;
    const struct str text = { slot->word->text, slot->word->text_len };
    if (slot->hash == hash && slot->word->face == face && str_equal(text, word))
      return slot;
  }
}

static void add_word(struct shaper *shaper, struct slot *slot, uint32_t hash,
                     const struct shaped *word)
{
  *slot = (struct slot){hash, word};
  if (++shaper->word_count * 2 <= shaper->slot_count)
    return;
  struct slot *old = shaper->slots;
  size_t old_count = shaper->slot_count;
  shaper->slot_count *= 2;
  shaper->slots = ARENA_ARRAY(shaper->arena, struct slot, shaper->slot_count);
  for (size_t i = 0; i < old_count; i++) {
    if (!old[i].word)
      continue;
    size_t at = old[i].hash & (shaper->slot_count - 1);
    while (shaper->slots[at].word)
      at = (at + 1) & (shaper->slot_count - 1);
    shaper->slots[at] = old[i];
  }
}

static hb_feature_t feature(const char tag[4], bool on)
{
  return (hb_feature_t){HB_TAG(tag[0], tag[1], tag[2], tag[3]), on, HB_FEATURE_GLOBAL_START,
                        HB_FEATURE_GLOBAL_END};
}

static void run_harfbuzz(const struct shaper *shaper, hb_font_t *font, struct str word)
{
  const hb_feature_t features[] = {
      feature("kern", true),  feature("tnum", true),  feature("lnum", true),
      feature("liga", false), feature("clig", false), feature("calt", false),
  };
  /* Named, because the environment may name another. */
  static const char *const SHAPERS[] = {"ot", NULL};
  hb_buffer_clear_contents(shaper->buffer);
  hb_buffer_add_utf8(shaper->buffer, word.at, (int)word.len, 0, (int)word.len);
  hb_buffer_set_direction(shaper->buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script(shaper->buffer, HB_SCRIPT_LATIN);
  hb_buffer_set_language(shaper->buffer, shaper->language);
  hb_shape_full(font, shaper->buffer, features, sizeof features / sizeof *features, SHAPERS);
}

/* What the glyph for the text at AT advances by.  Not every face keeps the promise of its tabular
 * figures: the 6 of Lato Italic is narrower than the others, and would push its column out of line.
 */
static int32_t placed_advance(const struct shaper *shaper, enum font_face face, char at,
                              int32_t advance)
{
  bool digit = at >= '0' && at <= '9';
  return digit && shaper->figure_advance[face] ? shaper->figure_advance[face] : advance;
}

static const struct shaped *shape_word(struct shaper *shaper, enum font_face face, struct str word)
{
  hb_font_t *font = shaper->fonts->faces[face].font;
  run_harfbuzz(shaper, font, word);
  unsigned count = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaper->buffer, &count);
  struct glyph *glyphs = ARENA_ARRAY(shaper->arena, struct glyph, count);
  struct shaped *shaped = ARENA_NEW(shaper->arena, struct shaped);
  for (unsigned i = 0; i < count; i++) {
    size_t end = i + 1 < count ? infos[i + 1].cluster : word.len;
    int32_t advance
      = placed_advance(shaper, face, word.at[infos[i].cluster], positions[i].x_advance);
    glyphs[i] = (struct glyph) {
      .id = (uint16_t)infos[i].codepoint,
      .text_len = (uint16_t)(end - infos[i].cluster),
      .advance = advance,
      .natural = hb_font_get_glyph_h_advance(font, infos[i].codepoint),
    };
    shaped->advance += advance;
    /* A mark that only an offset could place would be drawn in the wrong one, and a glyph that
     * shares its text with another (which leaves one of them none) would be spoken wrongly. */
    if (infos[i].codepoint == 0 || positions[i].x_offset != 0 || positions[i].y_offset != 0
        || glyphs[i].text_len == 0)
      return font_shape_mixed(shaper->arena, shaper->fonts, face, word);
  }
  shaped->face = face;
  shaped->text = arena_text(shaper->arena, word.at, word.len);
  shaped->text_len = word.len;
  shaped->glyphs = glyphs;
  shaped->glyph_count = count;
  return shaped;
}

struct shaper *shaper_new(struct arena *arena, const struct fonts *fonts)
{
  struct shaper *shaper = ARENA_NEW(arena, struct shaper);
  shaper->arena = arena;
  shaper->fonts = fonts;
  shaper->buffer = hb_buffer_create();
  arena_own(arena, shaper->buffer, release_buffer);
  shaper->language = hb_language_from_string("en-GB", -1);
  shaper->slot_count = FIRST_SLOTS;
  shaper->slots = ARENA_ARRAY(arena, struct slot, FIRST_SLOTS);
  for (int face = 0; face < FONT_COUNT; face++) {
    const struct shaped *zero = shape_word(shaper, (enum font_face)face, STR("0"));
    shaper->figure_advance[face] = (int32_t)zero->advance;
  }
  return shaper;
}

/* A glyph's text_len is 16 bits wide, and nobody's word is longer. */
enum { LONGEST_WORD = UINT16_MAX };

/* The first word of TEXT, or its first space. */
static struct str first_word(struct str text)
{
  size_t len = 1;
  if (text.at[0] != ' ')
    while (len < text.len && text.at[len] != ' ')
      len++;
  if (len > LONGEST_WORD)
    for (len = LONGEST_WORD; ((uint8_t)text.at[len] & 0xc0) == 0x80;)
      len--;
  return (struct str) { text.at, len };
}

static struct str first_character(struct str text)
{
  size_t len = 0;
  str_next_code_point(text, &len);
  return (struct str) { text.at, len };
}

/* Digits with the signs that stand among them: "13,780", "−3.2%", "2021/22".  Every figure is
 * another word, so these are not shaped but put together of their characters, unkerned, which is
 * also how they stand in columns. */
static bool is_figure(struct str word)
{
  bool digit = false;
  for (size_t at = 0; at < word.len;) {
    uint32_t code = str_next_code_point(word, &at);
    bool letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    bool sign = (code > ' ' && code < 0xc0) || (code >= 0x2010 && code < 0x2060) || code == 0x2212;
    if (letter || !sign)
      return false;
    digit |= code >= '0' && code <= '9';
  }
  return digit && word.len > 1;
}

static const struct shaped *cached_word(struct shaper *shaper, enum font_face face,
                                        struct str word);

/* The placements of all glyphs of LINE, whose parts are in the cache. */
static const struct placement *join_placements(struct shaper *shaper, struct arena *arena,
                                               const struct shaped *line,
                                               struct str (*first_part)(struct str text))
{
  struct placement *placements = ARENA_ARRAY(arena, struct placement, line->glyph_count);
  size_t count = 0;
  for (struct str rest = { line->text, line->text_len }; rest.len;) {
    struct str part = first_part(rest);
    const struct shaped *word = cached_word(shaper, line->face, part);
    for (size_t i = 0; i < word->glyph_count; i++)
      placements[count++]
        = word->placements ? word->placements[i] : (struct placement) { .face = line->face };
    rest.at += part.len;
    rest.len -= part.len;
  }
  return placements;
}

/* TEXT in ARENA from its parts, each of which is in the cache. */
static const struct shaped *join(struct shaper *shaper, struct arena *arena, enum font_face face,
                                 struct str text, struct str (*first_part)(struct str text))
{
  struct shaped *line = ARENA_NEW(arena, struct shaped);
  struct glyph *glyphs = NULL;
  size_t glyph_room = 0;
  bool placed = false;
  line->face = face;
  line->text = arena_text(arena, text.at, text.len);
  line->text_len = text.len;
  for (struct str rest = text; rest.len;) {
    struct str part = first_part(rest);
    const struct shaped *word = cached_word(shaper, face, part);
    if (line->glyph_count + word->glyph_count > glyph_room) {
      /* As many glyphs as bytes are enough unless a character became several. */
      glyph_room = line->glyph_count + word->glyph_count + rest.len;
      struct glyph *more = ARENA_ARRAY(arena, struct glyph, glyph_room);
      if (line->glyph_count)
        memcpy(more, glyphs, line->glyph_count * sizeof *glyphs);
      glyphs = more;
    }
    if (word->glyph_count)
      memcpy(glyphs + line->glyph_count, word->glyphs, word->glyph_count * sizeof *glyphs);
    line->glyph_count += word->glyph_count;
    line->advance += word->advance;
    line->missing |= word->missing;
    placed |= word->placements != NULL;
    rest.at += part.len;
    rest.len -= part.len;
  }
  line->glyphs = glyphs;
  if (placed)
    line->placements = join_placements(shaper, arena, line, first_part);
  return line;
}

static const struct shaped *cached_word(struct shaper *shaper, enum font_face face, struct str word)
{
  uint32_t hash = hash_word(face, word);
  const struct slot *found = find_slot(shaper, hash, face, word);
  if (found->word)
    return found->word;
  const struct shaped *shaped = is_figure(word)
                                ? join(shaper, shaper->arena, face, word, first_character)
                                : shape_word(shaper, face, word);
  /* Looked for again, since joining may have added words. */
  add_word(shaper, find_slot(shaper, hash, face, word), hash, shaped);
  if (!is_figure(word) && kept_word_fits(shaped))
    *VEC_ADD(shaper->arena, &shaper->learned) = shaped;
  return shaped;
}

/* ---- from run to run ------------------------------------------------------------------------ */

/* The version is of layout/font_words.h and of how words are shaped here. */
static const char kept_kind[] = "words/1";

/* A store that has grown beyond any county's vocabulary begins anew. */
enum { KEPT_MOST_BYTES = 16 * 1024 * 1024 };

/* The words that BYTES hold and that are not known yet; LEARNED: they are new to the store too. */
static void take_words(struct shaper *shaper, struct str bytes, bool learned)
{
  for (const struct shaped *word;
       (word = kept_word_read(shaper->arena, shaper->fonts, &bytes));) {
    const struct str text = { word->text, word->text_len };
    uint32_t hash = hash_word(word->face, text);
    struct slot *slot = find_slot(shaper, hash, word->face, text);
    if (slot->word)
      continue;
    add_word(shaper, slot, hash, word);
    if (learned)
      *VEC_ADD(shaper->arena, &shaper->learned) = word;
  }
}

void shaper_recall(struct shaper *shaper, const char *dir)
{
  uint8_t hash[16];
  const void *blob;
  size_t len;
  kept_words_hash(shaper->fonts, hash);
  if (!dir || store_map_in(dir, shaper->arena, shaper->fonts->dir, kept_kind, hash, &blob, &len))
    return;
  shaper->kept = (struct str) { blob, len };
  take_words(shaper, shaper->kept, false);
}

void shaper_keep(const struct shaper *shaper, const char *dir)
{
  if (!dir || !shaper->learned.len)
    return;
  auto_arena struct arena *scratch = arena_new();
  struct strbuf learned = STRBUF(scratch);
  for (size_t i = 0; i < shaper->learned.len; i++)
    kept_word_add(&learned, shaper->learned.at[i]);
  bool many = shaper->kept.len + learned.len > KEPT_MOST_BYTES;
  const struct str parts[] = { many ? (struct str) { 0 } : shaper->kept, strbuf_str(&learned) };
  uint8_t hash[16];
  kept_words_hash(shaper->fonts, hash);
  store_keep_in(dir, shaper->fonts->dir, kept_kind, hash, parts, 2);
}

void shaper_tell(struct shaper *shaper, struct strbuf *out)
{
  for (; shaper->told < shaper->learned.len; shaper->told++)
    kept_word_add(out, shaper->learned.at[shaper->told]);
}

void shaper_learn(struct shaper *shaper, struct str told)
{
  take_words(shaper, told, true);
}

/* ---- text ----------------------------------------------------------------------------------- */

const struct shaped *shape_text(struct shaper *shaper, struct arena *arena, enum font_face face,
                                struct str text)
{
  if (text.len == 0 || first_word(text).len == text.len)
    return cached_word(shaper, face, text);
  return join(shaper, arena, face, text, first_word);
}
