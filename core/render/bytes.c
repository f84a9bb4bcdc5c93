/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/bytes.h"

#include <stdlib.h>

void bytes_free(struct bytes *bytes)
{
  free(bytes->at);
  *bytes = (struct bytes) { 0 };
}

uint8_t *bytes_room(struct bytes *bytes, size_t size)
{
  if (size > bytes->cap - bytes->len) {
    size_t cap = bytes->cap < 4096 ? 4096 : bytes->cap * 2;
    if (cap - bytes->len < size)
      cap = bytes->len + size;
    uint8_t *at = realloc(bytes->at, cap);
    if (!at)
      abort(); /* as arenas do: there is no way on without memory */
    bytes->at = at;
    bytes->cap = cap;
  }
  return bytes->at + bytes->len;
}

void bytes_add(struct bytes *bytes, const void *data, size_t len)
{
  if (len == 0)
    return;
  memcpy(bytes_room(bytes, len), data, len);
  bytes->len += len;
}

void bytes_char(struct bytes *bytes, char c)
{
  *bytes_room(bytes, 1) = (uint8_t)c;
  bytes->len++;
}

void bytes_text(struct bytes *bytes, const char *text)
{
  bytes_add(bytes, text, strlen(text));
}

enum { LONGEST_INTEGER = 20 };

void bytes_integer(struct bytes *bytes, int64_t value)
{
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  uint8_t digits[LONGEST_INTEGER];
  size_t from = sizeof digits;
  do
    digits[--from] = (uint8_t)('0' + rest % 10);
  while (rest /= 10);
  uint8_t *room = bytes_room(bytes, LONGEST_INTEGER + 1);
  if (value < 0) {
    *room++ = '-';
    bytes->len++;
  }
  memcpy(room, digits + from, sizeof digits - from);
  bytes->len += sizeof digits - from;
}

void bytes_hundredths(struct bytes *bytes, int32_t value)
{
  uint32_t rest = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
  uint32_t whole = rest / 100, part = rest % 100;
  if (value < 0)
    bytes_char(bytes, '-');
  if (whole || part == 0)
    bytes_integer(bytes, whole);
  if (part == 0)
    return;
  uint8_t *room = bytes_room(bytes, 3);
  room[0] = '.';
  room[1] = (uint8_t)('0' + part / 10);
  room[2] = (uint8_t)('0' + part % 10);
  bytes->len += part % 10 ? 3 : 2;
}

void bytes_hundredths_aligned(struct bytes *bytes, int32_t value)
{
  uint32_t rest = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
  if (value < 0)
    bytes_char(bytes, '-');
  bytes_integer(bytes, rest / 100);
  bytes_char(bytes, '.');
  bytes_char(bytes, (char)('0' + rest % 100 / 10));
  bytes_char(bytes, (char)('0' + rest % 10));
}

void bytes_hex(struct bytes *bytes, uint32_t value, int digits)
{
  uint8_t *room = bytes_room(bytes, (size_t)digits);
  for (int i = digits; i-- > 0; value >>= 4)
    room[i] = (uint8_t)"0123456789abcdef"[value & 15];
  bytes->len += (size_t)digits;
}

/* Calls ADD with each 16-bit unit of TEXT. */
static void each_utf16_unit(struct bytes *bytes, struct str text,
                            void (*add)(struct bytes *, uint32_t))
{
  for (size_t at = 0; at < text.len;) {
    uint32_t code = str_next_code_point(text, &at);
    if (code >= 0x10000) {
      add(bytes, 0xd800 + ((code - 0x10000) >> 10));
      add(bytes, 0xdc00 + ((code - 0x10000) & 0x3ff));
    } else {
      add(bytes, code);
    }
  }
}

static void add_unit(struct bytes *bytes, uint32_t unit)
{
  bytes_char(bytes, (char)(unit >> 8));
  bytes_char(bytes, (char)unit);
}

static void add_unit_literal(struct bytes *bytes, uint32_t unit)
{
  bytes_literal(bytes, (uint8_t)(unit >> 8));
  bytes_literal(bytes, (uint8_t)unit);
}

static void add_unit_hex(struct bytes *bytes, uint32_t unit)
{
  bytes_hex(bytes, unit, 4);
}

void bytes_text_string(struct bytes *bytes, struct str utf8)
{
  bool ascii = true;
  for (size_t i = 0; i < utf8.len; i++)
    ascii &= (uint8_t)utf8.at[i] < 0x80;
  bytes_char(bytes, '(');
  if (ascii) {
    for (size_t i = 0; i < utf8.len; i++)
      bytes_literal(bytes, (uint8_t)utf8.at[i]);
  } else {
    bytes_text(bytes, "\xfe\xff");
    each_utf16_unit(bytes, utf8, add_unit_literal);
  }
  bytes_char(bytes, ')');
}

void bytes_utf16(struct bytes *bytes, struct str utf8)
{
  each_utf16_unit(bytes, utf8, add_unit);
}

void bytes_utf16_hex(struct bytes *bytes, struct str utf8)
{
  each_utf16_unit(bytes, utf8, add_unit_hex);
}

void bytes_xml(struct bytes *bytes, const char *text)
{
  for (; *text; text++) {
    switch (*text) {
    case '&':
      bytes_text(bytes, "&amp;");
      break;
    case '<':
      bytes_text(bytes, "&lt;");
      break;
    case '>':
      bytes_text(bytes, "&gt;");
      break;
    default:
      bytes_char(bytes, *text);
    }
  }
}
