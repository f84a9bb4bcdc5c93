/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sealed editions: what a published edition printed of counts under rules, kept so that later editions
 * of the series give nothing away by differing from it.
 *
 * WORKSPACE/editions/ID.csv; docs/DISCLOSURE.md says what stands in it.  Only what everybody has seen
 * is in a sealed edition: it may be kept with the reports.  Hashes and files are the caller's.
 */
#ifndef STRATA_DISCLOSE_SEAL_H
#define STRATA_DISCLOSE_SEAL_H

#include "disclose/disclose.h"
#include "disclose/printed.h"

/* What earlier editions printed. */
struct sealed {
  struct printed_count *at; /* as base/vec.h has it */
  size_t len, cap;
};

/* The counts that RELEASED prints up to EDITION's cut-off, as the lines of a CSV file; the head of it
 * is the caller's. */
void seal_write(const struct released *released, const struct edition *edition,
                struct strbuf *out);

/* Whether a hash of what SOURCE read would tell what is hidden: all but a few counts of it are known to everybody, and
 * these can be tried. */
bool seal_keeps_back(const struct catalog *catalog, const struct source *source);

/* Adds the counts of a sealed edition.  -1 after reporting a file that is not as it was written (STRATA-S025), or an
 * indicator or group that is no longer what it was, so that nobody can reckon with what was printed of it
 * (STRATA-S027). */
int seal_read(struct arena *arena, const struct catalog *catalog, const char *path,
              struct str text, struct diags *diags, struct sealed *sealed);

#endif
