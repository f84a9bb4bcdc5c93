/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Diagnostics: what is wrong with the user's input, where, and what to do about it.
 *
 * Every stage reports here and goes on, so that one run shows every error; nothing in the program
 * but core/cli prints them.  A diagnostic has a stable code (docs/DIAGNOSTICS.md has a section for
 * each), a place, one sentence, and any number of hints.  Not thread-safe: a thread fills a list
 * of its own, and diags_append joins the lists in a fixed order.
 */
#ifndef STRATA_BASE_DIAG_H
#define STRATA_BASE_DIAG_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* A place in an input.  Lines and columns count from 1; 0 is unknown.  Columns count code points;
 * end_col is the column after the last. */
struct loc {
  const char *file; /* NULL: no file at all */
  uint32_t line, col, end_col;
};

#define LOC_NONE ((struct loc) { 0 })
#define LOC_FILE(path) ((struct loc) { .file = (path) })

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum { DIAGS_MOST_ERRORS = 50 }; /* later ones are counted, not kept */

struct diag {
  enum severity severity;
  const char *code; /* "STRATA-D014" */
  struct loc loc;
  const char *message;
  const char *const *hints;
  size_t hint_count;
};

struct diags;

/* An empty list in ARENA. */
struct diags *diags_new(struct arena *arena);

/* Adds a diagnostic.  The message is one sentence without a full stop, that names the thing in
 * single quotes.  LOC's file must outlive the list. */
void diag_add(struct diags *diags, enum severity severity, const char *code, struct loc loc,
              const char *format, ...) __attribute__((format(printf, 5, 6)));

#define diag_error(diags, code, loc, ...)                                                          \
  diag_add((diags), SEVERITY_ERROR, (code), (loc), __VA_ARGS__)
#define diag_warning(diags, code, loc, ...)                                                        \
  diag_add((diags), SEVERITY_WARNING, (code), (loc), __VA_ARGS__)
#define diag_note(diags, code, loc, ...)                                                           \
  diag_add((diags), SEVERITY_NOTE, (code), (loc), __VA_ARGS__)

/* Adds a hint, what to do, to the diagnostic added last. */
void diag_hint(struct diags *diags, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds "did you mean 'x'?" with the nearest of WORDS to WRONG, when one is near. */
void diag_suggest(struct diags *diags, struct str wrong, const char *const *words, size_t count);

/* Keeps TEXT, which must outlive the list, as the text of FILE, so that the line can be shown. */
void diags_source(struct diags *diags, const char *file, struct str text);

/* Copies all of FROM to the end of INTO, also sources and counts. */
void diags_append(struct diags *into, const struct diags *from);

size_t diags_errors(const struct diags *diags);   /* all, also those not kept */
size_t diags_warnings(const struct diags *diags); /* likewise */
size_t diags_count(const struct diags *diags);    /* those kept */
const struct diag *diags_at(const struct diags *diags, size_t index);

/* How many errors there are with CODE: for tests. */
size_t diags_with_code(const struct diags *diags, const char *code);

enum diag_format { DIAG_TEXT, DIAG_JSON };

/* Writes the list, in order of file and line where files are named, with the source line and a
 * caret, or as one JSON object a line.  The last line counts them. */
void diags_print(const struct diags *diags, FILE *out, enum diag_format format);

#endif
