/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "define/period.h"

#include <string.h>

static const char *const month_names[] = { "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December" };
static const char *const month_short_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
  "Aug", "Sep", "Oct", "Nov", "Dec" };

const char *month_name(int month)
{
  return month_names[month - 1];
}

const char *month_short_name(int month)
{
  return month_short_names[month - 1];
}

int month_days(int32_t month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int year = month_year(month);
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month_in_year(month) - 1] + (leap && month_in_year(month) == 2);
}

int period_months(struct period period)
{
  return period.kind == PERIOD_MONTH ? 1 : 12;
}

int period_compare(struct period a, struct period b)
{
  if (a.last != b.last)
    return a.last < b.last ? -1 : 1;
  return (a.kind > b.kind) - (a.kind < b.kind);
}

bool period_overlaps(struct period a, struct period b)
{
  return period_first(a) <= b.last && period_first(b) <= a.last;
}

/* COUNT digits at TEXT. */
static bool digits(const char *text, size_t count, int *ret_value)
{
  int value = 0;
  for (size_t i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9')
      return false;
    value = value * 10 + (text[i] - '0');
  }
  *ret_value = value;
  return true;
}

bool period_parse(struct str text, struct period *ret_period)
{
  int year, part;
  bool ending = str_starts(text, "ye-");
  if (ending)
    text = (struct str) { text.at + 3, text.len - 3 };
  if (text.len < 4 || !digits(text.at, 4, &year) || year < 1900 || year > 2199)
    return false;
  if (text.len == 4 && !ending) {
    *ret_period = (struct period) { month_of(year, 12), PERIOD_CALENDAR_YEAR };
    return true;
  }
  if (text.len != 7 || !digits(text.at + 5, 2, &part))
    return false;
  if (text.at[4] == '/' && !ending && part == (year + 1) % 100) {
    *ret_period = (struct period) { month_of(year + 1, 3), PERIOD_FINANCIAL_YEAR };
    return true;
  }
  if (text.at[4] != '-' || part < 1 || part > 12)
    return false;
  *ret_period = (struct period) { month_of(year, part), ending ? PERIOD_YEAR_ENDING : PERIOD_MONTH };
  return true;
}

/* NUMBER as COUNT digits, at *INTO, which is moved past them. */
static void put_digits(char **into, int number, int count)
{
  for (int i = count; i-- > 0; number /= 10)
    (*into)[i] = (char)('0' + number % 10);
  *into += count;
}

/* Without printf: a page of a report asks for thousands. */
const char *period_code(struct arena *arena, struct period period)
{
  char *code = arena_alloc(arena, sizeof "ye-2025-12", 1), *end = code;
  int year = month_year(period.last);
  switch (period.kind) {
  case PERIOD_FINANCIAL_YEAR:
    put_digits(&end, year - 1, 4);
    *end++ = '/';
    put_digits(&end, year % 100, 2);
    return code;
  case PERIOD_CALENDAR_YEAR:
    put_digits(&end, year, 4);
    return code;
  case PERIOD_YEAR_ENDING:
    memcpy(end, "ye-", 3);
    end += 3;
    break;
  case PERIOD_MONTH:
    break;
  }
  put_digits(&end, year, 4);
  *end++ = '-';
  put_digits(&end, month_in_year(period.last), 2);
  return code;
}

/* Every result that a script asks for says its periods: printf would take longer than all else. */
const char *period_words(struct arena *arena, struct period period)
{
  if (period.kind != PERIOD_YEAR_ENDING && period.kind != PERIOD_MONTH)
    return period_code(arena, period);
  char *words = arena_alloc(arena, sizeof "year ending September 2025", 1), *end = words;
  if (period.kind == PERIOD_YEAR_ENDING)
    end = stpcpy(end, "year ending ");
  end = stpcpy(end, month_name(month_in_year(period.last)));
  *end++ = ' ';
  put_digits(&end, month_year(period.last), 4);
  *end = '\0';
  return words;
}

const char *month_last_day(struct arena *arena, int32_t month)
{
  return arena_printf(arena, "%d %s %d", month_days(month), month_name(month_in_year(month)),
                      month_year(month));
}
