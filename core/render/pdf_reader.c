/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_reader.h"

#include <libdeflate.h>
#include <stdlib.h>

/* More would be a file of another kind: strata's largest reports have some 100,000. */
enum { MOST_OBJECTS = 8000000 };

struct pdf_reader {
  struct arena *arena;
  struct str file, trailer;
  struct str *objects; /* by number; empty: free */
  unsigned count;
  struct libdeflate_decompressor *decompressor;
};

struct str pdf_reader_trailer(const struct pdf_reader *reader)
{
  return reader->trailer;
}

unsigned pdf_reader_count(const struct pdf_reader *reader)
{
  return reader->count;
}

struct str pdf_reader_object(const struct pdf_reader *reader, unsigned number)
{
  return number < reader->count ? reader->objects[number] : STR("");
}

struct str pdf_reader_follow(const struct pdf_reader *reader, struct str value)
{
  unsigned number = pdf_referred(value);
  return number ? pdf_reader_object(reader, number) : value;
}

struct str pdf_reader_entry(const struct pdf_reader *reader, struct str dict, const char *key)
{
  return pdf_reader_follow(reader, pdf_entry(dict, key));
}

/* ---- streams -------------------------------------------------------------------------------- */

/* The stored bytes after the dictionary OBJECT, which stands in the file itself. */
static struct str stored(const struct pdf_reader *reader, struct str object)
{
  const char *end = reader->file.at + reader->file.len, *at = object.at + object.len;
  if (object.len == 0 || object.at < reader->file.at || at > end)
    return STR("");
  struct str rest = { at, (size_t)(end - at) };
  if (!str_is(pdf_next_value(&rest), "stream"))
    return STR("");
  at = rest.at;
  if (at < end && *at == '\r')
    at++;
  if (at == end || *at++ != '\n')
    return STR("");
  int64_t len = pdf_whole_number(pdf_reader_entry(reader, object, "/Length"));
  return len < 0 || len > end - at ? STR("") : (struct str) { at, (size_t)len };
}

static int inflate(const struct pdf_reader *reader, struct str data, struct bytes *bytes)
{
  /* Nothing deflates to less than a thousandth. */
  const size_t most = data.len * 1100 + 1024;
  for (size_t room = data.len * 8 + 256;; room *= 2) {
    bytes->len = 0;
    uint8_t *into = bytes_room(bytes, room);
    enum libdeflate_result result = libdeflate_zlib_decompress(
      reader->decompressor, data.at, data.len, into, room, &bytes->len);
    if (result == LIBDEFLATE_SUCCESS)
      return 0;
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room > most)
      return -1;
  }
}

/* Each row is its difference from the row before (PNG's filter "Up"), or stands as it is. */
static int undo_prediction(int64_t columns, struct bytes *bytes)
{
  size_t row = (size_t)columns + 1, count = bytes->len / row;
  if (columns < 1 || columns > 64 || bytes->len % row)
    return -1;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *from = bytes->at + i * row;
    uint8_t *to = bytes->at + i * (row - 1);
    uint8_t filter = from[0];
    if (filter != 0 && filter != 2)
      return -1;
    for (size_t k = 0; k < row - 1; k++)
      to[k] = (uint8_t)(from[k + 1] + (filter && i ? *(to + k - (row - 1)) : 0));
  }
  bytes->len = count * (row - 1);
  return 0;
}

int pdf_reader_stream(const struct pdf_reader *reader, struct str object, struct bytes *bytes)
{
  struct str data = stored(reader, object);
  struct str filter = pdf_entry(object, "/Filter");
  if (data.len == 0)
    return -1;
  if (filter.len == 0) {
    bytes->len = 0;
    bytes_add(bytes, data.at, data.len);
    return 0;
  }
  if (!str_is(filter, "/FlateDecode") || inflate(reader, data, bytes) < 0)
    return -1;
  struct str parameters = pdf_entry(object, "/DecodeParms");
  if (pdf_whole_number(pdf_entry(parameters, "/Predictor")) < 10)
    return 0;
  return undo_prediction(pdf_whole_number(pdf_entry(parameters, "/Columns")), bytes);
}

/* ---- objects -------------------------------------------------------------------------------- */

/* The object at OFFSET of the file, its number in *RET_NUMBER. */
static struct str object_at(const struct pdf_reader *reader, uint64_t offset, unsigned *ret_number)
{
  if (offset >= reader->file.len)
    return STR("");
  struct str rest = { reader->file.at + offset, reader->file.len - offset };
  int64_t number = pdf_whole_number(pdf_next_value(&rest));
  int64_t generation = pdf_whole_number(pdf_next_value(&rest));
  if (number < 1 || number > MOST_OBJECTS || generation != 0
      || !str_is(pdf_next_value(&rest), "obj"))
    return STR("");
  *ret_number = (unsigned)number;
  return pdf_next_value(&rest);
}

/* The object from FROM to where the next begins, less the space before that. */
static struct str between(const char *from, const char *to)
{
  while (to > from && pdf_is_space(to[-1]))
    to--;
  return (struct str) { from, (size_t)(to - from) };
}

/* All objects of the object stream NUMBER, which stand in it in their order. */
static int open_group(struct pdf_reader *reader, unsigned number)
{
  auto_bytes struct bytes bytes = { 0 };
  struct str object = pdf_reader_object(reader, number);
  int64_t count = pdf_whole_number(pdf_entry(object, "/N"));
  int64_t first = pdf_whole_number(pdf_entry(object, "/First"));
  if (pdf_reader_stream(reader, object, &bytes) < 0 || count < 0 || first < 0
      || (size_t)first > bytes.len)
    return -1;
  const char *text = arena_text(reader->arena, (const char *)bytes.at, bytes.len);
  struct str head = { text, (size_t)first }, *before = NULL;
  for (int64_t i = 0; i < count; i++) {
    int64_t of = pdf_whole_number(pdf_next_value(&head));
    int64_t at = pdf_whole_number(pdf_next_value(&head));
    if (of < 1 || of >= reader->count || at < 0 || (size_t)(first + at) > bytes.len
        || (before && text + first + at < before->at))
      return -1;
    if (before)
      *before = between(before->at, text + first + at);
    before = &reader->objects[of];
    before->at = text + first + at;
  }
  if (before)
    *before = between(before->at, text + bytes.len);
  return 0;
}

/* One row of the cross-reference stream. */
struct row {
  uint64_t fields[3]; /* its kind; then an offset, or an object stream and an index */
};

struct rows {
  const uint8_t *at;
  size_t widths[3], len;
};

static struct row read_row(const struct rows *rows, unsigned index)
{
  struct row row = { 0 };
  const uint8_t *at = rows->at + index * rows->len;
  for (int field = 0; field < 3; field++)
    for (size_t i = 0; i < rows->widths[field]; i++)
      row.fields[field] = row.fields[field] << 8 | *at++;
  return row;
}

static int open_objects(struct pdf_reader *reader, const struct rows *rows)
{
  enum { AT_OFFSET = 1, IN_STREAM = 2 };
  for (unsigned i = 0; i < reader->count; i++) {
    struct row row = read_row(rows, i);
    unsigned number = i;
    if (row.fields[0] == AT_OFFSET)
      reader->objects[i] = object_at(reader, row.fields[1], &number);
    if (number != i || (row.fields[0] == AT_OFFSET && reader->objects[i].len == 0))
      return -1;
  }
  for (unsigned i = 0; i < reader->count; i++) {
    struct row row = read_row(rows, i);
    if (row.fields[0] == IN_STREAM && reader->objects[i].len == 0
        && (row.fields[1] >= reader->count || open_group(reader, (unsigned)row.fields[1]) < 0))
      return -1;
  }
  return 0;
}

static int read_places(struct pdf_reader *reader, struct bytes *bytes, struct rows *ret_rows)
{
  struct rows rows = { 0 };
  struct str widths = pdf_inside(pdf_entry(reader->trailer, "/W"));
  for (int i = 0; i < 3; i++) {
    int64_t width = pdf_whole_number(pdf_next_value(&widths));
    if (width < 0 || width > 8)
      return -1;
    rows.widths[i] = (size_t)width;
    rows.len += (size_t)width;
  }
  int64_t size = pdf_whole_number(pdf_entry(reader->trailer, "/Size"));
  if (size < 1 || size > MOST_OBJECTS || pdf_reader_stream(reader, reader->trailer, bytes) < 0
      || bytes->len < (size_t)size * rows.len)
    return -1;
  rows.at = bytes->at;
  reader->count = (unsigned)size;
  *ret_rows = rows;
  return 0;
}

static void release_decompressor(void *decompressor)
{
  libdeflate_free_decompressor(decompressor);
}

/* Where the cross-reference stream is: the number after the last "startxref". */
static uint64_t places_at(struct str file)
{
  static const char WORD[] = "startxref";
  enum { TAIL = 64, WORD_LENGTH = sizeof WORD - 1 };
  for (size_t i = WORD_LENGTH; i < TAIL && i <= file.len; i++) {
    const char *at = file.at + file.len - i;
    if (memcmp(at, WORD, WORD_LENGTH))
      continue;
    struct str rest = { at + WORD_LENGTH, i - WORD_LENGTH };
    int64_t offset = pdf_whole_number(pdf_next_value(&rest));
    return offset < 0 ? UINT64_MAX : (uint64_t)offset;
  }
  return UINT64_MAX;
}

int pdf_reader_open(struct arena *arena, struct str file, struct pdf_reader **ret_reader)
{
  struct pdf_reader *reader = ARENA_NEW(arena, struct pdf_reader);
  *reader = (struct pdf_reader) { .arena = arena, .file = file };
  reader->decompressor = libdeflate_alloc_decompressor();
  if (!reader->decompressor)
    abort();
  arena_own(arena, reader->decompressor, release_decompressor);
  unsigned number = 0;
  reader->trailer = object_at(reader, places_at(file), &number);
  auto_bytes struct bytes bytes = { 0 };
  struct rows rows;
  if (!str_is(pdf_entry(reader->trailer, "/Type"), "/XRef")
      || read_places(reader, &bytes, &rows) < 0)
    return -1;
  reader->objects = ARENA_ARRAY(arena, struct str, reader->count);
  if (open_objects(reader, &rows) < 0)
    return -1;
  *ret_reader = reader;
  return 0;
}
