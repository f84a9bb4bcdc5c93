/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pictures of a PDF: each is embedded once, whatever pages show it.
 */
#ifndef STRATA_RENDER_PDF_PICTURE_H
#define STRATA_RENDER_PDF_PICTURE_H

#include "render/pdf_document.h"

struct picture;

/* The number of PICTURE: "/P0" is the first in every page's resources. */
size_t pdf_picture(struct pdf *pdf, const struct picture *picture);

/* Adds the names of all pictures to RESOURCES. */
void pdf_pictures_finish(struct pdf *pdf, HPDF_Dict resources);

#endif
