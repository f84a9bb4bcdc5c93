/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ways through the document: links on pages, bookmarks, page numbers.
 */
#ifndef STRATA_RENDER_PDF_LINKS_H
#define STRATA_RENDER_PDF_LINKS_H

#include "render/pdf_document.h"

/* Puts the annotation of ITEM, a DISPLAY_LINK, on PAGE and into the structure tree.  All pages must
 * exist. */
void pdf_add_link(struct pdf *pdf, size_t page, const struct display_item *item);

void pdf_add_bookmarks(struct pdf *pdf);

/* Says that pages are counted from 1, as they are printed. */
void pdf_add_page_labels(struct pdf *pdf);

#endif
