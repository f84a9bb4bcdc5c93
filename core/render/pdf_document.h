/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PDF being made: what its parts share.
 *
 * libharu holds the document's objects (catalog, pages, outlines, annotations, fonts); structure
 * elements, of which there are a hundred a page, never become libharu's (pdf_structure.h).  Errors
 * of libharu are sticky: the first is kept here with its page, and nothing jumps.
 */
#ifndef STRATA_RENDER_PDF_DOCUMENT_H
#define STRATA_RENDER_PDF_DOCUMENT_H

#include "base/arena.h"
#include "base/vec.h"
#include "layout/display.h"
#include "render/bytes.h"

#include <hpdf.h>
#include <hpdf_objects.h>

struct libdeflate_compressor;
struct pdf_fonts;
struct pdf_structure;

struct pdf {
  struct arena *arena; /* freed when the file is written */
  const struct display *display;
  HPDF_Doc doc;
  HPDF_Page *pages;
  struct pdf_fonts *fonts;
  struct pdf_structure *structure;
  struct libdeflate_compressor *compressor, *object_compressor; /* of streams; of objects */
  VEC(const struct picture *) pictures; /* that pages show, in the order in which they did */
  HPDF_STATUS error, detail; /* libharu's first error, 0 while all is well */
  size_t current_page, error_page;
};

/* The object number of a libharu object that is in the cross-reference table. */
unsigned pdf_number(const void *object);

/* A new indirect dictionary. */
HPDF_Dict pdf_dict(struct pdf *pdf);

/* Adds KEY with TEXT, of whatever characters. */
void pdf_add_text(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *text);

/* Adds KEY with VALUE, which is ASCII. */
void pdf_add_string(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *value);

/* Adds KEY with the place where PAGE shows Y (from its top) uppermost, the reader's zoom kept. */
void pdf_add_destination(struct pdf *pdf, HPDF_Dict dict, const char *key, size_t page, double y);

/* Ends DICT with PRINTED (entries in PDF's syntax), which must live until the file is written:
 * libharu would make an object of every number.  Not for pages, whose attr is libharu's. */
void pdf_add_printed(HPDF_Dict dict, const char *printed);

/* A new stream of DATA in zlib's format, whose dictionary the caller may add to. */
HPDF_Dict pdf_stream(struct pdf *pdf, const void *data, size_t len);

/* Puts DATA in zlib's format into STREAM, which libharu made and which is empty. */
void pdf_fill_stream(struct pdf *pdf, HPDF_Dict stream, const void *data, size_t len);

/* Adds DATA in zlib's format to OUT. */
void pdf_deflate(struct libdeflate_compressor *compressor, const void *data, size_t len, struct bytes *out);

#endif
