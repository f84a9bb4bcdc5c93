/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/page_changes.h"

#include "base/vec.h"

#include <string.h>

/* The next line of *REST without its end. */
static struct str next_line(struct str *rest)
{
  const char *end = memchr(rest->at, '\n', rest->len);
  struct str line = {rest->at, end ? (size_t)(end - rest->at) : rest->len};
  size_t used = line.len + (end != NULL);
  rest->at += used;
  rest->len -= used;
  return line;
}

/* The text of page NUMBER, from 1; empty when there is none. */
static struct str page_of(struct str trace, size_t number)
{
  struct str page = {0}, rest = trace;
  size_t seen = 0;
  while (rest.len) {
    struct str line = next_line(&rest);
    bool begins = str_starts(line, "page "), inside = str_starts(line, "  ");
    if (begins && ++seen == number)
      page = (struct str){rest.at, 0};
    else if (seen == number && (begins || !inside))
      break;
    if (seen == number)
      page.len = (size_t)(rest.at - page.at);
  }
  return page;
}

/* A line without the number of its tag, which changes on later pages when one is added before:
 * "text [12 P] 39.64 ..." */
static bool same_line(struct str a, struct str b)
{
  const char *open_a = memchr(a.at, '[', a.len), *open_b = memchr(b.at, '[', b.len);
  const char *space_a = open_a ? memchr(open_a, ' ', a.len - (size_t)(open_a - a.at)) : NULL;
  const char *space_b = open_b ? memchr(open_b, ' ', b.len - (size_t)(open_b - b.at)) : NULL;
  if (!space_a || !space_b)
    return str_equal(a, b);
  struct str tail_a = {space_a, a.len - (size_t)(space_a - a.at)};
  struct str tail_b = {space_b, b.len - (size_t)(space_b - b.at)};
  return open_a - a.at == open_b - b.at && memcmp(a.at, b.at, (size_t)(open_a - a.at)) == 0
         && str_equal(tail_a, tail_b);
}

static bool same_page(struct str before, struct str after)
{
  while (before.len && after.len)
    if (!same_line(next_line(&before), next_line(&after)))
      return false;
  return before.len == after.len;
}

/* What a line of text says, with its quotes; empty for anything else. */
static struct str words_of(struct str line)
{
  const char *quote = str_starts(line, "  text ") ? memchr(line.at, '"', line.len) : NULL;
  return quote ? (struct str){quote, line.len - (size_t)(quote - line.at)} : (struct str){0};
}

static bool says(struct str page, struct str words)
{
  while (page.len)
    if (str_equal(words_of(next_line(&page)), words))
      return true;
  return false;
}

static const char *new_words(struct arena *arena, struct str before, struct str after)
{
  while (after.len) {
    struct str words = words_of(next_line(&after));
    if (words.len > 2 && !says(before, words))
      return arena_text(arena, words.at + 1, words.len - 2);
  }
  return NULL;
}

struct page_changes page_changes(struct arena *arena, struct str before, struct str after)
{
  VEC(struct page_change) changes = {0};
  size_t pages = 0;
  for (struct str page; (page = page_of(after, pages + 1)).at; pages++) {
    struct str earlier = page_of(before, pages + 1);
    if (!earlier.at || !same_page(earlier, page))
      *VEC_ADD(arena, &changes) =
          (struct page_change){pages + 1, new_words(arena, earlier, page)};
  }
  return (struct page_changes){pages, changes.at, changes.len};
}
