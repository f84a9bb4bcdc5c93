/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file: objects in compressed object streams, and a cross-reference stream.
 *
 * libharu writes each object by itself, uncompressed, with 20 bytes in a table; a tagged page has a
 * hundred objects, so the file would be more than twice as long.  This goes through libharu's
 * objects in its stead; each still prints itself.
 */
#ifndef STRATA_RENDER_PDF_OBJECTS_H
#define STRATA_RENDER_PDF_OBJECTS_H

#include "render/output.h"
#include "render/pdf_document.h"

struct pdf_objects;

/* Begins object NUMBER, which must be no stream; the caller adds its text to what is returned before
 * it begins another. */
struct bytes *pdf_objects_begin(struct pdf_objects *objects, unsigned number);

/* Writes the whole PDF. */
void pdf_objects_write(struct pdf *pdf, struct output *output);

#endif
