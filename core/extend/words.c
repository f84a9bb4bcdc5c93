/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/words.h"

#include "base/num.h"
#include "extend/marks.h"

#include <math.h>

const char words_missing[] = "[x]";

/* ---- numbers ------------------------------------------------------------------------------- */

/* A percentage of fewer cases than this would mislead: counts are given instead. */
enum { SMALL_BASE = 50 };

/* Found once a report: one number of decimals for all that it says of the indicator. */
static int decimals_of(struct strata_run *run, int indicator)
{
  enum { UNKNOWN = 0 };
  if (!run->decimals)
    run->decimals = ARENA_ARRAY(run->arena, signed char, run->catalog->indicator_count);
  if (run->decimals[indicator] != UNKNOWN)
    return run->decimals[indicator];
  struct period period;
  struct result result = { .status = STATUS_UNAVAILABLE };
  if (run->report && run_period(run, NULL, &period) == 0)
    run_find(run, indicator, run->catalog->comparator, period, NULL, &result);
  bool small = result.status == STATUS_PUBLISHED && fabs(result.value) < 2;
  return run->decimals[indicator] = small ? 2 : 1;
}

const char *words_value(struct strata_run *run, int indicator, double value)
{
  if (!isfinite(value))
    return words_missing;
  int decimals = 0;
  switch (run->catalog->indicators[indicator].statistic) {
  case STATISTIC_COUNT:
    break;
  case STATISTIC_RATE:
  case STATISTIC_PROPORTION:
    decimals = decimals_of(run, indicator);
    break;
  case STATISTIC_STANDARDISED:
  case STATISTIC_RATIO:
  case STATISTIC_MEAN:
  case STATISTIC_GIVEN: /* as exact as its size suggests: 27,412 or 34.8 */
    decimals = fabs(value) >= 1000 ? 0 : decimals_of(run, indicator);
    break;
  }
  return num_format(run->arena, value, num_decimals(value, decimals), NUM_GROUPED | NUM_TYPOGRAPHIC);
}

const char *words_count(struct arena *arena, double count)
{
  if (!isfinite(count))
    return words_missing;
  return num_format(arena, count, 0, NUM_GROUPED | NUM_TYPOGRAPHIC);
}

bool words_is_small_share(const struct strata_run *run, int indicator, const struct result *result)
{
  return run->catalog->indicators[indicator].statistic == STATISTIC_PROPORTION
    && result->status == STATUS_PUBLISHED && isfinite(result->numerator)
    && result->denominator < SMALL_BASE;
}

const char *words_result(struct strata_run *run, int indicator, const struct result *result)
{
  if (result->status != STATUS_PUBLISHED)
    return status_shorthand(result->status);
  if (words_is_small_share(run, indicator, result))
    return arena_printf(run->arena, "%s of %s", words_count(run->arena, result->numerator),
                        words_count(run->arena, result->denominator));
  return words_value(run, indicator, result->value);
}

static bool is_small_base(const struct result *result)
{
  return isfinite(result->before_numerator) && result->before_numerator < SMALL_BASE;
}

static bool has_moved(const struct result *result)
{
  return result->change == CHANGE_ROSE || result->change == CHANGE_FELL;
}

const char *words_change(struct arena *arena, const struct result *result)
{
  if (result->status != STATUS_PUBLISHED)
    return status_shorthand(result->status);
  const char *word = change_word(result->change);
  if (has_moved(result) && isfinite(result->change_points))
    return arena_printf(arena, "%s %s points", word,
                        num_format(arena, fabs(result->change_points),
                                   num_decimals(result->change_points, 1), NUM_GROUPED));
  if (has_moved(result) && is_small_base(result))
    return arena_printf(arena, "%s, was %s", word, words_count(arena, result->before_numerator));
  if (has_moved(result) && isfinite(result->change_percent))
    return arena_printf(arena, "%s %s%%", word,
                        num_format(arena, fabs(result->change_percent),
                                   num_decimals(result->change_percent, 0), NUM_GROUPED));
  return *word ? word : "not tested";
}

const char *words_percent_change(struct arena *arena, const struct result *result)
{
  if (isfinite(result->change_points))
    return arena_printf(arena, "%s points",
                        num_format(arena, result->change_points,
                                   num_decimals(result->change_points, 1),
                                   NUM_GROUPED | NUM_SIGNED | NUM_TYPOGRAPHIC));
  if (is_small_base(result))
    return arena_printf(arena, "%s to %s", words_count(arena, result->before_numerator),
                        words_count(arena, result->numerator));
  if (!isfinite(result->change_percent))
    return words_missing;
  return arena_printf(arena, "%s%%",
                      num_format(arena, result->change_percent,
                                 num_decimals(result->change_percent, 0),
                                 NUM_GROUPED | NUM_SIGNED | NUM_TYPOGRAPHIC));
}

const char *words_tested_change(struct arena *arena, const struct result *result)
{
  if (result->status != STATUS_PUBLISHED)
    return status_shorthand(result->status);
  if (result->change == CHANGE_SIMILAR || result->change == CHANGE_TOO_FEW)
    return change_word(result->change);
  return words_percent_change(arena, result);
}

/* ---- order --------------------------------------------------------------------------------- */

const char *words_ordinal(struct arena *arena, int64_t number)
{
  int64_t tens = number % 100, units = number % 10;
  const char *ending = tens >= 11 && tens <= 13 ? "th"
    : units == 1                                ? "st"
    : units == 2                                ? "nd"
    : units == 3                                ? "rd"
                                                : "th";
  return arena_printf(arena, "%lld%s", (long long)number, ending);
}

const char *words_rank(struct arena *arena, int rank, int of)
{
  if (rank < 1 || of < rank)
    return "";
  if (rank == 1)
    return arena_printf(arena, "highest of %d", of);
  if (rank == of)
    return "lowest";
  if (rank * 2 <= of + 1)
    return arena_printf(arena, "%s highest", words_ordinal(arena, rank));
  return arena_printf(arena, "%s lowest", words_ordinal(arena, of - rank + 1));
}

const char *words_list(struct arena *arena, const char *const *items, size_t count)
{
  struct strbuf words = STRBUF(arena);
  for (size_t i = 0; i < count; i++) {
    if (i)
      strbuf_add_text(&words, i + 1 == count ? " and " : ", ");
    strbuf_add_text(&words, items[i]);
  }
  return strbuf_text(&words);
}
