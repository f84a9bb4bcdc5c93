/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ICC profile that says what a document's colours mean: sRGB (IEC 61966-2-1).
 *
 * It is made here, from the standard's numbers, in 600 bytes with its curves as formulas.  The
 * profiles that come with systems have them as tables, which poppler inverts anew for each page: 28
 * ms of a reader's time.
 */
#ifndef STRATA_RENDER_PROFILE_H
#define STRATA_RENDER_PROFILE_H

#include "render/bytes.h"

/* Adds the profile (ICC.1:2004-10, version 4.2) to OUT. */
void profile_add_srgb(struct bytes *out);

#endif
