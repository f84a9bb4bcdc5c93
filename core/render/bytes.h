/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A growing buffer of bytes, and the ways a PDF prints things.
 *
 * Content streams are made of numbers, so these print them from integers, without printf and its
 * locale.  Owned by whoever declared it: auto_bytes releases it.  Knows nothing of PDF's objects.
 */
#ifndef STRATA_RENDER_BYTES_H
#define STRATA_RENDER_BYTES_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bytes {
  uint8_t *at;
  size_t len, cap;
};

void bytes_free(struct bytes *bytes);
#define auto_bytes __attribute__((cleanup(bytes_free)))

/* Makes the buffer SIZE bytes larger than what is in it, or more. */
void bytes_grow(struct bytes *bytes, size_t size);

/* Room for SIZE more bytes at the end, which the caller fills; the length stays. */
static inline uint8_t *bytes_room(struct bytes *bytes, size_t size)
{
  if (size > bytes->cap - bytes->len)
    bytes_grow(bytes, size);
  return bytes->at + bytes->len;
}

static inline void bytes_add(struct bytes *bytes, const void *data, size_t len)
{
  if (len == 0)
    return;
  memcpy(bytes_room(bytes, len), data, len);
  bytes->len += len;
}

static inline void bytes_char(struct bytes *bytes, char c)
{
  *bytes_room(bytes, 1) = (uint8_t)c;
  bytes->len++;
}

/* Of a literal the length is known when this is compiled. */
static inline void bytes_text(struct bytes *bytes, const char *text)
{
  bytes_add(bytes, text, strlen(text));
}

void bytes_integer(struct bytes *bytes, int64_t value);

/* A length, rounded half away from zero to hundredths of a point. */
static inline int32_t hundredths(double value)
{
  return (int32_t)(value * 100 + (value < 0 ? -0.5 : 0.5));
}

/* VALUE hundredths as the shortest decimal: 1250 is 12.5, -7 is -.07. */
void bytes_hundredths(struct bytes *bytes, int32_t value);

/* The same with both decimals, and a digit before the point. */
void bytes_hundredths_aligned(struct bytes *bytes, int32_t value);

/* VALUE in lower-case hexadecimal, DIGITS of them. */
void bytes_hex(struct bytes *bytes, uint32_t value, int digits);

/* A PDF text string: as it is where it is ASCII, else UTF-16BE with a byte order mark. */
void bytes_text_string(struct bytes *bytes, struct str utf8);

/* Text as UTF-16BE, and the same in hexadecimal, without brackets. */
void bytes_utf16(struct bytes *bytes, struct str utf8);
void bytes_utf16_hex(struct bytes *bytes, struct str utf8);

/* Text with XML's special characters escaped. */
void bytes_xml(struct bytes *bytes, const char *text);

/* One byte of a literal string in brackets, escaped where it must be. */
static inline void bytes_literal(struct bytes *bytes, uint8_t byte)
{
  uint8_t *room = bytes_room(bytes, 2);
  if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') {
    *room++ = '\\';
    bytes->len++;
  }
  *room = byte == '\r' ? 'r' : byte;
  bytes->len++;
}

#endif
