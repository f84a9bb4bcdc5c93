/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page's content stream: its items in PDF's operators, each run of one tag marked.
 */
#ifndef STRATA_RENDER_PDF_CONTENT_H
#define STRATA_RENDER_PDF_CONTENT_H

#include "render/pdf_document.h"

/* Adds PAGE's operators to OUT; its links become annotations later (pdf_links.h). */
void pdf_content(struct pdf *pdf, size_t page, struct bytes *out);

#endif
