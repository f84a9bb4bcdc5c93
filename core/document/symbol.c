/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/symbol.h"

#include <string.h>

static const char *const NAMES[SYMBOL_COUNT] = {
    [SYMBOL_NONE] = "",
    [SYMBOL_HIGHER_WORSE] = "higher-worse",
    [SYMBOL_HIGHER_BETTER] = "higher-better",
    [SYMBOL_HIGHER_NEUTRAL] = "higher-neutral",
    [SYMBOL_WITHIN] = "within",
    [SYMBOL_LOWER_BETTER] = "lower-better",
    [SYMBOL_LOWER_WORSE] = "lower-worse",
    [SYMBOL_LOWER_NEUTRAL] = "lower-neutral",
    [SYMBOL_NOT_TESTED] = "not-tested",
    [SYMBOL_ROSE_WORSE] = "rose-worse",
    [SYMBOL_ROSE_BETTER] = "rose-better",
    [SYMBOL_ROSE_NEUTRAL] = "rose-neutral",
    [SYMBOL_FELL_BETTER] = "fell-better",
    [SYMBOL_FELL_WORSE] = "fell-worse",
    [SYMBOL_FELL_NEUTRAL] = "fell-neutral",
    [SYMBOL_SIMILAR] = "similar",
    [SYMBOL_NOT_AVAILABLE] = "not-available",
    [SYMBOL_SWATCH_WORSE] = "swatch-worse",
    [SYMBOL_SWATCH_BETTER] = "swatch-better",
    [SYMBOL_SWATCH_NEUTRAL] = "swatch-neutral",
};

const char *symbol_name(enum symbol symbol)
{
  return NAMES[symbol];
}

enum symbol symbol_by_name(const char *name)
{
  for (enum symbol symbol = SYMBOL_NONE + 1; symbol < SYMBOL_COUNT; symbol++)
    if (strcmp(NAMES[symbol], name) == 0)
      return symbol;
  return SYMBOL_NONE;
}
