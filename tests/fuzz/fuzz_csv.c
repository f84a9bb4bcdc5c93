/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes at all, as CSV.  The first byte says in how small pieces they are read.  What is found
 * must be what a reader of one character at a time finds, and every row must have one fate.
 */
#include "base/cleanup.h"
#include "ingest/street.h"

#include <stdlib.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- a reader of one character at a time --------------------------------------------------- */

struct slow {
  struct str text;
  size_t at;
  bool blank; /* the row has nothing, not even quotation marks */
};

/* The next row's fields, each followed by a byte that cannot be in text; false at the end. */
static bool slow_row(struct slow *slow, struct strbuf *row)
{
  if (slow->at == slow->text.len)
    return false;
  slow->blank = true;
  while (slow->at < slow->text.len) {
    char c = slow->text.at[slow->at++];
    slow->blank &= c == '\n';
    if (c == '"') {
      while (slow->at < slow->text.len) {
        c = slow->text.at[slow->at++];
        if (c != '"')
          strbuf_add_char(row, c);
        else if (slow->at < slow->text.len && slow->text.at[slow->at] == '"')
          strbuf_add_char(row, slow->text.at[slow->at++]);
        else
          break;
      }
    } else if (c == ',') {
      strbuf_add_char(row, '\xFF');
    } else if (c == '\n') {
      break;
    } else if (c != '\r' || (slow->at < slow->text.len && slow->text.at[slow->at] != '\n')) {
      strbuf_add_char(row, c);
    }
  }
  strbuf_add_char(row, '\xFF');
  return true;
}

static bool slow_row_not_blank(struct slow *slow, struct strbuf *row)
{
  bool more;
  do
    row->len = 0;
  while ((more = slow_row(slow, row)) && slow->blank);
  return more;
}

/* ---- the two compared ---------------------------------------------------------------------- */

static void same_marks(struct arena *arena, struct str text)
{
  size_t room = text.len + CSV_BLOCK + CSV_MARK_ROOM;
  char *padded = arena_alloc(arena, text.len + CSV_BLOCK, 1);
  memcpy(padded, text.at, text.len);
  struct csv_marks fast = { .ends = ARENA_ARRAY(arena, uint32_t, room),
    .rows = ARENA_ARRAY(arena, uint32_t, room) };
  struct csv_marks slow = { .ends = ARENA_ARRAY(arena, uint32_t, room),
    .rows = ARENA_ARRAY(arena, uint32_t, room) };
  csv_scan(padded, text.len, &fast);
  csv_scan_portable(padded, text.len, &slow);
  REQUIRE(fast.end_count == slow.end_count && fast.row_count == slow.row_count);
  REQUIRE(memcmp(fast.ends, slow.ends, fast.end_count * sizeof *fast.ends) == 0);
  REQUIRE(memcmp(fast.rows, slow.rows, fast.row_count * sizeof *fast.rows) == 0);
  REQUIRE(fast.open_quote == slow.open_quote && fast.stray_quote == slow.stray_quote);
  REQUIRE(fast.quoted_newline == slow.quoted_newline && fast.not_ascii == slow.not_ascii);
}

/* All rows, fields as in slow_row; false when the file is damaged. */
static bool fast_rows(struct arena *arena, struct str text, size_t piece, struct strbuf *rows,
                      uint32_t *ret_lines)
{
  struct diags *diags = diags_new(arena);
  struct csv_buffers buffers = { 0 };
  struct bytes *bytes = bytes_of_text(text, "fuzz.csv", diags);
  struct csv csv;
  struct csv_row row;
  csv_buffers_make(&buffers, piece);
  int result = csv_open(&csv, arena, &buffers, bytes, "fuzz.csv", diags);
  for (size_t i = 0; result == 0 && i < csv.columns; i++) {
    strbuf_add(rows, csv.header[i]);
    strbuf_add_char(rows, '\xFF');
  }
  while (result >= 0 && (result = csv_next(&csv, &row)) > 0) {
    const struct str *values = csv_values(&csv, &row);
    *ret_lines = row.line;
    for (uint32_t i = 0; i < row.count; i++) {
      strbuf_add(rows, i < csv.columns ? values[i] : STR("?"));
      strbuf_add_char(rows, '\xFF');
    }
  }
  REQUIRE((result < 0) == (diags_errors(diags) > 0));
  bytes_close(bytes);
  csv_buffers_free(&buffers);
  return result == 0;
}

static void same_rows(struct arena *arena, struct str text, size_t piece)
{
  struct strbuf small = STRBUF(arena), large = STRBUF(arena);
  uint32_t small_line = 0, large_line = 0;
  bool whole = fast_rows(arena, text, piece, &small, &small_line);
  REQUIRE(whole == fast_rows(arena, text, text.len + 8, &large, &large_line));
  if (!whole)
    return;
  REQUIRE(small_line == large_line);
  REQUIRE(str_equal(strbuf_str(&small), strbuf_str(&large)));
  if (memchr(text.at, '\r', text.len) || str_starts(text, "\xEF\xBB\xBF"))
    return; /* the slow reader knows less of these */
  struct slow slow = { .text = text };
  struct strbuf row = STRBUF(arena), again = STRBUF(arena);
  size_t columns = 0;
  while (slow_row_not_blank(&slow, &row)) {
    size_t fields = 0, from = 0;
    for (size_t i = 0; i < row.len; i++) {
      if (row.at[i] != '\xFF')
        continue;
      struct str field = { row.at + from, i - from };
      if (columns && fields >= columns)
        field = STR("?");
      strbuf_add(&again, columns ? field : str_trim(field));
      strbuf_add_char(&again, '\xFF');
      from = i + 1;
      fields++;
    }
    columns = columns ? columns : fields;
  }
  REQUIRE(str_equal(strbuf_str(&again), strbuf_str(&large)));
}

static void street_rows(struct arena *arena, struct street_worker *worker, struct str text)
{
  static const char path[] = "2025-01-fuzz-street.csv";
  struct diags *diags = diags_new(arena);
  struct bytes *bytes = bytes_of_text(text, path, diags);
  struct street_month month;
  int result = street_scan(worker, arena, bytes, path, NULL, NULL, diags, &month);
  bytes_close(bytes);
  REQUIRE((result < 0) == (diags_errors(diags) > 0));
  if (result <= 0)
    return;
  uint64_t sum = 0;
  for (size_t i = 0; i < month.code_count; i++)
    for (int type = 0; type < CRIME_TYPES; type++)
      sum += month.codes[i].counts[type];
  for (int type = 0; type < CRIME_TYPE_SLOTS; type++)
    sum += month.duplicates[type] + month.rejected[type];
  REQUIRE(sum == month.rows);

  struct street_months months = { 0 }, again;
  *VEC_ADD(arena, &months.months) = month;
  struct strbuf packed = STRBUF(arena), packed_again = STRBUF(arena);
  street_pack(&months, path, &packed);
  REQUIRE(street_unpack(arena, path, packed.at, packed.len, &again) == 0);
  street_pack(&again, path, &packed_again);
  REQUIRE(str_equal(strbuf_str(&packed), strbuf_str(&packed_again)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  auto_arena struct arena *arena = arena_new();
  struct street_worker *worker = street_worker_new();
  struct str text = { (const char *)data + 1, size - 1 };
  struct street_months months;
  same_marks(arena, text);
  same_rows(arena, text, 8 + data[0]);
  street_rows(arena, worker, text);
  (void)street_unpack(arena, "", text.at, text.len, &months);
  street_worker_free(worker);
  return 0;
}
