/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 64 * 1024 };

static __attribute__((noinline)) void grow(struct rows *rows, size_t len)
{
  size_t cap = 2 * (rows->cap + len) + PIECE;
  char *at = arena_alloc(rows->arena, cap, 1);
  if (rows->len)
    memcpy(at, rows->at, rows->len);
  rows->at = at;
  rows->cap = cap;
}

/* Room for LEN more bytes. */
static inline char *room(struct rows *rows, size_t len)
{
  if (rows->cap - rows->len < len)
    grow(rows, len);
  return rows->at + rows->len;
}

static void flush(struct rows *rows)
{
  if (rows->len)
    fwrite(rows->at, 1, rows->len, stdout);
  rows->len = 0;
}

static void put_char(struct rows *rows, char c)
{
  *room(rows, 1) = c;
  rows->len++;
}

static void put_text(struct rows *rows, const char *text)
{
  size_t len = strlen(text);
  memcpy(room(rows, len), text, len);
  rows->len += len;
}

static void put_number(struct rows *rows, double number)
{
  rows->len += num_put_significant(room(rows, NUM_ROOM), number);
}

/* TEXT in quotes, with MARK before each of the characters of ESCAPED. */
static void put_quoted(struct rows *rows, const char *text, const char *escaped, char mark)
{
  char *at = room(rows, 2 * strlen(text) + 2);
  *at++ = '"';
  for (;;) {
    size_t plain = strcspn(text, escaped);
    memcpy(at, text, plain);
    at += plain;
    text += plain;
    if (!*text)
      break;
    *at++ = mark;
    *at++ = *text++;
  }
  *at++ = '"';
  rows->len = (size_t)(at - rows->at);
}

static void put_csv(struct rows *rows, const struct field *fields)
{
  for (size_t i = 0; i < rows->field_count; i++) {
    const struct field *field = &fields[i];
    if (i)
      put_char(rows, ',');
    if (field->text && strpbrk(field->text, ",\"\r\n"))
      put_quoted(rows, field->text, "\"", '"');
    else if (field->text)
      put_text(rows, field->text);
    else if (isfinite(field->number))
      put_number(rows, field->number);
  }
  put_char(rows, '\n');
}

static void put_json(struct rows *rows, const struct field *fields)
{
  put_text(rows, rows->any ? ",\n {" : "\n {");
  for (size_t i = 0; i < rows->field_count; i++) {
    const struct field *field = &fields[i];
    put_text(rows, i ? ",\"" : "\"");
    put_text(rows, rows->names[i]);
    put_text(rows, "\":");
    if (field->text && *field->text)
      put_quoted(rows, field->text, "\"\\", '\\');
    else if (!field->text && isfinite(field->number))
      put_number(rows, field->number);
    else
      put_text(rows, "null");
  }
  put_char(rows, '}');
}

struct rows rows_begin(struct arena *arena, enum table_format format, const char *const *names,
                       size_t field_count)
{
  struct rows rows
    = { .arena = arena, .format = format, .names = names, .field_count = field_count };
  if (format == FORMAT_JSON) {
    put_char(&rows, '[');
    return rows;
  }
  struct field *fields = ARENA_ARRAY(arena, struct field, field_count);
  for (size_t i = 0; i < field_count; i++)
    fields[i].text = names[i];
  put_csv(&rows, fields);
  return rows;
}

void rows_add(struct rows *rows, const struct field *fields)
{
  if (rows->format == FORMAT_JSON)
    put_json(rows, fields);
  else
    put_csv(rows, fields);
  rows->any = true;
  if (rows->len >= PIECE)
    flush(rows);
}

void rows_end(struct rows *rows)
{
  if (rows->format == FORMAT_JSON)
    put_text(rows, "\n]\n");
  flush(rows);
}
