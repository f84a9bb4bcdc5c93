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

#include <stdbool.h>
#include <stdint.h>

enum font_face {
  FONT_REGULAR, FONT_ITALIC, FONT_SEMIBOLD, FONT_BOLD, FONT_COUNT, /* those that text is set in */
  FONT_FALLBACK = FONT_COUNT, FONT_FALLBACK_BOLD, FONT_ALL, /* for characters that those lack */
};

struct fonts;

/* Loads the four faces of Lato from DIR.  -1 after reporting every one that is missing
 * (STRATA-L001) or no font with outlines (STRATA-L002). */
int fonts_load(struct arena *arena, const char *dir, struct diags *diags,
               const struct fonts **ret_fonts);

/* Where a face is to be read from: a file, and what asked for it. */
struct font_source {
  const char *path; /* NULL: none */
  struct loc loc;
};

/* FONTS with other faces in place of theirs, and with faces that stand in where those lack a character:
 * FONT_FALLBACK for regular and italic, FONT_FALLBACK_BOLD for the others.  Paths are absolute or from
 * the folder of Lato.  Metrics and advances are told in Lato's units.  -1 after reporting every one
 * that is missing (STRATA-L001), no font with outlines (STRATA-L002), or whose licence forbids that it is
 * embedded (STRATA-L003). */
int fonts_with(struct arena *arena, const struct fonts *fonts,
               const struct font_source sources[static FONT_ALL], struct diags *diags,
               const struct fonts **ret_fonts);

/* One glyph.  Advances are in font units. */
struct glyph {
  uint16_t id;
  uint16_t text_len; /* bytes of the text that it stands for; 0 only where shaped.missing */
  int32_t advance;   /* as placed, kerning included */
  int32_t natural;   /* the glyph's own */
};

/* What is rare about a glyph: it is of a fallback face, or stands away from the pen (a mark on its
 * letter). */
struct placement {
  enum font_face face;
  int32_t x, y; /* font units, y upwards */
};

/* Text of one face, shaped.  Its width at a size is advance * size / units_per_em. */
struct shaped {
  enum font_face face;
  const char *text;
  size_t text_len;
  const struct glyph *glyphs;
  const struct placement *placements; /* of each glyph; NULL where all are of the face, at the pen */
  size_t glyph_count;
  int64_t advance; /* font units */
  bool missing;    /* a character had no glyph in any face: it must not be printed */
};

/* The first character that no face has, of a text with something missing. */
struct str shaped_missing(const struct shaped *shaped);

struct shaper;

/* A cache of shaped words.  Lives in ARENA. */
struct shaper *shaper_new(struct arena *arena, const struct fonts *fonts);

/* Words that were shaped by the same fonts in an earlier run, from the store in DIR; and all that SHAPER
 * knows, back to it when there are new ones.  Where the store cannot be read or written, words are
 * shaped again. */
void shaper_recall(struct shaper *shaper, const char *dir);
void shaper_keep(const struct shaper *shaper, const char *dir);

/* Appends what SHAPER has learned since it was last asked, for shaper_learn of another one with the same
 * fonts, which believes none that is not sound. */
void shaper_tell(struct shaper *shaper, struct strbuf *out);
void shaper_learn(struct shaper *shaper, struct str told);

/* TEXT (valid UTF-8) shaped with kerning, tabular lining figures and no ligatures.  Spaces are
 * glyphs; kerning stops at them, so that the advance of a line is the sum of the advances of its
 * words and spaces.  Figures ("13,780", "−3.2%") are not kerned, and all digits advance alike.
 * A single word is kept for the next time and lives as long as the shaper; several are put together
 * in ARENA. */
const struct shaped *shape_text(struct shaper *shaper, struct arena *arena, enum font_face face,
                                struct str text);

double shaped_width(const struct fonts *fonts, const struct shaped *shaped, double size);

struct font_metrics {
  double units_per_em, ascender, descender, cap_height; /* font units */
  int box[4];                                                     /* x min, y min, x max, y max */
  double italic_angle;
  const char *postscript_name;
  int weight; /* 400, 600, 700 */
  size_t glyph_count;
  bool is_cff; /* its outlines are PostScript's */
};
struct font_metrics font_metrics(const struct fonts *fonts, enum font_face face);

/* A TrueType or OpenType file with some of a face's glyphs, in an arena. */
struct font_file {
  const uint8_t *bytes;
  size_t len;
  const uint16_t
      *ids; /* by the glyph's id in the face: its id in this file, 0 where it is not there */
};

/* The glyphs whose bit in USED (by glyph id; USED_BYTES * 8 bits) is set, and what they are
 * composed of, renumbered without gaps; no hinting and no layout tables.  -1 when HarfBuzz cannot,
 * which a face that fonts_load accepted does not bring about. */
int font_subset(struct arena *arena, const struct fonts *fonts, enum font_face face,
                const uint8_t *used, size_t used_bytes, struct font_file *ret_file);

#endif
