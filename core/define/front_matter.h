/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Front matter: what stands above a commentary's text, between two lines of "---".
 *
 * Knows where it begins and ends, not what it says: that is front_matter_schema.
 */
#ifndef STRATA_DEFINE_FRONT_MATTER_H
#define STRATA_DEFINE_FRONT_MATTER_H

#include "base/str.h"

/* How many bytes of TEXT are front matter, with both its lines of "---"; 0: it has none.  One that
 * is not closed takes all of TEXT, so that nothing below it is taken for open. */
size_t front_matter_length(struct str text);

/* The YAML of the first LENGTH bytes of TEXT: without the closing line, but with the opening one, so
 * that places in it are those in the file. */
struct str front_matter_yaml(struct str text, size_t length);

#endif
