/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV from any source: fields, lines and damage, whatever the size of the pieces it is read in; and
 * what files are packed in.  tests/fuzz/fuzz_csv.c compares it with a slow reader on any input.
 */
#include "ingest/csv.h"
#include "ingest_fixture.h"

#include <libdeflate.h>

/* All fields as "a|b/c|d/", the header first; or the code of the damage. */
static const char *read_all(struct arena *arena, struct bytes *bytes, size_t piece,
                            struct diags *diags)
{
  struct csv_buffers buffers = { 0 };
  struct csv csv;
  struct csv_row row;
  struct strbuf out = STRBUF(arena);
  csv_buffers_make(&buffers, piece);
  int result = csv_open(&csv, arena, &buffers, bytes, "test.csv", diags);
  for (size_t i = 0; result == 0 && i < csv.columns; i++)
    strbuf_printf(&out, "%.*s%c", STR_ARG(csv.header[i]), i + 1 < csv.columns ? '|' : '/');
  while (result >= 0 && (result = csv_next(&csv, &row)) > 0) {
    const struct str *values = csv_values(&csv, &row);
    strbuf_printf(&out, "%u:", row.line);
    for (size_t i = 0; i < csv.columns; i++)
      strbuf_printf(&out, "%.*s%c", STR_ARG(values[i]), i + 1 < csv.columns ? '|' : '/');
    if (row.count != csv.columns)
      strbuf_printf(&out, "(%u)", row.count);
  }
  csv_buffers_free(&buffers);
  return result < 0 ? diags_at(diags, 0)->code : strbuf_text(&out);
}

static void fields_and_lines(void **state)
{
  static const struct {
    const char *text, *fields;
  } cases[] = {
    { "a,b\n1,2\n", "a|b/2:1|2/" },
    { "a,b\r\n1,2\r\n3,4", "a|b/2:1|2/3:3|4/" },
    { "\xEF\xBB\xBF\"a\",b\n1,2\n", "a|b/2:1|2/" },
    { " a , b\n 1 , 2\n", "a|b/2: 1 | 2/" },
    { "a,b\n\"1,1\",\"2\"\"2\"\"\"\n", "a|b/2:1,1|2\"2\"/" },
    { "a,b\n\"x\ny\r\nz\",2\n3,4\n", "a|b/2:x\ny\r\nz|2/5:3|4/" },
    { "\n\na,b\n\n1,2\n\n\r\n3,4\n\n", "a|b/5:1|2/8:3|4/" },
    { "a,b\n,\n\"\",\"\"\n", "a|b/2:|/3:|/" },
    { "a\n1\n\n\"\"\n2", "a/2:1/4:/5:2/" },
    { "a,b\n1\n1,2,3\n4,5\n", "a|b/2:1|/(1)3:1|2/(3)4:4|5/" },
    { "a,b\ncaf\xC3\xA9,\xF0\x9F\x98\x80\n", "a|b/2:caf\xC3\xA9|\xF0\x9F\x98\x80/" },
    { "a,b\n1,2,3", "a|b/2:1|2/(3)" },
    { "", "STRATA-I007" },
    { "\n\r\n", "STRATA-I007" },
    { "a,b\n1", "STRATA-I003" },
    { "a,b\n1,2\n\"3", "STRATA-I003" },
    { "a,b\n1,2\n\"3,4\n5,6\n", "STRATA-I003" },
    { "a,b\n1\",2\n", "STRATA-I008" },
    { "a,b\n\"1\"2,3\n", "STRATA-I008" },
    { "a,b\n1,\xE9t\xE9\n", "STRATA-I005" },
    { "a,b\n1,\xC3", "STRATA-I005" },
    { "a,b\n\xED\xA0\x80,1\n", "STRATA-I005" },
  };
  static const size_t pieces[] = { 1, 2, 3, 7, 64, 4096 };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (size_t j = 0; j < sizeof pieces / sizeof *pieces; j++) {
      auto_arena struct arena *arena = arena_new();
      struct diags *diags = diags_new(arena);
      struct bytes *bytes = bytes_of_text(str_of(cases[i].text), "test.csv", diags);
      const char *fields = read_all(arena, bytes, pieces[j], diags);
      if (strcmp(fields, cases[i].fields) != 0)
        fail_msg("case %zu in pieces of %zu: %s", i, pieces[j], fields);
      bytes_close(bytes);
    }
}

/* Quotation marks, commas and newlines at every place of a block of 64 bytes. */
static void marks_do_not_depend_on_the_processor(void **state)
{
  (void)state;
  enum { LEN = 200 };
  for (unsigned seed = 1; seed < 2000; seed++) {
    char text[LEN + CSV_BLOCK] = { 0 };
    uint32_t ends[2][LEN + CSV_BLOCK + CSV_MARK_ROOM], rows[2][LEN + CSV_BLOCK + CSV_MARK_ROOM];
    struct csv_marks fast = { .ends = ends[0], .rows = rows[0] };
    struct csv_marks slow = { .ends = ends[1], .rows = rows[1] };
    uint64_t random = seed;
    for (size_t i = 0; i < LEN; i++) {
      random = random * 6364136223846793005U + 1442695040888963407U;
      text[i] = "abcdefgh,,\n\"\"\r\xC3\xA9"[random >> 60];
    }
    size_t len = LEN - seed % 70;
    memset(text + len, 0, sizeof text - len);
    csv_scan(text, len, &fast);
    csv_scan_portable(text, len, &slow);
    assert_int_equal(fast.end_count, slow.end_count);
    assert_int_equal(fast.row_count, slow.row_count);
    assert_memory_equal(ends[0], ends[1], fast.end_count * sizeof(uint32_t));
    assert_memory_equal(rows[0], rows[1], fast.row_count * sizeof(uint32_t));
    assert_int_equal(fast.open_quote, slow.open_quote);
    assert_int_equal(fast.stray_quote, slow.stray_quote);
    assert_int_equal(fast.quoted_newline, slow.quoted_newline);
    assert_int_equal(fast.not_ascii, slow.not_ascii);
  }
}

static void a_row_may_be_longer_than_a_piece(void **state)
{
  (void)state;
  auto_arena struct arena *arena = arena_new();
  struct diags *diags = diags_new(arena);
  struct strbuf text = STRBUF(arena);
  strbuf_add_text(&text, "a,b\n1,\"");
  for (int i = 0; i < 300000; i++)
    strbuf_add_text(&text, i % 50 ? "x" : "\n");
  strbuf_add_text(&text, "\"\n3,4\n");
  struct bytes *bytes = bytes_of_text(strbuf_str(&text), "test.csv", diags);
  const char *fields = read_all(arena, bytes, 1000, diags);
  assert_true(str_ends(str_of(fields), "/6003:3|4/"));
  bytes_close(bytes);
}

/* ---- packed files -------------------------------------------------------------------------- */

static size_t gzip(struct arena *arena, const char *text, size_t len, char **ret_packed)
{
  struct libdeflate_compressor *deflate = libdeflate_alloc_compressor(6);
  size_t room = libdeflate_gzip_compress_bound(deflate, len);
  *ret_packed = arena_alloc(arena, room, 1);
  size_t packed = libdeflate_gzip_compress(deflate, text, len, *ret_packed, room);
  libdeflate_free_compressor(deflate);
  return packed;
}

static const char *read_file(struct fixture *fixture, const char *path)
{
  struct diags *diags = diags_new(fixture->arena);
  struct bytes *bytes = bytes_open(path, diags);
  const char *fields =
    bytes ? read_all(fixture->arena, bytes, 4096, diags) : diags_at(diags, 0)->code;
  bytes_close(bytes);
  return fields;
}

static void gzip_files(void **state)
{
  struct fixture *fixture = *state;
  static const char first[] = "a,b\n1,2\n", second[] = "3,4\n";
  char *one, *two, both[200];
  size_t one_len = gzip(fixture->arena, first, strlen(first), &one);
  size_t two_len = gzip(fixture->arena, second, strlen(second), &two);
  memcpy(both, one, one_len);
  memcpy(both + one_len, two, two_len);
  assert_string_equal(read_file(fixture, fixture_bytes(fixture, "one.csv.gz", one, one_len)),
                      "a|b/2:1|2/");
  assert_string_equal(
    read_file(fixture, fixture_bytes(fixture, "two.csv.gz", both, one_len + two_len)),
    "a|b/2:1|2/3:3|4/");
  for (size_t cut = 0; cut < one_len; cut++)
    assert_string_equal(read_file(fixture, fixture_bytes(fixture, "cut.csv.gz", one, cut)),
                        "STRATA-I006");
  one[one_len - 6] ^= 1; /* in the checksum */
  assert_string_equal(read_file(fixture, fixture_bytes(fixture, "bad.csv.gz", one, one_len)),
                      "STRATA-I006");
  assert_string_equal(read_file(fixture, fixture_path(fixture, "none.csv")), "STRATA-I001");
  assert_string_equal(read_file(fixture, fixture->folder), "STRATA-I006");
}

/* More than is unpacked at once. */
static void large_gzip_files(void **state)
{
  struct fixture *fixture = *state;
  size_t len = 40 * 1024 * 1024;
  auto_free char *text = malloc(len);
  assert_non_null(text);
  memcpy(text, "a,b\n", 4);
  for (size_t i = 4; i < len; i += 4)
    memcpy(text + i, "1,2\n", 4);
  char *packed;
  size_t packed_len = gzip(fixture->arena, text, len, &packed);
  const char *path = fixture_bytes(fixture, "large.csv.gz", packed, packed_len);
  struct diags *diags = diags_new(fixture->arena);
  struct csv_buffers buffers = { 0 };
  struct csv csv;
  struct csv_row row;
  struct bytes *bytes = bytes_open(path, diags);
  assert_int_equal(csv_open(&csv, fixture->arena, &buffers, bytes, path, diags), 0);
  size_t rows = 0;
  while (csv_next(&csv, &row) > 0)
    rows++;
  assert_int_equal(rows, len / 4 - 1);
  uint8_t hash[16], whole[16];
  assert_int_equal(bytes_hash(bytes, hash), 0);
  assert_int_equal(bytes_hash_file(path, whole), 0);
  assert_memory_equal(hash, whole, sizeof hash);
  bytes_close(bytes);
  csv_buffers_free(&buffers);
  path = fixture_bytes(fixture, "large-cut.csv.gz", packed, packed_len / 2);
  assert_string_equal(read_file(fixture, path), "STRATA-I006");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(fields_and_lines),
    cmocka_unit_test(marks_do_not_depend_on_the_processor),
    cmocka_unit_test(a_row_may_be_longer_than_a_piece),
    TEST(gzip_files),
    TEST(large_gzip_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
