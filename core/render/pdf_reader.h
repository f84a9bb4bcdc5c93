/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PDF file, read: its objects, wherever they stand, and its streams, inflated.
 *
 * For looking at what was written (verify_file.h), so it reads files with a cross-reference stream
 * and streams in zlib's format, as pdf_objects.h writes them.  It trusts nothing in the file.
 * What it gives lives as long as the file's bytes and the arena.
 */
#ifndef STRATA_RENDER_PDF_READER_H
#define STRATA_RENDER_PDF_READER_H

#include "base/arena.h"
#include "render/bytes.h"
#include "render/pdf_syntax.h"

struct pdf_reader;

/* -1 when FILE is not a PDF that can be read. */
int pdf_reader_open(struct arena *arena, struct str file, struct pdf_reader **ret_reader);

/* The dictionary that has /Root and /ID. */
struct str pdf_reader_trailer(const struct pdf_reader *reader);

/* One more than the greatest number of an object. */
unsigned pdf_reader_count(const struct pdf_reader *reader);

/* Object NUMBER's value; empty when there is none. */
struct str pdf_reader_object(const struct pdf_reader *reader, unsigned number);

/* VALUE, or what it refers to. */
struct str pdf_reader_follow(const struct pdf_reader *reader, struct str value);

/* What KEY of DICT is or refers to. */
struct str pdf_reader_entry(const struct pdf_reader *reader, struct str dict, const char *key);

/* The data of the stream whose dictionary is OBJECT, in BYTES, whose former content goes.  -1 when
 * it is none, or cut off or otherwise damaged. */
int pdf_reader_stream(const struct pdf_reader *reader, struct str object, struct bytes *bytes);

#endif
