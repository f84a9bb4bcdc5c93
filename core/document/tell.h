/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Telling figures: what their descriptions and their tables are made of.
 *
 * Private to core/document.  Each form of data has one teller, in a file of its own; both of its
 * accounts come from the same numbers, printed in the same way.
 */
#ifndef STRATA_DOCUMENT_TELL_H
#define STRATA_DOCUMENT_TELL_H

#include "base/str.h"
#include "base/vec.h"
#include "document/figure.h"

/* A table in the making. */
struct tabling {
  struct arena *arena;
  VEC(struct figure_table_column) columns;
  size_t row_count;
};

struct figure_teller {
  /* Appends sentences, each after a space. */
  void (*describe)(struct strbuf *out, const struct figure *figure);
  size_t (*count_rows)(const struct figure *figure);
  void (*tabulate)(struct tabling *table, const struct figure *figure);
};

#define FIGURE_TELLER(NAME, name, told, ...) extern const struct figure_teller figure_##told##_teller;
FIGURE_KINDS(FIGURE_TELLER)
#undef FIGURE_TELLER

/* ---- words --------------------------------------------------------------------------------- */

/* "a", "a and b", "a, b and c": WORD, which is INDEX among COUNT. */
void tell_listed(struct strbuf *out, const char *word, size_t index, size_t count);

/* With as many decimals as its size asks for. */
const char *tell_number(struct arena *arena, double value);

/* With as many decimals as TEXT, a number of the same kind that was printed; by its size when TEXT is
 * NULL or no number. */
const char *tell_like(struct arena *arena, double value, const char *text);

/* A row's value as printed. */
const char *tell_row(struct arena *arena, const struct figure_row *row);

/* "January 2025". */
const char *tell_month(struct arena *arena, int32_t month);

/* "[c]" when it is suppressed, otherwise "[x]". */
const char *tell_missing(enum status status);

/* "higher", "fell", "not tested", ...: what a mark says. */
const char *tell_symbol(enum symbol symbol);

/* A full stop, unless there is one. */
void tell_end(struct strbuf *out);

/* ---- tables -------------------------------------------------------------------------------- */

/* A new column, whose cells the caller fills: one a row.  The array lives as long as the table. */
const char **table_column(struct tabling *table, const char *head, bool numbers);

/* VALUE as printed, like the text beside it (which may be NULL), or why there is none. */
const char *table_number(struct tabling *table, double value, const char *like, enum status status);

#endif
