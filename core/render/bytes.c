/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/bytes.h"

#include <stdlib.h>

void bytes_free(struct bytes *bytes)
{
  free(bytes->at);
  *bytes = (struct bytes) { 0 };
}

void bytes_grow(struct bytes *bytes, size_t size)
{
  size_t cap = bytes->cap < 4096 ? 4096 : bytes->cap * 2;
  if (cap - bytes->len < size)
    cap = bytes->len + size;
  uint8_t *at = realloc(bytes->at, cap);
  if (!at)
    abort(); /* as arenas do: there is no way on without memory */
  bytes->at = at;
  bytes->cap = cap;
}

enum { LONGEST_INTEGER = 20 };

/* Behind the digits of NUMBER at TO. */
static uint8_t *put_digits(uint8_t *to, uint64_t number)
{
  size_t count = 1;
  for (uint64_t rest = number; rest >= 10; rest /= 10)
    count++;
  for (size_t i = count; i-- > 0; number /= 10)
    to[i] = (uint8_t)('0' + number % 10);
  return to + count;
}

void bytes_integer(struct bytes *bytes, int64_t value)
{
  uint8_t *room = bytes_room(bytes, LONGEST_INTEGER + 1), *to = room;
  if (value < 0)
    *to++ = '-';
  to = put_digits(to, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
  bytes->len += (size_t)(to - room);
}

void bytes_hundredths(struct bytes *bytes, int32_t value)
{
  uint32_t rest = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
  uint32_t whole = rest / 100, part = rest % 100;
  uint8_t *room = bytes_room(bytes, LONGEST_INTEGER), *to = room;
  if (value < 0)
    *to++ = '-';
  if (whole || part == 0)
    to = put_digits(to, whole);
  if (part) {
    *to++ = '.';
    *to++ = (uint8_t)('0' + part / 10);
    if (part % 10)
      *to++ = (uint8_t)('0' + part % 10);
  }
  bytes->len += (size_t)(to - room);
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
