/* SPDX-License-Identifier: GPL-3.0-or-later
 * Logos: PNG files of every kind that is read, and files that are not what they say. */
#include "base/arena.h"
#include "base/cleanup.h"
#include "base/vec.h"
#include "layout/picture.h"

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct file {
  uint8_t bytes[4096];
  size_t len;
};

static void put(struct file *file, const void *bytes, size_t len)
{
  assert_true(file->len + len <= sizeof file->bytes);
  memcpy(file->bytes + file->len, bytes, len);
  file->len += len;
}

static void put_number(struct file *file, uint32_t number)
{
  const uint8_t bytes[4] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16), (uint8_t)(number >> 8),
                            (uint8_t)number};
  put(file, bytes, 4);
}

static void put_chunk(struct file *file, const char *name, const void *data, size_t len)
{
  put_number(file, (uint32_t)len);
  size_t from = file->len;
  put(file, name, 4);
  if (len)
    put(file, data, len);
  put_number(file, libdeflate_crc32(0, file->bytes + from, len + 4));
}

static void put_head(struct file *file, uint32_t width, uint32_t height, uint8_t bits, uint8_t kind,
                     uint8_t interlaced)
{
  struct file head = {.len = 0};
  put_number(&head, width);
  put_number(&head, height);
  const uint8_t rest[] = {bits, kind, 0, 0, interlaced};
  put(&head, rest, sizeof rest);
  put(file, "\x89PNG\r\n\x1a\n", 8);
  put_chunk(file, "IHDR", head.bytes, head.len);
}

static void put_rows(struct file *file, const uint8_t *rows, size_t len)
{
  uint8_t packed[1024];
  struct libdeflate_compressor *packer = libdeflate_alloc_compressor(6);
  size_t packed_len = libdeflate_zlib_compress(packer, rows, len, packed, sizeof packed);
  libdeflate_free_compressor(packer);
  assert_true(packed_len > 2);
  /* In two parts, as writers do. */
  put_chunk(file, "IDAT", packed, 2);
  put_chunk(file, "IDAT", packed + 2, packed_len - 2);
  put_chunk(file, "IEND", NULL, 0);
}

static const struct color PAPER = {200, 100, 0};

/* NULL after checking that one error says WORDS (NULL: whatever). */
static const struct picture *read_file(struct arena *arena, const struct file *file, const char *words)
{
  char path[] = "/tmp/strata-picture-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, file->bytes, file->len), (ssize_t)file->len);
  close(fd);
  struct diags *diags = diags_new(arena);
  const struct picture *picture = NULL;
  int status = picture_read(arena, path, (struct loc){.file = "theme.yaml", .line = 3}, PAPER, diags, &picture);
  unlink(path);
  assert_int_equal(status, picture ? 0 : -1);
  assert_int_equal(diags_errors(diags), picture ? 0 : 1);
  if (picture)
    return picture;
  assert_string_equal(diags_at(diags, 0)->code, "STRATA-L047");
  assert_int_equal(diags_at(diags, 0)->loc.line, 3);
  if (words && !strstr(diags_at(diags, 0)->message, words))
    fail_msg("%s", diags_at(diags, 0)->message);
  return NULL;
}

/* Two rows of two points, the second row packed by FILTER. */
static void test_kinds_and_filters(void **state)
{
  (void)state;
  static const struct {
    uint8_t kind;
    size_t parts;
  } KINDS[] = {{0, 1}, {2, 3}, {4, 2}, {6, 4}};
  for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
    for (uint8_t filter = 0; filter < 5; filter++) {
      auto_arena struct arena *arena = arena_new();
      size_t parts = KINDS[k].parts, len = 2 * parts;
      bool alpha = KINDS[k].kind >= 4;
      uint8_t plain[2][8], rows[18] = {0};
      for (size_t i = 0; i < len; i++) {
        plain[0][i] = (uint8_t)(40 + 31 * i);
        plain[1][i] = (uint8_t)(250 - 23 * i);
      }
      if (alpha) {
        plain[0][parts - 1] = 255;
        plain[1][parts - 1] = 0;
        plain[0][2 * parts - 1] = plain[1][2 * parts - 1] = 128;
      }
      memcpy(rows + 1, plain[0], len);
      rows[1 + len] = filter;
      for (size_t i = 0; i < len; i++) {
        int left = i >= parts ? plain[1][i - parts] : 0, above = plain[0][i];
        int corner = i >= parts ? plain[0][i - parts] : 0, guess = left + above - corner;
        int a = abs(guess - left), b = abs(guess - above), c = abs(guess - corner);
        int paeth = a <= b && a <= c ? left : b <= c ? above : corner;
        const int added[] = {0, left, above, (left + above) / 2, paeth};
        rows[2 + len + i] = (uint8_t)(plain[1][i] - added[filter]);
      }
      struct file file = {.len = 0};
      put_head(&file, 2, 2, 8, KINDS[k].kind, 0);
      put_chunk(&file, "tEXt", "said\0so", 7); /* may be passed over */
      put_rows(&file, rows, 2 * (len + 1));
      const struct picture *picture = read_file(arena, &file, NULL);
      assert_non_null(picture);
      assert_int_equal(picture->width, 2);
      for (size_t y = 0; y < 2; y++)
        for (size_t x = 0; x < 2; x++)
          for (size_t part = 0; part < 3; part++) {
            const uint8_t *at = plain[y] + x * parts;
            int seen = alpha ? at[parts - 1] : 255, value = at[parts > 2 ? part : 0];
            int paper = part == 0 ? PAPER.red : part == 1 ? PAPER.green : PAPER.blue;
            int wanted = (value * seen + paper * (255 - seen) + 127) / 255;
            assert_int_equal(picture->points[3 * (2 * y + x) + part], wanted);
          }
    }
}

static void put_palette_picture(struct file *file, uint8_t second)
{
  const uint8_t palette[] = {10, 20, 30, 40, 50, 60}, seen[] = {255, 0}, rows[] = {0, 0, second};
  put_head(file, 2, 1, 8, 3, 0);
  put_chunk(file, "PLTE", palette, sizeof palette);
  put_chunk(file, "tRNS", seen, sizeof seen);
  put_rows(file, rows, sizeof rows);
}

static void test_palettes(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct file file = {.len = 0}, wrong = {.len = 0};
  put_palette_picture(&file, 1);
  const struct picture *picture = read_file(arena, &file, NULL);
  assert_non_null(picture);
  static const uint8_t WANTED[] = {10, 20, 30, 200, 100, 0};
  assert_memory_equal(picture->points, WANTED, sizeof WANTED);
  put_palette_picture(&wrong, 2);
  assert_null(read_file(arena, &wrong, "a colour that its palette has not"));
}

static void test_what_is_not_read(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  static const uint8_t rows[16] = {0};
  static const struct {
    uint32_t width, height;
    uint8_t bits, kind, interlaced;
    const char *words;
  } HEADS[] = {
      {2, 2, 16, 2, 0, "8 bits"},        {2, 2, 8, 2, 1, "interlaced"},   {2, 2, 8, 5, 0, "colours are of a kind"},
      {0, 2, 8, 2, 0, "empty"},          {2001, 2, 8, 2, 0, "2,000"},     {2, UINT32_MAX, 8, 6, 0, "2,000"},
      {2, 3, 8, 2, 0, "not as many"},    {1, 1, 8, 0, 0, "not as many"},  {2, 2, 8, 3, 0, "no palette"},
  };
  for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
    struct file file = {.len = 0};
    put_head(&file, HEADS[i].width, HEADS[i].height, HEADS[i].bits, HEADS[i].kind, HEADS[i].interlaced);
    put_rows(&file, rows, 14);
    assert_null(read_file(arena, &file, HEADS[i].words));
  }
  struct file text = {.len = 0};
  put(&text, "<svg/>", 6);
  assert_null(read_file(arena, &text, "no PNG"));
}

/* Any byte may be another, any end missing: it is refused, and nothing is read that is not there. */
static void test_damaged_files(void **state)
{
  (void)state;
  struct file whole = {.len = 0};
  put_palette_picture(&whole, 1);
  for (size_t len = 0; len < whole.len; len++) {
    auto_arena struct arena *arena = arena_new();
    struct file cut = whole;
    cut.len = len;
    assert_null(read_file(arena, &cut, NULL));
  }
  size_t refused = 0;
  for (size_t at = 0; at < whole.len; at++)
    for (int change = 1; change < 256; change *= 3) {
      auto_arena struct arena *arena = arena_new();
      struct file changed = whole;
      changed.bytes[at] = (uint8_t)(changed.bytes[at] ^ change);
      refused += read_file(arena, &changed, NULL) == NULL;
    }
  assert_int_equal(refused, 6 * whole.len);
}

/* The same with checksums that are right. */
static void test_lies(void **state)
{
  (void)state;
  struct file whole = {.len = 0};
  put_palette_picture(&whole, 1);
  for (size_t at = 8; at < whole.len;) {
    size_t len = (size_t)whole.bytes[at + 2] << 8 | whole.bytes[at + 3];
    for (size_t i = 0; i < len + 4; i++)
      for (int change = 1; change < 256; change *= 3) {
        auto_arena struct arena *arena = arena_new();
        struct file changed = whole;
        changed.bytes[at + 4 + i] = (uint8_t)(changed.bytes[at + 4 + i] ^ change);
        struct file sum = {.len = 0};
        put_number(&sum, libdeflate_crc32(0, changed.bytes + at + 4, len + 4));
        memcpy(changed.bytes + at + 8 + len, sum.bytes, 4);
        struct diags *diags = diags_new(arena);
        const struct picture *picture = NULL;
        char name[] = "/tmp/strata-picture-XXXXXX";
        int fd = mkstemp(name);
        assert_int_equal(write(fd, changed.bytes, changed.len), (ssize_t)changed.len);
        close(fd);
        int status = picture_read(arena, name, (struct loc){.file = "t", .line = 1}, PAPER, diags, &picture);
        unlink(name);
        assert_int_equal(status == 0, picture != NULL);
      }
    at += len + 12;
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_kinds_and_filters),
      cmocka_unit_test(test_palettes),
      cmocka_unit_test(test_what_is_not_read),
      cmocka_unit_test(test_damaged_files),
      cmocka_unit_test(test_lies),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
