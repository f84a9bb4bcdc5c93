/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fonts: shaping text to glyphs, and subsets for embedding.
 *
 * The only users of HarfBuzz.  Fonts are loaded once, before workers fork, and are const after;
 * shaped words are cached by a shaper, of which each worker has its own.
 */
#ifndef STRATA_LAYOUT_FONT_H
#define STRATA_LAYOUT_FONT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <stdint.h>

enum font_face { FONT_REGULAR, FONT_ITALIC, FONT_SEMIBOLD, FONT_BOLD, FONT_COUNT };

struct fonts;

/* Loads the four faces of Lato from DIR.  -1 after reporting what is missing. */
int fonts_load(struct arena *arena, const char *dir, struct diags *diags,
               const struct fonts **ret_fonts);

/* One glyph.  Advances are in thousandths of the size, kerning included. */
struct glyph {
  uint16_t id;
  uint16_t text_len;   /* bytes of the text that it stands for; 0: the glyph before stands for them */
  int32_t advance;     /* as placed, in font units */
  int32_t natural;     /* the glyph's own advance, in font units */
};

/* Text of one face, shaped.  Its width at a size is advance * size / units_per_em. */
struct shaped {
  enum font_face face;
  const char *text;
  size_t text_len;
  const struct glyph *glyphs;
  size_t glyph_count;
  int64_t advance; /* font units */
  bool missing;    /* a character had no glyph */
};

struct shaper;

/* A cache of shaped words.  Lives in ARENA. */
struct shaper *shaper_new(struct arena *arena, const struct fonts *fonts);

/* TEXT shaped with kerning, tabular lining figures and no ligatures.  Lives as long as the shaper. */
const struct shaped *shape_text(struct shaper *shaper, enum font_face face, struct str text);

double shaped_width(const struct fonts *fonts, const struct shaped *shaped, double size);

struct font_metrics {
  double units_per_em, ascender, descender, cap_height, x_height; /* font units */
  int box[4];                                                     /* x min, y min, x max, y max */
  double italic_angle;
  const char *postscript_name;
  int weight; /* 400, 600, 700 */
};
struct font_metrics font_metrics(const struct fonts *fonts, enum font_face face);

/* A TrueType file in ARENA that holds only the glyphs whose bit in USED (by glyph id) is set, their ids kept. */
int font_subset(struct arena *arena, const struct fonts *fonts, enum font_face face,
                const uint8_t *used, size_t used_bytes, const void **ret_file, size_t *ret_len);

#endif
