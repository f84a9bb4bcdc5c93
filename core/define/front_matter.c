/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/front_matter.h"

/* The length of the line at OFFSET with its end; *RET_DASHES: it is "---" and nothing else. */
static size_t line_at(struct str text, size_t offset, bool *ret_dashes)
{
  struct str rest = { text.at + offset, text.len - offset };
  const char *end = memchr(rest.at, '\n', rest.len);
  size_t length = end ? (size_t)(end - rest.at) + 1 : rest.len;
  *ret_dashes = str_is(str_trim((struct str) { rest.at, length }), "---") && rest.at[0] == '-';
  return length;
}

size_t front_matter_length(struct str text)
{
  size_t at = str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
  bool dashes;
  if (at == text.len)
    return 0;
  at += line_at(text, at, &dashes);
  if (!dashes)
    return 0;
  while (at < text.len) {
    at += line_at(text, at, &dashes);
    if (dashes)
      return at;
  }
  return text.len;
}

struct str front_matter_yaml(struct str text, size_t length)
{
  struct str yaml = { text.at, length };
  size_t last = 0;
  bool dashes = false;
  for (size_t at = 0; at < length;) {
    last = at;
    at += line_at(text, at, &dashes);
  }
  if (dashes && last)
    yaml.len = last;
  return yaml;
}
