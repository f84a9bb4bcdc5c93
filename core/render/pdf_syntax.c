/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/pdf_syntax.h"

const uint8_t PDF_CLASSES[256] = {
  [' '] = PDF_SPACE,      ['\n'] = PDF_SPACE,    ['\r'] = PDF_SPACE,    ['\t'] = PDF_SPACE,
  ['\f'] = PDF_SPACE,     ['\0'] = PDF_SPACE,    ['/'] = PDF_DELIMITER, ['('] = PDF_DELIMITER,
  [')'] = PDF_DELIMITER,  ['<'] = PDF_DELIMITER, ['>'] = PDF_DELIMITER, ['['] = PDF_DELIMITER,
  [']'] = PDF_DELIMITER,
};

static const char *skip_space(const char *at, const char *end)
{
  while (at < end && pdf_is_space(*at))
    at++;
  return at;
}

static const char *skip_regular(const char *at, const char *end)
{
  while (at < end && pdf_is_regular(*at))
    at++;
  return at;
}

/* From its "(" to behind its ")". */
static const char *skip_literal(const char *at, const char *end)
{
  for (int depth = 0; at < end; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  }
  return end;
}

/* Behind one token: a bracket, a string, a name, or a run of other characters. */
static const char *skip_token(const char *at, const char *end)
{
  bool twice = at + 1 < end && at[1] == *at;
  switch (*at) {
  case '(':
    return skip_literal(at, end);
  case '/':
    return skip_regular(at + 1, end);
  case '<':
    if (twice)
      return at + 2;
    while (at < end && *at != '>')
      at++;
    return at < end ? at + 1 : end;
  case '>':
    return at + (twice ? 2 : 1);
  case '[':
  case ']':
  case ')':
    return at + 1;
  default:
    return skip_regular(at, end);
  }
}

/* 1 where an array or dictionary begins, -1 where one ends. */
static int bracket(const char *at, const char *end)
{
  bool twice = at + 1 < end && at[1] == *at;
  if (*at == '[' || (*at == '<' && twice))
    return 1;
  return *at == ']' || (*at == '>' && twice) ? -1 : 0;
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Behind " 0 R", where that follows the number that ends at AT; else AT. */
static const char *skip_generation(const char *at, const char *end)
{
  const char *next = skip_space(at, end);
  if (next == at || next == end || !is_digit(*next))
    return at;
  while (next < end && is_digit(*next))
    next++;
  const char *word = skip_space(next, end);
  bool refers = word > next && word < end && *word == 'R'
                && (word + 1 == end || !pdf_is_regular(word[1]));
  return refers ? word + 1 : at;
}

struct str pdf_next_value(struct str *rest)
{
  const char *end = rest->at + rest->len, *from = skip_space(rest->at, end), *at = from;
  int depth = 0;
  while (at < end) {
    if (pdf_is_regular(*at)) {
      at = skip_regular(at, end);
    } else {
      depth += bracket(at, end);
      at = skip_token(at, end);
    }
    if (depth <= 0)
      break;
    at = skip_space(at, end);
  }
  if (depth == 0 && from < end && is_digit(*from))
    at = skip_generation(at, end);
  *rest = (struct str) { at, (size_t)(end - at) };
  return depth == 0 ? (struct str) { from, (size_t)(at - from) } : STR("");
}

struct str pdf_inside(struct str value)
{
  if (value.len >= 4 && value.at[0] == '<' && value.at[1] == '<')
    return (struct str) { value.at + 2, value.len - 4 };
  if (value.len >= 2 && value.at[0] == '[')
    return (struct str) { value.at + 1, value.len - 2 };
  return STR("");
}

struct str pdf_entry(struct str dict, const char *key)
{
  struct str rest = pdf_inside(dict);
  for (struct str name; (name = pdf_next_value(&rest)).len;) {
    struct str value = pdf_next_value(&rest);
    if (str_is(name, key))
      return value;
  }
  return STR("");
}

static const char *read_number(struct str text, int64_t *ret_number)
{
  const int64_t most = 1000000000000;
  const char *at = text.at, *end = at + text.len;
  int64_t number = 0;
  while (at < end && is_digit(*at) && number < most)
    number = number * 10 + (*at++ - '0');
  *ret_number = number;
  return at;
}

unsigned pdf_referred(struct str value)
{
  int64_t number;
  if (value.len < 5 || value.at[value.len - 1] != 'R')
    return 0;
  const char *at = read_number(value, &number);
  return at > value.at && number <= UINT32_MAX ? (unsigned)number : 0;
}

int64_t pdf_whole_number(struct str value)
{
  int64_t number;
  return value.len && read_number(value, &number) == value.at + value.len ? number : -1;
}

static int hex_digit(char c)
{
  if (is_digit(c))
    return c - '0';
  char lower = (char)(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Bytes above space that are not a byte order mark's are somebody's letters, in UTF-16 too. */
static bool is_said(uint8_t byte)
{
  return byte > ' ' && byte < 0xfe;
}

bool pdf_says_something(struct str value)
{
  if (value.len < 2 || (value.at[0] != '(' && value.at[0] != '<'))
    return false;
  bool hex = value.at[0] == '<';
  for (size_t i = 1, digits = 0; i + 1 < value.len; i++) {
    int digit = hex ? hex_digit(value.at[i]) : 0;
    if (!hex && is_said((uint8_t)value.at[i]))
      return true;
    if (hex && digit >= 0 && digits++ % 2 == 1 && hex_digit(value.at[i - 1]) >= 0
        && is_said((uint8_t)(hex_digit(value.at[i - 1]) * 16 + digit)))
      return true;
  }
  return false;
}
