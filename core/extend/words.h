/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words from numbers: the one place where a figure is rounded, suppressed or said to be missing on
 * its way into a sentence, a table or a chart.
 *
 * Private to core/extend.  docs/LUA.md lists the forms.
 */
#ifndef STRATA_EXTEND_WORDS_H
#define STRATA_EXTEND_WORDS_H

#include "extend/run.h"

/* What is printed for a number that is missing. */
extern const char words_missing[];

/* What the text is for.  What is put in cannot be taken for markup. */
enum words_use {
  WORDS_PLAIN,      /* no markup is read; symbols stay as {:symbol:} */
  WORDS_MARKUP,     /* for text_parse */
  WORDS_COMMONMARK, /* for commentary: symbols are left out; run->loc.line is counted */
};

/* TEXT with {indicator|form}, {indicator|form|area}, {indicator|form|area|period} and the words of the
 * report replaced: {area}, {place}, {partnership}, {title}, {edition}, {edition title}, {period},
 * {since}, {cut-off}.  NULL after failing. */
const char *words_expand(struct strata_run *run, const char *text, enum words_use use);

/* TEXT with the words of the report replaced, for titles in template.yaml.  Others stay. */
const char *words_title(struct arena *arena, const struct catalog *catalog,
                        const struct report *report, int area, const char *text);

/* A value as printed, without its unit: "34.8", "53,234"; "[x]" when it is missing.  Rates and
 * proportions have one decimal, or two where the comparator's is below 2, so that the decimals of
 * one indicator align. */
const char *words_value(struct strata_run *run, int indicator, double value);

/* Whether RESULT is a proportion of fewer than 50: it is printed as the count of a count. */
bool words_is_small_share(const struct strata_run *run, int indicator,
                          const struct result *result);

/* The value of a result: "34.8", "3 of 11" for a proportion of few, its shorthand when it is not
 * published. */
const char *words_result(struct strata_run *run, int indicator, const struct result *result);

/* "fell 8%"; "fell, was 15" where the earlier count is below 50, of which no percentage is given; "fell
 * 3.1 points" for proportions; "similar", "not comparable". */
const char *words_change(struct arena *arena, const struct result *result);

/* "1,234"; "[x]" when it is missing. */
const char *words_count(struct arena *arena, double count);

/* "+8%"; "15 to 2" where the earlier count is below 50; "+3.1 points" for proportions; "[x]" when it is
 * missing. */
const char *words_percent_change(struct arena *arena, const struct result *result);

/* The same, but "similar" and "too few" for what is. */
const char *words_tested_change(struct arena *arena, const struct result *result);

/* "highest of 14", "3rd highest", "2nd lowest", "lowest"; "" when RANK or OF is 0. */
const char *words_rank(struct arena *arena, int rank, int of);

/* "1st", "12th". */
const char *words_ordinal(struct arena *arena, int64_t number);

/* "a, b and c". */
const char *words_list(struct arena *arena, const char *const *items, size_t count);

#endif
