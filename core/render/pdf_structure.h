/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure tree: what each marked piece of a page is, in reading order.
 *
 * A page's content is marked run by run; the tree is printed at the end, straight from the display
 * list's tags and these marks, into the object streams, so that an element costs its text and
 * nothing more.  Its objects are numbered after libharu's.  Owned by the PDF's arena.
 */
#ifndef STRATA_RENDER_PDF_STRUCTURE_H
#define STRATA_RENDER_PDF_STRUCTURE_H

#include "render/pdf_document.h"
#include "render/pdf_objects.h"

struct pdf_structure *pdf_structure_new(struct pdf *pdf);

/* The next run of PAGE's content belongs to TAG.  Pages must come in order.  Returns the run's
 * marked-content id. */
unsigned pdf_structure_mark(struct pdf_structure *structure, size_t page, int tag);

/* ANNOTATION on PAGE belongs to the link TAG.  Returns its key in the parent tree. */
unsigned pdf_structure_add_link(struct pdf_structure *structure, size_t page, int tag,
                                HPDF_Annotation annotation);

/* Enters the tree into the catalog, after the last page. */
void pdf_structure_finish(struct pdf *pdf);

/* Numbers the tree's objects from FIRST on; returns how many they are. */
unsigned pdf_structure_begin(struct pdf_structure *structure, unsigned first);

/* Writes them. */
void pdf_structure_write(const struct pdf_structure *structure, struct pdf_objects *objects);

#endif
