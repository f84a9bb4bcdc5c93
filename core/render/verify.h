/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a display list must be before a device may draw it.
 *
 * An accessible document cannot be made from one that breaks these rules, so no device repairs or
 * guesses.  Knows nothing of PDF's syntax.
 */
#ifndef STRATA_RENDER_VERIFY_H
#define STRATA_RENDER_VERIFY_H

#include "base/diag.h"
#include "layout/display.h"

/* -1 after reporting every broken rule (STRATA-R010 to STRATA-R016). */
int verify_display(const struct display *display, struct diags *diags);

/* The role's name in ISO 32000-1, 14.8.4. */
const char *tag_role_name(enum tag_role role);

/* The role of that name; false when there is none. */
bool tag_role_named(struct str name, enum tag_role *ret_role);

/* Whether an element of ROLE may be directly in one of PARENT. */
bool tag_may_stand_in(enum tag_role role, enum tag_role parent);

/* 1 to 4; 0 for what is no heading. */
int tag_heading_level(enum tag_role role);

#endif
