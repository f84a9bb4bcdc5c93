/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inequality, severity and hot spots of indicators, before and after disclosure.
 */
#include "world.h"

#include "base/cleanup.h"
#include "compute/place_results.h"
#include "disclose/places.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIDE = 8, PLACES = SIDE * SIDE, CRIMES = 0, RESIDENTS, INDEX };

struct town {
  struct world *world;
  struct arena *arena;
  uint32_t small[PLACES];
  struct point centres[PLACES];
  const char *names[2];
};

/* A town of 64 neighbourhoods of 1,000 people, half of Ashby and half of Barton, in tenths of
 * deprivation from the west (1) to the east (8), with a corner where much happens. */
static struct town *town_new(struct arena *arena)
{
  struct town *town = ARENA_NEW(arena, struct town);
  struct world *world = town->world = world_new(arena);
  town->arena = arena;
  world_table(world, "crimes", READER_STREET, FACTS_COUNTS);
  world_table(world, "residents", READER_TIDY, FACTS_COUNTS);
  world_table(world, "deprivation", READER_DEPRIVATION, FACTS_COUNTS);
  world_supplied(world, CRIMES, "2023-01", "2024-12");
  for (int i = 0; i < PLACES; i++) {
    int column = i % SIDE, row = i / SIDE, extra = column < 3 && row < 3 ? 40 : 0;
    uint32_t small = town->small[i]
      = world_small(world, arena_printf(arena, "E010000%02d", i), row < SIDE / 2 ? ASHBY : BARTON, 0);
    town->centres[i] = (struct point) { 1000.0 * column, 1000.0 * row };
    world_fact(world, CRIMES, small, "2023-06", "Theft", 20 + extra + (i * 7) % 5);
    world_fact(world, CRIMES, small, "2024-06", "Theft", 30 - 2 * column + extra + (i * 7) % 5);
    world_fact(world, CRIMES, small, "2024-07", "Robbery", column == 0 ? 2 : 0);
    world_fact(world, CRIMES, small, "2024-08", "Other", 1);
    world_fact(world, RESIDENTS, small, "2023", NULL, 1000);
  }
  for (int area = ASHBY; area <= DENBY; area++)
    world_fact(world, RESIDENTS, (uint32_t)area, "2023", NULL, 32000);
  world->facts.centres = town->centres;
  return town;
}

/* The index of a year: tenths from the west. */
static void give_index(struct town *town, const char *year, int places, int shift)
{
  static const char *const names[] = { "decile", "domain" };
  struct world *world = town->world;
  struct fact_table *table = &world->tables.at[INDEX];
  if (!table->category_names) {
    table->category_names = names;
    table->category_name_count = 2;
    world->in[INDEX].categories.len = 0;
    for (int i = 0; i < 20; i++) {
      const char **values = ARENA_ARRAY(town->arena, const char *, 2);
      values[0] = arena_printf(town->arena, "%d", i % 10 + 1);
      values[1] = i < 10 ? "Income" : "Crime";
      *VEC_ADD(town->arena, &world->in[INDEX].categories) = (struct category) { values };
    }
  }
  struct period when = world_period(year);
  for (int i = 0; i < places; i++) {
    for (int domain = 0; domain < 2; domain++)
      *VEC_ADD(town->arena, &world->in[INDEX].facts) = (struct fact) {
        .place = town->small[i], .month = when.last, .kind = (uint16_t)when.kind, .value = 1,
        .category = (uint16_t)(domain ? 10 + 9 - i % SIDE : (i + shift) % SIDE),
      };
  }
}

static struct indicator *crime_rate(struct town *town, enum inequality_interval interval)
{
  struct indicator *indicator = world_indicator(town->world, "crimes", STATISTIC_RATE);
  world_per(indicator, "residents", 1000);
  indicator->inequality = (struct inequality_choice) { true, "deprivation", "Income", interval };
  indicator->hot_spots = (struct hot_spots_choice) { true, HOT_SPOTS_OF_COUNTS, 1500, 5 };
  return indicator;
}

static const struct results *compute(struct town *town)
{
  const struct results *results = world_compute(town->world);
  if (!results)
    diags_print(town->world->diags, stderr, DIAG_TEXT);
  assert_non_null(results);
  return results;
}

static struct inequality_result inequality_of(const struct results *results, int area,
                                              const char *period)
{
  struct inequality_result result;
  results_inequality(results, 0, area, world_period(period), &result);
  return result;
}

/* ---- inequality ---------------------------------------------------------------------------- */

static void test_inequality(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_SIMULATED);
  give_index(town, "2023", PLACES, 0);
  const struct results *results = compute(town);
  struct inequality_result result = inequality_of(results, ALL, "2024");
  assert_int_equal(result.status, STATUS_PUBLISHED);
  assert_int_equal(result.index.groups, SIDE);
  assert_true(result.index.slope < 0);
  assert_int_equal(result.significance, SIGNIFICANCE_HIGHER);
  assert_true(result.intervals.slope.lower < result.index.slope
              && result.index.slope < result.intervals.slope.upper);
  assert_true(result.intervals.relative.lower < result.index.relative
              && result.index.relative < result.intervals.relative.upper);
  assert_int_equal(result.vintage.last, world_period("2023").last);
  /* The westmost 8 of 64 neighbourhoods. */
  assert_near(result.people_share, 0.125, 1e-12);
  double counts = 0, first = 0;
  for (int i = 0; i < PLACES; i++) {
    int column = i % SIDE, row = i / SIDE;
    double count = 30 - 2 * column + (column < 3 && row < 3 ? 40 : 0) + (i * 7) % 5
                   + (column == 0 ? 2 : 0) + 1;
    counts += count;
    first += column == 0 ? count : 0;
  }
  assert_near(result.volume_share, first / counts, 1e-12);
  assert_near(result.index.mean, counts / 64, 1e-9);
  assert_true(result.volume_lower < result.volume_share && result.volume_share < result.volume_upper);
  assert_true(isnan(result.harm_share));
  /* The line through the groups as the pure function has it, per 1,000. */
  assert_near(result.index.most + result.index.slope, result.index.least, 1e-9);
  /* The shares alone are the same, and there is no line. */
  struct inequality_result shares;
  results_deprived_tenth(results, 0, ALL, world_period("2024"), &shares);
  assert_int_equal(shares.status, STATUS_PUBLISHED);
  assert_true(
      shares.volume_share == result.volume_share && shares.people_share == result.people_share &&
      shares.volume_lower == result.volume_lower && shares.volume_upper == result.volume_upper);
  assert_true(isnan(shares.index.slope) && isnan(shares.intervals.slope.lower));
}

/* The latest index that is not after the period and has every neighbourhood; else a later one. */
static void test_which_index(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_CLOSED_FORM);
  give_index(town, "2019", PLACES, 3);
  give_index(town, "2023", PLACES - 1, 0);
  give_index(town, "2025", PLACES, 0);
  const struct results *results = compute(town);
  assert_int_equal(inequality_of(results, BARTON, "2024").vintage.last,
                   world_period("2019").last);
  assert_int_equal(inequality_of(results, ASHBY, "2024").vintage.last,
                   world_period("2023").last);
  struct inequality_result result = inequality_of(results, ASHBY, "2024");
  assert_true(isfinite(result.intervals.slope.lower));
  assert_true(isnan(result.intervals.relative.lower));
}

static void assert_refused(struct inequality_result result, enum status status)
{
  assert_int_equal(result.status, status);
  assert_non_null(result.reason);
  assert_true(isnan(result.index.slope) && isnan(result.intervals.slope.lower)
              && isnan(result.volume_share));
}

static void test_inequality_refused(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_SIMULATED);
  world_indicator(town->world, "crimes", STATISTIC_COUNT);
  give_index(town, "2023", PLACES / 2, 0);
  const struct results *results = compute(town);
  assert_refused(inequality_of(results, BARTON, "2024"), STATUS_UNAVAILABLE); /* no index */
  assert_refused(inequality_of(results, CORBY, "2024"), STATUS_UNAVAILABLE);  /* no places */
  assert_refused(inequality_of(results, ASHBY, "2025"), STATUS_UNAVAILABLE);  /* not supplied */
  struct inequality_result result;
  results_inequality(results, 1, ASHBY, world_period("2024"), &result);
  assert_refused(result, STATUS_NOT_APPLICABLE);
  results_deprived_tenth(results, 1, ASHBY, world_period("2024"), &result);
  assert_refused(result, STATUS_NOT_APPLICABLE);
}

static void test_domain_unknown(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_SIMULATED)->inequality.domain = "Incom";
  give_index(town, "2023", PLACES, 0);
  assert_null(world_compute(town->world));
  assert_int_equal(diags_with_code(town->world->diags, "STRATA-C042"), 1);
}

/* What is kept is what would be simulated, and is found again without simulating. */
static void test_simulated_once(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  char folder[] = "/tmp/strata-test-XXXXXX";
  assert_non_null(mkdtemp(folder));
  crime_rate(town, INEQUALITY_SIMULATED);
  struct edition edition = { .id = "2024", .period = world_period("2024") };
  town->world->catalog.editions = &edition;
  town->world->catalog.edition_count = 1;
  town->world->indicators.at[0].compare = (const int[]) { ALL };
  town->world->indicators.at[0].compare_count = 1;
  give_index(town, "2023", PLACES, 0);
  const struct results *plain = compute(town), *cold, *warm;
  results_simulate(arena, plain, folder, town->world->diags, &cold);
  results_simulate(arena, plain, folder, town->world->diags, &warm);
  assert_ptr_not_equal(cold, plain);
  struct inequality_result one = inequality_of(plain, ALL, "2024");
  struct inequality_result two = inequality_of(cold, ALL, "2024");
  struct inequality_result three = inequality_of(warm, ALL, "2024");
  assert_memory_equal(&one.intervals, &two.intervals, sizeof one.intervals);
  assert_memory_equal(&one.intervals, &three.intervals, sizeof one.intervals);
  assert_int_equal(diags_errors(town->world->diags), 0);
  assert_int_equal(system(arena_printf(arena, "rm -rf '%s'", folder)), 0);
}

/* ---- severity ------------------------------------------------------------------------------ */

/* Made-up weights; Other has none. */
static void give_weights(struct town *town, const char *column, bool awaited)
{
  static const char *const categories[] = { "Robbery", "Theft" };
  static const double numbers[] = { 100, 2 };
  struct severity_weights *weights = ARENA_NEW(town->arena, struct severity_weights);
  *VEC_ADD(town->arena, &town->world->sources) = (struct source) {
    .id = "weights", .reader = READER_SEVERITY_WEIGHTS, .version = "test", .date = "2024-01"
  };
  const struct source *source = &town->world->sources.at[town->world->sources.len - 1];
  *weights = (struct severity_weights) { source, column, categories, numbers, 2, awaited };
  town->world->facts.weights = weights;
  town->world->facts.weights_count = 1;
  town->world->indicators.at[0].severity = source;
}

static void test_severity(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL);
  give_weights(town, "type", false);
  give_index(town, "2023", PLACES, 0);
  const struct results *results = compute(town);
  assert_int_equal(diags_with_code(town->world->diags, "STRATA-C041"), 1);
  struct severity_result result;
  struct result plain = world_find(results, 0, ALL, "2024");
  results_severity(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_PUBLISHED);
  assert_string_equal(result.weights->source->version, "test");
  assert_int_equal(result.category_count, 3);
  assert_string_equal(result.categories[0].name, "Theft");
  assert_string_equal(result.categories[1].name, "Robbery");
  assert_near(result.categories[1].harm, 1600, 0);
  assert_string_equal(result.categories[2].name, "Other");
  assert_true(isnan(result.categories[2].share_of_harm));
  assert_near(result.harm.unweighted, 64, 0);
  assert_near(result.harm.offences + result.harm.unweighted, plain.numerator, 0);
  assert_near(result.harm.harm, 1600 + 2 * (plain.numerator - 64 - 16), 0);
  assert_near(result.score, result.harm.harm / plain.denominator, 1e-12);
  assert_near(result.categories[0].share_of_harm + result.categories[1].share_of_harm, 1, 1e-12);
  /* All robberies are in the most deprived tenth. */
  struct inequality_result inequality = inequality_of(results, ALL, "2024");
  assert_true(inequality.harm_share > inequality.volume_share);
  results_severity(arena, results, 0, ALL, world_period("2025"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_true(isnan(result.harm.harm) && isnan(result.score));
  /* Weights that are marked weigh nothing for the public. */
  for (int audience = AUDIENCE_PUBLIC; audience < AUDIENCES; audience++) {
    const struct released *released = disclose_results(arena, results, (enum audience)audience);
    bool open = audience != AUDIENCE_PUBLIC;
    for (int marked = 0; marked < 2; marked++) {
      ((struct source *)town->world->indicators.at[0].severity)->marking
        = marked ? MARKING_OFFICIAL_SENSITIVE : MARKING_OFFICIAL;
      released_severity(arena, released, 0, ALL, world_period("2024"), &result);
      assert_int_equal(result.status, open || !marked ? STATUS_PUBLISHED : STATUS_SUPPRESSED);
      assert_int_equal(result.weights != NULL, open || !marked);
      released_inequality(released, 0, ALL, world_period("2024"), &inequality);
      assert_int_equal(isnan(inequality.harm_share), !open && marked);
    }
  }
}

static void test_severity_refused(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL);
  give_weights(town, "type", true);
  give_index(town, "2023", PLACES, 0);
  const struct results *results = compute(town);
  struct severity_result result;
  results_severity(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_string_equal(result.reason, "The severity weights were not supplied");
  town->world->tables.at[CRIMES].category_names = (const char *const[]) { "kind", "place" };
  town->world->tables.at[CRIMES].category_name_count = 2;
  struct severity_weights *weights = (struct severity_weights *)town->world->facts.weights;
  weights->awaited = false;
  assert_null(world_compute(town->world));
  assert_int_equal(diags_with_code(town->world->diags, "STRATA-C040"), 1);
}

/* ---- hot spots ----------------------------------------------------------------------------- */

static void test_hot_spots(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL);
  give_index(town, "2023", PLACES, 0);
  const struct results *results = compute(town);
  struct hot_spots_result all, ashby, barton;
  results_hot_spots(arena, results, 0, ALL, world_period("2024"), &all);
  results_hot_spots(arena, results, 0, ASHBY, world_period("2024"), &ashby);
  results_hot_spots(arena, results, 0, BARTON, world_period("2024"), &barton);
  assert_int_equal(all.status, STATUS_PUBLISHED);
  assert_int_equal(all.tested, PLACES);
  assert_int_equal(ashby.tested + barton.tested, PLACES);
  assert_int_equal(ashby.hot + barton.hot, all.hot);
  assert_true(all.hot >= 9 && all.hot < 16);
  /* The heart of the corner is the hottest. */
  assert_int_equal(all.spots[0].small, SIDE + 1);
  assert_int_equal(ashby.spots[0].small, SIDE + 1);
  assert_true(all.spots[0].z > all.spots[all.hot - 1].z && all.spots[0].p < 1e-6);
  assert_true(all.share > 0.3 && all.share < 0.5);
  /* The same corner was hot the year before. */
  assert_true(all.has_before && all.spots[0].before);
  assert_int_equal(all.before.last, world_period("2023").last);
  assert_true(all.again >= 9);
  assert_true(all.prediction.accuracy > 1.5 && all.prediction.efficiency > 0.8);
  assert_true(isnan(all.prediction.recovery));
  /* Of the first year there is none before. */
  results_hot_spots(arena, results, 0, ALL, world_period("2023"), &all);
  assert_false(all.has_before);
  assert_true(isnan(all.prediction.accuracy));
  results_hot_spots(arena, results, 0, CORBY, world_period("2024"), &all);
  assert_int_equal(all.hot, 0);
}

static void test_hot_spots_refused(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL);
  world_indicator(town->world, "crimes", STATISTIC_COUNT);
  give_index(town, "2023", PLACES, 0);
  town->world->facts.centres = NULL;
  const struct results *results = compute(town);
  struct hot_spots_result result;
  results_hot_spots(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_int_equal(result.hot, 0);
  results_hot_spots(arena, results, 1, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_NOT_APPLICABLE);
}

/* ---- near repeats -------------------------------------------------------------------------- */

/* Forty burglaries in a year at homes far apart, and ten of them again next door within the week. */
static const struct source *give_events(struct town *town, bool restricted)
{
  enum { FIRST = 40, AGAIN = 10, PLACES_APART = 1000 };
  struct event *events = ARENA_ARRAY(town->arena, struct event, FIRST + AGAIN + 1);
  int32_t new_year = first_day_of(world_period("2024-01").last);
  for (int i = 0; i < FIRST; i++)
    events[i] = (struct event) { { PLACES_APART * i, 0 }, new_year + 9 * i };
  for (int i = 0; i < AGAIN; i++)
    events[FIRST + i] = (struct event) { { PLACES_APART * i + 50, 0 }, new_year + 9 * i + 3 };
  events[FIRST + AGAIN] = (struct event) { { 0, 0 }, new_year - 1 };
  *VEC_ADD(town->arena, &town->world->sources)
    = (struct source) { .id = "events", .reader = READER_EVENTS, .restricted = restricted };
  const struct source *source = &town->world->sources.at[town->world->sources.len - 1];
  struct event_list *list = ARENA_NEW(town->arena, struct event_list);
  *list = (struct event_list) { source, events, FIRST + AGAIN + 1, 4, false };
  town->world->facts.event_lists = list;
  town->world->facts.event_list_count = 1;
  return source;
}

static void test_near_repeat(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL)->compare = (const int[]) { ALL };
  town->world->indicators.at[0].compare_count = 1;
  give_index(town, "2023", PLACES, 0);
  town->world->indicators.at[0].near_repeat
    = (struct near_repeat_choice) { give_events(town, true), 100, 3, 7, 3 };
  const struct results *results = compute(town);
  struct near_repeat_result result;
  results_near_repeat(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_PUBLISHED);
  assert_int_equal(result.events, 50); /* that of the day before is of 2023 */
  assert_int_equal(result.without_point, 4);
  assert_int_equal(result.places, 5);
  assert_int_equal(result.times, 4);
  const double metres[] = { 0, 1, 101, 201, 301 }, days[] = { 0, 8, 15, 22 };
  assert_memory_equal(result.metres, metres, sizeof metres);
  assert_memory_equal(result.days, days, sizeof days);
  const struct near_repeat_cell *next_door = &result.cells[1 * 4 + 0];
  assert_near(next_door->pairs, 10, 0);
  assert_near(next_door->p, 0.001, 1e-12);
  assert_true(next_door->ratio > 5);
  assert_near(result.cells[0].pairs, 0, 0);
  results_near_repeat(arena, results, 0, ASHBY, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_NOT_APPLICABLE);
  results_near_repeat(arena, results, 0, ALL, world_period("2022"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_null(result.cells);
  /* Of a restricted source the public sees nothing. */
  const struct released *public = disclose_results(arena, results, AUDIENCE_PUBLIC);
  const struct released *partners = disclose_results(arena, results, AUDIENCE_RESTRICTED);
  released_near_repeat(arena, public, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_SUPPRESSED);
  assert_null(result.cells);
  assert_int_equal(result.events, 0);
  released_near_repeat(arena, partners, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_PUBLISHED);
}

/* Nor of one that is not restricted, where the indicator is under a rule: how many there are is said with it. */
static void test_near_repeat_under_a_rule(void **state)
{
  static const struct disclosure_rule below_fifty = {
    .hide_least = 1, .hide_most = 49, .base = 1, .secondary = true, .covers = COVERS_DISTRICTS | COVERS_COMPARATOR,
  };
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  struct indicator *indicator = crime_rate(town, INEQUALITY_NO_INTERVAL);
  indicator->compare = (const int[]) { ALL };
  indicator->compare_count = 1;
  give_index(town, "2023", PLACES, 0);
  indicator->near_repeat = (struct near_repeat_choice) { give_events(town, false), 100, 3, 7, 3 };
  struct near_repeat_result result;
  for (size_t rules = 0; rules < 2; rules++) {
    indicator->disclosure = (struct disclosure) { .rules = &below_fifty, .count = rules };
    const struct released *public = disclose_results(arena, compute(town), AUDIENCE_PUBLIC);
    released_near_repeat(arena, public, 0, ALL, world_period("2024"), &result);
    assert_int_equal(result.status, rules ? STATUS_SUPPRESSED : STATUS_PUBLISHED);
    assert_int_equal(result.events, rules ? 0 : 50);
  }
}

/* Sixty events in a town: twelve at one door, eight at the one beside it, and forty alone, one every 500
 * metres. */
static const struct source *give_cluster(struct town *town, bool restricted)
{
  enum { AT_ONE = 12, BESIDE = 8, ALONE = 40 };
  const struct source *source = give_events(town, restricted);
  struct event *events = ARENA_ARRAY(town->arena, struct event, AT_ONE + BESIDE + ALONE);
  int32_t day = first_day_of(world_period("2024-03").last);
  for (int i = 0; i < AT_ONE; i++)
    events[i] = (struct event) { { 5010.2 + 0.05 * i, 5010 }, day + i };
  for (int i = 0; i < BESIDE; i++)
    events[AT_ONE + i] = (struct event) { { 5210, 5010 }, day + i };
  for (int i = 0; i < ALONE; i++)
    events[AT_ONE + BESIDE + i]
      = (struct event) { { 100 + 500 * (i % 8), 100 + 500 * (i / 8) }, day + i };
  struct event_list *list = ARENA_NEW(town->arena, struct event_list);
  *list = (struct event_list) { source, events, AT_ONE + BESIDE + ALONE, 0, false };
  town->world->facts.event_lists = list;
  return source;
}

static void test_event_places(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL)->compare = (const int[]) { ALL };
  town->world->indicators.at[0].compare_count = 1;
  give_index(town, "2023", PLACES, 0);
  town->world->indicators.at[0].event_places
    = (struct event_places_choice) { give_cluster(town, true), 200, 300, 5, 400 };
  const struct results *results = compute(town);
  struct event_places_result result;
  results_event_places(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_PUBLISHED);
  assert_int_equal(result.events, 60);
  /* Forty doors alone and two with more; ten of the alone make a half with the two. */
  assert_int_equal(result.repeats.locations, 42);
  assert_int_equal(result.repeats.repeated, 2);
  assert_near(result.repeats.at_repeats, 20 / 60.0, 1e-12);
  assert_near(result.repeats.repeat_events, 18 / 60.0, 1e-12);
  assert_int_equal(result.repeats.half, 12);
  /* From (0, 0) to (5400, 5200): 27 by 26 cells. */
  assert_int_equal(result.cells, 27 * 26);
  assert_true(result.hot >= 2 && result.hot < 30);
  assert_near(result.share, 20 / 60.0, 1e-12);
  double counted = 0;
  for (size_t i = 0; i < result.hot; i++) {
    assert_true(result.hot_cells[i].p <= 0.05 && result.hot_cells[i].z > 0);
    assert_true(i == 0 || result.hot_cells[i].z <= result.hot_cells[i - 1].z);
    assert_true(fmod(result.hot_cells[i].easting, 200) == 0 && result.hot_cells[i].northing >= 4400);
    counted += result.hot_cells[i].count;
  }
  assert_near(counted, 20, 0);
  /* Twelve and eight within 400 m: 3/(pi 0.16) a square kilometre each, or less. */
  assert_true(result.hot_cells[0].density > 20 && result.hot_cells[0].density < 120);
  results_event_places(arena, results, 0, ASHBY, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_NOT_APPLICABLE);
  results_event_places(arena, results, 0, ALL, world_period("2022"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  const struct released *public = disclose_results(arena, results, AUDIENCE_PUBLIC);
  const struct released *partners = disclose_results(arena, results, AUDIENCE_RESTRICTED);
  released_event_places(arena, public, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_SUPPRESSED);
  assert_true(result.events == 0 && !result.hot_cells && isnan(result.share));
  released_event_places(arena, partners, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_PUBLISHED);
}

/* The points of data.police.uk are moved; a grid of the whole country is no grid. */
static void test_event_places_refused(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL)->compare = (const int[]) { ALL };
  town->world->indicators.at[0].compare_count = 1;
  give_index(town, "2023", PLACES, 0);
  const struct results *results = compute(town);
  struct event_places_result result;
  results_event_places(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_NOT_APPLICABLE);
  assert_non_null(strstr(result.reason, "data.police.uk moves every event"));
  town->world->indicators.at[0].event_places
    = (struct event_places_choice) { give_cluster(town, false), 10, 30, 5, 400 };
  results = compute(town);
  results_event_places(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_UNAVAILABLE);
  assert_non_null(strstr(result.reason, "too far apart"));
}

static void test_near_repeat_refused(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL);
  give_index(town, "2023", PLACES, 0);
  const struct results *results = compute(town);
  struct near_repeat_result result;
  results_near_repeat(arena, results, 0, ALL, world_period("2024"), &result);
  assert_int_equal(result.status, STATUS_NOT_APPLICABLE);
  assert_true(strncmp(result.reason, "data.police.uk moves", 20) == 0);
}

/* ---- disclosure ---------------------------------------------------------------------------- */

/* A restricted indicator's county figure is published, its neighbourhoods are not: nothing made of
 * them is, not even a name. */
static void test_restricted(void **state)
{
  auto_arena struct arena *arena = arena_new();
  struct town *town = town_new(arena);
  (void)state;
  crime_rate(town, INEQUALITY_NO_INTERVAL)->restricted = true;
  crime_rate(town, INEQUALITY_NO_INTERVAL);
  give_weights(town, "type", false);
  give_index(town, "2023", PLACES, 0);
  town->world->indicators.at[1].severity = town->world->indicators.at[0].severity;
  const struct results *results = compute(town);
  const struct released *released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  const int areas[] = { ALL, ASHBY, FORCE };
  for (int i = 0; i < 3; i++) {
    struct inequality_result inequality;
    struct severity_result severity;
    struct hot_spots_result spots;
    released_inequality(released, 0, areas[i], world_period("2024"), &inequality);
    released_severity(arena, released, 0, areas[i], world_period("2024"), &severity);
    released_hot_spots(arena, released, 0, areas[i], world_period("2024"), &spots);
    assert_refused(inequality, STATUS_SUPPRESSED);
    assert_true(isnan(inequality.people_share) && isnan(inequality.harm_share));
    released_deprived_tenth(released, 0, areas[i], world_period("2024"), &inequality);
    assert_refused(inequality, STATUS_SUPPRESSED);
    assert_true(isnan(inequality.people_share) && isnan(inequality.harm_share));
    assert_int_equal(severity.status, STATUS_SUPPRESSED);
    assert_true(isnan(severity.harm.harm) && isnan(severity.harm.offences));
    assert_null(severity.categories);
    assert_int_equal(spots.status, STATUS_SUPPRESSED);
    assert_int_equal(spots.hot + spots.cold + spots.tested + spots.before_hot, 0);
    assert_null(spots.spots);
  }
  struct inequality_result inequality;
  struct severity_result severity;
  struct hot_spots_result spots;
  /* Nor of another indicator of the same measure, which would give the first away. */
  released_inequality(released, 1, ALL, world_period("2024"), &inequality);
  released_severity(arena, released, 1, ALL, world_period("2024"), &severity);
  released_hot_spots(arena, released, 1, ALL, world_period("2024"), &spots);
  assert_refused(inequality, STATUS_SUPPRESSED);
  released_deprived_tenth(released, 1, ALL, world_period("2024"), &inequality);
  assert_refused(inequality, STATUS_SUPPRESSED);
  assert_int_equal(severity.status, STATUS_SUPPRESSED);
  assert_int_equal(spots.status, STATUS_SUPPRESSED);
  /* Where nothing is restricted, all is there. */
  town->world->indicators.at[0].restricted = false;
  released = disclose_results(arena, results, AUDIENCE_PUBLIC);
  released_inequality(released, 1, ALL, world_period("2024"), &inequality);
  released_severity(arena, released, 1, ALL, world_period("2024"), &severity);
  released_hot_spots(arena, released, 1, ALL, world_period("2024"), &spots);
  assert_int_equal(inequality.status, STATUS_PUBLISHED);
  assert_int_equal(severity.status, STATUS_PUBLISHED);
  assert_int_equal(spots.status, STATUS_PUBLISHED);
  /* Nor is what is marked for the restricted edition, in the other. */
  town->world->indicators.at[1].marking = MARKING_OFFICIAL_SENSITIVE;
  released_inequality(released, 1, ALL, world_period("2024"), &inequality);
  released_severity(arena, released, 1, ALL, world_period("2024"), &severity);
  released_hot_spots(arena, released, 1, ALL, world_period("2024"), &spots);
  assert_refused(inequality, STATUS_SUPPRESSED);
  released_deprived_tenth(released, 1, ALL, world_period("2024"), &inequality);
  assert_refused(inequality, STATUS_SUPPRESSED);
  assert_int_equal(severity.status, STATUS_SUPPRESSED);
  assert_int_equal(spots.status, STATUS_SUPPRESSED);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_inequality),         cmocka_unit_test(test_which_index),
    cmocka_unit_test(test_inequality_refused), cmocka_unit_test(test_domain_unknown),
    cmocka_unit_test(test_simulated_once),     cmocka_unit_test(test_severity),
    cmocka_unit_test(test_severity_refused),   cmocka_unit_test(test_hot_spots),
    cmocka_unit_test(test_hot_spots_refused),  cmocka_unit_test(test_restricted),
    cmocka_unit_test(test_near_repeat),        cmocka_unit_test(test_near_repeat_refused),
    cmocka_unit_test(test_near_repeat_under_a_rule),
    cmocka_unit_test(test_event_places),       cmocka_unit_test(test_event_places_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
