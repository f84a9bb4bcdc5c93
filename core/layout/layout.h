/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a document to its pages.
 */
#ifndef STRATA_LAYOUT_LAYOUT_H
#define STRATA_LAYOUT_LAYOUT_H

#include "document/document.h"
#include "layout/display.h"
#include "layout/theme.h"

/* Sets DOCUMENT into pages.  -1 after reporting (STRATA-L...) every text that does not fit, at the definition that asked
 * for it: nothing is ever clipped or overprinted. */
int layout_document(struct arena *arena, const struct document *document,
                    const struct theme *theme, struct diags *diags,
                    const struct display **ret_display);

#endif
