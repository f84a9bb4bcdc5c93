/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers behind a document's figures, as CSV, for those who want to use them again.
 *
 * In long form, a row for each number: they are figure_table's, and nothing is printed of them that it
 * does not print.  Knows no files.
 */
#ifndef STRATA_DOCUMENT_NUMBERS_H
#define STRATA_DOCUMENT_NUMBERS_H

#include "base/str.h"
#include "document/document.h"

/* Appends to OUT, after a row of heads, a row for each cell of each figure of DOCUMENT, which
 * document_resolve has been through: report, figure (its number, or its title where it has none), title,
 * unit, source, row, column, value; one row with [x] for a figure without any.  As RFC 4180 has it but with plain line ends, in UTF-8.  Numbers are
 * without thousands separators and with a plain minus, so that programs read them; what is no number and
 * would begin a formula in a spreadsheet has an apostrophe before it. */
void document_numbers(struct strbuf *out, const struct document *document);

#endif
