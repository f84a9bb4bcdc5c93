/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The last look at a public document before it is laid out: does it hold anything that is restricted?
 *
 * Nothing should be there to find, since scripts see only what is released; but a plugin's, a
 * template's or an analyst's own words may say what they should not.
 */
#ifndef STRATA_EXTEND_LEAK_H
#define STRATA_EXTEND_LEAK_H

#include "disclose/disclose.h"
#include "document/document.h"

/* -1 after reporting, at what asked for it, every word of what is withheld and every hidden number
 * that DOCUMENT says of its indicator and area.  A document that is not for the public holds none.
 * AREA: what REPORT is about here. */
int leak_check(struct arena *scratch, const struct released *released, const struct report *report,
               const struct document *document, int area, struct diags *diags);

#endif
