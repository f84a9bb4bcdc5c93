/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ICC profile that says what a document's colours mean.
 */
#ifndef STRATA_RENDER_PROFILE_H
#define STRATA_RENDER_PROFILE_H

#include "base/diag.h"
#include "render/bytes.h"

/* Adds the file at PATH to PROFILE.  -1 after reporting (STRATA-R003) when it cannot be read or is
 * no profile of an RGB colour space.  PATH must outlive DIAGS. */
int profile_read(const char *path, struct bytes *profile, struct diags *diags);

#endif
