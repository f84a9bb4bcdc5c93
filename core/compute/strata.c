/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/strata.h"

#include "compute/ages.h"
#include "compute/belongs.h"

#include "base/num.h"

#include <math.h>

/* Bands that are asked for: JOINED[b] says that band b and the next are not told apart. */
struct bands {
  bool used[ESP2013_BANDS], joined[ESP2013_BANDS];
};

static const char *source_of(const struct fact_table *table)
{
  return table->source->id;
}

/* The column of ages, or NO_INDEX after reporting. */
static int age_column(struct work *work, const struct indicator *indicator,
                      const struct fact_table *table)
{
  const struct standard *standard = indicator->standard;
  int column = category_column(table, standard->by);
  if (column != NO_INDEX)
    return column;
  diag_error(work->diags, "STRATA-C010", standard->by_loc,
             "indicator '%s' is standardised by '%s', which the source '%s' does not have",
             indicator->id, standard->by, source_of(table));
  diag_suggest(work->diags, str_of(standard->by), table->category_names,
               table->category_name_count);
  diag_hint(work->diags, "both the events and the population need a category of ages");
  return NO_INDEX;
}

/* The ages of each category that is wanted.  False after reporting. */
static bool read_ages(struct work *work, const struct indicator *indicator,
                      const struct fact_table *table, const bool *wanted, struct ages *ret_ages)
{
  int column = age_column(work, indicator, table);
  for (size_t i = 0; i < table->category_count && column != NO_INDEX; i++) {
    if (!wanted[i])
      continue;
    const char *value = table->categories[i].values[column];
    bool is_age = ages_parse(str_of(value), &ret_ages[i]);
    if (is_age && ages_fit_bands(ret_ages[i]))
      continue;
    diag_error(work->diags, "STRATA-C011", indicator->standard->by_loc,
               is_age ? "indicator '%s': '%s' of the source '%s' cuts across the bands of the "
                        "standard population"
                      : "indicator '%s': '%s' of the source '%s' is no age",
               indicator->id, value, source_of(table));
    diag_hint(work->diags, is_age ? "single years, or whole bands of five years, are needed: 15-19, "
                                    "0-14, 85+"
                                  : "leave it out, as in 'where: {%s: {not: %s}}'",
              indicator->standard->by, value);
    return false;
  }
  return column != NO_INDEX;
}

static void take_bands(const struct fact_table *table, const bool *wanted, const struct ages *ages,
                       struct bands *bands)
{
  for (size_t i = 0; i < table->category_count; i++) {
    if (!wanted[i])
      continue;
    int last = ages_band(ages[i].to);
    for (int band = ages_band(ages[i].from); band <= last; band++) {
      bands->used[band] = true;
      bands->joined[band] = bands->joined[band] || band < last;
    }
  }
}

/* The categories wanted whose ages begin in a band of FIRST to LAST. */
static const bool *within(struct work *work, const struct fact_table *table, const bool *wanted,
                          const struct ages *ages, int first, int last)
{
  bool *chosen = ARENA_ARRAY(work->arena, bool, table->category_count);
  for (size_t i = 0; i < table->category_count; i++)
    chosen[i] = wanted[i] && ages_band(ages[i].from) >= first && ages_band(ages[i].from) <= last;
  return chosen;
}

const double *repeat_factors(struct work *work, const struct indicator *indicator,
                             const struct fact_table *table)
{
  const struct standard *standard = indicator->standard;
  if (!standard || !standard->repeat)
    return NULL;
  int column = category_column(table, standard->repeat);
  if (column == NO_INDEX) {
    diag_error(work->diags, "STRATA-C012", standard->repeat_loc,
               "indicator '%s' counts repeat events by '%s', which the source '%s' does not have",
               indicator->id, standard->repeat, source_of(table));
    diag_suggest(work->diags, str_of(standard->repeat), table->category_names,
                 table->category_name_count);
    return NULL;
  }
  double *factors = ARENA_ARRAY(work->arena, double, table->category_count);
  for (size_t i = 0; i < table->category_count; i++) {
    const char *value = table->categories[i].values[column];
    int64_t events;
    if (num_parse_int(str_of(value), &events) && events > 0 && events < 10000) {
      factors[i] = (double)events;
      continue;
    }
    diag_error(work->diags, "STRATA-C012", standard->repeat_loc,
               "indicator '%s': '%s' of the source '%s' is no number of events", indicator->id,
               value, source_of(table));
    diag_hint(work->diags, "'%s' must say how many events each of the people had: 1, 2, 3",
              standard->repeat);
    return NULL;
  }
  return factors;
}

static const double *squared(struct work *work, const double *factors, size_t count)
{
  double *squares = ARENA_ARRAY(work->arena, double, count);
  for (size_t i = 0; i < count; i++)
    squares[i] = factors[i] * factors[i];
  return squares;
}

static const char *band_words(struct work *work, int first, int last)
{
  int from = first * ESP2013_BAND_YEARS;
  return last == ESP2013_BANDS - 1
           ? arena_printf(work->arena, "%d and over", from)
           : arena_printf(work->arena, "%d to %d", from, (last + 1) * ESP2013_BAND_YEARS - 1);
}

/* One stratum for each run of bands that are not told apart. */
static int add_strata(struct work *work, const struct indicator *indicator,
                      const struct supply *events, const struct supply *population,
                      const struct ages *event_ages, const bool *event_wanted,
                      const struct ages *people_ages, const bool *people_wanted,
                      struct strata_need *need)
{
  const struct fact_table *of_events = events->table, *of_people = population->table;
  struct bands bands = { 0 }, people = { 0 };
  take_bands(of_events, event_wanted, event_ages, &bands);
  take_bands(of_people, people_wanted, people_ages, &people);
  const double *factors = repeat_factors(work, indicator, of_events);
  const double *squares = factors ? squared(work, factors, of_events->category_count) : NULL;
  for (int first = 0; first < ESP2013_BANDS; first++) {
    int last = first;
    bool used = bands.used[first], whole = bands.used[first] && people.used[first];
    double weight = esp2013_weights[first];
    while (last < ESP2013_BANDS - 1 && (bands.joined[last] || people.joined[last])) {
      last++;
      used = used || bands.used[last];
      whole = whole && bands.used[last] && people.used[last];
      weight += esp2013_weights[last];
    }
    if (used && !whole) {
      diag_error(work->diags, "STRATA-C011", indicator->standard->by_loc,
                 "indicator '%s': the sources '%s' and '%s' do not have the same people aged %s",
                 indicator->id, source_of(of_events), source_of(of_people),
                 band_words(work, first, last));
      diag_hint(work->diags, "both must have all of these ages, in the same or in finer bands");
      return -1;
    }
    if (used) {
      const bool *chosen = within(work, of_events, event_wanted, event_ages, first, last);
      size_t at = need->count++;
      need->weights[at] = weight;
      need->events[at] = request_sums(work, (struct sums_request) {
        .supply = events, .wanted = chosen, .adds = true, .factors = factors,
        .lenient = factors != NULL });
      need->squares[at] = squares ? request_sums(work, (struct sums_request) {
        .supply = events, .wanted = chosen, .adds = true, .factors = squares, .lenient = true })
        : need->events[at];
      need->populations[at] = request_sums(work, (struct sums_request) {
        .supply = population,
        .wanted = within(work, of_people, people_wanted, people_ages, first, last),
        .adds = true });
    }
    first = last;
  }
  return 0;
}

const struct strata_need *strata_needed(struct work *work, const struct indicator *indicator,
                                        const struct supply *events,
                                        const struct supply *population)
{
  const struct fact_table *of_events = events->table, *of_people = population->table;
  const bool *event_wanted
    = wanted_categories(work, indicator->where, indicator->where_count, of_events);
  const bool *people_wanted
    = wanted_categories(work, indicator->per_where, indicator->per_where_count, of_people);
  struct ages *event_ages = ARENA_ARRAY(work->arena, struct ages, of_events->category_count);
  struct ages *people_ages = ARENA_ARRAY(work->arena, struct ages, of_people->category_count);
  struct strata_need *need = ARENA_NEW(work->arena, struct strata_need);
  if (!read_ages(work, indicator, of_events, event_wanted, event_ages)
      || !read_ages(work, indicator, of_people, people_wanted, people_ages)
      || add_strata(work, indicator, events, population, event_ages, event_wanted, people_ages,
                    people_wanted, need))
    return NULL;
  return need;
}

/* ---- asking -------------------------------------------------------------------------------- */

const struct strata *strata_joined(struct arena *arena, const struct strata_need *need,
                                   const struct indicator *indicator, const struct sums *sums)
{
  struct strata *strata = ARENA_NEW(arena, struct strata);
  struct stratum_sums *at = ARENA_ARRAY(arena, struct stratum_sums, need->count);
  for (size_t i = 0; i < need->count; i++)
    at[i] = (struct stratum_sums) { &sums[need->events[i]], &sums[need->squares[i]],
                                    &sums[need->populations[i]], need->weights[i] };
  *strata = (struct strata) { at, need->count, indicator->standard->reference };
  return strata;
}

struct sum place_sum(const struct sums *sums, struct place place, struct period period)
{
  struct sum sum = sums_find(sums, place.area, period);
  if (place.without == NO_INDEX)
    return sum;
  struct sum part = sums_find(sums, place.without, period);
  return (struct sum) { sum.value - part.value, sum.denominator - part.denominator };
}

void strata_fill(const struct strata *strata, struct place place, struct period period,
                 struct period vintage, struct stratum bands[ESP2013_BANDS])
{
  for (size_t i = 0; i < strata->count; i++) {
    const struct stratum_sums *from = &strata->at[i];
    bands[i] = (struct stratum) {
      .events = place_sum(from->events, place, period).value,
      .squares = place_sum(from->squares, place, period).value,
      .population = place_sum(from->populations, place, vintage).value,
      .weight = from->weight,
    };
  }
}
