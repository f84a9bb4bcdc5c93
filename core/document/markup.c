/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/markup.h"

#include <string.h>

/* The offset of MARKER at or after FROM, not escaped, or text.len.  A single star does not match
 * one of two. */
static size_t find(struct str text, size_t from, const char *marker)
{
  size_t len = strlen(marker);
  bool single_star = strcmp(marker, "*") == 0;
  for (size_t i = from; i + len <= text.len; i++) {
    if (text.at[i] == '\\') {
      i++;
      continue;
    }
    if (single_star && i + 1 < text.len && text.at[i] == '*' && text.at[i + 1] == '*') {
      i++;
      continue;
    }
    if (memcmp(text.at + i, marker, len) == 0)
      return i;
  }
  return text.len;
}

bool markup_enclosed(struct str text, size_t from, const char *marker, struct str *ret_inner)
{
  size_t begin = from + strlen(marker);
  size_t end = find(text, begin, marker);
  if (end == text.len || end == begin || text.at[begin] == ' ' || text.at[end - 1] == ' ')
    return false;
  *ret_inner = (struct str){text.at + begin, end - begin};
  return true;
}

bool markup_link(struct str text, size_t from, struct str *ret_words, struct str *ret_target)
{
  size_t middle = find(text, from + 1, "](");
  if (middle == text.len)
    return false;
  struct str words = {text.at + from + 1, middle - from - 1};
  if (find(words, 0, "[") < words.len)
    return false;
  size_t end = find(text, middle + 2, ")");
  if (end == text.len || end == middle + 2)
    return false;
  *ret_words = words;
  *ret_target = (struct str){text.at + middle + 2, end - middle - 2};
  return true;
}

enum symbol markup_symbol(struct arena *arena, struct str text, size_t from,
                          const char **ret_words, size_t *ret_end)
{
  if (from + 1 >= text.len || text.at[from + 1] != ':')
    return SYMBOL_NONE;
  size_t end = find(text, from + 2, ":}");
  if (end == text.len)
    return SYMBOL_NONE;
  struct str inner = {text.at + from + 2, end - from - 2};
  size_t bar = find(inner, 0, "|");
  *ret_words = bar == inner.len ? "" : arena_text(arena, inner.at + bar + 1, inner.len - bar - 1);
  *ret_end = end + 2;
  return symbol_by_name(arena_text(arena, inner.at, bar));
}

struct reference *markup_reference(struct arena *arena, struct str text, size_t from,
                                   size_t *ret_end)
{
  static const char *const FORMS[] = {
      [REFERENCE_LABEL] = "label", [REFERENCE_PAGE] = "page", [REFERENCE_TITLE] = "title"};
  if (from + 2 >= text.len || text.at[from] != '{' || text.at[from + 1] != '#')
    return NULL;
  size_t end = find(text, from + 2, "}");
  struct str inner = {text.at + from + 2, end - from - 2};
  size_t bar = find(inner, 0, "|");
  struct str form = bar < inner.len ? (struct str){inner.at + bar + 1, inner.len - bar - 1}
                                    : STR("label");
  size_t i = 0;
  while (i < sizeof FORMS / sizeof *FORMS && !str_is(str_trim(form), FORMS[i]))
    i++;
  if (end == text.len || bar == 0 || i == sizeof FORMS / sizeof *FORMS)
    return NULL;
  struct str anchor = str_trim((struct str){inner.at, bar});
  struct reference *reference = ARENA_NEW(arena, struct reference);
  *reference = (struct reference){.anchor = arena_text(arena, anchor.at, anchor.len),
                                  .form = (enum reference_form)i};
  *ret_end = end + 1;
  return reference;
}

size_t markup_footnote_end(struct str text, size_t from)
{
  size_t depth = 0;
  for (size_t i = from + 1; i < text.len; i++) {
    if (text.at[i] == '\\')
      i++;
    else if (text.at[i] == '[')
      depth++;
    else if (text.at[i] == ']' && --depth == 0)
      return i;
  }
  return text.len;
}

/* Two or three letters, and what tells the language more closely: "cy", "pl", "zh-Hant" (BCP 47). */
static bool is_language(struct str tag)
{
  size_t part = 0, from = 0;
  for (size_t i = 0; i <= tag.len; i++) {
    char c = i < tag.len ? tag.at[i] : '-';
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
    if (c == '-') {
      size_t len = i - from, most = part ? 8 : 3;
      if (len < 2 || len > most)
        return false;
      part++;
      from = i + 1;
    } else if (!letter && !(digit && part)) {
      return false;
    }
  }
  return true;
}

bool markup_language(struct arena *arena, struct str text, size_t from, struct str *ret_words,
                     const char **ret_language, size_t *ret_end)
{
  static const char MIDDLE[] = "]{lang=";
  if (text.at[from] != '[')
    return false;
  size_t middle = find(text, from + 1, MIDDLE);
  struct str words = {text.at + from + 1, middle - from - 1};
  if (middle == text.len || words.len == 0 || find(words, 0, "[") < words.len ||
      find(words, 0, "]") < words.len)
    return false;
  size_t begin = middle + strlen(MIDDLE), end = find(text, begin, "}");
  struct str tag = {text.at + begin, end - begin};
  if (end == text.len || !is_language(tag))
    return false;
  *ret_words = words;
  *ret_language = arena_text(arena, tag.at, tag.len);
  *ret_end = end + 1;
  return true;
}
