/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/suggest.h"

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b)
{
  return a < b ? a : b;
}

static size_t distance(struct str a, struct str b)
{
  size_t rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b.len; j++)
    rows[0][j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t *row = rows[i % 3], *above = rows[(i - 1) % 3];
    const size_t *two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t cost = a.at[i - 1] != b.at[j - 1];
      row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
      if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
        row[j] = least(row[j], two_above[j - 2] + 1);
    }
  }
  return rows[a.len % 3][b.len];
}

const char *suggest(struct str wrong, const char *const *words, size_t count)
{
  const char *best = NULL, *longer = NULL;
  size_t nearest = SIZE_MAX, begun = 0;
  if (wrong.len > LONGEST)
    return NULL;
  for (size_t i = 0; i < count; i++) {
    struct str word = str_of(words[i]);
    if (word.len > LONGEST)
      continue;
    size_t longest = wrong.len > word.len ? wrong.len : word.len;
    size_t allowed = longest / 3 > 1 ? longest / 3 : 1;
    size_t away = distance(wrong, word);
    if (away <= allowed && away < nearest) {
      best = words[i];
      nearest = away;
    }
    if (wrong.len >= 3 && word.len > wrong.len && memcmp(word.at, wrong.at, wrong.len) == 0) {
      longer = words[i];
      begun++;
    }
  }
  return best ? best : begun == 1 ? longer : NULL;
}
