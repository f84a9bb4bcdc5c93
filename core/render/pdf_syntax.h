/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PDF's syntax, read: values as slices of the text that they stand in.
 *
 * Nothing is turned into a tree: a structure element is read once, and its hundred bytes are the
 * shortest form of it.  Knows nothing of files and streams (pdf_reader.h).
 */
#ifndef STRATA_RENDER_PDF_SYNTAX_H
#define STRATA_RENDER_PDF_SYNTAX_H

#include "base/str.h"

#include <stdint.h>

/* The next value of *REST, which moves past it: a name ("/Type"), number, word, reference
 * ("12 0 R"), string, array or dictionary with its brackets.  Empty at the end, and where an array
 * or dictionary does not end. */
struct str pdf_next_value(struct str *rest);

/* What stands between the brackets of an array or dictionary; empty for anything else. */
struct str pdf_inside(struct str value);

/* What KEY ("/Type") has in the dictionary DICT; empty where it is not there. */
struct str pdf_entry(struct str dict, const char *key);

/* The number of the object that VALUE refers to; 0 when it is no reference. */
unsigned pdf_referred(struct str value);

/* The whole number that VALUE is; -1 when it is none, or below 0. */
int64_t pdf_whole_number(struct str value);

/* Whether VALUE is a string that says something. */
bool pdf_says_something(struct str value);

/* By byte: what it is to the syntax. */
enum pdf_class { PDF_REGULAR, PDF_SPACE, PDF_DELIMITER };
extern const uint8_t PDF_CLASSES[256];

static inline bool pdf_is_space(char c)
{
  return PDF_CLASSES[(uint8_t)c] == PDF_SPACE;
}

static inline bool pdf_is_delimiter(char c)
{
  return PDF_CLASSES[(uint8_t)c] == PDF_DELIMITER;
}

static inline bool pdf_is_regular(char c)
{
  return PDF_CLASSES[(uint8_t)c] == PDF_REGULAR;
}

#endif
