/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the markup of running text looks like: each function says what begins at an offset of a text.
 *
 * They know no runs: text.c makes those.  A mark that is not whole is none, and its characters stand as
 * they are.
 */
#ifndef STRATA_DOCUMENT_MARKUP_H
#define STRATA_DOCUMENT_MARKUP_H

#include "base/str.h"
#include "document/document.h"

/* What stands between MARKER at FROM and its closing one.  As in CommonMark, white space inside
 * either marker means that it is none: "2 * 3 * 4" is no emphasis. */
bool markup_enclosed(struct str text, size_t from, const char *marker, struct str *ret_inner);

/* [words](target) at FROM. */
bool markup_link(struct str text, size_t from, struct str *ret_words, struct str *ret_target);

/* {:name:}, or {:name|words:} with what a listener hears, at FROM. */
enum symbol markup_symbol(struct arena *arena, struct str text, size_t from,
                          const char **ret_words, size_t *ret_end);

/* {#anchor|form} at FROM, or NULL.  Text that stands for no form leaves the braces as they are. */
struct reference *markup_reference(struct arena *arena, struct str text, size_t from,
                                   size_t *ret_end);

/* Where the "]" of "^[" at FROM is, with brackets inside it in pairs; text.len when there is none. */
size_t markup_footnote_end(struct str text, size_t from);

/* [words]{lang=cy} at FROM: its words and language. */
bool markup_language(struct arena *arena, struct str text, size_t from, struct str *ret_words,
                     const char **ret_language, size_t *ret_end);

#endif
