/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/theme_check.h"

#include "define/yaml.h"

/* What strata prints by itself: numbers and their signs, sentences, units, changes. */
static const char *const PRINTED[] = {
    "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", ".,:;!?()[]/%&+-*'\"#@|",
    "£", "–", "—", "‘", "’", "“", "”", "−", "×", "±", "·", "…", "•", "½", "°", "é",
    "\u00a0", /* holds a number to its unit */
    "\u2002", /* after "Figure 12" */
    "\u202f", /* the thin space between thousands */
};

static const char *const FACES[FONT_COUNT] = {
    [FONT_REGULAR] = "regular", [FONT_ITALIC] = "italic", [FONT_SEMIBOLD] = "semibold",
    [FONT_BOLD] = "bold",
};

/* The first character of WORDS that neither FACE nor its fallback has, or, OWN, that FACE has not. */
static struct str lacking(struct theme_check *check, struct shaper *shaper, enum font_face face,
                          const char *words, bool own)
{
  struct str text = str_of(words);
  for (size_t from = 0, end; from < text.len; from = end) {
    end = from;
    str_next_code_point(text, &end);
    struct str character = {text.at + from, end - from};
    const struct shaped *shaped = shape_text(shaper, check->arena, face, character);
    bool elsewhere = shaped->placements && shaped->placements[0].face != face;
    if (shaped->missing || (own && elsewhere))
      return character;
  }
  return (struct str){0};
}

static struct loc face_place(const struct theme_check *check, enum font_face face)
{
  const struct yaml_node *font = node_value(check->theme->node, "font");
  return font ? node_place(font, FACES[face]) : node_place(check->theme->node, "fallback");
}

/* Figures and letters must be the face's own: those of another face stand out in every line. */
static void check_characters(struct theme_check *check, struct shaper *shaper, enum font_face face)
{
  enum { COUNT = sizeof PRINTED / sizeof *PRINTED, OWN = 4 };
  size_t there = 0;
  struct str first = {0};
  for (size_t i = 0; i < COUNT; i++) {
    struct str character = lacking(check, shaper, face, PRINTED[i], i < OWN);
    there += character.len == 0;
    if (character.len && !first.len)
      first = character;
  }
  const char *what = arena_printf(check->arena, "characters that strata prints, in %s", FACES[face]);
  if (theme_check_note(check, what, (double)there, COUNT))
    return;
  size_t at = 0;
  diag_error(check->diags, "STRATA-L045", face_place(check, face),
             "the %s font lacks '%.*s' (U+%04X), which strata prints", FACES[face], STR_ARG(first),
             str_next_code_point(first, &at));
  diag_hint(check->diags, "take a font with the letters, figures and signs of English text");
}

/* All figures are set as wide as the zero; one that is much narrower or wider itself would stand apart, or
 * on the next.  The 6 of Lato Italic is 9% narrower, which is not seen; a proportional 1 is a third
 * narrower. */
static const double FIGURES_LEAST = 0.9;

static void check_figures(struct theme_check *check, struct shaper *shaper, enum font_face face)
{
  static const char *const DIGITS[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  int64_t widest = 0, narrowest = INT64_MAX;
  for (size_t i = 0; i < sizeof DIGITS / sizeof *DIGITS; i++) {
    const struct shaped *digit = shape_text(shaper, check->arena, face, str_of(DIGITS[i]));
    int64_t width = digit->glyph_count ? digit->glyphs[0].natural : 0;
    widest = width > widest ? width : widest;
    narrowest = width < narrowest ? width : narrowest;
  }
  const char *what = arena_printf(check->arena, "narrowest figure to widest, in %s", FACES[face]);
  double share = widest > 0 ? (double)narrowest / (double)widest : 0;
  if (theme_check_note(check, what, share, FIGURES_LEAST))
    return;
  diag_error(check->diags, "STRATA-L046", face_place(check, face),
             "the figures of the %s font are not of one width", FACES[face]);
  diag_hint(check->diags, "take a font that has tabular figures (OpenType's 'tnum'): numbers in a "
                          "column must stand below each other");
}

void theme_check_fonts(struct theme_check *check)
{
  struct shaper *shaper = shaper_new(check->arena, check->theme->fonts);
  for (int face = 0; face < FONT_COUNT; face++) {
    check_characters(check, shaper, (enum font_face)face);
    check_figures(check, shaper, (enum font_face)face);
  }
}
