/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shaped words, kept in the store from run to run: the same fonts shape them the same.
 *
 * Private to the shaper (layout/font_shape.c), which knows where they are looked up.  A word is kept as
 * a head, its glyphs and its text, one after another; numbers are in the machine's order, for the
 * store is of one machine.  Only words of one face, with all glyphs at the pen, are kept.
 */
#ifndef STRATA_LAYOUT_FONT_WORDS_H
#define STRATA_LAYOUT_FONT_WORDS_H

#include "layout/font.h"

/* Whether WORD is of the kind that is kept. */
bool kept_word_fits(const struct shaped *word);

void kept_word_add(struct strbuf *out, const struct shaped *word);

/* The word that *BYTES begins with, which moves past it; its text and its glyphs are copied to ARENA.
 * NULL when *BYTES is empty or not as kept_word_add writes it: then nothing of the rest is to be
 * believed. */
const struct shaped *kept_word_read(struct arena *arena, const struct fonts *fonts,
                                    struct str *bytes);

/* What shaping depends on: the bytes of the faces that text is set in, their scale, and HarfBuzz. */
void kept_words_hash(const struct fonts *fonts, uint8_t ret_hash[16]);

#endif
