/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes and words of periods: a report asks for the same few thousands of times. */
#include "extend/run.h"

enum { SLOTS = 256 };

struct named_period {
  struct period period;
  const char *code, *words; /* NULL: not asked for yet */
};

/* Where PERIOD is kept; another one that was there makes room. */
static struct named_period *find_slot(struct strata_run *run, struct period period)
{
  if (!run->named_periods)
    run->named_periods = ARENA_ARRAY(run->arena, struct named_period, SLOTS);
  size_t slot = ((size_t)period.last * 4 + (size_t)period.kind) % SLOTS;
  struct named_period *named = &run->named_periods[slot];
  if (!period_equal(named->period, period))
    *named = (struct named_period) { .period = period };
  return named;
}

const char *run_period_code(struct strata_run *run, struct period period)
{
  struct named_period *named = find_slot(run, period);
  if (!named->code)
    named->code = period_code(run->arena, period);
  return named->code;
}

const char *run_period_words(struct strata_run *run, struct period period)
{
  struct named_period *named = find_slot(run, period);
  if (!named->words)
    named->words = period_words(run->arena, period);
  return named->words;
}
