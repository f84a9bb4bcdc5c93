/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_objects.h"

#include "render/pdf_structure.h"

#include <hpdf_streams.h>

/* More in one object stream compress better, but a reader must inflate all for the sake of one.
 * These are some 100 KB, ten pages' worth. */
enum { GROUP_MOST = 1500 };

/* Where an object is, as a cross-reference stream says it (ISO 32000-1, 7.5.8.3). */
struct place {
  enum { FREE, AT_OFFSET, IN_STREAM } kind;
  uint32_t at;    /* bytes from the start, or the object stream's number */
  uint16_t index; /* in the object stream */
};

struct pdf_objects {
  struct pdf *pdf;
  struct output *output;
  struct place *places;  /* by object number */
  unsigned next_stream;  /* number of the next object stream */
  struct {               /* the object stream being filled */
    unsigned numbers[GROUP_MOST];
    size_t starts[GROUP_MOST];
    size_t count;
    struct bytes text;
  } group;
};

static void add_at_offset(struct pdf_objects *objects, unsigned number, const struct bytes *text)
{
  objects->places[number] =
    (struct place) { .kind = AT_OFFSET, .at = (uint32_t)objects->output->offset };
  output_add(objects->output, text->at, text->len);
}

static void begin_object(struct bytes *text, unsigned number)
{
  bytes_integer(text, number);
  bytes_text(text, " 0 obj\n");
}

static void end_stream(struct pdf *pdf, struct bytes *text, const struct bytes *data)
{
  auto_bytes struct bytes deflated = { 0 };
  pdf_deflate(pdf->object_compressor, data->at, data->len, &deflated);
  bytes_text(text, "/Filter/FlateDecode/Length ");
  bytes_integer(text, (int64_t)deflated.len);
  bytes_text(text, ">>\nstream\r\n");
  bytes_add(text, deflated.at, deflated.len);
  bytes_text(text, "\nendstream\nendobj\n");
}

static void write_group(struct pdf_objects *objects)
{
  size_t count = objects->group.count;
  if (count == 0)
    return;
  unsigned number = objects->next_stream++;
  auto_bytes struct bytes data = { 0 };
  for (size_t i = 0; i < count; i++) {
    bytes_integer(&data, objects->group.numbers[i]);
    bytes_char(&data, ' ');
    bytes_integer(&data, (int64_t)objects->group.starts[i]);
    bytes_char(&data, i + 1 < count ? ' ' : '\n');
    objects->places[objects->group.numbers[i]] =
      (struct place) { .kind = IN_STREAM, .at = number, .index = (uint16_t)i };
  }
  size_t first = data.len;
  bytes_add(&data, objects->group.text.at, objects->group.text.len);

  auto_bytes struct bytes text = { 0 };
  begin_object(&text, number);
  bytes_text(&text, "<</Type/ObjStm/N ");
  bytes_integer(&text, (int64_t)count);
  bytes_text(&text, "/First ");
  bytes_integer(&text, (int64_t)first);
  end_stream(objects->pdf, &text, &data);
  add_at_offset(objects, number, &text);
  objects->group.count = 0;
  objects->group.text.len = 0;
}

struct bytes *pdf_objects_begin(struct pdf_objects *objects, unsigned number)
{
  if (objects->group.count == GROUP_MOST)
    write_group(objects);
  struct bytes *text = &objects->group.text;
  if (objects->group.count)
    bytes_char(text, '\n');
  objects->group.numbers[objects->group.count] = number;
  objects->group.starts[objects->group.count] = text->len;
  objects->group.count++;
  return text;
}

/* ---- libharu's objects ---------------------------------------------------------------------- */

static HPDF_STATUS write_to_bytes(HPDF_Stream stream, const HPDF_BYTE *data, HPDF_UINT len)
{
  bytes_add(stream->attr, data, len);
  return HPDF_OK;
}

static void note_error(struct pdf *pdf, HPDF_STATUS status)
{
  if (status != HPDF_OK && !pdf->error)
    pdf->error = status;
}

static void print_object(struct pdf *pdf, void *object, struct bytes *text)
{
  HPDF_Stream stream = HPDF_CallbackWriter_New(pdf->doc->mmgr, write_to_bytes, text);
  note_error(pdf, HPDF_Obj_WriteValue(object, stream, NULL));
  HPDF_Stream_Free(stream);
}

/* A stream cannot be in a stream.  A number may be the length of one, which some readers want to
 * know without inflating anything. */
static bool stands_alone(const void *object)
{
  int kind = ((const HPDF_Obj_Header *)object)->obj_class & HPDF_OCLASS_ANY;
  return kind == HPDF_OCLASS_NUMBER
         || (kind == HPDF_OCLASS_DICT && ((const HPDF_Dict_Rec *)object)->stream);
}

static void write_object(struct pdf_objects *objects, unsigned number, void *object)
{
  if (!stands_alone(object)) {
    print_object(objects->pdf, object, pdf_objects_begin(objects, number));
    return;
  }
  auto_bytes struct bytes text = { 0 };
  begin_object(&text, number);
  print_object(objects->pdf, object, &text);
  bytes_text(&text, "\nendobj\n");
  add_at_offset(objects, number, &text);
}

/* ---- the end -------------------------------------------------------------------------------- */

/* The places, each row as its difference from the row before (PNG's filter "Up"), which leaves
 * little but zeros to compress. */
enum { ROW = 7 };

static void add_places(const struct pdf_objects *objects, unsigned count, struct bytes *data)
{
  uint8_t before[ROW] = { 0 };
  for (unsigned i = 0; i < count; i++) {
    const struct place *place = &objects->places[i];
    uint8_t row[ROW] = { (uint8_t)place->kind,       (uint8_t)(place->at >> 24),
                         (uint8_t)(place->at >> 16), (uint8_t)(place->at >> 8),
                         (uint8_t)place->at,         (uint8_t)(place->index >> 8),
                         (uint8_t)place->index };
    uint8_t *room = bytes_room(data, ROW + 1);
    *room++ = 2;
    for (int k = 0; k < ROW; k++)
      *room++ = (uint8_t)(row[k] - before[k]);
    data->len += ROW + 1;
    memcpy(before, row, ROW);
  }
}

/* Twice the same, made from all that the file holds: the document was never another. */
static void add_id(const struct output *output, struct bytes *text)
{
  enum { ID_LENGTH = 16 };
  uint8_t hash[SHA256_DIGEST_SIZE];
  output_hash(output, hash);
  bytes_text(text, "/ID[");
  for (int twice = 0; twice < 2; twice++) {
    bytes_char(text, '<');
    for (int i = 0; i < ID_LENGTH; i++)
      bytes_hex(text, hash[i], 2);
    bytes_char(text, '>');
  }
  bytes_char(text, ']');
}

static void write_places(struct pdf_objects *objects)
{
  unsigned number = objects->next_stream++;
  size_t offset = objects->output->offset;
  objects->places[0] = (struct place) { .kind = FREE, .index = 0xffff };
  objects->places[number] = (struct place) { .kind = AT_OFFSET, .at = (uint32_t)offset };
  auto_bytes struct bytes data = { 0 };
  add_places(objects, number + 1, &data);

  auto_bytes struct bytes text = { 0 };
  begin_object(&text, number);
  bytes_text(&text, "<</Type/XRef/Size ");
  bytes_integer(&text, number + 1);
  bytes_text(&text, "/W[1 4 2]/Root ");
  bytes_integer(&text, pdf_number(objects->pdf->doc->catalog));
  bytes_text(&text, " 0 R/Info ");
  bytes_integer(&text, pdf_number(objects->pdf->doc->info));
  bytes_text(&text, " 0 R");
  add_id(objects->output, &text);
  bytes_text(&text, "/DecodeParms<</Predictor 12/Columns 7>>");
  end_stream(objects->pdf, &text, &data);
  bytes_text(&text, "startxref\n");
  bytes_integer(&text, (int64_t)offset);
  bytes_text(&text, "\n%%EOF\n");
  output_add(objects->output, text.at, text.len);
}

void pdf_objects_write(struct pdf *pdf, struct output *output)
{
  unsigned count = pdf->doc->xref->entries->count;
  unsigned structure_count = pdf_structure_begin(pdf->structure, count);
  unsigned total = count + structure_count;
  struct pdf_objects *objects = ARENA_NEW(pdf->arena, struct pdf_objects);
  objects->pdf = pdf;
  objects->output = output;
  objects->next_stream = total;
  objects->places = ARENA_ARRAY(pdf->arena, struct place, total + total / GROUP_MOST + 2);

  /* The four bytes above 127 tell programs that copy files that this is not text. */
  static const char HEAD[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  output_add(output, HEAD, sizeof HEAD - 1);
  for (unsigned number = 1; number < count; number++)
    write_object(objects, number, HPDF_Xref_GetEntry(pdf->doc->xref, number)->obj);
  pdf_structure_write(pdf->structure, objects);
  write_group(objects);
  write_places(objects);
  bytes_free(&objects->group.text);
}
