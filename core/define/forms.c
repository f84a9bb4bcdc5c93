/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What texts of definitions must look like.
 */
#include "define/schema.h"

#include "base/num.h"
#include "define/period.h"

static bool is_small(char c)
{
  return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Ids name files too. */
enum { LONGEST_ID = 64 };

static bool fits_id(struct str text)
{
  if (!text.len || text.len > LONGEST_ID || !is_small(text.at[0]))
    return false;
  for (size_t i = 1; i < text.len; i++)
    if (!is_small(text.at[i]) && !is_digit(text.at[i]) && text.at[i] != '-')
      return false;
  return true;
}

static bool fits_dotted(struct str text)
{
  const char *dot = text.len ? memchr(text.at, '.', text.len) : NULL;
  if (!dot)
    return false;
  size_t before = (size_t)(dot - text.at);
  return fits_id((struct str) { text.at, before })
    && fits_id((struct str) { dot + 1, text.len - before - 1 });
}

static bool fits_version(struct str text)
{
  int parts = 0;
  size_t i = 0;
  while (parts < 3) {
    size_t start = i;
    while (i < text.len && is_digit(text.at[i]))
      i++;
    if (i == start || (i - start > 1 && text.at[start] == '0'))
      return false;
    parts++;
    if (parts < 3 && (i == text.len || text.at[i++] != '.'))
      return false;
  }
  return i == text.len;
}

static bool fits_date(struct str text)
{
  struct period month;
  if (text.len < 7 || !period_parse((struct str) { text.at, 7 }, &month)
      || month.kind != PERIOD_MONTH)
    return false;
  if (text.len == 7)
    return true;
  int64_t day;
  return text.len == 10 && text.at[7] == '-' && is_digit(text.at[8])
    && num_parse_int((struct str) { text.at + 8, 2 }, &day) && day >= 1
    && day <= month_days(month.last);
}

const struct text_form form_id = { "an id: at most 64 small letters, digits and hyphens, a letter "
                                   "first",
                                   "^[a-z][a-z0-9-]{0,63}$", fits_id };
const struct text_form form_dotted = { "its plugin's id, a dot and a name: 'asb.incidents'",
                                       "^[a-z][a-z0-9-]{0,63}\\.[a-z][a-z0-9-]{0,63}$", fits_dotted };
const struct text_form form_version = { "three numbers: '1.0.0'",
                                        "^(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){2}$", fits_version };
const struct text_form form_date = { "a month or a day: '2026-09' or '2026-09-30'",
                                     "^[0-9]{4}-(0[1-9]|1[0-2])(-[0-3][0-9])?$", fits_date };
