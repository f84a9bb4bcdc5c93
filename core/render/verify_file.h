/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file must be before it may be published.
 *
 * verify.h looks at what is to be drawn; this reads what was written, as a stranger's reader would,
 * so that no fault between the two can leave a mark without a tag, a figure without words, or a
 * part of the structure that leads nowhere.
 */
#ifndef STRATA_RENDER_VERIFY_FILE_H
#define STRATA_RENDER_VERIFY_FILE_H

#include "base/diag.h"

/* -1 after reporting the first thing that is wrong with the PDF at PATH (STRATA-R017). */
int verify_file(const char *path, struct diags *diags);

#endif
