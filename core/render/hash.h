/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SHA-256 of texts and files: for sealing editions.
 */
#ifndef STRATA_RENDER_HASH_H
#define STRATA_RENDER_HASH_H

#include "base/arena.h"
#include "base/str.h"

/* In hexadecimal. */
const char *hash_text(struct arena *arena, struct str text);

/* Of the bytes of the file at PATH; NULL when it cannot be read. */
const char *hash_file(struct arena *arena, const char *path);

#endif
