/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers to and from text, whatever the locale says.
 *
 * strtod and printf obey LC_NUMERIC, which a library may set behind our back; these do not.
 * Numbers are rounded here and nowhere else: half away from zero, as readers of tables expect.
 */
#ifndef STRATA_BASE_NUM_H
#define STRATA_BASE_NUM_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* The whole of TEXT as a decimal number: [+-]digits[.digits][e[+-]digits].  No white space, no
 * thousands, no NaN, no infinity.  False leaves *ret_value alone. */
bool num_parse(struct str text, double *ret_value);

/* The whole of TEXT as a decimal integer; false on overflow too. */
bool num_parse_int(struct str text, int64_t *ret_value);

/* As a publication prints numbers: thousands separated by commas ("13,780 "), blanks around
 * allowed. */
bool num_parse_grouped(struct str text, double *ret_value);

enum num_style {
  NUM_PLAIN = 0,       /* 1234.5, -3: for machines */
  NUM_GROUPED = 1,     /* 1,234.5 */
  NUM_SIGNED = 2,      /* a sign before positive numbers too */
  NUM_TYPOGRAPHIC = 4, /* a true minus, U+2212 */
};

/* VALUE with DECIMALS digits (0 to 15) after the point, rounded half away from zero; STYLE is a sum
 * of enum num_style.  "-0" is never written.  VALUE must be finite: NaN and infinities give "?" so
 * that a missing number can never look like one. */
const char *num_format(struct arena *arena, double value, int decimals, unsigned style);

/* DECIMALS, or as many as show the first figure of VALUE: what is not nothing is not
 * printed as 0.0.  What is less than a billionth is the rounding of sums, and nothing. */
int num_decimals(double value, int decimals);

/* VALUE with up to 15 significant digits, as many as every double keeps and a spreadsheet shows: for
 * CSV and JSON. */
const char *num_significant(struct arena *arena, double value);

/* The same into INTO, with a NUL; returns how long it is. */
enum { NUM_ROOM = 40 };
size_t num_put_significant(char into[NUM_ROOM], double value);

/* "one" to "nine", then "10", "1,234": a whole number as it is written in a sentence. */
const char *num_spell(struct arena *arena, double value);

/* VALUE rounded half away from zero to DECIMALS digits. */
double num_round(double value, int decimals);

#endif
