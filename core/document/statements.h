/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that a document says, piece by piece, with what stands over each piece.
 *
 * For those who look a finished document through; it decides nothing.
 */
#ifndef STRATA_DOCUMENT_STATEMENTS_H
#define STRATA_DOCUMENT_STATEMENTS_H

#include "document/document.h"

enum { STATEMENT_ABOUTS = 3 };

struct statement {
  const char *text; /* "3", or a whole paragraph */
  const char *about[STATEMENT_ABOUTS]; /* what stands over or beside it: titles, heads, the row's
                                        * name; "" for none */
  const char *head;  /* of a cell's column; "" for none */
  bool alone;        /* a cell, a bar's number: not running text */
  struct loc loc;
};

/* Gives TAKE every statement of DOCUMENT: texts, titles, cells, figures with their rows and their
 * descriptions, heads, feet and what the file says of itself.  They live in SCRATCH. */
void document_statements(struct arena *scratch, const struct document *document,
                         void (*take)(void *user, const struct statement *statement), void *user);

#endif
