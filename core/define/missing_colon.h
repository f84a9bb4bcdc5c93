/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key without its colon.  libyaml takes its line and the next for one text, and stumbles over the
 * next: this finds the line that is meant.  Knows no libyaml but its words.
 */
#ifndef STRATA_DEFINE_MISSING_COLON_H
#define STRATA_DEFINE_MISSING_COLON_H

#include "base/diag.h"
#include "base/str.h"

/* What libyaml says, where, and where what it was reading begins; in characters. */
struct stumble {
  const char *problem;
  size_t at, context;
};

/* Whether a colon is missing: it is reported then (STRATA-D005), where its key begins. */
bool report_missing_colon(const char *file, struct str text, struct stumble stumble,
                          struct diags *diags);

#endif
