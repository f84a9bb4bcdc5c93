/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which symbols a library exports, read from its file without loading it.
 */
#ifndef STRATA_EXTEND_EXPORTS_H
#define STRATA_EXTEND_EXPORTS_H

#include "base/arena.h"

/* The names of the functions and data that the library at PATH exports, but for WANTED: "a, b and c";
 * "" when there are no others.  NULL when PATH is no library that this program can read. */
const char *exports_besides(struct arena *arena, const char *path, const char *wanted);

#endif
