/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/leak_words.h"

#include <string.h>

/* "a few" and "a handful" are no more than this. */
enum { FEW = 9, WORDS_BETWEEN = 2, STEM = 4 };

static const struct {
  const char *words;
  int least, most;
} NUMBERS[] = {
  { "a handful of", 1, FEW }, { "a few", 1, FEW }, { "a couple of", 2, 2 }, { "a pair of", 2, 2 },
  { "a single", 1, 1 }, { "a dozen", 12, 12 },
  { "one", 1, 1 }, { "two", 2, 2 }, { "three", 3, 3 }, { "four", 4, 4 }, { "five", 5, 5 },
  { "sixteen", 16, 16 }, { "six", 6, 6 }, { "seventeen", 17, 17 }, { "seven", 7, 7 },
  { "eighteen", 18, 18 }, { "eight", 8, 8 }, { "nineteen", 19, 19 }, { "nine", 9, 9 },
  { "ten", 10, 10 }, { "eleven", 11, 11 }, { "twelve", 12, 12 }, { "thirteen", 13, 13 },
  { "fourteen", 14, 14 }, { "fifteen", 15, 15 }, { "twenty", 20, 20 },
};

static char small(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
  return (small(c) >= 'a' && small(c) <= 'z') || (c & 0x80) || c == '-' || c == '\'';
}

/* Whether AT begins with WORDS, in any case. */
static bool begins(const char *at, const char *words)
{
  for (size_t i = 0; words[i]; i++)
    if (small(at[i]) != words[i])
      return false;
  return true;
}

/* The same where a word ends with them. */
static bool stands(const char *at, const char *words)
{
  return begins(at, words) && !is_letter(at[strlen(words)]);
}

static bool follows(const char *text, const char *at, const char *words)
{
  size_t length = strlen(words);
  return (size_t)(at - text) >= length && begins(at - length, words);
}

static bool find_number(const char *at, struct number_words *ret)
{
  for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
    if (!stands(at, NUMBERS[i].words))
      continue;
    *ret = (struct number_words) { NUMBERS[i].least, NUMBERS[i].most, strlen(NUMBERS[i].words) };
    return true;
  }
  return false;
}

bool number_words_at(const char *text, const char *at, struct number_words *ret)
{
  bool within = at > text && is_letter(at[-1]);
  return !within && !follows(text, at, "fewer than ") && !follows(text, at, " in ")
         && find_number(at, ret);
}

static size_t word_length(const char *at)
{
  size_t length = 0;
  while (is_letter(at[length]))
    length++;
  return length;
}

/* "child" for "children": as long as its stem is the same. */
static bool is_noun(const char *at, const char *noun, bool one)
{
  size_t same = 0;
  while (noun[same] && small(at[same]) == small(noun[same]))
    same++;
  if (!noun[same])
    return true;
  return one && same >= STEM && !is_letter(at[same]);
}

bool noun_follows(const char *after, const char *noun, bool one)
{
  struct number_words number;
  for (int between = 0; *noun && *after == ' '; between++) {
    after++;
    if (is_noun(after, noun, one))
      return true;
    size_t length = word_length(after);
    if (between == WORDS_BETWEEN || !length || find_number(after, &number))
      return false;
    after += length;
  }
  return false;
}
