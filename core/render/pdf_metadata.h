/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the document says of itself: title, language, dates, the standards that it keeps, and what
 * its colours mean.
 */
#ifndef STRATA_RENDER_PDF_METADATA_H
#define STRATA_RENDER_PDF_METADATA_H

#include "render/pdf_document.h"

void pdf_add_metadata(struct pdf *pdf);

#endif
