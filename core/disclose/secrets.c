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
  VEC(struct secret_number) numbers;
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

static int by_place(const void *a, const void *b)
{
  const struct secret_number *left = a, *right = b;
  if (left->indicator != right->indicator)
    return left->indicator < right->indicator ? -1 : 1;
  if (left->area != right->area)
    return left->area < right->area ? -1 : 1;
  return (left->value > right->value) - (left->value < right->value);
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
          = (struct secret_number) { indicator, area, numbers[n] };
    }
  }
}

static void drop_doubles(struct search *search)
{
  size_t kept = 0;
  if (search->numbers.len > 1)
    qsort(search->numbers.at, search->numbers.len, sizeof *search->numbers.at, by_place);
  for (size_t i = 0; i < search->numbers.len; i++)
    if (!kept || by_place(&search->numbers.at[kept - 1], &search->numbers.at[i]) != 0)
      search->numbers.at[kept++] = search->numbers.at[i];
  search->numbers.len = kept;
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
  drop_doubles(&search);
  struct secrets *secrets = ARENA_NEW(arena, struct secrets);
  *secrets = (struct secrets) { search.words.at, search.words.len, search.numbers.at,
                                search.numbers.len };
  return secrets;
}
