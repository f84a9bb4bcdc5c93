/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/change_tests.h"

#include "base/cleanup.h"
#include "compute/distributions.h"
#include "store/store.h"

#include <math.h>

enum { MOST_FREEDOM = 11 }; /* of twelve months */

struct kept_estimate {
  bool known;
  struct change_estimate estimate;
};

struct change_tests {
  struct arena *arena;
  struct kept_estimate *counts[CHANGE_MANY_EVENTS]; /* [before][after]; NULL until asked for */
  double quantiles[MOST_FREEDOM + 1];               /* by freedom; 0 until asked for */
  const struct kept_test *earlier;                  /* of runs before, by before and after */
  size_t earlier_count;
  size_t made; /* in this run */
};

struct change_tests *change_tests_new(struct arena *arena)
{
  struct change_tests *tests = ARENA_NEW(arena, struct change_tests);
  tests->arena = arena;
  return tests;
}

double change_quantile_kept(struct change_tests *tests, double freedom)
{
  double probability = 1 - (100 - CHANGE_LEVEL) / 200.0;
  if (!tests || !(freedom <= MOST_FREEDOM))
    return t_quantile(probability, freedom);
  double *kept = &tests->quantiles[(size_t)freedom];
  if (*kept <= 0)
    *kept = t_quantile(probability, freedom);
  return *kept;
}

/* ---- two counts ---------------------------------------------------------------------------- */

static int order_of(const struct kept_test *test, size_t before, size_t after)
{
  if (test->before != before)
    return test->before < before ? -1 : 1;
  return test->after < after ? -1 : test->after > after;
}

static const struct kept_test *find_earlier(const struct change_tests *tests, size_t before,
                                            size_t after)
{
  size_t low = 0, high = tests->earlier_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = order_of(&tests->earlier[middle], before, after);
    if (order == 0)
      return &tests->earlier[middle];
    *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
  }
  return NULL;
}

static struct kept_estimate *kept_at(struct change_tests *tests, size_t before, size_t after)
{
  struct kept_estimate **of = &tests->counts[before];
  if (!*of)
    *of = ARENA_ARRAY(tests->arena, struct kept_estimate, CHANGE_MANY_EVENTS);
  return &(*of)[after];
}

static bool is_whole(double count)
{
  return count >= 0 && floor(count) == count;
}

struct change_estimate change_of_counts_kept(struct change_tests *tests, double before,
                                             double after)
{
  bool few = before + after < CHANGE_MANY_EVENTS;
  enum change_test test = few ? CHANGE_TEST_MID_P : CHANGE_TEST_SCORE;
  if (!tests || !few || !is_whole(before) || !is_whole(after))
    return change_of_counts_by(test, before, after);
  struct kept_estimate *kept = kept_at(tests, (size_t)before, (size_t)after);
  if (!kept->known) {
    const struct kept_test *earlier = find_earlier(tests, (size_t)before, (size_t)after);
    kept->estimate = earlier ? earlier->estimate : change_of_counts_by(test, before, after);
    kept->known = true;
    tests->made += !earlier;
  }
  return kept->estimate;
}

/* ---- in the store -------------------------------------------------------------------------- */

static const uint8_t no_hash[16]; /* they depend on nothing but their arguments */

static bool is_sound(const struct kept_test *test, const struct kept_test *last)
{
  const struct change_estimate *estimate = &test->estimate;
  return test->before < CHANGE_MANY_EVENTS && test->after < CHANGE_MANY_EVENTS
         && (!last || order_of(last, test->before, test->after) < 0)
         && (unsigned)estimate->change <= CHANGE_TOO_FEW
         && (estimate->test == CHANGE_TEST_MID_P || estimate->test == CHANGE_TEST_NONE);
}

void change_tests_recall(struct change_tests *tests, const char *dir)
{
  const void *blob;
  size_t len;
  if (store_map_in(dir, tests->arena, "", CHANGE_TESTS_KIND, no_hash, &blob, &len)
      || len % sizeof(struct kept_test) != 0)
    return;
  const struct kept_test *earlier = blob;
  size_t count = len / sizeof *earlier;
  for (size_t i = 0; i < count; i++)
    if (!is_sound(&earlier[i], i ? &earlier[i - 1] : NULL))
      return;
  tests->earlier = earlier;
  tests->earlier_count = count;
}

void change_tests_keep(struct change_tests *tests, const char *dir)
{
  if (tests->made == 0)
    return;
  auto_arena struct arena *scratch = arena_new();
  for (size_t i = 0; i < tests->earlier_count; i++)
    *kept_at(tests, tests->earlier[i].before, tests->earlier[i].after)
      = (struct kept_estimate) { true, tests->earlier[i].estimate };
  size_t count = 0;
  struct kept_test *all
    = ARENA_ARRAY(scratch, struct kept_test, CHANGE_MANY_EVENTS *CHANGE_MANY_EVENTS);
  for (uint32_t before = 0; before < CHANGE_MANY_EVENTS; before++)
    for (uint32_t after = 0; tests->counts[before] && after < CHANGE_MANY_EVENTS; after++)
      if (tests->counts[before][after].known)
        all[count++]
          = (struct kept_test) { before, after, tests->counts[before][after].estimate };
  struct str bytes = { (const char *)all, count * sizeof *all };
  (void)store_keep_in(dir, "", CHANGE_TESTS_KIND, no_hash, &bytes, 1);
  tests->made = 0;
}
