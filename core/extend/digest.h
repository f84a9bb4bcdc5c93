/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document as text, every word and number of it: two that differ in anything have different texts.
 */
#ifndef STRATA_EXTEND_DIGEST_H
#define STRATA_EXTEND_DIGEST_H

#include "base/str.h"
#include "document/document.h"

/* Appends NODE, its siblings after it and what is below them. */
void digest_nodes(struct strbuf *out, const struct node *node);

#endif
