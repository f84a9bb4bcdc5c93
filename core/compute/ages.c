/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/ages.h"

#include "compute/standardised.h"

static struct str after(struct str text, size_t count)
{
  return str_trim((struct str) { text.at + count, text.len - count });
}

static bool skip(struct str *text, const char *word)
{
  size_t length = strlen(word);
  if (text->len < length || !str_equal_nocase((struct str) { text->at, length }, str_of(word)))
    return false;
  *text = after(*text, length);
  return true;
}

static bool skip_any(struct str *text, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (skip(text, words[i]))
      return true;
  return false;
}

static bool take_number(struct str *text, int *ret_number)
{
  size_t digits = 0;
  int number = 0;
  while (digits < text->len && digits < 4 && text->at[digits] >= '0' && text->at[digits] <= '9')
    number = number * 10 + (text->at[digits++] - '0');
  if (digits == 0 || number > OLDEST_AGE)
    return false;
  *text = after(*text, digits);
  *ret_number = number;
  return true;
}

bool ages_parse(struct str text, struct ages *ret_ages)
{
  static const char *const before[] = { "aged", "age_", "age" };
  static const char *const open[] = { "+", "and over", "or over", "and above", "plus" };
  static const char *const between[] = { "-", "\xe2\x80\x93", "to", "_" };
  struct ages ages;
  text = str_trim(text);
  skip_any(&text, before, sizeof before / sizeof *before);
  if (!take_number(&text, &ages.from))
    return false;
  ages.to = ages.from;
  skip(&text, "years");
  if (skip_any(&text, open, sizeof open / sizeof *open))
    ages.to = OLDEST_AGE;
  else if (skip_any(&text, between, sizeof between / sizeof *between)
           && !take_number(&text, &ages.to))
    return false;
  skip(&text, "years");
  if (text.len || ages.to < ages.from)
    return false;
  *ret_ages = ages;
  return true;
}

int ages_band(int age)
{
  int band = age / ESP2013_BAND_YEARS;
  return band < ESP2013_BANDS ? band : ESP2013_BANDS - 1;
}

bool ages_fit_bands(struct ages ages)
{
  int first = ages_band(ages.from), last = ages_band(ages.to);
  if (first == last && first < ESP2013_BANDS - 1)
    return true;
  bool whole_end = last == ESP2013_BANDS - 1 ? ages.to == OLDEST_AGE || first == last
                                             : ages.to % ESP2013_BAND_YEARS == ESP2013_BAND_YEARS - 1;
  return whole_end && (first == last || ages.from % ESP2013_BAND_YEARS == 0);
}
