/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_document.h"

#include <libdeflate.h>

unsigned pdf_number(const void *object)
{
  return ((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff;
}

HPDF_Dict pdf_dict(struct pdf *pdf)
{
  HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
  HPDF_Xref_Add(pdf->doc->xref, dict);
  return dict;
}

void pdf_add_text(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *text)
{
  /* libharu's own strings do not hold all of Unicode. */
  auto_bytes struct bytes units = { 0 };
  bytes_text(&units, "\xfe\xff");
  bytes_utf16(&units, str_of(text));
  HPDF_Dict_Add(dict, key, HPDF_Binary_New(pdf->doc->mmgr, units.at, (HPDF_UINT)units.len));
}

void pdf_add_string(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *value)
{
  HPDF_Dict_Add(dict, key, HPDF_String_New(pdf->doc->mmgr, value, NULL));
}

void pdf_add_destination(struct pdf *pdf, HPDF_Dict dict, const char *key, size_t page, double y)
{
  /* HPDF_Destination_SetXYZ refuses the zoom that means "as it is". */
  HPDF_Array place = HPDF_Array_New(pdf->doc->mmgr);
  HPDF_Array_Add(place, pdf->pages[page]);
  HPDF_Array_AddName(place, "XYZ");
  HPDF_Array_Add(place, HPDF_Null_New(pdf->doc->mmgr));
  HPDF_Array_AddReal(place, (HPDF_REAL)(pdf->display->pages[page].height - y));
  HPDF_Array_Add(place, HPDF_Null_New(pdf->doc->mmgr));
  HPDF_Dict_Add(dict, key, place);
}

static HPDF_STATUS write_printed(HPDF_Dict dict, HPDF_Stream stream)
{
  return HPDF_Stream_WriteStr(stream, dict->attr);
}

void pdf_add_printed(HPDF_Dict dict, const char *printed)
{
  union {
    const char *constant;
    void *attribute;
  } pointer = { .constant = printed };
  dict->attr = pointer.attribute;
  dict->write_fn = write_printed;
}

static HPDF_STATUS write_filter(HPDF_Dict stream, HPDF_Stream out)
{
  (void)stream;
  return HPDF_Stream_WriteStr(out, "/Filter /FlateDecode\n");
}

void pdf_fill_stream(struct pdf *pdf, HPDF_Dict stream, const void *data, size_t len)
{
  auto_bytes struct bytes deflated = { 0 };
  pdf_deflate(pdf->compressor, data, len, &deflated);
  HPDF_Stream_Write(stream->stream, deflated.at, (HPDF_UINT)deflated.len);
  /* libharu must not know that the stream is filtered, or it would filter it again. */
  stream->filter = HPDF_STREAM_FILTER_NONE;
  stream->write_fn = write_filter;
}

HPDF_Dict pdf_stream(struct pdf *pdf, const void *data, size_t len)
{
  HPDF_Dict stream = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
  pdf_fill_stream(pdf, stream, data, len);
  return stream;
}

void pdf_deflate(struct libdeflate_compressor *compressor, const void *data, size_t len,
                 struct bytes *out)
{
  size_t most = libdeflate_zlib_compress_bound(compressor, len);
  uint8_t *room = bytes_room(out, most);
  out->len += libdeflate_zlib_compress(compressor, data, len, room, most);
}
