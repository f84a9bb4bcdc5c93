/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a document to its pages.
 */
#ifndef STRATA_LAYOUT_LAYOUT_H
#define STRATA_LAYOUT_LAYOUT_H

#include "document/document.h"
#include "layout/display.h"
#include "layout/font.h"
#include "layout/theme.h"

/* Sets DOCUMENT into pages.  SHAPER is of the theme's fonts, and must live as long as the display: its
 * words are shared with other documents.  -1 after reporting (STRATA-L...) every text that does not
 * fit, at the definition that asked for it: nothing is ever clipped or overprinted. */
int layout_document(struct arena *arena, const struct document *document,
                    const struct theme *theme, struct shaper *shaper, struct diags *diags,
                    const struct display **ret_display);

#endif
