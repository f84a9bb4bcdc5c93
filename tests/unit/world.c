/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "world.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = { "Ashby", "Barton", "Corby", "Denby" };

static int *members(struct arena *arena, size_t count)
{
  int *indexes = ARENA_ARRAY(arena, int, count);
  for (size_t i = 0; i < count; i++)
    indexes[i] = (int)i;
  return indexes;
}

struct world *world_of(struct arena *arena, size_t count)
{
  struct world *world = ARENA_NEW(arena, struct world);
  world->arena = arena;
  world->diags = diags_new(arena);
  for (size_t i = 0; i < count; i++)
    *VEC_ADD(arena, &world->areas) = (struct area) {
      .code = arena_printf(arena, "E07%06zu", i + 1),
      .name = count == 4 ? names[i] : arena_printf(arena, "District %zu", i + 1),
      .kind = AREA_DISTRICT,
      .members = &members(arena, count)[i],
      .member_count = 1,
    };
  *VEC_ADD(arena, &world->areas)
    = (struct area) { .code = "all", .name = "All", .kind = AREA_GROUP, .member_count = count };
  *VEC_ADD(arena, &world->areas)
    = (struct area) { .code = "west", .name = "West", .kind = AREA_GROUP, .member_count = 2 };
  *VEC_ADD(arena, &world->areas) = (struct area) {
    .code = "E23000001", .name = "The force", .kind = AREA_FORCE, .member_count = count
  };
  for (size_t i = count; i < world->areas.len; i++)
    world->areas.at[i].members = members(arena, count);
  world->catalog.district_count = count;
  world->catalog.comparator = (int)count;
  world->catalog.force = (int)count + 2;
  return world;
}

struct world *world_new(struct arena *arena)
{
  return world_of(arena, 4);
}

int world_table(struct world *world, const char *measure, enum reader reader, enum fact_form form)
{
  size_t table = world->tables.len;
  *VEC_ADD(world->arena, &world->sources)
    = (struct source) { .id = measure, .title = measure, .reader = reader, .measure = measure };
  *VEC_ADD(world->arena, &world->tables) = (struct fact_table) { .measure = measure, .form = form };
  *VEC_ADD(world->arena, &world->in[table].categories) = (struct category) { NULL };
  return (int)table;
}

struct period world_period(const char *text)
{
  struct period period;
  assert_true(period_parse(str_of(text), &period));
  return period;
}

void world_supplied(struct world *world, int table, const char *first, const char *last)
{
  for (int32_t month = world_period(first).last; month <= world_period(last).last; month++)
    *VEC_ADD(world->arena, &world->in[table].months) = month;
}

void world_categories(struct world *world, int table, const char *const *of, size_t count)
{
  world->tables.at[table].category_names = of;
  world->tables.at[table].category_name_count = count;
  world->in[table].categories.len = 0;
}

/* "0-4|2": one value for each of COUNT names. */
static const char *const *split(struct world *world, const char *text, size_t count)
{
  const char **values = ARENA_ARRAY(world->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    size_t length = strcspn(text, count > 1 ? "|" : "");
    values[i] = arena_text(world->arena, text, length);
    text += length + (text[length] == '|');
  }
  return values;
}

static bool same_values(const char *const *one, const char *const *other, size_t count)
{
  bool same = true;
  for (size_t i = 0; i < count && same; i++)
    same = strcmp(one[i], other[i]) == 0;
  return same;
}

static uint16_t category_of(struct world *world, int table, const char *value)
{
  static const char *const category_names[] = { "type" };
  if (!value)
    return 0;
  struct fact_table *into = &world->tables.at[table];
  if (into->category_name_count == 0) {
    into->category_names = category_names;
    into->category_name_count = 1;
    world->in[table].categories.len = 0;
  }
  const char *const *values = split(world, value, into->category_name_count);
  for (size_t i = 0; i < world->in[table].categories.len; i++) {
    if (same_values(values, world->in[table].categories.at[i].values, into->category_name_count))
      return (uint16_t)i;
  }
  *VEC_ADD(world->arena, &world->in[table].categories) = (struct category) { values };
  return (uint16_t)(world->in[table].categories.len - 1);
}

void world_never(struct world *world, int table, const char *category)
{
  (void)category_of(world, table, category);
}

void world_fact(struct world *world, int table, uint32_t place, const char *period,
                const char *category, double value)
{
  struct period when = world_period(period);
  *VEC_ADD(world->arena, &world->in[table].facts) = (struct fact) {
    .place = place, .month = when.last, .kind = (uint16_t)when.kind,
    .category = category_of(world, table, category), .value = value
  };
}

/* Facts are put in their order before they are used, so ratios are given in that order. */
void world_ratio(struct world *world, int table, uint32_t place, const char *period,
                 double numerator, double denominator)
{
  world_fact(world, table, place, period, NULL, numerator);
  *VEC_ADD(world->arena, &world->in[table].denominators) = denominator;
}

void world_steady(struct world *world, int table, uint32_t place, const char *first,
                  const char *last, double value)
{
  for (int32_t month = world_period(first).last; month <= world_period(last).last; month++)
    world_fact(world, table, place,
               period_code(world->arena, (struct period) { month, PERIOD_MONTH }), NULL, value);
}

struct indicator *world_indicator(struct world *world, const char *measure,
                                  enum statistic statistic)
{
  struct indicator *indicator = VEC_ADD(world->arena, &world->indicators);
  *indicator = (struct indicator) {
    .id = arena_printf(world->arena, "test.%zu", world->indicators.len),
    .measure = measure,
    .statistic = statistic,
    .scale = statistic == STATISTIC_PROPORTION ? 100 : 1000,
    .interval = statistic == STATISTIC_PROPORTION ? INTERVAL_WILSON : INTERVAL_BYAR,
    .level = 95,
  };
  return indicator;
}

void world_per(struct indicator *indicator, const char *measure, double scale)
{
  indicator->per_measure = measure;
  indicator->scale = scale;
}

void world_where(struct world *world, struct indicator *indicator, bool except, const char *value)
{
  struct where *where = ARENA_ARRAY(world->arena, struct where, indicator->where_count + 1);
  for (size_t i = 0; i < indicator->where_count; i++)
    where[i] = indicator->where[i];
  const char **values = ARENA_ARRAY(world->arena, const char *, 1);
  values[0] = value;
  where[indicator->where_count++] = (struct where) {
    .category = "type", .values = values, .value_count = 1, .except = except
  };
  indicator->where = where;
}

void world_break(struct world *world, const char *measure, const char *month, const char *why)
{
  *VEC_ADD(world->arena, &world->breaks)
    = (struct series_break) { .measure = measure, .month = world_period(month).last, .why = why };
}

uint32_t world_small(struct world *world, const char *code, int district, uint16_t vintage)
{
  struct small_area *small = VEC_ADD(world->arena, &world->small);
  *small = (struct small_area) { .name = code, .district = district, .vintage = vintage,
                                 .ward = NO_INDEX };
  memcpy(small->code, code, strnlen(code, 9));
  return PLACE_SMALL + (uint32_t)world->small.len - 1;
}

int world_ward(struct world *world, const char *name, const uint32_t *places, size_t count)
{
  int index = (int)world->wards.len;
  struct ward *ward = VEC_ADD(world->arena, &world->wards);
  *ward = (struct ward) { .name = name, .district = world->small.at[places[0] - PLACE_SMALL].district };
  memcpy(ward->code, arena_printf(world->arena, "E0500%04d", index), sizeof "E05000000" - 1);
  for (size_t i = 0; i < count; i++)
    world->small.at[places[i] - PLACE_SMALL].ward = index;
  return index;
}

static int compare_facts(const void *a, const void *b)
{
  const struct fact *left = a, *right = b;
  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->month != right->month)
    return left->month < right->month ? -1 : 1;
  return (left->category > right->category) - (left->category < right->category);
}

/* Where rows are records, a file has as many as are counted of it. */
static const struct input *input_of(struct world *world, int table)
{
  struct input *input = ARENA_NEW(world->arena, struct input);
  *input = (struct input) { .path = "form.csv", .name = "form.csv" };
  if (world->sources.at[table].reader != READER_STREET)
    return input;
  for (size_t i = 0; i < world->in[table].facts.len; i++) {
    const struct fact *fact = &world->in[table].facts.at[i];
    uint64_t rows = (uint64_t)fact->value;
    input->rows += rows;
    *(fact->place == PLACE_UNASSIGNED ? &input->unassigned
      : fact->place == PLACE_OUTSIDE  ? &input->outside
                                      : &input->counted)
      += rows;
  }
  return input;
}

const struct results *world_compute(struct world *world)
{
  struct catalog *catalog = &world->catalog;
  catalog->areas = world->areas.at;
  catalog->area_count = world->areas.len;
  catalog->sources = world->sources.at;
  catalog->source_count = world->sources.len;
  catalog->indicators = world->indicators.at;
  catalog->indicator_count = world->indicators.len;
  catalog->breaks = world->breaks.at;
  catalog->break_count = world->breaks.len;
  for (size_t i = 0; i < world->tables.len; i++) {
    struct fact_table *table = &world->tables.at[i];
    if (world->in[i].facts.len > 1 && table->form != FACTS_RATIOS)
      qsort(world->in[i].facts.at, world->in[i].facts.len, sizeof(struct fact), compare_facts);
    table->source = &world->sources.at[i];
    table->facts = world->in[i].facts.at;
    table->fact_count = world->in[i].facts.len;
    table->categories = world->in[i].categories.at;
    table->category_count = world->in[i].categories.len;
    table->months = world->in[i].months.at;
    table->month_count = world->in[i].months.len;
    table->inputs = input_of(world, (int)i);
    table->input_count = 1;
    table->denominators = table->form == FACTS_RATIOS ? world->in[i].denominators.at : NULL;
  }
  world->facts = (struct facts) {
    .catalog = catalog, .tables = world->tables.at, .table_count = world->tables.len,
    .small_areas = world->small.at, .small_area_count = world->small.len,
    .wards = world->wards.at, .ward_count = world->wards.len,
    .centres = world->facts.centres, .weights = world->facts.weights,
    .weights_count = world->facts.weights_count, .event_lists = world->facts.event_lists,
    .event_list_count = world->facts.event_list_count
  };
  const struct results *results = NULL;
  if (compute_results(world->arena, &world->facts, world->diags, &results))
    return NULL;
  return results;
}

struct result world_find(const struct results *results, int indicator, int area,
                         const char *period)
{
  struct result result;
  results_find(results, indicator, area, world_period(period), &result);
  return result;
}

struct result world_since(const struct results *results, int indicator, int area,
                          const char *period, const char *before)
{
  struct result result;
  results_find_since(results, indicator, area, world_period(period), world_period(before), &result);
  return result;
}
