/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Periods of time, as figures are published: a month, a financial year, a calendar year, the twelve
 * months ending with a month.  A value type; it owns nothing.
 */
#ifndef STRATA_DEFINE_PERIOD_H
#define STRATA_DEFINE_PERIOD_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum period_kind {
  PERIOD_MONTH,          /* 2022-10 */
  PERIOD_FINANCIAL_YEAR, /* 2021/22: April to March */
  PERIOD_CALENDAR_YEAR,  /* 2022 */
  PERIOD_YEAR_ENDING,    /* ye-2022-10: the twelve months to October 2022 */
};

/* Months count from January of the year 0: year * 12 + month - 1. */
struct period {
  int32_t last; /* the last month of the period */
  enum period_kind kind;
};

static inline int32_t month_of(int year, int month)
{
  return (int32_t)(year * 12 + month - 1);
}

static inline int month_year(int32_t month)
{
  return (int)(month / 12);
}

/* 1 to 12. */
static inline int month_in_year(int32_t month)
{
  return (int)(month % 12) + 1;
}

/* How many months the period has: 1 or 12. */
int period_months(struct period period);

static inline int32_t period_first(struct period period)
{
  return period.last - period_months(period) + 1;
}

static inline bool period_equal(struct period a, struct period b)
{
  return a.last == b.last && a.kind == b.kind;
}

/* By last month, then by kind. */
int period_compare(struct period a, struct period b);

/* Whether the two share a month. */
bool period_overlaps(struct period a, struct period b);

/* Reads the forms above; years 1900 to 2199.  False, and nothing written, when TEXT is no period. */
bool period_parse(struct str text, struct period *ret_period);

/* The form that period_parse reads. */
const char *period_code(struct arena *arena, struct period period);

/* For readers: "October 2022", "2021/22", "2022", "year ending October 2022". */
const char *period_words(struct arena *arena, struct period period);

/* "31 December 2025": the last day of a month. */
const char *month_last_day(struct arena *arena, int32_t month);

/* "January" to "December", and "Jan" to "Dec"; MONTH is 1 to 12. */
const char *month_name(int month);
const char *month_short_name(int month);
int month_days(int32_t month);

#endif
