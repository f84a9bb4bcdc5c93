/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers in words, and the nouns that they are of: "three", "a couple of", "a handful of".
 *
 * For the check of what a public report says (extend/leak.h): small counts are written out more often than
 * large ones.  English alone, up to twenty; docs/DISCLOSURE.md says what is not seen.
 */
#ifndef STRATA_EXTEND_LEAK_WORDS_H
#define STRATA_EXTEND_LEAK_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct number_words {
  double least, most; /* what it may stand for: the same but for "a few" */
  size_t length;
};

/* The number in words that begins at AT, a place in TEXT.  False where none does, where a word goes on before
 * it, and in "fewer than five", which is what [c] says, and in "one in four". */
bool number_words_at(const char *text, const char *at, struct number_words *ret);

/* Whether NOUN, plural as definitions have it, follows at AFTER, with at most two other words between that
 * are no numbers; ONE: its singular will do. */
bool noun_follows(const char *after, const char *noun, bool one);

#endif
