/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extend/marks.h"

static enum symbol by_polarity(enum polarity polarity, bool more, enum symbol worse,
                               enum symbol better, enum symbol neutral)
{
  if (polarity == POLARITY_NEUTRAL)
    return neutral;
  return (polarity == POLARITY_LOWER_IS_BETTER) == more ? worse : better;
}

enum symbol mark_position(const struct indicator *indicator, const struct result *result)
{
  if (result->status != STATUS_PUBLISHED)
    return SYMBOL_NOT_AVAILABLE;
  switch (result->significance) {
  case SIGNIFICANCE_HIGHER:
    return by_polarity(indicator->polarity, true, SYMBOL_HIGHER_WORSE, SYMBOL_HIGHER_BETTER,
                       SYMBOL_HIGHER_NEUTRAL);
  case SIGNIFICANCE_LOWER:
    return by_polarity(indicator->polarity, false, SYMBOL_LOWER_WORSE, SYMBOL_LOWER_BETTER,
                       SYMBOL_LOWER_NEUTRAL);
  case SIGNIFICANCE_SIMILAR:
    return SYMBOL_WITHIN;
  case SIGNIFICANCE_NOT_TESTED:
    break;
  }
  return SYMBOL_NOT_TESTED;
}

enum symbol mark_change(const struct indicator *indicator, const struct result *result)
{
  if (result->status != STATUS_PUBLISHED)
    return SYMBOL_NOT_AVAILABLE;
  switch (result->change) {
  case CHANGE_ROSE:
    return by_polarity(indicator->polarity, true, SYMBOL_ROSE_WORSE, SYMBOL_ROSE_BETTER,
                       SYMBOL_ROSE_NEUTRAL);
  case CHANGE_FELL:
    return by_polarity(indicator->polarity, false, SYMBOL_FELL_WORSE, SYMBOL_FELL_BETTER,
                       SYMBOL_FELL_NEUTRAL);
  case CHANGE_SIMILAR:
    return SYMBOL_SIMILAR;
  case CHANGE_NOT_COMPARABLE:
    return SYMBOL_NOT_AVAILABLE;
  case CHANGE_TOO_FEW:
  case CHANGE_NOT_TESTED:
    break;
  }
  return SYMBOL_NOT_TESTED;
}
