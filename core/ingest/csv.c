/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/csv.h"

#include "base/suggest.h"

#include <stdlib.h>

enum {
  PIECE = 256 * 1024,
  SMALLEST_PIECE = 4, /* room for a byte order mark */
  LARGEST_PIECE = 16 * 1024 * 1024,
  LONGEST_QUOTED = 40, /* bytes of a header that a message quotes */
};

void csv_buffers_free(struct csv_buffers *buffers)
{
  free(buffers->text);
  free(buffers->ends);
  free(buffers->rows);
  *buffers = (struct csv_buffers) { 0 };
}

static void *resize(void *memory, size_t size)
{
  void *bigger = realloc(memory, size);
  if (!bigger)
    abort();
  return bigger;
}

void csv_buffers_make(struct csv_buffers *buffers, size_t size)
{
  if (size < SMALLEST_PIECE)
    size = SMALLEST_PIECE;
  if (buffers->size >= size)
    return;
  size_t marks = (size + CSV_BLOCK + CSV_MARK_ROOM) * sizeof(uint32_t);
  buffers->text = resize(buffers->text, size + 1 + CSV_BLOCK);
  buffers->ends = resize(buffers->ends, marks);
  buffers->rows = resize(buffers->rows, marks);
  buffers->size = size;
}

/* ---- damage -------------------------------------------------------------------------------- */

static uint32_t lines_in(const char *text, size_t len)
{
  uint32_t lines = 0;
  for (const char *end = text + len; (text = memchr(text, '\n', (size_t)(end - text))); text++)
    lines++;
  return lines;
}

/* The place of the byte at OFFSET of the piece. */
static struct loc loc_at(const struct csv *csv, size_t offset)
{
  const char *text = csv->buffers->text;
  size_t begin = offset;
  while (begin > 0 && text[begin - 1] != '\n')
    begin--;
  return (struct loc) { .file = csv->path,
    .line = csv->line + lines_in(text, offset),
    .col = (uint32_t)(offset - begin) + 1 };
}

static int report_not_utf8(struct csv *csv, size_t offset)
{
  struct loc loc = loc_at(csv, offset);
  uint32_t byte = loc.col;
  loc.col = 0;
  diag_error(csv->diags, "STRATA-I005", loc, "the file is not UTF-8: byte %u of the line is 0x%02X",
             byte, (unsigned)(unsigned char)csv->buffers->text[offset]);
  diag_hint(csv->diags, "save it as 'CSV UTF-8', or give the file as it was downloaded");
  return -1;
}

static int report_utf16(struct csv *csv)
{
  diag_error(csv->diags, "STRATA-I005", LOC_FILE(csv->path), "the file is UTF-16, not UTF-8");
  diag_hint(csv->diags, "save it as 'CSV UTF-8'; 'Unicode text' is something else");
  return -1;
}

static int report_spreadsheet(struct csv *csv)
{
  diag_error(csv->diags, "STRATA-I005", LOC_FILE(csv->path),
             "the file is a spreadsheet or an archive, not CSV, whatever its name says");
  diag_hint(csv->diags, "open it in the spreadsheet program and save it as 'CSV UTF-8'");
  return -1;
}

static int report_stray_quote(struct csv *csv)
{
  diag_error(csv->diags, "STRATA-I008", loc_at(csv, csv->marks.stray_quote),
             "a quotation mark stands where none may");
  diag_hint(csv->diags, "a field with a quotation mark in it is written \"so \"\"quoted\"\" here\"");
  return -1;
}

static int report_cut(struct csv *csv, uint32_t line, const char *where)
{
  struct loc loc = { .file = csv->path, .line = line };
  diag_error(csv->diags, "STRATA-I003", loc, "the file ends in the middle of a %s", where);
  diag_hint(csv->diags, "it was probably cut off on its way; download or export it again");
  return -1;
}

/* ---- pieces -------------------------------------------------------------------------------- */

static int read_more(struct csv *csv)
{
  while (!csv->at_end && csv->filled < csv->buffers->size) {
    ssize_t got = bytes_read(csv->bytes, csv->buffers->text + csv->filled,
                             csv->buffers->size - csv->filled);
    if (got < 0)
      return -1;
    csv->filled += (size_t)got;
    csv->at_end = got == 0;
  }
  return 0;
}

static void scan_piece(struct csv *csv)
{
  memset(csv->buffers->text + csv->filled, 0, CSV_BLOCK);
  csv->marks.ends = csv->buffers->ends;
  csv->marks.rows = csv->buffers->rows;
  csv_scan(csv->buffers->text, csv->filled, &csv->marks);
}

static size_t whole_rows_end(const struct csv *csv)
{
  const struct csv_marks *marks = &csv->marks;
  return marks->row_count ? marks->ends[marks->rows[marks->row_count - 1] - 1] + 1 : 0;
}

/* The last line has no newline: it is given one, so that it is a row like the others. */
static int end_last_row(struct csv *csv)
{
  if (csv->marks.open_quote != UINT32_MAX)
    return report_cut(csv, loc_at(csv, csv->marks.open_quote).line, "quotation that begins here");
  csv->buffers->text[csv->filled++] = '\n';
  csv->last_cut = true;
  scan_piece(csv);
  return 0;
}

/* Moves on to the next piece.  1: it has rows; 0: the end; -1 after reporting. */
static int next_piece(struct csv *csv)
{
  size_t used = whole_rows_end(csv);
  csv->filled -= used;
  memmove(csv->buffers->text, csv->buffers->text + used, csv->filled);
  csv->next_row = 0;
  for (;;) {
    if (read_more(csv))
      return -1;
    scan_piece(csv);
    if (csv->marks.row_count || csv->marks.stray_quote != UINT32_MAX || csv->at_end)
      break;
    if (csv->buffers->size >= LARGEST_PIECE) {
      struct loc loc = { .file = csv->path, .line = csv->line };
      diag_error(csv->diags, "STRATA-I008", loc, "a row is longer than 16 MB");
      diag_hint(csv->diags, "a quotation mark that is never closed does that");
      return -1;
    }
    csv_buffers_make(csv->buffers, csv->buffers->size * 2);
  }
  if (csv->marks.not_ascii) {
    /* Up to the last newline: a sequence of bytes may be cut by the end of the piece. */
    size_t end = csv->at_end ? csv->filled : whole_rows_end(csv);
    size_t wrong = str_utf8_error((struct str) { csv->buffers->text, end });
    if (wrong < end)
      return report_not_utf8(csv, wrong);
  }
  if (csv->marks.stray_quote != UINT32_MAX)
    return report_stray_quote(csv);
  if (csv->at_end && csv->filled > whole_rows_end(csv) && end_last_row(csv))
    return -1;
  csv->careful = csv->marks.quoted_newline || csv->last_cut;
  return csv->marks.row_count > 0;
}

/* The next row, blank or not. */
static int take_row(struct csv *csv, struct csv_row *ret_row)
{
  if (csv->next_row >= csv->marks.row_count) {
    int result = next_piece(csv);
    if (result <= 0)
      return result;
  }
  const struct csv_marks *marks = &csv->marks;
  uint32_t first = csv->next_row ? marks->rows[csv->next_row - 1] : 0;
  *ret_row = (struct csv_row) {
    .text = csv->buffers->text,
    .ends = marks->ends + first,
    .start = first ? marks->ends[first - 1] + 1 : 0,
    .count = marks->rows[csv->next_row] - first,
    .line = csv->line,
  };
  csv->next_row++;
  uint32_t end = marks->ends[first + ret_row->count - 1] + 1;
  csv->line += marks->quoted_newline
    ? lines_in(ret_row->text + ret_row->start, end - ret_row->start)
    : 1;
  return 1;
}

static bool is_blank(const struct csv_row *row)
{
  return row->count == 1 && csv_field(row, 0).len == 0;
}

int csv_next_careful(struct csv *csv, struct csv_row *ret_row)
{
  for (;;) {
    int result = take_row(csv, ret_row);
    if (result <= 0)
      return result;
    if (is_blank(ret_row))
      continue;
    bool is_last = csv->last_cut && csv->next_row == csv->marks.row_count;
    if (is_last && ret_row->count < csv->columns)
      return report_cut(csv, ret_row->line, "row");
    return 1;
  }
}

/* ---- header and values --------------------------------------------------------------------- */

static int skip_byte_order_mark(struct csv *csv)
{
  if (read_more(csv))
    return -1;
  const unsigned char *text = (const unsigned char *)csv->buffers->text;
  if (csv->filled >= 2
      && ((text[0] == 0xFF && text[1] == 0xFE) || (text[0] == 0xFE && text[1] == 0xFF)))
    return report_utf16(csv);
  if (csv->filled >= 4
      && (memcmp(text, "PK\3\4", 4) == 0 || memcmp(text, "\xD0\xCF\x11\xE0", 4) == 0))
    return report_spreadsheet(csv);
  if (csv->filled >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF) {
    csv->filled -= 3;
    memmove(csv->buffers->text, csv->buffers->text + 3, csv->filled);
  }
  return 0;
}

int csv_open(struct csv *csv, struct arena *arena, struct csv_buffers *buffers, struct bytes *bytes,
             const char *path, struct diags *diags)
{
  *csv = (struct csv) { .arena = arena, .diags = diags, .path = path, .bytes = bytes,
    .buffers = buffers, .line = 1 };
  if (buffers->size == 0)
    csv_buffers_make(buffers, PIECE);
  struct csv_row row;
  int result = skip_byte_order_mark(csv);
  if (result == 0)
    result = csv_next_careful(csv, &row);
  if (result < 0)
    return -1;
  if (result == 0) {
    diag_error(diags, "STRATA-I007", LOC_FILE(path), "the file is empty");
    diag_hint(diags, "download or export it again");
    return -1;
  }
  csv->columns = row.count;
  csv->values = ARENA_ARRAY(arena, struct str, csv->columns);
  const struct str *values = csv_values(csv, &row);
  struct str *header = ARENA_ARRAY(arena, struct str, csv->columns);
  for (size_t i = 0; i < csv->columns; i++) {
    struct str name = str_trim(values[i]);
    header[i] = (struct str) { arena_text(arena, name.at, name.len), name.len };
  }
  csv->header = header;
  return 0;
}

int csv_column(const struct csv *csv, const char *name)
{
  for (size_t i = 0; i < csv->columns; i++)
    if (str_is(csv->header[i], name))
      return (int)i;
  return -1;
}

static struct loc header_loc(const struct csv *csv)
{
  return (struct loc) { .file = csv->path, .line = 1 };
}

/* A spreadsheet that parts its columns by semicolons or tabs makes one column of them all. */
static bool report_other_separator(struct csv *csv)
{
  struct str only = csv->header[0];
  bool semicolons = only.len && memchr(only.at, ';', only.len);
  bool tabs = only.len && memchr(only.at, '\t', only.len);
  if (csv->columns > 1 || (!semicolons && !tabs))
    return false;
  diag_error(csv->diags, "STRATA-I004", header_loc(csv),
             "the columns are parted by %s, not by commas", semicolons ? "semicolons" : "tabs");
  diag_hint(csv->diags, semicolons
              ? "a spreadsheet program does so where a comma is the decimal sign: set the region to "
                "the United Kingdom and save as 'CSV UTF-8', or replace the semicolons"
              : "save it as 'CSV UTF-8'; 'Text (tab delimited)' is something else");
  return true;
}

static struct str beginning(struct str text)
{
  size_t len = text.len < LONGEST_QUOTED ? text.len : LONGEST_QUOTED;
  while (len < text.len && len > 0 && ((unsigned char)text.at[len] & 0xC0) == 0x80)
    len--; /* not in the middle of a letter */
  return (struct str) { text.at, len };
}

static void report_missing_column(struct csv *csv, const char *name, bool any_found)
{
  const char **found = ARENA_ARRAY(csv->arena, const char *, csv->columns);
  for (size_t i = 0; i < csv->columns; i++)
    found[i] = csv->header[i].at;
  diag_error(csv->diags, "STRATA-I004", header_loc(csv),
             "there is no column '%s'", name);
  const char *near = suggest(str_of(name), found, csv->columns);
  if (near)
    diag_hint(csv->diags, "the column '%s' may be it: give it back its name", near);
  else if (any_found)
    diag_hint(csv->diags, "give the file as it was published, with its header");
  else
    diag_hint(csv->diags,
              "the first line has to be the names of the columns; it begins '%.*s': remove what "
              "stands above them, or give the file as it was published",
              STR_ARG(beginning(csv->header[0])));
}

int csv_require_columns(struct csv *csv, const char *const *names, size_t count, int *ret_columns)
{
  bool any_found = false;
  size_t missing = 0;
  for (size_t i = 0; i < count; i++) {
    ret_columns[i] = csv_column(csv, names[i]);
    any_found |= ret_columns[i] >= 0;
    missing += ret_columns[i] < 0;
  }
  if (missing == 0)
    return 0;
  if (report_other_separator(csv))
    return -1;
  for (size_t i = 0; i < count; i++)
    if (ret_columns[i] < 0)
      report_missing_column(csv, names[i], any_found);
  return -1;
}

static struct str unquote(char *at, size_t len)
{
  if (len < 2 || at[0] != '"')
    return (struct str) { at, len };
  size_t out = 0;
  for (size_t in = 1; in + 1 < len; in++) {
    at[out++] = at[in];
    in += at[in] == '"'; /* the first of two */
  }
  return (struct str) { at, out };
}

const struct str *csv_values(struct csv *csv, const struct csv_row *row)
{
  for (uint32_t i = 0; i < csv->columns; i++) {
    if (i >= row->count) {
      csv->values[i] = (struct str) { "", 0 };
      continue;
    }
    struct str field = csv_field(row, i);
    csv->values[i] = unquote(row->text + (field.at - row->text), field.len);
  }
  return csv->values;
}

struct loc csv_loc(const struct csv *csv, const struct csv_row *row)
{
  return (struct loc) { .file = csv->path, .line = row->line };
}

struct loc csv_field_loc(const struct csv *csv, const struct csv_row *row, uint32_t column)
{
  struct loc loc = csv_loc(csv, row);
  loc.col = 1;
  for (uint32_t at = row->start; at < (column ? row->ends[column - 1] + 1 : row->start); at++)
    loc.col += ((unsigned char)row->text[at] & 0xC0) != 0x80; /* code points, not bytes */
  return loc;
}
