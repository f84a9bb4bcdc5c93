/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a file of definitions, before anything is made of it.
 */
#ifndef STRATA_DEFINE_TEXT_H
#define STRATA_DEFINE_TEXT_H

#include "base/diag.h"
#include "base/str.h"

/* The place of byte OFFSET, before which TEXT is valid UTF-8. */
struct loc text_place(const char *file, struct str text, size_t offset);

/* -1 after reporting what TEXT may not hold: bytes that are no UTF-8, characters that cannot be
 * seen. */
int text_check(const char *file, struct str text, struct diags *diags);

#endif
