/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose/secrets.h"

#include "base/cleanup.h"
#include "base/vec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shorter words are found anywhere. */
enum { LEAST_WORD = 6 };

struct search {
  struct arena *arena;
  const struct results *plain, *seen;
  const struct catalog *catalog, *open;
  VEC(const char *) words;
  VEC(struct area_number) numbers, shown;
};

/* ---- words --------------------------------------------------------------------------------- */

/* Whether an open definition says TEXT too. */
static bool is_open(const struct catalog *open, const char *text)
{
  const char *const texts[] = { open->title, open->place, open->marking, open->author };
  bool found = false;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    found = found || (texts[i] && strstr(texts[i], text));
  for (size_t i = 0; i < open->plugin_count && !found; i++)
    found = strstr(open->plugins[i].title, text)
      || (open->plugins[i].summary && strstr(open->plugins[i].summary, text));
  for (size_t i = 0; i < open->indicator_count && !found; i++)
    found = strstr(open->indicators[i].title, text) || strstr(open->indicators[i].short_title, text);
  for (size_t i = 0; i < open->source_count && !found; i++)
    found = strstr(open->sources[i].title, text)
      || (open->sources[i].awaited_from && strstr(open->sources[i].awaited_from, text));
  for (size_t i = 0; i < open->report_count && !found; i++)
    found = strstr(open->reports[i].title, text);
  return found;
}

static void add_word(struct search *search, const char *text)
{
  if (text && strlen(text) >= LEAST_WORD && !is_open(search->open, text))
    *VEC_ADD(search->arena, &search->words) = text;
}

static void find_words(struct search *search)
{
  const struct catalog *catalog = search->catalog;
  for (size_t i = 0; i < catalog->plugin_count; i++) {
    const struct plugin *plugin = &catalog->plugins[i];
    if (plugin->marking == MARKING_OFFICIAL)
      continue;
    add_word(search, plugin->title);
    add_word(search, plugin->summary);
    for (size_t k = 0; k < plugin->needed_count; k++)
      add_word(search, plugin->needed[k]);
  }
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    const struct indicator *indicator = &catalog->indicators[i];
    if (indicator->marking == MARKING_OFFICIAL)
      continue;
    const char *const texts[] = { indicator->id, indicator->title, indicator->short_title,
                                  indicator->caveat, indicator->definition };
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
      add_word(search, texts[k]);
  }
  for (size_t i = 0; i < catalog->source_count; i++) {
    const struct source *source = &catalog->sources[i];
    if (source->marking == MARKING_OFFICIAL)
      continue;
    add_word(search, source->title);
    add_word(search, source->awaited_from);
    add_word(search, source->how);
  }
  for (size_t i = 0; i < catalog->recommendation_count; i++)
    if (catalog->recommendations[i].marking != MARKING_OFFICIAL)
      add_word(search, catalog->recommendations[i].text);
  for (size_t i = 0; i < catalog->report_count; i++)
    if (catalog->reports[i].marking != MARKING_OFFICIAL)
      add_word(search, catalog->reports[i].title);
  if (catalog->restricted_edition) {
    add_word(search, catalog->restricted_edition->marking);
    add_word(search, catalog->restricted_edition->handling);
  }
}

/* ---- numbers ------------------------------------------------------------------------------- */

static bool is_same(double one, double other)
{
  return one == other || (isnan(one) && isnan(other));
}

static int by_value(const void *a, const void *b)
{
  const struct area_number *left = a, *right = b;
  if (left->value != right->value)
    return left->value < right->value ? -1 : 1;
  if (left->indicator != right->indicator)
    return left->indicator < right->indicator ? -1 : 1;
  return (left->area > right->area) - (left->area < right->area);
}

/* What INDICATOR has for AREA and does not show; what it shows for some period is no secret. */
static void find_numbers(struct search *search, int indicator, int area)
{
  size_t count;
  const struct period *periods = results_periods(search->plain, indicator, &count);
  auto_arena struct arena *scratch = arena_new();
  double *shown = ARENA_ARRAY(scratch, double, 2 * count);
  for (size_t i = 0; i < count; i++) {
    struct result seen;
    results_find_alone(search->seen, indicator, area, periods[i], &seen);
    shown[2 * i] = seen.numerator;
    shown[2 * i + 1] = seen.value;
    const double all[]
      = { seen.numerator, seen.denominator, seen.value, seen.lower, seen.upper };
    for (size_t n = 0; n < sizeof all / sizeof *all; n++)
      if (!isnan(all[n]))
        *VEC_ADD(search->arena, &search->shown)
          = (struct area_number) { indicator, area, all[n] };
  }
  for (size_t i = 0; i < count; i++) {
    struct result known;
    results_find_alone(search->plain, indicator, area, periods[i], &known);
    const double numbers[] = { known.numerator, known.value };
    for (size_t n = 0; n < 2; n++) {
      bool open = isnan(numbers[n]) || (n == 1 && is_same(numbers[0], numbers[1]));
      for (size_t k = 0; k < 2 * count && !open; k++)
        open = is_same(shown[k], numbers[n]);
      if (!open)
        *VEC_ADD(search->arena, &search->numbers)
          = (struct area_number) { indicator, area, numbers[n] };
    }
  }
}

/* What is published of INDICATOR, of which nothing is hidden. */
static void add_open(struct search *search, int indicator)
{
  size_t count;
  const struct period *periods = results_periods(search->seen, indicator, &count);
  for (size_t i = 0; i < count * search->catalog->area_count; i++) {
    struct result seen;
    int area = (int)(i / count);
    results_find_alone(search->seen, indicator, area, periods[i % count], &seen);
    const double all[] = { seen.numerator, seen.value };
    for (size_t n = 0; n < sizeof all / sizeof *all; n++)
      if (!isnan(all[n]))
        *VEC_ADD(search->arena, &search->shown) = (struct area_number) { indicator, area, all[n] };
  }
}

/* Whether a number that is hidden is of an indicator with NOUN. */
static bool is_noun_of_hidden(const struct search *search, const char *noun)
{
  for (size_t i = 0; noun && i < search->numbers.len; i++)
    if (strcmp(search->catalog->indicators[search->numbers.at[i].indicator].noun, noun) == 0)
      return true;
  return false;
}

/* What is said of these may be said of those that have the same noun. */
static void find_open(struct search *search)
{
  for (size_t i = 0; i < search->catalog->indicator_count; i++)
    if (!results_are_protected(search->seen, (int)i)
        && is_noun_of_hidden(search, search->catalog->indicators[i].noun))
      add_open(search, (int)i);
}

/* Sorts COUNT NUMBERS; how many are left when each is there once. */
static size_t in_order(struct area_number *numbers, size_t count)
{
  size_t kept = 0;
  if (count > 1)
    qsort(numbers, count, sizeof *numbers, by_value);
  for (size_t i = 0; i < count; i++)
    if (!kept || by_value(&numbers[kept - 1], &numbers[i]) != 0)
      numbers[kept++] = numbers[i];
  return kept;
}

size_t area_numbers_from(const struct area_number *numbers, size_t count, double value)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (numbers[middle].value < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const struct secrets *secrets_of(struct arena *arena, const struct results *plain,
                                 const struct results *seen, const struct catalog *open)
{
  const struct catalog *catalog = results_facts(plain)->catalog;
  struct search search
    = { .arena = arena, .plain = plain, .seen = seen, .catalog = catalog, .open = open };
  find_words(&search);
  for (size_t i = 0; i < catalog->indicator_count; i++) {
    if (!results_are_protected(seen, (int)i))
      continue;
    for (size_t area = 0; area < catalog->area_count; area++)
      find_numbers(&search, (int)i, (int)area);
  }
  find_open(&search);
  struct secrets *secrets = ARENA_NEW(arena, struct secrets);
  *secrets = (struct secrets) {
    .words = search.words.at,
    .word_count = search.words.len,
    .numbers = search.numbers.at,
    .shown = search.shown.at,
    .number_count = in_order(search.numbers.at, search.numbers.len),
    .shown_count = in_order(search.shown.at, search.shown.len),
  };
  return secrets;
}
