/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/missing_colon.h"

#include "define/text.h"

#include <string.h>

/* The line of TEXT that begins at START, without the line's end. */
static struct str line_at(struct str text, size_t start)
{
  const char *end = memchr(text.at + start, '\n', text.len - start);
  return (struct str) { text.at + start, end ? (size_t)(end - text.at) - start : text.len - start };
}

static size_t indent_of(struct str line)
{
  size_t spaces = 0;
  while (spaces < line.len && line.at[spaces] == ' ')
    spaces++;
  return spaces;
}

static bool has_colon(struct str line)
{
  for (size_t i = 0; i < line.len; i++)
    if (line.at[i] == ':' && (i + 1 == line.len || line.at[i + 1] == ' ' || line.at[i + 1] == '\r'))
      return true;
  return false;
}

/* Whether a line may be "title Incidents": words alone. */
static bool is_words(struct str line)
{
  struct str words = str_trim(line);
  return words.len && !strchr("#-[]{}\"'|>&*!%@`", words.at[0]) && !has_colon(line);
}

/* libyaml stumbles over the first colon after the line without one, since it takes both lines for one text.
 * Where the lines of these keys begin, if all above LINE_START, alike indented, are words alone; else -1. */
static int find_keyless(struct str text, size_t line_start, size_t *ret_start)
{
  size_t indent = indent_of(line_at(text, line_start)), found = line_start;
  while (found > 0) {
    size_t start = found - 1;
    while (start > 0 && text.at[start - 1] != '\n')
      start--;
    struct str line = line_at(text, start), trimmed = str_trim(line);
    bool outer = indent_of(line) < indent && trimmed.len && trimmed.at[trimmed.len - 1] == ':';
    if (outer || (trimmed.len && trimmed.at[0] == '#'))
      break;
    if (indent_of(line) != indent || !is_words(line))
      return -1;
    found = start;
  }
  if (found == line_start)
    return -1;
  *ret_start = found;
  return 0;
}

static size_t offset_of(struct str text, size_t characters)
{
  size_t at = 0;
  for (size_t i = 0; i < characters && at < text.len; i++)
    str_next_code_point(text, &at);
  return at;
}

/* The line of the key that libyaml found no colon after.  -1: that is not what is wrong. */
static int find(struct str text, struct stumble stumble, size_t *ret_start)
{
  if (!stumble.problem)
    return -1;
  if (strcmp(stumble.problem, "could not find expected ':'") == 0) {
    *ret_start = offset_of(text, stumble.context);
    return is_words(line_at(text, *ret_start)) ? 0 : -1;
  }
  if (strcmp(stumble.problem, "mapping values are not allowed in this context") != 0)
    return -1;
  size_t at = offset_of(text, stumble.at);
  while (at > 0 && text.at[at - 1] != '\n')
    at--;
  return find_keyless(text, at, ret_start);
}

/* The beginning of VALUE that a hint has room for. */
static struct str beginning_of(struct str value)
{
  enum { LONGEST = 60 };
  struct str shown = { value.at, 0 };
  while (shown.len < value.len && shown.len < LONGEST)
    str_next_code_point(value, &shown.len);
  return shown;
}

bool report_missing_colon(const char *file, struct str text, struct stumble stumble,
                          struct diags *diags)
{
  size_t start, len = 0;
  if (find(text, stumble, &start) < 0)
    return false;
  struct str words = str_trim(line_at(text, start));
  while (len < words.len && words.at[len] != ' ')
    len++;
  struct str key = { words.at, len };
  struct str value = str_trim((struct str) { words.at + len, words.len - len });
  struct str shown = value.len ? beginning_of(value) : STR("value");
  diag_error(diags, "STRATA-D005", text_place(file, text, (size_t)(words.at - text.at)),
             "a key without ':' after it");
  diag_hint(diags, "write '%.*s: %.*s%s'", STR_ARG(key), STR_ARG(shown),
            shown.len < value.len ? "..." : "");
  return true;
}
