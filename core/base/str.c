/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <stdio.h>

int str_compare(struct str a, struct str b)
{
  size_t shorter = a.len < b.len ? a.len : b.len;
  int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
  if (order)
    return order;
  return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str text, const char *prefix)
{
  size_t len = strlen(prefix);
  return text.len >= len && memcmp(text.at, prefix, len) == 0;
}

bool str_ends(struct str text, const char *suffix)
{
  size_t len = strlen(suffix);
  return text.len >= len && memcmp(text.at + text.len - len, suffix, len) == 0;
}

static bool is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str text)
{
  while (text.len && is_space(text.at[0])) {
    text.at++;
    text.len--;
  }
  while (text.len && is_space(text.at[text.len - 1]))
    text.len--;
  return text;
}

static char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_equal_nocase(struct str a, struct str b)
{
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++)
    if (lower(a.at[i]) != lower(b.at[i]))
      return false;
  return true;
}

/* The length of the valid sequence at AT, or 0.  RFC 3629, section 4. */
static size_t utf8_sequence(const unsigned char *at, size_t room)
{
  unsigned char first = at[0];
  if (first < 0x80)
    return 1;
  size_t len = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || room < len)
    return 0;
  unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (at[1] < low || at[1] > high)
    return 0;
  for (size_t i = 2; i < len; i++)
    if ((at[i] & 0xC0) != 0x80)
      return 0;
  return len;
}

size_t str_utf8_error(struct str text)
{
  const unsigned char *at = (const unsigned char *)text.at;
  size_t i = 0;
  while (i < text.len) {
    uint64_t eight;
    if (text.len - i >= sizeof eight) {
      memcpy(&eight, at + i, sizeof eight);
      if (!(eight & UINT64_C(0x8080808080808080))) {
        i += sizeof eight;
        continue;
      }
    }
    size_t len = utf8_sequence(at + i, text.len - i);
    if (!len)
      return i;
    i += len;
  }
  return text.len;
}

uint32_t str_next_code_point(struct str text, size_t *offset)
{
  const unsigned char *at = (const unsigned char *)text.at + *offset;
  if (at[0] < 0x80) {
    *offset += 1;
    return at[0];
  }
  size_t len = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
  uint32_t code = at[0] & (0x7Fu >> len);
  for (size_t i = 1; i < len; i++)
    code = code << 6 | (at[i] & 0x3Fu);
  *offset += len;
  return code;
}

size_t str_put_code_point(char *out, uint32_t code)
{
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char marks[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
  for (size_t i = len - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (code & 0x3F));
    code >>= 6;
  }
  out[0] = (char)(marks[len] | code);
  return len;
}

static bool is_combining(uint32_t code)
{
  return (code >= 0x300 && code <= 0x36F) || (code >= 0x1AB0 && code <= 0x1AFF)
    || (code >= 0x20D0 && code <= 0x20FF) || (code >= 0xFE00 && code <= 0xFE0F)
    || (code >= 0x200B && code <= 0x200F);
}

static bool is_wide(uint32_t code)
{
  return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF)
    || (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF)
    || (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60)
    || (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x20000 && code <= 0x3FFFD);
}

size_t str_columns(struct str text)
{
  size_t columns = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t code = str_next_code_point(text, &i);
    columns += is_combining(code) ? 0 : is_wide(code) ? 2 : 1;
  }
  return columns;
}

void strbuf_reserve(struct strbuf *buf, size_t more)
{
  if (buf->at && buf->cap - buf->len > more)
    return;
  size_t cap = buf->cap ? buf->cap * 2 : 32;
  while (cap - buf->len <= more)
    cap *= 2;
  if (buf->at && arena_extend(buf->arena, buf->at, buf->cap, cap - buf->cap)) {
    buf->cap = cap;
    return;
  }
  char *at = arena_alloc(buf->arena, cap, 1);
  if (buf->len)
    memcpy(at, buf->at, buf->len);
  buf->at = at;
  buf->cap = cap;
}

void strbuf_add(struct strbuf *buf, struct str text)
{
  strbuf_reserve(buf, text.len);
  if (text.len)
    memcpy(buf->at + buf->len, text.at, text.len);
  buf->len += text.len;
  buf->at[buf->len] = '\0';
}

void strbuf_add_text(struct strbuf *buf, const char *text)
{
  strbuf_add(buf, str_of(text));
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  strbuf_add_text(buf, arena_vprintf(buf->arena, format, args));
  va_end(args);
}
