/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any text at all, looked through for small numbers in words.  The first line is the noun, or "children" where
 * there is but one.  What is found lies in the text, is a number that can be a small count, is no part of a
 * longer word, and is found in capitals too.
 */
#include "base/arena.h"
#include "base/cleanup.h"
#include "extend/leak_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition))                                                                              \
      abort();                                                                                     \
  } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char large(char c)
{
  return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_letter(char c)
{
  return large(c) >= 'A' && large(c) <= 'Z';
}

/* Most of what a text may say is no number: as long a text takes as long again for each place in it. */
static void look(const char *text, const char *capitals, const char *noun)
{
  size_t length = strlen(text);
  for (size_t at = 0; at < length; at++) {
    struct number_words words = { 0 }, same = { 0 };
    bool found = number_words_at(text, text + at, &words);
    REQUIRE(found == number_words_at(capitals, capitals + at, &same));
    if (!found)
      continue;
    REQUIRE(words.length > 0 && at + words.length <= length);
    REQUIRE(words.least >= 1 && words.least <= words.most && words.most <= 20);
    REQUIRE(words.most == same.most && words.length == same.length);
    REQUIRE(at == 0 || !is_letter(text[at - 1]));
    REQUIRE(!is_letter(text[at + words.length]));
    bool many = noun_follows(text + at + words.length, noun, false);
    bool one = noun_follows(text + at + words.length, noun, true);
    REQUIRE(one || !many);
    /* A noun that follows is there. */
    REQUIRE(!many || !*noun || strlen(text + at + words.length) >= strlen(noun));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  auto_arena struct arena *arena = arena_new();
  if (size > 4096)
    return 0;
  char *text = arena_text(arena, (const char *)data, size);
  char *line = strchr(text, '\n');
  const char *noun = line ? text : "children";
  if (line) {
    *line = '\0';
    text = line + 1;
  }
  char *capitals = arena_text(arena, text, strlen(text));
  for (char *c = capitals; *c; c++)
    *c = large(*c);
  look(text, capitals, noun);
  return 0;
}
