/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture.h"

#include "base/str.h"
#include "define/file.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20, MOST_SIDE = 2000, COLORS = 256 };
enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };
enum { FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_AVERAGE, FILTER_PAETH };

struct png {
  struct arena *arena;
  struct str rest; /* of the file */
  const char *wrong; /* what is wrong with it; NULL: nothing yet */
  size_t width, height, parts; /* parts: bytes a point */
  int kind;
  uint8_t palette[COLORS][4];
  size_t palette_count;
  uint8_t *packed;
  size_t packed_len;
};

static bool fail(struct png *png, const char *wrong)
{
  if (!png->wrong)
    png->wrong = wrong;
  return false;
}

static uint32_t number_at(const char *at)
{
  const uint8_t *bytes = (const uint8_t *)at;
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool read_head(struct png *png, struct str data)
{
  enum { LENGTH = 13 };
  if (data.len != LENGTH)
    return fail(png, "its head is damaged");
  png->width = number_at(data.at);
  png->height = number_at(data.at + 4);
  png->kind = data.at[9];
  if (!png->width || !png->height || png->width > MOST_SIDE || png->height > MOST_SIDE)
    return fail(png, "it is empty, or has more than 2,000 points a side");
  if (data.at[8] != 8 || data.at[10] || data.at[11] || data.at[12])
    return fail(png, "it has not 8 bits a part, or is interlaced");
  png->parts = png->kind == GREY || png->kind == PALETTE ? 1
               : png->kind == GREY_ALPHA                 ? 2
               : png->kind == RGB                        ? 3
               : png->kind == RGB_ALPHA                  ? 4
                                                         : 0;
  return png->parts || fail(png, "its colours are of a kind that PNG has not");
}

static bool read_palette(struct png *png, struct str data)
{
  png->palette_count = data.len / 3;
  if (data.len % 3 || png->palette_count > COLORS || !png->palette_count)
    return fail(png, "its palette is damaged");
  for (size_t i = 0; i < png->palette_count; i++) {
    memcpy(png->palette[i], data.at + 3 * i, 3);
    png->palette[i][3] = UINT8_MAX;
  }
  return true;
}

/* How far each colour of the palette is seen; of other kinds one colour that is not, which we do not read. */
static bool read_transparency(struct png *png, struct str data)
{
  if (png->kind != PALETTE)
    return fail(png, "one of its colours is see-through, which only a palette or an alpha channel can say here");
  for (size_t i = 0; i < data.len && i < png->palette_count; i++)
    png->palette[i][3] = (uint8_t)data.at[i];
  return true;
}

/* The next chunk: length, name, data, checksum.  False at the end, or where something is wrong. */
static bool read_chunk(struct png *png)
{
  enum { AROUND = 12 };
  if (png->rest.len < AROUND || number_at(png->rest.at) > png->rest.len - AROUND)
    return fail(png, "it is cut off");
  struct str name = {png->rest.at + 4, 4}, data = {png->rest.at + 8, number_at(png->rest.at)};
  if (libdeflate_crc32(0, name.at, name.len + data.len) != number_at(data.at + data.len))
    return fail(png, "a checksum is wrong");
  png->rest.at += data.len + AROUND;
  png->rest.len -= data.len + AROUND;
  if (str_is(name, "IHDR"))
    return png->parts ? fail(png, "it has two heads") : read_head(png, data);
  if (!png->parts)
    return fail(png, "it does not begin with its head");
  if (str_is(name, "PLTE"))
    return read_palette(png, data);
  if (str_is(name, "tRNS"))
    return read_transparency(png, data);
  if (str_is(name, "IDAT") && data.len) {
    memcpy(png->packed + png->packed_len, data.at, data.len); /* it has room for the whole file */
    png->packed_len += data.len;
  }
  bool must_be_known = !(name.at[0] & 0x20) && !str_is(name, "IDAT") && !str_is(name, "IEND");
  if (must_be_known)
    return fail(png, "it has parts that are not known here");
  return !str_is(name, "IEND");
}

static uint8_t paeth(int left, int above, int corner)
{
  int guess = left + above - corner;
  int a = abs(guess - left), b = abs(guess - above), c = abs(guess - corner);
  return (uint8_t)(a <= b && a <= c ? left : b <= c ? above : corner);
}

/* A row of LEN bytes in place; BEFORE is the row above it, or zeros. */
static bool unfilter(uint8_t *row, const uint8_t *before, size_t len, size_t parts, int filter)
{
  for (size_t i = 0; i < len; i++) {
    int left = i >= parts ? row[i - parts] : 0, above = before[i];
    int corner = i >= parts ? before[i - parts] : 0, added;
    switch (filter) {
    case FILTER_NONE: added = 0; break;
    case FILTER_SUB: added = left; break;
    case FILTER_UP: added = above; break;
    case FILTER_AVERAGE: added = (left + above) / 2; break;
    case FILTER_PAETH: added = paeth(left, above, corner); break;
    default: return false;
    }
    row[i] = (uint8_t)(row[i] + added);
  }
  return true;
}

static uint8_t on_paper(uint8_t part, uint8_t seen, uint8_t paper)
{
  return (uint8_t)((part * seen + paper * (UINT8_MAX - seen) + UINT8_MAX / 2) / UINT8_MAX);
}

/* The point at AT, laid on PAPER; false where its palette has no such colour. */
static bool read_point(const struct png *png, const uint8_t *at, struct color paper, uint8_t *ret_point)
{
  if (png->kind == PALETTE && at[0] >= png->palette_count)
    return false;
  const uint8_t grey[4] = {at[0], at[0], at[0], png->kind == GREY_ALPHA ? at[1] : UINT8_MAX};
  const uint8_t *parts = png->kind == PALETTE                        ? png->palette[at[0]]
                         : png->kind == RGB || png->kind == RGB_ALPHA ? at
                                                                     : grey;
  uint8_t seen = png->kind == RGB ? UINT8_MAX : parts[3];
  ret_point[0] = on_paper(parts[0], seen, paper.red);
  ret_point[1] = on_paper(parts[1], seen, paper.green);
  ret_point[2] = on_paper(parts[2], seen, paper.blue);
  return true;
}

static bool unpack(struct png *png, uint8_t *rows, size_t size)
{
  struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
  if (!unpacker)
    abort();
  enum libdeflate_result result
      = libdeflate_zlib_decompress(unpacker, png->packed, png->packed_len, rows, size, NULL);
  libdeflate_free_decompressor(unpacker);
  return result == LIBDEFLATE_SUCCESS || fail(png, "its points are damaged, or not as many as it says");
}

static const uint8_t *read_points(struct png *png, struct color paper)
{
  size_t len = png->width * png->parts, size = (len + 1) * png->height;
  uint8_t *rows = ARENA_ARRAY(png->arena, uint8_t, size), *before = ARENA_ARRAY(png->arena, uint8_t, len);
  uint8_t *points = ARENA_ARRAY(png->arena, uint8_t, 3 * png->width * png->height);
  if (!unpack(png, rows, size))
    return NULL;
  for (size_t y = 0; y < png->height; y++) {
    uint8_t *row = rows + y * (len + 1);
    if (!unfilter(row + 1, before, len, png->parts, row[0])) {
      fail(png, "a row is packed in a way that PNG has not");
      return NULL;
    }
    before = row + 1;
    for (size_t x = 0; x < png->width; x++)
      if (!read_point(png, before + x * png->parts, paper, points + 3 * (y * png->width + x))) {
        fail(png, "a point has a colour that its palette has not");
        return NULL;
      }
  }
  return points;
}

static const uint8_t *read_png(struct png *png, struct str file, struct color paper)
{
  static const char SIGNATURE[] = "\x89PNG\r\n\x1a\n";
  if (!str_starts(file, SIGNATURE)) {
    fail(png, "it is no PNG file");
    return NULL;
  }
  png->rest = (struct str){file.at + strlen(SIGNATURE), file.len - strlen(SIGNATURE)};
  png->packed = ARENA_ARRAY(png->arena, uint8_t, file.len);
  while (read_chunk(png))
    ;
  if (png->wrong)
    return NULL;
  if (png->kind == PALETTE && !png->palette_count) {
    fail(png, "it has no palette");
    return NULL;
  }
  return read_points(png, paper);
}

int picture_read(struct arena *arena, const char *path, struct loc loc, struct color paper,
                 struct diags *diags, const struct picture **ret_picture)
{
  struct png png = {.arena = arena};
  struct str file;
  if (file_read(arena, path, MOST_BYTES, diags, &file) < 0)
    return -1;
  const uint8_t *points = read_png(&png, file, paper);
  if (!points) {
    diag_error(diags, "STRATA-L047", loc, "the logo '%s' cannot be used: %s", path, png.wrong);
    diag_hint(diags, "save it as PNG with 8 bits a channel and no interlacing, at most 2,000 points a "
                     "side and 1 MB");
    return -1;
  }
  struct picture *picture = ARENA_NEW(arena, struct picture);
  *picture = (struct picture){png.width, png.height, points};
  *ret_picture = picture;
  return 0;
}
